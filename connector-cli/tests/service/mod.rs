//! A service on the loopback, for tests.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// A service that answers by rule, and remembers what it was sent.
pub struct Service {
    pub url: String,
    pub seen: Arc<Mutex<Vec<String>>>,
}

impl Service {
    /// `answer` makes status, content type and body of method, path and the service's own URL.
    pub fn start(answer: fn(&str, &str, &str) -> (u16, &'static str, String)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (own, requests) = (url.clone(), seen.clone());
        // The thread ends with the test's process.
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let mut reader = BufReader::new(stream);
                let mut head = String::new();
                while reader.read_line(&mut head).unwrap_or(0) > 2 {}
                if head.is_empty() {
                    continue;
                }
                let lower = head.to_lowercase();
                let length = lower.lines().find_map(|line| line.strip_prefix("content-length: "));
                let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
                reader.read_exact(&mut body).unwrap();
                let mut words = head.split(' ');
                let (method, path) = (words.next().unwrap().to_owned(), words.next().unwrap().to_owned());
                requests.lock().unwrap().push(head + &String::from_utf8_lossy(&body));
                let (status, kind, text) = answer(&method, &path, &own);
                let reply = format!(
                    "HTTP/1.1 {status} Reply\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{text}",
                    text.len()
                );
                let _ = reader.get_mut().write_all(reply.as_bytes());
            }
        });
        Self { url, seen }
    }

    #[allow(dead_code)]
    pub fn echo() -> Self {
        Self::start(|method, path, _| {
            (200, "application/json", format!(r#"{{"method":"{method}","path":"{path}"}}"#))
        })
    }

    #[allow(dead_code)]
    pub fn last(&self) -> String {
        self.seen.lock().unwrap().last().cloned().unwrap_or_default()
    }
}
