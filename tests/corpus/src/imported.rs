//! Descriptions and what `import` writes of them: the clients should be the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use connector_codegen::import::import;
use connector_codegen::{Decode, Inspect, Options, generate};

use crate::compare::Differences;
use crate::find::Document;

/// Imports each document into a folder of its own, and compares the two clients. The second is the reason why a folder cannot be
/// written, each with its document.
pub(crate) fn report(documents: &[Document]) -> Result<(String, Vec<String>), String> {
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
