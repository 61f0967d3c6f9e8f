//! `connector.lock`: the names and the argument order of a client, kept across documents.
//!
//! A line is `action ID METHOD`, `argument ID PLACE:WIRE NAME`, `setter ID PLACE:WIRE NAME` or `type KEY NAME`; blanks in what
//! the document names are written `%20`, percent signs `%25`. Arguments stand in the order of the signature.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::diag::{Code, Diagnostics};
use crate::ir::{Connector, TypeKind};
use crate::name::{Names, Pins, input_key, is_identifier, type_key};
use crate::pass::Uses;

/// Larger lock files are not ours.
const LARGEST: u64 = 64 << 20;

/// The text of a lock file; none where there is no file yet.
pub fn load(path: &Path, diags: &mut Diagnostics) -> Option<String> {
    let metadata = std::fs::metadata(path).ok()?;
    if metadata.len() > LARGEST {
        diags.error(Code::TOO_LARGE, None, format!("{} is too large for a lock file", path.display()));
        return None;
    }
    match std::fs::read_to_string(path) {
        Ok(text) => Some(text),
        Err(error) => {
            diags.error(Code::LOCK, None, format!("{} cannot be read: {error}", path.display()));
            None
        }
    }
}

/// Reads a lock: gives its names, and puts arguments into the order that they had. What was an argument stays one.
pub fn pins(text: &str, connector: &mut Connector) -> Pins {
    let mut pins = Pins::default();
    let mut order: HashMap<(String, String), usize> = HashMap::new();
    for (index, line) in text.lines().enumerate() {
        let words: Vec<String> = line.split(' ').map(decode).collect();
        // What is no name, someone has written by hand.
        if !words.last().is_some_and(|name| is_identifier(name)) {
            continue;
        }
        match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["action", id, method] => drop(pins.actions.insert((*id).to_owned(), (*method).to_owned())),
            [kind @ ("argument" | "setter"), id, key, name] => {
                let place = ((*id).to_owned(), (*key).to_owned());
                if *kind == "argument" {
                    order.insert(place.clone(), index);
                }
                pins.inputs.insert(place, (*name).to_owned());
            }
            // Of two lines for one type, as a merge by hand may leave them, the first counts.
            ["type", key, name] => {
                pins.types.entry((*key).to_owned()).or_insert_with(|| (*name).to_owned());
            }
            _ => {}
        }
    }
    for action in &mut connector.actions {
        let id = action.id.clone();
        for input in &mut action.inputs {
            input.required |= order.contains_key(&(id.clone(), input_key(input)));
        }
        action.inputs.sort_by_key(|input| {
            let locked = order.get(&(id.clone(), input_key(input))).copied().unwrap_or(usize::MAX);
            (!input.required, locked)
        });
    }
    pins
}

/// The lock of a client.
pub fn write(connector: &Connector, uses: &Uses, names: &Names) -> String {
    let mut out = String::from(
        "# Names and argument order of the generated client; commit this file. Written by connector.\n",
    );
    for (action, own) in connector.actions.iter().zip(&names.actions) {
        let id = encode(&action.id);
        let _ = writeln!(out, "action {id} {}", own.method);
        for (input, name) in action.inputs.iter().zip(&own.inputs) {
            let kind = if input.required { "argument" } else { "setter" };
            let _ = writeln!(out, "{kind} {id} {} {name}", encode(&input_key(input)));
        }
    }
    for (id, def) in connector.types.iter() {
        if uses.used(id) && !matches!(def.kind, TypeKind::External(_)) {
            let name = names.types.get(id.0 as usize).map(|names| names.name.as_str()).unwrap_or_default();
            for site in [&def.site].into_iter().chain(&def.equals) {
                let _ = writeln!(out, "type {} {name}", encode(&type_key(site)));
            }
        }
    }
    out
}

fn encode(text: &str) -> String {
    text.replace('%', "%25").replace(' ', "%20").replace('\n', "%0A").replace('\r', "%0D")
}

fn decode(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n").replace("%20", " ").replace("%25", "%")
}

#[cfg(test)]
mod tests {
    use crate::{Options, generate};

    const DOCUMENT: &str = r##"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "host": "a.b", "paths": {
        "/a": {"get": {"operationId": "GetPet", "parameters": [{"in": "query", "name": "a b", "type": "string", "enum": ["x", "y"]}],
            "responses": {"200": {"description": "", "schema": {"$ref": "#/definitions/Pet"}}}}}},
        "definitions": {
            "Pet": {"type": "object", "discriminator": "kind", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
            "Cat": {"allOf": [{"$ref": "#/definitions/Pet"}, {"type": "object", "properties": {"lives": {"type": "integer"}}}]}}}"##;

    #[test]
    fn a_lock_changes_nothing_of_what_it_was_made_of() {
        let path = std::env::temp_dir().join(format!("connector-lock-{}.lock", std::process::id()));
        let options =
            Options { documents: vec!["-".into()], stdin: Some(DOCUMENT.into()), ..Options::default() };
        let first = generate(&options);
        std::fs::write(&path, &first.lock).unwrap();
        let second = generate(&Options { lock: Some(path.clone()), ..options });
        std::fs::remove_file(&path).unwrap();
        assert!(
            first.lock.contains("type Pet/base PetBase") && first.lock.contains("query:a%20b"),
            "{}",
            first.lock
        );
        assert_eq!(first.lock, second.lock);
        assert_eq!(first.tokens.to_string(), second.tokens.to_string());
    }
}
