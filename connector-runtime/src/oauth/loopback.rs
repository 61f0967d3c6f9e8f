//! Signing in from a terminal (RFC 8252): the browser comes back to a port of this machine.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use super::app::App;
use super::tokens::Tokens;
use crate::error::{Error, ErrorKind};

const PATH: &str = "/callback";
/// The longest head of a request that is read, and how long it may take.
const MAX_HEAD: usize = 16 << 10;
const HEAD_TIME: Duration = Duration::from_secs(5);

impl App {
    /// Signs in with a browser on this machine: `show` gets the address to open, and the answer is waited for on
    /// `http://127.0.0.1:<port>/callback`, which has to be registered with the provider. Port 0 takes a free one, which
    /// providers allow that know native applications.
    ///
    /// # Errors
    /// Of kind [`SignIn`](ErrorKind::SignIn), when nobody signs in within five minutes, or the provider or its user
    /// refuses.
    pub async fn sign_in_on_loopback(&self, port: u16, show: impl FnOnce(&str)) -> Result<Tokens, Error> {
        let closed = |error: std::io::Error| {
            self.0.fault(ErrorKind::Connection, "no port can be listened on").with_source(error)
        };
        let listener = TcpListener::bind(("127.0.0.1", port)).await.map_err(closed)?;
        let port = listener.local_addr().map_err(closed)?.port();
        let (url, pending) = self.begin(format!("http://127.0.0.1:{port}{PATH}"))?;
        show(&url);
        let wait = callback(&listener, pending.state());
        let Ok((query, mut stream)) = timeout(Duration::from_secs(300), wait).await else {
            return Err(self.0.fault(ErrorKind::SignIn, "nobody signed in within five minutes"));
        };
        drop(listener);
        let outcome = self.finish(pending, &query).await;
        let text = match &outcome {
            Ok(_) => "You are signed in, and can close this page.",
            Err(_) => "The sign-in failed. The terminal says why.",
        };
        answer(&mut stream, if outcome.is_ok() { "200 OK" } else { "400 Bad Request" }, text).await;
        outcome
    }
}

/// The query of the first request that belongs to the sign-in, and who waits for an answer. Others are sent away: a browser
/// asks for an icon, and any page can call this port.
async fn callback(listener: &TcpListener, state: &str) -> (String, TcpStream) {
    loop {
        let Ok((mut stream, _)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let target = timeout(HEAD_TIME, target(&mut stream)).await.ok().flatten();
        let query = target.as_deref().and_then(|target| target.strip_prefix(PATH)?.strip_prefix('?'));
        let own = query.filter(|query| {
            url::form_urlencoded::parse(query.as_bytes())
                .any(|(name, value)| name == "state" && value == state)
        });
        if let Some(query) = own {
            return (query.to_owned(), stream);
        }
        answer(&mut stream, "404 Not Found", "This belongs to no sign-in.").await;
    }
}

async fn target(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut part = [0; 2048];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let length = stream.read(&mut part).await.ok().filter(|length| *length > 0)?;
        head.extend_from_slice(part.get(..length)?);
        if head.len() > MAX_HEAD {
            return None;
        }
    }
    let head = String::from_utf8(head).ok()?;
    let mut words = head.lines().next()?.split(' ');
    (words.next()? == "GET").then(|| words.next().map(str::to_owned))?
}

/// A page without anything that could run or be fetched.
async fn answer(stream: &mut TcpStream, status: &str, text: &str) {
    let page = format!("<!doctype html><meta charset=\"utf-8\"><title>Sign-in</title><p>{text}</p>\n");
    let reply = format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\ncache-control: no-store\r\n\
         referrer-policy: no-referrer\r\ncontent-security-policy: default-src 'none'\r\nconnection: close\r\n\r\n{page}",
        page.len()
    );
    // Who has closed the page does not need it.
    let _ = timeout(HEAD_TIME, stream.write_all(reply.as_bytes())).await;
    let _ = timeout(HEAD_TIME, stream.shutdown()).await;
}
