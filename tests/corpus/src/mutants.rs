//! Mutants of documents: each ends in a client that compiles, or in an error with its place.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use connector_codegen::source::Source;
use serde_json::Value;

use crate::find::{self, Document};
use crate::mutate::{Random, mutant};
use crate::run::Outcome;

/// Larger documents take longer, and show nothing more.
const LONGEST: usize = 24 << 10;

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Format {
    OpenApi2,
    OpenApi3,
    Postman,
    /// `apiProperties.json`, beside a description that stays as it is.
    Properties,
}

impl Format {
    const ALL: [Self; 4] = [Self::OpenApi2, Self::OpenApi3, Self::Postman, Self::Properties];

    fn name(self) -> &'static str {
        match self {
            Self::OpenApi2 => "OpenAPI 2.0",
            Self::OpenApi3 => "OpenAPI 3",
            Self::Postman => "Postman",
            Self::Properties => "properties",
        }
    }
}

/// A document to make mutants of, read.
struct Parent {
    /// What is changed.
    value: Value,
    /// The description that changed properties go with.
    definition: Option<PathBuf>,
}

fn read(path: &Path) -> Option<Value> {
    let bytes = fs::read(path).ok().filter(|bytes| bytes.len() <= LONGEST)?;
    // Whatever it is written in, its mutants are JSON.
    let (source, _) = Source::from_memory(&path.file_name()?.to_string_lossy(), &bytes);
    serde_json::from_str(&source.root()?.to_json_text()).ok()
}

fn parents(documents: &[Document]) -> BTreeMap<Format, Vec<Parent>> {
    let mut all: BTreeMap<Format, Vec<Parent>> = BTreeMap::new();
    let mut add =
        |format, value, definition| all.entry(format).or_default().push(Parent { value, definition });
    for document in documents {
        let Some(value) = read(&document.definition) else { continue };
        if let Some(properties) = document.properties.as_deref().and_then(read) {
            add(Format::Properties, properties, Some(document.definition.clone()));
        }
        match () {
            () if document.collection => add(Format::Postman, value, None),
            () if value.get("openapi").is_some() => add(Format::OpenApi3, value, None),
            () => add(Format::OpenApi2, value, None),
        }
    }
    all
}

/// Writes so many mutants of each format that the documents, and the project's own, have.
pub(crate) fn documents(found: Vec<Document>, number: usize, seed: u64) -> Result<Vec<Document>, String> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../golden");
    let mut all = find::documents(&own)?;
    all.extend(found);
    let parents = parents(&all);
    let folder = env::temp_dir().join(format!("connector-mutants-{seed}"));
    let failed = |error| format!("cannot write {}: {error}", folder.display());
    let mut mutants = Vec::new();
    for format in Format::ALL {
        let Some(parents) = parents.get(&format) else { continue };
        let mut random = Random::new(seed ^ format as u64);
        for index in 0..number {
            let Some(parent) = parents.get(random.below(parents.len())) else { continue };
            let place = folder.join(format!("{}/{index}", format.name()));
            fs::create_dir_all(&place).map_err(failed)?;
            let changed = mutant(&parent.value, &mut random);
            let (mut definition, mut properties) = (place.join("mutant.json"), None);
            fs::write(&definition, changed).map_err(failed)?;
            if let Some(unchanged) = &parent.definition {
                properties = Some(definition);
                definition = place.join("apiDefinition.swagger.json");
                fs::copy(unchanged, &definition).map_err(failed)?;
            }
            let name = format!("{}/{index}", format.name());
            mutants.push(Document { name, definition, properties, collection: false, mutant: true });
        }
    }
    Ok(mutants)
}

/// What came of them, by format.
pub(crate) fn markdown(outcomes: &[Outcome], seed: u64) -> String {
    let mut text = format!(
        "Mutants of seed {seed}:\n\n| format | mutants | clients | of these with errors | errors with a place, no client | found |\n| --- | --- | --- | --- | --- | --- |\n"
    );
    for format in Format::ALL {
        let own = || outcomes.iter().filter(|one| one.name.starts_with(format.name()));
        let clients = own().filter(|one| !one.code.is_empty()).count();
        let partial = own().filter(|one| !one.code.is_empty() && !one.errors.is_empty()).count();
        let refused = own().filter(|one| one.is_unreadable()).count();
        let found = own().filter(|one| !one.failures.is_empty()).count();
        text += &format!(
            "| {} | {} | {clients} | {partial} | {refused} | {found} |\n",
            format.name(),
            own().count()
        );
    }
    for one in outcomes.iter().filter(|one| !one.failures.is_empty()) {
        for failure in &one.failures {
            let detail: String =
                failure.detail.chars().take(300).map(|c| if c == '\n' { ' ' } else { c }).collect();
            text += &format!("\n* {}: {}: {detail}", one.name, failure.class.title());
        }
    }
    text
}
