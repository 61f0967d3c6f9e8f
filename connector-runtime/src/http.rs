//! What clients share: the pool of connections, TLS, proxy, limits, hooks.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use http::request::Parts as RequestParts;
use http::response::Parts as ResponseParts;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::error::{Error, ErrorKind};
use crate::public::PublicNames;
use crate::send::limit::Rate;
use crate::tls;

type RequestHook = Arc<dyn Fn(&mut RequestParts) + Send + Sync>;
type ResponseHook = Arc<dyn Fn(&mut ResponseParts) + Send + Sync>;

/// The transport: built once, shared by any number of clients of any number of connectors. A clone is the same one.
///
/// ```
/// use std::time::Duration;
/// use connector_runtime::Http;
///
/// # fn main() -> Result<(), connector_runtime::Error> {
/// let http = Http::builder().timeout(Duration::from_secs(20)).max_concurrency(8).build()?;
/// # let _ = http; Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Http(pub(crate) Arc<Transport>);

pub(crate) struct Transport {
    pub(crate) client: reqwest::Client,
    /// The client is ours, so it is known whether it can do TLS.
    pub(crate) ours: bool,
    /// Nothing but public addresses is called.
    pub(crate) public_only: bool,
    pub(crate) timeout: Duration,
    pub(crate) max_response: usize,
    pub(crate) max_redirects: usize,
    pub(crate) user_agent: Option<HeaderValue>,
    pub(crate) permits: Option<Semaphore>,
    pub(crate) rate: Option<Rate>,
    pub(crate) on_request: Vec<RequestHook>,
    pub(crate) on_response: Vec<ResponseHook>,
    /// What carries requests in the place of the network.
    #[cfg(feature = "testing")]
    pub(crate) wire: Option<Arc<dyn crate::send::wire::Wire>>,
}

impl Transport {
    /// Whether a request may have to wait for its turn.
    pub(crate) fn is_limited(&self) -> bool {
        self.permits.is_some() || self.rate.is_some()
    }

    /// Waits for one's turn, which lasts as long as what is given back.
    pub(crate) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        // The semaphore is never closed.
        let permit = match &self.permits {
            Some(permits) => permits.acquire().await.ok(),
            None => None,
        };
        if let Some(rate) = &self.rate {
            rate.turn().await;
        }
        permit
    }
}

impl Http {
    /// The default transport.
    ///
    /// # Errors
    /// When the TLS set-up of the machine cannot be used.
    pub fn new() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// A transport with settings.
    pub fn builder() -> HttpBuilder {
        HttpBuilder::default()
    }

    /// What a client of your own begins with, which [`HttpBuilder::reqwest`] takes when it is built: it has the TLS of this crate, and
    /// follows no redirects.
    ///
    /// `reqwest::Client::new()` has neither. With the feature `rustls` it panics, unless the program has installed a crypto provider of
    /// rustls for all of its process: a library that did so would choose for others.
    ///
    /// # Errors
    /// When the TLS set-up of the machine cannot be used.
    pub fn reqwest_builder() -> Result<reqwest::ClientBuilder, Error> {
        tls::configure(bare(), &[], None)
    }
}

/// Redirects are followed by us, who know which headers are credentials.
fn bare() -> reqwest::ClientBuilder {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).referer(false)
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http")
            .field("timeout", &self.0.timeout)
            .field("max_response", &self.0.max_response)
            .finish_non_exhaustive()
    }
}

/// Settings of an [`Http`].
#[must_use]
pub struct HttpBuilder {
    timeout: Duration,
    connect_timeout: Duration,
    read_timeout: Option<Duration>,
    max_response: usize,
    max_redirects: usize,
    user_agent: Option<String>,
    proxy: Option<String>,
    no_proxy: bool,
    public_only: bool,
    hosts: Vec<(String, SocketAddr)>,
    roots: Vec<Vec<u8>>,
    identity: Option<Vec<u8>>,
    concurrency: Option<usize>,
    rate: Option<f64>,
    on_request: Vec<RequestHook>,
    on_response: Vec<ResponseHook>,
    own: Option<reqwest::Client>,
    #[cfg(feature = "testing")]
    wire: Option<Arc<dyn crate::send::wire::Wire>>,
}

impl Default for HttpBuilder {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            connect_timeout: Duration::from_secs(10),
            read_timeout: None,
            max_response: 64 << 20,
            max_redirects: 10,
            user_agent: Some(concat!("connector-rs/", env!("CARGO_PKG_VERSION")).to_owned()),
            proxy: None,
            no_proxy: false,
            public_only: false,
            hosts: Vec::new(),
            roots: Vec::new(),
            identity: None,
            concurrency: None,
            rate: None,
            on_request: Vec::new(),
            on_response: Vec::new(),
            own: None,
            #[cfg(feature = "testing")]
            wire: None,
        }
    }
}

impl HttpBuilder {
    /// How long one try may take, from sending to the last byte of the reply; 60 s by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long connecting may take; 10 s by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long the service may be silent within a reply; without this only the timeout of the try holds.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = Some(timeout);
        self
    }

    /// The longest reply that is read; 64 MiB by default. A longer one is an error of kind
    /// [`ErrorKind::TooLarge`].
    pub fn max_response(mut self, bytes: usize) -> Self {
        self.max_response = bytes;
        self
    }

    /// How many redirects are followed; 10 by default, 0 for none. Credentials never follow to another origin, and
    /// no redirect leads from https to http.
    pub fn max_redirects(mut self, redirects: usize) -> Self {
        self.max_redirects = redirects;
        self
    }

    /// The `User-Agent`; `connector-rs/VERSION` by default.
    pub fn user_agent(mut self, agent: impl Into<String>) -> Self {
        self.user_agent = Some(agent.into());
        self
    }

    /// Sends everything through this proxy (`http://user:password@host:port`), whatever the environment says.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Uses no proxy. By default `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` are obeyed.
    pub fn no_proxy(mut self) -> Self {
        self.no_proxy = true;
        self
    }

    /// Finds this host at this address, whatever the name service says; a port of 0 stands for the URL's own.
    pub fn resolve(mut self, host: impl Into<String>, address: SocketAddr) -> Self {
        self.hosts.push((host.into(), address));
        self
    }

    /// Calls nothing but public addresses, for a server that acts on its users' behalf: whoever may choose a base URL, and
    /// every service by its redirects, its links to next pages and its `Location`s, could otherwise have it call what only
    /// the server can reach (other services of its network, its cloud's metadata).
    ///
    /// Private, loopback, link-local and other special addresses are refused with an error of kind [`ErrorKind::Address`],
    /// after the name service was asked, so that a name which leads there is refused too, and what was looked at is what is
    /// connected to. A host of [`resolve`](Self::resolve) is an exception from this, by its name. Proxies of the
    /// environment are not used: whoever connects is who has to refuse.
    pub fn public_only(mut self) -> Self {
        self.public_only = true;
        self
    }

    /// Trusts these certificates (PEM, one or more) besides those of the machine.
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots.push(pem.into());
        self
    }

    /// Signs in with a client certificate: its chain and its private key, both PEM, in one text.
    pub fn client_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.identity = Some(pem.into());
        self
    }

    /// How many requests are under way at a time; unlimited by default.
    pub fn max_concurrency(mut self, requests: usize) -> Self {
        self.concurrency = Some(requests.max(1));
        self
    }

    /// How many requests are begun in a second; unlimited by default. One second's worth may come at once.
    pub fn max_rate(mut self, requests_per_second: f64) -> Self {
        self.rate = Some(requests_per_second);
        self
    }

    /// Calls this with each request just before it is sent, with everything in it, credentials too. It may change
    /// headers and address. It runs for each try and each redirect; the body cannot be seen.
    pub fn on_request(mut self, hook: impl Fn(&mut RequestParts) + Send + Sync + 'static) -> Self {
        self.on_request.push(Arc::new(hook));
        self
    }

    /// Calls this with the head of each reply before it is looked at. It may change status and headers.
    pub fn on_response(mut self, hook: impl Fn(&mut ResponseParts) + Send + Sync + 'static) -> Self {
        self.on_response.push(Arc::new(hook));
        self
    }

    /// Sends through a client of your own. Its TLS, proxy, pool and time limits hold, not those set here.
    ///
    /// Build it from [`Http::reqwest_builder`], which follows no redirects: a client that follows them by itself takes
    /// every credential but `Authorization` along to wherever the redirect leads. The version of `reqwest` must be
    /// that of [`connector_runtime::reqwest`](crate::reqwest).
    pub fn reqwest(mut self, client: reqwest::Client) -> Self {
        self.own = Some(client);
        self
    }

    #[cfg(feature = "testing")]
    pub(crate) fn wire(mut self, wire: Arc<dyn crate::send::wire::Wire>) -> Self {
        self.wire = Some(wire);
        self
    }

    /// Makes the transport.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Connection`], when a setting cannot be used: a proxy that is no URL, a certificate that
    /// is none, [`public_only`](Self::public_only) where somebody else connects.
    pub fn build(self) -> Result<Http, Error> {
        if self.public_only && self.own.is_some() {
            return Err(setting("`public_only` cannot hold for a client of your own"));
        }
        if self.public_only && self.proxy.is_some() {
            return Err(setting("`public_only` cannot hold behind a proxy: the proxy is who connects"));
        }
        let user_agent = match &self.user_agent {
            Some(agent) => {
                Some(HeaderValue::try_from(agent).map_err(|_| setting("the user agent is no header value"))?)
            }
            None => None,
        };
        let rate = match self.rate {
            Some(rate) if rate.is_finite() && rate > 0.0 => Some(Rate::new(rate)),
            Some(_) => return Err(setting("the rate must be more than nothing")),
            None => None,
        };
        let ours = self.own.is_none();
        let client = match &self.own {
            Some(client) => client.clone(),
            None => self.client()?,
        };
        Ok(Http(Arc::new(Transport {
            client,
            ours,
            public_only: self.public_only,
            timeout: self.timeout,
            max_response: self.max_response,
            max_redirects: self.max_redirects,
            user_agent,
            permits: self.concurrency.map(|permits| Semaphore::new(permits.min(Semaphore::MAX_PERMITS))),
            rate,
            on_request: self.on_request,
            on_response: self.on_response,
            #[cfg(feature = "testing")]
            wire: self.wire,
        })))
    }

    fn client(&self) -> Result<reqwest::Client, Error> {
        let mut builder = bare().connect_timeout(self.connect_timeout);
        if let Some(timeout) = self.read_timeout {
            builder = builder.read_timeout(timeout);
        }
        if self.no_proxy || self.public_only {
            builder = builder.no_proxy();
        }
        if self.public_only {
            builder = builder.dns_resolver(PublicNames);
        }
        for (host, address) in &self.hosts {
            builder = builder.resolve(host, *address);
        }
        if let Some(url) = &self.proxy {
            // The address may hold a password, and the error its text: it is not kept as a source.
            let proxy =
                reqwest::Proxy::all(url.as_str()).map_err(|_| setting("the proxy is no usable URL"))?;
            builder = builder.proxy(proxy);
        }
        tls::configure(builder, &self.roots, self.identity.as_deref())?
            .build()
            .map_err(|error| setting("the HTTP client cannot be made").with_source(error.without_url()))
    }
}

impl fmt::Debug for HttpBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpBuilder").field("timeout", &self.timeout).finish_non_exhaustive()
    }
}

fn setting(message: &'static str) -> Error {
    Error::new(ErrorKind::Connection, message)
}
