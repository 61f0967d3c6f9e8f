//! Triggers that are polled.

mod cursor;
mod engine;
mod json;
pub(crate) mod spec;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use hmac_sha256::Hash;
use http::Request;
use serde_json::Value;

use super::events::{self, Events, Source};
use super::store::{Entry, MemoryStore, Store};
use crate::data::{self, Data};
use crate::error::Error;
use crate::options::CallOptions;
use crate::request::body::Body;
use crate::request::{Draft, Given, Payload, Plan};
use crate::send;
use engine::{Engine, Identity, Settings};
use spec::Poll;

pub use cursor::Cursor;

/// How often a trigger is polled when nobody says.
const EVERY: Duration = Duration::from_secs(60);

/// Where a stream begins that has no checkpoint yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum StartAt {
    /// With what happens from now on: what the first poll shows of an action that lists what there is, is not reported. A service
    /// that speaks the polling protocol decides for itself, and its first reply is reported if it is one with events.
    #[default]
    Now,
    /// With what the first poll shows.
    Beginning,
    /// Where another stream had come to, or at a date or number that the service understands.
    Cursor(Cursor),
}

/// In which order the events of one poll come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Order {
    /// The oldest first, of a reply whose first element is the newest.
    Oldest,
    /// As they stand in the reply.
    AsReceived,
}

/// A trigger that is polled: its inputs, and how. [`events`](Self::events) makes it a stream.
#[must_use = "nothing is polled until there is a stream of its events"]
pub struct Polling<T> {
    plan: Box<Plan>,
    poll: &'static Poll,
    settings: Settings,
    keep: Keep,
    marker: PhantomData<fn() -> T>,
}

/// Where events and the checkpoint are kept, and under which key.
enum Keep {
    /// As long as the stream lives.
    Here,
    /// Under a key made of connector, trigger and inputs.
    In(Arc<dyn Store>),
    Under(String, Arc<dyn Store>),
}

impl Draft {
    /// The trigger that this polls.
    pub fn poll<T: Data>(self, poll: &'static Poll) -> Polling<T> {
        let settings = Settings::new(EVERY);
        Polling { plan: self.0, poll, settings, keep: Keep::Here, marker: PhantomData }
    }
}

impl<T: Data + 'static> Polling<T> {
    /// How long to wait between two polls. Without this, a minute. A service that says how long (`Retry-After`) is heard.
    pub fn every(mut self, every: Duration) -> Self {
        self.settings.every = every.max(Duration::from_millis(1));
        self
    }

    /// Where the stream begins if it has no checkpoint yet. Without this, [`StartAt::Now`].
    pub fn start_at(mut self, start: StartAt) -> Self {
        self.settings.start = start;
        self
    }

    /// In which order the events of one poll come. Without this, the oldest first where the description implies that replies
    /// begin with the newest, else as they stand in the reply.
    pub fn order(mut self, order: Order) -> Self {
        self.settings.order = Some(order);
        self
    }

    /// What tells one event from another: events with a key that the stream has seen lately are not reported again. Without this,
    /// an event is known by all that it holds, and by where in the polling it came where the service or a cursor tells that.
    pub fn dedupe_by<K: fmt::Display>(mut self, key: impl Fn(&T) -> K + Send + Sync + 'static) -> Self {
        let key = move |item: &[u8]| data::decode(item).ok().map(|item| key(&item).to_string());
        self.settings.identity = Identity::Key(Arc::new(key));
        self
    }

    /// Every element of every reply is an event, also when it is equal to one before: the service remembers by itself what it has
    /// reported.
    pub fn keep_repeats(mut self) -> Self {
        self.settings.identity = Identity::Each;
        self
    }

    /// For a trigger whose description does not say where polling goes on: `next` reads the query parameter `parameter` of the next
    /// poll out of a reply. None: it stays as it is. What the first poll shows is then not reported, unless the stream
    /// [starts](Self::start_at) elsewhere.
    pub fn cursor(
        mut self,
        parameter: &'static str,
        next: impl Fn(&Value) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.settings.cursors.push((parameter, Arc::new(next)));
        self
    }

    /// Keeps events until they are acknowledged, and where polling goes on, in the store under this name: a program that is started
    /// anew goes on there. No other live stream may have the name.
    pub fn checkpoint<S: Store + Clone>(mut self, name: impl Into<String>, store: &S) -> Self {
        self.keep = Keep::Under(name.into(), Arc::new(store.clone()));
        self
    }

    /// The same under a name made of the connector's title, the trigger's operationId, the base URL and the inputs.
    pub fn store<S: Store + Clone>(mut self, store: &S) -> Self {
        self.keep = Keep::In(Arc::new(store.clone()));
        self
    }

    /// Settings of each of its calls; they come before those of the client.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.plan.options(options);
        self
    }

    /// What the first poll would send, with `redacted` in the place of credentials. Nothing is sent.
    ///
    /// # Errors
    /// When an input cannot be sent, or the connection lacks what the trigger needs.
    pub fn request(self) -> Result<Request<Body>, Error> {
        let action = self.plan.action.id;
        send::show(*self.plan).map_err(|error| error.with_action(action))
    }

    /// The stream. Polling begins when it is first polled, in a task of its own, and goes on while the stream lives and its inbox has
    /// room.
    pub fn events(self) -> Events<T> {
        let Self { mut plan, poll, settings, keep, .. } = self;
        let decode = events::read::<T>;
        let key = plan.key();
        let (key, store): (String, Arc<dyn Store>) = match keep {
            Keep::Here => (key, Arc::new(MemoryStore::new())),
            Keep::In(store) => (key, store),
            Keep::Under(name, store) => (name, store),
        };
        if let Some(fault) = plan.fault.take() {
            return Events::stillborn(fault.with_action(poll.action.id), store, decode);
        }
        let own = store.clone();
        Events::new(store, &key.clone(), decode, move |reports| {
            let engine = Engine::new(*plan, poll, settings, own, key.into(), reports);
            Source { work: Some(Box::pin(engine.run())), close: None }
        })
    }
}

impl<T> Polling<T> {
    pub(crate) fn edit(&mut self, edit: impl FnOnce(&mut Plan)) {
        edit(&mut self.plan);
    }
}

impl Plan {
    /// What stays the same for these inputs over restarts and new versions of generated code.
    pub(crate) fn key(&self) -> String {
        let mut inputs: Vec<String> = self
            .inputs
            .iter()
            .map(|(name, given)| match given {
                Given::Path(text) => format!("path {name} {text}"),
                Given::Query(text) => format!("query {name} {text}"),
                Given::Header(value) => {
                    format!("header {name} {}", String::from_utf8_lossy(value.as_bytes()))
                }
                Given::Cookie(text) => format!("cookie {name} {text}"),
                Given::Form(texts) => format!("form {name} {texts:?}"),
                Given::Field(json) => format!("field {name} {}", String::from_utf8_lossy(json)),
                Given::File(_) => format!("file {name}"),
            })
            .collect();
        inputs.sort();
        let mut hash = Hash::new();
        hash.update(self.client.base_url());
        for input in &inputs {
            hash.update(input.len().to_be_bytes());
            hash.update(input);
        }
        if let Payload::Json(json) = &self.payload {
            hash.update(json);
        }
        let hash = hash.finalize();
        let hash: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        format!("{}/{}/{hash}", self.client.connector().title, self.action.id)
    }
}

impl<T> fmt::Debug for Polling<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Polling({})", self.poll.action.id)
    }
}

/// Names that an [`Entry`] made by a poll has.
fn entry(id: String, item: &[u8]) -> Entry {
    Entry::new(id, item.to_vec())
}
