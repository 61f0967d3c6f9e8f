//! A stream of events: what the inbox holds, one after the other, and the errors of whatever fills it.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use tokio::sync::{Notify, mpsc};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::Instant;

use super::event::{Delivery, Event};
use super::live::Live;
use super::store::{Claimed, Entry, Store, StoreError};
use crate::data::{self, Data};
use crate::error::{Error, ErrorKind};

/// How long an event is held for its consumer, and how often it comes before it is given up.
const HOLD: Duration = Duration::from_secs(300);
const MAX_DELIVERIES: u32 = 10;
/// How many events are taken from the inbox at once, at most. Where those of a time took longer than this, the next time it is half as
/// many, and else twice: what waits for a slow handler here, another process could handle.
const BATCH: usize = 16;
const QUICK: Duration = Duration::from_millis(200);
/// How many errors wait for the consumer before whoever reports them waits.
const REPORTS: usize = 8;
/// How many acknowledgements are under way while the next event is handled.
const ACKS: usize = 64;
/// How long a store that does not work is left alone, and how long a handler's failure is, at first and at last.
const STORE_PAUSE: Duration = Duration::from_secs(1);
const RETRY: Duration = Duration::from_secs(1);
const MAX_RETRY: Duration = Duration::from_secs(600);

type OnError = Box<dyn FnMut(&Error) + Send>;
type Work = Pin<Box<dyn Future<Output = ()> + Send>>;
type Close = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// What fills the inbox while a stream is alive.
pub(crate) struct Source {
    /// Runs in a task of its own from the stream's first poll until it is closed or dropped. When it ends, the stream ends once
    /// the inbox is empty.
    pub(crate) work: Option<Work>,
    /// Runs when the stream is closed, after the work was stopped.
    pub(crate) close: Option<Close>,
}

/// Where a [`Source`] reports what goes wrong: each error is an item of the stream.
#[derive(Clone, Debug)]
pub(crate) struct Reports(mpsc::Sender<Report>);

#[derive(Debug)]
enum Report {
    /// The source goes on.
    Passing(Error),
    /// The source has ended by it.
    Last(Error),
}

impl Reports {
    /// Waits while the consumer has not yet seen the errors before it.
    pub(crate) async fn report(&self, error: Error) {
        // Without a stream nobody wants to know.
        let _ = self.0.send(Report::Passing(error)).await;
    }

    /// The same for the error that ends the source.
    pub(crate) async fn end(self, error: Error) {
        let _ = self.0.send(Report::Last(error)).await;
    }
}

/// Whether the source has ended, for a step that waits for more of it.
#[derive(Debug, Default)]
struct Ended {
    is: AtomicBool,
    changed: Notify,
}

impl Ended {
    fn is(&self) -> bool {
        self.is.load(Ordering::Acquire)
    }

    fn set(&self) {
        self.is.store(true, Ordering::Release);
        self.changed.notify_one();
    }
}

/// The events of a trigger: a `Stream`, and without one's traits `next().await`.
///
/// An error is an item, and the stream goes on: a poll that failed is tried again later, an event that cannot be read is buried
/// and the next one comes. The stream ends when it is closed, or when its service refuses the sign-in for good.
/// Dropping it loses nothing that its store keeps.
#[must_use = "nothing is received until this is polled"]
pub struct Events<T> {
    feed: Feed,
    decode: fn(&Entry) -> Result<T, Error>,
    on_error: Option<OnError>,
}

/// The events undecoded, which is the same for all types.
struct Feed {
    shared: Shared,
    reports: mpsc::Receiver<Report>,
    source: Source,
    task: Option<JoinHandle<()>>,
    buffer: VecDeque<Claimed>,
    /// When what is in the buffer may be handed to somebody else.
    held_until: Option<Instant>,
    /// How many are asked for next, and when those before came.
    batch: usize,
    claimed: Option<Instant>,
    step: Option<Pin<Box<dyn Future<Output = Step> + Send>>>,
    /// How many steps have failed, one after the other.
    failures: u32,
    /// Said first, when the stream never came about.
    stillborn: Option<Error>,
    /// Whether the source has ended by an error, and not by being closed.
    failed: bool,
    live: Option<Live>,
}

/// What each step of the feed needs of it.
#[derive(Clone)]
struct Shared {
    store: Arc<dyn Store>,
    stream: Arc<str>,
    hold: Duration,
    max_deliveries: u32,
    ended: Arc<Ended>,
}

enum Step {
    Claimed(Vec<Claimed>, Instant),
    Failed(Error),
    /// The store has done what it was asked; the error says why it was.
    Buried(Error),
    /// The source has ended, and nothing waits.
    Empty,
}

/// An event's body as a type of the document.
pub(crate) fn read<T: Data>(entry: &Entry) -> Result<T, Error> {
    data::decode(&entry.body).map_err(|fault| {
        let error = Error::new(ErrorKind::Decode, "the event is not what the document says");
        let path = fault.path().to_owned();
        let error = if path.is_empty() { error } else { error.with_path(path) };
        error.with_source(fault)
    })
}

impl<T: Data> Events<T> {
    /// What is in the inbox of this name, whoever puts it there, read as JSON. The stream does not end.
    pub fn inbox<S: Store + Clone>(name: &str, store: &S) -> Self {
        Self::new(Arc::new(store.clone()), name, read, |reports| Source {
            work: Some(Box::pin(async move {
                let _open = reports;
                std::future::pending::<()>().await;
            })),
            close: None,
        })
    }
}

impl<T> Events<T> {
    /// The events of the inbox `stream`, which `source` fills.
    pub(crate) fn new(
        store: Arc<dyn Store>,
        stream: &str,
        decode: fn(&Entry) -> Result<T, Error>,
        source: impl FnOnce(Reports) -> Source,
    ) -> Self {
        let live = Live::new(store.identity(), stream);
        Self::make(store, stream, decode, source, live)
    }

    /// A stream that never came about: its only item is the reason.
    pub(crate) fn stillborn(
        error: Error,
        store: Arc<dyn Store>,
        decode: fn(&Entry) -> Result<T, Error>,
    ) -> Self {
        Self::make(store, "", decode, |_| Source { work: None, close: None }, Err(error))
    }

    fn make(
        store: Arc<dyn Store>,
        stream: &str,
        decode: fn(&Entry) -> Result<T, Error>,
        source: impl FnOnce(Reports) -> Source,
        live: Result<Live, Error>,
    ) -> Self {
        let (sender, reports) = mpsc::channel(REPORTS);
        let (live, stillborn) = match live {
            Ok(live) => (Some(live), None),
            Err(error) => (None, Some(error)),
        };
        let ended = Arc::default();
        let shared =
            Shared { store, stream: stream.into(), hold: HOLD, max_deliveries: MAX_DELIVERIES, ended };
        let feed = Feed {
            shared,
            reports,
            source: source(Reports(sender)),
            task: None,
            buffer: VecDeque::new(),
            held_until: None,
            batch: 1,
            claimed: None,
            step: None,
            failures: 0,
            stillborn,
            failed: false,
            live,
        };
        Self { feed, decode, on_error: None }
    }

    /// How long an event is held: one that is not acknowledged within this time comes again. Without this, five minutes.
    pub fn hold(mut self, hold: Duration) -> Self {
        self.feed.shared.hold = hold;
        self
    }

    /// How many times an event comes before it goes to the dead letters by itself. Without this, ten.
    pub fn max_deliveries(mut self, max: u32) -> Self {
        self.feed.shared.max_deliveries = max.max(1);
        self
    }

    /// Why the stream never came about, for who can say so at once.
    pub(crate) fn refusal(&mut self) -> Option<Error> {
        self.feed.stillborn.take()
    }

    /// The key of the stream in its store: what [`Store::dead`] and [`Store::counts`] are asked for.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.feed.shared.stream
    }

    /// The next event, or what went wrong; none when the stream has ended.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// What [`for_each_ack`](Self::for_each_ack) does with an error after which the stream goes on. Without this, nothing.
    pub fn on_error(mut self, act: impl FnMut(&Error) + Send + 'static) -> Self {
        self.on_error = Some(Box::new(act));
        self
    }

    /// Handles every event: one that `handler` handles is acknowledged, one at which it fails comes again, after a time that
    /// grows from a second to ten minutes, and goes to the dead letters with the last failure after
    /// [`max_deliveries`](Self::max_deliveries).
    ///
    /// # Errors
    /// What ended the stream.
    pub async fn for_each_ack<F, H, E>(mut self, mut handler: H) -> Result<(), Error>
    where
        H: FnMut(Event<T>) -> F,
        F: Future<Output = Result<(), E>>,
        E: fmt::Display,
    {
        let mut end = Ok(());
        // A store on disk writes together what is acknowledged at about the same time: the next event does not wait for it.
        let mut acks = JoinSet::new();
        while let Some(item) = self.next().await {
            let handled = match item {
                Ok(event) => {
                    let delivery = event.delivery();
                    match handler(event).await {
                        Ok(()) => {
                            acks.spawn(async move { delivery.ack().await });
                            settled(&mut acks, ACKS).await
                        }
                        Err(failure) => self.feed.shared.give_back(&delivery, &failure.to_string()).await,
                    }
                }
                Err(error) => Err(error),
            };
            let Err(error) = handled else { continue };
            if let Some(act) = &mut self.on_error {
                act(&error);
            }
            if self.feed.failed && end.is_ok() {
                end = Err(error);
            }
        }
        settled(&mut acks, 0).await.and(end)
    }

    /// Ends the stream in good order: what fills it stops, and a subscription is given up.
    ///
    /// # Errors
    /// When the service does not let the subscription go.
    pub async fn close(mut self) -> Result<(), Error> {
        self.feed.stop().await;
        match self.feed.source.close.take() {
            Some(close) => close.await,
            None => Ok(()),
        }
    }
}

/// Waits until no more than `most` acknowledgements are under way; the first that failed.
async fn settled(acks: &mut JoinSet<Result<(), Error>>, most: usize) -> Result<(), Error> {
    let mut outcome = Ok(());
    loop {
        let done = match acks.len() > most {
            true => acks.join_next().await,
            false => acks.try_join_next(),
        };
        match done {
            Some(Ok(done)) => outcome = outcome.and(done),
            // It was not interrupted by anybody: the runtime ends.
            Some(Err(_)) => {}
            None => return outcome,
        }
    }
}

impl Shared {
    /// What waits in the inbox, as soon as something does.
    async fn claim(self, batch: usize, pause: Duration) -> Step {
        if !pause.is_zero() {
            // A store that fails at once would fail as fast as it is asked.
            tokio::time::sleep(pause).await;
        }
        self.claimed(batch).await.unwrap_or_else(|error| Step::Failed(error.into()))
    }

    async fn claimed(&self, batch: usize) -> Result<Step, StoreError> {
        loop {
            let until = Instant::now().checked_add(self.hold).unwrap_or_else(Instant::now);
            // Asked before the inbox is: what the source left there last is seen.
            let ended = self.ended.is();
            let claimed = self.store.claim(&self.stream, batch, self.hold).await?;
            if !claimed.is_empty() {
                return Ok(Step::Claimed(claimed, until));
            }
            if ended && self.store.counts(&self.stream).await?.waiting == 0 {
                return Ok(Step::Empty);
            }
            let mut wait = self.store.wait(&self.stream);
            let mut end = pin!(self.ended.changed.notified());
            poll_fn(|cx| match wait.as_mut().poll(cx) {
                Poll::Pending if !ended => end.as_mut().poll(cx).map(Ok),
                done => done,
            })
            .await?;
        }
    }

    fn delivery(self, claimed: Claimed) -> Delivery {
        Delivery { store: self.store, stream: self.stream, claimed }
    }

    async fn bury(self, claimed: Claimed, error: Error) -> Step {
        match self.delivery(claimed).bury(&error.reason()).await {
            Ok(()) => Step::Buried(error),
            Err(error) => Step::Failed(error),
        }
    }

    /// After a failure of its handler.
    async fn give_back(&self, delivery: &Delivery, reason: &str) -> Result<(), Error> {
        let deliveries = delivery.claimed.deliveries;
        if deliveries >= self.max_deliveries {
            return delivery.bury(reason).await;
        }
        let factor = 1_u32.checked_shl(deliveries.saturating_sub(1)).unwrap_or(u32::MAX);
        delivery.retry(RETRY.saturating_mul(factor).min(MAX_RETRY)).await
    }
}

impl Feed {
    fn start(&mut self) -> Result<(), Error> {
        if let Some(work) = self.source.work.take() {
            let runtime = tokio::runtime::Handle::try_current()
                .map_err(|_| Error::new(ErrorKind::Runtime, "triggers need a tokio runtime"))?;
            self.task = Some(runtime.spawn(work));
        }
        Ok(())
    }

    async fn stop(&mut self) {
        self.reports.close();
        if let Some(task) = self.task.take() {
            task.abort();
            let _ = task.await;
        }
        give_back(self.shared.clone(), std::mem::take(&mut self.buffer)).await;
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Claimed, Error>>> {
        if self.live.is_none() {
            return Poll::Ready(self.stillborn.take().map(Err));
        }
        if let Err(error) = self.start() {
            self.live = None;
            return Poll::Ready(Some(Err(error)));
        }
        loop {
            // Errors first: they are about now, and few.
            if !self.shared.ended.is() {
                match self.reports.poll_recv(cx) {
                    Poll::Ready(Some(Report::Passing(error))) => return Poll::Ready(Some(Err(error))),
                    Poll::Ready(Some(Report::Last(error))) => {
                        self.failed = true;
                        return Poll::Ready(Some(Err(error)));
                    }
                    Poll::Ready(None) => self.shared.ended.set(),
                    Poll::Pending => {}
                }
            }
            if self.held_until.is_some_and(|until| until <= Instant::now()) {
                self.buffer.clear();
            }
            // A step under way may be about an event that came before those in the buffer.
            let step = match &mut self.step {
                Some(step) => step,
                None => {
                    if let Some(claimed) = self.buffer.pop_front() {
                        if self.shared.store.is_held(&self.shared.stream, &claimed.receipt) {
                            return Poll::Ready(Some(Ok(claimed)));
                        }
                        continue;
                    }
                    if let Some(claimed) = self.claimed.take() {
                        let is_quick = claimed.elapsed() < QUICK;
                        self.batch =
                            if is_quick { (self.batch * 2).min(BATCH) } else { (self.batch / 2).max(1) };
                    }
                    let claim = self.shared.clone().claim(self.batch, pause(self.failures));
                    self.step.insert(Box::pin(claim))
                }
            };
            let Poll::Ready(done) = step.as_mut().poll(cx) else { return Poll::Pending };
            self.step = None;
            self.failures = if matches!(done, Step::Failed(_)) { self.failures.saturating_add(1) } else { 0 };
            match done {
                Step::Claimed(claimed, until) => {
                    self.buffer = claimed.into();
                    self.held_until = Some(until);
                    self.claimed = Some(Instant::now());
                }
                Step::Failed(error) | Step::Buried(error) => return Poll::Ready(Some(Err(error))),
                Step::Empty => return Poll::Ready(None),
            }
        }
    }

    /// The event goes to the dead letters; when it is there, the error is the stream's next item.
    fn bury(&mut self, claimed: Claimed, error: Error) {
        let shared = self.shared.clone();
        self.step = Some(Box::pin(shared.bury(claimed, error)));
    }
}

fn pause(failures: u32) -> Duration {
    match failures {
        0 => Duration::ZERO,
        more => STORE_PAUSE.saturating_mul(1 << (more - 1).min(5)),
    }
}

/// What was claimed and not handed out is due at once.
async fn give_back(shared: Shared, claimed: VecDeque<Claimed>) {
    for claimed in claimed {
        // What the store does not take back is due when its hold is over.
        let _ = shared.store.retry(&shared.stream, &claimed.receipt, Duration::ZERO).await;
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
        let buffer = std::mem::take(&mut self.buffer);
        if let (false, Ok(runtime)) = (buffer.is_empty(), tokio::runtime::Handle::try_current()) {
            runtime.spawn(give_back(self.shared.clone(), buffer));
        }
    }
}

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let claimed = match ready!(self.feed.poll(cx)) {
                Some(Ok(claimed)) => claimed,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            let times = claimed.deliveries.saturating_sub(1);
            if times >= self.feed.shared.max_deliveries {
                let message = format!("the event came {times} times and was never acknowledged");
                let error = Error::new(ErrorKind::Buried, message).with_event(&claimed.entry.id);
                self.feed.bury(claimed, error);
                continue;
            }
            match (self.decode)(&claimed.entry) {
                Ok(data) => {
                    let delivery = Arc::new(self.feed.shared.clone().delivery(claimed));
                    return Poll::Ready(Some(Ok(Event::new(data, delivery))));
                }
                Err(error) => {
                    let error = error.with_event(&claimed.entry.id);
                    self.feed.bury(claimed, error);
                }
            }
        }
    }
}

/// Events are handed on, and never pinned.
impl<T> Unpin for Events<T> {}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Events({})", self.key())
    }
}
