//! What recorded traffic tells by names and forms alone: credentials, ids, headers that nobody types, the types of texts.

use std::borrow::Cow;

use super::shape::Shape as Seen;
use super::text::is_date;
use crate::ir::Shape;
use crate::source::{Node, Number, Span, Value, percent_decode};

/// Parts of names that credentials have, without signs and in lower case.
const CREDENTIALS: [&str; 20] = [
    "apikey",
    "accesstoken",
    "authtoken",
    "refreshtoken",
    "bearertoken",
    "idtoken",
    "sessiontoken",
    "sessionid",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "privatekey",
    "subscriptionkey",
    "signature",
    "authorization",
    "jwt",
    "xtoken",
    "authkey",
    "accesskey",
];

/// Names that are credentials only as a whole.
const WHOLE: [&str; 8] = ["token", "key", "auth", "sig", "pwd", "pass", "bearer", "cookie"];

/// Whether a variable, header or parameter of this name holds a credential.
pub fn is_credential(name: &str) -> bool {
    let plain = crate::fold::folded(name);
    WHOLE.contains(&plain.as_str()) || CREDENTIALS.iter().any(|word| plain.contains(word))
}

/// Whether a text looks like something that nobody but its owner should have: long, and of letters and digits mixed.
pub fn looks_random(text: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/' | '=');
    text.len() >= 20
        && text.chars().all(word)
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Parameters of a query that are credentials by their names, whatever else they could be.
const QUERY: [&str; 9] = [
    "api_key",
    "apikey",
    "api-key",
    "access_token",
    "auth_token",
    "x-api-key",
    "subscription-key",
    "appkey",
    "app_key",
];

/// Headers that are credentials.
const HEADERS: [&str; 17] = [
    "authorization",
    "proxy-authorization",
    "x-api-key",
    "api-key",
    "apikey",
    "api_key",
    "x-apikey",
    "x-auth-token",
    "x-access-token",
    "x-api-token",
    "x-authorization",
    "access-token",
    "auth-token",
    "private-token",
    "token",
    "ocp-apim-subscription-key",
    "x-auth-key",
];

/// Whether a header is for the sign-in.
pub fn is_sign_in_header(name: &str) -> bool {
    HEADERS.contains(&name.to_ascii_lowercase().as_str())
}

/// Whether a parameter of the query is for the sign-in.
pub fn is_sign_in_parameter(name: &str) -> bool {
    QUERY.contains(&name.to_ascii_lowercase().as_str())
}

/// Headers that a client sets itself, or that belong to a browser.
pub const DROPPED: [&str; 20] = [
    "accept",
    "accept-encoding",
    "accept-language",
    "connection",
    "content-length",
    "content-type",
    "host",
    "user-agent",
    "cache-control",
    "postman-token",
    "cookie",
    "origin",
    "referer",
    "transfer-encoding",
    "pragma",
    "te",
    "upgrade",
    "expect",
    "dnt",
    "soapaction",
];

/// Whether a segment is somebody's id rather than a word.
pub fn is_id(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = bytes.iter().any(u8::is_ascii_digit);
    let all = |fits: fn(&u8) -> bool| bytes.iter().all(fits);
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    if bytes.is_empty() {
        return false;
    }
    all(u8::is_ascii_digit)
        || (groups == [8, 4, 4, 4, 12]
            && text.split('-').all(|part| part.bytes().all(|b| b.is_ascii_hexdigit())))
        || (bytes.len() >= 16 && digit && all(u8::is_ascii_hexdigit))
        || (bytes.len() >= 20 && digit && all(u8::is_ascii_alphanumeric))
        || is_date(text)
        || (text.contains('@') && text.contains('.') && !text.starts_with('@'))
}

/// One of many; a wrong guess costs a letter.
pub fn singular(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    let kept = ["status", "news", "series", "address", "access", "analysis", "https", "us", "is", "ss"];
    if word.len() < 4 || !lower.ends_with('s') || kept.iter().any(|kept| lower.ends_with(kept)) {
        return word.to_owned();
    }
    let cut = |count: usize, add: &str| format!("{}{add}", word.get(..word.len() - count).unwrap_or(word));
    if lower.ends_with("ies") && word.len() > 4 {
        return cut(3, "y");
    }
    if ["sses", "shes", "ches", "xes", "zes"].iter().any(|end| lower.ends_with(end)) {
        return cut(2, "");
    }
    cut(1, "")
}

/// A fixed text as it stands in a URL.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte);
        if plain {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The type of texts.
pub fn scalar<'v>(values: impl Iterator<Item = &'v str>) -> Shape {
    let nodes = values.map(str::trim).filter(|value| !value.is_empty()).map(node);
    let nodes: Vec<Node> = nodes.collect();
    match super::scalar(&Seen::of_all(&nodes)) {
        Shape::Any => Shape::Text,
        shape => shape,
    }
}

/// A text as the value that it is.
fn node(text: &str) -> Node {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let whole = (digits == "0" || !digits.starts_with('0'))
        && digits.len() < 20
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    let decimal = digits.split_once('.').is_some_and(|(whole, fraction)| {
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        plain(whole) && plain(fraction) && (whole == "0" || !whole.starts_with('0'))
    });
    let value = match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ if whole || decimal => Value::Number(Number::from_json(text)),
        // A variable among other text is text.
        _ => Value::Text(text.to_owned()),
    };
    Node { value, span: Span::default() }
}

/// Whether a leading segment of a path is the API's own prefix rather than a resource: `/api/v1`.
pub fn is_prefix(segment: &str) -> bool {
    const WORDS: [&str; 6] = ["api", "apis", "rest", "webapi", "services", "public"];
    let lower = segment.to_ascii_lowercase();
    let version = lower.strip_prefix('v').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.')
            && rest.len() <= 8
    });
    version || WORDS.contains(&lower.as_str())
}

/// The pairs of a query or a form, decoded.
#[cfg(feature = "render")]
pub fn decoded_pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(&name.replace('+', " ")), decoded(&value.replace('+', " ")))
        })
        .collect()
}

/// Without percent-encoding, where that gives text.
pub fn decoded(text: &str) -> String {
    percent_decode(text).map_or_else(|| text.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_credentials() {
        for name in ["Authorization", "X-Api-Key", "Ocp-Apim-Subscription-Key", "token", "client_secret"] {
            assert!(is_credential(name), "{name}");
        }
        for name in ["monkey", "keyword", "page_token_size", "author", "status"] {
            assert!(!is_credential(name), "{name}");
        }
    }
}
