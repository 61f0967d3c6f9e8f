//! Parameters: every place and style.

use std::collections::HashSet;

use openapiv3 as oas;

use super::fit::fit;
use crate::diag::{Code, quoted};
use crate::frontend::shared::extension::{flag, members, text, texts};
use crate::frontend::shared::{Inputs, Parameter, ParameterNode, Reader};
use crate::ir::{Encoding, Owner, Place, Site, Style};
use crate::source::Node;

const PLACES: [&str; 4] = ["path", "query", "header", "cookie"];

/// Headers that are not parameters, whatever a document says: content and sign-in decide them.
const RESERVED: [&str; 3] = ["accept", "content-type", "authorization"];

/// Reads all parameters of an operation.
pub(super) fn parameters<'a>(
    reader: &mut Reader<'a>,
    parameters: &[ParameterNode<'a>],
    id: &str,
    all: &mut Inputs,
) {
    let mut seen: HashSet<(&str, &str)> = HashSet::new();
    for (node, shared) in parameters {
        let Some((place, wire)) = reader.place_and_name(node, &mut seen, &PLACES) else { continue };
        if !PLACES.contains(&place) {
            reader.unknown_place(node, place, &PLACES);
            continue;
        }
        if place == "header" && RESERVED.contains(&wire.to_ascii_lowercase().as_str()) {
            continue;
        }
        if node.get("schema").is_none() && node.get("content").is_none() {
            let message = format!("parameter {} needs `schema`", quoted(wire));
            reader.diags.error(Code::MISSING_KEY, node.span, message);
            reader.broken = true;
            continue;
        }
        match fit::<oas::Parameter>(node) {
            Ok(given) => {
                let site = match shared {
                    Some(name) => Site::named(name),
                    None => Site { owner: Owner::Action(id.to_owned()), steps: Vec::new() },
                };
                parameter(reader, node, wire, &given, &site, all);
            }
            Err(misfit) => super::misfit(reader, node, &format!("parameter {}", quoted(wire)), misfit),
        }
    }
}

fn parameter<'a>(
    reader: &mut Reader<'a>,
    node: &'a Node,
    wire: &'a str,
    given: &oas::Parameter,
    site: &Site,
    all: &mut Inputs,
) {
    let data = given.parameter_data_ref();
    let (place, explode) = match given {
        oas::Parameter::Query { style, .. } => (Place::Query, *style == oas::QueryStyle::Form),
        oas::Parameter::Header { .. } => (Place::Header, false),
        oas::Parameter::Path { .. } => (Place::Path, false),
        oas::Parameter::Cookie { .. } => (Place::Cookie, true),
    };
    let explode = data.explode.unwrap_or(explode);
    let schema = match node.get("schema") {
        Some(schema) => schema,
        // Text of another format, such as JSON: the caller makes it.
        None => {
            let first = node.get("content").into_iter().flat_map(members).next();
            let media = first.map(|member| member.key.as_str()).unwrap_or_default();
            let message = format!("parameter {} is {}: it is given as text", quoted(wire), quoted(media));
            reader.diags.note(Code::PARAMETER_STYLE, node.span, message);
            super::text_schema()
        }
    };
    if let oas::Parameter::Query { style, .. } = given
        && (*style == oas::QueryStyle::DeepObject || *style == oas::QueryStyle::Form && explode)
        && spread(reader, node, wire, schema, style, site, all)
    {
        return;
    }
    let style = style(reader, node, wire, given, explode);
    let reserved = matches!(given, oas::Parameter::Query { allow_reserved: true, .. });
    let raw = reserved || node.get("x-ms-skip-url-encoding").is_some_and(flag);
    let double = place == Place::Path
        && text(node, "x-ms-url-encoding").is_some_and(|word| word.eq_ignore_ascii_case("double"));
    super::push(
        reader,
        &Parameter {
            node,
            schema,
            wire,
            place,
            required: place == Place::Path || data.required,
            style,
            encoding: match (raw, double) {
                (true, _) => Encoding::Raw,
                (false, true) => Encoding::Twice,
                (false, false) => Encoding::Once,
            },
        },
        site,
        all,
    );
}

/// How a list is written. What the runtime cannot write is said.
fn style(reader: &mut Reader<'_>, node: &Node, wire: &str, given: &oas::Parameter, explode: bool) -> Style {
    match given {
        oas::Parameter::Query { style, .. } => match style {
            oas::QueryStyle::Form | oas::QueryStyle::DeepObject if explode => Style::Multi,
            oas::QueryStyle::SpaceDelimited if !explode => Style::Separated(' '),
            oas::QueryStyle::PipeDelimited if !explode => Style::Separated('|'),
            oas::QueryStyle::SpaceDelimited | oas::QueryStyle::PipeDelimited => Style::Multi,
            oas::QueryStyle::Form | oas::QueryStyle::DeepObject => Style::Csv,
        },
        oas::Parameter::Path { style: oas::PathStyle::Simple, .. }
        | oas::Parameter::Header { .. }
        | oas::Parameter::Cookie { .. } => Style::Csv,
        oas::Parameter::Path { style, .. } => {
            let word = if *style == oas::PathStyle::Label { "label" } else { "matrix" };
            let message = format!(
                "path parameter {} has the style `{word}`: its value is given as it stands in the path",
                quoted(wire)
            );
            reader.diags.warning(Code::PARAMETER_STYLE, node.span, message);
            Style::Csv
        }
    }
}

/// An object in the query: each of its properties is an input, `filter[name]` or just `name`. False where it has none.
fn spread<'a>(
    reader: &mut Reader<'a>,
    node: &'a Node,
    wire: &'a str,
    schema: &'a Node,
    style: &oas::QueryStyle,
    site: &Site,
    all: &mut Inputs,
) -> bool {
    let Some(object) = reader.itself(schema) else { return false };
    if object.get("properties").and_then(Node::as_object).is_none_or(|all| all.is_empty()) {
        return false;
    }
    let needed = texts(object, "required");
    let required = node.get("required").is_some_and(flag);
    for member in object.get("properties").into_iter().flat_map(members) {
        let deep = *style == oas::QueryStyle::DeepObject;
        let own = if deep { format!("{wire}[{}]", member.key) } else { member.key.clone() };
        let first = all.inputs.len();
        super::push(
            reader,
            &Parameter {
                node: &member.value,
                schema: &member.value,
                wire: &own,
                place: Place::Query,
                required: required && needed.contains(&member.key.as_str()),
                style: Style::Multi,
                encoding: Encoding::Once,
            },
            site,
            all,
        );
        // In code it goes by its own name.
        for input in all.inputs.iter_mut().skip(first).filter(|_| deep) {
            input.client_name.get_or_insert_with(|| format!("{wire} {}", member.key));
        }
    }
    true
}
