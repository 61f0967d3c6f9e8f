//! Signing in by OAuth 2.0, against a provider and a service on real sockets.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of tests are tests"
)]

mod faults;
mod flows;
#[allow(dead_code, reason = "shared with the tests of requests")]
#[path = "../http/fragile.rs"]
mod fragile;
mod leaks;
mod life;
mod login;
mod provider;
mod providers;
#[allow(dead_code, reason = "shared with the tests of requests")]
#[path = "../http/server.rs"]
mod server;
mod stores;
