//! Types, fields, variants.

use std::collections::{HashMap, HashSet};

use super::Pins;
use super::actions::ActionNames;
use super::case::{given_pascal, given_snake, pascal_ident, snake_ident};
use super::scope::Scope;
use super::words::{clean, natural, says_nothing, spoken, tails};
use crate::ir::{
    Connector, Enum, Looks, Object, Owner, Shape, Site, Step, TypeDef, TypeId, TypeKind, Variant,
};
use crate::pass::Uses;
use crate::source::escape_pointer;

/// The names that one type needs.
#[derive(Clone, Debug, Default)]
pub struct TypeNames {
    /// The type in `model`.
    pub name: String,
    /// Parallel to the fields.
    pub fields: Vec<String>,
    /// Parallel to the values of an enum, the variants of a tagged type, the statuses of a reply.
    pub variants: Vec<String>,
    /// The variant for what the document does not name, or the field for undeclared properties.
    pub other: String,
}

/// Names that `model` needs for itself: what the emitted code says without a path.
const RESERVED: [&str; 33] = [
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Vec",
    "String",
    "Box",
    "Self",
    "Into",
    "From",
    "Default",
    "Clone",
    "Copy",
    "Send",
    "Sync",
    "Sized",
    "Drop",
    "Fn",
    "FnMut",
    "FnOnce",
    "Iterator",
    "IntoIterator",
    "Extend",
    "ToOwned",
    "ToString",
    "AsRef",
    "AsMut",
    "TryFrom",
    "TryInto",
    "PartialEq",
    "Eq",
];

/// Fields cannot have setters of these names: the runtime's or the language's own would be hidden.
const METHODS: [&str; 3] = ["new", "default", "clone"];

/// A type and the names that its sites give it, nearest first.
type Sites<'a> = Vec<(&'a Site, String)>;

/// Names all types. The second part are the names that shared types also go by.
pub fn assign(
    connector: &Connector,
    uses: &Uses,
    actions: &[ActionNames],
    pins: &Pins,
) -> (Vec<TypeNames>, Vec<(String, TypeId)>) {
    let types = &connector.types;
    let mut scope = Scope::with(&RESERVED);
    let mut names: HashMap<TypeId, String> = HashMap::new();
    let mut order: Vec<(TypeId, &TypeDef)> = types.iter().filter(|(id, _)| uses.used(*id)).collect();
    order.sort_by_key(|(_, def)| def.at);

    for (id, def) in &order {
        let sites = || [&def.site].into_iter().chain(&def.equals);
        let pin = pins.at(def.at).or_else(|| sites().find_map(|site| pins.types.get(&key(site))));
        if let Some(pin) = pin {
            names.insert(*id, scope.take([given_pascal(pin)]));
        }
    }
    for (id, def) in &order {
        let Some(name) = def.name.as_ref().filter(|_| !names.contains_key(id)) else { continue };
        names.insert(*id, scope.take(definition_names(name)));
    }
    let owners = owner_names(connector, actions);
    let long = site_names(&order, &owners);
    for (id, def) in &order {
        if names.contains_key(id) || def.equals.is_empty() {
            continue;
        }
        let owners: HashSet<&Owner> = def.equals.iter().chain([&def.site]).map(|site| &site.owner).collect();
        let Some(word) = natural(&def.site).filter(|_| owners.len() > 1) else { continue };
        let fits = !word.rsplit(' ').next().is_some_and(says_nothing);
        let short = pascal_ident(&word, "Model");
        if fits && scope.try_take(&short) {
            names.insert(*id, short);
        }
    }
    for (id, _) in &order {
        if names.contains_key(id) {
            continue;
        }
        let candidates: Vec<String> =
            long.get(id).and_then(|sites| sites.first()).map(|(_, name)| name.clone()).into_iter().collect();
        let candidates = if candidates.is_empty() { vec!["Model".to_owned()] } else { candidates };
        names.insert(*id, scope.take(candidates));
    }
    let mut aliases = Vec::new();
    for (id, def) in &order {
        if def.equals.is_empty() {
            continue;
        }
        for (_, name) in long.get(id).into_iter().flatten() {
            if names.get(id) != Some(name) && scope.try_take(name) {
                aliases.push((name.clone(), *id));
            }
        }
    }
    let all = types
        .iter()
        .map(|(id, def)| TypeNames { name: names.remove(&id).unwrap_or_default(), ..parts(def, types, pins) })
        .collect();
    (all, aliases)
}

/// How `connector.lock` calls a type by one of its sites: a type that several actions use goes by any of them.
pub fn key(site: &Site) -> String {
    let owner = match &site.owner {
        Owner::Action(id) => format!("action:{id}"),
        Owner::Named(name) => name.clone(),
    };
    let steps = site.steps.iter().map(|step| match step {
        Step::Property(name) => format!("/properties/{}", escape_pointer(name)),
        Step::Parameter(name) => format!("/parameters/{}", escape_pointer(name)),
        Step::Item => "/items".to_owned(),
        Step::Value => "/additionalProperties".to_owned(),
        Step::Body => "/body".to_owned(),
        Step::Reply => "/reply".to_owned(),
        Step::Status(code) => format!("/reply/{code}"),
        Step::Failure(status) => format!("/failure/{}", escape_pointer(status)),
        Step::Event => "/event".to_owned(),
        Step::Variant(number) => format!("/variants/{number}"),
    });
    format!("{owner}{}", steps.collect::<String>())
}

/// `Order` → `Order`; `io.k8s.api.core.v1.Pod` → `V1Pod`, or with more of its namespace where that is taken;
/// `List[System.String]` → `ListString`.
fn definition_names(name: &str) -> Vec<String> {
    let (head, arguments) = match name.find(['[', '<', '«', '`', '(']) {
        Some(at) => name.split_at(at),
        None => (name, ""),
    };
    let last = |text: &str| text.rsplit('.').next().unwrap_or(text).to_owned();
    let arguments: String = arguments
        .split(['[', ']', '<', '>', '«', '»', ',', '(', ')'])
        .map(last)
        .collect::<Vec<_>>()
        .join(" ");
    let segments: Vec<&str> = head.split('.').filter(|part| !part.is_empty()).collect();
    let mut from = segments.len().saturating_sub(1);
    let is_version = |part: &&str| {
        let rest = part.strip_prefix('v').unwrap_or_default();
        rest.starts_with(|c: char| c.is_ascii_digit())
    };
    if from > 0 && segments.get(from - 1).is_some_and(is_version) {
        from -= 1;
    }
    (0..=from)
        .rev()
        .map(|from| {
            let text = format!("{} {arguments}", segments.get(from..).unwrap_or_default().join(" "));
            let name = pascal_ident(&clean(&text), "Model");
            if RESERVED.contains(&name.as_str()) { format!("{name}Model") } else { name }
        })
        .collect()
}

/// The Rust names of owners.
fn owner_names<'a>(connector: &'a Connector, actions: &'a [ActionNames]) -> HashMap<&'a str, &'a str> {
    connector
        .actions
        .iter()
        .zip(actions)
        .map(|(action, names)| (action.id.as_str(), names.call.as_str()))
        .collect()
}

/// What each site calls its type: owner and as few of the last steps as tell the types of that owner apart.
fn site_names<'a>(
    order: &[(TypeId, &'a TypeDef)],
    owners: &HashMap<&str, &str>,
) -> HashMap<TypeId, Sites<'a>> {
    let mut by_owner: HashMap<&Owner, Vec<(&'a Site, TypeId)>> = HashMap::new();
    for (id, def) in order {
        for site in [&def.site].into_iter().chain(&def.equals) {
            if !site.steps.is_empty() || def.name.is_none() {
                by_owner.entry(&site.owner).or_default().push((site, *id));
            }
        }
    }
    let mut found: HashMap<TypeId, Sites<'a>> = HashMap::new();
    for (owner, sites) in by_owner {
        let owner = match owner {
            Owner::Action(id) => owners
                .get(id.as_str())
                .map_or_else(|| pascal_ident(&clean(id), "Action"), |name| (*name).to_owned()),
            // The last part that is a name: `x-stream-definitions/Event`, `Pet/base`.
            Owner::Named(name) => {
                let own = name.rsplit('/').find(|part| *part != "base").unwrap_or(name);
                definition_names(own).into_iter().next().unwrap_or_default()
            }
        };
        let all: Vec<Vec<String>> = sites.iter().map(|(site, _)| tails(site)).collect();
        // Which types want a tail: one that two types want tells nothing.
        let mut wanted: HashMap<&str, HashSet<TypeId>> = HashMap::new();
        for (tails, (_, id)) in all.iter().zip(&sites) {
            for tail in tails {
                wanted.entry(tail.as_str()).or_default().insert(*id);
            }
        }
        for (tails, (site, id)) in all.iter().zip(&sites) {
            let alone = tails.iter().find(|tail| wanted.get(tail.as_str()).is_some_and(|ids| ids.len() == 1));
            let tail = alone.or(tails.last()).map(String::as_str).unwrap_or_default();
            let tail = pascal_ident(&clean(tail), "");
            // `OrderOrderLine` says nothing that `OrderLine` does not.
            let name = match tail.strip_prefix(&owner) {
                Some(rest) if rest.starts_with(|c: char| c.is_ascii_uppercase()) => tail.clone(),
                _ => format!("{owner}{tail}"),
            };
            found.entry(*id).or_default().push((site, name));
        }
    }
    // The site that speaks for the type comes first; the map's order must not be seen.
    for (id, def) in order {
        if let Some(sites) = found.get_mut(id) {
            sites.sort_by_key(|(site, name)| (**site != def.site, name.clone()));
        }
    }
    found
}

fn parts(def: &TypeDef, types: &crate::ir::Types, pins: &Pins) -> TypeNames {
    match &def.kind {
        TypeKind::Object(object) => fields(object, pins),
        TypeKind::Enum(values) => variants(values),
        TypeKind::Tagged(tagged) => {
            let mut scope = Scope::default();
            let variants = tagged
                .variants
                .iter()
                .map(|(values, id)| {
                    let value = || values.first().cloned().unwrap_or_default();
                    let name = types.get(*id).name.clone().unwrap_or_else(value);
                    let name = name.strip_suffix("Base").unwrap_or(&name).to_owned();
                    scope.take(definition_names(&name))
                })
                .collect();
            TypeNames {
                variants,
                other: scope.take(["Other".to_owned(), "Unknown".to_owned()]),
                ..TypeNames::default()
            }
        }
        TypeKind::Union(all) => {
            let mut scope = Scope::default();
            let variants = all.iter().map(|variant| scope.take(variant_names(variant, types))).collect();
            TypeNames {
                variants,
                other: scope.take(["Other".to_owned(), "Unknown".to_owned()]),
                ..TypeNames::default()
            }
        }
        TypeKind::Statuses(all) => {
            let mut scope = Scope::default();
            let variants = all.iter().map(|(status, _)| scope.take([status_name(*status)])).collect();
            TypeNames { variants, other: scope.take(["Other".to_owned()]), ..TypeNames::default() }
        }
        TypeKind::Alias(_) | TypeKind::External(_) | TypeKind::Pending | TypeKind::Merged => {
            TypeNames::default()
        }
    }
}

/// A variant goes by the name of its type, or by the kind of value that it is.
fn variant_names(variant: &Variant, types: &crate::ir::Types) -> Vec<String> {
    let kind = match variant.looks {
        Looks::Bool => "Bool",
        Looks::Int => "Integer",
        Looks::Number => "Number",
        Looks::Text => "Text",
        Looks::List => "List",
        Looks::Object => "Object",
    };
    let named = |id: TypeId| types.get(id).name.as_deref().map(definition_names).unwrap_or_default();
    let mut names = match &types.resolve(&variant.ty).shape {
        Shape::Named(id) => named(*id),
        Shape::List(item) => match item.named() {
            Some(id) => named(id).into_iter().map(|name| format!("{name}List")).collect(),
            None => Vec::new(),
        },
        Shape::Map(_) => vec!["Map".to_owned()],
        _ => Vec::new(),
    };
    names.push(kind.to_owned());
    names
}

fn fields(object: &Object, pins: &Pins) -> TypeNames {
    let mut scope = Scope::with(&METHODS);
    scope.try_take("more");
    let fields = object
        .fields
        .iter()
        .map(|field| {
            if let Some(pin) = pins.at(field.at) {
                return scope.take([given_snake(pin)]);
            }
            let wanted = field.client_name.as_ref().unwrap_or(&field.wire);
            let natural = snake_ident(&clean(wanted), "");
            let spoken = snake_ident(&spoken(wanted), "field");
            let plain = if natural.is_empty() { None } else { Some(natural.clone()) };
            let own = METHODS.contains(&natural.as_str()).then(|| format!("{natural}_"));
            scope.take(plain.into_iter().chain(own).chain([spoken]))
        })
        .collect();
    let other = scope.take(["additional_properties".to_owned()]);
    TypeNames { fields, other, ..TypeNames::default() }
}

fn variants(values: &Enum) -> TypeNames {
    let mut scope = Scope::default();
    let variants = values
        .values
        .iter()
        .enumerate()
        .map(|(index, (wire, wanted, _))| {
            let text = wanted.as_ref().unwrap_or(wire);
            let numbered = format!("Value{}", index + 1);
            if wire.is_empty() && wanted.is_none() {
                return scope.take(["Empty".to_owned(), numbered]);
            }
            // The sign of a number is not for separating words.
            let negative =
                text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            let plain = if negative { String::new() } else { pascal_ident(&clean(text), "") };
            let spoken = pascal_ident(&spoken(text), &numbered);
            scope.take([plain, spoken].into_iter().filter(|name| !name.is_empty()))
        })
        .collect();
    TypeNames {
        variants,
        other: scope.take(["Other".to_owned(), "Unknown".to_owned()]),
        ..TypeNames::default()
    }
}

fn status_name(status: u16) -> String {
    let known = match status {
        0 => "Default",
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritative",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        other => return format!("Status{other}"),
    };
    known.to_owned()
}
