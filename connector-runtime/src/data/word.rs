//! Text, and types that are text on the wire.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::Serializer;
use serde_json::{Number, Value};

use super::{Blank, Data, Mode};

/// What can be made of any text.
pub trait Text: Sized {
    /// Makes it.
    fn from_text(text: Cow<'_, str>) -> Self;
}

/// An enum of texts, with a variant for all others.
#[diagnostic::on_unimplemented(message = "`{Self}` is no string enum")]
pub trait Word: Text {
    /// The text on the wire.
    fn as_str(&self) -> &str;
}

impl Text for String {
    #[inline]
    fn from_text(text: Cow<'_, str>) -> Self {
        text.into_owned()
    }
}

struct TextVisitor<T>(PhantomData<T>);

/// Only a format that was asked for anything hands over something else than text, so this needs no mode.
impl<'de, T: Text> Visitor<'de> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    #[inline]
    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok(T::from_text(Cow::Borrowed(text)))
    }

    fn visit_string<E>(self, text: String) -> Result<T, E> {
        Ok(owned(text))
    }
}

fn owned<T: Text>(text: String) -> T {
    T::from_text(Cow::Owned(text))
}

/// Like [`TextVisitor`], but takes any value as the JSON text that it would be.
struct AnyVisitor<T>(PhantomData<T>);

impl<'de, T: Text> Visitor<'de> for AnyVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    #[inline]
    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok(T::from_text(Cow::Borrowed(text)))
    }

    fn visit_string<E>(self, text: String) -> Result<T, E> {
        Ok(owned(text))
    }

    fn visit_bool<E>(self, value: bool) -> Result<T, E> {
        Ok(T::from_text(Cow::Borrowed(if value { "true" } else { "false" })))
    }

    fn visit_i64<E>(self, value: i64) -> Result<T, E> {
        Ok(owned(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<T, E> {
        Ok(owned(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<T, E> {
        Ok(owned(Number::from_f64(value).map_or_else(|| value.to_string(), |number| number.to_string())))
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<T, M::Error> {
        let value = Value::deserialize(MapAccessDeserializer::new(map))?;
        Ok(owned(value.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        let value = Value::deserialize(SeqAccessDeserializer::new(list))?;
        Ok(owned(value.to_string()))
    }
}

/// Reads what is text on the wire.
///
/// # Errors
/// When it is something else; in lenient mode only null is.
pub fn read_text<'de, T: Text, D: Deserializer<'de>>(from: D, mode: Mode) -> Result<T, D::Error> {
    match mode {
        Mode::Strict => from.deserialize_str(TextVisitor(PhantomData)),
        Mode::Lenient => from.deserialize_any(AnyVisitor(PhantomData)),
    }
}

impl Data for String {
    #[inline]
    fn blank(_: &mut Blank) -> Self {
        Self::new()
    }

    #[inline]
    fn read<'de, D: Deserializer<'de>>(from: D, mode: Mode) -> Result<Self, D::Error> {
        read_text(from, mode)
    }

    #[inline]
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}
