//! What a provider gave.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};

use crate::text::Secret;

/// How long before its end a token is no longer used: clocks differ, and requests take their time.
const MARGIN: u64 = 60;

/// An access token, and what belongs to it. `Debug` shows none of it; [`to_json`](Self::to_json) is for stores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokens {
    pub(crate) access: Secret,
    pub(crate) refresh: Option<Secret>,
    /// Seconds since 1970, by this machine's clock.
    pub(crate) expires_at: Option<u64>,
    /// The seconds it was given for.
    pub(crate) lifetime: u64,
    pub(crate) scope: Option<String>,
    pub(crate) base_url: Option<String>,
    /// The address that the sign-in came back to, which some providers want to see again.
    pub(crate) redirect_uri: Option<String>,
}

impl Tokens {
    /// A token obtained elsewhere, good until the service says otherwise.
    #[must_use]
    pub fn new(access: impl Into<Secret>) -> Self {
        Self {
            access: access.into(),
            refresh: None,
            expires_at: None,
            lifetime: 0,
            scope: None,
            base_url: None,
            redirect_uri: None,
        }
    }

    /// Only a refresh token: an access token is fetched with it before the first call.
    #[must_use]
    pub fn from_refresh(refresh: impl Into<Secret>) -> Self {
        let mut tokens = Self::new("").with_refresh(refresh);
        tokens.expires_at = Some(0);
        tokens
    }

    /// With the token that fetches the next one.
    #[must_use]
    pub fn with_refresh(mut self, refresh: impl Into<Secret>) -> Self {
        self.refresh = Some(refresh.into());
        self
    }

    /// Good for this long from now on.
    #[must_use]
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.lifetime = lifetime.as_secs();
        self.expires_at = Some(now().saturating_add(self.lifetime));
        self
    }

    /// The access token.
    #[must_use]
    pub fn access(&self) -> &Secret {
        &self.access
    }

    /// The refresh token.
    #[must_use]
    pub fn refresh(&self) -> Option<&Secret> {
        self.refresh.as_ref()
    }

    /// When the access token ends, where the provider said so.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        UNIX_EPOCH.checked_add(Duration::from_secs(self.expires_at?))
    }

    /// What was granted, as the provider wrote it.
    #[must_use]
    pub fn scope(&self) -> Option<&str> {
        self.scope.as_deref()
    }

    /// Neither at its end nor near it. A clock that was set back by more than the token's life makes it stale too.
    pub(crate) fn is_fresh(&self) -> bool {
        let margin = MARGIN.min(self.lifetime / 5);
        self.remaining().is_none_or(|left| left > margin && left <= self.lifetime.saturating_add(MARGIN))
    }

    pub(crate) fn is_over(&self) -> bool {
        self.remaining() == Some(0)
    }

    fn remaining(&self) -> Option<u64> {
        Some(self.expires_at?.saturating_sub(now()))
    }

    /// As a store keeps it: JSON with everything, so a secret as a whole.
    #[must_use]
    pub fn to_json(&self) -> Secret {
        let mut out = Map::new();
        let mut put = |name: &str, value: Value| {
            out.insert(name.to_owned(), value);
        };
        put("access_token", self.access.expose().into());
        if let Some(refresh) = &self.refresh {
            put("refresh_token", refresh.expose().into());
        }
        if let Some(at) = self.expires_at {
            put("expires_at", at.into());
            put("lifetime", self.lifetime.into());
        }
        let texts =
            [("scope", &self.scope), ("base_url", &self.base_url), ("redirect_uri", &self.redirect_uri)];
        for (name, value) in texts {
            if let Some(value) = value {
                put(name, value.as_str().into());
            }
        }
        Secret::from(Value::Object(out).to_string())
    }

    /// What [`to_json`](Self::to_json) wrote; none when it is something else.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(json).ok()?;
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            access: Secret::from(text("access_token")?),
            refresh: text("refresh_token").map(Secret::from),
            expires_at: value.get("expires_at").and_then(Value::as_u64),
            lifetime: value.get("lifetime").and_then(Value::as_u64).unwrap_or_default(),
            scope: text("scope"),
            base_url: text("base_url"),
            redirect_uri: text("redirect_uri"),
        })
    }
}

pub(super) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}
