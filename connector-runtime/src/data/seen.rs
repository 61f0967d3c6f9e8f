//! Values that are looked at, of types that are known at run time only.
#![allow(unsafe_code)]

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde_json::Value;

use super::types::{Entries, List, Shown};
use super::{Data, Field, Shape, Type, Whole, Words};
use crate::text::{TextInt, TextUint, UnixTime};

/// A value to look at.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    ty: &'static Type,
    at: *const u8,
    of: PhantomData<&'a ()>,
}

/// The same, of a known kind.
pub(super) enum Look<'a> {
    Bool(bool),
    Int32(i32),
    Int64(i64),
    Float(f64),
    TextInt(TextInt),
    TextUint(TextUint),
    UnixTime(UnixTime),
    Value(&'a Value),
    String(&'a str),
    Text(TextSeen<'a>),
    Option(Option<Seen<'a>>),
    Strings(&'a [String]),
    List(ListSeen<'a>),
    Map(MapSeen<'a>),
    Object(ObjectSeen<'a>),
    Whole(WholeSeen<'a>),
}

// SAFETY, of all below: what is seen is made of a reference to a value of its type, or by a function of that type's table, and
// borrows what it was made of for as long as it is there.
impl<'a> Seen<'a> {
    /// Of a value.
    pub fn of<T: Data>(value: &'a T) -> Self {
        Self::at(T::TYPE, (&raw const *value).cast())
    }

    fn at(ty: &'static Type, at: *const u8) -> Self {
        Self { ty, at, of: PhantomData }
    }

    #[inline]
    pub(super) fn look(self) -> Look<'a> {
        let Self { ty, at, of } = self;
        unsafe {
            match ty {
                Type::Bool => Look::Bool(*at.cast()),
                Type::Int32 => Look::Int32(*at.cast()),
                Type::Int64 => Look::Int64(*at.cast()),
                Type::Float => Look::Float(*at.cast()),
                Type::TextInt => Look::TextInt(*at.cast()),
                Type::TextUint => Look::TextUint(*at.cast()),
                Type::UnixTime => Look::UnixTime(*at.cast()),
                Type::Value => Look::Value(&*at.cast()),
                text if text.is_string() => Look::String(&*at.cast::<String>()),
                Type::Text(words) => Look::Text(TextSeen { words, at, of }),
                Type::Option(optional) => {
                    // What most fields are need no detour by the table.
                    let inner = match optional.inner {
                        Type::Int64 => within(&*at.cast::<Option<i64>>()),
                        text if text.is_string() => within(&*at.cast::<Option<String>>()),
                        _ => (optional.get)(at),
                    };
                    Look::Option((!inner.is_null()).then(|| Self::at(optional.inner, inner)))
                }
                Type::List(list) if list.item.is_string() => Look::Strings(&*at.cast::<Vec<String>>()),
                Type::List(list) => Look::List(ListSeen { list, at, of }),
                Type::Map(entries) => Look::Map(MapSeen { entries, at, of }),
                Type::Object(shape, _) => Look::Object(ObjectSeen { shape: shape(), at, of }),
                Type::Whole(whole) => Look::Whole(WholeSeen { whole, at, of }),
                Type::Boxed(boxed) => Self::at(boxed.inner, (boxed.get)(at)).look(),
            }
        }
    }
}

fn within<T>(option: &Option<T>) -> *const u8 {
    option.as_ref().map_or(std::ptr::null(), |value| (&raw const *value).cast())
}

/// What is text on the wire.
pub(super) struct TextSeen<'a> {
    words: &'static Words,
    at: *const u8,
    of: PhantomData<&'a ()>,
}

impl TextSeen<'_> {
    pub(super) fn text(&self) -> Cow<'_, str> {
        unsafe { (self.words.get)(self.at, &()) }
    }

    /// # Safety
    /// The place is for a value of the same type.
    pub(super) unsafe fn copy_to(&self, to: super::place::TextPlace<'_>) {
        unsafe { to.copy_from(self.at) };
    }

    pub(super) fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        unsafe { (self.words.debug)(self.at, f) }
    }
}

/// A list.
pub(super) struct ListSeen<'a> {
    list: &'static List,
    at: *const u8,
    of: PhantomData<&'a ()>,
}

impl<'a> ListSeen<'a> {
    pub(super) fn items(&self) -> impl ExactSizeIterator<Item = Seen<'a>> + use<'a> {
        let (first, count) = unsafe { (self.list.get)(self.at) };
        let (item, stride) = (self.list.item, self.list.stride);
        (0..count).map(move |index| Seen::at(item, unsafe { first.add(index * stride) }))
    }
}

/// A map.
pub(super) struct MapSeen<'a> {
    entries: &'static Entries,
    at: *const u8,
    of: PhantomData<&'a ()>,
}

impl MapSeen<'_> {
    pub(super) fn len(&self) -> usize {
        unsafe { (self.entries.len)(self.at) }
    }

    pub(super) fn each(&self, mut then: impl FnMut(&str, Seen<'_>)) {
        let value = self.entries.value;
        unsafe { (self.entries.each)(self.at, &mut |key, at| then(key, Seen::at(value, at))) }
    }
}

/// A model.
pub(super) struct ObjectSeen<'a> {
    shape: &'static Shape,
    at: *const u8,
    of: PhantomData<&'a ()>,
}

impl<'a> ObjectSeen<'a> {
    pub(super) fn shape(&self) -> &'static Shape {
        self.shape
    }

    fn inside(&self, field: &'static Field) -> Seen<'a> {
        Seen::at(field.ty, unsafe { self.at.add(field.offset) })
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = (&'static Field, Seen<'a>)> {
        self.shape.declared().iter().map(|field| (field, self.inside(field)))
    }

    /// The map of undeclared properties.
    pub(super) fn rest(&self) -> Option<(&'static Field, Seen<'a>)> {
        self.shape.rest().map(|field| (field, self.inside(field)))
    }
}

/// What is read as a whole.
pub(super) struct WholeSeen<'a> {
    whole: &'static Whole,
    at: *const u8,
    of: PhantomData<&'a ()>,
}

impl<'a> WholeSeen<'a> {
    pub(super) fn show(&self) -> Shown<'a> {
        unsafe { (self.whole.get)(self.at, &()) }
    }

    /// # Safety
    /// The place is for a value of the same type.
    pub(super) unsafe fn copy_to(&self, to: super::place::WholePlace<'_>) {
        unsafe { to.copy_from(self.at) };
    }

    pub(super) fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        unsafe { (self.whole.debug)(self.at, f) }
    }
}
