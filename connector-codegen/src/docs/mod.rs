//! Reference pages of a client: what a person reads before the first call, and looks up after it.
//!
//! [`Reference`] is what pages say, as data, taken from the same IR and names as the code. [`html`] and [`markdown`] lay
//! it out; [`gallery`] is the index of many.

pub mod gallery;
pub mod html;
pub mod markdown;
mod parts;
mod prose;
mod read;
mod readme;
mod reference;

pub use prose::plain;
pub use readme::{Crate, first_operation, readme};
pub use reference::{
    Allowed, Argument, Constructor, Failure, Field, Group, Limit, Model, ModelKind, Operation, OperationKind,
    Parameter, Reference, Type,
};

/// A file of a site: its path below the site's folder, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// With `/` between folders.
    pub path: String,
    /// UTF-8.
    pub text: String,
}
