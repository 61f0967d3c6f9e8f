//! Servers, networks and services that the store on NATS is tried with.

pub mod log;
pub mod proxy;
pub mod servers;
pub mod source;
