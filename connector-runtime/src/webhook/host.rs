//! The host of any number of webhooks: callback addresses, subscriptions, and what is known of them after a restart.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use tokio::sync::Mutex as Turn;
use url::Url;

use super::end::{EndWith, Whole, end, grip};
use super::receive::{self, Limits, Route, Routes};
use super::record::{Grip, PREFIX, Phase, Record};
use super::spec::Hook;
use super::subscribe::{Guard, Webhook, call};
use super::token::Token;
use super::{Receiver, Subscription};
use crate::call::Call;
use crate::data::Data;
use crate::error::{BoxError, Error, ErrorKind};
use crate::request::{Draft, Plan};
use crate::trigger::{Events, Expect, Source, Store, Write, read};

/// Receives the events of any number of webhooks, of any number of connectors and tenants.
///
/// It has a public address, which services call; what is behind it is up to the caller: a listener of its own
/// ([`serve`](Self::serve)), or a server that is there already ([`handle`](Self::handle), and with the feature `axum` a
/// router). TLS is the business of whatever stands in front of it. A clone is the same host.
///
/// What arrives is answered with 200 only when it is safe in the store, and with 503 while the stream's inbox is full.
#[derive(Clone)]
pub struct WebhookHost {
    pub(super) shared: Arc<Shared>,
    pub(super) limits: Limits,
}

pub(super) struct Shared {
    store: Arc<dyn Store>,
    /// Without a slash at the end.
    public_url: String,
    routes: Routes,
    /// What code listens to, by stream key.
    listening: Mutex<HashMap<String, Arc<Listening>>>,
}

/// A webhook that code listens to.
struct Listening {
    key: String,
    /// The subscribing call; none for an address that somebody hands out by hand.
    ask: Option<(Plan, &'static Hook)>,
    inputs: String,
    each: Option<Vec<String>>,
    guard: Guard,
    end_with: Option<EndWith>,
    /// Subscribing and ending are done one after the other.
    turn: Turn<()>,
    /// What went wrong and is told by the stream.
    faults: Mutex<Vec<Error>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl WebhookHost {
    /// A host whose callback addresses begin with `public_url`, as services reach it. Subscriptions that the store knows are
    /// received from the start, so that nothing is lost between a restart and [`listen`](Self::listen).
    ///
    /// # Errors
    /// When `public_url` is no address that can be called, or the store does not work.
    pub async fn open<S: Store + Clone>(store: &S, public_url: &str) -> Result<Self, Error> {
        let fit = Url::parse(public_url).ok().filter(|url| {
            matches!(url.scheme(), "http" | "https") && url.query().is_none() && url.fragment().is_none()
        });
        if fit.is_none() {
            let message = "the public URL of a webhook host begins with https:// and has no query";
            return Err(Error::new(ErrorKind::Input, message));
        }
        let shared = Shared {
            store: Arc::new(store.clone()),
            public_url: public_url.trim_end_matches('/').to_owned(),
            routes: Routes::default(),
            listening: Mutex::default(),
        };
        for key in shared.store.keys(PREFIX).await? {
            let Some(key) = key.strip_prefix(PREFIX) else { continue };
            let Some((record, _)) = shared.load(key).await? else { continue };
            let guard = (!record.guarded).then(Guard::default);
            let current = (record.phase != Phase::Ending).then_some(record.token);
            for token in current.into_iter().chain(record.old.iter().map(|(token, _)| *token)) {
                shared.routes.open(Route::new(token, key.to_owned(), record.each.clone(), guard.clone()));
            }
        }
        Ok(Self { shared: Arc::new(shared), limits: Limits::default() })
    }

    /// The longest body that is taken, in bytes. Without this, a mebibyte.
    #[must_use]
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// How long a request's head, and then its body, may take to come. Without this, ten seconds.
    #[must_use]
    pub fn read_timeout(mut self, time: Duration) -> Self {
        self.limits.time = time;
        self
    }

    /// How many connections [`serve`](Self::serve) has at once; the next ones wait. Without this, 1,024.
    #[must_use]
    pub fn max_connections(mut self, connections: usize) -> Self {
        self.limits.connections = connections.max(1);
        self
    }

    /// Subscribes, unless the store knows the subscription, and gives the events.
    ///
    /// Closing the events ends the subscription; dropping them, or the end of the program, does not: who listens under the
    /// same key again goes on with it. Where the public address or the inputs have changed, a new subscription is made and then
    /// the old one ended.
    ///
    /// # Errors
    /// When the service refuses, when somebody listens to the same stream already, or when the store does not work.
    pub async fn listen<T: Data, R>(&self, webhook: impl Into<Webhook<T, R>>) -> Result<Events<T>, Error> {
        let webhook = webhook.into();
        let key = webhook.key();
        self.start(Listening {
            key,
            inputs: webhook.plan.key(),
            ask: Some((*webhook.plan, webhook.hook)),
            each: webhook.each,
            guard: webhook.guard,
            end_with: webhook.end_with,
            turn: Turn::default(),
            faults: Mutex::default(),
        })
        .await
    }

    /// Events that come to an address which nobody is subscribed with: it is handed out by hand, once, and stays the same
    /// ([`callback`](Self::callback)).
    ///
    /// # Errors
    /// When somebody listens to the same stream already, or when the store does not work.
    pub async fn receive<T: Data>(&self, receiver: Receiver) -> Result<Events<T>, Error> {
        self.start(Listening {
            key: receiver.name,
            inputs: String::new(),
            ask: None,
            each: receiver.each,
            guard: receiver.guard,
            end_with: None,
            turn: Turn::default(),
            faults: Mutex::default(),
        })
        .await
    }

    async fn start<T: Data>(&self, listening: Listening) -> Result<Events<T>, Error> {
        let listening = Arc::new(listening);
        let shared = self.shared.clone();
        let own = listening.clone();
        let mut events = Events::new(self.shared.store.clone(), &listening.key, read, |reports| {
            let present = Present { shared: shared.clone(), listening: own.clone() };
            Source {
                work: Some(Box::pin(async move {
                    let faults = std::mem::take(&mut *lock(&present.listening.faults));
                    for fault in faults {
                        reports.report(fault).await;
                    }
                    // As long as the stream lives, so does its place among those listened to.
                    let _open = (present, reports);
                    std::future::pending::<()>().await;
                })),
                close: Some(Box::pin(async move { shared.finish(&own).await })),
            }
        });
        if let Some(error) = events.refusal() {
            return Err(error);
        }
        lock(&self.shared.listening).insert(listening.key.clone(), listening.clone());
        self.shared.attach(&listening).await?;
        Ok(events)
    }

    /// Makes a new subscription for what is listened to under this key, then ends the old one: for services whose
    /// subscriptions expire, or that have forgotten one.
    ///
    /// # Errors
    /// When nobody listens under the key, the service refuses the new subscription (the old one then stays), or does not
    /// let the old one go (the new one then stands, and the next [`listen`](Self::listen) tries again).
    pub async fn resubscribe(&self, key: &str) -> Result<(), Error> {
        let listening = lock(&self.shared.listening).get(key).cloned();
        let Some(listening) = listening else {
            let message = format!("nobody listens to `{key}`");
            return Err(Error::new(ErrorKind::Webhook, message));
        };
        let _turn = listening.turn.lock().await;
        let found = self.shared.load(key).await?;
        self.shared.replace(&listening, found).await?;
        match self.shared.end_old(&listening).await?.pop() {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// All subscriptions that the store knows, those that no code listens to, too.
    ///
    /// # Errors
    /// When the store does not work.
    pub async fn subscriptions(&self) -> Result<Vec<Subscription>, Error> {
        let mut all = Vec::new();
        for key in self.shared.store.keys(PREFIX).await? {
            let Some(key) = key.strip_prefix(PREFIX) else { continue };
            let Some((record, _)) = self.shared.load(key).await? else { continue };
            let listening = lock(&self.shared.listening).contains_key(key);
            all.push(Subscription {
                listening,
                key: key.to_owned(),
                connector: record.connector,
                trigger: record.trigger,
                since: record.since,
                callback: record.grip.callback,
                location: record.grip.location,
                replaced: record.old.len(),
                waiting: self.shared.store.counts(key).await?.waiting,
            });
        }
        Ok(all)
    }

    /// The callback address of the subscription under this key.
    ///
    /// # Errors
    /// When there is none, or the store does not work.
    pub async fn callback(&self, key: &str) -> Result<String, Error> {
        match self.shared.load(key).await? {
            Some((record, _)) => Ok(self.shared.address(&record.token)),
            None => Err(Error::new(ErrorKind::Webhook, format!("there is no subscription `{key}`"))),
        }
    }

    /// Ends a subscription that no code listens to any more. The webhook says how, and by its key which one:
    /// [`named`](Webhook::named) gives it the key that [`subscriptions`](Self::subscriptions) shows. Without one, nothing is done.
    ///
    /// # Errors
    /// When the service does not let it go; then it stays known.
    pub async fn unsubscribe<T, R>(&self, webhook: impl Into<Webhook<T, R>>) -> Result<(), Error> {
        let webhook = webhook.into();
        let key = webhook.key();
        if lock(&self.shared.listening).contains_key(&key) {
            let message = format!("`{key}` is listened to: closing its events ends the subscription");
            return Err(Error::new(ErrorKind::Webhook, message));
        }
        let listening = Listening {
            key,
            inputs: webhook.plan.key(),
            ask: Some((*webhook.plan, webhook.hook)),
            each: None,
            guard: Guard::default(),
            end_with: webhook.end_with,
            turn: Turn::default(),
            faults: Mutex::default(),
        };
        self.shared.finish(&listening).await
    }

    /// Forgets a subscription without a word to the service, which may go on calling and gets 404.
    ///
    /// # Errors
    /// When the store does not work.
    pub async fn forget(&self, key: &str) -> Result<(), Error> {
        if let Some((record, _)) = self.shared.load(key).await? {
            self.shared.close_routes(&record);
        }
        self.shared.store.remove(&state_key(key)).await?;
        Ok(())
    }

    /// Answers a request to a callback address. The path ends in what the address ended in; what stands before is not looked
    /// at, so that a proxy may cut it off. Whoever has not read the body yet hands it to [`handle_body`](Self::handle_body).
    pub async fn handle(&self, request: Request<Bytes>) -> Response<Bytes> {
        let (head, body) = request.into_parts();
        let route = match self.shared.routes.admit(&head, &self.limits) {
            Ok(route) => route,
            Err(answer) => return answer,
        };
        if body.len() > self.limits.body {
            return super::handshake::empty(http::StatusCode::PAYLOAD_TOO_LARGE);
        }
        receive::take(&*self.shared.store, &route, Request::from_parts(head, body)).await
    }

    /// The same for a body that is still to be read: a wrong address costs nothing, and a body neither more than
    /// [`max_body`](Self::max_body) nor more than [`read_timeout`](Self::read_timeout).
    pub async fn handle_body<B>(&self, request: Request<B>) -> Response<Bytes>
    where
        B: Body<Error: Into<BoxError>>,
    {
        let (head, body) = request.into_parts();
        let route = match self.shared.routes.admit(&head, &self.limits) {
            Ok(route) => route,
            Err(answer) => return answer,
        };
        match receive::read(body, &self.limits).await {
            Ok(body) => receive::take(&*self.shared.store, &route, Request::from_parts(head, body)).await,
            Err(answer) => answer,
        }
    }
}

/// Takes a stream from those that are listened to when it ends, however it does.
struct Present {
    shared: Arc<Shared>,
    listening: Arc<Listening>,
}

impl Drop for Present {
    fn drop(&mut self) {
        let mut all = lock(&self.shared.listening);
        if all.get(&self.listening.key).is_some_and(|there| Arc::ptr_eq(there, &self.listening)) {
            all.remove(&self.listening.key);
        }
    }
}

fn state_key(key: &str) -> String {
    format!("{PREFIX}{key}")
}

impl Shared {
    fn address(&self, token: &Token) -> String {
        format!("{}/{}", self.public_url, token.text())
    }

    /// What is known under a key, and its version.
    async fn load(&self, key: &str) -> Result<Option<(Record, u64)>, Error> {
        let Some(stored) = self.store.read(&state_key(key)).await? else { return Ok(None) };
        match Record::of_bytes(&stored.value) {
            Some(record) => Ok(Some((record, stored.version))),
            None => {
                let message = format!("what the store has under `{PREFIX}{key}` is no subscription");
                Err(Error::new(ErrorKind::Store, message))
            }
        }
    }

    async fn save(&self, key: &str, record: &Record, expect: Expect) -> Result<u64, Error> {
        let write = Write::new(state_key(key), record.to_bytes()).expect(expect);
        Ok(self.store.write(write).await?)
    }

    fn open_routes(&self, listening: &Listening, record: &Record) {
        for token in [record.token].into_iter().chain(record.old.iter().map(|(token, _)| *token)) {
            let (key, each) = (listening.key.clone(), listening.each.clone());
            self.routes.open(Route::new(token, key, each, Some(listening.guard.clone())));
        }
    }

    fn close_routes(&self, record: &Record) {
        self.routes.close(&record.token);
        record.old.iter().for_each(|(token, _)| self.routes.close(token));
    }

    /// Makes sure that there is a subscription.
    async fn attach(&self, listening: &Listening) -> Result<(), Error> {
        let _turn = listening.turn.lock().await;
        match self.load(&listening.key).await? {
            Some((mut record, version)) if self.stands(listening, &record) => {
                // What is done with requests may have changed since.
                if record.each != listening.each || record.guarded != listening.guard.is_special() {
                    record.each.clone_from(&listening.each);
                    record.guarded = listening.guard.is_special();
                    self.save(&listening.key, &record, Expect::Version(version)).await?;
                }
                self.open_routes(listening, &record);
            }
            found => self.replace(listening, found).await?,
        }
        let faults = self.end_old(listening).await?;
        lock(&listening.faults).extend(faults);
        Ok(())
    }

    /// Whether a subscription is what is wanted.
    fn stands(&self, listening: &Listening, record: &Record) -> bool {
        record.phase == Phase::Standing
            && record.inputs == listening.inputs
            && (listening.ask.is_none() || record.grip.callback == self.address(&record.token))
    }

    /// Subscribes. What was there before stays until this stands, and is then old.
    async fn replace(&self, listening: &Listening, found: Option<(Record, u64)>) -> Result<(), Error> {
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
        };
        let expect = match &found {
            None => Expect::Absent,
            Some((before, version)) => {
                record.old.clone_from(&before.old);
                match before.phase {
                    // It was cut short: the service may know this address, so it is asked with the same.
                    Phase::Asking => record.token = before.token,
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
        let version = self.save(key, &record, expect).await?;
        self.open_routes(listening, &record);
        record.grip = match &listening.ask {
            None => Grip { callback, ..Grip::default() },
            Some((plan, hook)) => match ask(plan, hook, &callback).await {
                Ok(grip) => grip,
                Err(error) => {
                    self.undo(key, &record, found, version, &error).await?;
                    return Err(error);
                }
            },
        };
        record.phase = Phase::Standing;
        self.save(key, &record, Expect::Version(version)).await?;
        Ok(())
    }

    /// The service has not subscribed, or may not have: what was there before is there again.
    async fn undo(
        &self,
        key: &str,
        record: &Record,
        before: Option<(Record, u64)>,
        version: u64,
        error: &Error,
    ) -> Result<(), Error> {
        // Without an answer nobody knows: the address stays, so that the next try is made with the same.
        let refused = error.status().is_some() || error.kind() == ErrorKind::Input;
        match before {
            Some((before, _)) if before.phase != Phase::Asking => {
                self.routes.close(&record.token);
                self.save(key, &before, Expect::Version(version)).await?;
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
    async fn end_old(&self, listening: &Listening) -> Result<Vec<Error>, Error> {
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
        self.save(&listening.key, &record, Expect::Version(version)).await?;
        Ok(faults)
    }

    async fn end(&self, listening: &Listening, grip: &Grip) -> Result<(), Error> {
        match &listening.ask {
            Some((plan, hook)) => end(&plan.client, hook, listening.end_with.as_ref(), grip).await,
            None => Ok(()),
        }
    }

    /// Ends a subscription for good.
    async fn finish(&self, listening: &Listening) -> Result<(), Error> {
        let _turn = listening.turn.lock().await;
        let key = listening.key.as_str();
        let Some((mut record, version)) = self.load(key).await? else { return Ok(()) };
        // Whoever was asked and has not answered may have subscribed: there is nothing to end it by.
        if record.phase != Phase::Asking {
            record.phase = Phase::Ending;
            let version = self.save(key, &record, Expect::Version(version)).await?;
            let grip = record.grip.clone();
            self.end(listening, &grip).await?;
            for (_, grip) in record.old.clone() {
                self.end(listening, &grip).await?;
            }
            let _ = version;
        }
        self.close_routes(&record);
        self.store.remove(&state_key(key)).await?;
        Ok(())
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
        None => Grip { callback: callback.to_owned(), home: reply.home.to_string(), ..Grip::default() },
    })
}

impl fmt::Debug for WebhookHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookHost")
            .field("public_url", &self.shared.public_url)
            .field("listening", &lock(&self.shared.listening).len())
            .finish_non_exhaustive()
    }
}
