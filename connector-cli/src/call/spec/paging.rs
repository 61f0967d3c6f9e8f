//! How pages follow one another, as the runtime wants it.

use connector_codegen::ir::paging::{Next, Output, Paging};
use connector_codegen::ir::told::Page;
use connector_runtime::v1 as rt;

use super::texts;
use super::trigger::slot;
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
    for one in paging.known() {
        made = match one {
            Page::Items(way) => made.items(texts(way)),
            Page::More(from) => made.more(output(from)),
            Page::Pages(from) => made.pages(output(from)),
            Page::Total(from) => made.total(output(from)),
            Page::Size(size) => made.size(slot(&size.input), size.default, size.max),
            Page::EmptyIsLast => made.empty_is_last(),
        };
    }
    Made::Described(Box::leak(Box::new(made)))
}

fn output(from: &Output) -> rt::PageOutput {
    match from {
        Output::Header(name) => rt::PageOutput::Header(leak(name)),
        Output::Body(way) => rt::PageOutput::Body(texts(way)),
    }
}
