//! Secrets that stand in what descriptions are made of, collections and recordings, are in nothing that is made.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// An empty folder of one test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("leaks").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs, whatever comes of it; everything that was said.
fn run<S: AsRef<std::ffi::OsStr>>(inside: &Path, args: impl IntoIterator<Item = S>) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
    let output = command.current_dir(inside).args(args).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    [output.stdout, output.stderr].concat()
}

/// Every file below a folder that was written.
fn files(folder: &Path, all: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, all);
        } else {
            all.push((path.clone(), fs::read(path).unwrap()));
        }
    }
}

/// Everything that can be made of a document, in a folder, holds none of the secrets.
fn nothing_made_holds(document: &Path, secrets: &[&str], test: &str) {
    let out = folder(test);
    let path = |name: &str| out.join(name).display().to_string();
    let document = document.display().to_string();
    let mut said = Vec::new();
    for args in [
        vec!["generate", &document, "--out", &path("client.rs")],
        vec!["inspect", &document],
        vec!["inspect", &document, "--json"],
        vec!["check", &document],
        vec!["docs", &document, "--out", &path("site")],
        vec!["call", &document],
    ] {
        said.push((PathBuf::from(args.join(" ")), run(&out, &args)));
    }
    files(&out, &mut said);
    assert!(said.len() > 8, "{}", said.len());
    for (what, bytes) in said {
        let text = String::from_utf8_lossy(&bytes);
        for secret in secrets {
            assert!(!text.contains(secret), "{} holds {secret}", what.display());
        }
    }
}

#[test]
fn of_a_collection() {
    let collection = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden/postman_secrets/input.json");
    let secrets = [
        "tok_51Habcdefgh1234567890",
        "var_s3cr3t_value_0001",
        "hunter22",
        "key-0123456789abcdef",
        "zx81QWERTYuiop0987654321",
        "qk-0123456789abcdef",
        "tk-0123456789abcdef",
        "c0rrect-horse",
        "T0000000AAAAAAAABBBB9999",
        "s3ss10n-0123456789",
    ];
    let text = fs::read_to_string(&collection).unwrap();
    assert!(secrets.iter().all(|secret| text.contains(secret)));
    nothing_made_holds(&collection, &secrets, "collection");
}

#[test]
fn of_a_recording() {
    let inside = folder("recording");
    let har = r#"{"log": {"version": "1.2", "entries": [{
        "request": {"method": "POST", "url": "https://ann:s3cret-1@api.example.com/v1/orders?api_key=s3cret-2&open=true",
            "headers": [{"name": "Authorization", "value": "Bearer s3cret-3"}, {"name": "Cookie", "value": "sid=s3cret-4"},
                {"name": "X-Api-Key", "value": "s3cret-5"}],
            "cookies": [{"name": "sid", "value": "s3cret-4"}],
            "postData": {"mimeType": "application/json", "text": "{\"password\": \"s3cret-6\", \"name\": \"ann\"}"}},
        "response": {"status": 200, "headers": [{"name": "Set-Cookie", "value": "sid=s3cret-7"}],
            "content": {"mimeType": "application/json", "text": "{\"id\": \"o-1\", \"token\": \"s3cret-8\"}"}}}]}}"#;
    fs::write(inside.join("log.har"), har).unwrap();
    let mut said = vec![("new".into(), run(&inside, ["new", "orders", "--har", "log.har"]))];
    fs::remove_file(inside.join("log.har")).unwrap();
    let curl = "curl https://api.example.com/v1/me?sig=s3cret-9 -u ann:s3cret-0 -H 'X-Token: s3cret-a'";
    fs::write(inside.join("me.json"), r#"{"name": "ann"}"#).unwrap();
    said.push((
        "add".into(),
        run(&inside, ["add", "action", "orders", "--curl", curl, "--reply", "me.json"]),
    ));
    files(&inside, &mut said);
    for (what, bytes) in said {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("s3cret"), "{}: {text}", what.display());
    }
    nothing_made_holds(&inside.join("orders"), &["s3cret"], "recorded");
}
