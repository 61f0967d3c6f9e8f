//! Steps into JSON, reading and writing.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::spec::Step;

/// What is there, unless it is null.
pub(super) fn at<'a>(mut value: &'a Value, steps: &[Step]) -> Option<&'a Value> {
    for step in steps {
        value = match step {
            Step::Key(key) => value.get(key)?,
            Step::Index(index) => value.get(index)?,
        };
    }
    (!value.is_null()).then_some(value)
}

/// As text: texts without quotes, everything else as JSON.
pub(super) fn text(value: &Value) -> Cow<'static, str> {
    match value {
        Value::String(text) => Cow::Owned(text.clone()),
        other => Cow::Owned(other.to_string()),
    }
}

/// Calls `act` with every value that the steps lead to; a key leads into all elements of a list.
pub(super) fn each(value: &mut Value, steps: &[Step], act: &mut dyn FnMut(&mut Value)) {
    let Some((step, rest)) = steps.split_first() else { return act(value) };
    match (step, value) {
        (Step::Key(key), Value::Object(object)) => {
            if let Some(inner) = object.get_mut(*key) {
                each(inner, rest, act);
            }
        }
        (Step::Key(_), Value::Array(list)) => list.iter_mut().for_each(|inner| each(inner, steps, act)),
        (Step::Index(index), Value::Array(list)) => {
            if let Some(inner) = list.get_mut(*index) {
                each(inner, rest, act);
            }
        }
        _ => {}
    }
}

/// Writes a value, making the objects on the way.
pub(super) fn set(value: &mut Value, steps: &[Step], new: Value) {
    let Some((step, rest)) = steps.split_first() else {
        *value = new;
        return;
    };
    match step {
        Step::Key(key) => {
            if value.is_null() {
                *value = Value::Object(Map::new());
            }
            if let Value::Object(object) = value {
                set(object.entry(*key).or_insert(Value::Null), rest, new);
            }
        }
        Step::Index(index) => {
            if let Some(inner) = value.get_mut(*index) {
                set(inner, rest, new);
            }
        }
    }
}

/// Takes a value out.
pub(super) fn take(mut value: &mut Value, steps: &[Step]) -> Option<Value> {
    let (last, way) = steps.split_last()?;
    for step in way {
        value = match step {
            Step::Key(key) => value.get_mut(*key)?,
            Step::Index(index) => value.get_mut(*index)?,
        };
    }
    match (last, value) {
        (Step::Key(key), Value::Object(object)) => object.remove(*key),
        (Step::Index(index), Value::Array(list)) if *index < list.len() => Some(list.remove(*index)),
        _ => None,
    }
}
