//! `new` and `add` as a script sees them.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// An empty folder of one test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("by_hand").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(inside: &Path, args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-connector"))
        .args(args)
        .current_dir(inside)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// Runs to a good end; what was said.
fn good(inside: &Path, args: &[&str], input: &str) -> String {
    let output = run(inside, args, input);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{args:?}: {said}");
    said
}

#[test]
fn a_folder_grows() {
    let inside = folder("grows");
    let curl = "curl -s https://api.example.com/v1/orders/o-1 -H 'Authorization: Bearer s3cr3t-token-1'";
    fs::write(inside.join("order.json"), r#"{"id": "o-1", "total": 5}"#).unwrap();
    let said = good(&inside, &["new", "orders", "--curl", curl, "--reply", "order.json"], "");
    assert_eq!(said, "added GetOrder\nwrote orders\n");

    let list =
        ["add", "action", "orders", "--url", "https://api.example.com/v1/orders?open=true", "--reply", "-"];
    assert_eq!(good(&inside, &list, r#"{"value": [{"id": "o-1"}]}"#), "added ListOrders\nwrote orders\n");
    let said = good(&inside, &list, r#"{"value": [], "count": 1}"#);
    assert!(
        said.starts_with(
            "refined ListOrders:\n  /paths/~1orders/get/responses/200/schema/properties/count is new"
        ),
        "{said}"
    );
    assert_eq!(
        good(&inside, &list, r#"{"value": [], "count": 1}"#),
        "ListOrders is as it was\nwrote orders\n"
    );

    let said = good(
        &inside,
        &["add", "sample", "orders", "GetOrder", "-", "--status", "404"],
        r#"{"message": "no"}"#,
    );
    assert!(said.contains("the reply 404 is new"), "{said}");
    let overlay = ["add", "sample", "orders", "ListOrders", "-", "--status", "500", "--overlay", "more.json"];
    good(&inside, &overlay, r#"{"code": 1}"#);
    assert!(
        fs::read_to_string(inside.join("more.json")).unwrap().contains("$.paths['/orders'].get.responses")
    );

    fs::write(inside.join("event.json"), r#"{"order": {"id": "o-1"}}"#).unwrap();
    let hook = [
        "add",
        "trigger",
        "orders",
        "--url",
        "/hooks",
        "--body",
        "-",
        "--event",
        "event.json",
        "--id",
        "OnOrder",
    ];
    good(&inside, &hook, r#"{"callback": "https://me.example"}"#);

    let shown = run(&inside, &["inspect", "orders"], "");
    let shown = String::from_utf8(shown.stdout).unwrap();
    for part in ["get_order(order_id: String)", "list_orders()", ".open(bool)", "on_order"] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    for file in ["orders/apiDefinition.swagger.json", "orders/apiProperties.json"] {
        assert!(!fs::read_to_string(inside.join(file)).unwrap().contains("s3cr3t"), "{file}");
    }
}

#[test]
fn a_har_file() {
    let inside = folder("har");
    let har = r#"{"log": {"entries": [
        {"request": {"method": "GET", "url": "https://a.example/api/pets", "headers": [{"name": "X-Api-Key", "value": "k"}]},
         "response": {"status": 200, "content": {"mimeType": "application/json", "text": "[{\"name\": \"Rex\"}]"}}},
        {"request": {"method": "POST", "url": "https://a.example/api/pets", "headers": [], "postData": {"mimeType": "application/json", "text": "{\"name\": \"Tom\"}"}},
         "response": {"status": 201, "content": {"mimeType": "application/json", "text": "{\"id\": 1}"}}}
    ]}}"#;
    fs::write(inside.join("pets.har"), har).unwrap();
    let said = good(&inside, &["new", "pets", "--har", "pets.har", "--title", "Pets"], "");
    assert_eq!(said, "added ListPets\nadded CreatePet\nwrote pets\n");
    // One that cannot be described is passed over, and its address shows no credentials.
    let form = har
        .replace("https://", "https://me:planted-1@")
        .replace("/pets\"", "/pets?token=planted-2\"")
        .replace(
            "\"text\": \"{\\\"name\\\"",
            "\"params\": [{\"name\": \"a\", \"value\": \"1\"}], \"t\": \"{\\\"name\\\"",
        );
    fs::write(inside.join("form.har"), form).unwrap();
    let said = good(&inside, &["add", "action", "pets", "--har", "form.har"], "");
    let passed = "warning: POST https://a.example/api/pets is passed over: the request sends a form, `CreatePet` takes a body";
    assert!(said.contains(passed) && !said.contains("planted"), "{said}");
}

#[test]
fn mistakes() {
    let inside = folder("mistakes");
    let told = |args: &[&str], input: &str| {
        let output = run(&inside, args, input);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    good(&inside, &["new", "x", "--url", "https://a.example/x"], "");
    assert!(told(&["new", "x", "--url", "https://a.example/x"], "").contains("is there already"));
    assert!(told(&["add", "action", "x"], "").contains("give --url, --curl or --har"));
    let broken = told(&["add", "action", "x", "--url", "/y", "--reply", "-"], "{\"a\": }");
    assert!(broken.contains("the reply:1:7"), "{broken}");
    assert!(told(&["add", "sample", "x", "GetZ", "-"], "{}").contains("no operation `GetZ`"));
    assert!(told(&["add", "action", "none", "--url", "/y"], "").contains("none"));
    assert!(
        told(&["add", "action", "x", "--url", "https://b.example/y"], "")
            .contains("the description is for a.example")
    );
    // Nothing of a mistake is written.
    let text = fs::read_to_string(inside.join("x/apiDefinition.swagger.json")).unwrap();
    assert_eq!(text.matches("operationId").count(), 1, "{text}");
}

#[test]
fn a_reply_of_which_nothing_was_known_is_learned() {
    let inside = folder("bytes");
    let text = r#"{"swagger": "2.0", "info": {"title": "Things", "version": "1"}, "host": "x.example", "paths": {"/things": {"get": {
        "operationId": "ListThings", "responses": {"200": {"description": "OK", "schema": {"type": "file"}}}}}}}"#;
    fs::write(inside.join("api.json"), text).unwrap();
    good(&inside, &["add", "sample", "api.json", "ListThings", "-"], r#"{"things": [{"id": 7}]}"#);
    let understood = String::from_utf8(run(&inside, &["inspect", "api.json"], "").stdout).unwrap();
    assert!(understood.contains("list_things() -> model::"), "{understood}");
}
