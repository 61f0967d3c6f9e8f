//! A server whose consumer believes that it has got further than its stream.

use std::fs;
use std::time::{Duration, Instant};

use connector::trigger::{Entry, NatsStore, Store as _};
use nats_conformance::servers::Servers;

use crate::{Place, TIME};

const LONG: Duration = Duration::from_secs(600);

async fn open(servers: &Servers) -> NatsStore {
    NatsStore::options("lost")
        .servers(servers.urls())
        .lease_time(TIME)
        .redelivery(TIME)
        .connect()
        .await
        .unwrap()
}

/// Servers of 2.9 that are started again in a cluster come to this now and then; here the end of the stream is taken away on the disk.
pub(crate) async fn what_nobody_is_handed_comes_once_more(_: Place) {
    let mut servers = Servers::start(1).unwrap();
    let store = open(&servers).await;
    let entries = |from: u32| (from..from + 3).map(|id| Entry::new(id.to_string(), "{}")).collect::<Vec<_>>();
    store.append("s", entries(0), None).await.unwrap();
    for claimed in store.claim("s", 3, LONG).await.unwrap() {
        store.ack("s", &claimed.receipt).await.unwrap();
    }
    drop(store);
    servers.stop(0).unwrap();
    let streams = servers.store(0).join("jetstream/$G/streams/lost");
    fs::remove_dir_all(streams.join("msgs")).unwrap();
    fs::create_dir(streams.join("msgs")).unwrap();
    servers.start_again(0).unwrap();

    let store = open(&servers).await;
    store.append("s", entries(3), None).await.unwrap();
    let begun = Instant::now();
    let mut got = Vec::new();
    while got.len() < 3 && begun.elapsed() < TIME * 10 {
        for claimed in store.claim("s", 3, LONG).await.unwrap() {
            // A newer server may see what has happened, and hand them out by itself.
            assert!(claimed.deliveries <= 2);
            got.push(claimed.entry.id.clone());
            store.ack("s", &claimed.receipt).await.unwrap();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    got.sort();
    assert_eq!(got, ["3", "4", "5"]);
    assert_eq!(store.counts("s").await.unwrap().waiting, 0);
}
