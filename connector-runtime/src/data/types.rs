//! What a type is, as a table.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use super::{Data, Map, Mode, Seen, Shape};
use crate::text::{TextInt, TextUint, UnixTime};

/// What a type is: how its values lie in memory, and what they are on the wire.
///
/// It is a constant of each type; whatever is done with values goes by it. What has functions in it is made here and nowhere else, each
/// for the very type that it is a part of; that a type has the right constant is what `unsafe impl Data` says.
#[doc(hidden)]
#[derive(Debug)]
pub enum Type {
    /// `bool`.
    Bool,
    /// `i32`.
    Int32,
    /// `i64`.
    Int64,
    /// `f64`.
    Float,
    /// [`TextInt`].
    TextInt,
    /// [`TextUint`].
    TextUint,
    /// [`UnixTime`].
    UnixTime,
    /// What is text on the wire.
    Text(Words),
    /// Any JSON.
    Value,
    /// What may be none.
    Option(Optional),
    /// `Vec`.
    List(List),
    /// [`Map`](super::Map).
    Map(Entries),
    /// `Box`.
    Boxed(Boxed),
    /// A model.
    Object(fn() -> &'static Shape, Layout),
    /// What is looked at as a whole before it is read.
    Whole(Whole),
}

impl Type {
    /// How many bytes a value takes, and what its address is a multiple of.
    pub(super) const fn layout(&self) -> Layout {
        match self {
            Self::Bool => layout_of::<bool>(),
            Self::Int32 => layout_of::<i32>(),
            Self::Int64 => layout_of::<i64>(),
            Self::TextInt => layout_of::<TextInt>(),
            Self::TextUint => layout_of::<TextUint>(),
            Self::UnixTime => layout_of::<UnixTime>(),
            Self::Float => layout_of::<f64>(),
            Self::Value => layout_of::<Value>(),
            Self::Text(Words { layout, .. })
            | Self::Option(Optional { layout, .. })
            | Self::List(List { layout, .. })
            | Self::Map(Entries { layout, .. })
            | Self::Boxed(Boxed { layout, .. })
            | Self::Whole(Whole { layout, .. })
            | Self::Object(_, layout) => *layout,
        }
    }

    /// Whether a property of this type may be missing.
    pub(crate) const fn is_optional(&self) -> bool {
        match self {
            Self::Option(_) => true,
            Self::Boxed(boxed) => boxed.inner.is_optional(),
            _ => false,
        }
    }

    /// Whether it is `String`.
    pub(super) const fn is_string(&self) -> bool {
        matches!(self, Self::Text(words) if words.plain)
    }

    /// Whether null is one of its values.
    pub(super) fn has_null(&self) -> bool {
        match self {
            Self::Option(_) | Self::Value => true,
            Self::Boxed(boxed) => boxed.inner.has_null(),
            _ => false,
        }
    }

    /// What is in the box, or this.
    pub(super) fn unboxed(&'static self) -> &'static Self {
        match self {
            Self::Boxed(boxed) => boxed.inner.unboxed(),
            other => other,
        }
    }
}

/// What is done with each key, and where its value is.
type Visit<'a> = &'a mut dyn FnMut(&str, *const u8);

/// Size and alignment.
pub(super) type Layout = (usize, usize);

pub(super) const fn layout_of<T>() -> Layout {
    (size_of::<T>(), align_of::<T>())
}

/// `Option<T>`.
#[derive(Debug)]
pub struct Optional {
    pub(super) layout: Layout,
    pub(super) inner: &'static Type,
    pub(super) blank: unsafe fn(*mut u8),
    pub(super) none: unsafe fn(*mut u8),
    /// Some blank value, and where it is.
    pub(super) some: unsafe fn(*mut u8) -> *mut u8,
    /// Where the value is, null if there is none.
    pub(super) get: unsafe fn(*const u8) -> *const u8,
}

/// `Vec<T>`.
#[derive(Debug)]
pub struct List {
    pub(super) layout: Layout,
    pub(super) item: &'static Type,
    pub(super) blank: unsafe fn(*mut u8),
    pub(super) clear: unsafe fn(*mut u8),
    pub(super) reserve: unsafe fn(*mut u8, usize),
    /// One more blank item, and where it is.
    pub(super) push: unsafe fn(*mut u8) -> *mut u8,
    /// Where the first item is, and how many there are.
    pub(super) get: unsafe fn(*const u8) -> (*const u8, usize),
    /// How far it is from one to the next.
    pub(super) stride: usize,
}

/// [`Map<T>`](super::Map).
#[derive(Debug)]
pub struct Entries {
    pub(super) layout: Layout,
    pub(super) value: &'static Type,
    pub(super) blank: unsafe fn(*mut u8),
    pub(super) clear: unsafe fn(*mut u8),
    /// A blank value of this key, in the place of any that it had, and where it is.
    pub(super) insert: unsafe fn(*mut u8, String) -> *mut u8,
    pub(super) len: unsafe fn(*const u8) -> usize,
    /// Each key, and where its value is.
    pub(super) each: unsafe fn(*const u8, Visit<'_>),
}

/// `Box<T>`.
#[derive(Debug)]
pub struct Boxed {
    pub(super) layout: Layout,
    pub(super) inner: &'static Type,
    pub(super) blank: unsafe fn(*mut u8),
    pub(super) get: unsafe fn(*const u8) -> *const u8,
    pub(super) get_mut: unsafe fn(*mut u8) -> *mut u8,
}

/// What is text on the wire.
#[derive(Debug)]
pub struct Words {
    pub(super) layout: Layout,
    /// It is `String`.
    plain: bool,
    /// What is wanted, for messages.
    pub(super) expected: &'static str,
    pub(super) traits: Traits,
    pub(super) blank: unsafe fn(*mut u8),
    /// Whether the text is one of its values.
    pub(super) set: unsafe fn(*mut u8, Cow<'_, str>) -> bool,
    pub(super) get: for<'a> unsafe fn(*const u8, &'a ()) -> Cow<'a, str>,
    pub(super) copy: unsafe fn(*const u8, *mut u8),
    pub(super) debug: unsafe fn(*const u8, &mut fmt::Formatter<'_>) -> fmt::Result,
}

/// How texts differ.
#[derive(Clone, Copy, Debug)]
pub struct Traits {
    /// Blank text is none where none can be, in lenient mode.
    pub blank_is_none: bool,
    /// Nothing but text is read, in lenient mode too.
    pub only_text: bool,
}

/// What is read as JSON first, and looked at then.
#[derive(Debug)]
pub struct Whole {
    pub(super) layout: Layout,
    pub(super) blank: unsafe fn(*mut u8),
    pub(super) set: unsafe fn(*mut u8, Value, Mode) -> Result<(), String>,
    pub(super) get: for<'a> unsafe fn(*const u8, &'a ()) -> Shown<'a>,
    pub(super) copy: unsafe fn(*const u8, *mut u8),
    pub(super) debug: unsafe fn(*const u8, &mut fmt::Formatter<'_>) -> fmt::Result,
}

/// A type that is read as a whole.
pub trait Entire: Clone + fmt::Debug + 'static {
    /// A value with nothing in it.
    fn nothing() -> Self;

    /// Reads it.
    ///
    /// # Errors
    /// When it is not what the type says.
    fn of_value(value: Value, mode: Mode) -> Result<Self, String>;

    /// What is written.
    fn show(&self) -> Shown<'_>;
}

/// What is written of a value that was read as a whole.
#[derive(Debug)]
pub enum Shown<'a> {
    /// A value in it.
    Inner(Seen<'a>),
    /// JSON, or why it cannot be JSON.
    Json(Result<Value, String>),
}

/// A type that is a text on the wire.
pub trait Textual: Clone + fmt::Debug + 'static {
    /// What is wanted, for messages.
    const EXPECTED: &'static str = "text";
    /// How it differs from other texts.
    const TRAITS: Traits = Traits { blank_is_none: false, only_text: false };

    /// The value of a text, if it has one.
    fn of_text(text: Cow<'_, str>) -> Option<Self>;

    /// The text.
    fn to_text(&self) -> Cow<'_, str>;

    /// A value with nothing in it.
    fn nothing() -> Self;
}

/// The functions of the tables. Each is put into the table of the type it is for, by what stands below; `place` and `seen` call
/// them with places of that type.
mod of {
    #![allow(unsafe_code)]
    #![allow(
        clippy::missing_safety_doc,
        reason = "all: the pointer is to a value of the type, or to memory for one"
    )]

    use std::borrow::Cow;
    use std::fmt;

    use serde_json::Value;

    use super::{Data, Entire, Mode, Shown, Textual, Visit};
    use crate::data::Map;
    use crate::data::place::blank;

    /// Puts a value into the place of another. An assignment says the same to the compiler in ten times as many lines.
    unsafe fn put<T>(at: *mut u8, value: T) {
        drop(unsafe { at.cast::<T>().replace(value) });
    }

    pub unsafe fn none<T>(at: *mut u8) {
        unsafe { put::<Option<T>>(at, None) }
    }

    pub unsafe fn blank_none<T>(at: *mut u8) {
        unsafe { at.cast::<Option<T>>().write(None) }
    }

    pub unsafe fn some<T: Data>(at: *mut u8) -> *mut u8 {
        unsafe { put(at, Some(blank::<T>())) };
        match unsafe { &mut *at.cast::<Option<T>>() } {
            Some(value) => (&raw mut *value).cast(),
            // It was put there just now.
            None => std::ptr::null_mut(),
        }
    }

    pub unsafe fn get<T>(at: *const u8) -> *const u8 {
        match unsafe { &*at.cast::<Option<T>>() } {
            Some(value) => (&raw const *value).cast(),
            None => std::ptr::null(),
        }
    }

    pub unsafe fn blank_list<T>(at: *mut u8) {
        unsafe { at.cast::<Vec<T>>().write(Vec::new()) }
    }

    pub unsafe fn clear<T>(at: *mut u8) {
        unsafe { &mut *at.cast::<Vec<T>>() }.clear();
    }

    pub unsafe fn reserve<T>(at: *mut u8, count: usize) {
        unsafe { &mut *at.cast::<Vec<T>>() }.reserve(count);
    }

    pub unsafe fn push<T: Data>(at: *mut u8) -> *mut u8 {
        let list = unsafe { &mut *at.cast::<Vec<T>>() };
        list.push(blank::<T>());
        // It is there: it was pushed.
        unsafe { list.as_mut_ptr().add(list.len() - 1).cast() }
    }

    pub unsafe fn items<T>(at: *const u8) -> (*const u8, usize) {
        let list = unsafe { &*at.cast::<Vec<T>>() };
        (list.as_ptr().cast(), list.len())
    }

    pub unsafe fn blank_map<T>(at: *mut u8) {
        unsafe { at.cast::<Map<T>>().write(Map::new()) }
    }

    pub unsafe fn clear_map<T>(at: *mut u8) {
        unsafe { &mut *at.cast::<Map<T>>() }.clear();
    }

    pub unsafe fn insert<T: Data>(at: *mut u8, key: String) -> *mut u8 {
        let map = unsafe { &mut *at.cast::<Map<T>>() };
        let value = map.entry(key).or_insert_with(blank);
        *value = blank::<T>();
        (&raw mut *value).cast()
    }

    pub unsafe fn len<T>(at: *const u8) -> usize {
        unsafe { &*at.cast::<Map<T>>() }.len()
    }

    pub unsafe fn each<T>(at: *const u8, then: Visit<'_>) {
        for (key, value) in unsafe { &*at.cast::<Map<T>>() } {
            then(key, (&raw const *value).cast());
        }
    }

    pub unsafe fn blank_box<T: Data>(at: *mut u8) {
        unsafe { at.cast::<Box<T>>().write(Box::new(blank::<T>())) }
    }

    pub unsafe fn boxed<T>(at: *const u8) -> *const u8 {
        (&raw const **unsafe { &*at.cast::<Box<T>>() }).cast()
    }

    pub unsafe fn boxed_mut<T>(at: *mut u8) -> *mut u8 {
        (&raw mut **unsafe { &mut *at.cast::<Box<T>>() }).cast()
    }

    pub unsafe fn blank_text<T: Textual>(at: *mut u8) {
        unsafe { at.cast::<T>().write(T::nothing()) }
    }

    pub unsafe fn set_text<T: Textual>(at: *mut u8, text: Cow<'_, str>) -> bool {
        let Some(value) = T::of_text(text) else { return false };
        unsafe { put(at, value) };
        true
    }

    pub unsafe fn get_text<T: Textual>(at: *const u8, _: &()) -> Cow<'_, str> {
        unsafe { &*at.cast::<T>() }.to_text()
    }

    pub unsafe fn copy<T: Clone>(from: *const u8, to: *mut u8) {
        unsafe { put(to, (*from.cast::<T>()).clone()) }
    }

    pub unsafe fn debug<T: fmt::Debug>(at: *const u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        unsafe { &*at.cast::<T>() }.fmt(f)
    }

    pub unsafe fn blank_whole<T: Entire>(at: *mut u8) {
        unsafe { at.cast::<T>().write(T::nothing()) }
    }

    pub unsafe fn set_whole<T: Entire>(at: *mut u8, value: Value, mode: Mode) -> Result<(), String> {
        let value = T::of_value(value, mode)?;
        unsafe { put(at, value) };
        Ok(())
    }

    pub unsafe fn get_whole<T: Entire>(at: *const u8, _: &()) -> Shown<'_> {
        unsafe { &*at.cast::<T>() }.show()
    }
}

impl Optional {
    pub(super) const fn of<T: Data>() -> Self {
        Self {
            layout: layout_of::<Option<T>>(),
            inner: T::TYPE,
            blank: of::blank_none::<T>,
            none: of::none::<T>,
            some: of::some::<T>,
            get: of::get::<T>,
        }
    }
}

impl List {
    pub(super) const fn of<T: Data>() -> Self {
        Self {
            layout: layout_of::<Vec<T>>(),
            item: T::TYPE,
            blank: of::blank_list::<T>,
            clear: of::clear::<T>,
            reserve: of::reserve::<T>,
            push: of::push::<T>,
            get: of::items::<T>,
            stride: size_of::<T>(),
        }
    }
}

impl Entries {
    pub(super) const fn of<T: Data>() -> Self {
        Self {
            layout: layout_of::<Map<T>>(),
            value: T::TYPE,
            blank: of::blank_map::<T>,
            clear: of::clear_map::<T>,
            insert: of::insert::<T>,
            len: of::len::<T>,
            each: of::each::<T>,
        }
    }
}

impl Boxed {
    pub(super) const fn of<T: Data>() -> Self {
        Self {
            layout: layout_of::<Box<T>>(),
            inner: T::TYPE,
            blank: of::blank_box::<T>,
            get: of::boxed::<T>,
            get_mut: of::boxed_mut::<T>,
        }
    }
}

impl Words {
    /// Of a type that is text.
    #[must_use]
    pub const fn of<T: Textual>() -> Self {
        Self {
            layout: layout_of::<T>(),
            plain: false,
            expected: T::EXPECTED,
            traits: T::TRAITS,
            blank: of::blank_text::<T>,
            set: of::set_text::<T>,
            get: of::get_text::<T>,
            copy: of::copy::<T>,
            debug: of::debug::<T>,
        }
    }

    /// Of `String` itself.
    pub(super) const fn string() -> Self {
        Self { plain: true, ..Self::of::<String>() }
    }
}

impl Whole {
    /// Of a type that is read as a whole.
    #[must_use]
    pub const fn of<T: Entire>() -> Self {
        Self {
            layout: layout_of::<T>(),
            blank: of::blank_whole::<T>,
            set: of::set_whole::<T>,
            get: of::get_whole::<T>,
            copy: of::copy::<T>,
            debug: of::debug::<T>,
        }
    }
}
