//! A store that ends with the process.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::queue::{self, Queue};
use super::{
    Capacity, Claimed, Counts, Dead, Entry, Expect, Fence, Receipt, Store, StoreError, StoreFuture, Stored,
    Write,
};

/// Keeps everything in memory, for tests and for streams that begin anew with each start of the program. What was not
/// acknowledged is lost when the process ends.
#[derive(Clone, Default)]
pub struct MemoryStore(Arc<Inner>);

#[derive(Default)]
struct Inner {
    capacity: Capacity,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    values: HashMap<String, Stored>,
    version: u64,
    streams: HashMap<String, Stream>,
    leases: Leases,
}

#[derive(Default)]
struct Stream {
    queue: Queue<Entry>,
    dead: VecDeque<Dead>,
    changed: Arc<Notify>,
}

impl MemoryStore {
    /// An empty one. A clone is the same store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty one that takes this much of each stream.
    #[must_use]
    pub fn with_capacity(capacity: Capacity) -> Self {
        Self(Arc::new(Inner { capacity, state: Mutex::default() }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that holds the lock can be interrupted half-way.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stream<T>(&self, stream: &str, act: impl FnOnce(&mut Stream) -> T) -> T {
        act(self.state().stream(stream))
    }
}

impl State {
    fn stream(&mut self, name: &str) -> &mut Stream {
        self.streams.entry(name.to_owned()).or_default()
    }

    fn check(&self, write: &Write) -> Result<(), StoreError> {
        let there = self.values.get(&write.key).map(|stored| stored.version);
        if write.fence.as_ref().is_some_and(|fence| !self.leases.holds(fence, Instant::now())) {
            return Err(StoreError::Fenced);
        }
        match write.expect {
            Expect::Any => Ok(()),
            Expect::Absent if there.is_none() => Ok(()),
            Expect::Version(version) if there == Some(version) => Ok(()),
            _ => Err(StoreError::Conflict),
        }
    }

    fn write(&mut self, write: Write) -> u64 {
        self.version += 1;
        let version = self.version;
        self.values.insert(write.key, Stored { value: write.value, version });
        version
    }
}

/// Who holds what until when. A lease never outlives the process, so that a restart waits for nobody.
#[derive(Default)]
pub(super) struct Leases {
    held: HashMap<String, (u64, Instant)>,
    last: u64,
}

impl Leases {
    pub(super) fn holds(&self, fence: &Fence, now: Instant) -> bool {
        self.held.get(&fence.key).is_some_and(|(number, until)| *number == fence.number && *until > now)
    }

    pub(super) fn lease(&mut self, key: &str, ttl: Duration, now: Instant) -> Option<u64> {
        if !self.is_free(key, now) {
            return None;
        }
        self.last += 1;
        self.give(key.to_owned(), self.last, ttl, now);
        Some(self.last)
    }

    pub(super) fn is_free(&self, key: &str, now: Instant) -> bool {
        self.held.get(key).is_none_or(|(_, until)| *until <= now)
    }

    pub(super) fn give(&mut self, key: String, number: u64, ttl: Duration, now: Instant) {
        self.held.insert(key, (number, end(now, ttl)));
    }

    pub(super) fn renew(&mut self, fence: &Fence, ttl: Duration, now: Instant) -> bool {
        match self.held.get_mut(&fence.key) {
            Some((number, until)) if *number == fence.number => {
                *until = end(now, ttl);
                true
            }
            _ => false,
        }
    }

    pub(super) fn release(&mut self, fence: &Fence) {
        if self.held.get(&fence.key).is_some_and(|(number, _)| *number == fence.number) {
            self.held.remove(&fence.key);
        }
    }
}

/// A time too long to be added is a long time.
pub(super) fn end(now: Instant, ttl: Duration) -> Instant {
    now.checked_add(ttl).unwrap_or_else(|| now + Duration::from_secs(365 * 24 * 3600))
}

fn ready<'a, T: Send + 'a>(outcome: Result<T, StoreError>) -> StoreFuture<'a, T> {
    Box::pin(std::future::ready(outcome))
}

impl Store for MemoryStore {
    fn identity(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    fn read<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<Stored>> {
        ready(Ok(self.state().values.get(key).cloned()))
    }

    fn write(&self, write: Write) -> StoreFuture<'_, u64> {
        let mut state = self.state();
        ready(state.check(&write).map(|()| state.write(write)))
    }

    fn remove<'a>(&'a self, key: &'a str) -> StoreFuture<'a, ()> {
        self.state().values.remove(key);
        ready(Ok(()))
    }

    fn keys<'a>(&'a self, prefix: &'a str) -> StoreFuture<'a, Vec<String>> {
        let state = self.state();
        let found = state.values.keys().filter(|key| key.starts_with(prefix));
        let mut keys: Vec<String> = found.cloned().collect();
        keys.sort_unstable();
        ready(Ok(keys))
    }

    fn append<'a>(
        &'a self,
        stream: &'a str,
        entries: Vec<Entry>,
        write: Option<Write>,
    ) -> StoreFuture<'a, Vec<bool>> {
        let capacity = self.0.capacity;
        let mut state = self.state();
        let ids: Vec<_> = entries.iter().map(|entry| queue::short(&entry.id)).collect();
        let fresh = state.stream(stream).queue.fresh(&ids);
        // What brings nothing new needs no room.
        if fresh.contains(&true) && !state.stream(stream).queue.has_room(capacity) {
            return ready(Err(StoreError::Full));
        }
        if let Some(write) = write {
            if let Err(error) = state.check(&write) {
                return ready(Err(error));
            }
            state.write(write);
        }
        let own = state.stream(stream);
        for ((entry, id), new) in entries.into_iter().zip(ids).zip(&fresh) {
            if *new {
                let size = entry.size();
                own.queue.push(id, entry, size, capacity);
            } else {
                own.queue.duplicates += 1;
            }
        }
        own.changed.notify_waiters();
        ready(Ok(fresh))
    }

    fn remember<'a>(
        &'a self,
        stream: &'a str,
        ids: Vec<String>,
        write: Option<Write>,
    ) -> StoreFuture<'a, ()> {
        let capacity = self.0.capacity;
        let mut state = self.state();
        if let Some(write) = write {
            if let Err(error) = state.check(&write) {
                return ready(Err(error));
            }
            state.write(write);
        }
        let own = state.stream(stream);
        for id in ids {
            own.queue.remember(queue::short(&id), capacity);
        }
        ready(Ok(()))
    }

    fn room<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            let changed = self.stream(stream, |own| own.changed.clone());
            loop {
                let notified = changed.notified();
                if self.stream(stream, |own| own.queue.has_room(self.0.capacity)) {
                    return Ok(());
                }
                notified.await;
            }
        })
    }

    fn claim<'a>(&'a self, stream: &'a str, max: usize, hold: Duration) -> StoreFuture<'a, Vec<Claimed>> {
        ready(Ok(self.stream(stream, |own| {
            let claimed = own.queue.claim(max, hold, Instant::now());
            let entry = |(number, deliveries)| {
                let entry = own.queue.get(number)?.clone();
                Some(Claimed { receipt: queue::receipt((number, deliveries)), entry, deliveries })
            };
            claimed.into_iter().filter_map(entry).collect()
        })))
    }

    fn wait<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            let changed = self.stream(stream, |own| own.changed.clone());
            let notified = changed.notified();
            match self.stream(stream, |own| own.queue.due(Instant::now())) {
                None => notified.await,
                Some(due) => {
                    let _ = tokio::time::timeout_at(due, notified).await;
                }
            }
            Ok(())
        })
    }

    fn ack<'a>(&'a self, stream: &'a str, receipt: &'a Receipt) -> StoreFuture<'a, ()> {
        ready(queue::read(receipt).map(|(number, _)| {
            self.stream(stream, |own| {
                own.queue.remove(number);
                own.changed.notify_waiters();
            });
        }))
    }

    fn retry<'a>(&'a self, stream: &'a str, receipt: &'a Receipt, after: Duration) -> StoreFuture<'a, ()> {
        ready(queue::read(receipt).map(|claim| {
            self.stream(stream, |own| {
                own.queue.retry(claim, Some(end(Instant::now(), after)));
                own.changed.notify_waiters();
            });
        }))
    }

    fn bury<'a>(&'a self, stream: &'a str, receipt: &'a Receipt, reason: &'a str) -> StoreFuture<'a, ()> {
        let capacity = self.0.capacity;
        ready(queue::read(receipt).and_then(|(number, deliveries)| {
            self.stream(stream, |own| {
                if own.dead.len() >= capacity.events {
                    return Err(StoreError::Full);
                }
                if let Some(entry) = own.queue.remove(number) {
                    own.dead.push_back(Dead { entry, deliveries, reason: reason.to_owned() });
                }
                own.changed.notify_waiters();
                Ok(())
            })
        }))
    }

    fn dead<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, Vec<Dead>> {
        ready(Ok(self.stream(stream, |own| own.dead.iter().cloned().collect())))
    }

    fn revive<'a>(&'a self, stream: &'a str, id: &'a str) -> StoreFuture<'a, bool> {
        let capacity = self.0.capacity;
        ready(Ok(self.stream(stream, |own| {
            let found = own.dead.iter().position(|dead| dead.entry.id == id);
            let Some(dead) = found.and_then(|index| own.dead.remove(index)) else { return false };
            let size = dead.entry.size();
            own.queue.push(queue::short(id), dead.entry, size, capacity);
            own.changed.notify_waiters();
            true
        })))
    }

    fn counts<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, Counts> {
        ready(Ok(self.stream(stream, |own| Counts {
            waiting: own.queue.len(),
            held: own.queue.held(Instant::now()),
            dead: own.dead.len(),
            duplicates: own.queue.duplicates,
        })))
    }

    fn lease<'a>(&'a self, key: &'a str, ttl: Duration) -> StoreFuture<'a, Option<u64>> {
        ready(Ok(self.state().leases.lease(key, ttl, Instant::now())))
    }

    fn renew<'a>(&'a self, fence: &'a Fence, ttl: Duration) -> StoreFuture<'a, bool> {
        ready(Ok(self.state().leases.renew(fence, ttl, Instant::now())))
    }

    fn release<'a>(&'a self, fence: &'a Fence) -> StoreFuture<'a, ()> {
        self.state().leases.release(fence);
        ready(Ok(()))
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryStore")
    }
}
