//! Types in words, and what is in them: trees that end where a type contains itself, and where they would fill a page.

use crate::docs::reference::{Allowed, Field, Type};
use crate::emit::{At, Emitter};
use crate::ir::{Docs, Presence, Shape, Ty, TypeId, TypeKind};

/// Levels that are shown below an input or reply, and fields that one tree may have; what is more is behind a link.
const SHOWN: (usize, usize) = (4, 120);

/// The same where there are many operations, which tend to share their types: pages would say the same again and again.
const SHOWN_OF_MANY: (usize, usize) = (1, 40);

/// This many.
const MANY: usize = 120;

/// A tree that is being made.
pub(super) struct Tree<'a> {
    emitter: &'a Emitter<'a>,
    /// Types that the current branch goes through.
    path: Vec<TypeId>,
    depth: usize,
    left: usize,
    /// Of a body: what the service sets is not shown.
    sent: bool,
}

impl<'a> Tree<'a> {
    pub(super) fn new(emitter: &'a Emitter<'a>, sent: bool) -> Self {
        let (depth, left) = if emitter.connector.actions.len() > MANY { SHOWN_OF_MANY } else { SHOWN };
        Self { emitter, path: Vec::new(), depth, left, sent }
    }

    /// What is in a value of a type, and whether that is not all.
    pub(super) fn below(&mut self, ty: &Ty) -> (Vec<Field>, bool) {
        let types = &self.emitter.connector.types;
        let mut ty = types.resolve(ty);
        while let Shape::List(item) | Shape::Map(item) = &ty.shape {
            ty = types.resolve(item);
        }
        let Shape::Named(id) = ty.shape else { return (Vec::new(), false) };
        self.of(id)
    }

    fn of(&mut self, id: TypeId) -> (Vec<Field>, bool) {
        let def = self.emitter.connector.types.get(id);
        let has_more = match &def.kind {
            TypeKind::Object(object) => !object.fields.is_empty(),
            TypeKind::Tagged(_) | TypeKind::Statuses(_) => true,
            _ => false,
        };
        if !has_more {
            return (Vec::new(), false);
        }
        if self.path.contains(&id) || self.path.len() >= self.depth {
            return (Vec::new(), true);
        }
        let size = match &def.kind {
            TypeKind::Object(object) => object.fields.len(),
            TypeKind::Tagged(tagged) => tagged.variants.len(),
            _ => 1,
        };
        // Half a type is worse than a link; the topmost is shown in any case.
        if size > self.left && !self.path.is_empty() {
            return (Vec::new(), true);
        }
        self.left = self.left.saturating_sub(size);
        let mut fields = members(self.emitter, id);
        if self.sent {
            fields.retain(|(field, _)| !field.read_only);
        }
        self.path.push(id);
        let mut made = Vec::with_capacity(fields.len());
        for (mut field, ty) in fields {
            if let Some(ty) = ty {
                (field.fields, field.cut) = self.below(&ty);
            }
            made.push(field);
        }
        self.path.pop();
        (made, false)
    }
}

/// The fields of a type or its variants, with nothing in them yet, and the types of what is in them.
pub(super) fn members(emitter: &Emitter<'_>, id: TypeId) -> Vec<(Field, Option<Ty>)> {
    let Some(names) = emitter.names.types.get(id.0 as usize) else { return Vec::new() };
    match &emitter.connector.types.get(id).kind {
        TypeKind::Object(object) => {
            let fields = object.fields.iter().zip(&names.fields).map(|(field, own)| {
                let ty = Type { rust: rust(&emitter.field_ty(field)), ..ty(emitter, &field.ty) };
                let made = Field {
                    required: field.presence == Presence::Required,
                    read_only: field.read_only,
                    advanced: field.advanced,
                    docs: field.docs.clone(),
                    default: field.default.clone(),
                    allowed: allowed(emitter, &field.ty),
                    ..plain(own, &field.wire, ty)
                };
                (made, Some(field.ty.clone()))
            });
            let rest = object.rest.as_ref().map(|rest| {
                let of = ty(emitter, rest);
                let words = format!("any other property: {}", of.words);
                let made = plain(&names.other, "*", Type { rust: format!("Map<{}>", of.rust), words, ..of });
                (made, Some(rest.clone()))
            });
            fields.chain(rest).collect()
        }
        TypeKind::Tagged(tagged) => tagged
            .variants
            .iter()
            .zip(&names.variants)
            .map(|((values, id), own)| {
                let of = Ty::new(Shape::Named(*id));
                (plain(own, &values.join(", "), ty(emitter, &of)), Some(of))
            })
            .collect(),
        TypeKind::Union(all) => all
            .iter()
            .zip(&names.variants)
            .map(|(variant, own)| (plain(own, "", ty(emitter, &variant.ty)), Some(variant.ty.clone())))
            .collect(),
        TypeKind::Statuses(all) => all
            .iter()
            .zip(&names.variants)
            .map(|((status, body), own)| {
                let shown = body.as_ref().map(|body| ty(emitter, body)).unwrap_or_else(nothing);
                let status = if *status == 0 { "default".to_owned() } else { status.to_string() };
                (plain(own, &status, shown), body.clone())
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// A field of which no more is known than this.
pub(super) fn plain(name: &str, wire: &str, ty: Type) -> Field {
    Field {
        name: name.to_owned(),
        wire: wire.to_owned(),
        ty,
        required: false,
        read_only: false,
        advanced: false,
        docs: Docs::default(),
        default: None,
        allowed: Vec::new(),
        fields: Vec::new(),
        cut: false,
    }
}

/// Tokens as a user of the client writes the type: what the runtime has is in the library's root.
pub(super) fn rust(tokens: &proc_macro2::TokenStream) -> String {
    crate::inspect::rust(&tokens.to_string()).replace("rt::", "")
}

/// No value at all.
pub(super) fn nothing() -> Type {
    Type { rust: "()".to_owned(), words: "nothing".to_owned(), model: None }
}

/// A type as it stands outside of `model`.
pub(super) fn ty(emitter: &Emitter<'_>, ty: &Ty) -> Type {
    Type {
        rust: rust(&emitter.nullable(ty, At::Outside)),
        words: words(emitter, ty),
        model: model(emitter, ty),
    }
}

/// The model at the heart of a type, where it is one that pages have.
fn model(emitter: &Emitter<'_>, ty: &Ty) -> Option<String> {
    let id = ty.named().filter(|id| emitter.uses.used(*id) && emitter.external(*id).is_none())?;
    Some(emitter.type_name(id).to_owned())
}

fn words(emitter: &Emitter<'_>, ty: &Ty) -> String {
    let types = &emitter.connector.types;
    let plain = match &types.resolve(ty).shape {
        Shape::Any => "any JSON".to_owned(),
        Shape::Bool => "true or false".to_owned(),
        Shape::Int32 | Shape::Int64 => "integer".to_owned(),
        Shape::TextInt => "integer, as text".to_owned(),
        Shape::Float => "number".to_owned(),
        Shape::Text => "text".to_owned(),
        Shape::Secret => "secret text".to_owned(),
        Shape::DateTime => "date and time".to_owned(),
        Shape::Date => "date".to_owned(),
        Shape::Time => "time of day".to_owned(),
        Shape::HttpDate => "date and time, as HTTP writes it".to_owned(),
        Shape::UnixTime => "time, in seconds since 1970".to_owned(),
        Shape::Duration => "duration, as ISO 8601 writes it".to_owned(),
        Shape::Base64 => "bytes, as base64".to_owned(),
        Shape::Base64Url => "bytes, as base64url".to_owned(),
        Shape::Bytes => "bytes".to_owned(),
        Shape::List(item) => format!("list of {}", words(emitter, item)),
        Shape::Map(item) => format!("map of {}", words(emitter, item)),
        Shape::Named(id) => match &types.get(*id).kind {
            TypeKind::Enum(_) => "one of some texts".to_owned(),
            TypeKind::External(path) => path.clone(),
            _ => emitter.type_name(*id).to_owned(),
        },
    };
    if ty.nullable { format!("{plain} or null") } else { plain }
}

/// The values of an enum, or of a list of them.
pub(super) fn allowed(emitter: &Emitter<'_>, ty: &Ty) -> Vec<Allowed> {
    let types = &emitter.connector.types;
    let mut ty = types.resolve(ty);
    while let Shape::List(item) = &ty.shape {
        ty = types.resolve(item);
    }
    let Shape::Named(id) = ty.shape else { return Vec::new() };
    values(emitter, id)
}

/// The values of a type that is an enum.
pub(super) fn values(emitter: &Emitter<'_>, id: TypeId) -> Vec<Allowed> {
    let (TypeKind::Enum(values), Some(names)) =
        (&emitter.connector.types.get(id).kind, emitter.names.types.get(id.0 as usize))
    else {
        return Vec::new();
    };
    let all = values.values.iter().zip(&names.variants);
    all.map(|((value, _, docs), variant)| Allowed {
        value: value.clone(),
        variant: variant.clone(),
        docs: docs.clone(),
    })
    .collect()
}
