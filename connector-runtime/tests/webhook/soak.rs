//! Five hundred subscriptions in one process, with memory that stays where it is.

use std::time::{Duration, Instant};

use connector_runtime::trigger::{Capacity, MemoryStore};

use crate::kit::{callback, client, host, on_order, plain_service};

const SUBSCRIPTIONS: usize = 500;

/// What the process holds in memory, in KiB. Linux tells.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.trim().parse().ok())
}

/// How long it runs: seconds, by `CONNECTOR_SOAK`; a few without it.
fn time() -> Duration {
    let given = std::env::var("CONNECTOR_SOAK").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(given.unwrap_or(3))
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_subscriptions() {
    let server = plain_service().await;
    let store = MemoryStore::with_capacity(Capacity { events: 100, ids: 200, ..Capacity::default() });
    let (host, serving) = host(&store).await;
    let client = client(&server);
    let mut streams = tokio::task::JoinSet::new();
    for number in 0..SUBSCRIPTIONS {
        let events = host.listen(on_order(&client, &format!("t{number}"))).await.unwrap();
        streams.spawn(events.for_each_ack(|event| async move {
            assert!(event.data["n"].is_number());
            Ok::<_, std::convert::Infallible>(())
        }));
    }
    let tokens: Vec<String> =
        server.seen().iter().map(|seen| callback(seen).rsplit('/').next().unwrap().to_owned()).collect();
    assert_eq!(tokens.len(), SUBSCRIPTIONS);
    let address = serving.local_addr();
    let end = Instant::now() + time();
    let mut senders = tokio::task::JoinSet::new();
    for part in tokens.chunks(SUBSCRIPTIONS / 10) {
        let part = part.to_vec();
        senders.spawn(async move { send(address, &part, end).await });
    }
    // Pools and buffers have grown by then.
    tokio::time::sleep(time() / 3).await;
    let before = resident();
    let mut sent = 0;
    while let Some(own) = senders.join_next().await {
        sent += own.unwrap();
    }
    let after = resident();
    assert!(sent > SUBSCRIPTIONS, "{sent}");
    let all = host.subscriptions().await.unwrap();
    assert_eq!(all.iter().filter(|one| one.listening).count(), SUBSCRIPTIONS);
    println!("{sent} events to {SUBSCRIPTIONS} subscriptions, {before:?} KiB, then {after:?} KiB");
    if let (Some(before), Some(after)) = (before, after) {
        assert!(after < before + (32 << 10), "{before} KiB have become {after} KiB");
    }
}

/// Posts to each address in turn on one connection; how many were taken.
async fn send(address: std::net::SocketAddr, tokens: &[String], end: Instant) -> usize {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let mut taken = 0;
    let mut buffer = [0; 4096];
    for number in 0.. {
        if Instant::now() > end {
            break;
        }
        let body = format!("{{\"n\": {number}}}");
        let token = &tokens[number % tokens.len()];
        let text =
            format!("POST /{token} HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        stream.write_all(text.as_bytes()).await.unwrap();
        let length = stream.read(&mut buffer).await.unwrap();
        let head = std::str::from_utf8(&buffer[..length]).unwrap();
        match head.get(9..12) {
            Some("200") => taken += 1,
            // A consumer that is behind.
            Some("503") => tokio::time::sleep(Duration::from_millis(1)).await,
            _ => panic!("{head}"),
        }
    }
    taken
}
