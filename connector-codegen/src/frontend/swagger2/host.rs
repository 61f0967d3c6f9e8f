//! `x-ms-parameterized-host`: a host with holes, which the connection fills.

use super::Reader;
use super::extension::{docs, flag, text};
use super::schema::scalar_text;
use crate::diag::{Code, quoted};
use crate::ir::policy::{Exists, Piece, Policy, PolicyKind, Section};
use crate::ir::{Parameter, Shape, Site, Step, TypeKind};
use crate::source::Node;

/// What a host with parameters comes to.
pub(super) struct Hosted {
    pub(super) parameters: Vec<Parameter>,
    pub(super) policy: Policy,
}

impl<'a> Reader<'a> {
    /// The parameters of the host, and the policy that puts them together.
    pub(super) fn parameterized_host(&mut self, root: &'a Node) -> Option<Hosted> {
        let given = root.get("x-ms-parameterized-host")?;
        let Some(template) = text(given, "hostTemplate") else {
            let message = "the host has no template: the connection asks for the whole base URL";
            self.diags.warning(Code::PARAMETERIZED_HOST, given.span, message);
            return None;
        };
        let mut parameters = Vec::new();
        for node in given.get("parameters").and_then(Node::as_list).unwrap_or_default() {
            let node = match node.get("$ref") {
                Some(reference) => match self.target(reference) {
                    Some((target, _)) => target,
                    None => continue,
                },
                None => node,
            };
            parameters.extend(self.host_parameter(node));
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
                self.diags.warning(Code::PARAMETERIZED_HOST, at, message);
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
        let policy = Policy {
            kind: PolicyKind::Host(pieces),
            section: Section::Request,
            exists: Exists::Override,
            operations: Vec::new(),
            at: given.span,
        };
        Some(Hosted { parameters, policy })
    }

    fn host_parameter(&mut self, node: &'a Node) -> Option<Parameter> {
        let name = text(node, "name")?.to_owned();
        let site = Site::named("host").then(Step::Parameter(name.clone()));
        let ty = self.ty(node, &site);
        let (ty, allowed) = match self.types.resolve(&ty).shape {
            Shape::Named(id) => match &self.types.get(id).kind {
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
}
