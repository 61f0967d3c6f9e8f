//! What is different from one version of OpenAPI to the next.

use super::{Declared, Inputs, ParameterNode, Reader};
use crate::ir::oauth::SignIn;
use crate::ir::policy::Template;
use crate::ir::{Method, Parameter, Scheme, SchemeKind, Ty};
use crate::source::{Node, Span};

/// One version of OpenAPI. What it reads of an operation is kept to what stands differently there; everything else is the
/// [`Reader`]'s.
pub trait Dialect: Sync {
    /// The keys that lead to the named schemas of a document.
    fn definitions(&self) -> &'static [&'static str];

    /// The keys that lead to the security schemes.
    fn schemes(&self) -> &'static [&'static str];

    /// The name of the version, for messages: `OpenAPI 2.0`.
    fn name(&self) -> &'static str;

    /// Keys of a path item that are no methods.
    fn item_keys(&self) -> &'static [&'static str];

    /// Whether `oneOf` and `anyOf` are part of it.
    fn has_unions(&self) -> bool;

    /// How objects built on a schema are told apart.
    fn discriminator(&self, reader: &mut Reader<'_>, node: &Node) -> Option<Discriminator>;

    /// Where the service is.
    fn base(&self, reader: &mut Reader<'_>, root: &Node) -> Base;

    /// What a security scheme does to a request; `parameter` makes the name of its value of the usual one.
    fn scheme(
        &self,
        reader: &mut Reader<'_>,
        name: &str,
        node: &Node,
        known: &[Scheme],
        parameter: &dyn Fn(&str) -> String,
    ) -> Option<SchemeKind>;

    /// How somebody signs in by an OAuth 2.0 scheme, as far as the document says where.
    fn sign_in(&self, reader: &mut Reader<'_>, node: &Node, index: usize) -> Option<SignIn>;

    /// What keys of an operation hold, where it is not checked on reading.
    fn operation_keys(&self) -> super::Kinds;

    /// Everything that is sent.
    fn inputs<'a>(
        &self,
        reader: &mut Reader<'a>,
        found: &Found<'a>,
        parameters: &[ParameterNode<'a>],
        id: &str,
    ) -> Inputs;

    /// The responses, and the media types of the successful ones.
    fn responses<'a>(
        &self,
        reader: &mut Reader<'a>,
        found: &Found<'a>,
        id: &str,
    ) -> (Vec<Declared<'a>>, Vec<&'a str>);

    /// The URL scheme of an operation, where it is another than the document's.
    fn own_scheme(&self, reader: &mut Reader<'_>, found: &Found<'_>) -> Option<String>;

    /// What the service calls back with, where the operation subscribes to something by the means of this version.
    fn event<'a>(&self, reader: &mut Reader<'a>, found: &Found<'a>, id: &str) -> Option<Option<Ty>>;

    /// Looks at an operation once it is understood.
    fn finish(&self, reader: &mut Reader<'_>, found: &Found<'_>, id: &str);
}

/// Where a service is.
#[derive(Clone, Debug, Default)]
pub struct Base {
    /// Scheme, host and base path without a slash at the end; only a path where no host is known.
    pub url: String,
    /// Where the document says so.
    pub at: Option<Span>,
    /// The same with values of the connection in it.
    pub template: Option<Template>,
    /// These values.
    pub parameters: Vec<Parameter>,
}

/// How objects are told apart.
#[derive(Clone, Debug)]
pub struct Discriminator {
    /// The property that says which it is.
    pub tag: String,
    /// What it says, and the name or reference of the schema that it means. Others go by their names.
    pub mapping: Vec<(String, String)>,
}

/// One operation, still as it stands.
pub struct Found<'a> {
    pub path: String,
    pub query: String,
    pub method: Method,
    pub item: &'a Node,
    pub node: &'a Node,
    pub at: Span,
}
