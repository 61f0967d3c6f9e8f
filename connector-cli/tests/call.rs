//! `call` against a service on the loopback: what is sent, what is printed, and what is not.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

mod service;

use service::Service;

fn shop() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/shop.json")
}

trait Call {
    fn call(&self, args: &[&str]) -> Output;
}

impl Call for Service {
    fn call(&self, args: &[&str]) -> Output {
        let base = format!("{}/v1", self.url);
        let mut all = args.to_vec();
        all.extend(["--base-url", &base]);
        call(&all)
    }
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
    command.arg("call").arg(shop()).args(args).env("CONNECTOR_API_KEY", "s3cret").stdin(Stdio::null());
    command
}

fn call(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn inputs_go_where_they_belong() {
    let service = Service::echo();
    let output =
        service.call(&["ListOrders", "--limit", "5", "--tag", "a b", "--tag", "c", "--input-all", "true"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let sent = service.last();
    assert!(sent.starts_with("GET /v1/orders?api-version=7&limit=5&tag=a%20b&tag=c&all=true "), "{sent}");
    assert!(sent.contains("x-api-key: s3cret"), "{sent}");
    assert!(stdout(&output).starts_with("{\n  \"method\": \"GET\",\n"), "{}", stdout(&output));

    // By the name of the method too, and the fields of a body are options.
    let wanted = serde_json::json!({"customer": "Grace", "channel": "connector", "express": true, "weight": 1.5,
        "lines": [{"sku": "tea", "count": 2}]});
    // A list by its elements, or whole.
    for lines in [r#"{"sku": "tea", "count": 2}"#, r#"[{"sku": "tea", "count": 2}]"#] {
        let given = [
            "create_order",
            "--customer",
            "Grace",
            "--weight",
            "1.50",
            "--express",
            "true",
            "--lines",
            lines,
        ];
        let output = service.call(&given);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let last = service.last();
        let sent: serde_json::Value = serde_json::from_str(last.split("\r\n\r\n").nth(1).unwrap()).unwrap();
        assert_eq!(sent, wanted);
    }
}

#[test]
fn a_body_is_given_whole_from_a_file_and_from_standard_input() {
    let service = Service::echo();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("line.json");
    fs::write(&file, "{\"sku\": \"tea\",\n \"count\": 12345678901234567890}").unwrap();
    let body = format!("@{}", file.display());
    let output = service.call(&["PutOrder", "--order-id", "o/1", "--body", &body]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(service.last().starts_with("PUT /v1/orders/o%2F1 "), "{}", service.last());
    assert!(
        service.last().ends_with("12345678901234567890}"),
        "numbers stay as they are: {}",
        service.last()
    );

    let base = format!("{}/v1", service.url);
    let mut child = command(&["PutOrder", "--order-id", "1", "--body", "@-", "--base-url", &base])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"{\"sku\":\"jam\"}").unwrap();
    assert!(child.wait().unwrap().success());
    assert!(service.last().ends_with("{\"sku\":\"jam\"}"), "{}", service.last());

    for wrong in [&["PutOrder", "--order-id", "1"][..], &["PutOrder", "--order-id", "1", "--body", "{"]] {
        assert_eq!(service.call(wrong).status.code(), Some(2), "{wrong:?}");
    }
    let missing = service.call(&["PutOrder", "--order-id", "1", "--body", "@no/such.json"]);
    assert!(stderr(&missing).contains("no/such.json"), "{}", stderr(&missing));
}

#[test]
fn files_are_uploaded() {
    let service = Service::echo();
    let photo = Path::new(env!("CARGO_TARGET_TMPDIR")).join("photo.png");
    fs::write(&photo, b"PNG!").unwrap();
    let output = service.call(&["AddPhoto", "--title", "Tea", "--photo", photo.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let sent = service.last();
    assert!(sent.contains("multipart/form-data") && sent.contains("PNG!"), "{sent}");
    assert!(sent.contains("filename=\"photo.png\""), "{sent}");
}

#[test]
fn pages_are_one_list_and_lists_are_tables() {
    let service = Service::start(|_, path, own| {
        let page = match path.contains("page=2") {
            true => r#"{"value":[{"id":"c"}]}"#.to_owned(),
            false => format!(
                r#"{{"value":[{{"id":"a","total":1.50}},{{"id":"b"}}],"nextLink":"{own}/v1/orders?page=2"}}"#
            ),
        };
        (200, "application/json", page)
    });
    let output = service.call(&["ListOrders", "--all", "--table"]);
    assert_eq!(stdout(&output), "id  total\na   1.50\nb\nc\n", "{}", stderr(&output));
    let output = service.call(&["ListOrders", "--all"]);
    let all: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(all.as_array().unwrap().len(), 3);
    assert_eq!(
        service.call(&["PutOrder", "--order-id", "1", "--body", "{}", "--all"]).status.code(),
        Some(1)
    );
}

#[test]
fn nothing_is_sent_and_nothing_secret_is_shown() {
    let service = Service::echo();
    let dry = service.call(&["CreateOrder", "--customer", "Grace", "--dry-run"]);
    assert_eq!(dry.status.code(), Some(0), "{}", stderr(&dry));
    assert!(stdout(&dry).starts_with("POST "), "{}", stdout(&dry));
    assert!(stdout(&dry).contains("\"customer\": \"Grace\""), "{}", stdout(&dry));
    let curl = service.call(&["CreateOrder", "--customer", "it's", "--curl"]);
    assert!(stdout(&curl).contains("\"x-api-key: $CONNECTOR_API_KEY\""), "{}", stdout(&curl));
    for output in [&dry, &curl] {
        assert!(!stdout(output).contains("s3cret"), "{}", stdout(output));
    }
    assert!(service.seen.lock().unwrap().is_empty());

    // What is printed is what is sent: by the shell, with curl, where there is one.
    let Ok(sent) =
        Command::new("sh").arg("-c").arg(stdout(&curl)).env("CONNECTOR_API_KEY", "s3cret").output()
    else {
        return;
    };
    if sent.status.success() {
        assert!(service.last().contains("x-api-key: s3cret"), "{}", service.last());
        assert!(service.last().contains(r#""customer":"it's""#), "{}", service.last());
    }
    let without = command(&["ListOrders", "--dry-run"]).env_remove("CONNECTOR_API_KEY").output().unwrap();
    assert_eq!(
        without.status.code(),
        Some(0),
        "a request can be seen without credentials: {}",
        stderr(&without)
    );
}

#[test]
fn secrets_are_no_arguments() {
    let output = call(&["ListOrders", "--set", "api_key=s3cret"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("CONNECTOR_API_KEY"), "{}", stderr(&output));
    let output = command(&["ListOrders"]).env_remove("CONNECTOR_API_KEY").output().unwrap();
    assert_eq!(output.status.code(), Some(2), "nobody is asked where no terminal is");
    assert!(stderr(&output).contains("CONNECTOR_API_KEY"), "{}", stderr(&output));
    let output = command(&["ListOrders", "--env", "SHOP_", "--dry-run", "--curl"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "one or the other");
    let output =
        command(&["ListOrders", "--env", "SHOP_", "--curl"]).env("SHOP_API_KEY", "k").output().unwrap();
    assert!(stdout(&output).contains("$SHOP_API_KEY"), "{}", stdout(&output));
}

#[test]
fn failures_show_what_the_service_said() {
    let service =
        Service::start(|_, _, _| (422, "application/json", r#"{"error":"no such customer"}"#.to_owned()));
    let output = service.call(&["CreateOrder", "--customer", "x", "--include"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("422") && stderr(&output).contains("no such customer"),
        "{}",
        stderr(&output)
    );
    assert!(!stderr(&output).contains("s3cret"), "{}", stderr(&output));
    assert_eq!(stdout(&output), "");
    let nobody = call(&["PutOrder", "--order-id", "1", "--body", "{}", "--base-url", "http://127.0.0.1:1"]);
    assert_eq!(nobody.status.code(), Some(1), "{}", stderr(&nobody));
}

#[test]
fn bytes_are_written_as_they_are() {
    let spaced = Service::start(|_, _, _| (200, "application/json", "{\"a\" :1}".into()));
    assert_eq!(stdout(&spaced.call(&["ListOrders", "--out", "-"])), "{\"a\" :1}");
    assert_eq!(stdout(&spaced.call(&["ListOrders"])), "{\n  \"a\": 1\n}\n");
    let service = Service::start(|_, _, _| (200, "application/octet-stream", "a\0b".to_owned()));
    assert_eq!(service.call(&["ListOrders"]).stdout, b"a\0b");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reply.bin");
    let output = service.call(&["ListOrders", "--out", file.to_str().unwrap()]);
    assert_eq!((output.stdout.len(), fs::read(&file).unwrap()), (0, b"a\0b".to_vec()));
}

#[test]
fn help_and_wrong_usage() {
    let list = call(&[]);
    assert_eq!(list.status.code(), Some(0));
    assert!(
        stdout(&list).contains("CreateOrder  POST /orders with a body  Create an order"),
        "{}",
        stdout(&list)
    );
    let help = call(&["ListOrders", "--help"]);
    assert_eq!(help.status.code(), Some(0));
    for wanted in
        ["List orders", "--limit <INTEGER>", "How many.", "--input-all <BOOL>", "--timeout <SECONDS>"]
    {
        assert!(stdout(&help).contains(wanted), "{wanted}: {}", stdout(&help));
    }
    assert!(!stdout(&help).contains("api-version"), "what the description fixes is nobody's to type");
    assert!(!stdout(&help).contains("A body"), "it has none");
    assert_eq!(stdout(&help).matches("Options:\n").count(), 1, "one list of options: {}", stdout(&help));
    let body = stdout(&call(&["PutOrder", "--help"]));
    assert!(body.contains("A body, for example:\n  {\n    \"count\": 1,\n    \"sku\": "), "{body}");
    for (wrong, hint) in [
        (&["ListOrdrs"][..], "ListOrders"),
        (&["ListOrders", "--limits", "5"], "--limit"),
        (&["ListOrders", "--limit", "five"], "five"),
        (&["CreateOrder"], "--customer"),
        (&["PutOrder", "--order-id", "1"], "--help shows one"),
        (&["CreateOrder", "--customer", "x", "--weight", "NaN"], "number"),
    ] {
        let output = call(wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(stderr(&output).contains(hint), "{wrong:?}: {}", stderr(&output));
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let service = Service::start(|_, _, _| (200, "application/json", format!("[{}1]", "1,".repeat(200_000))));
    let base = format!("{}/v1", service.url);
    let mut child = command(&["ListOrders", "--base-url", &base])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
}

#[test]
fn what_goes_on_at_the_service_is_waited_for() {
    let service = Service::start(|method, _, _| {
        let state = if method == "PUT" { "Running" } else { "Succeeded" };
        (
            200,
            "application/json",
            format!(r#"{{"size": 3, "properties": {{"provisioningState": "{state}"}}}}"#),
        )
    });
    let document = Path::new(env!("CARGO_TARGET_TMPDIR")).join("disks.json");
    let text = r#"{"swagger": "2.0", "info": {"title": "Disks", "version": "1"}, "host": "x.example", "paths": {"/disks/{id}": {"put": {
        "operationId": "MakeDisk", "x-ms-long-running-operation": true,
        "parameters": [{"name": "id", "in": "path", "required": true, "type": "string"}],
        "responses": {"200": {"description": "Made.", "schema": {"type": "object"}}}}}}}"#;
    fs::write(&document, text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
    let command =
        command.arg("call").arg(&document).args(["MakeDisk", "--id", "d", "--base-url", &service.url]);
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(stdout(&output).contains("Succeeded"), "{} {}", stdout(&output), stderr(&output));
    assert!(service.last().starts_with("GET /disks/d "), "{}", service.last());
}

#[test]
fn what_anybody_may_call_needs_no_credentials() {
    let service = Service::echo();
    let document = Path::new(env!("CARGO_TARGET_TMPDIR")).join("open.json");
    let text = r#"{"swagger": "2.0", "info": {"title": "Open", "version": "1"}, "host": "x.example",
        "securityDefinitions": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}, "security": [{"key": []}],
        "paths": {"/login": {"post": {"operationId": "Login", "security": [], "responses": {"200": {"description": "OK"}}}},
            "/me": {"get": {"operationId": "GetMe", "responses": {"200": {"description": "OK"}}}}}}"#;
    fs::write(&document, text).unwrap();
    let call = |action: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
        let command = command.arg("call").arg(&document).args([action, "--base-url", &service.url]);
        command.stdin(Stdio::null()).output().unwrap()
    };
    let login = call("Login");
    assert_eq!(login.status.code(), Some(0), "{}", stderr(&login));
    let me = call("GetMe");
    assert_eq!(me.status.code(), Some(2), "{}", stderr(&me));
    assert!(stderr(&me).contains("CONNECTOR_API_KEY"), "{}", stderr(&me));
}
