//! How to reach the servers, and what they are asked to do.

use std::path::PathBuf;
use std::time::Duration;

use async_nats::ConnectOptions;

use super::super::StoreError;
use super::{NatsStore, failed};

/// Where a [`NatsStore`] is, and how it keeps what it is given. Of the numbers, replicas, time of leases and the window of
/// duplicates hold for all processes that share the store: they should all give the same.
#[derive(Clone, Debug)]
#[must_use = "nothing is opened until it connects"]
pub struct NatsOptions {
    pub(super) name: String,
    servers: Vec<String>,
    credentials: Option<PathBuf>,
    token: Option<Secret>,
    user: Option<(String, Secret)>,
    roots: Option<PathBuf>,
    certificate: Option<(PathBuf, PathBuf)>,
    pub(super) replicas: usize,
    pub(super) lease_time: Duration,
    pub(super) redelivery: Duration,
    pub(super) duplicate_window: Duration,
    pub(super) events: usize,
    pub(super) ids: usize,
    pub(super) leases: usize,
    pub(super) in_order: bool,
}

/// Not shown.
#[derive(Clone)]
struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl NatsOptions {
    pub(super) fn new(name: String) -> Self {
        Self {
            name,
            servers: vec!["nats://127.0.0.1:4222".to_owned()],
            credentials: None,
            token: None,
            user: None,
            roots: None,
            certificate: None,
            replicas: 1,
            lease_time: Duration::from_secs(15),
            redelivery: Duration::from_secs(30),
            duplicate_window: Duration::from_secs(600),
            events: 10_000,
            ids: 20_000,
            leases: usize::MAX,
            in_order: false,
        }
    }

    /// Servers of one cluster: `nats://host:4222`, `tls://host:4222`. Whichever answers tells of the others.
    pub fn servers<S: Into<String>>(mut self, servers: impl IntoIterator<Item = S>) -> Self {
        self.servers = servers.into_iter().map(Into::into).collect();
        self
    }

    /// A file of credentials, as `nsc` writes it: who one is, and the key that proves it.
    pub fn credentials(mut self, file: impl Into<PathBuf>) -> Self {
        self.credentials = Some(file.into());
        self
    }

    /// A name and a password that the servers know.
    pub fn user(mut self, name: impl Into<String>, password: impl Into<String>) -> Self {
        self.user = Some((name.into(), Secret(password.into())));
        self
    }

    /// A token that the servers know.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(Secret(token.into()));
        self
    }

    /// A file (PEM) of certificates by which servers are known, besides those of the system. TLS is then required.
    pub fn root_certificates(mut self, file: impl Into<PathBuf>) -> Self {
        self.roots = Some(file.into());
        self
    }

    /// Files (PEM) of the certificate that this client shows, and of its key.
    pub fn client_certificate(mut self, certificate: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Self {
        self.certificate = Some((certificate.into(), key.into()));
        self
    }

    /// On how many servers each thing is kept: 3 survive the loss of one, 5 that of two. Without this, 1. It counts when the store is
    /// made; later it is changed on the servers.
    pub fn replicas(mut self, replicas: usize) -> Self {
        self.replicas = replicas;
        self
    }

    /// How long a lease lasts whose process does not renew it: after about that time another one takes over. Without this, 15 seconds.
    pub fn lease_time(mut self, time: Duration) -> Self {
        self.lease_time = time.max(Duration::from_millis(300));
        self
    }

    /// When an event comes again whose process has died or is cut off. Without this, 30 seconds.
    pub fn redelivery(mut self, time: Duration) -> Self {
        self.redelivery = time.max(Duration::from_millis(300));
        self
    }

    /// How long a webhook's id is known, so that the event is not taken twice. Without this, ten minutes. It costs the servers about 100
    /// bytes of memory for each event of that time.
    pub fn duplicate_window(mut self, window: Duration) -> Self {
        self.duplicate_window = window;
        self
    }

    /// How many events the inbox of one stream takes, and as many dead letters. Without this, 10,000.
    pub fn max_events(mut self, events: usize) -> Self {
        self.events = events.max(1);
        self
    }

    /// By how many ids a polling trigger recognises what it has reported. Without this, 20,000.
    pub fn max_ids(mut self, ids: usize) -> Self {
        self.ids = ids;
        self
    }

    /// How many triggers this process polls at most, so that the first one to start does not poll for all. Without this, any number.
    pub fn max_leases(mut self, leases: usize) -> Self {
        self.leases = leases;
        self
    }

    /// Of each stream one event at a time is handled, in the order in which they arrived, whichever process does it. One that comes
    /// again later holds up those after it.
    pub fn in_order(mut self) -> Self {
        self.in_order = true;
        self
    }

    /// Connects, and makes what is not there yet.
    ///
    /// # Errors
    /// When no server answers or lets this client in, or JetStream is not to be had.
    pub async fn connect(self) -> Result<NatsStore, StoreError> {
        let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if self.name.is_empty() || self.name.len() > 60 || !self.name.bytes().all(is_fit) {
            return Err(failed(
                "the name of a store is made of letters, digits, `-` and `_`, at most 60 of them",
            ));
        }
        let mut options = ConnectOptions::new().name(format!("connector {}", self.name));
        if let Some(file) = &self.credentials {
            options = options.credentials_file(file).await.map_err(failed)?;
        }
        if let Some(Secret(token)) = &self.token {
            options = options.token(token.clone());
        }
        if let Some((name, Secret(password))) = &self.user {
            options = options.user_and_password(name.clone(), password.clone());
        }
        if let Some(file) = &self.roots {
            options = options.add_root_certificates(file.clone()).require_tls(true);
        }
        if let Some((certificate, key)) = &self.certificate {
            options = options.add_client_certificate(certificate.clone(), key.clone()).require_tls(true);
        }
        let most = Duration::from_secs(2);
        // A cluster that comes back is met by all its clients: not at once.
        options = options.reconnect_delay_callback(move |tries| {
            let base = Duration::from_millis(50).saturating_mul(1 << tries.min(6)).min(most);
            base.mul_f64(0.5 + fastrand::f64())
        });
        let servers: Result<Vec<async_nats::ServerAddr>, _> =
            self.servers.iter().map(|server| server.parse()).collect();
        let servers = servers.map_err(failed)?;
        if servers.iter().any(async_nats::ServerAddr::has_user_pass) {
            // The client would pass over them, and whoever shows an address would show the password.
            return Err(failed(
                "name and password do not belong into a server's address: give them to `user`",
            ));
        }
        let client = options.connect(servers).await.map_err(failed)?;
        NatsStore::open(client, self).await
    }
}
