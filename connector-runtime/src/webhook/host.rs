//! The host of any number of webhooks: callback addresses, subscriptions, and what is known of them after a restart.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use url::Url;

use super::life::{Listening, Shared, lock};
use super::receive::{self, Limits, Routes};
use super::record::PREFIX;
use super::subscribe::Webhook;
use super::{Receiver, Subscription};
use crate::data::Data;
use crate::error::{BoxError, Error, ErrorKind};
use crate::trigger::{Events, Source, Store, read};

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
            looked: tokio::sync::Mutex::default(),
        };
        shared.learn().await?;
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
        let webhook: Webhook<T, R> = webhook.into();
        self.start(webhook.into()).await
    }

    /// Events that come to an address which nobody is subscribed with: it is handed out by hand, once, and stays the same
    /// ([`callback`](Self::callback)).
    ///
    /// # Errors
    /// When somebody listens to the same stream already, or when the store does not work.
    pub async fn receive<T: Data>(&self, receiver: Receiver) -> Result<Events<T>, Error> {
        self.start(receiver.into()).await
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
        self.shared.renew(&listening).await
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
                unanswered: record.unanswered,
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
        self.shared.finish(&webhook.into()).await
    }

    /// Forgets a subscription without a word to the service, which may go on calling and gets 404.
    ///
    /// # Errors
    /// When the store does not work.
    pub async fn forget(&self, key: &str) -> Result<(), Error> {
        self.shared.forget(key).await
    }

    /// Answers a request to a callback address. The path ends in what the address ended in; what stands before is not looked
    /// at, so that a proxy may cut it off. Whoever has not read the body yet hands it to [`handle_body`](Self::handle_body).
    pub async fn handle(&self, request: Request<Bytes>) -> Response<Bytes> {
        let (head, body) = request.into_parts();
        let route = match self.shared.admit(&head, &self.limits).await {
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
        let route = match self.shared.admit(&head, &self.limits).await {
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

impl fmt::Debug for WebhookHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookHost")
            .field("public_url", &self.shared.public_url)
            .field("listening", &lock(&self.shared.listening).len())
            .finish_non_exhaustive()
    }
}
