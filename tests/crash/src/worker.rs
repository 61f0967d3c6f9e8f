//! The process that is killed: it polls and is called back, writes down every event that it handles, and acknowledges it.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use connector::trigger::{DiskStore, Event, Events};
use connector::webhook::{Webhook, WebhookHost};
use tokio::net::TcpListener;

pub(crate) mod source {
    connector::connector!("source.swagger.json");
}

/// The streams, by their names in the store and in the log.
pub(crate) const POLLED: &str = "polled";
pub(crate) const CALLED: &str = "called";

pub(crate) fn store(folder: &Path) -> PathBuf {
    folder.join("store")
}

pub(crate) fn log(folder: &Path) -> PathBuf {
    folder.join("log")
}

/// How much has been written down.
pub(crate) fn written(folder: &Path) -> u64 {
    std::fs::metadata(log(folder)).map_or(0, |file| file.len())
}

/// Where a number goes that was handled.
#[derive(Clone)]
struct Log(Arc<Mutex<std::fs::File>>);

impl Log {
    /// One write for each line: what is killed leaves no half of one.
    fn write(&self, stream: &str, event: &Event<i64>) -> io::Result<()> {
        let line = format!("{stream} {} {}\n", event.data, event.deliveries());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write_all(line.as_bytes())
    }

    async fn handle(self, stream: &'static str, events: Events<i64>) -> Result<(), String> {
        let events = events.on_error(|error| eprintln!("{error:?}"));
        let handled = events.for_each_ack(move |event| std::future::ready(self.write(stream, &event))).await;
        handled.map_err(|error| format!("{error:?}"))
    }
}

pub(crate) async fn run(url: &str, folder: &Path, address: &str) -> Result<(), String> {
    let said = |error: connector::Error| format!("{error:?}");
    let store = DiskStore::open(store(folder)).map_err(|error| error.to_string())?;
    let log = OpenOptions::new().create(true).append(true).open(log(folder));
    let log = Log(Arc::new(Mutex::new(log.map_err(|error| error.to_string())?)));
    let client = source::Client::new(source::Connection::new().base_url(url)).map_err(said)?;
    let polled = client.on_number().every(Duration::from_millis(20)).checkpoint(POLLED, &store).events();
    let host = WebhookHost::open(&store, &format!("http://{address}")).await.map_err(said)?;
    let listener = TcpListener::bind(address).await.map_err(|error| error.to_string())?;
    let _serving = host.serve(listener).map_err(said)?;
    let calls: Webhook<i64, _> = client.on_call();
    let called = host.listen(calls.named(CALLED)).await.map_err(said)?;
    tokio::try_join!(log.clone().handle(POLLED, polled), log.handle(CALLED, called))?;
    Ok(())
}
