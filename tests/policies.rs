//! What policies make of calls: exact method, URL, headers and body, and what they make of replies.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod stock {
    connector::connector!("tests/policies/service.json", properties = "tests/policies/apiProperties.json");
}

#[path = "policies/hosts.rs"]
mod hosts;
#[path = "policies/service.rs"]
mod service;

use connector::{CallOptions, ErrorKind};
use hyper::http;
use serde_json::{Value, json};
use service::Service;
use stock::model::{Order, OrderLine, OrderMore};
use stock::{Client, Connection};

fn client() -> Client {
    Client::new(Connection::api_key("stock.example.com", "s3cret")).unwrap()
}

/// Method, URL and headers without those of the transport.
fn shown<B>(request: &http::Request<B>) -> (String, Vec<String>) {
    let line = format!("{} {}", request.method(), request.uri());
    let headers = request.headers().iter().filter(|(name, _)| *name != "user-agent");
    let mut headers: Vec<String> =
        headers.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
    headers.sort();
    (line, headers)
}

#[test]
fn the_host_and_headers_and_the_query() {
    let client = client();
    assert_eq!(client.base_url(), "https://stock.example.com/api");
    let (line, headers) = shown(&client.get_item("a b").request().unwrap());
    assert_eq!(line, "GET https://stock.example.com/api/items/a%20b?key=redacted&fields=id%2Cname");
    assert_eq!(
        headers,
        ["accept: application/json", "accept: text/json", "authorization: Token redacted", "x-tenant: main"]
    );

    let (line, headers) = shown(&client.get_item("1").fields("all").x_tenant("other").request().unwrap());
    assert_eq!(line, "GET https://stock.example.com/api/items/1?fields=all&key=redacted");
    assert_eq!(headers.last().unwrap(), "x-tenant: other");

    let planned = Client::new(Connection::api_key("https://h.example:81/", "s3cret").plan("big")).unwrap();
    let (line, headers) = shown(&planned.get_item("1").request().unwrap());
    assert!(line.starts_with("GET https://h.example:81/api/items/1?"), "{line}");
    assert!(headers.contains(&"x-plan: big".to_owned()), "{headers:?}");
}

#[test]
fn a_base_url_of_the_callers_own_wins() {
    let own = Connection::api_key("stock.example.com", "k").base_url("https://own.example/x");
    let (line, _) = shown(&Client::new(own).unwrap().elsewhere("eu").request().unwrap());
    assert_eq!(line, "GET https://own.example/x/elsewhere?host=eu");

    let options = CallOptions::new().base_url("https://one.example");
    let (line, _) = shown(&client().get_item("1").fields("x").options(options).request().unwrap());
    assert_eq!(line, "GET https://one.example/items/1?fields=x&key=redacted");
}

#[test]
fn a_host_by_an_input_is_no_way_out() {
    let (line, _) = shown(&client().elsewhere("eu").request().unwrap());
    assert_eq!(line, "GET https://eu.example.com/elsewhere?host=eu");
    for evil in ["evil.example/x", "evil.example?", "evil.example#", "me@evil.example", "a\\b"] {
        let error = client().elsewhere(evil).request().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection, "{evil}: {error}");
    }
}

#[test]
fn routes() {
    let (line, headers) = shown(&client().list_items("a/b").q("x&y").page(2).request().unwrap());
    assert_eq!(line, "GET https://stock.example.com/api/shops('a%2Fb')/items?kind=all&q=x%26y&page=2");
    assert_eq!(headers, ["accept: application/json", "authorization: Token redacted"]);
    // What is not there is not sent empty.
    let (line, _) = shown(&client().list_items("a").request().unwrap());
    assert_eq!(line, "GET https://stock.example.com/api/shops('a')/items?kind=all");
}

#[test]
fn what_is_missing_is_told() {
    let error = Client::new(Connection::api_key("", "k")).unwrap_err();
    assert_eq!(error.to_string(), "connection to Stock: `hostName` is missing: the host depends on it");
    let error = Client::new(Connection::api_key("a b/c?d", "k")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    let error = Connection::from_env("POLICIES_TEST_").and_then(Client::new).unwrap_err();
    let expected = "connection to Stock: `hostName` (environment variable POLICIES_TEST_HOST_NAME) is missing; \
         `api_key` (environment variable POLICIES_TEST_API_KEY) is missing";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn bodies() {
    let order = Order::default()
        .first("Ada \"A\"")
        .last("Lovelace")
        .age(30)
        .tags("3;0,;x")
        .link("a.b.c")
        .lines([OrderLine::default().sku("s1").count(2), OrderLine::default().sku("s2").count(1)]);
    let order = Order { more2: Some(OrderMore::default().colour("red")), ..order };
    let request = client().create_order(&order).request().unwrap();
    let body: Value = serde_json::from_slice(request.body().as_bytes().unwrap()).unwrap();
    assert_eq!(
        body,
        json!({
            "first": "Ada \"A\"",
            "last": "Lovelace",
            "name": "Ada \"A\" Lovelace",
            "age": 30,
            "tags": [{"v": "3"}, {"v": "0"}, {"v": "x"}],
            "link": "a%2Eb%2Ec",
            "more": [{"colour": "red"}, "Ada \"A\""],
            "lines": {"s1": {"count": 2, "@odata.id": "s1-2"}, "s2": {"count": 1, "@odata.id": "s2-1"}}
        })
    );
    // A value that depends on what is not there is not set.
    let request = client().create_order(&Order::default().first("x")).request().unwrap();
    assert_eq!(request.body().as_bytes().unwrap(), br#"{"first":"x"}"#);
}

/// A client of a service on the loopback.
async fn served(status: u16, headers: &'static str, body: &'static str) -> (Service, Client) {
    let service = Service::start(status, headers, body).await;
    // A host is https unless the value says otherwise.
    let client = Client::new(Connection::api_key(service.url.as_str(), "s3cret")).unwrap();
    (service, client)
}

#[tokio::test]
async fn replies() {
    let body = r#"{"id":"1","name":"Nail","stock":{"here":{"free":3},"there":{"free":0}}}"#;
    let (service, client) = served(200, "content-type: application/json\r\n", body).await;
    let item = client.get_item("1").await.unwrap();
    assert_eq!(item.title.as_deref(), Some("Nail (1)"));
    let stock: Vec<_> = item.stock.iter().flatten().collect();
    let free = |at: usize| stock[at].count.as_ref().unwrap().free;
    assert_eq!((stock.len(), stock[1].place.as_deref(), free(0)), (2, Some("there"), Some(3)));
    let seen = service.seen();
    let (line, head) = seen.split_once("\r\n").unwrap();
    assert_eq!(line, "GET /api/items/1?key=s3cret&fields=id%2Cname HTTP/1.1");
    assert!(head.contains("authorization: Token s3cret\r\n"), "{head}");
}

#[tokio::test]
async fn failures() {
    let (_service, client) = served(401, "x-why: expired\r\n", "no: s3cret").await;
    let error = client.get_item("1").await.unwrap_err();
    assert_eq!((error.kind(), error.header("x-failed")), (ErrorKind::Unauthenticated, Some("expired")));
    assert!(!format!("{error:?}").contains("s3cret"), "{error:?}");

    let (_service, client) = served(404, "", "").await;
    let error = client.get_item("1").await.unwrap_err();
    assert_eq!((error.kind(), error.header("x-failed")), (ErrorKind::Status, Some("unknown")));
}

#[tokio::test]
async fn requests_of_the_callers_own_are_signed_too() {
    let (service, client) = served(200, "", "").await;
    client.send(http::Request::get("/raw").body(()).unwrap()).await.unwrap();
    let seen = service.seen();
    assert!(seen.starts_with("GET /api/raw HTTP/1.1\r\n"), "{seen}");
    assert!(seen.contains("authorization: Token s3cret\r\n"), "{seen}");

    let elsewhere = Service::start(200, "", "").await;
    let url = format!("{}/raw", elsewhere.url);
    client.send(http::Request::get(url).body(()).unwrap()).await.unwrap();
    let seen = elsewhere.seen();
    assert!(seen.starts_with("GET /raw HTTP/1.1\r\n") && !seen.contains("s3cret"), "{seen}");
}
