//! The description that a crate was generated from, kept beside its code: what comes later is compared with it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use connector_codegen::{Generated, Inspect, Options};

use super::manifest::Manifest;
use super::settings::{self, Files};
use super::{copy, put};
use crate::End;

/// The folder, in that of the crate. It is not published: a description is its author's.
pub(super) const FOLDER: &str = "description";

const PROPERTIES: &str = "apiProperties.json";

/// What a connector's folder has besides its definition and properties.
const BESIDE: [&str; 5] = ["icon.png", "script.csx", "readme.md", "intro.md", "settings.json"];

/// Files with their places below the folder, and which of them is what.
pub(super) struct Description {
    copies: Vec<(String, Vec<u8>)>,
    pub(super) files: Files,
}

impl Description {
    pub(super) fn of(options: &Options, generated: &Generated) -> Result<Self, End> {
        let mut made = Self { copies: Vec::new(), files: Files::default() };
        let apart: BTreeSet<PathBuf> =
            options.overlays.iter().chain(&options.lock).map(|path| real(path)).collect();
        let read: BTreeSet<PathBuf> =
            generated.inputs.iter().filter(|path| path.is_file()).map(|path| real(path)).collect();
        let own: Vec<&PathBuf> = read.iter().filter(|path| !apart.contains(*path)).collect();
        let above = common(&own);
        for path in own {
            made.add(&place(path, &above), path)?;
        }
        for path in &options.overlays {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let mut place = format!("overlays/{name}");
            while made.copies.iter().any(|(known, _)| *known == place) {
                place = place.replacen("overlays/", "overlays/next-", 1);
            }
            made.add(&place, path)?;
            made.files.overlays.push(in_folder(&place));
        }
        for document in &options.documents {
            let place = match (&options.stdin, document.as_os_str() == "-") {
                (Some(text), true) => {
                    let json = text.trim_ascii_start().starts_with(b"{");
                    let place = if json { "description.json" } else { "description.yaml" };
                    made.copies.push((place.to_owned(), text.clone()));
                    place.to_owned()
                }
                _ => place(&real(document), &above),
            };
            made.files.documents.push(in_folder(&place));
        }
        made.files.properties =
            options.properties.as_deref().map(|path| in_folder(&place(&real(path), &above)));
        Ok(made)
    }

    fn add(&mut self, place: &str, path: &Path) -> Result<(), End> {
        let bytes = fs::read(path)
            .map_err(|error| End::Failed(format!("cannot read {}: {error}", path.display())))?;
        self.copies.push((place.to_owned(), bytes));
        Ok(())
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), End> {
        for (place, bytes) in &self.copies {
            let path = folder.join(place);
            let failed = |error| End::Failed(format!("cannot write {}: {error}", path.display()));
            match std::str::from_utf8(bytes) {
                Ok(text) => put(&path, text)?,
                Err(_) => {
                    fs::create_dir_all(path.parent().unwrap_or(folder)).map_err(failed)?;
                    fs::write(&path, bytes).map_err(failed)?;
                }
            }
        }
        Ok(())
    }
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// The folder that all of them are in.
fn common(paths: &[&PathBuf]) -> PathBuf {
    let mut paths = paths.iter();
    let mut above = paths.next().and_then(|path| path.parent()).map(Path::to_path_buf).unwrap_or_default();
    for path in paths {
        while !path.starts_with(&above) && above.pop() {}
    }
    above
}

/// Below that folder, with `/` on every system.
fn place(path: &Path, above: &Path) -> String {
    let below = path.strip_prefix(above).unwrap_or(path);
    let parts = below.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

fn in_folder(place: &str) -> String {
    format!("{FOLDER}/{place}")
}

/// What was understood of the description that the crate has, where it has one.
pub(super) fn before(out: &Path, manifest: &Manifest) -> Result<Option<Inspect>, End> {
    let Some(options) = manifest.settings().and_then(|table| settings::read(table, out)) else {
        return Ok(None);
    };
    let lock = out.join("connector.lock");
    let lock = lock.is_file().then_some(lock);
    let before = connector_codegen::generate(&Options { lock, ..options });
    match before.tokens.is_empty() {
        false => Ok(Some(before.inspect)),
        true => Err(End::Failed(format!(
            "the description that {} was made of cannot be read: restore the folder `{FOLDER}`",
            out.display()
        ))),
    }
}

/// What belongs to a connector's folder besides: as it lies beside the description.
pub(super) fn beside(options: &Options, out: &Path) -> Result<(), End> {
    if let Some(properties) = options.properties.as_ref() {
        copy(properties, &out.join(PROPERTIES))?;
    }
    let Some(folder) = options.documents.first().and_then(|document| document.parent()) else {
        return Ok(());
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(folder)
        .map_err(|error| End::Failed(format!("cannot read {}: {error}", folder.display())))?;
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_file()) {
        if BESIDE.iter().any(|name| is_named(&path, name)) {
            copy(&path, &out.join(path.file_name().unwrap_or_default()))?;
        } else if options.properties.is_none() && is_named(&path, PROPERTIES) {
            copy(&path, &out.join(PROPERTIES))?;
        }
    }
    Ok(())
}

fn is_named(path: &Path, name: &str) -> bool {
    path.file_name().is_some_and(|own| own.to_string_lossy().eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_keep_their_places_to_one_another() {
        let all = [PathBuf::from("/a/b/c/x.json"), PathBuf::from("/a/b/shared/y.json")];
        let above = common(&all.iter().collect::<Vec<_>>());
        let places: Vec<String> = all.iter().map(|path| place(path, &above)).collect();
        assert_eq!(places, ["c/x.json", "shared/y.json"]);
        assert_eq!(common(&[&all[0]]), Path::new("/a/b/c"));
    }
}
