//! Streams over an inbox.

use std::time::Duration;

use connector_runtime::ErrorKind;
use connector_runtime::trigger::{Capacity, Counts, Entry, Events, MemoryStore, Store};

async fn put(store: &MemoryStore, bodies: &[&str]) {
    let entries = bodies.iter().map(|body| Entry::new(format!("id-{body}"), (*body).to_owned())).collect();
    store.append("s", entries, None).await.unwrap();
}

async fn next<T>(
    events: &mut Events<T>,
) -> Result<connector_runtime::trigger::Event<T>, connector_runtime::Error> {
    tokio::time::timeout(Duration::from_secs(3600), events.next()).await.unwrap().unwrap()
}

#[tokio::test(start_paused = true)]
async fn what_is_not_acknowledged_comes_again() {
    let store = MemoryStore::new();
    put(&store, &["1", "2"]).await;
    let mut events = Events::<i64>::inbox("s", &store).hold(Duration::from_secs(60));
    let event = next(&mut events).await.unwrap();
    assert_eq!((event.data, event.id(), event.deliveries(), &event.raw()[..]), (1, "id-1", 1, &b"1"[..]));
    assert!(event.received_at().elapsed().unwrap() < Duration::from_secs(60));
    event.ack().await.unwrap();
    let begun = tokio::time::Instant::now();
    let dropped = next(&mut events).await.unwrap();
    assert_eq!(dropped.data, 2);
    drop(dropped);
    let again = next(&mut events).await.unwrap();
    assert_eq!((again.data, again.deliveries()), (2, 2));
    assert_eq!(begun.elapsed(), Duration::from_secs(60));
    again.retry_in(Duration::from_secs(7)).await.unwrap();
    let again = next(&mut events).await.unwrap();
    assert_eq!((again.deliveries(), begun.elapsed()), (3, Duration::from_secs(67)));
    again.bury("enough").await.unwrap();
    assert_eq!(store.dead("s").await.unwrap()[0].reason, "enough");
    assert_eq!(store.counts("s").await.unwrap().waiting, 0);
}

#[tokio::test(start_paused = true)]
async fn what_comes_too_often_is_given_up() {
    let store = MemoryStore::new();
    put(&store, &["1"]).await;
    let mut events = Events::<i64>::inbox("s", &store).hold(Duration::from_secs(1)).max_deliveries(3);
    for time in 1..=3 {
        assert_eq!(next(&mut events).await.unwrap().deliveries(), time);
    }
    let error = next(&mut events).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Buried);
    assert_eq!(error.to_string(), "event `id-1`: the event came 3 times and was never acknowledged");
    assert_eq!(store.counts("s").await.unwrap().dead, 1);
    put(&store, &["2"]).await;
    assert_eq!(next(&mut events).await.unwrap().data, 2);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_read_is_said_and_kept() {
    let store = MemoryStore::new();
    put(&store, &["{", "5"]).await;
    let mut events = Events::<i64>::inbox("s", &store);
    let error = next(&mut events).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let dead = store.dead("s").await.unwrap();
    assert_eq!((dead.len(), &dead[0].entry.body[..]), (1, &b"{"[..]));
    assert!(dead[0].reason.contains("the event is not what the document says"), "{}", dead[0].reason);
    assert_eq!(next(&mut events).await.unwrap().data, 5);
}

#[tokio::test(start_paused = true)]
async fn the_common_loop() {
    let store = MemoryStore::new();
    put(&store, &["1", "2", "3"]).await;
    let events = Events::<i64>::inbox("s", &store).max_deliveries(2);
    let (sender, mut seen) = tokio::sync::mpsc::unbounded_channel();
    let task = tokio::spawn(events.for_each_ack(move |event| {
        sender.send((event.data, event.deliveries())).unwrap();
        async move { if event.data == 2 { Err(format!("no {}", event.data)) } else { Ok(()) } }
    }));
    let mut all = Vec::new();
    for _ in 0..4 {
        all.push(seen.recv().await.unwrap());
    }
    assert_eq!(all, [(1, 1), (2, 1), (3, 1), (2, 2)]);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(store.counts("s").await.unwrap(), Counts { waiting: 0, held: 0, dead: 1, duplicates: 0 });
    assert_eq!(store.dead("s").await.unwrap()[0].reason, "no 2");
    task.abort();
}

#[tokio::test]
async fn two_streams_of_one_key() {
    let store = MemoryStore::new();
    put(&store, &["1"]).await;
    let mut first = Events::<i64>::inbox("s", &store);
    let mut second = Events::<i64>::inbox("s", &store);
    let error = next(&mut second).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Store);
    assert!(error.to_string().contains("a live stream `s`"), "{error}");
    assert!(second.next().await.is_none());
    drop(second);
    assert_eq!(next(&mut first).await.unwrap().data, 1);
    // Another store, another key, and the same one once the first is gone.
    let _other = Events::<i64>::inbox("s", &MemoryStore::new());
    let _other = Events::<i64>::inbox("s2", &store);
    first.close().await.unwrap();
    put(&store, &["2"]).await;
    assert_eq!(next(&mut Events::<i64>::inbox("s", &store)).await.unwrap().data, 2);
}

#[tokio::test]
async fn what_was_taken_and_not_handed_out_is_given_back() {
    let store = MemoryStore::new();
    put(&store, &["1", "2", "3", "4", "5", "6", "7"]).await;
    let mut events = Events::<i64>::inbox("s", &store);
    // One is taken, then two, then four.
    for _ in 0..4 {
        next(&mut events).await.unwrap().ack().await.unwrap();
    }
    assert_eq!(store.counts("s").await.unwrap().held, 3);
    events.close().await.unwrap();
    assert_eq!(store.counts("s").await.unwrap().held, 0);
    let mut events = Events::<i64>::inbox("s", &store);
    next(&mut events).await.unwrap().ack().await.unwrap();
    drop(events);
    for _ in 0..100 {
        if store.counts("s").await.unwrap().held == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("what was dropped is still held");
}

/// A stream with dead letters as many as there may be goes on with what is good.
#[tokio::test(start_paused = true)]
async fn a_graveyard_that_is_full() {
    let store = MemoryStore::with_capacity(Capacity { events: 1, ..Capacity::default() });
    put(&store, &["{"]).await;
    let mut events = Events::<i64>::inbox("s", &store).hold(Duration::from_secs(5));
    assert_eq!(next(&mut events).await.unwrap_err().kind(), ErrorKind::Decode);
    put(&store, &["[", "7"]).await;
    assert_eq!(next(&mut events).await.unwrap_err().kind(), ErrorKind::Store);
    assert_eq!(next(&mut events).await.unwrap().data, 7);
    assert_eq!(store.counts("s").await.unwrap(), Counts { waiting: 2, held: 2, dead: 1, duplicates: 0 });
}
