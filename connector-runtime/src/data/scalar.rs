//! Booleans and numbers.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error as _, IgnoredAny, SeqAccess, Unexpected, Visitor};

use super::Mode;

/// What the visitor below asks of a type: how it is made of each kind of JSON value, if it can be.
pub(super) trait Scalar: Sized {
    const EXPECTED: &'static str;
    const BOOLEAN: bool = false;

    fn of_bool(value: bool) -> Option<Self>;
    fn of_integer(value: i128) -> Option<Self>;
    fn of_float(value: f64) -> Option<Self>;
    fn of_text(text: &str) -> Option<Self>;
    fn ask<'de, D: Deserializer<'de>, V: Visitor<'de>>(from: D, visitor: V) -> Result<V::Value, D::Error>;
}

struct ScalarVisitor<T> {
    mode: Mode,
    optional: bool,
    of: PhantomData<T>,
}

impl<T: Scalar> ScalarVisitor<T> {
    /// Whether a value of another kind may stand in.
    fn accepts(&self, same_kind: bool) -> bool {
        same_kind || self.mode == Mode::Lenient
    }

    #[cold]
    fn wrong<E: serde::de::Error>(&self, found: Unexpected<'_>) -> E {
        E::invalid_value(found, self)
    }
}

impl<'de, T: Scalar> Visitor<'de> for ScalarVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Option<T>, E> {
        match T::of_bool(value) {
            Some(made) if self.accepts(T::BOOLEAN) => Ok(Some(made)),
            _ => Err(E::invalid_type(Unexpected::Bool(value), &self)),
        }
    }

    #[inline]
    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Option<T>, E> {
        match T::of_integer(value.into()) {
            Some(made) if self.accepts(!T::BOOLEAN) => Ok(Some(made)),
            _ => Err(self.wrong(Unexpected::Signed(value))),
        }
    }

    #[inline]
    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Option<T>, E> {
        match T::of_integer(value.into()) {
            Some(made) if self.accepts(!T::BOOLEAN) => Ok(Some(made)),
            _ => Err(self.wrong(Unexpected::Unsigned(value))),
        }
    }

    #[inline]
    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Option<T>, E> {
        match T::of_float(value) {
            Some(made) if self.accepts(!T::BOOLEAN) => Ok(Some(made)),
            _ => Err(self.wrong(Unexpected::Float(value))),
        }
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Option<T>, E> {
        if self.mode == Mode::Strict {
            return Err(E::invalid_type(Unexpected::Str(text), &self));
        }
        let trimmed = text.trim();
        match T::of_text(trimmed) {
            Some(made) => Ok(Some(made)),
            None if self.optional && trimmed.is_empty() => Ok(None),
            None => Err(self.wrong(Unexpected::Str(text))),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<T>, A::Error> {
        // To its end, where the position of the fault is that of the list and not of its first item.
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Err(A::Error::invalid_type(Unexpected::Seq, &self))
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Option<T>, E> {
        self.visit_unit()
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Option<T>, E> {
        if self.optional { Ok(None) } else { Err(E::invalid_type(Unexpected::Unit, &self)) }
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Option<T>, D::Error> {
        T::ask(from, self)
    }
}

pub(super) fn read<'de, T: Scalar, D: Deserializer<'de>>(from: D, mode: Mode) -> Result<T, D::Error> {
    let visitor = ScalarVisitor { mode, optional: false, of: PhantomData };
    let value = match mode {
        Mode::Strict => T::ask(from, visitor)?,
        Mode::Lenient => from.deserialize_any(visitor)?,
    };
    value.ok_or_else(|| D::Error::custom(T::EXPECTED))
}

pub(super) fn read_option<'de, T: Scalar, D: Deserializer<'de>>(
    from: D,
    mode: Mode,
) -> Result<Option<T>, D::Error> {
    let visitor = ScalarVisitor { mode, optional: true, of: PhantomData };
    match mode {
        Mode::Strict => from.deserialize_option(visitor),
        Mode::Lenient => from.deserialize_any(visitor),
    }
}

/// The integer that a float is, if it is one.
fn whole(value: f64) -> Option<i128> {
    // An integer that fits is read as one. What comes as a float from here on was rounded on the way: the text
    // `-9223372036854775910` becomes exactly -2^63, which was not said.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and in range")]
    (value.fract() == 0.0 && value.abs() < LIMIT).then_some(value as i128)
}

impl Scalar for bool {
    const EXPECTED: &'static str = "true or false";
    const BOOLEAN: bool = true;

    fn of_bool(value: bool) -> Option<Self> {
        Some(value)
    }

    fn of_integer(value: i128) -> Option<Self> {
        match value {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn of_float(value: f64) -> Option<Self> {
        whole(value).and_then(Self::of_integer)
    }

    fn of_text(text: &str) -> Option<Self> {
        match text {
            "1" => Some(true),
            "0" => Some(false),
            _ if text.eq_ignore_ascii_case("true") => Some(true),
            _ if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }

    fn ask<'de, D: Deserializer<'de>, V: Visitor<'de>>(from: D, visitor: V) -> Result<V::Value, D::Error> {
        from.deserialize_bool(visitor)
    }
}

macro_rules! integer {
    ($type:ident, $expected:literal) => {
        impl Scalar for $type {
            const EXPECTED: &'static str = $expected;

            fn of_bool(value: bool) -> Option<Self> {
                Some(value.into())
            }

            #[inline]
            fn of_integer(value: i128) -> Option<Self> {
                value.try_into().ok()
            }

            fn of_float(value: f64) -> Option<Self> {
                whole(value).and_then(Self::of_integer)
            }

            fn of_text(text: &str) -> Option<Self> {
                text.parse().ok().or_else(|| text.parse().ok().and_then(Self::of_float))
            }

            fn ask<'de, D: Deserializer<'de>, V: Visitor<'de>>(
                from: D,
                visitor: V,
            ) -> Result<V::Value, D::Error> {
                from.deserialize_i64(visitor)
            }
        }
    };
}

integer!(i32, "a 32-bit integer");
integer!(i64, "a 64-bit integer");

impl Scalar for f64 {
    const EXPECTED: &'static str = "a number";

    fn of_bool(value: bool) -> Option<Self> {
        Some(u8::from(value).into())
    }

    #[expect(clippy::cast_precision_loss, reason = "the nearest number is what the document asks for")]
    fn of_integer(value: i128) -> Option<Self> {
        Some(value as Self)
    }

    fn of_float(value: f64) -> Option<Self> {
        Some(value)
    }

    fn of_text(text: &str) -> Option<Self> {
        text.parse().ok().filter(|value: &Self| value.is_finite())
    }

    fn ask<'de, D: Deserializer<'de>, V: Visitor<'de>>(from: D, visitor: V) -> Result<V::Value, D::Error> {
        from.deserialize_f64(visitor)
    }
}
