//! What a polling trigger costs, compared with a loop that makes the same request: `cargo bench --bench poll -- [--triggers N] [--seconds N]`.
//!
//! So many triggers poll once a second, on one thread; the service, on another, has nothing new for them, as services mostly do. Processor
//! time is that of the polling thread. Triggers and loops take turns, three times; the lower figure of each counts.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark ends where it fails"
)]

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use connector::trigger::MemoryStore;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep};

mod numbers {
    connector::connector!("tests/crash/source.swagger.json");
}

use numbers::{Client, Connection};

const EVERY: Duration = Duration::from_secs(1);
const ROUNDS: usize = 3;

fn main() {
    let (mut triggers, mut seconds) = (1_000, 10);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number = || words.next().and_then(|text| text.parse().ok()).unwrap();
        match word.as_str() {
            "--triggers" => triggers = number(),
            "--seconds" => seconds = number(),
            // cargo says so.
            "--bench" => {}
            other => panic!("{other}?"),
        }
    }
    let (address, asked) = service();
    let measure = |work: &dyn Fn(&mut JoinSet<()>)| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut tasks = JoinSet::new();
            work(&mut tasks);
            // Connecting and compiling what runs for the first time are not what it is about.
            sleep(2 * EVERY).await;
            let (before, used) = (asked.load(Ordering::Relaxed), processor());
            sleep(Duration::from_secs(seconds)).await;
            let polls = asked.load(Ordering::Relaxed) - before;
            (polls, (processor() - used) / polls as f64 * 1e6)
        })
    };
    let (mut of_triggers, mut of_loops) = (f64::MAX, f64::MAX);
    for round in 1..=ROUNDS {
        let (polls, loops) = measure(&|tasks| bare(tasks, address, triggers));
        let (own, cost) = measure(&|tasks| polling(tasks, address, triggers));
        println!(
            "round {round}: loops {loops:.1} \u{b5}s for each of {polls} requests, triggers {cost:.1} \u{b5}s for each of {own} polls"
        );
        (of_triggers, of_loops) = (of_triggers.min(cost), of_loops.min(loops));
    }
    println!(
        "{triggers} triggers: {of_triggers:.1} \u{b5}s of processor time a poll, {of_loops:.1} \u{b5}s a request of a loop: {:.2}; a core polls {:.0} triggers once a minute",
        of_triggers / of_loops,
        60e6 / of_triggers
    );
}

/// What this thread has used of the processor, in seconds.
fn processor() -> f64 {
    // Nanoseconds on the processor come first.
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

/// A service that has nothing new, and how often it was asked.
fn service() -> (SocketAddr, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let (sender, address) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            sender.send(listener.local_addr().unwrap()).unwrap();
            while let Ok((stream, _)) = listener.accept().await {
                let count = count.clone();
                let serve = service_fn(move |_: Request<Incoming>| {
                    count.fetch_add(1, Ordering::Relaxed);
                    let mut response = Response::new(Full::new(Bytes::new()));
                    *response.status_mut() = hyper::StatusCode::ACCEPTED;
                    async move { Ok::<_, Infallible>(response) }
                });
                tokio::spawn(
                    hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), serve),
                );
            }
        });
    });
    (address.recv().unwrap(), asked)
}

fn polling(tasks: &mut JoinSet<()>, address: SocketAddr, triggers: u64) {
    let client = Client::new(Connection::new().base_url(format!("http://{address}"))).unwrap();
    let store = MemoryStore::new();
    for number in 0..triggers {
        let mut events = client.on_number().every(EVERY).checkpoint(format!("t{number}"), &store).events();
        tasks.spawn(async move {
            let event = events.next().await;
            panic!("{event:?}");
        });
    }
}

fn bare(tasks: &mut JoinSet<()>, address: SocketAddr, triggers: u64) {
    let client = connector::Http::reqwest_builder().unwrap().no_proxy().build().unwrap();
    let url = format!("http://{address}/numbers");
    for _ in 0..triggers {
        let (client, url) = (client.clone(), url.clone());
        tasks.spawn(async move {
            let mut ticks = interval(EVERY);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                ticks.tick().await;
                let reply = client.get(&url).header("accept", "application/json").send().await.unwrap();
                assert_eq!(reply.status().as_u16(), 202);
                assert!(reply.bytes().await.unwrap().is_empty());
            }
        });
    }
}
