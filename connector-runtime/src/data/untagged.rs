//! Enums of values that nothing but their looks tells apart.
//!
//! A value is read as each variant that it can be: by its kind, by properties whose values the document fixes, and by what
//! the variant requires. Of those, the one that keeps most of what was received is taken; of equals, the first. What is none
//! of them is kept as it is, so that nothing received is lost.

use std::cell::Cell;

use serde_json::Value;

use super::tagged::{Fault, Variant};
use super::{Data, Mode};

/// What `untagged!` says of an enum.
pub trait Untagged: Data + 'static {
    /// Its variants, in the order of the document.
    const CASES: &'static [Case<Self>];

    /// A value that is none of them.
    fn other(value: Value) -> Self;
}

/// A variant.
#[derive(Debug)]
pub struct Case<T: 'static> {
    /// The kind of value that it is.
    pub kind: Kind,
    /// Properties of an object, and all values that they can have.
    pub fixed: &'static [(&'static str, &'static [&'static str])],
    /// Reads it.
    pub read: fn(Variant) -> Result<T, Fault>,
}

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `true` and `false`.
    Bool,
    /// A number without a fraction.
    Int,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

impl Kind {
    fn fits(self, value: &Value) -> bool {
        match self {
            Self::Bool => value.is_boolean(),
            Self::Int => {
                value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0)
            }
            Self::Number => value.is_number(),
            Self::Text => value.is_string(),
            Self::List => value.is_array(),
            Self::Object => value.is_object(),
        }
    }
}

impl<T> Case<T> {
    fn fits(&self, value: &Value) -> bool {
        let is_fixed = |(key, values): &(&str, &[&str])| match value.get(key) {
            Some(Value::String(text)) => values.contains(&text.as_str()),
            Some(Value::Null) | None => true,
            Some(_) => false,
        };
        self.kind.fits(value) && self.fixed.iter().all(is_fixed)
    }
}

/// How often a value may be looked at while it is read, nested unions together. Real documents need a handful; a document
/// whose unions contain themselves could have twice as many ways at each level.
const LOOKS: usize = 64;

thread_local! {
    /// What is left of the looks at the outermost value; none outside of one.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The looks at the outermost value, which end with it.
struct Budget {
    outermost: bool,
}

impl Budget {
    fn begin(value: &Value) -> Self {
        let outermost = LEFT.get().is_none();
        if outermost {
            LEFT.set(Some(size(value).saturating_mul(LOOKS)));
        }
        Self { outermost }
    }

    /// Whether this value may be looked at once more.
    fn take(&self, value: &Value) -> bool {
        let rest = LEFT.get().and_then(|left| left.checked_sub(size(value)));
        LEFT.set(Some(rest.unwrap_or(0)));
        rest.is_some()
    }
}

impl Drop for Budget {
    fn drop(&mut self) {
        if self.outermost {
            LEFT.set(None);
        }
    }
}

/// Reads an enum.
#[must_use]
pub fn read_untagged<T: Untagged>(value: Value, mode: Mode) -> T {
    let budget = Budget::begin(&value);
    let mut best: Option<(usize, T)> = None;
    let mut fitting = T::CASES.iter().filter(|case| case.fits(&value)).peekable();
    while let Some(case) = fitting.next() {
        if !budget.take(&value) {
            break;
        }
        let Ok(found) = (case.read)(Variant { object: value.clone(), mode }) else { continue };
        if best.is_none() && fitting.peek().is_none() {
            return found;
        }
        let kept = found.write(serde_json::value::Serializer).map_or(0, |written| kept(&value, &written));
        if best.as_ref().is_none_or(|(most, _)| kept > *most) {
            best = Some((kept, found));
        }
    }
    match best {
        Some((_, found)) => found,
        None => T::other(value),
    }
}

/// How many values a value consists of.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// How many of its values are still there.
fn kept(received: &Value, written: &Value) -> usize {
    match (received, written) {
        (Value::Array(all), Value::Array(kept_items)) => {
            1 + all.iter().zip(kept_items).map(|(one, other)| kept(one, other)).sum::<usize>()
        }
        (Value::Object(all), Value::Object(other)) => {
            1 + all.iter().filter_map(|(key, one)| Some(kept(one, other.get(key)?))).sum::<usize>()
        }
        (Value::Number(one), Value::Number(other)) => usize::from(one.as_f64() == other.as_f64()),
        (one, other) => usize::from(one == other),
    }
}
