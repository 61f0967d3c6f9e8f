//! Parameters: every place and collection format.

use std::collections::HashSet;

use crate::diag::{Code, Diagnostic, quoted};
use crate::frontend::shared::extension::{flag, text};
use crate::frontend::shared::{Inputs, Parameter, ParameterNode, Payload, Reader};
use crate::ir::{BodyKind, Encoding, Owner, Place, Site, Style};
use crate::source::Node;

const PLACES: [&str; 5] = ["path", "query", "header", "formData", "body"];

/// Reads all parameters of an operation.
pub(super) fn inputs<'a>(
    reader: &mut Reader<'a>,
    parameters: &[ParameterNode<'a>],
    id: &str,
    consumes: &[&'a str],
) -> Inputs {
    let mut all = Inputs::default();
    let mut seen: HashSet<(&str, &str)> = HashSet::new();
    for (node, shared) in parameters {
        let Some((place, wire)) = reader.place_and_name(node, &mut seen, &PLACES) else { continue };
        let site = match shared {
            Some(name) => Site::named(name),
            None => Site { owner: Owner::Action(id.to_owned()), steps: Vec::new() },
        };
        let place = match place {
            "path" => Place::Path,
            "query" => Place::Query,
            "header" => Place::Header,
            "body" => {
                body(reader, node, consumes, &site, &mut all);
                continue;
            }
            "formData" => {
                if all.body.is_some_and(|body| body != BodyKind::Form) {
                    two_bodies(reader, node);
                    continue;
                }
                all.body = Some(BodyKind::Form);
                let file = text(node, "type") == Some("file") || text(node, "format") == Some("binary");
                if file { Place::File } else { Place::Form }
            }
            other => {
                reader.unknown_place(node, other, &PLACES);
                continue;
            }
        };
        plain(reader, node, wire, place, &site, &mut all);
    }
    if all.body == Some(BodyKind::Form) {
        let files = all.inputs.iter().any(|input| input.place == Place::File);
        let multipart = files
            || consumes.iter().any(|media| media.contains("form-data") && !media.contains("urlencoded"));
        all.consumes = multipart.then(|| "multipart/form-data".to_owned());
    }
    all
}

/// A parameter that is not the body.
fn plain<'a>(
    reader: &mut Reader<'a>,
    node: &'a Node,
    wire: &'a str,
    place: Place,
    site: &Site,
    all: &mut Inputs,
) {
    reader.expect(node, &[("required", &["a boolean", "a text"]), ("collectionFormat", &["a text"])]);
    // OpenAPI 3 writes the type below `schema`; taken where it is the only thing that is wrong.
    let schema = match node.get("schema") {
        Some(schema) if node.get("type").is_none() => schema,
        _ => node,
    };
    let required = place == Place::Path || node.get("required").is_some_and(flag);
    let style = style(reader, node, place);
    reader.plain(
        &Parameter { node, schema, wire, place, required, style, encoding: encoding(node) },
        site,
        all,
    );
}

fn body<'a>(reader: &mut Reader<'a>, node: &'a Node, consumes: &[&'a str], site: &Site, all: &mut Inputs) {
    if all.body.is_some() {
        two_bodies(reader, node);
        return;
    }
    let schema = node.get("schema");
    if schema.is_none() {
        let message = "a body needs `schema`; any JSON is taken";
        reader.diags.warning(Code::MISSING_KEY, node.span, message);
    }
    reader.body(&Payload { node, schema, media: consumes.to_vec() }, site, all);
}

fn two_bodies(reader: &mut Reader<'_>, node: &Node) {
    let message = "an operation has one body: either one `body` parameter, or `formData`";
    reader.diags.error(Code::TWO_BODIES, node.span, message);
}

fn style(reader: &mut Reader<'_>, node: &Node, place: Place) -> Style {
    let Some(given) = node.get("collectionFormat") else { return Style::Csv };
    match given.as_str().unwrap_or_default() {
        "csv" | "" => Style::Csv,
        "ssv" => Style::Separated(' '),
        "tsv" => Style::Separated('\t'),
        "pipes" => Style::Separated('|'),
        "multi" if matches!(place, Place::Query | Place::Form) => Style::Multi,
        other => {
            let message = format!(
                "collectionFormat {} has no meaning in `{}`; commas are used",
                quoted(other),
                place.word()
            );
            let problem = Diagnostic::warning(Code::COLLECTION_FORMAT, given.span, message);
            reader.diags.push(problem.help("csv, ssv, tsv, pipes; multi in query and formData only"));
            Style::Csv
        }
    }
}

fn encoding(node: &Node) -> Encoding {
    if node.get("x-ms-skip-url-encoding").is_some_and(flag) {
        return Encoding::Raw;
    }
    match text(node, "x-ms-url-encoding") {
        Some(word) if word.eq_ignore_ascii_case("double") && text(node, "in") == Some("path") => {
            Encoding::Twice
        }
        _ => Encoding::Once,
    }
}
