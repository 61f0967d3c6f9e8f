//! Whether a generated client would decode a reply: by the types that it would have, and by its rule for what is missing.

use connector_codegen::Decode;
use connector_codegen::ir::{Action, Connector, Presence, Reply, Shape, Ty, TypeId, TypeKind};
use serde_json::Value;

/// Why it would not; nothing when it would.
pub(super) fn check(connector: &Connector, action: &Action, status: u16, body: &[u8]) -> Result<(), String> {
    let ty = match &action.reply {
        Reply::None | Reply::Bytes | Reply::Text => return Ok(()),
        Reply::One(ty) => ty,
        Reply::Maybe(_) if body.is_empty() => return Ok(()),
        Reply::Maybe(ty) => ty,
        Reply::ByStatus(_, statuses) => match statuses.iter().find(|(own, _)| *own == status) {
            Some((_, Some(ty))) => ty,
            _ => return Ok(()),
        },
    };
    let shape = &connector.types.resolve(ty).shape;
    // Text need not be JSON, and nothing is null where the description leaves the reply open.
    if matches!(shape, Shape::Text | Shape::Secret | Shape::Bytes)
        || (*shape == Shape::Any && body.is_empty())
    {
        return Ok(());
    }
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let value: Value =
        serde_json::from_slice(body).map_err(|error| format!("the reply is no JSON: {error}"))?;
    let reader = Reader { connector, lenient: connector.decode == Decode::Lenient };
    let mut path = String::new();
    reader.value(ty, &value, &mut path).map_err(|what| match path.is_empty() {
        true => what,
        false => format!("{path}: {what}"),
    })
}

struct Reader<'a> {
    connector: &'a Connector,
    lenient: bool,
}

impl Reader<'_> {
    /// On a failure, `path` is left where it is.
    fn value(&self, ty: &Ty, value: &Value, path: &mut String) -> Result<(), String> {
        let ty = self.connector.types.resolve(ty);
        if value.is_null() {
            // A reply that is nothing at all is none, however lenient one is.
            let inside = !path.is_empty();
            return if ty.nullable || ty.shape == Shape::Any || (self.lenient && inside) {
                Ok(())
            } else {
                Err("it is null".to_owned())
            };
        }
        let fits = match (&ty.shape, value) {
            (Shape::Any | Shape::Bytes, _) => true,
            (Shape::Bool, Value::Bool(_)) => true,
            (Shape::Int32 | Shape::Int64 | Shape::UnixTime, Value::Number(number)) => {
                is_whole(number, &ty.shape)
            }
            (Shape::Float, Value::Number(_)) | (Shape::TextInt, Value::Number(_)) => true,
            (Shape::TextInt, Value::String(text)) => text.trim().parse::<i64>().is_ok(),
            (Shape::List(item), Value::Array(items)) => return self.list(item, items, path),
            (Shape::Map(of), Value::Object(members)) => {
                for (key, member) in members {
                    self.step(path, key, |path| self.value(of, member, path))?;
                }
                return Ok(());
            }
            (Shape::Named(id), value) => return self.named(*id, value, path),
            (Shape::Bool, Value::String(text)) => {
                self.lenient && matches!(text.as_str(), "true" | "false" | "True" | "False")
            }
            (Shape::Int32 | Shape::Int64 | Shape::UnixTime, Value::String(text)) => {
                self.lenient && text.trim().parse::<i64>().is_ok()
            }
            (Shape::Float, Value::String(text)) => self.lenient && text.trim().parse::<f64>().is_ok(),
            (shape, Value::String(_)) => !matches!(shape, Shape::List(_) | Shape::Map(_)),
            (shape, Value::Number(_) | Value::Bool(_)) => {
                self.lenient && matches!(shape, Shape::Text | Shape::Secret)
            }
            _ => false,
        };
        if fits { Ok(()) } else { Err(format!("it is {}, and {} is declared", kind(value), word(&ty.shape))) }
    }

    fn list(&self, item: &Ty, items: &[Value], path: &mut String) -> Result<(), String> {
        for (index, value) in items.iter().enumerate() {
            self.step(path, &index.to_string(), |path| self.value(item, value, path))?;
        }
        Ok(())
    }

    /// Goes a step further; comes back where all is well.
    fn step(
        &self,
        path: &mut String,
        step: &str,
        then: impl FnOnce(&mut String) -> Result<(), String>,
    ) -> Result<(), String> {
        let before = path.len();
        path.push('/');
        path.push_str(step);
        then(path)?;
        path.truncate(before);
        Ok(())
    }

    fn named(&self, id: TypeId, value: &Value, path: &mut String) -> Result<(), String> {
        match &self.connector.types.get(id).kind {
            TypeKind::Object(object) => {
                let Value::Object(members) = value else {
                    return Err(format!("it is {}, and an object is declared", kind(value)));
                };
                for field in &object.fields {
                    match members.get(&field.wire) {
                        None if field.presence == Presence::Required => {
                            return Err(format!("`{}` is missing", field.wire));
                        }
                        Some(Value::Null) if field.presence != Presence::Required => {}
                        Some(member) => {
                            self.step(path, &field.wire, |path| self.value(&field.ty, member, path))?
                        }
                        None => {}
                    }
                }
                let Some(rest) = &object.rest else { return Ok(()) };
                for (key, member) in members {
                    let declared = object.fields.iter().any(|field| field.wire == *key);
                    if !declared && !object.constants.iter().any(|(wire, _)| wire == key) {
                        self.step(path, key, |path| self.value(rest, member, path))?;
                    }
                }
                Ok(())
            }
            TypeKind::Enum(_) if value.is_string() || self.lenient => Ok(()),
            TypeKind::Enum(_) => Err(format!("it is {}, and a text is declared", kind(value))),
            TypeKind::Tagged(tagged) => {
                let tag = value.get(&tagged.tag).and_then(Value::as_str);
                let meant = tag.and_then(|tag| {
                    tagged.variants.iter().find(|(values, _)| values.iter().any(|one| one == tag))
                });
                match meant {
                    Some((_, id)) => self.named(*id, value, path),
                    None => self.value(&tagged.base, value, path),
                }
            }
            // A union has a place for any JSON; the caller's own type is known to the caller only.
            _ => Ok(()),
        }
    }
}

fn is_whole(number: &serde_json::Number, shape: &Shape) -> bool {
    let whole = number.as_i64().or_else(|| {
        let float = number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 9e15)?;
        format!("{float:.0}").parse().ok()
    });
    match shape {
        Shape::Int32 => whole.is_some_and(|whole| i32::try_from(whole).is_ok()),
        _ => whole.is_some(),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn word(shape: &Shape) -> &'static str {
    match shape {
        Shape::Bool => "a boolean",
        Shape::Int32 => "a whole number of 32 bits",
        Shape::Int64 | Shape::TextInt | Shape::UnixTime => "a whole number",
        Shape::Float => "a number",
        Shape::List(_) => "a list",
        Shape::Map(_) => "an object",
        _ => "a text",
    }
}
