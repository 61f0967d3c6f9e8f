//! The code of `docs/triggers.md`.

use std::net::SocketAddr;
use std::time::Duration;

use connector::Error;
use connector::trigger::{DiskStore, Events, StoreError};
use connector::webhook::{WebhookHost, verify};
use orders::model::Order;
use parcels::model::Parcel;
use tokio::net::TcpListener;

mod orders {
    connector::connector!("examples/poll/orders.swagger.json");
}

mod tasks {
    connector::connector!("tests/golden/triggers_polled/input.json");
}

mod parcels {
    connector::connector!("examples/webhook/parcels.swagger.json");
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

async fn handle<T>(_: &T) -> Result<(), Error> {
    Ok(())
}

async fn save(_: Order) -> Result<(), Error> {
    Ok(())
}

async fn events(mut events: Events<Order>) -> Result<(), Error> {
    while let Some(event) = events.next().await {
        let event = event?;
        handle(&event.data).await?;
        event.ack().await?;
    }
    Ok(())
}

async fn common(events: Events<Order>) -> Result<(), Error> {
    events
        .on_error(|error| eprintln!("{error}"))
        .for_each_ack(|event| async move { save(event.data).await })
        .await?;
    Ok(())
}

fn polling(client: &orders::Client) -> Result<Events<Order>, StoreError> {
    let store = DiskStore::open("state")?; // feature `disk`
    let events = client
        .on_order_created("eu") // required inputs are arguments
        .express(true) // optional ones are setters
        .every(Duration::from_secs(30))
        .checkpoint("new orders", &store)
        .events();

    Ok(events)
}

fn cursor(client: &tasks::Client) -> Events<tasks::model::Task> {
    let since = client
        .on_task_is_created("inbox")
        .cursor("since", |reply| reply.get(0)?["changed"].as_str().map(str::to_owned));

    since.events()
}

async fn webhook(client: &parcels::Client, store: DiskStore, address: SocketAddr) -> Outcome {
    let host = WebhookHost::open(&store, "https://hooks.example.com/connectors").await?; // as services reach it
    let serving = host.serve(TcpListener::bind(address).await?)?; // what is behind it
    let mut moved = host.listen(client.on_parcel_moved()).await?; // subscribes
    while let Some(event) = moved.next().await {
        let event = event?;
        handle(&event.data).await?;
        event.ack().await?;
    }
    moved.close().await?; // ends the subscription

    serving.stop().await;
    Ok(())
}

async fn signed(client: &parcels::Client, host: &WebhookHost, secret: &str) -> Result<Events<Parcel>, Error> {
    let moved = host.listen(client.on_parcel_moved().verify(verify::StandardWebhooks::new(secret)?)).await?;

    Ok(moved)
}
