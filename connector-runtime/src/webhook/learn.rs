//! Callback addresses that stand in the store: those of before a restart, and those that other processes make while this one runs.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Response, StatusCode, request};
use tokio::time::{Instant, sleep_until};

use super::life::{Shared, lock};
use super::receive::{Limits, Route, come_again};
use super::record::{PREFIX, Phase};
use super::subscribe::Guard;
use super::token::Token;
use crate::error::Error;

/// However many wrong addresses are tried, the store is looked through once in this time.
const PAUSE: Duration = Duration::from_secs(1);

impl Shared {
    /// What can be said before the body is read; where others use the store, too, after a look for what they have made.
    pub(super) async fn admit(
        &self,
        head: &request::Parts,
        limits: &Limits,
    ) -> Result<Arc<Route>, Response<Bytes>> {
        let answer = match self.routes.admit(head, limits) {
            Err(answer) if answer.status() == StatusCode::NOT_FOUND => answer,
            known => return known,
        };
        let may_be_one = head.uri.path().rsplit('/').next().and_then(Token::parse).is_some();
        if !may_be_one || !self.store.is_shared() {
            return Err(answer);
        }
        let asked = Instant::now();
        let mut looked = self.looked.lock().await;
        if looked.is_none_or(|looked| looked < asked) {
            if let Some(looked) = *looked {
                sleep_until(looked + PAUSE).await;
            }
            let begun = Instant::now();
            // Whoever calls still has the event.
            self.learn().await.map_err(|_| come_again())?;
            *looked = Some(begun);
        }
        drop(looked);
        self.routes.admit(head, limits)
    }

    /// Receives for all subscriptions that the store knows.
    pub(super) async fn learn(&self) -> Result<(), Error> {
        for key in self.store.keys(PREFIX).await? {
            let Some(key) = key.strip_prefix(PREFIX) else { continue };
            let Some((record, _)) = self.load(key).await? else { continue };
            let listening = lock(&self.listening).get(key).cloned();
            if let Some(listening) = listening {
                self.open_routes(&listening, &record);
                continue;
            }
            let guard = (!record.guarded).then(Guard::default);
            let current = (record.phase != Phase::Ending).then_some(record.token);
            for token in current.into_iter().chain(record.old.iter().map(|(token, _)| *token)) {
                self.routes.open(Route::new(token, key.to_owned(), record.each.clone(), guard.clone()));
            }
        }
        Ok(())
    }
}
