//! The same document gives the same client, byte for byte: wherever it lies, and in whatever order members stand whose order
//! means nothing.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use connector_codegen::source::{Node, Source};
use connector_codegen::{Options, generate};

#[allow(dead_code)]
#[path = "corpus/src/mutate.rs"]
mod mutate;

use mutate::Random;

/// The documents of golden tests that are JSON, with the properties beside them.
fn documents() -> Vec<PathBuf> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut all: Vec<PathBuf> =
        fs::read_dir(golden).unwrap().map(|entry| entry.unwrap().path().join("input.json")).collect();
    all.retain(|path| path.is_file());
    all.sort();
    assert!(all.len() > 60, "{}", all.len());
    all
}

/// The client of a document.
fn made(path: &Path) -> String {
    let made = generate(&Options { documents: vec![path.to_owned()], ..Options::default() });
    made.pretty()
}

/// Objects whose members stand in an order that is kept: it is that of actions, arguments, fields, or of a value.
const ORDERED: [&str; 27] = [
    "paths",
    "x-ms-paths",
    "properties",
    "definitions",
    "responses",
    "securityDefinitions",
    "parameters",
    "schemas",
    "requestBodies",
    "headers",
    "scopes",
    "callbacks",
    "content",
    "encoding",
    "variables",
    "mapping",
    "securitySchemes",
    "security",
    "connectionParameters",
    "connectionParameterSets",
    "values",
    "uiDefinition",
    "links",
    "components",
    "patternProperties",
    "dependencies",
    "x-ms-notification-content",
];
/// Everything below these is a value of the document's own.
const VALUES: [&str; 6] = ["default", "example", "examples", "x-example", "enum", "x-ms-test-value"];

fn write(node: &Node, ordered: bool, value: bool, random: &mut Random, out: &mut String) {
    if let Some(object) = node.as_object() {
        let mut members: Vec<_> = object.iter().collect();
        if !ordered && !value {
            for last in (1..members.len()).rev() {
                members.swap(last, random.below(last + 1));
            }
        }
        out.push('{');
        for (index, member) in members.into_iter().enumerate() {
            out.push_str(if index > 0 { "," } else { "" });
            out.push_str(&serde_json::to_string(&member.key).unwrap());
            out.push(':');
            // The methods of a path are actions, too.
            let inner = ORDERED.contains(&member.key.as_str())
                || member.key.starts_with('/')
                || member.key.starts_with('{');
            // What is demanded together is documented in its order.
            let inner = if member.value.as_list().is_some() { member.key == "security" } else { inner };
            write(&member.value, inner, value || VALUES.contains(&member.key.as_str()), random, out);
        }
        out.push('}');
    } else if let Some(list) = node.as_list() {
        out.push('[');
        for (index, item) in list.iter().enumerate() {
            out.push_str(if index > 0 { "," } else { "" });
            write(item, ordered, value, random, out);
        }
        out.push(']');
    } else {
        out.push_str(&node.to_json_text());
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reproducible").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// What a document refers to.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        match path.extension().and_then(|end| end.to_str()) {
            None if path.is_dir() => copy(&path, &to),
            Some("json" | "yaml") => drop(fs::copy(&path, to).unwrap()),
            _ => {}
        }
    }
}

#[test]
fn the_order_of_members_that_have_none() {
    let scratch = folder("shuffled");
    for document in documents() {
        let bytes = fs::read(&document).unwrap();
        let (source, _) = Source::from_memory("input.json", &bytes);
        // A collection is lists of pairs, in an order.
        let Some(root) =
            source.root().filter(|root| root.get("item").is_none() && root.get("paths").is_some())
        else {
            continue;
        };
        let trap = document.parent().unwrap().file_name().unwrap().to_str().unwrap();
        let own = scratch.join(trap);
        copy(document.parent().unwrap(), &own);
        let usual = made(&document);
        for seed in 0..3 {
            let mut text = String::new();
            write(root, false, false, &mut Random::new(seed), &mut text);
            fs::write(own.join("input.json"), &text).unwrap();
            let shuffled = made(&own.join("input.json"));
            if usual != shuffled {
                let differs = usual.lines().zip(shuffled.lines()).find(|(one, other)| one != other);
                panic!("{trap}, seed {seed}: {differs:?}\n{text}");
            }
        }
    }
}

#[test]
fn another_place() {
    let (here, there) = (folder("here"), folder("there, with a space/and ünïcode"));
    for document in documents().into_iter().step_by(7) {
        for place in [&here, &there] {
            for file in fs::read_dir(document.parent().unwrap()).unwrap() {
                let file = file.unwrap().path();
                if file.is_file() {
                    fs::copy(&file, place.join(file.file_name().unwrap())).unwrap();
                }
            }
        }
        assert_eq!(made(&here.join("input.json")), made(&there.join("input.json")), "{}", document.display());
    }
}
