//! What a document says about a webhook, as static data.

use crate::request::Slot;
use crate::spec::{Action, Place};

/// The subscription of a webhook: the action that makes it, and the one that ends it.
#[derive(Debug)]
pub struct Hook {
    pub(crate) action: &'static Action,
    pub(crate) callback: Slot,
    pub(crate) each: Option<&'static [&'static str]>,
    pub(crate) end: Option<(&'static Action, &'static [Key])>,
}

impl Hook {
    /// The action that subscribes, and where the callback address goes in it.
    #[must_use]
    pub const fn new(action: &'static Action, callback: Slot) -> Self {
        Self { action, callback, each: None, end: None }
    }

    /// A notification is as many events as the list at the end of this way has elements.
    #[must_use]
    pub const fn each(mut self, way: &'static [&'static str]) -> Self {
        self.each = Some(way);
        self
    }

    /// The action that ends a subscription where its reply had no `Location`.
    #[must_use]
    pub const fn unsubscribe(mut self, action: &'static Action, keys: &'static [Key]) -> Self {
        self.end = Some((action, keys));
        self
    }
}

/// An input of the action that ends a subscription.
#[derive(Debug)]
pub struct Key {
    pub(crate) place: Place,
    pub(crate) name: &'static str,
    pub(crate) from: From,
}

/// Where it comes from.
#[derive(Debug)]
pub(crate) enum From {
    Input(Slot),
    Reply(&'static [&'static str]),
    Search,
}

impl Key {
    const fn new(place: Place, name: &'static str) -> Self {
        Self { place, name, from: From::Search }
    }

    /// A placeholder of the path.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Self::new(Place::Path, name)
    }

    /// A query parameter.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::new(Place::Query, name)
    }

    /// A header.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self::new(Place::Header, name)
    }

    /// It is what the caller gave there when subscribing.
    #[must_use]
    pub const fn input(mut self, slot: Slot) -> Self {
        self.from = From::Input(slot);
        self
    }

    /// It is in the reply to subscribing, at the end of this way.
    #[must_use]
    pub const fn reply(mut self, way: &'static [&'static str]) -> Self {
        self.from = From::Reply(way);
        self
    }
}
