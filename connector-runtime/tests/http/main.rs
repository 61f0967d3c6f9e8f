//! The runtime against a real socket.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of tests are tests"
)]

mod auth;
mod calls;
mod client;
mod described;
mod errors;
mod faults;
mod fragile;
mod hostile;
mod limits;
mod operations;
mod paging;
mod redirects;
mod retries;
mod script;
mod server;
#[cfg(feature = "rustls")]
mod tls;
#[cfg(feature = "tracing")]
mod traces;
mod wild;
mod wire;
