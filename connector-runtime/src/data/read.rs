//! From what serde reads to values.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value;

use super::place::{ListPlace, MapPlace, ObjectPlace, Open, OptionPlace, Place, WholePlace};
use super::scalar;
use super::shape::{Read, Shape};
use super::{Mode, Type, word};
use crate::text::{TextInt, TextUint};

/// How much room is made at once for a list whose length the format claims to know.
const TRUSTED_LENGTH: usize = 1024;

/// Reads a value into a place that exists already; what most values are in line.
#[inline]
pub(super) fn read<'de, D: Deserializer<'de>>(to: Place<'_>, from: D, mode: Mode) -> Result<(), D::Error> {
    match to.open() {
        Open::String(to) => word::read_string(to, from, mode),
        Open::MaybeString(to) => from.deserialize_option(MaybeString { to, mode }),
        Open::Int64(to) => scalar::read(from, mode).map(|value| *to = value),
        other => read_other(other, from, mode),
    }
}

#[inline(never)]
fn read_other<'de, D: Deserializer<'de>>(to: Open<'_>, from: D, mode: Mode) -> Result<(), D::Error> {
    match to {
        Open::String(to) => word::read_string(to, from, mode),
        Open::MaybeString(to) => from.deserialize_option(MaybeString { to, mode }),
        Open::MaybeBool(to) => scalar::read_option(from, mode).map(|value| *to = value),
        Open::MaybeInt32(to) => scalar::read_option(from, mode).map(|value| *to = value),
        Open::MaybeInt64(to) => scalar::read_option(from, mode).map(|value| *to = value),
        Open::MaybeFloat(to) => scalar::read_option(from, mode).map(|value| *to = value),
        Open::Strings(to) => from.deserialize_seq(Strings { to, mode }),
        Open::Text(to) => word::read(to, from, mode),
        Open::Option(to) => option(to, from, mode),
        Open::Bool(to) => scalar::read(from, mode).map(|value| *to = value),
        Open::Int32(to) => scalar::read(from, mode).map(|value| *to = value),
        Open::Int64(to) => scalar::read(from, mode).map(|value| *to = value),
        Open::Float(to) => scalar::read(from, mode).map(|value| *to = value),
        Open::TextInt(to) => TextInt::read_from(from).map(|value| *to = value),
        Open::TextUint(to) => TextUint::read_from(from).map(|value| *to = value),
        Open::List(to) => from.deserialize_seq(List { to, mode }),
        Open::Map(to) => from.deserialize_map(Map { to, mode }),
        Open::Object(to) => from.deserialize_map(Object(to)),
        Open::Value(to) => Value::deserialize(from).map(|value| *to = value),
        Open::Whole(to) => from.deserialize_any(Whole { to, mode }),
    }
}

/// Reads a value or null. What a text stands for may be nothing, too.
fn option<'de, D: Deserializer<'de>>(mut to: OptionPlace<'_>, from: D, mode: Mode) -> Result<(), D::Error> {
    match to.inner() {
        Type::UnixTime => put::<i64>(to, scalar::read_option(from, mode)?),
        Type::TextInt => put(to, TextInt::read_option(from, mode)?),
        Type::TextUint => put(to, TextUint::read_option(from)?),
        Type::Text(words) if words.traits.blank_is_none && mode == Mode::Lenient => {
            let mut text: Option<String> = None;
            read(Place::of(&mut text), from, mode)?;
            match text.filter(|text| !text.trim().is_empty()) {
                Some(text) => {
                    if let Open::Text(to) = to.some().open() {
                        to.set(Cow::Owned(text));
                    }
                }
                None => to.none(),
            }
        }
        _ => return from.deserialize_option(Nullable { to, mode }),
    }
    Ok(())
}

fn put<T: Within>(mut to: OptionPlace<'_>, value: Option<T>) {
    match value {
        None => to.none(),
        Some(value) => {
            if let Some(to) = T::within(to.some().open()) {
                *to = value;
            }
        }
    }
}

/// What is written where such a place is open.
trait Within {
    fn within(open: Open<'_>) -> Option<&mut Self>;
}

macro_rules! within {
    ($($type:ty = $kind:ident),*) => {$(
        impl Within for $type {
            fn within(open: Open<'_>) -> Option<&mut Self> {
                match open {
                    Open::$kind(to) => Some(to),
                    _ => None,
                }
            }
        }
    )*};
}

within!(i64 = Int64, TextInt = TextInt, TextUint = TextUint);

struct MaybeString<'a> {
    to: &'a mut Option<String>,
    mode: Mode,
}

impl<'de> Visitor<'de> for MaybeString<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    #[inline]
    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        *self.to = None;
        Ok(())
    }

    #[inline]
    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        word::read_string(self.to.insert(String::new()), from, self.mode)
    }
}

struct Nullable<'a> {
    to: OptionPlace<'a>,
    mode: Mode,
}

impl<'de> Visitor<'de> for Nullable<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    #[inline]
    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.to.null();
        Ok(())
    }

    #[inline]
    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(mut self, from: D) -> Result<(), D::Error> {
        read(self.to.some(), from, self.mode)
    }
}

struct Strings<'a> {
    to: &'a mut Vec<String>,
    mode: Mode,
}

impl<'de> Visitor<'de> for Strings<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<(), A::Error> {
        self.to.reserve(from.size_hint().unwrap_or_default().min(TRUSTED_LENGTH));
        while let Some(text) = from.next_element_seed(Text(self.mode))? {
            self.to.extend(text);
        }
        Ok(())
    }
}

/// A text in a list: none for a null that is left out.
struct Text(Mode);

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Option<String>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Option<String>, D::Error> {
        let mut text = None;
        match self.0 {
            Mode::Strict => word::read_string(text.insert(String::new()), from, self.0)?,
            Mode::Lenient => from.deserialize_option(MaybeString { to: &mut text, mode: self.0 })?,
        }
        Ok(text)
    }
}

struct List<'a> {
    to: ListPlace<'a>,
    mode: Mode,
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut from: A) -> Result<(), A::Error> {
        if let Some(count) = from.size_hint() {
            self.to.reserve(count.min(TRUSTED_LENGTH));
        }
        while from.next_element_seed(item(&mut self.to, self.mode))?.is_some() {}
        Ok(())
    }
}

/// A value of a list or map: none for a null that is left out.
struct Element<F> {
    ty: &'static Type,
    /// Makes room for it.
    to: F,
    mode: Mode,
}

impl<'de, 'a, F: FnOnce() -> Place<'a>> DeserializeSeed<'de> for Element<F> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        match self.mode {
            Mode::Strict => read((self.to)(), from, self.mode),
            Mode::Lenient => from.deserialize_option(self),
        }
    }
}

impl<'de, 'a, F: FnOnce() -> Place<'a>> Visitor<'de> for Element<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        if self.ty.has_null() {
            (self.to)().null();
        }
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        read((self.to)(), from, self.mode)
    }
}

struct Map<'a> {
    to: MapPlace<'a>,
    mode: Mode,
}

impl<'de> Visitor<'de> for Map<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of values")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut from: A) -> Result<(), A::Error> {
        while let Some(key) = from.next_key_seed(Key)? {
            from.next_value_seed(entry(&mut self.to, key.into_owned(), self.mode))?;
        }
        Ok(())
    }
}

/// One more item.
fn item<'a>(to: &'a mut ListPlace<'_>, mode: Mode) -> Element<impl FnOnce() -> Place<'a>> {
    // Moved in, so that its place may leave.
    Element {
        ty: to.item(),
        to: move || {
            let to = to;
            to.push()
        },
        mode,
    }
}

/// The value of a key.
fn entry<'a>(to: &'a mut MapPlace<'_>, key: String, mode: Mode) -> Element<impl FnOnce() -> Place<'a>> {
    Element { ty: to.value(), to: move || to.insert(key), mode }
}

/// What is looked at as JSON before it is read. A fault is told while the format still knows where the value was.
struct Whole<'a> {
    to: WholePlace<'a>,
    mode: Mode,
}

impl Whole<'_> {
    fn set<E: serde::de::Error>(self, value: impl Into<Value>) -> Result<(), E> {
        self.to.set(value.into(), self.mode).map_err(E::custom)
    }
}

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.set(Value::Null)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.set(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.set(value)
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.set(value)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.set(value)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.set(value)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.set(text)
    }

    fn visit_string<E: serde::de::Error>(self, text: String) -> Result<(), E> {
        self.set(text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        let value = Value::deserialize(SeqAccessDeserializer::new(list))?;
        self.set(value)
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<(), M::Error> {
        let value = Value::deserialize(MapAccessDeserializer::new(map))?;
        self.set(value)
    }
}

struct Object<'a>(ObjectPlace<'a>);

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", self.0.shape().name())
    }

    fn visit_map<M: MapAccess<'de>>(mut self, mut from: M) -> Result<(), M::Error> {
        let shape = self.0.shape();
        let (mut read, mut next) = (Read::default(), 0);
        while let Some(property) = from.next_key_seed(Expected { shape, next })? {
            let index = match property {
                Property::Declared(index) => index,
                Property::Other(key) => {
                    match self.0.rest().zip(key) {
                        Some((mut to, key)) => {
                            from.next_value_seed(entry(&mut to, key, shape.mode))?;
                        }
                        None => drop(from.next_value::<IgnoredAny>()?),
                    }
                    continue;
                }
            };
            next = index + 1;
            if read.note(index)
                && let Some(before) = self.0.field(index)
            {
                before.clear();
            }
            if let Some(to) = self.0.field(index) {
                from.next_value_seed(Slot { to, mode: shape.mode })?;
            }
        }
        match read.missing(shape) {
            None => Ok(()),
            Some(wire) => Err(M::Error::missing_field(wire)),
        }
    }
}

/// A place as what serde reads into.
struct Slot<'a> {
    to: Place<'a>,
    mode: Mode,
}

impl<'de> DeserializeSeed<'de> for Slot<'_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        read(self.to, from, self.mode)
    }
}

/// The key of an object.
struct Expected {
    shape: &'static Shape,
    /// The property that comes most likely.
    next: usize,
}

enum Property {
    Declared(usize),
    /// Its name, where it is kept.
    Other(Option<String>),
}

impl<'de> DeserializeSeed<'de> for Expected {
    type Value = Property;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Property, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Expected {
    type Value = Property;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    #[inline]
    fn visit_str<E>(self, text: &str) -> Result<Property, E> {
        Ok(match self.shape.find(text, self.next) {
            Some(index) => Property::Declared(index),
            None => Property::Other(self.shape.keeps(text).then(|| text.to_owned())),
        })
    }
}

/// A key of a map, borrowed if it can be.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Cow<'de, str>, D::Error> {
        from.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    #[inline]
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text))
    }
}
