//! Values that are written to, of types that are known at run time only.
#![allow(unsafe_code)]

use std::borrow::Cow;
use std::marker::PhantomData;
use std::mem::MaybeUninit;

use serde_json::Value;

use super::types::{Entries, List, Optional};
use super::{Data, Field, Mode, Shape, Type, Whole, Words};
use crate::text::{TextInt, TextUint, UnixTime};

/// A blank value.
pub(super) fn blank<T: Data>() -> T {
    let mut value = MaybeUninit::<T>::uninit();
    // SAFETY: `TYPE` is of `T`, so what it makes is one. `More` has no size.
    unsafe {
        make(T::TYPE, value.as_mut_ptr().cast());
        value.assume_init()
    }
}

/// # Safety
/// There is room for a value of this type, and none in it.
unsafe fn make(ty: &Type, at: *mut u8) {
    unsafe {
        match ty {
            Type::Bool => at.cast::<bool>().write(false),
            Type::Int32 => at.cast::<i32>().write(0),
            Type::Int64 => at.cast::<i64>().write(0),
            Type::Float => at.cast::<f64>().write(0.0),
            Type::TextInt => at.cast::<TextInt>().write(TextInt(0)),
            Type::TextUint => at.cast::<TextUint>().write(TextUint(0)),
            Type::UnixTime => at.cast::<UnixTime>().write(UnixTime(0)),
            Type::Value => at.cast::<Value>().write(Value::Null),
            text if text.is_string() => at.cast::<String>().write(String::new()),
            Type::Text(words) => (words.blank)(at),
            // What most fields are need no detour by the table.
            Type::Option(optional) => match optional.inner {
                Type::Int64 => at.cast::<Option<i64>>().write(None),
                Type::Bool => at.cast::<Option<bool>>().write(None),
                text if text.is_string() => at.cast::<Option<String>>().write(None),
                _ => (optional.blank)(at),
            },
            Type::List(list) => (list.blank)(at),
            Type::Map(entries) => (entries.blank)(at),
            Type::Boxed(boxed) => (boxed.blank)(at),
            Type::Whole(whole) => (whole.blank)(at),
            Type::Object(shape, _) => {
                let shape = shape();
                for field in shape.fields {
                    make(field.ty, at.add(field.offset));
                }
            }
        }
    }
}

/// A value to write to.
pub(crate) struct Place<'a> {
    ty: &'static Type,
    at: *mut u8,
    of: PhantomData<&'a mut ()>,
}

/// The same, of a known kind.
pub(crate) enum Open<'a> {
    Bool(&'a mut bool),
    Int32(&'a mut i32),
    Int64(&'a mut i64),
    Float(&'a mut f64),
    TextInt(&'a mut TextInt),
    TextUint(&'a mut TextUint),
    Value(&'a mut Value),
    String(&'a mut String),
    MaybeBool(&'a mut Option<bool>),
    MaybeInt32(&'a mut Option<i32>),
    MaybeInt64(&'a mut Option<i64>),
    MaybeFloat(&'a mut Option<f64>),
    MaybeString(&'a mut Option<String>),
    Strings(&'a mut Vec<String>),
    Text(TextPlace<'a>),
    Option(OptionPlace<'a>),
    List(ListPlace<'a>),
    Map(MapPlace<'a>),
    Object(ObjectPlace<'a>),
    Whole(WholePlace<'a>),
}

// SAFETY, of all below: a place is made of a reference to a value of its type, or by a function of that type's table, and
// borrows what it was made of for as long as it is there.
impl<'a> Place<'a> {
    pub(crate) fn of<T: Data>(value: &'a mut T) -> Self {
        Self::at(T::TYPE, (&raw mut *value).cast())
    }

    fn at(ty: &'static Type, at: *mut u8) -> Self {
        Self { ty, at, of: PhantomData }
    }

    #[inline]
    pub(crate) fn open(self) -> Open<'a> {
        let Self { ty, at, of } = self;
        unsafe {
            match ty {
                Type::Bool => Open::Bool(&mut *at.cast()),
                Type::Int32 => Open::Int32(&mut *at.cast()),
                Type::Int64 => Open::Int64(&mut *at.cast()),
                Type::Float => Open::Float(&mut *at.cast()),
                Type::TextInt => Open::TextInt(&mut *at.cast()),
                Type::TextUint => Open::TextUint(&mut *at.cast()),
                Type::UnixTime => Open::Int64(&mut (*at.cast::<UnixTime>()).0),
                Type::Value => Open::Value(&mut *at.cast()),
                text if text.is_string() => Open::String(&mut *at.cast()),
                Type::Text(words) => Open::Text(TextPlace { words, at, of }),
                // What most fields are need no detour by the table.
                Type::Option(optional) => match optional.inner {
                    Type::Bool => Open::MaybeBool(&mut *at.cast()),
                    Type::Int32 => Open::MaybeInt32(&mut *at.cast()),
                    Type::Int64 => Open::MaybeInt64(&mut *at.cast()),
                    Type::Float => Open::MaybeFloat(&mut *at.cast()),
                    text if text.is_string() => Open::MaybeString(&mut *at.cast()),
                    _ => Open::Option(OptionPlace { optional, at, of }),
                },
                Type::List(list) if list.item.is_string() => Open::Strings(&mut *at.cast()),
                Type::List(list) => Open::List(ListPlace { list, at, of }),
                Type::Map(entries) => Open::Map(MapPlace { entries, at, of }),
                Type::Object(shape, _) => Open::Object(ObjectPlace { shape: shape(), at, of }),
                Type::Whole(whole) => Open::Whole(WholePlace { whole, at, of }),
                Type::Boxed(boxed) => Place::at(boxed.inner, (boxed.get_mut)(at)).open(),
            }
        }
    }

    /// Makes it this text, if it is a `String`, or none or one; else it is given back.
    pub(crate) fn set_text(self, text: impl FnOnce() -> String) -> Result<(), Self> {
        if !self.ty.is_string() && !matches!(self.ty, Type::Option(optional) if optional.inner.is_string()) {
            return Err(self);
        }
        match self.open() {
            Open::String(to) => *to = text(),
            Open::MaybeString(to) => *to = Some(text()).filter(|text| !text.is_empty()),
            _ => {}
        }
        Ok(())
    }

    /// Makes it what null is read as; false where it is nothing.
    pub(super) fn null(self) -> bool {
        match self.open() {
            Open::Value(value) => {
                *value = Value::Null;
                true
            }
            Open::Option(option) => {
                option.null();
                true
            }
            Open::MaybeBool(to) => none(to),
            Open::MaybeInt32(to) => none(to),
            Open::MaybeInt64(to) => none(to),
            Open::MaybeFloat(to) => none(to),
            Open::MaybeString(to) => none(to),
            _ => false,
        }
    }

    /// Makes it blank again.
    pub(super) fn clear(self) {
        match self.open() {
            Open::Bool(value) => *value = false,
            Open::Int32(value) => *value = 0,
            Open::Int64(value) => *value = 0,
            Open::Float(value) => *value = 0.0,
            Open::TextInt(value) => value.0 = 0,
            Open::TextUint(value) => value.0 = 0,
            Open::Value(value) => *value = Value::Null,
            Open::Option(mut option) => option.none(),
            Open::MaybeBool(to) => *to = None,
            Open::MaybeInt32(to) => *to = None,
            Open::MaybeInt64(to) => *to = None,
            Open::MaybeFloat(to) => *to = None,
            Open::MaybeString(to) => *to = None,
            Open::Strings(to) => to.clear(),
            Open::List(list) => unsafe { (list.list.clear)(list.at) },
            Open::Map(map) => unsafe { (map.entries.clear)(map.at) },
            // Reading these leaves nothing of what was there.
            Open::String(_) | Open::Text(_) | Open::Whole(_) => {}
            Open::Object(mut object) => object.clear(),
        }
    }
}

fn none<T>(to: &mut Option<T>) -> bool {
    *to = None;
    true
}

/// What is text on the wire, and no `String`.
pub(crate) struct TextPlace<'a> {
    words: &'static Words,
    at: *mut u8,
    of: PhantomData<&'a mut ()>,
}

impl TextPlace<'_> {
    pub(crate) fn words(&self) -> &'static Words {
        self.words
    }

    /// Whether the text is one of its values.
    pub(crate) fn set(self, text: Cow<'_, str>) -> bool {
        unsafe { (self.words.set)(self.at, text) }
    }

    /// # Safety
    /// What it is copied from is a value of the same type.
    pub(super) unsafe fn copy_from(self, from: *const u8) {
        unsafe { (self.words.copy)(from, self.at) }
    }
}

/// What may be none.
pub(crate) struct OptionPlace<'a> {
    optional: &'static Optional,
    at: *mut u8,
    of: PhantomData<&'a mut ()>,
}

impl OptionPlace<'_> {
    /// What it is where it is not none.
    pub(crate) fn inner(&self) -> &'static Type {
        self.optional.inner.unboxed()
    }

    pub(crate) fn none(&mut self) {
        unsafe { (self.optional.none)(self.at) }
    }

    pub(crate) fn some(&mut self) -> Place<'_> {
        Place::at(self.optional.inner, unsafe { (self.optional.some)(self.at) })
    }

    /// Null is none, unless it is something to what is inside.
    pub(super) fn null(mut self) {
        if self.inner().has_null() {
            self.some().null();
        } else {
            self.none();
        }
    }
}

/// A list.
pub(crate) struct ListPlace<'a> {
    list: &'static List,
    at: *mut u8,
    of: PhantomData<&'a mut ()>,
}

impl ListPlace<'_> {
    pub(super) fn item(&self) -> &'static Type {
        self.list.item
    }

    pub(super) fn reserve(&mut self, count: usize) {
        unsafe { (self.list.reserve)(self.at, count) }
    }

    pub(super) fn push(&mut self) -> Place<'_> {
        Place::at(self.list.item, unsafe { (self.list.push)(self.at) })
    }
}

/// A map.
pub(crate) struct MapPlace<'a> {
    entries: &'static Entries,
    at: *mut u8,
    of: PhantomData<&'a mut ()>,
}

impl MapPlace<'_> {
    pub(super) fn value(&self) -> &'static Type {
        self.entries.value
    }

    pub(super) fn insert(&mut self, key: String) -> Place<'_> {
        Place::at(self.entries.value, unsafe { (self.entries.insert)(self.at, key) })
    }
}

/// A model.
pub(crate) struct ObjectPlace<'a> {
    shape: &'static Shape,
    at: *mut u8,
    of: PhantomData<&'a mut ()>,
}

impl ObjectPlace<'_> {
    pub(super) fn shape(&self) -> &'static Shape {
        self.shape
    }

    fn inside(&mut self, field: &'static Field) -> Place<'_> {
        Place::at(field.ty, unsafe { self.at.add(field.offset) })
    }

    #[inline]
    pub(super) fn field(&mut self, index: usize) -> Option<Place<'_>> {
        let field = self.shape.declared().get(index)?;
        Some(self.inside(field))
    }

    /// The map of undeclared properties.
    pub(super) fn rest(&mut self) -> Option<MapPlace<'_>> {
        let field = self.shape.rest()?;
        match self.inside(field).open() {
            Open::Map(map) => Some(map),
            _ => None,
        }
    }

    fn clear(&mut self) {
        for field in self.shape.fields {
            self.inside(field).clear();
        }
    }
}

/// What is read as a whole.
pub(crate) struct WholePlace<'a> {
    whole: &'static Whole,
    at: *mut u8,
    of: PhantomData<&'a mut ()>,
}

impl WholePlace<'_> {
    pub(super) fn set(self, value: Value, mode: Mode) -> Result<(), String> {
        unsafe { (self.whole.set)(self.at, value, mode) }
    }

    /// # Safety
    /// What it is copied from is a value of the same type.
    pub(super) unsafe fn copy_from(self, from: *const u8) {
        unsafe { (self.whole.copy)(from, self.at) }
    }
}
