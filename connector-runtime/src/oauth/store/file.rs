//! Tokens in a folder, one file for each sign-in.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::{Key, Lock, StoreFuture, TokenStore, hold};
use crate::error::BoxError;
use crate::oauth::tokens::Tokens;
use crate::text::Secret;

/// Keeps tokens in a folder, in files that only their owner can read. A save is atomic, and processes that share the folder
/// lock each sign-in by itself.
///
/// The tokens are not encrypted: whoever can read the owner's files can read them.
#[derive(Clone, Debug)]
pub struct FileStore(PathBuf);

impl FileStore {
    /// In this folder, which is made when something is saved.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }
}

impl TokenStore for FileStore {
    fn load<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, Option<Tokens>> {
        let path = hold::path(&self.0, key, "json");
        hold::aside(move || match fs::read_to_string(&path) {
            Ok(text) => {
                let text = Secret::from(text);
                // The error does not say what the file holds.
                let tokens = Tokens::from_json(text.expose())
                    .ok_or_else(|| BoxError::from(format!("{} holds no tokens", path.display())));
                tokens.map(Some)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        })
    }

    fn save<'a>(&'a self, key: Key<'a>, tokens: &'a Tokens) -> StoreFuture<'a, ()> {
        let (folder, path, json) = (self.0.clone(), hold::path(&self.0, key, "json"), tokens.to_json());
        // One of its own for each save: whoever saves holds the lock, but not everybody who saves must.
        let own = hold::path(&self.0, key, &format!("{:016x}.new", fastrand::u64(..)));
        hold::aside(move || {
            hold::make(&folder)?;
            let written = write(&own, &json).and_then(|()| fs::rename(&own, &path));
            if written.is_err() {
                let _ = fs::remove_file(&own);
            }
            written?;
            // The new name survives a loss of power, too. Not every system lets a folder be opened.
            if let Ok(folder) = File::open(&folder) {
                let _ = folder.sync_all();
            }
            Ok(())
        })
    }

    fn remove<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, ()> {
        let path = hold::path(&self.0, key, "json");
        hold::aside(move || match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        })
    }

    fn lock<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, Lock> {
        hold::lock(&self.0, key)
    }
}

fn write(path: &Path, json: &Secret) -> io::Result<()> {
    let mut options = hold::options();
    let mut file = options.create_new(true).open(path)?;
    file.write_all(json.expose().as_bytes())?;
    file.sync_all()
}
