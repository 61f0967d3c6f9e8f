//! The runtime against a real socket.

mod auth;
mod calls;
mod client;
mod errors;
mod limits;
mod paging;
mod redirects;
mod retries;
mod server;
#[cfg(feature = "tracing")]
mod traces;
mod wire;
