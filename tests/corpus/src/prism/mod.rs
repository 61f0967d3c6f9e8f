//! Every action of every document against Prism's mock of that document: `cargo connector verify` calls them, Prism judges each
//! request, and each reply that it makes up is decoded.
//!
//! What cannot be good is listed in `prism.txt`, with the reason. An action that is neither good nor listed is a failure, and
//! so is one that is listed and good, or not as it is listed.

mod known;
mod served;
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, thread};

use conformance_support::server::{Fault, Ready, Server};
use serde_json::Value;

use crate::count;
use crate::find::Document;
use known::Known;

/// What the table stands below in a page that has other things to say.
pub(crate) const MARK: &str = "<!-- The rest is written by `cargo run -p corpus -- --prism --list tests/corpus/forty.txt --report docs/conformance.md`. -->\n";

/// What came of one document.
#[derive(Default)]
struct Row {
    name: String,
    good: usize,
    others: Vec<Other>,
    /// Why nothing was called.
    trouble: Option<String>,
}

/// An action that is not good.
struct Other {
    action: String,
    /// `violation` of the request, or what `verify` calls it.
    kind: String,
    why: String,
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
    Ok(table::write(&rows, &known))
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
        // With the features of the whole workspace, as tests have it.
        build.args(["build", "--quiet", "--workspace", "--bin", "cargo-connector", "--manifest-path"]);
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
        let file = alone.path().join("for-prism.json");
        fs::write(&file, served::document(&own).ok_or("the document cannot be read")?).map_err(failed)?;
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
        let actions = found.get("actions").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        if let Some(counted) = count::operations(&own).filter(|counted| *counted != actions.len()) {
            return Err(format!(
                "the document has {counted} operations, and verify speaks of {}",
                actions.len()
            ));
        }
        let mut row = Row { name: document.name.clone(), ..Row::default() };
        for action in actions {
            let text = |key: &str| action.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            let violated =
                action.get("violations").and_then(Value::as_array).is_some_and(|all| !all.is_empty());
            let kind = match text("result").as_str() {
                "good" => {
                    row.good += 1;
                    continue;
                }
                _ if violated => "violation".to_owned(),
                other => other.to_owned(),
            };
            row.others.push(Other { action: text("id"), kind, why: text("why") });
        }
        Ok(row)
    }
}
