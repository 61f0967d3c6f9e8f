//! What is done with a request that comes to a callback address. It is answered well only when it is safe in the store.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::pin::pin;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, request};
use http_body::Body;
use http_body_util::{BodyExt, Limited};
use serde_json::Value;
use serde_json::value::RawValue;

use super::handshake::{self, empty};
use super::subscribe::Guard;
use super::token::Token;
use crate::error::BoxError;
use crate::page::read;
use crate::trigger::{Entry, Store, StoreError};

/// When a service is asked to come again, in seconds.
const COME_AGAIN: u64 = 30;
/// The longest id that a service may give an event, in bytes.
const LONGEST_ID: usize = 256;

/// Headers by which services name a delivery. A repeated one has the same.
static IDS: [HeaderName; 6] = [
    HeaderName::from_static("webhook-id"),
    HeaderName::from_static("svix-id"),
    HeaderName::from_static("x-github-delivery"),
    HeaderName::from_static("x-shopify-webhook-id"),
    HeaderName::from_static("ce-id"),
    HeaderName::from_static("idempotency-key"),
];

/// What is refused before it is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) body: usize,
    pub(super) time: Duration,
    pub(super) connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { body: 1 << 20, time: Duration::from_secs(10), connections: 1024 }
    }
}

/// A callback address.
pub(super) struct Route {
    token: Token,
    key: String,
    each: Option<Vec<String>>,
    /// None until somebody listens who knows what may be kept.
    guard: RwLock<Option<Guard>>,
}

impl Route {
    pub(super) fn new(token: Token, key: String, each: Option<Vec<String>>, guard: Option<Guard>) -> Self {
        Self { token, key, each, guard: RwLock::new(guard) }
    }

    pub(super) fn key(&self) -> &str {
        &self.key
    }

    fn guard(&self) -> Option<Guard> {
        self.guard.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// All callback addresses of a host, by the part of them that is no secret.
#[derive(Default)]
pub(super) struct Routes(RwLock<HashMap<[u8; 8], Arc<Route>>>);

impl Routes {
    pub(super) fn open(&self, route: Route) {
        let mut routes = self.0.write().unwrap_or_else(PoisonError::into_inner);
        routes.insert(route.token.id(), Arc::new(route));
    }

    pub(super) fn close(&self, token: &Token) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).remove(&token.id());
    }

    fn find(&self, path: &str) -> Option<Arc<Route>> {
        let token = Token::parse(path.rsplit('/').next()?)?;
        let routes = self.0.read().unwrap_or_else(PoisonError::into_inner);
        routes.get(&token.id()).filter(|route| route.token.is(&token)).cloned()
    }

    /// What can be said before the body is read.
    #[allow(clippy::result_large_err, reason = "an answer is what comes of every request")]
    pub(super) fn admit(
        &self,
        head: &request::Parts,
        limits: &Limits,
    ) -> Result<Arc<Route>, Response<Bytes>> {
        let Some(route) = self.find(head.uri.path()) else { return Err(empty(StatusCode::NOT_FOUND)) };
        if ![Method::POST, Method::GET, Method::OPTIONS].contains(&head.method) {
            return Err(not_allowed());
        }
        let length = head.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        if length.is_some_and(|length: u64| length > limits.body as u64) {
            return Err(empty(StatusCode::PAYLOAD_TOO_LARGE));
        }
        Ok(route)
    }
}

fn not_allowed() -> Response<Bytes> {
    let mut answer = empty(StatusCode::METHOD_NOT_ALLOWED);
    answer.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
    answer
}

pub(super) fn come_again() -> Response<Bytes> {
    let mut answer = empty(StatusCode::SERVICE_UNAVAILABLE);
    answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(COME_AGAIN));
    answer
}

/// Reads a body that is neither too long nor too slow.
pub(super) async fn read<B>(body: B, limits: &Limits) -> Result<Bytes, Response<Bytes>>
where
    B: Body<Error: Into<BoxError>>,
{
    let body = pin!(body);
    let limited = Limited::new(body, limits.body);
    match tokio::time::timeout(limits.time, limited.collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => {
            Err(empty(StatusCode::PAYLOAD_TOO_LARGE))
        }
        Ok(Err(_)) => Err(empty(StatusCode::BAD_REQUEST)),
        Err(_) => Err(empty(StatusCode::REQUEST_TIMEOUT)),
    }
}

/// Takes a whole request.
pub(super) async fn take(store: &dyn Store, route: &Route, request: Request<Bytes>) -> Response<Bytes> {
    let Some(guard) = route.guard() else { return come_again() };
    let handshakes = guard.handshakes.as_deref().unwrap_or(&handshake::ALL);
    if let Some(answer) = handshakes.iter().find_map(|handshake| handshake.answer(&request)) {
        return answer;
    }
    if request.method() != Method::POST {
        return not_allowed();
    }
    if guard.verify.as_ref().is_some_and(|verifier| !verifier.verify(&request)) {
        return empty(StatusCode::UNAUTHORIZED);
    }
    let id = match &guard.id_by {
        Some(id_by) => id_by(&request),
        None => id(&request),
    };
    let id = id.filter(|id| !id.is_empty() && id.len() <= LONGEST_ID).unwrap_or_else(random);
    let entries = entries(id, route.each.as_deref(), request);
    if entries.is_empty() {
        return empty(StatusCode::OK);
    }
    match store.append(route.key(), entries, None).await {
        Ok(_) => empty(StatusCode::OK),
        // Full, or not working: whoever sent it still has it.
        Err(StoreError::Full | _) => come_again(),
    }
}

/// How the service names what it sends, as far as that is known of services.
fn id(request: &Request<Bytes>) -> Option<String> {
    let headers = request.headers();
    if let Some((name, value)) = IDS.iter().find_map(|name| Some((name, headers.get(name)?.to_str().ok()?))) {
        // Of CloudEvents only source and id together are unique.
        let source =
            headers.get("ce-source").filter(|_| name == "ce-id").and_then(|value| value.to_str().ok());
        return Some(source.map_or_else(|| value.to_owned(), |source| format!("{source} {value}")));
    }
    let is_cloud_event = || {
        let media = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        media.starts_with("application/cloudevents+json")
    };
    let parts: &[&str] = if headers.contains_key("x-slack-request-timestamp") {
        &["event_id"]
    } else if headers.contains_key("stripe-signature") {
        &["id"]
    } else if is_cloud_event() {
        &["source", "id"]
    } else {
        return None;
    };
    let body: Value = serde_json::from_slice(request.body()).ok()?;
    let parts: Option<Vec<&str>> = parts.iter().map(|part| body.get(part)?.as_str()).collect();
    Some(parts?.join(" "))
}

fn random() -> String {
    let mut text = String::with_capacity(32);
    let _ = write!(text, "{:016x}{:016x}", crate::request::random(), crate::request::random());
    text
}

/// One entry, or one for each element of a list.
fn entries(id: String, each: Option<&[String]>, request: Request<Bytes>) -> Vec<Entry> {
    let (head, body) = request.into_parts();
    let received_at = SystemTime::now();
    let made = |id: String, body: Bytes, headers: HeaderMap| Entry { id, headers, body, received_at };
    match each.and_then(|way| elements(&body, way)) {
        Some(elements) => {
            let each = elements.into_iter().enumerate();
            each.map(|(index, element)| made(format!("{id}/{index}"), element, head.headers.clone()))
                .collect()
        }
        // Whoever reads it says what is wrong with it.
        None => vec![made(id, body, head.headers)],
    }
}

/// The elements of the list at the end of a way, byte for byte.
fn elements(body: &Bytes, way: &[String]) -> Option<Vec<Bytes>> {
    let way: Vec<&str> = way.iter().map(String::as_str).collect();
    let elements: Vec<&RawValue> = serde_json::from_str(read::at(body, &way)?.get()).ok()?;
    Some(elements.into_iter().map(|element| body.slice_ref(element.get().as_bytes())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(headers: &[(&str, &str)], body: &str) -> Request<Bytes> {
        let mut request = Request::builder().method("POST").uri("/x");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Bytes::from(body.to_owned())).unwrap()
    }

    #[test]
    fn services_name_what_they_send() {
        let named = |headers: &[(&str, &str)], body: &str| id(&request(headers, body));
        assert_eq!(named(&[("X-GitHub-Delivery", "d-1")], "{}").unwrap(), "d-1");
        assert_eq!(named(&[("ce-id", "7"), ("ce-source", "/orders")], "{}").unwrap(), "/orders 7");
        assert_eq!(named(&[("X-Slack-Request-Timestamp", "1")], r#"{"event_id": "Ev1"}"#).unwrap(), "Ev1");
        assert_eq!(named(&[("Stripe-Signature", "t=1")], r#"{"id": "evt_1"}"#).unwrap(), "evt_1");
        let cloud = [("content-type", "application/cloudevents+json; charset=utf-8")];
        assert_eq!(named(&cloud, r#"{"id": "7", "source": "/o"}"#).unwrap(), "/o 7");
        assert_eq!(named(&[], r#"{"id": "7"}"#), None);
        assert_ne!(random(), random());
    }

    #[test]
    fn lists_are_taken_apart_byte_for_byte() {
        let split = |each: &[&str], body: &str| -> Vec<(String, String)> {
            let each: Vec<String> = each.iter().map(|step| (*step).to_owned()).collect();
            let made = entries("e".to_owned(), Some(&each), request(&[], body));
            let text = |body: &Bytes| String::from_utf8(body.to_vec()).unwrap();
            made.iter().map(|entry| (entry.id.clone(), text(&entry.body))).collect()
        };
        let two = [
            ("e/0".to_owned(), r#"{"a": 1.0}"#.to_owned()),
            ("e/1".to_owned(), "12345678901234567890123".to_owned()),
        ];
        assert_eq!(split(&[], r#" [{"a": 1.0}, 12345678901234567890123] "#), two);
        assert_eq!(split(&["v"], r#"{"v": [{"a": 1.0}, 12345678901234567890123], "n": 2}"#), two);
        assert_eq!(split(&[], "[]"), []);
        assert_eq!(split(&["v"], "{}"), [("e".to_owned(), "{}".to_owned())]);
        assert_eq!(split(&[], "no JSON"), [("e".to_owned(), "no JSON".to_owned())]);
    }
}
