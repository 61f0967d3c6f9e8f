//! Polling over a socket: what each kind of reply does.

use std::time::{Duration, Instant};

use connector_runtime::trigger::{
    Capacity, Cursor, Event, Events, MemoryStore, Order, Polling, StartAt, Store,
};
use connector_runtime::v1 as rt;
use connector_runtime::{CallOptions, Error, ErrorKind, Retry, Value};
use rt::{Piece, Step};

use crate::server::{Answer, Seen, Server, json, reply};

static CONNECTOR: rt::Connector = rt::Connector::new("Orders", "");

/// The protocol, with a list in the reply.
static CHANGES: rt::Action = rt::Action::get("OnChange", "/changes");
static PROTOCOL: rt::Poll = rt::Poll::protocol(&CHANGES).each(&[]);
static SINGLE: rt::Poll = rt::Poll::protocol(&CHANGES);
static SEARCH: rt::Action = rt::Action::post("OnFound", "/search").inline_body();
static POSTED: rt::Poll = rt::Poll::protocol(&SEARCH).each(&[]);

/// A policy: `since` is the time of the newest item.
static LIST: rt::Action = rt::Action::get("OnNew", "/items").constants(&[rt::Constant::query("since", "0")]);
static POLICY: rt::Poll = rt::Poll::list(
    &LIST,
    &[rt::Cursor::template(
        "since",
        &[Piece::Text("at gt "), Piece::Body(&[Step::Key("value"), Step::Index(0), Step::Key("at")])],
    )],
)
.each(&[Step::Key("value")])
.next_link("next");

/// The server's own cursor.
static SERVER_CURSOR: rt::Poll =
    rt::Poll::list(&LIST, &[rt::Cursor::template("since", &[Piece::Body(&[Step::Key("now")])])])
        .each(&[Step::Key("value")]);

/// A constant, which is no cursor.
static CONSTANT: rt::Poll = rt::Poll::list(&LIST, &[rt::Cursor::template("per_page", &[Piece::Text("1")])])
    .each(&[Step::Key("value")]);

/// A list whose pages are numbered.
static NUMBERED: rt::Action = rt::Action::get("OnNew", "/items")
    .constants(&[rt::Constant::query("since", "0")])
    .paging(&rt::Paging::page(rt::Slot::query("page"), 1).items(&["value"]));
static PAGED: rt::Poll =
    rt::Poll::list(&NUMBERED, &[rt::Cursor::template("since", &[Piece::Body(&[Step::Key("now")])])])
        .each(&[Step::Key("value")]);

static GREATEST: rt::Poll =
    rt::Poll::list(&LIST, &[rt::Cursor::greatest("since", &[Step::Key("value")], &[Step::Key("at")])])
        .each(&[Step::Key("value")]);

const SOON: Duration = Duration::from_millis(15);

fn polling<T: rt::Data + 'static>(server: &Server, poll: &'static rt::Poll) -> Polling<T> {
    let connection = rt::Connection::new(&CONNECTOR).base_url(server.url.clone());
    let action = [&CHANGES, &SEARCH, &LIST, &NUMBERED][match poll {
        _ if std::ptr::eq(poll, &PROTOCOL) || std::ptr::eq(poll, &SINGLE) => 0,
        _ if std::ptr::eq(poll, &POSTED) => 1,
        _ if std::ptr::eq(poll, &PAGED) => 3,
        _ => 2,
    }];
    let client = rt::Client::new(connection).unwrap();
    client.call(action).poll(poll).every(SOON).options(CallOptions::new().retry(Retry::never()))
}

async fn next<T>(events: &mut Events<T>) -> Result<Event<T>, Error> {
    tokio::time::timeout(Duration::from_secs(20), events.next()).await.expect("an event").expect("no end")
}

/// The data of the next events, acknowledged.
async fn data<T: Clone>(events: &mut Events<T>, count: usize) -> Vec<T> {
    let mut all = Vec::new();
    for _ in 0..count {
        let event = next(events).await.unwrap();
        all.push(event.data.clone());
        event.ack().await.unwrap();
    }
    all
}

async fn nothing<T: std::fmt::Debug>(events: &mut Events<T>, during: Duration) {
    if let Ok(item) = tokio::time::timeout(during, events.next()).await {
        panic!("{item:?}");
    }
}

fn see_other(location: &str, retry: &str, status: u16, body: &str) -> Answer {
    let headers = format!("location: {location}\r\n{retry}content-type: application/json\r\n");
    reply(status, &headers, body)
}

fn targets(server: &Server) -> Vec<String> {
    server.seen().iter().map(|seen| seen.target().to_owned()).collect()
}

/// When each request came.
type Times = std::sync::Arc<std::sync::Mutex<Vec<Instant>>>;

fn clocked(
    answers: impl Fn(&Seen, usize) -> Answer + Send + Sync + 'static,
) -> (Times, impl Fn(&Seen, usize) -> Answer + Send + Sync + 'static) {
    let times = Times::default();
    let own = times.clone();
    (times, move |seen: &Seen, number: usize| {
        own.lock().unwrap().push(Instant::now());
        answers(seen, number)
    })
}

// The protocol: each kind of reply.

#[tokio::test]
async fn protocol_200_fires_and_moves_to_its_location() {
    let server = Server::playing(vec![
        see_other("/changes?triggerState=1", "", 202, ""),
        see_other("changes?triggerState=1", "", 202, ""),
        see_other("/changes?triggerState=2", "", 200, "[7,8]"),
        see_other("/changes?triggerState=3", "", 200, "[8]"),
        // An empty list reports nothing, and moves on all the same.
        see_other("/changes?triggerState=4", "", 200, "[]"),
        reply(202, "", ""),
    ])
    .await;
    let mut events = polling::<i64>(&server, &PROTOCOL).events();
    // The same item under another state is another event.
    assert_eq!(data(&mut events, 3).await, [7, 8, 8]);
    nothing(&mut events, Duration::from_millis(150)).await;
    assert_eq!(
        targets(&server)[..7],
        [
            "/changes",
            "/changes?triggerState=1",
            "/changes?triggerState=1",
            "/changes?triggerState=2",
            "/changes?triggerState=3",
            "/changes?triggerState=4",
            "/changes?triggerState=4"
        ]
    );
}

#[tokio::test]
async fn protocol_a_first_200_is_reported() {
    let server = Server::playing(vec![see_other("/changes?s=1", "", 200, "[1]"), reply(202, "", "")]).await;
    assert_eq!(data(&mut polling::<i64>(&server, &PROTOCOL).events(), 1).await, [1]);
}

#[tokio::test]
async fn protocol_without_location_asks_the_same_again() {
    // A service without a memory shows the same again and again.
    let list = |seen: usize| {
        json(&format!("[{}]", (1..=seen.min(4)).map(|id| id.to_string()).collect::<Vec<_>>().join(",")))
    };
    let server = Server::with(move |_, number| list(number)).await;
    let mut events = polling::<i64>(&server, &PROTOCOL).events();
    assert_eq!(data(&mut events, 4).await, [1, 2, 3, 4]);
    nothing(&mut events, Duration::from_millis(150)).await;
    assert!(targets(&server).iter().all(|target| target == "/changes"));
    // One with a memory may report the same twice.
    let server = Server::playing(vec![json("[1]"), json("[1]"), json("[]")]).await;
    let mut events = polling::<i64>(&server, &PROTOCOL).keep_repeats().events();
    assert_eq!(data(&mut events, 2).await, [1, 1]);
    nothing(&mut events, Duration::from_millis(100)).await;
}

#[tokio::test]
async fn protocol_other_successes_report_nothing() {
    for status in [201, 203, 204, 206] {
        let body = if status == 204 { "" } else { "[9]" };
        let server = Server::playing(vec![see_other("/elsewhere", "", status, body), json("[1]")]).await;
        assert_eq!(data(&mut polling::<i64>(&server, &PROTOCOL).events(), 1).await, [1], "{status}");
        assert_eq!(targets(&server)[1], "/changes", "{status}");
    }
}

#[tokio::test]
async fn protocol_failures_are_items_and_the_stream_goes_on() {
    for status in [400, 404, 408, 409, 429, 500, 502, 503] {
        let server = Server::playing(vec![
            see_other("/changes?s=1", "", 202, ""),
            reply(status, "", "why"),
            json("[1]"),
        ])
        .await;
        let mut events = polling::<i64>(&server, &PROTOCOL).events();
        let error = next(&mut events).await.unwrap_err();
        assert!(
            error.is_status(status) && error.body() == b"why" && error.action() == Some("OnChange"),
            "{error:?}"
        );
        assert_eq!(data(&mut events, 1).await, [1]);
        assert_eq!(targets(&server)[1..], ["/changes?s=1", "/changes?s=1"]);
    }
    // The usual tries come first, and are no items.
    let server = Server::playing(vec![reply(503, "", ""), json("[1]")]).await;
    let patient = CallOptions::new().retry(Retry::default());
    assert_eq!(data(&mut polling::<i64>(&server, &PROTOCOL).options(patient).events(), 1).await, [1]);
    // No connection at all.
    let gone = Server::playing(vec![]).await;
    let connection = rt::Connection::new(&CONNECTOR).base_url("http://127.0.0.1:1");
    drop(gone);
    let client = rt::Client::new(connection).unwrap();
    let polling = client.call(&CHANGES).poll::<i64>(&PROTOCOL).every(SOON);
    let mut events = polling.options(CallOptions::new().retry(Retry::never())).events();
    for _ in 0..2 {
        assert_eq!(next(&mut events).await.unwrap_err().kind(), ErrorKind::Connect);
    }
}

#[tokio::test]
async fn protocol_what_is_no_json_is_an_error() {
    let server = Server::playing(vec![json("<html>"), json("[1]")]).await;
    let mut events = polling::<i64>(&server, &PROTOCOL).events();
    let error = next(&mut events).await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, &b"<html>"[..]));
    assert_eq!(data(&mut events, 1).await, [1]);
}

#[tokio::test]
async fn a_refused_sign_in_ends_the_stream() {
    for status in [401, 403] {
        let server = Server::playing(vec![json("[1]"), reply(status, "", ""), json("[2]")]).await;
        let mut events = polling::<i64>(&server, &PROTOCOL).events();
        // What came before is still handed out.
        let mut seen = Vec::new();
        while let Some(item) = events.next().await {
            match item {
                Ok(event) => {
                    seen.push(event.data.to_string());
                    event.ack().await.unwrap();
                }
                Err(error) => seen.push(format!("{:?}", error.status())),
            }
        }
        seen.sort();
        assert_eq!(seen, ["1".to_owned(), format!("Some({status})")]);
        let server = Server::playing(vec![reply(status, "", "")]).await;
        let error =
            polling::<i64>(&server, &PROTOCOL).events().for_each_ack(|_| async { Ok::<_, Error>(()) }).await;
        assert!(error.unwrap_err().is_status(status));
    }
    // A service that says when to come back refuses something else.
    let server = Server::playing(vec![reply(403, "retry-after: 0\r\n", ""), json("[1]")]).await;
    let mut events = polling::<i64>(&server, &PROTOCOL).events();
    assert!(next(&mut events).await.unwrap_err().is_status(403));
    assert_eq!(data(&mut events, 1).await, [1]);
}

#[tokio::test]
async fn retry_after_in_both_forms() {
    let date = |seconds: u64| {
        format!(
            "date: Sun, 06 Nov 1994 08:49:37 GMT\r\nretry-after: Sun, 06 Nov 1994 08:49:{} GMT\r\n",
            37 + seconds
        )
    };
    // status, header, the recurrence: the gap in milliseconds
    let cases: [(u16, String, u64, u64); 6] = [
        (200, "retry-after: 1\r\n".to_owned(), 10, 1000),
        (200, date(1), 10, 1000),
        // It may also be sooner than the recurrence.
        (200, "retry-after: 0\r\n".to_owned(), 60_000, 0),
        (200, date(1), 60_000, 1000),
        // 202: the longer of the two.
        (202, date(1), 10, 1000),
        (202, "retry-after: 0\r\n".to_owned(), 600, 600),
    ];
    let tests = cases.map(|(status, header, every, gap)| async move {
        let own = header.clone();
        let (times, answers) = clocked(move |_, number| match number {
            0 => reply(status, &own, if status == 200 { "[1]" } else { "" }),
            _ => json("[2]"),
        });
        let server = Server::with(answers).await;
        let mut events = polling::<i64>(&server, &PROTOCOL).every(Duration::from_millis(every)).events();
        let count = if status == 200 { 2 } else { 1 };
        assert_eq!(data(&mut events, count).await.last(), Some(&2));
        let times = times.lock().unwrap();
        let waited = u64::try_from((times[1] - times[0]).as_millis()).unwrap();
        assert!(
            (gap.saturating_sub(5)..gap + 500).contains(&waited),
            "{status} {header:?} {every}: {waited}"
        );
    });
    for test in tests.map(tokio::spawn) {
        test.await.unwrap();
    }
}

#[tokio::test]
async fn a_failure_s_retry_after_is_heard() {
    let (times, answers) =
        clocked(|_, number| if number == 0 { reply(429, "retry-after: 1\r\n", "") } else { json("[1]") });
    let server = Server::with(answers).await;
    let mut events = polling::<i64>(&server, &PROTOCOL).events();
    assert!(next(&mut events).await.unwrap_err().is_status(429));
    data(&mut events, 1).await;
    let times = times.lock().unwrap();
    assert!(times[1] - times[0] >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_location_elsewhere_is_refused_and_nothing_is_lost() {
    let server = Server::playing(vec![
        see_other("http://127.0.0.1:1/x", "", 200, "[1]"),
        see_other("/changes?s=1", "", 200, "[1,2]"),
        json("[]"),
    ])
    .await;
    let mut events = polling::<i64>(&server, &PROTOCOL).events();
    let (mut numbers, mut errors) = (Vec::new(), 0);
    while numbers.len() < 2 {
        match next(&mut events).await {
            Ok(event) => numbers.push(event.data),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Paging, "{error}");
                errors += 1;
            }
        }
    }
    // The state did not move, so the first item is the same event.
    assert_eq!((numbers, errors), (vec![1, 2], 1));
}

#[tokio::test]
async fn single_events_and_posted_polls() {
    let server = Server::playing(vec![
        see_other("/changes?s=1", "retry-after: 0\r\n", 200, r#"{"id":1}"#),
        see_other("/changes?s=2", "retry-after: 0\r\n", 200, r#"{"id":2}"#),
        reply(200, "", ""),
    ])
    .await;
    let mut events = polling::<Value>(&server, &SINGLE).every(Duration::from_secs(60)).events();
    let ids: Vec<i64> =
        data(&mut events, 2).await.iter().map(|event| event["id"].as_i64().unwrap()).collect();
    assert_eq!(ids, [1, 2]);
    // Method and body stay what they are.
    let server = Server::playing(vec![see_other("/search?s=1", "", 202, ""), json("[1]")]).await;
    let mut events = polling::<i64>(&server, &POSTED).field("q", rt::Arg::<str>::value("x")).events();
    data(&mut events, 1).await;
    let seen = server.seen();
    assert_eq!((seen[0].line(), seen[0].text()), ("POST /search", r#"{"q":"x"}"#));
    assert_eq!((seen[1].line(), seen[1].text()), ("POST /search?s=1", r#"{"q":"x"}"#));
}

// Policies: each rule of the cursor.

/// Items newer than `since`, the newest first.
fn items(seen: &Seen, newest: i64) -> Answer {
    let since = seen.target().split_once("since=at%20gt%20").map_or(0, |(_, at)| at.parse::<i64>().unwrap());
    let items: Vec<String> = (since + 1..=newest).rev().map(|at| format!(r#"{{"at":{at}}}"#)).collect();
    json(&format!(r#"{{"value":[{}]}}"#, items.join(",")))
}

fn at(all: &[Value]) -> Vec<i64> {
    all.iter().map(|item| item["at"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn policy_the_first_poll_is_where_it_begins() {
    // Rules 1 to 3, 5, 6 and 8: nothing of the first poll; then what is new, the oldest first; the value is text, encoded once.
    let server = Server::with(|seen, number| items(seen, if number == 0 { 3 } else { 6 })).await;
    let mut events = polling::<Value>(&server, &POLICY).events();
    assert_eq!(at(&data(&mut events, 3).await), [4, 5, 6]);
    nothing(&mut events, Duration::from_millis(100)).await;
    let targets = targets(&server);
    assert_eq!(targets[..3], ["/items?since=0", "/items?since=at%20gt%203", "/items?since=at%20gt%206"]);
    // Rule 4: a poll without items keeps the cursor.
    assert!(targets[3..].iter().all(|target| target == "/items?since=at%20gt%206"), "{targets:?}");
}

#[tokio::test]
async fn policy_an_empty_beginning_is_one() {
    let server = Server::with(|seen, number| items(seen, if number < 2 { 0 } else { 2 })).await;
    let mut events = polling::<Value>(&server, &POLICY).order(Order::AsReceived).events();
    assert_eq!(at(&data(&mut events, 2).await), [2, 1]);
}

#[tokio::test]
async fn policy_from_elsewhere() {
    let server = Server::with(|seen, _| items(seen, 3)).await;
    let mut events = polling::<Value>(&server, &POLICY).start_at(StartAt::Beginning).events();
    assert_eq!(at(&data(&mut events, 3).await), [1, 2, 3]);
    let cursor = Cursor::parameter("since", "at gt 1");
    let mut events = polling::<Value>(&server, &POLICY).start_at(StartAt::Cursor(cursor)).events();
    assert_eq!(at(&data(&mut events, 2).await), [2, 3]);
}

#[tokio::test]
async fn policy_ties() {
    // Rule 7: a service that gives what is not older gives the last one again.
    let server = Server::with(|seen, number| {
        let since =
            seen.target().split_once("since=at%20gt%20").map_or(0, |(_, at)| at.parse::<i64>().unwrap());
        let newest = [5, 5, 6, 8][number.min(3)];
        let items: Vec<String> = (since..=newest).rev().map(|at| format!(r#"{{"at":{at}}}"#)).collect();
        json(&format!(r#"{{"value":[{}]}}"#, items.join(",")))
    })
    .await;
    let mut events = polling::<Value>(&server, &POLICY).events();
    assert_eq!(at(&data(&mut events, 3).await), [6, 7, 8]);
    nothing(&mut events, Duration::from_millis(100)).await;
}

#[tokio::test]
async fn policy_pages_come_before_the_cursor_moves() {
    // Rule 9. The second page fails the first time: nothing is lost, nothing comes twice.
    let server = Server::with(|seen, number| match (seen.target(), number) {
        ("/items?since=0", _) => json(r#"{"value":[{"at":1}]}"#),
        ("/items?since=at%20gt%201", _) => json(r#"{"value":[{"at":5},{"at":4}],"next":"/items?page=2"}"#),
        ("/items?page=2", 2) => reply(500, "", ""),
        ("/items?page=2", _) => json(r#"{"value":[{"at":3},{"at":2}]}"#),
        ("/items?since=at%20gt%205", _) => json(r#"{"value":[]}"#),
        (other, _) => reply(404, "", other),
    })
    .await;
    let mut events = polling::<Value>(&server, &POLICY).events();
    assert!(next(&mut events).await.unwrap_err().is_status(500));
    assert_eq!(at(&data(&mut events, 4).await), [2, 3, 4, 5]);
    nothing(&mut events, Duration::from_millis(100)).await;
    // A loop of pages is an error, not a loop.
    let server = Server::playing(vec![json(r#"{"value":[],"next":"/items?page=2"}"#)]).await;
    let error = next(&mut polling::<Value>(&server, &POLICY).events()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Paging);
}

#[tokio::test]
async fn policy_pages_by_number_come_before_the_cursor_moves() {
    let server = Server::with(|seen, _| match seen.target() {
        "/items?since=0" => json(r#"{"value":[],"now":7}"#),
        "/items?since=7" => json(r#"{"value":[{"at":1},{"at":2}],"now":8}"#),
        "/items?since=7&page=2" => json(r#"{"value":[{"at":3}],"now":9}"#),
        "/items?since=7&page=3" | "/items?since=8" => json(r#"{"value":[],"now":8}"#),
        other => reply(404, "", other),
    })
    .await;
    let mut events = polling::<Value>(&server, &PAGED).events();
    assert_eq!(at(&data(&mut events, 3).await), [1, 2, 3]);
    nothing(&mut events, Duration::from_millis(100)).await;
    let asked = targets(&server);
    assert_eq!(
        asked[..4],
        ["/items?since=0", "/items?since=7", "/items?since=7&page=2", "/items?since=7&page=3"]
    );
    assert!(asked[4..].iter().all(|target| target == "/items?since=8"), "{asked:?}");
}

#[tokio::test]
async fn policy_a_constant_is_no_cursor() {
    // Rule 10: what is new is what was not seen.
    let server =
        Server::with(|_, number| json(&format!(r#"{{"value":[{{"at":{}}}]}}"#, (number / 2).min(3)))).await;
    let mut events = polling::<Value>(&server, &CONSTANT).events();
    assert_eq!(at(&data(&mut events, 3).await), [1, 2, 3]);
    nothing(&mut events, Duration::from_millis(100)).await;
    assert_eq!(targets(&server)[..2], ["/items?since=0", "/items?since=0&per_page=1"]);
    // By a key of the caller's, a change is no news.
    let server = Server::with(|_, number| {
        json(&format!(r#"{{"value":[{{"at":{},"n":{number}}}]}}"#, (number / 2).min(3)))
    })
    .await;
    let keyed = polling::<Value>(&server, &CONSTANT).dedupe_by(|item| item["at"].to_string());
    let mut events = keyed.events();
    let event = next(&mut events).await.unwrap();
    assert_eq!(event.id(), "1");
    event.ack().await.unwrap();
    assert_eq!(at(&data(&mut events, 2).await), [2, 3]);
    nothing(&mut events, Duration::from_millis(100)).await;
}

#[tokio::test]
async fn cursors_of_the_server_and_the_greatest() {
    let server =
        Server::with(|_, number| json(&format!(r#"{{"now":"t{number}","value":[{{"at":7}}]}}"#))).await;
    let mut events = polling::<Value>(&server, &SERVER_CURSOR).events();
    // Under another cursor an equal item is another event.
    assert_eq!(at(&data(&mut events, 2).await), [7, 7]);
    assert_eq!(targets(&server)[..3], ["/items?since=0", "/items?since=t0", "/items?since=t1"]);
    let server = Server::playing(vec![
        json(r#"{"value":[{"at":9},{"at":10}]}"#),
        json(r#"{"value":[{"at":11},{"at":12}]}"#),
        json(r#"{"value":[]}"#),
    ])
    .await;
    let mut events = polling::<Value>(&server, &GREATEST).events();
    assert_eq!(at(&data(&mut events, 2).await), [11, 12]);
    assert_eq!(targets(&server)[1], "/items?since=10");
}

#[tokio::test]
async fn a_cursor_of_the_caller_s() {
    let server = Server::playing(vec![json("[1,2]"), json("[3]"), json("[]")]).await;
    let last = |body: &Value| body.as_array()?.last().map(Value::to_string);
    let mut events = polling::<i64>(&server, &PROTOCOL).cursor("after", last).events();
    assert_eq!(data(&mut events, 1).await, [3]);
    nothing(&mut events, Duration::from_millis(60)).await;
    assert_eq!(targets(&server)[..3], ["/changes", "/changes?after=2", "/changes?after=3"]);
}

// Checkpoints.

#[tokio::test]
async fn a_checkpoint_goes_on_where_it_was() {
    let store = MemoryStore::new();
    let server = Server::with(|seen, number| items(seen, if number == 0 { 3 } else { 6 })).await;
    let mut events = polling::<Value>(&server, &POLICY).checkpoint("new", &store).events();
    assert_eq!(events.key(), "new");
    assert_eq!(at(&data(&mut events, 1).await), [4]);
    let unhandled = next(&mut events).await.unwrap();
    assert_eq!(at(std::slice::from_ref(&unhandled.data)), [5]);
    unhandled.retry_in(Duration::ZERO).await.unwrap();
    events.close().await.unwrap();
    let cursor = Cursor::of("new", &store).await.unwrap().unwrap();
    assert!(cursor.to_json().contains("at gt 6"));
    let before = server.seen().len();
    // The store is older than where the caller would begin.
    let again = polling::<Value>(&server, &POLICY).checkpoint("new", &store).start_at(StartAt::Beginning);
    let mut events = again.events();
    let mut rest = at(&data(&mut events, 2).await);
    rest.sort_unstable();
    assert_eq!(rest, [5, 6]);
    nothing(&mut events, Duration::from_millis(100)).await;
    assert!(targets(&server)[before..].iter().all(|target| target == "/items?since=at%20gt%206"));
    // A name that another trigger has.
    drop(events);
    let mut wrong = polling::<Value>(&server, &PROTOCOL).checkpoint("new", &store).events();
    let error = next(&mut wrong).await.unwrap_err();
    assert!(error.to_string().contains("of another trigger, Orders/OnNew"), "{error}");
    assert!(wrong.next().await.is_none());
}

#[tokio::test]
async fn keys_of_the_inputs() {
    let server = Server::playing(vec![json("[]")]).await;
    let store = MemoryStore::new();
    let with = |value: &str| {
        let input = rt::Arg::<str>::value(value);
        polling::<i64>(&server, &PROTOCOL).query("q", input).store(&store).events()
    };
    let (mut one, mut other, mut same) = (with("a"), with("b"), with("a"));
    assert!(one.key().starts_with("Orders/OnChange/"));
    assert_eq!(one.key(), same.key());
    assert_ne!(one.key(), other.key());
    assert_eq!(next(&mut same).await.unwrap_err().kind(), ErrorKind::Store);
    nothing(&mut one, Duration::from_millis(30)).await;
    nothing(&mut other, Duration::from_millis(30)).await;
}

#[tokio::test]
async fn a_cursor_that_leads_elsewhere_is_not_followed() {
    let server = Server::playing(vec![json("[1]")]).await;
    let cursor = Cursor::location("http://127.0.0.1:1/changes?s=1");
    let mut events = polling::<i64>(&server, &PROTOCOL).start_at(StartAt::Cursor(cursor)).events();
    assert_eq!(next(&mut events).await.unwrap_err().kind(), ErrorKind::Input);
    assert!(events.next().await.is_none() && server.seen().is_empty());
}

#[tokio::test]
async fn a_slow_consumer_slows_polling_down() {
    let server = Server::with(|_, number| json(&format!("[{number}]"))).await;
    let store = MemoryStore::with_capacity(Capacity { events: 5, ..Capacity::default() });
    let mut events = polling::<i64>(&server, &PROTOCOL)
        .every(Duration::from_millis(1))
        .checkpoint("slow", &store)
        .events();
    let first = next(&mut events).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!((server.seen().len(), store.counts("slow").await.unwrap().waiting), (5, 5));
    first.ack().await.unwrap();
    assert_eq!(data(&mut events, 20).await, (1..=20).collect::<Vec<_>>());
}

#[tokio::test]
async fn dropping_stops() {
    let server = Server::playing(vec![json("[]")]).await;
    let mut events = polling::<i64>(&server, &PROTOCOL).events();
    nothing(&mut events, Duration::from_millis(60)).await;
    drop(events);
    tokio::time::sleep(Duration::from_millis(50)).await;
    let count = server.seen().len();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(server.seen().len(), count);
}

#[tokio::test]
async fn inputs_that_cannot_be_sent() {
    let server = Server::playing(vec![json("[]")]).await;
    let input = rt::Arg::<f64>::value(f64::NAN);
    let mut events = polling::<i64>(&server, &PROTOCOL).query("q", input).events();
    assert_eq!(next(&mut events).await.unwrap_err().kind(), ErrorKind::Input);
    assert!(events.next().await.is_none());
}
