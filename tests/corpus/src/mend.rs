//! What `check` offers to mend is mended by what it offers, once and for all, and nothing else is changed by it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use connector_codegen::diag::Code;
use connector_codegen::lint::{self, Report};
use connector_codegen::{Options, overlay};
use serde_json::Value;

use crate::check::profile_of;
use crate::find::Document;

/// Applies the overlay of each document, and returns whether each does what it says and no more.
pub(crate) fn all(documents: &[Document]) -> Result<bool, String> {
    let path = env::temp_dir().join(format!("connector-mend-{}.json", process::id()));
    let (mut mended, mut wrong) = (0_usize, 0_usize);
    for document in documents {
        match one(document, &path) {
            Ok(found) => mended += usize::from(found),
            Err(why) => {
                wrong += 1;
                eprintln!("{}: {why}", document.name);
            }
        }
    }
    let _ = fs::remove_file(&path);
    eprintln!("{mended} of {} documents were mended, {wrong} otherwise than said", documents.len());
    Ok(wrong == 0)
}

/// Whether there was something to mend.
fn one(document: &Document, path: &Path) -> Result<bool, String> {
    let plain = options(document, Vec::new());
    let profile = Some(profile_of(&document.name));
    let before = lint::check(&plain, profile);
    let Some(text) = &before.overlay else { return Ok(false) };
    fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    let once = options(document, vec![path.to_owned()]);
    let twice = options(document, vec![path.to_owned(), path.to_owned()]);

    let after = lint::check(&once, profile);
    if after.overlay.is_some() {
        return Err("there is still something to mend".to_owned());
    }
    let (was, is) = (counts(&before), counts(&after));
    if let Some((code, count)) = is.iter().find(|(code, count)| was.get(code).is_none_or(|was| was < count)) {
        return Err(format!("{code} is found {count} times, {} before", was.get(code).unwrap_or(&0)));
    }
    if overlay::effect(&once).1 != overlay::effect(&twice).1 {
        return Err("applying it twice is not applying it once".to_owned());
    }
    match difference(&understood(&plain)?, &understood(&once)?, "") {
        None => Ok(true),
        Some(place) => Err(format!("what is understood has changed at {place}")),
    }
}

fn options(document: &Document, overlays: Vec<PathBuf>) -> Options {
    Options {
        documents: vec![document.definition.clone()],
        properties: document.properties.clone(),
        overlays,
        ..Options::default()
    }
}

fn counts(report: &Report) -> BTreeMap<Code, usize> {
    let mut counts = BTreeMap::new();
    for found in &report.findings {
        *counts.entry(found.code).or_default() += 1;
    }
    counts
}

fn understood(options: &Options) -> Result<Value, String> {
    let text = connector_codegen::generate(options).inspect.to_json();
    serde_json::from_str(&text).map_err(|error| format!("what is understood is no JSON: {error}"))
}

/// What a fix is about: what was wrong with the document, and what makers see first.
const MENDED: [&str; 2] = ["diagnostics", "advanced"];

/// The first place where two values differ, but for what is mended.
fn difference(one: &Value, other: &Value, place: &str) -> Option<String> {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) if one.len() == other.len() => {
            let members = one.iter().filter(|(key, _)| !MENDED.contains(&key.as_str()));
            members.into_iter().find_map(|(key, value)| {
                let place = format!("{place}/{key}");
                other.get(key).map_or(Some(place.clone()), |own| difference(value, own, &place))
            })
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let pairs = one.iter().zip(other).enumerate();
            pairs.into_iter().find_map(|(at, (one, other))| difference(one, other, &format!("{place}/{at}")))
        }
        _ => (one != other).then(|| format!("{place}: {one} became {other}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::difference;

    #[test]
    fn differences_have_places() {
        let one = json!({"a": [{"b": 1, "advanced": true}], "diagnostics": [1]});
        assert_eq!(
            difference(&one, &json!({"a": [{"b": 1, "advanced": false}], "diagnostics": []}), ""),
            None
        );
        let other = difference(&one, &json!({"a": [{"b": 2, "advanced": true}], "diagnostics": [1]}), "");
        assert_eq!(other.as_deref(), Some("/a/0/b: 1 became 2"));
        assert!(difference(&one, &json!({"a": [], "diagnostics": [1]}), "").is_some());
    }
}
