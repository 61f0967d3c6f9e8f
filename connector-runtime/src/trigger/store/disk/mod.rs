//! A store in a folder: a log of what happened, and in memory what it comes to.

mod entry;
mod frame;
mod known;
mod log;
mod record;
#[cfg(test)]
mod tests;
mod writer;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::time::Instant;

use super::memory::{Leases, end};
use super::queue;
use super::{
    Capacity, Claimed, Counts, Dead, Entry, Fence, Receipt, Store, StoreError, StoreFuture, Stored, Write,
};
use known::{Known, Place};
use log::{Bad, Log};
use record::{Due, Record};
use writer::{Job, Work, Writer};

/// The most that one call may bring, in bytes.
const LONGEST: usize = 1 << 30;

/// Keeps everything in a folder of one process. What a method has taken when it returns survives the process and the machine; a
/// restart finds it again. What many ask at once is written together.
///
/// The folder holds a log. What is over is removed from it as it grows: it is at most about three times as long as what it keeps,
/// and 32 MiB. In memory are the state, for each event and each dead letter its place (about 100 bytes), and the ids that are
/// remembered (about 50 bytes each); what events hold is not.
#[derive(Clone)]
pub struct DiskStore(Arc<Inner>);

struct Inner {
    shared: Arc<Shared>,
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

/// What the thread that writes and the others share.
struct Shared {
    capacity: Capacity,
    known: Mutex<Known>,
    leases: Mutex<Leases>,
}

impl DiskStore {
    /// Opens the folder, and makes it if there is none.
    ///
    /// # Errors
    /// When it cannot be read or written, is no store, or another process has it open. One that is damaged is moved aside, and
    /// the error says where it is kept: the next time, the store begins empty.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        Self::with_capacity(path, Capacity::default())
    }

    /// The same, for a store that takes this much of each stream.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn with_capacity(path: impl AsRef<Path>, capacity: Capacity) -> Result<Self, StoreError> {
        Self::make(path.as_ref(), capacity, log::SEGMENT)
    }

    fn make(path: &Path, capacity: Capacity, segment: u64) -> Result<Self, StoreError> {
        let (log, known) = Log::open(path, capacity, segment).map_err(|bad| refusal(path, bad))?;
        let shared = Arc::new(Shared { capacity, known: Mutex::new(known), leases: Mutex::default() });
        let (jobs, receiver) = mpsc::channel();
        let writer = Writer::new(log, shared.clone());
        let thread = std::thread::Builder::new()
            .name("connector store".to_owned())
            .spawn(move || writer.run(&receiver))
            .map_err(|error| StoreError::Failed(error.into()))?;
        Ok(Self(Arc::new(Inner { shared, jobs: Some(jobs), thread: Some(thread) })))
    }

    /// Has the thread do something; it is done also when nobody waits for it any more.
    fn ask<'a, T: Send + 'static>(
        &'a self,
        act: impl FnOnce(&mut Work<'_>, &mut Known, &Shared) -> Result<T, StoreError> + Send + 'static,
    ) -> StoreFuture<'a, T> {
        let shared = self.0.shared.clone();
        let (job, outcome) = writer::job(move |work, known| act(work, known, &shared));
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

/// Says why a folder cannot be used, and keeps a damaged one where it is in nobody's way.
fn refusal(path: &Path, bad: Bad) -> StoreError {
    let place = path.display();
    let message = match bad {
        Bad::Io(error) => format!("{place} cannot be opened: {error}"),
        Bad::Refused(message) => message,
        Bad::Damaged(why) => {
            let at = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
            let mut name = path.file_name().unwrap_or_default().to_owned();
            name.push(format!(".damaged-{at}"));
            let kept = path.with_file_name(name);
            match std::fs::rename(path, &kept) {
                Ok(()) => format!(
                    "{place} is damaged ({why}); it is kept as {}, and the next start begins with an empty store",
                    kept.display()
                ),
                Err(error) => format!("{place} is damaged ({why}), and cannot be moved away: {error}"),
            }
        }
    };
    StoreError::Failed(message.into())
}

/// The folder is closed when the last handle is dropped: what was asked is written, and somebody else may open it.
impl Drop for Inner {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn leases(&self) -> MutexGuard<'_, Leases> {
        self.leases.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn check(&self, known: &Known, write: &Write) -> Result<(), StoreError> {
        if write.fence.as_ref().is_some_and(|fence| !self.leases().holds(fence, Instant::now())) {
            return Err(StoreError::Fenced);
        }
        if known.fits(write) { Ok(()) } else { Err(StoreError::Conflict) }
    }
}

/// Writes a value, and gives its version.
fn put(work: &mut Work<'_>, known: &mut Known, write: Write) -> u64 {
    known.version += 1;
    let version = known.version;
    work.push(Record::Value(&write.key, version, &write.value));
    known.values.insert(write.key, Stored { value: write.value, version });
    version
}

fn read(work: &mut Work<'_>, place: Place) -> Result<Entry, StoreError> {
    entry::read(&work.read(place)?).ok_or_else(|| StoreError::Failed("an event cannot be read".into()))
}

fn read_dead(work: &mut Work<'_>, place: Place) -> Result<Dead, StoreError> {
    entry::read_dead(&work.read(place)?)
        .ok_or_else(|| StoreError::Failed("a dead letter cannot be read".into()))
}

impl Store for DiskStore {
    fn identity(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    fn read<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<Stored>> {
        let key = key.to_owned();
        self.ask(move |_, known, _| Ok(known.values.get(&key).cloned()))
    }

    fn write(&self, write: Write) -> StoreFuture<'_, u64> {
        self.ask(move |work, known, shared| {
            shared.check(known, &write)?;
            Ok(put(work, known, write))
        })
    }

    fn remove<'a>(&'a self, key: &'a str) -> StoreFuture<'a, ()> {
        let key = key.to_owned();
        self.ask(move |work, known, _| {
            if known.values.remove(&key).is_some() {
                work.push(Record::Removed(&key));
            }
            Ok(())
        })
    }

    fn keys<'a>(&'a self, prefix: &'a str) -> StoreFuture<'a, Vec<String>> {
        let prefix = prefix.to_owned();
        self.ask(move |_, known, _| {
            let from = known.values.range(prefix.clone()..).map(|(key, _)| key);
            Ok(from.take_while(|key| key.starts_with(&prefix)).cloned().collect())
        })
    }

    fn append<'a>(
        &'a self,
        stream: &'a str,
        entries: Vec<Entry>,
        write: Option<Write>,
    ) -> StoreFuture<'a, Vec<bool>> {
        let name = stream.to_owned();
        self.ask(move |work, known, shared| {
            if let Some(write) = &write {
                shared.check(known, write)?;
            }
            let (number, stream) = known.change(&name);
            let ids: Vec<_> = entries.iter().map(|entry| queue::short(&entry.id)).collect();
            let fresh = stream.queue.fresh(&ids);
            // What brings nothing new needs no room.
            if fresh.contains(&true) {
                if !stream.queue.has_room(shared.capacity) {
                    return Err(StoreError::Full);
                }
                if entries.iter().fold(0, |sum: usize, entry| sum.saturating_add(entry.size())) > LONGEST {
                    return Err(StoreError::Failed("what came is too long".into()));
                }
                work.takes_more()?;
                if let Some(name) = stream.unrecorded() {
                    work.push(Record::Stream(number, name));
                }
            }
            for ((entry, id), new) in entries.iter().zip(ids).zip(&fresh) {
                if !*new {
                    stream.queue.duplicates += 1;
                    continue;
                }
                let own = stream.queue.number();
                if let Some(place) = work.event((number, own), id, entry) {
                    stream.queue.remember(id, shared.capacity);
                    stream.queue.put(own, place, place.size(), 0, None);
                }
            }
            if let Some(write) = write {
                put(work, known, write);
            }
            Ok(fresh)
        })
    }

    fn remember<'a>(
        &'a self,
        stream: &'a str,
        ids: Vec<String>,
        write: Option<Write>,
    ) -> StoreFuture<'a, ()> {
        let name = stream.to_owned();
        self.ask(move |work, known, shared| {
            if let Some(write) = &write {
                shared.check(known, write)?;
            }
            let (number, stream) = known.change(&name);
            if let Some(name) = stream.unrecorded() {
                work.push(Record::Stream(number, name));
            }
            for id in ids.iter().map(|id| queue::short(id)) {
                if !stream.queue.has_seen(id) {
                    let own = stream.queue.number();
                    work.push(Record::Seen((number, own), id));
                    stream.queue.remember(id, shared.capacity);
                }
            }
            if let Some(write) = write {
                put(work, known, write);
            }
            Ok(())
        })
    }

    fn room<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, ()> {
        let shared = &self.0.shared;
        Box::pin(async move {
            let changed = shared.known().stream(stream).1.changed.clone();
            loop {
                let notified = changed.notified();
                if shared.known().stream(stream).1.queue.has_room(shared.capacity) {
                    return Ok(());
                }
                notified.await;
            }
        })
    }

    fn claim<'a>(&'a self, stream: &'a str, max: usize, hold: Duration) -> StoreFuture<'a, Vec<Claimed>> {
        // A stream with nothing to hand out does not wait for the thread.
        let now = Instant::now();
        let due = self.0.shared.known().get(stream).and_then(|own| own.queue.due(now));
        if due.is_none_or(|due| due > now) {
            return Box::pin(std::future::ready(Ok(Vec::new())));
        }
        let name = stream.to_owned();
        self.ask(move |work, known, _| {
            let (stream_number, stream) = known.change(&name);
            let claimed = stream.queue.claim(max, hold, Instant::now());
            let entries: Result<Vec<Claimed>, StoreError> = claimed
                .iter()
                .filter_map(|(number, deliveries)| Some((*number, *deliveries, *stream.queue.get(*number)?)))
                .map(|(number, deliveries, place)| {
                    let receipt = queue::receipt((number, deliveries));
                    Ok(Claimed { receipt, entry: read(work, place)?, deliveries })
                })
                .collect();
            for (number, deliveries) in claimed {
                if entries.is_ok() {
                    // How often it has come is known before it comes: what kills the process is counted.
                    work.push(Record::Due((stream_number, number), Due { deliveries, at: 0 }));
                } else {
                    stream.queue.retry((number, deliveries), None);
                }
            }
            entries
        })
    }

    fn wait<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, ()> {
        let shared = &self.0.shared;
        Box::pin(async move {
            let changed = shared.known().stream(stream).1.changed.clone();
            let notified = changed.notified();
            let due = shared.known().stream(stream).1.queue.due(Instant::now());
            match due {
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
        self.ask(move |work, known, _| {
            let (number, _) = queue::read(&receipt)?;
            let (stream_number, stream) = known.change(&name);
            if stream.queue.remove(number).is_some() {
                work.push(Record::Gone((stream_number, number)));
            }
            Ok(())
        })
    }

    fn retry<'a>(&'a self, stream: &'a str, receipt: &'a Receipt, after: Duration) -> StoreFuture<'a, ()> {
        let (name, receipt) = (stream.to_owned(), receipt.clone());
        self.ask(move |work, known, _| {
            let (number, deliveries) = queue::read(&receipt)?;
            let (stream_number, stream) = known.change(&name);
            let until = Some(end(Instant::now(), after));
            if stream.queue.retry((number, deliveries), until) {
                work.push(Record::Due((stream_number, number), Due::new(deliveries, until)));
            }
            Ok(())
        })
    }

    fn bury<'a>(&'a self, stream: &'a str, receipt: &'a Receipt, reason: &'a str) -> StoreFuture<'a, ()> {
        let (name, receipt, reason) = (stream.to_owned(), receipt.clone(), reason.to_owned());
        self.ask(move |work, known, shared| {
            let (number, deliveries) = queue::read(&receipt)?;
            let (stream_number, stream) = known.change(&name);
            if stream.dead.len() >= shared.capacity.events {
                return Err(StoreError::Full);
            }
            let Some(place) = stream.queue.get(number).copied() else { return Ok(()) };
            let dead = Dead { entry: read(work, place)?, deliveries, reason };
            let mut bytes = Vec::new();
            entry::write_dead(&dead, &mut bytes);
            if let Some(place) = work.push(Record::Dead((stream_number, number), &bytes)) {
                stream.queue.remove(number);
                stream.dead.insert(number, place);
            }
            Ok(())
        })
    }

    fn dead<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, Vec<Dead>> {
        let name = stream.to_owned();
        self.ask(move |work, known, _| {
            let dead = known.get(&name).into_iter().flat_map(|stream| stream.dead.values());
            dead.map(|place| read_dead(work, *place)).collect()
        })
    }

    fn revive<'a>(&'a self, stream: &'a str, id: &'a str) -> StoreFuture<'a, bool> {
        let (name, id) = (stream.to_owned(), id.to_owned());
        self.ask(move |work, known, _| {
            let (stream_number, stream) = known.change(&name);
            for (old, place) in &stream.dead {
                let entry = read_dead(work, *place)?.entry;
                if entry.id != id {
                    continue;
                }
                let mut bytes = Vec::new();
                entry::write(&entry, &mut bytes);
                let (old, number) = (*old, stream.queue.number());
                work.push(Record::Gone((stream_number, old)));
                let record =
                    Record::Event((stream_number, number), queue::short(&id), Due::default(), &bytes);
                if let Some(place) = work.push(record) {
                    stream.dead.remove(&old);
                    stream.queue.put(number, place, place.size(), 0, None);
                }
                return Ok(true);
            }
            Ok(false)
        })
    }

    fn counts<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, Counts> {
        let known = self.0.shared.known();
        let counts = known.get(stream).map(|own| Counts {
            waiting: own.queue.len(),
            held: own.queue.held(Instant::now()),
            dead: own.dead.len(),
            duplicates: own.queue.duplicates,
        });
        Box::pin(std::future::ready(Ok(counts.unwrap_or_default())))
    }

    fn lease<'a>(&'a self, key: &'a str, ttl: Duration) -> StoreFuture<'a, Option<u64>> {
        let key = key.to_owned();
        self.ask(move |work, known, shared| {
            let now = Instant::now();
            if !shared.leases().is_free(&key, now) {
                return Ok(None);
            }
            known.lease += 1;
            work.push(Record::Last(known.version, known.lease));
            shared.leases().give(key, known.lease, ttl, now);
            Ok(Some(known.lease))
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

impl fmt::Debug for DiskStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DiskStore")
    }
}
