//! What small connectors cost to compile, beside an empty crate that has the same dependencies: what is left is theirs.

use crate::Fault;
use crate::peer::{Document, Peer, Tools};
use crate::results::Results;
use crate::stage::{ALL, Package};

/// The document's name under which the empty crate stands.
pub const NOTHING: &str = "nothing";

/// Every connector by this project, unless it was measured before.
///
/// # Errors
/// When a file cannot be written, or something does not compile.
pub fn run(tools: &Tools, documents: &[Document], results: &mut Results) -> Result<(), Fault> {
    let peer = Peer::Own;
    for document in documents {
        if results.get(&document.name, peer, "small.debug").is_none() {
            let package = Package::of(peer, tools, document, results)?;
            results.cost(&document.name, peer, "small.check", package.touched(&ALL, "check", false)?)?;
            results.cost(&document.name, peer, "small.debug", package.touched(&ALL, "build", false)?)?;
        }
    }
    let empty = Package::empty(tools, peer)?;
    for (what, word) in [("small.check", "check"), ("small.debug", "build")] {
        empty.cargo(&[word], false)?;
        results.cost(NOTHING, peer, what, empty.touched(&ALL, word, false)?)?;
    }
    Ok(())
}
