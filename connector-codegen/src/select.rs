//! Which operations are generated.

use crate::diag::{Code, Diagnostic, Diagnostics, quoted, suggest};
use crate::ir::{Connector, Kind};
use crate::name::words::split;
use crate::options::Options;

/// Names match whatever their case and signs: `GetOrder` is also `get_order`.
fn folded(name: &str) -> String {
    split(name).concat()
}

fn among(list: &[String], id: &str) -> bool {
    let id = folded(id);
    list.iter().any(|name| folded(name) == id)
}

/// Whether an operation is chosen, by operationId, tags, and whether it is a trigger.
pub fn is_chosen(options: &Options, id: &str, tags: &[&str], trigger: bool) -> bool {
    if options.skip.iter().any(|skip| !skip.starts_with(['/', '#']) && folded(skip) == folded(id)) {
        return false;
    }
    if options.actions.is_none() && options.triggers.is_none() && options.tags.is_none() {
        return true;
    }
    let listed = if trigger { &options.triggers } else { &options.actions };
    listed.as_ref().is_some_and(|list| among(list, id))
        || options.tags.as_ref().is_some_and(|list| list.iter().any(|tag| tags.contains(&tag.as_str())))
}

/// Says which of the given names the document does not have.
pub fn check(options: &Options, connector: &Connector, diags: &mut Diagnostics) {
    let of = |kind: fn(Kind) -> bool| -> Vec<&str> {
        let generated =
            connector.actions.iter().filter(|action| kind(action.kind)).map(|action| action.id.as_str());
        generated.chain(connector.skipped.iter().map(|skipped| skipped.id.as_str())).collect()
    };
    let actions = of(|kind| kind == Kind::Action);
    let triggers = of(|kind| kind != Kind::Action);
    let mut tags: Vec<&str> = connector.tags.iter().map(|(tag, _)| tag.as_str()).collect();
    tags.extend(connector.actions.iter().flat_map(|action| &action.tags).map(String::as_str));
    let all: Vec<&str> = actions.iter().chain(&triggers).copied().collect();
    let listed = |list: &Option<Vec<String>>| list.clone().unwrap_or_default();
    let plain: Vec<String> =
        options.skip.iter().filter(|skip| !skip.starts_with(['/', '#'])).cloned().collect();
    for (what, given, known) in [
        ("action", listed(&options.actions), &actions),
        ("trigger", listed(&options.triggers), &triggers),
        ("tag", listed(&options.tags), &tags),
        ("operation to skip", plain, &all),
    ] {
        for name in given {
            let found = if what == "tag" {
                known.contains(&name.as_str())
            } else {
                known.iter().any(|id| folded(id) == folded(&name))
            };
            if found {
                continue;
            }
            let other = match what {
                "action" if triggers.iter().any(|id| folded(id) == folded(&name)) => {
                    Some("it is a trigger: name it in `triggers`".to_owned())
                }
                "trigger" if actions.iter().any(|id| folded(id) == folded(&name)) => {
                    Some("it is an action: name it in `actions`".to_owned())
                }
                _ => None,
            };
            let mut problem = Diagnostic::error(
                Code::UNKNOWN_CHOICE,
                None,
                format!("the document has no {what} {}", quoted(&name)),
            );
            problem.help = other.or_else(|| {
                suggest(&name, known.iter().copied()).map(|near| format!("did you mean {}?", quoted(near)))
            });
            diags.push(problem);
        }
    }
}
