//! `x-ms-pageable`: the address of the next page is a property of the page.

use super::fit::Operation;
use super::usual_items;
use crate::diag::Code;
use crate::frontend::shared::Reader;
use crate::frontend::shared::extension::text;
use crate::ir::paging::{Next, NextAction};
use crate::ir::{Action, Paging, Place, Reply};
use crate::source::{Node, Span};

/// The link's property, and the property that holds the items.
pub(super) fn read(given: &Node, operation: &Operation<'_>) -> Option<Paging> {
    let name = text(given, "nextLinkName")?.to_owned();
    if !matches!(operation.action.reply, Reply::One(_) | Reply::Maybe(_)) {
        return None;
    }
    let items = usual_items(operation.action, operation.types, text(given, "itemName"));
    // The link is a property of the page, so a page is no list.
    if items.as_ref().is_some_and(Vec::is_empty) {
        return None;
    }
    // Whether there is such an operation is seen when all are read.
    let by = text(given, "operationName").map(|id| NextAction {
        id: id.to_owned(),
        parameter: None,
        shared: Vec::new(),
        at: given.get("operationName").map_or(given.span, |named| named.span),
    });
    Some(Paging::new(Next::Property { name, by }, items))
}

impl Reader<'_> {
    /// Finds the operations that fetch next pages, and what they have in common with the first.
    pub(in crate::frontend::shared) fn settle_paging(&mut self) {
        let mut settled = Vec::new();
        for (index, action) in self.actions.iter().enumerate() {
            let Some(next) = action.paging.as_ref().and_then(Paging::next_action) else { continue };
            let found = self.actions.iter().find(|other| other.id == next.id);
            settled.push((index, next.at, found.and_then(|found| next_action(action, found, next.at))));
        }
        for (index, at, next_action) in settled {
            let Some(action) = self.actions.get_mut(index) else { continue };
            if next_action.is_none() {
                let message =
                    "the next link is followed as it is, not by the operation that `operationName` names";
                self.diags.warning(Code::PAGING_OPERATION, at, message);
            }
            if let Some(Next::Property { by, .. }) = action.paging.as_mut().map(|paging| &mut paging.next) {
                *by = next_action;
            }
        }
    }
}

/// How one operation fetches the next page of another: none, if it needs what nobody gives.
fn next_action(action: &Action, next: &Action, at: Span) -> Option<NextAction> {
    let has = |wire: &str, place: Place| {
        action.inputs.iter().any(|input| input.wire == wire && input.place == place)
    };
    let mut open = next.inputs.iter().filter(|input| input.required && !has(&input.wire, input.place));
    // An operation that is its own next one has the link among its inputs.
    let own =
        |input: &&crate::ir::Input| input.place == Place::Path && input.wire.eq_ignore_ascii_case("nextLink");
    let parameter = match (open.next(), open.next()) {
        (None, _) => next.inputs.iter().find(own).map(|input| input.wire.clone()),
        (Some(only), None) if only.place == Place::Path => Some(only.wire.clone()),
        _ => return None,
    };
    let shared =
        next.inputs.iter().filter(|input| has(&input.wire, input.place)).map(|input| input.wire.clone());
    let shared = shared.filter(|wire| Some(wire) != parameter.as_ref()).collect();
    Some(NextAction { id: next.id.clone(), parameter, shared, at })
}
