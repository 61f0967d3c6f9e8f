//! Triggers: what the service would have happen.

use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use serde_json::Value;
use url::Url;

use super::expect::Expect;
use super::reply::{Fixed, json_of};
use super::request::Request;
use super::table::{State, Table, without_query};
use crate::data::Data;
use crate::error::{Error, ErrorKind};
use crate::http::Http;
use crate::policy::spec::Step;
use crate::request::Asked;
use crate::request::body::Body;
use crate::send;
use crate::trigger::poll::spec::{Cursor, Keeps, Poll};
use crate::webhook::spec::Hook;

/// Where a subscription ends, by the mock's reply to it.
const SUBSCRIPTION: &str = "/mock-subscription/";

/// An event of a polled trigger: it is in the reply to the first poll that it fits.
pub(super) struct Fired {
    /// The polls that it is for.
    wanted: Asked,
    event: Value,
    given: bool,
}

impl Fired {
    /// What is to be said of an event that nobody asked for.
    pub(super) fn undelivered(&self) -> Option<String> {
        (!self.given).then(|| format!("an event of {} was fired and never polled", self.wanted.action.id))
    }
}

impl Expect {
    /// An event happens, and a poll to come shows it.
    #[track_caller]
    pub fn fire_polled<T: Data>(&self, event: &T) {
        let wanted = self.wanted();
        self.state.table().fired.push(Fired { wanted, event: json_of(event), given: false });
    }

    /// The request by which the service tells the newest subscriber of an event.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Webhook`] when nobody has subscribed.
    #[track_caller]
    pub fn notification<T: Data>(
        &self,
        event: &T,
        hook: &'static Hook,
    ) -> Result<http::Request<Bytes>, Error> {
        let wanted = self.wanted();
        let fail = |message| Error::new(ErrorKind::Webhook, message).with_action(hook.action.id);
        let callback = self
            .state
            .table()
            .seen
            .iter()
            .rev()
            .filter_map(|seen| seen.asked.as_ref())
            .filter(|asked| asked.direct && std::ptr::eq(asked.action, wanted.action))
            .filter(|asked| wanted.differs(asked).is_none())
            .find_map(|asked| asked.text(hook.callback.place, hook.callback.name, hook.callback.way))
            .ok_or_else(|| fail("nobody has subscribed to it"))?;
        let event = match hook.each {
            Some(way) => way.iter().rev().fold(Value::Array(vec![json_of(event)]), |inner, step| {
                Value::Object([((*step).to_owned(), inner)].into_iter().collect())
            }),
            None => json_of(event),
        };
        let mut request = http::Request::new(Bytes::from(event.to_string()));
        *request.method_mut() = Method::POST;
        *request.uri_mut() =
            callback.parse().map_err(|_| fail("the address that was subscribed is no URL"))?;
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(request)
    }
}

/// Calls the address of a subscriber, over the network.
///
/// # Errors
/// When there is none, when it cannot be reached, or when the subscriber refuses.
pub async fn post(request: Result<http::Request<Bytes>, Error>) -> Result<(), Error> {
    let (parts, body) = request?.into_parts();
    let url = Url::parse(&parts.uri.to_string())
        .map_err(|_| Error::new(ErrorKind::Webhook, "the address that was subscribed is no URL"))?;
    let http = Http::builder().no_proxy().build()?;
    let (status, reply) = send::plain(&http.0, parts.method, url, parts.headers, Body::from(body)).await?;
    if status.is_success() {
        return Ok(());
    }
    let message = format!("the subscriber replied {}", status.as_u16());
    Err(Error::new(ErrorKind::Webhook, message).with_reply(status, HeaderMap::new(), reply))
}

impl State {
    /// What triggers say without being told: nothing new, and that a subscription is made or ended.
    pub(super) fn triggered(
        &self,
        table: &mut Table,
        request: &Request,
        asked: Option<&Arc<Asked>>,
    ) -> Option<Fixed> {
        if request.path().contains(SUBSCRIPTION) {
            return Some(Fixed { status: StatusCode::NO_CONTENT, ..Fixed::default() });
        }
        let asked = asked?;
        if let Some(poll) = self.polls.iter().find(|poll| std::ptr::eq(poll.action, asked.action)) {
            return Some(table.polled(poll, request, asked));
        }
        let hook = self.hooks.iter().find(|hook| std::ptr::eq(hook.action, asked.action))?;
        let mut reply = Fixed::json(&Value::Object(serde_json::Map::new()));
        reply.status = StatusCode::CREATED;
        let origin = Url::parse(&without_query(request)).ok()?.origin().ascii_serialization();
        reply.set_location(&format!("{origin}{SUBSCRIPTION}{}-{}", hook.action.id, table.seen.len()));
        Some(reply)
    }
}

impl Table {
    /// The reply to a poll.
    fn polled(&mut self, poll: &'static Poll, request: &Request, asked: &Asked) -> Fixed {
        self.polls += 1;
        let keeps: &[Cursor] = match poll.keeps {
            Keeps::Client(cursors) => cursors,
            Keeps::Service => &[],
        };
        let lists = matches!(poll.keeps, Keeps::Client(_));
        let key = format!("{} {}", asked.action.id, asked.shown_without(keeps));
        // What a list shows first is where it begins, and no news.
        let first = self.begun.insert(key) && lists;
        let is_for = |fired: &&mut Fired| {
            std::ptr::eq(fired.wanted.action, asked.action) && fired.wanted.differs(asked).is_none()
        };
        let mut events = Vec::new();
        if !first {
            let mut before = Vec::new();
            for fired in self.fired.iter_mut().filter(is_for) {
                if fired.given {
                    before.push(fired.event.clone());
                } else if poll.list || events.is_empty() {
                    fired.given = true;
                    // Of two that are equal a client that keeps count must see both at once.
                    if lists {
                        events.extend(before.iter().filter(|old| **old == fired.event).cloned());
                    }
                    events.push(fired.event.clone());
                }
            }
        }
        if events.is_empty() && !lists {
            return Fixed { status: StatusCode::ACCEPTED, ..Fixed::default() };
        }
        if keeps.iter().any(Cursor::is_of_first) {
            events.reverse();
        }
        let events = match poll.list {
            true => Value::Array(events),
            false => events.pop().unwrap_or_default(),
        };
        let mut reply = Fixed::json(&poll.items.iter().rev().fold(events, nested));
        if !lists {
            let address = request.uri().to_string();
            let (path, query) = address.split_once('?').unwrap_or((&address, ""));
            let own = |pair: &&str| !pair.is_empty() && !pair.starts_with("mock-poll=");
            let number = format!("mock-poll={}", self.polls);
            let query: Vec<&str> = query.split('&').filter(own).chain([number.as_str()]).collect();
            reply.set_location(&format!("{path}?{}", query.join("&")));
        }
        reply
    }
}

impl Asked {
    /// The inputs in words, without those that say where polling goes on.
    fn shown_without(&self, cursors: &[Cursor]) -> String {
        let mut plain =
            Self { action: self.action, inputs: self.inputs.clone(), body: self.body.clone(), direct: true };
        plain.inputs.retain(|(name, _)| cursors.iter().all(|cursor| cursor.parameter != *name));
        plain.shown()
    }
}

fn nested(inner: Value, step: &Step) -> Value {
    match step {
        Step::Key(key) => Value::Object([((*key).to_owned(), inner)].into_iter().collect()),
        Step::Index(index) => {
            let mut list = vec![Value::Null; *index];
            list.push(inner);
            Value::Array(list)
        }
    }
}
