//! Actions and triggers, told apart by their operationId.

use std::collections::BTreeSet;

use connector_codegen::{ActionView, InputView, Inspect, PagingView, TriggerView};

use super::arguments::{Argument, Fit, accepts, fit, tell};
use super::{Changes, Effect, code};

pub(super) fn compare(old: &Inspect, new: &Inspect, changes: &mut Changes) {
    for was in &old.actions {
        changes.about(&subject(&was.name, &was.id));
        match new.actions.iter().find(|is| is.id == was.id) {
            Some(is) => action(was, is, changes),
            None => changes.add(Effect::Breaks, true, gone(was, old, new)),
        }
    }
    for is in &new.actions {
        if !old.actions.iter().any(|was| was.id == is.id) {
            changes.about(&subject(&is.name, &is.id));
            changes.add(
                Effect::Adds,
                false,
                format!("is new: {}", code(&format!("{} {}", is.method, is.path))),
            );
        }
    }
}

fn subject(name: &str, id: &str) -> String {
    format!("{name} ({id})")
}

/// Why an action is not there any more, as far as the new document shows.
fn gone(was: &ActionView, old: &Inspect, new: &Inspect) -> String {
    if new.triggers.iter().any(|trigger| trigger.id == was.id) {
        return "is a trigger now".to_owned();
    }
    let same = |is: &&ActionView| is.method == was.method && is.path == was.path;
    let fresh = |is: &&ActionView| !old.actions.iter().any(|was| was.id == is.id);
    if let Some(is) = new.actions.iter().find(|is| same(is) && fresh(is)) {
        return format!("is gone; {} makes the same call", code(&subject(&is.name, &is.id)));
    }
    match new.skipped.iter().find(|(id, _)| *id == was.id) {
        Some((_, why)) => format!("is left out: {}", code(why)),
        None => "is gone".to_owned(),
    }
}

fn action(was: &ActionView, is: &ActionView, changes: &mut Changes) {
    if was.name != is.name {
        changes.add(Effect::Breaks, false, format!("its method is {} now", code(&is.name)));
    }
    if (&was.method, &was.path) != (&is.method, &is.path) {
        let line = |one: &ActionView| code(&format!("{} {}", one.method, one.path));
        let what = format!("sends {} instead of {}", line(is), line(was));
        changes.add(Effect::Harmless, true, what);
    }
    inputs(was, is, changes);
    if was.output != is.output {
        changes.add(
            Effect::Breaks,
            true,
            format!("gives {} instead of {}", code(&is.output), code(&was.output)),
        );
    }
    paging(was, is, changes);
    if !was.deprecated && is.deprecated {
        changes.add(Effect::Harmless, false, "is deprecated now");
    }
    if !was.internal && is.internal {
        changes.add(Effect::Harmless, true, "is internal now: hidden from makers and from documentation");
    }
}

/// Whether there are pages, and what an item is.
fn paging(was: &ActionView, is: &ActionView, changes: &mut Changes) {
    let methods = |one: &PagingView| if one.item.is_some() { ".pages() and .items()" } else { ".pages()" };
    let (old, new) = match (&was.paging, &is.paging) {
        (None, None) => return,
        (Some(old), None) => {
            let what = format!("has no pages any more: {} are gone", code(methods(old)));
            return changes.add(Effect::Breaks, true, what);
        }
        (None, Some(new)) => {
            let what = format!("has pages now: {}, by {}", code(methods(new)), code(&new.kind));
            return changes.add(Effect::Adds, false, what);
        }
        (Some(old), Some(new)) => (old, new),
    };
    match (&old.item, &new.item) {
        (Some(old), Some(new)) if old != new => {
            let what = format!("its items are {}, not {}", code(new), code(old));
            changes.add(Effect::Breaks, true, what);
        }
        (Some(_), None) => changes.add(Effect::Breaks, true, "has no .items() any more"),
        (None, Some(_)) => changes.add(Effect::Adds, false, "has .items() now"),
        _ => {}
    }
    let by = |one: &PagingView| (one.kind.clone(), one.input.clone(), one.next.clone());
    if by(old) != by(new) {
        let word = |one: &PagingView| {
            let places: Vec<&str> = one.input.iter().chain(&one.next).map(String::as_str).collect();
            code(&format!("{} {}", one.kind, places.join(" ")))
        };
        let what = format!("pages are found by {}, not by {}", word(new), word(old));
        changes.add(Effect::Harmless, true, what);
    }
}

fn inputs(was: &ActionView, is: &ActionView, changes: &mut Changes) {
    let (old, new) = (arguments(was), arguments(is));
    let grouped = was.grouped || is.grouped;
    // Fields of a struct are told apart by name, arguments by place.
    let fits = if grouped { Fit::No } else { fit(&old, &new) };
    if fits == Fit::Elsewhere {
        tell(&old, &new, changes);
    }
    if was.grouped != is.grouped {
        let (one, other) = ("one struct", "arguments");
        let (before, after) = if is.grouped { (other, one) } else { (one, other) };
        changes.add(Effect::Breaks, false, format!("takes required inputs as {after}, not as {before}"));
    }
    let keys: BTreeSet<_> = was.inputs.iter().chain(&is.inputs).map(key).collect();
    let told = fits == Fit::Elsewhere;
    for key_of in keys {
        let one = |inputs: &'_ [InputView]| inputs.iter().find(|input| key(input) == key_of).cloned();
        match (one(&was.inputs), one(&is.inputs)) {
            (Some(was), None) if !(told && was.required) => {
                changes.add(Effect::Breaks, true, format!("the input {} is gone", named(&was)));
            }
            (None, Some(is)) if is.required && !told => {
                changes.add(Effect::Breaks, true, format!("the input {} is new and required", named(&is)));
            }
            (None, Some(is)) if !is.required => {
                changes.add(Effect::Adds, false, format!("takes the optional input {}", named(&is)));
            }
            (Some(old), Some(new)) => input(&old, &new, was.grouped && is.grouped, changes),
            _ => {}
        }
    }
    // A mere change of places between arguments of different types.
    let set = |list: &[Argument]| list.iter().map(|one| one.what.clone()).collect::<BTreeSet<_>>();
    let moved = old.iter().zip(&new).any(|(old, new)| old.what != new.what);
    if !grouped && fits == Fit::No && moved && set(&old) == set(&new) {
        changes.add(Effect::Breaks, false, "its arguments stand in another order");
    }
}

fn input(was: &InputView, is: &InputView, by_name: bool, changes: &mut Changes) {
    match (was.required, is.required) {
        (true, false) => {
            changes.add(Effect::Breaks, false, format!("the input {} is optional now: a setter", named(is)));
        }
        (false, true) => {
            changes.add(
                Effect::Breaks,
                true,
                format!("the input {} is required now: an argument", named(is)),
            );
        }
        _ if was.name != is.name && (by_name || !was.required) => {
            changes.add(
                Effect::Breaks,
                false,
                format!("the input {} is called {} now", code(&was.name), code(&is.name)),
            );
        }
        _ => {}
    }
    if was.ty != is.ty {
        let fits = accepts(&is.ty, &was.ty);
        let effect = if fits { Effect::Harmless } else { Effect::Breaks };
        changes.add(
            effect,
            !fits,
            format!("the input {} is {}, not {}", named(is), code(&is.ty), code(&was.ty)),
        );
    }
}

fn key(input: &InputView) -> (String, String) {
    (input.wire.clone(), input.place.clone())
}

fn named(input: &InputView) -> String {
    format!("{} ({})", code(&input.wire), input.place)
}

fn arguments(action: &ActionView) -> Vec<Argument> {
    let required = action.inputs.iter().filter(|input| input.required);
    required.map(|input| Argument { what: named(input), ty: input.ty.clone() }).collect()
}

pub(super) fn compare_triggers(old: &Inspect, new: &Inspect, changes: &mut Changes) {
    for was in &old.triggers {
        changes.about(&subject(&was.name, &was.id));
        match new.triggers.iter().find(|is| is.id == was.id) {
            Some(is) => trigger(was, is, changes),
            None if new.actions.iter().any(|action| action.id == was.id) => {
                changes.add(Effect::Breaks, true, "is an action now");
            }
            None => changes.add(Effect::Breaks, true, "is gone"),
        }
    }
    for is in &new.triggers {
        if !old.triggers.iter().any(|was| was.id == is.id) {
            changes.about(&subject(&is.name, &is.id));
            changes.add(Effect::Adds, false, format!("is a new {} trigger", is.kind));
        }
    }
}

fn trigger(was: &TriggerView, is: &TriggerView, changes: &mut Changes) {
    if was.name != is.name {
        changes.add(Effect::Breaks, false, format!("its method is {} now", code(&is.name)));
    }
    if was.kind != is.kind {
        changes.add(Effect::Breaks, true, format!("is a {} trigger, not a {} one", is.kind, was.kind));
    }
    if was.event != is.event {
        let word = |event: &Option<String>| event.as_deref().map_or("any JSON".to_owned(), code);
        let what = format!("its events are {}, not {}", word(&is.event), word(&was.event));
        changes.add(Effect::Breaks, true, what);
    }
}
