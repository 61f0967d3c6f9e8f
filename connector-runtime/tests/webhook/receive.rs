//! What comes to a callback address, from services and from others.

use std::time::{Duration, Instant};

use connector_runtime::trigger::{Capacity, MemoryStore};
use connector_runtime::webhook::{Handshake, Receiver, WebhookHost, verify};
use http::Request;
use serde_json::{Value, json};

use crate::kit::{
    callback, client, host, host_with, is_quiet, next, on_order, plain_service, post, raw, send,
    send_blocking,
};
use crate::server::{Server, reply};

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_know_the_address_gets_nothing() {
    let server = plain_service().await;
    let (host, serving) = host(&MemoryStore::new()).await;
    let mut events = host.listen(on_order(&client(&server), "a")).await.unwrap();
    let address = callback(&server.seen()[0]);
    let (base, token) = address.rsplit_once('/').unwrap();
    // The name of the address is right, its secret is not.
    let mut forged: Vec<u8> = token.bytes().collect();
    forged[20] = if forged[20] == b'A' { b'B' } else { b'A' };
    let forged = String::from_utf8(forged).unwrap();
    for other in [&forged, &token[1..], "", "x", &token.to_lowercase()] {
        assert_eq!(post(&format!("{base}/{other}"), "{}").await, 404, "{other}");
    }
    // Refused before the body is there: 100 MB are promised, none is waited for.
    let begun = Instant::now();
    let bound = serving.local_addr().to_string();
    let head = format!("POST /in/{forged} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
    let back = tokio::task::spawn_blocking(move || raw(&bound, head.as_bytes())).await.unwrap();
    assert_eq!(back.status, 404);
    assert!(begun.elapsed() < Duration::from_secs(5));
    for method in ["PUT", "DELETE", "PATCH", "GET", "OPTIONS"] {
        let back = send(method, &address, "", "").await;
        assert_eq!(back.status, 405, "{method}");
        assert!(back.head.contains("allow: post"), "{}", back.head);
    }
    // What a proxy puts before or after does not matter, the end of the path does.
    assert_eq!(post(&format!("http://{}/proxied/deep/{token}?x=1", serving.local_addr()), "5").await, 200);
    assert_eq!(next(&mut events).await.data, json!(5));
    assert!(is_quiet(&mut events).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_are_limited_in_length_and_time() {
    let server = plain_service().await;
    let store = MemoryStore::new();
    let (host, serving) =
        host_with(&store, |host| host.max_body(1000).read_timeout(Duration::from_millis(300))).await;
    let mut events = host.listen(on_order(&client(&server), "a")).await.unwrap();
    let address = callback(&server.seen()[0]);
    let fits = format!("\"{}\"", "x".repeat(998));
    assert_eq!(post(&address, &fits).await, 200);
    assert_eq!(post(&address, &format!("{fits} ")).await, 413);
    let token = address.rsplit('/').next().unwrap().to_owned();
    let bound = serving.local_addr().to_string();
    let chunked = format!(
        "POST /{token} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n{}\r\n0\r\n\r\n",
        "x".repeat(2000)
    );
    let slow = format!("POST /{token} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
    let silent = "POST /".to_owned();
    let all = tokio::task::spawn_blocking(move || {
        [chunked, slow, silent].map(|text| raw(&bound, text.as_bytes()).status)
    });
    assert_eq!(all.await.unwrap()[..2], [413, 408]);
    // The framework-neutral door has the same limit.
    let request = Request::post(&address).body(bytes::Bytes::from(vec![b'1'; 1001])).unwrap();
    assert_eq!(host.handle(request).await.status(), 413);
    next(&mut events).await.ack().await.unwrap();
    assert!(is_quiet(&mut events).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_inbox_asks_to_come_again() {
    let server = plain_service().await;
    let store = MemoryStore::with_capacity(Capacity { events: 2, ..Capacity::default() });
    let (host, _serving) = host(&store).await;
    let mut events = host.listen(on_order(&client(&server), "a")).await.unwrap();
    let address = callback(&server.seen()[0]);
    assert_eq!((post(&address, "1").await, post(&address, "2").await), (200, 200));
    let back = send("POST", &address, "", "3").await;
    assert_eq!(back.status, 503);
    assert!(back.head.contains("retry-after: 30"), "{}", back.head);
    next(&mut events).await.ack().await.unwrap();
    assert_eq!(post(&address, "3").await, 200);
    assert_eq!(next(&mut events).await.data, json!(2));
    assert_eq!(next(&mut events).await.data, json!(3));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_signed_is_not_kept() {
    let server = plain_service().await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    let webhook = on_order(&client(&server), "a").verify(verify::GitHub::new("It's a Secret to Everybody"));
    let mut events = host.listen(webhook).await.unwrap();
    let address = callback(&server.seen()[0]);
    assert_eq!(post(&address, "\"Hello\"").await, 401);
    let good = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    let signed = |signature: &str| format!("X-Hub-Signature-256: sha256={signature}\r\n");
    assert_eq!(send("POST", &address, &signed(good), "Hello, World?").await.status, 401);
    assert_eq!(send("POST", &address, &signed(good), "Hello, World!").await.status, 200);
    // It is no JSON, which the stream says: nothing is lost in silence.
    let error = events.next().await.unwrap().unwrap_err();
    assert!(error.to_string().contains("not what the document says"), "{error}");
    assert!(is_quiet(&mut events).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn handshakes_are_answered_before_the_service_replies() {
    // The service asks back while it is being asked, as Graph does.
    let server = Server::with(|seen, _| {
        if !seen.line().starts_with("POST") {
            return reply(204, "", "");
        }
        let address = callback(seen);
        let back = tokio::task::block_in_place(|| {
            send_blocking("POST", &format!("{address}?validationToken=Are%20you%20there%3F"), "", "")
        });
        let good = back.status == 200
            && back.head.contains("content-type: text/plain")
            && back.body == "Are you there?";
        if good { reply(201, "", r#"{"id": 1}"#) } else { reply(400, "", "not validated") }
    })
    .await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    let mut events = host.listen(on_order(&client(&server), "a")).await.unwrap();
    let address = callback(&server.seen()[0]);
    let slack = r#"{"type": "url_verification", "challenge": "c-1"}"#;
    assert_eq!(send("POST", &address, "", slack).await.body, "c-1");
    assert_eq!(send("GET", &format!("{address}?challenge=c-2"), "", "").await.body, "c-2");
    let hub = format!("{address}?hub.mode=subscribe&hub.challenge=c-3");
    assert_eq!(send("GET", &hub, "", "").await.body, "c-3");
    let grid = r#"[{"eventType": "Microsoft.EventGrid.SubscriptionValidationEvent", "data": {"validationCode": "c-4"}}]"#;
    assert_eq!(send("POST", &address, "", grid).await.body, r#"{"validationResponse":"c-4"}"#);
    let cloud = send("OPTIONS", &address, "WebHook-Request-Origin: events.example\r\n", "").await;
    assert!(cloud.status == 200 && cloud.head.contains("webhook-allowed-origin: events.example"));
    assert_eq!(send("POST", &address, "X-GitHub-Event: ping\r\n", r#"{"zen": "…"}"#).await.status, 200);
    assert!(is_quiet(&mut events).await);
    assert_eq!(host.subscriptions().await.unwrap()[0].waiting, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callers_handshakes_are_the_only_ones() {
    let server = plain_service().await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    let webhook = on_order(&client(&server), "a").handshakes([Handshake::Graph]);
    let mut events = host.listen(webhook).await.unwrap();
    let address = callback(&server.seen()[0]);
    assert_eq!(send("GET", &format!("{address}?challenge=x"), "", "").await.status, 405);
    let slack = r#"{"type": "url_verification", "challenge": "x"}"#;
    assert_eq!(send("POST", &address, "", slack).await.body, "");
    assert_eq!(next(&mut events).await.data["challenge"], "x");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_can_be_handed_out_by_hand() {
    let store = MemoryStore::new();
    let (host, _serving) = host(&store).await;
    let receiver = || {
        Receiver::named("stripe").each(["data"]).id_by(|request| {
            serde_json::from_slice::<Value>(request.body()).ok()?["id"].as_str().map(str::to_owned)
        })
    };
    let mut events = host.receive(receiver()).await.unwrap();
    let address = host.callback("stripe").await.unwrap();
    let body = r#"{"id": "e1", "data": [1, 2]}"#;
    assert_eq!((post(&address, body).await, post(&address, body).await), (200, 200));
    for n in [1, 2] {
        let event = next(&mut events).await;
        assert_eq!((event.id().to_owned(), &event.data), (format!("e1/{}", n - 1), &json!(n)));
        event.ack().await.unwrap();
    }
    assert!(is_quiet(&mut events).await);
    // It stays the same for the next process, and ends when it is closed.
    drop(events);
    let again: connector_runtime::trigger::Events<Value> = host.receive(receiver()).await.unwrap();
    assert_eq!(host.callback("stripe").await.unwrap(), address);
    again.close().await.unwrap();
    assert!(host.callback("stripe").await.is_err());
    assert_eq!(post(&address, "{}").await, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_needs_an_address_that_can_be_called() {
    for odd in ["", "hooks.example", "ftp://hooks.example", "https://hooks.example/?a=b"] {
        assert!(WebhookHost::open(&MemoryStore::new(), odd).await.is_err(), "{odd}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_waits_for_requests_under_way() {
    let server = plain_service().await;
    let store = MemoryStore::new();
    let (host, serving) = host(&store).await;
    let mut events = host.listen(on_order(&client(&server), "a")).await.unwrap();
    let address = callback(&server.seen()[0]);
    let bound = serving.local_addr();
    let token = address.rsplit('/').next().unwrap().to_owned();
    let mut stream = tokio::net::TcpStream::connect(bound).await.unwrap();
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let head = format!("POST /{token} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n4");
    stream.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let stop = tokio::spawn(serving.stop());
    tokio::time::sleep(Duration::from_millis(50)).await;
    stream.write_all(b"2").await.unwrap();
    let mut back = String::new();
    stream.read_to_string(&mut back).await.unwrap();
    assert!(back.starts_with("HTTP/1.1 200"), "{back}");
    stop.await.unwrap();
    assert!(tokio::net::TcpStream::connect(bound).await.is_err());
    assert_eq!(next(&mut events).await.data, json!(42));
}

#[cfg(feature = "axum")]
#[tokio::test(flavor = "multi_thread")]
async fn a_router_of_axum_does_the_same() {
    let server = plain_service().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hooks", listener.local_addr().unwrap());
    let host = WebhookHost::open(&MemoryStore::new(), &url).await.unwrap().max_body(100);
    let app = axum::Router::new().nest("/hooks", host.router());
    tokio::spawn(async move { hyper_axum(listener, app).await });
    let mut events = host.listen(on_order(&client(&server), "a")).await.unwrap();
    let address = callback(&server.seen()[0]);
    assert_eq!(post(&address, "8").await, 200);
    assert_eq!(post(&address, &"8".repeat(101)).await, 413);
    assert_eq!(post(&format!("{url}/other"), "8").await, 404);
    assert_eq!(next(&mut events).await.data, json!(8));
}

#[cfg(feature = "axum")]
async fn hyper_axum(listener: tokio::net::TcpListener, app: axum::Router) {
    axum::serve(listener, app).await.unwrap();
}
