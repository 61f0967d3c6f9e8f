//! Which streams of this process are alive: two under one key would take each other's events.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::{Error, ErrorKind};

type Key = (usize, String);

static LIVE: Mutex<Option<HashSet<Key>>> = Mutex::new(None);

fn live() -> MutexGuard<'static, Option<HashSet<Key>>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A stream that is alive until this is dropped.
#[derive(Debug)]
pub(super) struct Live(Key);

impl Live {
    /// # Errors
    /// When a stream of this key is alive on this store.
    pub(super) fn new(store: usize, stream: &str) -> Result<Self, Error> {
        let key = (store, stream.to_owned());
        match live().get_or_insert_default().insert(key.clone()) {
            true => Ok(Self(key)),
            false => {
                let message =
                    format!("there is a live stream `{stream}` on this store already: give one another name");
                Err(Error::new(ErrorKind::Store, message))
            }
        }
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        live().get_or_insert_default().remove(&self.0);
    }
}
