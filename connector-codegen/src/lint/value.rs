//! What parameters and schemas have in common: type, format, enum, default, bounds, pattern.

use super::Rule;
use super::context::{Context, flag, place, text};
use crate::diag::quoted;
use crate::source::{Node, Value};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Parameter,
    Schema,
}

const TYPES: [&str; 8] = ["string", "number", "integer", "boolean", "array", "object", "file", "null"];

/// Formats that the platform or Power Apps know.
const FORMATS: [&str; 18] = [
    "int32",
    "int64",
    "float",
    "double",
    "byte",
    "binary",
    "date",
    "date-time",
    "date-no-tz",
    "password",
    "email",
    "html",
    "uri",
    "uuid",
    "decimal",
    "currency",
    "uint64",
    "unixtime",
];

/// Longer ones are no pattern that anybody wrote.
const LONGEST_PATTERN: usize = 4096;

pub(super) fn check<'a>(cx: &mut Context<'a>, node: &'a Node, kind: Kind) {
    let ty = text(node, "type");
    if let Some(ty) = ty.filter(|ty| !TYPES.contains(ty) || *ty == "null") {
        let told =
            cx.tell(Rule::TypeUnknown, place(node, "type"), format!("there is no type {}", quoted(ty)));
        if let Some(near) = crate::diag::suggest(ty, TYPES) {
            told.help(format!("did you mean `{near}`?"));
        }
    }
    if let Some(format) = text(node, "format").filter(|format| !FORMATS.contains(format)) {
        let message = format!("the format {} is not known", quoted(format));
        let told = cx.tell(Rule::UnrecognizedTypeFormat, place(node, "format"), message);
        if let Some(near) = crate::diag::suggest(format, FORMATS) {
            told.help(format!("did you mean `{near}`?"));
        }
    }
    if ty == Some("array") && node.get("items").is_none() {
        let dynamic =
            ["x-ms-dynamic-schema", "x-ms-dynamic-properties"].iter().any(|key| node.get(key).is_some());
        if kind == Kind::Parameter || !dynamic {
            cx.tell(Rule::ArrayHasNoItems, node.span, "the list does not say of what: `items` is missing");
        }
    }
    values(cx, node, ty);
    bounds(cx, node);
}

fn values<'a>(cx: &mut Context<'a>, node: &'a Node, ty: Option<&str>) {
    let allowed = node.get("enum");
    if let Some(allowed) = allowed {
        let list = allowed.as_list().unwrap_or_default();
        if list.is_empty() {
            cx.tell(Rule::EnumMustContainAtLeastOneElement, allowed.span, "the enum is empty");
        }
        let mut seen = std::collections::HashSet::new();
        for one in list {
            if !seen.insert(one.to_json_text()) {
                cx.tell(Rule::ArrayDuplicateValue, one.span, format!("{} stands there twice", shown(one)));
            }
            if ty.is_some_and(|ty| !fits(one, ty)) && !one.is_null() {
                let message = format!("{} is not of type {}", shown(one), ty.unwrap_or_default());
                cx.tell(Rule::InvalidEnumValue, one.span, message);
            }
        }
    }
    // `null` is how designers write that there is none.
    let Some(default) = node.get("default").filter(|default| !default.is_null()) else { return };
    let list = allowed.and_then(Node::as_list).unwrap_or_default();
    let is_allowed = |json: &str| list.is_empty() || list.iter().any(|one| one.to_json_text() == json);
    if let Some(ty) = ty.filter(|ty| !fits(default, ty)) {
        let message = format!("the default {} is not of type {ty}", shown(default));
        let told = cx.tell(Rule::DefaultValueMustMatchType, default.span, message);
        if let Some(json) = as_type(default, ty).filter(|json| is_allowed(json)) {
            told.set(node, "default", json);
        }
        return;
    }
    if default.as_list().is_none() && !is_allowed(&default.to_json_text()) {
        cx.tell(
            Rule::DefaultNotInEnum,
            default.span,
            format!("the default {} is not allowed", shown(default)),
        );
    }
}

fn bounds<'a>(cx: &mut Context<'a>, node: &'a Node) {
    for (low, high) in [
        ("minimum", "maximum"),
        ("minLength", "maxLength"),
        ("minItems", "maxItems"),
        ("minProperties", "maxProperties"),
    ] {
        let (below, above) = (node.get(low), node.get(high));
        let number = |node: Option<&Node>| node.and_then(Node::as_f64);
        if let (Some(least), Some(most)) = (number(below), number(above))
            && least > most
        {
            let message = format!("`{low}` is greater than `{high}`");
            cx.tell(Rule::MinimumShouldBeLessThanOrEqualToMaximum, place(node, low), message);
        }
        for (key, value) in [(low, below), (high, above)] {
            if low != "minimum" && value.and_then(Node::as_f64).is_some_and(|value| value < 0.0) {
                cx.tell(
                    Rule::BoundMustBeGreaterThanOrEqualToZero,
                    place(node, key),
                    format!("`{key}` is negative"),
                );
            }
        }
    }
    if node.get("multipleOf").and_then(Node::as_f64).is_some_and(|value| value <= 0.0) {
        let message = "`multipleOf` is not greater than 0";
        cx.tell(Rule::MultipleOfMustBeGreaterThanZero, place(node, "multipleOf"), message);
    }
    for (exclusive, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if flag(node, exclusive) && node.get(bound).is_none() {
            let message = format!("`{exclusive}` goes with `{bound}`");
            cx.tell(Rule::ExclusiveBoundRequiresBound, place(node, exclusive), message);
        }
    }
    if let Some(pattern) = node.get("pattern") {
        let text = pattern.as_str().unwrap_or_default();
        let problem = self::pattern(text).err();
        if let Some(problem) = problem {
            let message = format!("the pattern is no regular expression: {problem}");
            cx.tell(Rule::PatternShouldBeValidRegularExpression, pattern.span, message);
        }
    }
    if node.get("required").is_some_and(|required| required.as_list().is_some_and(<[Node]>::is_empty)) {
        let required = node.get("required").unwrap_or(node);
        cx.tell(Rule::RequiredPropertyArrayEmpty, required.span, "the list of required properties is empty")
            .remove(required);
    }
}

/// A pattern, or why it is none.
pub(super) fn pattern(text: &str) -> Result<regress::Regex, String> {
    match text.len() > LONGEST_PATTERN {
        true => Err("it is too long".to_owned()),
        false => regress::Regex::new(text).map_err(|error| error.to_string()),
    }
}

fn fits(node: &Node, ty: &str) -> bool {
    match (&node.value, ty) {
        (Value::Text(_), "string" | "file") | (Value::Bool(_), "boolean") => true,
        (Value::Number(_), "number") | (Value::List(_), "array") | (Value::Object(_), "object") => true,
        (Value::Number(number), "integer") => number.as_f64().is_some_and(|number| number.fract() == 0.0),
        // The form that a list has in a URL.
        (Value::Text(_), "array") => true,
        (_, ty) => !TYPES.contains(&ty),
    }
}

/// The value as JSON text of a type, where it is only written as another one.
fn as_type(node: &Node, ty: &str) -> Option<String> {
    match (&node.value, ty) {
        (Value::Text(text), "boolean") => match text.to_ascii_lowercase().as_str() {
            word @ ("true" | "false") => Some(word.to_owned()),
            _ => None,
        },
        (Value::Text(text), "integer") => text.trim().parse::<i64>().ok().map(|number| number.to_string()),
        (Value::Text(text), "number") => text
            .trim()
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
            .map(|number| number.to_string()),
        (Value::Number(_) | Value::Bool(_), "string") => Some(crate::source::json_text(&node.to_json_text())),
        _ => None,
    }
}

fn shown(node: &Node) -> String {
    quoted(&node.to_json_text())
}
