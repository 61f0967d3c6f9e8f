//! Text, and types that are text on the wire.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::{Number, Value};

use super::place::TextPlace;
use super::types::Textual;
use super::{Data, Mode, Type, Words};

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

impl<T: Word + Clone + fmt::Debug + 'static> Textual for T {
    fn of_text(text: Cow<'_, str>) -> Option<Self> {
        Some(Self::from_text(text))
    }

    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn nothing() -> Self {
        Self::from_text(Cow::Borrowed(""))
    }
}

impl Textual for String {
    #[inline]
    fn of_text(text: Cow<'_, str>) -> Option<Self> {
        Some(text.into_owned())
    }

    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }

    fn nothing() -> Self {
        Self::new()
    }
}

#[expect(unsafe_code, reason = "it is what it says")]
unsafe impl Data for String {
    const TYPE: &'static Type = &Type::Text(Words::string());
}

/// Where a text goes.
trait Taker {
    const PLAIN: bool;

    fn expected(&self) -> &'static str;
    /// Whether the text is one of its values.
    fn take(self, text: Cow<'_, str>) -> bool;
}

impl Taker for &mut String {
    const PLAIN: bool = true;

    fn expected(&self) -> &'static str {
        "text"
    }

    #[inline]
    fn take(self, text: Cow<'_, str>) -> bool {
        *self = text.into_owned();
        true
    }
}

impl Taker for TextPlace<'_> {
    const PLAIN: bool = false;

    fn expected(&self) -> &'static str {
        self.words().expected
    }

    fn take(self, text: Cow<'_, str>) -> bool {
        self.set(text)
    }
}

/// Reads a `String`: in lenient mode of any value but null, as the JSON text that it would be.
#[inline]
pub(super) fn read_string<'de, D: Deserializer<'de>>(
    to: &mut String,
    from: D,
    mode: Mode,
) -> Result<(), D::Error> {
    match mode {
        Mode::Strict => from.deserialize_str(Given(to)),
        Mode::Lenient => from.deserialize_any(Any(to)),
    }
}

/// Reads what else is text on the wire, in the same way.
pub(super) fn read<'de, D: Deserializer<'de>>(
    to: TextPlace<'_>,
    from: D,
    mode: Mode,
) -> Result<(), D::Error> {
    if mode == Mode::Strict || to.words().traits.only_text {
        from.deserialize_str(Given(to))
    } else {
        from.deserialize_any(Any(to))
    }
}

/// What is not wanted may be long and private: the message does without.
#[inline]
fn set<T: Taker, E: Error>(to: T, text: Cow<'_, str>) -> Result<(), E> {
    let expected = to.expected();
    if to.take(text) || T::PLAIN {
        Ok(())
    } else {
        Err(E::invalid_value(Unexpected::Other("other text"), &expected))
    }
}

struct Given<T>(T);

/// Only a format that was asked for anything hands over something else than text, so this needs no mode.
impl<T: Taker> Visitor<'_> for Given<T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.expected())
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        set(self.0, Cow::Borrowed(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        set(self.0, Cow::Owned(text))
    }
}

struct Any<T>(T);

impl<T: Taker> Any<T> {
    fn own<E: Error>(self, text: String) -> Result<(), E> {
        set(self.0, Cow::Owned(text))
    }
}

impl<'de, T: Taker> Visitor<'de> for Any<T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.expected())
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        set(self.0, Cow::Borrowed(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        self.own(text)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.visit_str(if value { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.own(value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.own(value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.own(Number::from_f64(value).map_or_else(|| value.to_string(), |number| number.to_string()))
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<(), M::Error> {
        self.own(Value::deserialize(MapAccessDeserializer::new(map))?.to_string())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        self.own(Value::deserialize(SeqAccessDeserializer::new(list))?.to_string())
    }
}
