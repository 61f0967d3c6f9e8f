//! The loop that polls.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use hmac_sha256::Hash;
use http::StatusCode;
use http::header::LOCATION;
use serde_json::Value;
use url::Url;

use super::spec::{Keeps, Poll};
use super::{Cursor, Order, StartAt, cursor, entry, json};
use crate::connection::same_origin;
use crate::error::{Error, ErrorKind};
use crate::output::Reply;
use crate::page::{How, Walk};
use crate::request::Plan;
use crate::send;
use crate::trigger::events::Reports;
use crate::trigger::lease::Lease;
use crate::trigger::store::{Entry, Fence, Store, StoreError, Write};

/// A service that wants to be left alone for longer is asked after this.
const LONGEST: Duration = Duration::from_secs(24 * 3600);
/// The longest wait after failures, where polls are not rarer anyway.
const MAX_BACK_OFF: Duration = Duration::from_secs(300);
/// A reply without events that wants to be asked again at once is asked after this at the earliest.
const BREATH: Duration = Duration::from_secs(1);
/// How much of a poll is held before it goes into the inbox.
const CHUNK: usize = 16 << 20;
/// An id longer than this is one by its hash.
const MAX_ID: usize = 200;

type Key = Arc<dyn Fn(&[u8]) -> Option<String> + Send + Sync>;
type Next = Arc<dyn Fn(&Value) -> Option<String> + Send + Sync>;

/// What tells one event from another.
pub(super) enum Identity {
    /// All that it holds, within the same state of the polling.
    Content,
    Key(Key),
    /// Nothing: each is one of its own.
    Each,
}

/// What the caller says of the polling.
pub(super) struct Settings {
    pub(super) every: Duration,
    pub(super) start: StartAt,
    pub(super) order: Option<Order>,
    pub(super) identity: Identity,
    pub(super) cursors: Vec<(&'static str, Next)>,
}

impl Settings {
    pub(super) fn new(every: Duration) -> Self {
        let cursors = Vec::new();
        Self { every, start: StartAt::Now, order: None, identity: Identity::Content, cursors }
    }
}

pub(super) struct Engine {
    plan: Plan,
    poll: &'static Poll,
    settings: Settings,
    store: Arc<dyn Store>,
    stream: Arc<str>,
    reports: Reports,
    lease: Option<Arc<Lease>>,
    /// What is kept. Only who holds the lease writes it.
    known: Option<Cursor>,
    failures: u32,
}

impl Engine {
    pub(super) fn new(
        plan: Plan,
        poll: &'static Poll,
        settings: Settings,
        store: Arc<dyn Store>,
        stream: Arc<str>,
        reports: Reports,
    ) -> Self {
        Self { plan, poll, settings, store, stream, reports, lease: None, known: None, failures: 0 }
    }

    pub(super) async fn run(mut self) {
        loop {
            let wait = match self.turn().await {
                Ok(wait) => {
                    self.failures = 0;
                    wait
                }
                Err(error) if is_final(&error) => return self.reports.end(error).await,
                Err(error) => {
                    self.failures = self.failures.saturating_add(1);
                    // What is kept may be another's by now.
                    self.known = None;
                    let wait = self.back_off(&error);
                    self.reports.report(error).await;
                    wait
                }
            };
            // Later than asked, never sooner; and not all streams of a program at once.
            tokio::time::sleep(wait.min(LONGEST * 30).mul_f64(1.0 + 0.05 * fastrand::f64())).await;
        }
    }

    /// The right to poll: of several processes that share a store, one does.
    async fn lease(&mut self) -> Result<Arc<Lease>, StoreError> {
        if let Some(lease) = &self.lease
            && !lease.is_lost()
        {
            return Ok(lease.clone());
        }
        (self.lease, self.known) = (None, None);
        let lease = Lease::take(self.store.clone(), cursor::key(&self.stream)).await?;
        Ok(self.lease.insert(Arc::new(lease)).clone())
    }

    fn back_off(&self, error: &Error) -> Duration {
        let factor = 1_u32.checked_shl(self.failures.saturating_sub(1)).unwrap_or(u32::MAX);
        let most = MAX_BACK_OFF.max(self.settings.every);
        let wait = self.settings.every.saturating_mul(factor).min(most);
        wait.max(error.retry_after().unwrap_or_default().min(LONGEST))
    }

    fn trigger(&self) -> String {
        format!("{}/{}", self.plan.client.connector().title, self.poll.action.id)
    }

    /// Where polling goes on, from the store the first time.
    async fn cursor(&mut self) -> Result<Cursor, Error> {
        if let Some(known) = &self.known {
            return Ok(known.clone());
        }
        let known = match self.store.read(&cursor::key(&self.stream)).await? {
            None => match &self.settings.start {
                StartAt::Now => Cursor::default(),
                StartAt::Beginning => Cursor { begun: true, ..Cursor::default() },
                StartAt::Cursor(cursor) => Cursor { begun: true, ..cursor.clone() },
            },
            Some(stored) => {
                let (cursor, trigger) = Cursor::read(&stored.value)?;
                if trigger != self.trigger() {
                    let message =
                        format!("the checkpoint `{}` is of another trigger, {trigger}", self.stream);
                    return Err(Error::new(ErrorKind::Input, message));
                }
                cursor
            }
        };
        self.known = Some(known.clone());
        Ok(known)
    }

    /// One poll: how long to wait for the next.
    async fn turn(&mut self) -> Result<Duration, Error> {
        // A consumer that is slow slows polling down.
        self.store.room(&self.stream).await.map_err(Error::from)?;
        let lease = self.lease().await.map_err(Error::from)?;
        // Whoever has the lease now asks the same.
        lease.hold(self.ask(lease.fence().clone())).await.unwrap_or(Ok(Duration::ZERO))
    }

    /// Asks, and keeps what the answer holds.
    async fn ask(&mut self, fence: Fence) -> Result<Duration, Error> {
        let cursor = self.cursor().await?;
        let reply = send::execute(Box::new(self.request(&cursor)?)).await?;
        let every = self.settings.every;
        let asked = send::retry_after(&reply.headers).map(|wait| wait.min(LONGEST));
        if !self.fires(&reply) {
            let mut next = cursor.clone();
            let mut wait = every;
            if reply.status == StatusCode::ACCEPTED {
                next.begun = true;
                if !self.client_keeps() {
                    next.next = location(&reply)?.or(next.next);
                }
                wait = wait.max(asked.unwrap_or_default());
            }
            self.save(Vec::new(), &cursor, next, fence).await?;
            return Ok(wait);
        }
        let count = self.take(reply, cursor, fence).await?;
        Ok(match asked {
            None => every,
            Some(wait) if count == 0 => wait.max(BREATH.min(every)),
            Some(wait) => wait,
        })
    }

    fn client_keeps(&self) -> bool {
        matches!(self.poll.keeps, Keeps::Client(_)) || !self.settings.cursors.is_empty()
    }

    /// A service that speaks the protocol reports by 200 alone; one that only lists may use what it likes.
    fn fires(&self, reply: &Reply) -> bool {
        let lists = self.client_keeps() && !matches!(reply.status.as_u16(), 202 | 204 | 205);
        (reply.status == StatusCode::OK || lists) && !reply.body.iter().all(u8::is_ascii_whitespace)
    }

    fn request(&self, cursor: &Cursor) -> Result<Plan, Error> {
        let lost = || {
            Error::new(ErrorKind::Input, "a trigger's body cannot be a stream: it is sent again and again")
        };
        let mut plan = match &cursor.next {
            Some(url) => {
                let url =
                    Url::parse(url).map_err(|_| Error::new(ErrorKind::Input, "the cursor is no URL"))?;
                if !same_origin(&url, &self.home()?) {
                    let message = "the cursor leads to another origin than the trigger's";
                    return Err(Error::new(ErrorKind::Input, message));
                }
                self.plan.again_at(url).ok_or_else(lost)?
            }
            None => self.plan.try_clone().ok_or_else(lost)?,
        };
        for (name, value) in &cursor.parameters {
            // Names that the document has live as long as the program.
            if let Some(name) = self.parameters().find(|known| known == name) {
                plan.set_query(name, value);
            }
        }
        Ok(plan)
    }

    /// The origin that the trigger's own address has.
    fn home(&self) -> Result<Url, Error> {
        let plan = self
            .plan
            .try_clone()
            .ok_or_else(|| Error::new(ErrorKind::Input, "its body cannot be sent twice"))?;
        let request = send::show(plan)?;
        Url::parse(&request.uri().to_string()).map_err(|_| Error::input("path", "it makes no URL"))
    }

    /// The query parameters that a cursor may set.
    fn parameters(&self) -> impl Iterator<Item = &'static str> {
        let documented = match self.poll.keeps {
            Keeps::Client(cursors) => cursors,
            Keeps::Service => &[],
        };
        let own = self.settings.cursors.iter().map(|(name, _)| *name);
        documented.iter().map(|cursor| cursor.parameter).chain(own)
    }

    /// Takes what a reply and the pages after it report, and gives how many events that was.
    async fn take(&mut self, reply: Box<Reply>, cursor: Cursor, fence: Fence) -> Result<usize, Error> {
        let mut next = cursor.clone();
        let mut astray = None;
        if self.client_keeps() {
            self.advance(&reply, &mut next)?;
        } else {
            // The events are good whatever the address is.
            match location(&reply) {
                Ok(url) => next.next = url.or(next.next),
                Err(error) => astray = Some(error),
            }
        }
        // What is there at the beginning is not news.
        let is_baseline = self.client_keeps() && !cursor.begun;
        next.begun = true;
        let names_place = next.parameters != cursor.parameters && !self.is_constant();
        let scope = self.scope(&cursor);
        let mut counts = HashMap::new();
        let (mut entries, mut size, mut total) = (Vec::new(), 0, 0);
        let mut walk = Walk::new(match self.poll.next_link {
            Some(property) => How::Property(property, None),
            None => self.poll.action.paging.map_or(How::Single, How::Described),
        });
        let mut page = reply;
        let mut sent = self.request(&cursor)?;
        loop {
            for item in self.items(&page)? {
                let id = self.id(item, &scope, &mut counts);
                size += item.len();
                entries.push(entry(id, item));
            }
            // Where the cursor says where to go on, what it has passed on later pages need not be known by name.
            if is_baseline && names_place {
                break;
            }
            let Some(plan) = walk.next(&page, sent.try_clone(), &self.plan)? else { break };
            let asked = plan.try_clone();
            page = send::execute(Box::new(plan)).await?;
            sent = asked.unwrap_or(sent);
            if size > CHUNK && !is_baseline {
                total += entries.len();
                // Where polling goes on stays as it is: only that the lease is still held is asked.
                let unmoved = self.write(&cursor, fence.clone());
                self.append(std::mem::take(&mut entries), Some(unmoved)).await?;
                size = 0;
            }
        }
        total += entries.len();
        if is_baseline {
            let ids = entries.into_iter().map(|entry| entry.id).collect();
            let write = self.write(&next, fence);
            self.store.remember(&self.stream, ids, Some(write)).await?;
            self.known = Some(next);
            return Ok(0);
        }
        next.polls += u64::from(total > 0);
        self.save(entries, &cursor, next, fence).await?;
        astray.map_or(Ok(total), Err)
    }

    /// Sets the parameters of the next poll from the reply to this one.
    fn advance(&self, reply: &Reply, next: &mut Cursor) -> Result<(), Error> {
        if let Keeps::Client(cursors) = self.poll.keeps {
            for cursor in cursors {
                if let Some(value) = json::next(cursor, reply.content()) {
                    next.parameters.insert(cursor.parameter.to_owned(), value);
                }
            }
        }
        if self.settings.cursors.is_empty() {
            return Ok(());
        }
        let body = serde_json::from_slice(reply.content()).map_err(|error| unreadable(reply, error))?;
        for (parameter, read) in &self.settings.cursors {
            if let Some(value) = read(&body) {
                next.parameters.insert((*parameter).to_owned(), value);
            }
        }
        Ok(())
    }

    fn is_constant(&self) -> bool {
        let documented = match self.poll.keeps {
            Keeps::Client(cursors) => cursors.iter().all(super::spec::Cursor::is_constant),
            Keeps::Service => true,
        };
        documented && self.settings.cursors.is_empty()
    }

    /// Within what two equal items are one.
    fn scope(&self, cursor: &Cursor) -> String {
        let of_item = match self.poll.keeps {
            Keeps::Client(cursors) => cursors.iter().any(super::spec::Cursor::is_of_item),
            Keeps::Service => false,
        };
        match self.settings.identity {
            Identity::Each => format!("poll {}", cursor.polls),
            // An item holds its own place in the order: one that is alike has the same place.
            Identity::Content if of_item && self.settings.cursors.is_empty() => String::new(),
            Identity::Content if self.is_constant() => cursor.next.clone().unwrap_or_default(),
            Identity::Content => format!("{:?}", cursor.parameters),
            Identity::Key(_) => String::new(),
        }
    }

    fn id(&self, item: &[u8], scope: &str, counts: &mut HashMap<u128, u32>) -> String {
        if let Identity::Key(key) = &self.settings.identity
            && let Some(key) = key(item)
        {
            return if key.len() <= MAX_ID { key } else { format!("{:032x}", hash(&["key", &key])) };
        }
        let hash = hash(&[scope, &json::canonical(item)]);
        let times = counts.entry(hash).or_insert(0_u32);
        *times += 1;
        match *times {
            1 => format!("{hash:032x}"),
            more => format!("{hash:032x}-{more}"),
        }
    }

    /// The items of a page, as they are written.
    fn items<'a>(&self, page: &'a Reply) -> Result<Vec<&'a [u8]>, Error> {
        let body = page.content();
        if !self.poll.list {
            return Ok(vec![body]);
        }
        let Some(found) = json::at(body, self.poll.items).map_err(|error| unreadable(page, error))? else {
            return Ok(Vec::new());
        };
        let items = match json::list(found) {
            Some(items) => items,
            // A list of one that is none.
            None => vec![found],
        };
        Ok(items.into_iter().map(|item| item.get().as_bytes()).collect())
    }

    fn order(&self) -> Order {
        let newest_first = match self.poll.keeps {
            Keeps::Client(cursors) => cursors.iter().any(super::spec::Cursor::is_of_first),
            Keeps::Service => false,
        };
        self.settings.order.unwrap_or(if newest_first { Order::Oldest } else { Order::AsReceived })
    }

    /// Puts entries into the inbox as soon as there is room, together with what is written.
    async fn append(&self, mut entries: Vec<Entry>, write: Option<Write>) -> Result<(), Error> {
        if self.order() == Order::Oldest {
            entries.reverse();
        }
        loop {
            match self.store.append(&self.stream, entries.clone(), write.clone()).await {
                Ok(_) => return Ok(()),
                Err(StoreError::Full) => self.store.room(&self.stream).await.map_err(Error::from)?,
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn write(&self, next: &Cursor, fence: Fence) -> Write {
        Write::new(cursor::key(&self.stream), next.write(&self.trigger())).fence(fence)
    }

    /// Puts entries into the inbox and moves the cursor.
    async fn save(
        &mut self,
        entries: Vec<Entry>,
        cursor: &Cursor,
        next: Cursor,
        fence: Fence,
    ) -> Result<(), Error> {
        if !entries.is_empty() || next != *cursor {
            let write = self.write(&next, fence);
            self.append(entries, Some(write)).await?;
            self.known = Some(next);
        }
        Ok(())
    }
}

/// Whether asking again can change nothing: an input that cannot be sent, a sign-in that is refused. A service that also says when
/// to come back does not mean that.
fn is_final(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Input | ErrorKind::Connection | ErrorKind::SignIn | ErrorKind::Unauthenticated => true,
        ErrorKind::Status => error.retry_after().is_none() && (error.is_status(401) || error.is_status(403)),
        _ => false,
    }
}

/// Where the reply says to ask next.
fn location(reply: &Reply) -> Result<Option<String>, Error> {
    let fail = |message: &'static str| Error::new(ErrorKind::Paging, message).with_action(reply.action.id);
    let Some(value) = reply.headers.get(LOCATION) else { return Ok(None) };
    let text = value.to_str().map_err(|_| fail("the address of the next poll is no URL"))?.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let mut url = reply.url.join(text).map_err(|_| fail("the address of the next poll is no URL"))?;
    url.set_fragment(None);
    match same_origin(&url, reply.home()) {
        true => Ok(Some(url.into())),
        false => Err(fail("the address of the next poll leads to another origin")),
    }
}

fn unreadable(reply: &Reply, error: serde_json::Error) -> Error {
    Error::new(ErrorKind::Decode, "the reply is no JSON")
        .with_action(reply.action.id)
        .with_reply(reply.status, reply.headers.clone(), reply.body.clone())
        .with_source(error)
}

fn hash(parts: &[&str]) -> u128 {
    let mut hash = Hash::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let hash = hash.finalize();
    hash.first_chunk::<16>().map_or(0, |half| u128::from_be_bytes(*half))
}
