//! Text that must not show.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serializer};
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

use crate::data::{Blank, Data, Mode, Text, read_text};

/// A credential or another text that no log may show. It is wiped from memory when it is dropped.
///
/// Debug does not show it, it has no `Display`, and serde writes it only as a field of a model.
/// ```compile_fail,E0277
/// println!("{}", connector_runtime::Secret::new("hush"));
/// ```
/// ```compile_fail,E0277
/// fn write<T: serde::Serialize>() {}
/// write::<connector_runtime::Secret>();
/// ```
#[derive(Clone, Default)]
pub struct Secret(String);

impl Secret {
    /// Of a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text: every use of this is a place to look at.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Takes as long for equal texts as for texts of the same length that differ anywhere.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Secret {}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}

impl From<&Secret> for Secret {
    fn from(secret: &Secret) -> Self {
        secret.clone()
    }
}

impl Text for Secret {
    fn from_text(text: Cow<'_, str>) -> Self {
        Self(text.into_owned())
    }
}

impl Data for Secret {
    fn blank(_: &mut Blank) -> Self {
        Self::default()
    }

    fn read<'de, D: Deserializer<'de>>(from: D, mode: Mode) -> Result<Self, D::Error> {
        read_text(from, mode)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::read(from, Mode::Strict)
    }
}
