//! Triggers: streams of events that lose nothing.
//!
//! What arrives (the items of a poll, the request of a webhook) goes into the inbox of a [`Store`] before anybody is told that
//! it was received. A stream ([`Events`]) takes it from there, and it stays there until it is acknowledged ([`Event::ack`]).
//! So an event comes at least once, whatever ends the process; how often it has come is [`Event::deliveries`].

mod event;
mod events;
pub(crate) mod lease;
mod live;
pub(crate) mod poll;
mod store;

pub use event::Event;
pub use events::Events;
pub(crate) use events::{Source, read};
pub use poll::{Cursor, Order, Polling, StartAt};
#[cfg(feature = "disk")]
pub use store::DiskStore;
pub use store::{
    Capacity, Claimed, Counts, Dead, Entry, Expect, Fence, MemoryStore, Receipt, Store, StoreError,
    StoreFuture, Stored, Write,
};
#[cfg(feature = "nats")]
pub use store::{NatsOptions, NatsStore};
