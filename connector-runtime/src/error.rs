//! The one error type of all generated clients.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::data::{self, Data};

/// A boxed error of any kind.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What went wrong, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An input of the call cannot be sent; nothing was.
    Input,
    /// The connection lacks something or has something wrong: a missing key, a bad base URL, a failed token source.
    Connection,
    /// The call was made in the wrong place: outside a tokio runtime, or `.blocking()` inside one.
    Runtime,
    /// No connection to the service (name, network, TLS).
    Connect,
    /// The address is not on the public internet, and the transport calls no other
    /// ([`HttpBuilder::public_only`](crate::HttpBuilder::public_only)).
    Address,
    /// The connection broke during the call.
    Transport,
    /// It took too long.
    Timeout,
    /// The service replied with a status that is no success.
    Status,
    /// The service replied with the status by which it says that the sign-in is no longer good.
    Unauthenticated,
    /// Nobody is signed in any longer: no token is there, or the provider refuses to renew it. Only signing in again helps.
    SignIn,
    /// The reply is not what the document says.
    Decode,
    /// The reply is longer than the limit.
    TooLarge,
    /// A redirect that cannot or must not be followed.
    Redirect,
    /// A link to the next page that cannot or must not be followed.
    Paging,
    /// What the action had begun at the service failed there, or was cancelled.
    Operation,
    /// A webhook's subscription cannot be made, found or ended.
    Webhook,
    /// What keeps events and checkpoints does not work, is full, or is used by another stream of the same name.
    Store,
    /// An event was given up, because it came too often without being acknowledged: it is among the dead letters.
    Buried,
    /// Of tests: a mock has no answer for the request, or a replay no recording of it.
    Mock,
}

/// Why a call failed.
///
/// It shows what happened, never a secret and never a query string. What the service replied is in [`Error::body`] and
/// [`Error::body_as`].
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    action: Option<&'static str>,
    message: Cow<'static, str>,
    status: Option<StatusCode>,
    headers: HeaderMap,
    body: Bytes,
    excerpt: String,
    path: Option<String>,
    attempts: u32,
    retry_after: Option<Duration>,
    source: Option<BoxError>,
}

/// Headers in which services name a request, most specific first.
const REQUEST_ID: [&str; 7] = [
    "x-request-id",
    "x-ms-request-id",
    "request-id",
    "x-amzn-requestid",
    "x-correlation-id",
    "x-ms-correlation-request-id",
    "cf-ray",
];

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            action: None,
            message: message.into(),
            status: None,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            excerpt: String::new(),
            path: None,
            attempts: 0,
            retry_after: None,
            source: None,
        }))
    }

    /// The input `name` cannot be sent.
    #[cold]
    pub(crate) fn input(name: &str, reason: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Input, format!("input `{name}`: {reason}"))
    }

    pub(crate) fn with_action(mut self, action: &'static str) -> Self {
        self.0.action.get_or_insert(action);
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    pub(crate) fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with_message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.0.message = message.into();
        self
    }

    /// The event that it is about, so that its dead letter can be found.
    pub(crate) fn with_event(mut self, id: &str) -> Self {
        let message = std::mem::take(&mut self.0.message);
        self.0.message = format!("event `{id}`: {message}").into();
        self
    }

    /// What happened and why, in a line.
    pub(crate) fn reason(&self) -> String {
        let mut reason = self.to_string();
        let mut source = std::error::Error::source(self);
        while let Some(cause) = source {
            reason.push_str(&format!(": {cause}"));
            source = cause.source();
        }
        reason
    }

    pub(crate) fn with_path(mut self, path: String) -> Self {
        self.0.path = Some(path);
        self
    }

    pub(crate) fn with_retry_after(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after = wait;
        self
    }

    pub(crate) fn with_reply(mut self, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        self.0.status = Some(status);
        self.0.headers = headers;
        self.0.body = body;
        self
    }

    /// What of the body may be shown in `Debug`: the caller has taken the secrets out.
    pub(crate) fn with_excerpt(mut self, excerpt: String) -> Self {
        self.0.excerpt = excerpt;
        self
    }

    pub(crate) fn text(&self) -> &str {
        &self.0.message
    }

    /// What went wrong, in one word.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation that was called, as the document names it.
    #[must_use]
    pub fn action(&self) -> Option<&'static str> {
        self.0.action
    }

    /// The status of the reply, when there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// Whether the service replied with this status.
    #[must_use]
    pub fn is_status(&self, status: u16) -> bool {
        self.0.status.is_some_and(|is| is.as_u16() == status)
    }

    /// Whether it took too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// A header of the reply.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body of the reply, at most its first mebibyte.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// The body of the reply as a type of the document.
    ///
    /// # Errors
    /// It has kind [`ErrorKind::Decode`] when the body is something else.
    pub fn body_as<T: Data>(&self) -> Result<T, Error> {
        data::decode(&self.0.body).map_err(|fault| Self::decode(fault, self.0.action))
    }

    /// The body of the reply as text, whatever it is: services answer in prose too.
    #[must_use]
    pub fn body_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0.body)
    }

    /// How the service names the request, for its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        REQUEST_ID.iter().find_map(|name| self.header(name))
    }

    /// When the service wants to be asked again, counted from its reply.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Where in the reply decoding failed.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// How many times the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether asking for the same again can help.
    pub(crate) fn is_passing(&self) -> bool {
        match self.0.kind {
            ErrorKind::Connect | ErrorKind::Transport | ErrorKind::Timeout => true,
            ErrorKind::Status => self
                .0
                .status
                .is_some_and(|status| status.is_server_error() || matches!(status.as_u16(), 408 | 429)),
            _ => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(action) = self.0.action {
            write!(f, "{action}: ")?;
        }
        f.write_str(&self.0.message)?;
        if let Some(path) = &self.0.path {
            write!(f, " at {path}")?;
        }
        if self.0.attempts > 1 {
            write!(f, " (after {} tries)", self.0.attempts)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Error");
        out.field("kind", &self.0.kind).field("message", &format_args!("{self}"));
        if let Some(status) = self.0.status {
            out.field("status", &status.as_u16());
        }
        if let Some(id) = self.request_id() {
            out.field("request_id", &id);
        }
        if let Some(wait) = self.0.retry_after {
            out.field("retry_after", &wait);
        }
        if !self.0.excerpt.is_empty() {
            out.field("body", &self.0.excerpt);
        }
        if let Some(source) = &self.0.source {
            out.field("source", source);
        }
        out.finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|source| &**source as &(dyn std::error::Error + 'static))
    }
}
