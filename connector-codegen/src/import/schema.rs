//! Types as schemas of OpenAPI 2.0, under the names and at the places that give them back.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::platform;
use crate::describe::Json;
use crate::ir::{
    Connector, Docs, Enum, Field, Object, Owner, Shape, Site, Step, Tagged, Ty, TypeDef, TypeId, TypeKind,
};
use crate::name::case::pascal_ident;
use crate::name::words::{clean, tails};
use crate::source::referring;

/// The schemas that were needed so far.
pub(super) struct Schemas<'c> {
    connector: &'c Connector,
    /// What each named type is called.
    names: HashMap<TypeId, String>,
    /// The type that another is built on, and the value of the discriminator that means it.
    parents: HashMap<TypeId, (TypeId, String, String)>,
    taken: HashSet<String>,
    open: HashSet<TypeId>,
    /// Definitions that were referred to and are not written yet: the stack is not for documents to use up.
    waiting: Vec<(TypeId, String)>,
    definitions: BTreeMap<usize, (String, Json)>,
    /// Inline types that are being written.
    writing: Vec<TypeId>,
    /// How often each inline type was written.
    written: HashMap<TypeId, usize>,
    pub(super) notes: Vec<String>,
}

/// So deep inline schemas may stand in one another; the next one gets a name.
const DEPTH: usize = 40;

/// So often an inline schema is written out; from then on it has a name. Bases make a few of them many.
const REPEATS: usize = 64;

impl<'c> Schemas<'c> {
    pub(super) fn new(connector: &'c Connector) -> Self {
        let mut made = Self {
            connector,
            names: HashMap::new(),
            parents: HashMap::new(),
            taken: HashSet::new(),
            open: HashSet::new(),
            waiting: Vec::new(),
            definitions: BTreeMap::new(),
            writing: Vec::new(),
            written: HashMap::new(),
            notes: Vec::new(),
        };
        made.name();
        made
    }

    /// Gives a name to every type that has one, and says who is built on whom.
    fn name(&mut self) {
        for (id, def) in self.connector.types.iter().filter(|(_, def)| is_definition(def)) {
            let Owner::Named(own) = &def.site.owner else { continue };
            let wanted = def.name.clone().unwrap_or_else(|| own.clone());
            // A base stands at the name of the enum of those that are built on it.
            let free = free(&mut self.taken, wanted);
            self.names.insert(id, free);
        }
        for (id, def) in self.connector.types.iter() {
            let TypeKind::Tagged(tagged) = &def.kind else { continue };
            let Some(base) = tagged.base.named() else { continue };
            for (values, variant) in &tagged.variants {
                if let (Some(value), true) =
                    (values.first(), self.names.contains_key(variant) && base != *variant)
                    && self.names.contains_key(&id)
                {
                    let parent = (id, tagged.tag.clone(), value.clone());
                    self.parents.entry(*variant).or_insert(parent);
                }
            }
        }
    }

    /// The schema of a use of a type.
    pub(super) fn of(&mut self, ty: &Ty) -> Json {
        let mut made = match &ty.shape {
            Shape::List(item) => {
                let items = self.of(item);
                Json::object([("type", Json::text("array")), ("items", items)])
            }
            Shape::Map(value) => {
                let values = self.of(value);
                Json::object([("type", Json::text("object")), ("additionalProperties", values)])
            }
            Shape::Named(id) => self.named(*id),
            other => plain(other),
        };
        if ty.nullable {
            made.set("x-nullable", Json::Bool(true));
        }
        made
    }

    fn named(&mut self, id: TypeId) -> Json {
        let def = self.connector.types.get(id);
        match self.names.get(&id).cloned() {
            Some(name) => self.refer(id, &name),
            None => self.inline(id, def),
        }
    }

    /// A reference to a definition, which is then needed.
    fn refer(&mut self, id: TypeId, name: &str) -> Json {
        self.need(id, name);
        Json::object([("$ref", Json::text(format!("#/definitions/{}", referring(name))))])
    }

    /// Has a definition written, once.
    fn need(&mut self, id: TypeId, name: &str) {
        if self.open.insert(id) {
            self.waiting.push((id, name.to_owned()));
        }
    }

    /// The definitions that were needed, and those that they need.
    pub(super) fn finish(&mut self) -> Vec<(String, Json)> {
        while let Some((id, name)) = self.waiting.pop() {
            self.define(id, &name);
        }
        std::mem::take(&mut self.definitions).into_values().collect()
    }

    fn define(&mut self, id: TypeId, name: &str) {
        let place = usize::try_from(id.0).unwrap_or(usize::MAX);
        let def = self.connector.types.get(id);
        let mut made = match (&def.kind, self.parents.get(&id).cloned()) {
            (TypeKind::Object(object), Some((parent, tag, value))) => {
                self.built_on(object, parent, &tag, &value)
            }
            (TypeKind::Tagged(tagged), _) if tagged.base.named().is_some() => self.base(id, name, tagged),
            (kind, _) => self.kind(def, kind),
        };
        documented(&mut made, &def.docs, "title");
        self.definitions.insert(place, (name.to_owned(), made));
    }

    fn inline(&mut self, id: TypeId, def: &TypeDef) -> Json {
        let repeats = self.written.entry(id).or_default();
        *repeats += 1;
        let composed = !matches!(def.kind, TypeKind::Enum(_));
        if composed && (*repeats > REPEATS || self.writing.len() > DEPTH || self.writing.contains(&id)) {
            let name = free(&mut self.taken, name_of(&def.site));
            self.names.insert(id, name.clone());
            return self.refer(id, &name);
        }
        self.writing.push(id);
        let mut made = self.kind(def, &def.kind);
        self.writing.pop();
        // It was met in itself.
        if let Some(name) = self.names.get(&id).cloned() {
            return self.refer(id, &name);
        }
        if let (TypeKind::Enum(_), Some(name)) = (&def.kind, &def.name) {
            made.edit(&["x-ms-enum"], |all| all.set("name", Json::text(name.as_str())));
        }
        documented(&mut made, &def.docs, "title");
        made
    }

    /// The values of an enum, whatever it is called.
    pub(super) fn enumeration(&self, id: TypeId) -> Json {
        match &self.connector.types.get(id).kind {
            TypeKind::Enum(values) => enumeration(values),
            _ => plain(&Shape::Text),
        }
    }

    fn kind(&mut self, def: &TypeDef, kind: &TypeKind) -> Json {
        match kind {
            TypeKind::Alias(ty) => self.of(ty),
            TypeKind::Object(object) => self.object(object, &[]),
            TypeKind::Enum(values) => enumeration(values),
            TypeKind::Union(variants) => {
                self.one_of_several(def);
                let all = variants.iter().map(|variant| self.of(&variant.ty)).collect();
                Json::object([(platform::ONE_OF, Json::List(all))])
            }
            TypeKind::Tagged(tagged) => {
                self.one_of_several(def);
                self.tagged(tagged)
            }
            TypeKind::Statuses(_) | TypeKind::External(_) | TypeKind::Pending | TypeKind::Merged => {
                Json::Object(Vec::new())
            }
        }
    }

    /// Says what the platform makes of a union.
    fn one_of_several(&mut self, def: &TypeDef) {
        let (Owner::Action(owner) | Owner::Named(owner)) = &def.site.owner;
        let what = def.name.clone().unwrap_or_else(|| format!("a value in {owner}"));
        self.notes.push(format!(
            "{what} is one of several types, which OpenAPI 2.0 cannot say: the platform takes it for any JSON"
        ));
    }

    /// Alternatives that a property tells apart.
    fn tagged(&mut self, tagged: &Tagged) -> Json {
        let mut all = Vec::new();
        let mut mapping = Json::Object(Vec::new());
        for (values, variant) in &tagged.variants {
            let mut one = self.named(*variant);
            match one.get("$ref").cloned() {
                Some(reference) => values.iter().for_each(|value| mapping.set(value, reference.clone())),
                // What has no name says itself what it is.
                None => {
                    let values = values.iter().map(|value| Json::text(value.as_str())).collect();
                    one.edit(&["properties", &tagged.tag], |own| own.set("enum", Json::List(values)));
                }
            }
            all.push(one);
        }
        let mut told = Json::object([("propertyName", Json::text(tagged.tag.as_str()))]);
        told.set("mapping", mapping);
        Json::object([(platform::ONE_OF, Json::List(all)), (platform::DISCRIMINATOR, told)])
    }

    fn object(&mut self, object: &Object, without: &[&str]) -> Json {
        let mut made = Json::object([("type", Json::text("object"))]);
        let mut required = Vec::new();
        let mut properties = Json::Object(Vec::new());
        for (wire, value) in object.constants.iter().filter(|(wire, _)| !without.contains(&wire.as_str())) {
            required.push(Json::text(wire.as_str()));
            properties.set(wire, constant(value));
        }
        for field in object.fields.iter().filter(|field| !without.contains(&field.wire.as_str())) {
            if field.required {
                required.push(Json::text(field.wire.as_str()));
            }
            let one = self.field(field);
            properties.set(&field.wire, one);
        }
        if !required.is_empty() {
            made.set("required", Json::List(required));
        }
        if !properties.members().is_empty() {
            made.set("properties", properties);
        }
        if let Some(rest) = &object.rest {
            let any = rest.shape == Shape::Any;
            let values = if any { Json::Bool(true) } else { self.of(rest) };
            made.set("additionalProperties", values);
        }
        made
    }

    /// A property.
    pub(super) fn field(&mut self, field: &Field) -> Json {
        let mut made = self.of(&field.ty);
        documented(&mut made, &field.docs, "x-ms-summary");
        if field.read_only {
            made.set("readOnly", Json::Bool(true));
        }
        if let Some(name) = &field.client_name {
            made.set(platform::CLIENT_NAME, Json::text(name.as_str()));
        }
        if let Some(default) = field.default.as_deref().and_then(parsed) {
            made.set("default", default);
        }
        if field.internal || field.advanced {
            let word = if field.internal { "internal" } else { "advanced" };
            made.set("x-ms-visibility", Json::text(word));
        }
        if field.callback {
            made.set("x-ms-notification-url", Json::Bool(true));
        }
        made
    }

    /// The base of others, told apart by a property.
    fn base(&mut self, id: TypeId, name: &str, tagged: &Tagged) -> Json {
        let lost: Vec<&str> = tagged
            .variants
            .iter()
            .filter(|(_, variant)| {
                let own = self.parents.get(variant).is_some_and(|(parent, ..)| *parent == id);
                !own && tagged.base.named() != Some(*variant)
            })
            .filter_map(|(values, _)| values.first().map(String::as_str))
            .collect();
        if !lost.is_empty() {
            self.notes.push(format!(
                "{name} is one of several types, some of which are parts of others too, which OpenAPI 2.0 cannot say: {} are not among them",
                lost.join(", ")
            ));
        }
        let base = tagged.base.named().map(|base| self.connector.types.get(base));
        let mut made = match base.map(|base| &base.kind) {
            Some(TypeKind::Object(object)) => self.object(object, &[]),
            _ => Json::object([("type", Json::text("object"))]),
        };
        let tag = tagged.tag.as_str();
        made.set("discriminator", Json::text(tag));
        let mut required = made.get("required").map(Json::as_list).unwrap_or_default().to_vec();
        if !required.contains(&Json::text(tag)) {
            required.push(Json::text(tag));
            made.set("required", Json::List(required));
        }
        if made.get("properties").is_none_or(|all| all.get(tag).is_none()) {
            made.edit(&["properties"], |all| all.set(tag, plain(&Shape::Text)));
        }
        // All of them are written, referred to or not: they are what the base may be.
        let variants: Vec<TypeId> = tagged.variants.iter().map(|(_, variant)| *variant).collect();
        for variant in variants {
            if let Some(own) = self.names.get(&variant).cloned()
                && self.parents.get(&variant).is_some_and(|(parent, ..)| *parent == id)
            {
                self.need(variant, &own);
            }
        }
        made
    }

    /// One that is built on a base.
    fn built_on(&mut self, object: &Object, parent: TypeId, tag: &str, value: &str) -> Json {
        let base = self.named(parent);
        let mut own = self.object(object, &[tag]);
        own.set(platform::DISCRIMINATOR_VALUE, Json::text(value));
        own.set("allOf", Json::List(vec![base]));
        own
    }
}

/// A name that no other definition has.
fn free(taken: &mut HashSet<String>, wanted: String) -> String {
    let more = (2..).map(|number| format!("{wanted}{number}"));
    let free =
        std::iter::once(wanted.clone()).chain(more).find(|name| !taken.contains(name)).unwrap_or(wanted);
    taken.insert(free.clone());
    free
}

/// What a type without a name is called: by its owner and its place there, as generated code does.
fn name_of(site: &Site) -> String {
    let (Owner::Action(owner) | Owner::Named(owner)) = &site.owner;
    let tail = tails(site).into_iter().next().unwrap_or_default();
    format!("{}{}", pascal_ident(&clean(owner), "Type"), pascal_ident(&clean(&tail), ""))
}

/// Whether a type stands at a name of its own.
fn is_definition(def: &TypeDef) -> bool {
    let Site { owner: Owner::Named(name), steps } = &def.site else { return false };
    steps.is_empty() && !name.ends_with("/base")
}

/// The shared parameter that an inline type belongs to.
pub(super) fn parameter_of(def: &TypeDef) -> Option<&str> {
    match (&def.site.owner, def.site.steps.as_slice()) {
        (Owner::Named(name), [Step::Parameter(_), ..]) => Some(name),
        _ => None,
    }
}

/// A value that is always the same.
pub(super) fn constant(json: &str) -> Json {
    let value = parsed(json).unwrap_or_else(|| Json::text(json));
    let mut made = match &value {
        Json::Text(_) => plain(&Shape::Text),
        Json::Bool(_) => plain(&Shape::Bool),
        Json::Number(number) if number.contains(['.', 'e', 'E']) => plain(&Shape::Float),
        Json::Number(_) => plain(&Shape::Int64),
        _ => Json::Object(Vec::new()),
    };
    made.set("default", value);
    made.set("x-ms-visibility", Json::text("internal"));
    made
}

/// The text of a value.
pub(super) fn parsed(json: &str) -> Option<Json> {
    let (source, _) = crate::source::Source::from_memory("", json.as_bytes());
    source.root().map(Json::of)
}

/// A type without a name.
pub(super) fn plain(shape: &Shape) -> Json {
    let (word, format) = match shape {
        Shape::Bool => ("boolean", None),
        Shape::Int32 => ("integer", Some("int32")),
        Shape::Int64 => ("integer", Some("int64")),
        Shape::UnixTime => ("integer", Some("unixtime")),
        Shape::Float => ("number", Some("double")),
        Shape::Text => ("string", None),
        Shape::TextInt => ("string", Some("int64")),
        Shape::TextUint => ("string", Some("uint64")),
        Shape::Secret => ("string", Some("password")),
        Shape::DateTime => ("string", Some("date-time")),
        Shape::Date => ("string", Some("date")),
        Shape::Time => ("string", Some("time")),
        Shape::HttpDate => ("string", Some("date-time-rfc1123")),
        Shape::Duration => ("string", Some("duration")),
        Shape::Base64 => ("string", Some("byte")),
        Shape::Base64Url => ("string", Some("base64url")),
        Shape::Bytes => ("string", Some("binary")),
        _ => return Json::Object(Vec::new()),
    };
    let mut made = Json::object([("type", Json::text(word))]);
    if let Some(format) = format {
        made.set(platform::format(format), Json::text(format));
    }
    made
}

fn enumeration(given: &Enum) -> Json {
    let texts = given.values.iter().map(|(value, ..)| Json::text(value.as_str())).collect();
    let mut made = Json::object([("type", Json::text("string")), ("enum", Json::List(texts))]);
    if given.values.iter().any(|(_, name, docs)| name.is_some() || docs.is_some()) {
        let one = |(value, name, docs): &(String, Option<String>, Option<String>)| {
            let mut made = Json::object([("value", Json::text(value.as_str()))]);
            for (key, text) in [("name", name), ("description", docs)] {
                if let Some(text) = text {
                    made.set(key, Json::text(text.as_str()));
                }
            }
            made
        };
        let values = Json::List(given.values.iter().map(one).collect());
        made.edit(&["x-ms-enum"], |all| all.set("values", values));
    }
    made
}

/// What is said of a value; its label under the key that its kind has for it.
pub(super) fn documented(made: &mut Json, docs: &Docs, label: &str) {
    for (key, text) in [(label, &docs.summary), ("description", &docs.description)] {
        if let Some(text) = text.as_deref().filter(|_| made.get(key).is_none()) {
            made.set(key, Json::text(text));
        }
    }
}
