//! A sign-in under way: what must be remembered while the user is with the provider.

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::app::Config;
use super::exchange::refused;
use super::reply::Refusal;
use crate::error::{Error, ErrorKind};
use crate::text::Secret;

/// What [`App::finish`](super::App::finish) needs to know of [`begin`](super::App::begin). It can be serialised, to be
/// kept in a session on the server; what is in it must not reach anybody else.
#[derive(Clone, PartialEq, Eq)]
pub struct Pending {
    pub(super) state: Secret,
    pub(super) verifier: Option<Secret>,
    pub(super) redirect_uri: String,
}

impl Pending {
    /// The `state` of the address: what a callback is recognised by among many.
    #[must_use]
    pub fn state(&self) -> &str {
        self.state.expose()
    }
}

impl fmt::Debug for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending").field("redirect_uri", &self.redirect_uri).finish_non_exhaustive()
    }
}

impl Serialize for Pending {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut out = to.serialize_struct("Pending", 3)?;
        out.serialize_field("state", self.state.expose())?;
        out.serialize_field("verifier", &self.verifier.as_ref().map(Secret::expose))?;
        out.serialize_field("redirect_uri", &self.redirect_uri)?;
        out.end()
    }
}

impl<'de> Deserialize<'de> for Pending {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // By way of a value: serde's derive is not among our dependencies.
        let value = serde_json::Value::deserialize(from)?;
        let text = |name: &str| value.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
        match (text("state"), text("redirect_uri")) {
            (Some(state), Some(redirect_uri)) => Ok(Self {
                state: Secret::from(state),
                verifier: text("verifier").map(Secret::from),
                redirect_uri,
            }),
            _ => Err(serde::de::Error::custom("this is no pending sign-in")),
        }
    }
}

/// The code of a callback, which may be given as a query or as an address.
pub(super) fn read_callback(config: &Config, pending: &Pending, callback: &str) -> Result<Secret, Error> {
    let query = callback.split_once('?').map_or(callback, |(_, query)| query);
    let query = query.split('#').next().unwrap_or_default();
    let field = |wanted: &str| {
        url::form_urlencoded::parse(query.as_bytes())
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.into_owned())
    };
    if Secret::from(field("state").unwrap_or_default()) != pending.state {
        let message = "the callback does not belong to this sign-in: its `state` is another; sign in again";
        return Err(Error::new(ErrorKind::SignIn, message));
    }
    if let Some(code) = field("error") {
        let description = field("error_description").unwrap_or_default();
        return Err(refused(config, &Refusal { code, description }, &[]));
    }
    match field("code") {
        Some(code) if !code.is_empty() => Ok(Secret::from(code)),
        _ => Err(Error::new(ErrorKind::SignIn, "the callback holds no code; sign in again")),
    }
}
