//! What one stream of this process has of the work: messages that were fetched, those that were handed out, and the consumer that all
//! processes share.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_nats::jetstream::consumer::{self, AckPolicy, PullConsumer, pull};
use async_nats::jetstream::{AckKind, Message};
use bytes::Bytes;
use tokio::sync::{Notify, OnceCell};
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::super::{Claimed, Entry, Receipt, StoreError};
use super::link::{ELECTION, Link, PAUSE, is_led, next};
use super::stuck::AGAIN;
use super::{entry, failed, lock};

/// How long servers keep a question for events that are not there yet.
const PATIENCE: Duration = Duration::from_secs(5);
const SHORT: Duration = Duration::from_millis(100);
/// How long the answer to any other question may take.
const ANSWER: Duration = Duration::from_secs(5);
/// How long it takes at most, after this process was stopped, until what lay in its socket has been read.
const WAKING: Duration = Duration::from_secs(5);

pub(super) struct Inbox {
    pub(super) link: Arc<Link>,
    pub(super) token: String,
    redelivery: Duration,
    in_order: bool,
    consumer: Mutex<Arc<OnceCell<PullConsumer>>>,
    work: Mutex<Work>,
    changed: Notify,
}

struct Work {
    /// Fetched and not handed out, oldest first.
    fetched: VecDeque<Fetched>,
    /// Handed out, by their numbers.
    held: BTreeMap<u64, Held>,
    /// When the servers were told last that this process lives, and when it noticed last that it had been silent for too long: it was
    /// stopped, or cut off.
    tended: Instant,
    woken: Option<Instant>,
    /// Whether servers have been asked to say when something comes.
    asking: bool,
    failure: Option<StoreError>,
}

struct Fetched {
    number: u64,
    reply: String,
    entry: Entry,
    /// How often it was handed out, as far as that is known; none when nobody has had it.
    before: Before,
    since: Instant,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Never,
    /// By whom and how often stands in the bucket.
    Somewhere,
    Here(u32),
}

struct Held {
    reply: String,
    entry: Entry,
    deliveries: u32,
    until: Option<Instant>,
    /// When the servers were told last that it is being worked on.
    told: Instant,
}

impl Work {
    fn new() -> Self {
        Self {
            fetched: VecDeque::new(),
            held: BTreeMap::new(),
            tended: Instant::now(),
            woken: None,
            asking: false,
            failure: None,
        }
    }

    /// Whether what is read now may have been sent so long ago that somebody else has it, too.
    fn is_late(&self, redelivery: Duration) -> bool {
        self.tended.elapsed() >= redelivery || self.woken.is_some_and(|woken| woken.elapsed() < WAKING)
    }
}

/// What a receipt says.
pub(super) struct Claim {
    pub(super) number: u64,
    pub(super) deliveries: u32,
    reply: String,
}

impl Claim {
    fn receipt(&self) -> Receipt {
        Receipt::new(format!("{} {} {}", self.number, self.deliveries, self.reply))
    }

    pub(super) fn read(receipt: &Receipt) -> Result<Self, StoreError> {
        let mut parts = receipt.as_str().splitn(3, ' ');
        let mut part = || parts.next().ok_or_else(|| failed("the receipt is of another store"));
        let (number, deliveries, reply) = (part()?, part()?, part()?);
        Ok(Self {
            number: number.parse().map_err(failed)?,
            deliveries: deliveries.parse().map_err(failed)?,
            reply: reply.to_owned(),
        })
    }
}

impl Inbox {
    pub(super) fn new(link: Arc<Link>, token: String, redelivery: Duration, in_order: bool) -> Self {
        Self {
            link,
            token,
            redelivery,
            in_order,
            consumer: Mutex::default(),
            work: Mutex::new(Work::new()),
            changed: Notify::new(),
        }
    }

    async fn consumer(&self) -> Result<PullConsumer, StoreError> {
        let cell = lock(&self.consumer).clone();
        let made = cell.get_or_try_init(|| async {
            let config = pull::Config {
                durable_name: Some(self.token.clone()),
                ack_policy: AckPolicy::Explicit,
                ack_wait: self.redelivery,
                filter_subject: self.link.inbox_subject(&self.token),
                max_ack_pending: if self.in_order { 1 } else { 20_000 },
                ..pull::Config::default()
            };
            let consumer =
                self.link.inbox.get_or_create_consumer(&self.token, config).await.map_err(failed)?;
            self.led(consumer).await
        });
        made.await.cloned()
    }

    /// In a cluster a consumer is there before one of its servers leads it, and whoever made it knows of that sooner than others who found
    /// it. What it is asked until then is lost.
    async fn led(&self, mut consumer: PullConsumer) -> Result<PullConsumer, StoreError> {
        let client = &self.link.client;
        let end = Instant::now() + ELECTION;
        let mut info = consumer.cached_info();
        while !is_led(client, info.cluster.as_ref()) {
            if Instant::now() > end {
                return Err(failed("no server leads the consumer"));
            }
            sleep(PAUSE).await;
            info = consumer.info().await.map_err(failed)?;
        }
        Ok(consumer)
    }

    /// It may have gone with its server.
    fn forget_consumer(&self) {
        *lock(&self.consumer) = Arc::default();
    }

    /// How many events somebody holds, as the servers know it.
    pub(super) async fn held(&self) -> Result<usize, StoreError> {
        let pending = self.info().await?.num_ack_pending;
        Ok(pending.saturating_sub(lock(&self.work).fetched.len()))
    }

    pub(super) async fn info(&self) -> Result<consumer::Info, StoreError> {
        self.consumer().await?.get_info().await.map_err(failed)
    }

    /// Hands out what is due.
    pub(super) async fn claim(
        self: &Arc<Self>,
        max: usize,
        hold: Duration,
    ) -> Result<Vec<Claimed>, StoreError> {
        if let Some(failure) = lock(&self.work).failure.take() {
            return Err(failure);
        }
        self.expire();
        let is_idle = {
            let mut work = lock(&self.work);
            // It was given to somebody else, and comes again if nobody handles it.
            work.fetched.retain(|fetched| fetched.since.elapsed() < self.redelivery);
            work.fetched.is_empty()
        };
        if is_idle {
            let own = self.clone();
            // A server that may hand out no more says nothing, unless it is asked for a time.
            let expires = self.in_order.then_some(SHORT);
            // What was fetched is kept also when nobody waits for it any more.
            let fetch = tokio::spawn(async move { own.fetch(max, expires).await });
            fetch.await.map_err(failed)??;
        }
        let mut claimed = Vec::new();
        while claimed.len() < max {
            let Some(fetched) = ({
                let mut work = lock(&self.work);
                // One that was handed out before comes alone.
                let is_next = work
                    .fetched
                    .front()
                    .is_some_and(|next| claimed.is_empty() || next.before == Before::Never);
                if is_next { work.fetched.pop_front() } else { None }
            }) else {
                break;
            };
            let is_again = fetched.before != Before::Never;
            let deliveries = match self.deliveries(&fetched).await {
                Ok(deliveries) => deliveries,
                Err(error) => {
                    lock(&self.work).fetched.push_front(fetched);
                    return Err(error);
                }
            };
            claimed.push(self.hand_out(fetched, deliveries, hold));
            if is_again {
                break;
            }
        }
        Ok(claimed)
    }

    fn hand_out(&self, fetched: Fetched, deliveries: u32, hold: Duration) -> Claimed {
        let Fetched { number, reply, entry, since, .. } = fetched;
        let claim = Claim { number, deliveries, reply: reply.clone() };
        let until = Instant::now().checked_add(hold);
        let held = Held { reply, entry: entry.clone(), deliveries, until, told: since };
        lock(&self.work).held.insert(number, held);
        Claimed { receipt: claim.receipt(), entry, deliveries }
    }

    fn tries(&self, number: u64) -> String {
        self.link.bucket_subject("tries", &number.to_string())
    }

    /// How many times an event has been handed out with this time. From the second time on that is written down before: of the events
    /// that a process had fetched when it died, only the one that killed it is to be counted on.
    async fn deliveries(&self, fetched: &Fetched) -> Result<u32, StoreError> {
        let before = match fetched.before {
            Before::Never => return Ok(1),
            Before::Here(times) => times,
            Before::Somewhere => {
                let known = self.link.last(&self.tries(fetched.number)).await?;
                let times = known.and_then(|known| std::str::from_utf8(&known.payload).ok()?.parse().ok());
                times.unwrap_or(1)
            }
        };
        let times = before.saturating_add(1);
        let payload = Bytes::from(times.to_string());
        self.link.put(self.tries(fetched.number), async_nats::HeaderMap::new(), payload, None).await?;
        Ok(times)
    }

    /// Asks for up to `max` events: those that are there, or the first that comes.
    async fn fetch(&self, max: usize, expires: Option<Duration>) -> Result<(), StoreError> {
        let outcome = self.fetched(max, expires).await;
        if outcome.is_err() {
            self.forget_consumer();
        }
        self.changed.notify_waiters();
        outcome
    }

    async fn fetched(&self, max: usize, expires: Option<Duration>) -> Result<(), StoreError> {
        let consumer = self.consumer().await?;
        let mut messages = match expires {
            Some(expires) => consumer.batch().max_messages(1).expires(expires).messages().await,
            None => consumer.fetch().max_messages(max).messages().await,
        }
        .map_err(failed)?;
        let patience = expires.unwrap_or_default() + ANSWER;
        loop {
            match timeout(patience, next(&mut messages)).await {
                Ok(Some(Ok(message))) => self.take(message)?,
                Ok(Some(Err(error))) => return Err(failed(error)),
                Ok(None) => return Ok(()),
                // Nothing is to be had: as many are held as may be.
                Err(_) if expires.is_none() && self.link.is_connected() => return Ok(()),
                Err(_) => return Err(failed("NATS does not answer")),
            }
        }
    }

    fn take(&self, message: Message) -> Result<(), StoreError> {
        let (number, is_first) = {
            let info = message.info().map_err(failed)?;
            (info.stream_sequence, info.delivered <= 1)
        };
        let message = message.message;
        let headers = message.headers.unwrap_or_default();
        let is_first = is_first && headers.get(AGAIN).is_none();
        let entry = entry::read(&headers, message.payload, || number.to_string());
        let reply = message.reply.map(|reply| reply.to_string()).unwrap_or_default();
        let mut work = lock(&self.work);
        let is_late = work.is_late(self.redelivery);
        let before = match work.held.remove(&number) {
            // The servers did not hear that it is being worked on.
            Some(held) => Before::Here(held.deliveries),
            None if is_first && !is_late => Before::Never,
            None => Before::Somewhere,
        };
        work.fetched.retain(|fetched| fetched.number != number);
        work.fetched.push_back(Fetched { number, reply, entry, before, since: Instant::now() });
        drop(work);
        self.changed.notify_waiters();
        Ok(())
    }

    /// What was held for long enough is due again.
    fn expire(&self) {
        let now = Instant::now();
        let mut work = lock(&self.work);
        let over: Vec<u64> = work
            .held
            .iter()
            .filter(|(_, held)| held.until.is_some_and(|until| until <= now))
            .map(|(number, _)| *number)
            .collect();
        // Oldest first, and before what was fetched later.
        for number in over.into_iter().rev() {
            let Some(held) = work.held.remove(&number) else { continue };
            let Held { reply, entry, deliveries, told, .. } = held;
            work.fetched.push_front(Fetched {
                number,
                reply,
                entry,
                before: Before::Here(deliveries),
                since: told,
            });
        }
    }

    /// Whether nobody else can have been given it.
    pub(super) fn is_held(&self, claim: &Claim) -> bool {
        let work = lock(&self.work);
        let held = work.held.get(&claim.number).filter(|held| held.deliveries == claim.deliveries);
        held.is_some_and(|held| held.told.elapsed() < self.redelivery)
    }

    /// Waits until something may be due.
    pub(super) async fn wait(self: &Arc<Self>) -> Result<(), StoreError> {
        loop {
            let mut changed = std::pin::pin!(self.changed.notified());
            changed.as_mut().enable();
            self.expire();
            let soonest = {
                let mut work = lock(&self.work);
                if let Some(failure) = work.failure.take() {
                    return Err(failure);
                }
                if !work.fetched.is_empty() {
                    return Ok(());
                }
                if !std::mem::replace(&mut work.asking, true) {
                    let own = self.clone();
                    tokio::spawn(async move {
                        let outcome = own.fetch(1, Some(PATIENCE)).await;
                        let mut work = lock(&own.work);
                        work.asking = false;
                        work.failure = outcome.err();
                        drop(work);
                        own.changed.notify_waiters();
                    });
                }
                work.held.values().filter_map(|held| held.until).min()
            };
            match soonest {
                Some(soonest) => drop(timeout_at(soonest, changed).await),
                None => changed.await,
            }
        }
    }

    /// Tells the servers how it stands with an event, and waits until they know.
    async fn tell(&self, reply: &str, kind: AckKind) -> Result<(), StoreError> {
        let asked = self.link.client.request(reply.to_owned(), kind.into());
        timeout(ANSWER, asked).await.map_err(failed)?.map_err(failed)?;
        Ok(())
    }

    pub(super) async fn ack(&self, claim: &Claim) -> Result<(), StoreError> {
        self.tell(&claim.reply, AckKind::Ack).await?;
        let deliveries = {
            let mut work = lock(&self.work);
            work.fetched.retain(|fetched| fetched.number != claim.number);
            work.held.remove(&claim.number).map_or(0, |held| held.deliveries)
        };
        if deliveries.max(claim.deliveries) > 1 {
            // Nobody asks for it any more.
            let _ = self.link.forget(self.tries(claim.number)).await;
        }
        Ok(())
    }

    pub(super) async fn retry(&self, claim: &Claim, after: Duration) -> Result<(), StoreError> {
        let is_held = |held: &Held| held.deliveries == claim.deliveries;
        if !lock(&self.work).held.get(&claim.number).is_some_and(is_held) {
            // Somebody has got it meanwhile.
            return Ok(());
        }
        // What has a delay goes through a timer of the server, even if it is none.
        let after = Some(after).filter(|after| !after.is_zero());
        self.tell(&claim.reply, AckKind::Nak(after)).await?;
        lock(&self.work).held.remove(&claim.number);
        self.changed.notify_waiters();
        Ok(())
    }

    /// What was handed out under a claim.
    pub(super) fn entry(&self, claim: &Claim) -> Option<Entry> {
        let work = lock(&self.work);
        let fetched = || work.fetched.iter().find(|fetched| fetched.number == claim.number);
        let held = work.held.get(&claim.number).map(|held| &held.entry);
        held.or_else(|| fetched().map(|fetched| &fetched.entry)).cloned()
    }

    /// Tells the servers what is being worked on, so that they give it to nobody else, and gives back what nobody here asks for.
    pub(super) async fn tend(&self) {
        self.expire();
        if !self.link.is_connected() {
            // Nobody hears it. What others are given meanwhile shows by its age.
            return;
        }
        let now = Instant::now();
        let mut replies = Vec::new();
        let mut idle = Vec::new();
        {
            let mut work = lock(&self.work);
            if now.duration_since(work.tended) >= self.redelivery {
                work.woken = Some(now);
            }
            work.tended = now;
            work.held.retain(|_, held| now.duration_since(held.told) < self.redelivery);
            for held in work.held.values_mut() {
                if now.duration_since(held.told) >= self.redelivery / 3 {
                    held.told = now;
                    replies.push(held.reply.clone());
                }
            }
            while work
                .fetched
                .front()
                .is_some_and(|first| now.duration_since(first.since) >= self.redelivery / 2)
            {
                idle.extend(work.fetched.pop_front().map(|fetched| fetched.reply));
            }
        }
        // What does not arrive is told again, or comes again.
        for reply in replies {
            let _ = self.link.client.publish(reply, AckKind::Progress.into()).await;
        }
        for reply in idle {
            let _ = self.link.client.publish(reply, AckKind::Nak(None).into()).await;
        }
    }
}
