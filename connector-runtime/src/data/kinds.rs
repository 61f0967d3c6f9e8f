//! Which type is what.
#![expect(unsafe_code, reason = "each is what it says")]

use serde_json::Value;

use super::types::{Boxed, Entries, List, Optional};
use super::{Data, Map, Type};

unsafe impl<T: Data> Data for Option<T> {
    const TYPE: &'static Type = &Type::Option(Optional::of::<T>());
}

unsafe impl<T: Data> Data for Vec<T> {
    const TYPE: &'static Type = &Type::List(List::of::<T>());
}

unsafe impl<T: Data> Data for Map<T> {
    const TYPE: &'static Type = &Type::Map(Entries::of::<T>());
}

unsafe impl<T: Data> Data for Box<T> {
    const TYPE: &'static Type = &Type::Boxed(Boxed::of::<T>());
}

macro_rules! kind {
    ($type:ty = $kind:ident) => {
        unsafe impl Data for $type {
            const TYPE: &'static Type = &Type::$kind;
        }
    };
}

kind!(bool = Bool);
kind!(i32 = Int32);
kind!(i64 = Int64);
kind!(f64 = Float);
kind!(Value = Value);
kind!(crate::text::TextInt = TextInt);
kind!(crate::text::TextUint = TextUint);
kind!(crate::text::UnixTime = UnixTime);
