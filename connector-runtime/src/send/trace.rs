//! A span for each call, named by OpenTelemetry's conventions for HTTP clients; nothing without the feature `tracing`.

use std::time::Duration;

use http::Method;
use url::Url;

use super::Running;
use crate::error::Error;
use crate::output::Reply;

/// The span of a call.
#[derive(Clone)]
pub(super) struct Trace {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Trace {
    pub(super) fn new(action: &'static str) -> Self {
        use tracing::field::Empty;
        let span = tracing::info_span!(
            "connector.call",
            otel.kind = "client",
            otel.name = action,
            connector.action = action,
            http.request.method = Empty,
            url.full = Empty,
            server.address = Empty,
            server.port = Empty,
            http.response.status_code = Empty,
            http.request.resend_count = Empty,
            error.type = Empty,
            otel.status_code = Empty,
        );
        Self { span }
    }

    pub(super) fn wrap(
        self,
        work: impl Future<Output = Result<Box<Reply>, Error>> + Send + 'static,
    ) -> Running {
        Box::pin(tracing::Instrument::instrument(work, self.span))
    }

    /// The URL without its query, which may hold a key.
    pub(super) fn begin(&self, method: &Method, target: &Url) {
        if self.span.is_disabled() {
            return;
        }
        let mut url = target.clone();
        if url.query().is_some() {
            url.set_query(Some("redacted"));
        }
        self.span.record("http.request.method", method.as_str());
        self.span.record("url.full", url.as_str());
        self.span.record("server.address", url.host_str().unwrap_or_default());
        self.span.record("server.port", url.port_or_known_default().unwrap_or_default());
    }

    pub(super) fn again(&self, attempt: u32, wait: Duration) {
        tracing::debug!(parent: &self.span, attempt, ?wait, "trying again");
    }

    pub(super) fn succeeded(&self, reply: &Reply) {
        self.span.record("http.response.status_code", reply.status());
        if reply.attempts > 1 {
            self.span.record("http.request.resend_count", reply.attempts - 1);
        }
    }

    pub(super) fn failed(&self, error: &Error) {
        if let Some(status) = error.status() {
            self.span.record("http.response.status_code", status.as_u16());
        }
        if error.attempts() > 1 {
            self.span.record("http.request.resend_count", error.attempts() - 1);
        }
        self.span.record("error.type", tracing::field::debug(error.kind()));
        self.span.record("otel.status_code", "ERROR");
    }
}

#[cfg(not(feature = "tracing"))]
impl Trace {
    pub(super) fn new(_: &'static str) -> Self {
        Self {}
    }

    pub(super) fn wrap(
        self,
        work: impl Future<Output = Result<Box<Reply>, Error>> + Send + 'static,
    ) -> Running {
        Box::pin(work)
    }

    pub(super) fn begin(&self, _: &Method, _: &Url) {}

    pub(super) fn again(&self, _: u32, _: Duration) {}

    pub(super) fn succeeded(&self, _: &Reply) {}

    pub(super) fn failed(&self, _: &Error) {}
}
