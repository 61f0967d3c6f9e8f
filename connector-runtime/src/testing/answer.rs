//! An answer that was told, and can be told more precisely.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use serde::Serialize;

use super::fail::fail;
use super::reply::Fixed;
use super::table::{Entry, Say, State};
use super::times::Times;

/// An answer of a mock. It holds as it is; the methods change it.
pub struct Answer {
    pub(super) state: Arc<State>,
    pub(super) index: usize,
}

impl Answer {
    /// Another status.
    #[track_caller]
    pub fn status(self, status: u16) -> Self {
        self.each(|reply| reply.set_status(status))
    }

    /// A header of the reply.
    #[track_caller]
    pub fn header(self, name: &str, value: &str) -> Self {
        self.each(|reply| reply.set_header(name, value))
    }

    /// A JSON body: that of an error, or one that is not what the document says.
    #[track_caller]
    pub fn json(self, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).unwrap_or_else(|error| fail(format!("this is no JSON: {error}")));
        let body = Bytes::from(body);
        self.each(|reply| {
            reply.body = body.clone();
            reply.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        })
    }

    /// A body as it is.
    #[track_caller]
    pub fn body(self, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        self.each(|reply| reply.body = body.clone())
    }

    /// It comes after this time. With tokio's paused clock nobody waits for it.
    pub fn delay(self, delay: Duration) -> Self {
        self.entry(|entry| entry.delay = Some(delay))
    }

    /// How often it is wanted: `2`, `1..=3`, `..` for any number, `0` for never. Without this, once or more often. When it was
    /// given as often as it may be, the next answer that fits is given.
    pub fn times(self, times: impl Into<Times>) -> Self {
        let times = times.into();
        self.entry(|entry| entry.times = times)
    }

    fn entry(self, edit: impl FnOnce(&mut Entry)) -> Self {
        if let Some(entry) = self.state.table().answers.get_mut(self.index) {
            edit(entry);
        }
        self
    }

    #[track_caller]
    fn each(self, edit: impl Fn(&mut Fixed)) -> Self {
        let made = match self.state.table().answers.get_mut(self.index).map(|entry| &mut entry.say) {
            Some(Say::Reply(reply)) => {
                edit(reply);
                false
            }
            Some(Say::Pages(pages)) => {
                pages.iter_mut().for_each(edit);
                false
            }
            Some(Say::Made(_) | Say::Cut) => true,
            None => false,
        };
        if made {
            fail("this answer has no reply that could be changed");
        }
        self
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Answer").field(&self.index).finish()
    }
}
