//! Server-sent events: `text/event-stream` by the WHATWG's HTML standard, section 9.2.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::{Chunks, too_large};
use crate::data::{self, Data};
use crate::error::Error;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServerEvent {
    /// Its type; `message` where the service does not say.
    pub event: String,
    /// What it holds, its lines joined.
    pub data: String,
    /// The last id that the service gave, to go on from (`Last-Event-ID`).
    pub id: Option<String>,
    /// How long to wait before connecting again, if the service has said so by now.
    pub retry: Option<Duration>,
}

impl ServerEvent {
    /// Its data as JSON.
    ///
    /// # Errors
    /// Of kind [`Decode`](crate::ErrorKind::Decode), when it is none, or not of this type.
    pub fn json<T: Data>(&self) -> Result<T, Error> {
        data::decode(self.data.as_bytes()).map_err(|fault| Error::decode(fault, None))
    }
}

/// The events of a reply: a `Stream`, and without one's traits `next().await`. An error ends it.
#[must_use = "nothing is read until this is polled"]
pub struct Events {
    chunks: Chunks,
    parser: Parser,
    action: &'static str,
    done: bool,
}

impl Events {
    pub(super) fn new(chunks: Chunks, max: usize, action: &'static str) -> Self {
        Self { chunks, parser: Parser::new(max), action, done: false }
    }

    /// The next event; none at the end.
    pub async fn next(&mut self) -> Option<Result<ServerEvent, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl Stream for Events {
    type Item = Result<ServerEvent, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(event) = self.parser.ready.pop_front() {
                return Poll::Ready(Some(Ok(event)));
            }
            if self.done {
                return Poll::Ready(None);
            }
            let fault = match ready!(self.chunks.as_mut().poll_next(cx)) {
                Some(Ok(chunk)) => match self.parser.push(&chunk) {
                    Ok(()) => continue,
                    Err(()) => too_large(self.parser.max),
                },
                Some(Err(error)) => error,
                None => {
                    // An event without the empty line after it is not whole, and does not count.
                    self.done = true;
                    continue;
                }
            };
            self.done = true;
            return Poll::Ready(Some(Err(fault.with_action(self.action))));
        }
    }
}

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Events({})", self.action)
    }
}

struct Parser {
    max: usize,
    ready: VecDeque<ServerEvent>,
    line: Vec<u8>,
    event: String,
    data: String,
    id: Option<String>,
    retry: Option<Duration>,
    after_return: bool,
    first: bool,
}

impl Parser {
    fn new(max: usize) -> Self {
        Self {
            max,
            ready: VecDeque::new(),
            line: Vec::new(),
            event: String::new(),
            data: String::new(),
            id: None,
            retry: None,
            after_return: false,
            first: true,
        }
    }

    /// Takes what has arrived. It fails when an event is longer than allowed.
    fn push(&mut self, bytes: &[u8]) -> Result<(), ()> {
        for byte in bytes {
            match byte {
                b'\n' if self.after_return => {}
                b'\n' | b'\r' => self.end_of_line(),
                other => self.line.push(*other),
            }
            self.after_return = *byte == b'\r';
            if self.line.len().saturating_add(self.data.len()) > self.max {
                return Err(());
            }
        }
        Ok(())
    }

    fn end_of_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&line);
        let line = match std::mem::take(&mut self.first) {
            true => line.trim_start_matches('\u{feff}'),
            false => &line,
        };
        if line.is_empty() {
            let (event, mut data) = (std::mem::take(&mut self.event), std::mem::take(&mut self.data));
            if data.pop().is_some() {
                let event = if event.is_empty() { "message".to_owned() } else { event };
                let (id, retry) = (self.id.clone(), self.retry);
                self.ready.push_back(ServerEvent { event, data, id, retry });
            }
            return;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()).filter(|id| !id.is_empty()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            // A comment, or what nobody knows.
            _ => {}
        }
    }
}

#[cfg(fuzzing)]
pub(super) fn fuzzing<'a>(
    pieces: impl Iterator<Item = &'a [u8]>,
    max: usize,
) -> Result<Vec<ServerEvent>, ()> {
    let mut parser = Parser::new(max);
    for piece in pieces {
        parser.push(piece)?;
    }
    Ok(parser.ready.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(pieces: &[&[u8]]) -> Vec<(String, String, Option<String>)> {
        let mut parser = Parser::new(1000);
        pieces.iter().for_each(|piece| parser.push(piece).unwrap());
        parser.ready.into_iter().map(|event| (event.event, event.data, event.id)).collect()
    }

    fn event(event: &str, data: &str, id: Option<&str>) -> (String, String, Option<String>) {
        (event.to_owned(), data.to_owned(), id.map(str::to_owned))
    }

    #[test]
    fn events() {
        let text = "\u{feff}: hello\n\ndata: a\ndata:b\n\nevent: add\nid: 7\ndata: {\"n\":1}\n\nretry: 10\ndata\n\ndata: lost";
        let expected = [
            event("message", "a\nb", None),
            event("add", "{\"n\":1}", Some("7")),
            event("message", "", Some("7")),
        ];
        for newline in ["\n", "\r", "\r\n"] {
            let text = text.replace('\n', newline);
            assert_eq!(parse(&[text.as_bytes()]), expected);
            for at in 0..text.len() {
                assert_eq!(parse(&[&text.as_bytes()[..at], &text.as_bytes()[at..]]), expected, "{at}");
            }
        }
    }

    #[test]
    fn an_event_has_a_limit() {
        assert_eq!(Parser::new(10).push(b"data: 01234567890"), Err(()));
    }
}
