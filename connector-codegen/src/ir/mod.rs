//! What a description says, whatever format it was written in. Frontends fill it, passes refine it, names are given to it
//! in a table of their own, emission prints it.

mod action;
mod auth;
pub mod hook;
pub mod lookup;
pub mod oauth;
pub mod paging;
pub mod policy;
pub mod poll;
pub mod told;
mod types;

pub use action::{
    Action, BodyKind, Constant, Encoding, FinalState, Headers, Input, Kind, Method, Place, Reply, Revision,
    Status, Style, XmlRoot,
};
pub use auth::{Alternatives, Parameter, ParameterSet, Scheme, SchemeKind};
pub use paging::Paging;
pub use told::{Fixed, Put};
pub use types::{
    Enum, Field, Looks, Object, Owner, Presence, Shape, Site, Step, Tagged, Ty, TypeDef, TypeId, TypeKind,
    Types, Variant, XmlField, XmlPlace,
};

use crate::source::Span;

/// How replies are decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decode {
    /// A missing or null required value is an error with its path.
    Strict,
    /// As real connectors answer: response-only fields are optional, numbers may come as text.
    Lenient,
}

/// Documentation of anything, as the document has it (not yet fit for rustdoc).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Docs {
    /// One line.
    pub summary: Option<String>,
    /// The long text.
    pub description: Option<String>,
}

/// A whole description.
#[derive(Clone, Debug)]
pub struct Connector {
    /// `info.title`
    pub title: String,
    /// `info.version`: free text.
    pub version: String,
    /// Documentation of the whole API.
    pub docs: Docs,
    /// Scheme, host and base path without a trailing slash; empty where the document names no host.
    pub base_url: String,
    /// The ways to prove who is calling.
    pub schemes: Vec<Scheme>,
    /// The requirement that holds where an action has none of its own.
    pub security: Alternatives,
    /// How somebody signs in to get a token, by scheme.
    pub sign_ins: Vec<oauth::SignIn>,
    /// What a connection consists of.
    pub parameters: Vec<Parameter>,
    /// The ways to connect, where a connection has to be one of several.
    pub sets: Vec<ParameterSet>,
    /// What is done to requests and replies besides, in this order.
    pub policies: Vec<policy::Policy>,
    /// Actions and triggers, in document order.
    pub actions: Vec<Action>,
    /// The call that shows whether a connection works.
    pub test_connection: Option<Action>,
    /// Operations that say what inputs of others may be, in document order.
    pub lookups: Vec<lookup::Lookup>,
    /// Documentation of the tags, in document order.
    pub tags: Vec<(String, Option<String>)>,
    /// All types.
    pub types: Types,
    /// Operations that could not be generated, and why.
    pub skipped: Vec<Skipped>,
    /// What a platform does for this connector and the client does not: said in its documentation.
    pub omissions: Vec<Omission>,
    /// The template of each policy of the document, and what became of it.
    pub templates: Vec<(String, Outcome)>,
    /// Operations read from the document, generated or not.
    pub requests: usize,
    /// The decoding rule.
    pub decode: Decode,
}

impl Connector {
    /// Whether a policy knows the host of all operations.
    pub fn has_host_policy(&self) -> bool {
        self.policies
            .iter()
            .any(|policy| policy.operations.is_empty() && matches!(policy.kind, policy::PolicyKind::Host(_)))
    }

    /// Whether a policy makes this header of requests.
    pub fn has_header_policy(&self, wire: &str) -> bool {
        self.policies.iter().any(|policy| match &policy.kind {
            policy::PolicyKind::Header { name, .. } => {
                policy.section == policy::Section::Request && name.eq_ignore_ascii_case(wire)
            }
            _ => false,
        })
    }
}

/// Something that a platform does and the client does not.
#[derive(Clone, Debug)]
pub struct Omission {
    /// What, for a person.
    pub what: String,
    /// The operations that are concerned, by operationId; none means all.
    pub operations: Vec<String>,
}

/// What became of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The client does it.
    Applied,
    /// It only serves the platform's own gateway.
    NotNeeded,
    /// It is listed as an omission.
    NotApplied,
}

impl Outcome {
    /// The word for it in `inspect`.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Applied => "applied",
            Outcome::NotNeeded => "not needed",
            Outcome::NotApplied => "not applied",
        }
    }
}

/// An operation that is not generated.
#[derive(Clone, Debug)]
pub struct Skipped {
    /// Its operationId, or `METHOD /path`.
    pub id: String,
    /// The reason, for a person.
    pub why: String,
}

/// A text as JSON.
pub fn json_text(text: &str) -> String {
    let value = crate::source::Value::Text(text.to_owned());
    crate::source::Node { value, span: Span::default() }.to_json_text()
}
