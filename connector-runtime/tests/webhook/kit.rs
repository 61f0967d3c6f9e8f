//! A connector of hooks, a service that remembers its subscriptions, and a caller that is not choosy about HTTP.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use connector_runtime::trigger::{Event, Events, MemoryStore};
use connector_runtime::v1 as rt;
use connector_runtime::webhook::{Serving, Webhook, WebhookHost};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::server::{Answer, Seen, Server, reply};

pub(crate) static CONNECTOR: rt::Connector = rt::Connector::new("Hooks", "https://hooks.example")
    .schemes(&[rt::Scheme::header("key", "key", "X-Api-Key")])
    .parameters(&[rt::Parameter::secret("key")])
    .security(&[&[0]]);

static SUBSCRIBE: rt::Action = rt::Action::post("OnOrder", "/teams/{team}/hooks").inline_body();
static END: rt::Action = rt::Action::delete("EndHook", "/teams/{team}/hooks/{hookId}")
    .constants(&[rt::Constant::header("X-Version", "2")]);
static KEYS: [rt::Key; 2] =
    [rt::Key::path("team").input(rt::Slot::path("team")), rt::Key::path("hookId").reply(&["id"])];
/// Both ways to end: a `Location`, or an action.
static BOTH: rt::Hook =
    rt::Hook::new(&SUBSCRIBE, rt::Slot::body(&["config", "url"])).unsubscribe(&END, &KEYS);
/// Only a `Location`.
static BARE: rt::Hook = rt::Hook::new(&SUBSCRIBE, rt::Slot::body(&["config", "url"]));
/// An action whose keys are all inputs.
static BY_INPUTS: rt::Hook =
    rt::Hook::new(&SUBSCRIBE, rt::Slot::body(&["config", "url"])).unsubscribe(&END_ALL, &TEAM);
static END_ALL: rt::Action = rt::Action::delete("EndHooks", "/teams/{team}/hooks");
static TEAM: [rt::Key; 1] = [rt::Key::path("team").input(rt::Slot::path("team"))];
static BATCH: rt::Hook = rt::Hook::new(&SUBSCRIBE, rt::Slot::body(&["config", "url"])).each(&["value"]);

pub(crate) fn client(server: &Server) -> rt::Client {
    let connection = rt::Connection::new(&CONNECTOR).set("key", "hush").base_url(&server.url);
    let retry = connector_runtime::Retry::never();
    rt::Client::new(connection).unwrap().with_options(connector_runtime::CallOptions::new().retry(retry))
}

/// What a generated method makes of its inputs.
pub(crate) fn on_order(client: &rt::Client, team: &str) -> Webhook<Value> {
    draft(client, team).hook(&BOTH)
}

pub(crate) fn bare(client: &rt::Client, team: &str) -> Webhook<Value> {
    draft(client, team).hook(&BARE)
}

pub(crate) fn by_inputs(client: &rt::Client, team: &str) -> Webhook<Value> {
    draft(client, team).hook(&BY_INPUTS)
}

pub(crate) fn batch(client: &rt::Client) -> Webhook<Value> {
    draft(client, "a").hook(&BATCH)
}

/// A trigger whose notification is a list.
pub(crate) fn list(client: &rt::Client) -> Webhook<Vec<Value>> {
    draft(client, "a").hook(&BARE)
}

fn draft(client: &rt::Client, team: &str) -> rt::Draft {
    client
        .call(&SUBSCRIBE)
        .path("team", rt::Arg::<str>::value(team))
        .field("kind", rt::Arg::<str>::value("made"))
}

/// A service that numbers its subscriptions, replies with the id, and has what a function says for headers.
pub(crate) async fn service(headers: impl Fn(usize) -> String + Send + Sync + 'static) -> Server {
    Server::with(move |seen, number| match seen.line().split(' ').next().unwrap() {
        "POST" => reply(201, &headers(number), &format!(r#"{{"id": "h{number}"}}"#)),
        _ => reply(204, "", ""),
    })
    .await
}

pub(crate) async fn plain_service() -> Server {
    service(|_| String::new()).await
}

/// A host on a socket of its own.
pub(crate) async fn host(store: &MemoryStore) -> (WebhookHost, Serving) {
    host_with(store, |host| host).await
}

pub(crate) async fn host_with(
    store: &MemoryStore,
    change: impl FnOnce(WebhookHost) -> WebhookHost,
) -> (WebhookHost, Serving) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/in/", listener.local_addr().unwrap());
    let host = change(WebhookHost::open(store, &url).await.unwrap());
    let serving = host.serve(listener).unwrap();
    (host, serving)
}

/// The callback address that a service was given.
pub(crate) fn callback(seen: &Seen) -> String {
    let body: Value = serde_json::from_str(seen.text()).unwrap();
    body["config"]["url"].as_str().unwrap().to_owned()
}

/// What came back.
pub(crate) struct Back {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

/// Sends a request without any help of a library: blocking, on a thread of its own.
pub(crate) async fn send(method: &str, url: &str, headers: &str, body: &str) -> Back {
    let (method, url, headers, body) =
        (method.to_owned(), url.to_owned(), headers.to_owned(), body.to_owned());
    tokio::task::spawn_blocking(move || send_blocking(&method, &url, &headers, &body)).await.unwrap()
}

pub(crate) fn send_blocking(method: &str, url: &str, headers: &str, body: &str) -> Back {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let length = match headers.to_lowercase().contains("content-length") {
        true => String::new(),
        false => format!("Content-Length: {}\r\n", body.len()),
    };
    let text = format!(
        "{method} /{path} HTTP/1.1\r\nHost: {host}\r\n{length}{headers}Connection: close\r\n\r\n{body}"
    );
    raw(host, text.as_bytes())
}

/// Bytes on a socket, and what comes back until it is closed.
pub(crate) fn raw(host: &str, bytes: &[u8]) -> Back {
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    // Whoever is refused early may find the connection closed.
    let _ = stream.write_all(bytes);
    let mut text = Vec::new();
    let _ = stream.read_to_end(&mut text);
    let text = String::from_utf8(text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Back { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
}

pub(crate) async fn post(url: &str, body: &str) -> u16 {
    send("POST", url, "Content-Type: application/json\r\n", body).await.status
}

/// The next event, within the time that a test has.
pub(crate) async fn next(events: &mut Events<Value>) -> Event<Value> {
    tokio::time::timeout(Duration::from_secs(5), events.next()).await.expect("in time").unwrap().unwrap()
}

/// Whether nothing comes.
pub(crate) async fn is_quiet(events: &mut Events<Value>) -> bool {
    tokio::time::timeout(Duration::from_millis(100), events.next()).await.is_err()
}

pub(crate) fn lines(server: &Server) -> Vec<String> {
    server.seen().iter().map(|seen| seen.line().to_owned()).collect()
}

pub(crate) fn failing() -> Answer {
    reply(500, "", "no")
}
