//! What the first request of a user's call is, byte for byte, for connectors of every way to sign in and every policy. What is
//! expected was read from their descriptions, not from what was sent.

#![allow(clippy::unwrap_used, clippy::panic)]

#[cfg(corpus)]
mod fetched;
#[cfg(corpus)]
mod keys;
#[cfg(corpus)]
mod passwords;
#[cfg(corpus)]
mod spy;
#[cfg(corpus)]
mod tokens;

#[test]
fn there_are_connectors() {
    let required = std::env::var_os("CONNECTOR_REQUIRE").is_some_and(|value| value == "all");
    if cfg!(not(corpus)) {
        assert!(!required, "no folder of public connectors: CONNECTOR_CORPUS says where it is");
        eprintln!(
            "no folder of public connectors, so nothing is asked of them: CONNECTOR_CORPUS says where one is"
        );
    }
}
