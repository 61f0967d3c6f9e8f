//! Types that the document's user brings along.

use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use super::trace::Traced;
use super::types::{Entire, Shown};
use super::{Data, Mode, Type, Whole};

/// A type of the user's own in place of one of the document's, by way of serde.
///
/// It needs a default because reading begins with a blank object; a required property that is missing is an error all
/// the same. It is read by way of JSON, whose whole numbers end at 2^64 here.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Own<T>(pub T);

impl<T: fmt::Debug> fmt::Debug for Own<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> Deref for Own<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Own<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for Own<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Serialize + DeserializeOwned + Default + Clone + fmt::Debug + 'static> Entire for Own<T> {
    fn nothing() -> Self {
        Self::default()
    }

    fn of_value(value: Value, _: Mode) -> Result<Self, String> {
        T::deserialize(Traced(value)).map(Self).map_err(|fault| fault.to_string())
    }

    fn show(&self) -> Shown<'_> {
        Shown::Json(serde_json::to_value(&self.0).map_err(|error| error.to_string()))
    }
}

#[expect(unsafe_code, reason = "it is what it says")]
unsafe impl<T> Data for Own<T>
where
    T: Serialize + DeserializeOwned + Default + Clone + fmt::Debug + Send + Sync + Unpin + 'static,
{
    const TYPE: &'static Type = &Type::Whole(Whole::of::<Self>());
}

impl<T: Serialize> Serialize for Own<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Own<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(from).map(Self)
    }
}
