//! The readers of JSON and YAML, before anybody knows what the document is.

use connector_codegen::source::{Node, Source};
use serde_json::Value;

pub fn check(bytes: &[u8]) {
    crate::keep(bytes);
    for name in ["a.json", "a.yaml", "a"] {
        let (source, found) = Source::from_memory(name, bytes);
        for one in found.iter() {
            let shown = one.render(&source).to_string();
            assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
        }
        let Some(root) = source.root() else {
            assert!(found.has_errors(), "nothing was read and nothing said");
            continue;
        };
        walk(&source, root);
        // Whatever is JSON is read, as what it is. The reader's limits are its own.
        if let Ok(value) = serde_json::from_slice::<Value>(bytes)
            && name != "a.yaml"
            && !found.has_errors()
        {
            same(root, &value);
        }
    }
}

/// Each value has a place.
fn walk(source: &Source, node: &Node) {
    assert!(source.locate(node.span).is_some());
    let pointer = source.pointer(node.span);
    assert!(pointer.is_empty() || pointer.starts_with('/'), "{pointer}");
    if let Some(object) = node.as_object() {
        object.iter().for_each(|member| walk(source, &member.value));
    }
    if let Some(list) = node.as_list() {
        list.iter().for_each(|item| walk(source, item));
    }
}

fn same(node: &Node, value: &Value) {
    match value {
        Value::Object(members) => {
            let object = node.as_object().expect("an object");
            for (key, inner) in members {
                same(object.get(key).expect(key), inner);
            }
        }
        Value::Array(items) => {
            let list = node.as_list().expect("a list");
            assert_eq!(list.len(), items.len());
            list.iter().zip(items).for_each(|(node, item)| same(node, item));
        }
        Value::String(text) => assert_eq!(node.as_str(), Some(text.as_str())),
        Value::Bool(is) => assert_eq!(node.as_bool(), Some(*is)),
        Value::Number(_) | Value::Null => {}
    }
}
