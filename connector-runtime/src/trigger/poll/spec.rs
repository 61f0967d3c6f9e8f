//! What a document says of a trigger that is polled, as static data.

use crate::policy::spec::{Piece, Step};
use crate::spec::Action;

/// How a trigger is polled.
#[derive(Debug)]
pub struct Poll {
    pub(crate) action: &'static Action,
    pub(crate) list: bool,
    pub(crate) items: &'static [Step],
    pub(crate) keeps: Keeps,
    pub(crate) next_link: Option<&'static str>,
}

/// Who remembers where polling goes on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Keeps {
    /// The service: it says in each reply what to ask next.
    Service,
    /// The client: query parameters of the next poll come from the last reply.
    Client(&'static [Cursor]),
}

/// A query parameter of the next poll.
#[derive(Debug)]
pub struct Cursor {
    pub(crate) parameter: &'static str,
    pub(crate) from: From,
}

#[derive(Debug)]
pub(crate) enum From {
    /// Text with references into the body of the reply.
    Template(&'static [Piece]),
    /// The greatest value that a property of the elements of a list has.
    Greatest { list: &'static [Step], value: &'static [Step] },
}

impl Poll {
    /// A service that speaks the polling protocol: 200 with events or 202 without, `Location` for what to ask next,
    /// `Retry-After` for when.
    #[must_use]
    pub const fn protocol(action: &'static Action) -> Self {
        Self { action, list: false, items: &[], keeps: Keeps::Service, next_link: action.next_link }
    }

    /// An action that lists what there is; the client remembers what it has seen. The first poll is where it begins.
    #[must_use]
    pub const fn list(action: &'static Action, cursors: &'static [Cursor]) -> Self {
        Self { action, list: true, items: &[], keeps: Keeps::Client(cursors), next_link: action.next_link }
    }

    /// The way to the list whose elements are the events; without it, the reply is one event.
    #[must_use]
    pub const fn each(mut self, items: &'static [Step]) -> Self {
        self.list = true;
        self.items = items;
        self
    }

    /// The property of the reply that holds the address of the next page.
    #[must_use]
    pub const fn next_link(mut self, property: &'static str) -> Self {
        self.next_link = Some(property);
        self
    }
}

impl Cursor {
    /// The parameter is text with references into the body.
    #[must_use]
    pub const fn template(parameter: &'static str, template: &'static [Piece]) -> Self {
        Self { parameter, from: From::Template(template) }
    }

    /// The parameter is the greatest value that there is in the elements of a list.
    #[must_use]
    pub const fn greatest(parameter: &'static str, list: &'static [Step], value: &'static [Step]) -> Self {
        Self { parameter, from: From::Greatest { list, value } }
    }

    /// Whether its value is one of an item's. Then two items that are alike have one value, and are one.
    pub(crate) fn is_of_item(&self) -> bool {
        match self.from {
            From::Greatest { .. } => true,
            From::Template(pieces) => pieces.iter().any(|piece| match piece {
                Piece::Body(steps) => steps.iter().any(|step| matches!(step, Step::Index(_))),
                _ => false,
            }),
        }
    }

    /// Whether its value is that of the first item: then the first is the newest.
    pub(crate) fn is_of_first(&self) -> bool {
        match self.from {
            From::Greatest { .. } => false,
            From::Template(pieces) => pieces.iter().any(|piece| match piece {
                Piece::Body(steps) => steps.contains(&Step::Index(0)),
                _ => false,
            }),
        }
    }

    /// Whether it is the same after every reply, and so says nothing of where polling goes on.
    pub(crate) fn is_constant(&self) -> bool {
        matches!(self.from, From::Template(pieces) if pieces.iter().all(|piece| matches!(piece, Piece::Text(_))))
    }
}
