//! The life of a token: one refresh for any number of calls.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::{Mutex, OwnedMutexGuard};

use super::app::Config;
use super::exchange;
use super::spec::Grant;
use super::tokens::Tokens;
use crate::error::{BoxError, Error, ErrorKind};
use crate::http::Http;
use crate::text::Secret;

/// One sign-in, shared by all clones of its connection.
pub(crate) struct Session {
    pub(crate) config: Config,
    /// What calls use: read without waiting for anybody.
    current: RwLock<Option<Tokens>>,
    /// Held by whoever sees to the next token.
    gate: Arc<Mutex<Gate>>,
}

/// What those who wait at the gate have to know.
#[derive(Default)]
struct Gate {
    /// How many times somebody tried to get a token.
    tries: u64,
    /// How the last try failed: who waited meanwhile fails with it and does not ask again.
    failure: Option<(ErrorKind, String)>,
    /// A refresh token that the provider refused: it is not asked again.
    refused: Option<Secret>,
    /// Tokens that could not be saved: nobody uses them until they are, and nothing is asked for before.
    unsaved: Option<Tokens>,
}

type Locked = OwnedMutexGuard<Gate>;

impl Session {
    pub(crate) fn new(config: Config) -> Self {
        let current = RwLock::new(config.tokens.clone());
        Self { config, current, gate: Arc::default() }
    }

    /// A token that is good now. `refused` is one that the service did not take, whatever its expiry says.
    pub(crate) async fn tokens(
        self: &Arc<Self>,
        http: &Http,
        refused: Option<&Secret>,
    ) -> Result<Tokens, Error> {
        if let Some(tokens) = self.good(refused) {
            return Ok(tokens);
        }
        let seen = self.gate.try_lock().map(|gate| gate.tries).ok();
        let gate = self.gate.clone().lock_owned().await;
        if let Some(tokens) = self.good(refused) {
            return Ok(tokens);
        }
        // Somebody else tried while this call waited.
        if let Some((kind, message)) = gate.failure.clone().filter(|_| seen != Some(gate.tries)) {
            return Err(Error::new(kind, message));
        }
        // In a task of its own: a call that is given up half-way must not lose a token that was already exchanged.
        let (own, http, refused) = (self.clone(), http.clone(), refused.cloned());
        let work = tokio::spawn(async move { own.next(gate, &http, refused.as_ref()).await });
        work.await.unwrap_or_else(|_| Err(self.fault(ErrorKind::Runtime, "was stopped with its runtime")))
    }

    fn good(&self, refused: Option<&Secret>) -> Option<Tokens> {
        self.current().filter(|tokens| tokens.is_fresh() && Some(&tokens.access) != refused)
    }

    fn current(&self) -> Option<Tokens> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, tokens: Option<Tokens>) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = tokens;
    }

    async fn next(&self, mut gate: Locked, http: &Http, refused: Option<&Secret>) -> Result<Tokens, Error> {
        let outcome = self.renew(&mut gate, http, refused).await;
        gate.tries += 1;
        gate.failure = outcome.as_ref().err().map(|error| (error.kind(), error.text().to_owned()));
        match outcome {
            // The provider cannot be reached, and the token has some seconds left.
            Err(error) if refused.is_none() && error.is_passing() => {
                self.current().filter(|tokens| !tokens.is_over()).ok_or(error)
            }
            outcome => outcome,
        }
    }

    async fn renew(&self, gate: &mut Gate, http: &Http, refused: Option<&Secret>) -> Result<Tokens, Error> {
        let http = self.http(Some(http))?;
        // Nobody else refreshes this token while the lock is held, in this process or another.
        let _lock = match &self.config.store {
            Some(store) => Some(store.lock(self.config.key()).await.map_err(|error| self.broken(error))?),
            None => None,
        };
        if let Some(tokens) = gate.unsaved.clone() {
            self.save(&tokens).await?;
            gate.unsaved = None;
            self.set(Some(tokens));
        }
        let stored = match &self.config.store {
            Some(store) => store.load(self.config.key()).await.map_err(|error| self.broken(error))?,
            None => None,
        };
        if let Some(stored) = stored {
            self.set(Some(stored));
        }
        if let Some(tokens) = self.good(refused) {
            return Ok(tokens);
        }
        let tokens = self.fetch(gate, &http).await?;
        // It is saved before it is used: a refresh token that is used up and not kept would end the sign-in.
        gate.unsaved = Some(tokens.clone());
        self.save(&tokens).await?;
        gate.unsaved = None;
        self.set(Some(tokens.clone()));
        Ok(tokens)
    }

    /// Asks the provider: by a refresh token if there is one, else as the application may.
    async fn fetch(&self, gate: &mut Gate, http: &Http) -> Result<Tokens, Error> {
        let direct = self.config.grant != Grant::Code;
        let old = self.current();
        let by_get = self.config.spec.refresh_by_get;
        let refresh = old.as_ref().and_then(|old| match by_get {
            true => Some(old.access.clone()).filter(|_| !old.is_over()),
            false => old.refresh.clone(),
        });
        match (old, refresh) {
            (Some(old), Some(refresh)) if gate.refused.as_ref() != Some(&refresh) => {
                let outcome = exchange::refresh(&self.config, http, &old, &refresh).await;
                match outcome {
                    Err(error) if error.kind() == ErrorKind::SignIn => {
                        gate.refused = Some(refresh);
                        if direct { exchange::direct(&self.config, http).await } else { Err(error) }
                    }
                    outcome => outcome,
                }
            }
            _ if direct => exchange::direct(&self.config, http).await,
            (None, _) => Err(self.fault(ErrorKind::SignIn, "nobody is signed in; sign in first")),
            (Some(_), None) => {
                let message = "the token is no longer good and cannot be renewed; sign in again";
                Err(self.fault(ErrorKind::SignIn, message))
            }
            (Some(_), Some(_)) => {
                Err(self.fault(ErrorKind::SignIn, "the provider refused to renew the token; sign in again"))
            }
        }
    }

    async fn save(&self, tokens: &Tokens) -> Result<(), Error> {
        match &self.config.store {
            Some(store) => store.save(self.config.key(), tokens).await.map_err(|error| self.broken(error)),
            None => Ok(()),
        }
    }

    /// Takes over the tokens of a finished sign-in.
    pub(crate) async fn adopt(&self, tokens: Tokens) -> Result<(), Error> {
        let mut gate = self.gate.lock().await;
        let _lock = match &self.config.store {
            Some(store) => Some(store.lock(self.config.key()).await.map_err(|error| self.broken(error))?),
            None => None,
        };
        self.save(&tokens).await?;
        self.set(Some(tokens));
        *gate = Gate { tries: gate.tries + 1, ..Gate::default() };
        Ok(())
    }

    pub(crate) async fn forget(&self) -> Result<(), Error> {
        let mut gate = self.gate.lock().await;
        if let Some(store) = &self.config.store {
            let _lock = store.lock(self.config.key()).await.map_err(|error| self.broken(error))?;
            store.remove(self.config.key()).await.map_err(|error| self.broken(error))?;
        }
        self.set(None);
        *gate = Gate { tries: gate.tries + 1, ..Gate::default() };
        Ok(())
    }

    /// The transport to the provider: the application's own, the client's, or one with default settings.
    pub(crate) fn http(&self, client: Option<&Http>) -> Result<Http, Error> {
        match self.config.http.as_ref().or(client) {
            Some(http) => Ok(http.clone()),
            None => Http::new(),
        }
    }

    pub(crate) fn fault(&self, kind: ErrorKind, message: &str) -> Error {
        Error::new(kind, format!("sign-in to {}: {message}", self.config.connector))
    }

    fn broken(&self, error: BoxError) -> Error {
        self.fault(ErrorKind::Connection, "the token store failed").with_source(error)
    }
}
