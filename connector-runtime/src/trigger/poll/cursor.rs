//! Where polling goes on.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::error::{Error, ErrorKind};
use crate::trigger::store::Store;

/// Where a trigger's polling goes on. It is text ([`Cursor::to_json`]), so that it can be kept anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The address that the service gave.
    pub(super) next: Option<String>,
    /// Query parameters of the next poll.
    pub(super) parameters: BTreeMap<String, String>,
    /// Whether it is known what was there at the beginning.
    pub(super) begun: bool,
    /// How many polls have brought something.
    pub(super) polls: u64,
}

impl Cursor {
    /// From the beginning, with this query parameter in the first poll: a date, a number.
    #[must_use]
    pub fn parameter(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self::default().and(name, value)
    }

    /// And with this one.
    #[must_use]
    pub fn and(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.insert(name.into(), value.into());
        self
    }

    /// At an address that the service gave in `Location`.
    #[must_use]
    pub fn location(url: impl Into<String>) -> Self {
        Self { next: Some(url.into()), ..Self::default() }
    }

    /// The cursor of the checkpoint of this name; none when there is none.
    ///
    /// # Errors
    /// When the store does not work, or holds something else under that name.
    pub async fn of(name: &str, store: &impl Store) -> Result<Option<Self>, Error> {
        match store.read(&key(name)).await? {
            Some(stored) => Self::read(&stored.value).map(|(cursor, _)| Some(cursor)),
            None => Ok(None),
        }
    }

    /// As text.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.write("")
    }

    /// From text that [`to_json`](Self::to_json) made.
    ///
    /// # Errors
    /// When it is something else.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        Self::read(text.as_bytes()).map(|(cursor, _)| cursor)
    }

    /// With the trigger that it belongs to.
    pub(super) fn write(&self, trigger: &str) -> String {
        json!({
            "v": 1, "trigger": trigger, "next": self.next, "parameters": self.parameters, "begun": self.begun, "polls": self.polls,
        })
        .to_string()
    }

    pub(super) fn read(text: &[u8]) -> Result<(Self, String), Error> {
        let wrong = || Error::new(ErrorKind::Store, "what is kept there is no cursor of a trigger");
        let value: Value = serde_json::from_slice(text).map_err(|_| wrong())?;
        if value.get("v") != Some(&json!(1)) {
            return Err(wrong());
        }
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let parameters = value.get("parameters").and_then(Value::as_object).ok_or_else(wrong)?.iter();
        let parameters = parameters.map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
        let cursor = Self {
            next: text("next"),
            parameters: parameters.collect::<Option<_>>().ok_or_else(wrong)?,
            begun: value.get("begun").and_then(Value::as_bool).ok_or_else(wrong)?,
            polls: value.get("polls").and_then(Value::as_u64).ok_or_else(wrong)?,
        };
        Ok((cursor, text("trigger").unwrap_or_default()))
    }
}

/// What the state of a stream's polling is kept under.
pub(super) fn key(stream: &str) -> String {
    format!("poll/{stream}")
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn as_text() {
        let cursor = Cursor {
            next: Some("http://x/?a".to_owned()),
            begun: true,
            polls: 7,
            ..Cursor::parameter("a", "b")
        };
        assert_eq!(Cursor::from_json(&cursor.to_json()).unwrap(), cursor);
        assert_eq!(Cursor::from_json(&Cursor::default().to_json()).unwrap(), Cursor::default());
        for wrong in ["", "{}", "7", r#"{"v":2}"#, r#"{"v":1,"parameters":{"a":1},"begun":true,"polls":1}"#] {
            assert!(Cursor::from_json(wrong).is_err(), "{wrong}");
        }
    }
}
