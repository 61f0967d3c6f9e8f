//! `verify` against services that answer well, badly and not at all; and that it sees what a generated client would see.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

mod service;

use service::Service;

connector::connector!("tests/fixtures/shop.json");

fn verify(args: &[&str], base: &str) -> Output {
    verify_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/shop.json"), args, base)
}

fn verify_of(document: &Path, args: &[&str], base: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
    command.arg("verify").arg(document).args(args).args(["--base-url", base]).stdin(Stdio::null());
    command.env_remove("CONNECTOR_API_KEY").output().unwrap()
}

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verify").join(test);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Results by action.
fn results(output: &Output) -> Vec<(String, String, Option<u64>)> {
    let json: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", stderr(output)));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    json["actions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (text(&one["id"]), text(&one["result"]), one["status"].as_u64()))
        .collect()
}

fn result(output: &Output, id: &str) -> String {
    results(output).into_iter().find(|(own, ..)| own == id).unwrap().1
}

#[test]
fn every_action_is_called_with_what_it_needs() {
    let service = Service::start(|method, path, _| match (method, path.split('?').next().unwrap()) {
        ("GET", _) => (200, "application/json", r#"{"value": [{"id": "a"}]}"#.into()),
        ("POST", "/v1/orders") => (201, "application/json", r#"{"id": "a"}"#.into()),
        _ => (204, "text/plain", String::new()),
    });
    let base = format!("{}/v1", service.url);
    let output = verify(&["--json"], &base);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        stderr(&output)
    );
    assert!(results(&output).iter().all(|(_, result, _)| result == "good"), "{:?}", results(&output));
    assert_eq!(results(&output).len(), 4);
    let seen = service.seen.lock().unwrap().clone();
    let sent = |start: &str| seen.iter().find(|one| one.starts_with(start)).unwrap().clone();
    assert!(sent("POST /v1/orders ").ends_with(r#"{"channel":"connector","customer":"sample"}"#), "{seen:?}");
    assert!(sent("PUT /v1/orders/sample ").ends_with(r#"{"count":1,"sku":"sample"}"#), "{seen:?}");
    assert!(sent("POST /v1/photo").contains("filename=\"sample.txt\""), "{seen:?}");
    drop(seen);

    let text = verify(&[], &base);
    assert!(String::from_utf8(text.stdout).unwrap().contains("4 good, 0 refused, 0 skipped, 0 wrong"));
    assert_eq!(stderr(&output), "", "no progress where no terminal is");
}

#[test]
fn what_is_safe_and_what_was_asked_for() {
    let service = Service::start(|_, _, _| (200, "application/json", "{}".into()));
    let base = format!("{}/v1", service.url);
    let output = verify(&["--json", "--safe"], &base);
    assert_eq!(
        (result(&output, "ListOrders"), result(&output, "CreateOrder")),
        ("good".into(), "skipped".into())
    );
    assert!(service.seen.lock().unwrap().iter().all(|one| one.starts_with("GET ")));
    let output = verify(&["--json", "--only", "listorders"], &base);
    assert_eq!(results(&output).len(), 1);
    for wrong in [&["--only", "ListOrdrs"][..], &["--safe", "--writes"]] {
        assert_eq!(verify(wrong, &base).status.code(), Some(2), "{wrong:?}");
    }
    // Elsewhere a made-up credential is not sent, and nobody is asked where no terminal is.
    let elsewhere = verify(&["--json"], "http://192.0.2.1/v1");
    assert_eq!(elsewhere.status.code(), Some(2), "{}", stderr(&elsewhere));
    assert!(stderr(&elsewhere).contains("CONNECTOR_API_KEY"), "{}", stderr(&elsewhere));
}

#[test]
fn a_service_that_refuses_or_is_not_there() {
    let service = Service::start(|_, _, _| (404, "text/plain", "no".into()));
    let base = format!("{}/v1", service.url);
    let output = verify(&["--json"], &base);
    assert!(results(&output).iter().all(|(_, result, status)| result == "refused" && *status == Some(404)));
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(verify(&["--json", "--strict"], &base).status.code(), Some(1));
    let service = Service::start(|_, _, _| (500, "text/plain", "no".into()));
    assert_eq!(verify(&["--json"], &format!("{}/v1", service.url)).status.code(), Some(1));
    let nobody = verify(&["--json"], "http://127.0.0.1:1/v1");
    assert_eq!(nobody.status.code(), Some(1));
    assert_eq!(result(&nobody, "ListOrders"), "wrong");
}

/// A mock that holds requests to the description says what is wrong with them, whatever it replies.
#[test]
fn somebody_else_judges() {
    let service = Service::start(|_, _, _| {
        let body = r#"{"title": "Invalid", "validation": [{"location": ["request", "query", "x"], "message": "must be string"}]}"#;
        (422, "application/problem+json", body.to_owned())
    });
    let output = verify(&["--json", "--only", "ListOrders"], &format!("{}/v1", service.url));
    assert_eq!((result(&output, "ListOrders").as_str(), output.status.code()), ("wrong", Some(1)));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["actions"][0]["violations"], serde_json::json!(["request.query.x: must be string"]));
}

/// Whoever counts what was called has to hear of what never can be.
#[test]
fn operations_that_are_not_generated_are_named() {
    let service = Service::start(|_, _, _| (204, "text/plain", String::new()));
    let document = folder("part").join("part.json");
    let text = r#"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "host": "x.example", "paths": {
        "/a": {"get": {"operationId": "GetA", "responses": {"204": {"description": "Done"}}}},
        "/b/{id}": {"get": {"operationId": "GetB", "responses": {"204": {"description": "Done"}}}}}}"#;
    std::fs::write(&document, text).unwrap();
    let output = verify_of(&document, &["--json"], &service.url);
    assert_eq!((result(&output, "GetA"), result(&output, "GetB")), ("good".into(), "skipped".into()));
    assert!(String::from_utf8_lossy(&output.stdout).contains("it is not generated: "));
    let output = verify_of(&document, &["--json", "--only", "GetA"], &service.url);
    assert_eq!(results(&output).len(), 1);
}

/// Samples are a stranger's: none of them is taken for the name of a file, as `@file` is where somebody types it.
#[test]
fn no_sample_reads_a_file() {
    let service = Service::start(|_, _, _| (204, "text/plain", String::new()));
    let folder = folder("hostile");
    let secret = folder.join("secret.json");
    std::fs::write(&secret, r#"{"key": "of the reader"}"#).unwrap();
    let at = serde_json::json!(format!("@{}", secret.display()));
    let operation = |id: &str, parameter: Value| serde_json::json!({"post": {"operationId": id, "consumes": ["application/octet-stream"], "parameters": [parameter], "responses": {"204": {"description": "Done"}}}});
    let raw = serde_json::json!({"type": "string", "format": "binary", "example": at});
    let open = serde_json::json!({"type": "array", "items": {}, "example": [at]});
    let field = serde_json::json!({"type": "object", "required": ["a"], "properties": {"a": open}});
    let document = serde_json::json!({"swagger": "2.0", "info": {"title": "T", "version": "1"}, "host": "x.example", "paths": {
        "/raw": operation("Raw", serde_json::json!({"in": "body", "name": "b", "required": true, "schema": raw})),
        "/list": operation("List", serde_json::json!({"in": "query", "name": "q", "required": true, "type": "array", "items": {}, "default": [at]})),
        "/field": {"post": {"operationId": "Field", "parameters": [{"in": "body", "name": "b", "required": true, "schema": field}], "responses": {"204": {"description": "Done"}}}},
    }});
    let path = folder.join("hostile.json");
    std::fs::write(&path, document.to_string()).unwrap();
    let output = verify_of(&path, &["--json"], &service.url);
    assert_eq!(results(&output).len(), 3, "{}", stderr(&output));
    let seen = service.seen.lock().unwrap().clone();
    assert_eq!(seen.len(), 3, "{}", String::from_utf8_lossy(&output.stdout));
    assert!(seen.iter().all(|one| !one.contains("of the reader")), "{seen:?}");
    assert!(
        seen.iter().any(|one| one.ends_with(at.as_str().unwrap())),
        "a raw body is the sample itself: {seen:?}"
    );
}

/// Replies to `ListOrders` that are right and wrong.
const REPLIES: [&str; 14] = [
    r#"{"value": [{"id": "a"}], "nextLink": null}"#,
    r#"{"value": [{"id": 7}]}"#,
    r#"{"value": [{"id": null}]}"#,
    r#"{"value": [null]}"#,
    r#"{"value": null}"#,
    r#"{"value": {"id": "a"}}"#,
    r#"{"value": "a"}"#,
    r#"{"nextLink": true}"#,
    r#"{"more": [1, 2]}"#,
    "{}",
    "[]",
    "null",
    "7",
    "no json",
];

#[tokio::test]
async fn it_sees_what_a_generated_client_sees() {
    for (decode, strict) in [("strict", true), ("lenient", false)] {
        for (index, reply) in REPLIES.iter().enumerate() {
            let service = Service::start(|_, path, _| {
                let index: usize = path.trim_start_matches('/').split('/').next().unwrap().parse().unwrap();
                (200, "application/json", REPLIES[index].to_owned())
            });
            let base = format!("{}/{index}", service.url);
            let output = verify(&["--json", "--only", "ListOrders", "--decode", decode], &base);
            let good = result(&output, "ListOrders") == "good";
            let decoded = if strict {
                let client = Client::new(Connection::api_key("k").base_url(base)).unwrap();
                client.list_orders().await.is_ok()
            } else {
                let client = lenient::Client::new(lenient::Connection::api_key("k").base_url(base)).unwrap();
                client.list_orders().await.is_ok()
            };
            assert_eq!(good, decoded, "{decode}: {reply}: {}", String::from_utf8_lossy(&output.stdout));
        }
    }
}

mod lenient {
    connector::connector!("tests/fixtures/shop.json", decode = "lenient");
}
