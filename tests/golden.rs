//! Tiny documents, one trap each, and what is made of them. A folder of `tests/golden/` holds `input.json` or `input.yaml`, what
//! goes with it (`apiProperties.json`, `options.json`, files that it refers to), and what is expected: `output.rs`,
//! `diagnostics.txt`, `inspect.json`. The outputs are compiled with warnings denied, by the package `tests/golden`.
//!
//! `UPDATE_GOLDEN=1 cargo test --test golden` writes what is expected, and the list of modules. Read the difference.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use connector_codegen::{Decode, Options, generate, reference};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The names of the traps, sorted.
fn traps() -> Vec<String> {
    let mut traps: Vec<String> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("input.json").is_file() || path.join("input.yaml").is_file())
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    traps.sort();
    traps
}

/// What a trap is generated with.
fn options(folder: &Path) -> Options {
    let json = folder.join("input.json");
    let input = if json.is_file() { json } else { folder.join("input.yaml") };
    let mut options = Options { documents: vec![input], base: Some(folder.to_owned()), ..Options::default() };
    let Ok(given) = fs::read_to_string(folder.join("options.json")) else { return options };
    let given: Value = serde_json::from_str(&given).unwrap();
    for (key, value) in given.as_object().unwrap() {
        let texts = || value.as_array().unwrap().iter().map(text).collect::<Vec<_>>();
        let pairs = || value.as_object().unwrap().iter().map(|(from, to)| (from.clone(), text(to))).collect();
        match key.as_str() {
            "actions" => options.actions = Some(texts()),
            "triggers" => options.triggers = Some(texts()),
            "tags" => options.tags = Some(texts()),
            "strict" => options.strict = value.as_bool().unwrap(),
            "fix_operation_ids" => options.fix_operation_ids = value.as_bool().unwrap(),
            "decode" if value == "strict" => options.decode = Some(Decode::Strict),
            "decode" => options.decode = Some(Decode::Lenient),
            "base_url" => options.base_url = Some(text(value)),
            "rename" => options.rename = pairs(),
            "types" => options.types = pairs(),
            "skip" => options.skip = texts(),
            "mock" => options.mock = Some(text(value)),
            "provider" => options.provider = Some(text(value)),
            other => panic!("{}: no option {other}", folder.display()),
        }
    }
    options
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// The files that a trap is expected to yield.
fn outcome(folder: &Path) -> [(&'static str, String); 3] {
    let made = generate(&options(folder));
    let again = generate(&options(folder));
    assert_eq!(made.tokens.to_string(), again.tokens.to_string(), "{}: not deterministic", folder.display());
    let found: Vec<String> = made.diagnostics.iter().map(|one| format!("{one}\n")).collect();
    let inspect: Value = serde_json::from_str(&made.inspect.to_json()).unwrap();
    [
        ("output.rs", made.pretty()),
        ("diagnostics.txt", found.join("\n")),
        ("inspect.json", serde_json::to_string_pretty(&inspect).unwrap() + "\n"),
    ]
}

/// The package's list of modules.
fn modules() -> String {
    let mut text = String::from(
        "// What is generated of the documents beside this file. `tests/golden.rs` writes this list.\n",
    );
    for trap in traps() {
        text += &format!(
            "\n/// `tests/golden/{trap}`\n#[rustfmt::skip]\n#[path = \"{trap}/output.rs\"]\npub mod {trap};\n"
        );
    }
    text
}

/// The examples of every trap's reference pages, as they stand there, and the requests that pages say they make. The
/// package's test `pages` compiles the former and compares the latter with what the clients make.
fn examples() -> String {
    let mut text = String::from(
        "// What the reference pages of the documents beside this file say. `tests/golden.rs` writes it.\n\nuse super::Said;\n",
    );
    let mut tried = String::new();
    for trap in traps() {
        let options = Options { examples: Some(trap.clone()), ..options(&root().join(&trap)) };
        let Some(reference) = reference(&options).0 else { continue };
        text += &format!("\npub mod {trap} {{\n    use golden::all::{trap};\n");
        for (number, one) in reference.constructors.iter().enumerate() {
            text += &format!(
                "\n    pub fn connection_{number}() -> Result<{trap}::Client, {trap}::Error> {{\n{}\n\n{}\n    Ok(client)\n    }}\n",
                one.uses(&trap),
                one.example
            );
        }
        let mut requests = String::new();
        for (one, code) in reference.operations().filter_map(|one| Some((one, one.rust(&trap)?))) {
            // What receives webhooks is made once, elsewhere.
            let host =
                if code.contains("host.listen(") { ", host: &connector::webhook::WebhookHost" } else { "" };
            text += &format!(
                "\n    pub async fn {}(client: &{trap}::Client{host}) -> Result<(), {trap}::Error> {{\n{code}\n    Ok(())\n    }}\n",
                one.name,
            );
            // A trigger's requests are made while it runs.
            if one.trigger.is_some() {
                continue;
            }
            let made = code.replace("let reply = ", "").replace(".await?;", ".request()");
            requests += &format!(
                "(\"{}\", {}, {{\n{made}.map_err(|error| error.to_string())\n}}),\n",
                one.name,
                raw(&one.request)
            );
        }
        text += &format!(
            "\n    pub fn requests(client: &{trap}::Client) -> Vec<super::Said> {{\n    vec![\n{requests}]\n    }}\n}}\n"
        );
        if !reference.constructors.is_empty() {
            tried += &format!(
                "    (\"{trap}\", || Ok({trap}::requests(&{trap}::connection_0().map_err(|error| error.to_string())?))),\n"
            );
        }
    }
    text + &format!("\npub const ALL: &[super::Trap] = &[\n{tried}];\n")
}

fn raw(text: &str) -> String {
    format!("r####\"{text}\"####")
}

/// Compares, or writes; the difference in a line or two.
fn settle(file: &Path, made: &str) -> Option<String> {
    let expected = fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    if expected == made {
        return None;
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(file, made).unwrap();
        return None;
    }
    let line = expected.lines().zip(made.lines()).take_while(|(a, b)| a == b).count();
    let at = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
    let name = file.strip_prefix(root()).unwrap().display();
    Some(format!("{name}:{}\n  expected {}\n  made     {}", line + 1, at(&expected), at(made)))
}

#[test]
fn every_trap_yields_what_it_did() {
    let mut changed = Vec::new();
    for trap in traps() {
        let folder = root().join(&trap);
        for (name, made) in outcome(&folder) {
            changed.extend(settle(&folder.join(name), &made));
        }
    }
    changed.extend(settle(&root().join("all.rs"), &modules()));
    changed.extend(settle(&root().join("examples.rs"), &examples()));
    assert!(
        changed.is_empty(),
        "{}\n\nif that is meant: UPDATE_GOLDEN=1 cargo test --test golden",
        changed.join("\n")
    );
}

/// What cannot be honoured is said in `diagnostics.txt`, and every operation of a document is accounted for.
#[test]
fn no_operation_is_lost() {
    for trap in traps() {
        let made = generate(&options(&root().join(&trap)));
        let inspect: Value = serde_json::from_str(&made.inspect.to_json()).unwrap();
        let count = |key: &str| inspect[key].as_array().unwrap().len();
        let sum = count("actions") + count("triggers") + count("skipped");
        assert_eq!(inspect["requests"], sum, "{trap}: operations are missing");
    }
}

#[test]
fn a_lock_changes_nothing_of_what_it_was_made_of() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden.lock");
    for trap in traps() {
        let options = options(&root().join(&trap));
        let first = generate(&options);
        fs::write(&scratch, &first.lock).unwrap();
        let second = generate(&Options { lock: Some(scratch.clone()), ..options });
        assert_eq!(first.lock, second.lock, "{trap}");
        assert!(first.tokens.to_string() == second.tokens.to_string(), "{trap}");
    }
}

/// Every repair that `docs/azure.md` tells of is one that a trap shows.
#[test]
fn every_repair_of_an_export_has_a_trap() {
    let page = fs::read_to_string(root().join("../../docs/azure.md")).unwrap();
    let codes: Vec<&str> = page.split('`').filter(|word| word.starts_with("C05")).collect();
    assert!(codes.len() >= 17, "{codes:?}");
    let said = |trap: &String| fs::read_to_string(root().join(trap).join("diagnostics.txt")).ok();
    let said: Vec<String> = traps().iter().filter_map(said).collect();
    let missing: Vec<_> =
        codes.iter().filter(|code| !said.iter().any(|text| text.contains(**code))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
