//! Bytes that are Base64 on the wire.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::de::{Deserializer, Unexpected, Visitor};
use serde::ser::Serializer;

use crate::data::{Blank, Data, Mode};

/// Writes padding; reads with or without, and does not mind bits that no byte uses.
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Bytes, as Base64 on the wire.
///
/// It is written with the standard alphabet and padding; the URL-safe alphabet, missing padding and line breaks are
/// read too.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Base64(Vec<u8>);

/// A text that is no Base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotBase64(());

impl fmt::Display for NotBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is no Base64")
    }
}

impl std::error::Error for NotBase64 {}

impl Base64 {
    /// Of bytes.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// As it is sent.
    #[must_use]
    pub fn encode(&self) -> String {
        encode(&self.0)
    }
}

pub(crate) fn encode(bytes: &[u8]) -> String {
    ENGINE.encode(bytes)
}

impl FromStr for Base64 {
    type Err = NotBase64;

    fn from_str(text: &str) -> Result<Self, NotBase64> {
        if let Ok(bytes) = ENGINE.decode(text) {
            return Ok(Self(bytes));
        }
        let plain: Vec<u8> = text
            .bytes()
            .filter(|byte| !byte.is_ascii_whitespace())
            .map(|byte| match byte {
                b'-' => b'+',
                b'_' => b'/',
                other => other,
            })
            .collect();
        ENGINE.decode(plain).map(Self).map_err(|_| NotBase64(()))
    }
}

/// Shows how much it is, not what.
impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} bytes)", self.0.len())
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Base64 {
    fn from(bytes: &[u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}

impl From<Base64> for Vec<u8> {
    fn from(bytes: Base64) -> Self {
        bytes.0
    }
}

impl Data for Base64 {
    fn blank(_: &mut Blank) -> Self {
        Self::default()
    }

    fn read<'de, D: Deserializer<'de>>(from: D, _: Mode) -> Result<Self, D::Error> {
        from.deserialize_str(Text)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.encode())
    }
}

super::serde!(Base64);

struct Text;

impl Visitor<'_> for Text {
    type Value = Base64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Base64 text")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Base64, E> {
        // The text may be long and private: the message does without.
        text.parse().map_err(|_| E::invalid_value(Unexpected::Other("other text"), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_spelling() {
        let bytes = Base64::new([0xfb, 0xef, 0xff, 0x01]);
        assert_eq!(bytes.encode(), "++//AQ==");
        for text in ["++//AQ==", "++//AQ", "--__AQ", "--__AQ==", "++//\r\nAQ==\n", "++//AR=="] {
            assert_eq!(text.parse(), Ok(bytes.clone()), "{text}");
        }
        assert_eq!("".parse(), Ok(Base64::default()));
        for text in ["A", "AQ=A", "A*==", "é"] {
            assert!(text.parse::<Base64>().is_err(), "{text}");
        }
        assert_eq!(format!("{bytes:?}"), "Base64(4 bytes)");
    }
}
