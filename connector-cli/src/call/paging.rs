//! How pages follow one another, as the runtime wants it.

use connector_codegen::ir::paging::{Next, Output, Paging};
use connector_runtime::v1 as rt;

use super::spec::{slot, texts};
use crate::login::leak;

pub(super) enum Made {
    /// A property of the page holds the address of the next.
    Link(&'static str),
    Described(&'static rt::Paging),
}

pub(super) fn of(paging: &Paging) -> Made {
    let mut made = match &paging.next {
        // What another action fetches is fetched by the link.
        Next::Property { name, .. } => return Made::Link(leak(name)),
        Next::Url(from) => rt::Paging::url(output(from)),
        Next::Link => rt::Paging::link(),
        Next::Cursor(input, from) => rt::Paging::cursor(slot(input), output(from)),
        Next::Page(input, first) => rt::Paging::page(slot(input), *first),
        Next::Offset(input, first) => rt::Paging::offset(slot(input), *first),
    };
    if let Some(way) = &paging.items {
        made = made.items(texts(way));
    }
    if let Some(from) = &paging.more {
        made = made.more(output(from));
    }
    if let Some(from) = &paging.pages {
        made = made.pages(output(from));
    }
    if let Some(from) = &paging.total {
        made = made.total(output(from));
    }
    if let Some(size) = &paging.size {
        made = made.size(slot(&size.input), size.default, size.max);
    }
    if paging.empty_is_last {
        made = made.empty_is_last();
    }
    Made::Described(Box::leak(Box::new(made)))
}

fn output(from: &Output) -> rt::PageOutput {
    match from {
        Output::Header(name) => rt::PageOutput::Header(leak(name)),
        Output::Body(way) => rt::PageOutput::Body(texts(way)),
    }
}
