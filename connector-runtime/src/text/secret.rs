//! Text that must not show.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer};
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

use crate::data::{Data, Mode, Textual, Type, Words};

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

impl Textual for Secret {
    fn of_text(text: Cow<'_, str>) -> Option<Self> {
        Some(Self(text.into_owned()))
    }

    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }

    fn nothing() -> Self {
        Self::default()
    }
}

#[expect(unsafe_code, reason = "it is what it says")]
unsafe impl Data for Secret {
    const TYPE: &'static Type = &Type::Text(Words::of::<Self>());
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::read(from, Mode::Strict)
    }
}
