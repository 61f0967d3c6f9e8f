//! What a client signs in with, and where it finds the service.

mod auth;
mod base;
mod bearer;
mod config;
mod sign_in;
mod signed;

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use crate::error::{BoxError, Error, ErrorKind};
use crate::oauth::Session;
use crate::policy;
use crate::policy::spec::{Kind, Policy};
use crate::spec::{Connector, Parameter};
use crate::text::Secret;

pub(crate) use auth::{Applied, Ready};
pub(crate) use base::{Base, same_origin};
pub use bearer::bearer;
pub use signed::SignedUrl;

/// What a [`TokenSource`] yields: a token in time.
pub type TokenFuture = Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send>>;

/// Where tokens come from: a function that yields a future of a token or of an error,
/// `|| async { Ok::<_, MyError>(token) }`, or a type of one's own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no source of tokens",
    note = "a function is one that takes nothing and returns a future of `Result<String, E>`; the future is `Send`"
)]
pub trait TokenSource: Send + Sync + 'static {
    /// A token that is good now.
    fn token(&self) -> TokenFuture;
}

impl<F, Fut, S, E> TokenSource for F
where
    F: Fn() -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<S, E>> + Send + 'static,
    S: Into<Secret>,
    E: Into<BoxError>,
{
    fn token(&self) -> TokenFuture {
        let token = self();
        Box::pin(async move { token.await.map(Into::into).map_err(Into::into) })
    }
}

/// The values of one connection, by the names of the connector's parameters. Generated clients wrap it in a type that
/// offers what their document allows.
#[derive(Clone)]
pub struct Connection {
    connector: &'static Connector,
    values: BTreeMap<String, Value>,
    base_url: Option<String>,
    /// Nobody means to sign in: what demands it fails when it is called.
    anonymous: bool,
    /// The prefix of environment variables it was read from, so that an error can name what to set.
    env_prefix: Option<String>,
}

#[derive(Clone)]
enum Value {
    Fixed(Secret),
    Source(Arc<dyn TokenSource>),
    SignIn(Arc<Session>),
}

impl Connection {
    /// A connection without any value.
    #[must_use]
    pub fn new(connector: &'static Connector) -> Self {
        Self { connector, values: BTreeMap::new(), base_url: None, anonymous: false, env_prefix: None }
    }

    /// Does without signing in, where only some actions allow it.
    #[must_use]
    pub fn anonymous(mut self) -> Self {
        self.anonymous = true;
        self
    }

    /// Sets a parameter.
    #[must_use]
    pub fn set(mut self, parameter: &str, value: impl Into<Secret>) -> Self {
        self.values.insert(parameter.to_owned(), Value::Fixed(value.into()));
        self
    }

    /// Sets a parameter, if there is a value.
    #[must_use]
    pub fn set_opt(self, parameter: &str, value: Option<impl Into<Secret>>) -> Self {
        match value {
            Some(value) => self.set(parameter, value),
            None => self,
        }
    }

    /// Has a token asked for whenever a request is sent. The source does its own caching; what it fails with is the
    /// source of the call's error.
    #[must_use]
    pub fn source(mut self, parameter: &str, source: impl TokenSource) -> Self {
        self.values.insert(parameter.to_owned(), Value::Source(Arc::new(source)));
        self
    }

    /// Another base URL than the document's: scheme, host and base path.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// The text of a parameter, its default included.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.values.get(name) {
            Some(Value::Fixed(secret)) => Some(secret.expose()),
            Some(Value::Source(_) | Value::SignIn(_)) => None,
            None => self.connector.parameter(name).and_then(|parameter| parameter.default),
        }
    }

    pub(crate) fn is_documented_base(&self) -> bool {
        self.base_url.is_none()
    }

    pub(crate) fn is_secret(&self, name: &str) -> bool {
        self.connector.parameter(name).is_none_or(|parameter| parameter.secret)
    }

    /// The base URL by the last policy that holds for all operations, where the caller gave none: none outside if there is
    /// no such policy, none inside if only a call knows the host.
    fn by_policy(&self) -> Option<Option<Result<Base, Error>>> {
        let host = |policy: &'static Policy| match policy.kind {
            Kind::Host(template) if policy.only.is_empty() => Some(template),
            _ => None,
        };
        let template =
            self.connector.policies.iter().rev().find_map(host).filter(|_| self.base_url.is_none())?;
        Some(policy::base(template, self))
    }

    /// The variable that [`from_env`](Self::from_env) reads a parameter from.
    #[doc(hidden)]
    #[must_use]
    pub fn variable(prefix: &str, name: &str) -> String {
        config::variable(prefix, name)
    }

    /// Whether there is a value, be it a default.
    #[doc(hidden)]
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name) || self.text(name).is_some()
    }

    /// Checks the whole, once: what is wrong or missing is one error that names everything.
    pub(crate) fn check(&self) -> Result<Base, Error> {
        let mut faults: Vec<String> = Vec::new();
        for parameter in self.connector.parameters {
            self.check_parameter(parameter, &mut faults);
        }
        for name in self.values.keys() {
            if self.connector.parameter(name).is_none()
                && !self.connector.schemes.iter().any(|scheme| scheme.uses(name))
                && !self.belongs_to_sign_in(name)
            {
                faults.push(format!("`{name}` is no parameter of this connector"));
            }
        }
        if let Err(missing) = self.choose(self.connector.security)
            && !self.anonymous
        {
            faults.push(missing);
        }
        faults.extend(self.lacking());
        let url = self.base_url.as_deref().unwrap_or(self.connector.base_url);
        // A document without a host may know the base path all the same.
        let lacks_host = url.is_empty() || self.base_url.is_none() && url.starts_with('/');
        let by_policy = self.by_policy();
        let by_sign_in = self.base_url.is_none() && self.is_told_its_base_url();
        if lacks_host && by_policy.is_none() && !by_sign_in {
            faults.push(format!("{} is missing: the document names no host", self.label("base_url")));
        }
        if !faults.is_empty() {
            return Err(self.fault(&faults.join("; ")));
        }
        if let Some(Some(base)) = by_policy {
            return base.map_err(|error| self.fault(error.text()));
        }
        // As long as only calls know their host, something stands for it that can never be reached (RFC 2606).
        let url = if lacks_host { "https://unknown.invalid" } else { url };
        let invalid = |reason| self.fault(&format!("the base URL {reason}"));
        let base = Base::parse(url).map_err(invalid)?;
        match self.connector.base_url {
            path if path.starts_with('/') && base.url.path() == "/" => {
                Base::parse(&format!("{}{path}", base.text)).map_err(invalid)
            }
            _ => Ok(base),
        }
    }

    /// What each set of parameters lacks, when none is complete.
    fn lacking(&self) -> Option<String> {
        let mut sets = Vec::new();
        for set in self.connector.sets {
            let missing = set.needs.iter().filter(|name| !self.has(name)).map(|name| self.label(name));
            let missing: Vec<String> = missing.collect();
            if missing.is_empty() {
                return None;
            }
            sets.push(format!("{} is missing for `{}`", missing.join(", "), set.name));
        }
        (!sets.is_empty()).then(|| sets.join(", or "))
    }

    fn check_parameter(&self, parameter: &Parameter, faults: &mut Vec<String>) {
        let name = parameter.name;
        match self.values.get(name) {
            Some(Value::Source(_)) if !parameter.token_source => {
                faults.push(format!("{} takes a value, not a token source", self.label(name)));
            }
            Some(Value::Fixed(value)) => {
                let value = value.expose();
                if !parameter.one_of.is_empty() && !parameter.one_of.contains(&value) {
                    let allowed = parameter.one_of.join("`, `");
                    faults.push(format!("{} is none of `{allowed}`", self.label(name)));
                }
            }
            Some(Value::Source(_) | Value::SignIn(_)) => {}
            None => {
                // What belongs to a way of signing in is needed only when no other way is complete: see `choose`.
                let of_scheme = self.connector.schemes.iter().any(|scheme| scheme.uses(name));
                if !parameter.optional && parameter.default.is_none() && !of_scheme {
                    faults.push(format!("{} is missing", self.label(name)));
                }
            }
        }
    }

    /// How to call the parameter in an error: by its variable, if it would have come from one.
    fn label(&self, name: &str) -> String {
        match &self.env_prefix {
            Some(prefix) => format!("`{name}` (environment variable {})", config::variable(prefix, name)),
            None => format!("`{name}`"),
        }
    }

    fn fault(&self, message: &str) -> Error {
        Error::new(ErrorKind::Connection, format!("connection to {}: {message}", self.connector.title))
    }
}

/// Names what is set; values only of parameters that are no secrets.
impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Connection");
        out.field("connector", &self.connector.title);
        if let Some(url) = &self.base_url {
            // It was not checked yet, so it may hold a password or a key.
            out.field(
                "base_url",
                &Base::parse(url).map_or_else(|_| "(invalid)".to_owned(), |base| base.text),
            );
        }
        for (name, value) in &self.values {
            let shown = self.connector.parameter(name).is_some_and(|parameter| !parameter.secret);
            match value {
                Value::Fixed(text) if shown => out.field(name, &text.expose()),
                Value::Fixed(_) => out.field(name, &format_args!("(secret)")),
                Value::Source(_) => out.field(name, &format_args!("(token source)")),
                Value::SignIn(_) => out.field(name, &format_args!("(signed in)")),
            };
        }
        out.finish()
    }
}
