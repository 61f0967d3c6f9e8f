//! An operation of an exchange: path, parameters, body, response.

use super::exchange::{Error, Event, Exchange};
use super::json::Json;
use super::schema;
use crate::infer::traffic::{
    DROPPED, decoded_pairs, is_credential, is_id, is_sign_in_header, is_sign_in_parameter, scalar, singular,
};
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
    let segments = path.trim_start_matches('/').split('/').map(str::to_owned);
    Target { segments: segments.filter(|part| !part.is_empty()).collect(), query: decoded_pairs(query) }
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
                let stem = if previous.is_empty() { "value".to_owned() } else { singular(previous) };
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
            previous = own;
            fits
        })
}

/// Placeholders of a template.
pub fn placeholders(template: &str) -> Vec<&str> {
    template.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
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

/// The parameters of path, query and headers.
pub fn parameters(exchange: &Exchange, target: &Target, template: &str) -> Vec<Json> {
    let mut all = Vec::new();
    for name in placeholders(template) {
        all.push(Json::object([
            ("name", Json::text(name)),
            ("in", Json::text("path")),
            ("required", Json::Bool(true)),
            ("type", Json::text("string")),
        ]));
    }
    let mut seen: Vec<&str> = Vec::new();
    for (name, _) in target.query.iter().filter(|(name, _)| !is_sign_in_parameter(name)) {
        if seen.contains(&name.as_str()) {
            continue;
        }
        seen.push(name);
        let values: Vec<&str> =
            target.query.iter().filter(|(own, _)| own == name).map(|(_, value)| value.as_str()).collect();
        all.push(parameter(name, "query", &values));
    }
    for (name, value) in &exchange.headers {
        let lower = name.to_ascii_lowercase();
        if !DROPPED.contains(&lower.as_str()) && !is_sign_in_header(name) {
            all.push(parameter(name, "header", &[value]));
        }
    }
    all
}

fn parameter(name: &str, place: &str, values: &[&str]) -> Json {
    let mut made = Json::object([("name", Json::text(name)), ("in", Json::text(place))]);
    let filled = values.iter().copied().filter(|value| !value.starts_with('{'));
    let ty = schema::plain(&scalar(filled), &Shape::default());
    if values.len() > 1 {
        made.set("type", Json::text("array"));
        made.set("items", ty);
        made.set("collectionFormat", Json::text("multi"));
    } else {
        for (key, value) in ty.members() {
            made.set(key, value.clone());
        }
    }
    if is_credential(name) {
        made.set("format", Json::text("password"));
    }
    made
}

/// The parameters of the body, and the media type that it has.
pub fn body(exchange: &Exchange) -> Result<(Vec<Json>, Option<String>), Error> {
    let media = exchange.header_value("content-type").map(str::to_owned);
    let plain = media.as_deref().and_then(|media| media.split(';').next()).unwrap_or_default().trim();
    let urlencoded = plain.eq_ignore_ascii_case("application/x-www-form-urlencoded");
    let mut form = exchange.form.clone();
    if form.is_empty() && urlencoded {
        let text = exchange.body.as_deref().unwrap_or_default();
        form.extend(decoded_pairs(text).into_iter().map(|(name, value)| (name, value, false)));
    }
    if !form.is_empty() {
        let multipart = !urlencoded
            && (plain.eq_ignore_ascii_case("multipart/form-data") || form.iter().any(|(.., file)| *file));
        let media = if multipart { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
        let one = |(name, value, file): &(String, String, bool)| match file {
            true => {
                let name = Json::text(name.clone());
                Json::object([("name", name), ("in", Json::text("formData")), ("type", Json::text("file"))])
            }
            false => parameter(name, "formData", &[value]),
        };
        return Ok((form.iter().map(one).collect(), Some(media.to_owned())));
    }
    let Some(text) = exchange.body.as_deref().filter(|text| !text.trim().is_empty()) else {
        return Ok((Vec::new(), None));
    };
    let read = schema::sample("the body", text);
    let said_json = plain.is_empty() || plain.ends_with("json");
    let schema = match read {
        Ok(Some(node)) => schema::of(&Shape::of(&node), Direction::Request),
        Err(error) if said_json => return Err(error),
        _ => Json::object([("type", Json::text("string")), ("format", Json::text("binary"))]),
    };
    let json = schema.get("format").and_then(Json::as_str) != Some("binary");
    let media = match (json, plain) {
        (true, "" | "application/json") => None,
        (true, _) => Some(plain.to_owned()),
        (false, "") => Some("text/plain".to_owned()),
        (false, _) => Some(plain.to_owned()),
    };
    let body = Json::object([
        ("name", Json::text("body")),
        ("in", Json::text("body")),
        ("required", Json::Bool(true)),
        ("schema", schema),
    ]);
    Ok((vec![body], media))
}

/// The response of an exchange.
pub fn response(exchange: &Exchange) -> Result<Json, Error> {
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
    let Some(text) = text else { return Ok(made) };
    let schema = match schema::sample("the reply", text) {
        Ok(Some(node)) => schema::of(&Shape::of(&node), Direction::Reply),
        Err(error) if media.is_empty() || media.contains("json") => return Err(error),
        _ => Json::object([("type", Json::text("string"))]),
    };
    made.set("schema", schema);
    Ok(made)
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
    let (mut body, media) = body(exchange)?;
    if matches!(exchange.event, Some(Event::Webhook(_))) {
        for one in &mut body {
            mark_callback(one);
        }
    }
    if let Some(media) = media {
        made.set("consumes", Json::List(vec![Json::text(media)]));
    }
    let mut parameters = parameters(exchange, target, template);
    parameters.extend(body);
    if !parameters.is_empty() {
        made.set("parameters", Json::List(parameters));
    }
    let response = response(exchange)?;
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
