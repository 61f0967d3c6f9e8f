//! The one place where this crate panics: an assertion of a test that does not hold.

use std::fmt::Display;

/// Fails the test, at the place in it that is to blame.
#[track_caller]
#[allow(clippy::panic, reason = "a mock is an assertion: how a test fails is a panic")]
pub(super) fn fail(message: impl Display) -> ! {
    panic!("{message}")
}
