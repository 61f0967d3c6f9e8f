//! Replies in pages: asking for the next one until there is none.

pub(crate) mod link;
pub(crate) mod read;
pub(crate) mod spec;
mod walk;
pub(crate) mod write;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::error::{Error, ErrorKind};
use crate::output::Reply;
use crate::request::Plan;
use crate::send::{self, Running};

pub(crate) use walk::{How, Walk};

type Decode<T> = Box<dyn Fn(&Reply) -> Result<T, Error> + Send + Sync>;

/// Every page of an action, one after the other: a `Stream`, and without one's traits `next().await`.
///
/// An error is an item. After one that may pass (no connection, a timeout, a busy service; all after the usual tries)
/// the stream is as it was, and the next poll asks for the same page again; any other error ends it.
#[must_use = "nothing is sent until this is polled"]
pub struct Pages<T> {
    pages: Follow,
    decode: fn(&Reply) -> Result<T, Error>,
}

/// Every item on every page of an action; errors are as in [`Pages`].
#[must_use = "nothing is sent until this is polled"]
pub struct Items<I> {
    pages: Follow,
    decode: Decode<Vec<I>>,
    page: std::vec::IntoIter<I>,
}

/// The pages undecoded, which is the same for all types.
struct Follow {
    state: State,
    /// What the stream goes on from when the page under way fails.
    again: Option<Box<Plan>>,
    walk: Walk,
    action: Option<&'static str>,
}

enum State {
    Next(Box<Plan>),
    Running(Running, Box<Plan>),
    Failed(Error),
    Done,
}

impl Follow {
    fn new(plan: Result<Box<Plan>, Error>) -> Self {
        let action = plan.as_ref().ok().map(|plan| plan.action);
        let state = plan.map_or_else(State::Failed, State::Next);
        let walk = Walk::new(action.map_or(How::Single, How::of));
        Self { state, again: None, walk, action: action.map(|action| action.id) }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Box<Reply>, Error>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Poll::Ready(None),
                State::Failed(error) => return Poll::Ready(Some(Err(error))),
                State::Next(plan) => {
                    // The template for the pages to come has no body, so it is there even if this page cannot be
                    // asked for twice.
                    let template = plan.template();
                    self.again = plan.try_clone().map(Box::new);
                    self.state = State::Running(send::complete(plan), Box::new(template));
                }
                State::Running(mut running, template) => {
                    let Poll::Ready(outcome) = running.as_mut().poll(cx) else {
                        self.state = State::Running(running, template);
                        return Poll::Pending;
                    };
                    return Poll::Ready(Some(self.arrived(outcome, &template)));
                }
            }
        }
    }

    fn arrived(&mut self, outcome: Result<Box<Reply>, Error>, template: &Plan) -> Result<Box<Reply>, Error> {
        let again = self.again.take();
        match outcome {
            Ok(reply) => {
                // The page is good whatever it says of the next one: what is wrong with that is the next item.
                self.state = match self.walk.next(&reply, again.map(|plan| *plan), template) {
                    Ok(Some(mut next)) => {
                        next.cookies = reply.cookies.clone();
                        State::Next(Box::new(next))
                    }
                    Ok(None) => State::Done,
                    Err(error) => State::Failed(error.with_action(reply.action.id)),
                };
                Ok(reply)
            }
            Err(error) => {
                if let (true, Some(plan)) = (error.is_passing(), again) {
                    self.state = State::Next(plan);
                }
                Err(error)
            }
        }
    }
}

impl<T> Pages<T> {
    pub(crate) fn new(plan: Result<Box<Plan>, Error>, decode: fn(&Reply) -> Result<T, Error>) -> Self {
        Self { pages: Follow::new(plan), decode }
    }

    /// The next page; none after the last.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// All pages, or the first error.
    ///
    /// # Errors
    /// As the call itself, for any page.
    pub async fn collect(mut self) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        while let Some(page) = self.next().await {
            all.push(page?);
        }
        Ok(all)
    }
}

impl<I> Items<I> {
    pub(crate) fn new(
        plan: Result<Box<Plan>, Error>,
        decode: impl Fn(&Reply) -> Result<Vec<I>, Error> + Send + Sync + 'static,
    ) -> Self {
        Self { pages: Follow::new(plan), decode: Box::new(decode), page: Vec::new().into_iter() }
    }

    /// The next item; none after the last.
    pub async fn next(&mut self) -> Option<Result<I, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// All items, or the first error.
    ///
    /// # Errors
    /// As the call itself, for any page.
    pub async fn collect(mut self) -> Result<Vec<I>, Error> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }
}

impl<T> Stream for Pages<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let reply = ready!(self.pages.poll(cx));
        Poll::Ready(reply.map(|reply| {
            let decoded = reply.and_then(|reply| (self.decode)(&reply));
            self.pages.decoded(&decoded);
            decoded
        }))
    }
}

impl<I> Stream for Items<I> {
    type Item = Result<I, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let Some(reply) = ready!(self.pages.poll(cx)) else { return Poll::Ready(None) };
            let page = reply.and_then(|reply| (self.decode)(&reply));
            self.pages.decoded(&page);
            match page {
                // A page may be empty and still not be the last.
                Ok(items) => self.page = items.into_iter(),
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
    }
}

impl Follow {
    /// A page that cannot be read ends the stream: what follows it would leave a gap.
    fn decoded<T>(&mut self, outcome: &Result<T, Error>) {
        if outcome.as_ref().is_err_and(|error| error.kind() == ErrorKind::Decode) {
            self.state = State::Done;
        }
    }
}

/// Items wait outside of their page, and are never pinned.
impl<I> Unpin for Items<I> {}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pages({})", self.pages.action.unwrap_or("failed"))
    }
}

impl<I> fmt::Debug for Items<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Items({})", self.pages.action.unwrap_or("failed"))
    }
}
