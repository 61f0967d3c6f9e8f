//! The parser's input, with a limit on how much of it may be read before the next event.

use std::cell::Cell;
use std::str::Chars;

/// How many characters may still be read.
pub(super) struct Allowance {
    full: usize,
    left: Cell<usize>,
    used_up: Cell<bool>,
}

impl Allowance {
    pub(super) fn new(full: usize) -> Self {
        Self { full, left: Cell::new(full), used_up: Cell::new(false) }
    }

    pub(super) fn renew(&self) {
        self.left.set(self.full);
    }

    /// Whether text was held back: what the parser says from then on means nothing.
    pub(super) fn is_used_up(&self) -> bool {
        self.used_up.get()
    }
}

/// The characters of a text, until the allowance is used up.
pub(super) struct Limited<'a> {
    chars: Chars<'a>,
    allowance: &'a Allowance,
}

impl<'a> Limited<'a> {
    pub(super) fn new(text: &'a str, allowance: &'a Allowance) -> Self {
        Self { chars: text.chars(), allowance }
    }
}

impl Iterator for Limited<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let Some(left) = self.allowance.left.get().checked_sub(1) else {
            self.allowance.used_up.set(true);
            return None;
        };
        self.allowance.left.set(left);
        self.chars.next()
    }
}
