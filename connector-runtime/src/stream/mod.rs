//! Replies that are read as they arrive: bytes, JSON values one after the other, server-sent events.

mod sequence;
mod sse;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use crate::error::{Error, ErrorKind};
use crate::output::Reply;
use crate::request::Plan;
use crate::send;
use sequence::Splitter;

pub use sse::{Events, ServerEvent};

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>;

/// The body of a reply on its way in. It is taken out once.
#[derive(Clone)]
pub(crate) struct Live(Arc<Mutex<Option<Chunks>>>);

impl Live {
    pub(crate) fn new(response: reqwest::Response) -> Self {
        Self(Arc::new(Mutex::new(Some(Box::pin(Body(response.into()))))))
    }

    fn take(&self) -> Option<Chunks> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The transport's body as a stream of chunks.
struct Body(reqwest::Body);

impl Stream for Body {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let frame = ready!(http_body::Body::poll_frame(Pin::new(&mut self.0), cx));
            return Poll::Ready(match frame {
                None => None,
                Some(Err(error)) => Some(Err(send::failure(error))),
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(chunk) => Some(Ok(chunk)),
                    // Trailers are not asked for.
                    Err(_) => continue,
                },
            });
        }
    }
}

/// A successful reply whose body is still on its way: a `Stream` of chunks, and without one's traits `chunk().await`.
///
/// Nothing is held but what has arrived and was not taken yet, so a body may be of any length, and without end. Time
/// limits of the call hold until its beginning; [`HttpBuilder::read_timeout`](crate::HttpBuilder::read_timeout) limits the
/// silence after it. Policies and scripts that change bodies do not see it.
pub struct Incoming<T> {
    reply: Box<Reply>,
    chunks: Chunks,
    max: usize,
    decode: fn(&Reply) -> Result<T, Error>,
}

/// A reply that is about to arrive: awaited, it is its [`Incoming`] body.
#[must_use = "nothing is sent until this is awaited"]
pub struct Opening<T> {
    work: Pin<Box<dyn Future<Output = Result<Opened, Error>> + Send>>,
    decode: fn(&Reply) -> Result<T, Error>,
}

/// A reply with its body, and the longest element of it that is held.
type Opened = (Box<Reply>, Chunks, usize);

impl<T> Opening<T> {
    pub(crate) fn new(plan: Result<Box<Plan>, Error>, decode: fn(&Reply) -> Result<T, Error>) -> Self {
        Self { work: Box::pin(async move { open(plan?).await }), decode }
    }
}

/// The same for all types of result.
async fn open(mut plan: Box<Plan>) -> Result<Opened, Error> {
    plan.streamed = true;
    let max = plan.effective_options().max_response.unwrap_or(plan.client.http().max_response);
    let reply = send::execute(plan).await?;
    match reply.live.as_ref().and_then(Live::take) {
        Some(chunks) => Ok((reply, chunks, max)),
        None => Err(Error::new(ErrorKind::Runtime, "the reply was read already")),
    }
}

impl<T> Future for Opening<T> {
    type Output = Result<Incoming<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let (reply, chunks, max) = ready!(self.work.as_mut().poll(cx))?;
        Poll::Ready(Ok(Incoming { reply, chunks, max, decode: self.decode }))
    }
}

impl<T> fmt::Debug for Opening<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opening")
    }
}

impl<T> Incoming<T> {
    /// The status, one of success.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.reply.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.reply.headers
    }

    /// A header, if it is there and text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.reply.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// What arrives next; none at the end.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await.transpose()
    }

    /// The JSON values of the body, one after the other, each as what the action gives back: lines of JSON (NDJSON), JSON
    /// text sequences (RFC 7464), or values that simply follow one another.
    pub fn values(self) -> Values<T> {
        let splitter = Splitter::new(self.max);
        Values { incoming: self, splitter, done: false }
    }

    /// The server-sent events of the body (`text/event-stream`).
    pub fn events(self) -> Events {
        Events::new(self.chunks, self.max, self.reply.action.id)
    }
}

impl<T> Stream for Incoming<T> {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let action = self.reply.action.id;
        let chunk = ready!(self.chunks.as_mut().poll_next(cx));
        Poll::Ready(chunk.map(|chunk| chunk.map_err(|error| error.with_action(action))))
    }
}

impl<T> fmt::Debug for Incoming<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Incoming({}, {})", self.reply.action.id, self.reply.status)
    }
}

/// The values of a reply, one after the other: a `Stream`, and without one's traits `next().await`. An error ends it.
#[must_use = "nothing is read until this is polled"]
pub struct Values<T> {
    incoming: Incoming<T>,
    splitter: Splitter,
    done: bool,
}

impl<T> Values<T> {
    /// The next value; none at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    fn decoded(&mut self, value: Vec<u8>) -> Result<T, Error> {
        self.incoming.reply.body = value.into();
        (self.incoming.decode)(&self.incoming.reply)
    }
}

impl<T> Stream for Values<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if self.done {
                return Poll::Ready(None);
            }
            if let Some(value) = self.splitter.next() {
                let decoded = self.decoded(value);
                self.done = decoded.is_err();
                return Poll::Ready(Some(decoded));
            }
            let fault = match ready!(Pin::new(&mut self.incoming).poll_next(cx)) {
                Some(Ok(chunk)) => match self.splitter.push(&chunk) {
                    Ok(()) => continue,
                    Err(()) => too_large(self.incoming.max).with_action(self.incoming.reply.action.id),
                },
                Some(Err(error)) => error,
                None => {
                    self.done = true;
                    // The last value need not be followed by anything.
                    return Poll::Ready(self.splitter.rest().map(|value| self.decoded(value)));
                }
            };
            self.done = true;
            return Poll::Ready(Some(Err(fault)));
        }
    }
}

impl<T> fmt::Debug for Values<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Values({})", self.incoming.reply.action.id)
    }
}

fn too_large(max: usize) -> Error {
    Error::new(ErrorKind::TooLarge, format!("an element of the reply is longer than {max} bytes"))
}

#[cfg(fuzzing)]
pub(crate) mod fuzzing {
    use super::{ServerEvent, Splitter, sse};

    pub(crate) fn values<'a>(pieces: impl Iterator<Item = &'a [u8]>, max: usize) -> Result<Vec<Vec<u8>>, ()> {
        let mut splitter = Splitter::new(max);
        let mut all = Vec::new();
        for piece in pieces {
            splitter.push(piece)?;
            all.extend(std::iter::from_fn(|| splitter.next()));
        }
        all.extend(splitter.rest());
        Ok(all)
    }

    pub(crate) fn events<'a>(
        pieces: impl Iterator<Item = &'a [u8]>,
        max: usize,
    ) -> Result<Vec<ServerEvent>, ()> {
        sse::fuzzing(pieces, max)
    }
}
