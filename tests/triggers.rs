//! Generated triggers against a service on the loopback: the golden documents, live.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod trips {
    connector::connector!("tests/golden/triggers_policy/input.json");
}
mod tasks {
    connector::connector!("tests/golden/triggers_polled/input.json");
}

#[path = "policies/service.rs"]
#[allow(dead_code, reason = "not every test needs all of it")]
mod service;

use std::time::Duration;

use connector::Value;
use connector::trigger::{Events, MemoryStore, StartAt, Store};
use service::{Reply, Service};

const SOON: Duration = Duration::from_millis(10);

fn json(body: &str) -> Reply {
    (200, "content-type: application/json\r\n".to_owned(), body.to_owned())
}

/// In this order; the last is repeated.
fn playing(all: Vec<Reply>) -> impl Fn(&str, usize) -> Reply + Send + 'static {
    move |_, number| all[number.min(all.len() - 1)].clone()
}

fn lost(target: &str) -> Reply {
    (404, String::new(), target.to_owned())
}

/// The data of the next events, which are acknowledged.
async fn take<T: Clone>(events: &mut Events<T>, count: usize) -> Vec<T> {
    let mut all = Vec::new();
    for _ in 0..count {
        let next = tokio::time::timeout(Duration::from_secs(20), events.next()).await.expect("an event");
        let event = next.expect("no end").unwrap();
        all.push(event.data.clone());
        event.ack().await.unwrap();
    }
    all
}

fn targets(server: &Service) -> Vec<String> {
    server.all().iter().map(|head| head.split(' ').nth(1).unwrap().to_owned()).collect()
}

fn trips(server: &Service) -> trips::Client {
    trips::Client::new(trips::Connection::new().base_url(&server.url)).unwrap()
}

fn tasks(server: &Service) -> tasks::Client {
    tasks::Client::new(tasks::Connection::new().base_url(&server.url)).unwrap()
}

#[tokio::test]
async fn a_policy_s_cursor() {
    // What is newer than the filter says, the newest first; two pages.
    let server = Service::with(|target, _| match target {
        "/trips?$orderby=TripId%20desc&account=a" => {
            json(r#"{"value":[{"TripId":3},{"TripId":2}],"count":3,"more":"/never"}"#)
        }
        target if target.contains("$filter=TripId%20gt%203") => {
            json(r#"{"value":[{"TripId":7,"to":"Oslo"},{"TripId":6}],"more":"trips?page=2"}"#)
        }
        "/trips?page=2" => json(r#"{"value":[{"TripId":5},{"TripId":4}]}"#),
        target if target.contains("$filter=TripId%20gt%207") => json(r#"{"value":[]}"#),
        other => lost(other),
    })
    .await;
    let store = MemoryStore::new();
    let polling = trips(&server).on_new_trip("a").every(SOON).checkpoint("trips", &store);
    let mut events = polling.events();
    let ids: Vec<Option<i64>> = take(&mut events, 4).await.iter().map(|trip| trip.trip_id).collect();
    assert_eq!(ids, [4, 5, 6, 7].map(Some));
    assert_eq!(store.counts("trips").await.unwrap().waiting, 0);
    // The path has lost what told the platform that it is a trigger's.
    assert!(targets(&server).iter().all(|target| target.starts_with("/trips?")), "{:?}", targets(&server));
}

#[tokio::test]
async fn a_cursor_of_the_service_s() {
    let server = Service::with(|_, number| {
        json(&format!(r#"{{"timestamp":"t{number}","marks":[{{"id":{number}}}]}}"#))
    })
    .await;
    let mut events = trips(&server).on_mark("x y").every(SOON).events();
    let ids: Vec<Option<i64>> = take(&mut events, 2).await.iter().map(|mark| mark.id).collect();
    assert_eq!(ids, [Some(1), Some(2)]);
    assert_eq!(
        targets(&server)[..3],
        ["/marks/x%20y?timestamp=2021-12-31", "/marks/x%20y?timestamp=t0", "/marks/x%20y?timestamp=t1"]
    );
}

#[tokio::test]
async fn no_cursor_at_all() {
    let server = Service::with(|_, number| json(&format!(r#"[{{"id":{}}}]"#, (number / 3).min(2)))).await;
    let mut events = trips(&server).on_newest().every(SOON).events();
    let ids: Vec<Option<i64>> = take(&mut events, 2).await.iter().map(|item| item.id).collect();
    assert_eq!(ids, [Some(1), Some(2)]);
    assert_eq!(targets(&server)[..2], ["/newest", "/newest?per_page=1"]);
    // A policy that finds no list takes what there is.
    let server = Service::with(playing(vec![
        json(r#"{"rows":[{"x":1}],"id":9}"#),
        json(r#"{"rows":[{"x":2}],"id":9}"#),
    ]))
    .await;
    let mut events = trips(&server).on_odd().every(SOON).events();
    assert_eq!(take(&mut events, 1).await[0]["x"], 2);
    // Without a policy, a path is what it is.
    let server = Service::with(playing(vec![json(r#"["a","b"]"#), json("[]")])).await;
    assert_eq!(take(&mut trips(&server).on_unpoliced().every(SOON).events(), 2).await, ["a", "b"]);
    assert_eq!(targets(&server)[0], "/trigger/unpoliced");
}

#[tokio::test]
async fn inputs_and_settings() {
    let server = Service::with(playing(vec![json(r#"[{"id":"1","title":"x"}]"#), json("[]")])).await;
    let polling = tasks(&server)
        .on_task_is_created("l")
        .order_query(tasks::model::OnTaskIsCreatedOrder::Asc)
        .since("now")
        .every(SOON);
    let mut events = polling.dedupe_by(|task| task.id.clone()).start_at(StartAt::Beginning).events();
    let event = events.next().await.unwrap().unwrap();
    assert_eq!((event.id(), event.data.title.as_deref(), event.deliveries()), ("1", Some("x"), 1));
    assert_eq!(event.raw(), r#"{"id":"1","title":"x"}"#);
    assert_eq!(targets(&server)[0], "/trigger/tasks?list=l&order=asc&since=now");
    let shown = tasks(&server).on_task_is_created("l").request().unwrap();
    assert!(shown.uri().to_string().ends_with("/trigger/tasks?list=l"));
}

#[tokio::test]
async fn where_the_events_are() {
    let server = Service::with(|target, _| match target {
        "/wrapped" => json(r#"{"trace":"t","page":{"tasks":[{"id":"1"},{"id":"2"}]}}"#),
        "/beside" => json(r#"{"total":2,"rows":[{"id":"1"}]}"#),
        "/untold" => json(r#"[1,{"a":2}]"#),
        "/no-list" => json(r#"{"a":["x"],"b":[]}"#),
        "/single" => json(r#"{"id":"1"}"#),
        other => lost(other),
    })
    .await;
    let client = tasks(&server);
    let wrapped = take(&mut client.on_wrapped().events(), 2).await;
    assert_eq!(wrapped.iter().map(|task| task.id.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(take(&mut client.on_beside().events(), 1).await[0].id.as_deref(), Some("1"));
    let untold = take(&mut client.on_untold().events(), 2).await;
    assert_eq!((&untold[0], &untold[1]["a"]), (&Value::from(1), &Value::from(2)));
    assert_eq!(take(&mut client.on_no_list().events(), 1).await[0].a.as_deref(), Some(&["x".to_owned()][..]));
    assert_eq!(take(&mut client.on_delete_task().every_body("x").events(), 1).await[0].id, "1");
    assert!(server.seen().starts_with("POST /single "));
}

#[tokio::test]
async fn the_greatest_number() {
    let server = Service::with(|target, _| {
        let from = target.split(['?', '&']).find_map(|pair| pair.strip_prefix("sequence="));
        let from: i64 = from.map_or(0, |from| from.parse().unwrap());
        let last = if from == 0 { 9 } else { 11 };
        let values: Vec<String> =
            (from + 1..=last).map(|number| format!(r#"{{"number":{number}}}"#)).collect();
        json(&format!(r#"{{"mark":"m{last}","value":[{}]}}"#, values.join(",")))
    })
    .await;
    let mut events = tasks(&server).on_number().every(SOON).events();
    let numbers: Vec<Option<i64>> = take(&mut events, 2).await.iter().map(|item| item.number).collect();
    assert_eq!(numbers, [Some(10), Some(11)]);
    assert_eq!(targets(&server)[..2], ["/numbers", "/numbers?mark=m9&sequence=9"]);
}
