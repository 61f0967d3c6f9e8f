//! Security definitions, and what requires them.

use super::Rule;
use super::context::{Context, elements, members, place, text};
use crate::diag::quoted;
use crate::source::Node;

/// What each type of security definition cannot be without.
const KEYS: [(&str, &[&str]); 3] =
    [("basic", &[]), ("apiKey", &["name", "in"]), ("oauth2", &["flow", "scopes"])];

/// The addresses that each flow of OAuth 2.0 needs.
const FLOWS: [(&str, &[&str]); 4] = [
    ("implicit", &["authorizationUrl"]),
    ("password", &["tokenUrl"]),
    ("application", &["tokenUrl"]),
    ("accessCode", &["authorizationUrl", "tokenUrl"]),
];

pub(super) fn check(cx: &mut Context<'_>) {
    let root = cx.root;
    for definition in members(root, "securityDefinitions") {
        let (node, name) = (&definition.value, quoted(&definition.key));
        let ty = text(node, "type").unwrap_or_default();
        let Some((_, keys)) = KEYS.iter().find(|(known, _)| *known == ty) else {
            let message = format!("there is no security type {}", quoted(ty));
            cx.tell(Rule::SchemeTypeUnknown, place(node, "type"), message);
            continue;
        };
        let flow = text(node, "flow").unwrap_or_default();
        let addresses = FLOWS
            .iter()
            .find(|(known, _)| *known == flow && ty == "oauth2")
            .map_or(&[][..], |(_, keys)| keys);
        for key in keys.iter().chain(addresses).filter(|key| node.get(key).is_none()) {
            cx.tell(Rule::SecuritySchemePropertyRequired, node.span, format!("{name} has no `{key}`"));
        }
        if ty == "oauth2" && flow != "accessCode" && !flow.is_empty() {
            let message = format!("the platform does not sign in by the flow {}", quoted(flow));
            cx.tell(Rule::OAuthFlowNotSupported, place(node, "flow"), message);
        }
    }
    requirements(cx, root);
    for op in cx.ops.clone() {
        requirements(cx, op.node);
    }
}

fn requirements<'a>(cx: &mut Context<'a>, of: &'a Node) {
    for member in elements(of, "security").iter().filter_map(Node::as_object).flatten() {
        let definition = cx.root.get("securityDefinitions").and_then(|all| all.get(&member.key));
        let Some(definition) = definition else {
            let message = format!("there is no security definition {}", quoted(&member.key));
            cx.tell(Rule::SecurityRequirementMustBeDefined, member.key_span, message);
            continue;
        };
        let scopes = member.value.as_list().unwrap_or_default();
        if text(definition, "type") != Some("oauth2") {
            if !scopes.is_empty() {
                let message = format!("{} is not OAuth 2.0 and has no scopes", quoted(&member.key));
                cx.tell(Rule::SecurityRequirementMustHaveEmptyValue, member.value.span, message);
            }
            continue;
        }
        let declared = members(definition, "scopes");
        for scope in scopes {
            let name = scope.as_str().unwrap_or_default();
            if !declared.iter().any(|one| one.key == name) {
                let message = format!("the scope {} is not declared", quoted(name));
                cx.tell(Rule::OAuthSecurityRequirementValueMustBeScopeName, scope.span, message);
            }
        }
    }
}
