//! The tables of the file, and what a transaction does with them.

use std::collections::HashMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use redb::{Database, ReadableDatabase, ReadableTable, Table, TableDefinition, TableError, WriteTransaction};
use tokio::time::Instant;

use super::{Stream, entry};
use crate::trigger::store::queue::Id;
use crate::trigger::store::{Capacity, Dead, Entry, Expect, StoreError, Stored, Write};

/// A stream's number, and the number of something in it.
type At = (u32, u64);

/// Key to version and value.
const STATE: TableDefinition<'_, &str, (u64, &[u8])> = TableDefinition::new("state");
/// Name to number.
const STREAMS: TableDefinition<'_, &str, u32> = TableDefinition::new("streams");
const EVENTS: TableDefinition<'_, At, &[u8]> = TableDefinition::new("events");
/// Deliveries, when it is due in milliseconds since 1970 (0: now), its size.
const DELIVERY: TableDefinition<'_, At, (u32, u64, u64)> = TableDefinition::new("deliveries");
const DEAD: TableDefinition<'_, At, &[u8]> = TableDefinition::new("dead");
/// The ids that were seen, and in which order.
const SEEN: TableDefinition<'_, (u32, u128), u64> = TableDefinition::new("seen");
const ORDER: TableDefinition<'_, At, u128> = TableDefinition::new("order");
/// Numbers that only grow.
const COUNTERS: TableDefinition<'_, &str, u64> = TableDefinition::new("counters");

/// What ends a transaction: nothing of it is kept.
pub(super) struct Broken(pub(super) redb::Error);

impl<E: Into<redb::Error>> From<E> for Broken {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// What a job of a transaction comes to.
pub(super) type Done<T> = Result<Result<T, StoreError>, Broken>;

/// The open tables of a transaction.
pub(super) struct Tables<'t> {
    state: Table<'t, &'static str, (u64, &'static [u8])>,
    streams: Table<'t, &'static str, u32>,
    events: Table<'t, At, &'static [u8]>,
    delivery: Table<'t, At, (u32, u64, u64)>,
    dead: Table<'t, At, &'static [u8]>,
    seen: Table<'t, (u32, u128), u64>,
    order: Table<'t, At, u128>,
    counters: Table<'t, &'static str, u64>,
    /// Whether there is anything to commit.
    pub(super) changed: bool,
}

impl<'t> Tables<'t> {
    pub(super) fn open(transaction: &'t WriteTransaction) -> Result<Self, TableError> {
        Ok(Self {
            state: transaction.open_table(STATE)?,
            streams: transaction.open_table(STREAMS)?,
            events: transaction.open_table(EVENTS)?,
            delivery: transaction.open_table(DELIVERY)?,
            dead: transaction.open_table(DEAD)?,
            seen: transaction.open_table(SEEN)?,
            order: transaction.open_table(ORDER)?,
            counters: transaction.open_table(COUNTERS)?,
            changed: false,
        })
    }

    /// The next of the numbers of this name.
    pub(super) fn count(&mut self, name: &'static str) -> Result<u64, Broken> {
        let last = self.counters.get(name)?.map_or(0, |value| value.value());
        self.counters.insert(name, last + 1)?;
        self.changed = true;
        Ok(last + 1)
    }

    pub(super) fn read(&self, key: &str) -> Result<Option<Stored>, Broken> {
        Ok(self.state.get(key)?.map(|stored| {
            let (version, value) = stored.value();
            Stored { value: value.to_vec().into(), version }
        }))
    }

    /// Whether a write finds what it expects.
    pub(super) fn fits(&self, write: &Write) -> Result<bool, Broken> {
        let there = self.state.get(write.key.as_str())?.map(|stored| stored.value().0);
        Ok(match write.expect {
            Expect::Any => true,
            Expect::Absent => there.is_none(),
            Expect::Version(version) => there == Some(version),
        })
    }

    pub(super) fn write(&mut self, write: &Write) -> Result<u64, Broken> {
        let version = self.count("version")?;
        self.state.insert(write.key.as_str(), (version, &*write.value))?;
        Ok(version)
    }

    pub(super) fn remove(&mut self, key: &str) -> Result<(), Broken> {
        self.changed |= self.state.remove(key)?.is_some();
        Ok(())
    }

    pub(super) fn keys(&self, prefix: &str) -> Result<Vec<String>, Broken> {
        let mut keys = Vec::new();
        for pair in self.state.range(prefix..)? {
            let (key, _) = pair?;
            match key.value() {
                key if key.starts_with(prefix) => keys.push(key.to_owned()),
                _ => break,
            }
        }
        Ok(keys)
    }

    /// The number of a stream, a new one for a new name.
    pub(super) fn stream(&mut self, name: &str) -> Result<u32, Broken> {
        if let Some(number) = self.streams.get(name)? {
            return Ok(number.value());
        }
        let number = u32::try_from(self.count("stream")?).unwrap_or(u32::MAX);
        self.streams.insert(name, number)?;
        Ok(number)
    }

    pub(super) fn is_seen(&self, stream: u32, id: Id) -> Result<bool, Broken> {
        Ok(self.seen.get((stream, id))?.is_some())
    }

    /// Takes an id as seen and forgets the oldest of too many.
    pub(super) fn remember(&mut self, at: At, id: Id, capacity: Capacity) -> Result<(), Broken> {
        self.changed = true;
        if let Some(old) = self.seen.insert((at.0, id), at.1)? {
            self.order.remove((at.0, old.value()))?;
        }
        self.order.insert(at, id)?;
        // Numbers have few gaps: what is that much older is out of the window.
        let Some(last) = at.1.checked_sub(u64::try_from(capacity.ids).unwrap_or(u64::MAX)) else {
            return Ok(());
        };
        let mut old = Vec::new();
        for pair in self.order.range((at.0, 0)..=(at.0, last))? {
            let (key, id) = pair?;
            old.push((key.value(), id.value()));
        }
        for (key, id) in old {
            self.order.remove(key)?;
            self.seen.remove((at.0, id))?;
        }
        Ok(())
    }

    pub(super) fn put(&mut self, at: At, event: &Entry) -> Result<(), Broken> {
        self.changed = true;
        self.events.insert(at, &*entry::write(event))?;
        self.delivery.insert(at, (0, 0, size(event)))?;
        Ok(())
    }

    pub(super) fn get(&self, at: At) -> Result<Option<Entry>, Broken> {
        Ok(match self.events.get(at)? {
            Some(bytes) => Some(entry::read(bytes.value()).ok_or_else(damaged)?),
            None => None,
        })
    }

    pub(super) fn deliver(&mut self, at: At, deliveries: u32, due: Option<Duration>) -> Result<(), Broken> {
        let size = self.delivery.get(at)?.map_or(0, |there| there.value().2);
        self.changed = true;
        self.delivery.insert(at, (deliveries, due.map_or(0, due_at), size))?;
        Ok(())
    }

    pub(super) fn forget(&mut self, at: At) -> Result<(), Broken> {
        self.changed |= self.events.remove(at)?.is_some();
        self.delivery.remove(at)?;
        Ok(())
    }

    pub(super) fn bury(&mut self, at: At, dead: &Dead) -> Result<(), Broken> {
        self.forget(at)?;
        self.dead.insert(at, &*entry::write_dead(dead))?;
        Ok(())
    }

    pub(super) fn dead(&self, stream: u32) -> Result<Vec<(u64, Dead)>, Broken> {
        let mut all = Vec::new();
        for pair in self.dead.range((stream, 0)..=(stream, u64::MAX))? {
            let (at, bytes) = pair?;
            all.push((at.value().1, entry::read_dead(bytes.value()).ok_or_else(damaged)?));
        }
        Ok(all)
    }

    pub(super) fn exhume(&mut self, at: At) -> Result<(), Broken> {
        self.changed = true;
        self.dead.remove(at)?;
        Ok(())
    }
}

fn size(entry: &Entry) -> u64 {
    u64::try_from(entry.size()).unwrap_or(u64::MAX)
}

fn damaged() -> Broken {
    Broken(redb::Error::Corrupted("an event cannot be read".to_owned()))
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn due_at(wait: Duration) -> u64 {
    u64::try_from(now().saturating_add(wait).as_millis()).unwrap_or(u64::MAX)
}

/// What of the file is kept in memory: which events there are, and when each is due. Nothing is held: who held it is gone.
pub(super) fn load(database: &Database) -> Result<HashMap<String, Stream>, Broken> {
    // The tables are there from the first time on.
    let transaction = database.begin_write()?;
    drop(Tables::open(&transaction)?);
    transaction.commit()?;
    let transaction = database.begin_read()?;
    let mut streams: HashMap<u32, Stream> = HashMap::new();
    let mut names = HashMap::new();
    for pair in transaction.open_table(STREAMS)?.iter()? {
        let (name, number) = pair?;
        names.insert(number.value(), name.value().to_owned());
    }
    let mut stream = |number: u32, act: &mut dyn FnMut(&mut Stream)| {
        act(streams.entry(number).or_insert_with(|| Stream::new(number)));
    };
    for pair in transaction.open_table(DELIVERY)?.iter()? {
        let (at, there) = pair?;
        let ((number, own), (deliveries, due, size)) = (at.value(), there.value());
        let until = Duration::from_millis(due).checked_sub(now()).map(|left| Instant::now() + left.min(YEAR));
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        stream(number, &mut |stream| stream.queue.put(own, size, deliveries, until));
    }
    for pair in transaction.open_table(DEAD)?.iter()? {
        let number = pair?.0.value();
        stream(number.0, &mut |stream| {
            stream.dead += 1;
            stream.queue.skip(number.1);
        });
    }
    let order = transaction.open_table(ORDER)?;
    for number in names.keys() {
        if let Some(pair) = order.range((*number, 0)..=(*number, u64::MAX))?.next_back() {
            let last = pair?.0.value().1;
            stream(*number, &mut |stream| stream.queue.skip(last));
        }
    }
    Ok(streams.into_iter().filter_map(|(number, stream)| Some((names.remove(&number)?, stream))).collect())
}

const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

impl From<Broken> for StoreError {
    fn from(broken: Broken) -> Self {
        Self::Failed(Box::new(broken.0))
    }
}

/// Whether the file is damaged, and not the disk full or the file locked.
pub(super) fn is_damage(error: &redb::Error) -> bool {
    matches!(error, redb::Error::Corrupted(_) | redb::Error::RepairAborted)
}
