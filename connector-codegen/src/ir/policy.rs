//! What a platform's gateway does between the described API and the service, as data.

use crate::source::Span;

/// One policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// What it does.
    pub kind: PolicyKind,
    /// When.
    pub section: Section,
    /// What becomes of a value that is there.
    pub exists: Exists,
    /// operationIds; none at all: every operation.
    pub operations: Vec<String>,
    /// Where it stands.
    pub at: Span,
}

/// What a policy does.
#[derive(Clone, Debug, PartialEq)]
pub enum PolicyKind {
    /// Replaces scheme, host and base path.
    Host(Template),
    /// Replaces the path, and perhaps the method.
    Route {
        /// Below the base.
        path: Template,
        /// None keeps it.
        method: Option<String>,
    },
    /// Sets a header.
    Header {
        /// Its name.
        name: String,
        /// Its value.
        value: Template,
    },
    /// Sets a query parameter.
    Query {
        /// Its name.
        name: String,
        /// Its value.
        value: Template,
    },
    /// Sets a property of the body, in all elements where the parent is a list.
    Property {
        /// The object.
        parent: Vec<Step>,
        /// The property.
        sub: Vec<Step>,
        /// Its value.
        value: Template,
    },
    /// Changes a value of the body.
    Edit {
        /// Where the value is, or a list of such places.
        parent: Vec<Step>,
        /// The way on to the value.
        sub: Vec<Step>,
        /// Where the result goes.
        to: Target,
        /// The change.
        edit: Edit,
    },
    /// Moves a value within the body.
    Move {
        /// From here.
        from: Vec<Step>,
        /// To here.
        to: Vec<Step>,
        /// Only what the value consists of.
        members: bool,
    },
    /// A status means that the sign-in is no longer good.
    Unauthenticated(u16),
    /// A request of its own comes first, and something of its reply goes into the call.
    Fetch {
        /// Into a header rather than the query.
        header: bool,
        /// The name there.
        name: String,
        /// Where to ask, below the base.
        path: Template,
        /// None: GET.
        method: Option<String>,
        /// What of the reply.
        value: Vec<Step>,
    },
}

/// When a policy runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Before the call.
    Request,
    /// After it.
    Response,
    /// After it has failed.
    Failure,
}

/// What becomes of a value that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exists {
    /// It is replaced.
    Override,
    /// It stays.
    Skip,
    /// The other one joins it.
    Append,
}

/// Text with references in it.
pub type Template = Vec<Piece>;

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Itself.
    Text(String),
    /// A connection parameter, and what stands for it when it is missing.
    Connection(String, Option<String>),
    /// A query parameter.
    Query(String, Option<String>),
    /// A header.
    Header(String, Option<String>),
    /// A placeholder of the operation's path.
    Path(String),
    /// Something in the body.
    Body(Vec<Step>),
    /// Something in the element at hand.
    Item(Vec<Step>),
}

/// A step into JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A member.
    Key(String),
    /// An element.
    Index(usize),
}

/// Where the result of an edit goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To where the value was.
    Same,
    /// Into the body.
    Body(Vec<Step>),
    /// Into the element at hand.
    Item(Vec<Step>),
}

/// A change of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A list becomes an object: the property that is the key, and whether it stays.
    ArrayToObject(String, bool),
    /// An object becomes a list: the names of key and value.
    ObjectToArray(String, String),
    /// A text becomes a list: the delimiters, and the name of the one property of its elements.
    Split(String, String),
    /// A text in a text is replaced by another.
    Replace(String, String),
    /// A text is percent-encoded.
    Encode,
}
