//! What an operation says of its pages: as the platform has it where it can, else by the extension of our own.

use super::platform;
use crate::describe::Json;
use crate::ir::Paging;
use crate::ir::paging::{Next, Output, pointer, written};

/// The extensions and their values. The platform knows the property of the next page's address, and nothing else.
pub(super) fn extensions(paging: &Paging) -> Vec<(&'static str, Json)> {
    let Next::Property { name, by } = &paging.next else { return vec![("x-connector-paging", own(paging))] };
    let theirs = Json::object([("nextLinkName", Json::text(name.as_str()))]);
    let mut pages = theirs.clone();
    if let Some([items]) = paging.items.as_deref() {
        pages.set("itemName", Json::text(items.as_str()));
    }
    if let Some(next) = by {
        pages.set("operationName", Json::text(next.id.as_str()));
    }
    let more = pages != theirs;
    let own = more.then_some((platform::PAGEABLE, pages));
    std::iter::once(("x-ms-pageable", theirs)).chain(own).collect()
}

fn own(paging: &Paging) -> Json {
    let mut pages = Json::object([("kind", Json::text(paging.kind()))]);
    let mut set = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            pages.set(key, Json::text(value));
        }
    };
    set("input", paging.input());
    if !matches!(paging.next, Next::Link) {
        set("next", paging.output());
    }
    set("items", paging.items.as_deref().map(pointer));
    for (key, output) in [("more", &paging.more), ("pages", &paging.pages), ("total", &paging.total)] {
        set(key, output.as_ref().map(Output::written));
    }
    set("size", paging.size.as_ref().map(|size| written(&size.input)));
    if let Next::Page(_, first) | Next::Offset(_, first) = &paging.next {
        pages.set("first", Json::Number(first.to_string()));
    }
    if let Some(max) = paging.size.as_ref().and_then(|size| size.max) {
        pages.set("maxSize", Json::Number(max.to_string()));
    }
    if paging.empty_is_last {
        pages.set("emptyIsLast", Json::Bool(true));
    }
    pages
}
