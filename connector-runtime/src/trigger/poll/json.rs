//! Ways into the body of a reply that leave what they lead to as it was written.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;

use serde_json::Value;
use serde_json::value::RawValue;

use super::spec::{Cursor, From};
use crate::policy::spec::{Piece, Step};

type Raw<'a> = &'a RawValue;

/// What a way leads to; none when there is nothing, or null.
pub(super) fn at<'a>(body: &'a [u8], way: &[Step]) -> Result<Option<Raw<'a>>, serde_json::Error> {
    let mut here: Raw<'a> = serde_json::from_slice(body)?;
    for step in way {
        let next = match step {
            Step::Key(key) => object(here).and_then(|mut members| members.remove(*key)),
            Step::Index(index) => list(here).and_then(|items| items.get(*index).copied()),
        };
        match next {
            Some(next) => here = next,
            None => return Ok(None),
        }
    }
    Ok(Some(here).filter(|here| here.get() != "null"))
}

fn object<'a>(raw: Raw<'a>) -> Option<HashMap<Cow<'a, str>, Raw<'a>>> {
    raw.get().starts_with('{').then(|| serde_json::from_str(raw.get()).ok())?
}

/// The elements of a list.
pub(super) fn list<'a>(raw: Raw<'a>) -> Option<Vec<Raw<'a>>> {
    raw.get().starts_with('[').then(|| serde_json::from_str(raw.get()).ok())?
}

/// What a cursor's parameter is after this reply; none when the reply does not say.
pub(super) fn next(cursor: &Cursor, body: &[u8]) -> Option<String> {
    match cursor.from {
        From::Template(pieces) => {
            let mut out = String::new();
            for piece in pieces {
                match piece {
                    Piece::Text(text) => out.push_str(text),
                    Piece::Body(way) => out.push_str(&text(at(body, way).ok()??)),
                    // The generator makes no others.
                    _ => return None,
                }
            }
            Some(out)
        }
        From::Greatest { list: to_list, value } => {
            let items = list(at(body, to_list).ok()??)?;
            let values =
                items.into_iter().filter_map(|item| at(item.get().as_bytes(), value).ok()?.map(text));
            values.max_by(|one, other| compare(one, other))
        }
    }
}

/// A text without its quotes, anything else as JSON.
fn text(raw: Raw<'_>) -> String {
    serde_json::from_str(raw.get()).unwrap_or_else(|_| raw.get().to_owned())
}

/// Numbers by their value, texts by their signs.
fn compare(one: &str, other: &str) -> Ordering {
    match (one.parse::<i128>(), other.parse::<i128>()) {
        (Ok(one), Ok(other)) => one.cmp(&other),
        _ => match (one.parse::<f64>(), other.parse::<f64>()) {
            (Ok(one), Ok(other)) => one.total_cmp(&other),
            _ => one.cmp(other),
        },
    }
}

/// The same text for two values that differ only in the order of members and in white space. Numbers stay as they are written: of
/// two that differ in the twentieth digit neither is rounded.
pub(super) fn canonical(json: &[u8]) -> String {
    let mut out = String::with_capacity(json.len());
    match serde_json::from_slice(json) {
        Ok(raw) => write(raw, 0, &mut out),
        Err(_) => out.push_str(&String::from_utf8_lossy(json)),
    }
    out
}

fn write(raw: Raw<'_>, depth: usize, out: &mut String) {
    /// As deep as anything is decoded.
    const DEEPEST: usize = 128;
    if depth > DEEPEST {
        out.push_str(raw.get());
    } else if let Some(members) = object(raw) {
        let mut members: Vec<_> = members.into_iter().collect();
        members.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        out.push('{');
        for (name, value) in members {
            out.push_str(&Value::from(name).to_string());
            out.push(':');
            write(value, depth + 1, out);
            out.push(',');
        }
        out.push('}');
    } else if let Some(items) = list(raw) {
        out.push('[');
        for item in items {
            write(item, depth + 1, out);
            out.push(',');
        }
        out.push(']');
    } else {
        match serde_json::from_str::<String>(raw.get()) {
            Ok(text) => out.push_str(&Value::from(text).to_string()),
            Err(_) => out.push_str(raw.get()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] =
        br#" {"value":[{"id":7,"at":"x"},{"id":10,"at":"y"},{"at":null}],"n":1.50,"s":"a\"b","nil":null} "#;

    fn raw(way: &[Step]) -> Option<String> {
        at(BODY, way).unwrap().map(|raw| raw.get().to_owned())
    }

    #[test]
    fn ways() {
        assert_eq!(raw(&[Step::Key("n")]).as_deref(), Some("1.50"));
        assert_eq!(raw(&[Step::Key("value"), Step::Index(1), Step::Key("id")]).as_deref(), Some("10"));
        for none in
            [&[Step::Key("nil")][..], &[Step::Key("x")], &[Step::Key("n"), Step::Index(0)], &[Step::Index(0)]]
        {
            assert_eq!(raw(none), None);
        }
        assert!(at(b"<html>", &[]).is_err() && at(b"", &[]).is_err());
    }

    #[test]
    fn cursors() {
        const ID: &[Piece] =
            &[Piece::Text("id gt "), Piece::Body(&[Step::Key("value"), Step::Index(0), Step::Key("id")])];
        const TEXT: &[Piece] = &[Piece::Body(&[Step::Key("s")])];
        const NONE: &[Piece] = &[Piece::Text("x"), Piece::Body(&[Step::Key("none")])];
        assert_eq!(next(&Cursor::template("a", ID), BODY).as_deref(), Some("id gt 7"));
        assert_eq!(next(&Cursor::template("a", TEXT), BODY).as_deref(), Some("a\"b"));
        assert_eq!(next(&Cursor::template("a", NONE), BODY), None);
        let greatest = Cursor::greatest("a", &[Step::Key("value")], &[Step::Key("id")]);
        assert_eq!(next(&greatest, BODY).as_deref(), Some("10"));
        assert_eq!(next(&greatest, br#"{"value":[]}"#), None);
        assert_eq!(next(&greatest, br#"{"value":[{"id":"b"},{"id":"a"}]}"#).as_deref(), Some("b"));
        assert!(Cursor::template("a", ID).is_of_item() && greatest.is_of_item());
        assert!(
            !Cursor::template("a", TEXT).is_of_item()
                && Cursor::template("a", &[Piece::Text("1")]).is_constant()
        );
    }

    #[test]
    fn alike() {
        let one = canonical(br#"{"a":[1, {"x":"\u00e4","y":null}],"b":12345678901234567890123}"#);
        assert_eq!(
            one,
            canonical(r#" {"b":12345678901234567890123, "a":[1,{"y":null,"x":"ä"}]}"#.as_bytes())
        );
        assert_ne!(one, canonical(br#"{"a":[1, {"x":"\u00e4","y":null}],"b":12345678901234567890124}"#));
        assert_ne!(canonical(b"[1,2]"), canonical(b"[2,1]"));
        assert_eq!(canonical(b"<x>"), "<x>");
        // Deeper than a stack would be.
        let deep = "[".repeat(1 << 20) + &"]".repeat(1 << 20);
        assert!(canonical(deep.as_bytes()).len() > 1 << 20);
    }
}
