//! Which types are sent, which are received, and which are not reached at all.

use crate::ir::{Connector, Reply, Ty, TypeId, TypeKind, Types};

/// How types are used, by index.
#[derive(Debug, Default)]
pub struct Uses {
    request: Vec<bool>,
    reply: Vec<bool>,
}

impl Uses {
    /// Sent by some action.
    pub fn sent(&self, id: TypeId) -> bool {
        self.request.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Received by some action.
    pub fn received(&self, id: TypeId) -> bool {
        self.reply.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Reached at all: what is not is not generated.
    pub fn used(&self, id: TypeId) -> bool {
        self.sent(id) || self.received(id)
    }
}

impl Uses {
    /// Follows every input and every reply of the chosen actions.
    pub fn of(connector: &Connector, chosen: &[bool]) -> Self {
        follow(connector, |index| chosen.get(index).copied().unwrap_or(false))
    }
}

/// Follows every input and every reply.
pub fn run(connector: &Connector) -> Uses {
    follow(connector, |_| true)
}

fn follow(connector: &Connector, chosen: impl Fn(usize) -> bool) -> Uses {
    let types = &connector.types;
    let mut uses = Uses { request: vec![false; types.len()], reply: vec![false; types.len()] };
    for id in connector.parameters.iter().filter_map(|parameter| parameter.ty) {
        mark_id(types, id, &mut uses.request);
    }
    for (_, action) in connector.actions.iter().enumerate().filter(|(index, _)| chosen(*index)) {
        for input in &action.inputs {
            mark(types, &input.ty, &mut uses.request);
        }
        action.headers.iter().for_each(|(_, ty, _)| mark(types, ty, &mut uses.reply));
        action
            .errors
            .iter()
            .filter_map(|(_, _, ty)| ty.as_ref())
            .for_each(|ty| mark(types, ty, &mut uses.reply));
        action.event.iter().for_each(|ty| mark(types, ty, &mut uses.reply));
        match &action.reply {
            Reply::One(ty) | Reply::Maybe(ty) => mark(types, ty, &mut uses.reply),
            Reply::ByStatus(id, _) => mark_id(types, *id, &mut uses.reply),
            Reply::None | Reply::Bytes | Reply::Text => {}
        }
    }
    uses
}

fn mark(types: &Types, ty: &Ty, seen: &mut [bool]) {
    if let Some(id) = ty.named() {
        mark_id(types, id, seen);
    }
}

/// An explicit stack: documents nest deeper than is good for recursion.
fn mark_id(types: &Types, start: TypeId, seen: &mut [bool]) {
    let mut open = vec![start];
    while let Some(id) = open.pop() {
        match seen.get_mut(id.0 as usize) {
            Some(mark) if !*mark => *mark = true,
            _ => continue,
        }
        open.extend(mentioned(types, id));
    }
}

/// The named types that a type mentions.
pub fn mentioned(types: &Types, id: TypeId) -> Vec<TypeId> {
    match &types.get(id).kind {
        TypeKind::Alias(ty) => ty.named().into_iter().collect(),
        TypeKind::Object(object) => object
            .fields
            .iter()
            .map(|field| &field.ty)
            .chain(object.rest.as_ref())
            .filter_map(Ty::named)
            .collect(),
        TypeKind::Tagged(tagged) => {
            tagged.variants.iter().map(|(_, id)| *id).chain(tagged.base.named()).collect()
        }
        TypeKind::Union(all) => all.iter().filter_map(|variant| variant.ty.named()).collect(),
        TypeKind::Statuses(all) => all.iter().filter_map(|(_, ty)| ty.as_ref().and_then(Ty::named)).collect(),
        TypeKind::Enum(_) | TypeKind::External(_) | TypeKind::Pending | TypeKind::Merged => Vec::new(),
    }
}
