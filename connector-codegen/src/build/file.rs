//! Files that are written whole or not at all, and only when they change.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Writes `text` to `path` unless it is there already, and says whether it did. Folders are made as needed; a reader
/// sees the old file or the new one, never a part.
///
/// # Errors
///
/// When the file or its folder cannot be written.
pub fn write_if_changed(path: &Path, text: &str) -> io::Result<bool> {
    // A device or a pipe is written to: a file in its place would be the end of `/dev/null`.
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        fs::OpenOptions::new().write(true).open(path)?.write_all(text.as_bytes())?;
        return Ok(true);
    }
    if fs::read(path).is_ok_and(|old| same(&old, text)) {
        return Ok(false);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let Some(name) = path.file_name() else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "this names a folder, not a file"));
    };
    // A link stays a link: what it points to is replaced. The name is our own, so that two processes do not mix.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let beside = target.with_file_name(format!(".{}.{}.new", name.to_string_lossy(), std::process::id()));
    let written = fs::File::create(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| match fs::metadata(&target) {
            Ok(old) => fs::set_permissions(&beside, old.permissions()),
            Err(_) => Ok(()),
        })
        .and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written.map(|()| true)
}

/// Whether a difference is an error rather than a reason to write. `CONNECTOR_FROZEN` decides, else `CI`.
#[cfg(feature = "render")]
pub(super) fn frozen(own: Option<&str>, ci: Option<&str>) -> bool {
    let on = |value: &str| !matches!(value, "" | "0" | "false");
    own.or(ci).is_some_and(on)
}

/// What makes the file on disk differ from `text`, in words; nothing when it does not.
#[cfg(feature = "render")]
pub(super) fn difference(path: &Path, text: &str) -> Option<String> {
    let name = path.display();
    let advice = "build once without CI or CONNECTOR_FROZEN set, and commit it";
    let old = match fs::read(path) {
        Ok(old) if same(&old, text) => return None,
        Ok(old) => old,
        Err(error) => return Some(format!("cannot read {name}: {error}; {advice}")),
    };
    let old = String::from_utf8_lossy(&old);
    let (mut old, mut new) = (old.lines(), text.lines());
    let mut number = 1_usize;
    loop {
        match (old.next(), new.next()) {
            (Some(old), Some(new)) if old == new => number += 1,
            (old, new) => {
                let show = |line: Option<&str>| {
                    line.map_or("the end of the file".to_string(), |line| format!("`{}`", line.trim()))
                };
                return Some(format!(
                    "{name}:{number}: stale: {} should be {}; {advice}",
                    show(old),
                    show(new)
                ));
            }
        }
    }
}

/// Git may have turned line ends into CRLF.
fn same(old: &[u8], text: &str) -> bool {
    old == text.as_bytes() || std::str::from_utf8(old).is_ok_and(|old| old.lines().eq(text.lines()))
}
