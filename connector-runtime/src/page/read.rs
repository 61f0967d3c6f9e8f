//! Finding what leads to the next page without reading the page into values.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

type Raw<'a> = &'a RawValue;

/// What stands in a body at the end of a way, as it is written; none where there is nothing, or null.
pub(crate) fn at<'a>(body: &'a [u8], way: &[&str]) -> Option<Raw<'a>> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let found = On(way).deserialize(&mut serde_json::Deserializer::from_slice(body)).ok()?;
    found.filter(|raw| raw.get() != "null")
}

/// A text as it is meant, another scalar as it is written, nothing else.
pub(crate) fn scalar(raw: &RawValue) -> Option<String> {
    match raw.get().as_bytes().first() {
        Some(b'"') => serde_json::from_str(raw.get()).ok(),
        Some(b'{' | b'[') | None => None,
        Some(_) => Some(raw.get().to_owned()),
    }
}

/// How many elements a list has; none if it is none.
pub(crate) fn count(raw: &RawValue) -> Option<u64> {
    serde_json::from_str::<Vec<IgnoredAny>>(raw.get()).ok().map(|all| all.len() as u64)
}

/// A whole number, also one that is written as a text or with a point.
pub(crate) fn number(text: &str) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let text = text.trim();
    #[allow(clippy::cast_possible_truncation, reason = "it is whole and in range")]
    text.parse().ok().or_else(|| {
        let number: f64 = text.parse().ok()?;
        (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
    })
}

/// What is to be found on the rest of a way.
struct On<'w>(&'w [&'w str]);

impl<'de> DeserializeSeed<'de> for On<'_> {
    type Value = Option<Raw<'de>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        match self.0.is_empty() {
            true => <Raw<'de>>::deserialize(deserializer).map(Some),
            false => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for On<'_> {
    type Value = Option<Raw<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Some((first, rest)) = self.0.split_first() else { return Ok(None) };
        let mut found = None;
        while let Some(wanted) = map.next_key_seed(Is(first))? {
            if wanted {
                found = map.next_value_seed(On(rest))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let Some((first, rest)) = self.0.split_first() else { return Ok(None) };
        let wanted = first.parse::<usize>().ok();
        let is_last = *first == "-1";
        let (mut found, mut last, mut index) = (None, None, 0);
        loop {
            if is_last {
                match list.next_element::<Raw<'de>>()? {
                    Some(raw) => last = Some(raw),
                    None => break,
                }
            } else if wanted == Some(index) {
                match list.next_element_seed(On(rest))? {
                    Some(value) => found = value,
                    None => break,
                }
            } else if list.next_element::<IgnoredAny>()?.is_none() {
                break;
            }
            index += 1;
        }
        // Which element is the last is known at the end of the list.
        Ok(match last {
            Some(raw) => at_in(raw, rest),
            None => found,
        })
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

fn at_in<'a>(raw: Raw<'a>, way: &[&str]) -> Option<Raw<'a>> {
    at(raw.get().as_bytes(), way)
}

/// Whether a key is the property, without copying the key.
struct Is<'a>(&'a str);

impl<'de> DeserializeSeed<'de> for Is<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, key: D) -> Result<bool, D::Error> {
        key.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Is<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<bool, E> {
        Ok(key == self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(body: &'a [u8], way: &[&str]) -> Option<&'a str> {
        at(body, way).map(RawValue::get)
    }

    #[test]
    fn ways() {
        let body =
            br#"{"a":[1,{"b":"x"},{"b":"\u00e4","c":{}}],"next":"\u002Fp2","nil":null,"a~b/":{"":[]}}"#;
        assert_eq!(found(body, &["next"]), Some(r#""\u002Fp2""#));
        assert_eq!(found(body, &["a", "1", "b"]), Some(r#""x""#));
        assert_eq!(found(body, &["a", "-1", "b"]), Some(r#""\u00e4""#));
        assert_eq!(found(body, &["a~b/", ""]), Some("[]"));
        assert_eq!(found(body, &["a", "0"]), Some("1"));
        for none in
            [&["x"][..], &["nil"], &["nil", "x"], &["a", "7"], &["a", "b"], &["next", "0"], &["a", "0", "b"]]
        {
            assert_eq!(found(body, none), None, "{none:?}");
        }
        assert_eq!(found(b"[]", &["-1", "id"]), None);
        assert_eq!(found(b"\xef\xbb\xbf[7]", &[]), Some("[7]"));
        for unreadable in [&b""[..], b"<html>", b"{\"next\":"] {
            assert_eq!(found(unreadable, &["next"]), None);
        }
        // Passed over at any depth, entered as deep as JSON is read.
        let deep = format!("{{\"x\":{}{},\"next\":1}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(found(deep.as_bytes(), &["next"]), Some("1"));
    }

    #[test]
    fn values() {
        let scalar_of = |json: &'static str| at(json.as_bytes(), &[]).and_then(scalar);
        assert_eq!(scalar_of(r#""\u002Fp2""#).as_deref(), Some("/p2"));
        assert_eq!(scalar_of("12345678901234567890123").as_deref(), Some("12345678901234567890123"));
        assert_eq!(scalar_of(r#"{"href":"x"}"#), None);
        assert_eq!(at(b"[1,[2],{}]", &[]).and_then(count), Some(3));
        assert_eq!(at(b"{}", &[]).and_then(count), None);
        assert_eq!(
            [number("12"), number(" 12.0"), number("1e3"), number("1.5"), number("x"), number("1e300")],
            [Some(12), Some(12), Some(1000), None, None, None]
        );
    }
}
