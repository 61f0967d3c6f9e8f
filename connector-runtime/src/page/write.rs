//! Putting a value into a JSON text; all else stays as it is written.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The text with the value at the end of the way: objects that are missing on it are made. None where something else than
/// an object is in the way.
pub(crate) fn set(json: &str, way: &[&str], value: &str) -> Option<String> {
    let Some((first, rest)) = way.split_first() else { return Some(value.to_owned()) };
    let mut members = match json.trim() {
        "" | "null" => Vec::new(),
        json => serde_json::from_str::<Members<'_>>(json).ok()?.0,
    };
    // Of two that have one name the last one counts, to whoever reads it.
    let own = members.iter().rposition(|(name, _)| name == first);
    let before = own.and_then(|own| members.get(own)).map_or("", |(_, raw)| raw.as_ref());
    let changed = Cow::Owned(set(before, rest, value)?);
    match own.and_then(|own| members.get_mut(own)) {
        Some(member) => member.1 = changed,
        None => members.push((Cow::Borrowed(*first), changed)),
    }
    let mut out = String::with_capacity(json.len() + value.len() + first.len() + 8);
    out.push('{');
    for (index, (name, raw)) in members.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(out, "{comma}{}:{raw}", serde_json::Value::from(name.as_ref()));
    }
    out.push('}');
    Some(out)
}

/// The members of an object in their order, which some services look at.
struct Members<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Vec<(Cow<'de, str>, Cow<'de, str>)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    let raw: &'de RawValue = map.next_value()?;
                    all.push((Cow::Owned(name), Cow::Borrowed(raw.get())));
                }
                Ok(all)
            }
        }
        deserializer.deserialize_map(All).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::set;

    #[test]
    fn values_are_put_in() {
        let set = |json: &str, way: &[&str], value: &str| set(json, way, value);
        assert_eq!(
            set(r#"{"@type": "x", "n": 12345678901234567890123, "page": 1}"#, &["page"], "2").as_deref(),
            Some(r#"{"@type":"x","n":12345678901234567890123,"page":2}"#)
        );
        assert_eq!(
            set(r#"{"a":{"b":1,"c":[1, 2]}}"#, &["a", "b"], r#"{"k":"v"}"#).as_deref(),
            Some(r#"{"a":{"b":{"k":"v"},"c":[1, 2]}}"#)
        );
        assert_eq!(set("", &["a", "b"], "1").as_deref(), Some(r#"{"a":{"b":1}}"#));
        assert_eq!(set(r#"{"a":null}"#, &["a", "b"], "1").as_deref(), Some(r#"{"a":{"b":1}}"#));
        assert_eq!(set(r#"{"q\"":1}"#, &["q\""], "2").as_deref(), Some(r#"{"q\"":2}"#));
        for wrong in ["[1]", "7", "{", r#"{"a":[1]}"#] {
            assert_eq!(set(wrong, &["a", "b"], "1"), None, "{wrong}");
        }
    }
}
