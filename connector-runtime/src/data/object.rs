//! Objects: the loop over keys, what is missing, and the way back.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

use super::{Data, Mode, More};

/// The constant part of an object.
#[derive(Debug)]
pub struct Shape {
    /// The name of the Rust type.
    pub name: &'static str,
    /// How strictly its properties are read.
    pub mode: Mode,
    /// The names of its properties, in the order of its fields.
    pub fields: &'static [&'static str],
}

const WORD: usize = u64::BITS as usize;

/// Which fields must still be read, one bit for each; while a value is blank, all that are required.
///
/// The first 64 need no memory of their own, which is every field of nearly every object.
#[derive(Debug, Default)]
pub struct Blank {
    count: usize,
    first: u64,
    rest: Vec<u64>,
}

impl Blank {
    /// The next field's blank value.
    #[inline]
    pub fn field<T: Data>(&mut self) -> T {
        if self.count < WORD {
            self.first |= u64::from(!T::OPTIONAL) << self.count;
        } else {
            self.require_far(!T::OPTIONAL);
        }
        self.count += 1;
        T::blank(&mut Self::default())
    }

    /// The map of undeclared properties: it counts for no field.
    #[inline]
    #[must_use]
    pub fn rest<T: Data>(&self) -> T {
        T::blank(&mut Self::default())
    }

    /// The mark of a model that may grow.
    #[inline]
    #[must_use]
    pub fn more(&self) -> More {
        More(())
    }

    #[cold]
    fn require_far(&mut self, required: bool) {
        let far = self.count - WORD;
        if far.is_multiple_of(WORD) {
            self.rest.push(0);
        }
        if let Some(word) = self.rest.last_mut() {
            *word |= u64::from(required) << (far % WORD);
        }
    }

    #[inline]
    fn seen(&mut self, index: usize) {
        if index < WORD {
            self.first &= !(1 << index);
        } else if let Some(word) = self.rest.get_mut((index - WORD) / WORD) {
            *word &= !(1 << (index % WORD));
        }
    }

    #[inline]
    fn unseen(&self) -> Option<usize> {
        if self.first == 0 && self.rest.is_empty() { None } else { self.find_unseen() }
    }

    #[cold]
    fn find_unseen(&self) -> Option<usize> {
        let words = std::iter::once(&self.first).chain(&self.rest);
        let (index, word) = words.enumerate().find(|(_, word)| **word != 0)?;
        Some(index * WORD + word.trailing_zeros() as usize)
    }
}

/// The properties of an object that is being read.
#[derive(Debug)]
pub struct Reader<M> {
    map: M,
    mode: Mode,
    required: Blank,
}

impl<'de, M: MapAccess<'de>> Reader<M> {
    /// Reads the value of a declared property.
    ///
    /// # Errors
    /// When it is of another type.
    pub fn field<T: Data>(&mut self, index: usize, slot: &mut T) -> Result<(), M::Error> {
        self.required.seen(index);
        self.map.next_value_seed(Slot { slot, mode: self.mode })
    }

    /// Reads the value of an undeclared property.
    ///
    /// # Errors
    /// When it is of another type.
    pub fn rest<T: Data>(&mut self, key: &str, rest: &mut super::list::Map<T>) -> Result<(), M::Error> {
        if let Some(value) = self.map.next_value_seed(super::collect::Item::new(self.mode))? {
            rest.insert(key.to_owned(), value);
        }
        Ok(())
    }

    /// Passes over the value.
    ///
    /// # Errors
    /// When there is none.
    pub fn skip(&mut self) -> Result<(), M::Error> {
        self.map.next_value::<IgnoredAny>().map(|_| ())
    }
}

/// Reads into a place that exists already.
struct Slot<'a, T> {
    slot: &'a mut T,
    mode: Mode,
}

impl<'de, T: Data> DeserializeSeed<'de> for Slot<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        *self.slot = T::read(from, self.mode)?;
        Ok(())
    }
}

/// A key, borrowed if it can be.
pub(super) struct Key;

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

pub(super) fn read<'de, T: Data, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_map(Object(PhantomData))
}

struct Object<T>(PhantomData<T>);

impl<'de, T: Data> Visitor<'de> for Object<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::SHAPE.name)
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<T, M::Error> {
        let mut required = Blank::default();
        let mut value = T::blank(&mut required);
        let mut from = Reader { map, mode: T::SHAPE.mode, required };
        while let Some(key) = from.map.next_key_seed(Key)? {
            value.take(&key, &mut from)?;
        }
        match from.required.unseen() {
            None => Ok(value),
            Some(index) => Err(missing(T::SHAPE, index)),
        }
    }
}

#[cold]
fn missing<E: serde::de::Error>(shape: &'static Shape, index: usize) -> E {
    E::missing_field(shape.fields.get(index).copied().unwrap_or("?"))
}

/// The properties of an object that is being written. A failure is kept to the end, which spares every field a branch.
#[derive(Debug)]
pub struct Writer<M: SerializeMap> {
    map: M,
    shape: &'static Shape,
    fault: Option<M::Error>,
}

impl<M: SerializeMap> Writer<M> {
    /// Writes a property; one that is none is left out, or null if `always`.
    pub fn field<T: Data>(&mut self, name: &'static str, value: &T, always: bool) {
        if self.fault.is_none() && (always || !value.is_missing()) {
            self.fault = self.map.serialize_entry(name, &Show(value)).err();
        }
    }

    /// Writes the undeclared properties. A declared name is its field's, whatever the map holds.
    pub fn rest<T: Data>(&mut self, rest: &super::list::Map<T>) {
        for (name, value) in rest {
            if self.fault.is_none() && !self.shape.fields.contains(&name.as_str()) {
                self.fault = self.map.serialize_entry(name, &Show(value)).err();
            }
        }
    }

    /// Writes a property whose value the document fixes.
    pub fn constant(&mut self, name: &'static str, json: &'static str) {
        if self.fault.is_none() {
            self.fault = match serde_json::from_str::<serde_json::Value>(json) {
                Ok(value) => self.map.serialize_entry(name, &value).err(),
                Err(error) => Some(M::Error::custom(error)),
            };
        }
    }
}

pub(super) fn write<T: Data, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    let mut to = Writer { map: to.serialize_map(None)?, shape: T::SHAPE, fault: None };
    value.give(&mut to);
    match to.fault {
        None => to.map.end(),
        Some(fault) => Err(fault),
    }
}

/// A value as serde sees it.
pub(super) struct Show<'a, T>(pub(super) &'a T);

impl<T: Data> Serialize for Show<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write(to)
    }
}

/// What `Debug` of a model does: all fields but `more`.
///
/// # Errors
/// When the formatter fails.
pub fn debug(f: &mut fmt::Formatter<'_>, name: &str, fields: &[(&str, &dyn fmt::Debug)]) -> fmt::Result {
    let mut out = f.debug_struct(name);
    for (name, value) in fields {
        out.field(name.strip_prefix("r#").unwrap_or(name), value);
    }
    out.finish()
}
