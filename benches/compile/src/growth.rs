//! Whether what generating costs grows as the document does: the same document once, twice, four and eight times over, with names of
//! its own each time.

use std::fs;

use crate::peer::{Document, Peer, Tools};
use crate::results::Results;
use crate::{Fault, measure};

/// What stands in the name of a document that has grown.
pub const TIMES: &str = " × ";

/// # Errors
/// When a file cannot be written.
pub fn run(tools: &Tools, documents: &[Document], results: &mut Results) -> Result<(), Fault> {
    for document in documents {
        for times in [1, 2, 4, 8] {
            let grown = tools.work.join(format!("{}.{times}.json", document.name));
            let mut run = std::process::Command::new("node");
            run.arg(tools.checkout.join("benches/generate/grow.mjs"))
                .arg(&document.own)
                .arg(times.to_string())
                .arg(&grown);
            measure::run(&run, &grown.with_extension("log"))?;
            let name = format!("{}{TIMES}{times}", document.name);
            let grown = Document { name: name.clone(), own: grown, converted: None };
            crate::generate(&[Peer::Own], crate::RUNS, tools, &grown, results)?;
            let _ = fs::remove_dir_all(tools.work.join(format!("generated/{name}")));
            let _ = fs::remove_file(&grown.own);
        }
    }
    Ok(())
}
