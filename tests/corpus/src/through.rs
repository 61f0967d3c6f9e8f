//! Every saved body of every collection through the compiled type that was learned from it: read, written, compared.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use connector_codegen::Options;
use connector_codegen::samples::{TypedBody, typed};

use crate::find::Document;

/// What the program does with a body of one type.
const PROGRAM: &str = r#"
use serde_json::Value;

pub fn through<T: serde::Serialize + serde::de::DeserializeOwned>(json: &str) -> Result<Value, String> {
    let read: T = serde_json::from_str(json).map_err(|error| error.to_string())?;
    serde_json::to_value(&read).map_err(|error| error.to_string())
}

pub type Through = fn(&str) -> Result<Value, String>;

/// Numbers are compared by value. In a reply, null and missing are one.
fn same(one: &Value, other: &Value, reply: bool) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one == other || one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other, reply))
        }
        (Value::Object(one), Value::Object(other)) => {
            let null = |value: Option<&Value>| reply && value.is_none_or(Value::is_null);
            one.keys().chain(other.keys()).all(|key| match (one.get(key), other.get(key)) {
                (Some(one), Some(other)) => same(one, other, reply),
                (one, other) => null(one) && null(other),
            })
        }
        (one, other) => one == other,
    }
}

fn main() {
    let mut failures = 0;
    let mut bodies = 0;
    for (document, types, file) in ALL {
        let text = std::fs::read_to_string(file).unwrap();
        for (line, through) in text.lines().zip(types.iter()) {
            let (about, json) = line.split_once('\t').unwrap();
            let (reply, place) = about.split_once(' ').unwrap();
            bodies += 1;
            let fault = match (through(json), serde_json::from_str::<Value>(json)) {
                (Ok(back), Ok(given)) if same(&given, &back, reply == "reply") => continue,
                (Ok(back), _) => format!("came back as {back}"),
                (Err(error), _) => error,
            };
            failures += 1;
            println!("{document} {place}: {fault}");
        }
    }
    println!("{bodies} bodies of {} collections went through their compiled types, {failures} failed", ALL.len());
    std::process::exit(i32::from(failures > 0));
}
"#;

/// Compiles the clients of all collections among the documents with a program that tries their bodies, and runs it. Whether all
/// went well.
pub(crate) fn run(documents: &[Document]) -> Result<bool, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().map_err(|error| format!("no checkout: {error}"))?;
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from).join("corpus");
    let folder = target.join("through");
    let failed = |error| format!("cannot write {}: {error}", folder.display());
    let _ = fs::remove_dir_all(folder.join("src"));
    fs::create_dir_all(folder.join("src")).map_err(failed)?;
    let manifest = format!(
        "[package]\nname = \"corpus-through\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\nconnector-rs = {{ path = {:?}, default-features = false, features = [\"rustls\"] }}\nserde = \"1\"\nserde_json = \"1\"\n\n[profile.dev]\ndebug = 0\n\n[workspace]\n",
        root.display().to_string()
    );
    fs::write(folder.join("Cargo.toml"), manifest).map_err(failed)?;
    // The same versions of dependencies, so that nothing has to be fetched.
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map_err(failed)?;
    let mut main = String::from("#![allow(dead_code)]\n");
    let mut table = String::new();
    let (mut unknown, mut untyped) = (0, Vec::new());
    for (number, document) in documents.iter().filter(|document| document.collection).enumerate() {
        let base = document.definition.parent().map(Into::into);
        let options = Options { documents: vec![document.definition.clone()], base, ..Options::default() };
        let Some((generated, bodies, holes)) = typed(&options) else { continue };
        unknown += holes;
        let code = generated.pretty();
        let (mut types, mut lines) = (String::new(), String::new());
        for body in &bodies {
            let Some(ty) = &body.ty else {
                untyped.push(format!("{} {}: the client has no type for it", document.name, body.place));
                continue;
            };
            let _ = writeln!(types, "    crate::through::<{ty}>,");
            let _ = writeln!(lines, "{}", line(body));
        }
        let code = format!("{code}\npub const TYPES: &[crate::Through] = &[\n{types}];\n");
        let bodies = folder.join(format!("{number}.txt"));
        fs::write(folder.join(format!("src/c{number}.rs")), code).map_err(failed)?;
        fs::write(&bodies, lines).map_err(failed)?;
        let _ = writeln!(main, "mod c{number};");
        let (name, file) = (&document.name, bodies.display().to_string());
        let _ = writeln!(table, "    ({name:?}, c{number}::TYPES, {file:?}),");
    }
    let _ = write!(main, "\nconst ALL: &[(&str, &[Through], &str)] = &[\n{table}];\n{PROGRAM}");
    fs::write(folder.join("src/main.rs"), main).map_err(failed)?;
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    untyped.iter().for_each(|one| eprintln!("{one}"));
    eprintln!("{unknown} bodies with values that nobody knows are not tried");
    Ok(status.success() && untyped.is_empty())
}

/// A body on one line.
fn line(body: &TypedBody) -> String {
    let place = body.place.replace(['\t', '\n', '\r'], " ");
    format!("{} {place}\t{}", if body.reply { "reply" } else { "request" }, body.json.replace('\n', " "))
}
