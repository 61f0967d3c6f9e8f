//! From what a document says to what is generated: equal inline types become one, directions are found, and each field
//! learns how it is held.

pub mod boxes;
pub mod constants;
pub mod direction;
mod ends;
mod gates;
pub mod hooks;
pub mod merge;
pub mod polls;
pub mod presence;
pub mod size;

pub use direction::Uses;
pub use gates::Gates;

use crate::diag::Diagnostics;
use crate::ir::Connector;

/// Runs all passes in order and says which types are used how.
pub fn run(connector: &mut Connector, diags: &mut Diagnostics) -> Uses {
    polls::run(connector, diags);
    hooks::run(connector);
    merge::run(connector);
    let uses = direction::run(connector);
    boxes::run(connector);
    presence::run(connector, &uses);
    uses
}
