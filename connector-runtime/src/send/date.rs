//! `Retry-After`: seconds, or an HTTP date (RFC 9110, section 10.2.3).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

use crate::text::http_date;

/// How long the service asks to wait. A date counts from the service's own clock where the reply shows it.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = parse(text)?;
    let clock = headers.get(DATE).and_then(|date| parse(date.to_str().ok()?.trim()));
    let now = clock.or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).ok())?;
    Some(until.saturating_sub(now))
}

/// The time since the epoch.
fn parse(text: &str) -> Option<Duration> {
    http_date::parse(text).and_then(|seconds| u64::try_from(seconds).ok()).map(Duration::from_secs)
}
