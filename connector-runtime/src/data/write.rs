//! From values to what serde writes.

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::seen::{Look, MapSeen, Seen};
use super::shape::Shape;
use super::types::Shown;

#[inline]
pub(super) fn write<S: Serializer>(value: Seen<'_>, to: S) -> Result<S::Ok, S::Error> {
    write_look(&value.look(), to)
}

/// What most values are is written in line.
#[inline]
fn write_look<S: Serializer>(value: &Look<'_>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Look::String(value) => to.serialize_str(value),
        Look::Int64(value) => to.serialize_i64(*value),
        Look::Bool(value) => to.serialize_bool(*value),
        other => write_other(other, to),
    }
}

#[inline(never)]
fn write_other<S: Serializer>(value: &Look<'_>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Look::String(value) => to.serialize_str(value),
        Look::Int64(value) => to.serialize_i64(*value),
        Look::Bool(value) => to.serialize_bool(*value),
        Look::Int32(value) => to.serialize_i32(*value),
        Look::UnixTime(value) => to.serialize_i64(value.0),
        Look::TextInt(value) => to.collect_str(value),
        Look::TextUint(value) => to.collect_str(value),
        // serde_json would write null, which says something else.
        Look::Float(value) if !value.is_finite() => {
            Err(S::Error::custom(format_args!("{value} is no number that can be sent")))
        }
        Look::Float(value) => to.serialize_f64(*value),
        Look::Text(text) => to.serialize_str(&text.text()),
        Look::Value(value) => value.serialize(to),
        Look::Whole(whole) => match whole.show() {
            Shown::Inner(value) => write(value, to),
            Shown::Json(value) => value.map_err(S::Error::custom)?.serialize(to),
        },
        Look::Option(Some(value)) => write(*value, to),
        Look::Option(None) => to.serialize_none(),
        Look::Strings(values) => to.collect_seq(*values),
        Look::List(list) => {
            let items = list.items();
            let mut to = to.serialize_seq(Some(items.len()))?;
            for item in items {
                to.serialize_element(&item)?;
            }
            to.end()
        }
        Look::Map(map) => {
            let mut to = to.serialize_map(Some(map.len()))?;
            entries(map, &mut to, |_| true)?;
            to.end()
        }
        Look::Object(object) => {
            let shape = object.shape();
            let mut to = to.serialize_map(None)?;
            for (field, value) in object.fields() {
                let look = match value.look() {
                    Look::Option(None) if !shape.nulls.contains(&field.wire) => continue,
                    Look::Option(Some(value)) => value.look(),
                    look => look,
                };
                to.serialize_entry(field.wire, &look)?;
            }
            fixed(shape, &mut to)?;
            if let Some((_, rest)) = object.rest()
                && let Look::Map(map) = rest.look()
            {
                // A declared name is its field's, whatever the map holds.
                entries(&map, &mut to, |key| shape.declared().iter().all(|field| field.wire != key))?;
            }
            to.end()
        }
    }
}

fn entries<M: SerializeMap>(
    map: &MapSeen<'_>,
    to: &mut M,
    wanted: impl Fn(&str) -> bool,
) -> Result<(), M::Error> {
    let mut done = Ok(());
    map.each(|key, value| {
        if done.is_ok() && wanted(key) {
            done = to.serialize_entry(key, &value);
        }
    });
    done
}

/// Properties whose values the document fixes.
fn fixed<M: SerializeMap>(shape: &Shape, to: &mut M) -> Result<(), M::Error> {
    for (wire, json) in shape.fixed {
        let value: serde_json::Value = serde_json::from_str(json).map_err(M::Error::custom)?;
        to.serialize_entry(wire, &value)?;
    }
    Ok(())
}

impl Serialize for Seen<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        write(*self, to)
    }
}

impl Serialize for Look<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        write_look(self, to)
    }
}
