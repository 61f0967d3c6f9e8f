//! Tokens that end with the process.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Key, Lock, StoreFuture, TokenStore};
use crate::oauth::tokens::Tokens;

type Name = (String, String);

/// Keeps tokens in memory, for tests and for programs that sign in anew when they start.
#[derive(Clone, Default)]
pub struct MemoryStore(Arc<Mutex<HashMap<Name, Entry>>>);

#[derive(Default)]
struct Entry {
    tokens: Option<Tokens>,
    lock: Arc<tokio::sync::Mutex<()>>,
}

impl MemoryStore {
    /// An empty one. A clone is the same store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn with<T>(&self, key: Key<'_>, act: impl FnOnce(&mut Entry) -> T) -> T {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        act(all.entry((key.connector.to_owned(), key.connection.to_owned())).or_default())
    }
}

impl TokenStore for MemoryStore {
    fn load<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, Option<Tokens>> {
        let found = self.with(key, |entry| entry.tokens.clone());
        Box::pin(async { Ok(found) })
    }

    fn save<'a>(&'a self, key: Key<'a>, tokens: &'a Tokens) -> StoreFuture<'a, ()> {
        self.with(key, |entry| entry.tokens = Some(tokens.clone()));
        Box::pin(async { Ok(()) })
    }

    fn remove<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, ()> {
        self.with(key, |entry| entry.tokens = None);
        Box::pin(async { Ok(()) })
    }

    fn lock<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, Lock> {
        let lock = self.with(key, |entry| entry.lock.clone());
        Box::pin(async { Ok(Lock::new(lock.lock_owned().await)) })
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryStore")
    }
}
