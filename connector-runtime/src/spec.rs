//! What a document fixes, as static data: generated code holds these tables, the runtime acts on them.
//!
//! Everything is a plain struct filled by `const fn`s, so that a client of a thousand actions costs the compiler and
//! the binary little more than its strings.

use crate::choice::Lookup;
use crate::oauth::OAuth;
use crate::page::spec::Paging;
use crate::policy::spec::Policy;
use crate::xml::XmlRoot;

/// Alternatives (OR) of indices into [`Connector::schemes`] (AND).
pub(crate) type Security = &'static [&'static [usize]];

/// A connector: where it is, how one signs in, what a connection is made of.
#[derive(Debug)]
pub struct Connector {
    pub(crate) title: &'static str,
    pub(crate) base_url: &'static str,
    pub(crate) schemes: &'static [Scheme],
    pub(crate) parameters: &'static [Parameter],
    pub(crate) security: Security,
    pub(crate) policies: &'static [Policy],
    pub(crate) sets: &'static [ParameterSet],
}

impl Connector {
    /// A connector without sign-in; `base_url` is empty when only the connection can know it, and only a path when the
    /// document knows that much: it is then added to a base URL without a path.
    #[must_use]
    pub const fn new(title: &'static str, base_url: &'static str) -> Self {
        Self { title, base_url, schemes: &[], parameters: &[], security: &[], policies: &[], sets: &[] }
    }

    /// The ways to sign in that the document knows.
    #[must_use]
    pub const fn schemes(mut self, schemes: &'static [Scheme]) -> Self {
        self.schemes = schemes;
        self
    }

    /// What a connection consists of.
    #[must_use]
    pub const fn parameters(mut self, parameters: &'static [Parameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// Which schemes an action needs that does not say otherwise.
    #[must_use]
    pub const fn security(mut self, security: &'static [&'static [usize]]) -> Self {
        self.security = security;
        self
    }

    /// The ways to connect, of which one has to be complete.
    #[must_use]
    pub const fn sets(mut self, sets: &'static [ParameterSet]) -> Self {
        self.sets = sets;
        self
    }

    /// What is done to requests and replies besides, in this order.
    #[must_use]
    pub const fn policies(mut self, policies: &'static [Policy]) -> Self {
        self.policies = policies;
        self
    }

    pub(crate) fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }
}

/// One way to sign in: which parameters of the connection it takes, and where they go.
#[derive(Debug)]
pub struct Scheme {
    pub(crate) name: &'static str,
    pub(crate) kind: SchemeKind,
}

#[derive(Debug)]
pub(crate) enum SchemeKind {
    Header { parameter: &'static str, wire: &'static str },
    Query { parameter: &'static str, wire: &'static str },
    Cookie { parameter: &'static str, wire: &'static str },
    Basic { user: &'static str, password: &'static str },
    Bearer { parameter: &'static str, sign_in: Option<&'static OAuth> },
}

impl Scheme {
    /// The parameter's value, as it is, in the header `wire`.
    #[must_use]
    pub const fn header(name: &'static str, parameter: &'static str, wire: &'static str) -> Self {
        Self { name, kind: SchemeKind::Header { parameter, wire } }
    }

    /// The parameter's value in the query under `wire`.
    #[must_use]
    pub const fn query(name: &'static str, parameter: &'static str, wire: &'static str) -> Self {
        Self { name, kind: SchemeKind::Query { parameter, wire } }
    }

    /// The parameter's value in the cookie `wire`.
    #[must_use]
    pub const fn cookie(name: &'static str, parameter: &'static str, wire: &'static str) -> Self {
        Self { name, kind: SchemeKind::Cookie { parameter, wire } }
    }

    /// HTTP Basic from two parameters.
    #[must_use]
    pub const fn basic(name: &'static str, user: &'static str, password: &'static str) -> Self {
        Self { name, kind: SchemeKind::Basic { user, password } }
    }

    /// `Authorization: Bearer`, from a token or a source of tokens.
    #[must_use]
    pub const fn bearer(name: &'static str, parameter: &'static str) -> Self {
        Self { name, kind: SchemeKind::Bearer { parameter, sign_in: None } }
    }

    /// The same, of a provider that is known: an application and its user can sign in.
    #[must_use]
    pub const fn oauth(name: &'static str, parameter: &'static str, sign_in: &'static OAuth) -> Self {
        Self { name, kind: SchemeKind::Bearer { parameter, sign_in: Some(sign_in) } }
    }

    /// The provider whose sign-in ends in this parameter.
    pub(crate) fn sign_in(&self) -> Option<(&'static str, &'static OAuth)> {
        match self.kind {
            SchemeKind::Bearer { parameter, sign_in } => Some((parameter, sign_in?)),
            _ => None,
        }
    }

    /// The parameters without which the scheme cannot be used. A password may be empty, and so may be left out.
    pub(crate) fn needs(&self) -> &'static str {
        match self.kind {
            SchemeKind::Header { parameter, .. }
            | SchemeKind::Query { parameter, .. }
            | SchemeKind::Cookie { parameter, .. }
            | SchemeKind::Bearer { parameter, .. } => parameter,
            SchemeKind::Basic { user, .. } => user,
        }
    }

    /// Whether the parameter belongs to this scheme.
    pub(crate) fn uses(&self, name: &str) -> bool {
        match self.kind {
            SchemeKind::Basic { user, password } => name == user || name == password,
            _ => self.needs() == name,
        }
    }
}

/// One of several ways to connect.
#[derive(Debug)]
pub struct ParameterSet {
    pub(crate) name: &'static str,
    pub(crate) needs: &'static [&'static str],
}

impl ParameterSet {
    /// A set that is complete with these parameters.
    #[must_use]
    pub const fn new(name: &'static str, needs: &'static [&'static str]) -> Self {
        Self { name, needs }
    }
}

/// One value that a connection consists of.
#[derive(Debug)]
pub struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) secret: bool,
    pub(crate) optional: bool,
    pub(crate) default: Option<&'static str>,
    pub(crate) one_of: &'static [&'static str],
    pub(crate) token_source: bool,
}

impl Parameter {
    /// A value that is never shown.
    #[must_use]
    pub const fn secret(name: &'static str) -> Self {
        Self { name, secret: true, optional: false, default: None, one_of: &[], token_source: false }
    }

    /// A value that may be shown: a region, a host.
    #[must_use]
    pub const fn text(name: &'static str) -> Self {
        Self { name, secret: false, optional: false, default: None, one_of: &[], token_source: false }
    }

    /// A connection can do without it.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// What it is when it is not set.
    #[must_use]
    pub const fn default_value(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }

    /// The only values allowed.
    #[must_use]
    pub const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        self.one_of = values;
        self
    }

    /// A function that yields a token may stand for it.
    #[must_use]
    pub const fn token_source(mut self) -> Self {
        self.token_source = true;
        self
    }
}

/// Where an input or a constant goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Cookie,
    Form,
    Field,
}

/// An input that the document fixes.
#[derive(Debug)]
pub struct Constant {
    pub(crate) place: Place,
    pub(crate) name: &'static str,
    pub(crate) value: &'static str,
    pub(crate) raw: bool,
}

impl Constant {
    const fn new(place: Place, name: &'static str, value: &'static str) -> Self {
        Self { place, name, value, raw: false }
    }

    /// Sent as it is, without encoding.
    #[must_use]
    pub const fn raw(mut self) -> Self {
        self.raw = true;
        self
    }

    /// A header.
    #[must_use]
    pub const fn header(name: &'static str, value: &'static str) -> Self {
        Self::new(Place::Header, name, value)
    }

    /// A cookie.
    #[must_use]
    pub const fn cookie(name: &'static str, value: &'static str) -> Self {
        Self::new(Place::Cookie, name, value)
    }

    /// A query parameter.
    #[must_use]
    pub const fn query(name: &'static str, value: &'static str) -> Self {
        Self::new(Place::Query, name, value)
    }

    /// A placeholder of the path.
    #[must_use]
    pub const fn path(name: &'static str, value: &'static str) -> Self {
        Self::new(Place::Path, name, value)
    }

    /// A form field.
    #[must_use]
    pub const fn form(name: &'static str, value: &'static str) -> Self {
        Self::new(Place::Form, name, value)
    }

    /// A property of an inline JSON body; `raw_json` is written as it is.
    #[must_use]
    pub const fn field(name: &'static str, raw_json: &'static str) -> Self {
        Self::new(Place::Field, name, raw_json)
    }
}

/// One operation of the service.
#[derive(Debug)]
pub struct Action {
    pub(crate) id: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) constants: &'static [Constant],
    pub(crate) accept: &'static str,
    pub(crate) consumes: Option<&'static str>,
    pub(crate) security: Option<Security>,
    pub(crate) scheme: Option<&'static str>,
    pub(crate) next_link: Option<&'static str>,
    pub(crate) next_action: Option<NextAction>,
    pub(crate) paging: Option<&'static Paging>,
    pub(crate) idempotent: bool,
    pub(crate) idempotency_key: Option<&'static str>,
    pub(crate) inline_body: bool,
    pub(crate) exists: bool,
    pub(crate) lookup: Option<&'static Lookup>,
    pub(crate) long_running: Option<FinalState>,
    pub(crate) xml_reply: Option<&'static XmlRoot>,
}

/// The action that fetches the next page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NextAction {
    pub(crate) action: &'static Action,
    pub(crate) parameter: Option<&'static str>,
    pub(crate) shared: &'static [&'static str],
}

/// Where the result of an operation is that goes on after its reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinalState {
    /// The document does not say: the method tells.
    Unsaid,
    /// In the status itself.
    Status,
    /// Where `Location` leads.
    Location,
    /// Where the call went.
    Original,
}

impl Action {
    const fn new(method: &'static str, id: &'static str, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            constants: &[],
            accept: "application/json",
            consumes: None,
            security: None,
            scheme: None,
            next_link: None,
            next_action: None,
            paging: None,
            idempotent: matches!(method.as_bytes(), b"GET" | b"HEAD" | b"OPTIONS" | b"PUT" | b"DELETE"),
            idempotency_key: None,
            inline_body: false,
            exists: false,
            lookup: None,
            long_running: None,
            xml_reply: None,
        }
    }

    /// `GET`.
    #[must_use]
    pub const fn get(id: &'static str, path: &'static str) -> Self {
        Self::new("GET", id, path)
    }

    /// `POST`.
    #[must_use]
    pub const fn post(id: &'static str, path: &'static str) -> Self {
        Self::new("POST", id, path)
    }

    /// `PUT`.
    #[must_use]
    pub const fn put(id: &'static str, path: &'static str) -> Self {
        Self::new("PUT", id, path)
    }

    /// `PATCH`.
    #[must_use]
    pub const fn patch(id: &'static str, path: &'static str) -> Self {
        Self::new("PATCH", id, path)
    }

    /// `DELETE`.
    #[must_use]
    pub const fn delete(id: &'static str, path: &'static str) -> Self {
        Self::new("DELETE", id, path)
    }

    /// `HEAD`.
    #[must_use]
    pub const fn head(id: &'static str, path: &'static str) -> Self {
        Self::new("HEAD", id, path)
    }

    /// `OPTIONS`.
    #[must_use]
    pub const fn options(id: &'static str, path: &'static str) -> Self {
        Self::new("OPTIONS", id, path)
    }

    /// Another method, such as WebDAV's.
    #[must_use]
    pub const fn other(method: &'static str, id: &'static str, path: &'static str) -> Self {
        Self::new(method, id, path)
    }

    /// Inputs that are always sent.
    #[must_use]
    pub const fn constants(mut self, constants: &'static [Constant]) -> Self {
        self.constants = constants;
        self
    }

    /// The `Accept` header; without this, `application/json`.
    #[must_use]
    pub const fn accept(mut self, accept: &'static str) -> Self {
        self.accept = accept;
        self
    }

    /// The media type of the body; without this, what the kind of body implies.
    #[must_use]
    pub const fn consumes(mut self, media_type: &'static str) -> Self {
        self.consumes = Some(media_type);
        self
    }

    /// Overrides [`Connector::security`].
    #[must_use]
    pub const fn security(mut self, security: &'static [&'static [usize]]) -> Self {
        self.security = Some(security);
        self
    }

    /// Replaces the scheme of the document's base URL.
    #[must_use]
    pub const fn scheme(mut self, scheme: &'static str) -> Self {
        self.scheme = Some(scheme);
        self
    }

    /// The property of the reply that holds the address of the next page.
    #[must_use]
    pub const fn next_link(mut self, property: &'static str) -> Self {
        self.next_link = Some(property);
        self
    }

    /// The action that fetches the next page: the link goes into its placeholder `parameter` (none: nowhere), and the
    /// inputs that both have are given on.
    #[must_use]
    pub const fn next_action(
        mut self,
        action: &'static Action,
        parameter: Option<&'static str>,
        shared: &'static [&'static str],
    ) -> Self {
        self.next_action = Some(NextAction { action, parameter, shared });
        self
    }

    /// How its pages follow one another, where no property of the root holds the address of the next.
    #[must_use]
    pub const fn paging(mut self, paging: &'static Paging) -> Self {
        self.paging = Some(paging);
        self
    }

    /// Sending it twice does no more than sending it once, whatever its method: it may be retried.
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// The header by which the service recognises a repeated request: it may be retried under one key.
    #[must_use]
    pub const fn idempotency_key(mut self, header: &'static str) -> Self {
        self.idempotency_key = Some(header);
        self
    }

    /// It asks whether something is there: 404 is the answer no.
    #[must_use]
    pub const fn exists(mut self) -> Self {
        self.exists = true;
        self
    }

    /// Its replies are XML, of this form.
    #[must_use]
    pub const fn xml_reply(mut self, root: &'static XmlRoot) -> Self {
        self.xml_reply = Some(root);
        self
    }

    /// Its reply says what an input of another action may be.
    #[must_use]
    pub const fn lookup(mut self, lookup: &'static Lookup) -> Self {
        self.lookup = Some(lookup);
        self
    }

    /// It goes on at the service after its reply.
    #[must_use]
    pub const fn long_running(mut self, via: FinalState) -> Self {
        self.long_running = Some(via);
        self
    }

    /// The body is an inline JSON object: `{}` is sent when no field is set.
    #[must_use]
    pub const fn inline_body(mut self) -> Self {
        self.inline_body = true;
        self
    }
}

/// What [`crate::Client::send`] calls: an action that no document describes.
pub(crate) static RAW: Action = Action::get("send", "/").accept("*/*");

/// The generation of generated code that this runtime serves.
const LEVEL: u32 = 1;

/// Stops the compiler with a readable message when generated code is newer than the runtime.
pub const fn requires(level: u32) {
    assert!(
        level <= LEVEL,
        "this generated client needs a newer `connector` runtime: run `cargo update -p connector-rs`"
    );
}
