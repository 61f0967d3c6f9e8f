//! Which processes are alive. Each tells so again and again under a name of its own; leases belong to such a session. So what a lease
//! costs does not depend on how many there are.
//!
//! No clocks are compared. A process counts its session from before it last told of it; the others count from when they last saw it
//! told, which is later, so they take nothing over before its holder knows that it is lost.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_nats::HeaderMap;
use bytes::Bytes;
use tokio::time::Instant;

use super::super::StoreError;
use super::link::Link;
use super::{failed, lock};

pub(super) struct Sessions {
    link: Arc<Link>,
    time: Duration,
    own: Mutex<Option<Own>>,
    beating: tokio::sync::Mutex<()>,
    seen: Mutex<HashMap<String, Seen>>,
}

#[derive(Clone)]
struct Own {
    name: String,
    /// When it was told last; before that was begun.
    told: Instant,
}

/// Another process as it is seen from here.
struct Seen {
    /// The number of the message by which it told last, and when that was first seen here.
    number: u64,
    since: Instant,
    time: Duration,
    looked: Instant,
}

impl Sessions {
    pub(super) fn new(link: Arc<Link>, time: Duration) -> Self {
        Self {
            link,
            time,
            own: Mutex::default(),
            beating: tokio::sync::Mutex::default(),
            seen: Mutex::default(),
        }
    }

    pub(super) fn time(&self) -> Duration {
        self.time
    }

    /// The name of the session of this process while it lasts.
    pub(super) fn current(&self) -> Option<String> {
        lock(&self.own).as_ref().filter(|own| own.told.elapsed() < self.time).map(|own| own.name.clone())
    }

    /// The same, told of only lately: what is asked of it lasts for nearly the whole time from now on.
    pub(super) async fn fresh(&self) -> Result<String, StoreError> {
        if let Some(name) = self.told_within(self.time / 6) {
            return Ok(name);
        }
        // Whoever comes meanwhile finds it done.
        let _beating = self.beating.lock().await;
        match self.told_within(self.time / 6) {
            Some(name) => Ok(name),
            None => self.tell().await,
        }
    }

    fn told_within(&self, time: Duration) -> Option<String> {
        lock(&self.own).as_ref().filter(|own| own.told.elapsed() < time).map(|own| own.name.clone())
    }

    async fn tell(&self) -> Result<String, StoreError> {
        let told = Instant::now();
        // One that has ended is not taken up again: others may have its leases.
        let name = self.current().unwrap_or_else(random);
        let payload = Bytes::from(self.time.as_millis().to_string());
        let subject = self.link.bucket_subject("session", &name);
        let put = self.link.put(subject, HeaderMap::new(), payload, None);
        tokio::time::timeout(self.time / 2, put).await.map_err(failed)??;
        *lock(&self.own) = Some(Own { name: name.clone(), told });
        Ok(name)
    }

    /// Whether a process has ended, or is cut off and knows it.
    pub(super) async fn is_dead(&self, name: &str) -> Result<bool, StoreError> {
        if let Some(seen) = lock(&self.seen).get(name)
            && seen.looked.elapsed() < seen.time / 4
        {
            return Ok(seen.is_dead());
        }
        let subject = self.link.bucket_subject("session", name);
        // Whoever ends in good order takes its session away.
        let Some(message) = self.link.last(&subject).await? else {
            lock(&self.seen).remove(name);
            return Ok(true);
        };
        let told = std::str::from_utf8(&message.payload).ok().and_then(|text| text.parse().ok());
        let time = told.map_or(self.time, Duration::from_millis);
        let now = Instant::now();
        let is_dead = {
            let mut all = lock(&self.seen);
            let fresh = || Seen { number: message.sequence, since: now, time, looked: now };
            let seen = all.entry(name.to_owned()).or_insert_with(fresh);
            if seen.number != message.sequence {
                *seen = fresh();
            }
            seen.looked = now;
            seen.is_dead()
        };
        if is_dead {
            // Who asks next finds none, which says the same.
            self.link.forget(subject).await?;
        }
        Ok(is_dead)
    }

    /// The end, in good order.
    pub(super) async fn end(&self) -> Result<(), StoreError> {
        let own = lock(&self.own).take();
        match own {
            Some(own) => self.link.forget(self.link.bucket_subject("session", &own.name)).await,
            None => Ok(()),
        }
    }
}

impl Seen {
    fn is_dead(&self) -> bool {
        // Clocks do not run equally fast.
        self.since.elapsed() > self.time + self.time / 8
    }
}

fn random() -> String {
    format!("{:016x}", fastrand::u64(..))
}
