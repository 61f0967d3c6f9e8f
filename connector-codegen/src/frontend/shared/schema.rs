//! Schemas: JSON Schema as OpenAPI 2.0 has it, read into types.

use std::collections::HashMap;

use super::Reader;
use super::extension::{docs, flag, text, words_of};
use crate::diag::{Code, Diagnostic, quoted, suggest};
use crate::ir::{Docs, Enum, Owner, Shape, Site, Step, Ty, TypeDef, TypeId, TypeKind};
use crate::source::{Node, Value, referred};

/// What a schema's keys hold, where it is not checked on reading. `required: true` in a property is a slip that is understood.
const SCHEMA: super::Kinds = &[
    ("properties", &["an object"]),
    ("additionalProperties", &["an object", "a boolean"]),
    ("allOf", &["a list"]),
    (super::union::OWN, &["a list"]),
    ("enum", &["a list"]),
    ("required", &["a list", "a boolean"]),
    ("format", &["a text"]),
];

/// How deep schemas may stand in one another without a name; real documents have eight levels.
const INLINE_DEPTH: usize = 40;

/// How deep definitions are read inside one another before they wait for their turn.
const DEFINITION_DEPTH: usize = 40;

/// The types that a schema may name.
const TYPES: [&str; 7] = ["string", "number", "integer", "boolean", "array", "object", "file"];

/// A schema that has its place in the table and was met too deep inside others to be read there.
pub(super) struct Waiting<'a> {
    id: TypeId,
    node: &'a Node,
    /// It stands where it is used.
    inline: bool,
}

/// The entry of a schema that stands where it is used.
fn inline_def(node: &Node, site: &Site, kind: TypeKind) -> TypeDef {
    // The text of a parameter speaks of the input, not of its type.
    let of_parameter = matches!(site.steps.last(), Some(Step::Parameter(_)));
    TypeDef {
        name: enum_name(node),
        site: site.clone(),
        equals: Vec::new(),
        docs: if of_parameter { Docs::default() } else { docs(node) },
        kind,
        at: node.span,
    }
}

impl Site {
    /// The place of something that has a name.
    pub fn named(name: &str) -> Self {
        Site { owner: Owner::Named(name.to_owned()), steps: Vec::new() }
    }

    /// One step further.
    pub fn then(&self, step: Step) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Site { owner: self.owner.clone(), steps }
    }
}

impl<'a> Reader<'a> {
    /// The type that a schema describes.
    pub fn ty(&mut self, node: &'a Node, site: &Site) -> Ty {
        if let Some(ty) = self.read.get(&node.span) {
            return ty.clone();
        }
        if site.steps.len() > INLINE_DEPTH {
            let message = format!(
                "more than {INLINE_DEPTH} schemas stand in one another; the inner ones are read as any JSON"
            );
            self.diags.warning(Code::TOO_LARGE, node.span, message);
            return Ty::any();
        }
        self.depth += 1;
        let ty = self.ty_uncached(node, site);
        self.depth -= 1;
        self.read.insert(node.span, ty.clone());
        self.settle_waiting();
        ty
    }

    /// Reads what was met too deep, where nothing is being read.
    pub(super) fn settle_waiting(&mut self) {
        while self.depth == 0
            && let Some(next) = self.waiting.pop()
        {
            self.define_waiting(next);
        }
    }

    fn ty_uncached(&mut self, node: &'a Node, site: &Site) -> Ty {
        match &node.value {
            Value::Object(_) => {}
            Value::Bool(true) => return Ty::any(),
            Value::Bool(false) => {
                let message = "no value fits a schema that is `false`; it is read as any JSON";
                self.diags.warning(Code::WRONG_TYPE, node.span, message);
                return Ty::any();
            }
            // One schema in a list is a slip of indentation that real documents have.
            Value::List(list) if list.len() == 1 => {
                self.diags.warning(
                    Code::WRONG_TYPE,
                    node.span,
                    "a schema is an object; the only one of this list is taken",
                );
                return list.first().map_or_else(Ty::any, |only| self.ty(only, site));
            }
            Value::List(_) => {
                self.diags.warning(
                    Code::WRONG_TYPE,
                    node.span,
                    "a schema is an object, this is a list; it is read as any JSON",
                );
                return Ty::any();
            }
            _ => {
                let message = format!("a schema is an object, this is {}", node.kind_name());
                self.diags.error(Code::WRONG_TYPE, node.span, message);
                return Ty::any();
            }
        }
        let nullable = self.allows_null(node);
        let mut ty = match node.get("$ref") {
            Some(reference) => self.reference(reference),
            None => self.inline(node, site),
        };
        ty.nullable |= nullable;
        ty
    }

    /// The type of a schema that stands where it is used. It has a place in the table where it needs a name, or where it is
    /// asked for before it is read: by itself, which bases make possible, or too deep inside others.
    fn inline(&mut self, node: &'a Node, site: &Site) -> Ty {
        if let Some((_, place)) = self.reading.iter_mut().rfind(|(span, _)| *span == node.span) {
            let types = &mut self.types;
            let id = *place.get_or_insert_with(|| types.add(inline_def(node, site, TypeKind::Pending)));
            return Ty::new(Shape::Named(id));
        }
        if self.depth > DEFINITION_DEPTH + INLINE_DEPTH {
            let id = self.types.add(inline_def(node, site, TypeKind::Pending));
            self.waiting.push(Waiting { id, node, inline: true });
            return Ty::new(Shape::Named(id));
        }
        match self.inline_kind(node, site, None) {
            (TypeKind::Alias(ty), None) => ty,
            (kind, None) => Ty::new(Shape::Named(self.types.add(inline_def(node, site, kind)))),
            (kind, Some(id)) => {
                self.types.get_mut(id).kind = kind;
                self.break_alias_cycle(id);
                Ty::new(Shape::Named(id))
            }
        }
    }

    /// What an inline schema is, and the place that it was given meanwhile.
    fn inline_kind(&mut self, node: &'a Node, site: &Site, id: Option<TypeId>) -> (TypeKind, Option<TypeId>) {
        self.reading.push((node.span, id));
        let kind = self.kind(node, site);
        (kind, self.reading.pop().and_then(|(_, id)| id))
    }

    /// The type behind a `$ref`: a definition that is read once.
    pub(super) fn reference(&mut self, reference: &'a Node) -> Ty {
        let Some((target, name)) = self.target(reference) else { return Ty::any() };
        // The type itself has no null: whoever refers to it does.
        let nullable = self.dialect.has_unions() && self.allows_null(target);
        if let Some(id) = self.definitions.get(&target.span) {
            return Ty { shape: Shape::Named(*id), nullable };
        }
        // Two sections of a document may have one name: what pins a type has to tell them apart.
        let owner = match reference.as_str().and_then(|pointer| pointer.strip_prefix("#/")) {
            Some(inner) if !inner.starts_with("definitions/") => inner.to_owned(),
            _ => name.clone(),
        };
        Ty { shape: Shape::Named(self.definition(target, &name, &owner)), nullable }
    }

    /// Reads a definition and gives it a place in the table, before its content, so that it may refer to itself.
    pub(super) fn definition(&mut self, target: &'a Node, name: &str, owner: &str) -> TypeId {
        let id = self.types.add(TypeDef {
            name: Some(name.to_owned()),
            site: Site::named(owner),
            equals: Vec::new(),
            docs: docs(target),
            kind: TypeKind::Pending,
            at: target.span,
        });
        self.definitions.insert(target.span, id);
        // The stack is not for documents to use up.
        if self.depth > DEFINITION_DEPTH {
            self.waiting.push(Waiting { id, node: target, inline: false });
        } else {
            self.define(id, target);
        }
        id
    }

    fn define_waiting(&mut self, Waiting { id, node, inline }: Waiting<'a>) {
        if !inline {
            return self.define(id, node);
        }
        let site = self.types.get(id).site.clone();
        self.depth += 1;
        let (kind, _) = self.inline_kind(node, &site, Some(id));
        self.depth -= 1;
        self.types.get_mut(id).kind = kind;
        self.break_alias_cycle(id);
    }

    /// Reads the content of a definition that has its place.
    fn define(&mut self, id: TypeId, target: &'a Node) {
        let name = self.types.get(id).name.clone().unwrap_or_default();
        let (name, site) = (name.as_str(), self.types.get(id).site.clone());
        self.depth += 1;
        let kind = match target.get("$ref") {
            Some(reference) => TypeKind::Alias(self.reference(reference)),
            None => match self.tagged(target, name) {
                Some(tagged) => TypeKind::Tagged(tagged),
                None => self.kind(target, &site),
            },
        };
        let kind = match kind {
            TypeKind::Alias(mut ty) => {
                ty.nullable |= self.allows_null(target);
                TypeKind::Alias(ty)
            }
            kind => kind,
        };
        self.depth -= 1;
        self.types.get_mut(id).kind = kind;
        self.break_alias_cycle(id);
    }

    /// An alias of an alias names the type itself, and one that is too deep a list of lists is any JSON.
    pub(super) fn flatten_aliases(&mut self) {
        let ids: Vec<TypeId> = self.types.iter().map(|(id, _)| id).collect();
        let mut depths: HashMap<TypeId, usize> = HashMap::new();
        // What an alias names was met after it, as a rule; where it was not, the chain stays a little longer.
        for id in ids.into_iter().rev() {
            let TypeKind::Alias(ty) = &self.types.get(id).kind else { continue };
            let inner = ty.named().and_then(|to| depths.get(&to).copied()).unwrap_or(0);
            let depth = inner + levels(ty);
            let flat = match &ty.shape {
                _ if depth > INLINE_DEPTH => Ty::any(),
                Shape::Named(to) => match &self.types.get(*to).kind {
                    TypeKind::Alias(inner) => {
                        Ty { shape: inner.shape.clone(), nullable: ty.nullable || inner.nullable }
                    }
                    _ => ty.clone(),
                },
                _ => ty.clone(),
            };
            depths.insert(id, if depth > INLINE_DEPTH { 0 } else { depth });
            self.types.get_mut(id).kind = TypeKind::Alias(flat);
        }
    }

    /// `A = list of A` has no end in Rust: it becomes any JSON.
    fn break_alias_cycle(&mut self, start: TypeId) {
        let mut at = start;
        for _ in 0..=self.types.len() {
            let TypeKind::Alias(ty) = &self.types.get(at).kind else { return };
            let Some(next) = ty.named() else { return };
            if next == start {
                let def = self.types.get_mut(start);
                def.kind = TypeKind::Alias(Ty::any());
                let span = def.at;
                let name =
                    def.name.as_deref().map_or_else(|| "the schema".to_owned(), |name| format!("`{name}`"));
                self.diags.warning(
                    Code::ALIAS_CYCLE,
                    span,
                    format!("{name} is nothing but a reference to itself; it is read as any JSON"),
                );
                return;
            }
            at = next;
        }
    }

    /// What a schema without `$ref` is; a type that needs no name comes back as an alias.
    pub(super) fn kind(&mut self, node: &'a Node, site: &Site) -> TypeKind {
        // A parameter is a schema too, but its `required` is another.
        if node.get("in").is_none() {
            self.expect(node, SCHEMA);
        }
        if node.get("allOf").is_some() {
            return self.all_of(node, site);
        }
        if self.dialect.has_unions() || node.get(super::union::OWN).is_some() {
            if super::union::alternatives(node).next().is_some() {
                let own = node.get("properties").is_some();
                return if own { self.all_of(node, site) } else { self.union(node, site) };
            }
        } else {
            for unsupported in ["oneOf", "anyOf", "not"] {
                let Some(found) = node.get(unsupported) else { continue };
                self.diags.warning(
                    Code::NOT_IN_OPENAPI2,
                    found.span,
                    format!("`{unsupported}` is not part of OpenAPI 2.0; the value is read as any JSON"),
                );
                return TypeKind::Alias(Ty::any());
            }
        }
        let declared = self.declared_type(node);
        self.kind_of_type(node, declared, site)
    }

    /// What a schema of a type is, composition not counted.
    fn kind_of_type(&mut self, node: &'a Node, declared: Option<&str>, site: &Site) -> TypeKind {
        let shape = match declared {
            Some("string") if node.get("properties").is_some() => Shape::Any,
            Some("string") => return self.string(node),
            Some("boolean") => Shape::Bool,
            Some("integer") => integer(text(node, "format")),
            Some("number") => Shape::Float,
            Some("file") => Shape::Bytes,
            Some("array") => self.list(node, site),
            Some("object") if node.get("properties").is_none() && node.get("items").is_some() => Shape::Any,
            Some("object") => return self.object_kind(node, site),
            _ if node.get("properties").is_some() || node.get("additionalProperties").is_some() => {
                return self.object_kind(node, site);
            }
            _ if node.get("items").is_some() => self.list(node, site),
            _ if string_values(node).is_some() => return self.string(node),
            _ => Shape::Any,
        };
        TypeKind::Alias(Ty::new(shape))
    }

    /// The `type` of a schema; a list of types counts when null is the only other one.
    fn declared_type(&mut self, node: &'a Node) -> Option<&'a str> {
        let declared = node.get("type")?;
        let word = match &declared.value {
            Value::Text(word) => word.as_str(),
            Value::List(words) => {
                let mut others = words.iter().filter_map(Node::as_str).filter(|word| *word != "null");
                match (others.next(), others.next()) {
                    (Some(only), None) => only,
                    _ => return None,
                }
            }
            _ => {
                let message = format!("`type` is a word, this is {}", declared.kind_name());
                self.diags.error(Code::WRONG_TYPE, declared.span, message);
                return None;
            }
        };
        if TYPES.contains(&word) {
            return Some(word);
        }
        let lower = word.to_ascii_lowercase();
        let shown = quoted(word);
        let near = suggest(&lower, TYPES);
        self.diags.push(match near {
            Some(near) => {
                Diagnostic::error(Code::UNKNOWN_TYPE, declared.span, format!("there is no type {shown}"))
                    .help(format!("did you mean `{near}`?"))
            }
            None => {
                let message = format!("there is no type {shown}; the value is read as any JSON");
                Diagnostic::warning(Code::UNKNOWN_TYPE, declared.span, message)
                    .help(format!("the types are {}", words_of(&TYPES)))
            }
        });
        // What it surely means, so that one slip is one error.
        near
    }

    fn list(&mut self, node: &'a Node, site: &Site) -> Shape {
        let mut item = match node.get("items") {
            Some(items) => self.ty(items, &site.then(Step::Item)),
            None => Ty::any(),
        };
        if item.shape == Shape::Bytes {
            item.shape = Shape::Text;
        }
        Shape::List(Box::new(item))
    }

    fn string(&mut self, node: &'a Node) -> TypeKind {
        if let Some(values) = self.enum_values(node) {
            return TypeKind::Enum(values);
        }
        let format = text(node, "format").unwrap_or_default();
        let secret = node.get("x-ms-secret").is_some_and(flag);
        TypeKind::Alias(Ty::new(match format.to_ascii_lowercase().as_str() {
            _ if secret => Shape::Secret,
            "date-time" => Shape::DateTime,
            "date" => Shape::Date,
            "time" => Shape::Time,
            "date-time-rfc1123" => Shape::HttpDate,
            "duration" => Shape::Duration,
            "byte" => Shape::Base64,
            "base64url" => Shape::Base64Url,
            "binary" => Shape::Bytes,
            "password" => Shape::Secret,
            "int64" | "int32" => Shape::TextInt,
            "uint64" => Shape::TextUint,
            "int-or-string" => Shape::Any,
            _ => Shape::Text,
        }))
    }

    /// The values of a string enum with the names and texts that the extensions give them. Values that are not text are
    /// taken by their text; null only says that null is allowed.
    fn enum_values(&mut self, node: &'a Node) -> Option<Enum> {
        let texts = string_values(node)?;
        let mut values: Vec<(String, Option<String>, Option<String>)> = Vec::with_capacity(texts.len());
        let mut seen = std::collections::HashSet::new();
        let parallel = node.get("x-enumNames").and_then(Node::as_list).unwrap_or_default();
        let described = node.get("x-ms-enum").and_then(|given| given.get("values")).and_then(Node::as_list);
        let labelled = node.get("x-ms-enum-values").and_then(Node::as_list);
        for (index, value) in texts.into_iter().enumerate() {
            if !seen.insert(value.clone()) {
                continue;
            }
            let of = |list: Option<&'a [Node]>| {
                list.unwrap_or_default()
                    .iter()
                    .find(|entry| entry.get("value").and_then(scalar_text).as_ref() == Some(&value))
            };
            let entry = of(described);
            let name = entry
                .and_then(|entry| text(entry, "name"))
                .or_else(|| parallel.get(index).and_then(Node::as_str))
                .map(str::to_owned);
            let doc = entry
                .and_then(|entry| text(entry, "description"))
                .or_else(|| of(labelled).and_then(|entry| text(entry, "displayName")))
                .map(str::to_owned);
            values.push((value, name, doc));
        }
        Some(Enum { values })
    }

    /// A `$ref`'s target and the name that it gives its type; a diagnostic where there is none.
    pub fn target(&mut self, reference: &'a Node) -> Option<(&'a Node, String)> {
        let Some(pointer) = reference.as_str() else {
            let message = format!("`$ref` is text, this is {}", reference.kind_name());
            self.diags.error(Code::WRONG_TYPE, reference.span, message);
            return None;
        };
        // Once for each reference, however often it is used: what was meant instead is looked for among all names.
        if self.reported.contains(&reference.span) {
            return None;
        }
        match self.source.resolve(reference.span.file, pointer) {
            Ok(target) => Some((target, name_of_reference(pointer))),
            Err(problem) => {
                self.reported.insert(reference.span);
                self.diags.push(problem.into_diagnostic(reference.span));
                None
            }
        }
    }
}

impl Reader<'_> {
    /// Whether null is a value of a schema.
    pub(super) fn allows_null(&self, node: &Node) -> bool {
        is_nullable(node) || self.dialect.has_unions() && super::union::allows_null(node)
    }
}

/// `x-nullable`, also as text, as real documents have it.
pub(super) fn is_nullable(node: &Node) -> bool {
    let listed = node
        .get("type")
        .and_then(Node::as_list)
        .is_some_and(|types| types.iter().any(|word| word.as_str() == Some("null")));
    listed || node.get("x-nullable").is_some_and(flag) || node.get("nullable").is_some_and(flag)
}

/// Lists and maps around a named type.
fn levels(ty: &Ty) -> usize {
    match &ty.shape {
        Shape::List(item) | Shape::Map(item) => 1 + levels(item),
        _ => 0,
    }
}

fn integer(format: Option<&str>) -> Shape {
    match format {
        Some("int32") => Shape::Int32,
        Some("unixtime") => Shape::UnixTime,
        _ => Shape::Int64,
    }
}

/// The texts of an `enum` with at least one value that is not null.
fn string_values(node: &Node) -> Option<Vec<String>> {
    let given = match node.get("enum").and_then(Node::as_list) {
        Some(given) if !given.is_empty() => given.iter().collect::<Vec<_>>(),
        _ if node.get("const").is_some_and(|only| only.as_str().is_some()) => {
            node.get("const").into_iter().collect::<Vec<_>>()
        }
        _ => node
            .get("x-ms-enum")?
            .get("values")?
            .as_list()?
            .iter()
            .filter_map(|entry| entry.get("value"))
            .collect(),
    };
    let untyped = node.get("type").is_none();
    if untyped && !given.iter().any(|value| value.as_str().is_some()) {
        return None;
    }
    let texts: Vec<String> = given.into_iter().filter_map(scalar_text).collect();
    (!texts.is_empty()).then_some(texts)
}

/// The text of a scalar.
pub fn scalar_text(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) => Some(text.clone()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(_) => Some(node.to_json_text()),
        _ => None,
    }
}

fn enum_name(node: &Node) -> Option<String> {
    node.get("x-ms-enum").and_then(|given| text(given, "name")).map(str::to_owned)
}

/// `#/definitions/Pet` is called `Pet`, `Pet.json` too; `#/definitions/List%5BPet%5D` is called `List[Pet]`.
pub(super) fn name_of_reference(pointer: &str) -> String {
    let last = pointer.rsplit(['/', '#']).find(|part| !part.is_empty()).unwrap_or(pointer);
    let plain = referred(last);
    match plain.rsplit_once('.') {
        Some((stem, "json" | "yaml" | "yml")) => stem.to_owned(),
        _ => plain,
    }
}
