//! Services that mean harm. Each ends in an error that says what it was, within the limits: docs/reliability.md has the table.

use std::sync::atomic::Ordering::SeqCst;
use std::time::{Duration, Instant};

use connector_runtime::v1 as rt;
use connector_runtime::{CallOptions, Error, ErrorKind, HttpBuilder, Retry};

use crate::client::{Client, Connection, client, http};
use crate::server::{Server, json, reply};
use crate::wild::Wild;

const MIB: usize = 1 << 20;

fn once(url: &str, http: HttpBuilder) -> Client {
    let client = Client::with_http(Connection::anonymous(url), &http.build().unwrap()).unwrap();
    client.with_options(CallOptions::new().retry(Retry::never()))
}

async fn failing(url: &str, http: HttpBuilder) -> Error {
    once(url, http).list().await.unwrap_err()
}

#[tokio::test]
async fn an_endless_body() {
    let chunk = format!("{:x}\r\n{}\r\n", 1 << 16, "x".repeat(1 << 16));
    let head = "HTTP/1.1 200 x\r\ntransfer-encoding: chunked\r\n\r\n";
    let (server, sent) = Wild::endless(head, chunk.as_bytes(), Duration::ZERO).await;
    let error = failing(&server.url, http().max_response(MIB)).await;
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    assert_eq!(error.to_string(), "ListOrders: the reply is longer than 1048576 bytes");
    // What the two systems hold in between is a few megabytes; nothing is taken after the limit.
    tokio::time::sleep(Duration::from_millis(50)).await;
    let then = sent.load(SeqCst);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(then < 32 * MIB && sent.load(SeqCst) == then, "{then}, {sent:?}");

    // A failure is a failure, with the beginning of its body.
    let head = head.replace("200", "500");
    let (server, _) = Wild::endless(&head, chunk.as_bytes(), Duration::ZERO).await;
    let error = failing(&server.url, http()).await;
    assert_eq!((error.is_status(500), error.body().len()), (true, MIB), "{error}");
}

#[tokio::test]
async fn a_body_of_one_byte_at_a_time() {
    let head = "HTTP/1.1 200 x\r\ncontent-length: 100000\r\n\r\n";
    let (server, sent) = Wild::endless(head, b" ", Duration::from_millis(20)).await;
    // It is never silent for long, so only the time of the whole try ends it.
    let limits = http().timeout(Duration::from_millis(1500)).read_timeout(Duration::from_secs(1));
    let start = Instant::now();
    let error = failing(&server.url, limits).await;
    assert!(error.is_timeout() && start.elapsed() < Duration::from_secs(30), "{error:?}");
    assert!(sent.load(SeqCst) > 10, "it was cut by silence: {sent:?}");
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn a_compression_bomb() {
    // A part that ends in a full flush stands for itself (RFC 1952, and the blocks of RFC 1951): a gibibyte in one megabyte.
    let mut part = Vec::with_capacity(MIB);
    let mut deflate = flate2::Compress::new(flate2::Compression::best(), false);
    deflate.compress_vec(&vec![b' '; MIB], &mut part, flate2::FlushCompress::Full).unwrap();
    let header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    let bomb: Vec<u8> = header.into_iter().chain(part.repeat(1024)).collect();
    assert!(bomb.len() < 2 * MIB, "{}", bomb.len());
    for (status, kind) in [(200, ErrorKind::TooLarge), (500, ErrorKind::Status)] {
        let mut whole = format!(
            "HTTP/1.1 {status} x\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
            bomb.len()
        )
        .into_bytes();
        whole.extend_from_slice(&bomb);
        let server = Wild::saying(whole).await;
        let before = peak();
        let error = failing(&server.url, http().max_response(4 * MIB)).await;
        assert_eq!(error.kind(), kind, "{error:?}");
        assert!(error.body().len() <= MIB);
        assert!(peak() - before < 128 * MIB, "{} MiB", (peak() - before) / MIB);
    }
}

/// The most memory that this process ever held.
#[cfg(feature = "gzip")]
fn peak() -> usize {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return 0 };
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse::<usize>().unwrap() * 1024
}

#[tokio::test]
async fn wrong_lengths() {
    for (head, body, kind) in [
        // Longer than what comes.
        ("content-length: 10\r\n", "{}", ErrorKind::Transport),
        // Shorter: what stands there is read, and is not JSON.
        ("content-length: 3\r\n", "[1,2]", ErrorKind::Decode),
        ("content-length: -1\r\n", "{}", ErrorKind::Transport),
        ("content-length: x\r\n", "{}", ErrorKind::Transport),
        ("content-length: 99999999999999999999999\r\n", "{}", ErrorKind::Transport),
        ("content-length: 2\r\ncontent-length: 3\r\n", "{} ", ErrorKind::Transport),
        // A chunk that is longer, and one whose length is none.
        ("transfer-encoding: chunked\r\n", "ff\r\n{}\r\n0\r\n\r\n", ErrorKind::Transport),
        ("transfer-encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n", ErrorKind::Transport),
        ("transfer-encoding: chunked\r\n", "fffffffffffffffff\r\n{}\r\n", ErrorKind::Transport),
        // The promise of an exbibyte reserves nothing and waits for nothing.
        ("content-length: 1152921504606846976\r\n", "{}", ErrorKind::TooLarge),
    ] {
        let server = Wild::saying(format!("HTTP/1.1 200 x\r\n{head}\r\n{body}")).await;
        let error = failing(&server.url, http()).await;
        assert_eq!(error.kind(), kind, "{head}{body}: {error:?}");
    }
}

/// What follows a reply on its connection is nobody's reply.
#[tokio::test]
async fn a_second_reply_that_nobody_asked_for() {
    let smuggled = "HTTP/1.1 200 x\r\ncontent-length: 6\r\n\r\n\"evil\"";
    let server = Server::with(move |_, _| crate::server::Answer {
        raw: format!("HTTP/1.1 200 x\r\ncontent-length: 6\r\n\r\n\"good\"{smuggled}").into_bytes(),
        delay: Duration::ZERO,
    })
    .await;
    let client = once(&server.url, http());
    for _ in 0..5 {
        assert_eq!(client.list().await.unwrap(), "good");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_flood_of_headers() {
    let many: String = (0..100_000).map(|n| format!("x-{n}: {n}\r\n")).collect();
    let long = format!("x: {}\r\n", "y".repeat(16 * MIB));
    for headers in [many, long] {
        let server = Wild::saying(format!("HTTP/1.1 200 x\r\n{headers}content-length: 2\r\n\r\n{{}}")).await;
        let error = failing(&server.url, http()).await;
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
    }
    // A head without an end is given up when it is too long, not when the time is over.
    let (server, sent) = Wild::endless("HTTP/1.1 200 x\r\nx: ", &[b'y'; 1 << 16], Duration::ZERO).await;
    assert_eq!(failing(&server.url, http()).await.kind(), ErrorKind::Transport);
    assert!(sent.load(SeqCst) < 64 * MIB, "{sent:?}");
    // Interim replies without an end are cut by time at the latest.
    let (server, _) = Wild::endless("", b"HTTP/1.1 103 Early Hints\r\n\r\n", Duration::ZERO).await;
    let error = failing(&server.url, http().timeout(Duration::from_secs(1))).await;
    assert!(matches!(error.kind(), ErrorKind::Timeout | ErrorKind::Transport), "{error:?}");
}

/// The last of several members of one name counts, for models, for values, and for the links in them.
#[tokio::test]
async fn keys_that_come_twice() {
    let server = Server::playing(vec![json(r#"{"a":1,"a":2,"nextLink":"/x","nextLink":null}"#)]).await;
    let mut pages = client(&server.url).list().pages();
    assert_eq!(pages.next().await.unwrap().unwrap()["a"], 2);
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn what_is_no_json() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let deep_object = format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    let long = format!("\"{}", "x".repeat(100_000));
    for (body, path, says) in [
        (b"{\"a\": \"\xff\xfe\"}".as_slice(), Some("/a"), "unicode"),
        (b"{\"a\": \"\\ud800\"}", Some("/a"), "hex escape"),
        (b"{\"a\": NaN}", Some("/a"), "expected"),
        (b"{\"a\": -Infinity}", Some("/a"), "number"),
        (b"{\"a\": 1e999}", Some("/a"), "out of range"),
        (b"{\"a\": 01}", Some("/a"), "number"),
        (b"{\"a\": 1}}", None, "trailing"),
        (b"{\"a\": 1", None, "EOF"),
        (b"{\"a\": [1, 2, 3", Some("/a/2"), "EOF"),
        (b"\x00\x00\x00\x00", None, "expected value"),
        (deep.as_bytes(), None, "recursion limit"),
        (deep_object.as_bytes(), None, "recursion limit"),
        (long.as_bytes(), None, "EOF"),
    ] {
        let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
        let mut head = format!(
            "HTTP/1.1 200 x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        )
        .into_bytes();
        head.extend_from_slice(body);
        let server = Wild::saying(head).await;
        let error = failing(&server.url, http()).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{shown}: {error:?}");
        if let Some(path) = path {
            assert_eq!(error.path(), Some(path), "{shown}: {error:?}");
        }
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert!(cause.to_lowercase().contains(&says.to_lowercase()), "{shown}: {cause}");
        assert!(format!("{error:?}").len() < 4096);
    }
}

#[tokio::test]
async fn what_nobody_reads_may_be_of_any_depth() {
    static KEPT: rt::Action = rt::Action::get("Kept", "/kept");
    let deep = format!("{{\"a\": {}{}}}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let server = Server::playing(vec![json(&deep)]).await;
    let call: rt::Call<()> = client(&server.url).call(&KEPT).into();
    call.await.unwrap();
    let call: rt::Call<rt::Bytes> = client(&server.url).call(&KEPT).into();
    assert_eq!(call.await.unwrap().len(), deep.len());
}

#[tokio::test]
async fn a_page_in_place_of_json() {
    let page = reply(200, "content-type: text/html; charset=utf-8\r\n", "<html>\x1b[2J</html>");
    let server = Server::playing(vec![page]).await;
    let error = failing(&server.url, http()).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.to_string(), "ListOrders: the reply is not JSON but `text/html; charset=utf-8`");
    assert_eq!(error.body_text(), "<html>\x1b[2J</html>");
    assert!(!format!("{error:?}").contains('\x1b'));
    // JSON is read whatever it is called.
    for media_type in
        ["text/html", "application/octet-stream", "nonsense", "application/json; charset=latin1"]
    {
        let server =
            Server::playing(vec![reply(200, &format!("content-type: {media_type}\r\n"), "[7]")]).await;
        assert_eq!(once(&server.url, http()).list().await.unwrap()[0], 7, "{media_type}");
    }
}

#[tokio::test]
async fn retry_after_a_century() {
    let century = 100 * 365 * 24 * 3600_u64;
    let start = Instant::now();
    for (value, wait) in [
        (century.to_string(), Some(century)),
        ("18446744073709551615".to_owned(), Some(u64::MAX)),
        // None of these is a time: the usual wait is taken.
        ("99999999999999999999999".to_owned(), None),
        ("-5".to_owned(), None),
        ("soon".to_owned(), None),
    ] {
        let server = Server::playing(vec![reply(503, &format!("retry-after: {value}\r\n"), "")]).await;
        let quick = Retry::default().backoff(Duration::from_millis(1), Duration::from_millis(2));
        let error = client(&server.url).list().options(CallOptions::new().retry(quick)).await.unwrap_err();
        assert_eq!(error.retry_after().map(|wait| wait.as_secs()), wait, "{value}");
        assert_eq!(error.attempts(), if wait.is_some() { 1 } else { 3 }, "{value}");
    }
    let headers = "date: Thu, 01 Jan 1970 00:00:00 GMT\r\nretry-after: Fri, 31 Dec 9999 23:59:59 GMT\r\n";
    let server = Server::playing(vec![reply(503, headers, "")]).await;
    let error = client(&server.url).list().await.unwrap_err();
    assert_eq!((error.attempts(), error.retry_after().unwrap().as_secs() > century), (1, true));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

/// An operation is asked after again when an hour is over, whatever the service says.
#[tokio::test]
async fn an_operation_that_wants_to_be_left_alone_for_a_century() {
    static SUM: rt::Action = rt::Action::post("Sum", "/sum").long_running(rt::FinalState::Unsaid);
    let began = reply(202, "operation-location: /status\r\nretry-after: 3153600000\r\n", "");
    let server = Server::playing(vec![began]).await;
    let call: rt::Call<rt::Value> = client(&server.url).call(&SUM).into();
    let operation = call.start().await.unwrap();
    assert_eq!(operation.pause(), Duration::from_secs(3600));
}

/// What a service names in a reply: a redirect, the next page, where to ask for an operation.
#[tokio::test]
async fn a_server_that_acts_for_others_calls_nothing_inside() {
    static SUM: rt::Action = rt::Action::post("Sum", "/sum").long_running(rt::FinalState::Unsaid);
    let inside = Server::playing(vec![json("\"inside\"")]).await;
    let port = inside.url.rsplit_once(':').unwrap().1.to_owned();
    let own = |server: &Server| {
        // The service itself is an exception, by its name.
        let address = server.url.strip_prefix("http://").unwrap().parse().unwrap();
        once("http://orders.example", rt::Http::builder().public_only().resolve("orders.example", address))
    };
    for target in [
        format!("http://127.0.0.1:{port}/"),
        format!("http://localhost:{port}/"),
        format!("http://[::1]:{port}/"),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
        format!("http://2130706433:{port}/"),
        format!("http://0:{port}/"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "http://10.0.0.1/".to_owned(),
    ] {
        let away = reply(302, &format!("location: {target}\r\n"), "");
        let error = own(&Server::playing(vec![away]).await).list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Address, "{target}: {error:?}");
        assert_eq!(error.attempts(), 1, "it was tried again");

        let begun = reply(202, &format!("operation-location: {target}\r\nretry-after: 0\r\n"), "");
        let call: rt::Call<rt::Value> = own(&Server::playing(vec![begun]).await).call(&SUM).into();
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Address, "{target}: {error:?}");

        // A base URL that a user typed in.
        let error = once(&target, rt::Http::builder().public_only()).list().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Address, "{target}: {error:?}");

        let page = json(&format!(r#"{{"nextLink": "{target}"}}"#));
        let mut pages = own(&Server::playing(vec![page]).await).list().pages();
        assert!(pages.next().await.unwrap().is_ok());
        assert_eq!(pages.next().await.unwrap().unwrap_err().kind(), ErrorKind::Paging, "{target}");
    }
    assert!(inside.seen().is_empty(), "{:?}", inside.seen());
    // Where that does not hold, it is not promised.
    for builder in [
        rt::Http::builder().public_only().proxy("http://proxy.example"),
        rt::Http::builder().public_only().reqwest(crate::limits::own()),
    ] {
        assert_eq!(builder.build().unwrap_err().kind(), ErrorKind::Connection);
    }
}

/// What is shown of a failure is cut, and no secret is cut in two by it.
#[tokio::test]
async fn an_echo_at_the_edge_of_what_is_shown() {
    let key = "s3cret-".repeat(8);
    for before in 1024 - key.len()..1024 {
        let echo = format!("{}{key}", "x".repeat(before));
        let server = Server::playing(vec![reply(400, "", &echo)]).await;
        let connection = Connection::anonymous(&server.url).with("api_key", &key);
        let error = crate::client::with(connection).list().await.unwrap_err();
        assert!(error.body_text().contains(&key));
        assert!(!format!("{error:?}").contains("s3cr"), "{before}: {error:?}");
    }
}

#[tokio::test]
async fn xml_that_means_harm() {
    static ROOT: rt::XmlRoot = rt::XmlRoot::new("a", &rt::Xml::List("a", &rt::Xml::Text));
    static READ: rt::Action = rt::Action::get("Read", "/xml").xml_reply(&ROOT);
    let laughs = "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><a>&b;</a>";
    let file = "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><a>&a;</a>";
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    let wide = format!("<a>{}</a>", "<a/>".repeat(3_000_000));
    let start = Instant::now();
    let many: String = (0..1_500_000).map(|_| " a=''").collect();
    let many = format!("<a{many}/>");
    for body in [laughs, file, &deep, &wide, &many, "<a>\u{0}", "<a", "<a/><a/>", "", "<a>&#xFFFFFF;</a>"] {
        let server = Server::playing(vec![reply(200, "content-type: application/xml\r\n", body)]).await;
        let call: rt::Call<Vec<String>> = once(&server.url, http()).call(&READ).into();
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{}: {error:?}", &body[..body.len().min(80)]);
    }
    // What grows with the square of a million takes hours, also on a machine that is free.
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
}
