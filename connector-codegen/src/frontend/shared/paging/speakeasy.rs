//! `x-speakeasy-pagination`: <https://www.speakeasy.com/docs/sdks/customize/runtime/pagination>. A short page is the last one
//! where there is an input of type `limit`, an empty one in any case.

use super::fit::{Operation, Wanted};
use super::own::{ends, sized, usual_first};
use super::{Fault, usual_items};
use crate::diag::quoted;
use crate::frontend::shared::extension::text;
use crate::ir::hook::Slot;
use crate::ir::paging::{Next, Output};
use crate::ir::{BodyKind, Paging};
use crate::source::Node;

pub(super) fn read(given: &Node, operation: &Operation<'_>) -> Result<Paging, Fault> {
    let inputs: Vec<&Node> = given.get("inputs").and_then(Node::as_list).unwrap_or_default().iter().collect();
    let input = |kind: &str| inputs.iter().copied().find(|one| text(one, "type") == Some(kind));
    let output = |name: &str, wanted: Wanted| {
        let Some(node) = given.get("outputs").and_then(|outputs| outputs.get(name)) else { return Ok(None) };
        let path = node.as_str().unwrap_or_default();
        let Some(way) = way(path) else {
            return Err(Fault::new(node.span, format!("{} is no plain path into the reply", quoted(path))));
        };
        operation.reply(&way, wanted, node.span).map(Some)
    };
    let missing = |what: &str| Fault::new(given.span, format!("the pages lack {what}"));
    let slot = |node: &Node, wanted: Wanted| slot(node, operation, wanted);
    let next = match text(given, "type").unwrap_or_default() {
        "url" => {
            Next::Url(Output::Body(output("nextUrl", Wanted::Scalar)?.ok_or_else(|| missing("`nextUrl`"))?))
        }
        "cursor" => {
            let input = input("cursor").ok_or_else(|| missing("an input of type `cursor`"))?;
            let slot = slot(input, Wanted::Anything)?;
            let wanted = if matches!(slot, Slot::Body(_)) { Wanted::Anything } else { Wanted::Scalar };
            let from = output("nextCursor", wanted)?.ok_or_else(|| missing("`nextCursor`"))?;
            Next::Cursor(slot, Output::Body(from))
        }
        "offsetLimit" => match (input("page"), input("offset")) {
            (Some(page), _) => {
                let slot = slot(page, Wanted::Number)?;
                let first = usual_first(operation, &slot).unwrap_or(1);
                Next::Page(slot, first)
            }
            (None, Some(offset)) => {
                let slot = slot(offset, Wanted::Number)?;
                let first = usual_first(operation, &slot).unwrap_or(0);
                Next::Offset(slot, first)
            }
            (None, None) => return Err(missing("an input of type `page` or `offset`")),
        },
        other => {
            let at = given.get("type").map_or(given.span, |node| node.span);
            let fault = Fault::new(at, format!("there is no type {} of pagination", quoted(other)));
            return Err(fault.help("it is one of offsetLimit, cursor, url"));
        }
    };
    let items = match output("results", Wanted::List)? {
        Some(way) => Some(way),
        None => usual_items(operation.action, operation.types, None),
    };
    let mut paging = Paging::new(next, items);
    if matches!(paging.next, Next::Page(..) | Next::Offset(..)) {
        paging.pages = output("numPages", Wanted::Number)?.map(Output::Body);
        if let Some(limit) = input("limit").filter(|_| paging.items.is_some()) {
            paging.size = Some(sized(operation, slot(limit, Wanted::Number)?, None));
        }
    }
    ends(&paging, given)?;
    Ok(paging)
}

fn slot(node: &Node, operation: &Operation<'_>, wanted: Wanted) -> Result<Slot, Fault> {
    let name = text(node, "name").unwrap_or_default();
    let at = node.get("name").map_or(node.span, |name| name.span);
    let in_form = operation.action.body == BodyKind::Form;
    match text(node, "in") {
        Some("requestBody") if !in_form => operation.body(&[name.to_owned()], wanted, at),
        _ => operation.parameter(name, wanted, at),
    }
}

/// The steps of a plain JSONPath: names, indices, and the last element. Anything else selects more than one value.
fn way(path: &str) -> Option<Vec<String>> {
    let mut rest = path.trim().strip_prefix('$')?;
    let mut way = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            let end = after.find(['.', '[']).unwrap_or(after.len());
            let (name, tail) = after.split_at_checked(end)?;
            if name.is_empty() || name == "*" {
                return None;
            }
            way.push(name.to_owned());
            rest = tail;
        } else {
            let (inner, tail) = rest.strip_prefix('[')?.split_once(']')?;
            let inner = inner.trim();
            let quoted =
                ['\'', '"'].into_iter().find_map(|quote| inner.strip_prefix(quote)?.strip_suffix(quote));
            way.push(match (quoted, inner) {
                (Some(name), _) => name.to_owned(),
                (None, "-1" | "-1:" | "(@.length-1)") => "-1".to_owned(),
                (None, index) => index.parse::<usize>().ok()?.to_string(),
            });
            rest = tail;
        }
    }
    Some(way)
}

#[cfg(test)]
mod tests {
    use super::way;

    #[test]
    fn paths() {
        let of = |path: &str| way(path).map(|way| way.join("|"));
        assert_eq!(of("$").as_deref(), Some(""));
        assert_eq!(of("$.data.resultArray").as_deref(), Some("data|resultArray"));
        assert_eq!(of("$['@odata.nextLink']").as_deref(), Some("@odata.nextLink"));
        assert_eq!(of("$.items[-1].id").as_deref(), Some("items|-1|id"));
        assert_eq!(of("$.items[-1:].id").as_deref(), Some("items|-1|id"));
        assert_eq!(of("$.a[0][\"b c\"]").as_deref(), Some("a|0|b c"));
        for none in ["", "data", "$.a.*", "$..a", "$.a[*]", "$.a[?@.b]", "$.a["] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
