//! What sharing brings, and what the store costs.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use async_nats::jetstream::consumer::{AckPolicy, pull};
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::{Config, RetentionPolicy};
use connector::trigger::{Entry, NatsOptions, Store as _};
use futures_util::StreamExt as _;
use tokio::task::JoinSet;

use crate::shared::inbox;
use crate::{Place, TIME};

/// How long so many replicas take for so many events, each of which takes this long.
async fn drain(options: &NatsOptions, replicas: usize, events: usize, each: Duration) -> Duration {
    let done = Arc::new(AtomicUsize::new(0));
    let mut stores = Vec::new();
    for _ in 0..replicas {
        stores.push(options.clone().connect().await.unwrap());
    }
    let begun = Instant::now();
    let mut running = JoinSet::new();
    for store in stores {
        let done = done.clone();
        running.spawn(async move {
            let handler = |_| {
                let done = done.clone();
                async move {
                    tokio::time::sleep(each).await;
                    done.fetch_add(1, Ordering::SeqCst);
                    Ok::<_, connector::Error>(())
                }
            };
            inbox(&store).on_error(|error| println!("{error:?}")).for_each_ack(handler).await.unwrap();
        });
    }
    while done.load(Ordering::SeqCst) < events {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    begun.elapsed()
}

pub(crate) async fn three_do_the_work_of_three(place: Place) {
    const EVENTS: usize = 300;
    let each = Duration::from_millis(20);
    let mut times = Vec::new();
    for replicas in [1, 3] {
        let options = place.options().redelivery(TIME * 10);
        let store = options.clone().connect().await.unwrap();
        let entries = (0..EVENTS).map(|number| Entry::new(number.to_string(), number.to_string()));
        store.append("s", entries.collect(), None).await.unwrap();
        times.push(drain(&options, replicas, EVENTS, each).await);
    }
    println!("one replica: {:?}; three: {:?}", times[0], times[1]);
    assert!(times[1].as_secs_f64() <= times[0].as_secs_f64() / 2.5, "{times:?}");
}

const EVENTS: usize = 4_000;
const BATCH: usize = 100;
const SIZE: usize = 1_000;

/// A publisher that waits for what is safe, and a consumer that waits until its acknowledgements are: with nothing in between.
async fn bare(place: &Place, name: &str) -> Duration {
    let client = async_nats::connect(
        place.urls.iter().map(|url| url.parse().unwrap()).collect::<Vec<async_nats::ServerAddr>>(),
    )
    .await
    .unwrap();
    let jet = async_nats::jetstream::new(client.clone());
    let config = Config {
        name: name.to_owned(),
        subjects: vec![format!("{name}.in.*")],
        retention: RetentionPolicy::WorkQueue,
        num_replicas: if place.urls.len() > 1 { 3 } else { 1 },
        duplicate_window: Duration::from_secs(600),
        ..Config::default()
    };
    let stream = jet.create_stream(config).await.unwrap();
    let begun = Instant::now();
    let body = bytes::Bytes::from(vec![b'1'; SIZE]);
    for batch in 0..EVENTS / BATCH {
        let mut acks = Vec::new();
        for number in 0..BATCH {
            let message = PublishMessage::build()
                .payload(body.clone())
                .message_id((batch * BATCH + number).to_string());
            acks.push(jet.send_publish(format!("{name}.in.s"), message).await.unwrap());
        }
        for ack in acks {
            ack.await.unwrap();
        }
    }
    let config = pull::Config {
        durable_name: Some("s".to_owned()),
        ack_policy: AckPolicy::Explicit,
        ..pull::Config::default()
    };
    let consumer = stream.create_consumer(config).await.unwrap();
    let mut done = 0;
    let mut acks = JoinSet::new();
    while done < EVENTS {
        let mut messages = consumer.fetch().max_messages(16).messages().await.unwrap();
        while let Some(message) = messages.next().await {
            let message = message.unwrap();
            done += 1;
            acks.spawn(async move { message.double_ack().await.unwrap() });
        }
        while acks.len() > 64 {
            acks.join_next().await.unwrap().unwrap();
        }
    }
    while let Some(ack) = acks.join_next().await {
        ack.unwrap();
    }
    begun.elapsed()
}

async fn ours(place: &Place) -> Duration {
    let store = place.options().max_events(2 * EVENTS).redelivery(TIME * 10).connect().await.unwrap();
    let begun = Instant::now();
    let body = bytes::Bytes::from(format!("\"{}\"", "1".repeat(SIZE - 2)));
    for batch in 0..EVENTS / BATCH {
        let entries = (0..BATCH).map(|number| Entry::new((batch * BATCH + number).to_string(), body.clone()));
        store.append("s", entries.collect(), None).await.unwrap();
    }
    let mut done = 0;
    let mut acks = JoinSet::new();
    while done < EVENTS {
        for claimed in store.claim("s", 16, Duration::from_secs(60)).await.unwrap() {
            done += 1;
            let store = store.clone();
            acks.spawn(async move { store.ack("s", &claimed.receipt).await.unwrap() });
        }
        while acks.len() > 64 {
            acks.join_next().await.unwrap().unwrap();
        }
    }
    while let Some(ack) = acks.join_next().await {
        ack.unwrap();
    }
    begun.elapsed()
}

pub(crate) async fn next_to_a_bare_client(place: Place) {
    // In turn, because the machine may be busy otherwise: the best of each.
    let (mut without, mut with) = (Duration::MAX, Duration::MAX);
    for round in 0..6 {
        without = without.min(bare(&place, &format!("bare{round}")).await);
        with = with.min(ours(&place).await);
    }
    let cost = with.as_secs_f64() / without.as_secs_f64() - 1.0;
    println!("{EVENTS} events: bare client {without:?}, store {with:?}: {:+.1} %", cost * 100.0);
    assert!(cost <= 0.2, "the store costs {:.1} %", cost * 100.0);
}
