//! Every action of every document against Prism's mock of that document: `cargo connector verify` calls them, Prism judges each
//! request, and each reply that it makes up is decoded.
//!
//! What cannot be good is listed in `prism.txt`, with the reason. An action that is neither good nor listed is a failure, and
//! so is one that is listed and good.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, thread};

use conformance_support::server::{Fault, Ready, Server};
use serde_json::Value;

use crate::find::Document;

/// What came of one document.
#[derive(Default)]
struct Row {
    name: String,
    good: usize,
    /// What is not good: action, what it is, and why.
    others: Vec<(String, String, String)>,
    /// Why nothing was called.
    trouble: Option<String>,
}

/// Reasons by document and action; a `*` stands for each action of a document.
struct Known(BTreeMap<(String, String), String>);

impl Known {
    /// Document, action and reason, with tabs between them.
    fn read() -> Result<Self, String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("prism.txt");
        let text =
            fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let line = |line: &str| {
            let mut parts = line.splitn(3, '\t').map(str::to_owned);
            match (parts.next(), parts.next(), parts.next()) {
                (Some(document), Some(action), Some(reason)) => Ok(((document, action), reason)),
                _ => Err(format!("{}: no document, action and reason: {line}", path.display())),
            }
        };
        lines.map(line).collect::<Result<_, _>>().map(Self)
    }

    fn reason(&self, document: &str, action: &str) -> Option<&str> {
        let own = |action: &str| self.0.get(&(document.to_owned(), action.to_owned()));
        own(action).or_else(|| own("*")).map(String::as_str)
    }
}

/// The table, and whether all is well.
pub(crate) fn run(documents: &[Document]) -> Result<(String, bool), String> {
    let known = Known::read()?;
    let verify = Verify::new()?;
    let next = AtomicUsize::new(0);
    let rows = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(document) = documents.get(index) else { break };
                    let row = verify.document(document).unwrap_or_else(|trouble| Row {
                        name: document.name.clone(),
                        trouble: Some(trouble),
                        ..Row::default()
                    });
                    if let Ok(mut rows) = rows.lock() {
                        rows.insert(index, row);
                    }
                }
            });
        }
    });
    let rows: Vec<Row> = rows.into_inner().map(|rows| rows.into_values().collect()).unwrap_or_default();
    Ok(table(&rows, &known))
}

/// How `verify` is called.
struct Verify {
    cargo_connector: PathBuf,
    prism: String,
}

impl Verify {
    fn new() -> Result<Self, String> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let prism = here.join("../conformance/prism/node_modules/@stoplight/prism-cli/dist/index.js");
        if !prism.is_file() {
            return Err("Prism is not installed: npm ci in tests/conformance/prism".into());
        }
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build.args(["build", "--quiet", "-p", "cargo-connector", "--manifest-path"]);
        build.arg(here.join("../../Cargo.toml")).args(if cfg!(debug_assertions) {
            &[][..]
        } else {
            &["--release"]
        });
        let built = build.status().map_err(|error| format!("cannot run cargo: {error}"))?;
        if !built.success() {
            return Err("cargo-connector does not compile".into());
        }
        // Where this program is, it is too.
        let own = env::current_exe().map_err(|error| format!("no program: {error}"))?;
        Ok(Self {
            cargo_connector: own.with_file_name("cargo-connector"),
            prism: prism.display().to_string(),
        })
    }

    fn document(&self, document: &Document) -> Result<Row, String> {
        // Without its properties: policies lead requests elsewhere than the description says.
        let alone = tempfile::tempdir().map_err(|error| error.to_string())?;
        let own = alone.path().join(document.definition.file_name().unwrap_or_default());
        let failed = |error| format!("cannot copy {}: {error}", document.definition.display());
        fs::copy(&document.definition, &own).map_err(failed)?;
        let for_prism = alone.path().join("for-prism.json");
        let file = match with_media_types(&own) {
            Some(text) => {
                fs::write(&for_prism, text).map_err(failed)?;
                for_prism
            }
            None => own.clone(),
        };
        let file = file.display().to_string();
        let mock = Server::start("node", Ready::Says("Prism is listening"), |_, [port]| {
            let port = port.to_string();
            let arguments = [&self.prism, "mock", "--errors", "-h", "127.0.0.1", "-p", &port, &file];
            Ok(arguments.map(str::to_owned).into())
        });
        let mock = mock.map_err(|fault| match fault {
            Fault::Missing(why) | Fault::Failed(why) => why,
        })?;
        let mut verify = Command::new(&self.cargo_connector);
        verify.args(["verify", "--json", "--base-url", &mock.url()]).arg(&own);
        let output = verify.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
        let found: Value = serde_json::from_slice(&output.stdout)
            .map_err(|_| String::from_utf8_lossy(&output.stderr).trim().to_owned())?;
        let mut row = Row { name: document.name.clone(), ..Row::default() };
        for action in found.get("actions").and_then(Value::as_array).into_iter().flatten() {
            let text = |key: &str| action.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            let violated =
                action.get("violations").and_then(Value::as_array).is_some_and(|all| !all.is_empty());
            match text("result").as_str() {
                "good" => row.good += 1,
                _ if violated => row.others.push((text("id"), "violation".into(), text("why"))),
                other => row.others.push((text("id"), other.to_owned(), text("why"))),
            }
        }
        Ok(row)
    }
}

/// The document as Prism needs it, if it is JSON: without a word on media types Prism takes no body and gives none, where
/// whoever wrote the description meant JSON.
fn with_media_types(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let mut document: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    for key in ["consumes", "produces"] {
        let is_none = |own: &Value| own.as_array().is_none_or(Vec::is_empty);
        let paths = document.get_mut("paths").and_then(Value::as_object_mut);
        for operation in paths.into_iter().flatten().filter_map(|(_, item)| item.as_object_mut()).flatten() {
            if let Some(members) = operation.1.as_object_mut()
                && members.get(key).is_some_and(is_none)
            {
                members.remove(key);
            }
        }
        if document.get(key).is_none_or(is_none) {
            document.as_object_mut()?.insert(key.to_owned(), Value::from(vec!["application/json"]));
        }
    }
    Some(document.to_string())
}

/// A row for each document, and a list of what is not good.
fn table(rows: &[Row], known: &Known) -> (String, bool) {
    let mut out = String::from(
        "| document | actions | good | request violations | refused | skipped | wrong |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    let mut listed = String::from("| document | action | | why |\n| --- | --- | --- | --- |\n");
    let mut faults = String::new();
    for row in rows {
        if let Some(trouble) = &row.trouble {
            let first = trouble.lines().next().unwrap_or_default();
            match known.reason(&row.name, "*") {
                Some(reason) => {
                    let _ = writeln!(listed, "| {} | all | not called | {reason} |", row.name);
                }
                None => {
                    let _ = writeln!(faults, "{}: {trouble}", row.name);
                }
            }
            let _ = writeln!(out, "| {} | 0 | {} |||||", row.name, first.replace('|', "\\|"));
            continue;
        }
        let count = |what: &str| row.others.iter().filter(|(_, own, _)| own == what).count();
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} |",
            row.name,
            row.good + row.others.len(),
            row.good,
            count("violation"),
            count("refused"),
            count("skipped"),
            count("wrong")
        );
        for (action, what, why) in &row.others {
            match known.reason(&row.name, action) {
                Some(reason) => {
                    let _ = writeln!(listed, "| {} | `{action}` | {what} | {reason} |", row.name);
                }
                None => {
                    let _ = writeln!(faults, "{}: {action}: {what}: {why}", row.name);
                }
            }
        }
    }
    for (document, action) in known.0.keys() {
        let stale = rows.iter().any(|row| {
            row.name == *document
                && action != "*"
                && !row.others.iter().any(|(own, ..)| own == action)
                && row.trouble.is_none()
        });
        if stale {
            let _ = writeln!(faults, "{document}: {action} is listed, and good");
        }
    }
    let sum: usize = rows.iter().map(|row| row.good).sum();
    let all = sum + rows.iter().map(|row| row.others.len()).sum::<usize>();
    let _ = write!(out, "\n{sum} of {all} actions are good. Listed are:\n\n{listed}");
    let good = faults.is_empty();
    if !good {
        let _ = write!(out, "\nNeither good nor listed:\n\n{faults}");
        eprint!("{faults}");
    }
    (out, good)
}
