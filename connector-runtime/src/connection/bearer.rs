//! A key whose header is `Authorization` is sent as it is; this is for services that want a scheme before it.

use crate::text::Secret;

/// `Bearer` and the token.
#[must_use]
pub fn bearer(token: impl Into<Secret>) -> Secret {
    Secret::from(format!("Bearer {}", token.into().expose()))
}
