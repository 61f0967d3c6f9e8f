//! What the events of polled triggers are: elements of a list in the reply, or the reply.

use crate::diag::{Code, Diagnostics, quoted};
use crate::ir::policy::Step;
use crate::ir::{Connector, Kind, Object, Reply, Shape, Ty, TypeKind, Types};

/// Deeper than any reply puts its list.
const DEPTH: usize = 8;

/// Sets the type of events, and the way to them where no policy names it. What the reply holds besides is not generated.
pub fn run(connector: &mut Connector, diags: &mut Diagnostics) {
    let Connector { actions, types, .. } = connector;
    for action in actions.iter_mut().filter(|action| action.kind == Kind::Polling) {
        let Some(poll) = &mut action.poll else { continue };
        let reply = match std::mem::replace(&mut action.reply, Reply::None) {
            Reply::One(ty) | Reply::Maybe(ty) => ty,
            Reply::Text => Ty::new(Shape::Text),
            Reply::ByStatus(_, all) => {
                let found = all.into_iter().find(|(status, _)| *status == 200);
                found.and_then(|(_, ty)| ty).unwrap_or_else(Ty::any)
            }
            Reply::None | Reply::Bytes => Ty::any(),
        };
        let event = match (&poll.items, poll.batch) {
            (Some(way), _) => along(types, &reply, way).unwrap_or_else(|| {
                let message = format!(
                    "the reply of {} has no list where its policy looks for events; they are any JSON",
                    quoted(&action.id)
                );
                diags.warning(Code::NOT_APPLIED, action.at, message);
                Ty::any()
            }),
            (None, false) => reply,
            (None, true) => match search(types, &reply, 0) {
                Some((way, item)) => {
                    poll.items = Some(way);
                    item
                }
                None => reply,
            },
        };
        action.event = Some(Ty { nullable: false, ..event });
        // What was to be said of the whole reply nobody sees.
        action.headers.clear();
    }
}

/// The elements of the list at the end of a way. What may be anything may hold one.
fn along(types: &Types, reply: &Ty, way: &[Step]) -> Option<Ty> {
    let mut here = types.resolve(reply).clone();
    for step in way {
        let next = match (step, &here.shape) {
            (_, Shape::Any) => return Some(Ty::any()),
            (Step::Key(name), Shape::Named(id)) => match &types.get(*id).kind {
                TypeKind::Object(object) => {
                    let field = object.fields.iter().find(|field| field.wire == *name);
                    field.map(|field| &field.ty).or(object.rest.as_ref())?
                }
                _ => return None,
            },
            (Step::Key(_), Shape::Map(value)) => value,
            (Step::Index(_), Shape::List(item)) => item,
            _ => return None,
        };
        here = types.resolve(next).clone();
    }
    match here.shape {
        Shape::List(item) => Some(*item),
        Shape::Any => Some(Ty::any()),
        _ => None,
    }
}

/// The list of a reply: itself, the only thing in it, or its only list.
fn search(types: &Types, ty: &Ty, depth: usize) -> Option<(Vec<Step>, Ty)> {
    let resolved = types.resolve(ty);
    match &resolved.shape {
        Shape::List(item) => Some((Vec::new(), (**item).clone())),
        Shape::Any => Some((Vec::new(), Ty::any())),
        Shape::Named(id) if depth < DEPTH => {
            let TypeKind::Object(object) = &types.get(*id).kind else { return None };
            let field = only(types, object)?;
            let (mut way, item) = search(types, &field.ty, depth + 1)?;
            // A property that may be anything is no list that the document speaks of.
            if item.shape == Shape::Any && types.resolve(&field.ty).shape == Shape::Any {
                return None;
            }
            way.insert(0, Step::Key(field.wire.clone()));
            Some((way, item))
        }
        _ => None,
    }
}

fn only<'a>(types: &Types, object: &'a Object) -> Option<&'a crate::ir::Field> {
    let visible: Vec<_> = object.fields.iter().filter(|field| !field.internal).collect();
    if let [one] = visible.as_slice() {
        return Some(one);
    }
    let is_list = |field: &&&crate::ir::Field| matches!(types.resolve(&field.ty).shape, Shape::List(_));
    let lists: Vec<_> = visible.iter().filter(is_list).collect();
    match lists.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}
