//! Reading the main file, and all files that its references lead to.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::limits::{Budget, FILES};
use super::place::Lines;
use super::reference::{self, RefProblem};
use super::store::{Store, Target, Unread};
use super::tree::{FileId, Node, Value};
use super::{File, Source, decode, format};
use crate::diag::{Code, Diagnostic, Diagnostics, quoted};

/// How to load a document.
#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    /// Let references lead to files outside the folder of the document.
    pub allow_outside: bool,
    /// Show files relative to this folder: the macro opens absolute paths, and people think in relative ones.
    pub base: Option<PathBuf>,
}

impl Source {
    /// Reads a document from the disk, with the files that it refers to. There is always a `Source`, for it shows
    /// where the mistakes are; [`root`](Source::root) is none when the main file could not be read.
    pub fn load(path: &Path, options: &LoadOptions) -> (Self, Diagnostics) {
        Self::start(Store::beside(path, options.allow_outside), path, options.base.clone())
    }

    /// Reads a document from memory, such as standard input. It cannot refer to other files.
    pub fn from_memory(name: &str, bytes: &[u8]) -> (Self, Diagnostics) {
        Self::from_memory_files(&[(name, bytes)])
    }

    /// Reads a document from memory: the first file is the main one, the others can be referred to.
    pub fn from_memory_files(files: &[(&str, &[u8])]) -> (Self, Diagnostics) {
        let name = files.first().map_or("", |(name, _)| *name);
        Self::start(Store::in_memory(files), Path::new(name), None)
    }

    fn start(store: Store, path: &Path, base: Option<PathBuf>) -> (Self, Diagnostics) {
        let mut diags = Diagnostics::new();
        let mut source = Self {
            files: Vec::new(),
            links: HashMap::new(),
            store,
            by_key: HashMap::new(),
            budget: Budget::default(),
            base,
            spoken_for: HashMap::new(),
        };
        add(&mut source, path, &mut diags);
        (source, diags)
    }
}

/// Reads a file that the user named, and what it refers to.
pub(super) fn add(source: &mut Source, path: &Path, diags: &mut Diagnostics) -> Option<FileId> {
    let target = source.store.named(path);
    if let Some(known) = source.by_key.get(&target.key) {
        return Some(*known);
    }
    let file = match read(source, target, diags) {
        Ok(file) => file,
        Err(problem) => {
            diags.push(Diagnostic::error(problem.code, None, problem.message));
            return None;
        }
    };
    let problem = source.file(file).and_then(|file| file.problem.as_deref().cloned());
    match problem {
        Some(mut problem) => {
            if problem.span.is_none() {
                problem.message =
                    format!("{} cannot be read: {}", quoted(source.name_of(file)), problem.message);
            }
            diags.push(problem);
            None
        }
        None => {
            read_references(source, file, diags);
            Some(file)
        }
    }
}

/// Reads the files that `first` refers to, those that they refer to, and so on.
fn read_references(source: &mut Source, first: FileId, diags: &mut Diagnostics) {
    let mut next = usize::from(first.0);
    while let Some(file) = u16::try_from(next).ok().map(FileId).filter(|_| next < source.files.len()) {
        next += 1;
        let Some(root) = source.root_of(file) else { continue };
        let mut outward: Vec<String> = outward(root);
        outward.sort_unstable();
        outward.dedup();
        for name in outward {
            let link = link(source, file, &name, diags);
            source.links.insert((file, name), link);
        }
    }
}

/// The files that a tree refers to. Whether such a `$ref` is one, or a text in an example, is for the frontend to
/// say: what cannot be read is a problem only when it is resolved.
fn outward(root: &Node) -> Vec<String> {
    let mut found = Vec::new();
    let mut todo = vec![root];
    while let Some(node) = todo.pop() {
        if let Some(reference) = node.get("$ref").and_then(Node::as_str).filter(|text| !text.starts_with('#'))
            && let Ok(parts) = reference::parts(reference)
        {
            found.push(parts.file.into_owned());
        }
        match &node.value {
            Value::List(list) => todo.extend(list.iter().filter(|inner| inner.is_container())),
            Value::Object(object) => {
                let inner = object.iter().filter(|member| member.value.is_container());
                // sample traffic, hundreds of files of it, that says nothing about the API
                todo.extend(inner.filter(|member| member.key != "x-ms-examples").map(|member| &member.value));
            }
            _ => {}
        }
    }
    found
}

fn link(
    source: &mut Source,
    from: FileId,
    name: &str,
    diags: &mut Diagnostics,
) -> Result<FileId, RefProblem> {
    let base = source.path_of(from).unwrap_or(Path::new(""));
    let target = source.store.referred(base, name)?;
    match source.by_key.get(&target.key) {
        Some(known) => Ok(*known),
        None => read(source, target, diags),
    }
}

/// Reads one file into the source, well-formed or not. The error is a limit.
fn read(source: &mut Source, target: Target, diags: &mut Diagnostics) -> Result<FileId, RefProblem> {
    let number = source.files.len();
    let Some(id) = u16::try_from(number).ok().filter(|_| number < FILES) else {
        return Err(RefProblem::new(
            Code::TOO_LARGE,
            format!("the document refers to more than {FILES} files"),
        ));
    };
    let id = FileId(id);
    let mut file = File {
        name: shown(&target.path, source.base.as_deref()),
        exists: true,
        path: target.path.clone(),
        text: String::new(),
        lines: Lines::default(),
        root: None,
        problem: None,
    };
    match source.store.read(&target, source.budget.bytes) {
        Ok(bytes) => {
            let used = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            source.budget.bytes = source.budget.bytes.saturating_sub(used);
            match parse(&mut file, id, bytes, &mut source.budget, diags) {
                Ok(root) => file.root = Some(root),
                Err(problem) => file.problem = Some(problem),
            }
        }
        Err(why) => {
            let (code, message) = match why {
                Unread::Missing(message) => (Code::UNREADABLE, message),
                Unread::TooLarge(message) => (Code::TOO_LARGE, message),
            };
            file.exists = code == Code::TOO_LARGE;
            file.problem = Some(Box::new(Diagnostic::error(code, None, message)));
        }
    }
    source.files.push(file);
    source.by_key.insert(target.key, id);
    Ok(id)
}

fn parse(
    file: &mut File,
    id: FileId,
    bytes: Vec<u8>,
    budget: &mut Budget,
    diags: &mut Diagnostics,
) -> Result<Node, Box<Diagnostic>> {
    file.text = decode::decode(bytes, id, diags)?;
    format::read(&file.text, &file.name, id, budget, diags)
}

fn shown(path: &Path, base: Option<&Path>) -> String {
    let path = base.and_then(|base| path.strip_prefix(base).ok()).unwrap_or(path);
    path.display().to_string()
}
