//! What the runtime is told, in its own terms: generated code prints it, and the command line, which generates nothing, does it.
//! Whoever adds to these enums is led by the compiler to both.

mod action;
mod connection;
mod input;
mod paging;
mod policy;
mod trigger;

pub use action::Fixed;
pub use connection::{Given, Known};
pub use input::Put;
pub use paging::Page;
pub use policy::When;
pub use trigger::{Hooked, Polled};
