//! Inputs as texts and as JSON.

use crate::arg::Input;

/// The texts of an input: one for a single value, as many as a list has; none if nothing is to be sent.
pub(super) fn texts(value: &Input) -> Result<Option<Vec<String>>, &'static str> {
    if let Some(reason) = value.fault() {
        return Err(reason);
    }
    if value.is_absent() {
        return Ok(None);
    }
    let one = |item: &Input| match item.text() {
        Some(text) => text,
        // A list in a list has no form of its own outside of JSON.
        None => String::from_utf8_lossy(&written(item)).into_owned(),
    };
    Ok(Some(value.items().iter().filter(|item| !item.is_absent()).map(one).collect()))
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
