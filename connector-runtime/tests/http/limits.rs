//! Time, size, numbers, hooks.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use connector_runtime::v1 as rt;
use connector_runtime::{CallOptions, ErrorKind, HttpBuilder, Retry};

use crate::client::{Client, Connection, client, http};
use crate::server::{Server, json, raw, reply};

fn once() -> CallOptions {
    CallOptions::new().retry(Retry::never())
}

fn on(url: &str, http: HttpBuilder) -> Client {
    Client::with_http(Connection::anonymous(url), &http.build().unwrap()).unwrap().with_options(once())
}

#[tokio::test]
async fn time() {
    let slow = Duration::from_millis(400);
    let server = Server::playing(vec![json("{}").after(slow)]).await;
    let short = Duration::from_millis(50);
    let start = Instant::now();
    for error in [
        on(&server.url, http().timeout(short)).list().await.unwrap_err(),
        on(&server.url, http()).list().options(CallOptions::new().try_timeout(short)).await.unwrap_err(),
        on(&server.url, http()).list().options(CallOptions::new().timeout(short)).await.unwrap_err(),
        on(&server.url, http().read_timeout(short)).list().await.unwrap_err(),
    ] {
        assert!(error.is_timeout(), "{error:?}");
        assert_eq!((error.action(), error.attempts()), (Some("ListOrders"), 1));
    }
    assert!(start.elapsed() < slow);
}

#[tokio::test]
async fn size() {
    let long = "x".repeat(100);
    let endless = "HTTP/1.1 200 x\r\n\r\n".to_owned() + &"x".repeat(100_000);
    for answer in [reply(200, "", &long), raw(&endless)] {
        let server = Server::playing(vec![answer]).await;
        let error = on(&server.url, http().max_response(99)).list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    }
    let server = Server::playing(vec![reply(200, "", &long), raw(&endless)]).await;
    let client = on(&server.url, http());
    let text: rt::Call<String> = client.call(&crate::client::LIST).into();
    assert_eq!(text.options(CallOptions::new().max_response(100)).await.unwrap(), long);
    let text: rt::Call<String> = client.call(&crate::client::LIST).into();
    assert_eq!(text.await.unwrap().len(), 100_000);
    let server = Server::playing(vec![reply(500, "", &"y".repeat(3 << 20))]).await;
    let error = on(&server.url, http()).list().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.body().len()), (500, 1 << 20));
    assert!(format!("{error:?}").len() < 2000);
}

#[tokio::test]
async fn a_head_has_no_body() {
    static HEAD: rt::Action = rt::Action::head("Head", "/a");
    let server = Server::playing(vec![raw("HTTP/1.1 200 x\r\ncontent-length: 1000000\r\n\r\n")]).await;
    let call: rt::Call<()> = on(&server.url, http().max_response(10)).call(&HEAD).into();
    call.await.unwrap();
}

#[tokio::test]
async fn numbers() {
    let server = Server::playing(vec![json("{}").after(Duration::from_millis(20))]).await;
    let client = on(&server.url, http().max_concurrency(2));
    let calls: Vec<_> = (0..8).map(|_| tokio::spawn(client.list())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!((server.peak.load(Ordering::SeqCst), server.seen().len()), (2, 8));

    let client = on(&server.url, http().max_rate(4.0));
    let start = Instant::now();
    for _ in 0..6 {
        client.list().await.unwrap();
    }
    assert!(start.elapsed() >= Duration::from_millis(450), "{:?}", start.elapsed());
    assert!(http().max_rate(0.0).build().is_err() && http().max_rate(f64::NAN).build().is_err());
}

#[tokio::test]
async fn hooks() {
    let server = Server::playing(vec![reply(299, "x-a: 1\r\n", "7")]).await;
    let http = http()
        .on_request(|parts| {
            parts.headers.insert("x-signed", parts.uri.path().parse().unwrap());
            parts.uri = format!("{}&hooked=1", parts.uri).parse().unwrap();
        })
        .on_response(|parts| {
            assert_eq!(parts.status, 299);
            parts.status = rt::http::StatusCode::OK;
            parts.headers.insert("x-b", "2".parse().unwrap());
        });
    let options = once().query("q", "1");
    let reply = on(&server.url, http).list().options(options).response().await.unwrap();
    assert_eq!(
        (reply.status().as_u16(), reply.header("x-a"), reply.header("x-b")),
        (200, Some("1"), Some("2"))
    );
    assert_eq!(reply.into_body(), 7);
    let seen = server.take();
    assert_eq!((seen.target(), seen.header("x-signed")), ("/orders?q=1&hooked=1", Some("/orders")));
}

#[tokio::test]
async fn one_pool_for_many() {
    let server = Server::playing(vec![json("{}")]).await;
    let client = client(&server.url);
    let other = client.with_connection(Connection::anonymous(&server.url).with("api_key", "other")).unwrap();
    client.list().await.unwrap();
    other.list().await.unwrap();
    let seen = server.seen();
    assert_eq!((seen[0].header("x-api-key"), seen[1].header("x-api-key")), (None, Some("other")));
    assert!(client.with_connection(Connection::anonymous("nowhere")).is_err());
}

#[tokio::test]
async fn a_client_of_ones_own() {
    let server = Server::playing(vec![json("{}")]).await;
    on(&server.url, http().reqwest(own())).list().await.unwrap();
}

pub(crate) fn own() -> connector_runtime::reqwest::Client {
    rt::Http::reqwest_builder().unwrap().no_proxy().build().unwrap()
}

#[test]
fn settings_that_cannot_be() {
    for builder in [
        http().proxy("not a url"),
        http().user_agent("a\nb"),
        http().root_certificates("nonsense"),
        http().client_certificate("nonsense"),
        http().root_certificates("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
    ] {
        assert_eq!(builder.build().unwrap_err().kind(), ErrorKind::Connection);
    }
}

#[tokio::test]
async fn a_proxy() {
    let server = Server::playing(vec![json("{}")]).await;
    let http = connector_runtime::Http::builder().proxy(&server.url);
    on("http://orders.invalid/v1", http).list().await.unwrap();
    assert_eq!(server.take().target(), "http://orders.invalid/v1/orders");
}

#[tokio::test]
async fn a_host_that_no_name_service_knows() {
    let server = Server::playing(vec![json("{}")]).await;
    let address = server.url.strip_prefix("http://").unwrap().parse().unwrap();
    on("http://orders.invalid", http().resolve("orders.invalid", address)).list().await.unwrap();
    assert_eq!(server.take().header("host"), Some("orders.invalid"));
}

#[tokio::test]
async fn https_fails_readably() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { while listener.accept().await.is_ok() {} });
    let error = on(&url, http()).list().await.unwrap_err();
    let expected = if cfg!(any(feature = "rustls", feature = "native-tls")) {
        ErrorKind::Connect
    } else {
        ErrorKind::Connection
    };
    assert_eq!(error.kind(), expected, "{error:?}");
}
