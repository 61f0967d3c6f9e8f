//! Webhook events per second, durable and not, compared with a bare server that writes and syncs the same bytes in the same batches,
//! or keeps them in a list:
//! `cargo bench --bench trigger -- [--events N] [--connections N] [--body BYTES] [--folder DIR]`.
//!
//! Both answer 200 when what came is on disk, both over hyper with the same settings, and both have one thread that writes whatever
//! waits, up to 1,024 requests at a time (headers and body), with one write and one sync. They take turns, five times; the best of each
//! counts, because others use the machine, too. Processor time is that of both ends, and so most of it is the same in both.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark ends where it fails"
)]

use std::convert::Infallible;
use std::fs::File;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use connector::trigger::{Capacity, DiskStore, MemoryStore, Store};
use connector::webhook::{Receiver, WebhookHost};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

/// As the store has it.
const BATCH: usize = 1024;
const ROUNDS: usize = 5;

struct Settings {
    events: usize,
    connections: usize,
    body: usize,
    folder: PathBuf,
}

impl Settings {
    fn read() -> Self {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("trigger");
        let mut settings = Self { events: 20_000, connections: 64, body: 1024, folder: target };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut number = || words.next().and_then(|text| text.parse().ok()).unwrap();
            match word.as_str() {
                "--events" => settings.events = number(),
                "--connections" => settings.connections = number(),
                "--body" => settings.body = number(),
                "--folder" => settings.folder = words.next().unwrap().into(),
                // cargo says so.
                "--bench" => {}
                other => panic!("{other}?"),
            }
        }
        settings
    }
}

#[tokio::main]
async fn main() {
    let settings = Settings::read();
    std::fs::create_dir_all(&settings.folder).unwrap();
    let sync = sync_time(&settings.folder);
    println!(
        "{} events of {} bytes over {} connections; one sync of {} takes {:.2} ms",
        settings.events,
        settings.body,
        settings.connections,
        settings.folder.display(),
        sync.as_secs_f64() * 1e3
    );
    for (name, is_durable) in [("DiskStore", true), ("MemoryStore", false)] {
        let (mut best_bare, mut best_host) = (Rate::default(), Rate::default());
        for round in 1..=ROUNDS {
            let bare = bare(&settings, is_durable).await;
            let host = if is_durable { on_disk(&settings).await } else { in_memory(&settings).await };
            println!("round {round}: bare {bare}, WebhookHost with {name} {host}: {:.0} %", host.of(bare));
            (best_bare, best_host) = (best_bare.better(bare), best_host.better(host));
        }
        println!("{name}, best: {best_host} of {best_bare}: {:.0} %", best_host.of(best_bare));
    }
}

/// Events per second, and processor time for each, in microseconds.
#[derive(Clone, Copy, Default)]
struct Rate {
    events: f64,
    cost: f64,
}

impl Rate {
    fn better(self, other: Self) -> Self {
        if other.events > self.events { other } else { self }
    }

    fn of(self, other: Self) -> f64 {
        self.events / other.events * 100.0
    }
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.0} events/s ({:.1} \u{b5}s of processor time each)", self.events, self.cost)
    }
}

/// What the process has used of the processor, in seconds; nothing where the system does not say.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let words: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    // In user and in system mode, in hundredths of a second.
    words.iter().skip(11).take(2).filter_map(|word| word.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// How long it takes to write a page and sync it, in the middle of twenty.
fn sync_time(folder: &Path) -> Duration {
    let path = folder.join("sync");
    let mut file = File::create(&path).unwrap();
    let mut times: Vec<Duration> = (0..20)
        .map(|_| {
            file.write_all(&[7; 4096]).unwrap();
            let begun = Instant::now();
            file.sync_data().unwrap();
            begun.elapsed()
        })
        .collect();
    times.sort();
    std::fs::remove_file(path).unwrap();
    times.get(10).copied().unwrap_or_default()
}

fn capacity(settings: &Settings) -> Capacity {
    Capacity { events: settings.events + 1, bytes: usize::MAX, ids: settings.events + 1 }
}

async fn on_disk(settings: &Settings) -> Rate {
    let path = settings.folder.join("inbox");
    let _ = std::fs::remove_dir_all(&path);
    let rate = host(settings, DiskStore::with_capacity(&path, capacity(settings)).unwrap()).await;
    std::fs::remove_dir_all(&path).unwrap();
    rate
}

async fn in_memory(settings: &Settings) -> Rate {
    host(settings, MemoryStore::with_capacity(capacity(settings))).await
}

/// The host on a store; nobody takes the events away.
async fn host(settings: &Settings, store: impl Store + Clone + 'static) -> Rate {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let host = WebhookHost::open(&store, &url).await.unwrap();
    let serving = host.serve(listener).unwrap();
    let events = host.receive::<serde_json::Value>(Receiver::named("bench")).await.unwrap();
    let address = host.callback("bench").await.unwrap();
    let rate = load(settings, serving.local_addr(), address.rsplit('/').next().unwrap()).await;
    let waiting = host.subscriptions().await.unwrap().iter().map(|one| one.waiting).sum::<usize>();
    assert_eq!(waiting, settings.events);
    serving.stop().await;
    drop((events, host));
    rate
}

type Kept = (hyper::http::request::Parts, Bytes, oneshot::Sender<()>);

/// hyper, a file, and a thread that writes and syncs; or hyper and a list.
async fn bare(settings: &Settings, is_durable: bool) -> Rate {
    let path = settings.folder.join("bare");
    let (sender, jobs) = mpsc::channel::<Kept>();
    let mut file = File::create(&path).unwrap();
    let writer = std::thread::spawn(move || {
        let mut list = Vec::new();
        while let Ok(first) = jobs.recv() {
            let batch: Vec<Kept> = std::iter::once(first).chain(jobs.try_iter().take(BATCH - 1)).collect();
            if !is_durable {
                list.extend(batch.into_iter().map(|(head, body, done)| {
                    let _ = done.send(());
                    (head, body)
                }));
                continue;
            }
            let mut bytes = Vec::new();
            for (head, body, _) in &batch {
                for (name, value) in &head.headers {
                    bytes.extend_from_slice(name.as_str().as_bytes());
                    bytes.extend_from_slice(value.as_bytes());
                }
                bytes.extend_from_slice(body);
            }
            file.write_all(&bytes).unwrap();
            file.sync_data().unwrap();
            for (_, _, done) in batch {
                // Whoever waits may have gone.
                let _ = done.send(());
            }
        }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            stream.set_nodelay(true).unwrap();
            let sender = sender.clone();
            let serve = service_fn(move |request: Request<Incoming>| {
                let sender = sender.clone();
                async move {
                    let (head, body) = request.into_parts();
                    let body = body.collect().await.unwrap().to_bytes();
                    let (done, kept) = oneshot::channel();
                    sender.send((head, body, done)).unwrap();
                    kept.await.unwrap();
                    Ok::<_, Infallible>(Response::new(Full::new(Bytes::new())))
                }
            });
            // As the host has it.
            let mut builder = hyper::server::conn::http1::Builder::new();
            builder
                .timer(TokioTimer::new())
                .header_read_timeout(Duration::from_secs(10))
                .max_buf_size(64 << 10);
            tokio::spawn(builder.serve_connection(TokioIo::new(stream), serve));
        }
    });
    let rate = load(settings, address, "x").await;
    assert!(
        !is_durable || std::fs::metadata(&path).unwrap().len() > (settings.events * settings.body) as u64
    );
    server.abort();
    let _ = server.await;
    writer.join().unwrap();
    std::fs::remove_file(&path).unwrap();
    rate
}

/// Events per second that are taken, each connection sending the next one when the last one was answered.
async fn load(settings: &Settings, address: SocketAddr, token: &str) -> Rate {
    let next = Arc::new(AtomicUsize::new(0));
    let (begun, before) = (Instant::now(), processor());
    let mut senders = tokio::task::JoinSet::new();
    for _ in 0..settings.connections {
        let (next, token, events, length) = (next.clone(), token.to_owned(), settings.events, settings.body);
        senders.spawn(async move {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.set_nodelay(true).unwrap();
            let body = format!("{{\"text\":\"{}\"}}", "x".repeat(length.saturating_sub(11)));
            let mut buffer = [0; 1024];
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= events {
                    return;
                }
                let head = format!(
                    "POST /{token} HTTP/1.1\r\nHost: x\r\nwebhook-id: {number}\r\nContent-Length: {}\r\n\r\n",
                    body.len()
                );
                stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
                let length = stream.read(&mut buffer).await.unwrap();
                assert!(buffer.get(..12) == Some(b"HTTP/1.1 200".as_slice()), "{length}");
            }
        });
    }
    while let Some(outcome) = senders.join_next().await {
        outcome.unwrap();
    }
    let events = settings.events as f64;
    Rate { events: events / begun.elapsed().as_secs_f64(), cost: (processor() - before) / events * 1e6 }
}
