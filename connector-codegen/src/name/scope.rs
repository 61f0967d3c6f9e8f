//! Names that are taken.

use std::collections::{HashMap, HashSet};

/// One namespace.
#[derive(Debug, Default)]
pub struct Scope {
    taken: HashSet<String>,
    /// The next number for a name that is taken: a document may want one name a hundred thousand times.
    numbers: HashMap<String, u32>,
}

impl Scope {
    /// A namespace in which these names are not to be had.
    pub fn with(reserved: &[&str]) -> Self {
        Scope { taken: reserved.iter().map(|name| (*name).to_owned()).collect(), numbers: HashMap::new() }
    }

    /// Takes the first candidate that is free; if none is, the last one with a number.
    pub fn take<I: IntoIterator<Item = String>>(&mut self, candidates: I) -> String {
        let mut last = String::new();
        for candidate in candidates {
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
            last = candidate;
        }
        // A keyword's underscore would be in the way of the number, and a number after a digit needs one between.
        let last = last.trim_end_matches('_').to_owned();
        let between = if last.ends_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
        let number = self.numbers.entry(last.clone()).or_insert(1);
        loop {
            *number += 1;
            let numbered = format!("{last}{between}{number}");
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }

    /// Takes a name if it is free.
    pub fn try_take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }
}
