//! What the log says, in memory: the state, and of each stream which events there are, where, and when each is due.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::Notify;
use tokio::time::Instant;

use super::record::{At, Due, Record};
use crate::trigger::store::queue::{Id, Queue};
use crate::trigger::store::{Capacity, Expect, Stored, Write};

/// What an id that is remembered takes in the log, and about what an event takes besides its bytes.
const ID: u64 = 29;
const EVENT: u64 = 64;
/// The longest that something is put off.
const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// Where the log has something, and its checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) segment: u64,
    pub(super) at: u64,
    pub(super) length: u32,
    pub(super) sum: u32,
}

impl Place {
    pub(super) fn size(self) -> usize {
        usize::try_from(self.length).unwrap_or(usize::MAX)
    }
}

#[derive(Default)]
pub(super) struct Known {
    pub(super) values: BTreeMap<String, Stored>,
    names: HashMap<String, u32>,
    streams: BTreeMap<u32, Stream>,
    /// The streams that have changed since somebody was told.
    touched: Vec<u32>,
    /// The last version of a value, the last number of a lease.
    pub(super) version: u64,
    pub(super) lease: u64,
}

/// A stream without what its events hold.
#[derive(Default)]
pub(super) struct Stream {
    name: String,
    /// Whether the log has its name.
    recorded: bool,
    touched: bool,
    pub(super) queue: Queue<Place>,
    pub(super) dead: BTreeMap<u64, Place>,
    pub(super) changed: Arc<Notify>,
    /// The ids that were found while the log was read, with their numbers.
    found: Vec<(u64, Id)>,
}

impl Known {
    /// The stream of this name, which is there from now on, and its number.
    pub(super) fn stream(&mut self, name: &str) -> (u32, &mut Stream) {
        let number = match self.names.get(name) {
            Some(number) => *number,
            None => {
                let number = self.streams.last_key_value().map_or(1, |(last, _)| last.saturating_add(1));
                self.names.insert(name.to_owned(), number);
                number
            }
        };
        let new = || Stream { name: name.to_owned(), ..Stream::default() };
        (number, self.streams.entry(number).or_insert_with(new))
    }

    /// The same for who will change it.
    pub(super) fn change(&mut self, name: &str) -> (u32, &mut Stream) {
        let (number, stream) = self.stream(name);
        if !std::mem::replace(&mut stream.touched, true) {
            self.touched.push(number);
        }
        // Looked for again: the list of those touched is next to it.
        self.stream(name)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Stream> {
        self.streams.get(self.names.get(name)?)
    }

    /// Tells those who wait for streams that have changed.
    pub(super) fn wake(&mut self) {
        for number in self.touched.drain(..) {
            if let Some(stream) = self.streams.get_mut(&number) {
                stream.touched = false;
                stream.changed.notify_waiters();
            }
        }
    }

    /// Takes the place of what was known before: who waited there waits here.
    pub(super) fn replace(mut self, before: &mut Self) {
        for stream in before.streams.values() {
            self.change(&stream.name).1.changed = stream.changed.clone();
        }
        *before = self;
    }

    /// Whether a write finds what it expects.
    pub(super) fn fits(&self, write: &Write) -> bool {
        let there = self.values.get(&write.key).map(|stored| stored.version);
        match write.expect {
            Expect::Any => true,
            Expect::Absent => there.is_none(),
            Expect::Version(version) => there == Some(version),
        }
    }

    /// What has happened. The place is that of the event or dead letter, where it is one.
    pub(super) fn apply(&mut self, record: Record<'_>, place: impl FnOnce(&[u8]) -> Place) {
        match record {
            Record::Stream(number, name) => {
                self.names.insert(name.to_owned(), number);
                let stream = self.numbered(number);
                (stream.name, stream.recorded) = (name.to_owned(), true);
            }
            Record::Value(key, version, value) => {
                self.version = self.version.max(version);
                let stored = Stored { value: value.to_vec().into(), version };
                self.values.insert(key.to_owned(), stored);
            }
            Record::Removed(key) => {
                self.values.remove(key);
            }
            Record::Event((stream, number), id, due, entry) => {
                let (stream, place) = (self.numbered(stream), place(entry));
                stream.queue.put(number, place, place.size(), due.deliveries, due.instant());
                stream.found.push((number, id));
            }
            Record::Due((stream, number), due) => {
                let queue = &mut self.numbered(stream).queue;
                if let Some(place) = queue.get(number).copied() {
                    queue.put(number, place, place.size(), due.deliveries, due.instant());
                }
            }
            Record::Gone((stream, number)) => {
                let stream = self.numbered(stream);
                stream.queue.skip(number);
                stream.queue.remove(number);
                stream.dead.remove(&number);
            }
            Record::Dead((stream, number), dead) => {
                let stream = self.numbered(stream);
                stream.queue.skip(number);
                stream.queue.remove(number);
                stream.dead.insert(number, place(dead));
            }
            Record::Seen((stream, number), id) => {
                let stream = self.numbered(stream);
                stream.queue.skip(number);
                stream.found.push((number, id));
            }
            Record::Last(version, lease) => {
                self.version = self.version.max(version);
                self.lease = self.lease.max(lease);
            }
        }
    }

    fn numbered(&mut self, number: u32) -> &mut Stream {
        self.streams.entry(number).or_default()
    }

    /// After the last record: of the ids that were found, the newest are remembered. False when a stream has no name.
    pub(super) fn finish(&mut self, capacity: Capacity) -> bool {
        for stream in self.streams.values_mut() {
            let mut found = std::mem::take(&mut stream.found);
            found.sort_unstable_by(|one, other| other.cmp(one));
            let mut own = HashSet::new();
            found.retain(|(_, id)| own.insert(*id));
            for (_, id) in found.into_iter().take(capacity.ids).rev() {
                stream.queue.remember(id, capacity);
            }
        }
        self.streams.values().all(|stream| stream.recorded)
    }

    /// About how many bytes the log would have if it held nothing that is over.
    pub(super) fn live(&self) -> u64 {
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let values = self.values.iter().map(|(key, stored)| key.len() + stored.value.len() + 17);
        let streams = self.streams.values().map(|stream| {
            let dead: u64 = stream.dead.values().map(|place| u64::from(place.length) + EVENT).sum();
            let events = count(stream.queue.bytes()) + count(stream.queue.len()) * EVENT;
            dead + events + count(stream.queue.seen()) * ID + count(stream.name.len()) + ID
        });
        count(values.sum()) + streams.sum::<u64>()
    }

    /// Hands on what of a record of the oldest segment is still so. The place is where that segment has it.
    pub(super) fn keep(
        &self,
        record: Record<'_>,
        place: impl FnOnce(&[u8]) -> Place,
        mut keep: impl FnMut(Record<'_>),
    ) {
        match record {
            Record::Stream(..) => keep(record),
            Record::Value(key, version, _) => {
                if self.values.get(key).is_some_and(|stored| stored.version == version) {
                    keep(record);
                }
            }
            Record::Event(at, id, _, entry) => {
                let Some(stream) = self.streams.get(&at.0) else { return };
                if stream.queue.get(at.1) == Some(&place(entry)) {
                    let (deliveries, until) = stream.queue.due_of(at.1).unwrap_or_default();
                    keep(Record::Event(at, id, Due::new(deliveries, until), entry));
                } else if stream.queue.has_seen(id) {
                    keep(Record::Seen(at, id));
                }
            }
            Record::Dead(at, dead) => {
                let there = self.streams.get(&at.0).and_then(|stream| stream.dead.get(&at.1));
                if there == Some(&place(dead)) {
                    keep(record);
                }
            }
            Record::Seen(at, id) => {
                if self.streams.get(&at.0).is_some_and(|stream| stream.queue.has_seen(id)) {
                    keep(record);
                }
            }
            // They are about what stands before them, which is gone or is written anew; each segment begins with the numbers.
            Record::Removed(_) | Record::Due(..) | Record::Gone(_) | Record::Last(..) => {}
        }
    }

    /// An event or a dead letter is elsewhere from now on.
    pub(super) fn moved(&mut self, (stream, number): At, to: Place) {
        let Some(stream) = self.streams.get_mut(&stream) else { return };
        if let Some(place) = stream.queue.get_mut(number).or_else(|| stream.dead.get_mut(&number)) {
            *place = to;
        }
    }
}

impl Stream {
    /// Its name, the first time that the log needs it.
    pub(super) fn unrecorded(&mut self) -> Option<&str> {
        (!std::mem::replace(&mut self.recorded, true)).then_some(self.name.as_str())
    }
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

impl Due {
    /// At a time of this process.
    pub(super) fn new(deliveries: u32, until: Option<Instant>) -> Self {
        let wait = until.map(|until| until.saturating_duration_since(Instant::now()));
        let at = wait
            .filter(|wait| !wait.is_zero())
            .map_or(0, |wait| u64::try_from(now().saturating_add(wait).as_millis()).unwrap_or(u64::MAX));
        Self { deliveries, at }
    }

    fn instant(self) -> Option<Instant> {
        Duration::from_millis(self.at).checked_sub(now()).map(|left| Instant::now() + left.min(YEAR))
    }
}
