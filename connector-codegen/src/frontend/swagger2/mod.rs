//! OpenAPI 2.0.

mod host;
mod parameter;
mod response;
mod security;

use crate::diag::{Code, Diagnostics, quoted};
use crate::frontend::shared::extension::{members, text, texts};
use crate::frontend::shared::{
    Base, Callback, Declared, Dialect, Discriminator, Found, Inputs, Kinds, ParameterNode, Reader,
    scalar_text,
};
use crate::ir::oauth::SignIn;
use crate::ir::{Scheme, SchemeKind};
use crate::source::Node;

/// The version of a document that says it is OpenAPI 2.0; an error where it is another after all.
pub fn dialect(root: &Node, diags: &mut Diagnostics) -> Option<&'static dyn Dialect> {
    let given = root.get("swagger")?;
    let version = scalar_text(given).unwrap_or_default();
    // YAML reads an unquoted 2.0 as a number, and some write it so in JSON.
    if version == "2.0" || version == "2" {
        return Some(&Swagger2);
    }
    let message = format!("this is not OpenAPI 2.0: `swagger` is {}", quoted(&version));
    diags.error(Code::NOT_SWAGGER, given.span, message);
    None
}

/// Whether a document is OpenAPI 2.0, by its own word.
pub fn is_swagger(root: &Node) -> bool {
    root.get("swagger").is_some()
}

/// What an operation's keys hold, where it is not checked on reading.
const OPERATION: Kinds = &[
    ("operationId", &["a text"]),
    ("responses", &["an object"]),
    ("tags", &["a list"]),
    ("consumes", &["a list"]),
    ("produces", &["a list"]),
    ("schemes", &["a list"]),
    ("security", &["a list", "an object"]),
    ("deprecated", &["a boolean", "a text"]),
];

struct Swagger2;

impl Dialect for Swagger2 {
    fn definitions(&self) -> &'static [&'static str] {
        &["definitions"]
    }

    fn schemes(&self) -> &'static [&'static str] {
        &["securityDefinitions"]
    }

    fn name(&self) -> &'static str {
        "OpenAPI 2.0"
    }

    fn item_keys(&self) -> &'static [&'static str] {
        &["parameters", "$ref"]
    }

    fn has_unions(&self) -> bool {
        false
    }

    fn discriminator(&self, _: &mut Reader<'_>, node: &Node) -> Option<Discriminator> {
        if let Some(tag) = text(node, "discriminator") {
            return Some(Discriminator { tag: tag.to_owned(), mapping: Vec::new() });
        }
        // Beside `x-connector-oneOf`, as OpenAPI 3 has it.
        let own = node.get("x-connector-discriminator")?;
        let mapping = own.get("mapping").into_iter().flat_map(members);
        let mapping =
            mapping.filter_map(|member| Some((member.key.clone(), member.value.as_str()?.to_owned())));
        Some(Discriminator { tag: text(own, "propertyName")?.to_owned(), mapping: mapping.collect() })
    }

    fn operation_keys(&self) -> Kinds {
        OPERATION
    }

    fn base<'a>(&self, reader: &mut Reader<'a>, root: &'a Node) -> Base {
        let at = root.get("x-ms-parameterized-host").or_else(|| root.get("host")).map(|host| host.span);
        let (template, parameters) = host::parameterized(reader, root).unzip();
        Base { url: base_url(root), at, template, parameters: parameters.unwrap_or_default() }
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
        let consumes = media(found.node, reader.root, "consumes");
        parameter::inputs(reader, parameters, id, &consumes)
    }

    fn responses<'a>(
        &self,
        reader: &mut Reader<'a>,
        found: &Found<'a>,
        id: &str,
    ) -> (Vec<Declared<'a>>, Vec<&'a str>) {
        (response::declared(reader, found.node, id), media(found.node, reader.root, "produces"))
    }

    /// An operation's `schemes`, where they leave out the document's.
    fn own_scheme(&self, reader: &mut Reader<'_>, found: &Found<'_>) -> Option<String> {
        let node = found.node;
        let own = texts(node, "schemes");
        if !own.is_empty() && !own.iter().any(|scheme| matches!(*scheme, "http" | "https")) {
            let at = node.get("schemes").map_or(node.span, |given| given.span);
            let message =
                format!("{} cannot be called; the document's scheme is used", quoted(&own.join(", ")));
            reader.diags.warning(Code::OTHER_SCHEME, at, message);
        }
        let own: Vec<&str> = own.into_iter().filter(|scheme| matches!(*scheme, "http" | "https")).collect();
        let current = reader.base_url.split("://").next().unwrap_or_default();
        match own.first() {
            Some(first) if !own.contains(&current) => Some((*first).to_owned()),
            _ => None,
        }
    }

    fn callback<'a>(&self, _: &mut Reader<'a>, _: &Found<'a>, _: &str) -> Option<Callback> {
        None
    }

    fn finish(&self, _: &mut Reader<'_>, _: &Found<'_>, _: &str) {}
}

/// https where the document offers it, and where it says nothing.
fn scheme(root: &Node) -> &'static str {
    let schemes = texts(root, "schemes");
    match schemes.first() {
        Some(_) if schemes.contains(&"https") => "https",
        Some(_) if schemes.contains(&"http") => "http",
        _ => "https",
    }
}

/// Scheme, host and base path.
fn base_url(root: &Node) -> String {
    let host = text(root, "host").unwrap_or_default().trim().trim_end_matches('/');
    let path = text(root, "basePath").unwrap_or_default().trim_matches('/');
    if host.is_empty() || root.get("x-ms-parameterized-host").is_some() {
        return if path.is_empty() { String::new() } else { format!("/{path}") };
    }
    let scheme = scheme(root);
    let host = host.split_once("://").map_or(host, |(_, host)| host);
    if path.is_empty() { format!("{scheme}://{host}") } else { format!("{scheme}://{host}/{path}") }
}

/// Media types of an operation, or else of the document.
fn media<'a>(node: &'a Node, root: &'a Node, key: &str) -> Vec<&'a str> {
    let own = texts(node, key);
    if own.is_empty() { texts(root, key) } else { own }
}
