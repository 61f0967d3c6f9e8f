//! A webhook from subscription to end, over a restart: `cargo run --example webhook`.

#[path = "webhook/service.rs"]
mod service;

mod parcels {
    connector::connector!("examples/webhook/parcels.swagger.json", decode = "strict");
}

use connector::trigger::MemoryStore;
use connector::webhook::WebhookHost;
use connector::webhook::verify::StandardWebhooks;
use parcels::model::Status;
use parcels::{Client, Connection};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let services = service::start().await?;
    let client = Client::new(Connection::api_key("my-key").base_url(&services.parcels))?;
    let parcel = client.send_parcel("Grace Hopper").await?;
    let id = usize::try_from(parcel.id)?;

    // Callback addresses begin with what services can reach; what listens is behind it.
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let public_url = format!("http://{}/hooks", listener.local_addr()?);
    let store = MemoryStore::new();
    let host = WebhookHost::open(&store, &public_url).await?;
    let serving = host.serve(listener)?;

    // The callback address is nobody's business but the host's. What is not signed is not taken.
    let moved = || -> Result<_, connector::Error> {
        Ok(client.on_parcel_moved().verify(StandardWebhooks::new(service::SECRET)?))
    };
    let mut events = host.listen(moved()?).await?;
    services.moves(id, "under way").await;
    let Some(event) = events.next().await else { return Err("the stream has ended".into()) };
    let event = event?;
    println!("{}: {} is {}", event.id(), event.data.to, event.data.status);
    event.ack().await?;

    // Whatever ends the program: the subscription stays, and so does what has not been acknowledged.
    services.moves(id, "delivered").await;
    let key = events.key().to_owned();
    drop(events);
    println!("somebody listens to `{key}`: {}", host.subscriptions().await?.iter().any(|one| one.listening));

    let mut events = host.listen(moved()?).await?;
    let Some(event) = events.next().await else { return Err("the stream has ended".into()) };
    let event = event?;
    println!("{}: {} is {}", event.id(), event.data.to, event.data.status);
    if event.data.status != Status::Delivered || services.subscriptions() != 1 {
        return Err("expected the delivery, and one subscription".into());
    }
    event.ack().await?;

    // Some services let subscriptions expire.
    host.resubscribe(&key).await?;

    // Closing ends the subscription.
    events.close().await?;
    serving.stop().await;
    match services.subscriptions() {
        0 => Ok(()),
        other => Err(format!("{other} subscriptions were left behind").into()),
    }
}
