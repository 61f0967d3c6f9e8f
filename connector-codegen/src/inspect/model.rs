//! The types of a client, as `inspect` shows them.

use super::rust;
use crate::emit::{At, Emitter};
use crate::ir::{Presence, Ty, TypeKind};

/// A type in `model`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelView {
    /// Its name.
    pub name: String,
    /// `struct`, `enum` (of texts), `union` (of structs, told apart by a property), `statuses` (of one reply) or `alias`.
    pub kind: &'static str,
    /// Whether callers make values of it.
    pub sent: bool,
    /// Fields of a struct, variants of anything else. An alias has one, without a name.
    pub parts: Vec<PartView>,
}

/// A field or a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartView {
    /// Its name in Rust.
    pub name: String,
    /// Its name or value on the wire, or the status that it stands for.
    pub wire: String,
    /// Its type, as Rust; empty for a variant that holds nothing.
    pub ty: String,
    /// An argument of `new`.
    pub required: bool,
}

/// All types that are generated, by name.
pub fn models(emitter: &Emitter<'_>) -> Vec<ModelView> {
    let types = &emitter.connector.types;
    let mut models: Vec<ModelView> = types
        .iter()
        .filter(|(id, _)| emitter.uses.used(*id))
        .filter_map(|(id, def)| {
            let names = emitter.names.types.get(id.0 as usize)?;
            let ty = |ty: &Ty| rust(&emitter.nullable(ty, At::Model).to_string());
            let plain = |name: &str, wire: &str, ty: String| PartView {
                name: name.to_owned(),
                wire: wire.to_owned(),
                ty,
                required: false,
            };
            let (kind, parts): (_, Vec<PartView>) = match &def.kind {
                TypeKind::Object(object) => {
                    let fields = object.fields.iter().zip(&names.fields).map(|(field, own)| PartView {
                        required: field.presence == Presence::Required,
                        ..plain(own, &field.wire, rust(&emitter.field_ty(field).to_string()))
                    });
                    let rest = object.rest.as_ref();
                    let rest = rest.map(|of| plain(&names.other, "*", format!("rt::Map<{}>", ty(of))));
                    ("struct", fields.chain(rest).collect())
                }
                TypeKind::Enum(values) => {
                    let variants = values.values.iter().zip(&names.variants);
                    ("enum", variants.map(|((wire, ..), own)| plain(own, wire, String::new())).collect())
                }
                TypeKind::Tagged(tagged) => {
                    let variants = tagged.variants.iter().zip(&names.variants);
                    let named = |id| rust(&emitter.named(id, At::Model).to_string());
                    (
                        "union",
                        variants
                            .map(|((values, id), own)| plain(own, &values.join(" | "), named(*id)))
                            .collect(),
                    )
                }
                TypeKind::Union(all) => {
                    let variants = all.iter().zip(&names.variants);
                    ("union", variants.map(|(variant, own)| plain(own, "", ty(&variant.ty))).collect())
                }
                TypeKind::Statuses(all) => {
                    let variants = all.iter().zip(&names.variants).map(|((status, body), own)| {
                        plain(own, &status.to_string(), body.as_ref().map(ty).unwrap_or_default())
                    });
                    ("statuses", variants.collect())
                }
                TypeKind::Alias(to) => ("alias", vec![plain("", "", ty(to))]),
                TypeKind::External(_) | TypeKind::Pending | TypeKind::Merged => return None,
            };
            Some(ModelView { name: names.name.clone(), kind, sent: emitter.uses.sent(id), parts })
        })
        .collect();
    let aliases = emitter.names.aliases.iter().filter(|(_, id)| emitter.uses.used(*id));
    models.extend(aliases.map(|(alias, id)| ModelView {
        name: alias.clone(),
        kind: "alias",
        sent: emitter.uses.sent(*id),
        parts: vec![PartView {
            name: String::new(),
            wire: String::new(),
            ty: emitter.type_name(*id).to_owned(),
            required: false,
        }],
    }));
    models.sort_by(|one, other| one.name.cmp(&other.name));
    models
}
