//! What a mock knows: the answers it was told, and the requests it got.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::Method;

use super::fire::Fired;
use super::reply::Fixed;
use super::request::Request;
use super::times::Times;
use crate::error::{Error, ErrorKind};
use crate::http::Transport;
use crate::request::Asked;
use crate::request::encode::decoded;
use crate::send::wire::{Carried, Context, Wire};
use crate::spec::Connector;
use crate::trigger::poll::spec::Poll;
use crate::webhook::spec::Hook;

/// Shared by a mock, its client's transport, and its answers.
pub(super) struct State {
    pub(super) connector: &'static Connector,
    pub(super) polls: &'static [&'static Poll],
    pub(super) hooks: &'static [&'static Hook],
    table: Mutex<Table>,
}

#[derive(Default)]
pub(super) struct Table {
    pub(super) answers: Vec<Entry>,
    pub(super) seen: Vec<Seen>,
    /// Requests without an answer, in words.
    pub(super) unexpected: Vec<String>,
    pub(super) ordered: bool,
    /// The answer that was given last, where their order counts.
    last: usize,
    /// Pages that the next call of an action asks for, where no link leads to them.
    pages: Vec<(&'static str, usize, usize)>,
    pub(super) fired: Vec<Fired>,
    /// Polled triggers, with their inputs, that have shown where they begin.
    pub(super) begun: HashSet<String>,
    pub(super) polls: u64,
}

/// A request, and the call that it was made of.
pub(super) struct Seen {
    pub(super) request: Request,
    pub(super) asked: Option<Arc<Asked>>,
}

/// An answer, and what it is for.
pub(super) struct Entry {
    /// Where the test tells it.
    pub(super) place: &'static Location<'static>,
    pub(super) want: Want,
    pub(super) say: Say,
    pub(super) delay: Option<Duration>,
    pub(super) times: Times,
    pub(super) used: usize,
}

/// Which requests an answer is for.
pub(super) enum Want {
    Action(Asked),
    /// What is sent besides the actions: a method, and what the path ends in.
    Send(Method, String),
}

#[derive(Clone)]
pub(super) enum Say {
    Reply(Fixed),
    Pages(Vec<Fixed>),
    Made(Arc<dyn Fn(&Request) -> Fixed + Send + Sync>),
    /// No reply: the connection breaks.
    Cut,
}

/// What an answer comes to: the test's function runs when the table is free again, for it may ask the mock itself.
enum Told {
    Reply(Fixed),
    Make(Arc<dyn Fn(&Request) -> Fixed + Send + Sync>),
}

type Answered = (Result<Told, Error>, Option<Duration>);

const PAGE: &str = "mock-page=";

impl State {
    pub(super) fn new(
        connector: &'static Connector,
        polls: &'static [&'static Poll],
        hooks: &'static [&'static Hook],
    ) -> Self {
        Self { connector, polls, hooks, table: Mutex::default() }
    }

    pub(super) fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What to say, and after how long.
    fn answer(&self, request: &Request, asked: Option<&Arc<Asked>>) -> Answered {
        let mut table = self.table();
        table.seen.push(Seen { request: request.clone(), asked: asked.cloned() });
        if let Some((entry, page)) = table.page_of(request) {
            return table.give(entry, page, request, asked);
        }
        let chosen = match table.choose(request, asked) {
            Ok(chosen) => chosen,
            Err(early) => return (Err(table.refuse(request, &early)), None),
        };
        if let Some(entry) = chosen {
            return table.take(entry, request, asked);
        }
        if let Some((entry, page)) = asked.and_then(|asked| table.page_after(asked.action.id)) {
            return table.give(entry, page, request, asked);
        }
        if let Some(reply) = self.triggered(&mut table, request, asked) {
            return (Ok(Told::Reply(reply)), None);
        }
        let why = table.why_not(request, asked);
        (Err(table.refuse(request, &why)), None)
    }
}

impl Table {
    /// The first answer that fits and may be given once more, if there is one.
    fn choose(&self, request: &Request, asked: Option<&Arc<Asked>>) -> Result<Option<usize>, String> {
        let open = |(index, entry): &(usize, &Entry)| {
            entry.used < entry.times.most
                && (!self.ordered || *index >= self.last)
                && entry.differs(request, asked).is_none()
        };
        let Some((index, _)) = self.answers.iter().enumerate().find(open) else { return Ok(None) };
        let before = self.answers.iter().take(index).find(|entry| entry.used < entry.times.least);
        match before {
            Some(early) if self.ordered => {
                Err(format!("it came too early: first is to come\n  {}", early.shown()))
            }
            _ => Ok(Some(index)),
        }
    }

    fn take(&mut self, index: usize, request: &Request, asked: Option<&Arc<Asked>>) -> Answered {
        if let Some(entry) = self.answers.get_mut(index) {
            entry.used += 1;
        }
        self.last = index;
        self.give(index, 0, request, asked)
    }

    /// What an answer says; of one that has pages, this one.
    fn give(&mut self, index: usize, page: usize, request: &Request, asked: Option<&Arc<Asked>>) -> Answered {
        let Some(entry) = self.answers.get(index) else {
            return (Ok(Told::Reply(Fixed::default())), None);
        };
        let delay = entry.delay;
        let said = match &entry.say {
            Say::Reply(reply) => Ok(Told::Reply(reply.clone())),
            Say::Made(make) => Ok(Told::Make(make.clone())),
            Say::Cut => Err(Error::new(ErrorKind::Transport, "the connection broke: the mock says so")),
            Say::Pages(pages) => {
                let more = pages.len() > page + 1;
                let mut reply = pages.get(page).cloned().unwrap_or_default();
                let first = match &entry.want {
                    Want::Action(first) => Some(first.action),
                    Want::Send(..) => asked.map(|asked| asked.action),
                };
                if let (true, Some(action)) = (more, first) {
                    let link = format!("{}?{PAGE}{index}-{}", without_query(request), page + 1);
                    link_to(&mut reply, action.next_link.unwrap_or_default(), &link);
                    if let Some(next) = action.next_action {
                        self.pages.push((next.action.id, index, page + 1));
                    }
                }
                Ok(Told::Reply(reply))
            }
        };
        (said, delay)
    }

    /// The page that a link of ours leads to.
    fn page_of(&self, request: &Request) -> Option<(usize, usize)> {
        let address = decoded(&decoded(&request.uri().to_string()));
        let (_, place) = address.split_once(PAGE)?;
        let place = place.split('&').next()?;
        let (entry, page) = place.split_once('-')?;
        Some((entry.parse().ok()?, page.parse().ok()?))
    }

    fn page_after(&mut self, action: &str) -> Option<(usize, usize)> {
        let at = self.pages.iter().position(|(own, ..)| *own == action)?;
        let (_, entry, page) = self.pages.remove(at);
        Some((entry, page))
    }

    fn refuse(&mut self, request: &Request, why: &str) -> Error {
        let text = format!("{}: {why}", request.named());
        self.unexpected.push(text.clone());
        Error::new(ErrorKind::Mock, format!("the mock has no answer for {text}"))
    }

    /// Which answers there are, and why none of them is one.
    fn why_not(&self, request: &Request, asked: Option<&Arc<Asked>>) -> String {
        /// More than these help nobody.
        const MOST: usize = 12;
        let is_near = |entry: &&Entry| match (&entry.want, asked) {
            (Want::Action(wanted), Some(asked)) => std::ptr::eq(wanted.action, asked.action),
            (Want::Send(method, _), None) => method == request.method(),
            _ => false,
        };
        let near: Vec<&Entry> = self.answers.iter().filter(is_near).collect();
        if near.is_empty() {
            let mut others: Vec<String> = self.answers.iter().map(Entry::named).collect();
            others.dedup();
            others.truncate(MOST);
            return match others.is_empty() {
                true => "it has none at all".to_owned(),
                false => format!("it has none for it, only for {}", others.join(", ")),
            };
        }
        let mut text = "none of these fits".to_owned();
        for entry in near.iter().take(MOST) {
            let why = match entry.differs(request, asked) {
                Some(difference) => difference,
                None if entry.used >= entry.times.most => {
                    format!("it is for {}, and has had {}", entry.times, entry.used)
                }
                None => "its turn is over".to_owned(),
            };
            let _ = write!(text, "\n  {}: {why}", entry.shown());
        }
        text
    }

    /// What was wanted and did not come, and what came and was not wanted.
    pub(super) fn faults(&self) -> Vec<String> {
        let short = self.answers.iter().filter(|entry| entry.used < entry.times.least).map(|entry| {
            let had = if entry.used == 0 { "none came".to_owned() } else { format!("{} came", entry.used) };
            format!("{}: {} wanted, {had}", entry.shown(), entry.times)
        });
        let undelivered = self.fired.iter().filter_map(Fired::undelivered);
        short
            .chain(undelivered)
            .chain(self.unexpected.iter().map(|one| format!("unexpected: {one}")))
            .collect()
    }
}

impl Entry {
    fn differs(&self, request: &Request, asked: Option<&Arc<Asked>>) -> Option<String> {
        match (&self.want, asked) {
            (Want::Action(wanted), Some(asked)) if std::ptr::eq(wanted.action, asked.action) => {
                wanted.differs(asked)
            }
            (Want::Send(method, path), _)
                if method == request.method() && request.path().ends_with(path.as_str()) =>
            {
                None
            }
            _ => Some("it is another request".to_owned()),
        }
    }

    fn named(&self) -> String {
        match &self.want {
            Want::Action(wanted) => wanted.action.id.to_owned(),
            Want::Send(method, path) => format!("{method} {path}"),
        }
    }

    /// Where it stands, and what it is for.
    fn shown(&self) -> String {
        let inputs = match &self.want {
            Want::Action(wanted) => wanted.shown(),
            Want::Send(..) => String::new(),
        };
        let with = if inputs.is_empty() { "" } else { " with " };
        format!("{}: {}{with}{inputs}", self.place, self.named())
    }
}

impl Wire for State {
    fn carry<'a>(&'a self, _: &'a Transport, request: reqwest::Request, context: &'a Context) -> Carried<'a> {
        Box::pin(async move {
            let own = |asked: &&Arc<Asked>| !std::ptr::eq(asked.action, &crate::spec::RAW);
            let asked = context.asked.as_ref().filter(own);
            let request = Request::read(request, asked.map(|asked| asked.action.id)).await?;
            let (said, delay) = self.answer(&request, asked);
            if let Some(delay) = delay {
                tokio::time::sleep(delay).await;
            }
            let reply = match said? {
                Told::Reply(reply) => reply,
                Told::Make(make) => make(&request),
            };
            Ok(reply.into_response())
        })
    }
}

/// The address up to its query.
pub(super) fn without_query(request: &Request) -> String {
    let address = request.uri().to_string();
    address.split('?').next().unwrap_or_default().to_owned()
}

fn link_to(reply: &mut Fixed, property: &str, link: &str) {
    if let Ok(serde_json::Value::Object(mut page)) = serde_json::from_slice(&reply.body) {
        page.insert(property.to_owned(), link.into());
        reply.body = serde_json::Value::Object(page).to_string().into();
    }
}
