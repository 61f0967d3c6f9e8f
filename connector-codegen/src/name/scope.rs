//! Names that are taken.

use std::collections::HashSet;

/// One namespace.
#[derive(Debug, Default)]
pub struct Scope(HashSet<String>);

impl Scope {
    /// A namespace in which these names are not to be had.
    pub fn with(reserved: &[&str]) -> Self {
        Scope(reserved.iter().map(|name| (*name).to_owned()).collect())
    }

    /// Takes the first candidate that is free; if none is, the last one with a number.
    pub fn take<I: IntoIterator<Item = String>>(&mut self, candidates: I) -> String {
        let mut last = String::new();
        for candidate in candidates {
            if self.0.insert(candidate.clone()) {
                return candidate;
            }
            last = candidate;
        }
        // A keyword's underscore would be in the way of the number.
        let last = last.trim_end_matches('_').to_owned();
        // A number after a digit needs something between.
        let between = if last.ends_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
        let mut number = 2_u32;
        loop {
            let numbered = format!("{last}{between}{number}");
            if self.0.insert(numbered.clone()) {
                return numbered;
            }
            number += 1;
        }
    }

    /// Takes a name if it is free.
    pub fn try_take(&mut self, name: &str) -> bool {
        self.0.insert(name.to_owned())
    }
}
