//! Types from samples of JSON: what was seen at a place is a [`Shape`], shapes are joined, and the joined shape alone decides
//! the type. `docs/postman.md` has the rules for people.
//!
//! Shapes form a lattice: joining is commutative, associative and idempotent, so neither the order of samples nor seeing one
//! twice changes a type, and a type accepts every sample that went into it. Nothing is ever closed: a value that no sample
//! had is text, a field that no sample had is ignored, and an object that was seen once promises nothing.

mod check;
mod lower;
mod map;
mod sample;
mod shape;
mod text;
pub mod traffic;

pub use check::round_trip;
pub use lower::{Direction, lower, scalar};
#[cfg(feature = "render")]
pub use lower::{kinds, promises};
#[cfg(feature = "render")]
pub use map::is_map;
#[cfg(feature = "render")]
pub use sample::HOLE;
pub use sample::settled;
pub use sample::{Sample, read};
#[cfg(feature = "render")]
pub use shape::Object;
pub use shape::Shape;

#[cfg(test)]
mod tests;
