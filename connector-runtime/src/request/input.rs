//! Inputs as texts and as JSON.

use std::borrow::Cow;

use crate::arg::Input;

/// The texts of an input: one for a single value, as many as a list has; none if nothing is to be sent.
pub(super) fn texts(value: &Input) -> Result<Option<impl Iterator<Item = Cow<'_, str>>>, &'static str> {
    if let Some(reason) = value.fault() {
        return Err(reason);
    }
    if value.is_absent() {
        return Ok(None);
    }
    Ok(Some(value.items().iter().filter(|item| !item.is_absent()).map(text)))
}

fn text(item: &Input) -> Cow<'_, str> {
    match item {
        Input::Text(text) | Input::Literal(text) | Input::Json(text) => Cow::Borrowed(text),
        // A list in a list has no form of its own outside of JSON.
        other => Cow::Owned(String::from_utf8_lossy(&written(other)).into_owned()),
    }
}

pub(super) fn json(value: &Input) -> Result<Option<Vec<u8>>, &'static str> {
    match value.fault() {
        Some(reason) => Err(reason),
        None if value.is_absent() => Ok(None),
        None => Ok(Some(written(value))),
    }
}

fn written(value: &Input) -> Vec<u8> {
    let mut out = Vec::new();
    value.write_json(&mut out);
    out
}
