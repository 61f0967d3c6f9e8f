//! Redirects, and what does not follow them.

use connector_runtime::v1 as rt;
use connector_runtime::{Body, ErrorKind};

use crate::client::{Connection, POST, client, http, keyed, text, with};
use crate::server::{Answer, Server, json, reply};
use crate::wire::Chunks;

fn to(status: u16, url: &str) -> Answer {
    reply(status, &format!("location: {url}\r\n"), "")
}

#[tokio::test]
async fn credentials_stay_at_home() {
    let other = Server::playing(vec![json("{}")]).await;
    let away = to(302, &format!("{}/x", other.url));
    let server = Server::playing(vec![to(302, "/orders/2?a=b"), away, json("{}")]).await;
    let connection =
        Connection::anonymous(&server.url).with("api_key", "s3cret").with("token_key", "s3cret-q");
    let call: rt::Call<()> = with(connection).call(&crate::client::LIST).header("X-Token", text("t")).into();
    call.await.unwrap();
    let home = server.seen();
    assert_eq!(home[0].target(), "/orders?code=s3cret-q");
    assert_eq!(
        (home[1].target(), home[1].header("x-api-key")),
        ("/orders/2?a=b&code=s3cret-q", Some("s3cret"))
    );
    let away = other.take();
    assert_eq!(away.target(), "/x");
    assert!(!away.head.contains("3cret") && away.header("x-token").is_none(), "{}", away.head);
    assert_eq!(away.header("accept"), Some("application/json"));
}

#[tokio::test]
async fn nothing_comes_back_with_them() {
    let server =
        Server::with(|seen, _| if seen.target() == "/back" { json("{}") } else { to(307, "/never") }).await;
    let back = format!("{}/back", server.url);
    let other = Server::playing(vec![to(302, &back)]).await;
    let there = other.url.clone();
    let first = Server::with(move |_, _| to(302, &there)).await;
    keyed(&first.url).list().await.unwrap();
    assert_eq!(server.take().header("x-api-key"), None);
}

#[tokio::test]
async fn methods() {
    for (status, method, body) in
        [(301, "GET", ""), (302, "GET", ""), (303, "GET", ""), (307, "POST", "null"), (308, "POST", "null")]
    {
        let server = Server::playing(vec![to(status, "/b"), json("{}")]).await;
        client(&server.url).post().await.unwrap();
        let seen = server.seen();
        assert_eq!((seen[1].line(), seen[1].text()), (format!("{method} /b").as_str(), body), "{status}");
        assert_eq!(seen[1].header("content-type").is_some(), !body.is_empty(), "{status}");
    }
    let server = Server::playing(vec![to(307, "/b"), json("{}")]).await;
    let stream: rt::Call<()> =
        client(&server.url).call(&POST).body(Body::stream(Chunks(vec!["a"])), "text/plain").into();
    assert_eq!(stream.await.unwrap_err().kind(), ErrorKind::Redirect);
}

#[tokio::test]
async fn limits() {
    let server = Server::playing(vec![to(302, "/again")]).await;
    let error = client(&server.url).list().await.unwrap_err();
    assert_eq!((error.kind(), server.seen().len()), (ErrorKind::Redirect, 11));
    for url in ["ftp://x/", "http://[", "javascript:alert(1)"] {
        let server = Server::playing(vec![to(302, url)]).await;
        let error = client(&server.url).list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Redirect, "{url}");
    }
    let server = Server::playing(vec![to(302, "/b")]).await;
    let http = http().max_redirects(0).build().unwrap();
    let client = crate::client::Client::with_http(Connection::anonymous(&server.url), &http).unwrap();
    assert!(client.list().await.unwrap_err().is_status(302));
    let server = Server::playing(vec![reply(304, "", "")]).await;
    assert!(crate::client::client(&server.url).list().await.unwrap_err().is_status(304));
}
