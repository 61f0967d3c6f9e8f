//! Limits that hold a client back: a rate, and a budget of retries.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::time::Instant;

/// So many requests a second; what was not used of the last second may be used at once.
pub(crate) struct Rate {
    interval: Duration,
    burst: Duration,
    next: Mutex<Option<Instant>>,
}

impl Rate {
    pub(crate) fn new(per_second: f64) -> Self {
        // A rate so small that its interval is no duration means "hardly ever".
        let interval = Duration::try_from_secs_f64(1.0 / per_second).unwrap_or(Duration::from_secs(1 << 30));
        let burst = Duration::from_secs(1).saturating_sub(interval);
        Self { interval, burst, next: Mutex::new(None) }
    }

    /// Waits for its turn.
    pub(crate) async fn turn(&self) {
        let at = {
            let now = Instant::now();
            let mut next = self.next.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let earliest = now.checked_sub(self.burst).unwrap_or(now);
            let at = next.map_or(earliest, |next| next.max(earliest));
            *next = at.checked_add(self.interval);
            at
        };
        tokio::time::sleep_until(at).await;
    }
}

/// Retries that a client may make before its calls succeed again, so that an outage is not answered by a storm.
///
/// A retry costs 5, a retry that succeeds gives its cost back, a first try that succeeds gives 1: an outage costs at
/// most 100 retries, a service that fails now and then up to one retry for five successes.
pub(crate) struct Budget(AtomicU32);

const FULL: u32 = 500;
const COST: u32 = 5;

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU32::new(FULL))
    }
}

impl Budget {
    pub(crate) fn take(&self) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(COST)).is_ok()
    }

    pub(crate) fn succeeded(&self, attempts: u32) {
        let back = if attempts > 1 { COST } else { 1 };
        // It always stores: the closure never declines.
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            Some(left.saturating_add(back).min(FULL))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_ends_and_comes_back() {
        let budget = Budget::default();
        assert_eq!((0..1000).filter(|_| budget.take()).count(), 100);
        (0..4).for_each(|_| budget.succeeded(1));
        assert!(!budget.take());
        budget.succeeded(1);
        assert!(budget.take());
    }

    #[tokio::test(start_paused = true)]
    async fn a_rate_spreads_what_exceeds_a_second() {
        let rate = Rate::new(10.0);
        let start = Instant::now();
        for _ in 0..30 {
            rate.turn().await;
        }
        let took = start.elapsed();
        assert!(took >= Duration::from_millis(1900) && took <= Duration::from_millis(2100), "{took:?}");
    }
}
