//! Raw bodies.

use std::fmt;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use crate::error::BoxError;

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// What is sent as it is: text, bytes, or a stream of bytes.
#[derive(Default)]
pub struct Body(Kind);

#[derive(Default)]
enum Kind {
    #[default]
    Empty,
    Bytes(Bytes),
    Stream(ByteStream),
}

impl Body {
    /// A body that is produced while it is sent. A call that sends one is never retried.
    pub fn stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self(Kind::Stream(ByteStream { chunks: Mutex::new(Box::pin(Boxed(Box::pin(stream)))), length: None }))
    }

    /// States how long a stream is, so that it is sent with `Content-Length` instead of in chunks.
    #[must_use]
    pub fn with_length(mut self, length: u64) -> Self {
        if let Kind::Stream(stream) = &mut self.0 {
            stream.length = Some(length);
        }
        self
    }

    /// The bytes, unless it is a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Kind::Empty => Some(&[]),
            Kind::Bytes(bytes) => Some(bytes),
            Kind::Stream(_) => None,
        }
    }

    /// Whether there is nothing to send, not even an empty text.
    pub(crate) fn is_none(&self) -> bool {
        matches!(self.0, Kind::Empty)
    }

    /// Takes the body out; a body of bytes stays for the next try.
    pub(crate) fn take(&mut self) -> Self {
        match &self.0 {
            Kind::Bytes(bytes) => Self(Kind::Bytes(bytes.clone())),
            _ => std::mem::take(self),
        }
    }

    /// The same body again, which a stream cannot be.
    pub(crate) fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            Kind::Empty => Some(Self(Kind::Empty)),
            Kind::Bytes(bytes) => Some(Self(Kind::Bytes(bytes.clone()))),
            Kind::Stream(_) => None,
        }
    }

    pub(crate) fn is_replayable(&self) -> bool {
        !matches!(self.0, Kind::Stream(_))
    }

    pub(crate) fn into_reqwest(self) -> Option<reqwest::Body> {
        match self.0 {
            Kind::Empty => None,
            Kind::Bytes(bytes) => Some(bytes.into()),
            Kind::Stream(stream) => Some(reqwest::Body::wrap(stream)),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Empty => f.write_str("Body(empty)"),
            Kind::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Kind::Stream(_) => f.write_str("Body(stream)"),
        }
    }
}

impl From<()> for Body {
    fn from((): ()) -> Self {
        Self(Kind::Empty)
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Kind::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Bytes::copy_from_slice(text.as_bytes()).into()
    }
}

impl From<&String> for Body {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<&[u8]> for Body {
    fn from(bytes: &[u8]) -> Self {
        Bytes::copy_from_slice(bytes).into()
    }
}

impl From<&Vec<u8>> for Body {
    fn from(bytes: &Vec<u8>) -> Self {
        bytes.as_slice().into()
    }
}

impl<const N: usize> From<&[u8; N]> for Body {
    fn from(bytes: &[u8; N]) -> Self {
        bytes.as_slice().into()
    }
}

/// A stream whose errors are boxed.
struct Boxed<S>(Pin<Box<S>>);

impl<S, E> Stream for Boxed<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx).map(|item| item.map(|chunk| chunk.map_err(Into::into)))
    }
}

/// A stream as the transport wants it. The mutex is never contended: it only makes a `Send` stream `Sync`.
struct ByteStream {
    chunks: Mutex<Chunks>,
    length: Option<u64>,
}

impl http_body::Body for ByteStream {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let chunks = self.chunks.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        chunks.as_mut().poll_next(cx).map(|item| item.map(|chunk| chunk.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}
