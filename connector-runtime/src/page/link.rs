//! Finding the link to the next page without reading the page into values.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

/// The text of a property of the root object, unless it is missing, null, empty or something else.
pub(crate) fn find(body: &[u8], property: &str) -> Option<String> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let mut json = serde_json::Deserializer::from_slice(body);
    let link = json.deserialize_any(Root(property)).ok()??;
    Some(link).filter(|link| !link.trim().is_empty())
}

struct Root<'a>(&'a str);

impl<'de> Visitor<'de> for Root<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(wanted) = map.next_key_seed(Is(self.0))? {
            if wanted {
                found = map.next_value::<Link>()?.0;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
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

/// A text, or anything else, which is no link.
struct Link(Option<String>);

impl<'de> Deserialize<'de> for Link {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        Ok(Self(value.as_str().map(str::to_owned)))
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn links() {
        assert_eq!(find(br#"{"a":[1,{"next":"x"}],"next":"\u002Fp2"}"#, "next").as_deref(), Some("/p2"));
        for none in [
            &br#"{"value":[]}"#[..],
            br#"{"next":null}"#,
            br#"{"next":""}"#,
            br#"{"next":{"href":"x"}}"#,
            br#"["next"]"#,
            b"",
            b"<html>",
        ] {
            assert_eq!(find(none, "next"), None);
        }
    }
}
