//! One frontend for each format; they share the tree they read and the IR they fill, and do not know each other.

pub mod postman;
pub mod properties;
pub mod swagger2;
