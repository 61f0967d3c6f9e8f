//! Faults of networks and services: docs/reliability.md has the table.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

use connector_runtime::v1 as rt;
use connector_runtime::{CallOptions, ErrorKind, HttpBuilder, Retry};
use tokio::io::AsyncWriteExt;

use crate::client::{Client, Connection, client, http};
use crate::fragile::Fragile;
use crate::server::{Server, json, reply};
use crate::wild::{Wild, head, reset};

fn once(url: &str, http: HttpBuilder) -> Client {
    let client = Client::with_http(Connection::anonymous(url), &http.build().unwrap()).unwrap();
    client.with_options(CallOptions::new().retry(Retry::never()))
}

const WHOLE: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 7\r\n\r\n[1,2,3]";

/// A connection that is reset, or ends, after each number of bytes of a reply: an error, never a part of the reply.
#[tokio::test]
async fn broken_at_each_byte() {
    for rudely in [true, false] {
        let server = Wild::serving(move |mut stream, number| async move {
            head(&mut stream).await;
            let part = WHOLE.as_bytes().get(..number).unwrap_or(WHOLE.as_bytes());
            let _ = stream.write_all(part).await;
            // Until the client has it: a reset takes along what was not read yet.
            tokio::time::sleep(Duration::from_millis(2)).await;
            if rudely {
                reset(&stream);
            }
        })
        .await;
        let client = once(&server.url, http());
        for sent in 0..WHOLE.len() {
            let error = client.list().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Transport, "after {sent} bytes: {error:?}");
            assert_eq!(server.connections.load(SeqCst), sent + 1);
        }
        assert_eq!(client.list().await.unwrap()[2], 3);
    }
}

/// The same, and a second try: what may be sent again is, and what may not is not.
#[tokio::test]
async fn broken_once_at_each_byte() {
    let retry = Retry::default().backoff(Duration::from_millis(1), Duration::from_millis(1));
    for sent in 0..WHOLE.len() {
        let server = Wild::serving(move |mut stream, number| async move {
            head(&mut stream).await;
            let part = if number == 0 { &WHOLE[..sent] } else { WHOLE };
            let _ = stream.write_all(part.as_bytes()).await;
        })
        .await;
        let client = client(&server.url).with_options(CallOptions::new().retry(retry.clone()));
        assert_eq!(client.list().await.unwrap()[0], 1, "after {sent} bytes");
        assert_eq!(server.connections.load(SeqCst), 2);
    }
    let server = Wild::serving(|mut stream, _| async move { head(&mut stream).await }).await;
    let client = client(&server.url).with_options(CallOptions::new().retry(retry));
    assert_eq!(client.post().await.unwrap_err().attempts(), 1);
}

#[tokio::test]
async fn a_name_that_nobody_knows() {
    let error = once("http://orders.invalid/v1", http()).list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error:?}");
    assert_eq!(error.to_string(), "ListOrders: no connection to the service");
}

/// Each phase of a call that stands still: the head, between head and body, within the body, and waiting for one's turn.
#[tokio::test]
async fn time_runs_out_in_each_phase() {
    let limit = Duration::from_millis(150);
    let mut phases = vec![0, 10];
    phases.extend([WHOLE.len() - 8, WHOLE.len() - 7, WHOLE.len() - 1]);
    for sent in phases {
        let server = Wild::serving(move |mut stream, _| async move {
            head(&mut stream).await;
            let _ = stream.write_all(&WHOLE.as_bytes()[..sent]).await;
            std::future::pending::<()>().await;
        })
        .await;
        for (http, options) in [
            (http().timeout(limit), CallOptions::new()),
            (http().read_timeout(limit), CallOptions::new()),
            (http(), CallOptions::new().try_timeout(limit)),
            (http(), CallOptions::new().timeout(limit)),
        ] {
            let start = Instant::now();
            let error = once(&server.url, http).list().options(options).await.unwrap_err();
            assert!(error.is_timeout(), "after {sent} bytes: {error:?}");
            assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
        }
    }
    // One's turn: the call's own limit holds for it, the try has not begun.
    let server = Server::playing(vec![json("7").after(Duration::from_millis(600))]).await;
    let client = once(&server.url, http().max_concurrency(1));
    let first = tokio::spawn(client.list());
    tokio::time::sleep(Duration::from_millis(50)).await;
    let error = client.list().options(CallOptions::new().timeout(limit)).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!((first.await.unwrap().unwrap(), server.seen().len()), (rt::Value::from(7), 1));
}

/// Many callers at once do not multiply an outage: together they send 100 requests more than there were calls.
#[tokio::test]
async fn a_storm_of_refusals() {
    for status in [429, 503] {
        let server = Server::playing(vec![reply(status, "", "")]).await;
        let retry = Retry::default().attempts(10).backoff(Duration::from_millis(1), Duration::from_millis(3));
        let client = client(&server.url).with_options(CallOptions::new().retry(retry));
        let calls: Vec<_> = (0..300).map(|_| tokio::spawn(client.list())).collect();
        for call in calls {
            assert!(call.await.unwrap().unwrap_err().is_status(status));
        }
        assert_eq!(server.seen().len(), 300 + 100, "{status}");
    }
}

/// A call with a redirect, a retry, a second page and a reply in parts, dropped at each of its waits: every permit comes
/// back, no task is left, and the client goes on as if nothing had been.
#[tokio::test]
async fn given_up_at_each_wait() {
    static REQUESTS: AtomicUsize = AtomicUsize::new(0);
    let server = Wild::serving(|mut stream, _| async move {
        head(&mut stream).await;
        let replies = [
            "HTTP/1.1 503 x\r\nretry-after: 0\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
            "HTTP/1.1 302 x\r\nlocation: /orders\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
            "HTTP/1.1 200 x\r\ncontent-length: 20\r\nconnection: close\r\n\r\n{\"nextLink\":\"/x?0\" }",
            "HTTP/1.1 200 x\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}",
        ];
        let text = replies[REQUESTS.fetch_add(1, SeqCst) % replies.len()];
        for part in text.as_bytes().chunks(text.len() / 3 + 1) {
            let _ = stream.write_all(part).await;
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    })
    .await;
    let metrics = tokio::runtime::Handle::current().metrics();
    let one_at_a_time = http().max_concurrency(1).build().unwrap();
    let client = Client::with_http(Connection::anonymous(&server.url), &one_at_a_time).unwrap();
    let all = || {
        let client = client.clone();
        async move { client.list().pages().collect().await }
    };
    let before = metrics.num_alive_tasks();
    let mut waits = 0;
    loop {
        REQUESTS.store(0, SeqCst);
        match Fragile::new(all(), waits).await {
            Some(outcome) => {
                assert_eq!(outcome.unwrap().len(), 2);
                break;
            }
            None => waits += 1,
        }
        // The only permit is there again.
        REQUESTS.store(2, SeqCst);
        let next = tokio::time::timeout(Duration::from_secs(5), client.list()).await;
        assert!(next.is_ok_and(|next| next.is_ok()), "after {waits} polls");
    }
    assert!(waits > 8, "{waits}");
    // Connections end a moment after those who held them.
    drop((client, one_at_a_time));
    let start = Instant::now();
    while metrics.num_alive_tasks() > before {
        assert!(start.elapsed() < Duration::from_secs(5), "{} of {before}", metrics.num_alive_tasks());
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
