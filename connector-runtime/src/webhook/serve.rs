//! A listener of the host's own: HTTP/1.1 over hyper, for whoever has no server yet.

use std::convert::Infallible;
use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};

use super::WebhookHost;
use crate::error::{Error, ErrorKind};

/// The longest head of a request, in bytes.
const HEAD: usize = 64 << 10;
/// How long a listener that cannot accept (no file handles) is left alone.
const PAUSE: Duration = Duration::from_millis(50);

/// A listener at work. Dropping it stops it at once; [`stop`](Self::stop) lets requests under way come to their end.
#[derive(Debug)]
#[must_use = "dropping it stops it"]
pub struct Serving {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl WebhookHost {
    /// Serves callback addresses on this listener, in a task of its own.
    ///
    /// # Errors
    /// When the listener has no address.
    pub fn serve(&self, listener: TcpListener) -> Result<Serving, Error> {
        let address = listener.local_addr().map_err(|error| {
            Error::new(ErrorKind::Runtime, "the listener has no address").with_source(error)
        })?;
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(accept(self.clone(), listener, stopped));
        Ok(Serving { address, stop, task })
    }
}

impl Serving {
    /// Where it listens.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Takes no more requests, and waits for those under way.
    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        let _ = (&mut self.task).await;
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What the work yields, unless it is stopped before.
async fn unless<T>(mut stop: Pin<&mut impl Future<Output = ()>>, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    poll_fn(|cx| match stop.as_mut().poll(cx) {
        Poll::Ready(()) => Poll::Ready(None),
        Poll::Pending => work.as_mut().poll(cx).map(Some),
    })
    .await
}

async fn accept(host: WebhookHost, listener: TcpListener, mut stopped: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(host.limits.connections));
    let mut connections = JoinSet::new();
    let mut stop = pin!(async move {
        let _ = stopped.wait_for(|stopped| *stopped).await;
    });
    let (end, ending) = watch::channel(false);
    loop {
        // Finished ones are taken away as new ones come.
        while connections.try_join_next().is_some() {}
        let next = async {
            // The semaphore is never closed.
            let place = places.clone().acquire_owned().await.ok();
            (place, listener.accept().await)
        };
        let Some(accepted) = unless(stop.as_mut(), next).await else { break };
        match accepted {
            (place, Ok((stream, _))) => {
                let (host, ending) = (host.clone(), ending.clone());
                connections.spawn(async move {
                    let _place = place;
                    connection(host, stream, ending).await;
                });
            }
            (_, Err(_)) => tokio::time::sleep(PAUSE).await,
        }
    }
    drop(listener);
    let _ = end.send(true);
    while connections.join_next().await.is_some() {}
}

async fn connection(host: WebhookHost, stream: TcpStream, mut ending: watch::Receiver<bool>) {
    // Answers are short, and waited for.
    let _ = stream.set_nodelay(true);
    let time = host.limits.time;
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let host = host.clone();
        async move { Ok::<_, Infallible>(host.handle_body(request).await.map(Full::new)) }
    });
    let mut served = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(time)
            .max_buf_size(HEAD)
            .serve_connection(TokioIo::new(stream), service)
    );
    let end = pin!(async move {
        let _ = ending.wait_for(|ending| *ending).await;
    });
    if unless(end, served.as_mut()).await.is_some() {
        return;
    }
    served.as_mut().graceful_shutdown();
    let _ = served.await;
}
