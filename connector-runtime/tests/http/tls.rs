//! TLS that fails, against a real server with certificates of its own.

use std::sync::Arc;
use std::time::Duration;

use connector_runtime::v1 as rt;
use connector_runtime::{CallOptions, Error, ErrorKind, HttpBuilder, Retry};
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::client::{Client, Connection, http};
use crate::server::{Server, json};

/// A certificate for a name, and a server that shows it; what it does with a connection is up to the test.
struct Secure {
    /// For the name `orders.example`, which is found at the server.
    http: fn() -> HttpBuilder,
    address: std::net::SocketAddr,
    pem: String,
}

async fn secure<F>(
    params: CertificateParams,
    with: impl Fn(TlsStream<TcpStream>) -> F + Send + Sync + 'static,
) -> Secure
where
    F: Future<Output = ()> + Send + 'static,
{
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            rustls::pki_types::PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let with = Arc::new(with);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, with) = (acceptor.clone(), with.clone());
            tokio::spawn(async move {
                if let Ok(stream) = acceptor.accept(stream).await {
                    with(stream).await;
                }
            });
        }
    });
    Secure { http, address, pem: certificate.pem() }
}

impl Secure {
    async fn called(&self, name: &str, trusted: bool) -> Result<rt::Value, Error> {
        let mut http = (self.http)().resolve(name, self.address);
        if trusted {
            http = http.root_certificates(self.pem.clone());
        }
        let url = format!("https://{name}:{}", self.address.port());
        let client = Client::with_http(Connection::anonymous(&url), &http.build().unwrap()).unwrap();
        client.list().options(CallOptions::new().retry(Retry::never())).await
    }
}

fn named(name: &str) -> CertificateParams {
    CertificateParams::new(vec![name.to_owned()]).unwrap()
}

async fn answer(mut stream: TlsStream<TcpStream>, with: &'static str, politely: bool) {
    let mut request = [0; 4096];
    let _ = stream.read(&mut request).await;
    let _ = stream.write_all(with.as_bytes()).await;
    let _ = stream.flush().await;
    if politely {
        let _ = stream.shutdown().await;
    }
}

const WHOLE: &str = "HTTP/1.1 200 x\r\ncontent-length: 1\r\n\r\n7";

#[tokio::test]
async fn certificates() {
    let good = secure(named("orders.example"), |stream| answer(stream, WHOLE, true)).await;
    assert_eq!(good.called("orders.example", true).await.unwrap(), 7);

    let mut expired = named("orders.example");
    expired.not_before = date_time_ymd(2020, 1, 1);
    expired.not_after = date_time_ymd(2021, 1, 1);
    let expired = secure(expired, |stream| answer(stream, WHOLE, true)).await;
    for (outcome, says) in [
        // Signed by itself, and nobody said that it is to be trusted.
        (good.called("orders.example", false).await, "issuer"),
        (good.called("elsewhere.example", true).await, "name"),
        (expired.called("orders.example", true).await, "expired"),
    ] {
        let error = outcome.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect, "{error:?}");
        let mut reasons = String::new();
        let mut cause = std::error::Error::source(&error);
        while let Some(error) = cause {
            reasons += &format!("{error}; ");
            cause = error.source();
        }
        assert!(reasons.to_lowercase().contains(says), "{reasons}");
    }
}

/// A reply whose end only the end of the connection shows is whole only if TLS says that it ended.
#[tokio::test]
async fn a_reply_that_somebody_cut_off() {
    static OPEN: &str = "HTTP/1.1 200 x\r\nconnection: close\r\n\r\n7";
    let polite = secure(named("orders.example"), |stream| answer(stream, OPEN, true)).await;
    assert_eq!(polite.called("orders.example", true).await.unwrap(), 7);
    let cut = secure(named("orders.example"), |stream| answer(stream, OPEN, false)).await;
    let error = cut.called("orders.example", true).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
}

#[tokio::test]
async fn nobody_speaks_tls_there() {
    let server = crate::wild::Wild::serving(|mut stream, _| async move {
        let mut hello = [0; 4096];
        let _ = stream.read(&mut hello).await;
        let _ = stream.write_all(b"HTTP/1.1 400 x\r\ncontent-length: 0\r\n\r\n").await;
    })
    .await;
    let url = server.url.replace("http:", "https:");
    let client = Client::with_http(Connection::anonymous(&url), &http().build().unwrap()).unwrap();
    let options = CallOptions::new().retry(Retry::never());
    assert_eq!(client.list().options(options.clone()).await.unwrap_err().kind(), ErrorKind::Connect);

    // A handshake that never goes on is a part of connecting.
    let (server, _) = crate::wild::Wild::endless("", b"", Duration::from_secs(3600)).await;
    let url = server.url.replace("http:", "https:");
    let http = http().connect_timeout(Duration::from_millis(200)).timeout(Duration::from_secs(30));
    let client = Client::with_http(Connection::anonymous(&url), &http.build().unwrap()).unwrap();
    let start = std::time::Instant::now();
    let error = client.list().options(options).await.unwrap_err();
    assert!(error.is_timeout() && start.elapsed() < Duration::from_secs(10), "{error:?}");
}

/// Whoever speaks https is not led to http: not by a redirect, not by a link to a page, not to ask for an operation.
#[tokio::test]
async fn never_from_https_to_http() {
    static SUM: rt::Action = rt::Action::post("Sum", "/sum").long_running(rt::FinalState::Unsaid);
    let thief = Server::playing(vec![json("{}")]).await;
    let away = thief.url.clone();
    let secure = secure(named("orders.example"), move |mut stream| {
        let away = away.clone();
        async move {
            let mut request = [0; 4096];
            let length = stream.read(&mut request).await.unwrap();
            let text = String::from_utf8_lossy(&request[..length]).into_owned();
            let body = format!("{{\"nextLink\": \"{away}\"}}");
            let (status, header) = match text.split(' ').nth(1).unwrap() {
                "/sum" => (202, format!("operation-location: {away}\r\n")),
                "/paged/orders" => (200, String::new()),
                _ => (302, format!("location: {away}\r\n")),
            };
            let head =
                format!("HTTP/1.1 {status} x\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
            let _ = stream.write_all(format!("{head}{header}\r\n{body}").as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    })
    .await;
    let client = |path: &str| {
        let http = http().resolve("orders.example", secure.address).root_certificates(secure.pem.clone());
        let url = format!("https://orders.example:{}{path}", secure.address.port());
        Client::with_http(Connection::anonymous(&url), &http.build().unwrap()).unwrap()
    };
    assert_eq!(client("").list().await.unwrap_err().kind(), ErrorKind::Redirect);
    let call: rt::Call<rt::Value> = client("").call(&SUM).into();
    assert_eq!(call.await.unwrap_err().kind(), ErrorKind::Redirect);
    let mut pages = client("/paged").list().pages();
    assert!(pages.next().await.unwrap().is_ok());
    assert_eq!(pages.next().await.unwrap().unwrap_err().kind(), ErrorKind::Paging);
    assert!(thief.seen().is_empty());
}
