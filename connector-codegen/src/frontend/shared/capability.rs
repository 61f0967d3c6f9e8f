//! `x-ms-capabilities`: the call that shows whether a connection works.

use super::Reader;
use super::extension::{members, text};
use super::schema::scalar_text;
use crate::diag::{Code, Diagnostic, quoted, suggest};
use crate::ir::{Action, BodyKind, Constant, Place, Reply};
use crate::source::Node;

impl<'a> Reader<'a> {
    /// The operation that `testConnection` names, with its literal parameters as constants. Whatever it answers with a 2xx
    /// status is good.
    pub(super) fn test_connection(&mut self, root: &'a Node) -> Option<Action> {
        let given = root.get("x-ms-capabilities")?.get("testConnection")?;
        let id = text(given, "operationId")?;
        let Some(action) = self.actions.iter().find(|action| action.id == id) else {
            let message = format!("`testConnection` names the operation {}, which there is not", quoted(id));
            let mut problem = Diagnostic::warning(Code::TEST_CONNECTION, given.span, message);
            problem.help = suggest(id, self.actions.iter().map(|action| action.id.as_str()))
                .map(|near| format!("did you mean {}?", quoted(near)));
            self.diags.push(problem);
            return None;
        };
        let mut action = action.clone();
        for member in given.get("parameters").into_iter().flat_map(members) {
            let input = action.inputs.iter().find(|input| input.wire == member.key);
            let (Some(input), Some(value)) = (input, scalar_text(&member.value)) else { continue };
            if matches!(input.place, Place::Path | Place::Query | Place::Header) {
                let constant = Constant { place: input.place, wire: input.wire.clone(), value, raw: false };
                action
                    .constants
                    .retain(|known| (known.place, &known.wire) != (constant.place, &constant.wire));
                action.constants.push(constant);
            }
        }
        let is_given = |wire: &str, place: Place| {
            action.constants.iter().any(|constant| constant.wire == wire && constant.place == place)
        };
        if let Some(missing) =
            action.inputs.iter().find(|input| input.required && !is_given(&input.wire, input.place))
        {
            let message = format!("`testConnection` does not say what {} is", quoted(&missing.wire));
            self.diags.warning(Code::TEST_CONNECTION, given.span, message);
            return None;
        }
        action.inputs.clear();
        action.body = BodyKind::None;
        action.reply = Reply::None;
        action.paging = None;
        Some(action)
    }
}
