//! From files to spanned trees, whatever the format.
//!
//! [`Source::load`] reads a document and, breadth-first, the files that its `$ref`s name. After that a `Source`
//! only lends: frontends hold `&Node`s and resolve references without input or output. A tree knows byte offsets;
//! line, column and JSON pointer are looked up when a diagnostic is shown.
//!
//! ```
//! use connector_codegen::source::Source;
//!
//! let (source, diagnostics) = Source::from_memory("api.json", br##"{"a": {"$ref": "#/b"}, "b": 17}"##);
//! assert!(diagnostics.is_empty());
//! let a = source.root().unwrap().get("a").unwrap();
//! assert_eq!(source.follow(a).unwrap().as_i64(), Some(17));
//! ```

mod decode;
mod edit;
mod embedded;
mod format;
mod json;
pub mod limits;
mod load;
mod number;
mod object;
mod place;
mod pointer;
mod reference;
mod store;
mod tree;
mod yaml;

pub use embedded::{Embedded, EmbeddedBudget};
pub use load::LoadOptions;
pub use number::Number;
pub use object::{Member, Object};
pub use place::Place;
pub use pointer::escape as escape_pointer;
pub(crate) use pointer::percent_decode;
pub(crate) use pointer::referred;
#[cfg(feature = "render")]
pub(crate) use pointer::referring;
pub use reference::RefProblem;
#[cfg(feature = "lint")]
pub(crate) use tree::json_text;
pub use tree::{FileId, Node, Span, Value};

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Diagnostics, Severity, quoted};

/// A document: its main file and all others that it needs, read and immutable.
#[derive(Debug)]
pub struct Source {
    files: Vec<File>,
    /// What the relative paths in references of a file lead to.
    links: HashMap<(FileId, String), Result<FileId, RefProblem>>,
    store: store::Store,
    by_key: HashMap<PathBuf, FileId>,
    budget: limits::Budget,
    base: Option<PathBuf>,
    /// Files whose values stand in another: what they refer to without naming a file is there.
    spoken_for: HashMap<FileId, FileId>,
}

#[derive(Debug)]
struct File {
    name: String,
    path: PathBuf,
    /// Whether it was there: only then a change of it can be watched.
    exists: bool,
    text: String,
    lines: place::Lines,
    root: Option<Node>,
    /// Why there is no tree.
    problem: Option<Box<Diagnostic>>,
}

impl Source {
    /// The main file.
    pub const MAIN: FileId = FileId(0);

    /// The value of the main file; none when it could not be read, which is then an error among the diagnostics.
    pub fn root(&self) -> Option<&Node> {
        self.root_of(Self::MAIN)
    }

    /// The value of a file; none when it could not be read.
    pub fn root_of(&self, file: FileId) -> Option<&Node> {
        self.file(file)?.root.as_ref()
    }

    /// The same, to change it.
    pub(crate) fn root_mut(&mut self, file: FileId) -> Option<&mut Node> {
        self.files.get_mut(usize::from(file.0))?.root.as_mut()
    }

    /// The name of a file, as the user would write it.
    pub fn name_of(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.name)
    }

    /// The path of a file, as it was opened.
    pub fn path_of(&self, file: FileId) -> Option<&Path> {
        self.file(file).map(|file| file.path.as_path())
    }

    /// All files.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        (0..self.files.len()).filter_map(|index| u16::try_from(index).ok()).map(FileId)
    }

    /// Every file of the disk that was read, also those with mistakes: a build must run again when one changes.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        let on_disk = matches!(self.store, store::Store::Disk { .. });
        self.files.iter().filter(move |file| on_disk && file.exists).map(|file| file.path.as_path())
    }

    /// The text of a place.
    pub fn text_of(&self, span: Span) -> &str {
        let text = self.file(span.file).map_or("", |file| &file.text);
        let offset = |n: u32| usize::try_from(n).unwrap_or(usize::MAX).min(text.len());
        text.get(offset(span.start)..offset(span.end)).unwrap_or_default()
    }

    /// File, line and column.
    pub fn locate(&self, span: Span) -> Option<Place<'_>> {
        let file = self.file(span.file)?;
        Some(file.lines.place(&file.name, &file.text, span))
    }

    /// The JSON pointer of the innermost value that holds the place; for a key, that of its value. Empty for the
    /// whole document, and where there is no tree.
    pub fn pointer(&self, span: Span) -> String {
        self.root_of(span.file).map(|root| pointer::of(root, span)).unwrap_or_default()
    }

    /// The same as a normalized path of RFC 9535. Whether a step is an index is for the document to say: `200` is a key of
    /// responses.
    pub fn path(&self, span: Span) -> String {
        pointer::path(&self.pointer(span), self.root_of(span.file))
    }

    /// Every value of the document that stands at one of these places in its text, as a normalized path, in the order of the document: what a
    /// YAML alias stands for has the place of its anchor.
    #[cfg(feature = "lint")]
    pub(crate) fn copies(&self, wanted: impl Fn(Span) -> bool) -> Vec<(Span, String)> {
        self.root().map(|root| pointer::copies(root, wanted)).unwrap_or_default()
    }

    /// The value that a reference in the file `from` leads to. It may be a `$ref` itself: see [`follow`](Self::follow).
    pub fn resolve(&self, from: FileId, reference: &str) -> Result<&Node, RefProblem> {
        let parts = reference::parts(reference)?;
        let file = if parts.file.is_empty() {
            self.spoken_for.get(&from).copied().unwrap_or(from)
        } else {
            match self.links.get(&(from, parts.file.clone().into_owned())) {
                Some(link) => link.clone()?,
                None => {
                    let message =
                        format!("{} was not read: it is no `$ref` of the document", quoted(&parts.file));
                    return Err(RefProblem::new(Code::REF_FILE, message));
                }
            }
        };
        match self.root_of(file) {
            Some(root) => parts.walk(root, reference),
            None => Err(self.unusable(file, reference)),
        }
    }

    /// The value itself, or what its `$ref` leads to, through any number of them.
    pub fn follow<'a>(&'a self, node: &'a Node) -> Result<&'a Node, RefProblem> {
        let mut at = node;
        for _ in 0..limits::DEPTH {
            let Some(target) = at.get("$ref") else { return Ok(at) };
            let Some(reference) = target.as_str() else { return Ok(at) };
            at = self.resolve(target.span.file, reference)?;
        }
        let mut problem = RefProblem::new(Code::REF_CYCLE, "this reference leads back to itself");
        problem.related.push((at.span, "by way of this".to_owned()));
        Err(problem)
    }

    /// Adds another document that belongs to this one, such as a connector's properties: a file that the user named.
    pub fn add(&mut self, path: &Path, diags: &mut Diagnostics) -> Option<FileId> {
        load::add(self, path, diags)
    }

    /// Values of `file` are put into `document`: references that name no file lead to there.
    #[cfg(feature = "overlay")]
    pub(crate) fn speaks_for(&mut self, file: FileId, document: FileId) {
        self.spoken_for.insert(file, document);
    }

    /// Whether the values of a file stand in another.
    pub(crate) fn is_spoken_for(&self, file: FileId) -> bool {
        self.spoken_for.contains_key(&file)
    }

    fn file(&self, file: FileId) -> Option<&File> {
        self.files.get(usize::from(file.0))
    }

    fn unusable(&self, file: FileId, reference: &str) -> RefProblem {
        let why = self.file(file).and_then(|file| file.problem.as_deref());
        let shown = quoted(reference);
        let message = match why {
            Some(problem) if problem.span.is_none() => format!("{shown} cannot be read: {}", problem.message),
            _ => format!("{shown} leads to a file that is not well-formed"),
        };
        let mut problem = RefProblem::new(Code::REF_FILE, message);
        problem.related.extend(why.and_then(|why| Some((why.span?, why.message.clone()))));
        problem
    }
}

/// Warns of keys that were given twice.
fn report_duplicates(duplicates: &[object::Duplicate], diags: &mut Diagnostics) {
    for one in duplicates {
        diags.push_with(Severity::Warning, || {
            let message = format!("the key {} is given twice; the last one counts", quoted(&one.key));
            Diagnostic::warning(Code::DUPLICATE_KEY, one.kept, message)
                .related(one.lost, "this one is ignored")
        });
    }
}

#[cfg(test)]
mod tests;
