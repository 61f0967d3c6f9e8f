//! A page of the documentation of which the end is written here.

use std::fs;
use std::path::Path;

/// Writes below a mark what stood there before.
pub(crate) fn below(path: &Path, mark: &str, text: &str) -> Result<(), String> {
    let failed = |error| format!("{}: {error}", path.display());
    let page = fs::read_to_string(path).map_err(failed)?;
    let Some((above, _)) = page.split_once(mark) else {
        return Err(format!("{} has no line\n{mark}", path.display()));
    };
    fs::write(path, format!("{above}{mark}\n{text}")).map_err(failed)
}

/// Whether a page has a mark.
pub(crate) fn has(path: &Path, mark: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|page| page.contains(mark))
}
