//! A service on the loopback that remembers what it was sent, byte for byte, and replies as told.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Seen {
    /// `GET /path?query`.
    pub(crate) fn line(&self) -> &str {
        self.head.lines().next().unwrap().strip_suffix(" HTTP/1.1").unwrap()
    }

    pub(crate) fn target(&self) -> &str {
        self.line().split_once(' ').unwrap().1
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(": "))
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// What to do with a request.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) raw: Vec<u8>,
    pub(crate) delay: Duration,
}

/// A whole reply.
pub(crate) fn reply(status: u16, headers: &str, body: &str) -> Answer {
    let raw = format!("HTTP/1.1 {status} x\r\ncontent-length: {}\r\n{headers}\r\n{body}", body.len());
    Answer { raw: raw.into_bytes(), delay: Duration::ZERO }
}

pub(crate) fn json(body: &str) -> Answer {
    reply(200, "content-type: application/json\r\n", body)
}

/// Bytes that need not be a whole reply; the connection is closed after them.
pub(crate) fn raw(bytes: &str) -> Answer {
    Answer { raw: bytes.as_bytes().to_vec(), delay: Duration::ZERO }
}

impl Answer {
    pub(crate) fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}

type Answers = dyn Fn(&Seen, usize) -> Answer + Send + Sync;

#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    busy: Arc<AtomicUsize>,
    pub(crate) peak: Arc<AtomicUsize>,
    /// How many replies went out whole.
    pub(crate) done: Arc<AtomicUsize>,
}

impl Server {
    /// Answers each request by a function of it and its number.
    pub(crate) async fn with(answers: impl Fn(&Seen, usize) -> Answer + Send + Sync + 'static) -> Self {
        log();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            seen: Arc::default(),
            busy: Arc::default(),
            peak: Arc::default(),
            done: Arc::default(),
        };
        let answers: Arc<Answers> = Arc::new(answers);
        let own = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (server, answers) = (own.clone(), answers.clone());
                tokio::spawn(async move { server.serve(stream, &*answers).await });
            }
        });
        server
    }

    /// Answers in this order; the last answer is repeated.
    pub(crate) async fn playing(script: Vec<Answer>) -> Self {
        Self::with(move |_, number| script[number.min(script.len() - 1)].clone()).await
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// The only request so far, which is forgotten.
    pub(crate) fn take(&self) -> Seen {
        let mut seen = self.seen.lock().unwrap();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen.pop().unwrap()
    }

    async fn serve(&self, mut stream: TcpStream, answers: &Answers) {
        let mut buffer = Vec::new();
        while let Some(seen) = read(&mut stream, &mut buffer).await {
            let number = {
                let mut all = self.seen.lock().unwrap();
                all.push(seen.clone());
                all.len() - 1
            };
            let busy = self.busy.fetch_add(1, Ordering::SeqCst) + 1;
            self.peak.fetch_max(busy, Ordering::SeqCst);
            let answer = answers(&seen, number);
            tokio::time::sleep(answer.delay).await;
            self.busy.fetch_sub(1, Ordering::SeqCst);
            if stream.write_all(&answer.raw).await.is_err() {
                return;
            }
            self.done.fetch_add(1, Ordering::SeqCst);
            if !answer.raw.windows(16).any(|part| part.eq_ignore_ascii_case(b"content-length: ")) {
                return;
            }
        }
    }
}

async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Seen> {
    let head = loop {
        if let Some(at) = buffer.windows(4).position(|part| part == b"\r\n\r\n") {
            break at + 4;
        }
        fill(stream, buffer).await?;
    };
    let text = String::from_utf8(buffer.drain(..head).collect()).unwrap();
    let mut seen = Seen { head: text, body: Vec::new() };
    if let Some(length) = seen.header("content-length").map(|length| length.parse::<usize>().unwrap()) {
        while buffer.len() < length {
            fill(stream, buffer).await?;
        }
        seen.body = buffer.drain(..length).collect();
    } else if seen.header("transfer-encoding").is_some() {
        while !buffer.ends_with(b"0\r\n\r\n") {
            fill(stream, buffer).await?;
        }
        seen.body = std::mem::take(buffer);
    }
    Some(seen)
}

async fn fill(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<()> {
    let mut part = [0; 4096];
    match stream.read(&mut part).await {
        Ok(0) | Err(_) => None,
        Ok(length) => {
            buffer.extend_from_slice(&part[..length]);
            Some(())
        }
    }
}

/// Writes everything that anybody logs to standard error, where `CONNECTOR_TEST_LOG` is set: what the tests give for a secret
/// holds `s3cret`, and must not be found there.
fn log() {
    static BEGUN: std::sync::Once = std::sync::Once::new();
    BEGUN.call_once(|| {
        if std::env::var_os("CONNECTOR_TEST_LOG").is_some() {
            tracing_subscriber::fmt()
                .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
                .with_writer(std::io::stderr)
                .init();
        }
    });
}
