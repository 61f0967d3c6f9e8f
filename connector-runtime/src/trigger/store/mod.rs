//! Where the state of triggers is kept, and the inbox of what arrived and was not handled yet.

#[cfg(feature = "disk")]
mod disk;
mod memory;
#[cfg(feature = "nats")]
mod nats;
mod queue;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::HeaderMap;

use crate::error::{BoxError, Error, ErrorKind};

#[cfg(feature = "disk")]
pub use disk::DiskStore;
pub use memory::MemoryStore;
#[cfg(feature = "nats")]
pub use nats::{NatsOptions, NatsStore};

/// What a [`Store`] yields in time.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// Keeps what triggers must not lose. One store serves any number of streams; a handle is cheap to clone.
///
/// It has two halves. *State* is small values under keys: where a poll goes on, which subscriptions there are. The *inbox* of
/// a stream holds each event from its arrival until it is acknowledged. What either has taken survives the process, unless
/// the store says otherwise ([`MemoryStore`]).
pub trait Store: Send + Sync + 'static {
    /// A number that all handles of one open store share, and no other store of the process has.
    fn identity(&self) -> usize;

    /// Whether other processes use it, too.
    fn is_shared(&self) -> bool {
        false
    }

    /// The value under a key.
    fn read<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<Stored>>;

    /// Writes a value and gives back its version.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when what is there is not what the write expects, [`StoreError::Fenced`] when its lease has
    /// passed to somebody else.
    fn write(&self, write: Write) -> StoreFuture<'_, u64>;

    /// Forgets the value under a key, whatever it is.
    fn remove<'a>(&'a self, key: &'a str) -> StoreFuture<'a, ()>;

    /// All keys that begin with `prefix`, in order.
    fn keys<'a>(&'a self, prefix: &'a str) -> StoreFuture<'a, Vec<String>>;

    /// Takes what arrived, in order, and the state that goes with it: both or neither, where the store has transactions;
    /// else the entries first. It returns when they are safe, and says of each entry whether it was new: an id that the
    /// stream has seen lately is counted and not taken again.
    ///
    /// Where there are transactions, entries of one call are taken whole or not at all; where there are none, those of a call that
    /// failed may be there in part, and are recognised when it is repeated. An inbox that is full takes nothing; one that has room takes all,
    /// so that no batch is too large for ever.
    ///
    /// # Errors
    /// [`StoreError::Full`], and what [`write`](Self::write) refuses.
    fn append<'a>(
        &'a self,
        stream: &'a str,
        entries: Vec<Entry>,
        state: Option<Write>,
    ) -> StoreFuture<'a, Vec<bool>>;

    /// Takes ids as seen, and the state that goes with them: what has them will not be new.
    ///
    /// # Errors
    /// What [`write`](Self::write) refuses.
    fn remember<'a>(&'a self, stream: &'a str, ids: Vec<String>, state: Option<Write>)
    -> StoreFuture<'a, ()>;

    /// Waits until [`append`](Self::append) has room.
    fn room<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, ()>;

    /// Hands out up to `max` events that are due, oldest first, and holds each back from others for as long as `hold`.
    /// An event that was handed out before comes alone, so that one that kills its consumer is found.
    fn claim<'a>(&'a self, stream: &'a str, max: usize, hold: Duration) -> StoreFuture<'a, Vec<Claimed>>;

    /// Whether an event that was handed out is still held back from others, as far as is known here without asking: one that is not may have
    /// been handled meanwhile, and who has not begun with it leaves it to be handed out again.
    fn is_held(&self, _stream: &str, _receipt: &Receipt) -> bool {
        true
    }

    /// Waits until an event may be due. It may return early, not late.
    fn wait<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, ()>;

    /// The event was handled: it is forgotten, also when its hold is over.
    fn ack<'a>(&'a self, stream: &'a str, receipt: &'a Receipt) -> StoreFuture<'a, ()>;

    /// The event is due again after this time.
    fn retry<'a>(&'a self, stream: &'a str, receipt: &'a Receipt, after: Duration) -> StoreFuture<'a, ()>;

    /// The event goes to the dead letters, with the reason.
    ///
    /// # Errors
    /// [`StoreError::Full`] when there are as many dead letters as the store takes: the event stays where it is.
    fn bury<'a>(&'a self, stream: &'a str, receipt: &'a Receipt, reason: &'a str) -> StoreFuture<'a, ()>;

    /// The dead letters of a stream, oldest first.
    fn dead<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, Vec<Dead>>;

    /// Puts the dead letter of this id back into the inbox, as new; false when there is none.
    fn revive<'a>(&'a self, stream: &'a str, id: &'a str) -> StoreFuture<'a, bool>;

    /// How many events there are.
    fn counts<'a>(&'a self, stream: &'a str) -> StoreFuture<'a, Counts>;

    /// How long a lease lasts that is not renewed: for those who have no time of their own in mind.
    fn lease_time(&self) -> Duration {
        Duration::from_secs(60)
    }

    /// Takes a lease that nobody else holds, for as long as `ttl`. The number it gives is greater than all before it under
    /// this key; none when somebody holds the lease.
    fn lease<'a>(&'a self, key: &'a str, ttl: Duration) -> StoreFuture<'a, Option<u64>>;

    /// Holds a lease for as long as `ttl` from now; false when it has passed to somebody else.
    fn renew<'a>(&'a self, fence: &'a Fence, ttl: Duration) -> StoreFuture<'a, bool>;

    /// Lets a lease go.
    fn release<'a>(&'a self, fence: &'a Fence) -> StoreFuture<'a, ()>;

    /// Waits until a lease that somebody else holds may be free. It may return early; late only by as much as `lease_time`.
    fn freed<'a>(&'a self, _key: &'a str) -> StoreFuture<'a, ()> {
        Box::pin(async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            Ok(())
        })
    }
}

/// Something that arrived.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// What tells it from others of its stream.
    pub id: String,
    /// The headers that came with it.
    pub headers: HeaderMap,
    /// What came.
    pub body: Bytes,
    /// When it came.
    pub received_at: SystemTime,
}

impl Entry {
    /// Something that arrived now, without headers.
    #[must_use]
    pub fn new(id: impl Into<String>, body: impl Into<Bytes>) -> Self {
        Self { id: id.into(), headers: HeaderMap::new(), body: body.into(), received_at: SystemTime::now() }
    }

    /// About how many bytes it occupies.
    pub(crate) fn size(&self) -> usize {
        let headers = self.headers.iter().map(|(name, value)| name.as_str().len() + value.len());
        self.id.len() + self.body.len() + headers.sum::<usize>()
    }
}

/// An event that was handed out.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// What [`Store::ack`] and the like know it by.
    pub receipt: Receipt,
    /// What arrived.
    pub entry: Entry,
    /// How many times it has been handed out, this time included.
    pub deliveries: u32,
}

/// By what a store knows an event that it handed out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Receipt(String);

impl Receipt {
    /// Whatever text serves the store.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A dead letter: an event that was given up.
#[derive(Clone, Debug)]
pub struct Dead {
    /// What arrived.
    pub entry: Entry,
    /// How many times it was handed out.
    pub deliveries: u32,
    /// Why it was given up.
    pub reason: String,
}

/// How many events a stream has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the inbox: neither acknowledged nor given up.
    pub waiting: usize,
    /// Of these, handed out and held.
    pub held: usize,
    /// Dead letters.
    pub dead: usize,
    /// Arrivals that had been seen already, since the store was opened.
    pub duplicates: u64,
}

/// A value of the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The value.
    pub value: Bytes,
    /// Which of the values that the key has had; each write makes a greater one.
    pub version: u64,
}

/// A change of the state.
#[derive(Clone, Debug)]
#[must_use = "a store writes it"]
pub struct Write {
    /// Under which key.
    pub key: String,
    /// What.
    pub value: Bytes,
    /// What must be there now.
    pub expect: Expect,
    /// The lease without which it is refused.
    pub fence: Option<Fence>,
}

impl Write {
    /// A write of whatever is there now.
    pub fn new(key: impl Into<String>, value: impl Into<Bytes>) -> Self {
        Self { key: key.into(), value: value.into(), expect: Expect::Any, fence: None }
    }

    /// Only when this is there.
    pub fn expect(mut self, expect: Expect) -> Self {
        self.expect = expect;
        self
    }

    /// Only while the lease has not passed to somebody else.
    pub fn fence(mut self, fence: Fence) -> Self {
        self.fence = Some(fence);
        self
    }
}

/// What a write wants to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// Anything or nothing.
    Any,
    /// Nothing.
    Absent,
    /// A value of this version.
    Version(u64),
}

/// A lease that was given: its key and its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// What is leased.
    pub key: String,
    /// The number that came with the lease.
    pub number: u64,
}

/// Why a store does not do what it is asked.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// What is there is not what a write expects.
    Conflict,
    /// The lease of a write has passed to somebody else.
    Fenced,
    /// The inbox, or the list of dead letters, is full.
    Full,
    /// The store does not work: a full disk, a file that cannot be written.
    Failed(BoxError),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict => f.write_str("somebody else has changed the value"),
            Self::Fenced => f.write_str("the lease has passed to somebody else"),
            Self::Full => f.write_str("the stream holds as many events as the store takes"),
            Self::Failed(error) => write!(f, "the store does not work: {error}"),
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Failed(error) => Some(&**error),
            _ => None,
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::new(ErrorKind::Store, error.to_string()).with_source(error)
    }
}

/// A body may hold anything, and headers may hold secrets: neither is shown.
impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("id", &self.id)
            .field("length", &self.body.len())
            .field("received_at", &self.received_at)
            .finish_non_exhaustive()
    }
}

/// How much a stream may hold before its sender has to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Events in the inbox, and as many dead letters: 10,000.
    pub events: usize,
    /// Bytes in the inbox: 64 MiB.
    pub bytes: usize,
    /// Ids by which a repeated event is recognised: the last 20,000.
    pub ids: usize,
}

impl Default for Capacity {
    fn default() -> Self {
        Self { events: 10_000, bytes: 64 << 20, ids: 20_000 }
    }
}

/// A shared store is a store.
macro_rules! forward {
    ($($name:ident($($argument:ident: $type:ty),*) -> $output:ty;)*) => {
        impl<S: Store + ?Sized> Store for Arc<S> {
            fn identity(&self) -> usize {
                (**self).identity()
            }
            fn is_shared(&self) -> bool {
                (**self).is_shared()
            }
            fn lease_time(&self) -> Duration {
                (**self).lease_time()
            }
            fn is_held(&self, stream: &str, receipt: &Receipt) -> bool {
                (**self).is_held(stream, receipt)
            }
            $(fn $name<'a>(&'a self, $($argument: $type),*) -> StoreFuture<'a, $output> {
                (**self).$name($($argument),*)
            })*
        }
    };
}

forward! {
    read(key: &'a str) -> Option<Stored>;
    write(write: Write) -> u64;
    remove(key: &'a str) -> ();
    keys(prefix: &'a str) -> Vec<String>;
    append(stream: &'a str, entries: Vec<Entry>, state: Option<Write>) -> Vec<bool>;
    remember(stream: &'a str, ids: Vec<String>, state: Option<Write>) -> ();
    room(stream: &'a str) -> ();
    claim(stream: &'a str, max: usize, hold: Duration) -> Vec<Claimed>;
    wait(stream: &'a str) -> ();
    ack(stream: &'a str, receipt: &'a Receipt) -> ();
    retry(stream: &'a str, receipt: &'a Receipt, after: Duration) -> ();
    bury(stream: &'a str, receipt: &'a Receipt, reason: &'a str) -> ();
    dead(stream: &'a str) -> Vec<Dead>;
    revive(stream: &'a str, id: &'a str) -> bool;
    counts(stream: &'a str) -> Counts;
    lease(key: &'a str, ttl: Duration) -> Option<u64>;
    renew(fence: &'a Fence, ttl: Duration) -> bool;
    release(fence: &'a Fence) -> ();
    freed(key: &'a str) -> ();
}
