//! Percent-encoding. What these write is what goes over the wire: nothing below re-encodes it.

use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};

const HEX: &[u8; 16] = b"0123456789ABCDEF";

fn escape(byte: u8, out: &mut String) {
    out.push('%');
    for digit in [byte >> 4, byte & 15] {
        out.push(char::from(HEX.get(usize::from(digit)).copied().unwrap_or(b'0')));
    }
}

/// Which bytes stay as they are.
type Plain = [bool; 256];

#[expect(clippy::indexing_slicing, reason = "the compiler alone evaluates it")]
const fn alphanumeric_and(more: &[u8]) -> Plain {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    set(plain, more, true)
}

#[expect(clippy::indexing_slicing, reason = "the compiler alone evaluates it")]
const fn graphic_without(some: &[u8]) -> Plain {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = (byte as u8).is_ascii_graphic();
        byte += 1;
    }
    set(plain, some, false)
}

#[expect(clippy::indexing_slicing, reason = "the compiler alone evaluates it")]
const fn set(mut plain: Plain, bytes: &[u8], to: bool) -> Plain {
    let mut at = 0;
    while at < bytes.len() {
        plain[bytes[at] as usize] = to;
        at += 1;
    }
    plain
}

static VALUE: Plain = alphanumeric_and(b"-._~");
static NAME: Plain = alphanumeric_and(b"-._~$:@/!*(),");
static PATH_LITERAL: Plain = graphic_without(b"\"<>\\^`{}#");
static PATH_RAW: Plain = graphic_without(b"\"<>\\^`{}#?");
static QUERY_LITERAL: Plain = graphic_without(b"\"<>#'");

fn encode(text: &str, out: &mut String, plain: &Plain) {
    out.reserve(text.len());
    // Runs of plain bytes are copied whole. Where a run is empty, its ends may lie inside of a character.
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !plain.get(usize::from(byte)).copied().unwrap_or_default() {
            out.push_str(text.get(from..at).unwrap_or_default());
            escape(byte, out);
            from = at + 1;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
}

/// A value: only RFC 3986's unreserved characters stay, a space is `%20`.
pub(crate) fn value(text: &str, out: &mut String) {
    encode(text, out, &VALUE);
}

/// The name of a query parameter: as a value, but `$filter` and `a:b` stay readable.
pub(crate) fn name(text: &str, out: &mut String) {
    encode(text, out, &NAME);
}

/// Text of the document, or a value that must not be encoded: only what cannot stand in a URL at all is.
pub(crate) fn path_literal(text: &str, out: &mut String) {
    encode(text, out, &PATH_LITERAL);
}

/// The same inside a path, where a `?` in a value would begin the query.
pub(crate) fn path_raw(text: &str, out: &mut String) {
    encode(text, out, &PATH_RAW);
}

/// The same inside a query, where the apostrophe is escaped by every URL library.
pub(crate) fn query_literal(text: &str, out: &mut String) {
    encode(text, out, &QUERY_LITERAL);
}

/// `name=value`, as a query and a `Cookie` header have it.
pub(crate) fn pair(own: &str, text: &str) -> String {
    let mut pair = String::new();
    name(own, &mut pair);
    pair.push('=');
    value(text, &mut pair);
    pair
}

/// Joins the cookies of a request, which stand in one header. A pair that is encoded fits into one.
pub(crate) fn add_cookie(headers: &mut HeaderMap, pair: &str, secret: bool) {
    let (before, sensitive) = match headers.get(COOKIE) {
        Some(value) => (value.to_str().unwrap_or_default(), value.is_sensitive()),
        None => ("", false),
    };
    // A redirected request has it already.
    let named = |pair: &str| pair.split('=').next().map(str::to_owned);
    let others = before.split("; ").filter(|other| !other.is_empty() && named(other) != named(pair));
    let all: Vec<&str> = others.chain([pair]).collect();
    if let Ok(mut value) = HeaderValue::try_from(all.join("; ")) {
        value.set_sensitive(secret || sensitive);
        headers.insert(COOKIE, value);
    }
}

/// `application/x-www-form-urlencoded`, by the WHATWG's rules.
pub(crate) fn form(text: &str, out: &mut String) {
    for &byte in text.as_bytes() {
        match byte {
            b' ' => out.push('+'),
            b if b.is_ascii_alphanumeric() || b"*-._".contains(&b) => out.push(char::from(b)),
            b => escape(b, out),
        }
    }
}

pub(crate) fn to_value(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    value(text, &mut out);
    out
}

/// Whether a URL parser takes the segment for "here" or "one up", and so removes it.
pub(crate) fn is_dots(segment: &str) -> bool {
    let dot = |rest: &mut &str| match [".", "%2e", "%2E"].iter().find_map(|dot| rest.strip_prefix(dot)) {
        Some(after) => {
            *rest = after;
            true
        }
        None => false,
    };
    let mut rest = segment;
    dot(&mut rest) && (rest.is_empty() || dot(&mut rest) && rest.is_empty())
}

/// Without percent signs. What is no escape stays as it is.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let escape = match (first, tail) {
            (b'%', [high, low, after @ ..]) => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                let both =
                    digit(high).zip(digit(low)).and_then(|(high, low)| u8::try_from(high << 4 | low).ok());
                both.map(|byte| (byte, after))
            }
            _ => None,
        };
        let (byte, after) = escape.unwrap_or((*first, tail));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_only_unreserved() {
        assert_eq!(to_value("a b/c?d&e=f+g%é~-._"), "a%20b%2Fc%3Fd%26e%3Df%2Bg%25%C3%A9~-._");
    }

    #[test]
    fn dots() {
        for dots in [".", "..", "%2e", "%2E.", ".%2e", "%2e%2E"] {
            assert!(is_dots(dots), "{dots}");
        }
        for plain in ["", "...", "a.", "%252e"] {
            assert!(!is_dots(plain), "{plain}");
        }
    }
}
