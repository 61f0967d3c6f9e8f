//! A service on a loopback port. It speaks the polling protocol and remembers nothing of who has asked: the state is in the address.
//! And it calls back whoever subscribes (`hooks.rs`).

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{LOCATION, RETRY_AFTER};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::hooks::Hooks;

/// How many events one reply has.
const PAGE: u64 = 100;

pub(crate) struct Source {
    pub(crate) url: String,
    pub(crate) hooks: Arc<Hooks>,
}

/// What is emitted in the time given.
#[derive(Clone, Copy)]
pub(crate) struct Emission {
    pub(crate) events: u64,
    begun: Instant,
    during: Duration,
}

impl Emission {
    pub(crate) fn new(events: u64, during: Duration) -> Self {
        Self { events, begun: Instant::now(), during }
    }

    /// The number of events so far.
    pub(crate) fn now(self) -> u64 {
        let share = self.begun.elapsed().as_secs_f64() / self.during.as_secs_f64().max(0.001);
        // Neither is near where a float is too coarse.
        (share.min(1.0) * self.events as f64) as u64
    }
}

impl Source {
    pub(crate) async fn start(emission: Emission) -> Result<Self, String> {
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let listener = TcpListener::bind(address).await.map_err(|error| error.to_string())?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        let hooks = Arc::new(Hooks::default());
        let own = hooks.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let hooks = own.clone();
                let service = service_fn(move |request| {
                    let hooks = hooks.clone();
                    async move { Ok::<_, Infallible>(answer(request, emission, &hooks).await) }
                });
                // Whoever asks is killed now and then.
                tokio::spawn(
                    hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service),
                );
            }
        });
        Ok(Self { url: format!("http://{address}"), hooks })
    }
}

async fn answer(request: Request<Incoming>, emission: Emission, hooks: &Hooks) -> Response<Full<Bytes>> {
    let (head, body) = request.into_parts();
    match (&head.method, head.uri.path().strip_prefix("/hooks")) {
        (&Method::POST, Some("")) => {
            let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
            let text = String::from_utf8_lossy(&body);
            // {"url":"…"}
            let callback = text.split('"').nth(3).unwrap_or_default();
            let id = hooks.subscribe(callback);
            let mut response = Response::new(Full::new(Bytes::from(format!("{{\"id\":\"{id}\"}}"))));
            *response.status_mut() = StatusCode::CREATED;
            response
        }
        (&Method::DELETE, Some(id)) => {
            hooks.unsubscribe(id.trim_start_matches('/'));
            let mut response = Response::new(Full::default());
            *response.status_mut() = StatusCode::NO_CONTENT;
            response
        }
        _ => poll(head.uri.query(), emission),
    }
}

fn poll(query: Option<&str>, emission: Emission) -> Response<Full<Bytes>> {
    let state = query.and_then(|query| query.strip_prefix("state=")?.parse().ok());
    let from: u64 = state.unwrap_or(0);
    let end = emission.now().min(from + PAGE);
    let numbers: Vec<String> = (from..end).map(|number| number.to_string()).collect();
    let status = if numbers.is_empty() { StatusCode::ACCEPTED } else { StatusCode::OK };
    let mut response = Response::new(Full::new(Bytes::from(format!("[{}]", numbers.join(",")))));
    *response.status_mut() = status;
    if let Ok(location) = format!("/numbers?state={}", end.max(from)).parse() {
        response.headers_mut().insert(LOCATION, location);
    }
    if end < emission.now() {
        response.headers_mut().insert(RETRY_AFTER, hyper::header::HeaderValue::from_static("0"));
    }
    response
}
