//! A struct that contains itself with no list or map in between has to be boxed somewhere: at each field whose type leads
//! back to the struct.

use crate::ir::{Connector, Shape, Ty, TypeId, TypeKind, Types};

/// Marks the fields to box: those inside a strongly connected component of direct containment (Tarjan, without recursion).
pub fn run(connector: &mut Connector) {
    let components = components(&connector.types);
    let ids: Vec<TypeId> = connector.types.iter().map(|(id, _)| id).collect();
    let of = |id: TypeId| components.get(id.0 as usize).copied();
    let mut boxed: Vec<(TypeId, usize)> = Vec::new();
    for id in ids {
        let TypeKind::Object(object) = &connector.types.get(id).kind else { continue };
        for (index, field) in object.fields.iter().enumerate() {
            let leads_back = direct(&connector.types, &field.ty).is_some_and(|to| {
                of(to) == of(id) && (to == id || cyclic(&connector.types, &components, to))
            });
            if leads_back {
                boxed.push((id, index));
            }
        }
    }
    for (id, index) in boxed {
        if let TypeKind::Object(object) = &mut connector.types.get_mut(id).kind
            && let Some(field) = object.fields.get_mut(index)
        {
            field.boxed = true;
        }
    }
}

/// Components are numbered; a lone type has one of its own, so equal numbers of two types mean a cycle through both.
fn cyclic(types: &Types, components: &[usize], id: TypeId) -> bool {
    let own = components.get(id.0 as usize);
    contained(types, id).into_iter().any(|to| components.get(to.0 as usize) == own)
}

/// What a type holds by value.
fn contained(types: &Types, id: TypeId) -> Vec<TypeId> {
    match &types.get(id).kind {
        TypeKind::Alias(ty) => direct(types, ty).into_iter().collect(),
        TypeKind::Object(object) => {
            object.fields.iter().filter_map(|field| direct(types, &field.ty)).collect()
        }
        TypeKind::Tagged(tagged) => {
            let base = direct(types, &tagged.base);
            tagged.variants.iter().map(|(_, id)| *id).chain(base).collect()
        }
        TypeKind::Union(all) => all.iter().filter_map(|variant| direct(types, &variant.ty)).collect(),
        TypeKind::Statuses(_)
        | TypeKind::Enum(_)
        | TypeKind::External(_)
        | TypeKind::Pending
        | TypeKind::Merged => Vec::new(),
    }
}

/// The type that a use holds by value; lists and maps hold theirs elsewhere.
fn direct(types: &Types, ty: &Ty) -> Option<TypeId> {
    match types.resolve(ty).shape {
        Shape::Named(id) => Some(id),
        _ => None,
    }
}

/// Tarjan's strongly connected components with an explicit stack.
fn components(types: &Types) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let count = types.len();
    let mut order = vec![NEW; count];
    let mut low = vec![NEW; count];
    let mut component = vec![NEW; count];
    let mut path: Vec<usize> = Vec::new();
    let mut next = 0;
    let mut found = 0;
    for (start, _) in types.iter() {
        let mut work: Vec<(TypeId, Vec<TypeId>)> = Vec::new();
        if order.get(start.0 as usize) == Some(&NEW) {
            work.push((start, contained(types, start)));
            enter(start, &mut order, &mut low, &mut path, &mut next);
        }
        while let Some((id, rest)) = work.last_mut() {
            let at = id.0 as usize;
            match rest.pop() {
                Some(to) => {
                    let to_at = to.0 as usize;
                    if order.get(to_at) == Some(&NEW) {
                        enter(to, &mut order, &mut low, &mut path, &mut next);
                        work.push((to, contained(types, to)));
                    } else if component.get(to_at) == Some(&NEW) {
                        let reached = order.get(to_at).copied().unwrap_or(NEW);
                        lower(&mut low, at, reached);
                    }
                }
                None => {
                    let own = low.get(at).copied().unwrap_or(NEW);
                    if Some(&own) == order.get(at) {
                        while let Some(member) = path.pop() {
                            if let Some(slot) = component.get_mut(member) {
                                *slot = found;
                            }
                            if member == at {
                                break;
                            }
                        }
                        found += 1;
                    }
                    work.pop();
                    if let Some((parent, _)) = work.last() {
                        lower(&mut low, parent.0 as usize, own);
                    }
                }
            }
        }
    }
    component
}

fn enter(id: TypeId, order: &mut [usize], low: &mut [usize], path: &mut Vec<usize>, next: &mut usize) {
    let at = id.0 as usize;
    for table in [order, low] {
        if let Some(slot) = table.get_mut(at) {
            *slot = *next;
        }
    }
    *next += 1;
    path.push(at);
}

fn lower(low: &mut [usize], at: usize, to: usize) {
    if let Some(slot) = low.get_mut(at) {
        *slot = (*slot).min(to);
    }
}
