//! A folder that is there gets what it lacks. What it has stays as it is, edited or not.

use std::collections::HashSet;

use super::keep::{METHODS, references};
use crate::describe::Json;
use crate::source::referred;

#[derive(Default)]
pub(super) struct Merged {
    pub(super) added: Vec<String>,
    pub(super) kept: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) changed: bool,
}

const PATHS: [&str; 3] = ["paths", "x-ms-paths", "x-connector-paths"];

/// The operationIds of a document; method and path, where there is none.
pub(super) fn ids(document: &Json) -> Vec<String> {
    operations(document).into_iter().map(|(.., id)| id).collect()
}

/// Section, path, method and name of every operation.
fn operations(document: &Json) -> Vec<(&'static str, String, String, String)> {
    let mut all = Vec::new();
    for section in PATHS {
        for (path, item) in document.get(section).map(Json::members).unwrap_or_default() {
            for (method, node) in item.members().iter().filter(|(key, _)| METHODS.contains(&key.as_str())) {
                let id = node.get("operationId").and_then(Json::as_str).map(str::to_owned);
                let id = id.unwrap_or_else(|| format!("{} {path}", method.to_ascii_uppercase()));
                all.push((section, path.clone(), method.clone(), id));
            }
        }
    }
    all
}

/// Adds operations that are not there, and what they refer to.
pub(super) fn definition(there: &mut Json, new: &Json) -> Merged {
    let mut merged = Merged::default();
    let known = operations(there);
    let names: HashSet<&str> = known.iter().map(|(.., id)| id.as_str()).collect();
    let mut open = Vec::new();
    for (section, path, method, id) in operations(new) {
        let same_place = known.iter().any(|(_, own, verb, _)| *own == path && *verb == method);
        if names.contains(id.as_str()) || same_place {
            merged.kept.push(id);
            continue;
        }
        let Some(item) = new.get(section).and_then(|all| all.get(&path)) else { continue };
        let Some(operation) = item.get(&method) else { continue };
        references(operation, &mut open);
        there.edit(&[section, &path], |own| {
            own.set(&method, operation.clone());
            // What holds for all methods of a path comes along, unless the path was there.
            for (key, value) in item.members().iter().filter(|(key, _)| !METHODS.contains(&key.as_str())) {
                if own.get(key).is_none() {
                    references(value, &mut open);
                    own.set(key, value.clone());
                }
            }
        });
        merged.changed = true;
        merged.added.push(id);
    }
    let mut seen = HashSet::new();
    while let Some(pointer) = open.pop() {
        if !seen.insert(pointer.clone()) {
            continue;
        }
        let Some((section, name)) = pointer.trim_start_matches("#/").split_once('/') else { continue };
        let name = referred(name);
        let Some(value) = new.get(section).and_then(|all| all.get(&name)) else { continue };
        match there.get(section).and_then(|all| all.get(&name)) {
            Some(own) if own == value => {}
            Some(_) => {
                merged.notes.push(format!("`{pointer}` is another in the folder: it stays as it is there"))
            }
            None => {
                there.edit(&[section], |all| all.set(&name, value.clone()));
                references(value, &mut open);
            }
        }
    }
    if merged.changed {
        for (name, scheme) in new.get("securityDefinitions").map(Json::members).unwrap_or_default() {
            if there.get("securityDefinitions").and_then(|all| all.get(name)).is_none() {
                there.edit(&["securityDefinitions"], |all| all.set(name, scheme.clone()));
            }
        }
    }
    merged
}

/// Adds connection parameters that are not there. True where there were some.
pub(super) fn properties(there: &mut Json, new: &Json) -> bool {
    let parameters =
        |one: &Json| one.get("properties").and_then(|all| all.get("connectionParameters")).cloned();
    let (own, given) = (parameters(there), parameters(new));
    let has_sets = there.get("properties").is_some_and(|all| all.get("connectionParameterSets").is_some());
    let mut changed = false;
    for (name, value) in given.as_ref().map(Json::members).unwrap_or_default() {
        if !has_sets && own.as_ref().is_none_or(|own| own.get(name).is_none()) {
            there.edit(&["properties", "connectionParameters"], |all| all.set(name, value.clone()));
            changed = true;
        }
    }
    changed
}
