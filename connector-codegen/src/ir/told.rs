//! What the runtime is told, in its own terms: generated code prints it, and the command line, which generates nothing, does it.
//! Whoever adds to these enums is led by the compiler to both.

use super::{
    Action, Alternatives, BodyKind, Connector, Constant, Encoding, FinalState, Input, Paging, Place,
};
use super::{Parameter, Style};

/// One thing that is fixed of an action.
#[derive(Clone, Copy, Debug)]
pub enum Fixed<'a> {
    /// What is sent without asking.
    Constants(&'a [Constant]),
    /// The header `Accept`.
    Accept(&'a str),
    /// The media type of its body.
    Consumes(&'a str),
    /// The sign-in that it demands, where that is not the connector's.
    Security(&'a Alternatives),
    /// Its own scheme: `http` or `https`.
    Scheme(&'a str),
    /// How pages follow one another.
    Paging(&'a Paging),
    /// The header by which repetitions are recognised.
    IdempotencyKey(&'a str),
    /// It answers before it is done.
    LongRunning(FinalState),
    /// A 404 is an answer.
    Exists,
    /// Its body is there, even if nothing is in it.
    InlineBody,
}

impl Action {
    /// All that is fixed of it, besides method and path.
    pub fn fixed(&self) -> Vec<Fixed<'_>> {
        // A raw body is given together with its media type.
        let consumes = self.consumes.as_deref().filter(|_| self.body != BodyKind::Raw);
        let inline = self.body == (BodyKind::Fields { required: true });
        let all = [
            (!self.constants.is_empty()).then_some(Fixed::Constants(&self.constants)),
            self.accept.as_deref().map(Fixed::Accept),
            consumes.map(Fixed::Consumes),
            self.security.as_ref().map(Fixed::Security),
            self.scheme.as_deref().map(Fixed::Scheme),
            self.paging.as_ref().map(Fixed::Paging),
            self.idempotency_key.as_deref().map(Fixed::IdempotencyKey),
            self.long_running.map(Fixed::LongRunning),
            self.exists.then_some(Fixed::Exists),
            inline.then_some(Fixed::InlineBody),
        ];
        all.into_iter().flatten().collect()
    }
}

/// How a value is put into its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl Connector {
    /// The parameters of a connection that are credentials: whether these are needed follows from the actions.
    pub fn credentials(&self) -> Vec<&str> {
        self.schemes.iter().flat_map(|scheme| scheme.kind.parameters()).collect()
    }

    /// Whether a connection may go without this parameter.
    pub fn may_lack(&self, parameter: &Parameter) -> bool {
        !parameter.required && !self.credentials().contains(&parameter.name.as_str())
    }

    /// What each way to connect cannot do without, by its name; nothing where that is the same for all.
    pub fn ways_to_connect(&self) -> Vec<(&str, Vec<&str>)> {
        let first = self.sets.first().map(|set| &set.required);
        if self.sets.iter().all(|set| Some(&set.required) == first) {
            return Vec::new();
        }
        let sets = self.sets.iter().map(|set| {
            // A password may be empty, so a user name is what shows that somebody signs in.
            let schemes = set.schemes.iter().filter_map(|index| self.schemes.get(*index));
            let signs_in = schemes.filter_map(|scheme| scheme.kind.parameters().first().copied());
            let values = set.required.iter().filter_map(|index| self.parameters.get(*index));
            let needs = signs_in.chain(values.map(|parameter| parameter.name.as_str()));
            (set.name.as_str(), needs.collect())
        });
        sets.collect()
    }
}
