//! Generated webhooks against a service on the loopback: each rule that finds what ends a subscription, and each place that a
//! callback address goes to.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod ends {
    connector::connector!("tests/golden/webhook_unsubscribe/input.json");
}
mod places {
    connector::connector!("tests/golden/webhook_places/input.json");
}

#[path = "policies/service.rs"]
#[allow(dead_code, reason = "not every test needs all of it")]
mod service;

use connector::trigger::MemoryStore;
use connector::webhook::WebhookHost;
use service::Service;

async fn host() -> WebhookHost {
    WebhookHost::open(&MemoryStore::new(), "https://me.example/in").await.unwrap()
}

fn lines(server: &Service) -> Vec<String> {
    server.all().iter().map(|head| head.lines().next().unwrap().replace(" HTTP/1.1", "")).collect()
}

#[tokio::test]
async fn each_rule_ends_its_subscription() {
    let server =
        Service::start(200, "content-type: application/json\r\n", r#"{"id": "7", "data": {"hookId": "8"}}"#)
            .await;
    let client = ends::Client::new(ends::Connection::new().base_url(&server.url)).unwrap();
    let host = host().await;
    host.listen(client.on_below()).await.unwrap().close().await.unwrap();
    host.listen(client.on_team("a b")).await.unwrap().close().await.unwrap();
    host.listen(client.on_same()).await.unwrap().close().await.unwrap();
    host.listen(client.on_far()).await.unwrap().close().await.unwrap();
    let ended: Vec<String> = lines(&server).into_iter().filter(|line| line.starts_with("DELETE")).collect();
    assert_eq!(
        ended,
        ["DELETE /below/7", "DELETE /teams/a%20b/hooks/8", "DELETE /same", "DELETE /v2/far/subscription/7"]
    );
    let error = host.listen(client.on_two()).await.unwrap().close().await.unwrap_err();
    assert!(error.to_string().contains("unsubscribe_with"), "{error}");
}

/// What would be sent: target and body.
fn shown<R>(call: connector::Call<R>) -> (String, String) {
    let request = call.request().unwrap();
    let body = request.body().as_bytes().unwrap_or_default().to_vec();
    (request.uri().path_and_query().unwrap().to_string(), String::from_utf8(body).unwrap())
}

#[test]
fn the_address_goes_to_its_place() {
    let client = places::Client::new(places::Connection::new()).unwrap();
    let config = places::model::OnDeepOptionalConfig::default().secret("s");
    let named = places::model::Subscription::new("f");
    let kind = places::model::OnTopKind::Made;
    assert_eq!(shown(client.on_top(kind).subscribe("https://u")).1, r#"{"kind":"made","url":"https://u"}"#);
    let deep = shown(client.on_deep("n").subscribe("https://u")).1;
    assert_eq!(deep, r#"{"name":"n","config":{"type":"json","url":"https://u"}}"#);
    let given = shown(client.on_deep_optional().config(&config).subscribe("https://u")).1;
    assert_eq!(given, r#"{"config":{"secret":"s","url":"https://u"}}"#);
    let without = shown(client.on_deep_optional().subscribe("https://u")).1;
    assert_eq!(without, r#"{"config":{"url":"https://u"}}"#);
    let whole = shown(client.on_named(&named).subscribe("https://u")).1;
    assert_eq!(whole, r#"{"filter":"f","endpoint":"https://u"}"#);
    let only = shown(client.on_only().subscribe("https://u")).1;
    assert_eq!(only, r#"{"version":2,"target":{"href":"https://u"}}"#);
    let query = shown(client.on_query("k").subscribe("https://u")).0;
    assert_eq!(query, "/v1/query?kind=k&callback=https%3A%2F%2Fu");
}
