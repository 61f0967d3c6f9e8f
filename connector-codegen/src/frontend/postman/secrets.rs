//! What must not be copied out of a collection: tokens, keys and passwords that were saved with the requests.

use std::collections::HashSet;

use crate::diag::{Code, Diagnostics, quoted};
use crate::ir::Docs;
use crate::source::Span;

/// The credentials that a collection holds.
#[derive(Debug, Default)]
pub struct Secrets {
    values: HashSet<String>,
}

impl Secrets {
    /// Notes a value that stands where a credential does; warns once of each that is more than a stand-in.
    pub fn note(&mut self, what: &str, value: &str, at: Span, diags: &mut Diagnostics) {
        let value = value.trim();
        for value in value.split_whitespace().filter(|part| !is_stand_in(part)) {
            if self.values.insert(value.to_owned()) {
                diags.hide(value);
                let message =
                    format!("{} was saved with the requests; it is not copied into the code", quoted(what));
                diags.warning(Code::SAVED_SECRET, at, message);
            }
        }
    }

    /// A text without the credentials in it.
    pub fn scrub(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for value in &self.values {
            if text.contains(value.as_str()) {
                text = text.replace(value.as_str(), "…");
            }
        }
        text
    }

    /// Documentation without the credentials in it.
    pub fn docs(&self, summary: Option<&str>, description: Option<&str>) -> Docs {
        Docs {
            summary: summary.map(|text| self.scrub(text)),
            description: description.map(|text| self.scrub(text)),
        }
    }

    /// Whether a text holds one of them.
    pub fn holds(&self, text: &str) -> bool {
        self.values.iter().any(|value| text.contains(value.as_str()))
    }
}

/// Whether a value is only there for another: a variable, a word between brackets, a short word.
fn is_stand_in(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let bracket = value.contains("{{") || value.contains("}}") || value.starts_with(['<', '[', '{', '$']);
    let word = ["bearer", "basic", "token", "your", "example", "placeholder", "xxxx", "****", "insert"];
    value.len() < 6 || bracket || word.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_are_not_copied() {
        let mut secrets = Secrets::default();
        let mut diags = Diagnostics::new();
        secrets.note("token", "Bearer s3cr3t-value", Span::default(), &mut diags);
        secrets.note("token", "Bearer s3cr3t-value", Span::default(), &mut diags);
        for nothing in ["{{token}}", "<token>", "YOUR_API_KEY_HERE", "abc"] {
            secrets.note("token", nothing, Span::default(), &mut diags);
        }
        assert_eq!(diags.iter().count(), 1);
        assert_eq!(secrets.scrub("use s3cr3t-value here"), "use … here");
    }
}
