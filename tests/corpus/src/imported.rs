//! Descriptions and what `import` writes of them: the clients should be the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use connector_codegen::import::import;
use connector_codegen::lint::{self, Profile};
use connector_codegen::{Decode, Inspect, Options, generate};

use crate::compare::Differences;
use crate::find::Document;
use crate::schemas::Schemas;

/// Imports each document into a folder of its own, compares the two clients, and holds the folder to the platform's schemas. The second is
/// what must not be: a folder that cannot be written, something that a schema refuses and nobody has explained.
pub(crate) fn report(
    documents: &[Document],
    schemas: Option<&Path>,
) -> Result<(String, Vec<String>), String> {
    let mut schemas = schemas.map(Schemas::read).transpose()?;
    let scratch = env::temp_dir().join(format!("connector-import-{}", std::process::id()));
    let mut out = String::from(
        "# Descriptions and their folders\n\n| document | actions | the same | differ | beyond limits |\n| --- | ---: | ---: | ---: | ---: |\n",
    );
    let mut differences = Differences::default();
    let mut failures = Vec::new();
    let mut notes: BTreeMap<String, usize> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate() {
        let folder = scratch.join(number.to_string());
        let source = options(&document.definition, document.properties.as_deref());
        let made = match import(&source, &folder) {
            Ok(made) => made,
            Err(message) => {
                failures.push(format!("{}: {message}", document.name));
                continue;
            }
        };
        let definition = folder.join("apiDefinition.swagger.json");
        let properties = folder.join("apiProperties.json");
        let before = generate(&source).inspect;
        let after = match definition.is_file() {
            true => generate(&options(&definition, Some(&properties))).inspect,
            false => Inspect::default(),
        };
        if let Some(schemas) = schemas.as_mut().filter(|_| definition.is_file()) {
            let own = Document { definition, properties: Some(properties), ..document.clone() };
            let options = options(&own.definition, own.properties.as_deref());
            schemas.compare(&own, &lint::check(&options, Some(Profile::Custom)).findings);
        }
        for note in made.notes {
            *notes.entry(kind_of(&note).to_owned()).or_default() += 1;
        }
        let same = differences.compare(&document.name, &before, &after);
        let all = before.actions.len();
        let _ =
            writeln!(out, "| {} | {all} | {same} | {} | {} |", document.name, all - same, made.limits.len());
        let _ = fs::remove_dir_all(&folder);
    }
    let _ = fs::remove_dir_all(&scratch);
    differences.write(&mut out);
    out.push_str("## Said by `import`\n\n");
    for (note, count) in notes {
        let _ = writeln!(out, "* {count} times: {note}");
    }
    if let Some(schemas) = &schemas {
        let (text, unexplained) = schemas.markdown();
        out.push_str(&text);
        failures.extend(unexplained);
    }
    if !differences.hold() {
        failures.push(format!("only {} of {} actions are the same", differences.same, differences.all));
    }
    Ok((out, failures))
}

/// A note without what it is about.
fn kind_of(note: &str) -> &str {
    note.split_once(", which ").map_or(note, |(_, kind)| kind)
}

fn options(document: &Path, properties: Option<&Path>) -> Options {
    Options {
        documents: vec![document.to_owned()],
        properties: properties.map(Path::to_owned),
        decode: Some(Decode::Strict),
        ..Options::default()
    }
}
