//! Operations: what they take, where it goes, what comes back.

use super::paging::Paging;
use super::poll::Poll;
use super::{Alternatives, Docs, Ty, TypeId};
use crate::source::Span;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// Another one, of a table of those that are known.
    Other(&'static str),
}

/// Methods beyond those of OpenAPI: WebDAV's, those of caches and of events.
const OTHERS: [&str; 28] = [
    "ACL",
    "BAN",
    "BIND",
    "CHECKIN",
    "CHECKOUT",
    "COPY",
    "LABEL",
    "LINK",
    "LIST",
    "LOCK",
    "MERGE",
    "MKCALENDAR",
    "MKCOL",
    "MOVE",
    "NOTIFY",
    "PROPFIND",
    "PROPPATCH",
    "PURGE",
    "QUERY",
    "REPORT",
    "SEARCH",
    "SUBSCRIBE",
    "TRACE",
    "UNLINK",
    "UNLOCK",
    "UNSUBSCRIBE",
    "UPDATE",
    "VIEW",
];

impl Method {
    /// All methods with the key that a path item uses for them.
    pub const ALL: [(Method, &'static str); 7] = [
        (Method::Get, "get"),
        (Method::Put, "put"),
        (Method::Post, "post"),
        (Method::Delete, "delete"),
        (Method::Options, "options"),
        (Method::Head, "head"),
        (Method::Patch, "patch"),
    ];

    /// The key in a path item, which is also the name of the runtime's constructor.
    pub fn key(self) -> &'static str {
        match self {
            Method::Other(word) => word,
            _ => Self::ALL.iter().find(|(method, _)| *method == self).map_or("get", |(_, key)| key),
        }
    }

    /// The method of a name on the wire; none where it is not known.
    pub fn named(wire: &str) -> Option<Self> {
        let usual =
            Self::ALL.iter().find(|(_, key)| key.eq_ignore_ascii_case(wire)).map(|(method, _)| *method);
        usual.or_else(|| OTHERS.iter().find(|word| **word == wire).map(|word| Method::Other(word)))
    }

    /// The name on the wire.
    pub fn wire(self) -> String {
        self.key().to_ascii_uppercase()
    }
}

/// What an operation is to its user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A call that one makes.
    Action,
    /// A trigger whose service calls back (`x-ms-notification-content`, `x-ms-notification-url`).
    Webhook,
    /// A trigger that is asked again and again.
    Polling,
}

/// One operation.
#[derive(Clone, Debug)]
pub struct Action {
    /// operationId, or one made of method and path.
    pub id: String,
    /// Action or trigger.
    pub kind: Kind,
    /// HTTP method.
    pub method: Method,
    /// Path template, sent as it is around its placeholders.
    pub path: String,
    /// Documentation.
    pub docs: Docs,
    /// Deprecated, with what to use instead where the document says.
    pub deprecated: Option<Option<String>>,
    /// Which revision it is of what it does, where the document says so.
    pub revision: Option<Revision>,
    /// `x-ms-visibility: internal`: callable, but not shown.
    pub internal: bool,
    /// All tags.
    pub tags: Vec<String>,
    /// Left out by the caller, by its place.
    pub skipped: bool,
    /// Everything a caller may give, in the order of the signature.
    pub inputs: Vec<Input>,
    /// The form of the body, where it is XML.
    pub xml_body: Option<XmlRoot>,
    /// The form of the reply, where it is XML.
    pub xml_reply: Option<XmlRoot>,
    /// What is always sent and never typed.
    pub constants: Vec<Constant>,
    /// How the body is made.
    pub body: BodyKind,
    /// Content type of the body where it is not the usual one of its kind.
    pub consumes: Option<String>,
    /// `Accept`, where it is not JSON.
    pub accept: Option<String>,
    /// URL scheme, where the operation's differs from the document's.
    pub scheme: Option<String>,
    /// What a successful call gives.
    pub reply: Reply,
    /// Whether 404 is an answer rather than a failure: something is not there.
    pub exists: bool,
    /// Documented headers of the successful reply.
    pub headers: Headers,
    /// Documented failures: status, description, type of the body.
    pub errors: Vec<(Status, Option<String>, Option<Ty>)>,
    /// Its own sign-in requirement.
    pub security: Option<Alternatives>,
    /// What the reply, or something in it, looks like is only known when the service is asked.
    pub open_reply: bool,
    /// How to get the next page.
    pub paging: Option<Paging>,
    /// It goes on after its reply: where the result is in the end.
    pub long_running: Option<FinalState>,
    /// Header that makes a repeated request harmless.
    pub idempotency_key: Option<String>,
    /// Type of the event that a trigger delivers.
    pub event: Option<Ty>,
    /// How a trigger is polled.
    pub poll: Option<Box<Poll>>,
    /// How a webhook is subscribed to; none where the document does not say where the callback address goes.
    pub hook: Option<Box<super::hook::Hook>>,
    /// Where the operation stands.
    pub at: Span,
}

impl Action {
    /// Whether it gives events rather than a reply.
    pub fn is_stream(&self) -> bool {
        self.poll.is_some() || self.hook.is_some()
    }
}

/// One of several operations that do the same, the newer ones better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The name of all of them.
    pub family: String,
    /// From 1.
    pub number: u32,
    /// It may still change.
    pub preview: bool,
}

/// A response status or `default`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// `404`
    Code(u16),
    /// `4XX`, by its first digit.
    Range(u8),
    /// `default`
    Default,
}

impl Status {
    /// Whether it says that the call did what it should.
    pub fn is_success(self) -> bool {
        matches!(self, Status::Code(200..=299) | Status::Range(2))
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Status::Code(code) => write!(f, "{code}"),
            Status::Range(digit) => write!(f, "{digit}XX"),
            Status::Default => f.write_str("default"),
        }
    }
}

/// Response headers: wire name, type, documentation.
pub type Headers = Vec<(String, Ty, Docs)>;

/// What a successful call gives.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Nothing that the document speaks of.
    None,
    /// One type.
    One(Ty),
    /// One type on some statuses, nothing on others.
    Maybe(Ty),
    /// Raw bytes.
    Bytes,
    /// Text, as JSON or plain.
    Text,
    /// Different types by status: an enum of its own.
    ByStatus(TypeId, Vec<(u16, Option<Ty>)>),
}

/// How a body is made of the inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// There is none.
    None,
    /// A JSON object of [`Place::Field`] inputs; sent empty (`{}`) when `required`.
    Fields {
        /// Whether an object is sent even when nothing was set.
        required: bool,
    },
    /// One JSON value.
    Json,
    /// Raw bytes.
    Raw,
    /// Form fields.
    Form,
}

/// Where an input goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A placeholder of the path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// A form field.
    Form,
    /// A file of a multipart form.
    File,
    /// A property of the JSON body.
    Field,
    /// The whole body.
    Body,
}

impl Place {
    /// The word that OpenAPI uses.
    pub fn word(self) -> &'static str {
        match self {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
            Place::Form | Place::File => "formData",
            Place::Field | Place::Body => "body",
        }
    }
}

/// How a list is written into one place (`collectionFormat`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Commas.
    Csv,
    /// Another separator.
    Separated(char),
    /// The name is repeated.
    Multi,
}

/// How often a value is percent-encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Once.
    Once,
    /// Twice: `x-ms-url-encoding: double`.
    Twice,
    /// Never: `x-ms-skip-url-encoding`.
    Raw,
}

/// Something a caller gives.
#[derive(Clone, Debug)]
pub struct Input {
    /// Name on the wire.
    pub wire: String,
    /// Name that the document wants in code (`x-ms-client-name`).
    pub client_name: Option<String>,
    /// Where it goes.
    pub place: Place,
    /// Its type.
    pub ty: Ty,
    /// An argument rather than a setter.
    pub required: bool,
    /// How lists are written.
    pub style: Style,
    /// How it is encoded.
    pub encoding: Encoding,
    /// For the few who need it (`x-ms-visibility: advanced`): documentation shows it folded.
    pub advanced: bool,
    /// Documentation.
    pub docs: Docs,
    /// JSON text of the default, for documentation.
    pub default: Option<String>,
    /// What it looks like is only known when the service is asked: anything that can be written is taken.
    pub open: bool,
    /// Where it stands.
    pub at: Span,
}

/// What is always sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// Where it goes.
    pub place: Place,
    /// Name on the wire.
    pub wire: String,
    /// Text, or JSON text for [`Place::Field`].
    pub value: String,
    /// Sent as it is: `x-ms-skip-url-encoding`.
    pub raw: bool,
}

/// Where the result of an operation is that goes on after its reply (`final-state-via`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinalState {
    /// The document does not say.
    Unsaid,
    /// In the status.
    Status,
    /// Where `Location` leads.
    Location,
    /// Where the call went.
    Original,
}

impl FinalState {
    /// The name of the runtime's variant.
    pub fn name(self) -> &'static str {
        match self {
            FinalState::Unsaid => "Unsaid",
            FinalState::Status => "Status",
            FinalState::Location => "Location",
            FinalState::Original => "Original",
        }
    }
}

/// The form of an XML body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlRoot {
    /// The name of its element.
    pub name: String,
    /// Prefix and URI.
    pub namespace: Option<(String, String)>,
    /// What it holds.
    pub ty: Ty,
    /// The name of each element, where it is a list.
    pub item: String,
}
