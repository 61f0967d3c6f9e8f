//! What the quick start shows, and what the service hears of it.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../examples/quickstart/service.rs"]
mod service;

mod orders {
    connector::connector!("examples/quickstart/orders.swagger.json", decode = "strict");
}

use std::collections::HashSet;
use std::time::{Duration, Instant};

use connector::{CallOptions, ErrorKind, Retry};
use orders::model::{Address, OrderLine, Problem, Region, Status};
use orders::{Client, Connection};
use serde_json::{Value, json};
use service::{KEY, Seen, Service};

async fn start() -> (Service, Client) {
    let service = service::start().await.unwrap();
    let connection = Connection::api_key(KEY, Region::Eu).base_url(&service.url);
    let client = Client::new(connection).unwrap();
    (service, client)
}

/// The requests so far, as `METHOD path?query`.
fn lines(service: &Service) -> Vec<String> {
    let line = |seen: Seen| {
        let query: Vec<String> = seen.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{} {}{mark}{}", seen.method, seen.path, query.join("&"))
    };
    service.seen().into_iter().map(line).collect()
}

fn last(service: &Service) -> Seen {
    service.seen().pop().unwrap()
}

#[tokio::test]
async fn a_required_input_is_an_argument() {
    let (service, client) = start().await;
    let order = client.get_order("o-1001").await.unwrap();
    assert_eq!((order.id.as_str(), order.customer.as_str()), ("o-1001", "Ada Lovelace"));
    assert_eq!(order.status, Status::Open);
    assert_eq!((order.lines.len(), order.lines.first().unwrap().quantity), (1, 3));
    assert!((order.total - 14.85).abs() < 1e-9);
    assert_eq!(order.placed_at.as_str(), "2026-11-20T09:30:00Z");
    assert!(order.note.is_none() && order.address.is_none());

    let seen = last(&service);
    assert_eq!(lines(&service), ["GET /v1/orders/o-1001"]);
    assert_eq!(seen.headers["x-api-key"], KEY);
    assert_eq!(seen.headers["accept"], "application/json");
    assert!(!seen.headers.contains_key("content-type") && seen.body == Value::Null);
}

#[tokio::test]
async fn a_value_is_encoded_into_the_path() {
    let (service, client) = start().await;
    let error = client.get_order("a/b c").await.unwrap_err();
    assert!(error.is_status(404));
    assert_eq!(lines(&service), ["GET /v1/orders/a%2Fb%20c"]);
}

#[tokio::test]
async fn every_page_is_one_stream() {
    let (service, client) = start().await;
    let open = client.list_orders().status(Status::Open).page_size(2).items().collect().await.unwrap();
    let ids: Vec<&str> = open.iter().map(|order| order.id.as_str()).collect();
    assert_eq!(ids, ["o-1001", "o-1002", "o-1004", "o-1006", "o-1007"]);
    assert_eq!(
        lines(&service),
        [
            "GET /v1/orders?status=open&pageSize=2",
            "GET /v1/orders?status=open&pageSize=2&skip=2",
            "GET /v1/orders?status=open&pageSize=2&skip=4"
        ]
    );
    assert!(service.seen().iter().all(|seen| seen.headers["x-api-key"] == KEY), "each page is signed in");
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let (service, client) = start().await;
    let page = client.list_orders().customer(None::<&str>).await.unwrap();
    assert_eq!((page.value.len(), page.next_link), (7, None));
    client.list_orders().customer("Ada Lovelace").await.unwrap();
    assert_eq!(lines(&service), ["GET /v1/orders", "GET /v1/orders?customer=Ada Lovelace"]);
}

#[tokio::test]
async fn a_stream_of_pages_goes_no_further_than_it_is_read() {
    let (service, client) = start().await;
    let mut pages = client.list_orders().page_size(3).pages();
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!(first.value.len(), 3);
    drop(pages);
    assert_eq!(lines(&service), ["GET /v1/orders?pageSize=3"]);
}

#[tokio::test]
async fn a_busy_service_is_asked_again_under_the_same_key() {
    let (service, client) = start().await;
    service.be_busy_once();
    let begun = Instant::now();
    let lines_of_order = [OrderLine::new("tea", 2), OrderLine::new("biscuits", 1)];
    let call = client.create_order("Grace Hopper", &lines_of_order).note("Happy birthday!").express(true);
    let made = call.await.unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(1), "it said when to come back: {:?}", begun.elapsed());
    assert_eq!((made.id.as_str(), made.note.as_deref()), ("o-1008", Some("Happy birthday!")));

    let seen = service.seen();
    assert_eq!(lines(&service), ["POST /v1/orders", "POST /v1/orders"]);
    let keys: HashSet<_> = seen.iter().map(|seen| seen.headers.get("idempotency-key").unwrap()).collect();
    assert_eq!(keys.len(), 1, "{keys:?}");
    for seen in &seen {
        assert_eq!(seen.headers["content-type"], "application/json");
        let expected = json!({
            "channel": "connector",
            "customer": "Grace Hopper",
            "lines": [{"sku": "tea", "quantity": 2}, {"sku": "biscuits", "quantity": 1}],
            "note": "Happy birthday!",
            "express": true
        });
        assert_eq!(seen.body, expected);
    }
    let all = client.list_orders().customer("Grace Hopper").await.unwrap();
    assert_eq!(all.value.len(), 2, "the one that was there, and one more");
}

#[tokio::test]
async fn without_retries_a_busy_service_is_an_error() {
    let (service, client) = start().await;
    service.be_busy_once();
    let once = client.with_options(CallOptions::new().retry(Retry::never()));
    let error = once.create_order("Grace Hopper", &[OrderLine::new("tea", 2)]).await.unwrap_err();
    assert!(error.is_status(503));
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Status, 1));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(1)));
    assert_eq!(lines(&service), ["POST /v1/orders"]);
}

#[tokio::test]
async fn a_named_body_is_a_value() {
    let (service, client) = start().await;
    let address = Address::new("Kanaalstraat 1", "9000 Gent", "BE").instructions("Ring twice");
    let order = client.set_address("o-1004", &address).await.unwrap();
    let given = order.address.unwrap();
    assert_eq!((given.city.as_str(), given.instructions.as_deref()), ("9000 Gent", Some("Ring twice")));
    assert_eq!(lines(&service), ["PUT /v1/orders/o-1004/address"]);
    let expected = json!({
        "street": "Kanaalstraat 1", "city": "9000 Gent", "country": "BE", "instructions": "Ring twice"
    });
    assert_eq!(last(&service).body, expected);
}

#[tokio::test]
async fn a_failure_has_a_body_of_the_document() {
    let (service, client) = start().await;
    client.cancel_order("o-1001").await.unwrap();
    let error = client.cancel_order("o-1003").await.unwrap_err();
    assert!(error.is_status(409));
    assert_eq!(error.action(), Some("CancelOrder"));
    let problem: Problem = error.body_as().unwrap();
    assert_eq!(problem.code, "already_shipped");
    assert_eq!(error.to_string(), "CancelOrder: the service replied 409 Conflict");
    assert_eq!(lines(&service), ["DELETE /v1/orders/o-1001", "DELETE /v1/orders/o-1003"]);

    let error = client.create_order("Nobody", &[]).await.unwrap_err();
    assert!(error.is_status(400));
    assert_eq!(error.body_as::<Problem>().unwrap().code, "no_lines");
}

#[tokio::test]
async fn a_wrong_key_is_refused_and_never_shown() {
    let (service, client) = start().await;
    let other = Connection::api_key("not-the-key", Region::Us).base_url(&service.url);
    let shown = format!("{other:?}");
    let error = client.with_connection(other).unwrap().get_order("o-1001").await.unwrap_err();
    assert!(error.is_status(401));
    assert!(!shown.contains("not-the-key") && !format!("{error:?}").contains("not-the-key"));
}

#[tokio::test]
async fn what_would_be_sent_can_be_seen() {
    let (service, client) = start().await;
    let request = client.list_orders().status(Status::Shipped).request().unwrap();
    assert_eq!(request.uri().path_and_query().unwrap().as_str(), "/v1/orders?status=shipped");
    assert_eq!(request.headers()["x-api-key"], "redacted");
    assert!(service.seen().is_empty(), "and is not");
}
