//! The quick start without a description: its traffic is recorded, described, and the client of that does what the quick start
//! does.
//!
//! `UPDATE_BY_HAND=1 cargo test --test by_hand` writes `tests/by_hand/`. Read the difference.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../examples/quickstart/service.rs"]
#[allow(dead_code)]
mod service;

mod orders {
    connector::connector!("tests/by_hand/apiDefinition.swagger.json");
}

use std::fs;
use std::path::Path;

use connector_codegen::describe::{Description, Exchange};
use http_body_util::{BodyExt as _, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use orders::model::CreateOrderInputLine;
use orders::{Client, Connection};
use service::KEY;
use tokio::net::TcpStream;

/// What is asked, by somebody with curl and the documentation.
const ASKED: [(&str, &str, &str); 8] = [
    ("GET", "/orders/o-1001", ""),
    ("GET", "/orders?status=open&pageSize=2", ""),
    ("GET", "/orders?customer=Ada%20Lovelace", ""),
    (
        "POST",
        "/orders",
        r#"{"customer": "Grace Hopper", "lines": [{"sku": "tea", "quantity": 2}], "note": "Hi", "express": true}"#,
    ),
    (
        "PUT",
        "/orders/o-1001/address",
        r#"{"street": "Kanaalstraat 1", "city": "9000 Gent", "country": "BE", "instructions": "Ring"}"#,
    ),
    ("GET", "/orders/o-1001", ""),
    ("DELETE", "/orders/o-1003", ""),
    ("DELETE", "/orders/o-1004", ""),
];

/// Asks the service, and writes down what was said.
async fn record() -> Vec<Exchange> {
    let service = service::start().await.unwrap();
    let address = service.url.split('/').nth(2).unwrap();
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut http, connection) = handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    let mut all = Vec::new();
    for (method, path, body) in ASKED {
        let mut request = Request::builder().method(method).uri(format!("/v1{path}")).header("Host", address);
        let mut made = Exchange::new(method, format!("https://orders.example.com/v1{path}"));
        let key = if method == "POST" { Some(("Idempotency-Key", "one")) } else { None };
        for (name, value) in [("X-Api-Key", KEY), ("Content-Type", "application/json")].into_iter().chain(key)
        {
            request = request.header(name, value);
            made = made.header(name, value);
        }
        if !body.is_empty() {
            made = made.body(body);
        }
        let reply = http.send_request(request.body(Full::new(Bytes::from(body))).unwrap()).await.unwrap();
        let status = reply.status().as_u16();
        let text = reply.into_body().collect().await.unwrap().to_bytes();
        all.push(made.reply(status, String::from_utf8_lossy(&text)));
    }
    all
}

#[tokio::test]
async fn recorded_traffic_is_described() {
    let mut description = Description::new("Orders");
    let mut said = Vec::new();
    for one in record().await {
        let added = description.add(&one).unwrap();
        said.push(format!("{} {}", if added.new { "new" } else { "known" }, added.id));
    }
    let expected = [
        "new GetOrder",
        "new ListOrders",
        "known ListOrders",
        "new CreateOrder",
        "new UpdateOrderAddress",
        "known GetOrder",
        "new DeleteOrder",
        "known DeleteOrder",
    ];
    assert_eq!(said, expected);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/by_hand");
    if std::env::var_os("UPDATE_BY_HAND").is_some() {
        description.write(&folder).unwrap();
    }
    let there = fs::read_to_string(folder.join("apiDefinition.swagger.json")).unwrap();
    assert_eq!(there.replace("\r\n", "\n"), description.to_text());
    assert!(!there.contains(KEY), "the key was written down");
}

/// What is written can be opened and is the same.
#[test]
fn the_folder_can_be_edited() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/by_hand");
    let opened = Description::open(&folder).unwrap();
    let there = fs::read_to_string(folder.join("apiDefinition.swagger.json")).unwrap();
    assert_eq!(opened.to_text(), there.replace("\r\n", "\n"));
    let properties = fs::read_to_string(folder.join("apiProperties.json")).unwrap();
    assert!(properties.contains("securestring"), "{properties}");
}

#[tokio::test]
async fn the_client_runs_the_quick_start() {
    let service = service::start().await.unwrap();
    let client = Client::new(Connection::api_key(KEY).base_url(&service.url)).unwrap();

    let order = client.get_order("o-1001").await.unwrap();
    assert_eq!((order.customer.as_deref(), order.total), (Some("Ada Lovelace"), Some(14.85)));

    let mut open = client.list_orders().status("open").page_size(2).items();
    let mut sum = 0.0;
    while let Some(order) = open.next().await {
        sum += order.unwrap().total.unwrap_or_default();
    }
    assert!((sum - 174.75).abs() < 1e-9, "{sum}");

    service.be_busy_once();
    let lines = [CreateOrderInputLine::default().sku("tea").quantity(2)];
    let made =
        client.create_order().customer("Grace Hopper").lines(&lines).note("Hi").express(true).await.unwrap();
    let id = made.id.unwrap();

    let made = client.update_order_address(&id).street("Kanaalstraat 1").city("9000 Gent").await.unwrap();
    assert_eq!(made.address.and_then(|address| address.city).as_deref(), Some("9000 Gent"));

    let refused = client.delete_order("o-1003").await.unwrap_err();
    assert!(refused.is_status(409), "{refused}");
    let problem: orders::model::DeleteOrderError = refused.body_as().unwrap();
    assert_eq!(problem.code.as_deref(), Some("already_shipped"));

    // 1 order, 3 pages, 2 tries, 1 address, 1 refusal.
    assert_eq!(service.seen().len(), 8);
}
