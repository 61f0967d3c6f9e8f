//! What references multiply. A few lines can stand in many places: a base of a thousand definitions, a parameter of each
//! operation. What they come to has a limit of its own, whatever the size of the document.

use super::Reader;
use crate::diag::Code;
use crate::source::{Node, Span};

/// How many properties, parameters, replies and variants stand somewhere else than where they are written.
const COPIES: usize = 300_000;

/// So much text of one of them counts as one more.
const TEXT: usize = 256;

/// How many operations are read.
const OPERATIONS: usize = 50_000;

/// How many ways to prove who is calling there may be, and how many combinations of them: each is compared with each.
const SCHEMES: usize = 1_000;

/// Where a document became too large to be read, and what there was too much of.
pub(super) struct Excess {
    at: Span,
    most: usize,
    of: &'static str,
}

impl Reader<'_> {
    /// Whether something may be there once more; its schema is not copied, but what is said of it is.
    pub(super) fn may_copy(&mut self, what: &Node) -> bool {
        let said = ["description", "default"].into_iter().filter_map(|key| what.get(key));
        let length = said.map(|node| length(node.span)).sum();
        self.copy(length, what.span)
    }

    /// The same of what is read anew each time.
    pub(super) fn may_copy_whole(&mut self, what: &Node) -> bool {
        self.copy(length(what.span), what.span)
    }

    fn copy(&mut self, length: usize, at: Span) -> bool {
        self.copied = self.copied.saturating_add(1 + length / TEXT);
        self.may(self.copied, COPIES, "copies by reference: of properties, parameters, replies", at)
    }

    /// Whether there may be so many operations.
    pub(super) fn may_read(&mut self, count: usize, at: Span) -> bool {
        self.may(count, OPERATIONS, "operations", at)
    }

    /// Whether there may be so many security schemes, or combinations of them.
    pub(super) fn may_sign_in(&mut self, count: usize, at: Span) -> bool {
        self.may(count, SCHEMES, "security schemes or requirements", at)
    }

    fn may(&mut self, count: usize, most: usize, of: &'static str, at: Span) -> bool {
        if count > most {
            self.excess.get_or_insert(Excess { at, most, of });
        }
        count <= most
    }

    /// Whether there was too much of anything; it is said here, for nobody need have asked for the operation that it was
    /// noticed at.
    pub(super) fn is_too_large(&mut self) -> bool {
        let Some(Excess { at, most, of }) = self.excess.take() else { return false };
        let message = format!("the document has more than {most} {of}; nothing is generated");
        self.diags.error(Code::TOO_LARGE, at, message);
        true
    }
}

fn length(span: Span) -> usize {
    usize::try_from(span.end.saturating_sub(span.start)).unwrap_or(usize::MAX)
}
