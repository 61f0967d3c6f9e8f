//! `servers`: where the service is, and what of that only a connection knows.

use openapiv3 as oas;

use super::fit::fit;
use crate::diag::{Code, quoted};
use crate::frontend::shared::{Base, Found, Reader};
use crate::ir::policy::{Exists, Piece, Policy, PolicyKind, Section, Template};
use crate::ir::{Docs, Enum, Owner, Parameter, Site, Step, TypeDef, TypeKind};
use crate::source::{Node, Span};

/// The base of a document: its first server.
pub(super) fn base(reader: &mut Reader<'_>, root: &Node) -> Base {
    let Some((server, node)) = first(reader, root) else { return Base::default() };
    let others = root.get("servers").and_then(Node::as_list).map_or(0, |list| list.len().saturating_sub(1));
    if others > 0 {
        let message = format!(
            "calls go to {}, the first of {} servers; the base URL is the way to another",
            quoted(&server.url),
            others + 1
        );
        reader.diags.note(Code::OTHER_SERVERS, node.span, message);
    }
    let (template, missing) = template(&server);
    let url = text_of(&template);
    let has_variables = template.iter().any(|piece| matches!(piece, Piece::Connection(..)));
    Base {
        url: if missing { String::new() } else { url },
        at: Some(node.span),
        parameters: if has_variables { parameters(reader, &server, node) } else { Vec::new() },
        template: has_variables.then_some(template),
    }
}

/// A server of an operation's own, or of its path: a host for it alone. Variables have the document's values there.
pub(super) fn own(reader: &mut Reader<'_>, found: &Found<'_>, id: &str) {
    let holder = if found.node.get("servers").is_some() { found.node } else { found.item };
    let Some((server, node)) = first(reader, holder) else { return };
    let (template, missing) = template(&server);
    let url = text_of(&template);
    if url == reader.base_url {
        return;
    }
    if missing || !url.contains("://") {
        let message =
            format!("the server {} is no whole address: the document's is used", quoted(&server.url));
        reader.diags.warning(Code::OTHER_SERVERS, node.span, message);
        return;
    }
    reader.policies.push(Policy {
        kind: PolicyKind::Host(vec![Piece::Text(url)]),
        section: Section::Request,
        exists: Exists::Override,
        operations: vec![id.to_owned()],
        at: node.span,
    });
}

fn first<'n>(reader: &mut Reader<'_>, holder: &'n Node) -> Option<(oas::Server, &'n Node)> {
    let node = holder.get("servers")?.as_list()?.first()?;
    match fit::<oas::Server>(node) {
        Ok(server) => Some((server, node)),
        Err(misfit) => {
            let message = format!("a server is not understood: {}", misfit.message);
            reader.diags.error(Code::MISFIT, misfit.at.unwrap_or(node.span), message);
            None
        }
    }
}

/// The address in pieces, and whether a variable of it has no default.
fn template(server: &oas::Server) -> (Template, bool) {
    let mut pieces = Vec::new();
    let mut missing = false;
    let mut rest = server.url.trim().trim_end_matches('/');
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        let declared = server.variables.as_ref().and_then(|all| all.get(name));
        let default = declared.map(|variable| variable.default.clone()).filter(|text| !text.is_empty());
        missing |= default.is_none();
        pieces.push(Piece::Connection(name.to_owned(), default));
        rest = after;
    }
    // Relative to where the document is served: at the root of some host.
    let relative = pieces.is_empty() && !rest.is_empty() && !rest.contains("://") && !rest.starts_with('/');
    let rest = if relative { format!("/{}", rest.trim_start_matches("./")) } else { rest.to_owned() };
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    (pieces, missing)
}

/// The address with the document's values.
fn text_of(template: &Template) -> String {
    let text: String = template
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Connection(_, default) => default.as_deref().unwrap_or_default(),
            _ => "",
        })
        .collect();
    text.trim_end_matches('/').to_owned()
}

/// The variables as values of the connection, those that the address needs in its order.
fn parameters(reader: &mut Reader<'_>, server: &oas::Server, node: &Node) -> Vec<Parameter> {
    let mut all: Vec<Parameter> = Vec::new();
    let (template, _) = template(server);
    for piece in template {
        let Piece::Connection(name, default) = piece else { continue };
        if all.iter().any(|known| known.name == name) {
            continue;
        }
        let declared = server.variables.as_ref().and_then(|all| all.get(&name));
        let values = declared.map(|variable| variable.enumeration.clone()).unwrap_or_default();
        let docs =
            Docs { summary: None, description: declared.and_then(|variable| variable.description.clone()) };
        let at = variable_at(node, &name);
        all.push(Parameter {
            ty: (!values.is_empty()).then(|| {
                reader.types.add(TypeDef {
                    name: Some(name.clone()),
                    site: Site {
                        owner: Owner::Named("connection".to_owned()),
                        steps: vec![Step::Parameter(name.clone())],
                    },
                    equals: Vec::new(),
                    docs: docs.clone(),
                    kind: TypeKind::Enum(Enum {
                        values: values.iter().map(|value| (value.clone(), None, None)).collect(),
                    }),
                    at,
                })
            }),
            secret: false,
            token: false,
            required: default.is_none(),
            default,
            allowed: values,
            docs,
            name,
        });
    }
    all
}

fn variable_at(node: &Node, name: &str) -> Span {
    node.get("variables").and_then(|all| all.get(name)).map_or(node.span, |variable| variable.span)
}
