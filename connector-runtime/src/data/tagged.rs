//! Enums of models that one property tells apart.

use serde_json::Value;

use super::trace::Traced;
use super::{Data, Mode};

/// What `tagged!` says of an enum.
pub trait Tagged: Sized {
    /// The property that tells which variant it is.
    const TAG: &'static str;
    /// The name of the Rust type.
    const NAME: &'static str;

    /// Reads the variant of this tag.
    ///
    /// # Errors
    /// When the object is not what that variant says.
    fn choose(tag: &str, from: Variant) -> Result<Self, Fault>;
}

/// Why a variant could not be read.
#[derive(Debug)]
pub struct Fault(super::trace::Error);

/// An object whose tag is known.
#[derive(Debug)]
pub struct Variant {
    pub(super) object: Value,
    pub(super) mode: Mode,
}

impl Variant {
    /// Reads it as a model.
    ///
    /// # Errors
    /// When it is not what the model says.
    pub fn read<T: Data>(self) -> Result<T, Fault> {
        T::read(Traced(self.object), self.mode).map_err(Fault)
    }
}

/// Reads an enum of models. The tag may come last, so the object is read whole before.
///
/// # Errors
/// When it is no object, or not what its variant says.
pub fn read_tagged<T: Tagged>(object: Value, mode: Mode) -> Result<T, String> {
    let tag = match object.get(T::TAG) {
        Some(Value::String(tag)) => tag.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    if !object.is_object() {
        return Err(format!("expected an object ({})", T::NAME));
    }
    T::choose(&tag, Variant { object, mode }).map_err(|fault| fault.0.to_string())
}
