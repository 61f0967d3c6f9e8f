//! Whether a type holds a sample: what the runtime's reader would accept, and whether its writer would give back an equal
//! value. The rules are those of `connector-runtime/src/data`, without a compiler.

use std::collections::HashSet;

use super::sample::is_hole;
use crate::ir::{Object, Presence, Shape, Ty, TypeKind, Types};
use crate::source::{Node, Value};

/// What is wrong, each with its JSON pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// It would not be read.
    pub refused: Vec<String>,
    /// It would be read, and written back as another value.
    pub changed: Vec<String>,
    /// A null comes back as nothing at all, in a field that was seen missing too.
    pub nulls: Vec<String>,
}

/// Reads and writes a sample by a type. Types have gone through [`crate::pass::presence`].
pub fn round_trip(types: &Types, ty: &Ty, sample: &Node) -> Faults {
    let mut check = Check { types, faults: Faults::default() };
    check.value(ty, sample, "");
    check.faults
}

struct Check<'t> {
    types: &'t Types,
    faults: Faults,
}

impl Check<'_> {
    fn refuse(&mut self, at: &str, wanted: &str, found: &Node) {
        self.faults.refused.push(format!("{at}: {wanted} is wanted, this is {}", found.kind_name()));
    }

    fn value(&mut self, ty: &Ty, node: &Node, at: &str) {
        let ty = self.types.resolve(ty);
        if node.is_null() && ty.nullable || node.as_str().is_some_and(is_hole) {
            return;
        }
        match (&ty.shape, &node.value) {
            (Shape::Any, _)
            | (Shape::Bool, Value::Bool(_))
            | (Shape::Text | Shape::Secret | Shape::DateTime | Shape::Date, Value::Text(_)) => {}
            (Shape::Int64, Value::Number(number)) if number.as_i64().is_some() => {}
            (Shape::Float, Value::Number(number)) => match number.as_f64() {
                Some(value) if exact(number.as_str(), value) => {}
                Some(_) => self.faults.changed.push(format!("{at}: {} is rounded", number.as_str())),
                None => self.refuse(at, "a number", node),
            },
            (Shape::List(item), Value::List(items)) => {
                for (index, one) in items.iter().enumerate() {
                    self.value(item, one, &format!("{at}/{index}"));
                }
            }
            (Shape::Map(value), Value::Object(object)) => {
                for member in object {
                    self.value(value, &member.value, &format!("{at}/{}", member.key));
                }
            }
            (Shape::Named(id), _) => {
                let types = self.types;
                match (&types.get(*id).kind, &node.value) {
                    (TypeKind::Object(object), Value::Object(_)) => self.object(object, node, at),
                    (TypeKind::Object(_), _) => self.refuse(at, "an object", node),
                    _ => self.refuse(at, "something that is never inferred", node),
                }
            }
            (shape, _) => {
                let wanted = format!("{shape:?}");
                self.refuse(at, &wanted, node);
            }
        }
    }

    fn object(&mut self, object: &Object, node: &Node, at: &str) {
        for field in &object.fields {
            let at = format!("{at}/{}", field.wire);
            let any = self.types.resolve(&field.ty).shape == Shape::Any;
            match (node.get(&field.wire), field.presence) {
                (None, Presence::Required) => self.faults.refused.push(format!("{at}: it is missing")),
                (None, Presence::Nullable) => self.faults.changed.push(format!("{at}: null is added")),
                (None, Presence::Optional | Presence::OptionalNullable) => {}
                (Some(value), Presence::Required) => self.value(&field.ty, value, &at),
                (Some(value), Presence::Optional) if value.is_null() && !any => {
                    self.faults.nulls.push(format!("{at}: null is left out"));
                }
                (Some(value), _) if value.is_null() => {}
                (Some(value), _) => self.value(&field.ty, value, &at),
            }
        }
        let known: HashSet<&str> = object.fields.iter().map(|field| field.wire.as_str()).collect();
        for member in node.as_object().into_iter().flatten() {
            if !known.contains(member.key.as_str()) {
                self.faults.changed.push(format!("{at}/{}: it is left out", member.key));
            }
        }
    }
}

/// Whether a double is written back as the same number: Rust prints the shortest text that reads as the same double, so
/// digits are lost where the text has more than that.
fn exact(text: &str, value: f64) -> bool {
    decimal(text) == decimal(&format!("{value:e}"))
}

/// Digits without zeros around them, and the power of ten of the last one.
fn decimal(text: &str) -> Option<(bool, String, i64)> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mantissa, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let power: i64 = power.parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let kept = digits.trim_end_matches('0');
    let cut = i64::try_from(digits.len() - kept.len()).ok()?;
    let power = power.checked_sub(i64::try_from(fraction.len()).ok()?)?.checked_add(cut)?;
    let kept = kept.trim_start_matches('0').to_owned();
    if kept.is_empty() {
        return Some((false, kept, 0));
    }
    Some((negative, kept, power))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_value() {
        for text in ["1", "1.0", "100", "0.10", "1e3", "-2.50", "0", "-0.0", "7843.53"] {
            assert!(exact(text, text.parse().unwrap()), "{text}");
        }
        for text in ["0.12345678901234567890123", "9007199254740993"] {
            assert!(!exact(text, text.parse().unwrap()), "{text}");
        }
    }
}
