//! A document as Prism needs it, where Prism takes it in another way than whoever wrote it. Only what a mock does is changed by
//! that; the client is made of the document as it is.

use std::path::Path;

use connector_codegen::source::{LoadOptions, Source};
use serde_json::{Map, Value, json};

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// The document as JSON; none where it cannot be read.
pub(super) fn document(path: &Path) -> Option<String> {
    // As the generator reads it: some have commas too many.
    let (source, _) = Source::load(path, &LoadOptions::default());
    let mut document: Value = serde_json::from_str(&source.root()?.to_json_text()).ok()?;
    media_types(&mut document);
    forms(&mut document);
    files(&mut document);
    samples(&mut document);
    Some(document.to_string())
}

/// Without a word on media types Prism takes no body and gives none, where JSON is meant.
fn media_types(document: &mut Value) {
    for key in ["consumes", "produces"] {
        let is_none = |own: &Value| own.as_array().is_none_or(Vec::is_empty);
        for operation in operations(document) {
            if operation.get(key).is_some_and(is_none) {
                operation.remove(key);
            }
        }
        if let Some(members) = document.as_object_mut()
            && members.get(key).is_none_or(is_none)
        {
            members.insert(key.to_owned(), json!(["application/json"]));
        }
    }
}

/// An operation with fields of a form takes a form, though it does not say so; and what of a list is not said is said: that
/// there are commas.
fn forms(document: &mut Value) {
    for operation in operations(document) {
        let is_told = operation.contains_key("consumes");
        let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
        let parameters = parameters.map(Vec::as_mut_slice).unwrap_or_default();
        let is = |one: &Value, key: &str, word: &str| one.get(key).is_some_and(|own| own == word);
        let is_file = |one: &Value| is(one, "type", "file");
        // A fixed header says it where nothing else does.
        let is_multipart = |one: &Value| {
            one.get("name")
                .and_then(Value::as_str)
                .is_some_and(|name| name.eq_ignore_ascii_case("content-type"))
                && is(one, "default", "multipart/form-data")
        };
        let multipart = parameters.iter().any(|one| is_file(one) || is_multipart(one));
        let mut fields = parameters.iter_mut().filter(|one| is(one, "in", "formData")).peekable();
        if fields.peek().is_none() {
            continue;
        }
        for list in fields.filter(|one| is(one, "type", "array")).filter_map(Value::as_object_mut) {
            list.entry("collectionFormat").or_insert(json!("csv"));
        }
        if !is_told {
            let media = if multipart { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
            operation.insert("consumes".to_owned(), json!([media]));
        }
    }
}

/// `file` is no type of JSON Schema, so that Prism makes nothing of it; bytes are what it means.
fn files(document: &mut Value) {
    let mut all: Vec<&mut Value> = Vec::new();
    for operation in operations(document) {
        let responses = operation.get_mut("responses").and_then(Value::as_object_mut);
        all.extend(responses.into_iter().flat_map(|responses| responses.values_mut()));
    }
    set_text(all);
    let shared = document.get_mut("responses").and_then(Value::as_object_mut);
    set_text(shared.into_iter().flat_map(|shared| shared.values_mut()).collect());
}

fn set_text(responses: Vec<&mut Value>) {
    for schema in responses.into_iter().filter_map(|response| response.get_mut("schema")) {
        if schema.get("type").is_some_and(|kind| kind == "file") {
            *schema = json!({"type": "string", "format": "binary"});
        }
    }
}

/// A mock replies with what the document gives, and refuses it itself where it is not of the type that stands beside it: null
/// for a text, words for a boolean. And it writes `string` for base64, which it refuses as well.
fn samples(at: &mut Value) {
    match at {
        Value::Object(members) => {
            let kind = members.get("type").and_then(Value::as_str).map(str::to_owned);
            if let Some(kind) = &kind {
                if members.get("default").is_some_and(|default| !is_of(kind, default)) {
                    members.remove("default");
                }
                let words = members.get("enum").and_then(Value::as_array);
                if words.is_some_and(|words| !words.iter().any(|word| is_of(kind, word))) {
                    members.remove("enum");
                }
            }
            let bytes = members.get("format").is_some_and(|format| format == "byte");
            let given = ["example", "default", "enum"].iter().any(|key| members.contains_key(*key));
            if kind.as_deref() == Some("string") && bytes && !given {
                members.insert("example".to_owned(), json!("c2FtcGxl"));
            }
            members.values_mut().for_each(samples);
        }
        Value::Array(items) => items.iter_mut().for_each(samples),
        _ => {}
    }
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" | "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

fn operations(document: &mut Value) -> Vec<&mut Map<String, Value>> {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let items = paths.into_iter().flat_map(|paths| paths.values_mut()).filter_map(Value::as_object_mut);
    let members = items.flat_map(|item| item.iter_mut().filter(|(key, _)| METHODS.contains(&key.as_str())));
    members.filter_map(|(_, operation)| operation.as_object_mut()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_what_prism_takes_in_another_way_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let text = r#"{"swagger": "2.0", "consumes": [], "produces": ["text/plain"], "paths": {"/a": {"parameters": [],
            "post": {"consumes": [], "parameters": [{"in": "formData", "name": "f", "type": "file"}], "responses": {"200": {"schema": {"type": "file"}}}},
            "put": {"parameters": [{"in": "formData", "name": "f", "type": "array"}], "responses": {}},
            "delete": {"parameters": [{"in": "formData", "name": "f"}, {"in": "header", "name": "content-type", "default": "multipart/form-data"}], "responses": {}},
            "patch": {"consumes": ["a/b"], "parameters": [{"in": "formData", "name": "f", "type": "string"}], "responses": {}},
            "get": {"parameters": [{"in": "query", "name": "q", "type": "string"}], "responses": {}}}},
            "definitions": {"E": {"properties": {"n": {"type": "string", "default": null}, "b": {"type": "boolean", "enum": ["true"]}, "w": {"type": "string", "enum": ["a"], "default": "a"}}},
            "D": {"properties": {"b": {"type": "string", "format": "byte"}, "e": {"type": "string", "format": "byte", "example": "YQ=="}, "format": {"type": "string"}}}},}"#;
        std::fs::write(&path, text).unwrap();
        let made: Value = serde_json::from_str(&document(&path).unwrap()).unwrap();
        let operation = |method: &str| made.pointer(&format!("/paths/~1a/{method}")).unwrap();
        assert_eq!(
            (&made["consumes"], &made["produces"]),
            (&json!(["application/json"]), &json!(["text/plain"]))
        );
        assert_eq!(operation("post")["consumes"], json!(["multipart/form-data"]));
        assert_eq!(
            operation("post")["responses"]["200"]["schema"],
            json!({"type": "string", "format": "binary"})
        );
        assert_eq!(operation("put")["consumes"], json!(["application/x-www-form-urlencoded"]));
        assert_eq!(operation("put")["parameters"][0]["collectionFormat"], "csv");
        assert_eq!(operation("delete")["consumes"], json!(["multipart/form-data"]));
        assert_eq!(operation("patch")["consumes"], json!(["a/b"]));
        assert_eq!(operation("get").get("consumes"), None);
        let properties = json!({"b": {"type": "string", "format": "byte", "example": "c2FtcGxl"}, "e": {"type": "string", "format": "byte", "example": "YQ=="}, "format": {"type": "string"}});
        assert_eq!(made["definitions"]["D"]["properties"], properties);
        let properties = json!({"n": {"type": "string"}, "b": {"type": "boolean"}, "w": {"type": "string", "enum": ["a"], "default": "a"}});
        assert_eq!(made["definitions"]["E"]["properties"], properties);
    }
}
