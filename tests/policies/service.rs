//! A service on the loopback that says the same to everybody, and remembers the requests.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

pub(crate) struct Service {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<String>>>,
}

/// Status, header lines and body of a reply.
pub(crate) type Reply = (u16, String, String);

impl Service {
    pub(crate) async fn start(status: u16, headers: &'static str, body: &'static str) -> Self {
        Self::with(move |_, _| (status, headers.to_owned(), body.to_owned())).await
    }

    /// Answers each request by a function of its target and its number.
    pub(crate) async fn with(answer: impl Fn(&str, usize) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen: Arc<Mutex<Vec<String>>> = Arc::default();
        let own = seen.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut head = Vec::new();
                while !head.windows(4).any(|part| part == b"\r\n\r\n") {
                    let mut part = [0; 1024];
                    let length = stream.read(&mut part).await.unwrap();
                    assert!(length > 0, "the request breaks off");
                    head.extend_from_slice(&part[..length]);
                }
                let head = String::from_utf8_lossy(&head).into_owned();
                let number = own.lock().unwrap().len();
                let (status, headers, body) = answer(head.split(' ').nth(1).unwrap(), number);
                own.lock().unwrap().push(head);
                let length = body.len();
                let reply = format!(
                    "HTTP/1.1 {status} x\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
                );
                stream.write_all(reply.as_bytes()).await.unwrap();
            }
        });
        Self { url, seen }
    }

    /// The last request, up to its body.
    pub(crate) fn seen(&self) -> String {
        self.all().pop().unwrap()
    }

    pub(crate) fn all(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}
