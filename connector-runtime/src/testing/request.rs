//! A request as a mock got it.

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;
use http::HeaderMap;
use http_body_util::BodyExt as _;

use crate::data::{self, Data};
use crate::error::{Error, ErrorKind};
use crate::request::encode::decoded;
use crate::send::failure;

/// What a client sent, to the last byte: [`http::Request`], with what tests ask of it.
#[derive(Clone)]
pub struct Request {
    pub(super) action: Option<&'static str>,
    pub(super) request: http::Request<Bytes>,
}

impl Request {
    /// Reads the body to its end.
    pub(super) async fn read(
        mut request: reqwest::Request,
        action: Option<&'static str>,
    ) -> Result<Self, Error> {
        let body = match request.body_mut().take() {
            Some(body) => body.collect().await.map_err(failure)?.to_bytes(),
            None => Bytes::new(),
        };
        let mut out = http::Request::new(body);
        *out.method_mut() = request.method().clone();
        *out.headers_mut() = std::mem::replace(request.headers_mut(), HeaderMap::new());
        *out.uri_mut() =
            request.url().as_str().parse().map_err(|_| Error::input("path", "it makes no URL"))?;
        Ok(Self { action, request: out })
    }

    /// The operation that was called; none for what is sent besides, a token's renewal for example.
    #[must_use]
    pub fn action(&self) -> Option<&'static str> {
        self.action
    }

    /// The path of the address, as it was sent.
    #[must_use]
    pub fn path(&self) -> &str {
        self.request.uri().path()
    }

    /// The value of a query parameter, decoded; the first of several.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        let pairs = self.request.uri().query()?.split('&').filter_map(|pair| pair.split_once('='));
        pairs
            .map(|(own, value)| (decoded(own), decoded(value)))
            .find(|(own, _)| own == name)
            .map(|(_, value)| value)
    }

    /// A header, if it is there and text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.headers().get(name).and_then(|value| value.to_str().ok())
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(self.request.body()).into_owned()
    }

    /// The body as JSON, null where it is none.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(self.request.body()).unwrap_or_default()
    }

    /// The body as a type of the document.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Decode`] when it is something else.
    pub fn body_as<T: Data>(&self) -> Result<T, Error> {
        data::decode(self.request.body()).map_err(|fault| {
            Error::new(ErrorKind::Decode, "the request's body is something else").with_source(fault)
        })
    }

    /// How messages name it: no query, which may hold a key.
    pub(super) fn named(&self) -> String {
        let uri = self.request.uri();
        let host = uri.authority().map_or("", http::uri::Authority::as_str);
        let route = format!(
            "{} {}://{host}{}",
            self.request.method(),
            uri.scheme_str().unwrap_or_default(),
            uri.path()
        );
        match self.action {
            Some(action) => format!("{action} ({route})"),
            None => route,
        }
    }
}

impl Deref for Request {
    type Target = http::Request<Bytes>;

    fn deref(&self) -> &Self::Target {
        &self.request
    }
}

/// Headers and query may hold credentials.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Request({}, {:?})", self.named(), self.text())
    }
}
