//! Tokens in a folder, one file for each sign-in.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{Key, Lock, StoreFuture, TokenStore};
use crate::error::BoxError;
use crate::oauth::tokens::Tokens;
use crate::request::encode;
use crate::text::Secret;

/// How long another process may hold a sign-in: longer than its request to the provider may take.
const PATIENCE: Duration = Duration::from_secs(90);
const PAUSE: Duration = Duration::from_millis(15);

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

    /// No name can lead out of the folder, or be that of another's file: what is no letter or digit is encoded, and the
    /// parts are set apart by what an encoded part cannot hold.
    fn path(&self, key: Key<'_>, ending: &str) -> PathBuf {
        let part = |text: &str| encode::to_value(text).replace('.', "%2E").replace('~', "%7E");
        self.0.join(format!("{}~{}.{ending}", part(key.connector), part(key.connection)))
    }
}

/// The file system may take its time; no other call waits for it.
fn aside<'a, T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> StoreFuture<'a, T> {
    Box::pin(async { Ok(tokio::task::spawn_blocking(work).await??) })
}

impl TokenStore for FileStore {
    fn load<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, Option<Tokens>> {
        let path = self.path(key, "json");
        aside(move || match fs::read_to_string(&path) {
            Ok(text) => {
                let text = Secret::from(text);
                // The error does not say what the file holds.
                let tokens = Tokens::from_json(text.expose()).ok_or_else(|| {
                    io::Error::new(ErrorKind::InvalidData, format!("{} holds no tokens", path.display()))
                });
                tokens.map(Some)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn save<'a>(&'a self, key: Key<'a>, tokens: &'a Tokens) -> StoreFuture<'a, ()> {
        let (folder, path, json) = (self.0.clone(), self.path(key, "json"), tokens.to_json());
        // One of its own for each save: whoever saves holds the lock, but not everybody who saves must.
        let own = self.path(key, &format!("{:016x}.new", fastrand::u64(..)));
        aside(move || {
            make(&folder)?;
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
        let path = self.path(key, "json");
        aside(move || match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        })
    }

    /// By a lock of the operating system, which ends with the process whatever becomes of it. The file stays.
    fn lock<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, Lock> {
        let (folder, path) = (self.0.clone(), self.path(key, "lock"));
        Box::pin(async move {
            let file = aside(move || {
                make(&folder)?;
                options().truncate(false).open(path)
            })
            .await?;
            let begun = Instant::now();
            loop {
                match file.try_lock() {
                    Ok(()) => return Ok(Lock::new(file)),
                    Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                        tokio::time::sleep(PAUSE).await;
                    }
                    Err(TryLockError::WouldBlock) => {
                        return Err(BoxError::from("another process holds the sign-in and does not let go"));
                    }
                    Err(TryLockError::Error(error)) => return Err(error.into()),
                }
            }
        })
    }
}

fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// For a file that only its owner can read, from the moment it is there.
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn write(path: &Path, json: &Secret) -> io::Result<()> {
    let mut options = options();
    let mut file = options.create_new(true).open(path)?;
    file.write_all(json.expose().as_bytes())?;
    file.sync_all()
}
