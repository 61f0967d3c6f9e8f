//! The AutoRest test server's scenarios. It refuses a request that is not what the document says, and counts the others;
//! what a reply decodes to is asserted here.

// What only replies hold has no setters.
#![allow(clippy::field_reassign_with_default)]

use std::process::ExitCode;

#[cfg(document)]
mod azure;
#[cfg(document)]
mod bodies;
#[cfg(document)]
mod collections;
#[cfg(document)]
mod dates;
#[cfg(document)]
mod documents;
#[cfg(document)]
mod headers;
#[cfg(document)]
mod hosts;
#[cfg(document)]
mod models;
#[cfg(document)]
mod numbers;
#[cfg(document)]
mod operations;
#[cfg(document)]
mod paging;
#[cfg(document)]
mod redirects;
#[cfg(document)]
mod replies;
#[cfg(document)]
mod statuses;
#[cfg(document)]
mod suite;
#[cfg(document)]
mod texts;
#[cfg(document)]
mod urls;
#[cfg(document)]
mod versions;
#[cfg(document)]
mod xml;

fn main() -> ExitCode {
    #[cfg(document)]
    return suite::run();
    #[cfg(not(document))]
    return conformance_support::suite::missing(
        "autorest",
        "`npm ci` was not run in tests/conformance/autorest",
    );
}
