//! Copies: what `Clone` of a model does.
#![allow(unsafe_code)]

use super::place::{Open, Place};
use super::seen::{Look, Seen};

/// Makes a blank value like another.
///
/// # Safety
/// Both are of the same type; so are then their parts.
pub(super) unsafe fn copy(from: Seen<'_>, to: Place<'_>) {
    match (from.look(), to.open()) {
        (Look::Bool(value), Open::Bool(to)) => *to = value,
        (Look::Int32(value), Open::Int32(to)) => *to = value,
        (Look::Int64(value), Open::Int64(to)) => *to = value,
        (Look::UnixTime(value), Open::Int64(to)) => *to = value.0,
        (Look::Float(value), Open::Float(to)) => *to = value,
        (Look::TextInt(value), Open::TextInt(to)) => *to = value,
        (Look::TextUint(value), Open::TextUint(to)) => *to = value,
        (Look::Value(value), Open::Value(to)) => to.clone_from(value),
        (Look::String(value), Open::String(to)) => value.clone_into(to),
        (Look::Strings(value), Open::Strings(to)) => value.clone_into(to),
        (Look::Text(value), Open::Text(to)) => unsafe { value.copy_to(to) },
        (Look::Whole(value), Open::Whole(to)) => unsafe { value.copy_to(to) },
        (Look::Option(Some(value)), Open::Option(mut to)) => unsafe { copy(value, to.some()) },
        (Look::Option(Some(value)), to) => some(&value.look(), to),
        // It is blank, which is none.
        (Look::Option(None), _) => {}
        (Look::List(list), Open::List(mut to)) => {
            let items = list.items();
            to.reserve(items.len());
            items.for_each(|item| unsafe { copy(item, to.push()) });
        }
        (Look::Map(map), Open::Map(mut to)) => {
            map.each(|key, value| unsafe { copy(value, to.insert(key.to_owned())) });
        }
        (Look::Object(object), Open::Object(mut to)) => {
            for (index, (_, value)) in object.fields().enumerate() {
                if let Some(to) = to.field(index) {
                    unsafe { copy(value, to) };
                }
            }
            if let (Some((_, rest)), Some(mut to)) = (object.rest(), to.rest())
                && let Look::Map(rest) = rest.look()
            {
                rest.each(|key, value| unsafe { copy(value, to.insert(key.to_owned())) });
            }
        }
        // Two of one type look the same.
        _ => {}
    }
}

/// What most options hold.
fn some(value: &Look<'_>, to: Open<'_>) {
    match (value, to) {
        (Look::Bool(value), Open::MaybeBool(to)) => *to = Some(*value),
        (Look::Int32(value), Open::MaybeInt32(to)) => *to = Some(*value),
        (Look::Int64(value), Open::MaybeInt64(to)) => *to = Some(*value),
        (Look::Float(value), Open::MaybeFloat(to)) => *to = Some(*value),
        (Look::String(value), Open::MaybeString(to)) => *to = Some((*value).to_owned()),
        _ => {}
    }
}
