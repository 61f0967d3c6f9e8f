//! Types that are text on the wire and something else to a program.

mod base64;
#[cfg(feature = "chrono")]
mod chrono;
mod date;
mod duration;
pub(crate) mod http_date;
mod int;
#[cfg(feature = "jiff")]
mod jiff;
mod rfc3339;
mod secret;
#[cfg(feature = "time")]
mod time;
mod uint;
mod unix;

pub(crate) use base64::encode;
pub use base64::{Base64, Base64Url, NotBase64};
pub use date::{Date, DateTime, HttpDate, IsoDuration, Time};
pub use int::TextInt;
pub use rfc3339::NotADate;
pub use secret::Secret;
pub use uint::TextUint;
pub use unix::UnixTime;

/// serde over [`Data`](crate::data::Data), for what may stand outside of a model too.
macro_rules! serde {
    ($type:ident) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                crate::data::Data::write(self, to)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                crate::data::Data::read(from, crate::data::Mode::Strict)
            }
        }
    };
}
use serde;
