//! Triggers that are polled.

use super::policy::{Piece, Step, Template};

/// How a trigger is polled.
#[derive(Clone, Debug, PartialEq)]
pub struct Poll {
    /// Whether a reply brings several events (`batch`) or is one (`single`).
    pub batch: bool,
    /// The way to the list whose elements are the events; none where the whole reply is one. A policy names it, else it is
    /// found by `pass::polls`.
    pub items: Option<Vec<Step>>,
    /// Who remembers where polling goes on.
    pub keeps: Keeps,
    /// Root property that holds the URL of the next page, where it is not that of the operation's own paging.
    pub next_link: Option<String>,
    /// Whether the document says that the service tells where to go on: a 202, or a `Location` of the reply.
    pub declared: bool,
    /// All declared query parameters, by their names on the wire: those that nobody sets, too.
    pub queries: Vec<String>,
    /// What makes the trigger fire (`x-ms-trigger-hint`).
    pub hint: Option<String>,
}

/// Who remembers where polling goes on.
#[derive(Clone, Debug, PartialEq)]
pub enum Keeps {
    /// The service, which says in each reply what to ask next.
    Service,
    /// The client, in query parameters. Without any, it knows what it has seen.
    Client(Vec<Cursor>),
}

/// A query parameter that comes from the reply before.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    /// Its name on the wire.
    pub parameter: String,
    /// Where its value comes from.
    pub from: From,
}

impl Cursor {
    /// Whether it is the same after every reply.
    pub fn is_constant(&self) -> bool {
        let is_text = |piece: &Piece| matches!(piece, Piece::Text(_));
        matches!(&self.from, From::Template(pieces) if pieces.iter().all(is_text))
    }
}

/// Where a cursor's value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum From {
    /// Text with references into the body.
    Template(Template),
    /// The greatest value of a property in the elements of a list.
    Greatest {
        /// The way to the list.
        list: Vec<Step>,
        /// The way on from an element.
        value: Vec<Step>,
    },
}
