//! The sources of single values.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use super::{Input, given};
use crate::text::{
    Base64, Base64Url, Date, DateTime, HttpDate, IsoDuration, TextInt, TextUint, Time, UnixTime,
};

/// Text, both as an input of its own (`str`) and as an item of a list (`String`, since lists need a sized type).
macro_rules! text {
    ([$($life:lifetime)?] |$value:ident: $source:ty| $make:expr) => {
        given!([$($life)?] str: |$value: $source| Input::Text($make));
        given!([$($life)?] String: |$value: $source| Input::Text($make));
    };
}

text!([] |text: String| text);
text!(['a] |text: &'a String| text.clone());
text!(['a] |text: &'a str| text.to_owned());
given!(['a, 'b] str: |text: &'a &'b str| Input::Text((*text).to_owned()));
given!(['a, 'b] String: |text: &'a &'b str| Input::Text((*text).to_owned()));
text!(['a] |text: Cow<'a, str>| text.into_owned());
given!(['a, 'b] str: |text: &'a Cow<'b, str>| Input::Text(text.clone().into_owned()));
given!(['a, 'b] String: |text: &'a Cow<'b, str>| Input::Text(text.clone().into_owned()));
text!([] |text: char| text.to_string());

macro_rules! literal {
    ($target:ty: $($source:ty)*) => {$(
        given!([] $target: |value: $source| Input::Literal(value.to_string()));
        given!(['a] $target: |value: &'a $source| Input::Literal(value.to_string()));
    )*};
}

literal!(bool: bool);
literal!(i32: i8 i16 i32 u8 u16);
literal!(i64: i8 i16 i32 i64 u8 u16 u32);
literal!(f64: i8 i16 i32 u8 u16 u32);

given!([] f64: |value: f64| Input::float(value));
given!(['a] f64: |value: &'a f64| Input::float(*value));
// By way of its text: 0.1f32 means 0.1, not the nearest f32 to it in all digits.
given!([] f64: |value: f32| Input::float(value.to_string().parse().unwrap_or(f64::NAN)));
given!(['a] f64: |value: &'a f32| Input::float(value.to_string().parse().unwrap_or(f64::NAN)));

macro_rules! integer_text {
    ($target:ident: $($source:ty)*) => {$(
        given!([] $target: |value: $source| Input::Text(value.to_string()));
        given!(['a] $target: |value: &'a $source| Input::Text(value.to_string()));
    )*};
}

integer_text!(TextInt: TextInt i8 i16 i32 i64 u8 u16 u32);
integer_text!(TextUint: TextUint u8 u16 u32 u64);

literal!(UnixTime: UnixTime i8 i16 i32 i64 u8 u16 u32);
given!([] UnixTime: |at: SystemTime| Input::Literal(UnixTime::from(at).to_string()));

macro_rules! kept {
    ($($type:ident)*) => {$(
        given!([] $type: |value: $type| Input::Text(value.into_string()));
        given!(['a] $type: |value: &'a $type| Input::Text(value.as_str().to_owned()));
    )*};
}

kept!(DateTime Date Time HttpDate IsoDuration);
given!([] HttpDate: |at: SystemTime| Input::Text(HttpDate::from(at).into_string()));
given!([] IsoDuration: |duration: Duration| Input::Text(IsoDuration::from(duration).into_string()));

macro_rules! bytes {
    ($($type:ident)*) => {$(
        given!([] $type: |bytes: $type| Input::Text(bytes.encode()));
        given!(['a] $type: |bytes: &'a $type| Input::Text(bytes.encode()));
        given!([] $type: |bytes: Vec<u8>| Input::Text($type::new(bytes).encode()));
        given!(['a] $type: |bytes: &'a Vec<u8>| Input::Text($type::from(bytes.as_slice()).encode()));
        given!(['a] $type: |bytes: &'a [u8]| Input::Text($type::from(bytes).encode()));
        given!(['a, const N: usize] $type: |bytes: &'a [u8; N]| Input::Text($type::from(bytes).encode()));
    )*};
}

bytes!(Base64 Base64Url);

given!([] Value: |value: Value| Input::json(&value));
given!(['a] Value: |value: &'a Value| Input::json(value));
