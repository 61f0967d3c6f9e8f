//! `callbacks`: an operation with some is how one subscribes to what they bring.

use crate::diag::Code;
use crate::frontend::shared::extension::members;
use crate::frontend::shared::{Found, Reader};
use crate::ir::{Owner, Site, Step, Ty};
use crate::source::{Member, Node};

/// The payload of the first callback whose address the caller gives; none where no callback is one.
pub(super) fn event<'a>(reader: &mut Reader<'a>, found: &Found<'a>, id: &str) -> Option<Option<Ty>> {
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
            subscribed = Some(payload(reader, &expression.value, id));
        }
    }
    subscribed
}

/// What the service sends.
fn payload<'a>(reader: &mut Reader<'a>, item: &'a Node, id: &str) -> Option<Ty> {
    let item = reader.itself(item)?;
    let method = members(item).find(|member| matches!(member.key.as_str(), "post" | "put" | "patch"))?;
    let body = reader.itself(method.value.get("requestBody")?)?;
    let content: Vec<&Member> = body.get("content").into_iter().flat_map(members).collect();
    let schema = super::body::schema_of(super::body::chosen(&content)?)?;
    let site = Site { owner: Owner::Action(id.to_owned()), steps: vec![Step::Event] };
    Some(reader.ty(schema, &site))
}
