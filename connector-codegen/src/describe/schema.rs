//! Schemas of OpenAPI 2.0 out of what was seen.

use super::exchange::Error;
use super::json::Json;
use crate::infer::{self, Direction, Shape};
use crate::ir;
use crate::source::{Node, Source};

/// Reads a sample; the error says where it is wrong. None where it is no JSON at all.
pub fn sample(name: &str, text: &str) -> Result<Option<Node>, Error> {
    let start = text.trim_start_matches('\u{FEFF}').trim();
    let json = start.starts_with(['{', '[', '"'])
        || matches!(start, "null" | "true" | "false")
        || start.parse::<f64>().is_ok_and(f64::is_finite);
    if !json {
        return Ok(None);
    }
    let (source, diags) = Source::from_memory(name, text.as_bytes());
    match source.root() {
        Some(root) => Ok(Some(root.clone())),
        None => {
            let found: Vec<String> = diags.iter().map(|one| one.render(&source).to_string()).collect();
            Err(Error::new(found.join("\n")))
        }
    }
}

/// The schema of everything that was seen.
pub fn of(shape: &Shape, direction: Direction) -> Json {
    let mut made = match infer::kinds(shape) {
        1 => kind(shape, direction),
        _ => Json::Object(Vec::new()),
    };
    if shape.null && made.get("type").is_some() {
        made.set("x-nullable", Json::Bool(true));
    }
    made
}

fn kind(shape: &Shape, direction: Direction) -> Json {
    if let Some(item) = &shape.list {
        return Json::object([("type", Json::text("array")), ("items", of(item, direction))]);
    }
    let Some(object) = &shape.object else { return plain(&infer::scalar(shape), shape) };
    let mut made = Json::object([("type", Json::text("object"))]);
    if infer::is_map(object) {
        let all = object.fields.values().map(|field| field.shape.clone());
        made.set("additionalProperties", of(&all.fold(Shape::default(), Shape::join), direction));
        return made;
    }
    let mut required = Json::List(Vec::new());
    let mut properties = Json::Object(Vec::new());
    for (key, field) in object.in_order() {
        let one = of(&field.shape, direction);
        let typed = one.get("type").is_some();
        if typed && infer::promises(object, key, field, direction) {
            required.push(Json::text(key.clone()));
        }
        properties.set(key, one);
    }
    if !required.as_list().is_empty() {
        made.set("required", required);
    }
    if !properties.members().is_empty() {
        made.set("properties", properties);
    }
    made
}

/// The schema of a plain type. A number that no type holds is any JSON.
pub fn plain(shape: &ir::Shape, seen: &Shape) -> Json {
    let typed = |word: &str, format: Option<&str>| {
        let mut made = Json::object([("type", Json::text(word))]);
        if let Some(format) = format {
            made.set("format", Json::text(format));
        }
        made
    };
    match shape {
        ir::Shape::Bool => typed("boolean", None),
        ir::Shape::Int64 => typed("integer", Some("int64")),
        ir::Shape::Float => typed("number", Some("double")),
        ir::Shape::DateTime => typed("string", Some("date-time")),
        ir::Shape::Date => typed("string", Some("date")),
        ir::Shape::Any => Json::Object(Vec::new()),
        _ if seen.number.is_some() => Json::Object(Vec::new()),
        _ => typed("string", None),
    }
}
