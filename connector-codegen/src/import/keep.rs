//! OpenAPI 2.0 as it is, without what is not wanted.

use std::collections::HashSet;

use crate::describe::Json;
use crate::frontend::shared::Wanted;
use crate::options::Options;
use crate::source::{escape_pointer, referred};

const PATHS: [&str; 3] = ["paths", "x-ms-paths", "x-connector-paths"];
const SHARED: [&str; 3] = ["definitions", "parameters", "responses"];
pub(super) const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// Takes out the operations that are not chosen, and what only they refer to. True where there were some.
pub(super) fn choose(document: &mut Json, options: &Options, chosen: Wanted<'_>) -> bool {
    let all = operations(document);
    let skipped = |path: &str, method: &str| {
        let pointer = format!("/paths/{}/{method}", escape_pointer(path));
        options.skip.iter().any(|skip| skip.trim_start_matches('#') == pointer)
    };
    let mut wanted: HashSet<(String, String)> = HashSet::new();
    let mut asked: Vec<String> = Vec::new();
    for one in &all {
        if chosen(&one.id, &one.tags, one.trigger) && !skipped(one.path, one.method) {
            wanted.insert((one.path.to_owned(), one.method.to_owned()));
            lookups(one.node, &mut asked);
        }
    }
    // What says which values an input may have is needed with it.
    while let Some(id) = asked.pop() {
        for one in all.iter().filter(|one| one.id == id) {
            if wanted.insert((one.path.to_owned(), one.method.to_owned())) {
                lookups(one.node, &mut asked);
            }
        }
    }
    if wanted.len() == all.len() {
        return false;
    }
    for key in PATHS {
        let Some(Json::Object(paths)) = document.get_mut(key) else { continue };
        for (path, item) in paths.iter_mut() {
            if let Json::Object(members) = item {
                members.retain(|(key, _)| {
                    !METHODS.contains(&key.as_str()) || wanted.contains(&(path.clone(), key.clone()))
                });
            }
        }
        paths.retain(|(_, item)| item.members().iter().any(|(key, _)| METHODS.contains(&key.as_str())));
    }
    unreferred(document);
    true
}

struct Operation<'d> {
    path: &'d str,
    method: &'d str,
    id: String,
    tags: Vec<&'d str>,
    trigger: bool,
    node: &'d Json,
}

fn operations(document: &Json) -> Vec<Operation<'_>> {
    let items = PATHS.iter().filter_map(|key| document.get(key)).flat_map(Json::members);
    items
        .flat_map(|(path, item)| {
            let methods = item.members().iter().filter(|(key, _)| METHODS.contains(&key.as_str()));
            methods.map(move |(method, node)| Operation {
                path,
                method,
                id: node.get("operationId").and_then(Json::as_str).unwrap_or_default().to_owned(),
                tags: node
                    .get("tags")
                    .map(Json::as_list)
                    .unwrap_or_default()
                    .iter()
                    .filter_map(Json::as_str)
                    .collect(),
                trigger: node.get("x-ms-trigger").is_some(),
                node,
            })
        })
        .collect()
}

/// The operations that dynamic values and schemas ask.
fn lookups(node: &Json, asked: &mut Vec<String>) {
    match node {
        Json::List(items) => items.iter().for_each(|item| lookups(item, asked)),
        Json::Object(members) => {
            for (key, value) in members {
                if key.starts_with("x-ms-dynamic-") {
                    asked.extend(value.get("operationId").and_then(Json::as_str).map(str::to_owned));
                }
                lookups(value, asked);
            }
        }
        _ => {}
    }
}

/// Takes out definitions, parameters and responses that nothing refers to any more.
fn unreferred(document: &mut Json) {
    let mut reached: HashSet<String> = HashSet::new();
    let mut open: Vec<String> = Vec::new();
    for (_, value) in document.members().iter().filter(|(key, _)| !SHARED.contains(&key.as_str())) {
        references(value, &mut open);
    }
    while let Some(pointer) = open.pop() {
        if reached.insert(pointer.clone())
            && let Some((section, name)) = pointer.trim_start_matches("#/").split_once('/')
            && let Some(value) = document.get(section).and_then(|all| all.get(&referred(name)))
        {
            references(value, &mut open);
        }
    }
    let reached: HashSet<String> = reached.iter().map(|pointer| referred(pointer)).collect();
    for section in SHARED {
        if let Some(Json::Object(members)) = document.get_mut(section) {
            members.retain(|(name, _)| reached.contains(&format!("#/{section}/{name}")));
        }
    }
}

/// Every `$ref` in a value.
pub(super) fn references(node: &Json, found: &mut Vec<String>) {
    match node {
        Json::List(items) => items.iter().for_each(|item| references(item, found)),
        Json::Object(members) => {
            for (key, value) in members {
                match value.as_str().filter(|_| key == "$ref") {
                    Some(pointer) => found.push(pointer.to_owned()),
                    None => references(value, found),
                }
            }
        }
        _ => {}
    }
}
