//! Which documents a folder holds.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A description, with the properties that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// Path below the folder that was searched; of a connector, its own folder.
    pub(crate) name: String,
    pub(crate) definition: PathBuf,
    pub(crate) properties: Option<PathBuf>,
    /// It is a collection of Postman's.
    pub(crate) collection: bool,
    /// It was changed, so that nobody else can say what stands in it.
    pub(crate) mutant: bool,
}

/// Every connector and every other description below `folder`, sorted.
pub(crate) fn documents(folder: &Path) -> Result<Vec<Document>, String> {
    let mut found = Vec::new();
    let mut todo = vec![folder.to_owned()];
    while let Some(inside) = todo.pop() {
        let failed = |error| format!("cannot read the folder {}: {error}", inside.display());
        let mut files = Vec::new();
        for entry in fs::read_dir(&inside).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() { todo.push(path) } else { files.push(path) }
        }
        let properties = files.iter().find(|path| lower(path) == "apiproperties.json").cloned();
        let named = |wanted: &dyn Fn(&str) -> bool| -> Vec<PathBuf> {
            files.iter().filter(|path| wanted(&lower(path))).cloned().collect()
        };
        let connector = named(&|name| name.ends_with(".swagger.json"));
        let others = named(&|name| {
            [".json", ".yaml", ".yml"].iter().any(|end| name.ends_with(end)) && name != "apiproperties.json"
        });
        let is_connector = !connector.is_empty();
        let own = if is_connector { connector } else { others };
        for definition in own {
            let Some(collection) = description(&definition) else { continue };
            let place = if is_connector { inside.as_path() } else { definition.as_path() };
            let name = place.strip_prefix(folder).unwrap_or(place).display().to_string();
            found.push(Document {
                name,
                definition,
                properties: properties.clone(),
                collection,
                mutant: false,
            });
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// Whether JSON is a collection of Postman's, of any version.
pub(crate) fn is_collection(document: &Value) -> bool {
    let list = |key: &str| document.get(key).is_some_and(Value::is_array);
    let wrapped = document.get("collection").is_some_and(is_collection);
    let schema = document.get("info").and_then(|info| info.get("schema")).and_then(Value::as_str);
    wrapped
        || list("collections")
        || (document.get("info").is_some() && list("item"))
        || schema.is_some_and(|schema| schema.contains("getpostman.com"))
        || (list("requests") && ["order", "id", "name"].iter().any(|key| document.get(key).is_some()))
}

/// Keeps what a list names, by the end of its path. A name that is not there is an error, unless nothing of the list is:
/// then the folder is another one.
pub(crate) fn retain(list: &Path, documents: &mut Vec<Document>) -> Result<(), String> {
    let text =
        fs::read_to_string(list).map_err(|error| format!("cannot read {}: {error}", list.display()))?;
    let names: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let fits = |document: &Document, name: &str| Path::new(&document.name).ends_with(name);
    let missing: Vec<&str> =
        names.iter().copied().filter(|name| !documents.iter().any(|one| fits(one, name))).collect();
    documents.retain(|document| names.iter().any(|name| fits(document, name)));
    match missing.is_empty() || documents.is_empty() {
        true => Ok(()),
        false => Err(format!("not in the folder: {}", missing.join(", "))),
    }
}

fn lower(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Whether a file may be a description, and whether it is a collection. Files of other formats, and parts of documents, are not
/// what is looked for; what cannot be read is.
fn description(path: &Path) -> Option<bool> {
    let Ok(bytes) = fs::read(path) else { return Some(false) };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    if let Ok(document) = serde_json::from_slice::<Value>(bytes) {
        let openapi = document.get("swagger").is_some() || document.get("openapi").is_some();
        let collection = is_collection(&document);
        return (openapi || collection).then_some(collection && !openapi);
    }
    let text = String::from_utf8_lossy(bytes);
    let begins = |line: &str| line.starts_with("swagger:") || line.starts_with("openapi:");
    (text.contains("\"swagger\"") || text.lines().any(begins)).then_some(false)
}
