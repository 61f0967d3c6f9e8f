//! A token goes to the service and nowhere else, and is shown to nobody.

use std::fmt::Write;

use connector_runtime::oauth::{Grant, Tokens};
use connector_runtime::v1 as rt;

use crate::provider::{ORDERS, Provider, http, list};
use crate::server::{Server, json, reply};

static PAGED: rt::Action = rt::Action::get("ListOrders", "/orders").next_link("nextLink");

#[tokio::test]
async fn another_origin_gets_no_token() {
    let provider = Provider::start(3600).await;
    let other = Server::playing(vec![json("{}")]).await;
    let away = format!("location: {}/elsewhere\r\n", other.url);
    let service = Server::playing(vec![reply(307, &away, "")]).await;
    let app = provider.app(Grant::ClientCredentials);
    let connection = rt::Connection::new(&ORDERS).base_url(&service.url).oauth("token", &app);
    let client = rt::Client::with_http(connection, &http()).unwrap();
    list(&client).await.unwrap();
    assert_eq!(service.take().header("authorization"), Some("Bearer s3cret-access-1"));
    let seen = other.take();
    assert_eq!((seen.header("authorization"), seen.head.contains("s3cret-access-1")), (None, false));

    // An address of the caller's own, elsewhere.
    let request = http_request(&format!("{}/x", other.url));
    client.send(request).await.unwrap();
    assert!(!other.take().head.contains("s3cret-access-1"));
}

/// Pages of the same service are read with the token; what a reply calls the next page elsewhere is not asked for at all.
#[tokio::test]
async fn a_next_page_elsewhere_gets_no_token() {
    let provider = Provider::start(3600).await;
    let other = Server::playing(vec![json("{}")]).await;
    let service = Server::playing(vec![
        json(r#"{"nextLink":"/orders?page=2"}"#),
        json(&format!(r#"{{"nextLink":"{}/orders?page=3"}}"#, other.url)),
    ])
    .await;
    let app = provider.app(Grant::ClientCredentials);
    let connection = rt::Connection::new(&ORDERS).base_url(&service.url).oauth("token", &app);
    let client = rt::Client::with_http(connection, &http()).unwrap();
    let mut pages = rt::Call::<rt::Value>::from(client.call(&PAGED)).pages();
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), connector_runtime::ErrorKind::Paging);
    assert!(!format!("{error:?}").contains("s3cret"), "{error:?}");
    let tokens: Vec<_> =
        service.seen().iter().map(|seen| seen.header("authorization").map(str::to_owned)).collect();
    assert_eq!(tokens, vec![Some("Bearer s3cret-access-1".to_owned()); 2]);
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn a_provider_that_redirects_gets_no_answer() {
    let thief = Server::playing(vec![json(r#"{"access_token":"t"}"#)]).await;
    let server = Server::playing(vec![reply(307, &format!("location: {}/t\r\n", thief.url), "")]).await;
    let url: &'static str = Box::leak(format!("{}/token", server.url).into_boxed_str());
    let spec = connector_runtime::oauth::OAuth::new("", url).grant(Grant::ClientCredentials);
    let app = connector_runtime::oauth::App::new(Box::leak(Box::new(spec)), "Orders", "id")
        .client_secret("s3cret-h");
    let connection = rt::Connection::new(&ORDERS).base_url(&thief.url).oauth("token", &app);
    assert!(list(&rt::Client::with_http(connection, &http()).unwrap()).await.is_err());
    assert!(thief.seen().is_empty());
}

fn http_request(url: &str) -> rt::http::Request<rt::Body> {
    rt::http::Request::get(url).body(rt::Body::default()).unwrap()
}

/// Everything that can be shown, of a sign-in and of its failures, holds no secret.
#[tokio::test]
async fn nothing_secret_is_shown() {
    let server = Server::with(|seen, _| {
        // A provider that repeats whatever it was sent.
        let body = format!(r#"{{"error":"invalid_grant","error_description":"{}"}}"#, seen.text());
        reply(400, "content-type: application/json\r\n", &body)
    })
    .await;
    let url: &'static str = Box::leak(server.url.clone().into_boxed_str());
    let spec = connector_runtime::oauth::OAuth::new(url, url);
    let app = connector_runtime::oauth::App::new(Box::leak(Box::new(spec)), "Orders", "id")
        .client_secret("S3CRET-app")
        .tokens(Tokens::from_refresh("S3CRET-refresh"))
        .http(&http());
    let mut shown = String::new();
    let (_, pending) = app.begin("https://me.example/").unwrap();
    let (state, kept) = (pending.state().to_owned(), serde_json::to_string(&pending).unwrap());
    let verifier = kept.split("\"verifier\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    write!(shown, "{app:?} {pending:?} {:?}", Tokens::new("S3CRET-access").with_refresh("S3CRET-refresh"))
        .unwrap();
    let error = app.finish(pending, &format!("code=S3CRET-code&state={state}")).await.unwrap_err();
    write!(shown, "{error} {error:?}").unwrap();
    let connection = rt::Connection::new(&ORDERS).base_url(url).oauth("token", &app);
    write!(shown, "{connection:?}").unwrap();
    let client = rt::Client::with_http(connection, &http()).unwrap();
    let error = list(&client).await.unwrap_err();
    write!(shown, "{error} {error:?} {client:?}").unwrap();
    let password = app.password("ann", "S3CRET-password");
    let error = list(
        &client
            .with_connection(rt::Connection::new(&ORDERS).base_url(url).oauth("token", &password))
            .unwrap(),
    )
    .await
    .unwrap_err();
    write!(shown, "{error} {error:?} {:?}", list(&client)).unwrap();
    assert!(shown.contains("invalid_grant"), "{shown}");
    assert!(!shown.contains("S3CRET") && !shown.contains(&state) && !shown.contains(&verifier), "{shown}");
}
