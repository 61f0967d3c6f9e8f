//! What the tests against real servers have in common: where a server's description is, how its program is started and
//! stopped, and tests that say why they are ignored.

pub mod document;
pub mod judge;
pub mod server;
pub mod suite;
