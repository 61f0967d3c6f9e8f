//! OpenAPI 3.0, and 3.1 as far as it says the same.
//!
//! The crate `openapiv3` has the types. They are applied to parts of the tree ([`fit`]): one that does not fit costs its
//! operation, not the document.

mod body;
mod callback;
mod fit;
mod parameter;
mod response;
mod security;
mod server;

use std::sync::OnceLock;

use crate::diag::{Code, Diagnostics, quoted};
use crate::frontend::shared::{
    Base, Callback, Declared, Dialect, Discriminator, Found, Inputs, Kinds, Parameter, ParameterNode, Reader,
    scalar_text,
};
use crate::ir::oauth::SignIn;
use crate::ir::{Scheme, SchemeKind, Shape, Site, Style};
use crate::source::{Member, Node, Object, Span, Value};

/// The version of a document that says it is OpenAPI 3; an error where it is one that is not read.
pub fn dialect(root: &Node, diags: &mut Diagnostics) -> Option<&'static dyn Dialect> {
    let given = root.get("openapi")?;
    let version = scalar_text(given).unwrap_or_default();
    match version.split('.').take(2).collect::<Vec<_>>().as_slice() {
        ["3", "0"] => Some(&OpenApi3),
        ["3", "1"] => {
            if let Some(hooks) = root.get("webhooks") {
                let message = "webhooks that are set up elsewhere are not received";
                diags.note(Code::CALLBACK, hooks.span, message);
            }
            Some(&OpenApi3)
        }
        _ => {
            let message = format!("OpenAPI {} is not read; 2.0, 3.0 and 3.1 are", quoted(&version));
            diags.error(Code::UNKNOWN_FORMAT, given.span, message);
            None
        }
    }
}

/// Whether a document is OpenAPI 3, by its own word.
pub fn is_openapi(root: &Node) -> bool {
    root.get("openapi").is_some()
}

/// What an operation's keys hold, where it is not checked on reading.
const OPERATION: Kinds = &[
    ("operationId", &["a text"]),
    ("responses", &["an object"]),
    ("tags", &["a list"]),
    ("security", &["a list", "an object"]),
    ("deprecated", &["a boolean", "a text"]),
    ("callbacks", &["an object"]),
    ("servers", &["a list"]),
];

struct OpenApi3;

impl Dialect for OpenApi3 {
    fn definitions(&self) -> &'static [&'static str] {
        &["components", "schemas"]
    }

    fn schemes(&self) -> &'static [&'static str] {
        &["components", "securitySchemes"]
    }

    fn name(&self) -> &'static str {
        "OpenAPI 3"
    }

    fn item_keys(&self) -> &'static [&'static str] {
        &["parameters", "$ref", "servers", "summary", "description"]
    }

    fn has_unions(&self) -> bool {
        true
    }

    fn discriminator(&self, reader: &mut Reader<'_>, node: &Node) -> Option<Discriminator> {
        let given = node.get("discriminator")?;
        // As OpenAPI 2.0 has it, which some carry over.
        if let Some(tag) = given.as_str() {
            return Some(Discriminator { tag: tag.to_owned(), mapping: Vec::new() });
        }
        match fit::fit::<openapiv3::Discriminator>(given) {
            Ok(found) => {
                Some(Discriminator { tag: found.property_name, mapping: found.mapping.into_iter().collect() })
            }
            Err(misfit) => {
                let at = misfit.at.unwrap_or(given.span);
                if reader.tell_once(given) {
                    let message = format!("the discriminator is not understood: {}", misfit.message);
                    reader.diags.warning(Code::MISFIT, at, message);
                }
                None
            }
        }
    }

    fn operation_keys(&self) -> Kinds {
        OPERATION
    }

    fn base<'a>(&self, reader: &mut Reader<'a>, root: &'a Node) -> Base {
        server::base(reader, root)
    }

    fn scheme(
        &self,
        reader: &mut Reader<'_>,
        name: &str,
        node: &Node,
        known: &[Scheme],
        parameter: &dyn Fn(&str) -> String,
    ) -> Option<SchemeKind> {
        security::scheme(reader, name, node, known, parameter)
    }

    fn sign_in(&self, _: &mut Reader<'_>, node: &Node, index: usize) -> Option<SignIn> {
        security::sign_in(node, index)
    }

    fn inputs<'a>(
        &self,
        reader: &mut Reader<'a>,
        found: &Found<'a>,
        parameters: &[ParameterNode<'a>],
        id: &str,
    ) -> Inputs {
        let mut all = Inputs::default();
        parameter::parameters(reader, parameters, id, &mut all);
        reader.addressed |= callback::is_in_body(reader, found.node);
        body::body(reader, found.node, id, &mut all);
        all
    }

    fn responses<'a>(
        &self,
        reader: &mut Reader<'a>,
        found: &Found<'a>,
        id: &str,
    ) -> (Vec<Declared<'a>>, Vec<&'a str>) {
        response::declared(reader, found.node, id)
    }

    fn own_scheme(&self, _: &mut Reader<'_>, _: &Found<'_>) -> Option<String> {
        None
    }

    fn callback<'a>(&self, reader: &mut Reader<'a>, found: &Found<'a>, id: &str) -> Option<Callback> {
        callback::read(reader, found, id)
    }

    fn finish(&self, reader: &mut Reader<'_>, found: &Found<'_>, id: &str) {
        server::own(reader, found, id);
    }
}

/// Adds an input. A style says how a list is written; other inputs have none.
fn push<'a>(reader: &mut Reader<'a>, given: &Parameter<'a, '_>, site: &Site, all: &mut Inputs) {
    let first = all.inputs.len();
    reader.plain(given, site, all);
    for input in all.inputs.iter_mut().skip(first) {
        if !matches!(reader.types.resolve(&input.ty).shape, Shape::List(_)) {
            input.style = Style::Csv;
        }
    }
}

/// A part that does not fit costs the operation that it belongs to.
fn misfit(reader: &mut Reader<'_>, node: &Node, what: &str, misfit: fit::Misfit) {
    reader.broken = true;
    // A shared part is wrong once, however often it is used.
    if reader.tell_once(node) {
        let message = format!("{what} is not understood: {}", misfit.message);
        reader.diags.error(Code::MISFIT, misfit.at.unwrap_or(node.span), message);
    }
}

/// `{"type": "string"}`, which stands nowhere.
fn text_schema() -> &'static Node {
    static SCHEMA: OnceLock<Node> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let span = Span { start: u32::MAX, end: u32::MAX, ..Span::default() };
        let value = Node { value: Value::Text("string".to_owned()), span };
        let (object, _) = Object::new(vec![Member { key: "type".to_owned(), key_span: span, value }]);
        Node { value: Value::Object(object), span }
    })
}
