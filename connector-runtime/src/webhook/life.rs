//! The life of a subscription: made, replaced, ended. One process at a time does that under a key, and what it is about to do is
//! known to the store before the service is asked, so that whoever comes after it goes on where it stopped.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::Receiver;
use super::end::{EndWith, Whole, end, given, grip};
use super::receive::{Route, Routes};
use super::record::{Grip, PREFIX, Phase, Record};
use super::spec::Hook;
use super::subscribe::{Guard, Webhook, call};
use super::token::Token;
use crate::call::Call;
use crate::error::{Error, ErrorKind};
use crate::request::{Draft, Plan};
use crate::trigger::lease::Lease;
use crate::trigger::{Expect, Fence, Store, Write};

/// What a host and its clones share.
pub(super) struct Shared {
    pub(super) store: Arc<dyn Store>,
    /// Without a slash at the end.
    pub(super) public_url: String,
    pub(super) routes: Routes,
    /// What code listens to, by stream key.
    pub(super) listening: Mutex<HashMap<String, Arc<Listening>>>,
    /// When the store was looked through last, for what others have made.
    pub(super) looked: tokio::sync::Mutex<Option<tokio::time::Instant>>,
}

/// A webhook that code listens to.
pub(super) struct Listening {
    pub(super) key: String,
    /// The subscribing call; none for an address that somebody hands out by hand.
    ask: Option<(Plan, &'static Hook)>,
    inputs: String,
    each: Option<Vec<String>>,
    guard: Guard,
    end_with: Option<EndWith>,
    /// Subscribing and ending are done one after the other, also in one process.
    turn: tokio::sync::Mutex<()>,
    /// What went wrong and is told by the stream.
    pub(super) faults: Mutex<Vec<Error>>,
}

impl<T, R> From<Webhook<T, R>> for Listening {
    fn from(webhook: Webhook<T, R>) -> Self {
        Self {
            key: webhook.key(),
            inputs: webhook.plan.key(),
            ask: Some((*webhook.plan, webhook.hook)),
            each: webhook.each,
            guard: webhook.guard,
            end_with: webhook.end_with,
            turn: tokio::sync::Mutex::default(),
            faults: Mutex::default(),
        }
    }
}

impl From<Receiver> for Listening {
    fn from(receiver: Receiver) -> Self {
        Self {
            key: receiver.name,
            inputs: String::new(),
            ask: None,
            each: receiver.each,
            guard: receiver.guard,
            end_with: None,
            turn: tokio::sync::Mutex::default(),
            faults: Mutex::default(),
        }
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn state_key(key: &str) -> String {
    format!("{PREFIX}{key}")
}

impl Shared {
    pub(super) fn address(&self, token: &Token) -> String {
        format!("{}/{}", self.public_url, token.text())
    }

    /// What is known under a key, and its version.
    pub(super) async fn load(&self, key: &str) -> Result<Option<(Record, u64)>, Error> {
        let Some(stored) = self.store.read(&state_key(key)).await? else { return Ok(None) };
        match Record::of_bytes(&stored.value) {
            Some(record) => Ok(Some((record, stored.version))),
            None => {
                let message = format!("what the store has under `{PREFIX}{key}` is no subscription");
                Err(Error::new(ErrorKind::Store, message))
            }
        }
    }

    async fn save(&self, key: &str, record: &Record, expect: Expect, fence: &Fence) -> Result<u64, Error> {
        let write = Write::new(state_key(key), record.to_bytes()).expect(expect).fence(fence.clone());
        Ok(self.store.write(write).await?)
    }

    pub(super) fn open_routes(&self, listening: &Listening, record: &Record) {
        for token in [record.token].into_iter().chain(record.old.iter().map(|(token, _)| *token)) {
            let (key, each) = (listening.key.clone(), listening.each.clone());
            self.routes.open(Route::new(token, key, each, Some(listening.guard.clone())));
        }
    }

    fn close_routes(&self, record: &Record) {
        self.routes.close(&record.token);
        record.old.iter().for_each(|(token, _)| self.routes.close(token));
    }

    /// Does what nobody else may do meanwhile under this key, in this process or in another one that shares the store.
    async fn alone<T, F>(&self, listening: &Listening, work: impl FnOnce(Fence) -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        let _turn = listening.turn.lock().await;
        let lease = Lease::take(self.store.clone(), state_key(&listening.key)).await?;
        let done = lease.hold(work(lease.fence().clone())).await;
        // The next one need not wait for it.
        let _ = self.store.release(lease.fence()).await;
        done.unwrap_or_else(|| {
            let message =
                "the right to change the subscription was lost on the way: listening again goes on with it";
            Err(Error::new(ErrorKind::Webhook, message))
        })
    }

    /// Makes sure that there is a subscription.
    pub(super) async fn attach(&self, listening: &Listening) -> Result<(), Error> {
        self.alone(listening, async |fence| {
            match self.load(&listening.key).await? {
                Some((mut record, version)) if self.stands(listening, &record) => {
                    // What is done with requests may have changed since.
                    if record.each != listening.each || record.guarded != listening.guard.is_special() {
                        record.each.clone_from(&listening.each);
                        record.guarded = listening.guard.is_special();
                        self.save(&listening.key, &record, Expect::Version(version), &fence).await?;
                    }
                    self.open_routes(listening, &record);
                }
                found => self.replace(listening, found, &fence).await?,
            }
            let faults = self.end_old(listening, &fence).await?;
            lock(&listening.faults).extend(faults);
            Ok(())
        })
        .await
    }

    /// Makes a new subscription, then ends the old one.
    pub(super) async fn renew(&self, listening: &Listening) -> Result<(), Error> {
        self.alone(listening, async |fence| {
            let found = self.load(&listening.key).await?;
            self.replace(listening, found, &fence).await?;
            match self.end_old(listening, &fence).await?.pop() {
                Some(error) => Err(error),
                None => Ok(()),
            }
        })
        .await
    }

    pub(super) async fn forget(&self, key: &str) -> Result<(), Error> {
        if let Some((record, _)) = self.load(key).await? {
            self.close_routes(&record);
        }
        self.store.remove(&state_key(key)).await?;
        Ok(())
    }

    /// Whether a subscription is what is wanted.
    fn stands(&self, listening: &Listening, record: &Record) -> bool {
        record.phase == Phase::Standing
            && record.inputs == listening.inputs
            && (listening.ask.is_none() || record.grip.callback == self.address(&record.token))
    }

    /// Subscribes. What was there before stays until this stands, and is then old.
    async fn replace(
        &self,
        listening: &Listening,
        found: Option<(Record, u64)>,
        fence: &Fence,
    ) -> Result<(), Error> {
        let key = listening.key.as_str();
        let (connector, trigger) = match &listening.ask {
            Some((plan, hook)) => (plan.client.connector().title, hook.action.id),
            None => ("", ""),
        };
        let mut record = Record {
            token: Token::random()?,
            phase: Phase::Asking,
            connector: connector.to_owned(),
            trigger: trigger.to_owned(),
            inputs: listening.inputs.clone(),
            grip: Grip::default(),
            old: Vec::new(),
            since: SystemTime::now(),
            each: listening.each.clone(),
            guarded: listening.guard.is_special(),
            unanswered: 0,
        };
        let expect = match &found {
            None => Expect::Absent,
            Some((before, version)) => {
                record.old.clone_from(&before.old);
                record.unanswered = before.unanswered;
                match before.phase {
                    // It was cut short: the service may know this address, so it is asked with the same.
                    Phase::Asking => {
                        record.token = before.token;
                        if !self.end_unanswered(listening, before).await {
                            record.unanswered = before.unanswered.saturating_add(1);
                        }
                    }
                    Phase::Standing | Phase::Ending if listening.ask.is_some() => {
                        record.old.push((before.token, before.grip.clone()));
                    }
                    Phase::Standing | Phase::Ending => record.token = before.token,
                }
                Expect::Version(*version)
            }
        };
        let callback = self.address(&record.token);
        // Known before it is asked for: a service may call before it answers, and a crash must not lose sight of it.
        let version = self.save(key, &record, expect, fence).await?;
        self.open_routes(listening, &record);
        record.grip = match &listening.ask {
            None => Grip { callback, ..Grip::default() },
            Some((plan, hook)) => match ask(plan, hook, &callback).await {
                Ok(grip) => grip,
                Err(error) => {
                    self.undo(key, &record, found, version, &error, fence).await?;
                    return Err(error);
                }
            },
        };
        record.phase = Phase::Standing;
        if let Err(error) = self.save(key, &record, Expect::Version(version), fence).await {
            // Nobody will know of it: it must not stay.
            let _ = self.end(listening, &record.grip).await;
            return Err(error);
        }
        Ok(())
    }

    /// Ends what an asking that was cut short may have made, where that needs nothing that the service would have answered. False
    /// where it does, or fails: then the service may have a subscription that nobody can end.
    async fn end_unanswered(&self, listening: &Listening, before: &Record) -> bool {
        let Some((plan, hook)) = &listening.ask else { return true };
        match given(hook, plan, self.address(&before.token)) {
            Some(grip) => end(&plan.client, hook, None, &grip).await.is_ok(),
            None => false,
        }
    }

    /// The service has not subscribed, or may not have: what was there before is there again.
    async fn undo(
        &self,
        key: &str,
        record: &Record,
        before: Option<(Record, u64)>,
        version: u64,
        error: &Error,
        fence: &Fence,
    ) -> Result<(), Error> {
        // Without an answer nobody knows: the address stays, so that the next try is made with the same.
        let refused = error.status().is_some() || error.kind() == ErrorKind::Input;
        match before {
            Some((before, _)) if before.phase != Phase::Asking => {
                self.routes.close(&record.token);
                self.save(key, &before, Expect::Version(version), fence).await?;
            }
            None if refused => {
                self.routes.close(&record.token);
                self.store.remove(&state_key(key)).await?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Ends what was replaced, and gives back why something could not be.
    async fn end_old(&self, listening: &Listening, fence: &Fence) -> Result<Vec<Error>, Error> {
        let Some((mut record, version)) = self.load(&listening.key).await? else { return Ok(Vec::new()) };
        if record.old.is_empty() {
            return Ok(Vec::new());
        }
        let mut faults = Vec::new();
        for (token, grip) in std::mem::take(&mut record.old) {
            match self.end(listening, &grip).await {
                Ok(()) => self.routes.close(&token),
                Err(error) => {
                    faults.push(error);
                    record.old.push((token, grip));
                }
            }
        }
        self.save(&listening.key, &record, Expect::Version(version), fence).await?;
        Ok(faults)
    }

    async fn end(&self, listening: &Listening, grip: &Grip) -> Result<(), Error> {
        match &listening.ask {
            Some((plan, hook)) => end(&plan.client, hook, listening.end_with.as_ref(), grip).await,
            None => Ok(()),
        }
    }

    /// Ends a subscription for good.
    pub(super) async fn finish(&self, listening: &Listening) -> Result<(), Error> {
        self.alone(listening, async |fence| {
            let key = listening.key.as_str();
            let Some((mut record, version)) = self.load(key).await? else { return Ok(()) };
            if record.phase == Phase::Asking {
                // Whoever was asked and has not answered may have subscribed.
                self.end_unanswered(listening, &record).await;
            } else {
                record.phase = Phase::Ending;
                self.save(key, &record, Expect::Version(version), &fence).await?;
                self.end(listening, &record.grip).await?;
                for (_, grip) in &record.old {
                    self.end(listening, grip).await?;
                }
            }
            self.close_routes(&record);
            self.store.remove(&state_key(key)).await?;
            Ok(())
        })
        .await
    }
}

/// Makes the subscribing call.
async fn ask(plan: &Plan, hook: &'static Hook, callback: &str) -> Result<Grip, Error> {
    let plan = call(plan, hook, callback)?;
    let asked = plan.try_clone();
    let sent: Call<Whole> = Draft(plan).into();
    let reply = sent.await?.0;
    Ok(match asked {
        Some(asked) => grip(hook, &asked, callback.to_owned(), &reply),
        None => Grip { callback: callback.to_owned(), home: reply.home().to_string(), ..Grip::default() },
    })
}
