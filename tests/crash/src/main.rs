//! `cargo run -p crash -- --kills 200 --events 20000`
//!
//! A source emits numbered events. A worker, a process of its own, handles them, and is killed (SIGKILL) at random moments, again
//! and again. In the end every event must have been handled at least once, and whatever was handled twice must have said that it
//! may have been.
//!
//! `cargo run -p crash -- --triggers 500 --seconds 120`
//!
//! So many triggers in one process for so long: memory must stay what it is.

mod soak;
mod source;
mod worker;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode};
use std::time::{Duration, Instant};

use connector::trigger::{RedbStore, Store};
use source::Source;

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
        ["worker", url, folder] => worker::run(url, Path::new(folder)).await,
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
    fn start(source: &Source, folder: &Path) -> Result<Self, String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let child = Command::new(program).arg("worker").arg(&source.url).arg(folder).spawn();
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
    let source = Source::start(events, Duration::from_millis(2 * mean * kills)).await?;
    let begun = Instant::now();
    let mut amid = 0;
    for kill in 0..kills {
        let written = worker::written(&folder.0);
        let mut worker = Worker::start(&source, &folder.0)?;
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
        let mut worker = Worker::start(&source, &folder.0)?;
        let handled = loop {
            tokio::time::sleep(Duration::from_millis(200)).await;
            worker.check()?;
            let handled = Handled::read(&folder.0, events)?;
            if handled.missing == 0 || Instant::now() > end {
                break handled;
            }
        };
        // What was handled last has still to be acknowledged.
        tokio::time::sleep(Duration::from_millis(300)).await;
        drop(worker);
        let counts = {
            let store = RedbStore::open(worker::store(&folder.0)).map_err(|error| error.to_string())?;
            store.counts(worker::STREAM).await.map_err(|error| error.to_string())?
        };
        let done = handled.missing == 0 && counts.waiting == 0;
        if done || Instant::now() > end {
            println!("{handled}; {} wait, {} are given up", counts.waiting, counts.dead);
            let good = done && handled.unmarked == 0 && counts.dead == 0;
            return if good {
                Ok(())
            } else {
                Err("events were lost, or came twice without saying so".to_owned())
            };
        }
    }
}

/// What the workers have written down.
struct Handled {
    events: u64,
    missing: u64,
    repeated: u64,
    unmarked: u64,
}

impl Handled {
    fn read(folder: &Path, events: u64) -> Result<Self, String> {
        let text = std::fs::read_to_string(worker::log(folder)).unwrap_or_default();
        let mut seen: BTreeMap<u64, u64> = BTreeMap::new();
        let (mut repeated, mut unmarked) = (0, 0);
        for line in text.lines() {
            let numbers = line
                .split_once(' ')
                .and_then(|(number, times)| Some((number.parse().ok()?, times.parse().ok()?)));
            let (number, deliveries): (u64, u32) = numbers.ok_or_else(|| format!("`{line}` in the log"))?;
            let times = seen.entry(number).or_insert(0);
            *times += 1;
            if *times > 1 {
                repeated += 1;
                unmarked += u64::from(deliveries == 1);
            }
        }
        let missing = (0..events).filter(|number| !seen.contains_key(number)).count();
        Ok(Self { events, missing: u64::try_from(missing).unwrap_or(u64::MAX), repeated, unmarked })
    }
}

impl std::fmt::Display for Handled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { events, missing, repeated, unmarked } = self;
        write!(
            f,
            "{events} events: {missing} missing, {repeated} came again, {unmarked} of them without saying so"
        )
    }
}
