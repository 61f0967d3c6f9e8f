//! A store that any number of processes share: NATS JetStream.

mod bucket;
mod dead;
mod entry;
mod ids;
mod inbox;
mod leases;
mod link;
mod name;
mod options;
mod room;
mod sessions;
mod stuck;

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use async_nats::jetstream::context::PublishErrorKind;
use async_nats::jetstream::message::PublishMessage;
use tokio::task::JoinHandle;

use super::queue;
use super::{Claimed, Counts, Dead, Entry, Fence, Receipt, Store, StoreError, StoreFuture, Stored, Write};
use crate::error::BoxError;
use bucket::Change;
use ids::Ids;
use inbox::{Claim, Inbox};
use leases::Leases;
use link::{Link, count, found, is_leaderless};
use room::Room;
use stuck::Stuck;

pub use options::NatsOptions;

/// How many messages are under way at once.
const AT_ONCE: usize = 500;
/// An id that no message ever has.
const NEVER: &str = "never";

/// Keeps everything on NATS JetStream (server 2.9 or later), for any number of processes: any of them receives a webhook's events, one
/// at a time polls a trigger, and all that run the same streams share their events.
///
/// What it has taken is on as many servers as [`replicas`](NatsOptions::replicas) says. A clone is the same store. What a process
/// has that ends goes to the others when its time is up; [`close`](Self::close) lets go of it at once.
#[derive(Clone)]
pub struct NatsStore(Arc<Inner>);

struct Inner {
    link: Arc<Link>,
    leases: Arc<Leases>,
    ids: Ids,
    room: Room,
    options: NatsOptions,
    streams: Mutex<HashMap<String, Arc<Stream>>>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

struct Stream {
    inbox: Arc<Inbox>,
    duplicates: AtomicU64,
}

fn failed(error: impl Into<BoxError>) -> StoreError {
    StoreError::Failed(error.into())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing that holds a lock can be interrupted half-way.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl NatsStore {
    /// The store of this name on a server without replicas, as `nats://127.0.0.1:4222`. [`options`](Self::options) says more.
    ///
    /// # Errors
    /// What [`NatsOptions::connect`] says.
    pub async fn connect(server: &str, name: &str) -> Result<Self, StoreError> {
        Self::options(name).servers([server]).connect().await
    }

    /// How the store of this name is reached. All processes that give the same name share it.
    pub fn options(name: impl Into<String>) -> NatsOptions {
        NatsOptions::new(name.into())
    }

    async fn open(client: async_nats::Client, options: NatsOptions) -> Result<Self, StoreError> {
        let link = Arc::new(Link::open(client, &options).await?);
        let leases = Arc::new(Leases::new(link.clone(), options.lease_time, options.leases));
        let inner = Arc::new(Inner {
            ids: Ids::new(link.clone(), options.ids),
            room: Room::new(link.clone(), options.events),
            link,
            leases: leases.clone(),
            streams: Mutex::default(),
            tasks: Mutex::default(),
            options,
        });
        let hearing = tokio::spawn(async move {
            let _ = leases.listen().await;
        });
        let tending = tokio::spawn(tend(Arc::downgrade(&inner)));
        let freeing = tokio::spawn(free(Arc::downgrade(&inner)));
        lock(&inner.tasks).extend([hearing, tending, freeing]);
        Ok(Self(inner))
    }

    /// Lets go of all leases, and hands what was fetched and not handled to other processes. Streams on this store should have
    /// ended.
    ///
    /// # Errors
    /// When NATS does not answer; then the others take over when the time is up.
    pub async fn close(self) -> Result<(), StoreError> {
        self.0.leases.end().await?;
        self.0.link.client.flush().await.map_err(failed)
    }

    fn stream(&self, name: &str) -> Arc<Stream> {
        let mut streams = lock(&self.0.streams);
        let make = || {
            let (link, options) = (self.0.link.clone(), &self.0.options);
            let inbox = Inbox::new(link, name::token(name), options.redelivery, options.in_order);
            Arc::new(Stream { inbox: Arc::new(inbox), duplicates: AtomicU64::new(0) })
        };
        streams.entry(name.to_owned()).or_insert_with(make).clone()
    }

    async fn append(
        &self,
        name: &str,
        entries: Vec<Entry>,
        state: Option<Write>,
    ) -> Result<Vec<bool>, StoreError> {
        let stream = self.stream(name);
        let (link, token) = (&self.0.link, &stream.inbox.token);
        let subject = link.inbox_subject(token);
        if let Some(write) = &state {
            self.0.leases.check(write).await?;
        }
        // Only who polls has written ids down; what comes by itself has its own in the time that NATS knows them.
        let mut window = match &state {
            Some(write) if !entries.is_empty() => {
                let lease = write.fence.as_ref().map(|fence| fence.number);
                let ids: Vec<queue::Id> = entries.iter().map(|entry| queue::short(&entry.id)).collect();
                Some((self.0.ids.window(token, lease).await?, ids))
            }
            _ => None,
        };
        let known: Vec<bool> = match &window {
            Some((window, ids)) => ids.iter().map(|id| window.knows(*id)).collect(),
            None => vec![false; entries.len()],
        };
        let has_room = match known.contains(&false) {
            true => self.0.room.take(token, known.iter().filter(|known| !**known).count()).await?,
            false => true,
        };
        let mut fresh = Vec::with_capacity(entries.len());
        let all: Vec<_> = entries.iter().zip(&known).collect();
        for some in all.chunks(AT_ONCE) {
            let mut acks = Vec::with_capacity(some.len());
            for (entry, known) in some {
                if **known {
                    acks.push(None);
                    continue;
                }
                let message = message(token, entry, has_room)?;
                acks.push(Some(link.jet.send_publish(subject.clone(), message).await.map_err(failed)?));
            }
            for (ack, (entry, _)) in acks.into_iter().zip(some) {
                let Some(ack) = ack else {
                    fresh.push(false);
                    continue;
                };
                let kept = match ack.await {
                    Err(error) if is_leaderless(&error) => {
                        link.publish(&subject, message(token, entry, has_room)?).await
                    }
                    kept => kept,
                };
                match kept {
                    Ok(ack) => fresh.push(!ack.duplicate),
                    Err(error) if !has_room && error.kind() == PublishErrorKind::WrongLastMessageId => {
                        return Err(StoreError::Full);
                    }
                    Err(error) => return Err(failed(error)),
                }
            }
        }
        let duplicates = fresh.iter().filter(|fresh| !**fresh).count() as u64;
        stream.duplicates.fetch_add(duplicates, Ordering::Relaxed);
        if let Some((window, ids)) = &mut window {
            self.0.ids.add(token, window, ids).await?;
        }
        if let Some(write) = state {
            self.0.leases.write(write).await?;
        }
        Ok(fresh)
    }

    async fn bury(&self, name: &str, receipt: &Receipt, reason: &str) -> Result<(), StoreError> {
        let stream = self.stream(name);
        let claim = Claim::read(receipt)?;
        let entry = match stream.inbox.entry(&claim) {
            Some(entry) => Some(entry),
            None => {
                let there = found(self.0.link.inbox.get_raw_message(claim.number).await)?;
                there.map(|message| {
                    entry::read(&message.headers, message.payload, || claim.number.to_string())
                })
            }
        };
        // It may have been handled meanwhile.
        if let Some(entry) = entry {
            let dead = Dead { entry, deliveries: claim.deliveries, reason: reason.to_owned() };
            self.0.link.bury(&stream.inbox.token, claim.number, &dead, self.0.options.events).await?;
        }
        stream.inbox.ack(&claim).await
    }

    async fn revive(&self, name: &str, id: &str) -> Result<bool, StoreError> {
        let token = name::token(name);
        let all = self.0.link.dead_letters(&token).await?;
        let Some((number, dead)) = all.into_iter().find(|(_, dead)| dead.entry.id == id) else {
            return Ok(false);
        };
        // Under a name of its own: by its id it would be one that was there already.
        let message = PublishMessage::build()
            .headers(entry::headers(&dead.entry)?)
            .payload(dead.entry.body)
            .message_id(format!("revived {number}"));
        let subject = self.0.link.inbox_subject(&token);
        self.0.link.publish(&subject, message).await.map_err(failed)?;
        self.0.link.dead.delete_message(number).await.map_err(failed)
    }

    async fn counts(&self, name: &str) -> Result<Counts, StoreError> {
        let stream = self.stream(name);
        let (link, token) = (&self.0.link, &stream.inbox.token);
        Ok(Counts {
            waiting: count(&link.inbox, &link.inbox_subject(token)).await?,
            held: stream.inbox.held().await?,
            dead: count(&link.dead, &link.dead_subject(token)).await?,
            duplicates: stream.duplicates.load(Ordering::Relaxed),
        })
    }
}

fn message(token: &str, entry: &Entry, has_room: bool) -> Result<PublishMessage, StoreError> {
    let id = format!("{token} {}", entry.id);
    let message = PublishMessage::build()
        .headers(entry::headers(entry)?)
        .payload(entry.body.clone())
        .message_id(format!("{:032x}", queue::short(&id)));
    // Servers look for duplicates first: one is said to be one, and what is new is refused.
    Ok(if has_room { message } else { message.expected_last_message_id(NEVER) })
}

/// As long as there is a store, it tells the servers what it has.
async fn tend(inner: Weak<Inner>) {
    loop {
        let Some(inner) = inner.upgrade() else { return };
        let pause = (inner.options.lease_time / 3).min(inner.options.redelivery / 6);
        inner.leases.tend().await;
        let streams: Vec<_> = lock(&inner.streams).values().cloned().collect();
        for stream in streams {
            stream.inbox.tend().await;
        }
        drop(inner);
        tokio::time::sleep(pause).await;
    }
}

/// As long as there is a store, it looks for what is stuck. Two looks are as far apart as an event that is handed out again from the first time.
async fn free(inner: Weak<Inner>) {
    let mut all: HashMap<String, Stuck> = HashMap::new();
    loop {
        let Some(inner) = inner.upgrade() else { return };
        let pause = inner.options.redelivery;
        let streams: Vec<_> = lock(&inner.streams).values().cloned().collect();
        drop(inner);
        tokio::time::sleep(pause).await;
        for stream in streams {
            // What cannot be done now is done the next time.
            let _ = all.entry(stream.inbox.token.clone()).or_default().free(&stream.inbox).await;
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        lock(&self.tasks).iter().for_each(JoinHandle::abort);
    }
}

impl Store for NatsStore {
    fn identity(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn read<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<Stored>> {
        Box::pin(async move {
            let slot = self.0.link.slot(key).await?;
            Ok(slot.value.map(|value| Stored { value, version: slot.version }))
        })
    }

    fn write(&self, write: Write) -> StoreFuture<'_, u64> {
        Box::pin(self.0.leases.write(write))
    }

    fn remove<'a>(&'a self, key: &'a str) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            loop {
                let slot = self.0.link.slot(key).await?;
                if slot.value.is_none() || self.0.link.change(key, &slot, Change::Removed).await?.is_some() {
                    return Ok(());
                }
            }
        })
    }

    fn keys<'a>(&'a self, prefix: &'a str) -> StoreFuture<'a, Vec<String>> {
        Box::pin(self.0.link.keys(prefix))
    }

    fn append<'a>(
        &'a self,
        stream: &'a str,
        entries: Vec<Entry>,
        state: Option<Write>,
    ) -> StoreFuture<'a, Vec<bool>> {
        Box::pin(self.append(stream, entries, state))
    }

    fn remember<'a>(
        &'a self,
        stream: &'a str,
        ids: Vec<String>,
        state: Option<Write>,
    ) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            let token = name::token(stream);
            if let Some(write) = &state {
                self.0.leases.check(write).await?;
            }
            let lease = state.as_ref().and_then(|write| Some(write.fence.as_ref()?.number));
            let mut window = self.0.ids.window(&token, lease).await?;
            let ids: Vec<_> = ids.iter().map(|id| queue::short(id)).collect();
            self.0.ids.add(&token, &mut window, &ids).await?;
            match state {
                Some(write) => self.0.leases.write(write).await.map(drop),
                None => Ok(()),
            }
        })
    }

    fn room<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, ()> {
        Box::pin(async move { self.0.room.wait(&name::token(stream)).await })
    }

    fn claim<'a>(&'a self, stream: &'a str, max: usize, hold: Duration) -> StoreFuture<'a, Vec<Claimed>> {
        Box::pin(async move { self.stream(stream).inbox.claim(max, hold).await })
    }

    fn is_held(&self, stream: &str, receipt: &Receipt) -> bool {
        Claim::read(receipt).is_ok_and(|claim| self.stream(stream).inbox.is_held(&claim))
    }

    fn wait<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, ()> {
        Box::pin(async move { self.stream(stream).inbox.wait().await })
    }

    fn ack<'a>(&'a self, stream: &'a str, receipt: &'a Receipt) -> StoreFuture<'a, ()> {
        Box::pin(async move { self.stream(stream).inbox.ack(&Claim::read(receipt)?).await })
    }

    fn retry<'a>(&'a self, stream: &'a str, receipt: &'a Receipt, after: Duration) -> StoreFuture<'a, ()> {
        Box::pin(async move { self.stream(stream).inbox.retry(&Claim::read(receipt)?, after).await })
    }

    fn bury<'a>(&'a self, stream: &'a str, receipt: &'a Receipt, reason: &'a str) -> StoreFuture<'a, ()> {
        Box::pin(self.bury(stream, receipt, reason))
    }

    fn dead<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, Vec<Dead>> {
        Box::pin(async move {
            let all = self.0.link.dead_letters(&name::token(stream)).await?;
            Ok(all.into_iter().map(|(_, dead)| dead).collect())
        })
    }

    fn revive<'a>(&'a self, stream: &'a str, id: &'a str) -> StoreFuture<'a, bool> {
        Box::pin(self.revive(stream, id))
    }

    fn counts<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, Counts> {
        Box::pin(self.counts(stream))
    }

    fn lease_time(&self) -> Duration {
        self.0.leases.sessions.time()
    }

    fn lease<'a>(&'a self, key: &'a str, ttl: Duration) -> StoreFuture<'a, Option<u64>> {
        Box::pin(self.0.leases.take(key, ttl))
    }

    fn renew<'a>(&'a self, fence: &'a Fence, ttl: Duration) -> StoreFuture<'a, bool> {
        Box::pin(self.0.leases.renew(fence, ttl))
    }

    fn release<'a>(&'a self, fence: &'a Fence) -> StoreFuture<'a, ()> {
        Box::pin(self.0.leases.release(fence))
    }

    fn freed<'a>(&'a self, key: &'a str) -> StoreFuture<'a, ()> {
        Box::pin(self.0.leases.freed(key))
    }
}

impl fmt::Debug for NatsStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NatsStore({})", self.0.link.name())
    }
}
