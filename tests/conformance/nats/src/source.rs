//! A service with numbered events: by polling, and by calling back whoever has subscribed. It remembers nothing of who has asked.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HOST, LOCATION, RETRY_AFTER, USER_AGENT};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

/// How many events one reply has.
const PAGE: u64 = 100;

/// A running service.
pub struct Source {
    /// Where it is.
    pub url: String,
    state: Arc<State>,
}

struct State {
    events: u64,
    begun: Instant,
    during: Duration,
    /// How many there are while no more come.
    held: Mutex<Option<u64>>,
    /// Callback addresses, by the order of subscribing.
    hooks: Mutex<Vec<String>>,
    polls: Mutex<Vec<Poll>>,
}

/// Who has polled, and when.
#[derive(Clone, Debug)]
pub struct Poll {
    /// What the replica calls itself.
    pub who: String,
    /// When.
    pub at: Instant,
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    fn now(&self) -> u64 {
        if let Some(held) = *lock(&self.held) {
            return held;
        }
        let share = self.begun.elapsed().as_secs_f64() / self.during.as_secs_f64().max(0.001);
        // Neither is near where a float is too coarse.
        (share.min(1.0) * self.events as f64) as u64
    }
}

impl Source {
    /// Emits so many events in this time, from now on.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn start(events: u64, during: Duration) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let (held, hooks, polls) = (Mutex::default(), Mutex::default(), Mutex::default());
        let state = Arc::new(State { events, begun: Instant::now(), during, held, hooks, polls });
        let own = state.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let state = own.clone();
                let service = service_fn(move |request| {
                    let state = state.clone();
                    async move { Ok::<_, Infallible>(answer(request, &state).await) }
                });
                // Whoever asks is killed now and then.
                let connection = hyper::server::conn::http1::Builder::new();
                tokio::spawn(connection.serve_connection(TokioIo::new(stream), service));
            }
        });
        Ok(Self { url: format!("http://{address}"), state })
    }

    /// No more events come, until [`go_on`](Self::go_on).
    pub fn hold(&self) {
        let now = self.state.now();
        *lock(&self.state.held) = Some(now);
    }

    /// All that would have come meanwhile is there.
    pub fn go_on(&self) {
        *lock(&self.state.held) = None;
    }

    /// Every poll so far.
    #[must_use]
    pub fn polls(&self) -> Vec<Poll> {
        lock(&self.state.polls).clone()
    }

    /// How many have subscribed.
    #[must_use]
    pub fn hooks(&self) -> usize {
        lock(&self.state.hooks).len()
    }

    /// Sends all events to the last that subscribed, at any of these ports, until each is answered well; as they come up, so many at once.
    pub async fn deliver(&self, ports: Arc<Mutex<Vec<u16>>>, at_once: u64) {
        let mut senders = Vec::new();
        for lane in 0..at_once {
            let (state, ports) = (self.state.clone(), ports.clone());
            senders.push(tokio::spawn(async move {
                let mut number = lane;
                while number < state.events {
                    let path = lock(&state.hooks).last().cloned();
                    let port = { fastrand::choice(lock(&ports).iter().copied()) };
                    let is_due = number < state.now();
                    if let (true, Some(path), Some(port)) = (is_due, path, port)
                        && send(port, &path, number).await.unwrap_or(false)
                    {
                        number += at_once;
                        continue;
                    }
                    tokio::time::sleep(Duration::from_millis(if is_due { 100 } else { 5 })).await;
                }
            }));
        }
        for sender in senders {
            let _ = sender.await;
        }
    }
}

/// Whether it was answered well.
async fn send(port: u16, path: &str, number: u64) -> Option<bool> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let asked = async {
        let stream = TcpStream::connect(address).await.ok()?;
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.ok()?;
        let connection = tokio::spawn(connection);
        let request = Request::post(path)
            .header(HOST, "loopback")
            .header("webhook-id", format!("e-{number}"))
            .body(Full::new(Bytes::from(number.to_string())))
            .ok()?;
        let answer = sender.send_request(request).await.ok().map(|answer| answer.status().is_success());
        connection.abort();
        answer
    };
    tokio::time::timeout(Duration::from_secs(5), asked).await.ok()?
}

async fn answer(request: Request<Incoming>, state: &State) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    match (request.method(), request.uri().path()) {
        (&Method::GET, "/numbers") => poll(&request, state, &mut response),
        (&Method::POST, "/hooks") => {
            let body = request.into_body().collect().await.map(|body| body.to_bytes()).unwrap_or_default();
            // `{"url": "http://host/path"}`
            let text = String::from_utf8_lossy(&body).into_owned();
            let path = text
                .split('"')
                .nth(3)
                .and_then(|url| url.splitn(4, '/').nth(3).map(|path| format!("/{path}")));
            let mut hooks = lock(&state.hooks);
            hooks.extend(path);
            *response.status_mut() = StatusCode::CREATED;
            if let Ok(location) = format!("/hooks/{}", hooks.len()).parse() {
                response.headers_mut().insert(LOCATION, location);
            }
        }
        _ => *response.status_mut() = StatusCode::NO_CONTENT,
    }
    response
}

fn poll(request: &Request<Incoming>, state: &State, response: &mut Response<Full<Bytes>>) {
    let query = request.uri().query().unwrap_or_default();
    let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let who =
        request.headers().get(USER_AGENT).and_then(|who| who.to_str().ok()).unwrap_or_default().to_owned();
    let from: u64 = value("state").and_then(|text| text.parse().ok()).unwrap_or(0);
    lock(&state.polls).push(Poll { who: who.clone(), at: Instant::now() });
    let end = state.now().min(from + PAGE);
    let numbers: Vec<String> = (from..end).map(|number| number.to_string()).collect();
    *response.status_mut() = if numbers.is_empty() { StatusCode::ACCEPTED } else { StatusCode::OK };
    *response.body_mut() = Full::new(Bytes::from(format!("[{}]", numbers.join(","))));
    if let Ok(location) = format!("/numbers?state={}", end.max(from)).parse() {
        response.headers_mut().insert(LOCATION, location);
    }
    if end < state.now() {
        response.headers_mut().insert(RETRY_AFTER, hyper::header::HeaderValue::from_static("0"));
    }
}
