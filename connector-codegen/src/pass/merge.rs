//! Inline types with the same structure become one type, where one good name fits them.
//!
//! Documentation does not count: two addresses are one type even when their texts differ. The name has to fit, so only types
//! whose natural name is the same are merged: an `{id}` called `owner` and an `{id}` called `project` stay two types.
//! Definitions are never merged: their names were chosen.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::ir::{Connector, Reply, Shape, Site, Ty, TypeDef, TypeId, TypeKind, Types};
use crate::name::words;

/// What makes two inline types one.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    word: String,
    structure: Structure,
}

#[derive(PartialEq, Eq, Hash)]
enum Structure {
    Object {
        fields: Vec<(String, Ty, bool, bool, bool, Option<String>)>,
        rest: Option<Ty>,
        constants: Vec<(String, String)>,
    },
    Enum(Vec<String>),
}

/// Merges equal inline types throughout.
pub fn run(connector: &mut Connector) {
    let mut first: HashMap<Key, TypeId> = HashMap::new();
    let mut moved: HashMap<TypeId, TypeId> = HashMap::new();
    let mut known: HashSet<(TypeId, Site)> = HashSet::new();
    // An inline type is added after the inline types inside it, so one pass in order of ids sees children first.
    let ids: Vec<TypeId> = connector.types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let def = connector.types.get(id);
        // A definition stands at its own name, with no step from there.
        if def.site.steps.is_empty() && def.name.is_some() {
            continue;
        }
        let Some(structure) = structure(def, &moved) else { continue };
        let word = def.name.clone().or_else(|| words::natural(&def.site)).unwrap_or_default();
        let site = def.site.clone();
        match first.entry(Key { word, structure }) {
            Entry::Vacant(free) => drop(free.insert(id)),
            Entry::Occupied(kept) => {
                let kept = *kept.get();
                moved.insert(id, kept);
                let (at, docs) = (def.at, def.docs.clone());
                let at_id = kept;
                let kept = connector.types.get_mut(kept);
                let mut other = site;
                if at < kept.at {
                    // The one that stands first in the document speaks for all.
                    std::mem::swap(&mut other, &mut kept.site);
                    (kept.at, kept.docs) = (at, docs);
                }
                let place = (at_id, other.clone());
                if kept.site != other && known.insert(place) {
                    kept.equals.push(other);
                }
            }
        }
    }
    rename(connector, &moved);
    for id in moved.keys() {
        connector.types.get_mut(*id).kind = TypeKind::Merged;
    }
}

fn structure(def: &TypeDef, moved: &HashMap<TypeId, TypeId>) -> Option<Structure> {
    match &def.kind {
        TypeKind::Object(object) => Some(Structure::Object {
            fields: object
                .fields
                .iter()
                .map(|field| {
                    let ty = moved_ty(&field.ty, moved);
                    let flags = (field.required, field.read_only, field.internal);
                    (field.wire.clone(), ty, flags.0, flags.1, flags.2, field.default.clone())
                })
                .collect(),
            rest: object.rest.as_ref().map(|ty| moved_ty(ty, moved)),
            constants: object.constants.clone(),
        }),
        TypeKind::Enum(values) => {
            Some(Structure::Enum(values.values.iter().map(|value| value.0.clone()).collect()))
        }
        _ => None,
    }
}

fn moved_ty(ty: &Ty, moved: &HashMap<TypeId, TypeId>) -> Ty {
    let shape = match &ty.shape {
        Shape::Named(id) => Shape::Named(moved.get(id).copied().unwrap_or(*id)),
        Shape::List(item) => Shape::List(Box::new(moved_ty(item, moved))),
        Shape::Map(item) => Shape::Map(Box::new(moved_ty(item, moved))),
        shape => shape.clone(),
    };
    Ty { shape, nullable: ty.nullable }
}

/// Applies the moves to every use of a type.
fn rename(connector: &mut Connector, moved: &HashMap<TypeId, TypeId>) {
    let mut visit = |ty: &mut Ty| *ty = moved_ty(ty, moved);
    let ids: Vec<TypeId> = connector.types.iter().map(|(id, _)| id).collect();
    for id in ids {
        each_ty(&mut connector.types, id, &mut visit);
    }
    for action in &mut connector.actions {
        action.inputs.iter_mut().for_each(|input| visit(&mut input.ty));
        action.headers.iter_mut().for_each(|(_, ty, _)| visit(ty));
        action.errors.iter_mut().filter_map(|(_, _, ty)| ty.as_mut()).for_each(&mut visit);
        action.event.iter_mut().for_each(&mut visit);
        match &mut action.reply {
            Reply::One(ty) | Reply::Maybe(ty) => visit(ty),
            Reply::ByStatus(_, all) => all.iter_mut().filter_map(|(_, ty)| ty.as_mut()).for_each(&mut visit),
            Reply::None | Reply::Bytes | Reply::Text => {}
        }
    }
}

/// Visits every type that a type mentions.
fn each_ty(types: &mut Types, id: TypeId, visit: &mut impl FnMut(&mut Ty)) {
    match &mut types.get_mut(id).kind {
        TypeKind::Alias(ty) => visit(ty),
        TypeKind::Object(object) => {
            object.fields.iter_mut().for_each(|field| visit(&mut field.ty));
            object.rest.iter_mut().for_each(&mut *visit);
        }
        TypeKind::Statuses(all) => all.iter_mut().filter_map(|(_, ty)| ty.as_mut()).for_each(visit),
        TypeKind::Union(all) => all.iter_mut().for_each(|variant| visit(&mut variant.ty)),
        TypeKind::Tagged(tagged) => {
            visit(&mut tagged.base);
            for (_, id) in &mut tagged.variants {
                let mut ty = Ty::new(Shape::Named(*id));
                visit(&mut ty);
                *id = ty.named().unwrap_or(*id);
            }
        }
        TypeKind::Enum(_) | TypeKind::External(_) | TypeKind::Pending | TypeKind::Merged => {}
    }
}
