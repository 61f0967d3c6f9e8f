//! Locks of the operating system, one file for each sign-in, and the folder that they are in.

use std::fs::{self, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{Key, Lock, StoreFuture};
use crate::error::BoxError;
use crate::request::encode;

/// How long another process may hold a sign-in: longer than its request to the provider may take.
const PATIENCE: Duration = Duration::from_secs(90);
const PAUSE: Duration = Duration::from_millis(15);

/// Waits until no other process holds the sign-in. The lock ends with the process whatever becomes of it; the file stays.
pub(super) fn lock<'a>(folder: &Path, key: Key<'_>) -> StoreFuture<'a, Lock> {
    let (folder, path) = (folder.to_owned(), path(folder, key, "lock"));
    Box::pin(async move {
        let file = aside(move || {
            make(&folder)?;
            Ok(options().truncate(false).open(path)?)
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

/// The file of a sign-in. No name can lead out of the folder, or be that of another's file: what is no letter or digit is
/// encoded, and the parts are set apart by what an encoded part cannot hold.
pub(super) fn path(folder: &Path, key: Key<'_>, ending: &str) -> PathBuf {
    let part = |text: &str| encode::to_value(text).replace('.', "%2E").replace('~', "%7E");
    folder.join(format!("{}~{}.{ending}", part(key.connector), part(key.connection)))
}

/// Makes a folder that only its owner can enter.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// For a file that only its owner can read, from the moment it is there.
pub(super) fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// What may take its time is done where no call waits for it.
pub(super) fn aside<'a, T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BoxError> + Send + 'static,
) -> StoreFuture<'a, T> {
    Box::pin(async { tokio::task::spawn_blocking(work).await? })
}
