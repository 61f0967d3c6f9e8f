//! Dates, times and durations that keep the text they came as.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::duration::is_duration;
use super::http_date::is_http_date;
use super::rfc3339::{NotADate, is_date, is_date_time, is_time};
use crate::data::{Data, Textual, Traits, Type, Words};

macro_rules! date {
    ($(#[$doc:meta])* $type:ident, $valid:ident, $standard:literal, $wanted:literal) => {
        $(#[$doc])*
        ///
        /// It keeps the text a server sent, whatever that is: what is read and sent back is the same, and a value that
        /// is not by the book costs nobody the whole reply. Two values are equal if their texts are; compare what they
        /// stand for after a conversion.
        #[doc = concat!("`parse` accepts only what ", $standard, " does; [`new`](Self::new) takes any text.")]
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $type(String);

        impl $type {
            /// Of a text as it is to be sent, which is not looked at.
            #[must_use]
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            #[doc = concat!("Whether the text is what ", $standard, " asks for.")]
            #[must_use]
            pub fn is_valid(&self) -> bool {
                $valid(&self.0)
            }

            /// The text.
            #[must_use]
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl FromStr for $type {
            type Err = NotADate;

            fn from_str(text: &str) -> Result<Self, NotADate> {
                if $valid(text) { Ok(Self(text.to_owned())) } else { Err(NotADate { wanted: $wanted }) }
            }
        }

        impl TryFrom<&str> for $type {
            type Error = NotADate;

            fn try_from(text: &str) -> Result<Self, NotADate> {
                text.parse()
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Textual for $type {
            const TRAITS: Traits = Traits { blank_is_none: true, only_text: false };

            #[inline]
            fn of_text(text: Cow<'_, str>) -> Option<Self> {
                Some(Self(text.into_owned()))
            }

            fn to_text(&self) -> Cow<'_, str> {
                Cow::Borrowed(&self.0)
            }

            fn nothing() -> Self {
                Self(String::new())
            }
        }

        #[expect(unsafe_code, reason = "it is what it says")]
        unsafe impl Data for $type {
            const TYPE: &'static Type = &Type::Text(Words::of::<Self>());
        }

        super::serde!($type);
    };
}

date!(
    /// A point in time, like `2024-05-17T08:30:00Z`.
    DateTime, is_date_time, "RFC 3339", "2024-05-17T08:30:00Z"
);
date!(
    /// A day, like `2024-05-17`.
    Date, is_date, "RFC 3339", "2024-05-17"
);
date!(
    /// A time of day, like `08:30:00`; an offset from UTC may follow.
    Time, is_time, "RFC 3339", "08:30:00"
);
date!(
    /// A point in time as HTTP's headers have it, like `Fri, 17 May 2024 08:30:00 GMT` (RFC 1123, RFC 9110).
    HttpDate, is_http_date, "RFC 9110", "Fri, 17 May 2024 08:30:00 GMT"
);
date!(
    /// A duration, like `P1DT12H` or `PT0.5S`.
    IsoDuration, is_duration, "ISO 8601", "P1DT12H30M5S"
);
