//! Names are stable: a new action never renames an old one, nor its inputs, nor what it gives back. Forty real connectors,
//! each with an action more, at the beginning, in the middle and at the end. `$CONNECTOR_CORPUS` says where they are.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use connector_codegen::source::{LoadOptions, Node, Source};
use connector_codegen::{Generated, Options, generate};
use serde_json::Value;

/// Chosen to exercise the generator; what is special about each stands in the corpus study.
const CONNECTORS: &str = include_str!("corpus/forty.txt");

/// An action of a shape of its own.
const ADDED: &str = r##"{"post": {"operationId": "AddedByTheTest", "parameters": [
    {"in": "query", "name": "added", "type": "string", "enum": ["yes", "no"]},
    {"in": "body", "name": "body", "required": true, "schema": {"type": "object", "properties": {"added": {"type": "object", "properties": {"test": {"type": "string"}}}}}}],
  "responses": {"200": {"description": "Added.", "schema": {"type": "object", "properties": {"added": {"type": "array", "items": {"type": "object", "properties": {"by_test": {"type": "integer"}}}}}}}}}}"##;

/// The connector's folders, or none, said in one line.
fn folders() -> Vec<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus =
        std::env::var_os("CONNECTOR_CORPUS").map_or_else(beside, PathBuf::from).join("powerplatform");
    if !corpus.is_dir() {
        eprintln!("no connectors in {}: set CONNECTOR_CORPUS to test with real ones", corpus.display());
        return Vec::new();
    }
    CONNECTORS.lines().map(|name| corpus.join(name)).collect()
}

/// A connector that can be taken apart.
struct Connector {
    name: String,
    properties: Option<PathBuf>,
    /// The members of the document but `paths`, as JSON.
    others: Vec<String>,
    /// The members of `paths`, as JSON.
    paths: Vec<String>,
    /// The operations as JSON, with their operationIds.
    operations: Vec<(String, String)>,
}

impl Connector {
    fn read(folder: &Path) -> Self {
        let is_definition = |path: &PathBuf| {
            path.to_str().is_some_and(|path| path.to_ascii_lowercase().ends_with(".swagger.json"))
        };
        let definition =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).find(is_definition).unwrap();
        // Through the generator's own reader: some of these documents are no JSON without repairs.
        let (source, _) = Source::load(&definition, &LoadOptions::default());
        let root = source.root().unwrap();
        let member = |key: &str, value: &Node| format!("{}: {}", Value::from(key), value.to_json_text());
        let paths = root.get("paths").unwrap().as_object().unwrap();
        let mut operations = Vec::new();
        for item in paths {
            for operation in item.value.as_object().into_iter().flatten() {
                if let Some(id) = operation.value.get("operationId").and_then(Node::as_str) {
                    operations.push((id.to_owned(), operation.value.to_json_text()));
                }
            }
        }
        let properties = folder.join("apiProperties.json");
        Self {
            name: folder.file_name().unwrap().to_str().unwrap().to_owned(),
            properties: properties.is_file().then_some(properties),
            others: root
                .as_object()
                .unwrap()
                .iter()
                .filter(|one| one.key != "paths")
                .map(|one| member(&one.key, &one.value))
                .collect(),
            paths: paths.iter().map(|one| member(&one.key, &one.value)).collect(),
            operations,
        }
    }

    /// The document with a path more, before the `at`th.
    fn with(&self, added: Option<(usize, &str)>) -> String {
        let mut paths = self.paths.clone();
        if let Some((at, item)) = added {
            paths.insert(at, format!("\"/added/by/the/test\": {item}"));
        }
        format!("{{{}, \"paths\": {{{}}}}}", self.others.join(", "), paths.join(", "))
    }

    fn generate(&self, document: String, actions: Option<Vec<String>>, lock: Option<PathBuf>) -> Generated {
        generate(&Options {
            documents: vec!["-".into()],
            stdin: Some(document.into_bytes()),
            properties: self.properties.clone(),
            actions,
            lock,
            ..Options::default()
        })
    }

    /// Places for a new path: front, middle, end.
    fn places(&self) -> [(&'static str, usize); 3] {
        [("front", 0), ("middle", self.paths.len() / 2), ("end", self.paths.len())]
    }

    /// Another operation like one that there is: its inline types are equal to known ones.
    fn twin(&self) -> String {
        let (id, operation) = &self.operations[self.operations.len() / 2];
        let key = format!("\"operationId\":{}", Value::from(id.as_str()));
        assert!(operation.contains(&key), "{operation}");
        format!("{{\"post\": {}}}", operation.replacen(&key, "\"operationId\":\"TwinByTheTest\"", 1))
    }
}

/// What `inspect` says of each operation, by id.
fn operations(made: &Generated) -> Vec<(String, Value)> {
    let inspect: Value = serde_json::from_str(&made.inspect.to_json()).unwrap();
    ["actions", "triggers"]
        .iter()
        .flat_map(|key| inspect[*key].as_array().unwrap().clone())
        .map(|one| (one["id"].as_str().unwrap().to_owned(), one))
        .collect()
}

/// The public names of the generated code: what a caller may have written down.
fn public(made: &Generated) -> BTreeSet<String> {
    let text = made.tokens.to_string();
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut names = BTreeSet::new();
    for (index, word) in words.iter().enumerate() {
        let kind = words.get(index + 1).copied().unwrap_or_default();
        if *word == "pub" && matches!(kind, "struct" | "enum" | "type" | "fn") {
            names.insert(words[index + 2].to_owned());
        }
    }
    names
}

/// The other names of types: `pub type Old = New;` in `model`.
fn aliases(made: &Generated) -> Vec<(String, String)> {
    let text = made.tokens.to_string();
    let model = text.split_once("pub mod model").map_or("", |(_, model)| model);
    let aliases =
        model.split("pub type ").skip(1).filter_map(|rest| rest.split_once(';')?.0.split_once(" = "));
    aliases.map(|(old, new)| (format!("model::{}", old.trim()), format!("model::{}", new.trim()))).collect()
}

/// A description with the types called by the names that `aliases` lead to.
fn renamed(description: &Value, aliases: &[(String, String)]) -> Value {
    let mut text = description.to_string();
    for (old, new) in aliases {
        for end in ['"', '>', ',', ']', ')'] {
            text = text.replace(&format!("{old}{end}"), &format!("{new}{end}"));
        }
    }
    serde_json::from_str(&text).unwrap()
}

/// Operations that `before` and `after` describe otherwise, and public names that are gone. A type that an action more made a
/// shared one may go by another name when its old one still leads to it.
fn moved(before: &Generated, after: &Generated) -> Vec<String> {
    let after_operations = operations(after);
    let aliases = aliases(after);
    let mut found = Vec::new();
    for (id, old) in operations(before) {
        match after_operations.iter().find(|(other, _)| *other == id) {
            Some((_, new)) if *new == old || *new == renamed(&old, &aliases) => {}
            Some((_, new)) => found.push(format!("{id}\n  was {old}\n  is  {new}")),
            None => found.push(format!("{id} is gone")),
        }
    }
    let names = public(after);
    found.extend(public(before).difference(&names).map(|name| format!("the name {name} is gone")));
    found
}

#[test]
fn an_action_more_renames_nothing() {
    let mut found = Vec::new();
    for folder in folders() {
        let connector = Connector::read(&folder);
        let before = connector.generate(connector.with(None), None, None);
        for (what, item) in [("a new action", ADDED.to_owned()), ("a twin", connector.twin())] {
            for (place, at) in connector.places() {
                let after = connector.generate(connector.with(Some((at, &item))), None, None);
                assert_eq!(after.inspect.requests, before.inspect.requests + 1);
                let moved = moved(&before, &after);
                found.extend(
                    moved.into_iter().map(|one| format!("{}, {what} at the {place}: {one}", connector.name)),
                );
            }
        }
    }
    assert!(found.is_empty(), "{} moved:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_lock_holds_all_names() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("names");
    fs::create_dir_all(&scratch).unwrap();
    let mut found = Vec::new();
    for folder in folders() {
        let connector = Connector::read(&folder);
        let before = connector.generate(connector.with(None), None, None);
        let lock = scratch.join(format!("{}.lock", connector.name));
        fs::write(&lock, &before.lock).unwrap();
        let after = connector.generate(connector.with(Some((0, &connector.twin()))), None, Some(lock));
        let moved = moved(&before, &after);
        found.extend(moved.into_iter().map(|one| format!("{}: {one}", connector.name)));
    }
    assert!(found.is_empty(), "{} moved:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for folder in folders() {
        let connector = Connector::read(&folder);
        let [one, two] = [0, 1].map(|_| connector.generate(connector.with(None), None, None));
        assert!(one.tokens.to_string() == two.tokens.to_string(), "{}", connector.name);
        assert_eq!(one.inspect.to_json(), two.inspect.to_json(), "{}", connector.name);
        assert_eq!(one.lock, two.lock, "{}", connector.name);
    }
}

#[test]
fn a_selection_renames_nothing() {
    let mut found = Vec::new();
    for folder in folders() {
        let connector = Connector::read(&folder);
        let before = connector.generate(connector.with(None), None, None);
        let Some(first) = before.inspect.actions.first().map(|action| action.id.clone()) else { continue };
        let after = connector.generate(connector.with(None), Some(vec![first.clone()]), None);
        let kept = operations(&after);
        assert!(kept.iter().any(|(id, _)| *id == first), "{}", connector.name);
        for (id, new) in kept {
            let old = operations(&before).into_iter().find(|(other, _)| *other == id).unwrap().1;
            if old != new {
                found.push(format!("{}: {id}\n  was {old}\n  is  {new}", connector.name));
            }
        }
    }
    assert!(found.is_empty(), "{} moved:\n{}", found.len(), found.join("\n"));
}
