//! The policy `pollingtrigger`: an ordinary action that lists what there is, and what the next call takes from the reply before.

use super::expression::{template, way};
use super::get;
use crate::diag::{Code, Diagnostics, plain, quoted};
use crate::ir::Action;
use crate::ir::policy::{Piece, Step};
use crate::ir::poll::{Cursor, From, Keeps};
use crate::source::Node;

/// The platform's own name for the property with the link to the next page, and where it is named otherwise.
const NEXT_LINK: &str = "@odata.nextLink";
const NEXT_LINK_KEY: &str = "x-ms-triggerConfig-nextLink";

/// What the policy says.
pub(super) struct Trigger {
    items: Vec<Step>,
    cursors: Vec<Cursor>,
    next_link: String,
}

/// Reads the parameters of the policy. A cursor that cannot be honoured is said, and the trigger does without it: the caller can
/// supply one.
pub(super) fn read(
    parameters: Option<&Node>,
    what: &str,
    diags: &mut Diagnostics,
) -> Result<Trigger, String> {
    let parameters = parameters.ok_or("it has no parameters")?;
    let own = |name: &str| get(parameters, &format!("x-ms-apimTemplateParameter.{name}"));
    let path = own("triggerDataPath").and_then(Node::as_str).ok_or("it lacks `triggerDataPath`")?;
    let items = match way(&of_body(path))? {
        (steps, false) => steps,
        (_, true) => return Err(format!("{} is no way into a reply", quoted(path))),
    };
    let mut trigger = Trigger { items, cursors: Vec::new(), next_link: NEXT_LINK.to_owned() };
    let config = own("triggerConfig").and_then(Node::as_object).ok_or("it lacks `triggerConfig`")?;
    for member in config.iter() {
        let Some(text) = super::scalar(&member.value) else {
            let message = format!("{what}: {} is no text and is left out", quoted(&member.key));
            diags.warning(Code::NOT_APPLIED, member.value.span, message);
            continue;
        };
        if member.key == NEXT_LINK_KEY {
            trigger.next_link = text;
            continue;
        }
        if member.key.trim().is_empty() {
            let message = format!("{what}: a query parameter without a name is left out");
            diags.warning(Code::NOT_APPLIED, member.key_span, message);
            continue;
        }
        match value(&text) {
            Ok(pieces) => {
                trigger.cursors.push(Cursor { parameter: member.key.clone(), from: From::Template(pieces) })
            }
            Err(reason) => {
                let message = format!("{what}: {} is not taken from replies: {reason}", quoted(&member.key));
                diags.warning(Code::NOT_APPLIED, member.value.span, message);
            }
        }
    }
    Ok(trigger)
}

impl Trigger {
    /// Makes an operation a trigger that polls so. Its path loses the prefix by which the platform tells it from the action that
    /// it calls.
    pub(super) fn apply(&self, action: &mut Action, what: &str, at: &Node, diags: &mut Diagnostics) {
        let Some(poll) = &mut action.poll else {
            let message = format!("{what}: {} is no trigger that is polled", quoted(&action.id));
            diags.warning(Code::NOT_APPLIED, at.span, message);
            return;
        };
        for cursor in &self.cursors {
            if !poll.queries.contains(&cursor.parameter) {
                let message = format!(
                    "{what}: {} has no query parameter {}; it is sent all the same",
                    quoted(&action.id),
                    quoted(&plain(&cursor.parameter, 80))
                );
                diags.warning(Code::NOT_APPLIED, at.span, message);
            }
        }
        poll.batch = true;
        poll.items = Some(self.items.clone());
        poll.keeps = Keeps::Client(self.cursors.clone());
        if action.paging.is_none() {
            poll.next_link = Some(self.next_link.clone());
        }
        if let Some(rest) = action.path.strip_prefix("/trigger/") {
            action.path = format!("/{rest}");
        }
    }
}

/// A value: text with references to the body of the last reply in it.
fn value(text: &str) -> Result<Vec<Piece>, String> {
    let pieces = template(&of_body(text), false)?;
    match pieces.iter().all(|piece| matches!(piece, Piece::Text(_) | Piece::Body(_))) {
        true => Ok(pieces),
        false => Err("only `triggerBody()` is known here".to_owned()),
    }
}

/// `triggerBody()` as `body()`: the two mean the same in their places.
fn of_body(text: &str) -> String {
    const NAME: &str = "triggerbody(";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.to_ascii_lowercase().find(NAME) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        out.push_str("body(");
        rest = from.get(NAME.len()..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Step {
        Step::Key(name.to_owned())
    }

    #[test]
    fn values() {
        let first = || Piece::Body(vec![key("value"), Step::Index(0), key("id")]);
        assert_eq!(value("@{triggerBody().value[0].id}"), Ok(vec![first()]));
        assert_eq!(value("@triggerBody().value[0].id"), Ok(vec![first()]));
        assert_eq!(value("@triggerBody()?['value'][0]?.id"), Ok(vec![first()]));
        assert_eq!(
            value("TripId gt @{TriggerBody().value[0].id} and x"),
            Ok(vec![Piece::Text("TripId gt ".to_owned()), first(), Piece::Text(" and x".to_owned())])
        );
        assert_eq!(value("1"), Ok(vec![Piece::Text("1".to_owned())]));
        assert_eq!(value("@triggerBody()"), Ok(vec![Piece::Body(vec![])]));
        assert!(value("@headers('x')").is_err() && value("@concat('a','b')").is_err());
    }
}
