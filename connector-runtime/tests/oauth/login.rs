//! Signing in from a terminal.

use connector_runtime::ErrorKind;
use connector_runtime::oauth::Grant;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

use crate::provider::{Provider, http, list};
use crate::server::{Server, json, reply};

async fn get(port: u16, target: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let head = format!("GET {target} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).await.unwrap();
    reply
}

#[tokio::test]
async fn a_browser_comes_back() {
    let provider = Provider::start(3600).await;
    let app = provider.app(Grant::Code);
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let own = app.clone();
    let waits = tokio::spawn(async move {
        own.sign_in_on_loopback(0, |url| sender.send(Url::parse(url).unwrap()).unwrap()).await
    });
    let url = receiver.await.unwrap();
    let field = |name: &str| url.query_pairs().find(|(own, _)| own == name).unwrap().1.into_owned();
    let back = Url::parse(&field("redirect_uri")).unwrap();
    assert_eq!((back.host_str(), back.path()), (Some("127.0.0.1"), "/callback"));
    let port = back.port().unwrap();
    // Neither a browser's curiosity nor a page of somebody else's ends the sign-in.
    assert!(get(port, "/favicon.ico").await.starts_with("HTTP/1.1 404"));
    assert!(get(port, "/callback?code=evil&state=guess").await.starts_with("HTTP/1.1 404"));
    let page = get(port, &format!("/callback?code=good&state={}", field("state"))).await;
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("You are signed in"), "{page}");
    assert!(page.contains("default-src 'none'") && !page.contains("s3cret-access-1"), "{page}");
    waits.await.unwrap().unwrap();
    assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err(), "it listens once");
    list(&provider.client(&app)).await.unwrap();
}

#[tokio::test]
async fn a_code_is_typed_elsewhere() {
    let server = Server::with(|seen, number| match (seen.target(), number) {
        ("/device", _) => json(
            r#"{"device_code":"dev-1","user_code":"AB-CD","verification_uri":"https://p.example/d","interval":1,"expires_in":60}"#,
        ),
        (_, 1) => reply(400, "", r#"{"error":"authorization_pending"}"#),
        // GitHub refuses under 200.
        (_, 2) => json(r#"{"error":"authorization_pending"}"#),
        _ => json(r#"{"access_token":"t"}"#),
    })
    .await;
    let url = |path: &str| -> &'static str { Box::leak(format!("{}{path}", server.url).into_boxed_str()) };
    let spec = connector_runtime::oauth::OAuth::new("", url("/token")).device(url("/device")).scopes(&["x"]);
    let app = connector_runtime::oauth::App::new(Box::leak(Box::new(spec)), "Orders", "id").http(&http());
    let mut shown = String::new();
    let tokens = app
        .sign_in_by_device(|code| shown = format!("{} at {}", code.user_code, code.verification_uri))
        .await
        .unwrap();
    assert_eq!((shown.as_str(), tokens.access().expose()), ("AB-CD at https://p.example/d", "t"));
    let seen = server.seen();
    assert_eq!(seen[0].text(), "scope=x&client_id=id");
    assert_eq!(
        seen[1].text(),
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=dev-1&client_id=id"
    );
    assert_eq!(app.begin("https://me.example/").unwrap_err().kind(), ErrorKind::Connection);
}
