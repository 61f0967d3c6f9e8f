//! What is kept of a subscription, so that a restart finds it, and can end it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::token::Token;

/// Keys of the state begin with this.
pub(super) const PREFIX: &str = "webhook/";

/// How far a subscription has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// The service has been asked, or is about to be: it may know of it or not.
    Asking,
    /// The service has answered.
    Standing,
    /// It is to be ended, and perhaps has been.
    Ending,
}

/// What ends a subscription: known when the service has answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Grip {
    /// The callback address that it was made with.
    pub(super) callback: String,
    /// `Location`, made absolute.
    pub(super) location: Option<String>,
    /// Where the subscribing call went: credentials go nowhere else.
    pub(super) home: String,
    /// Values for the inputs of the action that ends it, by their names.
    pub(super) keys: Vec<(String, String)>,
    /// The reply, if it is JSON and not too long.
    pub(super) reply: Value,
}

/// A subscription.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) token: Token,
    pub(super) phase: Phase,
    pub(super) connector: String,
    pub(super) trigger: String,
    /// What tells its inputs from others.
    pub(super) inputs: String,
    pub(super) grip: Grip,
    /// Subscriptions that this one replaces, and that have not been ended.
    pub(super) old: Vec<(Token, Grip)>,
    pub(super) since: SystemTime,
    /// The way to the list of events in a notification.
    pub(super) each: Option<Vec<String>>,
    /// Only code can tell what may be kept: nothing is taken before it listens.
    pub(super) guarded: bool,
    /// How many subscribing calls nobody heard the answer of, nor could end.
    pub(super) unanswered: u32,
}

impl Grip {
    fn to_json(&self) -> Value {
        json!({
            "callback": self.callback, "location": self.location, "home": self.home, "keys": self.keys,
            "reply": self.reply,
        })
    }

    fn of_json(value: &Value) -> Option<Self> {
        let keys = value
            .get("keys")?
            .as_array()?
            .iter()
            .map(|pair| Some((pair.get(0)?.as_str()?.to_owned(), pair.get(1)?.as_str()?.to_owned())));
        Some(Self {
            callback: text(value, "callback")?,
            location: text(value, "location"),
            home: text(value, "home")?,
            keys: keys.collect::<Option<_>>()?,
            reply: value.get("reply")?.clone(),
        })
    }
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

impl Record {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let phase = match self.phase {
            Phase::Asking => "asking",
            Phase::Standing => "standing",
            Phase::Ending => "ending",
        };
        let since = self.since.duration_since(UNIX_EPOCH).unwrap_or_default();
        let old: Vec<Value> =
            self.old.iter().map(|(token, grip)| json!([token.text(), grip.to_json()])).collect();
        let value = json!({
            "token": self.token.text(), "phase": phase, "connector": self.connector, "trigger": self.trigger,
            "inputs": self.inputs, "grip": self.grip.to_json(), "old": old, "since": since.as_secs(),
            "each": self.each, "guarded": self.guarded, "unanswered": self.unanswered,
        });
        value.to_string().into_bytes()
    }

    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let value: Value = serde_json::from_slice(bytes).ok()?;
        let phase = match value.get("phase")?.as_str()? {
            "asking" => Phase::Asking,
            "standing" => Phase::Standing,
            "ending" => Phase::Ending,
            _ => return None,
        };
        let old = value
            .get("old")?
            .as_array()?
            .iter()
            .map(|pair| Some((Token::parse(pair.get(0)?.as_str()?)?, Grip::of_json(pair.get(1)?)?)));
        let each = match value.get("each")? {
            Value::Array(way) => {
                Some(way.iter().map(|step| step.as_str().map(str::to_owned)).collect::<Option<_>>()?)
            }
            _ => None,
        };
        Some(Self {
            token: Token::parse(value.get("token")?.as_str()?)?,
            phase,
            connector: text(&value, "connector")?,
            trigger: text(&value, "trigger")?,
            inputs: text(&value, "inputs")?,
            grip: Grip::of_json(value.get("grip")?)?,
            old: old.collect::<Option<_>>()?,
            since: UNIX_EPOCH.checked_add(Duration::from_secs(value.get("since")?.as_u64()?))?,
            each,
            guarded: value.get("guarded")?.as_bool()?,
            unanswered: u32::try_from(value.get("unanswered")?.as_u64()?).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let grip = Grip {
            callback: "https://me.example/t".to_owned(),
            location: None,
            home: "https://api.example.com/hooks".to_owned(),
            keys: vec![("id".to_owned(), "7".to_owned())],
            reply: json!({"id": 7}),
        };
        let record = Record {
            token: Token::random().unwrap(),
            phase: Phase::Standing,
            connector: "Orders".to_owned(),
            trigger: "OnOrder".to_owned(),
            inputs: "ab".to_owned(),
            grip: grip.clone(),
            old: vec![(Token::random().unwrap(), Grip { location: Some("https://x/1".to_owned()), ..grip })],
            since: UNIX_EPOCH + Duration::from_secs(1_700_000_000),
            each: Some(vec!["value".to_owned()]),
            guarded: true,
            unanswered: 2,
        };
        let bytes = record.to_bytes();
        let again = Record::of_bytes(&bytes).unwrap();
        assert_eq!((again.to_bytes(), &again.grip, &again.old), (bytes.clone(), &record.grip, &record.old));
        for end in 0..bytes.len() {
            assert!(Record::of_bytes(&bytes[..end]).is_none());
        }
    }
}
