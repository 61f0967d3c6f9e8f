//! What a mock or proxy that holds requests to the description says of them: [Prism](https://github.com/stoplightio/prism)
//! puts it into the header `sl-violations`, or, where it refuses the request, into a body of RFC 9457.

use connector_codegen::diag::plain;
use serde_json::Value;

/// The name of the header.
pub(super) const HEADER: &str = "sl-violations";

/// What is wrong with the request, place and message; nothing when nothing is, or nobody looked.
pub(super) fn of_request(header: Option<&str>, body: &[u8]) -> Vec<String> {
    let from_header = header.and_then(|text| serde_json::from_str::<Value>(text).ok());
    let from_body = || serde_json::from_slice::<Value>(body).ok()?.get_mut("validation").map(Value::take);
    let all = from_header.or_else(from_body).unwrap_or_default();
    all.as_array().into_iter().flatten().filter_map(one).collect()
}

/// Title and detail of a problem of RFC 9457, to stand behind the error that it explains; nothing where there is none.
pub(super) fn problem(body: &[u8]) -> String {
    let Ok(problem) = serde_json::from_slice::<Value>(body) else { return String::new() };
    let texts = ["title", "detail"].map(|key| problem.get(key).and_then(Value::as_str).unwrap_or_default());
    texts.iter().filter(|text| !text.is_empty()).map(|text| format!(": {text}")).collect()
}

fn one(violation: &Value) -> Option<String> {
    let location: Vec<String> = violation.get("location")?.as_array()?.iter().map(part).collect();
    if location.first().is_some_and(|first| first == "response") {
        return None;
    }
    let message = violation.get("message").and_then(Value::as_str).unwrap_or_default();
    Some(plain(&format!("{}: {message}", location.join(".")), 300))
}

fn part(part: &Value) -> String {
    part.as_str().map_or_else(|| part.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_of_the_request() {
        let header = r#"[{"location": ["request", "body", 3, "a"], "severity": "Error", "code": "type", "message": "must be string"},
            {"location": ["response"], "message": "other"}]"#;
        assert_eq!(of_request(Some(header), b""), ["request.body.3.a: must be string"]);
        let body = br#"{"title": "Invalid request", "validation": [{"location": ["request", "query", "x"], "message": "is missing"}]}"#;
        assert_eq!(of_request(None, body), ["request.query.x: is missing"]);
        assert!(of_request(None, b"{\"validation\": 3}").is_empty());
        assert!(of_request(Some("no JSON"), b"no JSON").is_empty());
    }
}
