//! Triggers whose service calls back.

use super::Rule;
use super::context::{Context, Op, elements, flag, is_internal, members, text};
use crate::source::Node;

pub(super) fn check<'a>(cx: &mut Context<'a>, op: &Op<'a>) {
    let parameters = op.parameters(cx.source);
    let mut found = 0usize;
    for one in &parameters {
        if text(one, "in") == Some("body") {
            if let Some(schema) = one.get("schema") {
                let from = Way { internal: is_internal(one), required: true, depth: 0 };
                address(cx, schema, from, &mut found);
            }
        } else if flag(one, "x-ms-notification-url") {
            found += 1;
            let message = "the address to call is a property of a body";
            cx.tell(Rule::NotificationUrlNotAllowedInThisPosition, one.span, message);
        }
    }
    let content =
        op.item.get("x-ms-notification-content").or_else(|| op.node.get("x-ms-notification-content"));
    if !op.is_trigger() {
        return;
    }
    if found == 0 && content.is_some() && matches!(op.method, "post" | "put" | "patch") {
        let message = "the webhook has no property with `x-ms-notification-url`";
        cx.tell(Rule::WebhookOperationsMissingNotificationUrlProperty, op.at, message);
    }
    if found > 0 && content.is_none() {
        let message = "the webhook has no `x-ms-notification-content`";
        cx.tell(Rule::OperationMustHaveNotificationContentExtension, op.at, message);
    }
}

/// How a property was come to.
#[derive(Clone, Copy)]
struct Way {
    internal: bool,
    required: bool,
    depth: usize,
}

fn address<'a>(cx: &mut Context<'a>, schema: &'a Node, way: Way, found: &mut usize) {
    let Some(schema) = cx.follow(schema) else { return };
    if way.depth > 16 {
        return;
    }
    let required: Vec<&str> = elements(schema, "required").iter().filter_map(Node::as_str).collect();
    for member in members(schema, "properties") {
        let Some(one) = cx.follow(&member.value) else { continue };
        let inner = Way {
            internal: way.internal || is_internal(one) || is_internal(&member.value),
            required: way.required && required.contains(&member.key.as_str()),
            depth: way.depth + 1,
        };
        if !flag(one, "x-ms-notification-url") {
            if one.get("properties").is_some() || one.get("allOf").is_some() {
                address(cx, one, inner, found);
            }
            continue;
        }
        *found += 1;
        if text(one, "type").is_some_and(|ty| ty != "string") {
            cx.tell(Rule::NotificationUrlNotString, one.span, "the address to call is no text");
        }
        if !inner.internal {
            let told =
                cx.tell(Rule::NotificationUrlNotInternal, one.span, "the address to call is shown to makers");
            told.set_text(one, "x-ms-visibility", "internal");
        }
        if !inner.required {
            cx.tell(Rule::NotificationUrlNotRequired, one.span, "the address to call is not required");
        }
    }
    for part in elements(schema, "allOf") {
        address(cx, part, Way { depth: way.depth + 1, ..way }, found);
    }
}
