//! The compiler behind `connector!`, the build-script helper and `cargo connector`: an API description in, a typed Rust
//! client out.
//!
//! text → spanned tree ([`source`]) → IR (`ir`, filled by a `frontend`) → `pass`es → names, once for the whole document
//! (`name`) → tokens (`emit`) → pretty text (feature `render`).

pub mod build;
pub mod diag;
#[cfg(feature = "docs")]
pub mod docs;
mod emit;
mod entry;
mod frontend;
mod generate;
mod infer;
mod inspect;
mod ir;
#[cfg(feature = "lint")]
pub mod lint;
mod lock;
mod name;
mod options;
mod overrides;
mod pass;
#[cfg(feature = "render")]
mod render;
pub mod samples;
mod select;
pub mod source;

pub use diag::{Rendered, Severity};
#[cfg(feature = "docs")]
pub use generate::reference;
pub use generate::{Generated, generate};
pub use inspect::{
    ActionView, ConnectionView, ConstructorView, ExtensionView, InputView, Inspect, ModelView, PartView,
    SignInView, TriggerView,
};
pub use ir::Decode;
pub use options::Options;
