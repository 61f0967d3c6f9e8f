//! Types, told apart by their names in Rust: that is how callers know them.

use connector_codegen::{Inspect, ModelView, PartView};

use super::arguments::{Argument, Fit, fit, tell};
use super::{Changes, Effect, code};

pub(super) fn compare(old: &Inspect, new: &Inspect, changes: &mut Changes) {
    for was in &old.models {
        changes.about(&format!("model::{}", was.name));
        match find(new, &was.name) {
            None => changes.add(Effect::Breaks, false, "is gone"),
            Some(is) => model(old, was, is, new, changes),
        }
    }
    for is in new.models.iter().filter(|is| find(old, &is.name).is_none()) {
        changes.about(&format!("model::{}", is.name));
        changes.add(Effect::Adds, false, "is new");
    }
}

fn find<'a>(inspect: &'a Inspect, name: &str) -> Option<&'a ModelView> {
    inspect.models.iter().find(|model| model.name == name)
}

/// What a name stands for: a type that was shared is later an alias of another, which changes nothing for callers.
fn meant<'a>(inspect: &'a Inspect, model: &'a ModelView) -> &'a ModelView {
    match (model.kind, model.parts.first()) {
        ("alias", Some(to)) => find(inspect, &to.ty).unwrap_or(model),
        _ => model,
    }
}

fn model(old: &Inspect, was: &ModelView, is: &ModelView, new: &Inspect, changes: &mut Changes) {
    let (was_meant, is_meant) = (meant(old, was), meant(new, is));
    if was.kind == "alias" && is.kind == "alias" && was_meant.name == is_meant.name {
        // What it stands for is compared under its own name.
        return;
    }
    if was_meant.kind != is_meant.kind {
        changes.add(Effect::Breaks, true, format!("is {}, not {}", article(is_meant), article(was_meant)));
        return;
    }
    if was_meant.sent && !is_meant.sent && was_meant.kind == "struct" {
        changes.add(Effect::Breaks, true, "is no longer sent by any action: it has no `new` and no setters");
    }
    match was_meant.kind {
        "struct" => fields(was_meant, is_meant, changes),
        _ => variants(was_meant, is_meant, changes),
    }
}

fn article(model: &ModelView) -> String {
    match model.kind {
        "enum" => "an enum of texts".to_owned(),
        "union" => "one of several structs".to_owned(),
        "statuses" => "a reply by status".to_owned(),
        "alias" => code(model.parts.first().map_or("", |part| &part.ty)),
        kind => format!("a {kind}"),
    }
}

fn fields(was: &ModelView, is: &ModelView, changes: &mut Changes) {
    let made = was.sent && is.sent;
    let fits = if made { fit(&arguments(was), &arguments(is)) } else { Fit::Same };
    if fits == Fit::Elsewhere {
        tell(&arguments(was), &arguments(is), changes);
    }
    for old in &was.parts {
        let Some(new) = is.parts.iter().find(|new| new.name == old.name) else {
            let what = match is.parts.iter().find(|new| new.wire == old.wire) {
                Some(new) => format!("the field {} is called {} now", code(&old.name), code(&new.name)),
                None => format!("the field {} is gone", code(&old.name)),
            };
            changes.add(Effect::Breaks, true, what);
            continue;
        };
        if new.ty != old.ty {
            let what = format!("the field {} is {}, not {}", code(&new.name), code(&new.ty), code(&old.ty));
            changes.add(Effect::Breaks, true, what);
        }
        if new.wire != old.wire {
            let what = format!(
                "the field {} is {} on the wire, not {}",
                code(&new.name),
                code(&new.wire),
                code(&old.wire)
            );
            changes.add(Effect::Harmless, true, what);
        }
    }
    for new in is.parts.iter().filter(|new| !was.parts.iter().any(|old| old.name == new.name)) {
        if was.parts.iter().any(|old| old.wire == new.wire) {
            continue;
        }
        match made && new.required && fits == Fit::No {
            true => {
                changes.add(
                    Effect::Breaks,
                    true,
                    format!("`new` takes {}, which is new and required", code(&new.name)),
                );
            }
            false => changes.add(Effect::Adds, false, format!("has the field {}", code(&new.name))),
        }
    }
}

fn arguments(model: &ModelView) -> Vec<Argument> {
    let required = model.parts.iter().filter(|part| part.required);
    required.map(|part| Argument { what: code(&part.wire), ty: part.ty.clone() }).collect()
}

fn variants(was: &ModelView, is: &ModelView, changes: &mut Changes) {
    let holds = |part: &PartView| match part.ty.is_empty() {
        true => "nothing".to_owned(),
        false => code(&part.ty),
    };
    for old in &was.parts {
        match is.parts.iter().find(|new| new.name == old.name) {
            None if old.name.is_empty() => {}
            None => {
                changes.add(
                    Effect::Breaks,
                    true,
                    format!("the variant {} ({}) is gone", code(&old.name), code(&old.wire)),
                );
            }
            Some(new) if new.ty != old.ty && old.name.is_empty() => {
                changes.add(Effect::Breaks, true, format!("is {}, not {}", holds(new), holds(old)));
            }
            Some(new) if new.ty != old.ty => {
                let what =
                    format!("the variant {} holds {}, not {}", code(&old.name), holds(new), holds(old));
                changes.add(Effect::Breaks, true, what);
            }
            Some(_) => {}
        }
    }
    for new in is.parts.iter().filter(|new| !was.parts.iter().any(|old| old.name == new.name)) {
        let what = format!(
            "has the variant {} ({}); only a `match` without `_` has to know",
            code(&new.name),
            code(&new.wire)
        );
        // The platform reports a value that is added to what makers choose from.
        changes.add(Effect::Adds, is.sent && is.kind == "enum", what);
    }
}
