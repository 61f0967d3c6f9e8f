//! The service: `service` prints its address, and answers until its standard input ends.

use std::convert::Infallible;
use std::io::Read as _;

use bytes::Bytes;
use connector_benches::{Size, body};
use http_body_util::Full;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let (small, large) = (Bytes::from(body(Size::Small)), Bytes::from(body(Size::Large)));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    std::thread::spawn(|| {
        let _ = std::io::stdin().read(&mut [0]);
        std::process::exit(0);
    });
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let (small, large) = (small.clone(), large.clone());
        let answer = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let one = request.uri().path().len() > "/records".len();
            let body = if one { small.clone() } else { large.clone() };
            async move {
                let reply = hyper::Response::builder().header("content-type", "application/json");
                Ok::<_, Infallible>(reply.body(Full::new(body)).unwrap_or_default())
            }
        });
        tokio::spawn(async move {
            let _ = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), answer)
                .await;
        });
    }
}
