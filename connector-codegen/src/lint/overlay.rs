//! What a program can mend, as an OpenAPI Overlay 1.0: <https://spec.openapis.org/overlay/v1.0.0.html>.
//!
//! An update is merged into an object, so each fix that gives a key another value has the object around it as its target.
//! Targets are normalized paths of RFC 9535: they name one place, and every reader of JSONPath takes them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::context::{FIXES, Fix};
use crate::source::{Source, Span, json_text};

/// The overlay; none where nothing can be mended. Files that the description refers to are left alone.
pub(super) fn write(source: &Source, fixes: &[Fix]) -> Option<String> {
    let mut updates: BTreeMap<Span, BTreeMap<&str, &str>> = BTreeMap::new();
    let mut removals: BTreeSet<Span> = BTreeSet::new();
    for fix in fixes {
        match fix {
            // The first word on a key is the one that counts.
            Fix::Set(at, key, json) if at.file == Source::MAIN => {
                updates.entry(*at).or_default().entry(key).or_insert(json);
            }
            Fix::Remove(at) if at.file == Source::MAIN => drop(removals.insert(*at)),
            _ => {}
        }
    }
    if updates.is_empty() && removals.is_empty() {
        return None;
    }
    let places = source.copies(|at| updates.contains_key(&at) || removals.contains(&at));
    let mut actions: Vec<String> = Vec::new();
    for (at, path) in &places {
        let Some(keys) = updates.get(at) else { continue };
        let update: Vec<String> =
            keys.iter().map(|(key, json)| format!("{}: {json}", json_text(key))).collect();
        let target = json_text(path);
        actions.push(format!("{{\"target\": {target}, \"update\": {{{}}}}}", update.join(", ")));
    }
    // From the last to the first: what is taken from a list moves what comes after it.
    for (_, path) in places.iter().rev().filter(|(at, _)| removals.contains(at)) {
        let target = json_text(path);
        actions.push(format!("{{\"target\": {target}, \"remove\": true}}"));
    }
    actions.truncate(FIXES);
    let name = json_text(source.name_of(Source::MAIN));
    let mut out = String::from("{\n  \"overlay\": \"1.0.0\",\n");
    let _ = writeln!(
        out,
        "  \"info\": {{\"title\": \"Fixes for {}, \"version\": \"1\"}},",
        name.get(1..).unwrap_or("\"")
    );
    let _ = writeln!(out, "  \"actions\": [\n    {}\n  ]\n}}", actions.join(",\n    "));
    Some(out)
}
