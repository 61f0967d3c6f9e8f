//! What a token endpoint says, in the ways that providers say it.

use http::StatusCode;
use serde_json::{Map, Value};

use super::spec::OAuth;
use super::tokens::Tokens;
use crate::text::Secret;

/// Why there is no token.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The error code of the provider, empty where it gave none.
    pub(super) code: String,
    /// What it says besides.
    pub(super) description: String,
}

/// The token of a reply, or the refusal in it, whatever its status: GitHub and Slack refuse under 200.
pub(super) fn read(spec: &OAuth, status: StatusCode, body: &[u8]) -> Result<Tokens, Refusal> {
    let fields = fields(body);
    let text = |name: &str| fields.get(name).and_then(scalar);
    let refused = fields.get("ok") == Some(&Value::Bool(false));
    let error = text("error").or_else(|| fields.get("error")?.get("message").and_then(scalar));
    if let Some(code) = error.filter(|code| !code.is_empty()) {
        let description = text("error_description").or_else(|| text("error_message")).unwrap_or_default();
        return Err(Refusal { code, description });
    }
    let nested = fields.get(spec.token_in).and_then(Value::as_object);
    let holder = match text("access_token") {
        Some(_) => &fields,
        None => nested.unwrap_or(&fields),
    };
    let field = |name: &str| holder.get(name).and_then(scalar).filter(|text| !text.is_empty());
    let Some(access) = field("access_token").filter(|_| status.is_success() && !refused) else {
        let description = format!("the reply ({}) has no access token", status.as_u16());
        return Err(Refusal { code: String::new(), description });
    };
    let mut tokens = Tokens::new(Secret::from(access));
    tokens.refresh = field("refresh_token").map(Secret::from);
    // A number, a number as text, or the like of `3600.0`. Slack and Bitly write 0 or nothing for what does not end.
    let lifetime = field("expires_in").or_else(|| field("expires")).and_then(|text| text.parse::<f64>().ok());
    if let Some(lifetime) = lifetime.filter(|seconds| seconds.is_finite() && *seconds >= 1.0) {
        // Ten years are as good as for ever, and cannot overflow.
        tokens = tokens.expires_in(std::time::Duration::from_secs_f64(lifetime.min(3.2e8)));
    }
    tokens.scope = field("scope");
    tokens.base_url = (!spec.base_url_in.is_empty()).then(|| text(spec.base_url_in)).flatten();
    Ok(tokens)
}

/// JSON, or a form: the media type is not to be relied on, a brace is.
pub(super) fn fields(body: &[u8]) -> Map<String, Value> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) => Map::new(),
        Err(_) => url::form_urlencoded::parse(body)
            .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
            .collect(),
    }
}

pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        // Instagram's scopes are a list.
        Value::Array(list) => Some(list.iter().filter_map(scalar).collect::<Vec<_>>().join(" ")),
        _ => None,
    }
}
