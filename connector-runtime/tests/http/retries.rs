//! Sending again: when, how often, how long after.

use std::time::{Duration, Instant};

use connector_runtime::v1 as rt;
use connector_runtime::{Body, CallOptions, ErrorKind, Retry};

use crate::client::{client, text};
use crate::server::{Answer, Server, json, raw, reply};
use crate::wire::Chunks;

static KEYED: rt::Action = rt::Action::post("Keyed", "/orders").idempotency_key("X-Key");
static SAFE: rt::Action = rt::Action::post("Search", "/search").idempotent();
static PUT: rt::Action = rt::Action::put("Put", "/a");

fn quick() -> CallOptions {
    CallOptions::new().retry(Retry::default().backoff(Duration::from_millis(1), Duration::from_millis(5)))
}

fn busy(headers: &str) -> Answer {
    reply(503, headers, "busy")
}

#[tokio::test]
async fn until_it_works() {
    let server = Server::playing(vec![busy(""), reply(429, "", ""), json("7")]).await;
    assert_eq!(client(&server.url).list().options(quick()).await.unwrap(), 7);
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn a_broken_connection() {
    let server = Server::playing(vec![raw(""), raw("HTTP/1.1 200 x\r\ncontent-le"), json("7")]).await;
    assert_eq!(client(&server.url).list().options(quick()).await.unwrap(), 7);
}

#[tokio::test]
async fn three_times_at_most() {
    let server = Server::playing(vec![busy("x-request-id: r-1\r\n")]).await;
    let error = client(&server.url).list().options(quick()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), server.seen().len()), (ErrorKind::Status, 3, 3));
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(error.to_string(), "ListOrders: the service replied 503 Service Unavailable (after 3 tries)");
}

#[tokio::test]
async fn what_is_not_retried() {
    for status in [400, 401, 404, 500, 501] {
        let server = Server::playing(vec![reply(status, "", "")]).await;
        let error = client(&server.url).list().options(quick()).await.unwrap_err();
        assert_eq!((error.attempts(), server.seen().len()), (1, 1), "{status}");
    }
    let server = Server::playing(vec![busy("")]).await;
    let client = client(&server.url);
    assert_eq!(client.post().options(quick()).await.unwrap_err().attempts(), 1);
    assert_eq!(client.list().options(quick().retry(Retry::never())).await.unwrap_err().attempts(), 1);
    let stream = client.call(&PUT).body(Body::stream(Chunks(vec!["a"])), "text/plain");
    assert_eq!(rt::Call::<()>::from(stream).options(quick()).await.unwrap_err().attempts(), 1);
}

#[tokio::test]
async fn what_is_retried_besides() {
    let server = Server::playing(vec![busy("")]).await;
    let client = client(&server.url);
    for draft in [client.call(&SAFE), client.call(&PUT).body("x", "text/plain")] {
        assert_eq!(rt::Call::<()>::from(draft).options(quick()).await.unwrap_err().attempts(), 3);
    }
    assert_eq!(server.seen().last().unwrap().text(), "x");
}

#[tokio::test]
async fn one_key_for_all_tries() {
    let server = Server::playing(vec![busy(""), busy(""), json("{}")]).await;
    let client = client(&server.url);
    rt::Call::<()>::from(client.call(&KEYED)).options(quick()).await.unwrap();
    let seen = server.seen();
    let key = seen[0].header("x-key").unwrap().to_owned();
    assert_eq!((key.len(), key.as_bytes()[14]), (36, b'4'), "{key}");
    assert!(seen.len() == 3 && seen.iter().all(|seen| seen.header("x-key") == Some(&key)));

    rt::Call::<()>::from(client.call(&KEYED)).await.unwrap();
    assert_ne!(server.seen()[3].header("x-key"), Some(key.as_str()));
    rt::Call::<()>::from(client.call(&KEYED).header("X-Key", text("mine"))).await.unwrap();
    assert_eq!(server.seen()[4].header("x-key"), Some("mine"));
    client.post().options(quick().idempotency_header("Idem").idempotency_key("k1")).await.unwrap();
    assert_eq!(server.seen()[5].header("idem"), Some("k1"));
    client.post().options(quick().idempotency_key("k2")).await.unwrap();
    assert_eq!(server.seen()[6].header("idempotency-key"), Some("k2"));
}

#[tokio::test]
async fn the_service_says_when() {
    let server = Server::playing(vec![busy("retry-after: 1\r\n"), json("7")]).await;
    let start = Instant::now();
    client(&server.url).list().options(quick()).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));

    // A date counts by the service's own clock.
    let dates = "date: Sun, 06 Nov 1994 08:49:36 GMT\r\nretry-after: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    let server = Server::playing(vec![busy(dates), json("7")]).await;
    let start = Instant::now();
    client(&server.url).list().options(quick()).await.unwrap();
    assert!((1..3).contains(&start.elapsed().as_secs()));
}

#[tokio::test]
async fn too_late_is_told_at_once() {
    let server = Server::playing(vec![busy("retry-after: 3600\r\n")]).await;
    let client = client(&server.url);
    let error = client.list().options(quick()).await.unwrap_err();
    assert_eq!((error.attempts(), error.retry_after()), (1, Some(Duration::from_secs(3600))));
    let server = Server::playing(vec![busy("retry-after: 30\r\n")]).await;
    let error = crate::client::client(&server.url)
        .list()
        .options(quick().timeout(Duration::from_secs(5)))
        .await
        .unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Status, 1));
}

#[tokio::test]
async fn storms_end() {
    let server = Server::playing(vec![busy("")]).await;
    let client = client(&server.url).with_options(quick());
    for _ in 0..60 {
        client.list().await.unwrap_err();
    }
    assert_eq!(server.seen().len(), 60 + 100);
}

#[tokio::test]
async fn nobody_there() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/secret", listener.local_addr().unwrap());
    drop(listener);
    let error = client(&url).list().options(quick().query("sig", "s3cret-h")).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 3));
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("s3cret") && !shown.contains("/secret"), "{shown}");
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test(start_paused = true)]
async fn waits_grow_and_are_random() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let second = Duration::from_secs(1);
    let client = client(&url);
    let mut waits = Vec::new();
    for _ in 0..10 {
        let start = tokio::time::Instant::now();
        let options = CallOptions::new().retry(Retry::default().attempts(6).backoff(second, 4 * second));
        let error = client.list().options(options).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 6));
        waits.push(start.elapsed());
    }
    // 1 + 2 + 4 + 4 + 4 seconds at most.
    assert!(waits.iter().all(|wait| *wait <= 16 * second), "{waits:?}");
    assert!(waits.iter().any(|wait| *wait > 3 * second), "{waits:?}");
    assert!(waits.iter().any(|wait| *wait != waits[0]), "{waits:?}");
}
