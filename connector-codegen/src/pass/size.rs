//! How large a client may be. Each of its parts becomes code, so this bounds what a document costs whoever generates and
//! whoever compiles.

use super::Uses;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::ir::{Connector, Docs, Reply, TypeDef, TypeKind};
use crate::source::Span;

/// Actions, inputs, replies, types, their properties and values, all together; an action counts as [`ACTION`].
pub const PARTS: usize = 250_000;

/// An action is as much code as so many properties.
pub const ACTION: usize = 2;

/// Bytes of names, values and documentation.
pub const TEXT: usize = 64 << 20;

/// What is left of both.
struct Left {
    parts: usize,
    text: usize,
}

impl Left {
    /// Takes away what something has; none where it is too much.
    fn take(&mut self, parts: usize, text: usize) -> Option<()> {
        self.parts = self.parts.checked_sub(parts)?;
        self.text = self.text.checked_sub(text)?;
        Some(())
    }
}

/// Whether what is chosen of a document makes a client of bearable size; if not, an error where it became too much.
pub fn check(connector: &Connector, uses: &Uses, chosen: &[bool], diags: &mut Diagnostics) -> bool {
    let Some(at) = too_much(connector, uses, chosen) else { return true };
    let message = format!(
        "the client would have more than {PARTS} parts (each input, reply, property and value of an enum is one, an action \
         {ACTION}), or {} MiB of text",
        TEXT >> 20
    );
    let problem = Diagnostic::error(Code::TOO_LARGE, at, message);
    diags.push(problem.help("choose what is needed: by `tags`, or by name with `actions` and `triggers`"));
    false
}

/// Where the client becomes too large, if it does.
fn too_much(connector: &Connector, uses: &Uses, chosen: &[bool]) -> Option<Span> {
    let mut left = Left { parts: PARTS, text: TEXT };
    for (action, _) in connector.actions.iter().zip(chosen).filter(|(_, chosen)| **chosen) {
        let replies = match &action.reply {
            Reply::ByStatus(_, all) => all.len(),
            _ => 1,
        };
        let parts = ACTION + action.constants.len() + action.headers.len() + action.errors.len() + replies;
        let own = action.id.len() + action.path.len() + length(&action.docs);
        let said = action.errors.iter().map(|(_, text, _)| text.as_ref().map_or(0, String::len));
        if left.take(parts, own + said.sum::<usize>()).is_none() {
            return Some(action.at);
        }
        for input in &action.inputs {
            let default = input.default.as_ref().map_or(0, String::len);
            if left.take(1, input.wire.len() + default + length(&input.docs)).is_none() {
                return Some(action.at);
            }
        }
    }
    let used = connector.types.iter().filter(|(id, _)| uses.used(*id)).map(|(_, def)| def);
    used.into_iter().find_map(|def| of_type(def, &mut left).is_none().then_some(def.at))
}

fn of_type(def: &TypeDef, left: &mut Left) -> Option<()> {
    left.take(1, length(&def.docs))?;
    match &def.kind {
        TypeKind::Object(object) => object.fields.iter().try_for_each(|field| {
            let default = field.default.as_ref().map_or(0, String::len);
            left.take(1, field.wire.len() + default + length(&field.docs))
        }),
        TypeKind::Enum(all) => all.values.iter().try_for_each(|(value, name, text)| {
            let more = [name, text].into_iter().flatten().map(String::len).sum::<usize>();
            left.take(1, value.len() + more)
        }),
        TypeKind::Tagged(tagged) => {
            left.take(tagged.variants.iter().map(|(values, _)| values.len()).sum(), 0)
        }
        TypeKind::Union(all) => left.take(all.iter().map(|one| 1 + one.fixed.len()).sum(), 0),
        TypeKind::Statuses(all) => left.take(all.len(), 0),
        TypeKind::Alias(_) | TypeKind::External(_) | TypeKind::Pending | TypeKind::Merged => Some(()),
    }
}

/// How much of a text becomes documentation.
fn length(docs: &Docs) -> usize {
    let length =
        |text: &Option<String>| text.as_ref().map_or(0, |text| text.len().min(crate::emit::docs::LONGEST));
    length(&docs.summary) + length(&docs.description)
}
