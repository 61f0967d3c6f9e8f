//! Options, lists, maps, boxes and arbitrary JSON.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use super::list::Map;
use super::object::{Key, Show};
use super::{Blank, Data, Mode};

/// How much room is made at once for a list whose length the format claims to know.
const TRUSTED_LENGTH: usize = 1024;

impl<T: Data> Data for Option<T> {
    const OPTIONAL: bool = true;

    #[inline]
    fn blank(_: &mut Blank) -> Self {
        None
    }

    #[inline]
    fn read<'de, D: Deserializer<'de>>(from: D, mode: Mode) -> Result<Self, D::Error> {
        T::read_option(from, mode)
    }

    #[inline]
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(to),
            None => to.serialize_none(),
        }
    }

    #[inline]
    fn null() -> Option<Self> {
        Some(T::null())
    }

    #[inline]
    fn is_missing(&self) -> bool {
        self.is_none()
    }
}

#[inline]
pub(super) fn read_option<'de, T: Data, D: Deserializer<'de>>(
    from: D,
    mode: Mode,
) -> Result<Option<T>, D::Error> {
    from.deserialize_option(Nullable { mode, of: PhantomData })
}

struct Nullable<T> {
    mode: Mode,
    of: PhantomData<T>,
}

impl<'de, T: Data> Visitor<'de> for Nullable<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    #[inline]
    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(T::null())
    }

    #[inline]
    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(T::null())
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Option<T>, D::Error> {
        T::read(from, self.mode).map(Some)
    }
}

/// An item of a list or map: none for a null that is left out.
pub(super) struct Item<T> {
    mode: Mode,
    of: PhantomData<T>,
}

impl<T> Item<T> {
    pub(super) fn new(mode: Mode) -> Self {
        Self { mode, of: PhantomData }
    }
}

impl<'de, T: Data> DeserializeSeed<'de> for Item<T> {
    type Value = Option<T>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Option<T>, D::Error> {
        match self.mode {
            Mode::Strict => T::read(from, self.mode).map(Some),
            Mode::Lenient => from.deserialize_option(Nullable { mode: self.mode, of: PhantomData }),
        }
    }
}

impl<T: Data> Data for Vec<T> {
    #[inline]
    fn blank(_: &mut Blank) -> Self {
        Self::new()
    }

    #[inline]
    fn read<'de, D: Deserializer<'de>>(from: D, mode: Mode) -> Result<Self, D::Error> {
        from.deserialize_seq(List { mode, of: PhantomData })
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut to = to.serialize_seq(Some(self.len()))?;
        for value in self {
            to.serialize_element(&Show(value))?;
        }
        to.end()
    }
}

struct List<T> {
    mode: Mode,
    of: PhantomData<T>,
}

impl<'de, T: Data> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::with_capacity(from.size_hint().unwrap_or(0).min(TRUSTED_LENGTH));
        while let Some(item) = from.next_element_seed(Item::<T>::new(self.mode))? {
            list.extend(item);
        }
        Ok(list)
    }
}

impl<T: Data> Data for Map<T> {
    #[inline]
    fn blank(_: &mut Blank) -> Self {
        Self::new()
    }

    #[inline]
    fn read<'de, D: Deserializer<'de>>(from: D, mode: Mode) -> Result<Self, D::Error> {
        from.deserialize_map(Entries { mode, of: PhantomData })
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut to = to.serialize_map(Some(self.len()))?;
        for (key, value) in self {
            to.serialize_entry(key, &Show(value))?;
        }
        to.end()
    }
}

struct Entries<T> {
    mode: Mode,
    of: PhantomData<T>,
}

impl<'de, T: Data> Visitor<'de> for Entries<T> {
    type Value = Map<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Map<T>, A::Error> {
        let mut map = Map::new();
        while let Some(key) = from.next_key_seed(Key)? {
            if let Some(value) = from.next_value_seed(Item::<T>::new(self.mode))? {
                map.insert(key.into_owned(), value);
            }
        }
        Ok(map)
    }
}

impl<T: Data> Data for Box<T> {
    const OPTIONAL: bool = T::OPTIONAL;

    #[inline]
    fn blank(_: &mut Blank) -> Self {
        Self::new(super::empty())
    }

    #[inline]
    fn read<'de, D: Deserializer<'de>>(from: D, mode: Mode) -> Result<Self, D::Error> {
        T::read(from, mode).map(Self::new)
    }

    #[inline]
    fn read_option<'de, D: Deserializer<'de>>(from: D, mode: Mode) -> Result<Option<Self>, D::Error> {
        Ok(T::read_option(from, mode)?.map(Self::new))
    }

    #[inline]
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        T::write(self, to)
    }

    fn null() -> Option<Self> {
        T::null().map(Self::new)
    }

    #[inline]
    fn is_missing(&self) -> bool {
        T::is_missing(self)
    }
}

impl Data for Value {
    #[inline]
    fn blank(_: &mut Blank) -> Self {
        Self::Null
    }

    #[inline]
    fn read<'de, D: Deserializer<'de>>(from: D, _: Mode) -> Result<Self, D::Error> {
        Self::deserialize(from)
    }

    #[inline]
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.serialize(to)
    }

    #[inline]
    fn null() -> Option<Self> {
        Some(Self::Null)
    }
}
