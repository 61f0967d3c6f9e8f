//! What a generated client is made of.

use std::fmt;
use std::sync::Arc;

use http::Request;

use crate::call::Call;
use crate::connection::{Applied, Base, Connection, Ready};
use crate::error::Error;
use crate::http::{Http, Transport};
use crate::options::CallOptions;
use crate::output::Response;
use crate::request::body::Body;
use crate::request::{Address, Draft, Payload, Plan, Target};
use crate::send::limit::Budget;
use crate::spec::{Action, Connector, RAW, Security};
use crate::text::Secret;
use bytes::Bytes;

/// A connection together with a transport. A clone is the same client.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    http: Http,
    connection: Connection,
    /// Credentials that do not change, for the actions that demand no others than the document's.
    ready: Option<Arc<Ready>>,
    base: Base,
    documented_base: bool,
    options: Arc<CallOptions>,
    budget: Arc<Budget>,
}

impl Client {
    /// A client with a transport of its own.
    ///
    /// # Errors
    /// When the connection lacks something, or the machine's TLS cannot be used.
    pub fn new(connection: Connection) -> Result<Self, Error> {
        // The connection's faults come first: they are the ones a user can do something about.
        let connection = connection.signing_in();
        connection.check()?;
        Self::with_http(connection, &Http::new()?)
    }

    /// A client on a shared transport.
    ///
    /// # Errors
    /// When the connection lacks something.
    pub fn with_http(connection: Connection, http: &Http) -> Result<Self, Error> {
        Self::make(connection, http.clone(), CallOptions::default())
    }

    /// The same connector for somebody else, on the same transport and with the same options.
    ///
    /// # Errors
    /// When the connection lacks something.
    pub fn with_connection(&self, connection: Connection) -> Result<Self, Error> {
        Self::make(connection, self.0.http.clone(), CallOptions::clone(&self.0.options))
    }

    fn make(connection: Connection, http: Http, options: CallOptions) -> Result<Self, Error> {
        let connection = connection.signing_in();
        let base = connection.check()?;
        let documented_base = connection.is_documented_base();
        let ready = connection.ready();
        let budget = Arc::default();
        let options = Arc::new(options);
        Ok(Self(Arc::new(Inner { http, connection, ready, base, documented_base, options, budget })))
    }

    /// A client that is asked what a call would be made of, and sends nothing.
    #[cfg(feature = "testing")]
    pub(crate) fn for_inputs(connector: &'static Connector, http: &Http) -> Result<Self, Error> {
        let connection = Connection::new(connector);
        let fail = |reason| Error::new(crate::error::ErrorKind::Connection, reason);
        let base = Base::parse("https://mock.invalid").map_err(fail)?;
        let (options, budget) = (Arc::default(), Arc::default());
        Ok(Self(Arc::new(Inner {
            http: http.clone(),
            connection,
            ready: None,
            base,
            documented_base: false,
            options,
            budget,
        })))
    }

    /// The same client with options for all its calls; they come before those it has.
    #[must_use]
    pub fn with_options(&self, options: CallOptions) -> Self {
        let inner = &self.0;
        Self(Arc::new(Inner {
            http: inner.http.clone(),
            connection: inner.connection.clone(),
            ready: inner.ready.clone(),
            base: inner.base.clone(),
            documented_base: inner.documented_base,
            options: Arc::new(options.over(&inner.options)),
            budget: inner.budget.clone(),
        }))
    }

    /// Where the service is: scheme, host and base path, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.0.base.text
    }

    /// Begins a call of an action.
    pub fn call(&self, action: &'static Action) -> Draft {
        Draft(Box::new(Plan::new(self.clone(), action)))
    }

    /// Sends a request of the caller's own, signed in, limited and retried as the actions are.
    ///
    /// An address that begins with a slash is below the base URL. An absolute one may be anywhere; credentials
    /// accompany it only to the service's own origin.
    pub fn send<B: Into<Body>>(&self, request: Request<B>) -> Call<Response<Bytes>> {
        let (parts, body) = request.into_parts();
        let mut plan = Plan::new(self.clone(), &RAW);
        let address = if parts.uri.scheme().is_some() {
            url::Url::parse(&parts.uri.to_string()).map(Address::Absolute).ok()
        } else if parts.uri.authority().is_some() {
            None
        } else {
            parts.uri.path_and_query().map(|path| Address::Below(path.as_str().to_owned()))
        };
        match address {
            Some(address) => {
                plan.target = Some(Target { method: parts.method, address, headers: parts.headers });
            }
            None => {
                let reason = "it must be absolute, or begin with a slash";
                plan.fault = Some(Error::input("uri", reason));
            }
        }
        plan.payload = Payload::Raw(body.into(), String::new());
        Draft(Box::new(plan)).into()
    }

    pub(crate) fn http(&self) -> &Transport {
        &self.0.http.0
    }

    /// The credentials for a request, if they are what nearly all actions demand and do not change with time.
    pub(crate) fn ready(&self, security: Security) -> Option<Applied> {
        let ready = self.0.ready.as_ref()?;
        std::ptr::eq(security, self.connector().security).then(|| ready.clone().into())
    }

    /// The credentials for any request. `refused` is a token of the sign-in that the service did not take.
    pub(crate) async fn credentials(
        &self,
        security: Security,
        refused: Option<&Secret>,
    ) -> Result<Applied, Error> {
        self.0.connection.credentials(security, &self.0.http, refused).await
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.0.connection
    }

    pub(crate) fn connector(&self) -> &'static Connector {
        self.0.connection.connector()
    }

    pub(crate) fn base(&self) -> &Base {
        &self.0.base
    }

    pub(crate) fn is_documented_base(&self) -> bool {
        self.0.documented_base
    }

    pub(crate) fn options(&self) -> &Arc<CallOptions> {
        &self.0.options
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.0.budget
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("connector", &self.connector().title)
            .field("base_url", &self.base_url())
            .finish_non_exhaustive()
    }
}
