//! A trigger of one connector starts an action of another: `cargo run --example flow`.
//!
//! When a parcel is delivered, somebody says so in a chat. The chat does not work at first; nothing is lost.

#[path = "webhook/service.rs"]
mod service;

mod parcels {
    connector::connector!("examples/webhook/parcels.swagger.json", decode = "strict");
}

mod chat {
    connector::connector!("examples/webhook/chat.swagger.json");
}

use std::time::Duration;

use connector::trigger::MemoryStore;
use connector::webhook::WebhookHost;
use connector::{CallOptions, Retry};
use parcels::model::Status;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let services = service::start().await?;
    let parcels = parcels::Client::new(parcels::Connection::api_key("my-key").base_url(&services.parcels))?;
    let chat = chat::Client::new(chat::Connection::new().base_url(&services.chat))?
        .with_options(CallOptions::new().retry(Retry::never()));

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let host = WebhookHost::open(&MemoryStore::new(), &format!("http://{}", listener.local_addr()?)).await?;
    let _serving = host.serve(listener)?;

    // An event whose message the chat refuses comes again, after a second, then after more.
    let delivered = host.listen(parcels.on_parcel_moved().status(Status::Delivered)).await?;
    let flow = delivered.for_each_ack(move |event| {
        let chat = chat.clone();
        async move {
            let parcel = event.data;
            let text = format!("parcel {} is with {}", parcel.id, parcel.to);
            chat.post_message("office", text).await.inspect_err(|error| println!("not yet: {error}"))
        }
    });
    let flow = tokio::spawn(flow);

    services.refuse(1);
    for name in ["Ada Lovelace", "Alan Turing"] {
        let parcel = parcels.send_parcel(name).await?;
        let id = usize::try_from(parcel.id)?;
        services.moves(id, "under way").await;
        services.moves(id, "delivered").await;
    }
    let begun = tokio::time::Instant::now();
    while services.messages().len() < 2 {
        if begun.elapsed() > Duration::from_secs(10) {
            return Err("the messages did not come".into());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    services.messages().iter().for_each(|message| println!("{message}"));
    flow.abort();
    Ok(())
}
