//! A schema made wide enough for one more sample. What a person wrote (texts, names, orders, extensions) stays.

use super::json::Json;
use super::schema;
use crate::infer::{Direction, Object, Shape};
use crate::source::referred;

/// How many references lead from one to the next.
const DEPTH: usize = 64;

/// Widens the schema at a way of keys of a document; what changed is added to `changes`.
pub fn widen(
    document: &mut Json,
    way: &[String],
    shape: &Shape,
    direction: Direction,
    changes: &mut Vec<String>,
) {
    Widen { document, direction, changes }.at(way.to_vec(), shape, 0);
}

struct Widen<'w> {
    document: &'w mut Json,
    direction: Direction,
    changes: &'w mut Vec<String>,
}

impl Widen<'_> {
    fn at(&mut self, way: Vec<String>, shape: &Shape, depth: usize) {
        let Some(schema) = self.document.at_mut(&way) else { return };
        if depth > DEPTH {
            return;
        }
        if let Some(reference) = schema.get("$ref").and_then(Json::as_str) {
            // Only what stands in this document can be changed.
            let Some(pointer) = reference.strip_prefix("#/") else { return };
            let target = pointer.split('/').map(referred).collect();
            return self.at(target, shape, depth + 1);
        }
        if schema.get("allOf").is_some() {
            return;
        }
        if shape.null && schema.get("type").is_some() && schema.get("x-nullable") != Some(&Json::Bool(true)) {
            schema.set("x-nullable", Json::Bool(true));
            self.say(&way, "can be null");
        }
        let Some(schema) = self.document.at_mut(&way) else { return };
        let word = schema.get("type").and_then(Json::as_str).map(str::to_owned);
        let word = match word {
            Some(word) => word,
            None if schema.get("properties").is_some() => "object".to_owned(),
            // It is any JSON already.
            None => return,
        };
        // Bytes of which nobody knew more.
        if word == "file" {
            let mut learned = schema::of(shape, self.direction);
            if let Some(description) = schema.get("description").cloned() {
                learned.set("description", description);
            }
            *schema = learned;
            return self.say(&way, "is JSON");
        }
        let fits = match word.as_str() {
            "object" => others(shape, |one| one.object = None),
            "array" => others(shape, |one| one.list = None),
            "string" => others(shape, |one| one.text = None),
            "boolean" => others(shape, |one| one.boolean = false),
            "integer" | "number" => others(shape, |one| one.number = None),
            _ => return,
        };
        if !fits {
            let description = schema.get("description").cloned();
            *schema = Json::Object(Vec::new());
            if let Some(description) = description {
                schema.set("description", description);
            }
            return self.say(&way, "is of several types: any JSON");
        }
        match word.as_str() {
            "object" => {
                if let Some(object) = &shape.object {
                    self.object(&way, object, depth);
                }
            }
            "array" => {
                let inner = shape.list.as_deref().filter(|_| schema.get("items").is_some());
                if let Some(inner) = inner {
                    self.at(then(&way, &["items"]), inner, depth + 1);
                } else if let Some(inner) = &shape.list {
                    schema.set("items", schema::of(inner, self.direction));
                }
            }
            "integer" if shape.number.is_some_and(|numbers| numbers.fraction) => {
                schema.set("type", Json::text("number"));
                schema.set("format", Json::text("double"));
                self.say(&way, "is a number with a fraction");
            }
            "string" => self.text(&way, shape),
            _ => {}
        }
    }

    /// A format that a sample does not have is none.
    fn text(&mut self, way: &[String], shape: &Shape) {
        let (Some(texts), Some(schema)) = (shape.text, self.document.at_mut(way)) else { return };
        let kept = match schema.get("format").and_then(Json::as_str) {
            Some("date-time") => texts.date_time,
            Some("date") => texts.date,
            _ => true,
        };
        if !kept {
            schema.remove("format");
            self.say(way, "is any text");
        }
    }

    fn object(&mut self, way: &[String], object: &Object, depth: usize) {
        let Some(schema) = self.document.at_mut(way) else { return };
        let given = |key: &str| object.fields.get(key).is_some_and(|field| !field.missing);
        let required = schema.get("required").map(Json::as_list).unwrap_or_default();
        let (kept, lost): (Vec<Json>, Vec<Json>) =
            required.iter().cloned().partition(|key| key.as_str().is_none_or(given));
        if !lost.is_empty() {
            match kept.is_empty() {
                true => schema.remove("required"),
                false => schema.set("required", Json::List(kept)),
            }
        }
        let is_map = matches!(schema.get("additionalProperties"), Some(Json::Object(_)));
        let mut todo = Vec::new();
        let mut added = Vec::new();
        for (key, field) in object.in_order() {
            if schema.get("properties").and_then(|all| all.get(key)).is_some() {
                todo.push((then(way, &["properties", key]), field.shape.clone()));
            } else if is_map {
                todo.push((then(way, &["additionalProperties"]), field.shape.clone()));
            } else {
                let made = schema::of(&field.shape, self.direction);
                schema.edit(&["properties"], |all| all.set(key, made));
                added.push(key.clone());
            }
        }
        for key in lost.iter().filter_map(Json::as_str) {
            self.say(&then(way, &["properties", key]), "is not always there");
        }
        for key in added {
            self.say(&then(way, &["properties", &key]), "is new");
        }
        for (way, shape) in todo {
            self.at(way, &shape, depth + 1);
        }
    }

    fn say(&mut self, way: &[String], what: &str) {
        let pointer: String =
            way.iter().map(|key| format!("/{}", crate::source::escape_pointer(key))).collect();
        self.changes.push(format!("{pointer} {what}"));
    }
}

/// Whether nothing is left of a shape without one kind.
fn others(shape: &Shape, without: impl FnOnce(&mut Shape)) -> bool {
    let mut rest = shape.clone();
    without(&mut rest);
    (rest.null, rest.hole) = (false, false);
    rest == Shape::default()
}

fn then(way: &[String], keys: &[&str]) -> Vec<String> {
    way.iter().cloned().chain(keys.iter().map(|key| (*key).to_owned())).collect()
}
