//! A trigger that is polled: new orders as a stream that goes on after a restart where it was.
//!
//! `cargo run --example poll` needs nothing but itself: the service runs on the loopback. A program of yours needs the feature `disk` for
//! `DiskStore`.

use std::convert::Infallible;
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use connector::trigger::{DiskStore, Events};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::LOCATION;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

mod orders {
    connector::connector!("examples/poll/orders.swagger.json", decode = "strict");
}
use orders::model::Order;
use orders::{Client, Connection};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let shop = Shop::start().await?;
    let client = Client::new(Connection::new().base_url(&shop.url))?;
    let folder = std::env::temp_dir().join(format!("connector-poll-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let path = folder.join("store");

    // The first poll is where it begins: the orders that the shop has by now are no news.
    let store = DiskStore::open(&path)?;
    let mut events = new_orders(&client, &store);
    shop.sell_every(Duration::from_millis(100));
    for _ in 0..3 {
        let event = events.next().await.ok_or("the stream ended")??;
        println!("order {} of {}", event.data.id, event.data.customer);
        event.ack().await?;
    }
    let event = events.next().await.ok_or("the stream ended")??;
    let unhandled = event.data.id;
    println!("order {unhandled} is not acknowledged, and the program ends");
    drop((event, events, store));

    // A new start: what was not acknowledged comes again, and what happened meanwhile comes too.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let store = DiskStore::open(&path)?;
    let mut events = new_orders(&client, &store);
    for expected in unhandled..unhandled + 4 {
        let event = events.next().await.ok_or("the stream ended")??;
        println!("order {} of {}, time {}", event.data.id, event.data.customer, event.deliveries());
        if event.data.id != expected {
            return Err(format!("order {expected} was lost").into());
        }
        event.ack().await?;
    }
    events.close().await?;
    drop(store);
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

fn new_orders(client: &Client, store: &DiskStore) -> Events<Order> {
    client.on_order_created("eu").every(Duration::from_millis(50)).checkpoint("new orders", store).events()
}

/// A service that speaks the polling protocol: the address that it gives in `Location` says which orders the client has seen.
struct Shop {
    url: String,
    orders: Arc<AtomicU64>,
}

impl Shop {
    async fn start() -> Result<Self, Box<dyn Error>> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/v1", listener.local_addr()?);
        let orders = Arc::new(AtomicU64::new(3));
        let own = orders.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let orders = own.clone();
                let service = service_fn(move |request| {
                    let reply = new_orders_since(&request, orders.load(Ordering::SeqCst));
                    async move { Ok::<_, Infallible>(reply) }
                });
                tokio::spawn(
                    hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service),
                );
            }
        });
        Ok(Self { url, orders })
    }

    fn sell_every(&self, pause: Duration) {
        let orders = self.orders.clone();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(pause).await;
                orders.fetch_add(1, Ordering::SeqCst);
            }
        });
    }
}

fn new_orders_since(request: &Request<Incoming>, orders: u64) -> Response<Full<Bytes>> {
    let seen =
        request.uri().query().unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("seen="));
    // Who asks for the first time knows nothing, and wants nothing that is old.
    let from = seen.and_then(|seen| seen.parse().ok()).unwrap_or(orders);
    let new: Vec<String> =
        (from..orders).map(|id| format!(r#"{{"id":{id},"customer":"customer {}"}}"#, id % 7)).collect();
    let mut reply = Response::new(Full::new(Bytes::from(format!("[{}]", new.join(",")))));
    *reply.status_mut() = if new.is_empty() { StatusCode::ACCEPTED } else { StatusCode::OK };
    if let Ok(location) = format!("/v1/orders/new?region=eu&seen={orders}").parse() {
        reply.headers_mut().insert(LOCATION, location);
    }
    reply
}
