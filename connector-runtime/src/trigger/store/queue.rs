//! The order of an inbox: who is due, who is held, which ids were seen. What an event is, or where, is up to the store.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use super::{Capacity, StoreError};

/// One inbox. Events are known by their number in the order of arrival.
#[derive(Debug)]
pub(super) struct Queue<T> {
    slots: BTreeMap<u64, Slot<T>>,
    next: u64,
    bytes: usize,
    seen: HashSet<Id>,
    order: VecDeque<Id>,
    pub(super) duplicates: u64,
}

#[derive(Debug)]
struct Slot<T> {
    what: T,
    size: usize,
    deliveries: u32,
    /// Until when it is not handed out, and whether that is because somebody has it.
    until: Option<Instant>,
    held: bool,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self {
            slots: BTreeMap::new(),
            next: 0,
            bytes: 0,
            seen: HashSet::new(),
            order: VecDeque::new(),
            duplicates: 0,
        }
    }
}

impl<T> Queue<T> {
    /// Whether there is room for anything.
    pub(super) fn has_room(&self, capacity: Capacity) -> bool {
        self.slots.len() < capacity.events && self.bytes < capacity.bytes
    }

    /// Which of these ids are new; those that repeat one before them are not.
    pub(super) fn fresh(&self, ids: &[Id]) -> Vec<bool> {
        let mut own = HashSet::new();
        ids.iter().map(|id| !self.seen.contains(id) && own.insert(*id)).collect()
    }

    /// Takes an event in, and gives it a number.
    pub(super) fn push(&mut self, id: Id, what: T, size: usize, capacity: Capacity) -> u64 {
        let number = self.number();
        self.remember(id, capacity);
        self.put(number, what, size, 0, None);
        number
    }

    /// The next number.
    pub(super) fn number(&mut self) -> u64 {
        let number = self.next;
        self.skip(number);
        number
    }

    /// A number that was given already.
    pub(super) fn skip(&mut self, number: u64) {
        self.next = self.next.max(number.saturating_add(1));
    }

    pub(super) fn remember(&mut self, id: Id, capacity: Capacity) {
        if self.seen.insert(id) {
            self.order.push_back(id);
        }
        while self.order.len() > capacity.ids {
            if let Some(old) = self.order.pop_front() {
                self.seen.remove(&old);
            }
        }
    }

    /// Puts an event where it was, or at the end.
    pub(super) fn put(&mut self, number: u64, what: T, size: usize, deliveries: u32, until: Option<Instant>) {
        self.remove(number);
        self.slots.insert(number, Slot { what, size, deliveries, until, held: false });
        self.skip(number);
        self.bytes = self.bytes.saturating_add(size);
    }

    pub(super) fn get(&self, number: u64) -> Option<&T> {
        self.slots.get(&number).map(|slot| &slot.what)
    }

    /// The numbers of events that are due, with how often each has been handed out now.
    pub(super) fn claim(&mut self, max: usize, hold: Duration, now: Instant) -> Vec<(u64, u32)> {
        let mut claimed = Vec::new();
        let until = now.checked_add(hold);
        for (number, slot) in &mut self.slots {
            if claimed.len() >= max {
                break;
            }
            if slot.until.is_some_and(|until| until > now) || (slot.held && slot.until.is_none()) {
                continue;
            }
            // One that was handed out before comes alone.
            let again = slot.deliveries > 0;
            if again && !claimed.is_empty() {
                break;
            }
            slot.deliveries = slot.deliveries.saturating_add(1);
            (slot.held, slot.until) = (true, until);
            claimed.push((*number, slot.deliveries));
            if again {
                break;
            }
        }
        claimed
    }

    /// Takes an event out; none when it is not there any more.
    pub(super) fn remove(&mut self, number: u64) -> Option<T> {
        let slot = self.slots.remove(&number)?;
        self.bytes = self.bytes.saturating_sub(slot.size);
        Some(slot.what)
    }

    /// Lets an event be due again, unless somebody else has got it meanwhile.
    pub(super) fn retry(&mut self, (number, deliveries): (u64, u32), until: Option<Instant>) -> bool {
        match self.slots.get_mut(&number) {
            Some(slot) if slot.deliveries == deliveries => {
                (slot.held, slot.until) = (false, until);
                true
            }
            _ => false,
        }
    }

    /// When the next event is due; none when nothing but an arrival changes anything.
    pub(super) fn due(&self, now: Instant) -> Option<Instant> {
        let mut due: Option<Instant> = None;
        for slot in self.slots.values() {
            match slot.until {
                Some(until) if until > now => due = Some(due.map_or(until, |due| due.min(until))),
                None if slot.held => {}
                Some(_) | None => return Some(now),
            }
        }
        due
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn held(&self, now: Instant) -> usize {
        let held = |slot: &&Slot<T>| slot.held && slot.until.is_none_or(|until| until > now);
        self.slots.values().filter(held).count()
    }
}

/// What a store needs that finds an inbox as it was.
#[cfg(feature = "disk")]
impl<T> Queue<T> {
    pub(super) fn has_seen(&self, id: Id) -> bool {
        self.seen.contains(&id)
    }

    /// How many ids are remembered.
    pub(super) fn seen(&self) -> usize {
        self.order.len()
    }

    /// How many bytes wait.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(super) fn get_mut(&mut self, number: u64) -> Option<&mut T> {
        self.slots.get_mut(&number).map(|slot| &mut slot.what)
    }

    /// How often an event has been handed out, and until when it is put off, which is something else than being held.
    pub(super) fn due_of(&self, number: u64) -> Option<(u32, Option<Instant>)> {
        let slot = self.slots.get(&number)?;
        Some((slot.deliveries, slot.until.filter(|_| !slot.held)))
    }
}

/// The receipt of an event: its number and how often it has been handed out.
pub(super) fn receipt((number, deliveries): (u64, u32)) -> super::Receipt {
    super::Receipt::new(format!("{number}.{deliveries}"))
}

pub(super) fn read(receipt: &super::Receipt) -> Result<(u64, u32), StoreError> {
    let parts = receipt.as_str().split_once('.');
    parts
        .and_then(|(number, deliveries)| Some((number.parse().ok()?, deliveries.parse().ok()?)))
        .ok_or_else(|| StoreError::Failed("the receipt is of another store".into()))
}

/// An id as the window of seen ones keeps it: half of its SHA-256, because ids come from services, which must not be able to
/// make two alike.
pub(super) type Id = u128;

pub(super) fn short(id: &str) -> Id {
    let hash = hmac_sha256::Hash::hash(id.as_bytes());
    hash.first_chunk::<16>().map_or(0, |half| u128::from_be_bytes(*half))
}
