//! Enums whose variants nothing but their looks tells apart, as generated code states them.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use connector_runtime::v1 as rt;
use serde_json::{Value, json};

rt::object!(
    Strict,
    pub struct Box_ {
    pub kind: Option<String> = "kind",
    pub width: f64 = "width",
}
);

rt::object!(
    Strict,
    pub struct Crate {
    pub kind: Option<String> = "kind",
    pub width: f64 = "width",
    pub lid: Option<bool> = "lid",
}
);

#[derive(Clone)]
pub enum Size {
    Text(String),
    Number(f64),
    List(Vec<i64>),
    Texts(Vec<String>),
    Box_(Box_),
    Crate(Crate),
    Other(Value),
}
rt::untagged!(Size {
    Text: Text, Number: Number, List: List, Texts: List,
    Box_: Object ("kind" = "box"), Crate: Object ("kind" = "crate" | "chest"); Other
});

/// What is read, by the name of its variant; what was read is written as it was received.
fn read(json: &Value) -> String {
    let size: Size = serde_json::from_value(json.clone()).unwrap();
    let name = match &size {
        Size::Text(_) => "Text",
        Size::Number(_) => "Number",
        Size::List(_) => "List",
        Size::Texts(_) => "Texts",
        Size::Box_(_) => "Box",
        Size::Crate(_) => "Crate",
        Size::Other(_) => "Other",
    };
    let written = serde_json::to_value(&size).unwrap();
    assert_eq!(&written, json, "{name}");
    name.to_owned()
}

#[test]
fn kinds_tell_variants_apart() {
    for (json, name) in [
        (json!("m"), "Text"),
        (json!(1.5), "Number"),
        (json!([1, 2]), "List"),
        (json!(["a"]), "Texts"),
        (json!(true), "Other"),
        (json!(null), "Other"),
        (json!([{}]), "Other"),
        (json!({"unknown": 1}), "Other"),
    ] {
        assert_eq!(read(&json), name, "{json}");
    }
}

#[test]
fn fixed_values_and_what_is_kept_tell_objects_apart() {
    for (json, name) in [
        (json!({"kind": "box", "width": 1.0}), "Box"),
        (json!({"kind": "crate", "width": 1.0}), "Crate"),
        (json!({"kind": "chest", "width": 1.0}), "Crate"),
        // A value that the document does not know.
        (json!({"kind": "barrel", "width": 1.0}), "Other"),
        // Both can be it: the one that keeps all of it, then the first.
        (json!({"width": 1.0, "lid": true}), "Crate"),
        (json!({"width": 1.0}), "Box"),
        // Neither has what it requires.
        (json!({"lid": true}), "Other"),
    ] {
        assert_eq!(read(&json), name, "{json}");
    }
}

rt::object!(
    Strict,
    pub struct Left {
    pub inner: Option<Box<Tree>> = "inner",
    pub end: Option<i64> = "end",
}
);

rt::object!(
    Strict,
    pub struct Right {
    pub inner: Option<Box<Tree>> = "inner",
    pub end: Option<i64> = "end",
}
);

#[derive(Clone)]
pub enum Tree {
    Left(Left),
    Right(Right),
    Other(Value),
}
rt::untagged!(Tree { Left: Object, Right: Object; Other });

/// A hundred levels with two ways at each would be 2^100 ways.
#[test]
fn ambiguity_at_every_level_ends() {
    let mut json = json!({"end": 1, "unknown": true});
    for _ in 0..100 {
        json = json!({"inner": json, "unknown": true});
    }
    let tree: Tree = serde_json::from_value(json.clone()).unwrap();
    assert!(!matches!(tree, Tree::Other(_)));
    // The next value has looks of its own.
    let tree: Tree = serde_json::from_value(json!({"end": 2})).unwrap();
    assert_eq!(serde_json::to_value(&tree).unwrap(), json!({"end": 2}));
}

#[test]
fn the_wrong_kind_for_a_single_variant_is_kept_too() {
    #[derive(Clone)]
    enum One {
        Left(Left),
        Other(Value),
    }
    rt::untagged!(One { Left: Object; Other });
    let one: One = serde_json::from_value(json!({"end": "text"})).unwrap();
    assert!(matches!(&one, One::Other(value) if value["end"] == "text"), "{one:?}");
    let one: One = serde_json::from_value(json!({"end": 1})).unwrap();
    assert!(matches!(one, One::Left(_)));
}
