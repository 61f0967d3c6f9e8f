//! From the bytes of a reply to what an action gives back.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use url::Url;

use crate::data::{self, Data, Mode, Place};
use crate::error::{Error, ErrorKind};
use crate::send::cookie::Jar;
use crate::spec::Action;
use crate::stream::Live;
use crate::xml;

/// A successful reply, read to its end.
#[derive(Clone)]
pub struct Reply {
    pub(crate) action: &'static Action,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) url: Url,
    /// Where the call went at first, where it was redirected.
    pub(crate) first: Option<Url>,
    pub(crate) attempts: u32,
    /// What the service set on the way, for the page that follows.
    pub(crate) cookies: Jar,
    /// The body, where it is read as it arrives.
    pub(crate) live: Option<Live>,
}

impl Reply {
    /// Where the call went at first: pages are followed nowhere else.
    pub(crate) fn home(&self) -> &Url {
        self.first.as_ref().unwrap_or(&self.url)
    }

    /// The status, for choosing among several kinds of success.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// A status of success that the document does not name.
    #[doc(hidden)]
    #[must_use]
    pub fn unexpected(&self) -> Error {
        Error::new(
            ErrorKind::Decode,
            format!("the document does not say what status {} means", self.status()),
        )
        .with_action(self.action.id)
        .with_attempts(self.attempts)
        .with_reply(self.status, self.headers.clone(), self.body.clone())
    }

    fn is_json(&self) -> Option<bool> {
        let value = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        Some(value.split(';').next().unwrap_or_default().to_ascii_lowercase().contains("json"))
    }

    /// What is wrong with its body.
    #[cold]
    pub(crate) fn fault(&self, fault: data::DecodeError) -> Error {
        let error = Error::decode(fault, Some(self.action.id));
        // A page of a proxy, most of the time.
        let error = match (self.is_json(), self.content().trim_ascii_start().first()) {
            (Some(false), Some(first)) if !b"{[\"".contains(first) => {
                let header = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
                let media_type: String = header.unwrap_or_default().chars().take(80).collect();
                error.with_message(format!("the reply is not JSON but `{media_type}`"))
            }
            _ => error,
        };
        error.with_attempts(self.attempts).with_reply(self.status, self.headers.clone(), self.body.clone())
    }

    /// The body without a byte order mark.
    pub(crate) fn content(&self) -> &[u8] {
        self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body)
    }

    /// The body as JSON, also where it is XML. What is neither stays as it is.
    pub(crate) fn json(&self) -> Cow<'_, [u8]> {
        let root = self.action.xml_reply.filter(|_| self.is_json() != Some(true));
        match root.and_then(|root| xml::to_json(root, &self.body).ok()) {
            Some(json) => Cow::Owned(json.to_string().into_bytes()),
            None => Cow::Borrowed(self.content()),
        }
    }

    /// A JSON text, or the body as it is.
    fn text(&self) -> String {
        let content = self.content();
        let quoted = content.trim_ascii_start().first() == Some(&b'"');
        let json = if quoted && self.is_json().unwrap_or(true) {
            serde_json::from_slice(content).ok()
        } else {
            None
        };
        json.unwrap_or_else(|| String::from_utf8_lossy(content).into_owned())
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").field("status", &self.status).field("length", &self.body.len()).finish()
    }
}

/// What an action can give back: types of the document (as JSON), `String` (a JSON text, or any), [`Bytes`] (as they
/// are), `()` (whatever it is), `Option` of these (none if the body is empty), and enums of several.
#[diagnostic::on_unimplemented(
    message = "an action cannot give back a `{Self}`",
    note = "it can give back types of the document, `String`, `rt::Bytes`, `rt::Value`, `()`, and options and lists of them"
)]
pub trait Output: Sized + 'static {
    /// Reads the reply.
    ///
    /// # Errors
    /// When it is not what the document says.
    #[doc(hidden)]
    fn output(reply: &Reply) -> Result<Self, Error>;
}

impl<T: Data> Output for T {
    fn output(reply: &Reply) -> Result<Self, Error> {
        let mut value = data::empty::<T>();
        read(reply, Place::of(&mut value))?;
        Ok(value)
    }
}

/// Reads a reply into a value that exists already: this is compiled once, and not for every type of reply.
fn read(reply: &Reply, to: Place<'_>) -> Result<(), Error> {
    // Text need not be JSON.
    let Err(to) = to.set_text(|| reply.text()) else { return Ok(()) };
    match reply.action.xml_reply.filter(|_| reply.is_json() != Some(true)) {
        None => data::decode_into(to, &reply.body, Mode::Strict).map_err(|fault| reply.fault(fault)),
        Some(root) => {
            let json = xml::to_json(root, &reply.body).map_err(|reason| {
                Error::new(ErrorKind::Decode, reason)
                    .with_action(reply.action.id)
                    .with_attempts(reply.attempts)
                    .with_reply(reply.status, reply.headers.clone(), reply.body.clone())
            })?;
            data::decode_into(to, json.to_string().as_bytes(), Mode::Strict)
                .map_err(|fault| reply.fault(fault))
        }
    }
}

impl Output for () {
    fn output(_: &Reply) -> Result<Self, Error> {
        Ok(())
    }
}

impl Output for Bytes {
    fn output(reply: &Reply) -> Result<Self, Error> {
        Ok(reply.body.clone())
    }
}

impl Output for Option<Bytes> {
    fn output(reply: &Reply) -> Result<Self, Error> {
        Ok(Some(reply.body.clone()).filter(|body| !body.is_empty()))
    }
}

impl Error {
    pub(crate) fn decode(fault: data::DecodeError, action: Option<&'static str>) -> Self {
        let error = Self::new(ErrorKind::Decode, "the reply is not what the document says");
        let path = fault.path().to_owned();
        let error = if path.is_empty() { error } else { error.with_path(path) };
        let error = error.with_source(fault);
        match action {
            Some(action) => error.with_action(action),
            None => error,
        }
    }
}

/// A reply whole: status, headers and body.
#[derive(Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    body: T,
}

impl<T> Response<T> {
    /// The status, one of success.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A header, if it is there and text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// What the action gives back.
    #[must_use]
    pub fn body(&self) -> &T {
        &self.body
    }

    /// What the action gives back.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }
}

impl<T: Output> Output for Response<T> {
    fn output(reply: &Reply) -> Result<Self, Error> {
        let body = T::output(reply)?;
        Ok(Self { status: reply.status, headers: reply.headers.clone(), body })
    }
}

/// Headers may hold secrets (a cookie), so only the status and the body are shown.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
