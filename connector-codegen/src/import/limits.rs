//! What the platform takes: <https://learn.microsoft.com/connectors/custom-connectors/faq> has the numbers.

use std::collections::{HashMap, HashSet};

use super::keep::METHODS;
use crate::describe::Json;
use crate::source::referred;

/// Bytes of a definition.
const BYTES: usize = 1 << 20;
/// Operations of a connector.
const OPERATIONS: usize = 256;
/// Schemas in one body.
const SCHEMAS: usize = 512;

/// The limits that a definition is beyond, and what to leave out.
pub(super) fn exceeded(document: &Json, text: Option<&str>) -> Vec<String> {
    let mut found = Vec::new();
    let all: Vec<(String, &Json)> = operations(document);
    if all.len() > OPERATIONS {
        let last: Vec<&str> = all.iter().skip(OPERATIONS).map(|(id, _)| id.as_str()).collect();
        found.push(format!(
            "{} operations; the platform takes {OPERATIONS}. Leave out what is not needed, as the last {}: {}",
            all.len(),
            last.len(),
            listed(&last)
        ));
    }
    let size = text.map_or_else(|| document.pretty().len(), str::len);
    if size >= BYTES {
        let mut sizes: Vec<(&str, usize)> =
            all.iter().map(|(id, one)| (id.as_str(), one.pretty().len())).collect();
        sizes.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
        let mut over = size.saturating_sub(BYTES.saturating_sub(1));
        let mut out = Vec::new();
        for (id, size) in sizes {
            if over == 0 {
                break;
            }
            over = over.saturating_sub(size);
            out.push(id);
        }
        let enough = if over == 0 { "" } else { "; the schemas alone are too large" };
        found.push(format!(
            "the definition has {size} bytes; the platform takes less than {BYTES}. The largest operations: {}{enough}",
            listed(&out)
        ));
    }
    let definitions = document.get("definitions").map(Json::members).unwrap_or_default();
    let definitions: Definitions<'_> = definitions.iter().map(|(name, one)| (name.as_str(), one)).collect();
    for (id, operation) in &all {
        for (what, body) in bodies(operation) {
            let count = schemas(&definitions, body);
            if count > SCHEMAS {
                found.push(format!(
                    "{what} of {id} has {count} schemas; the platform takes {SCHEMAS}. Leave {id} out, or give the body a smaller type by an overlay"
                ));
            }
        }
    }
    found
}

/// Some names of many.
fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 12;
    let more = names.len().saturating_sub(SHOWN);
    let shown: Vec<&str> = names.iter().take(SHOWN).copied().collect();
    match more {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

fn operations(document: &Json) -> Vec<(String, &Json)> {
    let items = ["paths", "x-ms-paths", "x-connector-paths"]
        .iter()
        .filter_map(|key| document.get(key))
        .flat_map(Json::members);
    items
        .flat_map(|(path, item)| {
            let methods = item.members().iter().filter(|(key, _)| METHODS.contains(&key.as_str()));
            methods.map(move |(method, one)| {
                let id = one.get("operationId").and_then(Json::as_str).map(str::to_owned);
                (id.unwrap_or_else(|| format!("{} {path}", method.to_ascii_uppercase())), one)
            })
        })
        .collect()
}

/// The bodies of an operation: that of the request, and those of the replies.
fn bodies(operation: &Json) -> Vec<(String, &Json)> {
    let parameters = operation.get("parameters").map(Json::as_list).unwrap_or_default();
    let request = parameters
        .iter()
        .filter(|one| one.get("in").and_then(Json::as_str) == Some("body"))
        .filter_map(|one| Some(("the body".to_owned(), one.get("schema")?)));
    let replies = operation.get("responses").map(Json::members).unwrap_or_default();
    let replies =
        replies.iter().filter_map(|(status, one)| Some((format!("the reply {status}"), one.get("schema")?)));
    request.chain(replies).collect()
}

type Definitions<'d> = HashMap<&'d str, &'d Json>;

/// How many schemas a body is made of, each definition counted once. An explicit stack: definitions are chains of any length.
fn schemas<'d>(definitions: &Definitions<'d>, body: &'d Json) -> usize {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut open = vec![body];
    let mut count = 0;
    while let Some(schema) = open.pop() {
        if let Some(pointer) = schema.get("$ref").and_then(Json::as_str) {
            let name = pointer.strip_prefix("#/definitions/").map(referred).unwrap_or_default();
            open.extend(definitions.get(name.as_str()).copied().filter(|_| seen.insert(pointer)));
            continue;
        }
        count += 1;
        for (key, value) in schema.members() {
            match key.as_str() {
                "properties" => open.extend(value.members().iter().map(|(_, one)| one)),
                "allOf" => open.extend(value.as_list()),
                "items" | "additionalProperties"
                    if value.get("type").is_some() || value.get("$ref").is_some() =>
                {
                    open.push(value);
                }
                _ => {}
            }
        }
    }
    count
}
