//! Real documents. `$CONNECTOR_CORPUS` says where they are; without them there is nothing to test.

use std::fs;
use std::path::{Path, PathBuf};

use crate::diag::Severity;
use crate::source::{LoadOptions, Source};

fn folder(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let folder = std::env::var_os("CONNECTOR_CORPUS").map_or_else(beside, PathBuf::from).join(name);
    if !folder.is_dir() {
        eprintln!("no documents in {}: set CONNECTOR_CORPUS to read real ones", folder.display());
        return None;
    }
    Some(folder)
}

/// All documents below `folder`, sorted.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut todo = vec![folder.to_owned()];
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| matches!(ending.to_str(), Some("json" | "yaml" | "yml")))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Reads all of them; those that cannot be read, with why.
fn failures(folder: &Path) -> Vec<String> {
    let mut failures = Vec::new();
    for path in documents(folder) {
        let options = LoadOptions { base: Some(folder.to_owned()), ..LoadOptions::default() };
        let (source, diags) = Source::load(&path, &options);
        for error in diags.iter().filter(|one| one.severity == Severity::Error) {
            let shown = error.render(&source);
            eprintln!("{shown}");
            failures.push(shown.file);
        }
    }
    failures
}

#[test]
fn openapi2() {
    let Some(folder) = folder("openapi2") else { return };
    assert_eq!(failures(&folder), [""; 0]);
}

#[test]
fn connectors() {
    let Some(folder) = folder("powerplatform") else { return };
    let failures = failures(&folder);
    let all = documents(&folder).len();
    eprintln!("{} of {all} cannot be read", failures.len());
    // brackets that do not match, which nobody can mend but a person
    assert!(failures.len() <= 6, "{failures:#?}");
}
