//! Policies as static data: what a platform's gateway does to requests and replies, compiled when the client was
//! generated.

/// One policy, and the operations that it is for.
#[derive(Debug)]
pub struct Policy {
    pub(crate) kind: Kind,
    pub(crate) section: Section,
    pub(crate) exists: Exists,
    /// Ids of operations; none at all: every one.
    pub(crate) only: &'static [&'static str],
}

#[derive(Debug)]
pub(crate) enum Kind {
    Host(Template),
    Route {
        path: Template,
        method: Option<&'static str>,
    },
    Header {
        name: &'static str,
        value: Template,
    },
    Query {
        name: &'static str,
        value: Template,
    },
    Property {
        parent: Steps,
        sub: Steps,
        value: Template,
    },
    Edit {
        parent: Steps,
        sub: Steps,
        to: Target,
        edit: Edit,
    },
    /// The value at `from`, or only its members, becomes the value at `to`, or members of it.
    Move {
        from: Steps,
        to: Steps,
        members: bool,
    },
    Unauthenticated(u16),
    /// A request of its own comes first, and something of its reply goes into the call.
    Fetch {
        header: bool,
        name: &'static str,
        path: Template,
        method: &'static str,
        value: Steps,
    },
}

/// When a policy runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Request,
    Response,
    Failure,
}

/// What to do where there is a value already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exists {
    Override,
    Skip,
    Append,
}

/// Text with references in it.
pub(crate) type Template = &'static [Piece];
/// A way into JSON.
pub(crate) type Steps = &'static [Step];

/// A part of a template. References name what the value is when there is none.
#[derive(Debug)]
pub enum Piece {
    /// Itself.
    Text(&'static str),
    /// A value of the connection.
    Connection(&'static str, Option<&'static str>),
    /// A query parameter of the request.
    Query(&'static str, Option<&'static str>),
    /// A header of the request, or of the reply after it.
    Header(&'static str, Option<&'static str>),
    /// A placeholder of the operation's path.
    Path(&'static str),
    /// Something in the body.
    Body(&'static [Step]),
    /// Something in the element at hand.
    Item(&'static [Step]),
}

/// A step into JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The member of an object.
    Key(&'static str),
    /// The element of a list.
    Index(usize),
}

/// Where the result of an edit goes.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// To where the value was.
    Same,
    /// Into the body.
    Body(&'static [Step]),
    /// Into the element at hand.
    Item(&'static [Step]),
}

/// What is done with a value of a body.
#[derive(Debug)]
pub enum Edit {
    /// A list becomes an object, by a property of its elements; whether they retain it.
    ArrayToObject(&'static str, bool),
    /// An object becomes a list of its members: the names of key and value.
    ObjectToArray(&'static str, &'static str),
    /// A text becomes a list of objects with one property: the delimiters and its name.
    Split(&'static str, &'static str),
    /// A text in a text is replaced by another.
    Replace(&'static str, &'static str),
    /// A text is percent-encoded.
    Encode,
}

impl Policy {
    const fn new(kind: Kind) -> Self {
        Self { kind, section: Section::Request, exists: Exists::Override, only: &[] }
    }

    /// Scheme, host and base path.
    #[must_use]
    pub const fn host(url: &'static [Piece]) -> Self {
        Self::new(Kind::Host(url))
    }

    /// Another path below the base.
    #[must_use]
    pub const fn route(path: &'static [Piece]) -> Self {
        Self::new(Kind::Route { path, method: None })
    }

    /// A header.
    #[must_use]
    pub const fn header(name: &'static str, value: &'static [Piece]) -> Self {
        Self::new(Kind::Header { name, value })
    }

    /// A query parameter.
    #[must_use]
    pub const fn query(name: &'static str, value: &'static [Piece]) -> Self {
        Self::new(Kind::Query { name, value })
    }

    /// A property of an object, or of all elements of a list.
    #[must_use]
    pub const fn property(parent: &'static [Step], sub: &'static [Step], value: &'static [Piece]) -> Self {
        Self::new(Kind::Property { parent, sub, value })
    }

    /// A change of a value of the body.
    #[must_use]
    pub const fn edit(parent: &'static [Step], sub: &'static [Step], to: Target, edit: Edit) -> Self {
        Self::new(Kind::Edit { parent, sub, to, edit })
    }

    /// A value of the body goes elsewhere in it; with `members`, what it consists of.
    #[must_use]
    pub const fn relocate(from: &'static [Step], to: &'static [Step], members: bool) -> Self {
        Self::new(Kind::Move { from, to, members })
    }

    /// The status by which the service says that the sign-in is no longer good.
    #[must_use]
    pub const fn unauthenticated(status: u16) -> Self {
        Self::new(Kind::Unauthenticated(status))
    }

    /// A header whose value is fetched: from where, and what of the JSON that is there.
    #[must_use]
    pub const fn fetch_header(name: &'static str, path: &'static [Piece], value: &'static [Step]) -> Self {
        Self::new(Kind::Fetch { header: true, name, path, method: "GET", value })
    }

    /// A query parameter whose value is fetched.
    #[must_use]
    pub const fn fetch_query(name: &'static str, path: &'static [Piece], value: &'static [Step]) -> Self {
        Self::new(Kind::Fetch { header: false, name, path, method: "GET", value })
    }

    /// Only for these operations.
    #[must_use]
    pub const fn only(mut self, operations: &'static [&'static str]) -> Self {
        self.only = operations;
        self
    }

    /// With another method.
    #[must_use]
    pub const fn method(mut self, name: &'static str) -> Self {
        match self.kind {
            Kind::Route { path, .. } => self.kind = Kind::Route { path, method: Some(name) },
            Kind::Fetch { header, name: own, path, value, .. } => {
                self.kind = Kind::Fetch { header, name: own, path, method: name, value };
            }
            _ => {}
        }
        self
    }

    /// Leaves a value that is there.
    #[must_use]
    pub const fn skip(mut self) -> Self {
        self.exists = Exists::Skip;
        self
    }

    /// Adds to a value that is there.
    #[must_use]
    pub const fn append(mut self) -> Self {
        self.exists = Exists::Append;
        self
    }

    /// Runs on a reply.
    #[must_use]
    pub const fn response(mut self) -> Self {
        self.section = Section::Response;
        self
    }

    /// Runs on the reply of a failure.
    #[must_use]
    pub const fn failure(mut self) -> Self {
        self.section = Section::Failure;
        self
    }

    pub(crate) fn is_for(&self, operation: &str) -> bool {
        self.only.is_empty() || self.only.contains(&operation)
    }
}

impl Piece {
    /// Text.
    #[must_use]
    pub const fn text(text: &'static str) -> Self {
        Self::Text(text)
    }

    /// A value of the connection.
    #[must_use]
    pub const fn connection(name: &'static str) -> Self {
        Self::Connection(name, None)
    }

    /// A query parameter.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::Query(name, None)
    }

    /// A header.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self::Header(name, None)
    }

    /// What stands for it when it is missing.
    #[must_use]
    pub const fn or(self, default: &'static str) -> Self {
        match self {
            Self::Connection(name, _) => Self::Connection(name, Some(default)),
            Self::Query(name, _) => Self::Query(name, Some(default)),
            Self::Header(name, _) => Self::Header(name, Some(default)),
            other => other,
        }
    }
}
