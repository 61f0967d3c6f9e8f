//! Objects: properties, `allOf`, `discriminator`.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::Reader;
use super::extension::{docs, flag, is_advanced, is_internal, members, text, texts};
use super::mapping::Tag;
use crate::diag::Code;
use crate::ir::{Field, Object, Shape, Site, Step, Tagged, Ty, TypeDef, TypeId, TypeKind};
use crate::source::{Node, Span, Value};

/// How deep `allOf` may be nested; real documents stay below five.
const ALL_OF_DEPTH: usize = 64;

/// Definitions that are built on others: base → (definition, name) in document order.
pub(super) type Heirs<'a> = HashMap<Span, Vec<(&'a Node, String)>>;

/// The discriminator that a schema inherits, if any, and the definition that it stands in.
pub(super) type Inherited<'a> = Option<(Rc<Tag>, &'a Node)>;

/// An object that is put together, with the places of its fields.
#[derive(Default)]
struct Gathered {
    object: Object,
    places: HashMap<String, usize>,
}

impl<'a> Reader<'a> {
    /// A schema of type object.
    pub(super) fn object_kind(&mut self, node: &'a Node, site: &Site) -> TypeKind {
        let has_fields = node.get("properties").and_then(Node::as_object).is_some_and(|all| !all.is_empty());
        if has_fields {
            let mut gathered = Gathered::default();
            self.gather(node, site, &mut gathered, &mut HashSet::new(), 0);
            return TypeKind::Object(gathered.object);
        }
        let shape = match node.get("additionalProperties").map(|given| (given, &given.value)) {
            Some((given, Value::Object(_))) => {
                let value = self.ty(given, &site.then(Step::Value));
                match value.shape {
                    Shape::Any => Shape::Any,
                    _ => Shape::Map(Box::new(value)),
                }
            }
            _ => Shape::Any,
        };
        TypeKind::Alias(Ty::new(shape))
    }

    /// `allOf`: one struct with everything in it; a lone reference is just that type.
    pub(super) fn all_of(&mut self, node: &'a Node, site: &Site) -> TypeKind {
        let parts = node.get("allOf").and_then(Node::as_list).unwrap_or_default();
        let adds_nothing = node.get("properties").is_none() && node.get("additionalProperties").is_none();
        if let ([only], true) = (parts, adds_nothing)
            && self.tag_of(node, 0).is_none()
        {
            return match (only.get("$ref"), &site.steps[..]) {
                // A definition that only wraps another keeps its own name.
                (Some(_), _) => TypeKind::Alias(self.ty(only, site)),
                (None, _) => self.kind(only, site),
            };
        }
        let mut gathered = Gathered::default();
        let plain = self.gather(node, site, &mut gathered, &mut HashSet::new(), 0);
        let object = gathered.object;
        if object.fields.is_empty() && object.rest.is_none() {
            // Nothing but descriptions around one type that is not an object, or nothing at all.
            let mut refs =
                parts.iter().filter(|part| part.get("$ref").is_some() || part.get("type").is_some());
            return match (refs.next(), refs.next()) {
                (Some(one), None) => TypeKind::Alias(self.ty(one, site)),
                _ => TypeKind::Alias(Ty::any()),
            };
        }
        if !plain {
            self.diags.warning(
                Code::MIXED_ALL_OF,
                node.span,
                "`allOf` mixes objects with something else; only the objects are read".to_owned(),
            );
        }
        TypeKind::Object(object)
    }

    /// Adds all properties that a schema has by itself and through `allOf`. False where a part is not an object.
    fn gather(
        &mut self,
        node: &'a Node,
        site: &Site,
        into: &mut Gathered,
        seen: &mut HashSet<Span>,
        depth: usize,
    ) -> bool {
        if depth > ALL_OF_DEPTH || !seen.insert(node.span) {
            return true;
        }
        // Each look at a part of another is work, whether it has properties or not.
        if depth > 0 && !self.may_copy(node) {
            return true;
        }
        if let Some(reference) = node.get("$ref") {
            return match self.target(reference) {
                Some((target, name)) => self.gather(target, &Site::named(&name), into, seen, depth + 1),
                None => true,
            };
        }
        let mut plain = true;
        self.depth += 1;
        for part in node.get("allOf").and_then(Node::as_list).unwrap_or_default() {
            plain &= self.gather(part, site, into, seen, depth + 1);
        }
        if matches!(text(node, "type"), Some(word) if word != "object") && node.get("properties").is_none() {
            plain = false;
        }
        for member in node.get("properties").into_iter().flat_map(members) {
            if depth > 0 && !self.may_copy(&member.value) {
                break;
            }
            let field = self.field(&member.key, member.key_span, &member.value, site);
            match into.places.get(&field.wire).and_then(|at| into.object.fields.get_mut(*at)) {
                Some(known) => *known = Field { required: known.required || field.required, ..field },
                None => {
                    into.places.insert(field.wire.clone(), into.object.fields.len());
                    into.object.fields.push(field);
                }
            }
        }
        if self.dialect.has_unions() && self.discriminates_nothing(node) {
            plain &= self.gather_alternatives(node, site, into, seen, depth + 1);
        }
        for name in texts(node, "required") {
            if let Some(field) = into.places.get(name).and_then(|at| into.object.fields.get_mut(*at)) {
                field.required = true;
            }
        }
        match node.get("additionalProperties").map(|given| (given, &given.value)) {
            // The service knows of more than the document.
            _ if super::dynamic::has_schema(node) => into.object.rest = Some(Ty::any()),
            Some((_, Value::Bool(true))) => into.object.rest = Some(Ty::any()),
            Some((given, Value::Object(_))) => {
                into.object.rest = Some(self.ty(given, &site.then(Step::Value)))
            }
            _ => {}
        }
        self.depth -= 1;
        plain
    }

    /// Whether alternatives of a schema are not those that are built on it.
    fn discriminates_nothing(&mut self, node: &'a Node) -> bool {
        let own = |(_, at): (Rc<Tag>, &Node)| at.span == node.span;
        node.get("properties").is_none() || !self.tag_at(node, 0).is_some_and(own)
    }

    /// The properties of all alternatives that stand beside properties or in `allOf`. Each may be missing, since another
    /// alternative may be meant.
    fn gather_alternatives(
        &mut self,
        node: &'a Node,
        site: &Site,
        into: &mut Gathered,
        seen: &HashSet<Span>,
        depth: usize,
    ) -> bool {
        let mut plain = true;
        let before = into.object.fields.len();
        for part in super::union::alternatives(node) {
            let mut own = Gathered::default();
            plain &= self.gather(part, site, &mut own, &mut seen.clone(), depth);
            for field in own.object.fields {
                let known = into.places.get(&field.wire).copied();
                match known.and_then(|at| Some((at, into.object.fields.get_mut(at)?))) {
                    // What is said beside the alternatives holds for all of them.
                    Some((at, known)) if at >= before && known.ty.shape != field.ty.shape => {
                        known.ty = Ty::any();
                    }
                    Some(_) => {}
                    None => {
                        into.places.insert(field.wire.clone(), into.object.fields.len());
                        into.object.fields.push(Field { required: false, ..field });
                    }
                }
            }
            into.object.rest = into.object.rest.take().or(own.object.rest);
        }
        plain
    }

    fn field(&mut self, wire: &str, key_span: Span, node: &'a Node, site: &Site) -> Field {
        let mut ty = self.ty(node, &site.then(Step::Property(wire.to_owned())));
        if ty.shape == Shape::Bytes {
            // Raw bytes cannot stand inside JSON.
            ty.shape = Shape::Text;
        }
        ty.nullable |= self.allows_null(node);
        let mutability = texts(node, "x-ms-mutability");
        let open = self.is_open(node);
        Field {
            wire: wire.to_owned(),
            client_name: text(node, "x-ms-client-name").map(str::to_owned),
            ty,
            // A property that says `required: true` of itself is a common slip from older drafts.
            required: node.get("required").is_some_and(|given| given.as_bool() == Some(true)),
            read_only: node.get("readOnly").is_some_and(flag)
                || mutability == ["read"]
                || text(node, "x-ms-permission") == Some("read-only"),
            internal: is_internal(node),
            advanced: is_advanced(node),
            callback: false,
            open,
            default: node
                .get("default")
                .filter(|given| !matches!(given.value, Value::Null))
                .map(Node::to_json_text),
            presence: crate::ir::Presence::Optional,
            boxed: false,
            xml: self.xml_field(wire, node),
            docs: docs(node),
            at: key_span,
        }
    }

    /// A definition with a `discriminator`, or one that inherits it, and others built on it: an enum of them.
    pub(super) fn tagged(&mut self, node: &'a Node, name: &str) -> Option<Tagged> {
        let (given, at) = self.tag_at(node, 0)?;
        let inherits = at.span != node.span;
        let heirs = self.descendants(node);
        if heirs.is_empty() {
            return None;
        }
        let tag = given.wire.clone();
        let site = Site::named(name);
        let mut gathered = Gathered::default();
        self.gather(node, &site, &mut gathered, &mut HashSet::new(), 0);
        let base = self.types.add(TypeDef {
            name: Some(format!("{name}Base")),
            // The enum stands at the definition itself: what pins one of them must not pin the other.
            site: Site::named(&format!("{name}/base")),
            equals: Vec::new(),
            docs: docs(node),
            kind: TypeKind::Object(gathered.object),
            at: node.span,
        });
        let mut variants = Vec::with_capacity(heirs.len() + 1);
        // One between the root and the leaves is what it is, and may be any of its heirs.
        if inherits {
            let value = tag_value(&given, node, name);
            variants.push((vec![value], base));
        }
        for (heir, heir_name) in heirs {
            let value = tag_value(&given, heir, &heir_name);
            let id = self.struct_of(heir, &heir_name);
            variants.push((vec![value], id));
        }
        Some(Tagged { tag, variants, base: Ty::new(Shape::Named(base)) })
    }

    /// The struct of a definition, also where references to it mean an enum.
    fn struct_of(&mut self, node: &'a Node, name: &str) -> TypeId {
        let id = match self.definitions.get(&node.span) {
            Some(id) => *id,
            None => self.definition(node, name, name),
        };
        match &self.types.get(id).kind {
            TypeKind::Tagged(tagged) => tagged.base.named().unwrap_or(id),
            _ => id,
        }
    }

    /// The discriminator that a schema inherits through `allOf`, itself not counted.
    fn tag_of(&mut self, node: &'a Node, depth: usize) -> Inherited<'a> {
        let parts = node.get("allOf").and_then(Node::as_list).unwrap_or_default();
        parts.iter().filter(|_| depth <= ALL_OF_DEPTH).find_map(|part| match part.get("$ref") {
            Some(reference) => self.target(reference).and_then(|(target, _)| self.tag_at(target, depth)),
            None => self.tag_at(part, depth),
        })
    }

    /// A schema's own discriminator, or the one that it inherits: asked once, however many are built on it.
    fn tag_at(&mut self, node: &'a Node, depth: usize) -> Inherited<'a> {
        if let Some(known) = self.inherited.get(&node.span) {
            return known.clone();
        }
        // Who inherits from itself inherits nothing by that.
        self.inherited.insert(node.span, None);
        let dialect = self.dialect;
        let found = match dialect.discriminator(self, node) {
            Some(given) => Some((Rc::new(self.tag(given, node)), node)),
            None => self.tag_of(node, depth + 1),
        };
        self.inherited.insert(node.span, found.clone());
        found
    }

    /// Makes the discriminator of every definition built on another a constant: a `Cat` is always sent as a `Cat`.
    pub(super) fn fix_tags(&mut self) {
        for (node, name) in self.main_definitions() {
            let Some(id) = self.definitions.get(&node.span).copied() else { continue };
            let Some((given, _)) = self.tag_of(node, 0) else { continue };
            let value = tag_value(&given, node, &name);
            let tag = given.wire.clone();
            let id = match &self.types.get(id).kind {
                TypeKind::Tagged(tagged) => tagged.base.named().unwrap_or(id),
                _ => id,
            };
            if let TypeKind::Object(object) = &mut self.types.get_mut(id).kind {
                object.fields.retain(|field| field.wire != tag);
                object.constants.push((tag.to_owned(), crate::ir::json_text(&value)));
            }
        }
    }

    /// Every definition built on this one, directly or not, in document order.
    fn descendants(&mut self, node: &'a Node) -> Vec<(&'a Node, String)> {
        let mut found: Vec<(&'a Node, String)> = Vec::new();
        let mut seen: HashSet<Span> = HashSet::from([node.span]);
        let mut open = vec![node.span];
        while let Some(base) = open.pop() {
            for (heir, name) in self.heirs().get(&base).cloned().unwrap_or_default() {
                if seen.insert(heir.span) && self.may_copy(heir) {
                    open.push(heir.span);
                    found.push((heir, name));
                }
            }
        }
        found.sort_by_key(|(node, _)| (node.span.file, node.span.start));
        found
    }

    fn heirs(&mut self) -> &Heirs<'a> {
        if self.heirs.is_none() {
            let mut heirs: Heirs<'a> = HashMap::new();
            for (node, name) in self.main_definitions() {
                for part in node.get("allOf").and_then(Node::as_list).unwrap_or_default() {
                    let Some(reference) = part.get("$ref") else { continue };
                    if let Some((target, _)) = self.target(reference) {
                        heirs.entry(target.span).or_default().push((node, name.clone()));
                    }
                }
            }
            self.heirs = Some(heirs);
        }
        self.heirs.get_or_insert_with(HashMap::new)
    }

    fn main_definitions(&self) -> Vec<(&'a Node, String)> {
        let definitions = |(root, dialect): &super::Document<'a>| {
            dialect.definitions().iter().try_fold(*root, |node, key| node.get(key))
        };
        let all = self.documents.iter().filter_map(definitions).flat_map(members);
        all.map(|member| (&member.value, member.key.clone())).collect()
    }
}

/// What a discriminator says of a schema that is built on its own.
fn tag_value(given: &Tag, heir: &Node, name: &str) -> String {
    let own = text(heir, "x-ms-discriminator-value");
    own.or_else(|| given.of(heir, Some(name)).into_iter().next()).unwrap_or(name).to_owned()
}
