//! A web application's sign-in: a browser is sent to the provider and comes back, and the token outlives its end.
//!
//! `cargo run --example oauth` needs nothing but itself: provider and service run on the loopback.

use std::convert::Infallible;
use std::error::Error;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{AUTHORIZATION, LOCATION};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use url::form_urlencoded::{Serializer, parse};

mod tasks {
    connector::connector!("examples/oauth/tasks.swagger.json");
}
use connector::oauth::MemoryStore;
use tasks::{App, Client, Connection};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let provider = Provider::start().await?;

    // Once, when the program starts: what it is registered as, and where tokens are kept.
    let app = App::new("my-app", "my-secret", &provider.url).store(MemoryStore::new());

    // Somebody wants to sign in: their browser is sent to `url`, `pending` waits in their session.
    let user = app.named("alice");
    let (url, pending) = user.begin("https://me.example/callback")?;
    let callback = browser(&url).await?;

    // The browser is back.
    user.finish(pending, &callback).await?;
    println!("alice is signed in");

    // From now on the token is renewed by itself: it lasts two seconds, the program five.
    let client = Client::new(Connection::oauth(&provider.url, &user))?;
    let end = Instant::now() + Duration::from_secs(5);
    while Instant::now() < end {
        println!("{:?}", client.list_tasks().await?);
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    let given = provider.given.load(Ordering::SeqCst);
    println!("{given} tokens were given");
    if given < 3 { Err("the token was not renewed".into()) } else { Ok(()) }
}

/// Who would type a password and press a button: the provider of this example asks for neither.
async fn browser(url: &str) -> Result<String, Box<dyn Error>> {
    let target = url::Url::parse(url)?;
    let stream = tokio::net::TcpStream::connect(target.authority()).await?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let path = format!("{}?{}", target.path(), target.query().unwrap_or_default());
    let request = Request::get(path).header("host", target.authority()).body(Full::<Bytes>::default())?;
    let reply = sender.send_request(request).await?;
    Ok(reply.headers().get(LOCATION).ok_or("it leads nowhere")?.to_str()?.to_owned())
}

/// A provider and the service that trusts it.
struct Provider {
    url: String,
    given: Arc<AtomicUsize>,
}

impl Provider {
    async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let given = Arc::new(AtomicUsize::new(0));
        let own = given.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let given = own.clone();
                let service = service_fn(move |request| answer(request, given.clone()));
                tokio::spawn(
                    hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service),
                );
            }
        });
        Ok(Self { url, given })
    }
}

async fn answer(
    request: Request<Incoming>,
    given: Arc<AtomicUsize>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let field = |text: &str, wanted: &str| {
        parse(text.as_bytes())
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.into_owned())
            .unwrap_or_default()
    };
    let latest = || format!("access-{}", given.load(Ordering::SeqCst));
    let (status, location, body) = match path.as_str() {
        "/authorize" => {
            let mut back = Serializer::new(format!("{}?", field(&query, "redirect_uri")));
            let back =
                back.append_pair("code", "one-use").append_pair("state", &field(&query, "state")).finish();
            (StatusCode::FOUND, Some(back), String::new())
        }
        "/token" => {
            let form = request.into_body().collect().await.map(|body| body.to_bytes()).unwrap_or_default();
            let form = String::from_utf8_lossy(&form).into_owned();
            // Each refresh token is good for one use.
            let refresh = format!("refresh-{}", given.load(Ordering::SeqCst));
            let good = field(&form, "client_secret") == "my-secret"
                && match field(&form, "grant_type").as_str() {
                    "authorization_code" => field(&form, "code") == "one-use",
                    _ => field(&form, "refresh_token") == refresh,
                };
            if good {
                let number = given.fetch_add(1, Ordering::SeqCst) + 1;
                let body = format!(
                    r#"{{"access_token":"access-{number}","refresh_token":"refresh-{number}","expires_in":2}}"#
                );
                (StatusCode::OK, None, body)
            } else {
                (StatusCode::BAD_REQUEST, None, r#"{"error":"invalid_grant"}"#.to_owned())
            }
        }
        _ => {
            let token = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
            match token == Some(format!("Bearer {}", latest()).as_str()) {
                true => (StatusCode::OK, None, r#"["water the plants"]"#.to_owned()),
                false => (StatusCode::UNAUTHORIZED, None, "{}".to_owned()),
            }
        }
    };
    let mut reply = Response::new(Full::new(Bytes::from(body)));
    *reply.status_mut() = status;
    if let Some(location) = location.and_then(|location| location.parse().ok()) {
        reply.headers_mut().insert(LOCATION, location);
    }
    Ok(reply)
}
