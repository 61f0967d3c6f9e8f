//! Who sent it: signatures over the raw bytes, checked before anything is kept or decoded.
//!
//! All ready-made verifiers are HMAC-SHA256, compared in constant time.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use hmac_sha256::HMAC;
use http::Request;
use subtle::ConstantTimeEq as _;

use crate::error::{Error, ErrorKind};
use crate::text::Secret;

/// How far a signed time may be from ours.
const TOLERANCE: Duration = Duration::from_secs(300);

/// Decides whether a request is from whom it should be. Functions from a request to `bool` are verifiers, too.
///
/// It gets the request as it came: headers, and the body byte for byte. It must not block.
pub trait Verify: Send + Sync + 'static {
    /// Whether the request may be kept. What is refused is answered with 401 and leaves no trace.
    fn verify(&self, request: &Request<Bytes>) -> bool;
}

impl<F: Fn(&Request<Bytes>) -> bool + Send + Sync + 'static> Verify for F {
    fn verify(&self, request: &Request<Bytes>) -> bool {
        self(request)
    }
}

/// A text header.
fn header<'r>(request: &'r Request<Bytes>, name: &str) -> Option<&'r str> {
    request.headers().get(name)?.to_str().ok()
}

/// Whether one of the signatures is that of these parts.
fn is_signed(key: &[u8], parts: &[&[u8]], signatures: impl Iterator<Item = Vec<u8>>) -> bool {
    let mut mac = HMAC::new(key);
    parts.iter().for_each(|part| mac.update(part));
    let mac = mac.finalize();
    // Few: a header is short, and each costs a comparison only.
    signatures.into_iter().take(16).any(|signature| bool::from(mac.ct_eq(signature.as_slice())))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pair = |pair: &[u8]| match pair {
        [high, low] => u8::try_from(digit(*high)? << 4 | digit(*low)?).ok(),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

/// Whether a signed time, in seconds since 1970, is near enough to now.
fn is_recent(text: &str, tolerance: Duration) -> bool {
    let Ok(signed) = text.parse::<u64>() else { return false };
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    now.abs_diff(signed) <= tolerance.as_secs()
}

/// GitHub: `X-Hub-Signature-256: sha256=<hex>` over the body.
///
/// [Validating webhook deliveries](https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries).
#[derive(Clone)]
pub struct GitHub(Secret);

impl GitHub {
    /// With the secret that the webhook was made with.
    #[must_use]
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self(secret.into())
    }
}

impl Verify for GitHub {
    fn verify(&self, request: &Request<Bytes>) -> bool {
        let signature =
            header(request, "x-hub-signature-256").and_then(|text| unhex(text.strip_prefix("sha256=")?));
        is_signed(self.0.expose().as_bytes(), &[request.body()], signature.into_iter())
    }
}

/// Slack: `X-Slack-Signature: v0=<hex>` over `v0:<time>:<body>`, at most five minutes old.
///
/// [Verifying requests from Slack](https://api.slack.com/authentication/verifying-requests-from-slack).
#[derive(Clone)]
pub struct Slack {
    secret: Secret,
    tolerance: Duration,
}

impl Slack {
    /// With the application's signing secret.
    #[must_use]
    pub fn new(signing_secret: impl Into<Secret>) -> Self {
        Self { secret: signing_secret.into(), tolerance: TOLERANCE }
    }

    /// How far the signed time may be from ours.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }
}

impl Verify for Slack {
    fn verify(&self, request: &Request<Bytes>) -> bool {
        let Some(time) = header(request, "x-slack-request-timestamp") else { return false };
        let signature =
            header(request, "x-slack-signature").and_then(|text| unhex(text.strip_prefix("v0=")?));
        let parts = [b"v0:".as_slice(), time.as_bytes(), b":", request.body()];
        is_recent(time, self.tolerance)
            && is_signed(self.secret.expose().as_bytes(), &parts, signature.into_iter())
    }
}

/// Stripe: `Stripe-Signature: t=<time>,v1=<hex>,…` over `<time>.<body>`, at most five minutes old.
///
/// [Resolve webhook signature verification](https://docs.stripe.com/webhooks/signature).
#[derive(Clone)]
pub struct Stripe {
    secret: Secret,
    tolerance: Duration,
}

impl Stripe {
    /// With the endpoint's secret, `whsec_…`.
    #[must_use]
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self { secret: secret.into(), tolerance: TOLERANCE }
    }

    /// How far the signed time may be from ours.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }
}

impl Verify for Stripe {
    fn verify(&self, request: &Request<Bytes>) -> bool {
        let Some(given) = header(request, "stripe-signature") else { return false };
        let items = || given.split(',').filter_map(|item| item.trim().split_once('='));
        let Some((_, time)) = items().find(|(key, _)| *key == "t") else { return false };
        let signatures = items().filter(|(key, _)| *key == "v1").filter_map(|(_, text)| unhex(text));
        let parts = [time.as_bytes(), b".", request.body()];
        is_recent(time, self.tolerance) && is_signed(self.secret.expose().as_bytes(), &parts, signatures)
    }
}

/// Standard Webhooks: `webhook-signature: v1,<base64> …` over `<webhook-id>.<webhook-timestamp>.<body>`, at most five
/// minutes old. The headers may begin with `svix-` instead.
///
/// [The specification](https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
#[derive(Clone)]
pub struct StandardWebhooks {
    key: Secret,
    tolerance: Duration,
}

impl StandardWebhooks {
    /// With the secret as it is handed out: base64, mostly behind `whsec_`.
    ///
    /// # Errors
    /// When it is no base64.
    pub fn new(secret: impl Into<Secret>) -> Result<Self, Error> {
        let key = secret.into();
        match STANDARD.decode(bare(&key)) {
            Ok(_) => Ok(Self { key, tolerance: TOLERANCE }),
            Err(_) => Err(Error::new(ErrorKind::Input, "the secret of Standard Webhooks is no base64")),
        }
    }

    /// How far the signed time may be from ours.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }
}

fn bare(secret: &Secret) -> &str {
    let text = secret.expose();
    text.strip_prefix("whsec_").unwrap_or(text)
}

impl Verify for StandardWebhooks {
    fn verify(&self, request: &Request<Bytes>) -> bool {
        let named = |name: &str| {
            header(request, &format!("webhook-{name}")).or_else(|| header(request, &format!("svix-{name}")))
        };
        let (Some(id), Some(time), Some(given)) = (named("id"), named("timestamp"), named("signature"))
        else {
            return false;
        };
        let signatures = given.split(' ').filter_map(|one| STANDARD.decode(one.strip_prefix("v1,")?).ok());
        let parts = [id.as_bytes(), b".", time.as_bytes(), b".", request.body()];
        // It was base64 when this was made.
        let Ok(mut key) = STANDARD.decode(bare(&self.key)) else { return false };
        let good = is_recent(time, self.tolerance) && is_signed(&key, &parts, signatures);
        zeroize::Zeroize::zeroize(&mut key);
        good
    }
}

macro_rules! hidden {
    ($($name:ident),*) => {
        $(impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        })*
    };
}

hidden!(GitHub, Slack, Stripe, StandardWebhooks);

#[cfg(test)]
mod tests {
    use super::*;

    fn request(headers: &[(&str, &str)], body: &str) -> Request<Bytes> {
        let mut request = Request::new(Bytes::from(body.to_owned()));
        for (name, value) in headers {
            request.headers_mut().append(http::HeaderName::try_from(*name).unwrap(), value.parse().unwrap());
        }
        request
    }

    fn now() -> u64 {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
    }

    fn signed(key: &[u8], text: &str) -> Vec<u8> {
        HMAC::mac(text, key).to_vec()
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The example of GitHub's documentation.
    #[test]
    fn github() {
        let good = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        let verifier = GitHub::new("It's a Secret to Everybody");
        assert!(verifier.verify(&request(&[("x-hub-signature-256", good)], "Hello, World!")));
        assert!(!verifier.verify(&request(&[("x-hub-signature-256", good)], "Hello, World?")));
        assert!(!verifier.verify(&request(
            &[("x-hub-signature-256", good.strip_prefix("sha256=").unwrap())],
            "Hello, World!"
        )));
        assert!(!verifier.verify(&request(&[], "Hello, World!")));
        assert!(!GitHub::new("other").verify(&request(&[("x-hub-signature-256", good)], "Hello, World!")));
        for odd in ["sha256=", "sha256=7", "sha256=zz", "sha256=757107", "sha1=757107"] {
            assert!(!verifier.verify(&request(&[("x-hub-signature-256", odd)], "Hello, World!")), "{odd}");
        }
    }

    #[test]
    fn slack() {
        let verifier = Slack::new("s3cret");
        let made = |time: u64, body: &str| {
            let signature = format!("v0={}", hex(&signed(b"s3cret", &format!("v0:{time}:{body}"))));
            request(
                &[("x-slack-request-timestamp", &time.to_string()), ("x-slack-signature", &signature)],
                body,
            )
        };
        assert!(verifier.verify(&made(now(), "{}")));
        assert!(!verifier.verify(&made(now() - 400, "{}")));
        assert!(!verifier.verify(&made(now() + 400, "{}")));
        assert!(verifier.clone().tolerance(Duration::from_secs(600)).verify(&made(now() - 400, "{}")));
        let mut changed = made(now(), "{}");
        *changed.body_mut() = Bytes::from_static(b"{ }");
        assert!(!verifier.verify(&changed));
    }

    /// Of several signatures one is enough: secrets are rolled.
    #[test]
    fn stripe() {
        let verifier = Stripe::new("whsec_test");
        let time = now();
        let good = hex(&signed(b"whsec_test", &format!("{time}.{{}}")));
        let made = |signature: String| request(&[("stripe-signature", &signature)], "{}");
        assert!(verifier.verify(&made(format!("t={time},v1={good},v0=00"))));
        assert!(verifier.verify(&made(format!("t={time},v1=00,v1={good}"))));
        assert!(!verifier.verify(&made(format!("t={time},v0={good}"))));
        assert!(!verifier.verify(&made(format!("t={},v1={good}", time - 1))));
        assert!(!verifier.verify(&made(format!("v1={good}"))));
    }

    /// Compared with the standard's own library.
    #[test]
    fn standard_webhooks() {
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let oracle = standardwebhooks::Webhook::new(secret).unwrap();
        let verifier = StandardWebhooks::new(secret).unwrap();
        let time = now();
        let good = oracle.sign("msg_1", time as i64, b"{\"a\":1}").unwrap();
        let made = |prefix: &str, time: u64, signature: &str, body: &str| {
            let name = |what: &str| format!("{prefix}-{what}");
            request(
                &[
                    (&name("id"), "msg_1"),
                    (&name("timestamp"), &time.to_string()),
                    (&name("signature"), signature),
                ],
                body,
            )
        };
        let right = made("webhook", time, &good, "{\"a\":1}");
        assert!(verifier.verify(&right) && oracle.verify(right.body(), right.headers()).is_ok());
        assert!(verifier.verify(&made("svix", time, &format!("v1,AAAA {good}"), "{\"a\":1}")));
        assert!(!verifier.verify(&made("webhook", time, &good, "{\"a\":2}")));
        assert!(!verifier.verify(&made("webhook", time + 1, &good, "{\"a\":1}")));
        assert!(!verifier.verify(&made("webhook", time, &good.replace("v1,", "v1a,"), "{\"a\":1}")));
        assert!(StandardWebhooks::new("whsec_!").is_err());
    }

    #[test]
    fn nothing_shows_a_secret() {
        let all = format!("{:?} {:?}", GitHub::new("hush"), StandardWebhooks::new("whsec_aHVzaA==").unwrap());
        assert_eq!(all, "GitHub StandardWebhooks");
    }
}
