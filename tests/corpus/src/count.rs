//! A second opinion on how many operations a document has, from its raw JSON and nothing of the generator.

use std::fs;
use std::path::Path;

use serde_json::Value;

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// The operations of a document; none where it is no JSON as it stands (YAML, or JSON that the generator repairs).
pub(crate) fn operations(definition: &Path) -> Option<usize> {
    let bytes = fs::read(definition).ok()?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let document: Value = serde_json::from_slice(bytes).ok()?;
    count(&document)
}

fn count(document: &Value) -> Option<usize> {
    let operations = |item: &Value| {
        let elsewhere = item.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix('#'));
        let item = elsewhere.and_then(|to| document.pointer(to)).unwrap_or(item);
        METHODS.iter().filter(|method| item.get(**method).is_some_and(Value::is_object)).count()
    };
    let paths = document.get("paths")?.as_object()?;
    // AutoRest's second place for paths, which may differ in their query alone.
    let more = document.get("x-ms-paths").and_then(Value::as_object);
    Some(paths.values().chain(more.into_iter().flat_map(|more| more.values())).map(operations).sum())
}

#[cfg(test)]
mod tests {
    #[test]
    fn methods_are_counted_and_nothing_else() {
        let document = serde_json::json!({"paths": {"/a": {"get": {}, "post": {}, "parameters": []}, "/b": {}, "/c": {"x-get": {}, "put": null}}});
        assert_eq!(super::count(&document), Some(2));
        assert_eq!(super::count(&serde_json::json!({"paths": []})), None);
    }
}
