//! The types of a client.

use super::fields::{members, ty, values};
use crate::docs::reference::{Model, ModelKind};
use crate::emit::Emitter;
use crate::ir::{Docs, Shape, Ty, TypeKind};

/// All types that are generated, by name.
pub(super) fn models(emitter: &Emitter<'_>) -> Vec<Model> {
    let types = &emitter.connector.types;
    let used = types.iter().filter(|(id, _)| emitter.uses.used(*id));
    let mut models: Vec<Model> = used
        .filter_map(|(id, def)| {
            let kind = match &def.kind {
                TypeKind::Object(_) => ModelKind::Struct,
                TypeKind::Enum(_) => ModelKind::Enum,
                TypeKind::Tagged(_) | TypeKind::Union(_) => ModelKind::Union,
                TypeKind::Statuses(_) => ModelKind::Statuses,
                TypeKind::Alias(_) => ModelKind::Alias,
                TypeKind::External(_) | TypeKind::Pending | TypeKind::Merged => return None,
            };
            let alias = match &def.kind {
                TypeKind::Alias(to) => Some(ty(emitter, to)),
                _ => None,
            };
            let fields = members(emitter, id).into_iter().map(|(mut field, of)| {
                field.cut = of.as_ref().and_then(Ty::named).is_some();
                field
            });
            Some(Model {
                name: emitter.type_name(id).to_owned(),
                kind,
                docs: def.docs.clone(),
                sent: emitter.uses.sent(id),
                received: emitter.uses.received(id),
                fields: fields.collect(),
                allowed: values(emitter, id),
                alias,
            })
        })
        .collect();
    let aliases = emitter.names.aliases.iter().filter(|(_, id)| emitter.uses.used(*id));
    models.extend(aliases.map(|(alias, id)| Model {
        name: alias.clone(),
        kind: ModelKind::Alias,
        docs: Docs::default(),
        sent: emitter.uses.sent(*id),
        received: emitter.uses.received(*id),
        fields: Vec::new(),
        allowed: Vec::new(),
        alias: Some(ty(emitter, &Ty::new(Shape::Named(*id)))),
    }));
    models.sort_by(|one, other| one.name.cmp(&other.name));
    models
}
