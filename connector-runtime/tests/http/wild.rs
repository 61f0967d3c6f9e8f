//! Servers that keep to no rules: each connection is a function of its stream.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A server that does the same with each connection.
pub(crate) struct Wild {
    pub(crate) url: String,
    /// How many connections came.
    pub(crate) connections: Arc<AtomicUsize>,
}

impl Wild {
    /// Does something with each connection, which it gets with its number.
    pub(crate) async fn serving<F>(with: impl Fn(TcpStream, usize) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let connections = Arc::new(AtomicUsize::new(0));
        let count = connections.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(with(stream, count.fetch_add(1, Ordering::SeqCst)));
            }
        });
        Self { url, connections }
    }

    /// Writes this after each head of a request, and closes.
    pub(crate) async fn saying(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes: Arc<Vec<u8>> = Arc::new(bytes.into());
        Self::serving(move |mut stream, _| {
            let bytes = bytes.clone();
            async move {
                head(&mut stream).await;
                let _ = stream.write_all(&bytes).await;
                // What the client sends besides is taken, so that nothing is reset.
                let _ = stream.shutdown().await;
                let mut rest = [0; 1024];
                while stream.read(&mut rest).await.is_ok_and(|length| length > 0) {}
            }
        })
        .await
    }

    /// Writes the first part, then the second again and again; says how much of it went out.
    pub(crate) async fn endless(first: &str, then: &[u8], pause: Duration) -> (Self, Arc<AtomicUsize>) {
        let (first, then) = (first.to_owned(), then.to_vec());
        let sent = Arc::new(AtomicUsize::new(0));
        let count = sent.clone();
        let server = Self::serving(move |mut stream, _| {
            let (first, then, count) = (first.clone(), then.clone(), count.clone());
            async move {
                head(&mut stream).await;
                let _ = stream.write_all(first.as_bytes()).await;
                while stream.write_all(&then).await.is_ok() {
                    count.fetch_add(then.len(), Ordering::SeqCst);
                    if !pause.is_zero() {
                        tokio::time::sleep(pause).await;
                    }
                }
            }
        })
        .await;
        (server, sent)
    }
}

/// Reads the head of a request, and nothing of its body.
pub(crate) async fn head(stream: &mut TcpStream) {
    let mut seen = Vec::new();
    let mut byte = [0; 1];
    while !seen.ends_with(b"\r\n\r\n") && stream.read(&mut byte).await.is_ok_and(|length| length > 0) {
        seen.extend_from_slice(&byte);
    }
}

/// Ends the connection as a machine does that knows nothing of it.
pub(crate) fn reset(stream: &TcpStream) {
    #[allow(deprecated, reason = "it warns of blocking when dropped, which no time at all does not")]
    stream.set_linger(Some(Duration::ZERO)).unwrap();
}
