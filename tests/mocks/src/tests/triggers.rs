//! Triggers that are fired by the test.

use std::time::Duration;

use connector::trigger::MemoryStore;
use connector::webhook::WebhookHost;

use super::super::orders::model::Shipment;
use super::*;

/// A minute between two polls takes no time when the clock is paused.
#[tokio::test(start_paused = true)]
async fn a_polled_trigger() {
    let mock = Mock::new();
    let created = mock.on_order_created().customer("Ada Lovelace");
    created.fire(order("o-1"));
    let client = mock.client();
    let mut events = client.on_order_created().customer("Ada Lovelace").events();
    let event = events.next().await.unwrap().unwrap();
    assert_eq!(event.data.id, "o-1");
    event.ack().await.unwrap();

    // Of the same content, and yet another event.
    created.fire(order("o-1"));
    created.fire(order("o-2"));
    for id in ["o-1", "o-2"] {
        let event = events.next().await.unwrap().unwrap();
        assert_eq!(event.data.id, id);
        event.ack().await.unwrap();
    }
    assert!(created.calls().len() >= 2);
}

/// A failure is an item, and the stream goes on.
#[tokio::test(start_paused = true)]
async fn a_poll_that_fails() {
    let mock = Mock::new();
    mock.on_order_created().error(500).times(1);
    mock.on_order_created().fire(order("o-1"));
    let mut events = mock.client().on_order_created().every(Duration::from_secs(5)).events();
    assert!(events.next().await.unwrap().unwrap_err().is_status(500));
    assert_eq!(events.next().await.unwrap().unwrap().data.id, "o-1");
}

#[tokio::test(start_paused = true)]
async fn an_event_that_nobody_polls_fails_the_test() {
    let mock = Mock::new();
    mock.on_order_created().fire(order("o-1"));
    let said = failure(move || drop(mock));
    assert!(said.contains("an event of OnOrderCreated was fired and never polled"), "{said}");
}

/// The mock calls the address that was subscribed, over a real socket.
#[tokio::test]
async fn a_webhook() {
    let mock = Mock::new();
    let client = mock.client();
    let shipped = mock.on_order_shipped();
    assert!(shipped.fire(Shipment::new("o-1", "Post")).await.is_err(), "nobody has subscribed");

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let host = WebhookHost::open(&MemoryStore::new(), &url).await.unwrap();
    let _serving = host.serve(listener).unwrap();
    let mut events = host.listen(client.on_order_shipped()).await.unwrap();

    shipped.fire(Shipment::new("o-1", "Post")).await.unwrap();
    let event = events.next().await.unwrap().unwrap();
    assert_eq!(event.data.order_id, "o-1");
    event.ack().await.unwrap();
    // The subscription is ended where the mock's reply said.
    events.close().await.unwrap();
    assert_eq!(mock.requests().last().unwrap().method(), "DELETE");
}

/// The same without a socket.
#[tokio::test]
async fn a_webhook_by_hand() {
    let mock = Mock::new();
    let client = mock.client();
    let host = WebhookHost::open(&MemoryStore::new(), "https://hooks.example.com").await.unwrap();
    let mut events = host.listen(client.on_order_shipped().customer("Ada Lovelace")).await.unwrap();

    let shipped = mock.on_order_shipped().customer("Ada Lovelace");
    let reply = host.handle(shipped.notification(Shipment::new("o-1", "Post")).unwrap()).await;
    assert!(reply.status().is_success());
    assert_eq!(events.next().await.unwrap().unwrap().data.carrier, "Post");
}
