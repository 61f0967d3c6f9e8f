//! `x-connector-paging`: `docs/paging.md` is its specification.

use super::fit::{Operation, Wanted};
use super::{Fault, usual_items};
use crate::diag::{quoted, suggest};
use crate::frontend::shared::extension::{flag, members};
use crate::ir::hook::Slot;
use crate::ir::paging::{Next, Output, Size};
use crate::ir::{BodyKind, Paging, Place};
use crate::source::{Node, Value};

/// A kind of paging: its word, the keys that it needs, those that it may have, and those of which it needs one.
struct Kind {
    word: &'static str,
    needs: &'static [&'static str],
    takes: &'static [&'static str],
}

const KINDS: [Kind; 5] = [
    Kind {
        word: "page",
        needs: &["input"],
        takes: &["items", "first", "size", "maxSize", "more", "pages", "total"],
    },
    Kind {
        word: "offset",
        needs: &["input"],
        takes: &["items", "first", "size", "maxSize", "more", "total"],
    },
    Kind { word: "cursor", needs: &["input", "next"], takes: &["items", "more", "emptyIsLast"] },
    Kind { word: "url", needs: &["next"], takes: &["items", "more", "emptyIsLast"] },
    Kind { word: "link", needs: &[], takes: &["items", "more", "emptyIsLast"] },
];

pub(super) fn read(given: &Node, operation: &Operation<'_>) -> Result<Paging, Fault> {
    if given.as_object().is_none() {
        let message = format!("`x-connector-paging` is an object, this is {}", given.kind_name());
        return Err(Fault::new(given.span, message));
    }
    let words = KINDS.map(|kind| kind.word);
    let Some(named) = given.get("kind") else {
        let help = format!("`kind` is one of {}", words.join(", "));
        return Err(Fault::new(given.span, "the kind of paging is not said").help(help));
    };
    let word = text(named, "kind")?;
    let Some(kind) = KINDS.iter().find(|kind| kind.word == word) else {
        let fault = Fault::new(named.span, format!("there is no kind {} of paging", quoted(word)));
        return Err(match suggest(word, words) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help(format!("`kind` is one of {}", words.join(", "))),
        });
    };
    check_keys(given, kind)?;
    let items = match given.get("items") {
        Some(node) => {
            let written = text(node, "items")?;
            let Output::Body(way) = operation.output(written, Wanted::List, node.span)? else {
                let message = format!("{} is no place in the reply's body", quoted(written));
                return Err(Fault::new(node.span, message).help("a pointer begins with `/`"));
            };
            Some(way)
        }
        None => usual_items(operation.action, operation.types, None),
    };
    let output = |key: &str, wanted: Wanted| match given.get(key) {
        Some(node) => operation.output(text(node, key)?, wanted, node.span).map(Some),
        None => Ok(None),
    };
    let needed = |key: &str| Fault::new(given.span, format!("{} needs `{key}`", quoted(word)));
    let input = |wanted: Wanted| {
        let node = given.get("input").ok_or_else(|| needed("input"))?;
        operation.input(text(node, "input")?, wanted, node.span)
    };
    let next = match word {
        "link" => Next::Link,
        "url" => Next::Url(output("next", Wanted::Scalar)?.ok_or_else(|| needed("next"))?),
        "cursor" => {
            let input = input(Wanted::Anything)?;
            // A body takes what the reply has, whatever it is.
            let wanted = if matches!(input, Slot::Body(_)) { Wanted::Anything } else { Wanted::Scalar };
            Next::Cursor(input, output("next", wanted)?.ok_or_else(|| needed("next"))?)
        }
        _ => {
            let input = input(Wanted::Number)?;
            let first = match given.get("first") {
                Some(node) => number(node, "first")?,
                None => usual_first(operation, &input).unwrap_or(i64::from(word == "page")),
            };
            if word == "page" { Next::Page(input, first) } else { Next::Offset(input, first) }
        }
    };
    let size = match given.get("size") {
        Some(node) => Some(size(node, given.get("maxSize"), operation)?),
        None => None,
    };
    let paging = Paging {
        next,
        items,
        more: output("more", Wanted::Flag)?,
        pages: output("pages", Wanted::Number)?,
        total: output("total", Wanted::Number)?,
        size,
        empty_is_last: given.get("emptyIsLast").is_some_and(flag),
    };
    ends(&paging, given)?;
    Ok(paging)
}

/// Whether anything ends it, and it can go on.
pub(super) fn ends(paging: &Paging, given: &Node) -> Result<(), Fault> {
    let counts = paging.items.is_some();
    let help = "`items` says where the list of a page is";
    let fault = |message: &str| Err(Fault::new(given.span, message).help(help));
    match &paging.next {
        Next::Offset(..) if !counts => {
            fault("an offset goes on by the number of items, and nobody knows where these are")
        }
        Next::Page(..) if !counts && paging.more.is_none() && paging.pages.is_none() => {
            fault("nothing says which page is the last")
        }
        _ if !counts && paging.empty_is_last => fault("whether a page is empty cannot be seen"),
        _ if !counts && paging.size.is_some() => fault("whether a page is full cannot be seen"),
        _ => Ok(()),
    }
}

fn check_keys(given: &Node, kind: &Kind) -> Result<(), Fault> {
    let known = || ["kind"].into_iter().chain(kind.needs.iter().copied()).chain(kind.takes.iter().copied());
    for member in members(given).filter(|member| !member.key.starts_with("x-")) {
        if !known().any(|key| key == member.key) {
            let message = format!("the kind `{}` has no key {}", kind.word, quoted(&member.key));
            let fault = Fault::new(member.key_span, message);
            return Err(match suggest(&member.key, known()) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help(format!("it has {}", known().collect::<Vec<_>>().join(", "))),
            });
        }
    }
    match kind.needs.iter().find(|key| given.get(key).is_none()) {
        Some(key) => Err(Fault::new(given.span, format!("the kind `{}` needs `{key}`", kind.word))),
        None if given.get("maxSize").is_some() && given.get("size").is_none() => {
            Err(Fault::new(given.span, "`maxSize` is the most that `size` can be, which is missing"))
        }
        None => Ok(()),
    }
}

fn size(node: &Node, max: Option<&Node>, operation: &Operation<'_>) -> Result<Size, Fault> {
    let input = operation.input(text(node, "size")?, Wanted::Number, node.span)?;
    let max = match max {
        Some(node) => Some(
            u64::try_from(number(node, "maxSize")?)
                .map_err(|_| Fault::new(node.span, "`maxSize` is more than nothing"))?,
        ),
        None => None,
    };
    Ok(sized(operation, input, max))
}

/// The size of a page, with what the document says of its default.
pub(super) fn sized(operation: &Operation<'_>, input: Slot, max: Option<u64>) -> Size {
    let default = usual_first(operation, &input).and_then(|number| u64::try_from(number).ok());
    Size { input, default, max }
}

/// What an input is where nobody gives it: its default, or what is always sent.
pub(super) fn usual_first(operation: &Operation<'_>, slot: &Slot) -> Option<i64> {
    let (place, name) = match slot {
        Slot::Parameter(place, name) => (*place, name),
        Slot::Body(way) => match way.as_slice() {
            [name] if operation.action.body != BodyKind::Json => (Place::Field, name),
            _ => return None,
        },
    };
    let input = operation.action.inputs.iter().find(|one| one.place == place && one.wire == *name);
    let fixed = operation.action.constants.iter().find(|one| one.place == place && one.wire == *name);
    let text = input.and_then(|one| one.default.as_deref()).or(fixed.map(|one| one.value.as_str()))?;
    text.trim_matches('"').parse().ok()
}

fn text<'n>(node: &'n Node, key: &str) -> Result<&'n str, Fault> {
    match &node.value {
        Value::Text(text) => Ok(text),
        _ => Err(Fault::new(node.span, format!("`{key}` is text, this is {}", node.kind_name()))),
    }
}

fn number(node: &Node, key: &str) -> Result<i64, Fault> {
    let wrong = || Fault::new(node.span, format!("`{key}` is a whole number, this is {}", node.kind_name()));
    node.as_i64().ok_or_else(wrong)
}
