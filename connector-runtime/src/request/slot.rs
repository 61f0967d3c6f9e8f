//! Places in a request that something else than the caller fills in, or looks at: a webhook's callback address, what leads to
//! the next page.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::{Given, Payload, Plan, encode};
use crate::arg::Input;
use crate::error::Error;
use crate::page::{read, write};
use crate::spec::Place;

/// A place in a request.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub(crate) place: Place,
    /// The name of a parameter; of a body, the way to the property.
    pub(crate) way: &'static [&'static str],
    pub(crate) name: &'static str,
}

impl Slot {
    const fn parameter(place: Place, name: &'static str) -> Self {
        Self { place, way: &[], name }
    }

    /// A placeholder of the path.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Self::parameter(Place::Path, name)
    }

    /// A query parameter.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::parameter(Place::Query, name)
    }

    /// A header.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self::parameter(Place::Header, name)
    }

    /// A cookie.
    #[must_use]
    pub const fn cookie(name: &'static str) -> Self {
        Self::parameter(Place::Cookie, name)
    }

    /// A form field.
    #[must_use]
    pub const fn form(name: &'static str) -> Self {
        Self::parameter(Place::Form, name)
    }

    /// A property of the JSON body, by the way to it.
    #[must_use]
    pub const fn body(way: &'static [&'static str]) -> Self {
        Self { place: Place::Field, way, name: "" }
    }
}

impl Plan {
    /// Puts a text into a place, whatever is there already.
    pub(crate) fn put(&mut self, slot: Slot, text: &str) {
        self.put_json(slot, &serde_json::Value::from(text).to_string());
    }

    /// Puts a value into a place, whatever is there already. Outside of a JSON body only a text or number has one.
    pub(crate) fn put_json(&mut self, slot: Slot, json: &str) {
        if slot.place == Place::Field {
            return self.put_in_body(slot.way, json);
        }
        let Some(text) = serde_json::from_str::<&RawValue>(json).ok().and_then(read::scalar) else {
            return self.fail(Error::input(slot.name, "it is neither text nor number"));
        };
        let value = Input::Text(text);
        match slot.place {
            Place::Path => self.path(slot.name, &value, ',', encode::value),
            Place::Query => self.query(slot.name, &value, ',', encode::value),
            Place::Header => self.header(slot.name, &value, ','),
            Place::Cookie => self.cookie(slot.name, &value),
            Place::Form | Place::Field => self.form(slot.name, &value, None),
        }
    }

    fn put_in_body(&mut self, way: &'static [&'static str], value: &str) {
        let broken = || Error::input("body", "something else is on the way to what has to stand in it");
        if let Payload::Json(json) = &self.payload {
            match inserted(json, way, value) {
                Some(json) => self.payload = Payload::Json(json.into()),
                None => self.fail(broken()),
            }
            return;
        }
        let Some((first, below)) = way.split_first() else { return };
        match inserted(self.field_json_of(first).unwrap_or_default(), below, value) {
            Some(json) => self.give(first, Given::Field(json)),
            None => self.fail(broken()),
        }
    }

    /// The property of an inline body, as JSON: the caller's, or the document's.
    fn field_json_of(&self, name: &str) -> Option<&[u8]> {
        let given = self.inputs.iter().find_map(|(own, given)| match given {
            Given::Field(json) if *own == name => Some(json.as_slice()),
            _ => None,
        });
        given.or_else(|| self.fixed(Place::Field, name).map(str::as_bytes))
    }

    fn fixed(&self, place: Place, name: &str) -> Option<&'static str> {
        let constants = self.action.constants.iter();
        constants.filter(|one| one.place == place && one.name == name).map(|one| one.value).next()
    }

    /// What stands there, decoded: the caller's, or the document's.
    pub(crate) fn given(&self, slot: Slot) -> Option<String> {
        if slot.place == Place::Field {
            let found = match (&self.payload, slot.way.split_first()) {
                (Payload::Json(json), _) => read::at(json, slot.way),
                (_, Some((first, below))) => read::at(self.field_json_of(first)?, below),
                _ => None,
            };
            return found.and_then(read::scalar);
        }
        let hit = self.inputs.iter().find_map(|(name, given)| match (given, slot.place) {
            _ if *name != slot.name => None,
            (Given::Path(text), Place::Path) => Some(encode::decoded(text)),
            // The name may be encoded, too; a value has no `=` of its own.
            (Given::Query(pair), Place::Query) | (Given::Cookie(pair), Place::Cookie) => {
                pair.split_once('=').map(|(_, value)| encode::decoded(value))
            }
            (Given::Header(value), Place::Header) => value.to_str().ok().map(str::to_owned),
            (Given::Form(texts), Place::Form) => texts.first().cloned(),
            _ => None,
        });
        hit.or_else(|| self.fixed(slot.place, slot.name).map(str::to_owned))
    }
}

/// JSON with a value at the end of a way. A number that stands in for a text becomes one.
fn inserted(json: &[u8], way: &[&str], value: &str) -> Option<Vec<u8>> {
    let was_text = read::at(json, way).is_some_and(|raw| raw.get().starts_with('"'));
    let value = match was_text && !value.starts_with(['"', '{', '[']) {
        true => Cow::Owned(serde_json::Value::from(value).to_string()),
        false => Cow::Borrowed(value),
    };
    write::set(std::str::from_utf8(json).ok()?, way, &value).map(String::into_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(json: &str, way: &[&str], value: &str) -> Option<String> {
        inserted(json.as_bytes(), way, value).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn values_go_where_they_belong() {
        assert_eq!(made("", &["a", "url"], r#""u""#).as_deref(), Some(r#"{"a":{"url":"u"}}"#));
        assert_eq!(
            made(r#"{"a":{"x":1,"url":null}}"#, &["a", "url"], r#""u""#).as_deref(),
            Some(r#"{"a":{"x":1,"url":"u"}}"#)
        );
        assert_eq!(made(r#"{"page":"1"}"#, &["page"], "2").as_deref(), Some(r#"{"page":"2"}"#));
        assert_eq!(made(r#"{"a":7}"#, &["a", "url"], "1"), None);
    }

    #[test]
    fn percent_signs_are_read() {
        assert_eq!(encode::decoded("a%2Fb%C3%A9%zz%2"), "a/bé%zz%2");
    }
}
