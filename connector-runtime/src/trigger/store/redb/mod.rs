//! A store in a file.

mod disk;
mod entry;
mod writer;

use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::memory::{Leases, end};
use super::queue::{self, Queue};
use super::{
    Capacity, Claimed, Counts, Dead, Entry, Fence, Receipt, Store, StoreError, StoreFuture, Stored, Write,
};
use disk::{Done, Tables};
use writer::Job;

/// Keeps everything in a file, an embedded database ([redb](https://www.redb.org)) of one process. What a method has taken when it
/// returns survives the process and the machine; a restart finds it again. What many ask at once is written together.
///
/// Events are held in memory only by their numbers.
#[derive(Clone)]
pub struct RedbStore(Arc<Inner>);

struct Inner {
    shared: Arc<Shared>,
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

/// What the thread that writes and the others share.
struct Shared {
    capacity: Capacity,
    streams: Mutex<HashMap<String, Stream>>,
    leases: Mutex<Leases>,
}

/// A stream as it is known without its file.
struct Stream {
    number: u32,
    queue: Queue,
    dead: usize,
    changed: Arc<Notify>,
    touched: bool,
}

impl Stream {
    fn new(number: u32) -> Self {
        Self { number, queue: Queue::default(), dead: 0, changed: Arc::default(), touched: false }
    }
}

impl RedbStore {
    /// Opens the file, and makes it if there is none.
    ///
    /// # Errors
    /// When it cannot be read or written, or another process has it open. A damaged file is moved aside, and the error says where
    /// it is kept: the next time, the store begins empty.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::with_capacity(path, Capacity::default())
    }

    /// The same, for a store that takes this much of each stream.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn with_capacity(path: impl AsRef<Path>, capacity: Capacity) -> Result<Self, StoreError> {
        let path = path.as_ref().to_owned();
        let shared = Arc::new(Shared { capacity, streams: Mutex::default(), leases: Mutex::default() });
        let database = writer::open(&path, &shared)?;
        let (jobs, receiver) = mpsc::channel();
        let own = shared.clone();
        let thread = std::thread::Builder::new()
            .name("connector store".to_owned())
            .spawn(move || writer::run(database, path, own, receiver))
            .map_err(|error| StoreError::Failed(error.into()))?;
        Ok(Self(Arc::new(Inner { shared, jobs: Some(jobs), thread: Some(thread) })))
    }

    /// Has the thread do something; it is done also when nobody waits for it any more.
    fn ask<'a, T: Send + 'static>(
        &'a self,
        act: impl FnOnce(&mut Tables<'_>, &Shared) -> Done<T> + Send + 'static,
    ) -> StoreFuture<'a, T> {
        let shared = self.0.shared.clone();
        let (job, outcome) = writer::job(move |tables| act(tables, &shared));
        let sent = self.0.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok());
        Box::pin(async move {
            let lost = || StoreError::Failed("its thread has ended".into());
            if !sent {
                return Err(lost());
            }
            outcome.await.unwrap_or_else(|_| Err(lost()))
        })
    }
}

/// The file is closed when the last handle is dropped: what was asked is written, and somebody else may open it.
impl Drop for Inner {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn streams(&self) -> MutexGuard<'_, HashMap<String, Stream>> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn leases(&self) -> MutexGuard<'_, Leases> {
        self.leases.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the file holds, in the place of what was known.
    fn begin(&self, mut loaded: HashMap<String, Stream>) {
        let mut streams = self.streams();
        for (name, known) in streams.drain() {
            let stream = loaded.entry(name).or_insert_with(|| Stream::new(0));
            (stream.changed, stream.touched) = (known.changed, true);
        }
        *streams = loaded;
    }

    /// Tells those who wait for what has been worked on.
    fn wake(&self) {
        for stream in self.streams().values_mut() {
            if std::mem::take(&mut stream.touched) {
                stream.changed.notify_waiters();
            }
        }
    }

    /// Looks at a stream that may not be there.
    fn look<T: Default>(&self, name: &str, act: impl FnOnce(&mut Stream) -> T) -> T {
        self.streams().get_mut(name).map(act).unwrap_or_default()
    }

    /// What is told when a stream changes.
    fn changed(&self, name: &str) -> Arc<Notify> {
        // Its number comes with its first event.
        self.streams().entry(name.to_owned()).or_insert_with(|| Stream::new(0)).changed.clone()
    }

    /// Works on a stream, with the number that it has in the file.
    fn stream<T>(
        &self,
        tables: &mut Tables<'_>,
        name: &str,
        act: impl FnOnce(&mut Tables<'_>, &mut Stream) -> Done<T>,
    ) -> Done<T> {
        let mut streams = self.streams();
        let stream = streams.entry(name.to_owned()).or_insert_with(|| Stream::new(0));
        if stream.number == 0 {
            stream.number = tables.stream(name)?;
        }
        stream.touched = true;
        act(tables, stream)
    }

    fn check(&self, tables: &Tables<'_>, write: &Write) -> Done<()> {
        if write.fence.as_ref().is_some_and(|fence| !self.leases().holds(fence, Instant::now())) {
            return Ok(Err(StoreError::Fenced));
        }
        Ok(if tables.fits(write)? { Ok(()) } else { Err(StoreError::Conflict) })
    }
}

/// Goes on with what is good, and gives back what is refused.
macro_rules! good {
    ($outcome:expr) => {
        match $outcome? {
            Ok(good) => good,
            Err(refused) => return Ok(Err(refused)),
        }
    };
}

impl Store for RedbStore {
    fn identity(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    fn read<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<Stored>> {
        let key = key.to_owned();
        self.ask(move |tables, _| Ok(Ok(tables.read(&key)?)))
    }

    fn write(&self, write: Write) -> StoreFuture<'_, u64> {
        self.ask(move |tables, shared| {
            good!(shared.check(tables, &write));
            Ok(Ok(tables.write(&write)?))
        })
    }

    fn remove<'a>(&'a self, key: &'a str) -> StoreFuture<'a, ()> {
        let key = key.to_owned();
        self.ask(move |tables, _| Ok(Ok(tables.remove(&key)?)))
    }

    fn keys<'a>(&'a self, prefix: &'a str) -> StoreFuture<'a, Vec<String>> {
        let prefix = prefix.to_owned();
        self.ask(move |tables, _| Ok(Ok(tables.keys(&prefix)?)))
    }

    fn append<'a>(
        &'a self,
        stream: &'a str,
        entries: Vec<Entry>,
        write: Option<Write>,
    ) -> StoreFuture<'a, Vec<bool>> {
        let name = stream.to_owned();
        self.ask(move |tables, shared| {
            let capacity = shared.capacity;
            shared.stream(tables, &name, |tables, stream| {
                let ids: Vec<_> = entries.iter().map(|entry| queue::short(&entry.id)).collect();
                let mut fresh = stream.queue.fresh(&ids);
                for (new, id) in fresh.iter_mut().zip(&ids) {
                    *new = *new && !tables.is_seen(stream.number, *id)?;
                }
                if fresh.contains(&true) && !stream.queue.has_room(capacity) {
                    return Ok(Err(StoreError::Full));
                }
                if let Some(write) = &write {
                    good!(shared.check(tables, write));
                    tables.write(write)?;
                }
                for ((entry, id), new) in entries.iter().zip(ids).zip(&fresh) {
                    if *new {
                        let at = (stream.number, stream.queue.append(entry.size()));
                        tables.remember(at, id, capacity)?;
                        tables.put(at, entry)?;
                    } else {
                        stream.queue.duplicates += 1;
                    }
                }
                Ok(Ok(fresh))
            })
        })
    }

    fn remember<'a>(
        &'a self,
        stream: &'a str,
        ids: Vec<String>,
        write: Option<Write>,
    ) -> StoreFuture<'a, ()> {
        let name = stream.to_owned();
        self.ask(move |tables, shared| {
            let capacity = shared.capacity;
            shared.stream(tables, &name, |tables, stream| {
                if let Some(write) = &write {
                    good!(shared.check(tables, write));
                    tables.write(write)?;
                }
                for id in &ids {
                    let at = (stream.number, stream.queue.number());
                    tables.remember(at, queue::short(id), capacity)?;
                }
                Ok(Ok(()))
            })
        })
    }

    fn room<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, ()> {
        let shared = &self.0.shared;
        Box::pin(async move {
            let changed = shared.changed(stream);
            loop {
                let notified = changed.notified();
                if shared.look(stream, |own| !own.queue.has_room(shared.capacity)) {
                    notified.await;
                } else {
                    return Ok(());
                }
            }
        })
    }

    fn claim<'a>(&'a self, stream: &'a str, max: usize, hold: Duration) -> StoreFuture<'a, Vec<Claimed>> {
        // A stream with nothing to hand out costs no look into the file.
        let now = Instant::now();
        if self.0.shared.look(stream, |own| own.queue.due(now)).is_none_or(|due| due > now) {
            return Box::pin(std::future::ready(Ok(Vec::new())));
        }
        let name = stream.to_owned();
        self.ask(move |tables, shared| {
            shared.stream(tables, &name, |tables, stream| {
                let mut all = Vec::new();
                for (number, deliveries) in stream.queue.claim(max, hold, Instant::now()) {
                    let at = (stream.number, number);
                    let Some(entry) = tables.get(at)? else { continue };
                    // How often it has come is known before it comes: what kills the process is counted.
                    tables.deliver(at, deliveries, None)?;
                    all.push(Claimed { receipt: queue::receipt((number, deliveries)), entry, deliveries });
                }
                Ok(Ok(all))
            })
        })
    }

    fn wait<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, ()> {
        let shared = &self.0.shared;
        Box::pin(async move {
            let changed = shared.changed(stream);
            let notified = changed.notified();
            match shared.look(stream, |own| own.queue.due(Instant::now())) {
                None => notified.await,
                Some(due) => {
                    let _ = tokio::time::timeout_at(due, notified).await;
                }
            }
            Ok(())
        })
    }

    fn ack<'a>(&'a self, stream: &'a str, receipt: &'a Receipt) -> StoreFuture<'a, ()> {
        let (name, receipt) = (stream.to_owned(), receipt.clone());
        self.ask(move |tables, shared| {
            shared.stream(tables, &name, |tables, stream| {
                let (number, _) = good!(Ok::<_, disk::Broken>(queue::read(&receipt)));
                if stream.queue.remove(number) {
                    tables.forget((stream.number, number))?;
                }
                Ok(Ok(()))
            })
        })
    }

    fn retry<'a>(&'a self, stream: &'a str, receipt: &'a Receipt, after: Duration) -> StoreFuture<'a, ()> {
        let (name, receipt) = (stream.to_owned(), receipt.clone());
        self.ask(move |tables, shared| {
            shared.stream(tables, &name, |tables, stream| {
                let claim = good!(Ok::<_, disk::Broken>(queue::read(&receipt)));
                if stream.queue.retry(claim, Some(end(Instant::now(), after))) {
                    tables.deliver((stream.number, claim.0), claim.1, Some(after))?;
                }
                Ok(Ok(()))
            })
        })
    }

    fn bury<'a>(&'a self, stream: &'a str, receipt: &'a Receipt, reason: &'a str) -> StoreFuture<'a, ()> {
        let (name, receipt, reason) = (stream.to_owned(), receipt.clone(), reason.to_owned());
        self.ask(move |tables, shared| {
            let capacity = shared.capacity;
            shared.stream(tables, &name, |tables, stream| {
                let (number, deliveries) = good!(Ok::<_, disk::Broken>(queue::read(&receipt)));
                if stream.dead >= capacity.events {
                    return Ok(Err(StoreError::Full));
                }
                let at = (stream.number, number);
                if let (true, Some(entry)) = (stream.queue.remove(number), tables.get(at)?) {
                    tables.bury(at, &Dead { entry, deliveries, reason })?;
                    stream.dead += 1;
                }
                Ok(Ok(()))
            })
        })
    }

    fn dead<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, Vec<Dead>> {
        let name = stream.to_owned();
        self.ask(move |tables, shared| {
            shared.stream(tables, &name, |tables, stream| {
                Ok(Ok(tables.dead(stream.number)?.into_iter().map(|(_, dead)| dead).collect()))
            })
        })
    }

    fn revive<'a>(&'a self, stream: &'a str, id: &'a str) -> StoreFuture<'a, bool> {
        let (name, id) = (stream.to_owned(), id.to_owned());
        self.ask(move |tables, shared| {
            shared.stream(tables, &name, |tables, stream| {
                let found = tables.dead(stream.number)?.into_iter().find(|(_, dead)| dead.entry.id == id);
                let Some((number, dead)) = found else { return Ok(Ok(false)) };
                tables.exhume((stream.number, number))?;
                stream.dead = stream.dead.saturating_sub(1);
                let at = (stream.number, stream.queue.append(dead.entry.size()));
                tables.put(at, &dead.entry)?;
                Ok(Ok(true))
            })
        })
    }

    fn counts<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, Counts> {
        let counts = self.0.shared.look(stream, |own| Counts {
            waiting: own.queue.len(),
            held: own.queue.held(Instant::now()),
            dead: own.dead,
            duplicates: own.queue.duplicates,
        });
        Box::pin(std::future::ready(Ok(counts)))
    }

    fn lease<'a>(&'a self, key: &'a str, ttl: Duration) -> StoreFuture<'a, Option<u64>> {
        let key = key.to_owned();
        self.ask(move |tables, shared| {
            let now = Instant::now();
            if !shared.leases().is_free(&key, now) {
                return Ok(Ok(None));
            }
            let number = tables.count("lease")?;
            shared.leases().give(key, number, ttl, now);
            Ok(Ok(Some(number)))
        })
    }

    fn renew<'a>(&'a self, fence: &'a Fence, ttl: Duration) -> StoreFuture<'a, bool> {
        Box::pin(std::future::ready(Ok(self.0.shared.leases().renew(fence, ttl, Instant::now()))))
    }

    fn release<'a>(&'a self, fence: &'a Fence) -> StoreFuture<'a, ()> {
        self.0.shared.leases().release(fence);
        Box::pin(std::future::ready(Ok(())))
    }
}

impl fmt::Debug for RedbStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RedbStore")
    }
}
