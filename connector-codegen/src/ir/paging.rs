//! Replies in pages.

use super::hook::Slot;
use crate::diag::code;
use crate::source::Span;

/// How the pages of an action follow one another, and which is the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// What leads from one page to the next.
    pub next: Next,
    /// The way to the list of a page's items; empty where the page is the list.
    pub items: Option<Vec<String>>,
    /// What is not true on the last page.
    pub more: Option<Output>,
    /// How many pages there are.
    pub pages: Option<Output>,
    /// How many items there are on all pages.
    pub total: Option<Output>,
    /// What says how many items a page has: one with fewer is the last.
    pub size: Option<Size>,
    /// A page without items is the last, even if it names a next one.
    pub empty_is_last: bool,
}

/// What leads from one page to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// A root property that holds the URL of the next page, or what another action takes for it (`x-ms-pageable`).
    Property {
        /// The property.
        name: String,
        /// The action that fetches the next page, where it is not simply at the link.
        by: Option<NextAction>,
    },
    /// A URL in the reply.
    Url(Output),
    /// A `Link` header.
    Link,
    /// A value of the reply that the next request has as an input.
    Cursor(Slot, Output),
    /// The number of the page, and the first one's.
    Page(Slot, i64),
    /// The number of items to pass over, and the first page's.
    Offset(Slot, i64),
}

/// The action that fetches the next page (`operationName`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextAction {
    /// Its operationId.
    pub id: String,
    /// The placeholder that takes the link.
    pub parameter: Option<String>,
    /// Inputs that it has in common with the action.
    pub shared: Vec<String>,
    /// Where it is named.
    pub at: Span,
}

/// A place in a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// A header.
    Header(String),
    /// What is in the body at the end of a way.
    Body(Vec<String>),
}

/// The input that says how many items a page has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Size {
    /// The input.
    pub input: Slot,
    /// What it is where nobody gives it.
    pub default: Option<u64>,
    /// The service never gives more.
    pub max: Option<u64>,
}

impl Paging {
    /// Pages that follow one another so, of which nothing more is known.
    pub fn new(next: Next, items: Option<Vec<String>>) -> Self {
        Self { next, items, more: None, pages: None, total: None, size: None, empty_is_last: false }
    }

    /// The action that fetches the next page, where it is another.
    pub fn next_action(&self) -> Option<&NextAction> {
        match &self.next {
            Next::Property { by, .. } => by.as_ref(),
            _ => None,
        }
    }

    /// The word of `x-connector-paging` for the kind, or `nextLink`.
    pub fn kind(&self) -> &'static str {
        match self.next {
            Next::Property { .. } => "nextLink",
            Next::Url(_) => "url",
            Next::Link => "link",
            Next::Cursor(..) => "cursor",
            Next::Page(..) => "page",
            Next::Offset(..) => "offset",
        }
    }

    /// What changes from request to request, as the extension writes it.
    pub fn input(&self) -> Option<String> {
        match &self.next {
            Next::Cursor(input, _) | Next::Page(input, _) | Next::Offset(input, _) => Some(written(input)),
            _ => None,
        }
    }

    /// Where the reply holds what leads to the next page, as the extension writes it.
    pub fn output(&self) -> Option<String> {
        match &self.next {
            Next::Property { name, .. } => Some(pointer(std::slice::from_ref(name))),
            Next::Url(from) | Next::Cursor(_, from) => Some(from.written()),
            Next::Link => Some("Link".to_owned()),
            Next::Page(..) | Next::Offset(..) => None,
        }
    }

    /// How pages follow one another, for a person.
    pub fn words(&self) -> String {
        let code = |text: Option<String>| code(&text.unwrap_or_default());
        let (input, output) = (code(self.input()), code(self.output()));
        match self.next {
            Next::Property { .. } | Next::Url(_) => format!("{output} holds the address of the next"),
            Next::Link => "the header `Link` holds the address of the next".to_owned(),
            Next::Cursor(..) => {
                format!("the next is asked for by {input}, which is {output} of the one before")
            }
            Next::Page(..) => format!("they are numbered by {input}"),
            Next::Offset(..) => format!("{input} says how many items to pass over"),
        }
    }
}

impl Output {
    /// The name of a header, or a pointer into the body.
    pub fn written(&self) -> String {
        match self {
            Output::Header(name) => name.clone(),
            Output::Body(way) => pointer(way),
        }
    }
}

/// A JSON pointer (RFC 6901).
pub fn pointer(way: &[String]) -> String {
    way.iter().map(|name| format!("/{}", name.replace('~', "~0").replace('/', "~1"))).collect()
}

/// The name of a parameter, or a pointer into the body.
pub fn written(slot: &Slot) -> String {
    match slot {
        Slot::Parameter(_, name) => name.clone(),
        Slot::Body(way) => pointer(way),
    }
}
