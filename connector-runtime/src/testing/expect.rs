//! Which requests an answer is for.

use std::panic::Location;
use std::sync::Arc;

use bytes::Bytes;
use http::{Method, StatusCode};

use super::answer::Answer;
use super::fail::fail;
use super::reply::{Answerable, Fixed};
use super::request::Request;
use super::table::{Entry, Say, State, Want};
use super::times::Times;
use crate::request::{Asked, Plan};

/// Calls of an action with certain inputs; generated types wrap it. Its inputs are stated as those of a call are.
#[must_use = "it is an answer once it is told what to say"]
pub struct Expect {
    pub(super) state: Arc<State>,
    pub(super) plan: Box<Plan>,
}

impl Expect {
    pub(super) fn new(state: Arc<State>, plan: Box<Plan>) -> Self {
        Self { state, plan }
    }

    pub(crate) fn edit(&mut self, edit: impl FnOnce(&mut Plan)) {
        edit(&mut self.plan);
    }

    #[track_caller]
    pub(super) fn wanted(&self) -> Asked {
        match &self.plan.fault {
            Some(fault) => fail(fault.reason()),
            None => Asked::of(&self.plan),
        }
    }

    #[track_caller]
    fn say(self, say: Say) -> Answer {
        let want = Want::Action(self.wanted());
        add(&self.state, want, say)
    }

    /// Gives this back.
    #[track_caller]
    pub fn reply<T: Answerable>(self, reply: &T) -> Answer {
        let fixed = Fixed::of(reply, self.plan.action);
        self.say(Say::Reply(fixed))
    }

    /// Gives back what the function makes of the request.
    #[track_caller]
    pub fn reply_with<T: Answerable>(self, make: impl Fn(&Request) -> T + Send + Sync + 'static) -> Answer {
        let action = self.plan.action;
        self.say(Say::Made(Arc::new(move |request| Fixed::of(&make(request), action))))
    }

    /// Gives back these pages, one after the other, each with a link to the next.
    #[track_caller]
    pub fn pages<T: Answerable>(self, pages: &[T]) -> Answer {
        let action = self.plan.action;
        if pages.is_empty() {
            fail("an answer of pages needs one at least");
        }
        let pages = pages.iter().map(|page| Fixed::of(page, action)).collect();
        self.say(Say::Pages(pages))
    }

    /// Fails with this status.
    #[track_caller]
    pub fn error(self, status: u16) -> Answer {
        self.say(Say::Reply(failure(status)))
    }

    /// Replies with this, whatever it is.
    #[track_caller]
    pub fn respond<B: Into<Bytes>>(self, response: http::Response<B>) -> Answer {
        self.say(Say::Reply(response.into()))
    }

    /// Breaks the connection without a reply.
    #[track_caller]
    pub fn disconnect(self) -> Answer {
        self.say(Say::Cut)
    }

    /// The requests so far that it is about.
    #[track_caller]
    #[must_use]
    pub fn calls(&self) -> Vec<Request> {
        let wanted = self.wanted();
        // Every poll is one; the pages after the first are not.
        let polled = self.state.polls.iter().any(|poll| std::ptr::eq(poll.action, wanted.action));
        let is_it = |asked: &Arc<Asked>| {
            let own = std::ptr::eq(asked.action, wanted.action) && (asked.direct || polled);
            own && wanted.differs(asked).is_none()
        };
        let table = self.state.table();
        let seen = table.seen.iter().filter(|seen| seen.asked.as_ref().is_some_and(is_it));
        seen.map(|seen| seen.request.clone()).collect()
    }
}

impl std::fmt::Debug for Expect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Expect({})", self.plan.action.id)
    }
}

/// Requests that no action makes: those of `client.send`, a token's renewal, the end of a subscription.
#[must_use = "it is an answer once it is told what to say"]
pub struct Sent {
    state: Arc<State>,
    method: Method,
    path: String,
}

impl Sent {
    pub(super) fn new(state: Arc<State>, method: Method, path: String) -> Self {
        Self { state, method, path }
    }

    #[track_caller]
    fn say(self, say: Say) -> Answer {
        add(&self.state, Want::Send(self.method, self.path), say)
    }

    /// Replies with this.
    #[track_caller]
    pub fn respond<B: Into<Bytes>>(self, response: http::Response<B>) -> Answer {
        self.say(Say::Reply(response.into()))
    }

    /// Fails with this status.
    #[track_caller]
    pub fn error(self, status: u16) -> Answer {
        self.say(Say::Reply(failure(status)))
    }

    /// Breaks the connection without a reply.
    #[track_caller]
    pub fn disconnect(self) -> Answer {
        self.say(Say::Cut)
    }

    /// The requests so far that it is about.
    #[must_use]
    pub fn calls(&self) -> Vec<Request> {
        let table = self.state.table();
        let is_it = |request: &&Request| {
            *request.method() == self.method && request.path().ends_with(self.path.as_str())
        };
        table.seen.iter().map(|seen| &seen.request).filter(is_it).cloned().collect()
    }
}

impl std::fmt::Debug for Sent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sent({} {})", self.method, self.path)
    }
}

#[track_caller]
fn failure(status: u16) -> Fixed {
    let mut fixed = Fixed { status: StatusCode::INTERNAL_SERVER_ERROR, ..Fixed::default() };
    fixed.set_status(status);
    fixed
}

#[track_caller]
fn add(state: &Arc<State>, want: Want, say: Say) -> Answer {
    let place = Location::caller();
    let mut table = state.table();
    let index = table.answers.len();
    table.answers.push(Entry { place, want, say, delay: None, times: Times::SOME, used: 0 });
    drop(table);
    Answer::of(state.clone(), index)
}
