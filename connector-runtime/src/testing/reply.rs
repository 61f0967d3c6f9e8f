//! From what an action gives back to the reply that it is read from.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::Value;

use super::fail::fail;
use crate::data::Data;
use crate::output::Output;
use crate::spec::Action;
use crate::xml;

/// A reply, ready to be given.
#[derive(Clone, Default)]
pub(super) struct Fixed {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// What a mock can make a reply of: whatever an action can give back.
pub trait Answerable: Output {
    /// Status, media type and body of the reply.
    #[doc(hidden)]
    fn answer(&self, action: &'static Action) -> (u16, &'static str, Bytes);
}

const JSON: &str = "application/json";

/// A value of the document as JSON, by the way it is written in requests.
struct Written<'a, T>(&'a T);

impl<T: Data> Serialize for Written<'_, T> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write(to)
    }
}

pub(super) fn json_of<T: Data>(value: &T) -> Value {
    serde_json::to_value(Written(value))
        .unwrap_or_else(|error| fail(format!("it cannot be written as JSON: {error}")))
}

impl<T: Data + 'static> Answerable for T {
    fn answer(&self, action: &'static Action) -> (u16, &'static str, Bytes) {
        let value = json_of(self);
        // It asks whether there is something, and the status is the answer.
        if action.exists {
            return (if value == Value::Bool(false) { 404 } else { 200 }, "", Bytes::new());
        }
        match (&value, action.xml_reply) {
            (_, Some(root)) => (200, "application/xml", xml::from_json(root, &value).into()),
            (Value::Null, None) if Self::TYPE.is_optional() => (200, "", Bytes::new()),
            (Value::String(text), None) if action.accept.starts_with("text/") => {
                (200, "text/plain; charset=utf-8", text.clone().into())
            }
            _ => (200, JSON, value.to_string().into()),
        }
    }
}

impl Answerable for () {
    fn answer(&self, _: &'static Action) -> (u16, &'static str, Bytes) {
        (204, "", Bytes::new())
    }
}

impl Answerable for Bytes {
    fn answer(&self, _: &'static Action) -> (u16, &'static str, Bytes) {
        (200, "application/octet-stream", self.clone())
    }
}

impl Answerable for Option<Bytes> {
    fn answer(&self, action: &'static Action) -> (u16, &'static str, Bytes) {
        self.as_ref().unwrap_or(&Bytes::new()).answer(action)
    }
}

impl Fixed {
    pub(super) fn of<T: Answerable>(value: &T, action: &'static Action) -> Self {
        let (status, media_type, body) = value.answer(action);
        let mut fixed = Self { body, ..Self::default() };
        fixed.status = StatusCode::from_u16(status).unwrap_or_default();
        if !media_type.is_empty() {
            fixed.headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        }
        fixed
    }

    pub(super) fn json(value: &Value) -> Self {
        let mut fixed = Self { body: value.to_string().into(), ..Self::default() };
        fixed.headers.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
        fixed
    }

    #[track_caller]
    pub(super) fn set_status(&mut self, status: u16) {
        match StatusCode::from_u16(status) {
            Ok(status) => self.status = status,
            Err(_) => fail(format!("{status} is no status")),
        }
    }

    #[track_caller]
    pub(super) fn set_header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(value)) => drop(self.headers.insert(name, value)),
            _ => fail(format!("`{name}: {value}` is no header")),
        }
    }

    pub(super) fn set_location(&mut self, url: &str) {
        if let Ok(value) = HeaderValue::try_from(url) {
            self.headers.insert(LOCATION, value);
        }
    }

    pub(super) fn into_response(self) -> reqwest::Response {
        let mut response = http::Response::new(self.body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response.into()
    }
}

impl<B: Into<Bytes>> From<http::Response<B>> for Fixed {
    fn from(response: http::Response<B>) -> Self {
        let (parts, body) = response.into_parts();
        Self { status: parts.status, headers: parts.headers, body: body.into() }
    }
}
