//! The codec of the document's types.
//!
//! Generated code states shapes (`object!`, `string_enum!`, `tagged!`, `untagged!`); how they are read and written is here, once.
//! It stands on serde, so any format works, but has a trait of its own: [`Data`] knows what a missing or null
//! value is, so that a macro needs the names of fields and nothing of their types.

mod collect;
mod decode;
mod list;
mod macros;
mod object;
mod own;
mod pointer;
mod scalar;
mod tagged;
mod trace;
mod untagged;
mod word;

use serde::de::{Deserializer, MapAccess};
use serde::ser::{SerializeMap, Serializer};

pub use decode::{DecodeError, decode, decode_with};
pub use list::{IntoList, Map, list};
pub use object::{Blank, Reader, Shape, Writer, debug};
pub use own::Own;
pub use tagged::{Fault, Tagged, Variant, read_tagged};
pub use untagged::{Case, Kind, Untagged, read_untagged};
pub use word::{Text, Word, read_text};

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
/// Objects state [`SHAPE`](Data::SHAPE), [`blank`](Data::blank), [`take`](Data::take) and [`give`](Data::give), and
/// inherit the rest; everything else overrides `read` and `write` instead. That is one trait rather than two because a
/// model would otherwise have to forward between them, and models are what a generated client consists of.
///
/// A model of what is not `Send` does not compile, which its `unsafe impl Send` counts on.
/// ```compile_fail,E0277
/// use connector_runtime::v1 as rt;
/// struct Model {
///     field: Option<std::rc::Rc<String>>,
///     more: rt::More,
/// }
/// rt::object!(strict Model { field: "field" });
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type of a document",
    note = "these are models, bool, i32, i64, f64, String, rt::Value, dates, and options, lists and maps of them"
)]
pub trait Data: Sized + Send + Sync + Unpin {
    /// What an object consists of.
    #[doc(hidden)]
    const SHAPE: &'static Shape = &Shape { name: "value", mode: Mode::Strict, fields: &[] };

    /// Whether a property of this type may be missing; it is what [`blank`](Data::blank) makes then.
    #[doc(hidden)]
    const OPTIONAL: bool = false;

    /// A value with nothing in it: none, empty, zero, false. What is required in it is noted.
    #[doc(hidden)]
    fn blank(required: &mut Blank) -> Self;

    /// Reads a value.
    ///
    /// # Errors
    /// When it is of another type than the document says.
    #[doc(hidden)]
    fn read<'de, D: Deserializer<'de>>(from: D, mode: Mode) -> Result<Self, D::Error> {
        let _ = mode; // a model has its own
        object::read(from)
    }

    /// Reads a value or null.
    ///
    /// # Errors
    /// As [`read`](Data::read).
    #[doc(hidden)]
    fn read_option<'de, D: Deserializer<'de>>(from: D, mode: Mode) -> Result<Option<Self>, D::Error> {
        collect::read_option(from, mode)
    }

    /// Writes the value.
    ///
    /// # Errors
    /// When the format has no such value (JSON has no NaN), or the writer fails.
    #[doc(hidden)]
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        object::write(self, to)
    }

    /// Reads the property `key` into its field.
    ///
    /// # Errors
    /// As [`read`](Data::read).
    #[doc(hidden)]
    fn take<'de, M: MapAccess<'de>>(&mut self, key: &str, from: &mut Reader<M>) -> Result<(), M::Error> {
        let _ = key;
        from.skip()
    }

    /// Writes all properties.
    #[doc(hidden)]
    fn give<M: SerializeMap>(&self, to: &mut Writer<M>) {
        let _ = to;
    }

    /// What null is read as, where null is a value.
    #[doc(hidden)]
    fn null() -> Option<Self> {
        None
    }

    /// Whether the property is left out when written.
    #[doc(hidden)]
    fn is_missing(&self) -> bool {
        false
    }
}

/// A value with nothing in it: every option none, text and lists empty.
#[must_use]
pub fn empty<T: Data>() -> T {
    T::blank(&mut Blank::default())
}
