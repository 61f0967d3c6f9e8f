//! `callbacks`: an operation with some is how one subscribes to what they bring.

use crate::diag::Code;
use crate::frontend::shared::extension::members;
use crate::frontend::shared::{Callback, Found, Reader};
use crate::ir::hook::Slot;
use crate::ir::{Owner, Place, Site, Step, Ty};
use crate::source::{Member, Node};

/// The first callback whose address the caller gives; none where no callback is one.
pub(super) fn read<'a>(reader: &mut Reader<'a>, found: &Found<'a>, id: &str) -> Option<Callback> {
    let mut subscribed = None;
    for callback in found.node.get("callbacks").into_iter().flat_map(members) {
        let Some(expressions) = reader.itself(&callback.value) else { continue };
        for expression in members(expressions).filter(|member| !member.key.starts_with("x-")) {
            // `{$request.body#/callbackUrl}`: only what the request says can lead to the caller.
            if subscribed.is_some() || !expression.key.contains("$request.") {
                let message = "this callback is not received: an operation subscribes to one of them, at an address that its request gives";
                reader.diags.note(Code::CALLBACK, expression.key_span, message);
                continue;
            }
            let (event, posted) = payload(reader, &expression.value, id);
            subscribed = Some(Callback { event, slot: slot(&expression.key).filter(|_| posted) });
        }
    }
    subscribed
}

/// Whether the body holds the address that an operation is to be called back at.
pub(super) fn is_in_body<'a>(reader: &mut Reader<'a>, operation: &'a Node) -> bool {
    let callbacks = operation.get("callbacks").into_iter().flat_map(members);
    let callbacks: Vec<&Node> = callbacks.filter_map(|callback| reader.itself(&callback.value)).collect();
    let mut expressions = callbacks.into_iter().flat_map(members);
    let first = expressions.find(|member| !member.key.starts_with("x-") && member.key.contains("$request."));
    first.is_some_and(|member| matches!(slot(&member.key), Some(Slot::Body(_))))
}

/// The place that `{$request.body#/callbackUrl}` means. What follows must leave the address's path as it is.
fn slot(expression: &str) -> Option<Slot> {
    let (inner, after) = expression.trim().strip_prefix("{$request.")?.split_once('}')?;
    if !(after.is_empty() || after.starts_with('?')) {
        return None;
    }
    if let Some(pointer) = inner.strip_prefix("body#/") {
        let step = |step: &str| step.replace("~1", "/").replace("~0", "~");
        return Some(Slot::Body(pointer.split('/').map(step).collect()));
    }
    let (place, name) = inner.split_once('.')?;
    let place = match place {
        "query" => Place::Query,
        "header" => Place::Header,
        "path" => Place::Path,
        _ => return None,
    };
    Some(Slot::Parameter(place, name.to_owned()))
}

/// What the service sends, and whether it posts it.
fn payload<'a>(reader: &mut Reader<'a>, item: &'a Node, id: &str) -> (Option<Ty>, bool) {
    let Some(item) = reader.itself(item) else { return (None, false) };
    let method = members(item).find(|member| matches!(member.key.as_str(), "post" | "put" | "patch"));
    let posted = method.is_some_and(|method| method.key == "post");
    (method.and_then(|method| body(reader, &method.value, id)), posted)
}

fn body<'a>(reader: &mut Reader<'a>, method: &'a Node, id: &str) -> Option<Ty> {
    let body = reader.itself(method.get("requestBody")?)?;
    let content: Vec<&Member> = body.get("content").into_iter().flat_map(members).collect();
    let schema = super::body::schema_of(super::body::chosen(&content)?)?;
    let site = Site { owner: Owner::Action(id.to_owned()), steps: vec![Step::Event] };
    Some(reader.ty(schema, &site))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_name_places() {
        let way = |steps: &[&str]| Some(Slot::Body(steps.iter().map(|step| (*step).to_owned()).collect()));
        assert_eq!(slot("{$request.body#/callback/a~1b}"), way(&["callback", "a/b"]));
        assert_eq!(slot("{$request.body#/url}?event={$request.body#/id}"), way(&["url"]));
        assert_eq!(slot("{$request.query.url}"), Some(Slot::Parameter(Place::Query, "url".to_owned())));
        for other in [
            "{$request.body#/url}/events",
            "https://x/{$request.body#/id}",
            "{$request.body}",
            "{$response.body#/u}",
        ] {
            assert_eq!(slot(other), None, "{other}");
        }
    }
}
