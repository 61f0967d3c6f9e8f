//! Webhooks: the callback address is nobody's input, and the action that ends a subscription is found.

use super::ends::Ends;
use crate::diag::{Code, Diagnostics};
use crate::fold::{self, says_same};
use crate::ir::hook::{From, Hook, Key, Slot, Unsubscribe};
use crate::ir::{
    Action, BodyKind, Connector, Constant, Field, Place, Reply, Shape, Ty, TypeId, TypeKind, Types,
};

/// Settles every webhook of a connector.
pub fn run(connector: &mut Connector) {
    let ends = Ends::of(&connector.actions);
    for index in 0..connector.actions.len() {
        let Some(action) = connector.actions.get(index) else { continue };
        let Some(hook) = action.hook.clone() else { continue };
        let unsubscribe = unsubscribe(connector, action, &ends);
        let types = &mut connector.types;
        let Some(action) = connector.actions.get_mut(index) else { continue };
        claim(types, action, &hook);
        action.hook = Some(Box::new(Hook { unsubscribe, ..*hook }));
    }
}

/// Says which of the chosen webhooks nothing ends.
pub fn check(connector: &Connector, chosen: &[bool], diags: &mut Diagnostics) {
    for (action, _) in connector.actions.iter().zip(chosen).filter(|(_, chosen)| **chosen) {
        let endless = action.hook.as_ref().is_some_and(|hook| hook.unsubscribe.is_none());
        if endless && !answers_location(action) {
            let message = format!(
                "no action ends the subscription of {}: unless its reply has a `Location`, the caller has to",
                crate::diag::quoted(&action.id)
            );
            diags.note(Code::NO_UNSUBSCRIBE, action.at, message);
        }
    }
}

fn answers_location(action: &Action) -> bool {
    action.headers.iter().any(|(wire, _, _)| wire.eq_ignore_ascii_case("location"))
}

/// Takes the callback address out of what a caller gives.
fn claim(types: &mut Types, action: &mut Action, hook: &Hook) {
    match &hook.callback {
        Slot::Parameter(place, wire) => {
            action.inputs.retain(|input| input.place != *place || input.wire != *wire);
            action.constants.retain(|constant| constant.place != *place || constant.wire != *wire);
        }
        Slot::Body(way) => {
            let Some((first, below)) = way.split_first() else { return };
            if let BodyKind::Fields { .. } = action.body {
                if below.is_empty() {
                    action.inputs.retain(|input| input.place != Place::Field || input.wire != *first);
                    let is_it =
                        |constant: &Constant| constant.place == Place::Field && constant.wire == *first;
                    action.constants.retain(|constant| !is_it(constant));
                } else {
                    claim_input(types, action, Place::Field, Some(first), below);
                }
                // The address is there, so there is a body.
                action.body = BodyKind::Fields { required: true };
            } else {
                claim_input(types, action, Place::Body, None, way);
            }
        }
    }
}

/// The same inside an input: where nothing is left to give, the input goes; where nothing has to be given, it is optional, and
/// where something has to be, it is not: the address is there, so the object is.
fn claim_input(types: &mut Types, action: &mut Action, place: Place, wire: Option<&String>, way: &[String]) {
    let is_it =
        |input: &crate::ir::Input| input.place == place && wire.is_none_or(|wire| input.wire == *wire);
    let Some(at) = action.inputs.iter().position(is_it) else { return };
    let Some(input) = action.inputs.get_mut(at) else { return };
    mark(types, &input.ty.clone(), way);
    let Some(id) = object_of(types, &input.ty) else { return };
    if has_choice(types, id, way) {
        let demanded = demands(types, id, way);
        // A whole body is an argument, so that it can grow: an optional one would have to become one again.
        if demanded != input.required && (demanded || place == Place::Field) {
            let mut input = action.inputs.remove(at);
            input.required = demanded;
            // Required inputs come first.
            let optional = action.inputs.iter().position(|input| !input.required);
            let last = action.inputs.len();
            action.inputs.insert(if demanded { optional.unwrap_or(last) } else { last }, input);
        }
        return;
    }
    let wire = input.wire.clone();
    action.inputs.remove(at);
    match place {
        Place::Field => {
            action.constants.extend(fixed(types, id).map(|value| Constant { place, wire, value, raw: false }))
        }
        _ => {
            let constants = members(types, id);
            let constants = constants.into_iter().map(|(wire, value)| Constant {
                place: Place::Field,
                wire,
                value,
                raw: false,
            });
            action.constants.extend(constants);
            action.body = BodyKind::Fields { required: true };
        }
    }
}

fn object_of(types: &Types, ty: &Ty) -> Option<TypeId> {
    match types.resolve(ty).shape {
        Shape::Named(id) if matches!(types.get(id).kind, TypeKind::Object(_)) => Some(id),
        _ => None,
    }
}

/// Marks the field at the end of a way.
fn mark(types: &mut Types, ty: &Ty, way: &[String]) {
    let mut ty = ty.clone();
    for (index, wire) in way.iter().enumerate() {
        let Some(id) = object_of(types, &ty) else { return };
        let TypeKind::Object(object) = &mut types.get_mut(id).kind else { return };
        let Some(field) = object.fields.iter_mut().find(|field| field.wire == *wire) else { return };
        field.callback |= index + 1 == way.len();
        ty = field.ty.clone();
    }
}

/// The fields of an object that a caller may give, those on the way to the address not counted.
fn given<'t>(types: &'t Types, id: TypeId, next: Option<&'t String>) -> impl Iterator<Item = &'t Field> {
    let fields = match &types.get(id).kind {
        TypeKind::Object(object) => object.fields.as_slice(),
        _ => &[],
    };
    fields.iter().filter(move |field| {
        let fixed = super::constants::constant(types, field, 0).is_some();
        next != Some(&field.wire) && !field.callback && !field.read_only && !fixed
    })
}

/// The object below, on the way to the address.
fn next<'w>(types: &Types, id: TypeId, way: &'w [String]) -> Option<(TypeId, &'w [String])> {
    let (first, below) = way.split_first()?;
    let TypeKind::Object(object) = &types.get(id).kind else { return None };
    let field = object.fields.iter().find(|field| field.wire == *first)?;
    Some((object_of(types, &field.ty)?, below)).filter(|_| !below.is_empty())
}

/// Whether there is anything else in an object that a caller may give.
fn has_choice(types: &Types, id: TypeId, way: &[String]) -> bool {
    let open = match &types.get(id).kind {
        TypeKind::Object(object) => object.rest.is_some(),
        _ => true,
    };
    open || given(types, id, way.first()).any(|field| field.required || !field.internal)
        || next(types, id, way).is_some_and(|(id, way)| has_choice(types, id, way))
}

/// Whether there is anything else in an object that a caller must give.
fn demands(types: &Types, id: TypeId, way: &[String]) -> bool {
    given(types, id, way.first()).any(|field| field.required)
        || next(types, id, way).is_some_and(|(id, way)| demands(types, id, way))
}

/// What an object without choices fixes, by property.
fn members(types: &Types, id: TypeId) -> Vec<(String, String)> {
    let TypeKind::Object(object) = &types.get(id).kind else { return Vec::new() };
    let fixed = object.fields.iter().filter(|field| !field.callback).filter_map(|field| {
        let below = object_of(types, &field.ty).filter(|_| field.required);
        let value = super::constants::constant(types, field, 0).or_else(|| fixed(types, below?))?;
        Some((field.wire.clone(), value))
    });
    object.constants.iter().cloned().chain(fixed).collect()
}

/// The same as JSON text; none where it fixes nothing.
fn fixed(types: &Types, id: TypeId) -> Option<String> {
    let members: Vec<String> = members(types, id)
        .iter()
        .map(|(wire, value)| format!("{}:{value}", crate::ir::json_text(wire)))
        .collect();
    (!members.is_empty()).then(|| format!("{{{}}}", members.join(",")))
}

/// The action that ends a subscription, and where its inputs come from.
fn unsubscribe(connector: &Connector, subscribe: &Action, ends: &Ends) -> Option<Unsubscribe> {
    let (rule, found) = ends.find(&subscribe.path, &connector.actions)?;
    Some(Unsubscribe { action: found.id.clone(), rule, keys: keys(&connector.types, subscribe, found)? })
}

/// Where the inputs of the action come from. None where a value is neither given, nor told, nor the only one to be looked for.
fn keys(types: &Types, subscribe: &Action, found: &Action) -> Option<Vec<Key>> {
    let needed: Vec<_> = found.inputs.iter().filter(|input| input.required).collect();
    let given = |wire: &str| {
        let same = |input: &&crate::ir::Input| says_same(&input.wire, wire);
        let input = subscribe.inputs.iter().filter(|input| input.required).find(same)?;
        let plain = matches!(input.place, Place::Path | Place::Query | Place::Header);
        plain.then(|| From::Input(input.place, input.wire.clone()))
    };
    let unknown: Vec<&str> =
        needed.iter().map(|input| input.wire.as_str()).filter(|wire| given(wire).is_none()).collect();
    let lone = unknown.len() == 1;
    let mut keys = Vec::with_capacity(needed.len());
    for input in needed {
        let from = match given(&input.wire) {
            Some(given) => given,
            None => match told(types, &subscribe.reply, &input.wire, lone) {
                Some(way) => From::Reply(way),
                None => From::Search,
            },
        };
        keys.push(Key { place: input.place, wire: input.wire.clone(), from });
    }
    Some(keys)
}

/// The property of the reply that holds a key: one of its name; `id` where it is the only one.
fn told(types: &Types, reply: &Reply, wire: &str, lone: bool) -> Option<Vec<String>> {
    let (Reply::One(ty) | Reply::Maybe(ty)) = reply else { return None };
    let root = object_of(types, ty)?;
    let TypeKind::Object(object) = &types.get(root).kind else { return None };
    let wanted = fold::name(wire);
    let hit = |field: &&Field, name: &str| fold::name(&field.wire) == name && is_plain(types, &field.ty);
    let names: &[&str] = if lone { &[wanted.as_str(), "id"] } else { &[wanted.as_str()] };
    for name in names {
        if let Some(field) = object.fields.iter().find(|field| hit(field, name)) {
            return Some(vec![field.wire.clone()]);
        }
        // Many replies wrap what they made: `{"data": {"id": 7}}`.
        for outer in &object.fields {
            let Some(id) = object_of(types, &outer.ty) else { continue };
            let TypeKind::Object(inner) = &types.get(id).kind else { continue };
            if let Some(field) = inner.fields.iter().find(|field| hit(field, name)) {
                return Some(vec![outer.wire.clone(), field.wire.clone()]);
            }
        }
    }
    None
}

fn is_plain(types: &Types, ty: &Ty) -> bool {
    matches!(
        types.resolve(ty).shape,
        Shape::Text | Shape::Int32 | Shape::Int64 | Shape::TextInt | Shape::Float | Shape::Any
    )
}
