//! What two processes do that share a store, and what one finds that comes after one that was cut short.

use std::time::Duration;

use connector_runtime::trigger::{
    Claimed, Counts, Dead, Entry, Fence, MemoryStore, Receipt, Store, StoreFuture, Stored, Write,
};
use connector_runtime::webhook::WebhookHost;

use crate::kit::{by_inputs, callback, client, lines, on_order};
use crate::server::{Answer, Server, reply};

const URL: &str = "http://127.0.0.1:9/in";

/// A store as one of several processes has it.
#[derive(Clone)]
struct Process {
    store: MemoryStore,
    number: usize,
    /// Whether it loses its leases, and after how long.
    loses: Option<Duration>,
}

impl Process {
    fn two() -> [Self; 2] {
        let store = MemoryStore::new();
        [1, 2].map(|number| Self { store: store.clone(), number, loses: None })
    }
}

macro_rules! forward {
    ($($name:ident($($argument:ident: $type:ty),*) -> $output:ty;)*) => {
        impl Store for Process {
            fn identity(&self) -> usize {
                self.number
            }

            fn lease_time(&self) -> Duration {
                self.loses.unwrap_or(self.store.lease_time())
            }

            fn renew<'a>(&'a self, fence: &'a Fence, ttl: Duration) -> StoreFuture<'a, bool> {
                match self.loses {
                    Some(_) => Box::pin(std::future::ready(Ok(false))),
                    None => self.store.renew(fence, ttl),
                }
            }

            $(fn $name<'a>(&'a self, $($argument: $type),*) -> StoreFuture<'a, $output> {
                self.store.$name($($argument),*)
            })*
        }
    };
}

forward! {
    read(key: &'a str) -> Option<Stored>;
    write(write: Write) -> u64;
    remove(key: &'a str) -> ();
    keys(prefix: &'a str) -> Vec<String>;
    append(stream: &'a str, entries: Vec<Entry>, state: Option<Write>) -> Vec<bool>;
    remember(stream: &'a str, ids: Vec<String>, state: Option<Write>) -> ();
    room(stream: &'a str) -> ();
    claim(stream: &'a str, max: usize, hold: Duration) -> Vec<Claimed>;
    wait(stream: &'a str) -> ();
    ack(stream: &'a str, receipt: &'a Receipt) -> ();
    retry(stream: &'a str, receipt: &'a Receipt, after: Duration) -> ();
    bury(stream: &'a str, receipt: &'a Receipt, reason: &'a str) -> ();
    dead(stream: &'a str) -> Vec<Dead>;
    revive(stream: &'a str, id: &'a str) -> bool;
    counts(stream: &'a str) -> Counts;
    lease(key: &'a str, ttl: Duration) -> Option<u64>;
    release(fence: &'a Fence) -> ();
}

/// A service that takes its time to answer.
async fn slow_service(delay: Duration) -> Server {
    Server::with(move |seen, number| match seen.line().starts_with("POST") {
        true => Answer { delay, ..reply(201, "", &format!(r#"{{"id": "h{number}"}}"#)) },
        false => reply(204, "", ""),
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_have_one_subscription() {
    let server = slow_service(Duration::from_millis(300)).await;
    let [one, other] = Process::two();
    let (one, other) =
        (WebhookHost::open(&one, URL).await.unwrap(), WebhookHost::open(&other, URL).await.unwrap());
    let client = client(&server);
    let (own, others) =
        tokio::join!(one.listen(on_order(&client, "a")), other.listen(on_order(&client, "a")));
    let (own, _others) = (own.unwrap(), others.unwrap());
    assert_eq!(lines(&server), ["POST /teams/a/hooks"]);
    // Either of them takes what comes.
    let request = || {
        let path = callback(&server.seen()[0]).strip_prefix("http://127.0.0.1:9").unwrap().to_owned();
        http::Request::post(path).body(bytes::Bytes::from_static(b"1")).unwrap()
    };
    assert_eq!(one.handle(request()).await.status(), 200);
    assert_eq!(other.handle(request()).await.status(), 200);
    // Renewing and ending wait for each other, too.
    let key = own.key().to_owned();
    let (renewed, again) = tokio::join!(one.resubscribe(&key), other.resubscribe(&key));
    renewed.unwrap();
    again.unwrap();
    let posts = lines(&server).iter().filter(|line| line.starts_with("POST")).count();
    assert_eq!((posts, lines(&server).len()), (3, 5), "{:?}", lines(&server));
    own.close().await.unwrap();
    // Three were made, and three were ended.
    let ended: Vec<_> = lines(&server).into_iter().filter(|line| line.starts_with("DELETE")).collect();
    assert_eq!(ended.len(), 3, "{ended:?}");
}

/// Whoever loses the right to subscribe while the service thinks goes no further, and whoever comes next asks with the same address.
#[tokio::test(flavor = "multi_thread")]
async fn a_lease_that_is_lost() {
    let server = slow_service(Duration::from_millis(600)).await;
    let [mut one, other] = Process::two();
    one.loses = Some(Duration::from_millis(120));
    let one = WebhookHost::open(&one, URL).await.unwrap();
    let lost = one.listen(on_order(&client(&server), "a")).await.unwrap_err();
    assert!(lost.to_string().contains("lost on the way"), "{lost}");
    let other = WebhookHost::open(&other, URL).await.unwrap();
    let _events = other.listen(on_order(&client(&server), "a")).await.unwrap();
    let seen = server.seen();
    assert_eq!((seen.len(), callback(&seen[0])), (2, callback(&seen[1])));
    // Nobody knows what the service has made of the first call, and that is said.
    assert_eq!(other.subscriptions().await.unwrap()[0].unanswered, 1);
}

/// Gives up as soon as the service was asked for the `count`th time, and before it answers.
async fn cut_at<T>(server: &Server, count: usize, work: impl Future<Output = T>) {
    let asked = async {
        while server.seen().len() < count {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::select! {
        _ = work => panic!("it was answered"),
        () = asked => {}
    }
}

/// Where the description ends subscriptions by inputs alone, what an unheard answer would have told is not needed.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_cut_short_is_ended_before_it_is_asked_for_again() {
    let server = slow_service(Duration::from_millis(600)).await;
    let [one, other] = Process::two();
    let one = WebhookHost::open(&one, URL).await.unwrap();
    let client = client(&server);
    cut_at(&server, 1, one.listen(by_inputs(&client, "a"))).await;
    let other = WebhookHost::open(&other, URL).await.unwrap();
    let events = other.listen(by_inputs(&client, "a")).await.unwrap();
    assert_eq!(lines(&server), ["POST /teams/a/hooks", "DELETE /teams/a/hooks", "POST /teams/a/hooks"]);
    assert_eq!(other.subscriptions().await.unwrap()[0].unanswered, 0);
    events.close().await.unwrap();
    // The same when it is ended instead.
    cut_at(&server, 5, one.listen(by_inputs(&client, "b"))).await;
    other.unsubscribe(by_inputs(&client, "b")).await.unwrap();
    assert_eq!(lines(&server)[4..], ["POST /teams/b/hooks", "DELETE /teams/b/hooks"]);
    assert!(other.subscriptions().await.unwrap().is_empty());
}
