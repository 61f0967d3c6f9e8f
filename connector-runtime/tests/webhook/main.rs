//! Webhooks over real sockets: a service that is subscribed to, and a host that it calls.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of tests are tests"
)]

mod kit;
mod life;
mod receive;
mod restart;
#[allow(dead_code, reason = "shared with the tests of calls")]
#[path = "../http/server.rs"]
mod server;
mod shared;
mod soak;
