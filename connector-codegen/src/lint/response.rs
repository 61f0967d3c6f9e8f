//! Responses: which there are, and whether they are described.

use super::Rule;
use super::context::{Context, Op, elements, members, place, text};
use crate::diag::quoted;
use crate::source::Node;

/// What makes a schema more than a place for anything.
const CONTENT: [&str; 12] = [
    "properties",
    "additionalProperties",
    "items",
    "allOf",
    "$ref",
    "x-ms-dynamic-schema",
    "x-ms-dynamic-properties",
    "enum",
    "format",
    "oneOf",
    "anyOf",
    "example",
];

/// Reason phrases, for descriptions that are missing (RFC 9110).
const PHRASES: [(&str, &str); 16] = [
    ("200", "OK"),
    ("201", "Created"),
    ("202", "Accepted"),
    ("204", "No Content"),
    ("301", "Moved Permanently"),
    ("302", "Found"),
    ("304", "Not Modified"),
    ("400", "Bad Request"),
    ("401", "Unauthorized"),
    ("403", "Forbidden"),
    ("404", "Not Found"),
    ("409", "Conflict"),
    ("422", "Unprocessable Content"),
    ("429", "Too Many Requests"),
    ("500", "Internal Server Error"),
    ("503", "Service Unavailable"),
];

pub(super) fn check<'a>(cx: &mut Context<'a>, op: &Op<'a>) {
    let all = members(op.node, "responses");
    let all: Vec<_> = all.iter().filter(|member| !member.key.starts_with("x-")).collect();
    if all.is_empty() {
        cx.tell(Rule::OperationMustHaveResponse, op.at, "the operation has no response");
        return;
    }
    let is_success = |key: &str| key.len() == 3 && key.starts_with('2');
    let at = place(op.node, "responses");
    if !all.iter().any(|member| is_success(&member.key)) {
        cx.tell(
            Rule::OperationShouldHaveSuccessfulResponse,
            at,
            "the operation has no response from 200 to 299",
        );
    }
    let mut with_schema = 0usize;
    let mut expected = false;
    for member in &all {
        let Some(response) = cx.follow(&member.value) else { continue };
        let key = member.key.as_str();
        let is_status = key.len() == 3 && key.parse::<u16>().is_ok_and(|status| (100..600).contains(&status));
        if !is_status && key != "default" {
            let message = format!("{} is no status", quoted(key));
            cx.tell(Rule::ResponseMustBeDefaultOrHttpStatusCode, member.key_span, message);
        }
        if text(response, "description").is_none() {
            let told = cx.tell(
                Rule::ResponseDescriptionMissing,
                member.key_span,
                format!("{key} has no description"),
            );
            let phrase = PHRASES.iter().find(|(status, _)| *status == key).map(|(_, phrase)| *phrase);
            told.set_text(response, "description", phrase.unwrap_or("Other"));
        }
        examples(cx, op, response);
        let Some(schema) = response.get("schema") else { continue };
        with_schema += 1;
        expected |= matches!(key, "200" | "201");
        if key == "default" {
            cx.tell(
                Rule::DefaultResponseHasSchema,
                schema.span,
                "`default` stands for errors, and has a schema",
            );
        }
        if is_empty(schema) {
            cx.tell(Rule::EmptySchema, schema.span, format!("the schema of {key} describes nothing"));
        }
    }
    if with_schema > 1 {
        let message = format!("{with_schema} responses have a schema; the platform shows one");
        cx.tell(Rule::OperationHasManyResponsesWithSchema, at, message);
    }
    let success_with_schema =
        all.iter().any(|member| is_success(&member.key) && member.value.get("schema").is_some());
    if success_with_schema && !expected && op.item.get("x-ms-notification-content").is_none() {
        let message = "neither 200 nor 201 has the schema of the reply";
        cx.tell(Rule::SchemaDefinitionSetIncorrectly, at, message);
    }
}

fn examples<'a>(cx: &mut Context<'a>, op: &Op<'a>, response: &'a Node) {
    let own = elements(op.node, "produces");
    let produces = if own.is_empty() { elements(cx.root, "produces") } else { own };
    if produces.is_empty() {
        return;
    }
    for member in members(response, "examples") {
        if !produces.iter().any(|one| one.as_str() == Some(&member.key)) {
            let message = format!("the operation does not produce {}", quoted(&member.key));
            cx.tell(Rule::ResponseExampleMustBeProducedByOperation, member.key_span, message);
        }
    }
}

/// Whether a schema gives nothing to choose from: any JSON, or an object without properties.
fn is_empty(schema: &Node) -> bool {
    let Some(object) = schema.as_object() else { return false };
    let content = CONTENT.iter().any(|key| match object.get(key) {
        Some(value) => !value.as_object().is_some_and(crate::source::Object::is_empty),
        None => false,
    });
    !content && matches!(text(schema, "type"), None | Some("object"))
}
