//! A service that speaks the polling protocol and remembers nothing of who has asked: the state is in the address.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{LOCATION, RETRY_AFTER};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

/// How many events one reply has.
const PAGE: u64 = 100;

pub(crate) struct Source {
    pub(crate) url: String,
}

/// What is emitted in the time given.
#[derive(Clone, Copy)]
struct Emission {
    events: u64,
    begun: Instant,
    during: Duration,
}

impl Emission {
    /// The number of events so far.
    fn now(self) -> u64 {
        let share = self.begun.elapsed().as_secs_f64() / self.during.as_secs_f64().max(0.001);
        // Neither is near where a float is too coarse.
        (share.min(1.0) * self.events as f64) as u64
    }
}

impl Source {
    pub(crate) async fn start(events: u64, during: Duration) -> Result<Self, String> {
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let listener = TcpListener::bind(address).await.map_err(|error| error.to_string())?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        let emission = Emission { events, begun: Instant::now(), during };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let service =
                    service_fn(move |request| async move { Ok::<_, Infallible>(answer(&request, emission)) });
                // Whoever asks is killed now and then.
                tokio::spawn(
                    hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service),
                );
            }
        });
        Ok(Self { url: format!("http://{address}") })
    }
}

fn answer(request: &Request<Incoming>, emission: Emission) -> Response<Full<Bytes>> {
    let state = request.uri().query().and_then(|query| query.strip_prefix("state=")?.parse().ok());
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
