//! How a trigger is polled, and how one subscribes to it.

use crate::ir::hook::{Events, Hook, Key};
use crate::ir::policy::Step;
use crate::ir::poll::Poll;
use crate::ir::{Action, Connector};

/// What is known of polling, besides who remembers where it goes on.
#[derive(Clone, Copy, Debug)]
pub enum Polled<'a> {
    /// The way to the list whose elements are the events.
    Each(&'a [Step]),
    /// The property that holds the address of the next page.
    NextLink(&'a str),
}

impl Poll {
    /// All that is known of it.
    pub fn known(&self) -> Vec<Polled<'_>> {
        let each = self.items.as_deref().map(Polled::Each);
        each.into_iter().chain(self.next_link.as_deref().map(Polled::NextLink)).collect()
    }
}

/// What is known of a subscription, besides where the address for callbacks goes.
#[derive(Clone, Copy, Debug)]
pub enum Hooked<'a> {
    /// The elements of the list at the end of this way are the events.
    Each(&'a [String]),
    /// This action ends it, the one with that index, with these of its inputs.
    Unsubscribe(usize, &'a Action, &'a [Key]),
}

impl Hook {
    /// All that is known of it.
    pub fn known<'a>(&'a self, connector: &'a Connector) -> Vec<Hooked<'a>> {
        let each = match &self.events {
            Events::One => None,
            Events::Each(way) => Some(Hooked::Each(way)),
        };
        let end = self.unsubscribe.as_ref().and_then(|end| {
            let mut actions = connector.actions.iter().enumerate();
            let (index, action) = actions.find(|(_, action)| action.id == end.action)?;
            Some(Hooked::Unsubscribe(index, action, &end.keys))
        });
        each.into_iter().chain(end).collect()
    }
}
