//! `diff` as a release script uses it: what it says of one change at a time, and how it exits.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

/// The description as it was.
fn old() -> Value {
    json!({
        "swagger": "2.0",
        "info": {"title": "Mail", "version": "1"},
        "host": "mail.example.com",
        "paths": {
            "/messages/{from}/{to}": {
                "post": {
                    "operationId": "Move",
                    "parameters": [
                        {"name": "from", "in": "path", "required": true, "type": "string"},
                        {"name": "to", "in": "path", "required": true, "type": "string"},
                        {"name": "limit", "in": "query", "type": "integer", "format": "int32"}
                    ],
                    "responses": {"200": {"description": "Done.", "schema": {"$ref": "#/definitions/Moved"}}}
                }
            },
            "/messages": {
                "put": {
                    "operationId": "Deliver",
                    "parameters": [
                        {"name": "body", "in": "body", "required": true, "schema": {"$ref": "#/definitions/Message"}}
                    ],
                    "responses": {"204": {"description": "Sent."}}
                }
            }
        },
        "definitions": {
            "Moved": {"type": "object", "required": ["count"], "properties": {"count": {"type": "integer"}}},
            "Message": {
                "type": "object",
                "required": ["sender", "text"],
                "properties": {
                    "sender": {"type": "string"},
                    "text": {"type": "string"},
                    "priority": {"type": "string", "enum": ["low", "high"]}
                }
            }
        },
        "securityDefinitions": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
        "security": [{"key": []}]
    })
}

/// A folder with both versions.
fn versions(test: &str, new: &str) -> (PathBuf, PathBuf) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff").join(test);
    fs::create_dir_all(&folder).unwrap();
    let paths = (folder.join("old.json"), folder.join("new.json"));
    fs::write(&paths.0, old().to_string()).unwrap();
    fs::write(&paths.1, new).unwrap();
    paths
}

fn run(test: &str, new: &Value, more: &[&str]) -> Output {
    run_text(test, &new.to_string(), more)
}

fn run_text(test: &str, new: &str, more: &[&str]) -> Output {
    let (old, new) = versions(test, new);
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
    command.arg("diff").args([old, new]).args(more).output().unwrap()
}

/// The changes, as `effect subject: what`, with `!` where the platform objects.
fn changes(test: &str, edit: impl FnOnce(&mut Value)) -> (Vec<String>, Option<i32>) {
    let mut new = old();
    edit(&mut new);
    let output = run(test, &new, &["--json"]);
    let said: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
        .unwrap();
    let list = said["changes"].as_array().unwrap().iter().map(|change| {
        let platform = if change["platform"] == true { "!" } else { "" };
        let text = |key: &str| change[key].as_str().unwrap().to_owned();
        format!("{}{platform} {}: {}", text("effect"), text("subject"), text("what"))
    });
    (list.collect(), output.status.code())
}

const MOVE: &str = "/messages/{from}/{to}";

fn expect(test: &str, edit: impl FnOnce(&mut Value), wanted: &[&str], exit: i32) {
    let (said, code) = changes(test, edit);
    assert_eq!(said, wanted, "{test}");
    assert_eq!(code, Some(exit), "{test}");
}

#[test]
fn nothing() {
    expect("nothing", |_| {}, &[], 0);
    let output = run("nothing", &old(), &[]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("nothing that a caller could see has changed"));
}

#[test]
fn a_swap_of_equal_types_misleads() {
    let edit = |new: &mut Value| {
        let item = new["paths"].as_object_mut().unwrap().remove(MOVE).unwrap();
        new["paths"]["/messages/{to}/{from}"] = item;
    };
    let (said, code) = changes("swap", edit);
    assert_eq!(code, Some(1));
    let misled: Vec<_> = said
        .iter()
        .filter(|line| line.starts_with("misleads! move_(Move)") || line.starts_with("misleads!"))
        .collect();
    assert_eq!(misled.len(), 2, "{said:#?}");
    assert!(
        misled[0].contains("argument 1 was `from` (path) and is `to` (path) now, both `String`"),
        "{said:#?}"
    );
    assert!(!said.iter().any(|line| line.starts_with("breaks")), "it compiles: {said:#?}");
}

#[test]
fn inputs() {
    let parameters = |new: &mut Value| new["paths"][MOVE]["post"]["parameters"].as_array().unwrap().clone();
    let with = |edit: fn(&mut Vec<Value>)| {
        move |new: &mut Value| {
            let mut list = parameters(new);
            edit(&mut list);
            new["paths"][MOVE]["post"]["parameters"] = Value::Array(list);
        }
    };
    let name =
        changes("name", with(|list| list.push(json!({"name": "dry", "in": "query", "type": "boolean"}))));
    assert_eq!(name.1, Some(0));
    let subject = name.0[0].split(':').next().unwrap().replace("adds ", "");
    assert!(subject.ends_with("(Move)"), "{subject}");
    let line = |text: &str| text.replace('@', &subject);
    let expect = |test: &str, edit: fn(&mut Vec<Value>), wanted: &str, exit| {
        let (said, code) = changes(test, with(edit));
        assert_eq!(said, [line(wanted)], "{test}");
        assert_eq!(code, Some(exit), "{test}");
    };
    expect("gone", |list| drop(list.pop()), "breaks! @: the input `limit` (query) is gone", 1);
    expect(
        "now_required",
        |list| list[2]["required"] = json!(true),
        "breaks! @: the input `limit` (query) is required now: an argument",
        1,
    );
    expect(
        "wider",
        |list| list[2]["format"] = json!("int64"),
        "harmless @: the input `limit` (query) is `i64`, not `i32`",
        0,
    );
    expect(
        "other_type",
        |list| list[2]["type"] = json!("boolean"),
        "breaks! @: the input `limit` (query) is `bool`, not `i32`",
        1,
    );
    expect(
        "new_required",
        |list| list.push(json!({"name": "why", "in": "query", "required": true, "type": "string"})),
        "breaks! @: the input `why` (query) is new and required",
        1,
    );
}

#[test]
fn actions_come_and_go() {
    let (said, code) =
        changes("renamed", |new| new["paths"]["/messages"]["put"]["operationId"] = json!("Post"));
    assert_eq!(code, Some(1));
    assert_eq!(
        said,
        [
            "breaks! deliver (Deliver): is gone; `post (Post)` makes the same call",
            "adds post (Post): is new: `PUT /messages`"
        ]
    );
    let moved = |new: &mut Value| {
        let item = new["paths"].as_object_mut().unwrap().remove("/messages").unwrap();
        new["paths"]["/mail"] = item;
    };
    expect("moved", moved, &["harmless! deliver (Deliver): sends `PUT /mail` instead of `PUT /messages`"], 0);
    let mut new = old();
    moved(&mut new);
    assert_eq!(run("moved_platform", &new, &["--platform"]).status.code(), Some(1));
}

#[test]
fn types() {
    let message = |edit: fn(&mut Value)| move |new: &mut Value| edit(&mut new["definitions"]["Message"]);
    expect(
        "field",
        message(|of| of["properties"]["subject"] = json!({"type": "string"})),
        &["adds model::Message: has the field `subject`"],
        0,
    );
    expect(
        "required_field",
        message(|of| {
            of["properties"]["subject"] = json!({"type": "string"});
            of["required"] = json!(["sender", "text", "subject"]);
        }),
        &["breaks! model::Message: `new` takes `subject`, which is new and required"],
        1,
    );
    expect(
        "optional_reply",
        |new| new["definitions"]["Moved"]["required"] = json!([]),
        &["breaks! model::Moved: the field `count` is `Option<i64>`, not `i64`"],
        1,
    );
    // Keys of an object have an order in a document, which `Value` does not keep.
    let (sender, text) = (r#""sender":{"type":"string"}"#, r#""text":{"type":"string"}"#);
    let swapped = old().to_string().replace(&format!("{sender},{text}"), &format!("{text},{sender}"));
    assert_ne!(swapped, old().to_string());
    let output = run_text("arguments_of_new", &swapped, &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("model::Message: argument 1 was `sender` and is `text` now"), "{said}");
    assert!(!said.contains("breaks callers\n"), "{said}");
    let (said, code) = changes(
        "value",
        message(|of| of["properties"]["priority"]["enum"] = json!(["low", "high", "urgent"])),
    );
    assert_eq!(code, Some(0), "{said:#?}");
    assert!(said.len() == 1 && said[0].contains("has the variant `Urgent` (`urgent`)"), "{said:#?}");
    let (said, code) =
        changes("value_gone", message(|of| of["properties"]["priority"]["enum"] = json!(["low"])));
    assert_eq!(code, Some(1), "{said:#?}");
}

#[test]
fn another_sign_in() {
    let (said, code) = changes("sign_in", |new| {
        new["securityDefinitions"] = json!({"key": {"type": "basic"}});
    });
    assert_eq!(code, Some(1));
    assert!(said.iter().any(|line| line.starts_with("breaks! Connection::api_key: is gone")), "{said:#?}");
    assert!(said.iter().any(|line| line.starts_with("adds Connection::")), "{said:#?}");
}

#[test]
fn release_notes_are_inert_markdown() {
    let mut new = old();
    new["info"]["title"] = json!("Mail <script>\u{1b}[2J");
    new["paths"]["/messages"]["put"]["parameters"][0]["name"] = json!("body");
    new["paths"]["/x"] = json!({"get": {"operationId": "a`<img src=x>", "responses": {}}});
    let output = run("markdown", &new, &["--markdown"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("## Mail 1 → Mail \\<script\\>"), "{text}");
    assert!(!text.contains('\u{1b}') && !text.contains("a`<"), "{text}");
    assert!(text.contains("### New"), "{text}");
}

#[test]
fn what_cannot_be_read_is_no_difference() {
    let output = run("unreadable", &json!({"asyncapi": "3.0.0"}), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"");
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing of"));
    let output =
        Command::new(env!("CARGO_BIN_EXE_cargo-connector")).args(["diff", "-", "-"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn pages_come_and_go() {
    let paged = |new: &mut Value, paging: Value| {
        let operation = &mut new["paths"]["/messages/{from}/{to}"]["post"];
        operation["responses"]["200"]["schema"] = json!({"type": "object", "properties": {"items": {"type": "array", "items": {"type": "string"}}, "more": {"type": "boolean"}}});
        operation["x-connector-paging"] = paging;
    };
    let by_offset = json!({"kind": "offset", "input": "limit"});
    let mut before = old();
    paged(&mut before, by_offset.clone());
    let told = |test: &str, edit: &dyn Fn(&mut Value)| {
        let mut new = before.clone();
        edit(&mut new);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff").join(test);
        fs::create_dir_all(&folder).unwrap();
        let (one, other) = (folder.join("old.json"), folder.join("new.json"));
        fs::write(&one, before.to_string()).unwrap();
        fs::write(&other, new.to_string()).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
        let output = command.arg("diff").args([one, other]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let gone = told("pages_gone", &|new| {
        new["paths"]["/messages/{from}/{to}"]["post"].as_object_mut().unwrap().remove("x-connector-paging");
    });
    assert!(gone.contains("has no pages any more: `.pages() and .items()` are gone"), "{gone}");
    let other =
        told("pages_other", &|new| paged(new, json!({"kind": "page", "input": "limit", "more": "/more"})));
    assert!(other.contains("pages are found by `page limit`, not by `offset limit`"), "{other}");
    let (came, _) = changes("pages_came", |new| paged(new, by_offset));
    assert!(
        came.iter().any(|one| one.contains("has pages now: `.pages() and .items()`, by `offset`")),
        "{came:?}"
    );
}
