//! Addresses as people type them: variables anywhere, a scheme or none, a query inside a variable's value.

use super::model::{Pair, Url};
use crate::source::Span;

/// A typed address, its query apart.
pub fn parse<'a>(raw: &str, at: Span) -> Url<'a> {
    let raw = raw.trim();
    let raw = split(raw, '#').0;
    let (head, tail) = split(raw, '?');
    Url { raw: head.to_owned(), query: query(tail.unwrap_or_default(), at), variables: Vec::new(), at }
}

/// Pairs of a query or a form.
pub fn query<'a>(text: &str, at: Span) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    let mut rest = Some(text);
    while let Some(text) = rest {
        let (one, more) = split(text, '&');
        rest = more;
        let (key, value) = split(one, '=');
        if !key.trim().is_empty() {
            let (key, value) = (decoded(key), value.map(decoded));
            pairs.push(Pair { key, value, description: None, disabled: false, at });
        }
    }
    pairs
}

/// Splits at the first sign outside of variables.
pub fn split(text: &str, sign: char) -> (&str, Option<&str>) {
    let mut depth = 0usize;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        if rest.starts_with("{{") {
            depth += 1;
            rest = rest.get(2..).unwrap_or_default();
            continue;
        }
        if depth > 0 && rest.starts_with("}}") {
            depth -= 1;
            rest = rest.get(2..).unwrap_or_default();
            continue;
        }
        if depth == 0 && c == sign {
            return (text.get(..at).unwrap_or(text), text.get(at + c.len_utf8()..));
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    // A variable that is never closed hides nothing.
    if depth > 0 {
        return match text.split_once(sign) {
            Some((head, tail)) => (head, Some(tail)),
            None => (text, None),
        };
    }
    (text, None)
}

/// Splits at every sign outside of variables.
pub fn split_all(text: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = Some(text);
    while let Some(text) = rest {
        let (head, tail) = split(text, sign);
        parts.push(head);
        rest = tail;
    }
    parts
}

/// Whether two names of a query are the same once decoded.
pub fn same(one: &str, other: &str) -> bool {
    one == other || decoded(one) == decoded(other)
}

/// Without percent-encoding, where that gives text.
pub fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = |at: usize| tail.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// A part of a text with variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Variable(String),
}

/// The parts of a text. Variables within the names of variables are one variable.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(length) = variable(rest) {
            if !plain.is_empty() {
                found.push(Piece::Text(std::mem::take(&mut plain)));
            }
            let inner = rest.get(2..length - 2).unwrap_or_default();
            let name: String = inner.replace("{{", "").replace("}}", "");
            found.push(Piece::Variable(name.trim().to_owned()));
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        plain.push(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    if !plain.is_empty() {
        found.push(Piece::Text(plain));
    }
    found
}

/// The length of the variable that a text begins with.
fn variable(text: &str) -> Option<usize> {
    if !text.starts_with("{{") {
        return None;
    }
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("{{") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("}}") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return (at > 4).then_some(at);
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    None
}

/// Scheme, authority and path of an address without a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split<'u> {
    pub scheme: Option<&'u str>,
    pub authority: &'u str,
    /// With its leading slash; empty where there is none.
    pub path: &'u str,
}

/// Takes an address apart.
pub fn take_apart(raw: &str) -> Split<'_> {
    let (scheme, rest) = match raw.find("://") {
        // A scheme is letters, or a variable.
        Some(at) if raw.get(..at).is_some_and(is_scheme) => (raw.get(..at), raw.get(at + 3..).unwrap_or("")),
        _ => (None, raw),
    };
    let authority = split(rest, '/').0;
    let path = rest.get(authority.len()..).unwrap_or_default();
    Split { scheme, authority, path }
}

fn is_scheme(text: &str) -> bool {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    plain || matches!(pieces(text).as_slice(), [Piece::Variable(_)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let url = parse("{{a?b}}/x/:id?q={{v&w}}&flag&n=a%20b&=#frag?", Span::default());
        assert_eq!(url.raw, "{{a?b}}/x/:id");
        let query: Vec<_> = url.query.iter().map(|one| (one.key.as_str(), one.value.as_deref())).collect();
        assert_eq!(query, [("q", Some("{{v&w}}")), ("flag", None), ("n", Some("a b"))]);
        for (raw, scheme, authority, path) in [
            ("https://a.b:80/c/d", Some("https"), "a.b:80", "/c/d"),
            ("{{base}}/c", None, "{{base}}", "/c"),
            ("{{p}}://{{h}}:{{port}}/c", Some("{{p}}"), "{{h}}:{{port}}", "/c"),
            ("localhost:3000", None, "localhost:3000", ""),
            ("/only/path", None, "", "/only/path"),
        ] {
            assert_eq!(take_apart(raw), Split { scheme, authority, path }, "{raw}");
        }
    }

    #[test]
    fn variables_in_text() {
        let text = |text: &str| Piece::Text(text.to_owned());
        let variable = |name: &str| Piece::Variable(name.to_owned());
        assert_eq!(pieces("a-{{b}}.json"), [text("a-"), variable("b"), text(".json")]);
        assert_eq!(pieces("{{a{{b}}}}"), [variable("ab")]);
        assert_eq!(pieces("{{a"), [text("{{a")]);
        assert_eq!(pieces("{{}}"), [text("{{}}")]);
    }
}
