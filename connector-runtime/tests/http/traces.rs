//! The span of a call.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use connector_runtime::CallOptions;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::client::{Connection, with};
use crate::server::{Server, json, reply};

/// Writes down every field of every span and event.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        writeln!(self.0, "{field}={value:?}").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("connector_runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Line(&mut self.0.lock().unwrap()));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Line(&mut self.0.lock().unwrap()));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Line(&mut self.0.lock().unwrap()));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn names_and_secrets() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let server =
        Server::playing(vec![reply(503, "retry-after: 0\r\n", ""), json("{}"), reply(404, "", "")]).await;
    let client =
        with(Connection::anonymous(&server.url).with("api_key", "s3cret-1").with("token_key", "s3cret-2"));
    client.list().options(CallOptions::new().query("q", "s3cret-3")).await.unwrap();
    client.list().await.unwrap_err();
    let text = log.0.lock().unwrap().clone();
    let (host, port) = server.url.strip_prefix("http://").unwrap().split_once(':').unwrap();
    for line in [
        "otel.name=\"ListOrders\"",
        "http.request.method=\"GET\"",
        &format!("url.full=\"{}/orders?redacted\"", server.url),
        &format!("server.address=\"{host}\""),
        &format!("server.port={port}"),
        "http.response.status_code=200",
        "http.request.resend_count=1",
        "http.response.status_code=404",
        "error.type=Status",
    ] {
        assert!(text.lines().any(|own| own == line), "{line} is not in\n{text}");
    }
    assert!(!text.contains("s3cret"), "{text}");
}
