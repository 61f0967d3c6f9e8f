//! Signing in on a machine without a browser (RFC 8628): the user types a code elsewhere.

use std::fmt;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::app::App;
use super::exchange::{Request, refused, send};
use super::reply::{self, Refusal};
use super::tokens::Tokens;
use crate::error::{Error, ErrorKind};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// What the standard has providers mean who do not say how often to ask.
const INTERVAL: u64 = 5;
/// Nobody waits longer than this, whatever the provider allows.
const LONGEST: u64 = 1_800;

/// What to show to whoever signs in.
pub struct DeviceCode {
    /// The code to type.
    pub user_code: String,
    /// Where to type it.
    pub verification_uri: String,
    /// An address that holds the code already, where the provider has one.
    pub verification_uri_complete: Option<String>,
}

impl fmt::Debug for DeviceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceCode").field("verification_uri", &self.verification_uri).finish_non_exhaustive()
    }
}

impl App {
    /// Signs in by a code that `show` tells the user, and waits until it was typed.
    ///
    /// # Errors
    /// Of kind [`Connection`](ErrorKind::Connection), when the provider has no address for devices; of kind
    /// [`SignIn`](ErrorKind::SignIn), when the user refused or the code ran out.
    pub async fn sign_in_by_device(&self, show: impl FnOnce(&DeviceCode)) -> Result<Tokens, Error> {
        let config = &self.0.config;
        if config.spec.device.is_empty() {
            let message = "the provider has no address for devices: sign in with a browser";
            return Err(self.0.fault(ErrorKind::Connection, message));
        }
        let http = self.0.http(None)?;
        let scope = super::exchange::scopes(config)?;
        let fields: &[(&str, &str)] = if scope.is_empty() { &[] } else { &[("scope", &scope)] };
        let asked = Request::to(config, config.spec.device, fields)?;
        let (_, body) = send(config, &http, asked).await?;
        let fields = reply::fields(&body);
        let text = |name: &str| fields.get(name).and_then(reply::scalar);
        let number = |name: &str, usual: u64| text(name).and_then(|text| text.parse().ok()).unwrap_or(usual);
        let (Some(device), Some(user_code), Some(verification_uri)) = (
            text("device_code"),
            text("user_code"),
            text("verification_uri").or_else(|| text("verification_url")),
        ) else {
            let code = text("error").unwrap_or_default();
            let description =
                text("error_description").unwrap_or_else(|| "the reply holds no code".to_owned());
            return Err(refused(config, &Refusal { code, description }, &[]));
        };
        let verification_uri_complete = text("verification_uri_complete");
        show(&DeviceCode { user_code, verification_uri, verification_uri_complete });
        let end = Instant::now() + Duration::from_secs(number("expires_in", LONGEST).min(LONGEST));
        let mut interval = number("interval", INTERVAL).clamp(1, 60);
        while Instant::now() < end {
            sleep(Duration::from_secs(interval)).await;
            let fields = [("grant_type", GRANT), ("device_code", device.as_str())];
            let polled = send(config, &http, Request::to(config, config.spec.token.url, &fields)?).await;
            let (status, body) = match polled {
                Ok(reply) => reply,
                Err(error) if error.is_passing() => continue,
                Err(error) => return Err(error),
            };
            match reply::read(config.spec, status, &body) {
                Ok(tokens) => {
                    self.0.adopt(tokens.clone()).await?;
                    return Ok(tokens);
                }
                Err(refusal) if refusal.code == "authorization_pending" => {}
                Err(refusal) if refusal.code == "slow_down" => interval += 5,
                Err(_) if status.is_server_error() => {}
                Err(refusal) => return Err(refused(config, &refusal, &[&device])),
            }
        }
        Err(self.0.fault(ErrorKind::SignIn, "nobody typed the code in time; sign in again"))
    }
}
