//! `call --watch`: events of a polled trigger and of a webhook from the terminal, and the end of both.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

mod service;

use service::Service;

const DOCUMENT: &str = r#"{"swagger": "2.0", "info": {"title": "Parcels", "version": "1"}, "host": "x.example.com",
  "securityDefinitions": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}, "security": [{"key": []}],
  "paths": {
    "/moves": {"get": {"operationId": "OnMove", "x-ms-trigger": "batch", "parameters": [{"name": "kind", "in": "query", "type": "string"}],
      "responses": {"200": {"description": "moves", "schema": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "integer"}}}}},
        "202": {"description": "none"}}}},
    "/hooks": {"post": {"operationId": "OnArrival", "x-ms-trigger": "single",
      "x-ms-notification-content": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}}},
      "parameters": [{"name": "body", "in": "body", "required": true, "schema": {"type": "object", "required": ["url"],
        "properties": {"url": {"type": "string", "x-ms-notification-url": true, "x-ms-visibility": "internal"}}}}],
      "responses": {"201": {"description": "made", "schema": {"type": "object", "properties": {"id": {"type": "string"}}}}}}},
    "/hooks/{id}": {"delete": {"operationId": "EndArrival", "x-ms-visibility": "internal",
      "parameters": [{"name": "id", "in": "path", "required": true, "type": "string"}], "responses": {"204": {"description": "gone"}}}}}}"#;

fn document(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("parcels.json");
    fs::write(&path, DOCUMENT).unwrap();
    path
}

fn command(document: &Path, service: &Service, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
    command.arg("call").arg(document).args(args).args(["--base-url", &service.url, "--watch"]);
    let variables = ["CONNECTOR_API_KEY", "CONNECTOR_KEY"];
    command.envs(variables.map(|name| (name, "s3cret")));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn interrupt(child: &Child) {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
}

static POLLS: [AtomicU64; 2] = [AtomicU64::new(0), AtomicU64::new(0)];

/// Each poll brings one event that was not there before.
fn moves(_: &str, path: &str, _: &str) -> (u16, &'static str, String) {
    if path.contains("kind=none") {
        return (202, "application/json", String::new());
    }
    // The tests of this file run at once, each with a count of its own.
    let polls = &POLLS[usize::from(path.contains("kind=pipe"))];
    let id = polls.fetch_add(1, Ordering::SeqCst);
    (200, "application/json", format!("[{{\"id\": {id},\n \"weight\": 1.50, \"note\": \"a b\"}}]"))
}

#[test]
fn polled_events_are_lines_and_a_file_knows_where_to_go_on() {
    let service = Service::start(moves);
    let document = document("poll");
    let store = document.with_file_name("state");
    let run = |events: &str| {
        let args = [
            "OnMove",
            "--every",
            "0",
            "--from-start",
            "--events",
            events,
            "--checkpoint",
            store.to_str().unwrap(),
        ];
        let output = command(&document, &service, &args).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let first = run("2");
    assert_eq!(first.lines().next(), Some(r#"{"id":0,"weight":1.50,"note":"a b"}"#));
    let second = run("2");
    let ids = |text: &str| -> Vec<u64> {
        text.lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_u64().unwrap())
            .collect()
    };
    let all: Vec<u64> = ids(&first).into_iter().chain(ids(&second)).collect();
    assert_eq!(all, [0, 1, 2, 3], "what was printed is not printed again, and nothing is left out");
    assert!(service.last().contains("x-key: s3cret"), "{}", service.last());
}

#[test]
fn a_reader_that_has_seen_enough_ends_it() {
    let service = Service::start(moves);
    let mut child =
        command(&document("pipe"), &service, &["OnMove", "--kind", "pipe", "--every", "0", "--from-start"])
            .spawn()
            .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    assert!(line.starts_with("{\"id\":"), "{line}");
    drop(lines);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn control_c_ends_polling_in_good_order() {
    let service = Service::start(moves);
    let args = ["OnMove", "--kind", "none", "--every", "60"];
    let child = command(&document("quiet"), &service, &args).spawn().unwrap();
    let begun = Instant::now();
    while service.last().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(20), "nothing was polled");
        std::thread::sleep(Duration::from_millis(20));
    }
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty());
}

fn hooks(method: &str, _: &str, _: &str) -> (u16, &'static str, String) {
    match method {
        "POST" => (201, "application/json", r#"{"id": "h7"}"#.to_owned()),
        _ => (204, "application/json", String::new()),
    }
}

#[test]
fn a_webhook_is_subscribed_and_given_up() {
    let service = Service::start(hooks);
    let mut child =
        command(&document("hook"), &service, &["OnArrival", "--listen", "127.0.0.1:0"]).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    assert!(line.starts_with("listening on 127.0.0.1:"), "{line}");
    let subscribed = service.last();
    let body: serde_json::Value = serde_json::from_str(subscribed.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    let callback = body["url"].as_str().unwrap().to_owned();

    let (host, path) = callback.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let event = "{\n  \"id\": \"p-1\"\n}";
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "POST /{path} HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{event}", event.len()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 2"), "{answer}");
    let mut events = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    events.read_line(&mut line).unwrap();
    assert_eq!(line, "{\"id\":\"p-1\"}\n");

    interrupt(&child);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(service.last().starts_with("DELETE /hooks/h7 "), "{}", service.last());
}

#[test]
fn services_are_told_the_public_address() {
    let service = Service::start(hooks);
    let args = ["OnArrival", "--public-url", "https://hooks.example.com/x", "--events", "0"];
    let output = command(&document("public"), &service, &args).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let seen = service.seen.lock().unwrap();
    assert!(seen[0].contains("https://hooks.example.com/x/"), "{}", seen[0]);
    assert!(seen.last().unwrap().starts_with("DELETE "), "{seen:?}");
}

#[test]
fn what_cannot_be_watched() {
    let service = Service::start(|_, _, _| (401, "application/json", "{}".to_owned()));
    let document = document("wrong");
    for (args, code, wanted) in [
        (&["OnMove"][..], 1, "401"),
        (&["OnArrival"], 1, "401"),
        (&["OnArrival", "--listen", "nowhere"], 1, "cannot listen on nowhere"),
        (&["OnArrival", "--public-url", "ftp://x"], 1, "public URL"),
        (&["EndArrival", "--id", "1"], 2, "--watch"),
        (&["OnMove", "--checkpoint", "/no/such/folder/x"], 1, "/no/such/folder/x"),
    ] {
        let output = command(&document, &service, args).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {said}");
        assert!(said.contains(wanted), "{args:?}: {said}");
    }
}
