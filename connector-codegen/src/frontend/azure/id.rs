//! operationIds that are no names, and those that two operations have.

use std::collections::{HashMap, HashSet};

use super::origin::Origin;
use super::tree::{Place, each_operation, operations};
use crate::diag::{Code, Diagnostic, Diagnostics, quoted};
use crate::frontend::shared::extension::text;
use crate::frontend::shared::id_of;
use crate::source::Node;

/// The operationIds of a document, and those that were made.
struct Ids {
    taken: HashSet<String>,
    /// The number that was tried last behind a name: one name may be wanted by thousands.
    last: HashMap<String, usize>,
}

impl Ids {
    fn of(root: &Node) -> Self {
        let all = operations(root).filter_map(|(_, one)| text(one, "operationId"));
        Self { taken: all.map(|id| id.trim().to_owned()).collect(), last: HashMap::new() }
    }

    /// A name that nobody has: the wanted one, or it with a number.
    fn free(&mut self, wanted: String) -> String {
        let mut made = wanted.clone();
        while !self.taken.insert(made.clone()) {
            let number = self.last.entry(wanted.clone()).or_insert(1);
            *number += 1;
            made = format!("{wanted}{number}");
        }
        made
    }
}

/// Gives a name to operations whose operationId is none: a path, a number, punctuation.
pub(super) fn name(root: &mut Node, origin: Origin, diags: &mut Diagnostics) {
    let mut ids = Ids::of(root);
    each_operation(root, |place, operation| {
        let Some(id) = text(operation, "operationId") else { return };
        let is_path = id.starts_with('/');
        let is_number = origin == Origin::ApiManagement && is_number(id);
        if !is_path && !is_number && id.contains(|c: char| c.is_alphanumeric()) {
            return;
        }
        let summary = text(operation, "summary").filter(|text| is_number && words(text) > 0).map(str::trim);
        let made = match summary {
            Some(summary) => summary.to_owned(),
            None => id_of(place.method, below_api(place)),
        };
        let made = ids.free(made);
        let message =
            format!("operationId {} is no name: the operation is called {}", quoted(id), quoted(&made));
        let at = operation.get("operationId").map_or(place.at, |id| id.span);
        diags.warning(Code::AZURE_OPERATION_ID, at, message);
        if let Some(given) = operation.get_mut("operationId") {
            given.reword(made);
        }
    });
}

/// What API Management calls an operation that was made by hand: 24 hexadecimal digits.
fn is_number(id: &str) -> bool {
    id.len() == 24 && id.chars().all(|c| c.is_ascii_hexdigit())
}

fn words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count()
}

/// Every path of Functions begins with `/api`.
fn below_api<'p>(place: &Place<'p>) -> &'p str {
    place.path.strip_prefix("/api/").unwrap_or(place.path)
}

/// Gives operations that share an operationId different ones, by what their paths take: `Values_Get`, `Values_GetById`.
pub(super) fn distinguish(root: &mut Node, diags: &mut Diagnostics) {
    let mut seen: HashSet<String> = HashSet::new();
    let mut ids = Ids::of(root);
    each_operation(root, |place, operation| {
        let Some(id) = text(operation, "operationId").map(|id| id.trim().to_owned()) else { return };
        if seen.insert(id.clone()) {
            return;
        }
        let parts: String = holes(place.path).map(|hole| format!("By{}", capital(hole))).collect();
        let made = ids.free(format!("{id}{parts}"));
        let at = operation.get("operationId").map_or(place.at, |id| id.span);
        let message = format!("operationId {} is used twice: here it is {}", quoted(&id), quoted(&made));
        diags.push(Diagnostic::warning(Code::AZURE_SAME_ID, at, message));
        if let Some(given) = operation.get_mut("operationId") {
            given.reword(made);
        }
    });
}

fn holes(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}
