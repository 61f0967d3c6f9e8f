//! Typed Rust clients from API descriptions: one async function per action, sign-in baked in.
//!
//! `connector!("orders.swagger.json")` in a module of yours makes that module the client of what the file describes.
//!
//! See the [guide](https://github.com/connector-rs/connector-rs/tree/main/docs).

#[cfg(feature = "macros")]
pub use connector_macros::connector;
pub use connector_runtime::*;

/// What generated code names. Not for people.
#[doc(hidden)]
pub mod rt {
    pub use connector_runtime::v1;
}

/// The code of README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
