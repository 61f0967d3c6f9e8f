//! Postman collections, versions 1, 2.0 and 2.1, and the app's dump.
//!
//! A collection is a list of calls that somebody made, not a description of an API. Calls that are one but for the values
//! in them are one action; its types are learned from the bodies that were saved ([`crate::infer`]). `docs/postman.md`
//! has the rules.

mod address;
mod auth;
mod body;
mod build;
mod group;
mod ids;
mod inputs;
mod model;
mod pairs;
mod path;
mod reply;
mod secrets;
mod server;
mod v1;
mod v2;
mod variables;

use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::ir::Connector;
use crate::source::{EmbeddedBudget, FileId, Node, Source, Span};
use model::Collection;
use pairs::text;

pub use build::{Samples, Saved};

/// What a JSON document of Postman's is.
enum Kind<'a> {
    V1(&'a Node),
    V2(&'a Node),
    /// All collections of an app.
    Dump(Vec<&'a Node>),
    Environment(&'a Node),
}

/// Whether a document is one of Postman's.
pub fn is_collection(root: &Node) -> bool {
    kind(root, 0).is_some()
}

fn kind(root: &Node, depth: usize) -> Option<Kind<'_>> {
    root.as_object()?;
    let list = |key: &str| root.get(key).is_some_and(|value| value.as_list().is_some());
    let wrapped = root.get("collection").filter(|inner| inner.as_object().is_some());
    if let Some(inner) = wrapped.filter(|_| depth < 4 && !list("item"))
        && let Some(kind) = kind(inner, depth + 1)
    {
        return Some(kind);
    }
    if list("collections") && !list("requests") {
        let all = pairs::items(root, "collections").collect();
        return Some(Kind::Dump(all));
    }
    let schema = root.get("info").and_then(|info| text(info, "schema")).unwrap_or_default();
    if root.get("info").is_some() && list("item") || schema.contains("getpostman.com") {
        return Some(Kind::V2(root));
    }
    if list("requests")
        && (root.get("order").is_some() || root.get("id").is_some() || root.get("name").is_some())
    {
        return Some(Kind::V1(root));
    }
    let scope = root.get("_postman_variable_scope").is_some();
    (scope && list("values")).then_some(Kind::Environment(root))
}

/// What is collected on the way through the files.
struct Reading<'a, 'd> {
    source: &'a Source,
    diags: &'d mut Diagnostics,
    budget: &'d mut EmbeddedBudget,
    collection: Collection<'a>,
    /// The folder that stands for the collection, where there are several.
    base: Option<usize>,
}

impl Reading<'_, '_> {
    fn base_folder(&self) -> Option<usize> {
        self.base
    }

    fn path_of(&self, folder: Option<usize>) -> Vec<String> {
        let found = folder.and_then(|index| self.collection.folders.get(index));
        found.map(|folder| folder.path.clone()).unwrap_or_default()
    }

    /// Leaves one request out.
    fn odd(&mut self, at: Span, name: String, message: String) {
        self.diags
            .push_with(Severity::Warning, || Diagnostic::warning(Code::ODD_REQUEST, at, message.clone()));
        let name = if name.is_empty() { "a request without a name".to_owned() } else { name };
        self.collection.skipped.push((name, message));
    }
}

/// Reads collections into one connector; with `keep`, also the samples that its types were learned from.
pub fn read(
    source: &Source,
    files: &[FileId],
    diags: &mut Diagnostics,
    keep: bool,
) -> Option<(Connector, Samples)> {
    let mut budget = EmbeddedBudget::default();
    let mut collections: Vec<Kind<'_>> = Vec::new();
    for root in files.iter().filter_map(|file| source.root_of(*file)) {
        match kind(root, 0) {
            Some(Kind::Dump(all)) => {
                if all.len() > 1 {
                    let message =
                        format!("this file holds {} collections; they become one client", all.len());
                    diags.note(Code::MERGED_DUMP, root.span, message);
                }
                for one in all {
                    match kind(one, 1) {
                        Some(Kind::Dump(_)) | None => {
                            let message = "this is no collection; it is left out";
                            diags.push_with(Severity::Warning, || {
                                Diagnostic::warning(Code::ODD_COLLECTION, one.span, message)
                            });
                        }
                        Some(found) => collections.push(found),
                    }
                }
            }
            Some(found) => collections.push(found),
            None => {}
        }
    }
    let several = collections.len() > 1;
    let mut reading =
        Reading { source, diags, budget: &mut budget, collection: Collection::default(), base: None };
    let mut first: Option<(String, String, Option<String>)> = None;
    let mut read = false;
    for one in collections {
        let root = match &one {
            Kind::V1(root) | Kind::V2(root) => *root,
            Kind::Environment(root) => {
                let message = "this is an environment: it holds variables, no requests";
                let problem = Diagnostic::error(Code::NOT_A_COLLECTION, root.span, message);
                reading.diags.push(problem.help("export the collection, and name that file"));
                continue;
            }
            Kind::Dump(_) => continue,
        };
        if several {
            let name = root.get("info").and_then(|info| text(info, "name")).or_else(|| text(root, "name"));
            reading.base = Some(reading.collection.folders.len());
            let path = vec![name.unwrap_or("Collection").trim().to_owned()];
            reading.collection.folders.push(model::Folder { path, description: None });
        }
        match one {
            Kind::V1(root) => v1::read(root, &mut reading),
            _ => v2::read(root, &mut reading),
        }
        read = true;
        let own = &reading.collection;
        first.get_or_insert_with(|| (own.name.clone(), own.version.clone(), own.description.clone()));
    }
    if !read {
        if !diags.has_errors() {
            let root = files.iter().find_map(|file| source.root_of(*file)).map(|root| root.span);
            diags.error(Code::NOT_A_COLLECTION, root, "there is no collection in this file");
        }
        return None;
    }
    let mut collection = reading.collection;
    if let Some((name, version, description)) = first {
        (collection.name, collection.version, collection.description) = (name, version, description);
    }
    let root = files.iter().find_map(|file| source.root_of(*file)).map_or(Span::default(), |root| root.span);
    if collection.requests.is_empty() {
        diags.warning(Code::ODD_COLLECTION, root, "the collection holds no requests");
    }
    Some(build::connector(source, collection, root, &mut budget, diags, keep))
}
