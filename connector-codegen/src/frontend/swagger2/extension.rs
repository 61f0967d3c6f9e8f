//! Small readers that everything else is made of.

use crate::ir::Docs;
use crate::source::{Member, Node, Value};

/// Text under a key; blank text counts as none.
pub(super) fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    node.get(key).and_then(Node::as_str).filter(|text| !text.trim().is_empty())
}

/// Members of an object; none where it is something else.
pub(super) fn members(node: &Node) -> impl Iterator<Item = &Member> {
    node.as_object().into_iter().flat_map(|object| object.iter())
}

/// A flag, also as the text `"true"`.
pub(super) fn flag(node: &Node) -> bool {
    match &node.value {
        Value::Bool(value) => *value,
        Value::Text(text) => text.eq_ignore_ascii_case("true"),
        _ => false,
    }
}

/// Texts of a list.
pub(super) fn texts<'a>(node: &'a Node, key: &str) -> Vec<&'a str> {
    node.get(key).and_then(Node::as_list).unwrap_or_default().iter().filter_map(Node::as_str).collect()
}

/// Summary and description of a schema, parameter or property. `title` and `x-ms-summary` are labels for people.
pub(super) fn docs(node: &Node) -> Docs {
    let summary = ["x-ms-summary", "title"].iter().find_map(|key| text(node, key));
    Docs { summary: summary.map(str::to_owned), description: text(node, "description").map(str::to_owned) }
}

/// Whether `x-ms-visibility` says internal, in any case.
pub(super) fn is_internal(node: &Node) -> bool {
    text(node, "x-ms-visibility").is_some_and(|word| word.eq_ignore_ascii_case("internal"))
}

/// "a, b and c".
pub(super) fn words_of(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    }
}
