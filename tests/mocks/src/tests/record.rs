//! Recordings: made of the quick start's service, which runs on a port of its own, and played without it.

use std::path::{Path, PathBuf};

use connector::Http;
use connector::testing::{Recorder, Replay};

use super::*;

#[path = "../../../../examples/quickstart/service.rs"]
#[allow(dead_code)]
mod service;

fn tape(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/recordings").join(name)
}

/// What the quick start does.
async fn shop(client: &Client) -> (Vec<String>, String, bool) {
    let open = client.list_orders().status(Status::Open).page_size(2).items().collect().await.unwrap();
    let ids = open.into_iter().map(|order| order.id).collect();
    let made = client
        .create_order("Grace Hopper", &[OrderLine::new("tea", 2)])
        .note("my-planted-key")
        .await
        .unwrap();
    let address = Address::new("Kanaalstraat 1", "9000 Gent", "BE");
    client.set_address(&made.id, &address).await.unwrap();
    let refused = client.cancel_order("o-1003").await.unwrap_err();
    let problem: Problem = refused.body_as().unwrap();
    (ids, made.id, problem.code.is_empty())
}

#[tokio::test]
async fn the_quick_start_is_recorded_and_played() {
    let service = service::start().await.unwrap();
    let path = tape("quickstart.json");
    let connect = || Connection::api_key(service::KEY, Region::Eu).base_url(&service.url);

    let recorder = Recorder::new(&path);
    let http = Http::builder().record(&recorder).build().unwrap();
    let was = shop(&Client::with_http(connect(), &http).unwrap()).await;
    recorder.save().unwrap();
    let asked = service.seen().len();

    let replay = Replay::open(&path).unwrap();
    let http = Http::builder().replay(&replay).build().unwrap();
    // Whoever plays it needs no key.
    let client =
        Client::with_http(Connection::api_key("any", Region::Eu).base_url(&service.url), &http).unwrap();
    assert_eq!(shop(&client).await, was);
    assert!(replay.left().is_empty());
    assert_eq!(service.seen().len(), asked, "nothing was sent");

    let error = client.get_order("o-1001").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Mock);
    assert!(error.to_string().contains("nothing like it was recorded"), "{error}");
    let error = client.cancel_order("o-1003").await.unwrap_err();
    assert!(error.to_string().contains("it was recorded 1 times, and is asked for once more"), "{error}");

    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains(service::KEY), "the key is in the recording:\n{text}");
}

/// Secrets of every kind, in every place that a service or a program may put them: none is in the file.
#[tokio::test]
async fn planted_secrets_are_not_recorded() {
    let path = tape("secrets.json");
    let recorder = Recorder::new(&path).redact("X-Member");
    {
        let url = planted().await;
        let http = Http::builder().record(&recorder).build().unwrap();
        let client =
            Client::with_http(Connection::api_key("s3cret-key", Region::Eu).base_url(&url), &http).unwrap();
        let request = http::Request::post("/token?api_key=s3cret-query&sig=s3cret%2Fsig&page=2")
            .header("Cookie", "session=s3cret-cookie")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(
                "grant_type=refresh_token&refresh_token=s3cret-refresh&client_secret=s3cret-client&scope=all",
            )
            .unwrap();
        client.send(request).await.unwrap();
        let request = http::Request::post("/echo")
            .body(r#"{"password": "s3cret-password", "note": "the key is s3cret-key", "page": 2}"#)
            .unwrap();
        client.send(request).await.unwrap();
        // The token that came in the first reply, in a place that has no name.
        let request = http::Request::get("/files/s3cret-access/list").body(()).unwrap();
        client.send(request).await.unwrap();
    }
    // Nobody saved it: dropping does.
    drop(recorder);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.to_lowercase().contains("s3cret"), "{text}");
    assert!(text.contains("page=2") && text.contains("scope=all") && text.contains("\"page\": 2"), "{text}");
}

/// A service whose replies are full of secrets.
async fn planted() -> String {
    use http_body_util::Full;
    use hyper::body::{Bytes, Incoming};
    use hyper::service::service_fn;
    use hyper_util::rt::TokioIo;

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let serve = service_fn(|_: hyper::Request<Incoming>| async {
                let body = json!({
                    "access_token": "s3cret-access", "refresh_token": "s3cret-next", "expires_in": 3600,
                    "nextLink": "https://orders.example.com/v1?skip=2&sig=s3cret-link", "says": "you are s3cret-key",
                });
                hyper::Response::builder()
                    .header("Set-Cookie", "session=s3cret-set")
                    .header("X-Member", "s3cret-member")
                    .header("Location", "/next?code=s3cret-code")
                    .header("Content-Type", "application/json")
                    .body(Full::new(Bytes::from(body.to_string())))
            });
            tokio::spawn(
                hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), serve),
            );
        }
    });
    url
}
