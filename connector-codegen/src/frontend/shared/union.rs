//! `oneOf` and `anyOf`: enums, told apart by a discriminator or by the looks of the value.

use std::collections::{HashMap, HashSet};

use super::Reader;
use super::extension::text;
use super::schema::is_nullable;
use crate::diag::Code;
use crate::ir::{
    Docs, Enum, Looks, Shape, Site, Step, Tagged, Ty, TypeDef, TypeId, TypeKind, Types, Variant,
};
use crate::source::Node;

/// How deep unions may stand in one another; real ones have three levels.
const DEPTH: usize = 32;

/// Alternatives where the version has none: `import` writes them into OpenAPI 2.0.
pub(super) const OWN: &str = "x-connector-oneOf";

/// Alternatives of one value; real ones have some hundreds. Each is compared with each.
const ALTERNATIVES: usize = 2_000;

/// Steps from union to union, to see whether one contains itself.
const STEPS: usize = 1_000_000;

/// What `oneOf` and `anyOf` list.
pub(super) fn alternatives(node: &Node) -> impl Iterator<Item = &Node> {
    ["oneOf", "anyOf", OWN].into_iter().filter_map(|key| node.get(key)?.as_list()).flatten()
}

/// A schema that only null fits.
fn is_null(node: &Node) -> bool {
    let only_null = |list: &[Node]| list.iter().all(Node::is_null) && !list.is_empty();
    text(node, "type") == Some("null") || node.get("enum").and_then(Node::as_list).is_some_and(only_null)
}

/// Whether null is one of the alternatives.
pub(super) fn allows_null(node: &Node) -> bool {
    alternatives(node).any(|part| is_null(part) || is_nullable(part))
}

impl<'a> Reader<'a> {
    /// What a schema with alternatives and no properties of its own is.
    pub(super) fn union(&mut self, node: &'a Node, site: &Site) -> TypeKind {
        let parts: Vec<&'a Node> = alternatives(node).filter(|part| !is_null(part)).collect();
        if parts.len() > ALTERNATIVES {
            let message = format!("more than {ALTERNATIVES} alternatives; the value is read as any JSON");
            self.diags.warning(Code::TOO_LARGE, node.span, message);
            return TypeKind::Alias(Ty::any());
        }
        if let Some(tagged) = self.discriminated(node, &parts, site) {
            return TypeKind::Tagged(tagged);
        }
        let mut types = Vec::with_capacity(parts.len());
        for (index, part) in parts.iter().enumerate() {
            types.push(self.alternative(part, index, site));
        }
        let pending = |ty: &Ty| match &self.types.resolve(ty).shape {
            Shape::Named(id) => {
                matches!(self.types.get(*id).kind, TypeKind::Pending | TypeKind::Alias(_))
            }
            _ => false,
        };
        if types.iter().any(pending) {
            // Settled once everything is read.
            return TypeKind::Union(types.into_iter().map(Variant::new).collect());
        }
        self.told_apart(types, node, site)
    }

    /// One alternative as a type, called by its title where it has no name.
    fn alternative(&mut self, part: &'a Node, index: usize, site: &Site) -> Ty {
        let ty = self.ty(part, &site.then(Step::Variant(index + 1)));
        if let (Shape::Named(id), Some(title), None) = (&ty.shape, text(part, "title"), part.get("$ref")) {
            let def = self.types.get_mut(*id);
            if def.name.is_none() && title.len() < 60 {
                def.name = Some(title.to_owned());
            }
        }
        ty
    }

    /// Alternatives that a property tells apart, by the word of the document.
    fn discriminated(&mut self, node: &'a Node, parts: &[&'a Node], site: &Site) -> Option<Tagged> {
        let dialect = self.dialect;
        let given = dialect.discriminator(self, node)?;
        let given = self.tag(given, node);
        let mut variants: Vec<(Vec<String>, TypeId)> = Vec::new();
        let mut places: HashMap<TypeId, usize> = HashMap::new();
        let mut seen = HashSet::new();
        for (index, part) in parts.iter().enumerate() {
            let target = self.itself(part)?;
            let ty = self.alternative(part, index, site);
            let Shape::Named(id) = self.types.resolve(&ty).shape else { return None };
            let name = part.get("$ref").and_then(Node::as_str).map(super::schema::name_of_reference);
            let said = given.of(target, name.as_deref());
            let mut values: Vec<String> = said.into_iter().map(str::to_owned).collect();
            if values.is_empty() {
                values = match (own_values(target, &given.wire), name) {
                    (Some(own), _) => own,
                    (None, Some(name)) => vec![name],
                    (None, None) => return None,
                };
            }
            values.retain(|value| seen.insert(value.clone()));
            match places.get(&id).and_then(|at| variants.get_mut(*at)) {
                Some((known, _)) => known.extend(values),
                None if !values.is_empty() => {
                    places.insert(id, variants.len());
                    variants.push((values, id));
                }
                None => {}
            }
        }
        if variants.is_empty() {
            return None;
        }
        for (values, id) in &variants {
            self.tags.extend(values.iter().map(|value| (*id, given.wire.clone(), value.clone())));
        }
        Some(Tagged { tag: given.wire, variants, base: Ty::any() })
    }

    /// An enum of what can be told apart; alternatives that cannot become one.
    fn told_apart(&mut self, types: Vec<Ty>, node: &'a Node, site: &Site) -> TypeKind {
        let mut merged = merge(&self.types, types);
        let words: Vec<TypeId> = merged.iter().filter_map(|ty| enum_of(&self.types, ty)).collect();
        if words.len() > 1 {
            let all = Enum { values: words.iter().flat_map(|id| self.words(*id)).collect() };
            let mut seen = HashSet::new();
            let values = all.values.into_iter().filter(|value| seen.insert(value.0.clone())).collect();
            merged.retain(|ty| enum_of(&self.types, ty).is_none());
            let id = self.types.add(TypeDef {
                name: None,
                site: site.then(Step::Variant(0)),
                equals: Vec::new(),
                docs: Docs::default(),
                kind: TypeKind::Enum(Enum { values }),
                at: node.span,
            });
            if merged.is_empty() {
                return self.types.get(id).kind.clone();
            }
            merged.push(Ty::new(Shape::Named(id)));
        }
        match merged.as_slice() {
            [] => TypeKind::Alias(Ty::any()),
            [only] => {
                // What is left of them is the value itself.
                if let Shape::Named(id) = only.shape
                    && matches!(self.types.get(id).site.steps.last(), Some(Step::Variant(_)))
                {
                    self.types.get_mut(id).site = site.clone();
                }
                TypeKind::Alias(only.clone())
            }
            _ if merged.iter().any(|ty| looks(&self.types, ty).is_none() && !is_union(&self.types, ty)) => {
                let message = "the alternatives cannot be told apart; the value is read as any JSON";
                self.diags.note(Code::UNION, node.span, message);
                TypeKind::Alias(Ty::any())
            }
            _ => TypeKind::Union(merged.into_iter().map(Variant::new).collect()),
        }
    }

    fn words(&self, id: TypeId) -> Vec<(String, Option<String>, Option<String>)> {
        match &self.types.get(id).kind {
            TypeKind::Enum(all) => all.values.clone(),
            _ => Vec::new(),
        }
    }

    /// Unions in unions become one, and every variant learns its looks.
    pub(super) fn settle_unions(&mut self) {
        let ids: Vec<TypeId> = self.types.iter().map(|(id, _)| id).collect();
        let mut steps = STEPS;
        for id in ids {
            let endless = contains_itself(&self.types, id, &mut steps);
            if endless || steps == 0 && !enums_in(&self.types, id).is_empty() {
                let (code, message) = match endless {
                    true => (
                        Code::UNION,
                        "the alternatives lead back to themselves; the value is read as any JSON",
                    ),
                    false => (
                        Code::TOO_LARGE,
                        "too many alternatives lead to one another; the value is read as any JSON",
                    ),
                };
                self.diags.warning(code, self.types.get(id).at, message);
                self.types.get_mut(id).kind = TypeKind::Alias(Ty::any());
            }
        }
        let ids: Vec<TypeId> = self.types.iter().map(|(id, _)| id).collect();
        for id in ids {
            if !matches!(self.types.get(id).kind, TypeKind::Union(_)) {
                continue;
            }
            let mut flat = Vec::new();
            flatten(&self.types, id, &mut HashSet::new(), &mut flat, 0);
            let merged = merge(&self.types, flat);
            let kind = match merged.as_slice() {
                [] => TypeKind::Alias(Ty::any()),
                [only] => TypeKind::Alias(only.clone()),
                _ => match variants(&self.types, &merged) {
                    Some(variants) => TypeKind::Union(variants),
                    None => {
                        let at = self.types.get(id).at;
                        let message = "the alternatives cannot be told apart; the value is read as any JSON";
                        self.diags.note(Code::UNION, at, message);
                        TypeKind::Alias(Ty::any())
                    }
                },
            };
            self.types.get_mut(id).kind = kind;
        }
    }

    /// Makes the tag of every struct that one value of a discriminator means a constant.
    pub(super) fn fix_union_tags(&mut self) {
        let tags = std::mem::take(&mut self.tags);
        let mut first: HashMap<(TypeId, &str), &str> = HashMap::new();
        let mut several: HashSet<(TypeId, &str)> = HashSet::new();
        for (id, tag, value) in &tags {
            if first.entry((*id, tag)).or_insert(value) != value {
                several.insert((*id, tag));
            }
        }
        for (id, tag, value) in &tags {
            let other = several.contains(&(*id, tag.as_str()));
            if let (TypeKind::Object(object), false) = (&mut self.types.get_mut(*id).kind, other) {
                object.fields.retain(|field| field.wire != *tag);
                if !object.constants.iter().any(|(wire, _)| wire == tag) {
                    object.constants.push((tag.clone(), crate::ir::json_text(value)));
                }
            }
        }
    }
}

/// The values that a schema itself allows its tag.
fn own_values(node: &Node, tag: &str) -> Option<Vec<String>> {
    let property = node.get("properties")?.get(tag)?;
    if let Some(only) = property.get("const").and_then(Node::as_str) {
        return Some(vec![only.to_owned()]);
    }
    let values = property.get("enum")?.as_list()?;
    Some(values.iter().filter_map(Node::as_str).map(str::to_owned).collect())
}

/// The enums that a value of an enum can be at once.
fn enums_in(types: &Types, id: TypeId) -> Vec<TypeId> {
    let is_enum = |id: &TypeId| matches!(types.get(*id).kind, TypeKind::Union(_) | TypeKind::Tagged(_));
    let all: Vec<TypeId> = match &types.get(id).kind {
        TypeKind::Union(all) => all.iter().filter_map(|variant| named(types, &variant.ty)).collect(),
        TypeKind::Tagged(tagged) => {
            let variants = tagged.variants.iter().map(|(_, id)| *id);
            variants.filter_map(|id| named(types, &Ty::new(Shape::Named(id)))).collect()
        }
        _ => Vec::new(),
    };
    all.into_iter().filter(is_enum).collect()
}

fn named(types: &Types, ty: &Ty) -> Option<TypeId> {
    match types.resolve(ty).shape {
        Shape::Named(id) => Some(id),
        _ => None,
    }
}

/// Whether a value of an enum could be the enum again, with nothing in between that would end it.
fn contains_itself(types: &Types, id: TypeId, steps: &mut usize) -> bool {
    let mut seen = HashSet::new();
    let mut open = enums_in(types, id);
    while let Some(next) = open.pop() {
        if next == id {
            return true;
        }
        if seen.insert(next) {
            let inner = enums_in(types, next);
            *steps = steps.saturating_sub(1 + inner.len());
            if *steps == 0 {
                return false;
            }
            open.extend(inner);
        }
    }
    false
}

/// The variants of a union, those of unions in it among them.
fn flatten(types: &Types, id: TypeId, seen: &mut HashSet<TypeId>, into: &mut Vec<Ty>, depth: usize) {
    let TypeKind::Union(variants) = &types.get(id).kind else { return };
    if !seen.insert(id) || depth > DEPTH {
        return;
    }
    for variant in variants {
        match types.resolve(&variant.ty).shape {
            Shape::Named(inner) if matches!(types.get(inner).kind, TypeKind::Union(_)) => {
                flatten(types, inner, seen, into, depth + 1);
            }
            _ => into.push(variant.ty.clone()),
        }
    }
}

/// The variants with their looks; none where one of them could be anything.
fn variants(types: &Types, all: &[Ty]) -> Option<Vec<Variant>> {
    let fixed: Vec<Vec<(String, Vec<String>)>> = all.iter().map(|ty| words_of(types, ty)).collect();
    // Only what tells two of them apart counts: a new value of any other property must not matter.
    let tells = |key: &str, values: &[String]| {
        fixed.iter().flatten().any(|(other, theirs)| {
            other == key && theirs != values && theirs.iter().all(|value| !values.contains(value))
        })
    };
    all.iter()
        .zip(&fixed)
        .map(|(ty, own)| {
            let fixed = own.iter().filter(|(key, values)| tells(key, values)).cloned().collect();
            Some(Variant { looks: looks(types, ty)?, fixed, ..Variant::new(ty.clone()) })
        })
        .collect()
}

/// The properties of an object that have only some values.
fn words_of(types: &Types, ty: &Ty) -> Vec<(String, Vec<String>)> {
    let Shape::Named(id) = types.resolve(ty).shape else { return Vec::new() };
    match &types.get(id).kind {
        TypeKind::Object(object) => {
            let constants = object.constants.iter().filter_map(|(wire, json)| {
                let text = json.strip_prefix('"')?.strip_suffix('"')?;
                Some((wire.clone(), vec![text.to_owned()]))
            });
            let enums = object.fields.iter().filter_map(|field| {
                let id = enum_of(types, &field.ty)?;
                let TypeKind::Enum(all) = &types.get(id).kind else { return None };
                Some((field.wire.clone(), all.values.iter().map(|value| value.0.clone()).collect()))
            });
            constants.chain(enums).collect()
        }
        TypeKind::Tagged(tagged) => {
            let values = tagged.variants.iter().flat_map(|(values, _)| values.clone()).collect();
            vec![(tagged.tag.clone(), values)]
        }
        _ => Vec::new(),
    }
}

fn enum_of(types: &Types, ty: &Ty) -> Option<TypeId> {
    match types.resolve(ty).shape {
        Shape::Named(id) if matches!(types.get(id).kind, TypeKind::Enum(_)) => Some(id),
        _ => None,
    }
}

/// Whether a type is a union, whose variants become those of the one that it stands in.
fn is_union(types: &Types, ty: &Ty) -> bool {
    named(types, ty).is_some_and(|id| matches!(types.get(id).kind, TypeKind::Union(_)))
}

/// Whether nothing but texts, numbers and booleans can be a value.
pub(super) fn is_scalar(types: &Types, ty: &Ty) -> bool {
    let scalar =
        |ty: &Ty| looks(types, ty).is_some_and(|looks| !matches!(looks, Looks::List | Looks::Object));
    let Shape::Named(id) = types.resolve(ty).shape else { return scalar(ty) };
    match &types.get(id).kind {
        TypeKind::Union(all) => all.iter().all(|variant| scalar(&variant.ty)),
        _ => scalar(ty),
    }
}

/// The kind of JSON value that a type is; none where it can be several.
fn looks(types: &Types, ty: &Ty) -> Option<Looks> {
    Some(match &types.resolve(ty).shape {
        Shape::Any => return None,
        Shape::Bool => Looks::Bool,
        Shape::Int32 | Shape::Int64 => Looks::Int,
        Shape::Float | Shape::UnixTime => Looks::Number,
        Shape::TextInt
        | Shape::TextUint
        | Shape::Text
        | Shape::Secret
        | Shape::DateTime
        | Shape::Date
        | Shape::Time
        | Shape::HttpDate
        | Shape::Duration
        | Shape::Base64
        | Shape::Base64Url
        | Shape::Bytes => Looks::Text,
        Shape::List(_) => Looks::List,
        Shape::Map(_) => Looks::Object,
        Shape::Named(id) => match &types.get(*id).kind {
            TypeKind::Enum(_) => Looks::Text,
            TypeKind::Object(_) | TypeKind::Tagged(_) => Looks::Object,
            _ => return None,
        },
    })
}

/// Equal types are one, all numbers are one, and so are all texts: an enum beside any text is that enum, which knows other
/// values too.
fn merge(types: &Types, all: Vec<Ty>) -> Vec<Ty> {
    let mut merged: Vec<Ty> = Vec::new();
    for ty in all {
        let ty = Ty { nullable: false, ..ty };
        let own = types.resolve(&ty).shape.clone();
        let plain = |shape: &Shape| {
            matches!(
                shape,
                Shape::Text
                    | Shape::Secret
                    | Shape::DateTime
                    | Shape::Date
                    | Shape::Time
                    | Shape::HttpDate
                    | Shape::Duration
                    | Shape::Base64
                    | Shape::Base64Url
                    | Shape::TextInt
                    | Shape::TextUint
                    | Shape::Bytes
            )
        };
        let number =
            |shape: &Shape| matches!(shape, Shape::Int32 | Shape::Int64 | Shape::Float | Shape::UnixTime);
        let same = merged.iter_mut().find(|known| {
            let shape = &types.resolve(known).shape;
            *shape == own || plain(shape) && plain(&own) || number(shape) && number(&own)
        });
        match same {
            Some(known) if types.resolve(known).shape == own => {}
            Some(known) if plain(&own) => *known = Ty::new(Shape::Text),
            Some(known) => {
                let whole = |shape: &Shape| matches!(shape, Shape::Int32 | Shape::Int64);
                let both = whole(&own) && whole(&types.resolve(known).shape);
                *known = Ty::new(if both { Shape::Int64 } else { Shape::Float });
            }
            None => merged.push(ty),
        }
    }
    if merged.iter().any(|ty| enum_of(types, ty).is_some()) {
        let text = |ty: &Ty| types.resolve(ty).shape == Shape::Text;
        merged.retain(|ty| !text(ty));
    }
    merged
}
