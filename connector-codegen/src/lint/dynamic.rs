//! Values, lists and schemas that another operation gives while a flow is made.

use std::collections::HashMap;

use super::Rule;
use super::context::{Context, Op, flag, is_internal, members, place, text};
use crate::diag::quoted;
use crate::source::Node;

const EXTENSIONS: [&str; 4] =
    ["x-ms-dynamic-values", "x-ms-dynamic-list", "x-ms-dynamic-schema", "x-ms-dynamic-properties"];

pub(super) fn check<'a>(cx: &mut Context<'a>, ops: &[Op<'a>]) {
    let by_id: HashMap<&str, &Op<'a>> =
        ops.iter().filter_map(|op| Some((text(op.node, "operationId")?, op))).collect();
    let mut todo = vec![cx.root];
    while let Some(node) = todo.pop() {
        todo.extend(node.as_list().unwrap_or_default().iter().filter(|inner| inner.is_container()));
        for member in node.as_object().into_iter().flatten() {
            if EXTENSIONS.contains(&member.key.as_str()) {
                extension(cx, &member.value, &by_id);
            } else if member.value.is_container() && !matches!(member.key.as_str(), "example" | "examples") {
                todo.push(&member.value);
            }
        }
    }
}

fn extension<'a>(cx: &mut Context<'a>, node: &'a Node, by_id: &HashMap<&str, &Op<'a>>) {
    // Without one, the platform has the values (`builtInOperation`, `capability`).
    let Some(id) = text(node, "operationId") else { return };
    let Some(op) = by_id.get(id) else {
        let told = cx.tell(
            Rule::OperationIdNotFound,
            place(node, "operationId"),
            format!("there is no operation {}", quoted(id)),
        );
        if let Some(near) = crate::diag::suggest(id, by_id.keys().copied()) {
            told.help(format!("did you mean `{near}`?"));
        }
        return;
    };
    let parameters = op.parameters(cx.source);
    let body = parameters.iter().find(|one| text(one, "in") == Some("body"));
    let body = body.and_then(|body| body.get("schema")).and_then(|schema| cx.follow(schema));
    let given = members(node, "parameters");
    for member in given {
        let name = member.key.as_str();
        // `body/customer/id` is a property of the body; `id` may be one too.
        let first = name.split('/').next().unwrap_or_default();
        let known = parameters
            .iter()
            .any(|one| text(one, "name").is_some_and(|known| known == name || known == first))
            || body.and_then(|body| body.get("properties")).is_some_and(|all| all.get(name).is_some());
        if !known {
            let message = format!("the operation {} has no parameter {}", quoted(id), quoted(name));
            cx.tell(Rule::OperationParameterNameNotFound, member.key_span, message);
        }
    }
    let has = |name: &str| {
        given.iter().any(|member| member.key == name || member.key.split('/').next() == Some(name))
    };
    for one in parameters {
        let name = text(one, "name").unwrap_or_default();
        let filled = one.get("default").is_some() || is_internal(one) || text(one, "in") == Some("body");
        if flag(one, "required") && !filled && !has(name) {
            let message = format!("the operation {} needs {}", quoted(id), quoted(name));
            cx.tell(Rule::OperationMissingRequiredProperty, node.span, message);
        }
    }
}
