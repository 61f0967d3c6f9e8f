//! The request that an example makes, as it goes over the wire: the same sample values as the example's, in their places.

use super::sample::{object_text, pretty, sample, text};
use crate::emit::{At, Emitter};
use crate::ir::policy::{Piece, PolicyKind};
use crate::ir::{Action, BodyKind, Constant, Encoding, Input, Place, SchemeKind, Ty};
use crate::name::ActionNames;

/// Request line, headers, body.
pub(super) fn request(emitter: &Emitter<'_>, action: &Action, names: &ActionNames) -> String {
    let shown: Vec<&Input> = emitter.shown(action, names).map(|(input, _)| input).collect();
    let given: Vec<&Input> = action
        .inputs
        .iter()
        .filter(|input| input.required || shown.iter().any(|one| std::ptr::eq(*one, *input)))
        .collect();
    let (host, base) = address(emitter, action);
    let mut query: Vec<String> = Vec::new();
    let mut headers: Vec<(String, String)> = vec![("Host".to_owned(), host)];
    credentials(emitter, action, &mut query, &mut headers);
    if let Some(accept) = action.accept.as_ref().filter(|_| !says_accept(action, &given)) {
        headers.push(("Accept".to_owned(), accept.clone()));
    }
    let mut in_path: Vec<(&str, String)> = Vec::new();
    let mut cookies: Vec<String> = Vec::new();
    for constant in fixed(action, &given) {
        let (wire, value) = (constant.wire.as_str(), constant.value.as_str());
        match constant.place {
            Place::Path if constant.raw => in_path.push((wire, encode(value, LITERAL))),
            Place::Path => in_path.push((wire, encode(value, VALUE))),
            Place::Query if constant.raw => {
                query.push(format!("{}={}", encode(wire, NAME), encode(value, QUERY)))
            }
            Place::Query => query.push(format!("{}={}", encode(wire, NAME), encode(value, VALUE))),
            Place::Header => headers.push((wire.to_owned(), value.to_owned())),
            Place::Cookie => cookies.push(format!("{}={}", encode(wire, NAME), encode(value, VALUE))),
            _ => {}
        }
    }
    for input in &given {
        let (wire, value) = (input.wire.as_str(), text(emitter, &input.ty, &input.wire));
        match (input.place, input.encoding) {
            (Place::Path, Encoding::Raw) => in_path.push((wire, encode(&value, LITERAL))),
            (Place::Path, Encoding::Once) => in_path.push((wire, encode(&value, VALUE))),
            (Place::Path, Encoding::Twice) => in_path.push((wire, encode(&encode(&value, VALUE), VALUE))),
            (Place::Query, Encoding::Raw) => {
                query.push(format!("{}={}", encode(wire, NAME), encode(&value, QUERY)))
            }
            (Place::Query, _) => query.push(format!("{}={}", encode(wire, NAME), encode(&value, VALUE))),
            (Place::Header, _) => headers.push((wire.to_owned(), value)),
            (Place::Cookie, _) => cookies.push(format!("{}={}", encode(wire, NAME), encode(&value, VALUE))),
            _ => {}
        }
    }
    if !cookies.is_empty() {
        headers.push(("Cookie".to_owned(), cookies.join("; ")));
    }
    let body = body(emitter, action, &given);
    if let Some((media, _)) = &body
        && !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"))
    {
        headers.push(("Content-Type".to_owned(), media.clone()));
    }
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    let mut all =
        format!("{} {base}{}{query} HTTP/1.1\n", action.method.wire(), filled(&action.path, &in_path));
    for (name, value) in headers {
        all.push_str(&format!("{name}: {value}\n"));
    }
    if let Some((_, text)) = body {
        all.push_str(&format!("\n{text}\n"));
    }
    all
}

/// What is sent without asking, unless it is asked for.
fn fixed<'a>(action: &'a Action, given: &'a [&'a Input]) -> impl Iterator<Item = &'a Constant> {
    let is_given =
        |one: &Constant| given.iter().any(|input| input.place == one.place && input.wire == one.wire);
    action.constants.iter().filter(move |one| !is_given(one))
}

/// Whether an input or a constant is the header `Accept`, which then takes the place of the action's own.
fn says_accept(action: &Action, given: &[&Input]) -> bool {
    let is_it = |place: Place, wire: &str| place == Place::Header && wire.eq_ignore_ascii_case("accept");
    given.iter().any(|input| is_it(input.place, &input.wire))
        || fixed(action, given).any(|one| is_it(one.place, &one.wire))
}

/// A path template with values in its placeholders.
fn filled(path: &str, values: &[(&str, String)]) -> String {
    let mut out = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(&encode(before, LITERAL));
        let Some((name, behind)) = after.split_once('}') else {
            rest = after;
            break;
        };
        match values.iter().find(|(wire, _)| *wire == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&format!("{{{name}}}")),
        }
        rest = behind;
    }
    out + &encode(rest, LITERAL)
}

/// Host and base path: those of the last policy for the host, else those of the document.
fn address(emitter: &Emitter<'_>, action: &Action) -> (String, String) {
    let of_policy = emitter.connector.policies.iter().rev().find_map(|policy| match &policy.kind {
        PolicyKind::Host(to) if policy.operations.is_empty() || policy.operations.contains(&action.id) => {
            Some(to.iter().map(shown).collect::<String>())
        }
        _ => None,
    });
    let base = of_policy.unwrap_or_else(|| emitter.connector.base_url.clone());
    let base = base.trim_end_matches('/');
    match base.split_once("://").map(|(_, rest)| rest).or((!base.starts_with('/')).then_some(base)) {
        Some("") => ("{host}".to_owned(), String::new()),
        Some(rest) => {
            let (host, path) =
                rest.split_at_checked(rest.find('/').unwrap_or(rest.len())).unwrap_or((rest, ""));
            (host.to_owned(), path.to_owned())
        }
        None => ("{host}".to_owned(), base.to_owned()),
    }
}

/// A part of a policy's text, as far as it is known beforehand.
fn shown(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => text.clone(),
        Piece::Connection(_, Some(default)) => default.clone(),
        Piece::Connection(name, None)
        | Piece::Query(name, _)
        | Piece::Header(name, _)
        | Piece::Path(name) => {
            format!("{{{name}}}")
        }
        Piece::Body(_) | Piece::Item(_) => "{body}".to_owned(),
    }
}

fn credentials(
    emitter: &Emitter<'_>,
    action: &Action,
    query: &mut Vec<String>,
    headers: &mut Vec<(String, String)>,
) {
    let connector = emitter.connector;
    // The way of the first constructor, where the action takes it: that is what examples begin with.
    let usual = emitter.names.connection.constructors.first().map(|one| &one.schemes);
    let ways = action.security.as_ref().unwrap_or(&connector.security);
    let way = match (ways.first(), usual) {
        (None, _) => return,
        (_, Some(usual)) if ways.contains(usual) || !connector.sets.is_empty() => usual,
        (Some(first), _) => first,
    };
    for scheme in way.iter().filter_map(|index| connector.schemes.get(*index)) {
        match &scheme.kind {
            SchemeKind::Header { wire, .. } if connector.has_header_policy(wire) => {}
            SchemeKind::Header { parameter, wire } => headers.push((wire.clone(), format!("<{parameter}>"))),
            SchemeKind::Cookie { parameter, wire } => {
                headers.push(("Cookie".to_owned(), format!("{wire}=<{parameter}>")));
            }
            SchemeKind::Query { parameter, wire } => {
                query.push(format!("{}=<{parameter}>", encode(wire, NAME)))
            }
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
            // The example says `None` there.
            let is_none = |ty: &Ty| {
                ty.nullable
                    && (emitter.has_inputs_struct(action) || emitter.argument(ty, At::Outside).is_none())
            };
            let set = set.map(|input| match is_none(&input.ty) {
                true => (input.wire.as_str(), "null".to_owned()),
                false => (input.wire.as_str(), sample(emitter, &input.ty, &input.wire, 0)),
            });
            let set: Vec<(&str, String)> = set.collect();
            let fixed = fixed(action, given).filter(|one| one.place == Place::Field);
            let fixed = fixed.map(|one| (one.wire.as_str(), one.value.clone()));
            let members: Vec<(&str, String)> = fixed.chain(set).collect();
            if members.is_empty() && !required {
                return None;
            }
            Some((media("application/json"), pretty(&object_text(&members))))
        }
        BodyKind::Json => {
            let input = given.iter().find(|input| input.place == Place::Body)?;
            if let Some(root) = &action.xml_body {
                return Some((media("application/xml"), format!("<{}>…</{}>", root.name, root.name)));
            }
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
            let fixed = fixed(action, given).filter(|one| one.place == Place::Form);
            let fixed = fixed.map(|one| (one.wire.as_str(), one.value.clone()));
            let given = fields.map(|input| (input.wire.as_str(), text(emitter, &input.ty, &input.wire)));
            let pairs: Vec<String> = fixed
                .chain(given)
                .map(|(wire, value)| {
                    format!("{}={}", encode(wire, FORM), encode(&value, FORM).replace("%20", "+"))
                })
                .collect();
            (!pairs.is_empty()).then(|| (media, pairs.join("&")))
        }
    }
}

/// Which signs besides letters and digits stay as they are: in a value, in the name of a query parameter, in the text of a
/// path, in that of a query, in a form. The runtime encodes likewise; a test compares the two.
const VALUE: &str = "-._~";
const NAME: &str = "-._~$:@/!*(),";
const LITERAL: &str = "!$%&'()*+,-./:;=?@[]_|~";
const QUERY: &str = "!$%&()*+,-./:;=?@[\\]^_`{|}~";
const FORM: &str = "*-._";

/// Percent-encoded, but for letters, digits and some signs.
fn encode(text: &str, plain: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match char::from(byte) {
            sign if sign.is_ascii_alphanumeric() || (sign.is_ascii() && plain.contains(sign)) => {
                out.push(sign)
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
