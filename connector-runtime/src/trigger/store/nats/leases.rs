//! Leases: who may do what only one may do at a time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep, timeout};

use super::super::memory::end;
use super::super::{Fence, StoreError, Write};
use super::bucket::{Change, Slot};
use super::link::{Link, next};
use super::sessions::Sessions;
use super::{failed, lock};

/// After this a lease is asked for again whose holder lives and has said nothing: that it let go may have been missed.
const AT_LAST: Duration = Duration::from_secs(3_600);
/// How long it is on average from one question to the next of a process that wants many leases of one holder.
const PACE: Duration = Duration::from_millis(2);
/// How often a lease is tried to be taken that others try, too.
const TRIES: u32 = 5;

pub(super) struct Leases {
    link: Arc<Link>,
    pub(super) sessions: Sessions,
    own: Mutex<HashMap<String, Own>>,
    waiting: Mutex<Waiting>,
    most: usize,
}

/// Leases that this process would like to have.
#[derive(Default)]
struct Waiting {
    keys: HashMap<String, Held>,
    /// How many of them each holder has.
    holders: HashMap<String, usize>,
}

struct Held {
    holder: String,
    freed: Arc<Notify>,
}

impl Waiting {
    fn insert(&mut self, key: &str, holder: &str) {
        self.remove(key);
        *self.holders.entry(holder.to_owned()).or_default() += 1;
        self.keys.insert(key.to_owned(), Held { holder: holder.to_owned(), freed: Arc::default() });
    }

    fn remove(&mut self, key: &str) {
        let Some(held) = self.keys.remove(key) else { return };
        if let Some(count) = self.holders.get_mut(&held.holder) {
            *count -= 1;
            if *count == 0 {
                self.holders.remove(&held.holder);
            }
        }
    }
}

/// A lease that this process has.
struct Own {
    session: String,
    number: u64,
    until: Instant,
    /// What is under its key, so that a write need not look first.
    slot: Slot,
}

impl Leases {
    pub(super) fn new(link: Arc<Link>, time: Duration, most: usize) -> Self {
        let sessions = Sessions::new(link.clone(), time);
        Self { link, sessions, own: Mutex::default(), waiting: Mutex::default(), most }
    }

    /// Where processes tell each other that a lease is free. It is only a hint.
    fn subject(&self) -> String {
        format!("{}.freed", self.link.name())
    }

    pub(super) async fn take(&self, key: &str, ttl: Duration) -> Result<Option<u64>, StoreError> {
        let session = self.sessions.fresh().await?;
        {
            let own = lock(&self.own);
            if own.len() >= self.most && !own.contains_key(key) {
                return Ok(None);
            }
            let is_ours = |own: &Own| own.session == session && own.until > Instant::now();
            if own.get(key).is_some_and(is_ours) {
                return Ok(None);
            }
        }
        // Entries change for other reasons, too: a value is written, a lease that has lapsed is let go.
        for _ in 0..TRIES {
            let slot = self.link.slot(key).await?;
            if let Some(owner) = &slot.owner
                && owner.session != session
                && !self.sessions.is_dead(&owner.session).await?
            {
                lock(&self.waiting).insert(key, &owner.session);
                return Ok(None);
            }
            lock(&self.waiting).remove(key);
            let asked = Instant::now();
            let Some(slot) = self.link.change(key, &slot, Change::Taken(&session)).await? else { continue };
            if self.sessions.current().as_ref() != Some(&session) {
                return Ok(None);
            }
            let number = slot.owner.as_ref().map_or(slot.revision, |owner| owner.number);
            lock(&self.own).insert(key.to_owned(), Own { session, number, until: end(asked, ttl), slot });
            return Ok(Some(number));
        }
        Ok(None)
    }

    pub(super) async fn renew(&self, fence: &Fence, ttl: Duration) -> Result<bool, StoreError> {
        let asked = Instant::now();
        let session = self.sessions.fresh().await?;
        Ok(match lock(&self.own).get_mut(&fence.key) {
            Some(own) if own.number == fence.number && own.session == session => {
                own.until = end(asked, ttl);
                true
            }
            _ => false,
        })
    }

    pub(super) async fn release(&self, fence: &Fence) -> Result<(), StoreError> {
        let slot = {
            let mut all = lock(&self.own);
            match all.get(&fence.key) {
                Some(own) if own.number == fence.number => all.remove(&fence.key).map(|own| own.slot),
                _ => None,
            }
        };
        let Some(mut slot) = slot else { return Ok(()) };
        while slot.owner.as_ref().is_some_and(|owner| owner.number == fence.number) {
            if self.link.change(&fence.key, &slot, Change::Freed).await?.is_some() {
                let hint = Bytes::from(fence.key.clone());
                self.link.client.publish(self.subject(), hint).await.map_err(failed)?;
                break;
            }
            slot = self.link.slot(&fence.key).await?;
        }
        Ok(())
    }

    /// What is under the key of a lease that this process has; an error when it has not.
    pub(super) fn held(&self, fence: &Fence) -> Result<Slot, StoreError> {
        let session = self.sessions.current();
        match lock(&self.own).get(&fence.key) {
            Some(own)
                if own.number == fence.number
                    && Some(&own.session) == session.as_ref()
                    && own.until > Instant::now() =>
            {
                Ok(own.slot.clone())
            }
            _ => Err(StoreError::Fenced),
        }
    }

    /// Writes, and refuses what may not be written. Under the key of its own lease a write is refused by the server; under another key by
    /// what this process knows of its lease.
    pub(super) async fn write(&self, write: Write) -> Result<u64, StoreError> {
        let Write { key, value, expect, fence } = write;
        let own = match &fence {
            Some(fence) => Some(self.held(fence)?).filter(|_| fence.key == key),
            None => None,
        };
        let is_own = own.is_some();
        let mut slot = match own {
            Some(slot) => slot,
            None => self.link.slot(&key).await?,
        };
        loop {
            slot.check(expect)?;
            if let Some(after) = self.link.change(&key, &slot, Change::Value(value.clone())).await? {
                let version = after.version;
                if let Some(own) = lock(&self.own).get_mut(&key)
                    && after.owner.as_ref().is_some_and(|owner| owner.number == own.number)
                {
                    own.slot = after;
                }
                return Ok(version);
            }
            slot = self.link.slot(&key).await?;
            if let Some(fence) = &fence {
                self.held(fence)?;
                if is_own && slot.owner.as_ref().is_none_or(|owner| owner.number != fence.number) {
                    lock(&self.own).remove(&key);
                    return Err(StoreError::Fenced);
                }
            }
        }
    }

    /// Before anything is done that goes with a write: whether it would be refused now.
    pub(super) async fn check(&self, write: &Write) -> Result<(), StoreError> {
        let own = write.fence.as_ref().map(|fence| self.held(fence)).transpose()?;
        match write.expect {
            super::super::Expect::Any => Ok(()),
            expect => match (own, &write.fence) {
                (Some(slot), Some(fence)) if fence.key == write.key => slot.check(expect),
                _ => self.link.slot(&write.key).await?.check(expect),
            },
        }
    }

    /// Waits until a lease that somebody else has may be free.
    pub(super) async fn freed(&self, key: &str) -> Result<(), StoreError> {
        let begun = Instant::now();
        let step = self.sessions.time() / 4;
        let known = lock(&self.waiting).keys.get(key).map(|held| (held.holder.clone(), held.freed.clone()));
        let Some((holder, freed)) = known else {
            // Somebody was faster just now, or this process polls as much as it may.
            sleep(step.mul_f64(0.5 + fastrand::f64())).await;
            return Ok(());
        };
        let mut least = Duration::ZERO;
        while begun.elapsed() < AT_LAST {
            let pause = step.mul_f64(0.75 + fastrand::f64() / 2.0);
            if timeout(pause, freed.notified()).await.is_ok() {
                break;
            }
            // What cannot be asked now can be asked later.
            if self.sessions.is_dead(&holder).await.unwrap_or(false) {
                // Not all have noticed yet: who is first should not get everything.
                least = step * 2;
                break;
            }
        }
        // All that wait see it at about the same time: the work is shared, and the servers are not asked all at once. The first of many
        // comes soon.
        let others = lock(&self.waiting).holders.get(&holder).copied().unwrap_or(0);
        let spread = least.max(PACE.saturating_mul(u32::try_from(others).unwrap_or(u32::MAX)));
        sleep(spread.mul_f64(fastrand::f64())).await;
        Ok(())
    }

    /// Hears of leases that are free.
    pub(super) async fn listen(&self) -> Result<(), StoreError> {
        let mut hints = self.link.client.subscribe(self.subject()).await.map_err(failed)?;
        while let Some(hint) = next(&mut hints).await {
            let Ok(key) = std::str::from_utf8(&hint.payload) else { continue };
            if let Some(held) = lock(&self.waiting).keys.get(key) {
                held.freed.notify_one();
            }
        }
        Ok(())
    }

    /// Tells that this process lives, while it has leases, and lets go of those that nobody has renewed.
    pub(super) async fn tend(&self) {
        let now = Instant::now();
        let lapsed: Vec<Fence> = {
            let own = lock(&self.own);
            let lapsed = own.iter().filter(|(_, own)| own.until <= now);
            lapsed.map(|(key, own)| Fence { key: key.clone(), number: own.number }).collect()
        };
        for fence in lapsed {
            let _ = self.release(&fence).await;
        }
        if !lock(&self.own).is_empty() {
            // A session that is lost shows when a lease is renewed.
            let _ = self.sessions.fresh().await;
        }
    }

    /// Lets go of everything.
    pub(super) async fn end(&self) -> Result<(), StoreError> {
        let own: Vec<Fence> =
            lock(&self.own).iter().map(|(key, own)| Fence { key: key.clone(), number: own.number }).collect();
        for fence in own {
            self.release(&fence).await?;
        }
        self.sessions.end().await
    }
}
