//! Bodies of which an export says less than there is.

use std::collections::HashSet;

use super::origin::Origin;
use super::tree::{each_operation, schemas};
use crate::diag::{Code, Diagnostics};
use crate::frontend::shared::extension::{flag, members, text};
use crate::ir::Method;
use crate::source::{Member, Node, Span};

/// A success without a schema has a body all the same, of which nothing is known; 204 and 205 have none.
pub(super) fn replies(root: &mut Node, origin: Origin, diags: &mut Diagnostics) {
    if origin == Origin::ManagedConnector {
        return;
    }
    let three = root.get("openapi").is_some();
    each_operation(root, |place, operation| {
        let Some(responses) = operation.get_mut("responses") else { return };
        let is_success = |key: &str| matches!(key.parse::<u16>(), Ok(200..=299));
        let any = members(responses).any(|one| is_success(&one.key));
        // A workflow answers as its author likes, and the export knows no status.
        let counts = |key: &str| {
            let content = is_success(key) && !matches!(key, "204" | "205");
            content || key == "default" && !any && origin == Origin::LogicApp
        };
        let typed = |one: &Member| is_success(&one.key) && has_schema(&one.value);
        if place.method == Method::Head || members(responses).any(typed) {
            return;
        }
        for member in responses.members_mut().filter(|one| counts(&one.key) && !has_schema(&one.value)) {
            let message = "the reply has no schema: it is taken as it is, any bytes";
            diags.note(Code::AZURE_NO_SCHEMA, member.key_span, message);
            anything(&mut member.value, three, member.key_span);
        }
    });
}

fn has_schema(response: &Node) -> bool {
    let content = response.get("content").and_then(Node::as_object).is_some_and(|all| !all.is_empty());
    response.get("$ref").is_some() || response.get("schema").is_some() || content
}

/// Gives a response a body of any kind.
fn anything(response: &mut Node, three: bool, at: Span) {
    let word = |text: &str| Node::text(text, at);
    if !three {
        response.set("schema", Node::object([("type", word("file"))], at));
        return;
    }
    let schema = Node::object([("type", word("string")), ("format", word("binary"))], at);
    let media = Node::object([("schema", schema)], at);
    response.set("content", Node::object([("*/*", media)], at));
}

/// Bodies of requests: any, where the template for Functions left them open; required, where their schema requires something.
pub(super) fn requests(root: &mut Node, origin: Origin, diags: &mut Diagnostics) {
    let demanding: HashSet<String> = schemas(root)
        .into_iter()
        .flat_map(members)
        .filter(|member| requires(&member.value))
        .map(|member| member.key.clone())
        .collect();
    each_operation(root, |place, operation| {
        let writes = matches!(place.method, Method::Post | Method::Put | Method::Patch);
        if origin == Origin::FunctionsTemplate && writes && !has_body(operation) {
            let message = "the template says nothing of a body: any JSON is taken";
            diags.warning(Code::AZURE_NO_BODY, place.at, message);
            let at = place.at;
            let body = Node::object(
                [
                    ("name", Node::text("body", at)),
                    ("in", Node::text("body", at)),
                    ("schema", Node::object([], at)),
                ],
                at,
            );
            match operation.get_mut("parameters").and_then(Node::list_mut) {
                Some(list) => list.push(body),
                None => operation.set("parameters", Node::list(vec![body], at)),
            }
        }
        if matches!(origin, Origin::ApiManagement | Origin::LogicApp) {
            demand(operation, &demanding, diags);
        }
    });
}

fn has_body(operation: &Node) -> bool {
    let list = operation.get("parameters").and_then(Node::as_list).unwrap_or_default();
    list.iter().any(|one| one.get("$ref").is_some() || matches!(text(one, "in"), Some("body" | "formData")))
}

fn requires(schema: &Node) -> bool {
    schema.get("required").and_then(Node::as_list).is_some_and(|list| !list.is_empty())
}

fn demand(operation: &mut Node, demanding: &HashSet<String>, diags: &mut Diagnostics) {
    let is_demanding = |schema: Option<&Node>| {
        let named = |schema: &Node| {
            let last = schema.get("$ref").and_then(Node::as_str)?.rsplit('/').next()?;
            Some(last.replace("%20", " ").replace("~1", "/").replace("~0", "~"))
        };
        schema.is_some_and(|schema| {
            requires(schema) || named(schema).is_some_and(|name| demanding.contains(&name))
        })
    };
    let list = operation.get_mut("parameters").and_then(Node::list_mut).into_iter().flatten();
    let body = list.filter(|one| text(one, "in") == Some("body")).find(|one| is_demanding(one.get("schema")));
    let body = match body {
        Some(body) => Some(body),
        None => operation.get_mut("requestBody").filter(|body| {
            let media = body.get("content").into_iter().flat_map(members);
            media.into_iter().any(|one| is_demanding(one.value.get("schema")))
        }),
    };
    if let Some(body) = body.filter(|body| !body.get("required").is_some_and(flag)) {
        let message = "the body is not marked as required, although its schema requires something: it is";
        diags.note(Code::AZURE_BODY_REQUIRED, body.span, message);
        let at = body.span;
        body.set("required", Node::flag(true, at));
    }
}
