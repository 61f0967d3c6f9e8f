//! What a call asks for, before it becomes a request: what an answer of a mock is chosen by.

use bytes::Bytes;
use serde_json::Value;

use super::encode::decoded;
use super::{Given, Payload, Plan};
use crate::spec::{Action, Place};

/// An action with its inputs.
pub(crate) struct Asked {
    pub(crate) action: &'static Action,
    pub(crate) inputs: Vec<(&'static str, Given)>,
    /// The body, where it is one value and no stream.
    pub(crate) body: Option<Bytes>,
    /// It is a call of the action itself, not of a link in one of its replies.
    pub(crate) direct: bool,
}

impl Asked {
    pub(crate) fn of(plan: &Plan) -> Self {
        let body = match &plan.payload {
            Payload::None => None,
            Payload::Json(json) => Some(json.clone()),
            Payload::Raw(body, _) => body.as_bytes().map(Bytes::copy_from_slice),
        };
        Self { action: plan.action, inputs: plan.inputs.clone(), body, direct: plan.target.is_none() }
    }

    /// What is different in the request from what is wanted of it; none if it fits. What is not wanted may be anything.
    pub(crate) fn differs(&self, from: &Self) -> Option<String> {
        for (name, wanted) in &self.inputs {
            let same = |(own, given): &&(&'static str, Given)| {
                own == name && std::mem::discriminant(given) == std::mem::discriminant(wanted)
            };
            let Some((_, given)) = from.inputs.iter().find(same) else {
                return Some(format!("`{name}` is to be {}, and is not given", wanted.shown()));
            };
            if !wanted.equals(given) {
                return Some(format!("`{name}` is to be {}, and is {}", wanted.shown(), given.shown()));
            }
        }
        let wanted = self.body.as_ref()?;
        match &from.body {
            Some(given) if is_same_text(wanted, given) => None,
            Some(given) => Some(format!("the body is to be {}, and is {}", excerpt(wanted), excerpt(given))),
            None => Some(format!("the body is to be {}, and there is none", excerpt(wanted))),
        }
    }

    /// The inputs in words, for messages.
    pub(crate) fn shown(&self) -> String {
        let inputs = self.inputs.iter().map(|(name, given)| format!("`{name}` {}", given.shown()));
        let body = self.body.iter().map(|body| format!("body {}", excerpt(body)));
        inputs.chain(body).collect::<Vec<_>>().join(", ")
    }

    /// What stands in a place of it: a parameter's value, or the text at the end of a way into its body.
    pub(crate) fn text(&self, place: Place, name: &str, way: &[&str]) -> Option<String> {
        let given = |name: &str, place| {
            self.inputs.iter().find_map(|(own, given)| match (given, place) {
                _ if *own != name => None,
                (Given::Path(text), Place::Path) => Some(decoded(text)),
                (Given::Query(pair), Place::Query) => pair.split_once('=').map(|(_, value)| decoded(value)),
                (Given::Header(value), Place::Header) => value.to_str().ok().map(str::to_owned),
                (Given::Form(texts), Place::Form) => texts.first().cloned(),
                (Given::Field(json), Place::Field) => String::from_utf8(json.clone()).ok(),
                _ => None,
            })
        };
        if place != Place::Field {
            return given(name, place);
        }
        let (root, way) = match (&self.body, way.split_first()) {
            (Some(body), _) => (serde_json::from_slice(body).ok()?, way),
            (None, Some((first, below))) => {
                (serde_json::from_str::<Value>(&given(first, Place::Field)?).ok()?, below)
            }
            (None, None) => return None,
        };
        way.iter().try_fold(&root, |at, step| at.get(*step))?.as_str().map(str::to_owned)
    }
}

impl Given {
    fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Path(one), Self::Path(two))
            | (Self::Query(one), Self::Query(two))
            | (Self::Cookie(one), Self::Cookie(two)) => one == two,
            (Self::Header(one), Self::Header(two)) => one == two,
            (Self::Form(one), Self::Form(two)) => one == two,
            (Self::Field(one), Self::Field(two)) => is_same_text(one, two),
            _ => false,
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Path(text) => decoded(text),
            Self::Query(pair) | Self::Cookie(pair) => pair
                .split('&')
                .map(|pair| decoded(pair.split_once('=').unwrap_or(("", pair)).1))
                .collect::<Vec<_>>()
                .join(","),
            Self::Header(value) => String::from_utf8_lossy(value.as_bytes()).into_owned(),
            Self::Form(texts) => texts.join(","),
            Self::Field(json) => excerpt(json),
            Self::File(_) => "a file".to_owned(),
        }
    }
}

/// As JSON where both are, else byte for byte.
fn is_same_text(one: &[u8], other: &[u8]) -> bool {
    let json = |text: &[u8]| serde_json::from_slice::<Value>(text).ok();
    one == other || json(one).is_some_and(|value| Some(value) == json(other))
}

fn excerpt(text: &[u8]) -> String {
    const MOST: usize = 200;
    let shown = String::from_utf8_lossy(text);
    let mut short: String = shown.chars().take(MOST).collect();
    if short.len() < shown.len() {
        short.push('…');
    }
    short
}
