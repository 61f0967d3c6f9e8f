//! How to sign in.

use connector_codegen::{ConstructorView, Inspect};

use super::{Changes, Effect};

pub(super) fn compare(old: &Inspect, new: &Inspect, changes: &mut Changes) {
    let find = |list: &[ConstructorView], name: &str| list.iter().find(|one| one.name == name).cloned();
    for was in &old.connection.constructors {
        changes.about(&format!("Connection::{}", was.name));
        match find(&new.connection.constructors, &was.name) {
            None => changes.add(Effect::Breaks, true, "is gone: this way to sign in is not offered any more"),
            Some(is) if is.arguments != was.arguments => {
                let same = is.arguments.len() == was.arguments.len();
                let what = format!("takes ({}), not ({})", is.arguments.join(", "), was.arguments.join(", "));
                changes.add(if same { Effect::Misleads } else { Effect::Breaks }, true, what);
            }
            Some(_) => {}
        }
    }
    for is in &new.connection.constructors {
        if find(&old.connection.constructors, &is.name).is_none() {
            changes.about(&format!("Connection::{}", is.name));
            changes.add(Effect::Adds, false, "is a new way to sign in");
        }
    }
    changes.about("Connection");
    let (before, after) = (&old.connection.setters, &new.connection.setters);
    for gone in before.iter().filter(|setter| !after.contains(setter)) {
        changes.add(Effect::Breaks, true, format!("the setter `{gone}` is gone"));
    }
    for fresh in after.iter().filter(|setter| !before.contains(setter)) {
        changes.add(Effect::Adds, false, format!("the setter `{fresh}` is new"));
    }
    if old.auth != new.auth && old.connection == new.connection {
        changes.add(
            Effect::Harmless,
            true,
            "the security definitions are others, and ask for the same values",
        );
    }
}
