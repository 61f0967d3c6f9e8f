//! Why a document cannot be read, said so that it can be mended.

use super::super::limits::{DEPTH, NODES};
use super::super::tree::Span;
use super::Reader;
use crate::diag::{Code, Diagnostic, quoted};

impl Reader<'_> {
    pub(super) fn fail(&self, span: Span, message: &str) -> Box<Diagnostic> {
        let mut problem = Diagnostic::error(Code::SYNTAX, span, message);
        if let Some(text) = self.broken_line
            && self.only_blanks(text.end, span.start)
        {
            problem = problem.related(text, "this text goes over a line end: is its closing quote missing?");
        }
        Box::new(problem)
    }

    fn only_blanks(&self, from: u32, to: u32) -> bool {
        let range = usize::try_from(from).unwrap_or(0)..usize::try_from(to).unwrap_or(0);
        self.text.get(range).is_some_and(|between| between.trim().is_empty())
    }

    /// Something else stands at the current place. `start` is where the enclosing list or object begins.
    pub(super) fn expected(&self, what: &str, start: Option<usize>) -> Box<Diagnostic> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let Some(first) = rest.chars().next() else { return self.unclosed(start) };
        let in_word = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$');
        let word: String = match first {
            '/' if rest.starts_with("//") || rest.starts_with("/*") => rest.chars().take(2).collect(),
            c if in_word(&c) => rest.chars().take(60).take_while(in_word).collect(),
            c => c.to_string(),
        };
        let span = Span::new(self.file, self.at, self.at + word.len());
        let mut problem = *self.fail(span, &format!("expected {what}, found {}", quoted(&word)));
        let help = match word.as_str() {
            "//" | "/*" | "#" => Some("JSON has no comments"),
            "'" => Some("JSON texts and keys stand in double quotes"),
            "True" | "False" | "None" => Some("this is Python; in JSON it is `true`, `false` or `null`"),
            "NaN" | "Infinity" | "undefined" => Some("JSON has no such value; use `null`"),
            "," => Some("there is a comma too many, or a value is missing"),
            _ if what == "a value" && in_word(&first) => Some("a text stands in double quotes"),
            _ => None,
        };
        if let Some(help) = help {
            problem = problem.help(help);
        }
        if let Some(start) = start.filter(|_| matches!(first, '}' | ']')) {
            problem = problem.related(self.bracket(start), "this is what is open here");
        }
        Box::new(problem)
    }

    fn unclosed(&self, start: Option<usize>) -> Box<Diagnostic> {
        let end = Span::new(self.file, self.text.trim_end().len(), self.text.trim_end().len());
        let Some(start) = start else { return self.fail(end, "the document ends before its value") };
        let (what, bracket) =
            if self.bytes.get(start) == Some(&b'{') { ("an object", '}') } else { ("a list", ']') };
        let problem = self.fail(end, &format!("the document ends inside {what}: `{bracket}` is missing"));
        Box::new(problem.related(self.bracket(start), "it begins here"))
    }

    fn bracket(&self, start: usize) -> Span {
        Span::new(self.file, start, start + 1)
    }

    pub(super) fn unterminated(&self, start: usize) -> Box<Diagnostic> {
        let line = self.text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
        self.fail(
            Span::new(self.file, start, start + line.len()),
            "a text begins here and never ends: `\"` is missing",
        )
    }

    pub(super) fn too_deep(&self) -> Box<Diagnostic> {
        let message = format!("lists and objects are nested more than {DEPTH} levels deep");
        Box::new(Diagnostic::error(Code::TOO_LARGE, self.bracket(self.at), message))
    }

    pub(super) fn too_many(&self) -> Box<Diagnostic> {
        let message = format!("the document has more than {NODES} values");
        Box::new(Diagnostic::error(Code::TOO_LARGE, self.bracket(self.at), message))
    }
}
