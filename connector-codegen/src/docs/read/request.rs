//! The request that an example makes, as it goes over the wire: the same sample values as the example's, in their places.

use crate::emit::Emitter;
use crate::ir::{
    Action, BodyKind, Constant, Input, Place, Presence, SchemeKind, Shape, Style, Ty, TypeId, TypeKind,
    json_text,
};
use crate::name::ActionNames;

/// How deep a sample is built; the example gives up there, too.
const DEPTH: usize = 8;

/// The longest sample of a body, in bytes: what is longer says nothing more.
const LONGEST: usize = 6_000;

/// Request line, headers, body.
pub(super) fn request(emitter: &Emitter<'_>, action: &Action, names: &ActionNames) -> String {
    let shown: Vec<&Input> = emitter.shown(action, names).map(|(input, _)| input).collect();
    let given: Vec<&Input> = action
        .inputs
        .iter()
        .filter(|input| input.required || shown.iter().any(|one| std::ptr::eq(*one, *input)))
        .collect();
    let (host, base) = address(emitter, action);
    let mut path = format!("{base}{}", action.path);
    let mut query: Vec<String> = Vec::new();
    let mut headers: Vec<(String, String)> = vec![("Host".to_owned(), host)];
    credentials(emitter, action, &mut query, &mut headers);
    if let Some(accept) = &action.accept {
        headers.push(("Accept".to_owned(), accept.clone()));
    }
    let settled = |constant: &&Constant| {
        !given.iter().any(|input| input.place == constant.place && input.wire == constant.wire)
    };
    for constant in action.constants.iter().filter(settled) {
        match constant.place {
            Place::Path => path = path.replace(&format!("{{{}}}", constant.wire), &encoded(&constant.value)),
            Place::Query => query.push(format!("{}={}", encoded(&constant.wire), encoded(&constant.value))),
            Place::Header => headers.push((constant.wire.clone(), constant.value.clone())),
            _ => {}
        }
    }
    for input in &given {
        let value = text(emitter, &input.ty, &input.wire);
        match input.place {
            Place::Path => path = path.replace(&format!("{{{}}}", input.wire), &encoded(&value)),
            Place::Query if input.style == Style::Multi => {
                query.push(format!("{}={}", encoded(&input.wire), encoded(&value)));
            }
            Place::Query => query.push(format!("{}={}", encoded(&input.wire), encoded(&value))),
            Place::Header => headers.push((input.wire.clone(), value)),
            _ => {}
        }
    }
    let body = body(emitter, action, &given);
    if let Some((media, _)) = &body
        && !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"))
    {
        headers.push(("Content-Type".to_owned(), media.clone()));
    }
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    let mut all = format!("{} {path}{query} HTTP/1.1\n", action.method.wire());
    for (name, value) in headers {
        all.push_str(&format!("{name}: {value}\n"));
    }
    if let Some((_, text)) = body {
        all.push_str(&format!("\n{text}\n"));
    }
    all
}

/// Host and base path. Policies may send a request elsewhere, which the page says.
fn address(emitter: &Emitter<'_>, action: &Action) -> (String, String) {
    let base = &emitter.connector.base_url;
    match base.split_once("://") {
        Some((_, rest)) => {
            let (host, path) = rest.split_once('/').map_or((rest, ""), |(host, path)| (host, path));
            let path = if path.is_empty() { String::new() } else { format!("/{path}") };
            (host.to_owned(), path)
        }
        None if action.path.starts_with(base.as_str()) => ("{host}".to_owned(), String::new()),
        None => ("{host}".to_owned(), base.clone()),
    }
}

fn credentials(
    emitter: &Emitter<'_>,
    action: &Action,
    query: &mut Vec<String>,
    headers: &mut Vec<(String, String)>,
) {
    let connector = emitter.connector;
    let ways = action.security.as_ref().unwrap_or(&connector.security);
    let Some(first) = ways.first() else { return };
    for scheme in first.iter().filter_map(|index| connector.schemes.get(*index)) {
        match &scheme.kind {
            SchemeKind::Header { wire, .. } if connector.has_header_policy(wire) => {}
            SchemeKind::Header { parameter, wire } => headers.push((wire.clone(), format!("<{parameter}>"))),
            SchemeKind::Cookie { parameter, wire } => {
                headers.push(("Cookie".to_owned(), format!("{wire}=<{parameter}>")));
            }
            SchemeKind::Query { parameter, wire } => query.push(format!("{}=<{parameter}>", encoded(wire))),
            SchemeKind::Basic { user, password } => {
                headers.push(("Authorization".to_owned(), format!("Basic <base64 of {user}:{password}>")));
            }
            SchemeKind::OAuth { .. } => {
                headers.push(("Authorization".to_owned(), "Bearer <access token>".to_owned()));
            }
        }
    }
}

fn body(emitter: &Emitter<'_>, action: &Action, given: &[&Input]) -> Option<(String, String)> {
    let media = |usual: &str| action.consumes.clone().unwrap_or_else(|| usual.to_owned());
    match action.body {
        BodyKind::None => None,
        BodyKind::Fields { required } => {
            let set = given.iter().filter(|input| input.place == Place::Field);
            let set: Vec<(&str, String)> =
                set.map(|input| (input.wire.as_str(), sample(emitter, &input.ty, &input.wire, 0))).collect();
            let fixed = action
                .constants
                .iter()
                .filter(|one| one.place == Place::Field && !set.iter().any(|(wire, _)| *wire == one.wire));
            let fixed: Vec<(&str, String)> =
                fixed.map(|one| (one.wire.as_str(), one.value.clone())).collect();
            let members: Vec<(&str, String)> = fixed.into_iter().chain(set).collect();
            if members.is_empty() && !required {
                return None;
            }
            Some((media("application/json"), pretty(&object_text(&members))))
        }
        BodyKind::Json => {
            let input = given.iter().find(|input| input.place == Place::Body)?;
            Some((media("application/json"), pretty(&sample(emitter, &input.ty, "text", 0))))
        }
        BodyKind::Raw => {
            given.iter().find(|input| input.place == Place::Body)?;
            Some((media("application/octet-stream"), "content".to_owned()))
        }
        BodyKind::Form => {
            let fields = given.iter().filter(|input| matches!(input.place, Place::Form | Place::File));
            let media = media("application/x-www-form-urlencoded");
            if media.starts_with("multipart/") {
                let parts = fields.map(|input| match input.place {
                    Place::File => format!("--boundary\nContent-Disposition: form-data; name=\"{}\"; filename=\"file\"\n\ncontent", input.wire),
                    _ => format!(
                        "--boundary\nContent-Disposition: form-data; name=\"{}\"\n\n{}",
                        input.wire,
                        text(emitter, &input.ty, &input.wire)
                    ),
                });
                let parts: Vec<String> = parts.chain(["--boundary--".to_owned()]).collect();
                return Some((format!("{media}; boundary=boundary"), parts.join("\n")));
            }
            let pairs = fields.map(|input| {
                format!("{}={}", encoded(&input.wire), encoded(&text(emitter, &input.ty, &input.wire)))
            });
            Some((media, pairs.collect::<Vec<_>>().join("&")))
        }
    }
}

/// A sample as text, for a URL, header or form.
fn text(emitter: &Emitter<'_>, ty: &Ty, wire: &str) -> String {
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
fn sample(emitter: &Emitter<'_>, ty: &Ty, wire: &str, depth: usize) -> String {
    if depth > DEPTH {
        return "{}".to_owned();
    }
    match &emitter.connector.types.resolve(ty).shape {
        Shape::Any => "{}".to_owned(),
        Shape::Bool => "true".to_owned(),
        Shape::Int32 | Shape::Int64 => "1".to_owned(),
        Shape::TextInt => "\"1\"".to_owned(),
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
            let needed = object.fields.iter().filter(|field| field.presence == Presence::Required);
            let needed =
                needed.map(|field| (field.wire.as_str(), sample(emitter, &field.ty, &field.wire, depth + 1)));
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

fn object_text(members: &[(&str, String)]) -> String {
    let members: Vec<String> =
        members.iter().map(|(wire, value)| format!("{}:{value}", json_text(wire))).collect();
    format!("{{{}}}", members.join(","))
}

/// JSON with a line for each member, as far as it fits.
fn pretty(json: &str) -> String {
    let mut out = String::new();
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut signs = json.chars().peekable();
    while let Some(sign) = signs.next() {
        if out.len() > LONGEST {
            out.push_str("\n…");
            break;
        }
        if quoted {
            out.push(sign);
            quoted = escaped || sign != '"';
            escaped = sign == '\\' && !escaped;
            continue;
        }
        let line = |out: &mut String, depth: usize| {
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", depth));
        };
        match sign {
            '"' => {
                quoted = true;
                out.push(sign);
            }
            '{' | '[' => {
                out.push(sign);
                if matches!(signs.peek(), Some('}' | ']')) {
                    out.extend(signs.next());
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(sign);
            }
            ',' => {
                out.push(sign);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            sign if sign.is_whitespace() => {}
            sign => out.push(sign),
        }
    }
    out
}

/// Percent-encoded: all but letters, digits and `-._~`.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
