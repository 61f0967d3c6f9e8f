//! What every store does, wherever it keeps things.

use std::time::Duration;

use connector_runtime::trigger::{Capacity, Claimed, Counts, Entry, Expect, Fence, Store, StoreError, Write};

pub(crate) const LONG: Duration = Duration::from_secs(3600);

fn entry(id: &str) -> Entry {
    Entry::new(id, format!("\"{id}\""))
}

fn ids(claimed: &[Claimed]) -> Vec<&str> {
    claimed.iter().map(|claimed| claimed.entry.id.as_str()).collect()
}

pub(crate) async fn append(store: &impl Store, ids: &[&str]) -> Vec<bool> {
    store.append("s", ids.iter().map(|id| entry(id)).collect(), None).await.unwrap()
}

pub(crate) async fn state(store: &impl Store) {
    assert_eq!(store.read("a").await.unwrap(), None);
    let first = store.write(Write::new("a", "1")).await.unwrap();
    let second = store.write(Write::new("a", "2").expect(Expect::Version(first))).await.unwrap();
    assert!(second > first);
    let stale = store.write(Write::new("a", "3").expect(Expect::Version(first))).await;
    assert!(matches!(stale, Err(StoreError::Conflict)));
    assert!(matches!(
        store.write(Write::new("a", "3").expect(Expect::Absent)).await,
        Err(StoreError::Conflict)
    ));
    assert!(matches!(
        store.write(Write::new("none", "3").expect(Expect::Version(1))).await,
        Err(StoreError::Conflict)
    ));
    let there = store.read("a").await.unwrap().unwrap();
    assert_eq!((&there.value[..], there.version), (&b"2"[..], second));
    store.write(Write::new("ab", "x").expect(Expect::Absent)).await.unwrap();
    store.write(Write::new("b", "x")).await.unwrap();
    assert_eq!(store.keys("a").await.unwrap(), ["a", "ab"]);
    assert_eq!(store.keys("c").await.unwrap(), [""; 0]);
    store.remove("a").await.unwrap();
    store.remove("a").await.unwrap();
    assert_eq!(store.keys("").await.unwrap(), ["ab", "b"]);
    // A key that was removed does not get an old version again.
    assert!(store.write(Write::new("a", "9")).await.unwrap() > second);
}

pub(crate) async fn inbox(store: &impl Store) {
    assert_eq!(append(store, &["1", "2", "3"]).await, [true, true, true]);
    assert_eq!(append(store, &["2", "4", "4"]).await, [false, true, false]);
    let two = store.claim("s", 2, LONG).await.unwrap();
    assert_eq!(ids(&two), ["1", "2"]);
    assert_eq!(two[0].entry.body, "\"1\"");
    assert_eq!(two[0].deliveries, 1);
    // Those are held; another stream has none.
    assert_eq!(ids(&store.claim("s", 9, LONG).await.unwrap()), ["3", "4"]);
    assert!(store.claim("s", 9, LONG).await.unwrap().is_empty());
    assert!(store.claim("other", 9, LONG).await.unwrap().is_empty());
    assert_eq!(store.counts("s").await.unwrap(), Counts { waiting: 4, held: 4, dead: 0, duplicates: 2 });
    store.ack("s", &two[0].receipt).await.unwrap();
    store.ack("s", &two[0].receipt).await.unwrap();
    store.retry("s", &two[1].receipt, Duration::ZERO).await.unwrap();
    let again = store.claim("s", 9, LONG).await.unwrap();
    assert_eq!((ids(&again), again[0].deliveries), (vec!["2"], 2));
    // The receipt of the time before changes nothing any more, but an acknowledgement counts.
    store.retry("s", &two[1].receipt, Duration::ZERO).await.unwrap();
    assert!(store.claim("s", 9, LONG).await.unwrap().is_empty());
    store.ack("s", &two[1].receipt).await.unwrap();
    assert_eq!(store.counts("s").await.unwrap().waiting, 2);
    // What was handled is still known.
    assert_eq!(append(store, &["1"]).await, [false]);
}

pub(crate) async fn redelivered_alone(store: &impl Store) {
    append(store, &["1", "2", "3", "4"]).await;
    let all = store.claim("s", 3, Duration::ZERO).await.unwrap();
    assert_eq!(ids(&all), ["1", "2", "3"]);
    // Their holds are over at once. One of them must have killed its consumer: they come one by one.
    for id in ["1", "2", "3"] {
        let one = store.claim("s", 9, LONG).await.unwrap();
        assert_eq!((ids(&one), one[0].deliveries), (vec![id], 2));
    }
    assert_eq!(ids(&store.claim("s", 9, LONG).await.unwrap()), ["4"]);
}

pub(crate) async fn state_with_events(store: &impl Store) {
    let write = Write::new("cursor", "1").expect(Expect::Absent);
    assert_eq!(store.append("s", vec![entry("1")], Some(write.clone())).await.unwrap(), [true]);
    // Neither the events nor the state.
    assert!(matches!(store.append("s", vec![entry("2")], Some(write)).await, Err(StoreError::Conflict)));
    assert_eq!(store.counts("s").await.unwrap().waiting, 1);
    // The state alone, and with events that were there already.
    let there = store.read("cursor").await.unwrap().unwrap();
    let write = Write::new("cursor", "2").expect(Expect::Version(there.version));
    assert_eq!(store.append("s", vec![entry("1")], Some(write)).await.unwrap(), [false]);
    assert_eq!(store.append("s", vec![], Some(Write::new("cursor", "3"))).await.unwrap(), [true; 0]);
    assert_eq!(store.read("cursor").await.unwrap().unwrap().value, "3");
}

pub(crate) async fn dead_letters(store: &impl Store) {
    append(store, &["1", "2"]).await;
    let both = store.claim("s", 2, LONG).await.unwrap();
    store.bury("s", &both[0].receipt, "no good").await.unwrap();
    let dead = store.dead("s").await.unwrap();
    assert_eq!(dead.len(), 1);
    assert_eq!((dead[0].entry.id.as_str(), dead[0].reason.as_str(), dead[0].deliveries), ("1", "no good", 1));
    assert_eq!(store.counts("s").await.unwrap(), Counts { waiting: 1, held: 1, dead: 1, duplicates: 0 });
    assert!(!store.revive("s", "2").await.unwrap());
    assert!(store.revive("s", "1").await.unwrap());
    let again = store.claim("s", 9, LONG).await.unwrap();
    assert_eq!((ids(&again), again[0].deliveries), (vec!["1"], 1));
    assert!(store.dead("s").await.unwrap().is_empty());
}

pub(crate) async fn leases(store: &impl Store) {
    let first = store.lease("poll", LONG).await.unwrap().unwrap();
    assert_eq!(store.lease("poll", LONG).await.unwrap(), None);
    assert!(store.lease("other", LONG).await.unwrap().is_some());
    let fence = Fence { key: "poll".to_owned(), number: first };
    assert!(store.renew(&fence, Duration::ZERO).await.unwrap());
    // Its time is over: somebody else takes it.
    assert!(matches!(store.write(Write::new("k", "1").fence(fence.clone())).await, Err(StoreError::Fenced)));
    let second = store.lease("poll", LONG).await.unwrap().unwrap();
    assert!(second > first);
    assert!(!store.renew(&fence, LONG).await.unwrap());
    store.release(&fence).await.unwrap();
    let own = Fence { key: "poll".to_owned(), number: second };
    store.write(Write::new("k", "2").fence(own.clone())).await.unwrap();
    let late = store.append("s", vec![entry("1")], Some(Write::new("k", "1").fence(fence))).await;
    assert!(matches!(late, Err(StoreError::Fenced)));
    assert_eq!(store.counts("s").await.unwrap().waiting, 0);
    store.release(&own).await.unwrap();
    assert!(store.lease("poll", LONG).await.unwrap().unwrap() > second);
}

/// With room for two events and one id more.
pub(crate) async fn full(store: &(impl Store + Clone)) {
    // One that has room takes all.
    assert_eq!(append(store, &["1", "2", "3"]).await, [true; 3]);
    let full = store.append("s", vec![entry("4")], Some(Write::new("k", "1"))).await;
    assert!(matches!(full, Err(StoreError::Full)));
    assert_eq!(store.read("k").await.unwrap(), None);
    // What it has already is no more.
    assert_eq!(append(store, &["3"]).await, [false]);
    let claimed = store.claim("s", 3, LONG).await.unwrap();
    let (own, waiting) = (store.clone(), Duration::from_millis(50));
    let room = tokio::spawn(async move { own.room("s").await });
    store.bury("s", &claimed[0].receipt, "one").await.unwrap();
    tokio::time::sleep(waiting).await;
    assert!(!room.is_finished());
    store.bury("s", &claimed[1].receipt, "two").await.unwrap();
    room.await.unwrap().unwrap();
    // As many dead letters as the inbox may have events.
    assert!(matches!(store.bury("s", &claimed[2].receipt, "three").await, Err(StoreError::Full)));
    assert_eq!(store.counts("s").await.unwrap(), Counts { waiting: 1, held: 1, dead: 2, duplicates: 1 });
    assert_eq!(append(store, &["4"]).await, [true]);
    assert_eq!(append(store, &["2"]).await, [false]);
    store.ack("s", &claimed[2].receipt).await.unwrap();
}

pub(crate) async fn waiting(store: &(impl Store + Clone)) {
    let soon = Duration::from_secs(5);
    let own = store.clone();
    let waiter = tokio::spawn(async move {
        loop {
            own.wait("s").await.unwrap();
            let claimed = own.claim("s", 1, LONG).await.unwrap();
            if let Some(claimed) = claimed.into_iter().next() {
                return claimed;
            }
        }
    });
    tokio::task::yield_now().await;
    append(store, &["1"]).await;
    let claimed = tokio::time::timeout(soon, waiter).await.unwrap().unwrap();
    let begun = std::time::Instant::now();
    store.retry("s", &claimed.receipt, Duration::from_millis(80)).await.unwrap();
    loop {
        tokio::time::timeout(soon, store.wait("s")).await.unwrap().unwrap();
        if !store.claim("s", 1, LONG).await.unwrap().is_empty() {
            break;
        }
    }
    assert!(begun.elapsed() >= Duration::from_millis(75));
}

pub(crate) const SMALL: Capacity = Capacity { events: 2, bytes: 1 << 20, ids: 3 };
