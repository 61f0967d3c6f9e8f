//! Where the bytes of a document come from: a folder of the disk, or memory.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use super::limits::{FILE_BYTES, TOTAL_BYTES};
use super::reference::RefProblem;
use crate::diag::{Code, quoted};

/// Files, by a key that is the same however a file is referred to.
#[derive(Debug)]
pub(crate) enum Store {
    Disk {
        /// References must not leave it; none when they may.
        folder: Option<PathBuf>,
    },
    Memory(BTreeMap<PathBuf, Vec<u8>>),
}

/// A file that a reference names.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// What it is known by.
    pub(crate) key: PathBuf,
    /// What it is called.
    pub(crate) path: PathBuf,
    /// The user named it, not a document: it may stand on the disk where the document does not.
    pub(crate) chosen: bool,
}

impl Store {
    /// A store of the folder that `main` is in.
    pub(crate) fn beside(main: &Path, allow_outside: bool) -> Self {
        let folder = main.canonicalize().ok().and_then(|path| path.parent().map(Path::to_owned));
        // without its folder the main file cannot be read either, and nothing will refer to anything
        Self::Disk { folder: (!allow_outside).then(|| folder.unwrap_or_default()) }
    }

    /// A store of these files, and no others.
    pub(crate) fn in_memory(files: &[(&str, &[u8])]) -> Self {
        Self::Memory(files.iter().map(|(name, bytes)| (normal(Path::new(name)), bytes.to_vec())).collect())
    }

    /// A file that the user named.
    pub(crate) fn named(&self, path: &Path) -> Target {
        let key = match self {
            Self::Disk { .. } => path.canonicalize().unwrap_or_else(|_| path.to_owned()),
            Self::Memory(_) => normal(path),
        };
        Target { key, path: path.to_owned(), chosen: true }
    }

    /// A file that the document names, in a reference that stands in `from`.
    pub(crate) fn referred(&self, from: &Path, reference: &str) -> Result<Target, RefProblem> {
        let path = normal(&from.parent().unwrap_or(Path::new("")).join(reference));
        match self {
            Self::Memory(_) => Ok(Target { key: path.clone(), path, chosen: false }),
            Self::Disk { folder } => {
                let key = path.canonicalize().map_err(|error| missing(reference, &error))?;
                // compared after following links: a link out of the folder is a way out of it
                if folder.as_ref().is_some_and(|folder| !key.starts_with(folder)) {
                    let message = format!("{} is outside the document's folder", quoted(reference));
                    let problem = RefProblem::new(Code::REF_OUTSIDE, message);
                    return Err(
                        problem.help("move the file into the folder, or allow references to leave it")
                    );
                }
                Ok(Target { key, path, chosen: false })
            }
        }
    }

    /// The bytes of a file, at most `left` of them. Beside a document from memory only the user names files of the disk.
    pub(crate) fn read(&self, target: &Target, left: u64) -> Result<Vec<u8>, Unread> {
        match self {
            Self::Memory(files) => match files.get(&target.key) {
                Some(bytes) => {
                    check(u64::try_from(bytes.len()).unwrap_or(u64::MAX), left).map(|()| bytes.clone())
                }
                None if target.chosen => read_file(&target.path, left),
                None => Err(Unread::Missing("there is no such file".to_owned())),
            },
            Self::Disk { .. } => read_file(&target.path, left),
        }
    }
}

/// Why a file could not be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    Missing(String),
    TooLarge(String),
}

fn missing(reference: &str, error: &std::io::Error) -> RefProblem {
    RefProblem::new(Code::REF_FILE, format!("{} cannot be read: {error}", quoted(reference)))
}

fn check(length: u64, left: u64) -> Result<(), Unread> {
    const MB: u64 = 1 << 20;
    if length > FILE_BYTES {
        let (have, most) = (length / MB, FILE_BYTES / MB);
        return Err(Unread::TooLarge(format!("the file has {have} MiB; at most {most} MiB are read")));
    }
    if length > left {
        let most = TOTAL_BYTES / MB;
        return Err(Unread::TooLarge(format!("the document and its files have more than {most} MiB")));
    }
    Ok(())
}

/// What the description is called in a connector's folder.
const DEFINITION: &str = "apiDefinition.swagger.json";

fn read_file(path: &Path, left: u64) -> Result<Vec<u8>, Unread> {
    let failed = |error: std::io::Error| Unread::Missing(error.to_string());
    // asked before opening: opening a pipe would wait for a writer
    let about = std::fs::metadata(path).map_err(failed)?;
    if !about.is_file() {
        let what = match about.is_dir() {
            // The commands look into it; macro and build script want to be told which file.
            true if path.join(DEFINITION).is_file() => format!("it is a folder: name `{DEFINITION}` in it"),
            true => "it is a folder: name the description in it".to_owned(),
            false => "it is not a regular file".to_owned(),
        };
        return Err(Unread::Missing(what));
    }
    check(about.len(), left)?;
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    let file = std::fs::File::open(path).map_err(failed)?;
    // the file may grow while it is read
    let most = FILE_BYTES.min(left).saturating_add(1);
    file.take(most).read_to_end(&mut bytes).map_err(failed)?;
    check(u64::try_from(bytes.len()).unwrap_or(u64::MAX), left)?;
    Ok(bytes)
}

/// Without `.`, and with `..` resolved where a folder precedes it.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            _ => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_form() {
        for (path, expected) in
            [("./a/./b/../c.json", "a/c.json"), ("../a", "../a"), ("a/../../b", "../b"), ("/a/../b", "/b")]
        {
            assert_eq!(normal(Path::new(path)), Path::new(expected));
        }
    }
}
