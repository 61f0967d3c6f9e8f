//! Sample values on the wire: what the values of examples become.

use crate::emit::Emitter;
use crate::ir::{Presence, Shape, Ty, TypeId, TypeKind, json_text};

/// How deep a sample is built; the example gives up there, too.
const DEPTH: usize = 8;

/// The longest sample of a body, in bytes: what is longer says nothing more.
const LONGEST: usize = 6_000;

/// A sample as text, for a URL, header or form.
pub(super) fn text(emitter: &Emitter<'_>, ty: &Ty, wire: &str) -> String {
    match &emitter.connector.types.resolve(ty).shape {
        Shape::List(item) => text(emitter, item, wire),
        Shape::Any | Shape::Text | Shape::Secret => wire.to_owned(),
        _ => {
            let json = sample(emitter, ty, wire, 0);
            json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).map(str::to_owned).unwrap_or(json)
        }
    }
}

/// A sample as JSON: what the example's value is on the wire.
pub(super) fn sample(emitter: &Emitter<'_>, ty: &Ty, wire: &str, depth: usize) -> String {
    if depth > DEPTH {
        return "{}".to_owned();
    }
    match &emitter.connector.types.resolve(ty).shape {
        Shape::Any => "{}".to_owned(),
        Shape::Bool => "true".to_owned(),
        Shape::Int32 | Shape::Int64 => "1".to_owned(),
        Shape::TextInt | Shape::TextUint => "\"1\"".to_owned(),
        Shape::Float => "1.0".to_owned(),
        Shape::Text | Shape::Bytes => json_text(wire),
        Shape::Secret => json_text(wire),
        Shape::DateTime => "\"2026-01-31T12:00:00Z\"".to_owned(),
        Shape::Date => "\"2026-01-31\"".to_owned(),
        Shape::Time => "\"12:00:00\"".to_owned(),
        Shape::HttpDate => "\"Sat, 31 Jan 2026 12:00:00 GMT\"".to_owned(),
        Shape::UnixTime => "1769860800".to_owned(),
        Shape::Duration => "\"PT1H\"".to_owned(),
        Shape::Base64 => "\"Ynl0ZXM=\"".to_owned(),
        Shape::Base64Url => "\"Ynl0ZXM\"".to_owned(),
        Shape::List(item) => format!("[{}]", sample(emitter, item, "text", depth + 1)),
        Shape::Map(_) => "{}".to_owned(),
        Shape::Named(id) => named(emitter, *id, depth),
    }
}

fn named(emitter: &Emitter<'_>, id: TypeId, depth: usize) -> String {
    match &emitter.connector.types.get(id).kind {
        TypeKind::Enum(values) => {
            values.values.first().map_or("null".to_owned(), |(value, ..)| json_text(value))
        }
        TypeKind::Object(object) => {
            let fixed = object.constants.iter().map(|(wire, value)| (wire.as_str(), value.clone()));
            let needed = object
                .fields
                .iter()
                .filter(|field| matches!(field.presence, Presence::Required | Presence::Nullable));
            let needed = needed.map(|field| {
                let value = match field.presence {
                    Presence::Nullable => "null".to_owned(),
                    _ => sample(emitter, &field.ty, &field.wire, depth + 1),
                };
                (field.wire.as_str(), value)
            });
            let members: Vec<(&str, String)> = fixed.chain(needed).collect();
            object_text(&members)
        }
        TypeKind::Tagged(tagged) => match tagged.variants.first() {
            Some((values, variant)) => {
                let inner = named(emitter, *variant, depth + 1);
                let value = values.first().map_or("", String::as_str);
                let tag = format!("{}:{}", json_text(&tagged.tag), json_text(value));
                match inner.strip_prefix('{') {
                    _ if inner.contains(&tag) => inner,
                    Some("}") => format!("{{{tag}}}"),
                    Some(rest) => format!("{{{tag},{rest}"),
                    None => inner,
                }
            }
            None => "{}".to_owned(),
        },
        TypeKind::Union(all) => match all.first() {
            Some(variant) => sample(emitter, &variant.ty, "value", depth + 1),
            None => "{}".to_owned(),
        },
        _ => "{}".to_owned(),
    }
}

pub(super) fn object_text(members: &[(&str, String)]) -> String {
    let members: Vec<String> =
        members.iter().map(|(wire, value)| format!("{}:{value}", json_text(wire))).collect();
    format!("{{{}}}", members.join(","))
}

/// JSON with a line for each member, as far as it fits.
pub(super) fn pretty(json: &str) -> String {
    let mut out = crate::indent::indented(json);
    if out.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|at| out.is_char_boundary(*at)).unwrap_or_default();
        out.truncate(end);
        out.push_str("\n…");
    }
    out
}
