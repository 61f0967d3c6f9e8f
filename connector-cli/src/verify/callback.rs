//! The address that a webhook would be called at: a host of webhooks fills it in, so it is none of the action's inputs. Here it
//! is a made-up one, of a host that nobody has (RFC 2606).

use connector_codegen::ir::hook::Slot;
use connector_codegen::ir::{Action, Place};
use connector_runtime::{arg::Input, v1 as rt};
use serde_json::{Value, json};

use crate::login::leak;

const ADDRESS: &str = "https://hooks.example/sample";

fn way(action: &Action) -> Option<&[String]> {
    match &action.hook.as_ref()?.callback {
        Slot::Body(way) => Some(way),
        Slot::Parameter(..) => None,
    }
}

/// Into the sample of a whole body.
pub(super) fn into_body(action: &Action, sample: &mut Value) {
    if let Some(way) = way(action) {
        put(sample, way);
    }
}

/// Into the sample of an input that is a property of the body, where it belongs into that.
pub(super) fn into_field(action: &Action, wire: &str, sample: &mut Value) {
    if let Some((first, below)) = way(action).and_then(<[String]>::split_first)
        && first == wire
    {
        put(sample, below);
    }
}

/// Where no other input holds its place.
pub(super) fn into_rest(draft: rt::Draft, action: &Action) -> rt::Draft {
    let Some(hook) = &action.hook else { return draft };
    let address = Input::Text(ADDRESS.to_owned());
    match &hook.callback {
        Slot::Parameter(place, wire) => match place {
            Place::Path => draft.path(leak(wire), address),
            Place::Query => draft.query(leak(wire), address),
            Place::Header => draft.header(leak(wire), address),
            Place::Form => draft.form(leak(wire), address),
            _ => draft,
        },
        Slot::Body(way) => {
            let given = |place, wire: Option<&String>| {
                let same = |own: &String| wire.is_none_or(|wire| wire == own);
                action.inputs.iter().any(|input| input.required && input.place == place && same(&input.wire))
            };
            let Some((first, below)) = way.split_first() else { return draft };
            if given(Place::Body, None) || given(Place::Field, Some(first)) {
                return draft;
            }
            let mut value = Value::Null;
            put(&mut value, below);
            draft.field_json(leak(first), &value)
        }
    }
}

/// At the end of a way; what is not there yet is made, and nothing where something else is on the way.
fn put(mut at: &mut Value, way: &[String]) {
    for step in way {
        if at.is_null() {
            *at = json!({});
        }
        let Some(members) = at.as_object_mut() else { return };
        at = members.entry(step.as_str()).or_insert(Value::Null);
    }
    *at = Value::from(ADDRESS);
}
