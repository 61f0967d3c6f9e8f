//! Triggers: what keeps events, and the streams that hand them out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests are tests"
)]

#[cfg(feature = "disk")]
mod disk;
mod events;
mod every;
mod poll;
#[path = "../http/server.rs"]
#[allow(dead_code, reason = "not every test needs all of it")]
mod server;
mod store;
