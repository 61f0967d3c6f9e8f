//! `cargo run --bin nats-crash -- --kills 60 --events 20000`
//!
//! Three replicas share three servers. A source emits numbered events, half to be polled and as many by calling back; replicas are killed
//! at random moments, one every so often stopped for longer than its lease lasts, and servers are ended and started again. In the end
//! every event must have been handled, and what was handled twice must have said that it may have been, but for what a server that ended had
//! just handed out.
//!
//! Servers end as operators end them; with `--kill-servers` they are killed as well, which takes a server that is newer than 2.9
//! (docs/scaling.md).

use std::path::PathBuf;
use std::process::{Child, Command, ExitCode};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use connector::trigger::{Counts, NatsStore, Store as _};
use nats_conformance::log::Handled;
use nats_conformance::servers::Servers;
use nats_conformance::source::Source;

const REPLICAS: usize = 3;
/// How long it is from one kill to the next, in milliseconds.
const PAUSE: std::ops::Range<u64> = 300..1_500;
/// Of so many kills one is a stop, and another one is of a server.
const SERVER_EVERY: u64 = 6;
const STOP_EVERY: u64 = 5;
/// How many events a replica is handed at once.
const AT_ONCE: u64 = 16;
const STOPPED: Duration = Duration::from_secs(5);
/// How long everything may take after the last kill.
const PATIENCE: Duration = Duration::from_secs(180);

struct Replica {
    child: Child,
    port: u16,
}

impl Drop for Replica {
    /// SIGKILL.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Run {
    servers: Servers,
    source: Arc<Source>,
    log: PathBuf,
    started: u64,
    ports: Arc<Mutex<Vec<u16>>>,
}

impl Run {
    fn replica(&mut self) -> Result<Replica, String> {
        self.started += 1;
        let port = std::net::TcpListener::bind(("127.0.0.1", 0))
            .and_then(|free| free.local_addr())
            .map_err(said)?
            .port();
        let program = std::env::current_exe().map_err(said)?.with_file_name("nats-worker");
        let child = Command::new(program)
            .args([format!("r{}", self.started), "crash".to_owned()])
            .arg(self.servers.urls().join(","))
            .arg(&self.source.url)
            .arg(&self.log)
            .arg(port.to_string())
            .args([self.servers.count().to_string(), "0".to_owned()])
            .spawn()
            .map_err(said)?;
        self.ports.lock().map_err(said)?.push(port);
        Ok(Replica { child, port })
    }

    fn gone(&self, replica: Replica) -> Result<(), String> {
        self.ports.lock().map_err(said)?.retain(|port| *port != replica.port);
        drop(replica);
        Ok(())
    }
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn signal(replica: &Replica, name: &str) -> Result<(), String> {
    Command::new("kill").args([name, &replica.child.id().to_string()]).status().map(drop).map_err(said)
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (words, kills_servers) = match words.as_slice() {
        [words @ .., "--kill-servers"] => (words, true),
        words => (words, false),
    };
    let outcome = match words {
        ["--kills", kills, "--events", events] => match (kills.parse(), events.parse()) {
            (Ok(kills), Ok(events)) => run(kills, events, kills_servers).await,
            _ => Err("numbers, please".to_owned()),
        },
        _ => Err("usage: nats-crash --kills N --events N [--kill-servers]".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(kills: u64, events: u64, kills_servers: bool) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(said)?;
    let servers = Servers::start(3).map_err(said)?;
    // The events come for as long as there are kills.
    let mean = (PAUSE.start + PAUSE.end) / 2;
    let source = Arc::new(Source::start(events, Duration::from_millis(mean * kills)).await.map_err(said)?);
    let (log, ports) = (folder.path().join("log"), Arc::default());
    let mut run = Run { servers, source, log, started: 0, ports };
    let mut replicas = Vec::new();
    for _ in 0..REPLICAS {
        replicas.push(run.replica()?);
    }
    let begun = Instant::now();
    let (mut stops, mut restarts) = (0, 0);
    let (source, ports) = (run.source.clone(), run.ports.clone());
    // The source goes on calling while replicas die.
    let delivering = tokio::spawn(async move { source.deliver(ports, 16).await });
    for kill in 1..=kills {
        tokio::time::sleep(Duration::from_millis(fastrand::u64(PAUSE))).await;
        if let Some(ended) = replicas.iter_mut().find_map(|replica| replica.child.try_wait().ok().flatten()) {
            return Err(format!("a replica ended by itself: {ended}"));
        }
        if kill % SERVER_EVERY == 0 {
            let server = fastrand::usize(..run.servers.count());
            let ended = match kills_servers {
                true => run.servers.kill(server),
                false => run.servers.stop(server),
            };
            ended.map_err(said)?;
            tokio::time::sleep(Duration::from_millis(fastrand::u64(PAUSE))).await;
            run.servers.start_again(server).map_err(said)?;
            restarts += 1;
        }
        let index = fastrand::usize(..replicas.len());
        if kill % STOP_EVERY == 0 {
            signal(&replicas[index], "-STOP")?;
            tokio::time::sleep(STOPPED).await;
            signal(&replicas[index], "-CONT")?;
            stops += 1;
        } else {
            run.gone(replicas.swap_remove(index))?;
            replicas.push(run.replica()?);
        }
    }
    println!(
        "{} kills of replicas, {stops} stops, {restarts} restarts of servers in {:.1} s",
        kills - stops,
        begun.elapsed().as_secs_f64()
    );
    let end = Instant::now() + PATIENCE;
    loop {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let polled = Handled::read(&run.log, "poll", events)?;
        let called = Handled::read(&run.log, "hook", events)?;
        let is_done = polled.missing == 0 && called.missing == 0 && delivering.is_finished();
        // What was handled last has still to be acknowledged; what could not be comes once more.
        let counts = counts(&run).await;
        let waits = counts
            .as_ref()
            .map_or(true, |counts| counts.iter().any(|counts| counts.waiting + counts.held > 0));
        if (!is_done || waits) && Instant::now() < end {
            continue;
        }
        println!("polled: {polled}\ncalled: {called}\n{} subscriptions, {counts:?}", run.source.hooks());
        let dead: usize = counts?.iter().map(|counts| counts.dead).sum();
        if !is_done || waits || dead > 0 {
            return Err("events were lost, or never done with".to_owned());
        }
        // A server that ends in the moment after it handed out events, or was told that they are done, leaves others who do not know.
        let unmarked = polled.unmarked + called.unmarked;
        return match unmarked <= restarts * AT_ONCE {
            true => Ok(()),
            false => Err("events came twice without saying so".to_owned()),
        };
    }
}

async fn counts(run: &Run) -> Result<Vec<Counts>, String> {
    let store = NatsStore::options("crash").servers(run.servers.urls()).connect().await.map_err(said)?;
    let mut all = Vec::new();
    for stream in ["numbers", "calls"] {
        all.push(store.counts(stream).await.map_err(said)?);
    }
    Ok(all)
}
