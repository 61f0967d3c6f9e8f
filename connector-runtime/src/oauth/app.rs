//! An application that is registered with a provider, and somebody who signs in to it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::exchange;
use super::pending::{Pending, read_callback};
use super::proof;
use super::session::Session;
use super::spec::{Grant, OAuth};
use super::store::{Key, TokenStore};
use super::tokens::Tokens;
use crate::error::Error;
use crate::http::Http;
use crate::text::Secret;

/// How an application signs in: what it is registered as, for whom, and where tokens are kept.
///
/// A clone is the same sign-in: all clients made of it share one token and refresh it once.
#[derive(Clone)]
pub struct App(pub(crate) Arc<Session>);

/// What an [`App`] is made of.
#[derive(Clone)]
pub(crate) struct Config {
    pub(crate) spec: &'static OAuth,
    pub(crate) connector: &'static str,
    pub(crate) name: String,
    pub(crate) client_id: Secret,
    pub(crate) client_secret: Option<Secret>,
    pub(crate) values: BTreeMap<String, Secret>,
    pub(crate) scopes: Option<Vec<String>>,
    pub(crate) grant: Grant,
    pub(crate) pkce: bool,
    pub(crate) login: Option<(Secret, Secret)>,
    pub(crate) tokens: Option<Tokens>,
    pub(crate) store: Option<Arc<dyn TokenStore>>,
    pub(crate) http: Option<Http>,
}

impl Config {
    /// A value by the name of its placeholder; case does not count.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let given = self.values.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        given
            .map(|(_, value)| value.expose())
            .or_else(|| self.spec.parameters.iter().find(|one| one.name.eq_ignore_ascii_case(name))?.default)
    }

    pub(crate) fn key(&self) -> Key<'_> {
        Key { connector: self.connector, connection: &self.name }
    }
}

impl App {
    /// Of a provider and a connector's title, which is the first part of the key of a store.
    #[doc(hidden)]
    #[must_use]
    pub fn new(spec: &'static OAuth, connector: &'static str, client_id: impl Into<Secret>) -> Self {
        Self::of(Config {
            spec,
            connector,
            name: "default".to_owned(),
            client_id: client_id.into(),
            client_secret: None,
            values: BTreeMap::new(),
            scopes: None,
            grant: spec.grant,
            pkce: spec.pkce,
            login: None,
            tokens: None,
            store: None,
            http: None,
        })
    }

    pub(crate) fn of(config: Config) -> Self {
        Self(Arc::new(Session::new(config)))
    }

    /// Another sign-in, that differs in this: what the old one holds in memory stays with it.
    fn with(self, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = self.0.config.clone();
        change(&mut config);
        Self::of(config)
    }

    /// The secret of the application; a public one (RFC 6749, 2.1) has none, which an empty text says too.
    #[must_use]
    pub fn client_secret(self, secret: impl Into<Secret>) -> Self {
        self.with(|config| {
            config.client_secret = Some(secret.into()).filter(|secret| !secret.expose().is_empty())
        })
    }

    /// A value that the provider's addresses need.
    #[doc(hidden)]
    #[must_use]
    pub fn set(self, name: &'static str, value: impl Into<Secret>) -> Self {
        self.with(|config| {
            config.values.insert(name.to_owned(), value.into());
        })
    }

    /// Asks for these scopes and no others.
    #[must_use]
    pub fn scopes<S: Into<String>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.with(|config| config.scopes = Some(scopes.into_iter().map(Into::into).collect()))
    }

    /// Keeps tokens here, so that a restart, or another process, goes on with them.
    #[must_use]
    pub fn store(self, store: impl TokenStore) -> Self {
        self.shared_store(Arc::new(store))
    }

    /// As [`store`](Self::store), of a store that is shared already.
    #[must_use]
    pub fn shared_store(self, store: Arc<dyn TokenStore>) -> Self {
        self.with(|config| config.store = Some(store))
    }

    /// The sign-in of this name: a tenant, a user. Each has tokens of its own; without a name it is `default`.
    #[must_use]
    pub fn named(&self, name: impl Into<String>) -> Self {
        self.clone().with(|config| {
            config.name = name.into();
            config.tokens = None;
            config.login = None;
        })
    }

    /// With tokens that were obtained elsewhere. What the store holds for this sign-in comes first.
    #[must_use]
    pub fn tokens(self, tokens: Tokens) -> Self {
        self.with(|config| config.tokens = Some(tokens))
    }

    /// Signs in as the application itself: nobody is asked.
    #[must_use]
    pub fn client_credentials(self) -> Self {
        self.with(|config| config.grant = Grant::ClientCredentials)
    }

    /// Signs in with a user's name and password, for providers that still allow it.
    #[must_use]
    pub fn password(self, user: impl Into<Secret>, password: impl Into<Secret>) -> Self {
        self.with(|config| {
            config.grant = Grant::Password;
            config.login = Some((user.into(), password.into()));
        })
    }

    /// Leaves PKCE (RFC 7636) out, for a provider that stumbles over it.
    #[must_use]
    pub fn without_pkce(self) -> Self {
        self.with(|config| config.pkce = false)
    }

    /// Speaks to the provider through this transport; without it, through the client's own, or before there is one,
    /// through one with default settings.
    #[must_use]
    pub fn http(self, http: &Http) -> Self {
        self.with(|config| config.http = Some(http.clone()))
    }

    /// Begins a sign-in: the address to send the user's browser to, and what [`finish`](Self::finish) needs when the
    /// browser comes back to `redirect_uri`, which has to be registered with the provider.
    ///
    /// # Errors
    /// Of kind [`Connection`](crate::ErrorKind::Connection), when a value is missing that the provider's address needs.
    pub fn begin(&self, redirect_uri: impl Into<String>) -> Result<(String, Pending), Error> {
        let config = &self.0.config;
        let pending = Pending {
            state: proof::random()?,
            verifier: if config.pkce { Some(proof::random()?) } else { None },
            redirect_uri: redirect_uri.into(),
        };
        Ok((exchange::authorize_url(config, &pending)?, pending))
    }

    /// Ends a sign-in with the query of the callback, or its whole address. The tokens are in the store when this returns.
    ///
    /// # Errors
    /// Of kind [`SignIn`](crate::ErrorKind::SignIn), when the answer does not belong to `pending`, or the provider or its
    /// user refused; of other kinds when the provider or the store cannot be reached.
    pub async fn finish(&self, pending: Pending, callback_query: &str) -> Result<Tokens, Error> {
        let code = read_callback(&self.0.config, &pending, callback_query)?;
        let http = self.0.http(None)?;
        let tokens = exchange::code(&self.0.config, &http, &pending, &code).await?;
        self.0.adopt(tokens.clone()).await?;
        Ok(tokens)
    }

    /// A token that is good now, for whoever has to send it by other means. Clients ask by themselves.
    ///
    /// # Errors
    /// Of kind [`SignIn`](crate::ErrorKind::SignIn), when nobody is signed in any longer.
    pub async fn token(&self) -> Result<Tokens, Error> {
        let http = self.0.http(None)?;
        self.0.tokens(&http, None).await
    }

    /// Forgets the tokens, here and in the store.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sign_out(&self) -> Result<(), Error> {
        self.0.forget().await
    }
}

/// Names the provider's addresses and the sign-in, nothing secret.
impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let config = &self.0.config;
        f.debug_struct("App")
            .field("connector", &config.connector)
            .field("name", &config.name)
            .field("grant", &config.grant)
            .finish_non_exhaustive()
    }
}
