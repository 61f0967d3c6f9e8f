//! Where the value of an input goes.

use crate::ir::{Encoding, Input, Place, Style};

/// How a value is put into its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Put {
    /// A placeholder of the path.
    Path,
    /// The same, encoded twice.
    PathTwice,
    /// The same, as it is.
    PathRaw,
    /// The same; a list has this sign between its elements.
    PathSep(char),
    /// The query.
    Query,
    /// The same, as it is.
    QueryRaw,
    /// The same; a list has its name before each element.
    QueryMulti,
    /// The same; a list has this sign between its elements.
    QuerySep(char),
    /// A header.
    Header,
    /// The same; a list has this sign between its elements.
    HeaderSep(char),
    /// A cookie.
    Cookie,
    /// A form field.
    Form,
    /// The same; a list has its name before each element.
    FormMulti,
    /// The same; a list has this sign between its elements.
    FormSep(char),
    /// A property of the body.
    Field,
}

impl Input {
    /// How its value is put into its place.
    pub fn put(&self) -> Put {
        match (self.place, self.encoding, self.style) {
            (Place::Path, Encoding::Twice, _) => Put::PathTwice,
            (Place::Path, Encoding::Raw, _) => Put::PathRaw,
            (Place::Path, _, Style::Separated(sign)) => Put::PathSep(sign),
            (Place::Path, ..) => Put::Path,
            (Place::Query, Encoding::Raw, _) => Put::QueryRaw,
            (Place::Query, _, Style::Multi) => Put::QueryMulti,
            (Place::Query, _, Style::Separated(sign)) => Put::QuerySep(sign),
            (Place::Query, ..) => Put::Query,
            (Place::Header, _, Style::Separated(sign)) => Put::HeaderSep(sign),
            (Place::Header, ..) => Put::Header,
            (Place::Cookie, ..) => Put::Cookie,
            (Place::Form | Place::File, _, Style::Multi) => Put::FormMulti,
            (Place::Form | Place::File, _, Style::Separated(sign)) => Put::FormSep(sign),
            (Place::Form | Place::File, ..) => Put::Form,
            (Place::Field | Place::Body, ..) => Put::Field,
        }
    }
}
