//! Actions that go on after their reply, and replies that are read as they arrive.

use std::time::Duration;

use connector_runtime::v1 as rt;
use connector_runtime::{CallOptions, ErrorKind};

use crate::client::{Connection, client, text, with};
use crate::server::{Server, json, reply};

static MAKE: rt::Action = rt::Action::put("Make", "/orders/1").long_running(rt::FinalState::Unsaid);
static SUM: rt::Action = rt::Action::post("Sum", "/sum").long_running(rt::FinalState::Unsaid);
static LOG: rt::Action = rt::Action::get("Log", "/log");

fn quick() -> CallOptions {
    CallOptions::new().poll_interval(Duration::from_millis(1))
}

fn call<T: rt::Output>(client: &crate::client::Client, action: &'static rt::Action) -> rt::Call<T> {
    let call: rt::Call<T> = client.0.call(action).header("X-Own", text("own")).into();
    call.options(quick())
}

#[tokio::test]
async fn the_result_is_fetched_at_home() {
    let server = Server::with(|seen, _| match seen.line() {
        "PUT /orders/1" => {
            reply(201, "azure-asyncoperation: /status\r\nretry-after: 0\r\nset-cookie: m=1; Path=/\r\n", "{}")
        }
        "GET /status" => json(r#"{"status":"Succeeded"}"#),
        _ => json("7"),
    })
    .await;
    let client = with(Connection::anonymous(&server.url).with("api_key", "s3cret"));
    assert_eq!(call::<i64>(&client, &MAKE).await.unwrap(), 7);
    let seen = server.seen();
    let lines: Vec<&str> = seen.iter().map(|one| one.line()).collect();
    assert_eq!(lines, ["PUT /orders/1", "GET /status", "GET /orders/1"]);
    for one in &seen {
        assert_eq!((one.header("x-api-key"), one.header("x-own")), (Some("s3cret"), Some("own")));
    }
    assert_eq!((seen[1].header("cookie"), seen[2].header("cookie")), (Some("m=1"), Some("m=1")));
}

#[tokio::test]
async fn nothing_secret_goes_elsewhere() {
    let other =
        Server::playing(vec![json(r#"{"status":"Running"}"#), json(r#"{"status":"Succeeded"}"#)]).await;
    let status = format!("operation-location: {}/status\r\nset-cookie: m=1; Path=/\r\n", other.url);
    let server = Server::playing(vec![reply(202, &status, ""), json("7")]).await;
    let client =
        with(Connection::anonymous(&server.url).with("api_key", "s3cret").with("token_key", "q3cret"));
    assert_eq!(call::<i64>(&client, &MAKE).await.unwrap(), 7);
    for away in other.seen() {
        assert_eq!(away.line(), "GET /status");
        assert!(!away.head.contains("3cret") && away.header("x-own").is_none(), "{}", away.head);
        assert_eq!(away.header("cookie"), None);
    }
}

#[tokio::test]
async fn failures_have_the_body() {
    let failed = r#"{"status":"Failed","error":{"code":"Quota"}}"#;
    let server = Server::playing(vec![reply(202, "operation-location: /status\r\n", ""), json(failed)]).await;
    let error = call::<rt::Value>(&client(&server.url), &SUM).await.unwrap_err();
    assert_eq!((error.kind(), error.action()), (ErrorKind::Operation, Some("Sum")));
    assert_eq!(error.body_as::<rt::Value>().unwrap()["error"]["code"], "Quota");
}

#[tokio::test]
async fn what_has_no_end_has_a_limit() {
    let server = Server::with(|seen, _| match seen.line() {
        "POST /sum" => reply(202, "location: /result\r\n", ""),
        _ => reply(202, "retry-after: 0\r\n", ""),
    })
    .await;
    let limited = quick().timeout(Duration::from_millis(300));
    let error = call::<rt::Value>(&client(&server.url), &SUM).options(limited).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert!(server.seen().len() > 2);
}

#[tokio::test]
async fn values_until_one_is_none() {
    let body = "{\"n\":1}\n{\"n\":2}{\"n\":\n3}\nnonsense\n{\"n\":4}";
    let server = Server::playing(vec![reply(200, "content-type: application/x-ndjson\r\n", body)]).await;
    let stream = call::<rt::Value>(&client(&server.url), &LOG).stream().await.unwrap();
    assert_eq!(stream.header("content-type"), Some("application/x-ndjson"));
    let mut values = stream.values();
    for n in 1..=3 {
        assert_eq!(values.next().await.unwrap().unwrap()["n"], n);
    }
    assert_eq!(values.next().await.unwrap().unwrap_err().kind(), ErrorKind::Decode);
    assert!(values.next().await.is_none());
}

#[tokio::test]
async fn a_refused_stream_is_an_error_with_its_body() {
    let server = Server::playing(vec![reply(404, "", "gone")]).await;
    let error = call::<rt::Value>(&client(&server.url), &LOG).stream().await.unwrap_err();
    assert!(error.is_status(404));
    assert_eq!(error.body_text(), "gone");
}

#[tokio::test]
async fn events() {
    let body = "event: add\nid: 1\ndata: {\"n\":1}\n\ndata: bye\n\n";
    let server = Server::playing(vec![reply(200, "content-type: text/event-stream\r\n", body)]).await;
    let mut events = call::<rt::Value>(&client(&server.url), &LOG).stream().await.unwrap().events();
    let first = events.next().await.unwrap().unwrap();
    assert_eq!((first.event.as_str(), first.id.as_deref()), ("add", Some("1")));
    assert_eq!(first.json::<rt::Value>().unwrap()["n"], 1);
    assert_eq!(events.next().await.unwrap().unwrap().data, "bye");
    assert!(events.next().await.is_none());
}
