//! Signing in: which credentials go where.

use connector_runtime::v1 as rt;
use connector_runtime::{Connection as Raw, ErrorKind};

use crate::client::{Client, Connection, ORDERS, client, http, with};
use crate::server::{Server, json};

static ALL: rt::Action = rt::Action::get("All", "/a").security(&[&[0, 2], &[3]]);
static NONE: rt::Action = rt::Action::get("None", "/a").security(&[]);

static STRICT: rt::Connector = rt::Connector::new("Strict", "https://x.example")
    .schemes(&[
        rt::Scheme::header("key", "api_key", "Authorization"),
        rt::Scheme::basic("login", "username", "password"),
    ])
    .parameters(&[
        rt::Parameter::secret("api_key"),
        rt::Parameter::text("username"),
        rt::Parameter::secret("password"),
        rt::Parameter::text("region").one_of(&["eu", "us"]),
        rt::Parameter::text("plan").default_value("free"),
    ])
    .security(&[&[0], &[1]]);

#[tokio::test]
async fn each_scheme() {
    let server = Server::playing(vec![json("{}")]).await;
    let base = || Connection::anonymous(&server.url);

    client(&server.url).list().await.unwrap();
    assert_eq!(server.take().header("x-api-key"), None);

    with(base().with("api_key", "k:1 =")).list().await.unwrap();
    assert_eq!(server.take().header("x-api-key"), Some("k:1 ="));

    with(base().with("api_key", "k").with("token_key", "a b&/+")).list().await.unwrap();
    let seen = server.take();
    assert_eq!((seen.target(), seen.header("x-api-key")), ("/orders?code=a%20b%26%2F%2B", Some("k")));

    with(base().with("username", "usér").with("password", "pä:ss")).list().await.unwrap();
    assert_eq!(server.take().header("authorization"), Some("Basic dXPDqXI6cMOkOnNz"));

    with(base().with("username", "token")).list().await.unwrap();
    assert_eq!(server.take().header("authorization"), Some("Basic dG9rZW46"));

    with(base().with("token", "abc")).list().await.unwrap();
    assert_eq!(server.take().header("authorization"), Some("Bearer abc"));
}

#[tokio::test]
async fn a_token_source_is_asked_each_time() {
    let server = Server::playing(vec![json("{}")]).await;
    let count = std::sync::atomic::AtomicUsize::new(0);
    let connection = Raw::new(&ORDERS).base_url(&server.url).source("token", move || {
        let number = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        async move { if number < 2 { Ok(format!("t{number}")) } else { Err("no more tokens") } }
    });
    let client = with(Connection(connection));
    for token in ["Bearer t0", "Bearer t1"] {
        client.list().await.unwrap();
        assert_eq!(server.take().header("authorization"), Some(token));
    }
    let error = client.list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "no more tokens");
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn alternatives() {
    let server = Server::playing(vec![json("{}")]).await;
    let call = |client: &Client, action| rt::Call::<()>::from(client.call(action));
    let base = || Connection::anonymous(&server.url);

    let both = with(base().with("api_key", "k").with("username", "u").with("token", "t"));
    call(&both, &ALL).await.unwrap();
    let seen = server.take();
    assert_eq!((seen.header("x-api-key"), seen.header("authorization")), (Some("k"), Some("Basic dTo=")));

    let token = with(base().with("api_key", "k").with("token", "t"));
    call(&token, &ALL).await.unwrap();
    let seen = server.take();
    assert_eq!((seen.header("x-api-key"), seen.header("authorization")), (None, Some("Bearer t")));

    call(&both, &NONE).await.unwrap();
    let seen = server.take();
    assert_eq!((seen.header("x-api-key"), seen.header("authorization")), (None, None));

    let error = call(&with(base().with("api_key", "k")), &ALL).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!(error.to_string(), "All: connection to Orders: `username` or `token` is missing");
}

#[test]
fn what_a_connection_lacks_is_told_at_once() {
    let http = http().build().unwrap();
    let fault = |connection: Raw| rt::Client::with_http(connection, &http).unwrap_err();
    let error = fault(Raw::new(&STRICT));
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!(
        error.to_string(),
        "connection to Strict: `region` is missing; `api_key` or `username` is missing"
    );
    let error = fault(Raw::new(&STRICT).set("region", "mars").set("api_key", "k").set("nonsense", "1"));
    assert_eq!(
        error.to_string(),
        "connection to Strict: `region` is none of `eu`, `us`; `nonsense` is no parameter of this connector"
    );
    let good = Raw::new(&STRICT).set("region", "eu").set("api_key", "k");
    assert!(rt::Client::with_http(good.clone(), &http).is_ok());
    for url in ["x", "ftp://h", "https://u:p@h", "https://h?a=b", "https://h/#f", ""] {
        let error = fault(good.clone().base_url(url));
        assert_eq!(error.kind(), ErrorKind::Connection, "{url}");
        assert!(!error.to_string().contains("u:p"), "{error}");
    }
    assert!(fault(Raw::new(&ORDERS)).to_string().contains("`base_url` is missing"));
    let source = good.source("api_key", || async { Ok::<_, std::io::Error>("x") });
    assert!(fault(source).to_string().contains("not a token source"));
}

#[tokio::test]
async fn what_cannot_be_sent() {
    let base = || Connection::anonymous("http://127.0.0.1:1");
    let error = with(base().with("username", "a:b")).list().await.unwrap_err();
    assert_eq!((error.kind(), error.to_string().contains("colon")), (ErrorKind::Connection, true));
    let error = with(base().with("api_key", "se\ncret")).list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(!format!("{error:?}").contains("cret\n"), "{error:?}");
}

#[test]
fn from_configuration() {
    let connection: Connection =
        serde_json::from_str(r#"{"api_key": "k", "region": null, "username": 7, "base_url": "http://h"}"#)
            .unwrap();
    let shown = format!("{connection:?}");
    assert!(shown.contains("username: \"7\"") && shown.contains("base_url: \"http://h\""), "{shown}");
    assert!(shown.contains("api_key: (secret)") && !shown.contains("\"k\""), "{shown}");
    let error = serde_json::from_str::<Connection>(r#"{"apikey": "s3cret-h"}"#).unwrap_err().to_string();
    assert!(error.contains("`apikey` is no parameter of Orders") && !error.contains("s3cret"), "{error}");
    assert!(serde_json::from_str::<Connection>(r#"{"api_key": ["x"]}"#).is_err());
}

#[test]
fn from_the_environment() {
    // Cargo's own variables stand in for a user's: setting one here would be a race.
    let connection = Connection::from_env("NO_SUCH_PREFIX_").unwrap();
    let error = Client::with_http(connection, &http().build().unwrap()).unwrap_err();
    assert!(error.to_string().contains("environment variable NO_SUCH_PREFIX_BASE_URL"), "{error}");
}
