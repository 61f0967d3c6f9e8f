//! The command line as a script sees it: exit codes, what goes to which stream, and what is written.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// An empty folder of one test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn connector() -> Command {
    Command::new(env!("CARGO_BIN_EXE_cargo-connector"))
}

fn run<S: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = S>) -> Output {
    connector().args(args).stdin(Stdio::null()).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn generate_prints_one_module() {
    let args = |more: &[&'static str]| [&["generate", "tests/fixtures/orders"][..], more].concat();
    assert_eq!(stdout(&run(args(&["--out", "-"]))), stdout(&run(args(&[]))));
    let output = run([Path::new("generate"), &fixture("orders")]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("pub fn get_order"), "{}", stdout(&output));
    assert_eq!(stderr(&output), "");
}

#[test]
fn cargo_passes_its_own_name() {
    let direct = run([Path::new("generate"), &fixture("orders")]);
    let through_cargo = run([Path::new("connector"), Path::new("generate"), &fixture("orders")]);
    assert_eq!(direct, through_cargo);
}

#[test]
fn out_is_written_when_it_changes() {
    let out = folder("out").join("src/orders.rs");
    let args = [Path::new("generate"), &fixture("orders"), Path::new("--out"), &out];
    let first = run(args);
    assert_eq!(first.status.code(), Some(0), "{}", stderr(&first));
    assert_eq!(stdout(&first), "");
    assert!(stderr(&first).starts_with("wrote "), "{}", stderr(&first));
    let when = fs::metadata(&out).unwrap().modified().unwrap();
    let second = run(args);
    assert!(stderr(&second).starts_with("unchanged"), "{}", stderr(&second));
    assert_eq!(fs::metadata(&out).unwrap().modified().unwrap(), when);
    assert_eq!(fs::read_dir(out.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    assert_eq!(stderr(&run(args.into_iter().chain([Path::new("--quiet")]))), "");
}

#[test]
fn only_what_is_chosen() {
    let orders = fixture("orders");
    let output = run([Path::new("generate"), &orders, Path::new("--action"), Path::new("GetOrder")]);
    assert!(stdout(&output).contains("get_order"), "{}", stderr(&output));
    assert!(!stdout(&output).contains("list_orders"));

    let output = run([Path::new("generate"), &orders, Path::new("--action"), Path::new("GetOrdr")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("GetOrder"), "the nearest name: {}", stderr(&output));
}

#[test]
fn whoever_chooses_is_not_told_each_of_the_others() {
    let orders = fixture("orders");
    let output = run([Path::new("inspect"), &orders, Path::new("--action"), Path::new("GetOrder")]);
    let said = stdout(&output);
    assert!(said.ends_with("\nleft out\n  1 operation that was not chosen\n"), "{said}");
}

#[test]
fn a_mock_is_there_where_it_is_wanted() {
    let generate = |mock: &str| run([Path::new("generate"), &fixture("orders"), Path::new(mock)]);
    assert!(stdout(&generate("--mock")).contains("\nrt::mock!(Mock("));
    assert!(stdout(&generate("--mock=test")).contains("#[cfg(test)]\nrt::mock!(Mock("));
    assert!(!stdout(&run([Path::new("generate"), &fixture("orders")])).contains("mock"));
    let wrong = generate("--mock=test]fn evil(){}");
    assert_eq!(wrong.status.code(), Some(1));
    assert!(stderr(&wrong).contains("`mock` is a predicate of `cfg`"), "{}", stderr(&wrong));
}

#[test]
fn errors_name_the_place_and_what_is_sound_is_written() {
    let output = run([Path::new("generate"), &fixture("broken.json")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("broken.json:8:"), "{}", stderr(&output));
    assert!(stderr(&output).contains("1 error"), "{}", stderr(&output));
    assert!(stdout(&output).contains("pub fn ping"), "{}", stdout(&output));
    assert!(!stderr(&output).contains('\u{1b}'), "no colours where no terminal is");
}

#[test]
fn a_missing_file() {
    let out = folder("missing").join("out.rs");
    fs::write(&out, "what was there").unwrap();
    let output = run([Path::new("generate"), Path::new("no/such.json"), Path::new("--out"), &out]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no/such.json"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&out).unwrap(), "what was there");
}

#[test]
fn a_file_of_another_kind() {
    let folder = folder("kind");
    for (name, text) in [("picture.png", "\u{89}PNG\r\n"), ("list.json", "[1, 2]"), ("empty.json", "")] {
        fs::write(folder.join(name), text).unwrap();
        let output = run([Path::new("generate"), &folder.join(name)]);
        assert_eq!(output.status.code(), Some(1), "{name}: {}", stdout(&output));
        assert!(stderr(&output).contains(name), "{}", stderr(&output));
    }
}

#[cfg(unix)]
#[test]
fn a_file_without_permission() {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder("permission").join("api.json");
    fs::write(&path, "{}").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        eprintln!("not tried: this user may read everything");
        return;
    }
    let output = run([Path::new("generate"), &path]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("api.json"), "{}", stderr(&output));
}

#[test]
fn a_place_that_cannot_be_written() {
    let file = folder("unwritable").join("file");
    fs::write(&file, "").unwrap();
    let output = run([Path::new("generate"), &fixture("orders"), Path::new("-o"), &file.join("orders.rs")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("cannot write"), "{}", stderr(&output));
}

#[test]
fn wrong_usage_is_2() {
    for args in [
        &[][..],
        &["generate"],
        &["generat", "x.json"],
        &["generate", "x.json", "--overlais", "o.yaml"],
        &["generate", "x.json", "--decode", "loose"],
        &["generate", "x.json", "--name", "no-equals-sign"],
        &["generate", "-", "-"],
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{args:?}");
    }
    assert!(stderr(&run(["generat"])).contains("generate"), "the nearest name");
    assert_eq!(run(["--help"]).status.code(), Some(0));
    assert_eq!(run(["connector", "--version"]).status.code(), Some(0));
}

#[test]
fn folders_need_one_description() {
    let folder = folder("several");
    let output = run([Path::new("inspect"), &folder]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no description"), "{}", stderr(&output));

    let document = fs::read(fixture("orders/apiDefinition.swagger.json")).unwrap();
    fs::write(folder.join("ApiDefinition.Swagger.JSON"), &document).unwrap();
    fs::write(folder.join("openapi.json"), "not this one").unwrap();
    let output = run([Path::new("inspect"), &folder]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));

    fs::write(folder.join("b.swagger.json"), &document).unwrap();
    let output = run([Path::new("inspect"), &folder]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("b.swagger.json"), "{}", stderr(&output));
}

#[test]
fn inspect_speaks_json() {
    let output = run([Path::new("inspect"), &fixture("orders"), Path::new("--json")]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["title"], "Orders");
    assert_eq!(json["requests"], 2);
    assert_eq!(json["actions"].as_array().unwrap().len(), 2);

    let output = run([Path::new("inspect"), &fixture("broken.json"), Path::new("--json")]);
    assert_eq!(output.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let errors = json["diagnostics"].as_array().unwrap();
    assert!(errors.iter().any(|found| found["severity"] == "error" && found["line"] == 8), "{json:#}");
    assert!(stdout(&run([Path::new("inspect"), &fixture("orders")])).contains("get_order"));
}

#[test]
fn standard_input_is_a_document() {
    let mut child = connector()
        .args(["generate", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&fs::read(fixture("broken.json")).unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("pub fn ping"), "{}", stderr(&output));
    assert!(stderr(&output).contains(":8:"), "{}", stderr(&output));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut child = connector()
        .arg("generate")
        .arg(fixture("orders"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
}

#[test]
fn a_lock_file_is_kept() {
    let lock = folder("lock").join("connector.lock");
    let args = [Path::new("generate"), &fixture("orders"), Path::new("--lock"), &lock];
    let first = run(args);
    assert_eq!(first.status.code(), Some(0), "{}", stderr(&first));
    let pinned = fs::read_to_string(&lock).unwrap();
    assert!(pinned.contains("GetOrder"), "{pinned}");
    assert_eq!(stdout(&run(args)), stdout(&first));
    assert_eq!(fs::read_to_string(&lock).unwrap(), pinned);
}

#[test]
fn explain_knows_every_code() {
    let list = stdout(&run(["explain"]));
    assert!(list.lines().count() > 40, "{list}");
    for line in list.lines() {
        let code = line.split_whitespace().next().unwrap();
        let output = run(["explain", code]);
        assert_eq!(output.status.code(), Some(0));
        assert!(stdout(&output).starts_with(&line.replacen("  ", ": ", 1)), "{}", stdout(&output));
        assert!(stdout(&output).lines().all(|line| line.chars().count() <= 80), "{}", stdout(&output));
    }
    let all: serde_json::Value = serde_json::from_slice(&run(["explain", "--json"]).stdout).unwrap();
    assert_eq!(all.as_array().unwrap().len(), list.lines().count());
    let one: serde_json::Value = serde_json::from_slice(&run(["explain", "--json", "L208"]).stdout).unwrap();
    assert_eq!(one["rule"], "RestrictedCharactersInSummary");
    assert_eq!(
        (&one["severities"]["custom"], &one["severities"]["certified"]),
        (&"warning".into(), &"error".into())
    );
    assert_eq!(stdout(&run(["explain", "c0004"])), stdout(&run(["explain", "4"])));
    let unknown = run(["explain", "C9999"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("C9999"), "{}", stderr(&unknown));
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let output = run(["completions", shell]);
        assert_eq!(output.status.code(), Some(0));
        assert!(stdout(&output).contains("inspect"), "{shell}");
    }
    assert_eq!(run(["completions", "tcsh"]).status.code(), Some(2));
}

#[test]
fn the_settings_of_paconn_are_a_way_in() {
    let folder = folder("paconn");
    for file in ["apiDefinition.swagger.json", "apiProperties.json"] {
        fs::copy(fixture("orders").join(file), folder.join(format!("my-{file}"))).unwrap();
    }
    let settings = folder.join("settings.json");
    let written = r#"{"connectorId": null, "apiProperties": "my-apiProperties.json", "APIDefinition": "my-apiDefinition.swagger.json"}"#;
    fs::write(&settings, written).unwrap();
    let through = run([Path::new("generate"), &settings]);
    assert_eq!(through.status.code(), Some(0), "{}", stderr(&through));
    assert_eq!(stdout(&through), stdout(&run([Path::new("generate"), &fixture("orders")])));

    fs::write(&settings, r#"{"apiDefinition": "../elsewhere.json"}"#).unwrap();
    let outside = run([Path::new("generate"), &settings]);
    assert_eq!(outside.status.code(), Some(1));
    assert!(stderr(&outside).contains("outside of the folder"), "{}", stderr(&outside));
}
