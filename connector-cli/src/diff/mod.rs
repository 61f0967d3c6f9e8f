//! What changed between two versions of a description, and what that means for the code that calls its client.
//!
//! Two inspections are compared, so every answer is about the generated client itself: the same options, the same
//! names, the same lock file. Power Platform has rules of its own for what an update may do; they are told apart.

mod actions;
mod arguments;
mod connection;
mod models;
mod show;

use connector_codegen::Inspect;
use connector_codegen::diag::{self, plain};

/// What a change does to code that was written for the old client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    /// It no longer compiles.
    Breaks,
    /// It compiles, and does another thing: the change to be afraid of.
    Misleads,
    /// It goes on as before; there is more to call.
    Adds,
    /// It goes on as before.
    Harmless,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// What it does to callers.
    pub(crate) effect: Effect,
    /// Whether Power Platform's rules for updates call it breaking.
    pub(crate) platform: bool,
    /// What changed, by its name in Rust.
    pub(crate) subject: String,
    /// How.
    pub(crate) what: String,
}

/// All changes, the worst first.
pub(crate) struct Diff {
    /// `Orders 1.2`
    pub(crate) old: String,
    /// `Orders 1.3`
    pub(crate) new: String,
    pub(crate) changes: Vec<Change>,
}

/// Collects changes about one subject after the other.
#[derive(Default)]
struct Changes {
    list: Vec<Change>,
    subject: String,
}

impl Changes {
    fn about(&mut self, subject: &str) {
        self.subject = plain(subject, 200);
    }

    fn add(&mut self, effect: Effect, platform: bool, what: impl Into<String>) {
        self.list.push(Change { effect, platform, subject: self.subject.clone(), what: what.into() });
    }
}

/// Text of a document inside a sentence: between backquotes, on one line, unable to leave them or to steer a terminal.
fn code(text: &str) -> String {
    diag::code(&plain(text, 200))
}

/// Compares two versions.
pub(crate) fn diff(old: &Inspect, new: &Inspect) -> Diff {
    let mut changes = Changes::default();
    actions::compare(old, new, &mut changes);
    actions::compare_triggers(old, new, &mut changes);
    connection::compare(old, new, &mut changes);
    models::compare(old, new, &mut changes);
    let mut changes = changes.list;
    // Stable: what was said of one thing stays together.
    changes.sort_by_key(|change| change.effect);
    let title = |one: &Inspect| plain(format!("{} {}", one.title, one.version).trim(), 200);
    Diff { old: title(old), new: title(new), changes }
}

impl Diff {
    /// Whether nothing that a caller could see has changed.
    pub(crate) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether there is more to call.
    pub(crate) fn adds(&self) -> bool {
        self.count(Effect::Adds) > 0
    }

    /// Whether callers have something to do.
    pub(crate) fn concerns_callers(&self) -> bool {
        self.changes.iter().any(|change| change.effect <= Effect::Misleads)
    }

    /// Whether Power Platform would not take it as an update.
    pub(crate) fn breaks_platform(&self) -> bool {
        self.changes.iter().any(|change| change.platform)
    }

    fn count(&self, effect: Effect) -> usize {
        self.changes.iter().filter(|change| change.effect == effect).count()
    }
}
