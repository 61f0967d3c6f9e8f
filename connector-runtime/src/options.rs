//! Settings of a call, or of all calls of a client.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::error::Error;
use crate::request::encode;
use crate::script::Script;

/// When and how often a failed request is sent again.
///
/// Retried are requests whose repetition is harmless (`GET`, `PUT`, `DELETE` and others that the document marks, and
/// `POST` under an idempotency key), when there was no connection, when it broke or took too long, and on the statuses
/// 408, 429, 502, 503 and 504. The service's `Retry-After` is obeyed; otherwise the wait is random, up to a bound that
/// doubles each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    pub(crate) attempts: u32,
    pub(crate) base: Duration,
    pub(crate) cap: Duration,
    pub(crate) max_wait: Duration,
    pub(crate) statuses: Cow<'static, [u16]>,
    pub(crate) every_method: bool,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 3,
            base: Duration::from_millis(250),
            cap: Duration::from_secs(20),
            max_wait: Duration::from_secs(60),
            statuses: Cow::Borrowed(&[408, 429, 502, 503, 504]),
            every_method: false,
        }
    }
}

impl Retry {
    /// Every request is sent once.
    #[must_use]
    pub fn never() -> Self {
        Self { attempts: 1, ..Self::default() }
    }

    /// How often a request is sent at most, the first time included; 3 by default.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The bound of the first random wait (250 ms by default) and the largest bound (20 s by default).
    #[must_use]
    pub fn backoff(mut self, first: Duration, largest: Duration) -> Self {
        self.base = first;
        self.cap = largest.max(first);
        self
    }

    /// The longest `Retry-After` that is waited for, 60 s by default; beyond it the call fails at once, and the error
    /// says when to come back.
    #[must_use]
    pub fn max_wait(mut self, wait: Duration) -> Self {
        self.max_wait = wait;
        self
    }

    /// The statuses on which a request is sent again, in place of 408, 429, 502, 503 and 504.
    #[must_use]
    pub fn statuses(mut self, statuses: impl IntoIterator<Item = u16>) -> Self {
        self.statuses = statuses.into_iter().collect();
        self
    }

    /// Sends any request again, `POST` and `PATCH` too: for a service whose failures are known to do nothing. A body that
    /// is a stream is never sent twice.
    #[must_use]
    pub fn every_method(mut self) -> Self {
        self.every_method = true;
        self
    }
}

/// Settings of one call (`.options(..)`) or of all calls of a client (`with_options`); what a call sets comes first.
///
/// ```
/// use std::time::Duration;
/// use connector_runtime::{CallOptions, Retry};
///
/// let options = CallOptions::new().timeout(Duration::from_secs(5)).retry(Retry::never()).header("X-Tenant", "acme");
/// # let _ = options;
/// ```
#[derive(Clone, Default)]
pub struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) try_timeout: Option<Duration>,
    pub(crate) retry: Option<Retry>,
    pub(crate) headers: HeaderMap,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) base_url: Option<String>,
    pub(crate) max_response: Option<usize>,
    pub(crate) poll_interval: Option<Duration>,
    pub(crate) key_header: Option<HeaderName>,
    pub(crate) key: Option<HeaderValue>,
    pub(crate) script: Option<Arc<dyn Script>>,
    fault: Option<String>,
}

impl CallOptions {
    /// No settings: what the client or the default says holds.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How long the call may take in all, every try and wait included; unlimited by default.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long one try may take, from sending to the last byte of the reply; 60 s by default.
    #[must_use]
    pub fn try_timeout(mut self, timeout: Duration) -> Self {
        self.try_timeout = Some(timeout);
        self
    }

    /// When and how often to send again.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// A further header; it replaces one that the document states.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            (Err(_), _) => self.fault = Some(format!("`{}` is no header name", name.escape_debug())),
            (_, Err(_)) => self.fault = Some(format!("the value of the header `{name}` cannot be sent")),
        }
        self
    }

    /// A further query parameter.
    #[must_use]
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Another base URL: scheme, host and base path. Credentials are sent there.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// The longest reply that is read; the default is that of the [`Http`](crate::Http).
    #[must_use]
    pub fn max_response(mut self, bytes: usize) -> Self {
        self.max_response = Some(bytes);
        self
    }

    /// How often to ask after an operation that goes on at the service, where the service itself does not say; by
    /// default after one second, then ever more seldom, at least every 30 seconds.
    #[must_use]
    pub fn poll_interval(mut self, interval: Duration) -> Self {
        self.poll_interval = Some(interval);
        self
    }

    /// The service recognises repeated requests by this header: send a random key in it, the same for all tries, and
    /// retry whatever the method is.
    #[must_use]
    pub fn idempotency_header(mut self, name: &str) -> Self {
        match HeaderName::try_from(name) {
            Ok(name) => self.key_header = Some(name),
            Err(_) => self.fault = Some(format!("`{}` is no header name", name.escape_debug())),
        }
        self
    }

    /// The idempotency key to send, in the header that the document names, else in `Idempotency-Key`.
    #[must_use]
    pub fn idempotency_key(mut self, key: &str) -> Self {
        match HeaderValue::try_from(key) {
            Ok(key) => self.key = Some(key),
            Err(_) => self.fault = Some("the idempotency key cannot be sent in a header".to_owned()),
        }
        self
    }

    /// Has this change each request and reply: what the platform's custom code would do.
    #[must_use]
    pub fn script(mut self, script: impl Script) -> Self {
        self.script = Some(Arc::new(script));
        self
    }

    /// These settings, and below them those of the client.
    pub(crate) fn over(&self, below: &Self) -> Self {
        let mut headers = below.headers.clone();
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.clone());
        }
        let mut query: Vec<_> = below.query.clone();
        query.retain(|(name, _)| !self.query.iter().any(|(own, _)| own == name));
        query.extend(self.query.iter().cloned());
        Self {
            timeout: self.timeout.or(below.timeout),
            try_timeout: self.try_timeout.or(below.try_timeout),
            retry: self.retry.clone().or_else(|| below.retry.clone()),
            headers,
            query,
            base_url: self.base_url.clone().or_else(|| below.base_url.clone()),
            max_response: self.max_response.or(below.max_response),
            poll_interval: self.poll_interval.or(below.poll_interval),
            key_header: self.key_header.clone().or_else(|| below.key_header.clone()),
            key: self.key.clone().or_else(|| below.key.clone()),
            script: self.script.clone().or_else(|| below.script.clone()),
            fault: self.fault.clone().or_else(|| below.fault.clone()),
        }
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        match &self.fault {
            Some(fault) => Err(Error::input("options", fault)),
            None => Ok(()),
        }
    }

    pub(crate) fn query_text(&self) -> impl Iterator<Item = String> + '_ {
        self.query.iter().map(|(name, value)| encode::pair(name, value))
    }
}

/// Values may be secrets (a header, a query parameter), so only names are shown.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("try_timeout", &self.try_timeout)
            .field("retry", &self.retry)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("query", &self.query.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("max_response", &self.max_response)
            .finish_non_exhaustive()
    }
}
