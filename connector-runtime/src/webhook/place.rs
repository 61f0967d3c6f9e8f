//! Putting the callback address into the subscribing request, and reading back what the caller put there.

use serde_json::{Map, Value};

use super::spec::Slot;
use crate::arg::Input;
use crate::error::Error;
use crate::request::{Given, Payload, Plan, encode};
use crate::spec::Place;

impl Plan {
    /// Puts a text into its place, whatever is there already.
    pub(super) fn put(&mut self, slot: &'static Slot, text: &str) {
        let value = Input::Text(text.to_owned());
        match slot.place {
            Place::Path => self.path(slot.name, &value, ',', encode::value),
            Place::Query => self.query(slot.name, &value, ',', encode::value),
            Place::Header => self.header(slot.name, &value, ','),
            Place::Cookie => self.cookie(slot.name, &value),
            Place::Form => self.form(slot.name, &value, None),
            Place::Field => self.put_in_body(slot.way, text),
        }
    }

    fn put_in_body(&mut self, way: &'static [&'static str], text: &str) {
        if let Payload::Json(json) = &mut self.payload {
            match inserted(Some(json), way, text) {
                Ok(with) => *json = with.into(),
                Err(error) => self.fault = self.fault.take().or(Some(error)),
            }
            return;
        }
        let Some((first, below)) = way.split_first() else { return };
        if below.is_empty() {
            self.field(first, &Input::Text(text.to_owned()));
            return;
        }
        let given = self.inputs.iter().find_map(|(name, given)| match given {
            Given::Field(json) if name == first => Some(json.as_slice()),
            _ => None,
        });
        let fixed = || {
            let constants = self.action.constants.iter();
            let mut own = constants.filter(|one| one.place == Place::Field && one.name == *first);
            own.next().map(|one| one.value.as_bytes())
        };
        match inserted(given.or_else(fixed), below, text) {
            Ok(json) => {
                let is_it =
                    |(name, given): &(&'static str, Given)| name == first && matches!(given, Given::Field(_));
                self.inputs.retain(|input| !is_it(input));
                self.inputs.push((first, Given::Field(json)));
            }
            Err(error) => self.fault = self.fault.take().or(Some(error)),
        }
    }

    /// What the caller gave there, decoded.
    pub(super) fn given(&self, slot: &Slot) -> Option<String> {
        let hit = self.inputs.iter().find_map(|(name, given)| match (given, slot.place) {
            _ if *name != slot.name => None,
            (Given::Path(text), Place::Path) => Some(decoded(text)),
            // The name may be encoded, too; a value has no `=` of its own.
            (Given::Query(pair), Place::Query) => pair.split_once('=').map(|(_, value)| decoded(value)),
            (Given::Header(value), Place::Header) => value.to_str().ok().map(str::to_owned),
            _ => None,
        });
        hit.or_else(|| {
            let constants = self.action.constants.iter();
            let mut own = constants.filter(|one| one.place == slot.place && one.name == slot.name);
            own.next().map(|one| one.value.to_owned())
        })
    }
}

/// JSON with a text at the end of a way; objects that are missing on the way are made.
fn inserted(json: Option<&[u8]>, way: &[&str], text: &str) -> Result<Vec<u8>, Error> {
    let broken =
        || Error::input("body", "the callback address has no place in it: something else is on the way");
    let mut root = match json {
        Some(json) => serde_json::from_slice(json).map_err(|_| broken())?,
        None => Value::Null,
    };
    let mut at = &mut root;
    for step in way {
        if at.is_null() {
            *at = Value::Object(Map::new());
        }
        at = at.as_object_mut().ok_or_else(broken)?.entry(*step).or_insert(Value::Null);
    }
    *at = Value::from(text);
    serde_json::to_vec(&root).map_err(|_| broken())
}

/// Without percent signs. What is no escape stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let escape = match (first, tail) {
            (b'%', [high, low, after @ ..]) => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                let both =
                    digit(high).zip(digit(low)).and_then(|(high, low)| u8::try_from(high << 4 | low).ok());
                both.map(|byte| (byte, after))
            }
            _ => None,
        };
        let (byte, after) = escape.unwrap_or((*first, tail));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(json: Option<&str>, way: &[&str]) -> Result<String, String> {
        let made = inserted(json.map(str::as_bytes), way, "u");
        made.map(|bytes| String::from_utf8(bytes).unwrap()).map_err(|error| error.to_string())
    }

    #[test]
    fn the_address_goes_where_it_belongs() {
        assert_eq!(made(None, &["a", "url"]).unwrap(), r#"{"a":{"url":"u"}}"#);
        assert_eq!(
            made(Some(r#"{"a":{"x":1,"url":null}}"#), &["a", "url"]).unwrap(),
            r#"{"a":{"url":"u","x":1}}"#
        );
        assert!(made(Some(r#"{"a":7}"#), &["a", "url"]).unwrap_err().contains("no place"));
    }

    #[test]
    fn percent_signs_are_read() {
        assert_eq!(decoded("a%2Fb%C3%A9%zz%2"), "a/bé%zz%2");
    }
}
