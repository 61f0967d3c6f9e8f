//! Connections that are one of several sets of parameters: what each sends, and what is said of one that is not complete.

#![allow(clippy::unwrap_used)]

mod depot {
    // The golden document: what is generated of it is read there, what it does is tested here.
    connector::connector!(
        "tests/golden/parameter_sets/input.json",
        properties = "tests/golden/parameter_sets/apiProperties.json"
    );
}

use connector::ErrorKind;
use depot::{Client, Connection};

/// The headers of a call that a connection would make.
fn sent(connection: Connection) -> Vec<String> {
    let request = Client::new(connection).unwrap().list_boxes().request().unwrap();
    let headers = request.headers().iter().filter(|(name, _)| *name != "user-agent" && *name != "accept");
    let mut headers: Vec<String> =
        headers.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
    headers.sort();
    headers
}

#[test]
fn each_set_sends_what_it_has() {
    assert_eq!(
        sent(Connection::company_account("t0ken", "north")),
        ["authorization: Bearer redacted", "x-lane: slow", "x-site: north"]
    );
    assert_eq!(
        sent(Connection::robot("r2", "s3cret", "north", "7")),
        ["authorization: Basic redacted", "x-lane: slow", "x-robot: 7", "x-site: north"]
    );
    assert_eq!(
        sent(Connection::robot("r2", "s3cret", "north", "7").lane("fast")),
        ["authorization: Basic redacted", "x-lane: fast", "x-robot: 7", "x-site: north"]
    );
}

#[test]
fn a_configuration_is_one_of_them() {
    let robot = r#"{"username": "r2", "password": "s3cret", "site": "north", "robot": "7"}"#;
    let connection: Connection = serde_json::from_str(robot).unwrap();
    assert_eq!(sent(connection).len(), 4);
    assert!(!format!("{:?}", Connection::robot("r2", "s3cret", "north", "7")).contains("s3cret"));
}

#[test]
fn what_no_set_is_complete_with_is_named() {
    let connection: Connection =
        serde_json::from_str(r#"{"username": "r2", "password": "s3cret", "site": "north"}"#).unwrap();
    let error = Client::new(connection).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    let text = error.to_string();
    assert!(text.contains("`robot` is missing for `Robot`"), "{text}");
    assert!(!text.contains("s3cret"), "{text}");

    let connection: Connection = serde_json::from_str(r#"{"token": "t", "robot": "7"}"#).unwrap();
    let text = Client::new(connection).unwrap_err().to_string();
    assert!(text.contains("`site` is missing"), "{text}");
}
