//! The emitted implementations of serde against derived ones of the same models: the same value, or both refuse.

use std::collections::BTreeMap;

use connector_runtime::data::decode;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Number, Value};

/// What generated code takes for the facade.
#[doc(hidden)]
pub mod facade {
    pub use connector_runtime as rt;
}

#[allow(clippy::all, missing_docs)]
mod made {
    include!(concat!(env!("OUT_DIR"), "/models.rs"));
}

#[derive(Debug, Serialize, Deserialize)]
struct Whole {
    id: String,
    #[serde(default, deserialize_with = "whole", skip_serializing_if = "Option::is_none")]
    small: Option<i32>,
    #[serde(default, deserialize_with = "whole", skip_serializing_if = "Option::is_none")]
    big: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    yes: Option<bool>,
    part: Part,
    list: Vec<Part>,
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<Vec<String>>,
    #[serde(rename = "self", skip_serializing_if = "Option::is_none")]
    own: Option<Box<Whole>>,
    #[serde(rename = "a \"name\"", skip_serializing_if = "Option::is_none")]
    quoted: Option<String>,
    /// It makes derived code take objects only, as emitted code does.
    #[serde(flatten, skip_serializing)]
    _rest: BTreeMap<String, Value>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Part {
    #[serde(deserialize_with = "some_whole")]
    n: i64,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    any: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(flatten)]
    rest: BTreeMap<String, String>,
}

/// An integer, also one that is written with a point or an exponent: to JSON Schema they are the same (6.1.1 of its validation), to
/// derived code they are not.
fn whole<'de, D: Deserializer<'de>, T: TryFrom<i64>>(from: D) -> Result<Option<T>, D::Error> {
    let Some(number) = Option::<Number>::deserialize(from)? else { return Ok(None) };
    // 2^63 and beyond were integers, or were rounded.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    let float = number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < LIMIT);
    let integer = number.as_i64().or_else(|| float.filter(|_| number.is_f64()).map(|float| float as i64));
    let made = integer.and_then(|integer| T::try_from(integer).ok());
    made.map(Some).ok_or_else(|| D::Error::custom(format_args!("{number} is no such integer")))
}

/// Null is a value where any is allowed; derived code takes it for none.
fn present<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(from).map(Some)
}

fn some_whole<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    whole(from)?.ok_or_else(|| D::Error::custom("null is no integer"))
}

pub fn check(bytes: &[u8]) {
    let emitted: Result<made::model::Whole, _> = serde_json::from_slice(bytes);
    // Of two members of one name the last counts: as a value first, derived code knows of one only. What is no value need not
    // be noticed where nobody looks.
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return };
    let derived = serde_json::from_value::<Whole>(value.clone());
    // Emitted code looks at each of them, and refuses what is wrong with the first. Without that one it has to agree.
    let emitted = match (emitted, &derived) {
        (Err(_), Ok(_)) => serde_json::from_slice(value.to_string().as_bytes()),
        (emitted, _) => emitted,
    };
    match (emitted, derived) {
        (Ok(emitted), Ok(derived)) => {
            let one = serde_json::to_value(&emitted).expect("emitted code writes what it has read");
            let other = serde_json::to_value(&derived).expect("derived code does, too");
            assert_eq!(one, other);
            let again: made::model::Whole =
                serde_json::from_value(one.clone()).expect("it reads what it wrote");
            assert_eq!(serde_json::to_value(&again).expect("twice"), one);
        }
        (Err(_), Err(_)) => {}
        (Ok(value), Err(error)) => panic!("only emitted code reads it: {value:?}\nderived: {error}"),
        (Err(error), Ok(value)) => panic!("only derived code reads it: {value:?}\nemitted: {error}"),
    }
    // And the way of a reply, whose errors have places.
    if let Err(error) = decode::<made::model::Whole>(bytes) {
        assert!(error.path().is_empty() || error.path().starts_with('/'), "{error}");
        assert!(error.to_string().len() < 4096);
    }
}
