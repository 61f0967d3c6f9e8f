//! Small readers that everything else is made of.

use crate::ir::Docs;
use crate::source::{Member, Node, Value};

/// Text under a key; blank text counts as none.
pub fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    node.get(key).and_then(Node::as_str).filter(|text| !text.trim().is_empty())
}

/// Members of an object; none where it is something else.
pub fn members(node: &Node) -> impl Iterator<Item = &Member> {
    node.as_object().into_iter().flat_map(|object| object.iter())
}

/// A flag, also as the text `"true"`.
pub fn flag(node: &Node) -> bool {
    match &node.value {
        Value::Bool(value) => *value,
        Value::Text(text) => text.eq_ignore_ascii_case("true"),
        _ => false,
    }
}

/// Texts of a list.
pub fn texts<'a>(node: &'a Node, key: &str) -> Vec<&'a str> {
    node.get(key).and_then(Node::as_list).unwrap_or_default().iter().filter_map(Node::as_str).collect()
}

/// Summary and description of a schema, parameter or property. `title` and `x-ms-summary` are labels for people.
pub fn docs(node: &Node) -> Docs {
    let summary = ["x-ms-summary", "title"].iter().find_map(|key| text(node, key));
    let description = text(node, "description").map(str::to_owned);
    let description = match (description, allowed_numbers(node)) {
        (Some(text), Some(numbers)) => Some(format!("{text}\n\n{numbers}")),
        (text, numbers) => text.or(numbers),
    };
    Docs { summary: summary.map(str::to_owned), description }
}

/// The allowed values of a number, with the labels that extensions give them. Text has an enum of its own.
fn allowed_numbers(node: &Node) -> Option<String> {
    if !matches!(text(node, "type"), Some("integer" | "number")) {
        return None;
    }
    let labels = ["x-ms-enum-values", "x-ms-editor-options"].iter().find_map(|key| node.get(key)?.as_list());
    let label = |value: &Node| {
        let entry = labels?
            .iter()
            .find(|entry| entry.get("value").map(Node::to_json_text) == Some(value.to_json_text()))?;
        text(entry, "displayName").or_else(|| text(entry, "title"))
    };
    let names = node.get("x-enumNames").and_then(Node::as_list).unwrap_or_default();
    let values = node.get("enum")?.as_list()?.iter().enumerate().filter(|(_, value)| !value.is_null());
    let values: Vec<String> = values
        .map(|(index, value)| match label(value).or_else(|| names.get(index).and_then(Node::as_str)) {
            Some(label) => format!("`{}` ({label})", value.to_json_text()),
            None => format!("`{}`", value.to_json_text()),
        })
        .collect();
    (!values.is_empty()).then(|| format!("One of {}.", values.join(", ")))
}

/// Whether `x-ms-visibility` says internal, in any case.
pub fn is_internal(node: &Node) -> bool {
    visibility(node, "internal")
}

/// Whether it says advanced.
pub fn is_advanced(node: &Node) -> bool {
    visibility(node, "advanced")
}

fn visibility(node: &Node, word: &str) -> bool {
    text(node, "x-ms-visibility").is_some_and(|given| given.eq_ignore_ascii_case(word))
}

/// "a, b and c".
pub fn words_of(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    }
}
