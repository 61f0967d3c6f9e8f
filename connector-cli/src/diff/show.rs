//! A diff for people, for release notes and for programs.

use std::fmt::Write as _;

use connector_codegen::diag::code;
use serde_json::{Value, json};

use super::{Diff, Effect};

/// The groups in the order in which they are shown: effect, heading, word in JSON.
const GROUPS: [(Effect, &str, &str); 4] = [
    (Effect::Breaks, "Breaks callers", "breaks"),
    (Effect::Misleads, "Compiles, and does another thing", "misleads"),
    (Effect::Adds, "New", "adds"),
    (Effect::Harmless, "Other changes", "harmless"),
];

const PLATFORM: &str = "breaking by Power Platform's rules";

impl Diff {
    /// Plain text.
    pub(crate) fn to_text(&self) -> String {
        let mut out = format!("{} -> {}\n{}\n", self.old, self.new, self.sum());
        for (effect, heading, _) in GROUPS {
            let mut changes = self.changes.iter().filter(|change| change.effect == effect).peekable();
            if changes.peek().is_some() {
                let _ = writeln!(out, "\n{}", heading.to_lowercase());
            }
            for change in changes {
                let platform = if change.platform { format!(" [{PLATFORM}]") } else { String::new() };
                let _ = writeln!(out, "  {}: {}{platform}", change.subject, change.what);
            }
        }
        out
    }

    fn sum(&self) -> String {
        if self.changes.is_empty() {
            return "nothing that a caller could see has changed".to_owned();
        }
        format!(
            "{} break callers, {} mislead them, {} are new, {} are harmless; {} are {PLATFORM}",
            self.count(Effect::Breaks),
            self.count(Effect::Misleads),
            self.count(Effect::Adds),
            self.count(Effect::Harmless),
            self.changes.iter().filter(|change| change.platform).count()
        )
    }

    /// Markdown for release notes.
    pub(crate) fn to_markdown(&self) -> String {
        self.under(&format!("{} → {}", markdown(&self.old), markdown(&self.new)))
    }

    /// The section of a version in a log of changes.
    pub(crate) fn to_section(&self, version: &str) -> String {
        self.under(version)
    }

    fn under(&self, heading: &str) -> String {
        let mut out = format!("## {heading}\n");
        if self.changes.is_empty() {
            let _ = writeln!(out, "\nNothing that a caller could see has changed.");
        }
        for (effect, heading, _) in GROUPS {
            let mut changes = self.changes.iter().filter(|change| change.effect == effect).peekable();
            if changes.peek().is_some() {
                let _ = writeln!(out, "\n### {heading}\n");
            }
            for change in changes {
                let platform = if change.platform { format!(" ({PLATFORM})") } else { String::new() };
                let _ = writeln!(out, "* {}: {}{platform}", code(&change.subject), change.what);
            }
        }
        out
    }

    /// One JSON object.
    pub(crate) fn to_json(&self) -> String {
        format!("{:#}\n", self.to_value())
    }

    pub(crate) fn to_value(&self) -> Value {
        let word = |effect| GROUPS.iter().find(|group| group.0 == effect).map_or("", |group| group.2);
        let changes = self.changes.iter().map(|change| {
            json!({
                "subject": change.subject,
                "what": change.what,
                "effect": word(change.effect),
                "platform": change.platform
            })
        });
        let changes: Vec<Value> = changes.collect();
        json!({"old": self.old, "new": self.new, "changes": changes})
    }
}

/// Text of a document that must not be markup.
fn markdown(text: &str) -> String {
    let special = ['\\', '`', '*', '_', '[', ']', '<', '>', '#', '|', '&'];
    text.chars().flat_map(|one| special.contains(&one).then_some('\\').into_iter().chain([one])).collect()
}
