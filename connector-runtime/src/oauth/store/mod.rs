//! Where tokens are kept.

mod file;
mod hold;
#[cfg(feature = "keyring")]
mod keyring;
mod memory;

use std::pin::Pin;

use super::tokens::Tokens;
use crate::error::BoxError;

pub use file::FileStore;
#[cfg(feature = "keyring")]
pub use keyring::KeyringStore;
pub use memory::MemoryStore;

/// What a [`TokenStore`] yields in time.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send + 'a>>;

/// What tokens are kept under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key<'a> {
    /// The title of the connector.
    pub connector: &'a str,
    /// The name of the sign-in: a tenant, a user.
    pub connection: &'a str,
}

/// Keeps tokens, so that a restart goes on with them; one store serves any number of connectors and sign-ins.
///
/// Processes that share a store must share its locks too: of a refresh token that is good for one use, two processes would
/// otherwise use the same, and providers take that for theft.
pub trait TokenStore: Send + Sync + 'static {
    /// The tokens that were saved last.
    fn load<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, Option<Tokens>>;

    /// Keeps the tokens; when this returns they survive the process.
    fn save<'a>(&'a self, key: Key<'a>, tokens: &'a Tokens) -> StoreFuture<'a, ()>;

    /// Forgets the tokens.
    fn remove<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, ()>;

    /// Waits until nobody else holds the key, and holds it until the lock is dropped.
    fn lock<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, Lock>;
}

/// Whoever holds it may refresh. It is let go when it is dropped.
pub struct Lock(#[allow(dead_code, reason = "held, not read")] Box<dyn Send>);

impl Lock {
    /// Around whatever lets go when it is dropped.
    #[must_use]
    pub fn new(held: impl Send + 'static) -> Self {
        Self(Box::new(held))
    }
}

impl std::fmt::Debug for Lock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lock")
    }
}
