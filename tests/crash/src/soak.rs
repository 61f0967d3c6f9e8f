//! Many triggers in one process for a while: memory stays what it is, and a slow consumer slows its own polling down.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use connector::trigger::{Capacity, Event, RedbStore, Store};

use crate::source::Source;
use crate::worker::source::{Client, Connection};

const EVERY: Duration = Duration::from_secs(1);
/// What the inbox of each stream takes.
const ROOM: usize = 200;

pub(crate) async fn run(triggers: u64, seconds: u64, folder: &Path) -> Result<(), String> {
    let said = |error: connector::Error| format!("{error:?}");
    let during = Duration::from_secs(seconds);
    // Each trigger sees all events, ten a second.
    let source = Source::start(seconds * 10, during).await?;
    let client = Client::new(Connection::new().base_url(&source.url)).map_err(said)?;
    let capacity = Capacity { events: ROOM, ids: 500, ..Capacity::default() };
    let store = RedbStore::with_capacity(folder.join("soak"), capacity).map_err(|error| error.to_string())?;
    let handled = Arc::new(AtomicU64::new(0));
    let failures = Arc::new(AtomicU64::new(0));
    let mut tasks = Vec::new();
    for number in 0..triggers {
        let events = client.on_number().every(EVERY).checkpoint(format!("soak {number}"), &store).events();
        let own = failures.clone();
        let events = events.on_error(move |error| {
            eprintln!("{error:?}");
            own.fetch_add(1, Ordering::Relaxed);
        });
        let handled = handled.clone();
        tasks.push(tokio::spawn(events.for_each_ack(move |_: Event<i64>| {
            handled.fetch_add(1, Ordering::Relaxed);
            async move {
                // The last one is slower than its events come.
                if number + 1 == triggers {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
                Ok::<_, connector::Error>(())
            }
        })));
    }
    let mut at_first = 0;
    for quarter in 1..=4 {
        tokio::time::sleep(during / 4).await;
        let now = resident();
        println!(
            "{:3} s: {} events handled, {} KiB in memory",
            quarter * seconds / 4,
            handled.load(Ordering::Relaxed),
            now
        );
        if quarter == 1 {
            at_first = now;
        }
    }
    let (grown, slow) = (resident(), store.counts(&format!("soak {}", triggers - 1)).await);
    let slow = slow.map_err(|error| error.to_string())?.waiting;
    tasks.iter().for_each(tokio::task::JoinHandle::abort);
    println!("{slow} events wait for the slow consumer");
    if failures.load(Ordering::Relaxed) > 0 {
        return Err("polls failed".to_owned());
    }
    // A page more is taken when there is room for one event.
    if slow > ROOM + 100 {
        return Err("the inbox of the slow consumer has grown beyond its room".to_owned());
    }
    match grown > at_first + at_first / 5 + 4096 {
        true => Err(format!("memory has grown from {at_first} to {grown} KiB")),
        false => Ok(()),
    }
}

/// What the process occupies, in KiB; nothing where the system does not say.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
