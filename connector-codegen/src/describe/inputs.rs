//! What an exchange gives: its parameters and its body, and what one more sample says of parameters that are there.

use super::exchange::{Error, Exchange};
use super::json::Json;
use super::operation::{Target, placeholders};
use super::schema;
use crate::infer::traffic::{
    DROPPED, decoded_pairs, is_credential, is_sign_in_header, is_sign_in_parameter, scalar,
};
use crate::infer::{Direction, Shape};

/// The inputs of an exchange. Of fields of a form and a body there is one.
#[derive(Debug)]
pub struct Inputs {
    /// Those of path, query, headers and form.
    pub parameters: Vec<Input>,
    /// The body, where it is no form.
    pub body: Option<Body>,
    /// The media type of form or body, where it is not the document's own.
    pub media: Option<String>,
}

/// A body that is no form.
#[derive(Debug)]
pub struct Body {
    /// As it is described.
    pub parameter: Json,
    /// What its JSON shows, where it is JSON.
    pub shape: Option<Shape>,
}

/// One parameter.
#[derive(Debug)]
pub struct Input {
    /// As it is described.
    pub parameter: Json,
    /// Whether a value showed its type.
    pub shown: bool,
}

/// Name and values, in the order of first appearance.
#[derive(Default)]
struct Named<'v>(Vec<(&'v str, Vec<&'v str>)>);

impl<'v> Named<'v> {
    fn add(&mut self, name: &'v str, value: &'v str, same: impl Fn(&str, &str) -> bool) {
        match self.0.iter_mut().find(|(own, _)| same(own, name)) {
            Some((_, values)) => values.push(value),
            // What has no name cannot be asked for.
            None if name.is_empty() => {}
            None => self.0.push((name, vec![value])),
        }
    }

    fn described(self, place: &'static str) -> impl Iterator<Item = Input> {
        self.0.into_iter().map(move |(name, values)| parameter(name, place, &values))
    }
}

/// Reads what an exchange gives.
///
/// # Errors
/// When the body is meant as JSON and is none.
pub fn inputs(exchange: &Exchange, target: &Target, template: &str) -> Result<Inputs, Error> {
    let mut parameters: Vec<Input> = placeholders(template).into_iter().map(in_path).collect();
    let mut query = Named::default();
    for (name, value) in target.query.iter().filter(|(name, _)| !is_sign_in_parameter(name)) {
        query.add(name, value, |own, name| own == name);
    }
    parameters.extend(query.described("query"));
    let mut headers = Named::default();
    for (name, value) in exchange.headers.iter().filter(|(name, _)| is_own_header(name)) {
        headers.add(name, value, str::eq_ignore_ascii_case);
    }
    parameters.extend(headers.described("header"));

    let media = exchange.header_value("content-type").unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim();
    let urlencoded = media.eq_ignore_ascii_case("application/x-www-form-urlencoded");
    let mut form = exchange.form.clone();
    if form.is_empty() && urlencoded {
        let text = exchange.body.as_deref().unwrap_or_default();
        form.extend(decoded_pairs(text).into_iter().map(|(name, value)| (name, value, false)));
    }
    if !form.is_empty() {
        let multipart = !urlencoded
            && (media.eq_ignore_ascii_case("multipart/form-data") || form.iter().any(|(.., file)| *file));
        let media = if multipart { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
        parameters.extend(fields(&form));
        return Ok(Inputs { parameters, body: None, media: Some(media.to_owned()) });
    }
    let (body, media) = body(exchange, media)?;
    Ok(Inputs { parameters, body, media })
}

fn in_path(name: &str) -> Input {
    let parameter = Json::object([
        ("name", Json::text(name)),
        ("in", Json::text("path")),
        ("required", Json::Bool(true)),
        ("type", Json::text("string")),
    ]);
    Input { parameter, shown: false }
}

/// Whether a header is neither the client's, nor the sign-in, nor none.
fn is_own_header(name: &str) -> bool {
    // RFC 9110, section 5.6.2
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let lower = name.to_ascii_lowercase();
    name.bytes().all(token) && !DROPPED.contains(&lower.as_str()) && !is_sign_in_header(name)
}

/// The fields of a form. Where a file came, others of its name are files.
fn fields(form: &[(String, String, bool)]) -> Vec<Input> {
    let mut named = Named::default();
    for (name, value, _) in form {
        named.add(name, value, |own, name| own == name);
    }
    let is_file = |name: &str| form.iter().any(|(own, _, file)| *file && own == name);
    let field = |(name, values): (&str, Vec<&str>)| {
        if !is_file(name) {
            return parameter(name, "formData", &values);
        }
        let parameter = Json::object([
            ("name", Json::text(name)),
            ("in", Json::text("formData")),
            ("type", Json::text("file")),
        ]);
        Input { parameter, shown: true }
    };
    named.0.into_iter().map(field).collect()
}

fn parameter(name: &str, place: &'static str, values: &[&str]) -> Input {
    let mut made = Json::object([("name", Json::text(name)), ("in", Json::text(place))]);
    let filled = || values.iter().copied().filter(|value| !value.starts_with('{'));
    // A secret is text, though its sample be digits.
    let ty = if is_credential(name) {
        Json::object([("type", Json::text("string")), ("format", Json::text("password"))])
    } else {
        schema::plain(&scalar(filled()), &Shape::default())
    };
    let many = values.len() > 1;
    if many {
        made.set("type", Json::text("array"));
        made.set("items", ty);
        repeated(&mut made);
    } else {
        for (key, value) in ty.members() {
            made.set(key, value.clone());
        }
    }
    Input { parameter: made, shown: many || filled().any(|value| !value.trim().is_empty()) }
}

/// Headers that come twice are one list (RFC 9110, section 5.3), which is what lists are where nothing is said.
fn repeated(parameter: &mut Json) {
    if !is_in(parameter, "header") {
        parameter.set("collectionFormat", Json::text("multi"));
    }
}

/// The body, and the media type that it has where that is not the document's.
fn body(exchange: &Exchange, media: &str) -> Result<(Option<Body>, Option<String>), Error> {
    let Some(text) = exchange.body.as_deref().filter(|text| !text.trim().is_empty()) else {
        return Ok((None, None));
    };
    let said_json = media.is_empty() || media.ends_with("json");
    let shape = match schema::sample("the body", text) {
        Ok(node) => node.as_ref().map(Shape::of),
        Err(error) if said_json => return Err(error),
        Err(_) => None,
    };
    let schema = match &shape {
        Some(shape) => schema::of(shape, Direction::Request),
        None => Json::object([("type", Json::text("string")), ("format", Json::text("binary"))]),
    };
    let media = match (shape.is_some(), media) {
        (true, "" | "application/json") => None,
        (false, "") => Some("text/plain".to_owned()),
        (_, other) => Some(other.to_owned()),
    };
    let parameter = Json::object([
        ("name", Json::text("body")),
        ("in", Json::text("body")),
        ("required", Json::Bool(true)),
        ("schema", schema),
    ]);
    Ok((Some(Body { parameter, shape }), media))
}

/// Whether a parameter has a place: `query`, `body`.
pub fn is_in(parameter: &Json, place: &str) -> bool {
    parameter.get("in").and_then(Json::as_str) == Some(place)
}

/// Makes the parameters of an operation fit one more sample. `known` has those of its path besides, and what references
/// lead to.
pub fn refine(own: &mut Vec<Json>, known: &[Json], given: &[Input], changes: &mut Vec<String>) {
    let name = |one: &Json| one.get("name").and_then(Json::as_str).unwrap_or_default().to_owned();
    for Input { parameter, shown } in given.iter().filter(|one| !is_in(&one.parameter, "path")) {
        if !known.iter().any(|known| same(known, parameter)) {
            changes.push(format!("the input `{}` is new", name(parameter)));
            own.push(parameter.clone());
        } else if *shown
            && let Some(one) = own.iter_mut().find(|one| same(one, parameter))
            && let Some(what) = widen(one, parameter)
        {
            changes.push(format!("the input `{}` {what}", name(one)));
        }
    }
    // What this sample did without is not required.
    for one in own.iter_mut().filter(|one| !is_in(one, "path") && !is_in(one, "body")) {
        let required = one.get("required") == Some(&Json::Bool(true));
        if required && !given.iter().any(|given| same(one, &given.parameter)) {
            one.remove("required");
            changes.push(format!("the input `{}` is not required", name(one)));
        }
    }
}

/// Whether two parameters are one: by place and name, in which headers have no case.
fn same(one: &Json, other: &Json) -> bool {
    let text = |json: &Json, key: &str| json.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    let (name, wanted, place) = (text(one, "name"), text(other, "name"), text(one, "in"));
    place == text(other, "in") && (name == wanted || place == "header" && name.eq_ignore_ascii_case(&wanted))
}

fn is_secret(parameter: &Json) -> bool {
    parameter.get("format").and_then(Json::as_str) == Some("password")
}

/// Makes a parameter wide enough for one more sample, and says what became of it.
pub(super) fn widen(own: &mut Json, given: &Json) -> Option<&'static str> {
    let word = |one: &Json| one.get("type").and_then(Json::as_str).unwrap_or_default().to_owned();
    match (word(own).as_str(), word(given).as_str()) {
        ("", _) | ("file", _) => None,
        ("array", other) => {
            let given = if other == "array" { given.get("items")? } else { given };
            widen(own.get_mut("items")?, given)
        }
        (_, "file") => {
            own.set("type", Json::text("file"));
            own.remove("format");
            Some("is a file")
        }
        (_, "array") => {
            let mut items = Json::Object(Vec::new());
            for key in ["type", "format", "enum"] {
                if let Some(value) = own.get(key).cloned() {
                    items.set(key, value);
                    own.remove(key);
                }
            }
            widen(&mut items, given.get("items")?);
            own.set("type", Json::text("array"));
            own.set("items", items);
            repeated(own);
            Some("may come more than once")
        }
        ("integer", "number") => {
            own.set("type", Json::text("number"));
            own.set("format", Json::text("double"));
            Some("is a number with a fraction")
        }
        ("number", "integer") => None,
        ("string", _) => {
            let dated =
                own.get("format").and_then(Json::as_str).is_some_and(|format| format.starts_with("date"));
            (dated && own.get("format") != given.get("format")).then(|| {
                own.remove("format");
                "is any text"
            })
        }
        (known, other) if known == other => None,
        _ => {
            let secret = [&*own, given].iter().any(|one| is_secret(one));
            own.set("type", Json::text("string"));
            own.remove("format");
            if secret {
                own.set("format", Json::text("password"));
            }
            Some("is any text")
        }
    }
}
