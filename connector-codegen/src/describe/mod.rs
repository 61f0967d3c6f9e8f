//! Descriptions by hand: from requests and replies that somebody has, to an OpenAPI 2.0 connector folder that a person can go
//! on editing.
//!
//! ```no_run
//! use connector_codegen::describe::{Description, Exchange};
//!
//! # fn main() -> Result<(), connector_codegen::describe::Error> {
//! let mut orders = Description::new("Orders");
//! orders.add(
//!     &Exchange::new("GET", "https://api.example.com/v1/orders/{orderId}")
//!         .header("X-Api-Key", "secret: not copied")
//!         .reply(200, r#"{"id": "o-1", "customer": "Ann"}"#),
//! )?;
//! orders.write("connectors/orders")?;
//! # Ok(())
//! # }
//! ```
//!
//! What is added a second time refines what is there: properties that are new are added, what one sample lacked is no longer
//! required, an integer that turns out to have a fraction becomes a number. Nothing that a person wrote is taken away.

mod curl;
mod exchange;
mod folder;
mod har;
mod inputs;
mod json;
mod operation;
mod overlay;
mod schema;
mod widen;

pub use curl::from_curl;
pub use exchange::{Added, Error, Event, Exchange};
pub use folder::Description;
pub use har::from_har;
pub(crate) use json::Json;

#[cfg(test)]
mod tests;
