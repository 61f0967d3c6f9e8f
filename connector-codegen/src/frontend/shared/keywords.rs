//! Where the keys of a document are keywords, and not names that it chose, or data.

use crate::source::{Node, Object, Value};

/// Keys whose members are names that the document chose, not keywords.
const NAMES: [&str; 16] = [
    "callbacks",
    "content",
    "definitions",
    "encoding",
    "schemas",
    "securitySchemes",
    "requestBodies",
    "headers",
    "parameters",
    "paths",
    "properties",
    "responses",
    "scopes",
    "securityDefinitions",
    "x-connector-paths",
    "x-ms-paths",
];

/// Extensions that hold schemas.
const SCHEMAS: [&str; 2] = ["x-connector-oneOf", "x-ms-notification-content"];

/// Keys whose values are data.
const DATA: [&str; 5] = ["default", "enum", "example", "examples", "required"];

/// Changes every object whose keys are keywords, the outer one first.
pub(super) fn each(node: &mut Node, change: &mut dyn FnMut(&mut Object)) {
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| each(item, change)),
        Value::Object(object) => {
            change(object);
            for member in object.iter_mut() {
                let key = member.key.as_str();
                match &mut member.value.value {
                    _ if DATA.contains(&key) => {}
                    Value::Object(named) if NAMES.contains(&key) => {
                        named.iter_mut().for_each(|member| each(&mut member.value, change));
                    }
                    _ if is_extension(key) && !SCHEMAS.contains(&key) => {}
                    _ => each(&mut member.value, change),
                }
            }
        }
        _ => {}
    }
}

pub(super) fn is_extension(key: &str) -> bool {
    key.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x-"))
}
