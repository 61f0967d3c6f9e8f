//! One frontend for each format; they share the tree they read and the IR they fill, and do not know each other. What
//! the versions of OpenAPI have in common is `shared`.

pub mod azure;
pub mod openapi3;
pub mod postman;
pub mod properties;
pub mod shared;
pub mod swagger2;
