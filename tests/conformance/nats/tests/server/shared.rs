//! Several processes on one store. Here they are handles of their own, which share nothing but the servers.

use std::collections::BTreeMap;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use connector::trigger::{Claimed, Entry, Events, Fence, NatsStore, Store, StoreError, Write};
use nats_conformance::log::Handled;
use nats_conformance::proxy::Proxy;
use nats_conformance::source::{Poll, Source};

use crate::{Place, TIME};

const LONG: Duration = Duration::from_secs(3600);
/// How long the leases of processes last.
const LEASE: Duration = Duration::from_secs(3);
const SOON: Duration = Duration::from_secs(20);

fn entries(count: usize) -> Vec<Entry> {
    (0..count).map(|number| Entry::new(number.to_string(), number.to_string())).collect()
}

async fn two(place: &Place) -> (NatsStore, NatsStore) {
    let options = place.options();
    (options.clone().connect().await.unwrap(), options.connect().await.unwrap())
}

pub(crate) async fn a_lease_passes_on(place: Place) {
    let (one, other) = two(&place).await;
    let first = one.lease("k", TIME).await.unwrap().unwrap();
    assert_eq!(other.lease("k", TIME).await.unwrap(), None);
    // Nobody renews it: it is let go, and who waits hears of it.
    let begun = Instant::now();
    let number = loop {
        other.freed("k").await.unwrap();
        if let Some(number) = other.lease("k", LONG).await.unwrap() {
            break number;
        }
    };
    assert!(
        number > first && begun.elapsed() >= TIME * 3 / 4 && begun.elapsed() < TIME * 4,
        "{:?}",
        begun.elapsed()
    );
    let fence = Fence { key: "k".to_owned(), number: first };
    assert!(!one.renew(&fence, LONG).await.unwrap());
    // Who ends in good order lets go at once.
    let begun = Instant::now();
    other.close().await.unwrap();
    loop {
        if one.lease("k", LONG).await.unwrap().is_some() {
            break;
        }
        one.freed("k").await.unwrap();
    }
    assert!(begun.elapsed() < TIME, "{:?}", begun.elapsed());
}

/// A process that is stopped for longer than its lease lasts, and goes on.
pub(crate) async fn who_is_stopped_loses_its_lease(place: Place) {
    let source = Source::start(1_000, Duration::from_secs(6)).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let replicas: Vec<Replica> =
        ["a", "b"].iter().map(|name| Replica::start(name, &place, "crash", &source, &log)).collect();
    let holder = until(|| source.polls().last().map(|poll| poll.who.clone())).await;
    let index = replicas.iter().position(|replica| replica.name == holder).unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    replicas[index].signal("-STOP");
    let stopped = Instant::now();
    let other = until(|| {
        source.polls().iter().rev().find(|poll| poll.who != holder && poll.at > stopped).map(|poll| poll.at)
    });
    let other = other.await;
    replicas[index].signal("-CONT");
    let resumed = Instant::now();
    // Both are alive now, and one of them polls. What it had in hand the other one may still send, once.
    tokio::time::sleep(Duration::from_secs(4)).await;
    let late: Vec<Poll> =
        source.polls().into_iter().filter(|poll| poll.who == holder && poll.at > resumed).collect();
    assert!(late.len() <= 1, "{} polls of who has lost the lease", late.len());
    assert!(other.duration_since(stopped) < SOON);
    let handled =
        until(|| Some(Handled::read(&log, "poll", 1_000).unwrap()).filter(|handled| handled.missing == 0))
            .await;
    // The one that it had in its hands when it was stopped, it cannot know of.
    assert!(handled.unmarked <= 1, "{handled}");
    drop(replicas);
}

/// A process that does nothing for a while, as one that is stopped.
struct Stopped<T> {
    runtime: Option<tokio::runtime::Runtime>,
    has: Option<T>,
}

impl<T: Send + 'static> Stopped<T> {
    /// Runs it until there is something, and stops it.
    async fn run<R: Send + 'static>(
        mut self,
        act: impl AsyncFnOnce(Option<T>) -> (T, R) + Send + 'static,
    ) -> (Self, R) {
        // A runtime cannot be driven inside another one.
        tokio::task::spawn_blocking(move || {
            let runtime = self.runtime.take().unwrap_or_else(|| {
                tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
            });
            let (has, result) = runtime.block_on(act(self.has.take()));
            (Self { runtime: Some(runtime), has: Some(has) }, result)
        })
        .await
        .unwrap()
    }
}

impl<T> Drop for Stopped<T> {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// What a process has fetched, been handed, or what lay in its socket when it was stopped for longer than it takes until others have it: it does not hand
/// it out as if nobody had.
pub(crate) async fn who_was_stopped_hands_out_nothing_as_new(place: Place) {
    let options = place.named("stopped");
    let own = options.clone();
    let other = options.connect().await.unwrap();
    other.append("s", entries(3), None).await.unwrap();
    other.append("u", entries(1), None).await.unwrap();
    let url = place.urls[0].clone();
    let process = Stopped { runtime: None, has: None };
    // The third is in the buffer of the stream. Of `t` something has asked for more, as streams do that have nothing left; of `u` there is an answer.
    let (process, seen) = process
        .run(async move |_| {
            let store = own.connect().await.unwrap();
            let mut events = inbox(&store);
            let (first, second) =
                (events.next().await.unwrap().unwrap(), events.next().await.unwrap().unwrap());
            let seen = [first.data, second.data];
            first.ack().await.unwrap();
            second.ack().await.unwrap();
            let waiting = tokio::spawn({
                let store = store.clone();
                async move { store.wait("t").await }
            });
            // The servers have the question.
            let jet = async_nats::jetstream::new(async_nats::connect(url).await.unwrap());
            let stream = jet.get_stream("stopped").await.unwrap();
            let asked = async {
                while stream.consumer_info("t").await.map_or(0, |info| info.num_waiting) == 0 {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            };
            tokio::time::timeout(SOON, asked).await.unwrap();
            store.wait("u").await.unwrap();
            ((store, events, waiting), seen)
        })
        .await;
    assert_eq!(seen, [0, 1]);
    other.append("t", entries(1), None).await.unwrap();
    // Meanwhile the others have them, and are done.
    for (stream, id) in [("s", "2"), ("t", "0"), ("u", "0")] {
        let claimed = due(&other, stream).await;
        assert_eq!((claimed.entry.id.as_str(), claimed.deliveries), (id, 2));
        other.ack(stream, &claimed.receipt).await.unwrap();
    }
    other.append("s", vec![Entry::new("3", "3")], None).await.unwrap();
    let (_process, next) = process
        .run(async move |has| {
            let (store, mut events, waiting) = has.unwrap();
            for stream in ["u", "t"] {
                for claimed in store.claim(stream, 3, LONG).await.unwrap() {
                    assert!(claimed.deliveries > 1, "handed out as new, of `{stream}`");
                }
            }
            let event = tokio::time::timeout(SOON, events.next()).await.unwrap().unwrap().unwrap();
            let next = (event.data, event.deliveries());
            event.ack().await.unwrap();
            waiting.await.unwrap().unwrap();
            ((store, events, tokio::spawn(async { Ok(()) })), next)
        })
        .await;
    // The new one comes right after the stop, where nobody knows whether another one has had it.
    assert_eq!(next.0, 3, "{} deliveries", next.1);
}

/// The fence alone, without any clock: the holder still believes in its lease, and another one has it.
pub(crate) async fn a_late_checkpoint_is_refused(place: Place) {
    let options = place.named("fence");
    let (one, other) = (options.clone().connect().await.unwrap(), options.connect().await.unwrap());
    let lease = |number| Fence { key: "k".to_owned(), number };
    let old = lease(one.lease("k", LONG).await.unwrap().unwrap());
    one.write(Write::new("k", "1").fence(old.clone())).await.unwrap();
    // To all others it looks as if the first one had ended.
    let jet = async_nats::jetstream::new(async_nats::connect(&place.urls[0]).await.unwrap());
    let bucket = jet.get_stream("KV_fence").await.unwrap();
    bucket.purge().filter("$KV.fence.session.*").await.unwrap();
    let new = lease(other.lease("k", LONG).await.unwrap().unwrap());
    assert!(new.number > old.number);
    other.write(Write::new("k", "2").fence(new)).await.unwrap();
    let late = one.append("s", Vec::new(), Some(Write::new("k", "1").fence(old.clone()))).await;
    assert!(matches!(late, Err(StoreError::Fenced)), "{late:?}");
    assert_eq!(other.read("k").await.unwrap().unwrap().value, "2");
    // Now it knows, and its events stay away, too.
    let late = one.append("s", entries(1), Some(Write::new("k", "1").fence(old))).await;
    assert!(matches!(late, Err(StoreError::Fenced)), "{late:?}");
    assert_eq!(other.counts("s").await.unwrap().waiting, 0);
}

/// The network is gone and nobody says so. There are no events meanwhile, so that it is the lease alone that ends the polling: who has an event
/// notices by the store that does not take it.
pub(crate) async fn who_is_cut_off_stops_in_time(place: Place) {
    let source = Source::start(400, Duration::from_secs(8)).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let proxy = Proxy::start(place.port).await.unwrap();
    let behind = Place { urls: vec![format!("nats://127.0.0.1:{}", proxy.port)], ..place.clone() };
    let polls_of = |name: &str| {
        let polls = source.polls().into_iter().filter(|poll| poll.who == name);
        polls.map(|poll| poll.at).collect::<Vec<_>>()
    };
    let cut = Replica::start("cut", &behind, "cut", &source, &log);
    until(|| polls_of("cut").pop()).await;
    let other = Replica::start("other", &place, "cut", &source, &log);
    tokio::time::sleep(Duration::from_secs(1)).await;
    source.hold();
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(polls_of("other").is_empty(), "both polled");
    proxy.cut();
    let at = Instant::now();
    let takes_over = until(|| polls_of("other").first().copied()).await;
    // It does not begin again either.
    tokio::time::sleep(LEASE).await;
    let last = polls_of("cut").pop().unwrap();
    println!(
        "cut off: the last poll after {:?}, the other one's first after {:?}",
        last - at,
        takes_over - at
    );
    assert!(last > at + LEASE / 4, "it noticed otherwise");
    assert!(last < at + LEASE, "it did not stop in time");
    assert!(last < takes_over, "both polled");
    proxy.mend();
    source.go_on();
    let all =
        until(|| Some(Handled::read(&log, "poll", 400).unwrap()).filter(|handled| handled.missing == 0));
    assert_eq!(all.await.unmarked, 0);
    drop((cut, other));
}

pub(crate) async fn work_is_shared(place: Place) {
    let (one, other) = two(&place).await;
    one.append("s", entries(40), None).await.unwrap();
    // Whoever receives it twice keeps it once.
    assert_eq!(other.append("s", entries(41), None).await.unwrap().iter().filter(|new| **new).count(), 1);
    let mut seen = BTreeMap::new();
    loop {
        let mut found = 0;
        for (name, store) in [("one", &one), ("other", &other)] {
            for claimed in store.claim("s", 5, LONG).await.unwrap() {
                found += 1;
                assert_eq!(claimed.deliveries, 1);
                assert_eq!(seen.insert(claimed.entry.id.clone(), name), None, "handed out twice");
                store.ack("s", &claimed.receipt).await.unwrap();
            }
        }
        if found == 0 {
            break;
        }
    }
    assert_eq!(seen.len(), 41);
    assert!(seen.values().filter(|name| **name == "one").count().abs_diff(20) <= 5, "{seen:?}");
    // Who waits hears of what another one has put there.
    let waiter = other.clone();
    let waiting = tokio::spawn(async move { waiter.wait("s").await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    one.append("s", vec![Entry::new("late", "1")], None).await.unwrap();
    tokio::time::timeout(SOON, waiting).await.unwrap().unwrap().unwrap();
}

pub(crate) async fn what_the_dead_held_comes_again(place: Place) {
    let (one, other) = two(&place).await;
    one.append("s", entries(3), None).await.unwrap();
    let held = one.claim("s", 3, LONG).await.unwrap();
    assert_eq!(held.len(), 3);
    // It lives, and holds them for longer than a dead one would.
    tokio::time::sleep(TIME * 2).await;
    assert!(other.claim("s", 3, LONG).await.unwrap().is_empty());
    one.ack("s", &held[0].receipt).await.unwrap();
    drop(one);
    let begun = Instant::now();
    for id in ["1", "2"] {
        let claimed = due(&other, "s").await;
        assert_eq!((claimed.entry.id.as_str(), claimed.deliveries), (id, 2));
        other.ack("s", &claimed.receipt).await.unwrap();
    }
    assert!(begun.elapsed() < TIME * 3);
    assert_eq!(other.counts("s").await.unwrap().waiting, 0);
}

/// What a polling trigger has reported, the next one that polls knows; however long ago that was.
pub(crate) async fn ids_go_with_the_lease(place: Place) {
    let options = place.options().duplicate_window(Duration::from_millis(200)).max_ids(500);
    let (one, other) = (options.clone().connect().await.unwrap(), options.connect().await.unwrap());
    let fence = |number| Fence { key: "k".to_owned(), number };
    let own = fence(one.lease("k", LONG).await.unwrap().unwrap());
    let write = |fence: &Fence| Some(Write::new("k", "1").fence(fence.clone()));
    one.remember("s", vec!["baseline".to_owned()], write(&own)).await.unwrap();
    // More calls than there are parts, so that they are put together in between.
    for number in 0..150 {
        let entry = Entry::new(format!("e-{number}"), "1");
        assert_eq!(one.append("s", vec![entry], write(&own)).await.unwrap(), [true]);
    }
    one.release(&own).await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let next = fence(other.lease("k", LONG).await.unwrap().unwrap());
    let mut all: Vec<Entry> = (0..151).map(|number| Entry::new(format!("e-{number}"), "1")).collect();
    all.push(Entry::new("baseline", "1"));
    let fresh = other.append("s", all, write(&next)).await.unwrap();
    let fresh: Vec<usize> =
        fresh.iter().enumerate().filter(|(_, new)| **new).map(|(index, _)| index).collect();
    assert_eq!(fresh, [150]);
}

pub(crate) async fn in_order(place: Place) {
    let options = place.options().in_order();
    let (one, other) = (options.clone().connect().await.unwrap(), options.connect().await.unwrap());
    one.append("s", entries(8), None).await.unwrap();
    let mut seen = Vec::new();
    while seen.len() < 8 {
        for store in [&one, &other] {
            let claimed = store.claim("s", 5, LONG).await.unwrap();
            assert!(claimed.len() <= 1);
            for claimed in claimed {
                // Nobody has the next one before this is done.
                assert!(one.claim("s", 5, LONG).await.unwrap().is_empty());
                assert!(other.claim("s", 5, LONG).await.unwrap().is_empty());
                seen.push(claimed.entry.id.parse::<usize>().unwrap());
                store.ack("s", &claimed.receipt).await.unwrap();
            }
        }
    }
    assert!(seen.is_sorted(), "{seen:?}");
}

/// The inbox as the application sees it.
pub(crate) fn inbox(store: &NatsStore) -> Events<i64> {
    Events::inbox("s", store)
}

/// What is handed out next, as soon as something is.
async fn due(store: &NatsStore, stream: &str) -> Claimed {
    loop {
        if let Some(claimed) = store.claim(stream, 3, LONG).await.unwrap().pop() {
            return claimed;
        }
        tokio::time::timeout(SOON, store.wait(stream)).await.unwrap().unwrap();
    }
}

/// A process of its own that polls.
struct Replica {
    name: String,
    child: Child,
}

impl Replica {
    fn start(name: &str, place: &Place, store: &str, source: &Source, log: &std::path::Path) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_nats-worker"))
            .args([name, store, &place.urls.join(","), &source.url, &log.display().to_string(), "0"])
            .args([place.replicas.to_string(), "0".to_owned()])
            .spawn()
            .unwrap();
        Self { name: name.to_owned(), child }
    }

    fn signal(&self, signal: &str) {
        assert!(
            Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap().success()
        );
    }
}

impl Drop for Replica {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks until there is an answer.
async fn until<T>(mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < end, "it does not come about");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
