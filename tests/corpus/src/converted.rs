//! The same descriptions as OpenAPI 2.0 and, by an independent converter, as OpenAPI 3.0: the clients should be the same.

use std::fmt::Write as _;
use std::path::Path;

use connector_codegen::{Inspect, Options, generate};

use crate::compare::Differences;
use crate::find::Document;

/// Compares each document with its conversion, the file of the same name (`.json`) in `folder`. Whether they hold.
pub(crate) fn report(documents: &[Document], root: &Path, folder: &Path) -> (String, bool) {
    let mut out = String::from(
        "# OpenAPI 2.0 and its conversion to 3.0\n\n| document | actions | the same | differ |\n| --- | ---: | ---: | ---: |\n",
    );
    let mut differences = Differences::default();
    for document in documents {
        let Ok(relative) = document.definition.strip_prefix(root) else { continue };
        let converted = folder.join(relative).with_extension("json");
        if !converted.is_file() {
            let _ = writeln!(out, "| {} | not converted | | |", document.name);
            continue;
        }
        let (two, three) = (inspect(&document.definition), inspect(&converted));
        let same = differences.compare(&document.name, &two, &three);
        let differ = two.actions.len() - same;
        let _ = writeln!(out, "| {} | {} | {same} | {differ} |", document.name, two.actions.len());
    }
    differences.write(&mut out);
    (out, differences.hold())
}

fn inspect(path: &Path) -> Inspect {
    let options = Options { documents: vec![path.to_owned()], ..Options::default() };
    generate(&options).inspect
}
