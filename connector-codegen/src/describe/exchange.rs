//! One request and what came back.

use std::fmt;

/// A request that was made, or can be, with as much of its reply as there is.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    pub(super) id: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) method: String,
    pub(super) url: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<String>,
    /// Fields of a form: name, value, whether it is a file.
    pub(super) form: Vec<(String, String, bool)>,
    pub(super) status: u16,
    pub(super) reply: Option<String>,
    pub(super) reply_type: Option<String>,
    pub(super) event: Option<Event>,
}

/// What makes a request a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It is sent again and again; its reply is a list of what is new.
    Polling,
    /// It asks the service to call back, with bodies such as this one.
    Webhook(String),
}

impl Exchange {
    /// A request. Parts of the URL between braces are inputs; real values that look like ids become some.
    #[must_use]
    pub fn new(method: impl Into<String>, url: impl Into<String>) -> Self {
        let (method, url) = (method.into().to_ascii_uppercase(), url.into());
        Self { method, url, status: 200, ..Self::default() }
    }

    /// The operationId; without it, one is made of method and path.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// One line on what it is for.
    #[must_use]
    pub fn summary(mut self, summary: impl Into<String>) -> Self {
        self.summary = Some(summary.into());
        self
    }

    /// A header. Credentials are recognised by name; their values are not written down.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The body.
    #[must_use]
    pub fn body(mut self, text: impl Into<String>) -> Self {
        self.body = Some(text.into());
        self
    }

    /// A field of a form.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.form.push((name.into(), value.into(), false));
        self
    }

    /// A file of a form.
    #[must_use]
    pub fn file(mut self, name: impl Into<String>) -> Self {
        self.form.push((name.into(), String::new(), true));
        self
    }

    /// The status and the body of the reply.
    #[must_use]
    pub fn reply(mut self, status: u16, body: impl Into<String>) -> Self {
        (self.status, self.reply) = (status, Some(body.into()));
        self
    }

    /// The media type of the reply, where it is not told by the reply itself.
    #[must_use]
    pub fn reply_type(mut self, media: impl Into<String>) -> Self {
        self.reply_type = Some(media.into());
        self
    }

    /// Makes it a trigger that is asked again and again.
    #[must_use]
    pub fn polling(mut self) -> Self {
        self.event = Some(Event::Polling);
        self
    }

    /// Makes it a trigger whose service calls back with such a body.
    #[must_use]
    pub fn webhook(mut self, event: impl Into<String>) -> Self {
        self.event = Some(Event::Webhook(event.into()));
        self
    }

    pub(super) fn header_value(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// Method and address, without what may be a credential: the query, and who calls.
impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = self.url.split(['?', '#']).next().unwrap_or_default();
        let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let sign = if scheme.is_empty() { "" } else { "://" };
        write!(f, "{} {scheme}{sign}{host}{path}", self.method)
    }
}

/// What became of an exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The operation.
    pub id: String,
    /// It was not there before.
    pub new: bool,
    /// What changed in one that was there, each as a place and what became of it.
    pub changes: Vec<String>,
}

/// Why something cannot be described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(pub(super) String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl From<&str> for Error {
    fn from(message: &str) -> Self {
        Self(message.to_owned())
    }
}

impl Error {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}
