//! A collection as users have it: the macro, a real server, and what was never saved.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod orders {
    connector::connector!("tests/golden/postman_v21/input.json");
}

mod bodies {
    connector::connector!("tests/golden/postman_bodies/input.json");
}

mod merging {
    connector::connector!("tests/golden/postman_merging/input.json");
}

mod hosts {
    connector::connector!("tests/golden/postman_hosts/input.json");
}

mod odd {
    connector::connector!("tests/golden/postman_odd/input.json");
}

#[path = "policies/service.rs"]
mod service;

use orders::model::CreateOrderLine;
use serde_json::{Value, json};
use service::Service;

fn line<B>(request: &hyper::http::Request<B>) -> String {
    format!("{} {}", request.method(), request.uri())
}

fn body(request: &hyper::http::Request<connector::Body>) -> Value {
    serde_json::from_slice(request.body().as_bytes().unwrap()).unwrap()
}

#[tokio::test]
async fn a_call_and_a_reply_that_was_never_saved() {
    let reply = r#"{"value": [{"id": 7, "customer": "Cid", "placed": "2025-05-05T05:05:05Z", "added": true}], "next": 1}"#;
    let service = Service::start(200, "content-type: application/json\r\n", reply).await;
    let client = orders::Client::new(orders::Connection::bearer("t0k").base_url(&service.url)).unwrap();
    let page = client.list_orders(3).limit(5).tag(["a b", "c"]).x_trace("z").await.unwrap();
    let seen = service.seen();
    assert!(seen.starts_with("GET /orders?shop=3&limit=5&tag=a%20b&tag=c HTTP/1.1\r\n"), "{seen}");
    assert!(seen.contains("authorization: Bearer t0k\r\n") && seen.contains("x-trace: z\r\n"), "{seen}");
    let order = &page.value.as_ref().unwrap()[0];
    assert_eq!((order.id, order.customer.as_deref()), (7, Some("Cid")));
    assert_eq!(order.placed.as_ref().unwrap().as_str(), "2025-05-05T05:05:05Z");
    // Nothing was promised of what is not there.
    assert_eq!((page.total, order.note.as_deref()), (None, None));
}

#[tokio::test]
async fn what_no_sample_had() {
    let service = Service::start(404, "content-type: application/json\r\n", r#"{"message": "no"}"#).await;
    let client = orders::Client::new(orders::Connection::bearer("t").base_url(&service.url)).unwrap();
    let error = client.get_order("a/b").await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert!(service.seen().starts_with("GET /orders/a%2Fb HTTP/1.1\r\n"));
    let health = client.health().request().unwrap();
    assert!(health.headers().get("authorization").is_none(), "{health:?}");
}

#[test]
fn what_is_sent() {
    let client = orders::Client::new(orders::Connection::bearer("t")).unwrap();
    assert_eq!(client.base_url(), "https://orders.example.net/api/v1");
    let lines = [CreateOrderLine::default().sku("A").count(json!(2))];
    let request = client.create_order().customer("Ann").lines(&lines).request().unwrap();
    assert_eq!(line(&request), "POST https://orders.example.net/api/v1/orders");
    assert_eq!(body(&request), json!({"customer": "Ann", "lines": [{"sku": "A", "count": 2}]}));

    let client = bodies::Client::new(bodies::Connection::new()).unwrap();
    let request = client.heroes(&bodies::model::HeroesVariables::default().first(2)).request().unwrap();
    let query = "query Heroes($first: Int) { heroes(first: $first) { name } }";
    assert_eq!(body(&request), json!({"query": query, "variables": {"first": 2}}));
    let request = client.vendor().a(json!(null)).request().unwrap();
    assert_eq!(request.headers()["content-type"], "application/merge-patch+json");
    assert_eq!(body(&request), json!({"a": null}));
    let request = client.xml("<a>2</a>").request().unwrap();
    assert_eq!(request.headers()["content-type"], "application/xml");
    let request = client.form("x y").a(7).b(["1", "2"]).request().unwrap();
    assert_eq!(request.body().as_bytes().unwrap(), b"c=x%20y&a=7&b%5B%5D=1&b%5B%5D=2".as_slice());
}

#[test]
fn messages_of_one_address() {
    let client = merging::Client::new(merging::Connection::new()).unwrap();
    let request = client.stock("<x/>").request().unwrap();
    assert_eq!(line(&request), "POST https://m.example.net/soap");
    assert_eq!(request.headers()["soapaction"], "urn:GetStock");
    let request = client.stop_jobs().page(2).request().unwrap();
    assert_eq!(line(&request), "GET https://m.example.net/cgi?action=stop&page=2");
    let request = client.odata("a'b").select("id").request().unwrap();
    assert_eq!(line(&request), "GET https://m.example.net/Users('a'b')/Manager?%24select=id");
}

#[test]
fn hosts_of_variables() {
    let client = hosts::Client::new(hosts::Connection::new("acme").other("https://other.example")).unwrap();
    assert_eq!(line(&client.list_things().request().unwrap()), "GET https://acme.example.net/api/v3/things");
    let token = client.token().request().unwrap();
    assert_eq!(line(&token), "POST https://login.example.net/oauth/token");
    assert_eq!(line(&client.elsewhere().request().unwrap()), "GET https://other.example/ping");
}

#[test]
fn methods_beyond_openapi() {
    let client = odd::Client::new(odd::Connection::new()).unwrap();
    assert_eq!(line(&client.copy().request().unwrap()), "COPY https://o.example.net/a");
    assert_eq!(line(&client.signed().top(5).request().unwrap()), "GET https://o.example.net/b?%24top=5");
}
