//! What is wrong with a document, and where.
//!
//! Every stage collects into one [`Diagnostics`] and goes on with what is sound. Positions stay byte offsets
//! until a message is shown: [`Diagnostic::render`] looks up file, line, column and JSON pointer then.

mod codes;
mod render;
mod show;
pub mod suggest;

pub use codes::Code;
pub use render::{Rendered, RenderedNote};
pub use show::{code, counted, plain, quoted};
pub use suggest::suggest;

use crate::source::{Source, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something of the document could not be honoured.
    Error,
    /// The document is odd, and this is what was made of it.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word in front of a message.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule; `explain` has more on it.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence without a full stop; names from the document go through [`quoted`].
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where; none when it concerns no place in a document.
    pub span: Option<Span>,
    /// Other places that matter, each with what it is.
    pub related: Vec<(Span, String)>,
}

impl Diagnostic {
    /// A finding of any severity.
    pub fn new(
        severity: Severity,
        code: Code,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> Self {
        let (span, message) = (span.into(), message.into());
        Self { code, severity, message, help: None, span, related: Vec::new() }
    }

    /// An error.
    pub fn error(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, message)
    }

    /// A warning.
    pub fn warning(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span, message)
    }

    /// A note.
    pub fn note(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, span, message)
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, what: impl Into<String>) -> Self {
        self.related.push((span, what.into()));
        self
    }
}

/// How many errors, and how many other findings, are kept. A document with more has one mistake, repeated.
const KEPT: usize = 200;

/// The findings on one document, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
    errors: usize,
    others: usize,
    /// Texts of the document that no excerpt may show.
    hidden: Vec<String>,
}

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding, or only counts it when there are many already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.push_with(diagnostic.severity, || diagnostic);
    }

    /// Like [`push`](Self::push), without making a message that nobody will see: for what a hostile document
    /// can have millions of.
    pub fn push_with(&mut self, severity: Severity, diagnostic: impl FnOnce() -> Diagnostic) {
        let count = if severity == Severity::Error { &mut self.errors } else { &mut self.others };
        if *count < KEPT {
            let one = diagnostic();
            // What several operations share is read for each of them, and said once.
            let same = |other: &Diagnostic| {
                (other.code, other.span, &other.message) == (one.code, one.span, &one.message)
            };
            if one.span.is_some() && self.items.iter().any(same) {
                return;
            }
            self.items.push(one);
        }
        *count = count.saturating_add(1);
    }

    /// Adds an error.
    pub fn error(&mut self, code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) {
        self.push(Diagnostic::error(code, span, message));
    }

    /// Adds a warning.
    pub fn warning(&mut self, code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) {
        self.push(Diagnostic::warning(code, span, message));
    }

    /// Adds a note.
    pub fn note(&mut self, code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) {
        self.push(Diagnostic::note(code, span, message));
    }

    /// Adds what another stage found.
    pub fn append(&mut self, other: Self) {
        let kept = |severity_is_error: bool| {
            other.items.iter().filter(|one| (one.severity == Severity::Error) == severity_is_error).count()
        };
        let unseen_errors = other.errors.saturating_sub(kept(true));
        let unseen_others = other.others.saturating_sub(kept(false));
        for one in other.items {
            self.push(one);
        }
        self.errors = self.errors.saturating_add(unseen_errors);
        self.others = self.others.saturating_add(unseen_others);
        self.hidden.extend(other.hidden);
    }

    /// Whether there is an error, kept or only counted.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.errors == 0 && self.others == 0
    }

    /// Keeps a secret that stands in the document out of what is shown of its lines.
    pub fn hide(&mut self, text: &str) {
        self.hidden.push(text.to_owned());
    }

    /// The findings that were kept, as people read them.
    pub fn render(&self, source: &Source) -> Vec<Rendered> {
        self.iter().map(|one| one.render_hiding(source, &self.hidden)).collect()
    }

    /// The findings that were kept.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.items.iter()
    }

    /// How many findings were counted but not kept: the N of "and N more".
    pub fn more(&self) -> usize {
        self.errors.saturating_add(self.others).saturating_sub(self.items.len())
    }

    /// Turns warnings into errors, as the `strict` option asks.
    pub fn deny_warnings(&mut self) {
        let mut turned = 0usize;
        for item in self.items.iter_mut().filter(|one| one.severity == Severity::Warning) {
            item.severity = Severity::Error;
            turned = turned.saturating_add(1);
        }
        self.errors = self.errors.saturating_add(turned);
        self.others = self.others.saturating_sub(turned);
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        for one in iter {
            self.push(one);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_again_is_said_once() {
        let mut all = Diagnostics::new();
        let at = Span::new(crate::source::FileId(0), 1, 2);
        for message in ["one", "two", "one"] {
            all.warning(Code::DUPLICATE_KEY, at, message);
        }
        assert_eq!((all.iter().count(), all.more()), (2, 0));
    }

    #[test]
    fn many_findings_are_counted_not_kept() {
        let mut all = Diagnostics::new();
        for n in 0..1000 {
            all.warning(Code::DUPLICATE_KEY, None, format!("number {n}"));
        }
        assert!(!all.has_errors());
        all.error(Code::SYNTAX, None, "the one that matters");
        assert!(all.has_errors());
        assert_eq!(all.iter().count(), KEPT + 1);
        assert_eq!(all.more(), 1000 - KEPT);
        let mut sum = Diagnostics::new();
        sum.append(all);
        assert_eq!(sum.more(), 1000 - KEPT);
        assert_eq!(sum.iter().last().map(|one| one.message.as_str()), Some("the one that matters"));
        sum.deny_warnings();
        assert!(sum.iter().all(|one| one.severity == Severity::Error));
    }
}
