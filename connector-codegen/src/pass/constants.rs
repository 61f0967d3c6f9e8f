//! What the document fixes: values that are always sent and never typed.

use crate::ir::{Field, Shape, TypeKind, Types};

/// Internal objects inside internal objects; real documents have three levels.
const DEPTH: usize = 16;

/// The JSON text of a required property that a caller cannot have an opinion on: an internal one with a default, an enum with
/// one value, an internal object whose required properties are all fixed.
pub fn constant(types: &Types, field: &Field, depth: usize) -> Option<String> {
    if !field.required || depth > DEPTH {
        return None;
    }
    let resolved = types.resolve(&field.ty);
    if let Shape::Named(id) = resolved.shape {
        match &types.get(id).kind {
            TypeKind::Enum(values) if values.values.len() == 1 => {
                return values.values.first().map(|value| crate::ir::json_text(&value.0));
            }
            TypeKind::Object(object) if field.internal && field.default.is_none() => {
                let mut all: Vec<(String, String)> = object.constants.clone();
                for inner in object.fields.iter().filter(|inner| inner.required && !inner.callback) {
                    let inner = Field { internal: true, ..inner.clone() };
                    all.push((inner.wire.clone(), constant(types, &inner, depth + 1)?));
                }
                let members: Vec<String> = all
                    .iter()
                    .map(|(wire, value)| format!("{}:{value}", crate::ir::json_text(wire)))
                    .collect();
                return (!members.is_empty()).then(|| format!("{{{}}}", members.join(",")));
            }
            _ => {}
        }
    }
    let default = field.default.clone().filter(|_| field.internal)?;
    Some(fit(&resolved.shape, default))
}

/// A default of the wrong type is taken by its text, where that says the same: `"5"` for an integer.
fn fit(shape: &Shape, json: String) -> String {
    let quoted = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match (shape, quoted) {
        (Shape::Int32 | Shape::Int64, Some(text)) if text.parse::<i64>().is_ok() => text.to_owned(),
        (Shape::Float, Some(text)) if text.parse::<f64>().is_ok_and(f64::is_finite) => text.to_owned(),
        (Shape::Bool, Some(text @ ("true" | "false"))) => text.to_owned(),
        (Shape::Text, None) if !json.starts_with(['{', '[']) => crate::ir::json_text(&json),
        _ => json,
    }
}
