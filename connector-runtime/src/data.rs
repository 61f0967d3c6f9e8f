//! The codec of the document's types.
//!
//! Generated code states what its types consist of (`object!`, `string_enum!`, `tagged!`, `untagged!`) in constants: a [`Type`] says
//! how a value lies in memory and how it looks on the wire. Reading, writing, copying and showing are here, once, and go by these
//! tables; no code of the kind is compiled for a type. It stands on serde, so any format works.

mod copy;
mod debug;
mod decode;
mod kinds;
mod list;
mod macros;
mod own;
mod place;
mod pointer;
mod read;
mod scalar;
mod seen;
mod shape;
mod tagged;
mod trace;
mod types;
mod untagged;
mod word;
mod write;

use std::fmt;

use serde::de::Deserializer;
use serde::ser::Serializer;

pub use decode::{DecodeError, decode, decode_with};
pub(crate) use decode::{decode_into, decode_own};
pub use list::{IntoList, Map, list};
pub use own::Own;
pub(crate) use place::Place;
pub use seen::Seen;
pub use shape::{Field, Shape, fields};
pub use tagged::{Fault, Tagged, Variant, read_tagged};
pub use types::{Entire, Shown, Textual, Traits, Type, Whole, Words};
pub use untagged::{Case, Kind, Untagged, read_untagged};
pub use word::{Text, Word};

/// How far a value may be from what the document says.
///
/// It is handed down at run time, so that no type is compiled twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As JSON Schema has it (where `1.0` is an integer).
    Strict,
    /// Text, numbers and booleans stand in for one another; empty text where an optional number, boolean or date
    /// belongs is none; nulls in lists and maps whose values cannot be null are left out. Needs a format that
    /// describes itself.
    Lenient,
}

/// Marks a model as one that may grow: it cannot be made outside of the runtime.
///
/// A struct that has it is made by its `new`, or from another one with `..`, and keeps compiling when it gets more
/// fields.
/// ```compile_fail,E0423
/// let more = connector_runtime::v1::More(());
/// ```
/// ```compile_fail,E0277
/// fn default<T: Default>() {}
/// default::<connector_runtime::v1::More>();
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct More(());

/// A type of a document.
///
/// Objects state [`SHAPE`](Data::SHAPE), everything else [`TYPE`](Data::TYPE); the rest follows.
///
/// All that a model holds is `Send` and `Sync`, which its `unsafe impl` of these counts on.
/// ```
/// fn is<T: Send + Sync>() {}
/// fn all<T: connector_runtime::v1::Data>() {
///     is::<T>();
/// }
/// ```
/// ```compile_fail,E0277
/// use connector_runtime::v1 as rt;
/// // It is `Send`, and all else that is asked for, but not `Sync`.
/// rt::object!(Strict, pub struct Model { pub field: rt::Own<std::cell::Cell<u8>> = "field" });
/// ```
///
/// # Safety
/// `TYPE` names just this type, or for a model `SHAPE` its fields, and `shape` gives `SHAPE`: a type that looks the same in memory is
/// another one, for options and lists of it need not look the same.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type of a document",
    note = "these are models, bool, i32, i64, f64, String, rt::Value, dates, and options, lists and maps of them"
)]
#[expect(unsafe_code, reason = "what it states is believed")]
pub unsafe trait Data: Sized + Clone + fmt::Debug + Send + Sync + Unpin + 'static {
    /// What a value is.
    #[doc(hidden)]
    const TYPE: &'static Type = &Type::Object(Self::shape, types::layout_of::<Self>());

    /// What an object consists of.
    #[doc(hidden)]
    const SHAPE: &'static Shape = &Shape::NONE;

    /// The same behind a function, without which a type that contains itself would have to be known before it is.
    #[doc(hidden)]
    fn shape() -> &'static Shape {
        Self::SHAPE
    }

    /// Reads a value.
    ///
    /// # Errors
    /// When it is of another type than the document says.
    #[doc(hidden)]
    fn read<'de, D: Deserializer<'de>>(from: D, mode: Mode) -> Result<Self, D::Error> {
        let mut value = empty::<Self>();
        read::read(Place::of(&mut value), from, mode)?;
        Ok(value)
    }

    /// Writes the value.
    ///
    /// # Errors
    /// When the format has no such value (JSON has no NaN), or the writer fails.
    #[doc(hidden)]
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        write::write(Seen::of(self), to)
    }
}

/// A value with nothing in it: every option none, text and lists empty.
#[must_use]
pub fn empty<T: Data>() -> T {
    place::blank()
}

/// What `Clone` of a model does.
#[must_use]
#[expect(unsafe_code, reason = "both are of one type")]
pub fn copy<T: Data>(value: &T) -> T {
    let mut other: T = empty();
    unsafe { copy::copy(Seen::of(value), Place::of(&mut other)) };
    other
}

/// What `Debug` of a model does: all fields but `more`.
///
/// # Errors
/// When the formatter fails.
pub fn debug<T: Data>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&Seen::of(value), f)
}
