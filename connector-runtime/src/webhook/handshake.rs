//! How services ask, before they send anything, whether somebody is there. A table of small answers.
//!
//! They reveal nothing and keep nothing, and only who knows a callback's address gets so far: so all are answered unless the
//! caller says otherwise.

use std::sync::LazyLock;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use memchr::memmem::Finder;
use serde_json::Value;

use crate::text::Secret;

/// A question that a service asks about a callback's address, and the answer to it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Handshake {
    /// Microsoft Graph: POST with `?validationToken=`; the token is sent back as text.
    Graph,
    /// Slack's Events API: POST of `{"type": "url_verification", "challenge": …}`; the challenge is sent back as text.
    Slack,
    /// Dropbox: GET with `?challenge=`; it is sent back as text.
    Dropbox,
    /// WebSub and Meta: GET with `hub.mode` and `hub.challenge`; it is sent back as text. With a token, only if
    /// `hub.verify_token` is that.
    Hub(Option<Secret>),
    /// Azure Event Grid: POST of a `Microsoft.EventGrid.SubscriptionValidationEvent`; its code is sent back as JSON.
    EventGrid,
    /// CloudEvents: OPTIONS with `WebHook-Request-Origin`; the origin is allowed, at any rate.
    CloudEvents,
    /// GitHub's first delivery: `X-GitHub-Event: ping`. It is answered and is no event.
    GitHubPing,
}

/// Words that tell the requests that hold them; each event is searched for them.
static URL_VERIFICATION: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"url_verification"));
static VALIDATION_EVENT: LazyLock<Finder<'static>> =
    LazyLock::new(|| Finder::new(b"Microsoft.EventGrid.SubscriptionValidationEvent"));

pub(super) static ALL: [Handshake; 7] = [
    Handshake::Graph,
    Handshake::Slack,
    Handshake::Dropbox,
    Handshake::Hub(None),
    Handshake::EventGrid,
    Handshake::CloudEvents,
    Handshake::GitHubPing,
];

impl Handshake {
    /// All of them.
    #[must_use]
    pub fn all() -> Vec<Self> {
        ALL.to_vec()
    }

    /// The answer, if this is what the request asks.
    #[must_use]
    pub fn answer(&self, request: &Request<Bytes>) -> Option<Response<Bytes>> {
        let method = request.method();
        match self {
            Self::Graph if method == Method::POST => text(query(request, "validationToken")?),
            Self::Slack if method == Method::POST => {
                let body = json(request, &URL_VERIFICATION)?;
                let asks = body.get("type").and_then(Value::as_str) == Some("url_verification");
                text(body.get("challenge")?.as_str().filter(|_| asks)?.to_owned())
            }
            Self::Dropbox if method == Method::GET => text(query(request, "challenge")?),
            Self::Hub(token) if method == Method::GET => {
                query(request, "hub.mode")?;
                let given = || query(request, "hub.verify_token").map(Secret::from);
                match token {
                    Some(token) if given().as_ref() != Some(token) => Some(empty(StatusCode::FORBIDDEN)),
                    _ => text(query(request, "hub.challenge")?),
                }
            }
            Self::EventGrid if method == Method::POST => {
                let body = json(request, &VALIDATION_EVENT)?;
                let event = body.get(0).unwrap_or(&body);
                let kind = event.get("eventType").and_then(Value::as_str)?;
                if kind != "Microsoft.EventGrid.SubscriptionValidationEvent" {
                    return None;
                }
                let code = event.get("data")?.get("validationCode")?.as_str()?;
                let answer = serde_json::json!({ "validationResponse": code }).to_string();
                Some(with_type(answer, "application/json"))
            }
            Self::CloudEvents if method == Method::OPTIONS => {
                let origin = request.headers().get("webhook-request-origin")?.clone();
                let mut answer = empty(StatusCode::OK);
                let headers = answer.headers_mut();
                headers.insert("webhook-allowed-origin", origin);
                headers.insert("webhook-allowed-rate", HeaderValue::from_static("*"));
                headers.insert(http::header::ALLOW, HeaderValue::from_static("POST"));
                Some(answer)
            }
            Self::GitHubPing if method == Method::POST => {
                let ping = request.headers().get("x-github-event")? == "ping";
                ping.then(|| empty(StatusCode::OK))
            }
            _ => None,
        }
    }
}

/// An answer without a body.
pub(super) fn empty(status: StatusCode) -> Response<Bytes> {
    let mut answer = Response::new(Bytes::new());
    *answer.status_mut() = status;
    answer
}

/// What is sent back came from outside: nobody may take it for a page.
fn with_type(body: String, media_type: &'static str) -> Response<Bytes> {
    let mut answer = Response::new(Bytes::from(body));
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    answer.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answer
}

fn text(body: String) -> Option<Response<Bytes>> {
    Some(with_type(body, "text/plain; charset=utf-8"))
}

/// A parameter of the query, decoded.
fn query(request: &Request<Bytes>, name: &str) -> Option<String> {
    let pairs = url::form_urlencoded::parse(request.uri().query()?.as_bytes());
    pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// The body as JSON, if it is short and holds a word: events are not parsed for this.
fn json(request: &Request<Bytes>, word: &Finder<'_>) -> Option<Value> {
    const LONGEST: usize = 16 << 10;
    let body = request.body();
    let holds = body.len() <= LONGEST && word.find(body).is_some();
    holds.then(|| serde_json::from_slice(body).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(
        method: &str,
        uri: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Option<(u16, String, Response<Bytes>)> {
        let mut request = Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Bytes::from(body.to_owned())).unwrap();
        let answer = Handshake::all().iter().find_map(|one| one.answer(&request))?;
        Some((answer.status().as_u16(), String::from_utf8(answer.body().to_vec()).unwrap(), answer))
    }

    #[test]
    fn each_is_answered() {
        let graph = ask("POST", "/t?validationToken=Validation%3A+Testing%20it", &[], "").unwrap();
        assert_eq!((graph.0, graph.1.as_str()), (200, "Validation: Testing it"));
        assert_eq!(graph.2.headers()["content-type"], "text/plain; charset=utf-8");
        let slack = r#"{"token": "x", "challenge": "3eZbrw1a", "type": "url_verification"}"#;
        assert_eq!(ask("POST", "/t", &[], slack).unwrap().1, "3eZbrw1a");
        let dropbox = ask("GET", "/t?challenge=a%26b", &[], "").unwrap();
        assert_eq!(dropbox.1, "a&b");
        assert_eq!(dropbox.2.headers()["x-content-type-options"], "nosniff");
        let hub = "/t?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=x";
        assert_eq!(ask("GET", hub, &[], "").unwrap().1, "1158201444");
        let grid = r#"[{"eventType": "Microsoft.EventGrid.SubscriptionValidationEvent", "data": {"validationCode": "512d"}}]"#;
        assert_eq!(ask("POST", "/t", &[], grid).unwrap().1, r#"{"validationResponse":"512d"}"#);
        let cloud = ask("OPTIONS", "/t", &[("WebHook-Request-Origin", "events.example.com")], "").unwrap();
        assert_eq!(cloud.2.headers()["webhook-allowed-origin"], "events.example.com");
        assert_eq!(ask("POST", "/t", &[("x-github-event", "ping")], "{}").unwrap().1, "");
    }

    #[test]
    fn events_are_not_taken_for_handshakes() {
        for body in [
            r#"{"type": "event_callback", "challenge": "x"}"#,
            r#"{"type": "message", "text": "url_verification", "challenge": 7}"#,
            r#"[{"eventType": "Other", "data": {"validationCode": "Microsoft.EventGrid.SubscriptionValidationEvent"}}]"#,
            "url_verification, not JSON",
            "",
        ] {
            assert!(ask("POST", "/t", &[], body).is_none(), "{body}");
        }
        assert!(ask("GET", "/t?validationToken=x", &[], "").is_none());
        assert!(ask("OPTIONS", "/t", &[], "").is_none());
        assert!(ask("POST", "/t", &[("x-github-event", "push")], "{}").is_none());
    }

    #[test]
    fn a_hub_has_to_know_the_token() {
        let hub = Handshake::Hub(Some(Secret::new("mine")));
        let asks = |token: &str| {
            let uri = format!("/t?hub.mode=subscribe&hub.challenge=c&hub.verify_token={token}");
            hub.answer(&Request::builder().uri(uri).body(Bytes::new()).unwrap()).unwrap()
        };
        assert_eq!(asks("mine").body(), "c");
        assert_eq!(asks("other").status(), 403);
    }
}
