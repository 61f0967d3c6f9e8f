//! Names, once for the whole document: a side table to the IR, so that emission decides nothing.
//!
//! `docs/decisions/0002-names.md` says why names are as they are. In short: a name depends on the thing's own place in the
//! document and on nothing that another action adds, and where two things want one name, the one that stands first gets it.

mod actions;
pub mod case;
mod connection;
pub mod features;
mod lookups;
mod oauth;
mod pins;
mod scope;
mod types;
pub mod words;

pub use actions::{ActionNames, input_key};
pub use case::is_identifier;
pub use connection::{Constructor, Credential, Plan, Setter};
pub use lookups::LookupNames;
pub use oauth::AppNames;
pub use pins::Pins;
pub use types::{TypeNames, key as type_key};

use crate::ir::Connector;
use crate::pass::Uses;

/// All names of a client.
#[derive(Debug)]
pub struct Names {
    /// Parallel to the actions.
    pub actions: Vec<ActionNames>,
    /// Parallel to the types.
    pub types: Vec<TypeNames>,
    /// Other names that a type goes by, for the day when it is no longer shared: name and type.
    pub aliases: Vec<(String, crate::ir::TypeId)>,
    /// Parallel to the lookups.
    pub lookups: Vec<LookupNames>,
    /// How a connection is made.
    pub connection: Plan,
}

/// Gives everything its name. `uses` is that of the whole document, so that choosing some actions renames nothing.
pub fn assign(connector: &Connector, uses: &Uses, pins: &Pins) -> Names {
    let actions = actions::assign(connector, pins);
    let (types, aliases) = types::assign(connector, uses, &actions, pins);
    let connection = connection::plan(connector);
    let lookups = lookups::assign(connector, &actions);
    Names { actions, types, aliases, lookups, connection }
}
