//! Bytes that are Base64 on the wire.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::data::{Data, Textual, Traits, Type, Words};

/// Writes padding; reads with or without, and does not mind bits that no byte uses.
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The alphabet for URLs and file names, without padding (RFC 4648, section 5).
const URL: GeneralPurpose =
    GeneralPurpose::new(&URL_SAFE, GeneralPurposeConfig::new().with_encode_padding(false));

/// A text that is no Base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotBase64(());

impl fmt::Display for NotBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is no Base64")
    }
}

impl std::error::Error for NotBase64 {}

/// The bytes, of any spelling: the alphabet for URLs, missing padding and line breaks are read too.
fn decode(text: &str) -> Result<Vec<u8>, NotBase64> {
    if let Ok(bytes) = ENGINE.decode(text) {
        return Ok(bytes);
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
    ENGINE.decode(plain).map_err(|_| NotBase64(()))
}

pub(crate) fn encode(bytes: &[u8]) -> String {
    ENGINE.encode(bytes)
}

macro_rules! bytes {
    ($(#[$doc:meta])* $type:ident, $engine:ident) => {
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq, Eq, Hash)]
        pub struct $type(Vec<u8>);

        impl FromStr for $type {
            type Err = NotBase64;

            fn from_str(text: &str) -> Result<Self, NotBase64> {
                decode(text).map(Self)
            }
        }

        impl $type {
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
                $engine.encode(&self.0)
            }
        }

        /// Shows how much it is, not what.
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($type), "({} bytes)"), self.0.len())
            }
        }

        impl AsRef<[u8]> for $type {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl From<Vec<u8>> for $type {
            fn from(bytes: Vec<u8>) -> Self {
                Self(bytes)
            }
        }

        impl From<&[u8]> for $type {
            fn from(bytes: &[u8]) -> Self {
                Self(bytes.to_vec())
            }
        }

        impl<const N: usize> From<&[u8; N]> for $type {
            fn from(bytes: &[u8; N]) -> Self {
                Self(bytes.to_vec())
            }
        }

        impl From<$type> for Vec<u8> {
            fn from(bytes: $type) -> Self {
                bytes.0
            }
        }

        impl Textual for $type {
            const EXPECTED: &'static str = "Base64 text";
            const TRAITS: Traits = Traits { blank_is_none: false, only_text: true };

            fn of_text(text: Cow<'_, str>) -> Option<Self> {
                text.parse().ok()
            }

            fn to_text(&self) -> Cow<'_, str> {
                Cow::Owned(self.encode())
            }

            fn nothing() -> Self {
                Self::default()
            }
        }

        #[expect(unsafe_code, reason = "it is what it says")]
        unsafe impl Data for $type {
            const TYPE: &'static Type = &Type::Text(Words::of::<Self>());
        }

        super::serde!($type);
    };
}

bytes!(
    /// Bytes, as Base64 on the wire.
    ///
    /// It is written with the standard alphabet and padding; the URL-safe alphabet, missing padding and line breaks are
    /// read too.
    Base64, ENGINE
);
bytes!(
    /// Bytes, as Base64 on the wire, written with the alphabet for URLs and without padding; read as [`Base64`] is.
    Base64Url, URL
);

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
        let bytes = Base64Url::new([0xfb, 0xef, 0xff, 0x01]);
        assert_eq!(bytes.encode(), "--__AQ");
        assert_eq!("++//AQ==".parse(), Ok(bytes.clone()));
        assert_eq!(format!("{bytes:?}"), "Base64Url(4 bytes)");
    }
}
