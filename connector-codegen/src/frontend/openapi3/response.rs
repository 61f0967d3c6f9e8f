//! Responses as they are declared.

use crate::diag::Code;
use crate::frontend::shared::extension::members;
use crate::frontend::shared::{Declared, Reader};
use crate::ir::{Owner, Site, Status};
use crate::source::Node;

/// The responses of an operation, references followed, and the media types of those that are successes.
pub(super) fn declared<'a>(
    reader: &mut Reader<'a>,
    operation: &'a Node,
    id: &str,
) -> (Vec<Declared<'a>>, Vec<&'a str>) {
    let own = Site { owner: Owner::Action(id.to_owned()), steps: Vec::new() };
    let mut found = Vec::new();
    let mut produces: Vec<&str> = Vec::new();
    let mut fallback: Vec<&str> = Vec::new();
    for member in operation.get("responses").into_iter().flat_map(members) {
        if member.key.starts_with("x-") {
            continue;
        }
        let Some(status) = reader.status(&member.key, member.key_span, true) else { continue };
        let (node, site) = match member.value.get("$ref") {
            Some(reference) => match reader.target(reference) {
                Some((node, name)) => (node, Site::named(&name)),
                None => {
                    reader.broken |= status.is_success();
                    continue;
                }
            },
            None => (&member.value, own.clone()),
        };
        if let Some(links) = node.get("links").filter(|_| reader.tell_once(node)) {
            let message = "links are not followed: call the operation that they name";
            reader.diags.note(Code::LINKS, links.span, message);
        }
        let (schema, media) = body(node);
        let into = match status {
            Status::Default => &mut fallback,
            _ => &mut produces,
        };
        if status.is_success() || status == Status::Default {
            into.extend(media.into_iter().filter(|one| !into.contains(one)).collect::<Vec<_>>());
        }
        found.push(Declared { status, node, site, schema });
    }
    // `default` is the success where no other is declared.
    if !found.iter().any(|one| one.status.is_success()) {
        produces = fallback;
    }
    (found, produces)
}

/// The schema of a body and its media types: JSON where there is any, else the first.
fn body(response: &Node) -> (Option<&Node>, Vec<&str>) {
    let all: Vec<_> = response.get("content").into_iter().flat_map(members).collect();
    let media = all.iter().map(|member| member.key.as_str()).collect();
    (super::body::chosen(&all).and_then(|member| super::body::schema_of(member)), media)
}
