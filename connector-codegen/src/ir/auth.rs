//! How to sign in, and what else a connection consists of.

use super::{Docs, TypeId};

/// OR of ANDs over indices into the connector's schemes. No alternative at all: no sign-in. An empty alternative: anonymous
/// calls are allowed.
pub type Alternatives = Vec<Vec<usize>>;

/// One entry of `securityDefinitions`.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name in the document: free text.
    pub name: String,
    /// What it does to a request.
    pub kind: SchemeKind,
    /// Documentation.
    pub docs: Docs,
}

/// What a scheme does to a request, with the names of the connection parameters that it takes its values from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A header that holds the key, verbatim.
    Header {
        /// Parameter that holds the key.
        parameter: String,
        /// Header name.
        wire: String,
    },
    /// A query parameter that holds the key.
    Query {
        /// Parameter that holds the key.
        parameter: String,
        /// Name in the query.
        wire: String,
    },
    /// A cookie that holds the key.
    Cookie {
        /// Parameter that holds the key.
        parameter: String,
        /// Name of the cookie.
        wire: String,
    },
    /// HTTP Basic.
    Basic {
        /// Parameter that holds the user name.
        user: String,
        /// Parameter that holds the password.
        password: String,
    },
    /// OAuth 2.0: a bearer token.
    OAuth {
        /// Parameter that holds the token.
        parameter: String,
    },
}

impl SchemeKind {
    /// The word for it in `inspect`.
    pub fn word(&self) -> &'static str {
        match self {
            SchemeKind::Header { .. } | SchemeKind::Query { .. } | SchemeKind::Cookie { .. } => "apiKey",
            SchemeKind::Basic { .. } => "basic",
            SchemeKind::OAuth { .. } => "oauth2",
        }
    }

    /// The connection parameters that it needs.
    pub fn parameters(&self) -> Vec<&str> {
        match self {
            SchemeKind::Header { parameter, .. }
            | SchemeKind::Query { parameter, .. }
            | SchemeKind::Cookie { parameter, .. } => vec![parameter],
            SchemeKind::Basic { user, password } => vec![user, password],
            SchemeKind::OAuth { parameter } => vec![parameter],
        }
    }
}

/// One of several ways to connect, of which a connection takes one (`connectionParameterSets`).
#[derive(Clone, Debug)]
pub struct ParameterSet {
    /// Its name in the properties.
    pub name: String,
    /// Documentation.
    pub docs: Docs,
    /// Its parameters, as indices into the connector's.
    pub parameters: Vec<usize>,
    /// Those without which it is not complete; credentials are told by the schemes.
    pub required: Vec<usize>,
    /// How it signs in.
    pub schemes: Vec<usize>,
}

/// A value that a connection holds.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name: the key of `connectionParameters`, or one derived from the scheme.
    pub name: String,
    /// Never shown.
    pub secret: bool,
    /// A token, which may also come from a source that is asked for each request.
    pub token: bool,
    /// A client cannot be built without it.
    pub required: bool,
    /// The value where none is given.
    pub default: Option<String>,
    /// The values that are allowed, where only some are.
    pub allowed: Vec<String>,
    /// The enum of the allowed values.
    pub ty: Option<TypeId>,
    /// Documentation.
    pub docs: Docs,
}
