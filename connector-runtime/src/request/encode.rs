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

/// These of another set, and more.
const fn with(mut plain: Plain, mut more: &[u8]) -> Plain {
    while let Some((first, rest)) = more.split_first() {
        set(&mut plain, *first, true);
        more = rest;
    }
    plain
}

/// Those of another set, less some.
const fn without(mut plain: Plain, mut less: &[u8]) -> Plain {
    while let Some((first, rest)) = less.split_first() {
        set(&mut plain, *first, false);
        less = rest;
    }
    plain
}

#[allow(
    clippy::indexing_slicing,
    reason = "every byte has its place among 256, and this runs when it is compiled"
)]
const fn set(plain: &mut Plain, byte: u8, to: bool) {
    plain[byte as usize] = to;
}

/// From `!` to `~`.
const fn graphic() -> Plain {
    let mut plain = [false; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        set(&mut plain, byte, true);
        byte += 1;
    }
    plain
}

const ALPHANUMERIC: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const VALUE: Plain = with(with([false; 256], ALPHANUMERIC), b"-._~");
const NAME: Plain = with(VALUE, b"$:@/!*(),");
const PATH_LITERAL: Plain = without(graphic(), b"\"<>\\^`{}#");
const PATH_RAW: Plain = without(PATH_LITERAL, b"?");
const QUERY_LITERAL: Plain = without(graphic(), b"\"<>#'");

fn encode(text: &str, out: &mut String, plain: &Plain) {
    // Most texts are plain.
    let is_escaped = |byte: u8| !plain.get(usize::from(byte)).is_some_and(|plain| *plain);
    if !text.bytes().any(is_escaped) {
        out.push_str(text);
        return;
    }
    out.reserve(text.len());
    // Runs of plain bytes are copied whole. Where a run is empty, its ends may lie inside of a character.
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if is_escaped(byte) {
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
    fn sets_are_what_they_say() {
        let all = |plain: Plain| -> String {
            (0..=255_u8).filter(|byte| plain[usize::from(*byte)]).map(char::from).collect()
        };
        let graphic = |without: &str| -> String {
            (0..128_u8).map(char::from).filter(|c| c.is_ascii_graphic() && !without.contains(*c)).collect()
        };
        assert_eq!(all(PATH_LITERAL), graphic("\"<>\\^`{}#"));
        assert_eq!(all(PATH_RAW), graphic("\"<>\\^`{}#?"));
        assert_eq!(all(QUERY_LITERAL), graphic("\"<>#'"));
        assert!(all(NAME).chars().all(|c| c.is_ascii_alphanumeric() || "-._~$:@/!*(),".contains(c)));
    }

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
