//! Policies that change a JSON body.

use serde_json::{Map, Value};

use super::json;
use super::spec::{Edit, Kind, Steps, Target, Template};
use super::value::Scope;
use crate::request::encode;

/// Applies a policy to a body, if it is one for bodies.
pub(super) fn apply(kind: &Kind, body: &mut Value, scope: &Scope<'_>, secrets: &mut Vec<String>) {
    match kind {
        Kind::Property { parent, sub, value } => property(body, parent, sub, value, scope, secrets),
        Kind::Edit { parent, sub, to, edit } => edited(body, parent, sub, *to, edit),
        Kind::Move { from, to, members } => relocate(body, from, to, *members),
        _ => {}
    }
}

pub(super) fn is_for_bodies(kind: &Kind) -> bool {
    matches!(kind, Kind::Property { .. } | Kind::Edit { .. } | Kind::Move { .. })
}

fn property(
    body: &mut Value,
    parent: Steps,
    sub: Steps,
    value: Template,
    scope: &Scope<'_>,
    secrets: &mut Vec<String>,
) {
    // Values are those from before the change.
    let before = body.clone();
    let mut one = |target: &mut Value| {
        let item = target.clone();
        let scope = Scope { body: Some(&before), item: Some(&item), ..*scope };
        if let (Some(new), true) = (scope.json(value, secrets), target.is_object()) {
            json::set(target, sub, new);
        }
    };
    json::each(body, parent, &mut |target| match target {
        Value::Array(list) => list.iter_mut().for_each(&mut one),
        other => one(other),
    });
}

fn edited(body: &mut Value, parent: Steps, sub: Steps, to: Target, edit: &Edit) {
    let mut elsewhere = None;
    let mut one = |element: &mut Value| {
        let Some(new) = json::at(element, sub).and_then(|value| changed(value, edit)) else { return };
        match to {
            Target::Same => json::set(element, sub, new),
            Target::Item(steps) => json::set(element, steps, new),
            Target::Body(steps) => elsewhere = Some((steps, new)),
        }
    };
    json::each(body, parent, &mut |target| match target {
        Value::Array(list) if !sub.is_empty() => list.iter_mut().for_each(&mut one),
        other => one(other),
    });
    if let Some((steps, new)) = elsewhere {
        // A list cannot have the property that the result is to go to: the result takes its place in an object.
        if let (Value::Array(_), false) = (&*body, steps.is_empty()) {
            *body = Value::Null;
        }
        json::set(body, steps, new);
    }
}

/// The value after the edit; none if it is not of the kind that the edit is for.
fn changed(value: &Value, edit: &Edit) -> Option<Value> {
    match (edit, value) {
        (Edit::ArrayToObject(key, retain), Value::Array(list)) => {
            let mut out = Map::new();
            for element in list {
                let mut element = element.clone();
                let object = element.as_object_mut()?;
                let name = json::text(object.get(*key)?).into_owned();
                if !retain {
                    object.remove(*key);
                }
                out.insert(name, element);
            }
            Some(Value::Object(out))
        }
        (Edit::ObjectToArray(key, value), Value::Object(object)) => {
            let member = |(name, inner): (&String, &Value)| {
                let mut out = Map::new();
                out.insert((*key).to_owned(), Value::String(name.clone()));
                out.insert((*value).to_owned(), inner.clone());
                Value::Object(out)
            };
            Some(Value::Array(object.iter().map(member).collect()))
        }
        (Edit::Split(delimiters, name), Value::String(text)) => {
            let parts = text.split(|c| delimiters.contains(c)).filter(|part| !part.is_empty());
            let object = |part: &str| {
                let mut out = Map::new();
                out.insert((*name).to_owned(), Value::String(part.to_owned()));
                Value::Object(out)
            };
            Some(Value::Array(parts.map(object).collect()))
        }
        (Edit::Replace(from, to), Value::String(text)) if !from.is_empty() => {
            Some(Value::String(text.replace(from, to)))
        }
        (Edit::Encode, Value::String(text)) => Some(Value::String(encode::to_value(text))),
        _ => None,
    }
}

fn relocate(body: &mut Value, from: Steps, to: Steps, members: bool) {
    let sound = |value: &Value| !members || value.is_object();
    if !json::at(body, from).is_some_and(sound) {
        return;
    }
    match json::take(body, from) {
        Some(Value::Object(object)) if members => {
            for (name, value) in object {
                json::each(body, to, &mut |target| {
                    if let Value::Object(target) = target {
                        target.insert(name.clone(), value.clone());
                    }
                });
            }
        }
        Some(value) => json::set(body, to, value),
        None => {}
    }
}
