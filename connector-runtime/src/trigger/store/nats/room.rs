//! How much room an inbox has. Servers count, and are asked seldom: several processes that append at once may go a little beyond.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::super::StoreError;
use super::link::{Link, count};
use super::lock;

/// How long an answer is believed.
const BELIEVED: Duration = Duration::from_secs(2);

pub(super) struct Room {
    link: Arc<Link>,
    most: usize,
    left: Mutex<HashMap<String, Left>>,
}

struct Left {
    /// How many may still be appended before the servers are asked again.
    events: usize,
    asked: Instant,
    is_full: bool,
}

impl Room {
    pub(super) fn new(link: Arc<Link>, most: usize) -> Self {
        Self { link, most, left: Mutex::default() }
    }

    /// Takes room for so many events, which is given whole if there is any.
    pub(super) async fn take(&self, token: &str, events: usize) -> Result<bool, StoreError> {
        if let Some(left) = lock(&self.left).get_mut(token)
            && left.events > 0
            && left.asked.elapsed() < BELIEVED
        {
            left.events = left.events.saturating_sub(events);
            return Ok(true);
        }
        let waiting = count(&self.link.inbox, &self.link.inbox_subject(token)).await?;
        let is_full = waiting >= self.most;
        // Others append, too.
        let share = self.most.saturating_sub(waiting) / 4;
        let left = Left { events: share.saturating_sub(events), asked: Instant::now(), is_full };
        lock(&self.left).insert(token.to_owned(), left);
        Ok(!is_full)
    }

    /// Waits until there is some. Where nothing was refused, nobody is asked.
    pub(super) async fn wait(&self, token: &str) -> Result<(), StoreError> {
        let mut pause = Duration::from_millis(50);
        loop {
            let is_full = lock(&self.left).get(token).is_some_and(|left| left.is_full);
            if !is_full || self.take(token, 0).await? {
                return Ok(());
            }
            sleep(pause).await;
            pause = (pause * 2).min(Duration::from_secs(2));
        }
    }
}
