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

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use serde_json::json;

    use super::super::spec::{Piece, Policy, Step};
    use super::*;
    use crate::connection::Connection;
    use crate::spec::Connector;

    static NOBODY: Connector = Connector::new("Nobody", "https://x.example");

    fn after(policy: &Policy, mut body: Value) -> Value {
        let (connection, headers) = (Connection::new(&NOBODY), HeaderMap::new());
        let scope = Scope {
            connection: &connection,
            shown: false,
            query: "",
            headers: &headers,
            path: &[],
            body: None,
            item: None,
        };
        apply(&policy.kind, &mut body, &scope, &mut Vec::new());
        body
    }

    #[test]
    fn lists_and_objects() {
        let to_object = Policy::edit(&[], &[], Target::Same, Edit::ArrayToObject("Name", false));
        assert_eq!(after(&to_object, json!([{"Name": "X", "Age": 3}])), json!({"X": {"Age": 3}}));
        let retaining = Policy::edit(&[], &[], Target::Same, Edit::ArrayToObject("Name", true));
        let body = json!([{"Name": "X", "Age": 3}]);
        assert_eq!(after(&retaining, body), json!({"X": {"Name": "X", "Age": 3}}));
        // Without the key in all of them, nothing is lost.
        assert_eq!(after(&retaining, json!([{"Age": 3}, 4])), json!([{"Age": 3}, 4]));

        let to_list = Policy::edit(&[], &[], Target::Same, Edit::ObjectToArray("key", "value"));
        let body = json!({"X": {"Age": 3}});
        assert_eq!(after(&to_list, body), json!([{"key": "X", "value": {"Age": 3}}]));
        const ZONES: Policy = Policy::edit(
            &[],
            &[],
            Target::Body(&[Step::Key("Zones")]),
            Edit::ObjectToArray("Name", "Details"),
        );
        // The source stays in place when the result goes elsewhere.
        assert_eq!(
            after(&ZONES, json!({"DE": 1})),
            json!({"DE": 1, "Zones": [{"Name": "DE", "Details": 1}]})
        );
    }

    #[test]
    fn texts() {
        const SPLIT: Policy = Policy::edit(&[], &[Step::Key("a")], Target::Same, Edit::Split(";", "v"));
        assert_eq!(after(&SPLIT, json!({"a": "3;0"})), json!({"a": [{"v": "3"}, {"v": "0"}]}));
        const ENCODE: Policy = Policy::edit(
            &[Step::Key("list")],
            &[Step::Key("id")],
            Target::Item(&[Step::Key("id")]),
            Edit::Encode,
        );
        let body = json!({"list": [{"id": "a@b c"}, {"id": 5}, {}]});
        assert_eq!(after(&ENCODE, body), json!({"list": [{"id": "a%40b%20c"}, {"id": 5}, {}]}));
        const REPLACE: Policy = Policy::edit(
            &[Step::Key("invoices")],
            &[Step::Key("url")],
            Target::Item(&[Step::Key("id")]),
            Edit::Replace("https://x.example/", ""),
        );
        let body = json!({"invoices": [{"url": "https://x.example/7"}]});
        assert_eq!(after(&REPLACE, body), json!({"invoices": [{"url": "https://x.example/7", "id": "7"}]}));
        const NOTHING: Policy = Policy::edit(&[], &[Step::Key("a")], Target::Same, Edit::Replace("", "x"));
        assert_eq!(after(&NOTHING, json!({"a": "bc"})), json!({"a": "bc"}));
    }

    #[test]
    fn moving() {
        const MEMBERS: Policy = Policy::relocate(&[Step::Key("custom")], &[], true);
        let body = json!({"a": 1, "custom": {"b": 2, "c": 3}});
        assert_eq!(after(&MEMBERS, body), json!({"a": 1, "b": 2, "c": 3}));
        assert_eq!(after(&MEMBERS, json!({"custom": 4})), json!({"custom": 4}));
        const WHOLE: Policy =
            Policy::relocate(&[Step::Key("a"), Step::Key("b")], &[Step::Key("c"), Step::Key("b")], false);
        assert_eq!(after(&WHOLE, json!({"a": {"b": [1]}})), json!({"a": {}, "c": {"b": [1]}}));
    }

    #[test]
    fn values() {
        const AGE: Policy = Policy::property(&[], &[Step::Key("age")], &[Piece::Text("30")]);
        assert_eq!(after(&AGE, json!({})), json!({"age": "30"}));
        const KEPT: Policy =
            Policy::property(&[], &[Step::Key("b")], &[Piece::Body(&[Step::Key("a"), Step::Index(1)])]);
        assert_eq!(after(&KEPT, json!({"a": [1, {"x": 2}]})), json!({"a": [1, {"x": 2}], "b": {"x": 2}}));
        const WRAPPED: Policy = Policy::property(
            &[],
            &[Step::Key("a")],
            &[Piece::Text("["), Piece::Body(&[Step::Key("a")]), Piece::Text("]")],
        );
        assert_eq!(after(&WRAPPED, json!({"a": {"x": 2}})), json!({"a": [{"x": 2}]}));
        assert_eq!(after(&WRAPPED, json!({"a": "\"],["})), json!({"a": ["\"],["]}));
        assert_eq!(after(&WRAPPED, json!({"a": null})), json!({"a": null}));
        const LISTED: Policy =
            Policy::property(&[], &[Step::Key("t")], &[Piece::Text("[\"matter.created\"]")]);
        assert_eq!(after(&LISTED, json!({})), json!({"t": ["matter.created"]}));
        assert_eq!(after(&LISTED, json!([{}, 1])), json!([{"t": ["matter.created"]}, 1]));
    }
}
