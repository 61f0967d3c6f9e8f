//! The process that is killed: it writes down every event that it handles, and acknowledges it.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use connector::trigger::RedbStore;

pub(crate) mod source {
    connector::connector!("source.swagger.json");
}

pub(crate) const STREAM: &str = "numbers";

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

pub(crate) async fn run(url: &str, folder: &Path) -> Result<(), String> {
    let said = |error: connector::Error| format!("{error:?}");
    let store = RedbStore::open(store(folder)).map_err(|error| error.to_string())?;
    let log = OpenOptions::new().create(true).append(true).open(log(folder));
    let mut log = log.map_err(|error| error.to_string())?;
    let client = source::Client::new(source::Connection::new().base_url(url)).map_err(said)?;
    let numbers = client.on_number().every(Duration::from_millis(20)).checkpoint(STREAM, &store).events();
    let numbers = numbers.on_error(|error| eprintln!("{error:?}"));
    // One write for each line: what is killed leaves no half of one.
    let handle = |event: connector::trigger::Event<i64>| {
        let line = format!("{} {}\n", event.data, event.deliveries());
        std::future::ready(log.write_all(line.as_bytes()))
    };
    numbers.for_each_ack(handle).await.map_err(said)
}
