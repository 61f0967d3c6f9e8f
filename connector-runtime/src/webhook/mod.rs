//! Webhooks: services call back, and what they say is an event.
//!
//! A [`WebhookHost`] gives out callback addresses that nobody can guess, subscribes with them, keeps what arrives in its
//! [`Store`](crate::trigger::Store) before it answers, and ends a subscription when its stream is closed. A trigger method of a
//! generated client gives a [`Webhook`], and [`WebhookHost::listen`] its events.

#[cfg(feature = "axum")]
mod axum;
mod end;
mod handshake;
mod host;
mod learn;
mod life;
mod receive;
mod record;
mod serve;
pub(crate) mod spec;
mod subscribe;
mod token;
pub mod verify;

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;
use http::Request;

pub use end::{EndFuture, Made};
pub use handshake::Handshake;
pub use host::WebhookHost;
pub use serve::Serving;
pub use subscribe::Webhook;
pub use verify::Verify;

use subscribe::Guard;

impl Guard {
    /// Whether only code can tell what may be kept, and under which id.
    fn is_special(&self) -> bool {
        self.verify.is_some() || self.handshakes.is_some() || self.id_by.is_some()
    }
}

/// A subscription that the store knows.
#[derive(Clone)]
#[non_exhaustive]
pub struct Subscription {
    /// The key of its stream.
    pub key: String,
    /// The connector's title; empty for an address that was handed out by hand.
    pub connector: String,
    /// The trigger's operation.
    pub trigger: String,
    /// When it was made.
    pub since: SystemTime,
    /// Its callback address, which is a secret. Empty while the service has not answered.
    pub callback: String,
    /// The `Location` by which the service knows it.
    pub location: Option<String>,
    /// How many subscriptions it replaces that have not been ended.
    pub replaced: usize,
    /// How many times the service was asked to subscribe and nobody heard its answer, because the program was ended: it may have
    /// a subscription more for each, with the same callback address.
    pub unanswered: u32,
    /// How many events wait to be handled.
    pub waiting: usize,
    /// Whether code of this process listens.
    pub listening: bool,
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscription")
            .field("key", &self.key)
            .field("since", &self.since)
            .field("location", &self.location)
            .field("replaced", &self.replaced)
            .field("waiting", &self.waiting)
            .field("listening", &self.listening)
            .finish_non_exhaustive()
    }
}

/// A callback address that is handed out by hand, in a service's settings: see [`WebhookHost::receive`].
#[must_use = "nothing is received until a host does"]
pub struct Receiver {
    name: String,
    each: Option<Vec<String>>,
    guard: Guard,
}

impl Receiver {
    /// An address of this name, which is the key of its stream.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), each: None, guard: Guard::default() }
    }

    /// Keeps only what passes.
    pub fn verify(mut self, verifier: impl Verify) -> Self {
        self.guard.verify = Some(Arc::new(verifier));
        self
    }

    /// Answers these handshakes and no others. Without this, all.
    pub fn handshakes(mut self, handshakes: impl IntoIterator<Item = Handshake>) -> Self {
        self.guard.handshakes = Some(handshakes.into_iter().collect());
        self
    }

    /// By what the service names an event. See [`Webhook::id_by`].
    pub fn id_by(mut self, id: impl Fn(&Request<Bytes>) -> Option<String> + Send + Sync + 'static) -> Self {
        self.guard.id_by = Some(Arc::new(id));
        self
    }

    /// A notification holds a list, at the end of this way: each element is an event.
    pub fn each<S: Into<String>>(mut self, way: impl IntoIterator<Item = S>) -> Self {
        self.each = Some(way.into_iter().map(Into::into).collect());
        self
    }
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Receiver({})", self.name)
    }
}
