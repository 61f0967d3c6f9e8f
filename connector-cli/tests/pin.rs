//! `pin`, against a service on the loopback: what it asks, what it writes, and what a client becomes by it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use serde_json::Value;

/// A service that answers everything with this, and tells the first lines of what it is asked.
fn service(body: &'static str) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = [0; 4096];
            let length = stream.read(&mut head).unwrap();
            let text = String::from_utf8_lossy(&head[..length]);
            let line = text.lines().next().unwrap_or_default().to_owned();
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            )
            .unwrap();
            if tell.send(line).is_err() {
                return;
            }
        }
    });
    (url, told)
}

fn document() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden/lookups/input.json")
}

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-connector")).args(args).output().unwrap()
}

#[test]
fn what_only_the_service_knows_becomes_a_type() {
    let (url, told) = service(
        r#"{"schema": {"type": "object", "required": ["title"], "properties": {"title": {"type": "string"}, "due": {"type": "string", "format": "date"}}}}"#,
    );
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pin");
    std::fs::create_dir_all(&folder).unwrap();
    let out = folder.join("overlay.json");
    let document = document();
    let made = run(&[
        "pin",
        document.to_str().unwrap(),
        "create_item",
        "site=a/b",
        "list=7",
        "--base-url",
        &url,
        "--quiet",
        "--out",
        out.to_str().unwrap(),
    ]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    // The body, and the reply.
    assert_eq!(told.recv().unwrap(), "GET /schema?site=a%2Fb&list=7 HTTP/1.1");
    assert_eq!(told.recv().unwrap(), "GET /schema?site=a%2Fb&list=7 HTTP/1.1");

    let overlay: Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    assert_eq!(overlay["overlay"], "1.0.0");
    let actions = overlay["actions"].as_array().unwrap();
    let place = "$['paths']['/sites/{site}/lists/{list}/items']['post']['parameters'][3]['schema']";
    assert_eq!(actions[0]["target"], place);
    assert_eq!(actions[0]["update"]["properties"]["due"]["format"], "date");

    let (document, overlay) = (document.to_str().unwrap(), out.to_str().unwrap());
    let code = run(&["generate", document, "--overlay", overlay, "--quiet", "--action", "CreateItem"]);
    let code = String::from_utf8(code.stdout).unwrap();
    assert!(code.contains("title: impl rt::Arg<str>") && code.contains("pub fn due(self"), "{code}");
    assert!(!code.contains("schemas()"), "{code}");
}

#[test]
fn what_a_schema_depends_on_has_to_be_said() {
    let document = document();
    let made = run(&[
        "pin",
        document.to_str().unwrap(),
        "CreateItem",
        "site=a",
        "--base-url",
        "http://127.0.0.1:1",
        "--quiet",
    ]);
    assert_eq!(made.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&made.stderr).contains("depends on more: list=…"), "{made:?}");
    let made = run(&["pin", document.to_str().unwrap(), "GetForms", "--quiet"]);
    assert_eq!(made.status.code(), Some(2));
    let said = String::from_utf8_lossy(&made.stderr).into_owned();
    assert!(said.contains("CreateItem, ListItems, CreateTicket"), "{said}");
}

#[test]
fn a_service_that_does_not_answer_is_told() {
    let document = document();
    let url = "http://127.0.0.1:1";
    let made =
        run(&["pin", document.to_str().unwrap(), "CreateTicket", "form=12", "--base-url", url, "--quiet"]);
    assert_eq!(made.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&made.stderr).contains("GetForm of create_ticket_fields"), "{made:?}");
}
