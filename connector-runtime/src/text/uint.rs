//! Integers without a sign that are text on the wire.

use std::fmt;

use serde::de::{Deserializer, Error as _, Unexpected, Visitor};

/// An integer without a sign that is sent as text, because JavaScript cannot hold all of 64 bits. A number is read too.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextUint(pub u64);

impl TextUint {
    /// The integer.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0
    }
}

impl From<u64> for TextUint {
    fn from(value: u64) -> Self {
        Self(value)
    }
}

impl From<TextUint> for u64 {
    fn from(value: TextUint) -> Self {
        value.0
    }
}

impl fmt::Display for TextUint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for TextUint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl TextUint {
    /// Reads one.
    pub(crate) fn read_from<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::read_option(from)?.ok_or_else(|| D::Error::invalid_type(Unexpected::Unit, &Digits))
    }

    /// Reads one or null.
    pub(crate) fn read_option<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        // Text formats describe themselves, and in binary ones this was written as text.
        if from.is_human_readable() { from.deserialize_any(Digits) } else { from.deserialize_option(Digits) }
    }
}

super::serde!(TextUint);

struct Digits;

impl<'de> Visitor<'de> for Digits {
    type Value = Option<TextUint>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a 64-bit integer without a sign, as text")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        let value = text.trim().parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))?;
        Ok(Some(TextUint(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(TextUint(value)))
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_text_and_numbers() {
        for json in ["\"18446744073709551615\"", "18446744073709551615"] {
            assert_eq!(serde_json::from_str::<TextUint>(json).unwrap(), TextUint(u64::MAX), "{json}");
        }
        assert_eq!(serde_json::to_string(&TextUint(u64::MAX)).unwrap(), "\"18446744073709551615\"");
        for json in ["\"-1\"", "-1", "\"\"", "null", "1.5", "\"18446744073709551616\""] {
            assert!(serde_json::from_str::<TextUint>(json).is_err(), "{json}");
        }
    }
}
