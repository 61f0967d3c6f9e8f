//! The compiler behind `connector!`, the build-script helper and `cargo connector`: an API description in, a typed Rust
//! client out.
//!
//! text → spanned tree ([`source`]) → IR (`ir`, filled by a `frontend`) → `pass`es → names, once for the whole document
//! (`name`) → tokens (`emit`) → pretty text (feature `render`).

pub mod build;
#[cfg(feature = "render")]
pub mod describe;
pub mod diag;
#[cfg(feature = "docs")]
pub mod docs;
mod documents;
mod emit;
mod entry;
mod fold;
mod frontend;
mod generate;
#[cfg(feature = "render")]
pub mod import;
#[cfg(any(feature = "docs", feature = "ir", feature = "overlay"))]
pub mod indent;
mod infer;
mod inspect;
#[cfg(feature = "ir")]
pub mod ir;
#[cfg(not(feature = "ir"))]
mod ir;
#[cfg(feature = "lint")]
pub mod lint;
mod lock;
mod name;
mod options;
#[cfg(feature = "overlay")]
pub mod overlay;
mod overrides;
mod pass;
#[cfg(feature = "lint")]
mod propose;
#[cfg(feature = "render")]
mod render;
pub mod samples;
mod select;
pub mod source;

pub use diag::{Rendered, Severity};
#[cfg(feature = "docs")]
pub use generate::reference;
pub use generate::{Generated, generate};
#[cfg(feature = "ir")]
pub use generate::{Understood, understand};
#[cfg(feature = "lint")]
pub use inspect::ProposalView;
pub use inspect::{
    ActionView, ConnectionView, ConstructorView, ExtensionView, InputView, Inspect, LookupView, ModelView,
    PagingView, PartView, SignInView, TriggerView,
};
pub use ir::Decode;
pub use options::Options;
