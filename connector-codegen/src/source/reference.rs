//! `$ref`: its parts, and what can be wrong with it.

use std::borrow::Cow;
use std::fmt;

use super::pointer;
use super::tree::{Node, Span};
use crate::diag::{Code, Diagnostic, quoted, suggest};

/// Why a reference leads to no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefProblem {
    /// Which rule: `Code::REF_…`.
    pub code: Code,
    /// What is wrong, naming the reference.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Where the trouble is when it is not at the reference.
    pub related: Vec<(Span, String)>,
}

impl RefProblem {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None, related: Vec::new() }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// As an error at the reference.
    pub fn into_diagnostic(self, at: Span) -> Diagnostic {
        let mut problem = Diagnostic::error(self.code, at, self.message);
        problem.help = self.help;
        problem.related = self.related;
        problem
    }
}

impl fmt::Display for RefProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for RefProblem {}

/// A reference in its two parts.
pub(crate) struct Parts<'a> {
    /// The path of a file, decoded; empty for the same file.
    pub(crate) file: Cow<'a, str>,
    /// What stands behind `#`, still encoded.
    fragment: &'a str,
}

pub(crate) fn parts(reference: &str) -> Result<Parts<'_>, RefProblem> {
    if reference.is_empty() {
        return Err(RefProblem::new(Code::REF_SYNTAX, "the reference is empty"));
    }
    let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    if is_url(file) {
        let help =
            "nothing is fetched while generating: download the file and refer to it by a relative path";
        return Err(RefProblem::new(Code::REF_URL, format!("{} is a URL", quoted(reference))).help(help));
    }
    if !fragment.is_empty() && !fragment.starts_with('/') {
        let message = format!("{} has no `/` behind its `#`", quoted(reference));
        let help = "a place in a document is written like `#/definitions/Order`";
        return Err(RefProblem::new(Code::REF_SYNTAX, message).help(help));
    }
    let Some(file) = pointer::percent_decode(file) else { return Err(bad_escapes(reference)) };
    Ok(Parts { file, fragment })
}

fn bad_escapes(reference: &str) -> RefProblem {
    RefProblem::new(Code::REF_SYNTAX, format!("{} has escapes that are not UTF-8", quoted(reference)))
}

/// `scheme:…` or `//host/…`. A single letter is a drive of Windows.
fn is_url(file: &str) -> bool {
    let scheme = file.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme || file.starts_with("//")
}

impl Parts<'_> {
    /// Walks from the root of the file along the fragment.
    pub(crate) fn walk<'a>(&self, root: &'a Node, reference: &str) -> Result<&'a Node, RefProblem> {
        let mut node = root;
        let mut walked = 0;
        for encoded in self.fragment.split('/').skip(1) {
            let Some(decoded) = pointer::percent_decode(encoded) else { return Err(bad_escapes(reference)) };
            let step = pointer::unescape(&decoded);
            // some tools write keys with a percent sign as they are
            let Some(next) =
                pointer::step(node, &step).or_else(|| pointer::step(node, &pointer::unescape(encoded)))
            else {
                let before = self.fragment.get(..walked).unwrap_or_default();
                return Err(dead_end(node, &step, before, reference));
            };
            walked += 1 + encoded.len();
            node = next;
        }
        Ok(node)
    }
}

fn dead_end(node: &Node, step: &str, walked: &str, reference: &str) -> RefProblem {
    let (shown, missing) = (quoted(reference), quoted(step));
    let at = if walked.is_empty() { "the document".to_owned() } else { quoted(&format!("#{walked}")) };
    let Some(object) = node.as_object() else {
        let message = match node.as_list() {
            Some(list) => format!("{shown} leads nowhere: {at} has {} elements and no {missing}", list.len()),
            None => format!("{shown} leads nowhere: {at} is {}, not an object", node.kind_name()),
        };
        return RefProblem::new(Code::REF_TARGET, message);
    };
    let problem = RefProblem::new(Code::REF_TARGET, format!("{shown} leads nowhere: {at} has no {missing}"));
    match suggest(step, object.keys()) {
        Some(near) => {
            let near = format!("#{walked}/{}", pointer::escape(near));
            problem.help(format!("did you mean {}?", quoted(&near)))
        }
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_told_from_paths() {
        for url in ["http://x/y.json", "https:x", "file:///etc/passwd", "//host/x.json", "urn:x"] {
            assert!(is_url(url), "{url}");
        }
        for path in ["x.json", "../x.json", "a b:c/x.json", "C:/x.json", "", "/x", "1:x"] {
            assert!(!is_url(path), "{path}");
        }
    }

    #[test]
    fn parts_of_a_reference() {
        let file = |text| parts(text).map(|parts| (parts.file.into_owned(), parts.fragment.to_owned()));
        assert_eq!(file("#/a"), Ok((String::new(), "/a".into())));
        assert_eq!(file("my%20file.json#/a%20b"), Ok(("my file.json".into(), "/a%20b".into())));
        assert_eq!(file("x.json"), Ok(("x.json".into(), String::new())));
        assert_eq!(file("#Order").map_err(|problem| problem.code), Err(Code::REF_SYNTAX));
        assert_eq!(file("").map_err(|problem| problem.code), Err(Code::REF_SYNTAX));
    }
}
