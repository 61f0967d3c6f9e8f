//! `x-ms-parameterized-host`: a host with holes, which the connection fills.

use crate::diag::{Code, quoted};
use crate::frontend::shared::extension::{docs, flag, text};
use crate::frontend::shared::{Reader, scalar_text};
use crate::ir::policy::{Piece, Template};
use crate::ir::{Parameter, Shape, Site, Step, TypeKind};
use crate::source::Node;

/// The template of the host, and the values of the connection that fill it.
pub(super) fn parameterized<'a>(
    reader: &mut Reader<'a>,
    root: &'a Node,
) -> Option<(Template, Vec<Parameter>)> {
    let given = root.get("x-ms-parameterized-host")?;
    let Some(template) = text(given, "hostTemplate") else {
        let message = "the host has no template: the connection asks for the whole base URL";
        reader.diags.warning(Code::PARAMETERIZED_HOST, given.span, message);
        return None;
    };
    let mut parameters = Vec::new();
    for node in given.get("parameters").and_then(Node::as_list).unwrap_or_default() {
        let node = match node.get("$ref") {
            Some(reference) => match reader.target(reference) {
                Some((target, _)) => target,
                None => continue,
            },
            None => node,
        };
        parameters.extend(parameter(reader, node));
    }
    let mut pieces = Vec::new();
    // The scheme stands in the template, or is that of the document.
    if given.get("useSchemePrefix").is_none_or(flag) {
        pieces.push(Piece::Text(format!("{}://", super::scheme(root))));
    }
    let mut rest = template;
    while let Some((before, tail)) = rest.split_once('{') {
        let Some((name, after)) = tail.split_once('}') else { break };
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        if !parameters.iter().any(|parameter| parameter.name == name) {
            let at = given.get("hostTemplate").map_or(given.span, |template| template.span);
            let message = format!(
                "the host has {}, which is no parameter of it: the connection asks for the whole base URL",
                quoted(&format!("{{{name}}}"))
            );
            reader.diags.warning(Code::PARAMETERIZED_HOST, at, message);
            return None;
        }
        pieces.push(Piece::Connection(name.to_owned(), None));
        rest = after;
    }
    let path = text(root, "basePath").unwrap_or_default().trim_matches('/');
    let end = if path.is_empty() { rest.to_owned() } else { format!("{rest}/{path}") };
    if !end.is_empty() {
        pieces.push(Piece::Text(end));
    }
    Some((pieces, parameters))
}

fn parameter<'a>(reader: &mut Reader<'a>, node: &'a Node) -> Option<Parameter> {
    let name = text(node, "name")?.to_owned();
    let site = Site::named("host").then(Step::Parameter(name.clone()));
    let ty = reader.ty(node, &site);
    let (ty, allowed) = match reader.types.resolve(&ty).shape {
        Shape::Named(id) => match &reader.types.get(id).kind {
            TypeKind::Enum(values) => {
                (Some(id), values.values.iter().map(|(value, ..)| value.clone()).collect())
            }
            _ => (None, Vec::new()),
        },
        _ => (None, Vec::new()),
    };
    let default = node.get("default").and_then(scalar_text);
    // A host cannot do without any of its parts.
    let required = default.is_none();
    let docs = docs(node);
    Some(Parameter { name, secret: false, token: false, required, default, allowed, ty, docs })
}
