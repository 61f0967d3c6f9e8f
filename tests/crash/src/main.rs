//! `cargo run -p crash -- --kills 200 --events 20000`
//!
//! A service emits numbered events: so many that are polled, and as many that it calls out, each until it is answered with 200. A
//! worker, a process of its own, handles them, and is killed (SIGKILL) at random moments, again and again. In the end every event
//! must have been handled at least once, whatever was handled twice must have said that it may have been, and the service must
//! know of one subscription.
//!
//! `cargo run -p crash -- --triggers 500 --seconds 120`
//!
//! So many polling triggers and so many webhook subscriptions in one process for so long: memory must stay what it is, and slow
//! consumers must be felt by the service.

mod hooks;
mod soak;
mod source;
mod worker;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use connector::trigger::{Counts, DiskStore, Store};
use source::{Emission, Source};
use worker::{CALLED, POLLED};

/// How long a worker lives, in milliseconds: one of two from its start, the other from the first event that it handles.
const LIFE: std::ops::Range<u64> = 5..400;
/// How long a worker may take to handle its first event.
const STARTING: Duration = Duration::from_secs(20);
/// How long everything may take after the last kill.
const PATIENCE: Duration = Duration::from_secs(120);

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["worker", url, folder, address] => worker::run(url, Path::new(folder), address).await,
        ["--kills", kills, "--events", events] => match (kills.parse(), events.parse()) {
            (Ok(kills), Ok(events)) => supervise(kills, events).await,
            _ => Err("numbers, please".to_owned()),
        },
        ["--triggers", triggers, "--seconds", seconds] => match (triggers.parse(), seconds.parse()) {
            (Ok(triggers), Ok(seconds)) if triggers > 0 => match Folder::new() {
                Ok(folder) => soak::run(triggers, seconds, &folder.0).await,
                Err(error) => Err(error),
            },
            _ => Err("numbers, please".to_owned()),
        },
        _ => Err("usage: crash --kills N --events N, or crash --triggers N --seconds N".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A folder that goes with the run.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, String> {
        let folder = Self(std::env::temp_dir().join(format!("connector-crash-{}", std::process::id())));
        std::fs::create_dir_all(&folder.0).map_err(|error| error.to_string())?;
        Ok(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A worker that does not outlive the run.
struct Worker(Child);

impl Worker {
    fn start(source: &Source, folder: &Path, address: &str) -> Result<Self, String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let child = Command::new(program).arg("worker").arg(&source.url).arg(folder).arg(address).spawn();
        child.map(Self).map_err(|error| error.to_string())
    }

    /// Whether it has ended by itself, which it never should.
    fn check(&mut self) -> Result<(), String> {
        match self.0.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => Err(format!("the worker ended by itself: {status}")),
            Err(error) => Err(error.to_string()),
        }
    }
}

impl Drop for Worker {
    /// SIGKILL, where there is such a thing.
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn supervise(kills: u64, events: u64) -> Result<(), String> {
    let folder = Folder::new()?;
    // The events come for as long as there are kills.
    let mean = (LIFE.start + LIFE.end) / 2;
    let emission = Emission::new(events, Duration::from_millis(2 * mean * kills));
    let source = Source::start(emission).await?;
    source.hooks.call(emission);
    let address = free_address()?;
    let begun = Instant::now();
    let mut amid = 0;
    for kill in 0..kills {
        let written = worker::written(&folder.0);
        let mut worker = Worker::start(&source, &folder.0, &address)?;
        let start = Instant::now();
        while kill % 2 == 1 && worker::written(&folder.0) == written && start.elapsed() < STARTING {
            worker.check()?;
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        tokio::time::sleep(Duration::from_millis(fastrand::u64(LIFE))).await;
        worker.check()?;
        drop(worker);
        amid += u64::from(worker::written(&folder.0) > written);
    }
    println!(
        "{kills} kills in {:.1} s, {amid} of them after the worker had handled something",
        begun.elapsed().as_secs_f64()
    );
    let end = Instant::now() + PATIENCE;
    loop {
        let mut worker = Worker::start(&source, &folder.0, &address)?;
        let handled = loop {
            tokio::time::sleep(Duration::from_millis(200)).await;
            worker.check()?;
            let handled = Handled::read(&folder.0, events)?;
            if handled.iter().all(|one| one.missing == 0) || Instant::now() > end {
                break handled;
            }
        };
        // What was handled last has still to be acknowledged.
        tokio::time::sleep(Duration::from_millis(300)).await;
        drop(worker);
        let mut counts = Vec::new();
        {
            let store = DiskStore::open(worker::store(&folder.0)).map_err(|error| error.to_string())?;
            for one in &handled {
                counts.push(store.counts(one.stream).await.map_err(|error| error.to_string())?);
            }
        }
        let done = handled.iter().all(|one| one.missing == 0) && counts.iter().all(|one| one.waiting == 0);
        if done || Instant::now() > end {
            return report(&source, &handled, &counts, done);
        }
    }
}

/// An address that a worker can listen on, and the next one again.
fn free_address() -> Result<String, String> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    listener.local_addr().map(|address| address.to_string()).map_err(|error| error.to_string())
}

fn report(source: &Source, handled: &[Handled], counts: &[Counts], done: bool) -> Result<(), String> {
    for (handled, counts) in handled.iter().zip(counts) {
        println!("{handled}; {} wait, {} are given up", counts.waiting, counts.dead);
    }
    let (hooks, subscriptions) = (&source.hooks, source.hooks.subscriptions().len());
    println!(
        "{} calls were answered well, {} were not; {subscriptions} subscription(s)",
        hooks.taken.load(Ordering::Relaxed),
        hooks.failed.load(Ordering::Relaxed)
    );
    let clean = handled.iter().all(|one| one.unmarked == 0) && counts.iter().all(|one| one.dead == 0);
    match done && clean && subscriptions == 1 {
        true => Ok(()),
        false => Err("events were lost, came twice without saying so, or a subscription leaked".to_owned()),
    }
}

/// What the workers have written down of a stream.
struct Handled {
    stream: &'static str,
    events: u64,
    missing: u64,
    repeated: u64,
    unmarked: u64,
}

impl Handled {
    fn read(folder: &Path, events: u64) -> Result<[Self; 2], String> {
        let text = std::fs::read_to_string(worker::log(folder)).unwrap_or_default();
        let mut all = [POLLED, CALLED].map(|stream| {
            (Self { stream, events, missing: 0, repeated: 0, unmarked: 0 }, BTreeMap::<u64, u64>::new())
        });
        for line in text.lines() {
            let unreadable = || format!("`{line}` in the log");
            let (stream, number, deliveries) = read(line).ok_or_else(unreadable)?;
            let one = all.iter_mut().find(|(one, _)| one.stream == stream);
            let (own, seen) = one.ok_or_else(unreadable)?;
            let times = seen.entry(number).or_insert(0);
            *times += 1;
            if *times > 1 {
                own.repeated += 1;
                own.unmarked += u64::from(deliveries == 1);
            }
        }
        Ok(all.map(|(mut own, seen)| {
            own.missing = (0..events).map(|number| u64::from(!seen.contains_key(&number))).sum();
            own
        }))
    }
}

/// Stream, number and deliveries.
fn read(line: &str) -> Option<(&str, u64, u32)> {
    let mut words = line.split(' ');
    Some((words.next()?, words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}

impl std::fmt::Display for Handled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { stream, events, missing, repeated, unmarked } = self;
        write!(
            f,
            "{events} {stream}: {missing} missing, {repeated} came again, {unmarked} of them without saying so"
        )
    }
}
