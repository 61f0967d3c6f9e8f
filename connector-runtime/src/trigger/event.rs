//! One event, from the moment it is handed out to the moment it is acknowledged.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::HeaderMap;

use super::store::{Claimed, Store};
use crate::error::Error;

/// Something that a trigger reported. Until it is acknowledged it comes again: after a time ([`Events::hold`]), or at once when
/// the program is started anew.
///
/// [`Events::hold`]: super::Events::hold
#[must_use = "an event that is not acknowledged comes again"]
pub struct Event<T> {
    /// What was reported.
    pub data: T,
    delivery: Arc<Delivery>,
}

/// What is the same for events of all types, and what acknowledges.
pub(super) struct Delivery {
    pub(super) store: Arc<dyn Store>,
    pub(super) stream: Arc<str>,
    pub(super) claimed: Claimed,
}

impl<T> Event<T> {
    pub(super) fn new(data: T, delivery: Arc<Delivery>) -> Self {
        Self { data, delivery }
    }

    pub(super) fn delivery(&self) -> Arc<Delivery> {
        self.delivery.clone()
    }

    /// What tells the event from others of its stream: the service's own id where there is one. The same event has the same id
    /// each time it comes.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.delivery.claimed.entry.id
    }

    /// How many times it has been handed out, this time included. More than once: it may have been handled already.
    #[must_use]
    pub fn deliveries(&self) -> u32 {
        self.delivery.claimed.deliveries
    }

    /// When it arrived.
    #[must_use]
    pub fn received_at(&self) -> SystemTime {
        self.delivery.claimed.entry.received_at
    }

    /// The headers that it came with; none if it was polled.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.delivery.claimed.entry.headers
    }

    /// What arrived, byte for byte; of a poll, the item.
    #[must_use]
    pub fn raw(&self) -> &Bytes {
        &self.delivery.claimed.entry.body
    }

    /// It was handled, and does not come again.
    ///
    /// # Errors
    /// When the store does not work; then it comes again.
    pub async fn ack(self) -> Result<(), Error> {
        self.delivery.ack().await
    }

    /// It could not be handled now, and comes again after this time.
    ///
    /// # Errors
    /// When the store does not work; then it comes again sooner or later.
    pub async fn retry_in(self, wait: Duration) -> Result<(), Error> {
        self.delivery.retry(wait).await
    }

    /// It cannot be handled: it goes to the dead letters ([`Store::dead`]) with the reason, and comes again only when somebody
    /// revives it.
    ///
    /// # Errors
    /// When the store does not work, or takes no more dead letters; then it comes again.
    pub async fn bury(self, reason: &str) -> Result<(), Error> {
        self.delivery.bury(reason).await
    }
}

impl Delivery {
    pub(super) async fn ack(&self) -> Result<(), Error> {
        Ok(self.store.ack(&self.stream, &self.claimed.receipt).await?)
    }

    pub(super) async fn retry(&self, wait: Duration) -> Result<(), Error> {
        Ok(self.store.retry(&self.stream, &self.claimed.receipt, wait).await?)
    }

    pub(super) async fn bury(&self, reason: &str) -> Result<(), Error> {
        Ok(self.store.bury(&self.stream, &self.claimed.receipt, reason).await?)
    }
}

impl<T: fmt::Debug> fmt::Debug for Event<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("id", &self.id())
            .field("deliveries", &self.deliveries())
            .field("data", &self.data)
            .finish_non_exhaustive()
    }
}
