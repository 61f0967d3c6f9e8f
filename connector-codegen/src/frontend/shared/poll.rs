//! What an operation says of being polled.

use super::extension::text;
use crate::ir::policy::{Piece, Step};
use crate::ir::poll::{Cursor, From, Keeps, Poll};
use crate::source::Node;

/// `x-ms-trigger`, `x-ms-trigger-hint`, and parameters whose value comes from the reply before (`x-ms-trigger-value`).
pub(super) fn poll(node: &Node, parameters: &[(&Node, Option<String>)]) -> Poll {
    let kind = node.get("x-ms-trigger").and_then(Node::as_str).unwrap_or_default();
    let cursors: Vec<Cursor> = parameters.iter().filter_map(|(parameter, _)| cursor(parameter)).collect();
    Poll {
        batch: !kind.eq_ignore_ascii_case("single"),
        items: None,
        keeps: if cursors.is_empty() { Keeps::Service } else { Keeps::Client(cursors) },
        next_link: None,
        queries: parameters
            .iter()
            .filter(|(parameter, _)| text(parameter, "in") == Some("query"))
            .filter_map(|(parameter, _)| text(parameter, "name").map(str::to_owned))
            .collect(),
        hint: text(node, "x-ms-trigger-hint").map(str::to_owned),
    }
}

fn cursor(parameter: &Node) -> Option<Cursor> {
    let given = parameter.get("x-ms-trigger-value")?;
    let name = text(parameter, "name").filter(|_| text(parameter, "in") == Some("query"))?;
    let list = text(given, "value-collection").map(way);
    let value = text(given, "value-path").map(way);
    let from = match (list, value) {
        (Some(list), Some(value)) => From::Greatest { list, value },
        (None, Some(way)) | (Some(way), None) => From::Template(vec![Piece::Body(way)]),
        (None, None) => return None,
    };
    Some(Cursor { parameter: name.to_owned(), from })
}

/// `value`, `data/items`, `a.b`: no document shows more than one name.
fn way(text: &str) -> Vec<Step> {
    let names = text.split(['/', '.']).filter(|name| !name.is_empty());
    names.map(|name| Step::Key(name.to_owned())).collect()
}
