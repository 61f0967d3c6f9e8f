//! `requestBody`: JSON, a form, or raw.

use openapiv3 as oas;

use super::fit::fit;
use crate::diag::Code;
use crate::frontend::shared::extension::{flag, members, text, texts};
use crate::frontend::shared::{Inputs, Parameter, Payload, Reader, is_json_media};
use crate::ir::{BodyKind, Encoding, Owner, Place, Site, Style};
use crate::source::{Member, Node};

/// How deep `allOf` of a form may be nested.
const DEPTH: usize = 16;

/// Reads the body of an operation.
pub(super) fn body<'a>(reader: &mut Reader<'a>, operation: &'a Node, id: &str, all: &mut Inputs) {
    let Some(given) = operation.get("requestBody").filter(|given| !given.is_null()) else { return };
    let (node, site) = match given.get("$ref") {
        Some(reference) => match reader.target(reference) {
            Some((target, name)) => (target, Site::named(&name)),
            None => {
                reader.broken = true;
                return;
            }
        },
        None => (given, Site { owner: Owner::Action(id.to_owned()), steps: Vec::new() }),
    };
    if let Err(misfit) = fit::<oas::RequestBody>(node) {
        super::misfit(reader, node, "the request body", misfit);
        return;
    }
    let content: Vec<&Member> = node.get("content").into_iter().flat_map(members).collect();
    let Some(chosen) = chosen(&content) else {
        let message = "a request body needs `content`; any JSON is taken";
        reader.diags.warning(Code::MISSING_KEY, node.span, message);
        reader.body(&Payload { node, schema: None, media: Vec::new() }, &site, all);
        return;
    };
    let schema = schema_of(chosen);
    let kind = essence(&chosen.key);
    if let ("application/x-www-form-urlencoded" | "multipart/form-data", Some(schema)) =
        (kind.as_str(), schema)
    {
        let multipart = kind == "multipart/form-data";
        let form = Form { encoding: chosen.value.get("encoding"), multipart };
        all.body = Some(BodyKind::Form);
        fields(reader, schema, &form, &site, all, 0);
        all.consumes = multipart.then_some(kind);
        return;
    }
    // A choice between media types is one only where they have one schema.
    let same = |member: &&&Member| {
        is_json_media(&member.key) == is_json_media(&chosen.key)
            && schema_of(member).map(Node::to_json_text) == schema.map(Node::to_json_text)
    };
    let media = content.iter().filter(same).map(|member| member.key.as_str()).collect();
    reader.body(&Payload { node, schema, media }, &site, all);
}

/// The content that is used: JSON, then a form, then the first.
pub(super) fn chosen<'c, 'a>(content: &'c [&'a Member]) -> Option<&'c &'a Member> {
    let of = |wanted: &str| content.iter().find(|member| essence(&member.key) == wanted);
    of("application/json")
        .or_else(|| content.iter().find(|member| is_json_media(&member.key)))
        .or_else(|| of("multipart/form-data"))
        .or_else(|| of("application/x-www-form-urlencoded"))
        .or(content.first())
}

/// The schema of a content; null counts as absent.
pub(super) fn schema_of(content: &Member) -> Option<&Node> {
    content.value.get("schema").filter(|schema| !schema.is_null())
}

fn essence(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// What holds for all fields of a form.
struct Form<'a> {
    encoding: Option<&'a Node>,
    multipart: bool,
}

/// The properties of a form, each an input.
fn fields<'a>(
    reader: &mut Reader<'a>,
    schema: &'a Node,
    form: &Form<'a>,
    site: &Site,
    all: &mut Inputs,
    depth: usize,
) {
    let Some(schema) = reader.itself(schema).filter(|_| depth < DEPTH) else { return };
    for part in schema.get("allOf").and_then(Node::as_list).unwrap_or_default() {
        fields(reader, part, form, site, all, depth + 1);
    }
    let needed = texts(schema, "required");
    for member in schema.get("properties").into_iter().flat_map(members) {
        let node = &member.value;
        if all.inputs.iter().any(|input| input.wire == member.key && is_field(input.place)) {
            continue;
        }
        let Some(typed) = reader.itself(node) else { continue };
        if node.get("readOnly").is_some_and(flag) {
            continue;
        }
        let binary = |node: &Node| text(node, "format") == Some("binary");
        let file = form.multipart && (binary(typed) || typed.get("items").is_some_and(binary));
        let own = form.encoding.and_then(|all| all.get(&member.key));
        let exploded = own.and_then(|own| own.get("explode")).is_none_or(flag);
        super::push(
            reader,
            &Parameter {
                node,
                schema: node,
                wire: &member.key,
                place: if file { Place::File } else { Place::Form },
                // Few documents say that the form as a whole is required, and no service takes one without its fields.
                required: needed.contains(&member.key.as_str()),
                style: if exploded { Style::Multi } else { Style::Csv },
                encoding: Encoding::Once,
            },
            site,
            all,
        );
    }
}

fn is_field(place: Place) -> bool {
    matches!(place, Place::Form | Place::File)
}
