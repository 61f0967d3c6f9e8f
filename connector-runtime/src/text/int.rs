//! Integers that are text on the wire.

use std::fmt;

use serde::de::{Deserializer, Visitor};

use crate::data::{Data, Mode};

/// An integer that is sent as text, because JavaScript cannot hold all of 64 bits. A number is read too.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextInt(pub i64);

impl TextInt {
    /// The integer.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }
}

impl From<i64> for TextInt {
    fn from(value: i64) -> Self {
        Self(value)
    }
}

impl From<TextInt> for i64 {
    fn from(value: TextInt) -> Self {
        value.0
    }
}

impl fmt::Display for TextInt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for TextInt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl TextInt {
    /// Reads one.
    pub(crate) fn read_from<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // Text formats describe themselves, and in binary ones this was written as text.
        if from.is_human_readable() {
            i64::read(from, Mode::Lenient).map(Self)
        } else {
            from.deserialize_str(Digits)
        }
    }

    /// Reads one or null; in lenient mode blank text is none, too.
    pub(crate) fn read_option<'de, D: Deserializer<'de>>(
        from: D,
        mode: Mode,
    ) -> Result<Option<Self>, D::Error> {
        if mode == Mode::Lenient {
            return Ok(Option::<i64>::read(from, mode)?.map(Self));
        }
        from.deserialize_option(OptionalDigits)
    }
}

super::serde!(TextInt);

struct Digits;

impl Visitor<'_> for Digits {
    type Value = TextInt;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a 64-bit integer as text")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<TextInt, E> {
        text.parse().map(TextInt).map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}

struct OptionalDigits;

impl<'de> Visitor<'de> for OptionalDigits {
    type Value = Option<TextInt>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a 64-bit integer as text, or null")
    }

    fn visit_none<E>(self) -> Result<Option<TextInt>, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<TextInt>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Option<TextInt>, D::Error> {
        TextInt::read_from(from).map(Some)
    }
}
