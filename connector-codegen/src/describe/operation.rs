//! An operation of an exchange: path, parameters, body, response.

use super::exchange::{Error, Event, Exchange};
use super::inputs::{Inputs, inputs};
use super::json::Json;
use super::schema;
use crate::infer::traffic::{decoded_pairs, is_id, is_sign_in_header, is_sign_in_parameter, singular};
use crate::infer::{Direction, Shape};

/// A way to sign in that an exchange shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    Basic,
    Key { name: String, place: &'static str },
}

/// The path of an exchange below the base, and its query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub segments: Vec<String>,
    pub query: Vec<(String, String)>,
}

/// Takes a path with a query apart.
pub fn target(path: &str) -> Target {
    let path = path.split('#').next().unwrap_or_default();
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let segments = path.split('/').filter(|part| !part.is_empty()).map(fixed);
    Target { segments: segments.collect(), query: decoded_pairs(query) }
}

/// The placeholder that a segment is, if it is one by its form.
fn placeholder(segment: &str) -> Option<&str> {
    let inner = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    inner.or_else(|| segment.strip_prefix(':')).filter(|name| !name.is_empty() && !name.contains(['{', '}']))
}

/// Whether a segment is a value rather than a word: an id, or something with digits after a word for many.
fn is_value(segment: &str, previous: &str) -> bool {
    let many = singular(previous) != previous;
    let digits = segment.bytes().any(|byte| byte.is_ascii_digit());
    is_id(segment) || (many && digits)
}

/// The template of a path.
pub fn template(segments: &[String]) -> String {
    let mut path = String::new();
    let mut taken: Vec<String> = Vec::new();
    let mut previous = "";
    for segment in segments {
        path.push('/');
        let name = match placeholder(segment) {
            Some(name) => Some(name.to_owned()),
            None if is_value(segment, previous) => {
                let stem = singular(previous).replace(['{', '}'], "");
                let stem = if stem.is_empty() { "value".to_owned() } else { stem };
                Some(format!("{stem}Id"))
            }
            None => None,
        };
        match name {
            Some(mut name) => {
                while taken.contains(&name) {
                    name.push('2');
                }
                path.push_str(&format!("{{{name}}}"));
                taken.push(name);
            }
            None => {
                path.push_str(segment);
                previous = segment;
            }
        }
    }
    if path.is_empty() { "/".to_owned() } else { path }
}

/// Whether a path that was called is one of a template.
pub fn matches(template: &str, segments: &[String]) -> bool {
    let own: Vec<&str> =
        template.trim_start_matches('/').split('/').filter(|part| !part.is_empty()).collect();
    let mut previous = "";
    own.len() == segments.len()
        && own.iter().zip(segments).all(|(own, segment)| {
            let fits = *own == segment
                || (own.contains('{') && (placeholder(segment).is_some() || is_value(segment, previous)));
            if placeholder(own).is_none() {
                previous = own;
            }
            fits
        })
}

/// Placeholders of a template, each once.
pub fn placeholders(template: &str) -> Vec<&str> {
    let mut all = Vec::new();
    for (name, _) in template.split('{').skip(1).filter_map(|part| part.split_once('}')) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

/// A segment. Braces that hold no name are characters of the address.
fn fixed(segment: &str) -> String {
    let rest = segment.split('{').skip(1);
    let named = rest.clone().all(
        |part| matches!(part.split_once('}'), Some((name, rest)) if !name.is_empty() && !rest.contains('}')),
    );
    let first = segment.split('{').next().unwrap_or_default();
    if named && !first.contains('}') {
        segment.to_owned()
    } else {
        segment.replace('{', "%7B").replace('}', "%7D")
    }
}

/// An operationId of method and path: `ListOrders`, `GetOrder`, `UpdateOrderAddress`.
pub fn id(method: &str, template: &str) -> String {
    let parts: Vec<&str> = template.split('/').filter(|part| !part.is_empty()).collect();
    let is_parameter = |part: &str| part.contains('{');
    let last_is_parameter = parts.last().is_some_and(|part| is_parameter(part));
    let words: Vec<&str> = parts.iter().copied().filter(|part| !is_parameter(part)).collect();
    let many = words.last().is_some_and(|word| singular(word) != *word);
    let verb = match method {
        "GET" if many && !last_is_parameter => "List",
        "GET" | "HEAD" => "Get",
        "POST" if many && !last_is_parameter => "Create",
        "POST" => "Post",
        "PUT" | "PATCH" => "Update",
        "DELETE" => "Delete",
        _ => "Call",
    };
    let mut made = verb.to_owned();
    for (index, word) in words.iter().enumerate() {
        let last = index + 1 == words.len();
        let word = if last && verb == "List" { (*word).to_owned() } else { singular(word) };
        for part in word.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
            let mut letters = part.chars();
            made.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            made.push_str(letters.as_str());
        }
    }
    made
}

/// The words of an identifier as a sentence: `ListOrders` → `List orders`.
fn sentence(id: &str) -> String {
    let mut made = String::new();
    for c in id.chars() {
        if c.is_uppercase() && !made.is_empty() {
            made.push(' ');
            made.extend(c.to_lowercase());
        } else {
            made.push(c);
        }
    }
    made
}

/// How an exchange signs in.
pub fn proofs(exchange: &Exchange, target: &Target) -> Vec<Proof> {
    let mut found = Vec::new();
    for (name, value) in exchange.headers.iter().filter(|(name, _)| is_sign_in_header(name)) {
        let basic = name.eq_ignore_ascii_case("authorization")
            && value.trim_start().get(..5).is_some_and(|word| word.eq_ignore_ascii_case("basic"));
        found.push(if basic { Proof::Basic } else { Proof::Key { name: name.clone(), place: "header" } });
    }
    for (name, _) in target.query.iter().filter(|(name, _)| is_sign_in_parameter(name)) {
        found.push(Proof::Key { name: name.clone(), place: "query" });
    }
    found
}

/// The response of an exchange, and what its JSON shows.
pub fn response(exchange: &Exchange) -> Result<(Json, Option<Shape>), Error> {
    const REASONS: [(u16, &str); 10] = [
        (200, "OK"),
        (201, "Created"),
        (202, "Accepted"),
        (204, "No content"),
        (400, "Bad request"),
        (401, "Not signed in"),
        (403, "Not allowed"),
        (404, "Not found"),
        (409, "Conflict"),
        (429, "Too many requests"),
    ];
    let known = REASONS.iter().find(|(status, _)| *status == exchange.status).map(|(_, reason)| *reason);
    let reason = known.unwrap_or(if exchange.status < 300 { "Success" } else { "Failure" });
    let mut made = Json::object([("description", Json::text(reason))]);
    let media = exchange.reply_type.as_deref().unwrap_or_default();
    let text = exchange.reply.as_deref().filter(|text| !text.trim().is_empty());
    let Some(text) = text else { return Ok((made, None)) };
    let shape = match schema::sample("the reply", text) {
        Ok(node) => node.as_ref().map(Shape::of),
        Err(error) if media.is_empty() || media.contains("json") => return Err(error),
        Err(_) => None,
    };
    let schema = match &shape {
        Some(shape) => schema::of(shape, Direction::Reply),
        None => Json::object([("type", Json::text("string"))]),
    };
    made.set("schema", schema);
    Ok((made, shape))
}

/// A whole operation.
pub fn operation(exchange: &Exchange, target: &Target, template: &str, id: &str) -> Result<Json, Error> {
    let mut made = Json::object([
        ("operationId", Json::text(id)),
        ("summary", Json::text(exchange.summary.clone().unwrap_or_else(|| sentence(id)))),
    ]);
    if let Some(event) = &exchange.event {
        let word = if *event == Event::Polling { "batch" } else { "single" };
        made.set("x-ms-trigger", Json::text(word));
    }
    let Inputs { parameters, mut body, media } = inputs(exchange, target, template)?;
    if matches!(exchange.event, Some(Event::Webhook(_))) {
        body.iter_mut().for_each(|body| mark_callback(&mut body.parameter));
    }
    if let Some(media) = media {
        made.set("consumes", Json::List(vec![Json::text(media)]));
    }
    let mut parameters: Vec<Json> = parameters.into_iter().map(|one| one.parameter).collect();
    parameters.extend(body.map(|body| body.parameter));
    if !parameters.is_empty() {
        made.set("parameters", Json::List(parameters));
    }
    let (response, _) = response(exchange)?;
    if let Some(link) = next_link(response.get("schema")) {
        made.set("x-ms-pageable", Json::object([("nextLinkName", Json::text(link))]));
    }
    made.edit(&["responses"], |all| all.set(&exchange.status.to_string(), response));
    Ok(made)
}

/// The property that holds the URL of the next page, where the reply is a page.
fn next_link(schema: Option<&Json>) -> Option<String> {
    let properties = schema?.get("properties")?.members();
    let lists = |schema: &Json| schema.get("type").and_then(Json::as_str) == Some("array");
    let page = properties.iter().any(|(_, schema)| lists(schema));
    let known = ["nextLink", "@odata.nextLink", "odata.nextLink", "next_link"];
    known
        .iter()
        .find(|name| page && properties.iter().any(|(own, _)| own == *name))
        .map(|name| (*name).to_owned())
}

/// Marks the property that takes the address to call back.
fn mark_callback(body: &mut Json) {
    const WORDS: [&str; 5] = ["callback", "notif", "hook", "target", "url"];
    let Some(Json::Object(properties)) =
        body.get_mut("schema").and_then(|schema| schema.get_mut("properties"))
    else {
        return;
    };
    let text = |schema: &Json| schema.get("type").and_then(Json::as_str) == Some("string");
    let named = |name: &str, word: &str| name.to_ascii_lowercase().contains(word);
    for word in WORDS {
        let found = properties.iter_mut().find(|(name, schema)| text(schema) && named(name, word));
        if let Some((_, schema)) = found {
            schema.set("x-ms-notification-url", Json::Bool(true));
            schema.set("x-ms-visibility", Json::text("internal"));
            return;
        }
    }
}
