//! What users write: tests of the program, by a mock of the service it calls.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod record;
mod triggers;

use std::time::Duration;

use connector::{DateTime, ErrorKind, json};

use super::orders::model::{Address, Order, OrderLine, OrderPage, Problem, Region, Status};
use super::orders::{Client, Connection, Mock};
use super::*;

fn order(id: &str) -> Order {
    Order::new(
        id,
        "Ada Lovelace",
        Status::Open,
        [OrderLine::new("tea", 2)],
        7.5,
        DateTime::new("2026-11-26T10:00:00Z"),
    )
}

#[tokio::test]
async fn open_orders_are_cancelled_page_by_page() {
    let mock = Mock::new();
    let pages = [OrderPage::new([order("o-1"), order("o-2")]), OrderPage::new([order("o-3")])];
    mock.list_orders().customer("Ada Lovelace").status(Status::Open).pages(pages);
    mock.cancel_order().order_id("o-2").error(409).json(&Problem::new("shipped", "It has left the house"));
    mock.cancel_order().reply(()).times(2);

    let cancelled = cancel_all(&mock.client(), "Ada Lovelace").await.unwrap();

    assert_eq!(cancelled.done, ["o-1", "o-3"]);
    assert_eq!(cancelled.too_late, ["o-2"]);
    assert_eq!(mock.cancel_order().calls().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn an_order_that_takes_too_long() {
    let mock = Mock::new();
    mock.get_order().reply(order("o-1")).delay(Duration::from_secs(5));

    let error = glance(&mock.client(), "o-1").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test(start_paused = true)]
async fn a_busy_service_is_asked_again() {
    let mock = Mock::new().in_order();
    mock.get_order().error(503).times(1);
    mock.get_order().disconnect().times(1);
    mock.get_order().reply(order("o-1"));

    assert_eq!(mock.client().get_order("o-1").await.unwrap().id, "o-1");
    assert_eq!(mock.get_order().order_id("o-1").calls().len(), 3);
}

/// Encoding, sign-in and policies are those of the real thing.
#[tokio::test]
async fn the_whole_request_is_seen() {
    let mock = Mock::new();
    mock.create_order().customer("Grace Hopper").reply_with(|request| {
        let mut made = order("o-9");
        made.customer = request.json()["customer"].as_str().unwrap_or_default().to_owned();
        made
    });
    mock.set_address().address(&Address::new("Kanaalstraat 1", "9000 Gent", "BE")).reply(order("o-9"));

    let client = Client::with_http(Connection::api_key("my-key", Region::Us), mock.http()).unwrap();
    let made = client.create_order("Grace Hopper", &[OrderLine::new("tea", 2)]).note("é").await.unwrap();
    client.set_address(&made.id, &Address::new("Kanaalstraat 1", "9000 Gent", "BE")).await.unwrap();

    assert_eq!(made.customer, "Grace Hopper");
    let sent = &mock.create_order().calls()[0];
    // The policy of the connector chose the host.
    assert_eq!(sent.uri(), "https://us.orders.example.com/v1/orders");
    assert_eq!(sent.header("x-api-key"), Some("my-key"));
    assert_eq!(sent.json()["channel"], "connector");
    assert_eq!(sent.json()["note"], "é");
    assert_eq!(mock.requests()[1].path(), "/v1/orders/o-9/address");
}

/// What is no reply of the document is an error of decoding, with its place.
#[tokio::test]
async fn a_reply_that_is_wrong() {
    let mock = Mock::new();
    mock.get_order().reply(order("o-1")).json(&json!({"id": "o-1", "customer": 7}));
    let error = mock.client().get_order("o-1").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.path(), Some("/customer"));
}

#[tokio::test]
async fn what_no_action_sends() {
    let mock = Mock::new();
    mock.send("GET", "/health").respond(http::Response::new("fine"));
    let request = http::Request::get("/health").body(()).unwrap();
    let reply = mock.client().send(request).await.unwrap();
    assert_eq!(reply.body().as_ref(), b"fine");
}

/// An unexpected request says what was expected, and fails the test even if the program hides the error.
#[tokio::test]
async fn a_request_without_an_answer() {
    let mock = Mock::new();
    mock.get_order().order_id("o-1").reply(order("o-1")).times(1);
    let client = mock.client();
    client.get_order("o-1").await.unwrap();

    let error = client.get_order("o-2").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Mock);
    let text = error.to_string();
    assert!(text.contains("GetOrder (GET https://eu.orders.example.com/v1/orders/o-2)"), "{text}");
    assert!(text.contains("`orderId` is to be o-1, and is o-2"), "{text}");
    assert!(text.contains("mod.rs:"), "{text}");

    let error = client.get_order("o-1").await.unwrap_err();
    assert!(error.to_string().contains("it is for 1 call, and has had 1"), "{error}");
    let error = client.cancel_order("o-1").await.unwrap_err();
    assert!(error.to_string().contains("it has none for it, only for GetOrder"), "{error}");

    assert!(failure(move || mock.verify()).contains("unexpected: GetOrder"));
}

#[tokio::test]
async fn an_answer_that_is_never_given_fails_the_test() {
    let mock = Mock::new();
    mock.get_order().reply(order("o-1"));
    mock.cancel_order().reply(()).times(..);
    mock.create_order().reply(order("o-2")).times(0);
    let said = failure(move || drop(mock));
    assert!(said.contains("GetOrder: at least 1 call wanted, none came"), "{said}");
    assert!(!said.contains("CancelOrder") && !said.contains("CreateOrder"), "{said}");
}

#[tokio::test]
async fn calls_in_another_order_than_is_wanted() {
    let mock = Mock::new().in_order();
    mock.get_order().reply(order("o-1"));
    mock.cancel_order().reply(());
    let error = mock.client().cancel_order("o-1").await.unwrap_err();
    assert!(error.to_string().contains("it came too early: first is to come"), "{error}");
    let said = failure(move || drop(mock));
    assert!(said.contains("unexpected: CancelOrder"), "{said}");
}

/// The words with which a test fails.
fn failure(test: impl FnOnce()) -> String {
    let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(test)).unwrap_err();
    failed.downcast_ref::<String>().cloned().unwrap_or_default()
}
