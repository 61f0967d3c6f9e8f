//! What sharing brings, and what the store costs.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use async_nats::Client;
use async_nats::jetstream::consumer::{AckPolicy, PullConsumer, pull};
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::{Config, RetentionPolicy};
use bytes::Bytes;
use connector::trigger::{Entry, NatsOptions, NatsStore, Store as _};
use futures_util::StreamExt as _;
use tokio::task::JoinSet;

use crate::shared::inbox;
use crate::{Place, TIME};

/// How long so many replicas take for so many events, each of which takes this long.
async fn drain(options: &NatsOptions, replicas: usize, events: usize, each: Duration) -> Duration {
    let done = Arc::new(AtomicUsize::new(0));
    let mut stores = Vec::new();
    for _ in 0..replicas {
        let store = options.clone().connect().await.unwrap();
        // It is the work that is shared, not the making of a consumer.
        store.counts("s").await.unwrap();
        stores.push(store);
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
    const EVENTS: usize = 180;
    let each = Duration::from_millis(40);
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

const ROUNDS: usize = 101;
const EVENTS: usize = 200;
const BATCH: usize = 100;
const SIZE: usize = 1_000;
/// How many events are asked for at once, and how many acknowledgements may be under way.
const FETCHED: usize = 16;
const ACKS: usize = 64;

/// A publisher that waits for what is safe, and a consumer that waits until its acknowledgements are: with nothing in between.
struct Bare {
    jet: async_nats::jetstream::Context,
    consumer: PullConsumer,
    subject: &'static str,
}

impl Bare {
    async fn new(place: &Place) -> Self {
        let client = async_nats::connect(&place.urls[0]).await.unwrap();
        let jet = async_nats::jetstream::new(client.clone());
        let config = Config {
            name: "bare".to_owned(),
            subjects: vec!["bare.in.*".to_owned()],
            retention: RetentionPolicy::WorkQueue,
            num_replicas: place.replicas,
            duplicate_window: Duration::from_secs(600),
            ..Config::default()
        };
        let stream = jet.create_stream(config).await.unwrap();
        let config = pull::Config {
            durable_name: Some("s".to_owned()),
            ack_policy: AckPolicy::Explicit,
            ..pull::Config::default()
        };
        let consumer = stream.create_consumer(config).await.unwrap();
        lead(&client, "bare").await;
        Self { jet, consumer, subject: "bare.in.s" }
    }

    async fn round(&self, number: usize) -> Duration {
        let begun = Instant::now();
        let body = Bytes::from(vec![b'1'; SIZE]);
        for batch in ids(number).chunks(BATCH) {
            let mut acks = Vec::new();
            for id in batch {
                let message = PublishMessage::build().payload(body.clone()).message_id(id);
                acks.push(self.jet.send_publish(self.subject, message).await.unwrap());
            }
            for ack in acks {
                ack.await.unwrap();
            }
        }
        let mut done = 0;
        let mut acks = JoinSet::new();
        while done < EVENTS {
            let mut messages = self.consumer.fetch().max_messages(FETCHED).messages().await.unwrap();
            while let Some(message) = messages.next().await {
                let message = message.unwrap();
                done += 1;
                acks.spawn(async move { message.double_ack().await.unwrap() });
            }
            while acks.len() > ACKS {
                acks.join_next().await.unwrap().unwrap();
            }
        }
        acks.join_all().await;
        begun.elapsed()
    }
}

async fn ours(place: &Place) -> NatsStore {
    let options = place.named("ours").servers([&place.urls[0]]).redelivery(TIME * 10);
    let store = options.connect().await.unwrap();
    // So that there is a consumer.
    assert!(store.claim("s", 1, TIME).await.unwrap().is_empty());
    lead(&async_nats::connect(&place.urls[0]).await.unwrap(), "ours").await;
    store
}

async fn round(store: &NatsStore, number: usize) -> Duration {
    let begun = Instant::now();
    let body = Bytes::from(vec![b'1'; SIZE]);
    for batch in ids(number).chunks(BATCH) {
        let entries = batch.iter().map(|id| Entry::new(id, body.clone()));
        store.append("s", entries.collect(), None).await.unwrap();
    }
    let mut done = 0;
    let mut acks = JoinSet::new();
    while done < EVENTS {
        for claimed in store.claim("s", FETCHED, Duration::from_secs(60)).await.unwrap() {
            done += 1;
            let store = store.clone();
            acks.spawn(async move { store.ack("s", &claimed.receipt).await.unwrap() });
        }
        while acks.len() > ACKS {
            acks.join_next().await.unwrap().unwrap();
        }
    }
    acks.join_all().await;
    begun.elapsed()
}

fn ids(round: usize) -> Vec<String> {
    (0..EVENTS).map(|number| (round * EVENTS + number).to_string()).collect()
}

/// In a cluster chance decides which servers lead a stream and its consumer, and it matters whether they are the one that a client speaks
/// to: here they are.
async fn lead(client: &Client, name: &str) {
    let stream = async_nats::jetstream::new(client.clone()).get_stream(name).await.unwrap();
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        let leads = [
            ("STREAM", name.to_owned(), stream.get_info().await.unwrap().cluster),
            ("CONSUMER", format!("{name}.s"), stream.consumer_info("s").await.unwrap().cluster),
        ];
        let mut are_here = true;
        for (what, which, cluster) in leads {
            // One server alone leads nobody.
            let Some(cluster) = cluster else { continue };
            if cluster.leader.as_ref() != Some(&client.server_info().server_name) {
                are_here = false;
                let subject = format!("$JS.API.{what}.LEADER.STEPDOWN.{which}");
                client.request(subject, Bytes::new()).await.unwrap();
            }
        }
        if are_here {
            return;
        }
        assert!(Instant::now() < end, "other servers lead");
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

pub(crate) async fn next_to_a_bare_client(place: Place) {
    let bare = Bare::new(&place).await;
    let store = ours(&place).await;
    // Short rounds that take turns, and of each the one in the middle: on a machine that is busy otherwise some take several times as
    // long, of both alike.
    let (mut without, mut with) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        without.push(bare.round(round).await);
        with.push(self::round(&store, round).await);
    }
    let (without, with) = (middle(without), middle(with));
    let cost = with.as_secs_f64() / without.as_secs_f64() - 1.0;
    println!("{EVENTS} events: bare client {without:?}, store {with:?}: {:+.1} %", cost * 100.0);
    assert!(cost <= 0.2, "the store adds {:.1} %", cost * 100.0);
}
