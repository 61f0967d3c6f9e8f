//! Sample values of what a description declares: what it gives as an example first, then what its rules allow.

use std::path::{Path, PathBuf};

use connector_codegen::Options;
use connector_codegen::source::{LoadOptions, Node, Source, Span};
use serde_json::{Map, Value, json};

/// Where a description puts examples, the best first.
const GIVEN: [&str; 4] = ["x-ms-test-value", "example", "x-example", "default"];

/// How deep a sample goes: beyond, optional properties are left out, and what is required is empty.
const DEPTH: usize = 6;

/// The document again, for the samples that it gives.
pub(crate) fn source_of(options: &Options) -> Source {
    let first = options.documents.first().map(PathBuf::as_path).unwrap_or(Path::new(""));
    match (&options.stdin, first.as_os_str() == "-") {
        (Some(bytes), true) => Source::from_memory("<stdin>", bytes).0,
        _ => {
            let load = LoadOptions { allow_outside: options.allow_outside, base: options.base.clone() };
            Source::load(first, &load).0
        }
    }
}

/// A sample of the input that stands at this place; none where its rules allow nothing that is simple.
pub(crate) fn of(source: &Source, at: Span) -> Option<Value> {
    let pointer = source.pointer(at);
    let node = source.resolve(at.file, &format!("#{pointer}")).ok()?;
    // OpenAPI 3 has the schema of a parameter in it.
    let schema = node.get("schema").filter(|_| node.get("type").is_none());
    match (given(node), schema) {
        (Some(value), _) => Some(value),
        (None, Some(schema)) => value(source, schema, 0),
        (None, None) => value(source, node, 0),
    }
}

/// What stands there already, is of the declared type, and among the values that may be. An empty text says nothing.
fn given(node: &Node) -> Option<Value> {
    let first = |key| node.get(key)?.as_list()?.first();
    let found = GIVEN.iter().filter_map(|key| node.get(key)).chain(first("examples")).chain(first("enum"));
    let kind = kind(node);
    let may_be = node.get("enum").and_then(Node::as_list);
    let fits = |value: &Value| {
        value != ""
            && is_of(kind, value)
            && may_be.is_none_or(|all| all.iter().filter_map(plain).any(|one| one == *value))
    };
    found.filter(|node| !node.is_null()).filter_map(plain).find(fits)
}

fn kind(node: &Node) -> Option<&str> {
    node.get("type").and_then(|kind| kind.as_str().or_else(|| kind.as_list()?.first()?.as_str()))
}

fn is_of(kind: Option<&str>, value: &Value) -> bool {
    match kind {
        Some("string") => value.is_string(),
        Some("integer") => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => true,
    }
}

fn plain(node: &Node) -> Option<Value> {
    serde_json::from_str(&node.to_json_text()).ok()
}

fn value(source: &Source, node: &Node, depth: usize) -> Option<Value> {
    let node = source.follow(node).ok()?;
    if let Some(value) = given(node) {
        return Some(value);
    }
    // Words for what is no text: nothing would do.
    let scalar = matches!(kind(node), Some("string" | "integer" | "number" | "boolean"));
    if depth > DEPTH || scalar && node.get("enum").is_some() {
        return None;
    }
    if let Some(first) = ["oneOf", "anyOf"].iter().find_map(|key| node.get(key)?.as_list()?.first()) {
        return value(source, first, depth + 1);
    }
    match kind(node) {
        Some("string") => text(node),
        Some("integer") => number(node, true),
        Some("number") => number(node, false),
        Some("boolean") => Some(json!(true)),
        Some("array") => {
            let least = count(node, "minItems").unwrap_or(1).clamp(1, 100);
            let item = value(source, node.get("items")?, depth + 1)?;
            Some(Value::Array(vec![item; least]))
        }
        Some("object") | None => object(source, node, depth),
        Some(_) => None,
    }
}

fn object(source: &Source, node: &Node, depth: usize) -> Option<Value> {
    let mut all = Map::new();
    for part in node.get("allOf").and_then(Node::as_list).unwrap_or_default() {
        if let Value::Object(members) = value(source, part, depth)? {
            all.extend(members);
        }
    }
    let required: Vec<&str> = node
        .get("required")
        .and_then(Node::as_list)
        .unwrap_or_default()
        .iter()
        .filter_map(Node::as_str)
        .collect();
    for member in node.get("properties").and_then(Node::as_object).into_iter().flatten() {
        let reads = member.value.get("readOnly").and_then(Node::as_bool) == Some(true);
        let needed = required.contains(&member.key.as_str());
        if reads && !needed {
            continue;
        }
        match value(source, &member.value, depth + 1) {
            Some(value) => drop(all.insert(member.key.clone(), value)),
            None if needed => return None,
            None => {}
        }
    }
    Some(Value::Object(all))
}

fn count(node: &Node, key: &str) -> Option<usize> {
    usize::try_from(node.get(key)?.as_i64()?).ok()
}

fn text(node: &Node) -> Option<Value> {
    let format = node.get("format").and_then(Node::as_str).unwrap_or_default();
    let by_format = match format {
        "date-time" => "2024-05-01T10:00:00Z",
        "date-no-tz" => "2024-05-01T10:00:00",
        "date" => "2024-05-01",
        "time" => "10:00:00",
        "uuid" => "6f1c1b6e-8d4a-4c8e-9a51-0f6f5a1d2c3b",
        "email" => "somebody@example.com",
        "uri" | "url" => "https://example.com/sample",
        "byte" => "c2FtcGxl",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "hostname" => "example.com",
        "duration" => "PT1H",
        _ => "",
    };
    let least = count(node, "minLength").unwrap_or(0).min(10_000);
    let most = count(node, "maxLength").unwrap_or(usize::MAX);
    let pattern = node.get("pattern").and_then(Node::as_str);
    let digits: String = "1234567890".chars().cycle().take(least.max(6).min(most)).collect();
    let letters: String = "sample".chars().cycle().take(least.max(6).min(most)).collect();
    let candidates = [
        by_format.to_owned(),
        letters.clone(),
        digits,
        letters.to_uppercase(),
        "a1".to_owned(),
        "A".to_owned(),
    ];
    let fits = |text: &&String| {
        let length = text.chars().count();
        let matches = pattern.is_none_or(|pattern| connector_codegen::lint::matches(pattern, text));
        !text.is_empty() && (least..=most).contains(&length) && matches
    };
    candidates.iter().find(fits).map(|text| json!(text))
}

fn number(node: &Node, whole: bool) -> Option<Value> {
    let bound = |key: &str| node.get(key).and_then(Node::as_f64);
    // OpenAPI 2.0 and 3.0 have a flag beside the bound, 3.1 the bound itself.
    let shut = |key: &str| node.get(key).and_then(Node::as_bool) == Some(true);
    let step = bound("multipleOf").filter(|step| *step > 0.0).unwrap_or(1.0);
    let low = bound("minimum").or(bound("exclusiveMinimum"));
    let high = bound("maximum").or(bound("exclusiveMaximum"));
    let open_low = shut("exclusiveMinimum") || bound("exclusiveMinimum").is_some();
    let start = match (low, high) {
        (Some(low), _) => (low / step).ceil() * step,
        (None, Some(high)) if high < step => (high / step).floor() * step,
        _ => step,
    };
    let start = if open_low && low == Some(start) { start + step } else { start };
    let start = match (shut("exclusiveMaximum") && high == Some(start), low) {
        (true, None) => start - step,
        _ => start,
    };
    if high.is_some_and(|high| start > high) && whole {
        return None;
    }
    let start = if high.is_some_and(|high| start > high) {
        low.zip(high).map_or(start, |(a, b)| (a + b) / 2.0)
    } else {
        start
    };
    match whole || start.fract() == 0.0 {
        // Within what a double holds exactly.
        true if start.abs() < 9e15 => format!("{start:.0}").parse::<i64>().ok().map(|number| json!(number)),
        _ => Some(json!(start)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn sample(schema: &str) -> Option<Value> {
        let (source, _) = Source::from_memory("x.json", schema.as_bytes());
        value(&source, source.root().unwrap(), 0)
    }

    #[test]
    fn samples_keep_the_rules() {
        for (schema, wanted) in [
            (r#"{"type": "string"}"#, json!("sample")),
            (r#"{"type": "string", "example": "x", "enum": ["y"]}"#, json!("y")),
            (r#"{"type": "string", "example": "z", "enum": ["y", "z"]}"#, json!("z")),
            (r#"{"type": "string", "x-ms-test-value": "t", "example": "x"}"#, json!("t")),
            (r#"{"type": "string", "enum": ["y"]}"#, json!("y")),
            (r#"{"type": "string", "default": 7, "enum": ["y"]}"#, json!("y")),
            (r#"{"type": "string", "default": ""}"#, json!("sample")),
            (r#"{"type": "integer", "example": "7"}"#, json!(1)),
            (
                r#"{"properties": {"a": {"type": "boolean", "enum": ["true", "false"]}, "b": {"type": "boolean"}}}"#,
                json!({"b": true}),
            ),
            (r#"{"type": "string", "maxLength": 3}"#, json!("sam")),
            (r#"{"type": "string", "minLength": 8}"#, json!("samplesa")),
            (r#"{"type": "string", "pattern": "^[0-9]+$"}"#, json!("123456")),
            (r#"{"type": "string", "pattern": "^[A-Z]{6}$"}"#, json!("SAMPLE")),
            (r#"{"type": "string", "format": "date"}"#, json!("2024-05-01")),
            (r#"{"type": "integer"}"#, json!(1)),
            (r#"{"type": "integer", "minimum": 5, "exclusiveMinimum": true}"#, json!(6)),
            (r#"{"type": "integer", "maximum": -3}"#, json!(-3)),
            (r#"{"type": "integer", "minimum": 7, "multipleOf": 5}"#, json!(10)),
            (r#"{"type": "number", "minimum": 0.2, "maximum": 0.4}"#, json!(0.30000000000000004)),
            (r#"{"type": "array", "minItems": 2, "items": {"type": "boolean"}}"#, json!([true, true])),
            (
                r#"{"required": ["a"], "properties": {"a": {"type": "string"}, "b": {"type": "integer", "readOnly": true}}}"#,
                json!({"a": "sample"}),
            ),
        ] {
            assert_eq!(sample(schema), Some(wanted), "{schema}");
        }
        assert_eq!(sample(r#"{"type": "string", "pattern": "^§$"}"#), None);
        assert_eq!(sample(r#"{"type": "integer", "minimum": 5, "maximum": 4}"#), None);
        let endless = r##"{"properties": {"a": {"$ref": "#"}, "b": {"type": "integer"}}}"##;
        assert!(sample(endless).unwrap().get("b").is_some());
    }
}
