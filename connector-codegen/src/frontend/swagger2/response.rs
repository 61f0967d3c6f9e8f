//! Responses as they are declared.

use crate::frontend::shared::extension::members;
use crate::frontend::shared::{Declared, Reader};
use crate::ir::{Owner, Site, Status};
use crate::source::Node;

/// The responses of an operation, references followed.
pub(super) fn declared<'a>(reader: &mut Reader<'a>, operation: &'a Node, id: &str) -> Vec<Declared<'a>> {
    let own = Site { owner: Owner::Action(id.to_owned()), steps: Vec::new() };
    let mut found = Vec::new();
    for member in operation.get("responses").into_iter().flat_map(members) {
        if member.key.starts_with("x-") {
            continue;
        }
        let Some(status) = reader.status(&member.key, member.key_span, false) else { continue };
        let (node, site) = match member.value.get("$ref") {
            Some(reference) => match reader.target(reference) {
                Some((node, name)) => (node, Site::named(&name)),
                None => {
                    reader.broken |= matches!(status, Status::Code(200..=299));
                    continue;
                }
            },
            None => (&member.value, own.clone()),
        };
        found.push(Declared { status, node, site, schema: node.get("schema") });
    }
    found
}
