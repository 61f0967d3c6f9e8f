//! Many triggers of both kinds in one process for a while: memory stays what it is, and slow consumers are felt by the service.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use connector::trigger::{Capacity, DiskStore, Event, Events, Store};
use connector::webhook::{Webhook, WebhookHost};
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

use crate::hooks::{Caller, Hooks};
use crate::source::{Emission, Source};
use crate::worker::source::{Client, Connection};

const EVERY: Duration = Duration::from_secs(5);
/// What the inbox of each stream takes.
const ROOM: usize = 10;
/// How long the slow consumers take for an event.
const SLOW: Duration = Duration::from_secs(60);
/// How often the service calls out to the slow consumer.
const FAST: Duration = Duration::from_millis(100);

/// What has happened so far.
#[derive(Clone, Default)]
struct Tally {
    polled: Arc<AtomicU64>,
    called: Arc<AtomicU64>,
    failures: Arc<AtomicU64>,
}

pub(crate) async fn run(triggers: u64, seconds: u64, folder: &Path) -> Result<(), String> {
    let said = |error: connector::Error| format!("{error:?}");
    let during = Duration::from_secs(seconds);
    let client = |source: &Source| Client::new(Connection::new().base_url(&source.url)).map_err(said);
    let capacity = Capacity { events: ROOM, ids: 500, ..Capacity::default() };
    let store = DiskStore::with_capacity(folder.join("soak"), capacity).map_err(|error| error.to_string())?;
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let host = WebhookHost::open(&store, &format!("http://{address}")).await.map_err(said)?;
    let serving = host.serve(listener).map_err(said)?;
    let tally = Tally::default();
    let mut tasks = Vec::new();
    // The last one of each kind is slower than its events come.
    let is_slow = |number: u64| number + 1 == triggers;
    let calling = Source::start(Emission::new(0, during)).await?;
    let hooks = calling.hooks.clone();
    let own = client(&calling)?;
    let mut listening = JoinSet::new();
    for number in 0..triggers {
        let (host, client) = (host.clone(), own.clone());
        listening.spawn(async move {
            let calls: Webhook<i64, _> = client.on_call();
            (number, host.listen(calls.named(called(number))).await)
        });
    }
    while let Some(listens) = listening.join_next().await {
        let (number, events) = listens.map_err(|error| error.to_string())?;
        let (handled, failures) = (tally.called.clone(), tally.failures.clone());
        tasks.push(consume(events.map_err(said)?, handled, failures, is_slow(number)));
    }
    let mut callbacks = Vec::new();
    for number in 0..triggers {
        callbacks.push(host.callback(&called(number)).await.map_err(said)?);
    }
    tasks.push(flood(hooks.clone(), callbacks.pop().unwrap_or_default()));
    for part in callbacks.chunks(callbacks.len().div_ceil(10).max(1)) {
        tasks.push(call(hooks.clone(), part.to_vec()));
    }
    // Each trigger sees all events, one in five seconds.
    let polling = Source::start(Emission::new(seconds / 5, during)).await?;
    let own = client(&polling)?;
    for number in 0..triggers {
        let events = own.on_number().every(EVERY).checkpoint(polled(number), &store).events();
        tasks.push(consume(events, tally.polled.clone(), tally.failures.clone(), is_slow(number)));
    }
    // In the first half caches fill and windows slide.
    let mut at_first = 0;
    for quarter in 1..=4 {
        tokio::time::sleep(during / 4).await;
        let now = resident();
        println!(
            "{:3} s: {} polled and {} called events handled, {now} KiB in memory",
            quarter * seconds / 4,
            tally.polled.load(Ordering::Relaxed),
            tally.called.load(Ordering::Relaxed),
        );
        if quarter == 2 {
            at_first = now;
        }
    }
    let grown = resident();
    let waiting = async |stream: String| {
        let counts = store.counts(&stream).await;
        counts.map(|counts| counts.waiting).map_err(|error| error.to_string())
    };
    let (polled, called) = (waiting(polled(triggers - 1)).await?, waiting(called(triggers - 1)).await?);
    tasks.iter().for_each(JoinHandle::abort);
    serving.stop().await;
    let refused = hooks.refused.load(Ordering::Relaxed);
    println!(
        "{polled} and {called} events wait for the slow consumers; {refused} calls were answered with 503"
    );
    if tally.failures.load(Ordering::Relaxed) > 0 {
        return Err("streams reported failures".to_owned());
    }
    // Each of the others had one every five seconds; a quarter of that is for machines that are busy.
    let least = (triggers - 1) * (seconds / 5) / 4;
    if tally.polled.load(Ordering::Relaxed) < least || tally.called.load(Ordering::Relaxed) < least {
        return Err(format!("fewer than {least} events of a kind were handled"));
    }
    // Where there is room for one event, all of a reply are taken.
    if polled > ROOM + 5 || called > ROOM || refused == 0 {
        return Err("an inbox of a slow consumer has grown beyond its room, or nobody felt it".to_owned());
    }
    if hooks.failed.load(Ordering::Relaxed) > refused {
        return Err("calls failed otherwise than with 503".to_owned());
    }
    match grown > at_first + at_first / 8 + 2048 {
        true => Err(format!("memory has grown from {at_first} to {grown} KiB")),
        false => Ok(()),
    }
}

fn polled(number: u64) -> String {
    format!("polled {number}")
}

fn called(number: u64) -> String {
    format!("called {number}")
}

/// Handles what comes.
fn consume(
    events: Events<i64>,
    handled: Arc<AtomicU64>,
    failures: Arc<AtomicU64>,
    slow: bool,
) -> JoinHandle<()> {
    let events = events.on_error(move |error| {
        eprintln!("{error:?}");
        failures.fetch_add(1, Ordering::Relaxed);
    });
    tokio::spawn(async move {
        let handling = events.for_each_ack(move |_: Event<i64>| {
            handled.fetch_add(1, Ordering::Relaxed);
            async move {
                if slow {
                    tokio::time::sleep(SLOW).await;
                }
                Ok::<_, connector::Error>(())
            }
        });
        if let Err(error) = handling.await {
            eprintln!("{error:?}");
        }
    })
}

/// Calls each of these out every five seconds, until it is taken.
fn call(hooks: Arc<Hooks>, callbacks: Vec<String>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut caller = Caller::default();
        for number in 0.. {
            let next = Instant::now() + EVERY;
            for callback in &callbacks {
                while !hooks.post(&mut caller, callback, number).await {
                    tokio::time::sleep(FAST).await;
                }
            }
            tokio::time::sleep_until(next.into()).await;
        }
    })
}

/// Calls one out much faster than it is handled, and does not wait for anything.
fn flood(hooks: Arc<Hooks>, callback: String) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut caller = Caller::default();
        for number in 0.. {
            hooks.post(&mut caller, &callback, number).await;
            tokio::time::sleep(FAST).await;
        }
    })
}

/// What the process occupies, in KiB; nothing where the system does not say.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
