//! Between the spanned tree and the values that the JSONPath library knows.

use serde_json::{Map, Value as Json};
use serde_json_path::{NormalizedPath, PathElement};

use crate::source::{Node, Value};

/// One step from the root to a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// A place by its steps.
pub(super) type Place = Vec<Step>;

pub(super) fn place(path: &NormalizedPath<'_>) -> Place {
    path.iter()
        .map(|element| match element {
            PathElement::Name(name) => Step::Key((*name).to_owned()),
            PathElement::Index(index) => Step::Index(*index),
        })
        .collect()
}

/// A tree without its places.
// Recursion is safe here and below: no tree has more than `limits::DEPTH` levels.
pub(super) fn of(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => serde_json::from_str(number.as_str()).unwrap_or(Json::Null),
        Value::Text(text) => Json::String(text.clone()),
        Value::List(list) => Json::Array(list.iter().map(of).collect()),
        Value::Object(object) => {
            let members = object.iter().map(|member| (member.key.clone(), of(&member.value)));
            Json::Object(members.collect::<Map<String, Json>>())
        }
    }
}

/// Indented JSON in document order, a line for each value, for a diff.
pub(super) fn pretty(node: &Node) -> String {
    let mut out = crate::indent::indented(&node.to_json_text());
    out.push('\n');
    out
}
