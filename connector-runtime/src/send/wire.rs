//! The last step of a request: onto the network, or to what stands in for it in a test.

use super::failure;
use crate::connection::Applied;
use crate::error::{Error, ErrorKind};
use crate::http::Transport;
use crate::tls;

/// No `async fn`: its future would hold the request twice, and what reqwest gives is a pointer.
fn network(
    transport: &Transport,
    request: reqwest::Request,
) -> Result<impl Future<Output = Result<reqwest::Response, reqwest::Error>> + Send + use<>, Error> {
    if request.url().scheme() == "https" && transport.ours && !tls::AVAILABLE {
        let message = "https needs TLS: enable the feature `rustls` or `native-tls`";
        return Err(Error::new(ErrorKind::Connection, message));
    }
    Ok(transport.client.execute(request))
}

#[cfg(feature = "testing")]
mod testing {
    use std::pin::Pin;
    use std::sync::Arc;

    use super::*;
    use crate::request::{Asked, Plan};

    /// What carries requests in the place of the network.
    pub(crate) trait Wire: Send + Sync {
        /// The reply to a request. The transport is what would have sent it.
        fn carry<'a>(
            &'a self,
            transport: &'a Transport,
            request: reqwest::Request,
            context: &'a Context,
        ) -> Carried<'a>;
    }

    pub(crate) type Carried<'a> = Pin<Box<dyn Future<Output = Result<reqwest::Response, Error>> + Send + 'a>>;

    /// What is known of a request besides its bytes.
    #[derive(Default)]
    pub(crate) struct Context {
        /// The call that it was made of; none for what is sent besides, and once a redirect has led on.
        pub(crate) asked: Option<Arc<Asked>>,
        /// The credentials in it.
        pub(crate) secrets: Vec<String>,
    }

    impl Context {
        pub(crate) fn of(plan: &Plan) -> Self {
            let watched = plan.client.http().wire.is_some();
            Self { asked: watched.then(|| Arc::new(Asked::of(plan))), secrets: Vec::new() }
        }

        pub(crate) fn keep_secret(&mut self, applied: &Applied) {
            self.secrets = applied.secrets().cloned().collect();
        }

        pub(crate) fn leave(&mut self) {
            self.asked = None;
        }
    }

    pub(crate) fn carry<'a>(
        transport: &'a Transport,
        request: reqwest::Request,
        context: &'a Context,
    ) -> Carried<'a> {
        match &transport.wire {
            Some(wire) => wire.carry(transport, request, context),
            None => Box::pin(pass_on(transport, request)),
        }
    }

    /// The network itself, for a wire that listens in.
    pub(crate) async fn pass_on(
        transport: &Transport,
        request: reqwest::Request,
    ) -> Result<reqwest::Response, Error> {
        network(transport, request)?.await.map_err(failure)
    }
}

#[cfg(not(feature = "testing"))]
mod plain {
    use super::*;
    use crate::request::Plan;

    /// Nobody stands in for the network, and nobody wants to know more.
    #[derive(Default)]
    pub(crate) struct Context {}

    impl Context {
        pub(crate) fn of(_: &Plan) -> Self {
            Self {}
        }

        pub(crate) fn keep_secret(&mut self, _: &Applied) {}

        pub(crate) fn leave(&mut self) {}
    }

    pub(crate) fn carry(
        transport: &Transport,
        request: reqwest::Request,
        _: &Context,
    ) -> impl Future<Output = Result<reqwest::Response, Error>> + Send + use<> {
        let carried = network(transport, request);
        async move { carried?.await.map_err(failure) }
    }
}

#[cfg(not(feature = "testing"))]
pub(crate) use plain::{Context, carry};
#[cfg(feature = "testing")]
pub(crate) use testing::{Carried, Context, Wire, carry, pass_on};
