//! From what was typed as DOC to the files that the generator reads.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use connector_codegen::Options;

use crate::End;
use crate::args::Choices;

/// More than the generator reads: its own message about the size is the better one.
const MOST_OF_STDIN: u64 = 128 << 20;

/// What the generator is asked for, with folders looked into and standard input read.
pub(crate) fn options(given: &[PathBuf], choices: &Choices) -> Result<Options, End> {
    let mut stdin = None;
    let mut properties = None;
    let mut documents = Vec::new();
    for document in given {
        if document.as_os_str() == "-" {
            if !documents.is_empty() {
                return Err(End::Usage("standard input, `-`, can only be the first document".into()));
            }
            let mut text = Vec::new();
            let read = io::stdin().lock().take(MOST_OF_STDIN).read_to_end(&mut text);
            read.map_err(|error| End::Failed(format!("cannot read standard input: {error}")))?;
            stdin = Some(text);
            documents.push(document.clone());
        } else if document.is_dir() {
            let folder = Folder::read(document)?;
            documents.push(folder.description);
            properties = properties.or(folder.properties);
        } else {
            documents.push(document.clone());
        }
    }
    let mut options = choices.options();
    options.properties = options.properties.or(properties);
    Ok(Options { documents, stdin, ..options })
}

/// The files of a connector's folder.
struct Folder {
    description: PathBuf,
    properties: Option<PathBuf>,
}

impl Folder {
    fn read(folder: &Path) -> Result<Self, End> {
        let failed =
            |error: io::Error| End::Failed(format!("cannot read the folder {}: {error}", folder.display()));
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            names.push((name.to_string_lossy().to_lowercase(), name));
        }
        names.sort();
        let properties = names.iter().find(|(lower, _)| lower == "apiproperties.json");
        // The first rule that fits any file decides: a folder may well hold an `openapi.json` beside its definition.
        let found = [is_swagger, is_well_known]
            .iter()
            .map(|fits| names.iter().filter(|(lower, _)| fits(lower)).collect::<Vec<_>>())
            .find(|found| !found.is_empty())
            .unwrap_or_default();
        match found.as_slice() {
            [(_, name)] => Ok(Self {
                description: folder.join(name),
                properties: properties.map(|(_, name)| folder.join(name)),
            }),
            [] => Err(End::Failed(format!(
                "no description in the folder {}: expected one *.swagger.json, swagger.json or openapi.json (or .yaml)",
                folder.display()
            ))),
            several => {
                let names: Vec<_> = several.iter().map(|(_, name)| name.to_string_lossy()).collect();
                let (folder, names) = (folder.display(), names.join(", "));
                Err(End::Failed(format!(
                    "several descriptions in the folder {folder}: {names}; name one of them"
                )))
            }
        }
    }
}

pub(crate) fn is_swagger(name: &str) -> bool {
    [".swagger.json", ".swagger.yaml", ".swagger.yml"].iter().any(|end| name.ends_with(end))
}

pub(crate) fn is_well_known(name: &str) -> bool {
    let stem = [".json", ".yaml", ".yml"].iter().find_map(|end| name.strip_suffix(end));
    stem.is_some_and(|stem| matches!(stem, "apidefinition" | "swagger" | "openapi"))
}
