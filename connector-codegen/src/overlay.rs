//! OpenAPI Overlay 1.0: changes of a description that outlive its next version.
//!
//! An overlay is applied to the tree before anything is read of it, so that what it adds has its place in the overlay, and
//! everything else the one in the document. <https://spec.openapis.org/overlay/v1.0.0.html>

mod edit;
#[cfg(test)]
mod tests;
mod view;

use serde_json::Value as Json;
use serde_json_path::JsonPath;

use crate::diag::{Code, Diagnostic, Diagnostics, quoted};
use crate::documents::Documents;
use crate::options::Options;
use crate::source::{FileId, Node, Source, limits};
use edit::Refused;
use view::Place;

/// Longer targets are no targets.
const TARGET: usize = 2000;

/// `..` looks at everything below everything: more of them in one target take more time than anybody has.
const DESCENDANTS: usize = 2;

/// Actions of one overlay.
const ACTIONS: usize = 10_000;

/// What overlays may add to the documents, in values. Real ones add some hundred.
const VALUES: usize = 200_000;

/// What overlays may still add to a document, in values.
struct Budget {
    left: usize,
}

/// Applies all overlays, in their order, to every document.
pub(crate) fn apply(options: &Options, source: &mut Source, documents: &[FileId], diags: &mut Diagnostics) {
    let mut budget = Budget { left: VALUES };
    for path in &options.overlays {
        let Some(file) = source.add(path, diags) else { continue };
        if let Some(first) = documents.first() {
            source.speaks_for(file, *first);
        }
        let Some(root) = source.root_of(file).cloned() else { continue };
        overlay(&root, source, documents, &mut budget, diags);
    }
}

fn overlay(
    root: &Node,
    source: &mut Source,
    documents: &[FileId],
    budget: &mut Budget,
    diags: &mut Diagnostics,
) {
    let version =
        root.get("overlay").map(|given| given.as_str().map_or_else(|| given.to_json_text(), str::to_owned));
    if !version.as_deref().is_some_and(|version| version == "1" || version.starts_with("1.")) {
        let at = root.get("overlay").map_or(root.span, |given| given.span);
        let problem = Diagnostic::error(Code::OVERLAY, at, "this is no overlay");
        diags.push(problem.help("an overlay has `overlay: 1.0.0` and `actions` at its root"));
        return;
    }
    let Some(actions) = root.get("actions").and_then(Node::as_list) else {
        let at = root.get("actions").map_or(root.span, |given| given.span);
        diags.error(Code::OVERLAY, at, "an overlay has a list of `actions`");
        return;
    };
    if actions.len() > ACTIONS {
        let message = format!("an overlay has at most {ACTIONS} actions, this one has {}", actions.len());
        diags.error(Code::TOO_LARGE, root.span, message);
        return;
    }
    let mut views: Vec<Json> = documents.iter().map(|file| view_of(source, *file)).collect();
    for action in actions {
        let Some((target, path)) = target(action, diags) else { continue };
        let change = match change(action, diags) {
            Some(change) => change,
            None => continue,
        };
        let mut matched = 0;
        for (file, view) in documents.iter().zip(&mut views) {
            let places = places(&path, view);
            matched += places.len();
            let Some(document) = source.root_mut(*file) else { continue };
            for place in places {
                match edit::change(document, view, &place, &change, &mut budget.left) {
                    Ok(()) => {}
                    Err(refused) => {
                        diags.push(refusal(refused, target));
                        return;
                    }
                }
            }
        }
        if matched == 0 {
            let shown = quoted(target.as_str().unwrap_or_default());
            let problem = Diagnostic::warning(
                Code::OVERLAY_TARGET,
                target.span,
                format!("{shown} is nowhere in the document"),
            );
            diags.push(problem.help("the document may have changed, or a name in the target is misspelt"));
        }
    }
}

/// The tree as the JSONPath library reads it.
fn view_of(source: &Source, file: FileId) -> Json {
    source.root_of(file).map(view::of).unwrap_or_default()
}

/// Where a target is, the last place first: removing one moves only what comes after.
fn places(path: &JsonPath, view: &Json) -> Vec<Place> {
    let found = path.query_located(view);
    let mut all: Vec<Place> = found.locations().map(view::place).collect();
    all.sort_by(|one, other| other.cmp(one));
    all.dedup();
    all
}

fn target<'n>(action: &'n Node, diags: &mut Diagnostics) -> Option<(&'n Node, JsonPath)> {
    let Some(target) = action.get("target") else {
        diags.error(Code::OVERLAY, action.span, "an action needs a `target`");
        return None;
    };
    let text = target.as_str().unwrap_or_default();
    if text.len() > TARGET || text.matches("..").count() > DESCENDANTS {
        let message = format!("a target has at most {TARGET} characters and {DESCENDANTS} times `..`");
        diags.error(Code::TOO_LARGE, target.span, message);
        return None;
    }
    match JsonPath::parse(text) {
        Ok(path) => Some((target, path)),
        Err(error) => {
            let message = format!("the target {} is no JSONPath: {error}", quoted(text));
            let problem = Diagnostic::error(Code::OVERLAY, target.span, message);
            diags.push(problem.help(
                "RFC 9535 has the grammar: `$.paths['/orders'].get`, `$..parameters[?@.name == 'top']`",
            ));
            None
        }
    }
}

/// What an action does.
enum Change<'n> {
    Remove,
    Update(&'n Node),
}

fn change<'n>(action: &'n Node, diags: &mut Diagnostics) -> Option<Change<'n>> {
    let removes = action.get("remove").is_some_and(|given| given.as_bool() == Some(true));
    match (removes, action.get("update")) {
        (true, _) => Some(Change::Remove),
        (false, Some(update)) => Some(Change::Update(update)),
        (false, None) => {
            diags.warning(
                Code::OVERLAY,
                action.span,
                "an action has `update` or `remove: true`; this one does nothing",
            );
            None
        }
    }
}

fn refusal(refused: Refused, target: &Node) -> Diagnostic {
    match refused {
        Refused::Root => {
            Diagnostic::error(Code::OVERLAY, target.span, "the whole document cannot be removed")
        }
        Refused::Kind(span, message) => Diagnostic::error(Code::OVERLAY, span, message),
        Refused::TooLarge => Diagnostic::error(
            Code::TOO_LARGE,
            target.span,
            format!("overlays add more than {VALUES} values to the document; the rest is left out"),
        ),
        Refused::TooDeep => Diagnostic::error(
            Code::TOO_LARGE,
            target.span,
            format!("with this the document is more than {} levels deep", limits::DEPTH),
        ),
    }
}

/// A document before and after its overlays, as indented JSON, and what is to be said of them.
pub fn effect(options: &Options) -> (String, String, Vec<crate::Rendered>) {
    let mut diags = Diagnostics::new();
    let Some(Documents { mut source, files: documents, .. }) = Documents::load(options, &mut diags) else {
        return (String::new(), String::new(), Vec::new());
    };
    let text = |source: &Source| -> String {
        documents.iter().filter_map(|file| source.root_of(*file)).map(view::pretty).collect()
    };
    let before = text(&source);
    apply(options, &mut source, &documents, &mut diags);
    let after = text(&source);
    (before, after, diags.iter().map(|one| one.render(&source)).collect())
}
