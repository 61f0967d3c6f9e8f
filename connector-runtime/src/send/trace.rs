//! A span for each call, named by OpenTelemetry's conventions for HTTP clients; nothing without the feature `tracing`.

#[cfg(feature = "tracing")]
pub(super) use on::{again, begin, failed, succeeded, wrap};

#[cfg(not(feature = "tracing"))]
pub(super) use off::{again, begin, failed, succeeded, wrap};

#[cfg(feature = "tracing")]
mod on {
    use std::time::Duration;

    use tracing::field::Empty;
    use tracing::{Instrument, Span};

    use crate::error::Error;
    use crate::output::Reply;
    use crate::request::Built;
    use crate::send::Running;

    pub(crate) fn wrap(
        action: &'static str,
        work: impl Future<Output = Result<Reply, Error>> + Send + 'static,
    ) -> Running {
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
        Box::pin(work.instrument(span))
    }

    /// The URL without its query, which may hold a key.
    pub(crate) fn begin(built: &Built) {
        let span = Span::current();
        span.record("http.request.method", built.method.as_str());
        let mut url = built.url.clone();
        if url.query().is_some() {
            url.set_query(Some("redacted"));
        }
        span.record("url.full", url.as_str());
        span.record("server.address", url.host_str().unwrap_or_default());
        span.record("server.port", url.port_or_known_default().unwrap_or_default());
    }

    pub(crate) fn again(attempt: u32, wait: Duration) {
        tracing::debug!(attempt, ?wait, "trying again");
    }

    pub(crate) fn succeeded(reply: &Reply) {
        let span = Span::current();
        span.record("http.response.status_code", reply.status());
        if reply.attempts > 1 {
            span.record("http.request.resend_count", reply.attempts - 1);
        }
    }

    pub(crate) fn failed(error: Error) -> Error {
        let span = Span::current();
        if let Some(status) = error.status() {
            span.record("http.response.status_code", status.as_u16());
        }
        if error.attempts() > 1 {
            span.record("http.request.resend_count", error.attempts() - 1);
        }
        span.record("error.type", tracing::field::debug(error.kind()));
        span.record("otel.status_code", "ERROR");
        error
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use std::time::Duration;

    use crate::error::Error;
    use crate::output::Reply;
    use crate::request::Built;
    use crate::send::Running;

    pub(crate) fn wrap(
        _: &'static str,
        work: impl Future<Output = Result<Reply, Error>> + Send + 'static,
    ) -> Running {
        Box::pin(work)
    }

    pub(crate) fn begin(_: &Built) {}

    pub(crate) fn again(_: u32, _: Duration) {}

    pub(crate) fn succeeded(_: &Reply) {}

    pub(crate) fn failed(error: Error) -> Error {
        error
    }
}
