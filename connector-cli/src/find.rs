//! Connectors below a folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use connector_codegen::diag::Code;
use connector_codegen::{Generated, Severity};

use crate::document::{is_swagger, is_well_known};
use crate::terminal::Terminal;

/// Folders inside one another; a collection of connectors has three levels.
const DEPTH: usize = 16;

/// Files that lie beside descriptions and are none.
const OTHERS: [&str; 6] = [
    "apiproperties.json",
    "settings.json",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "connectors.json",
];

/// Folders that hold what others have written.
const FOREIGN: [&str; 2] = ["node_modules", "target"];

/// Every file that may be a description, in the order of their paths: in the folder of a connector its definition, elsewhere
/// each JSON or YAML file.
pub(crate) fn connectors(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = open.pop() {
        let failed = |error| format!("cannot read the folder {}: {error}", folder.display());
        let mut files: Vec<(String, PathBuf)> = Vec::new();
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().to_lowercase();
            // A link to a folder may lead round in a circle.
            let kind = entry.file_type().map_err(failed)?;
            match kind.is_dir() {
                true if depth < DEPTH && !name.starts_with('.') && !FOREIGN.contains(&name.as_str()) => {
                    open.push((entry.path(), depth + 1));
                }
                false if !OTHERS.contains(&name.as_str()) => files.push((name, entry.path())),
                _ => {}
            }
        }
        let is_description = |name: &str| [".json", ".yaml", ".yml"].iter().any(|end| name.ends_with(end));
        let named = files.iter().any(|(name, _)| is_swagger(name) || is_well_known(name));
        found.extend(
            files
                .into_iter()
                .filter(
                    |(name, _)| {
                        if named { is_swagger(name) || is_well_known(name) } else { is_description(name) }
                    },
                )
                .map(|(_, path)| path),
        );
    }
    found.sort();
    Ok(found)
}

/// What a description is called: by its folder, where that is a connector's, else by its file.
pub(crate) fn name(path: &Path) -> String {
    let file = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let own = match is_well_known(&file) || file.starts_with("apidefinition") {
        true => path.parent().and_then(Path::file_name),
        false => path.file_stem(),
    };
    own.unwrap_or_default().to_string_lossy().replace(".swagger", "")
}

/// Does something for each of them, on every core, and gives the results in their order.
pub(crate) fn each<I: Sync, T: Send>(
    items: &[I],
    terminal: &Terminal,
    work: impl Fn(&I) -> T + Sync,
) -> Vec<T> {
    let bar = terminal.bar(items.len());
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(items.len()));
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len().max(1));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((at, item)) = {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    items.get(at).map(|item| (at, item))
                } {
                    let made = work(item);
                    bar.inc(1);
                    done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, made));
                }
            });
        }
    });
    bar.finish_and_clear();
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, made)| made).collect()
}

/// Why there is nothing of a file; none where its format is not known, as that of many JSON files.
pub(crate) fn why(generated: &Generated) -> Option<String> {
    let first = generated.diagnostics.iter().find(|one| one.severity == Severity::Error)?;
    (first.code != Code::UNKNOWN_FORMAT).then(|| first.message.clone())
}
