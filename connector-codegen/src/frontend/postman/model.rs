//! A collection, whatever its version: what both readers fill.

use crate::source::{Node, Span};

/// A collection: requests in the order in which they are shown.
#[derive(Debug, Default)]
pub struct Collection<'a> {
    pub name: String,
    pub version: String,
    pub description: Option<String>,
    pub variables: Vec<Variable<'a>>,
    /// Folders, outer ones first.
    pub folders: Vec<Folder>,
    pub requests: Vec<Request<'a>>,
    /// Requests that could not be read: a name and the reason.
    pub skipped: Vec<(String, String)>,
    /// Saved responses.
    pub responses: usize,
    /// What is left out without loss to a client: scripts and the like.
    pub scripts: usize,
}

/// A folder: its names from the root on, and its text.
#[derive(Clone, Debug)]
pub struct Folder {
    pub path: Vec<String>,
    pub description: Option<String>,
}

/// A variable's definition.
#[derive(Debug)]
pub struct Variable<'a> {
    pub name: String,
    pub value: Option<&'a Node>,
    pub secret: bool,
}

/// One request that somebody made.
#[derive(Debug)]
pub struct Request<'a> {
    pub name: String,
    pub at: Span,
    /// All that the collection says of it.
    pub node: &'a Node,
    /// Index into the folders; none at the root.
    pub folder: Option<usize>,
    pub description: Option<String>,
    pub method: String,
    pub call: Sent<'a>,
    pub auth: Option<Auth>,
    pub responses: Vec<Response<'a>>,
}

/// What went over the wire, or would have.
#[derive(Clone, Debug, Default)]
pub struct Sent<'a> {
    pub url: Url<'a>,
    pub headers: Vec<Pair<'a>>,
    pub body: Body<'a>,
}

/// An address, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Url<'a> {
    /// Without query and fragment.
    pub raw: String,
    pub query: Vec<Pair<'a>>,
    /// Values and texts of `:name` segments.
    pub variables: Vec<Pair<'a>>,
    pub at: Span,
}

/// A name with a value, as tables of the app have it.
#[derive(Clone, Debug, Default)]
pub struct Pair<'a> {
    pub key: String,
    /// None for a flag without `=`.
    pub value: Option<String>,
    pub description: Option<&'a str>,
    pub disabled: bool,
    pub at: Span,
}

/// A body.
#[derive(Clone, Debug, Default)]
pub enum Body<'a> {
    #[default]
    None,
    Raw(Text<'a>),
    Urlencoded(Vec<Part<'a>>),
    Multipart(Vec<Part<'a>>),
    /// The whole body is a file.
    File,
    GraphQl(GraphQl<'a>),
}

/// A text with its place.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    pub text: std::borrow::Cow<'a, str>,
    pub at: Span,
    /// `json`, `xml`, …, where the app was told.
    pub language: Option<&'a str>,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    pub pair: Pair<'a>,
    pub file: bool,
}

/// A GraphQL request.
#[derive(Clone, Debug)]
pub struct GraphQl<'a> {
    pub query: String,
    pub operation: Option<&'a str>,
    pub variables: Option<Text<'a>>,
    pub at: Span,
}

/// How a request proves who is calling.
#[derive(Clone, Debug)]
pub struct Auth {
    /// The word of version 2: `bearer`, `noauth`.
    pub kind: String,
    /// Its parameters by name: text, and where it stands.
    pub parameters: Vec<(String, String, Span)>,
    pub at: Span,
}

impl Auth {
    /// A parameter that is not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(key, ..)| key == name);
        found.map(|(_, value, _)| value.trim()).filter(|value| !value.is_empty())
    }
}

/// A saved response.
#[derive(Debug)]
pub struct Response<'a> {
    pub name: String,
    pub code: Option<u16>,
    pub body: Option<Text<'a>>,
    pub headers: Vec<Pair<'a>>,
    /// The body is no text.
    pub binary: bool,
    /// The request that it answers.
    pub original: Option<Sent<'a>>,
}
