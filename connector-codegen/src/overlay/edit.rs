//! Changing the tree, and the view of it that targets are looked for in.

use serde_json::Value as Json;

use super::Change;
use super::view::{self, Place, Step};
use crate::source::{Member, Node, Object, Span, Value, limits};

/// Why a change is not made.
pub(super) enum Refused {
    /// The document itself cannot go.
    Root,
    /// The two values cannot be one: where, and why.
    Kind(Span, &'static str),
    TooLarge,
    TooDeep,
}

/// Makes one change at one place, in the tree and in its view.
pub(super) fn change(
    document: &mut Node,
    view: &mut Json,
    place: &Place,
    change: &Change<'_>,
    left: &mut usize,
) -> Result<(), Refused> {
    match change {
        Change::Remove => {
            let Some((last, way)) = place.split_last() else { return Err(Refused::Root) };
            if let Some(parent) = at(document, way) {
                remove(parent, last);
            }
            if let Some(parent) = seen(view, way) {
                forget(parent, last);
            }
        }
        Change::Update(update) => {
            if place.len() + depth(update) > limits::DEPTH {
                return Err(Refused::TooDeep);
            }
            let Some(node) = at(document, place) else { return Ok(()) };
            merge(node, update, left)?;
            if let Some(seen) = seen(view, place) {
                absorb(seen, update);
            }
        }
    }
    Ok(())
}

/// An object takes the members of another, a list takes one more element; members that are there already are merged in turn,
/// and what is neither is replaced.
fn merge(target: &mut Node, update: &Node, left: &mut usize) -> Result<(), Refused> {
    match (&mut target.value, &update.value) {
        (Value::Object(object), Value::Object(own)) => {
            let mut members = std::mem::take(object).into_members();
            for member in own {
                match members.iter_mut().find(|there| there.key == member.key) {
                    Some(there) => inner(there, member, left)?,
                    None => members.push(copied(member, left)?),
                }
            }
            let (merged, _) = Object::new(members);
            *object = merged;
            Ok(())
        }
        (Value::List(list), _) => {
            list.push(copy(update, left)?);
            Ok(())
        }
        (Value::Object(_), _) => {
            Err(Refused::Kind(update.span, "an object is updated by an object, this is something else"))
        }
        _ => Err(Refused::Kind(
            update.span,
            "only objects and lists can be updated: let the target be what holds the value",
        )),
    }
}

/// A member that both have. Lists are joined there.
fn inner(there: &mut Member, member: &Member, left: &mut usize) -> Result<(), Refused> {
    match (&mut there.value.value, &member.value.value) {
        (Value::Object(_), Value::Object(_)) => merge(&mut there.value, &member.value, left),
        (Value::List(list), Value::List(more)) => {
            for item in more {
                list.push(copy(item, left)?);
            }
            Ok(())
        }
        // The key stays where it stands: it was the document that gave it.
        _ => {
            there.value = copy(&member.value, left)?;
            Ok(())
        }
    }
}

/// The same in the view.
fn absorb(view: &mut Json, update: &Node) {
    match (view, &update.value) {
        (Json::Object(members), Value::Object(own)) => {
            for member in own {
                match (members.get_mut(&member.key), &member.value.value) {
                    (Some(there @ Json::Object(_)), Value::Object(_)) => absorb(there, &member.value),
                    (Some(Json::Array(items)), Value::List(more)) => items.extend(more.iter().map(view::of)),
                    _ => drop(members.insert(member.key.clone(), view::of(&member.value))),
                }
            }
        }
        (Json::Array(items), _) => items.push(view::of(update)),
        _ => {}
    }
}

fn copied(member: &Member, left: &mut usize) -> Result<Member, Refused> {
    Ok(Member { value: copy(&member.value, left)?, ..member.clone() })
}

fn copy(node: &Node, left: &mut usize) -> Result<Node, Refused> {
    *left = left.checked_sub(size(node)).ok_or(Refused::TooLarge)?;
    Ok(node.clone())
}

fn size(node: &Node) -> usize {
    match &node.value {
        Value::List(list) => 1 + list.iter().map(size).sum::<usize>(),
        Value::Object(object) => 1 + object.iter().map(|member| size(&member.value)).sum::<usize>(),
        Value::Text(text) => 1 + text.len() / limits::COPY_TEXT,
        _ => 1,
    }
}

fn depth(node: &Node) -> usize {
    match &node.value {
        Value::List(list) => 1 + list.iter().map(depth).max().unwrap_or(0),
        Value::Object(object) => 1 + object.iter().map(|member| depth(&member.value)).max().unwrap_or(0),
        _ => 1,
    }
}

fn at<'n>(root: &'n mut Node, place: &[Step]) -> Option<&'n mut Node> {
    place.iter().try_fold(root, |node, step| match (&mut node.value, step) {
        (Value::Object(object), Step::Key(key)) => {
            object.iter_mut().find(|member| member.key == *key).map(|member| &mut member.value)
        }
        (Value::List(list), Step::Index(index)) => list.get_mut(*index),
        _ => None,
    })
}

fn seen<'v>(root: &'v mut Json, place: &[Step]) -> Option<&'v mut Json> {
    place.iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.get_mut(key.as_str()),
        Step::Index(index) => value.get_mut(*index),
    })
}

fn remove(parent: &mut Node, last: &Step) {
    match (&mut parent.value, last) {
        (Value::Object(object), Step::Key(key)) => {
            let mut members = std::mem::take(object).into_members();
            members.retain(|member| member.key != *key);
            let (rest, _) = Object::new(members);
            *object = rest;
        }
        (Value::List(list), Step::Index(index)) if *index < list.len() => drop(list.remove(*index)),
        _ => {}
    }
}

fn forget(parent: &mut Json, last: &Step) {
    match (parent, last) {
        (Json::Object(members), Step::Key(key)) => drop(members.remove(key)),
        (Json::Array(items), Step::Index(index)) if *index < items.len() => drop(items.remove(*index)),
        _ => {}
    }
}
