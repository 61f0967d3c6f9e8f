//! Tokens in the keyring of the operating system.

use std::path::PathBuf;

use keyring::{Entry, Error};

use super::{Key, Lock, StoreFuture, TokenStore, hold};
use crate::error::BoxError;
use crate::oauth::tokens::Tokens;
use crate::text::Secret;

/// Keeps tokens in the keyring of the user who runs the program: the Keychain of macOS, the Credential Manager of Windows, the
/// Secret Service (GNOME Keyring, KWallet) elsewhere. They are encrypted there for as long as the user is not logged in.
///
/// Keyrings know no locks, so processes that share one agree by lock files in a folder. Windows keeps at most 2,560 bytes for an
/// entry, which the tokens of some providers exceed: saving them fails then.
#[derive(Clone, Debug)]
pub struct KeyringStore {
    service: String,
    locks: PathBuf,
}

impl KeyringStore {
    /// Under the name of a service, which is your program's; with its lock files in a folder, which is made when one is
    /// needed. Programs that share the service share the folder.
    #[must_use]
    pub fn new(service: impl Into<String>, locks: impl Into<PathBuf>) -> Self {
        Self { service: service.into(), locks: locks.into() }
    }

    /// What is done with the entry of a sign-in.
    fn entry<'a, T: Send + 'static>(
        &self,
        key: Key<'_>,
        work: impl FnOnce(&Entry) -> Result<T, BoxError> + Send + 'static,
    ) -> StoreFuture<'a, T> {
        // JSON, because both parts may hold any character.
        let name = serde_json::json!([key.connector, key.connection]).to_string();
        let service = self.service.clone();
        hold::aside(move || work(&Entry::new(&service, &name)?))
    }
}

impl TokenStore for KeyringStore {
    fn load<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, Option<Tokens>> {
        self.entry(key, |entry| match entry.get_password() {
            Ok(text) => {
                let text = Secret::from(text);
                let tokens = Tokens::from_json(text.expose());
                tokens.map(Some).ok_or_else(|| BoxError::from("the entry of the keyring holds no tokens"))
            }
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(plain(&error)),
        })
    }

    fn save<'a>(&'a self, key: Key<'a>, tokens: &'a Tokens) -> StoreFuture<'a, ()> {
        let json = tokens.to_json();
        self.entry(key, move |entry| entry.set_password(json.expose()).map_err(|error| plain(&error)))
    }

    fn remove<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, ()> {
        self.entry(key, |entry| match entry.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(plain(&error)),
        })
    }

    fn lock<'a>(&'a self, key: Key<'a>) -> StoreFuture<'a, Lock> {
        hold::lock(&self.locks, key)
    }
}

/// The error without what it carries: some hold the bytes of the entry, and show them.
fn plain(error: &Error) -> BoxError {
    match error {
        Error::BadEncoding(_) | Error::BadDataFormat(..) => {
            BoxError::from("the entry of the keyring holds no tokens")
        }
        error => BoxError::from(error.to_string()),
    }
}
