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
    let found: Vec<String> =
        all.as_array().into_iter().flatten().filter(|one| !is_of_reply(one)).filter_map(one).collect();
    if found.is_empty() { refused(body).into_iter().collect() } else { found }
}

/// Why Prism takes no request of this kind at all: it does not say at which place then.
fn refused(body: &[u8]) -> Option<String> {
    const KINDS: [&str; 4] =
        ["INVALID_CONTENT_TYPE", "UNAUTHORIZED", "NO_PATH_MATCHED_ERROR", "NO_METHOD_MATCHED_ERROR"];
    let problem: Value = serde_json::from_slice(body).ok()?;
    let kind = problem.get("type")?.as_str()?.strip_prefix("https://stoplight.io/prism/errors#")?;
    let detail = problem.get("detail").and_then(Value::as_str).unwrap_or_default();
    KINDS.contains(&kind).then(|| plain(&format!("request: {detail}"), 300))
}

/// Title and detail of a problem of RFC 9457, to stand behind the error that it explains; nothing where there is none. A mock
/// that refuses to send what it made up itself says what is wrong with that, which tells more than the detail.
pub(super) fn problem(body: &[u8]) -> String {
    let Ok(problem) = serde_json::from_slice::<Value>(body) else { return String::new() };
    let text = |key: &str| problem.get(key).and_then(Value::as_str).map(str::to_owned);
    let all = problem.get("validation").and_then(Value::as_array).into_iter().flatten();
    let own: Vec<String> = all.filter(|one| is_of_reply(one)).filter_map(one).collect();
    let detail = if own.is_empty() { text("detail") } else { Some(own.join("; ")) };
    let texts = [text("title"), detail].into_iter().flatten();
    texts.filter(|text| !text.is_empty()).map(|text| format!(": {text}")).collect()
}

/// Whether something is wrong with the reply, and not with the request.
fn is_of_reply(violation: &Value) -> bool {
    violation.pointer("/location/0").is_some_and(|first| first == "response")
}

fn one(violation: &Value) -> Option<String> {
    let location: Vec<String> = violation.get("location")?.as_array()?.iter().map(part).collect();
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
        assert_eq!(problem(body), ": Invalid request");
        let body = br#"{"type": "https://stoplight.io/prism/errors#INVALID_CONTENT_TYPE", "detail": "Supported content types: a/b"}"#;
        assert_eq!(of_request(None, body), ["request: Supported content types: a/b"]);
        assert!(of_request(None, br#"{"type": "https://api.example/errors#UNAUTHORIZED"}"#).is_empty());
        let body = br#"{"title": "Invalid", "detail": "Look.", "validation": [{"location": ["response", "body", "x"], "message": "must match"}]}"#;
        assert!(of_request(None, body).is_empty());
        assert_eq!(problem(body), ": Invalid: response.body.x: must match");
        assert_eq!(problem(br#"{"title": "Invalid", "detail": "Look."}"#), ": Invalid: Look.");
        assert!(of_request(None, b"{\"validation\": 3}").is_empty());
        assert!(of_request(Some("no JSON"), b"no JSON").is_empty());
    }
}
