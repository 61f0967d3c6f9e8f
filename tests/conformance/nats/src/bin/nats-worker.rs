//! A replica: `nats-worker NAME STORE SERVERS SOURCE LOG PORT REPLICAS HANDLING`. It polls and receives what the source emits, and writes down what it
//! handles, which takes HANDLING milliseconds each.

use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use connector::Http;
use connector::trigger::{Event, NatsOptions, NatsStore};
use connector::webhook::WebhookHost;
use nats_conformance::log::Log;
use tokio::net::TcpListener;

mod numbers {
    connector::connector!("numbers.swagger.json");
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, store, servers, source, log, port, replicas, handling] = arguments.as_slice() else {
        return Err("nats-worker NAME STORE SERVERS SOURCE LOG PORT REPLICAS HANDLING".into());
    };
    let options = NatsStore::options(store)
        .servers(servers.split(','))
        .replicas(replicas.parse()?)
        .lease_time(Duration::from_secs(3))
        .redelivery(Duration::from_secs(3))
        .max_events(100_000);
    // Servers may be choosing their leader just now; elsewhere, whoever watches the process starts it again.
    let (store, host) = loop {
        match start(options.clone()).await {
            Ok(started) => break started,
            Err(error) => eprintln!("{name}: {error}"),
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    };
    let http = Http::builder().user_agent(name.clone()).build()?;
    let client = numbers::Client::with_http(numbers::Connection::new().base_url(source.as_str()), &http)?;
    let log = Arc::new(Mutex::new(Log::open(Path::new(log))?));
    let handling = Duration::from_millis(handling.parse()?);
    let handler = |source: &'static str| {
        let (log, name) = (log.clone(), name.clone());
        move |event: Event<i64>| {
            let (log, name) = (log.clone(), name.clone());
            async move {
                if !handling.is_zero() {
                    tokio::time::sleep(handling).await;
                }
                let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
                log.write(source, event.data, event.deliveries(), &name)
            }
        }
    };
    let report = |name: String| move |error: &connector::Error| eprintln!("{name}: {error:?}");
    let polled = client.on_number().every(Duration::from_millis(50)).checkpoint("numbers", &store).events();
    let polling = tokio::spawn(polled.on_error(report(name.clone())).for_each_ack(handler("poll")));
    if port == "0" {
        return Ok(polling.await??);
    }
    let _serving = host.serve(TcpListener::bind((Ipv4Addr::LOCALHOST, port.parse()?)).await?)?;
    let called = loop {
        // Several that start at once: one subscribes, the others go on with what it has made.
        match host.listen(client.on_call().named("calls")).await {
            Ok(called) => break called,
            Err(error) => eprintln!("{name}: {error:?}"),
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    };
    called.on_error(report(name.clone())).for_each_ack(handler("hook")).await?;
    Ok(())
}

async fn start(options: NatsOptions) -> Result<(NatsStore, WebhookHost), Box<dyn std::error::Error>> {
    let store = options.connect().await?;
    let host = WebhookHost::open(&store, "http://loopback/hooks").await?;
    Ok((store, host))
}
