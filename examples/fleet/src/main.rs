//! Three processes of one application, one NATS cluster; one process is killed while events arrive. What each has handled is printed.
//!
//! `cargo run` needs the program `nats-server` and nothing else: servers and service run on the loopback. [`application`] is what one would
//! write; a single line of it chooses the store.

use std::collections::BTreeMap;
use std::error::Error;
use std::net::Ipv4Addr;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use connector::trigger::{Event, NatsStore};
use connector::webhook::WebhookHost;
use nats_conformance::log::{Handled, Log};
use nats_conformance::servers::Servers;
use nats_conformance::source::Source;
use tokio::net::TcpListener;

mod numbers {
    connector::connector!("../../tests/conformance/nats/numbers.swagger.json");
}

const EVENTS: u64 = 300;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [name, servers, service, log, port] => application(name, servers, service, log, port.parse()?).await,
        _ => fleet().await,
    }
}

/// The application, the same in each process.
async fn application(
    name: &str,
    servers: &str,
    service: &str,
    log: &str,
    port: u16,
) -> Result<(), Box<dyn Error>> {
    let store = NatsStore::options("fleet")
        .servers(servers.split(','))
        .replicas(3)
        .lease_time(Duration::from_secs(2))
        .redelivery(Duration::from_secs(2))
        .connect()
        .await?;

    let client = numbers::Client::new(numbers::Connection::new().base_url(service))?;
    let log = Arc::new(Mutex::new(Log::open(log.as_ref())?));
    let handler = |source: &'static str| {
        let (log, name) = (log.clone(), name.to_owned());
        move |event: Event<i64>| {
            let (log, name) = (log.clone(), name.clone());
            async move {
                tokio::time::sleep(Duration::from_millis(20)).await;
                let mut log = log.lock().map_err(|_| std::io::Error::other("a handler has panicked"))?;
                log.write(source, event.data, event.deliveries(), &name)
            }
        }
    };

    // One of the three polls, all of them handle what comes of it.
    let polled = client.on_number().every(Duration::from_millis(100)).checkpoint("numbers", &store).events();
    let polling = tokio::spawn(polled.for_each_ack(handler("poll")));

    // One of them has subscribed, and each of them is called.
    let host = WebhookHost::open(&store, "http://loopback/hooks").await?;
    let _serving = host.serve(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?)?;
    host.listen(client.on_call().named("calls")).await?.for_each_ack(handler("hook")).await?;
    Ok(polling.await??)
}

struct Process(&'static str, Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.1.kill();
        let _ = self.1.wait();
    }
}

/// Starts everything, and kills one.
async fn fleet() -> Result<(), Box<dyn Error>> {
    let servers = Servers::start(3).map_err(|fault| fault.to_string())?;
    let source = Arc::new(Source::start(EVENTS, Duration::from_secs(6)).await?);
    let log = std::env::temp_dir().join(format!("connector-fleet-{}", std::process::id()));
    let ports: Arc<Mutex<Vec<u16>>> = Arc::default();
    let mut processes = Vec::new();
    for name in ["ada", "ben", "cleo"] {
        let port = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let child = Command::new(std::env::current_exe()?)
            .args([
                name,
                &servers.urls().join(","),
                &source.url,
                &log.display().to_string(),
                &port.to_string(),
            ])
            .stdin(Stdio::null())
            .spawn()?;
        processes.push(Process(name, child));
        ports.lock().map_err(|_| "poisoned")?.push(port);
    }
    let (own, service) = (ports.clone(), source.clone());
    tokio::spawn(async move { service.deliver(own, 8).await });
    tokio::time::sleep(Duration::from_secs(4)).await;
    // The load balancer in front of them would notice, too.
    ports.lock().map_err(|_| "poisoned")?.remove(0);
    let killed = processes.remove(0);
    println!("{} is killed", killed.0);
    drop(killed);

    let mut all = BTreeMap::new();
    for source in ["poll", "hook"] {
        for _ in 0..300 {
            let handled = Handled::read(&log, source, EVENTS)?;
            let is_done = handled.missing == 0;
            all.insert(source, handled);
            if is_done {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
    let _ = std::fs::remove_file(&log);
    for Process(name, child) in &mut processes {
        if let Some(ended) = child.try_wait()? {
            return Err(format!("{name} ended by itself: {ended}").into());
        }
    }
    for (source, handled) in &all {
        println!("{source}: {handled}");
    }
    match all.values().all(|handled| handled.missing == 0 && handled.unmarked == 0) {
        true => Ok(()),
        false => Err("events are missing".into()),
    }
}
