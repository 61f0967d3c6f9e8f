//! Ways through a document that hold for OpenAPI 2.0 and 3 alike.

use crate::frontend::shared::extension::{members, text};
use crate::ir::Method;
use crate::source::{Node, Span, referred};

/// An operation's place.
pub(super) struct Place<'p> {
    pub(super) path: &'p str,
    pub(super) method: Method,
    pub(super) at: Span,
}

const PATHS: [&str; 2] = ["paths", "x-ms-paths"];

/// Every path with its item.
pub(super) fn paths(root: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let all = PATHS.iter().filter_map(|key| root.get(key)).flat_map(members);
    all.filter(|member| member.key.starts_with('/')).map(|member| (member.key.as_str(), &member.value))
}

/// Every operation of the document.
pub(super) fn operations(root: &Node) -> impl Iterator<Item = (Place<'_>, &Node)> {
    paths(root).flat_map(|(path, item)| {
        members(item).filter_map(move |member| {
            let method = method(&member.key)?;
            Some((Place { path, method, at: member.key_span }, &member.value))
        })
    })
}

/// Every path with its item, to change it; where the path stands.
pub(super) fn each_item(root: &mut Node, mut change: impl FnMut(&str, Span, &mut Node)) {
    for key in PATHS {
        for member in root.get_mut(key).into_iter().flat_map(Node::members_mut) {
            if member.key.starts_with('/') {
                change(&member.key, member.key_span, &mut member.value);
            }
        }
    }
}

/// Every operation, to change it.
pub(super) fn each_operation(root: &mut Node, mut change: impl FnMut(&Place<'_>, &mut Node)) {
    each_item(root, |path, _, item| {
        for member in item.members_mut() {
            if let Some(method) = method(&member.key) {
                change(&Place { path, method, at: member.key_span }, &mut member.value);
            }
        }
    });
}

fn method(key: &str) -> Option<Method> {
    Method::ALL.iter().find(|(_, name)| *name == key).map(|(method, _)| *method)
}

/// The operations and path items that may list parameters, to change the lists.
pub(super) fn each_parameter_list(root: &mut Node, mut change: impl FnMut(&mut Vec<Node>)) {
    each_item(root, |_, _, item| {
        if let Some(list) = item.get_mut("parameters").and_then(Node::list_mut) {
            change(list);
        }
        for member in item.members_mut().filter(|member| method(&member.key).is_some()) {
            if let Some(list) = member.value.get_mut("parameters").and_then(Node::list_mut) {
                change(list);
            }
        }
    });
}

/// The security schemes.
pub(super) fn schemes(root: &Node) -> Option<&Node> {
    root.get("securityDefinitions").or_else(|| root.get("components")?.get("securitySchemes"))
}

/// The same, to change them; made where there are none.
pub(super) fn schemes_mut(root: &mut Node, at: Span) -> Option<&mut Node> {
    let empty = || Node::object([], at);
    if root.get("openapi").is_none() {
        if root.get("securityDefinitions").is_none() {
            root.set("securityDefinitions", empty());
        }
        return root.get_mut("securityDefinitions");
    }
    if root.get("components").is_none() {
        root.set("components", empty());
    }
    let components = root.get_mut("components")?;
    if components.get("securitySchemes").is_none() {
        components.set("securitySchemes", empty());
    }
    components.get_mut("securitySchemes")
}

/// The named schemas.
pub(super) fn schemas(root: &Node) -> Option<&Node> {
    root.get("definitions").or_else(|| root.get("components")?.get("schemas"))
}

/// The host that the document names: of several servers, the first one's.
pub(super) fn host(root: &Node) -> Option<&str> {
    let address = match root.get("openapi") {
        Some(_) => text(root.get("servers")?.as_list()?.first()?, "url")?,
        None => text(root, "host")?,
    };
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    Some(host.split('/').next().unwrap_or_default().trim())
}

/// Where the host stands; the document's beginning, where it names none.
pub(super) fn host_at(root: &Node) -> Span {
    let server = || root.get("servers")?.as_list()?.first()?.get("url");
    root.get("host").or_else(server).map_or(root.span, |given| given.span)
}

/// What a `$ref` within the document leads to, or the value itself.
pub(super) fn itself<'n>(root: &'n Node, node: &'n Node) -> &'n Node {
    let Some(reference) = node.get("$ref").and_then(Node::as_str) else { return node };
    let Some(pointer) = reference.strip_prefix("#/") else { return node };
    pointer.split('/').try_fold(root, |node, step| node.get(&referred(step))).unwrap_or(node)
}
