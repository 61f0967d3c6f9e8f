//! Custom code of the caller's: what it sees and what it may change.

use bytes::Bytes;
use connector_runtime::v1 as rt;
use connector_runtime::{Body, BoxError, CallOptions, ErrorKind, Script, Value};

use crate::client::{client, text};
use crate::server::{Server, json, reply};

static GET: rt::Action = rt::Action::get("GetOne", "/one");
static POST: rt::Action = rt::Action::post("Make", "/a").inline_body();

struct Wrap;

impl Script for Wrap {
    fn request(&self, action: &str, request: &mut http::Request<Body>) -> Result<(), BoxError> {
        if action == "Make" {
            let body: Value = serde_json::from_slice(request.body().as_bytes().ok_or("a stream")?)?;
            *request.body_mut() = format!(r#"{{"wrapped":{body}}}"#).into();
            *request.method_mut() = http::Method::PUT;
            let address = request.uri().to_string() + "?by=script";
            *request.uri_mut() = address.parse()?;
            request.headers_mut().insert("x-action", action.parse()?);
        }
        Ok(())
    }

    fn reply(&self, _action: &str, reply: &mut http::Response<Bytes>) -> Result<(), BoxError> {
        if reply.status() == 404 {
            *reply.status_mut() = http::StatusCode::OK;
            *reply.body_mut() = Bytes::from_static(b"null");
            return Ok(());
        }
        let wrapped: Value = serde_json::from_slice(reply.body())?;
        *reply.body_mut() = wrapped["data"].to_string().into();
        Ok(())
    }
}

fn scripted() -> CallOptions {
    CallOptions::new().script(Wrap)
}

#[tokio::test]
async fn requests_and_replies_are_changed() {
    let server = Server::playing(vec![json(r#"{"data": [1, 2]}"#)]).await;
    let call: rt::Call<Vec<i64>> = client(&server.url).call(&POST).field("a", text("x")).into();
    assert_eq!(call.options(scripted()).await.unwrap(), [1, 2]);
    let seen = server.take();
    assert_eq!(seen.line(), "PUT /a?by=script");
    assert_eq!(seen.header("x-action"), Some("Make"));
    assert_eq!(seen.body, br#"{"wrapped":{"a":"x"}}"#);
}

#[tokio::test]
async fn a_failure_may_become_a_reply_and_the_other_way_round() {
    let server = Server::playing(vec![reply(404, "", ""), json("no JSON")]).await;
    let call = || -> rt::Call<Option<i64>> { client(&server.url).call(&GET).into() };
    assert_eq!(call().options(scripted()).await.unwrap(), None);
    let error = call().options(scripted()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    assert!(std::error::Error::source(&error).is_some(), "what the script said");
}

#[tokio::test]
async fn a_clients_script_is_for_all_calls_but_those_with_their_own() {
    struct Nothing;
    impl Script for Nothing {}
    let server = Server::playing(vec![json(r#"{"data": 1}"#), json("2")]).await;
    let client = client(&server.url).with_options(scripted());
    let call = || -> rt::Call<i64> { client.call(&GET).into() };
    assert_eq!(call().await.unwrap(), 1);
    assert_eq!(call().options(CallOptions::new().script(Nothing)).await.unwrap(), 2);
}
