//! The half of the service that calls back: each number until it is answered well.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use crate::source::Emission;

/// How many calls are under way at once.
const CALLERS: usize = 16;
/// How long an answer may take, and how long the next try waits.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);

/// Who is called, and how that went.
#[derive(Default)]
pub(crate) struct Hooks {
    /// Callback address to id: who asks twice has one subscription.
    subscriptions: Mutex<BTreeMap<String, u64>>,
    last: AtomicU64,
    /// Calls that were answered well, and those that were not.
    pub(crate) taken: AtomicU64,
    pub(crate) failed: AtomicU64,
    /// Of these, the ones that were answered with 503.
    pub(crate) refused: AtomicU64,
}

impl Hooks {
    fn all(&self) -> MutexGuard<'_, BTreeMap<String, u64>> {
        self.subscriptions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn subscribe(&self, callback: &str) -> u64 {
        let mut all = self.all();
        *all.entry(callback.to_owned()).or_insert_with(|| self.last.fetch_add(1, Ordering::Relaxed))
    }

    pub(crate) fn unsubscribe(&self, id: &str) {
        self.all().retain(|_, own| own.to_string() != id);
    }

    pub(crate) fn subscriptions(&self) -> Vec<String> {
        self.all().keys().cloned().collect()
    }

    /// Calls the only subscriber out the numbers as they are emitted, each until it is taken.
    pub(crate) fn call(self: &Arc<Self>, emission: Emission) {
        let next = Arc::new(AtomicU64::new(0));
        for _ in 0..CALLERS {
            let (hooks, next) = (self.clone(), next.clone());
            tokio::spawn(async move {
                let mut caller = Caller::default();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= emission.events {
                        return;
                    }
                    while emission.now() <= number {
                        sleep(PAUSE / 4).await;
                    }
                    loop {
                        if let Some(callback) = hooks.subscriptions().pop()
                            && hooks.post(&mut caller, &callback, number).await
                        {
                            break;
                        }
                        sleep(PAUSE).await;
                    }
                }
            });
        }
    }

    /// One try; whether it was answered well.
    pub(crate) async fn post(&self, caller: &mut Caller, callback: &str, number: u64) -> bool {
        let status = match timeout(PATIENCE, caller.post(callback, number)).await {
            Ok(Some(status)) => status,
            Ok(None) | Err(_) => {
                caller.0 = None;
                StatusCode::BAD_GATEWAY
            }
        };
        let count = if status.is_success() { &self.taken } else { &self.failed };
        count.fetch_add(1, Ordering::Relaxed);
        self.refused.fetch_add(u64::from(status == StatusCode::SERVICE_UNAVAILABLE), Ordering::Relaxed);
        status.is_success()
    }
}

/// A connection that is kept.
#[derive(Default)]
pub(crate) struct Caller(Option<SendRequest<Full<Bytes>>>);

impl Caller {
    async fn post(&mut self, callback: &str, number: u64) -> Option<StatusCode> {
        let uri: Uri = callback.parse().ok()?;
        let authority = uri.authority()?.as_str().to_owned();
        let sender = match &mut self.0 {
            Some(sender) if !sender.is_closed() => sender,
            other => {
                let stream = TcpStream::connect(&authority).await.ok()?;
                stream.set_nodelay(true).ok()?;
                let (sender, connection) = handshake(TokioIo::new(stream)).await.ok()?;
                tokio::spawn(connection);
                other.insert(sender)
            }
        };
        sender.ready().await.ok()?;
        let request = Request::post(uri.path())
            .header("host", authority)
            .header("content-type", "application/json")
            .header("webhook-id", number)
            .body(Full::new(Bytes::from(number.to_string())));
        let response = sender.send_request(request.ok()?).await.ok()?;
        let status = response.status();
        response.into_body().collect().await.ok()?;
        Some(status)
    }
}
