//! Any description as the folder of a Power Platform connector: `apiDefinition.swagger.json` (OpenAPI 2.0) and
//! `apiProperties.json`.
//!
//! OpenAPI 2.0 stays as its author wrote it; everything else is written out of what was understood of it, which generates the
//! same client. A folder that is there gets what it lacks, and keeps what a person has changed.

mod keep;
mod limits;
mod merge;
mod operation;
mod paging;
mod platform;
mod properties;
mod schema;
mod write;

use std::path::{Path, PathBuf};

use crate::build::write_if_changed;
use crate::describe::Json;
use crate::diag::Rendered;
use crate::documents::Documents;
use crate::frontend::{properties as properties_file, swagger2};
use crate::options::Options;
use crate::select;
use crate::source::{LoadOptions, Source};

/// What was written.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// What is to be said of the source.
    pub diagnostics: Vec<Rendered>,
    /// The operations that were added, by operationId.
    pub added: Vec<String>,
    /// The operations that were there and stayed as they are.
    pub kept: Vec<String>,
    /// What the folder cannot say as the source does, each in a sentence.
    pub notes: Vec<String>,
    /// The platform's limits that the description is beyond, each with what to leave out.
    pub limits: Vec<String>,
    /// The files that were changed.
    pub written: Vec<PathBuf>,
}

/// A folder's files, as they are to be.
struct Folder {
    definition: Json,
    properties: Json,
    /// The text of the source, where it is written as it stands.
    verbatim: Option<String>,
    notes: Vec<String>,
}

const DEFINITION: &str = "apiDefinition.swagger.json";
const PROPERTIES: &str = "apiProperties.json";

/// Writes what the options name and choose into a folder.
///
/// # Errors
/// When there is no document to read, when it is not understood at all, or when a file cannot be written.
pub fn import(options: &Options, folder: impl AsRef<Path>) -> Result<Imported, String> {
    let folder = folder.as_ref();
    let understood = crate::generate::diagnose(options);
    let mut made = Imported { diagnostics: understood.diagnostics, ..Imported::default() };
    let Some(mut new) = read(options) else { return Ok(made) };
    made.notes = std::mem::take(&mut new.notes);
    let definition = folder.join(DEFINITION);
    let properties = folder.join(PROPERTIES);
    let there = open(&definition)?;
    let known = open(&properties)?;
    let text = match there {
        Some(mut there) => {
            let merged = merge::definition(&mut there, &new.definition);
            (made.added, made.kept) = (merged.added, merged.kept);
            made.notes.extend(merged.notes);
            new.definition = there;
            // What lacks nothing keeps its layout, too.
            merged.changed.then(|| new.definition.pretty())
        }
        None => {
            made.added = merge::ids(&new.definition);
            Some(new.verbatim.unwrap_or_else(|| new.definition.pretty()))
        }
    };
    let properties_text = match known {
        Some(mut known) => merge::properties(&mut known, &new.properties).then(|| known.pretty()),
        None => Some(new.properties.pretty()),
    };
    std::fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    // Without a definition it is no connector's folder, so that comes last: who is interrupted leaves nothing that looks whole.
    for (file, text) in [(properties, &properties_text), (definition, &text)] {
        let Some(text) = text else { continue };
        let written = write_if_changed(&file, text)
            .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
        if written {
            made.written.push(file);
        }
    }
    made.limits = limits::exceeded(&new.definition, text.as_deref());
    Ok(made)
}

/// What the source is as a folder.
fn read(options: &Options) -> Option<Folder> {
    let mut diags = crate::diag::Diagnostics::new();
    let entered = crate::entry::enter(options, &mut diags);
    let options = entered.as_ref().map_or(options, |entered| &entered.options);
    let mut documents = Documents::load(options, &mut diags)?;
    let before = documents.source.root().map(Json::of)?;
    documents.prepare(options, &mut diags);
    let chosen = |id: &str, tags: &[&str], trigger: bool| select::is_chosen(options, id, tags, trigger);
    let beside = options
        .properties
        .clone()
        .or_else(|| options.documents.first().and_then(|path| properties_file::beside(path)));
    let beside = beside.and_then(|path| open(&path).ok().flatten());
    let wrapped = documents.wrapper.as_ref().and_then(properties::of_resource);
    let root = documents.source.root()?;
    let alone = documents.files.len() == 1 && documents.source.files().count() == 1 + options.overlays.len();
    if swagger2::is_swagger(root) && alone {
        let mut definition = Json::of(root);
        let text = documents.source.text_of(root.span);
        let unchanged = definition == before && text.starts_with('{') && is_plain_json(text, &definition);
        let pruned = keep::choose(&mut definition, options, &chosen);
        let verbatim = (unchanged && !pruned).then(|| format!("{}\n", text.trim_end()));
        let properties = beside.or(wrapped).unwrap_or_else(|| properties::of_definition(&definition));
        return Some(Folder { definition, properties, verbatim, notes: Vec::new() });
    }
    let mut connector = documents.read(&mut diags, &chosen)?;
    connector.actions.retain(|action| {
        let tags: Vec<&str> = action.tags.iter().map(String::as_str).collect();
        chosen(&action.id, &tags, action.kind != crate::ir::Kind::Action)
    });
    if let Some(base_url) = &options.base_url {
        connector.base_url = base_url.trim_end_matches('/').to_owned();
    }
    let (definition, notes) = write::definition(&connector);
    let properties = beside.or(wrapped).unwrap_or_else(|| properties::of_connector(&connector, &definition));
    Some(Folder { definition, properties, verbatim: None, notes })
}

/// Whether a text is nothing but JSON: what was repaired is written anew.
fn is_plain_json(text: &str, read: &Json) -> bool {
    let (source, diags) = Source::from_memory("", text.as_bytes());
    diags.is_empty() && source.root().map(Json::of).as_ref() == Some(read)
}

/// A file of JSON; none where there is no such file.
fn open(path: &Path) -> Result<Option<Json>, String> {
    if !path.exists() {
        return Ok(None);
    }
    let (source, diags) = Source::load(path, &LoadOptions::default());
    match source.root() {
        Some(root) => Ok(Some(Json::of(root))),
        None => {
            let found: Vec<String> = diags.iter().map(|one| one.render(&source).to_string()).collect();
            Err(found.join("\n"))
        }
    }
}
