//! From one page to the next: where the listing stands, and what is asked for then.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{BuildHasher, Hash, RandomState};

use serde_json::value::{RawValue, to_raw_value};
use url::Url;

use super::spec::{Next, PageOutput, Paging, Size};
use super::{link, read};
use crate::connection::same_origin;
use crate::error::{Error, ErrorKind};
use crate::output::Reply;
use crate::request::{Plan, Slot, is_api_version};
use crate::spec::{Action, NextAction};

/// What leads from page to page.
#[derive(Clone, Copy, Debug)]
pub(crate) enum How {
    /// There is one page.
    Single,
    /// A property of the root holds the address, which is followed, or given to another action.
    Property(&'static str, Option<NextAction>),
    /// What `x-connector-paging` says.
    Described(&'static Paging),
}

impl How {
    pub(crate) fn of(action: &Action) -> Self {
        match (action.next_link, action.paging) {
            (Some(property), _) => Self::Property(property, action.next_action),
            (None, Some(paging)) => Self::Described(paging),
            (None, None) => Self::Single,
        }
    }
}

/// A listing under way.
pub(crate) struct Walk {
    how: How,
    /// Hashes of what led to pages, or of what stood on them.
    seen: HashSet<u64>,
    hasher: RandomState,
    /// The number of the page, or of items that are passed over, of the request before.
    position: Option<i64>,
    /// Items on all pages so far.
    got: u64,
}

fn fail(message: impl Into<Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Paging, message)
}

impl Walk {
    pub(crate) fn new(how: How) -> Self {
        Self { how, seen: HashSet::new(), hasher: RandomState::new(), position: None, got: 0 }
    }

    /// The call for the page after this one; none after the last. `sent` is the call that gave this page, unless it cannot be
    /// sent twice; `template` is the same without its body.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Paging`].
    pub(crate) fn next(
        &mut self,
        reply: &Reply,
        sent: Option<Plan>,
        template: &Plan,
    ) -> Result<Option<Plan>, Error> {
        match self.how {
            How::Single => Ok(None),
            How::Property(property, by) => {
                let link = read::at(&reply.body, &[property]).filter(|raw| raw.get().starts_with('"'));
                let Some(link) = link.and_then(read::scalar).filter(|link| !link.trim().is_empty()) else {
                    return Ok(None);
                };
                let Some(by) = by else { return self.follow(reply, &link, template).map(Some) };
                if by.parameter.is_some() {
                    self.is_new(&link)?;
                }
                Ok(Some(template.next(by, &link)))
            }
            How::Described(paging) => {
                let json = reply.json();
                let page = Page::of(paging, reply, &json);
                self.got = self.got.saturating_add(page.count.unwrap_or(0));
                if page.says_last() {
                    return Ok(None);
                }
                self.described(&page, sent, template)
            }
        }
    }

    fn described(
        &mut self,
        page: &Page<'_>,
        sent: Option<Plan>,
        template: &Plan,
    ) -> Result<Option<Plan>, Error> {
        let again = |sent: Option<Plan>| -> Result<Plan, Error> {
            let mut plan =
                sent.ok_or_else(|| fail("the body is a stream, and cannot be sent again for the next page"))?;
            // A service that knows the key would answer with the page that it has given already.
            if let Some(options) = &mut plan.options {
                options.key = None;
            }
            Ok(plan)
        };
        match &page.paging.next {
            Next::Url(from) => match page.text(*from)?.filter(|link| !link.trim().is_empty()) {
                Some(link) => self.follow(page.reply, &link, template).map(Some),
                None => Ok(None),
            },
            Next::Link => match link::next(&page.reply.headers) {
                Some(link) => self.follow(page.reply, &link, template).map(Some),
                None => Ok(None),
            },
            Next::Cursor(input, from) => {
                let Some(cursor) = page.value(*from) else { return Ok(None) };
                if matches!(cursor.get(), "\"\"" | "false") {
                    return Ok(None);
                }
                // A service may keep one cursor for all pages, if an empty one is the last.
                match page.paging.empty_is_last {
                    true => self.is_new(page.items.map(RawValue::get))?,
                    false => self.is_new(cursor.get())?,
                }
                let mut plan = again(sent)?;
                plan.put_json(*input, cursor.get());
                Ok(Some(plan))
            }
            Next::Page(input, first) | Next::Offset(input, first) => {
                let by_items = matches!(page.paging.next, Next::Offset(..));
                let mut plan = again(sent)?;
                let now = match self.position {
                    Some(position) => position,
                    None => start(&plan, *input, *first)?,
                };
                let size = page.paging.size.as_ref().and_then(|size| asked(size, &plan));
                if page.is_short(size) || self.is_complete(page, now.saturating_sub(*first), size) {
                    return Ok(None);
                }
                if let Some(items) = page.items {
                    self.is_new(items.get())?;
                }
                let step = if by_items { page.count.unwrap_or(0) } else { 1 };
                let next = i64::try_from(step).ok().and_then(|step| now.checked_add(step));
                let next = next.ok_or_else(|| fail("the number of the next page is too large"))?;
                self.position = Some(next);
                plan.put_json(*input, &next.to_string());
                Ok(Some(plan))
            }
        }
    }

    /// Whether the service's own count says that this page is the last; `done` is what came before it, in pages or items.
    fn is_complete(&self, page: &Page<'_>, done: i64, size: Option<u64>) -> bool {
        let Ok(done) = u64::try_from(done) else { return false };
        let by_items = matches!(page.paging.next, Next::Offset(..));
        let pages = page.paging.pages.and_then(|from| page.number(from));
        if !by_items && pages.is_some_and(|pages| done.saturating_add(1) >= pages) {
            return true;
        }
        let here = page.count.unwrap_or(0);
        let reached = match size {
            _ if by_items => done.saturating_add(here),
            Some(size) => done.saturating_mul(size).saturating_add(here),
            None => self.got,
        };
        page.paging.total.and_then(|from| page.number(from)).is_some_and(|total| reached >= total)
    }

    /// The call at the address that a reply holds, with the first call's `api-version`, if it had one.
    fn follow(&mut self, reply: &Reply, link: &str, template: &Plan) -> Result<Plan, Error> {
        let mut url = reply.url.join(link).map_err(|_| fail("the link to the next page is no URL"))?;
        url.set_fragment(None);
        if let Some(version) = template.api_version() {
            keep_version(&mut url, &version);
        }
        if !same_origin(&url, reply.home()) {
            return Err(fail("the link to the next page leads to another origin"));
        }
        self.is_new(url.as_str())?;
        Ok(template.follow(url))
    }

    fn is_new(&mut self, what: impl Hash) -> Result<(), Error> {
        match self.seen.insert(self.hasher.hash_one(what)) {
            true => Ok(()),
            false => Err(fail("the next page is one that was read already: the pages go in a circle")),
        }
    }
}

fn keep_version(url: &mut Url, version: &str) {
    let query = url.query().unwrap_or_default();
    let others = query.split('&').filter(|pair| !pair.is_empty() && !is_api_version(pair));
    let pairs: Vec<&str> = others.chain([version]).collect();
    url.set_query(Some(&pairs.join("&")));
}

/// Where the caller begins.
fn start(plan: &Plan, input: Slot, first: i64) -> Result<i64, Error> {
    match plan.given(input) {
        Some(given) => read::number(&given)
            .ok_or_else(|| fail("what the first page was asked by is no number, so there is no next one")),
        None => Ok(first),
    }
}

/// How many items a full page has, as far as it is known.
fn asked(size: &Size, plan: &Plan) -> Option<u64> {
    let given = plan.given(size.input).and_then(|given| read::number(&given));
    let wanted = given.and_then(|given| u64::try_from(given).ok()).or(size.default)?;
    Some(size.max.map_or(wanted, |max| wanted.min(max))).filter(|size| *size > 0)
}

/// A page, and what of it matters for the next.
struct Page<'a> {
    paging: &'static Paging,
    reply: &'a Reply,
    body: &'a [u8],
    items: Option<&'a RawValue>,
    /// How many items it has; none where nobody says where they are.
    count: Option<u64>,
}

impl<'a> Page<'a> {
    fn of(paging: &'static Paging, reply: &'a Reply, body: &'a [u8]) -> Self {
        let items = paging.items.and_then(|way| read::at(body, way));
        let count = paging.items.map(|_| items.and_then(read::count).unwrap_or(0));
        Self { paging, reply, body, items, count }
    }

    /// Whether it says itself that it is the last, or is empty where that means so.
    fn says_last(&self) -> bool {
        let counted = matches!(self.paging.next, Next::Page(..) | Next::Offset(..));
        let no_more = self.paging.more.is_some_and(|from| !self.is_true(from));
        let empty = (counted || self.paging.empty_is_last) && self.count == Some(0);
        // Where neither items nor anything else is counted, what is not said ends it.
        let unsaid = |from: Option<PageOutput>| from.is_none_or(|from| self.number(from).is_none());
        let unknown = counted
            && self.count.is_none()
            && self.paging.more.is_none()
            && unsaid(self.paging.pages)
            && unsaid(self.paging.total);
        no_more || empty || unknown
    }

    fn is_short(&self, size: Option<u64>) -> bool {
        self.count.is_some_and(|count| size.is_some_and(|size| count < size))
    }

    /// A value as JSON; none where it is missing or null.
    fn value(&self, from: PageOutput) -> Option<Cow<'_, RawValue>> {
        match from {
            PageOutput::Body(way) => read::at(self.body, way).map(Cow::Borrowed),
            PageOutput::Header(name) => {
                let text = self.reply.headers.get(name)?.to_str().ok()?;
                to_raw_value(text).ok().map(Cow::Owned)
            }
        }
    }

    /// A value as text.
    fn text(&self, from: PageOutput) -> Result<Option<String>, Error> {
        let Some(value) = self.value(from) else { return Ok(None) };
        if value.get() == "false" {
            return Ok(None);
        }
        read::scalar(&value).map(Some).ok_or_else(|| fail("the link to the next page is no text"))
    }

    fn number(&self, from: PageOutput) -> Option<u64> {
        let text = read::scalar(&self.value(from)?)?;
        u64::try_from(read::number(&text)?).ok()
    }

    /// What is false, zero, empty or missing is not true.
    fn is_true(&self, from: PageOutput) -> bool {
        let Some(value) = self.value(from) else { return false };
        match read::scalar(&value) {
            Some(text) => !matches!(text.to_ascii_lowercase().as_str(), "" | "false" | "0" | "no" | "n"),
            None => !matches!(value.get(), "[]" | "{}"),
        }
    }
}
