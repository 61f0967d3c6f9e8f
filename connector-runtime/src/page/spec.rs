//! How an action's pages follow one another, as static data. `docs/paging.md` has the rules.

use crate::request::Slot;

/// How the page after another is found, and which page is the last.
#[derive(Debug)]
pub struct Paging {
    pub(crate) next: Next,
    pub(crate) items: Option<Way>,
    pub(crate) more: Option<PageOutput>,
    pub(crate) pages: Option<PageOutput>,
    pub(crate) total: Option<PageOutput>,
    pub(crate) size: Option<Size>,
    pub(crate) empty_is_last: bool,
}

/// The tokens of a JSON pointer. In a list, `-1` is the last element.
pub(crate) type Way = &'static [&'static str];

/// What leads from one page to the next.
#[derive(Debug)]
pub(crate) enum Next {
    /// The address that a reply holds.
    Url(PageOutput),
    /// The address in a `Link` header with `rel="next"`.
    Link,
    /// A value of a reply that goes into the next request as it is.
    Cursor(Slot, PageOutput),
    /// The number of the page: the first one's, where the caller gives none.
    Page(Slot, i64),
    /// How many items to pass over: the first page's, where the caller says nothing.
    Offset(Slot, i64),
}

/// A place in a reply.
#[derive(Clone, Copy, Debug)]
pub enum PageOutput {
    /// A header.
    Header(&'static str),
    /// What is in the body at the end of this way.
    Body(&'static [&'static str]),
}

/// The input that says how many items a page has.
#[derive(Debug)]
pub(crate) struct Size {
    pub(crate) input: Slot,
    /// What it is where nobody gives it.
    pub(crate) default: Option<u64>,
    /// The service never gives more.
    pub(crate) max: Option<u64>,
}

impl Paging {
    const fn new(next: Next) -> Self {
        Self { next, items: None, more: None, pages: None, total: None, size: None, empty_is_last: false }
    }

    /// Each reply holds the address of the next page.
    #[must_use]
    pub const fn url(from: PageOutput) -> Self {
        Self::new(Next::Url(from))
    }

    /// Each reply has it in a header `Link`.
    #[must_use]
    pub const fn link() -> Self {
        Self::new(Next::Link)
    }

    /// Each reply holds what the next request has as its `input`.
    #[must_use]
    pub const fn cursor(input: Slot, from: PageOutput) -> Self {
        Self::new(Next::Cursor(input, from))
    }

    /// Pages are numbered.
    #[must_use]
    pub const fn page(input: Slot, first: i64) -> Self {
        Self::new(Next::Page(input, first))
    }

    /// A request says how many items to pass over.
    #[must_use]
    pub const fn offset(input: Slot, first: i64) -> Self {
        Self::new(Next::Offset(input, first))
    }

    /// The way to the list of a page's items.
    #[must_use]
    pub const fn items(mut self, way: &'static [&'static str]) -> Self {
        self.items = Some(way);
        self
    }

    /// What is not true on the last page.
    #[must_use]
    pub const fn more(mut self, from: PageOutput) -> Self {
        self.more = Some(from);
        self
    }

    /// How many pages there are.
    #[must_use]
    pub const fn pages(mut self, from: PageOutput) -> Self {
        self.pages = Some(from);
        self
    }

    /// How many items there are on all pages.
    #[must_use]
    pub const fn total(mut self, from: PageOutput) -> Self {
        self.total = Some(from);
        self
    }

    /// A page with fewer items than this input says is the last: `default` where nobody gives it, and never more than `max`.
    #[must_use]
    pub const fn size(mut self, input: Slot, default: Option<u64>, max: Option<u64>) -> Self {
        self.size = Some(Size { input, default, max });
        self
    }

    /// A page without items is the last, even if it names a next one. It always is where pages are counted.
    #[must_use]
    pub const fn empty_is_last(mut self) -> Self {
        self.empty_is_last = true;
        self
    }
}
