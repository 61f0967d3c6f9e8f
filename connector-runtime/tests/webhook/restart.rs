//! What a new process finds: the store is all that is left of the old one.

use connector_runtime::trigger::MemoryStore;
use connector_runtime::webhook::WebhookHost;
use serde_json::json;

use crate::kit::{callback, client, host, lines, next, on_order, plain_service, post};
use crate::server::{Server, reply};

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_goes_on() {
    let server = plain_service().await;
    let store = MemoryStore::new();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let bound = listener.local_addr().unwrap();
    let url = format!("http://{bound}");
    let first = WebhookHost::open(&store, &url).await.unwrap();
    let serving = first.serve(listener).unwrap();
    let events = first.listen(on_order(&client(&server), "a")).await.unwrap();
    let address = callback(&server.seen()[0]);
    assert_eq!(post(&address, "1").await, 200);
    drop(events);
    serving.stop().await;
    drop(first);

    let second = WebhookHost::open(&store, &url).await.unwrap();
    let _serving = second.serve(tokio::net::TcpListener::bind(bound).await.unwrap()).unwrap();
    // Nobody listens yet, and nothing is lost.
    assert_eq!(post(&address, "2").await, 200);
    let known = second.subscriptions().await.unwrap();
    assert_eq!((known.len(), known[0].listening, known[0].waiting), (1, false, 2));
    assert_eq!((known[0].connector.as_str(), known[0].trigger.as_str()), ("Hooks", "OnOrder"));
    assert!(!format!("{known:?}").contains(&address));
    let mut events = second.listen(on_order(&client(&server), "a")).await.unwrap();
    assert_eq!(lines(&server), ["POST /teams/a/hooks"]);
    assert_eq!(next(&mut events).await.data, json!(1));
    assert_eq!(next(&mut events).await.data, json!(2));
    assert!(second.subscriptions().await.unwrap()[0].listening);
    events.close().await.unwrap();
    assert_eq!(lines(&server)[1], "DELETE /teams/a/hooks/h0");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_code_can_verify_waits_for_code() {
    let server = plain_service().await;
    let store = MemoryStore::new();
    let webhook = || {
        on_order(&client(&server), "a").verify(|request: &http::Request<bytes::Bytes>| request.body() != "no")
    };
    let (first, serving) = host(&store).await;
    drop(first.listen(webhook()).await.unwrap());
    drop((first, serving));
    let (second, serving) = host(&store).await;
    let token = callback(&server.seen()[0]).rsplit('/').next().unwrap().to_owned();
    let address = format!("http://{}/in/{token}", serving.local_addr());
    assert_eq!(post(&address, "1").await, 503);
    assert_eq!(second.subscriptions().await.unwrap()[0].waiting, 0);
}

/// The service must be told of a new address, and of the old one no longer.
#[tokio::test(flavor = "multi_thread")]
async fn another_public_address_is_another_subscription() {
    let server = plain_service().await;
    let store = MemoryStore::new();
    let (first, serving) = host(&store).await;
    drop(first.listen(on_order(&client(&server), "a")).await.unwrap());
    drop((first, serving));
    let (second, _serving) = host(&store).await;
    let mut events = second.listen(on_order(&client(&server), "a")).await.unwrap();
    assert_eq!(lines(&server), ["POST /teams/a/hooks", "POST /teams/a/hooks", "DELETE /teams/a/hooks/h0"]);
    assert_eq!(post(&callback(&server.seen()[1]), "1").await, 200);
    assert_eq!(next(&mut events).await.data, json!(1));
    let known = second.subscriptions().await.unwrap();
    assert_eq!((known.len(), known[0].replaced), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn other_inputs_under_one_name_are_another_subscription() {
    let server = plain_service().await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    drop(host.listen(on_order(&client(&server), "red").named("orders")).await.unwrap());
    let _events = host.listen(on_order(&client(&server), "blue").named("orders")).await.unwrap();
    assert_eq!(
        lines(&server),
        ["POST /teams/red/hooks", "POST /teams/blue/hooks", "DELETE /teams/red/hooks/h0"]
    );
}

/// An old subscription that cannot be ended now is not forgotten: the stream says so, and the next start tries again.
#[tokio::test(flavor = "multi_thread")]
async fn an_old_subscription_is_ended_later_if_not_now() {
    let server = Server::with(|seen, number| match (seen.line().starts_with("POST"), number) {
        (true, _) => reply(201, "", &format!(r#"{{"id": {number}}}"#)),
        (false, 2) => reply(500, "", ""),
        _ => reply(204, "", ""),
    })
    .await;
    let store = MemoryStore::new();
    let (host, _serving) = host(&store).await;
    drop(host.listen(on_order(&client(&server), "red").named("orders")).await.unwrap());
    let webhook = || on_order(&client(&server), "blue").named("orders");
    let mut events = host.listen(webhook()).await.unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    assert!(error.is_status(500), "{error}");
    assert_eq!(host.subscriptions().await.unwrap()[0].replaced, 1);
    // Until then its events are taken.
    assert_eq!(post(&callback(&server.seen()[0]), "1").await, 200);
    assert_eq!(next(&mut events).await.data, json!(1));
    drop(events);
    let _events = host.listen(webhook()).await.unwrap();
    assert_eq!(lines(&server)[3..], ["DELETE /teams/red/hooks/0"]);
    assert_eq!(host.subscriptions().await.unwrap()[0].replaced, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_code_listens_to_is_listed_and_ended() {
    let server = plain_service().await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    let client = client(&server);
    for team in ["a", "b", "c"] {
        drop(host.listen(on_order(&client, team)).await.unwrap());
    }
    let kept = host.listen(on_order(&client, "b")).await.unwrap();
    assert!(host.unsubscribe(on_order(&client, "b")).await.unwrap_err().to_string().contains("listened to"));
    let all = host.subscriptions().await.unwrap();
    let orphans: Vec<_> = all.iter().filter(|one| !one.listening).collect();
    assert_eq!(orphans.len(), 2);
    // Its inputs need not be known: the key says which one.
    host.unsubscribe(on_order(&client, "whatever").named(&orphans[0].key)).await.unwrap();
    host.forget(&orphans[1].key).await.unwrap();
    assert_eq!(host.subscriptions().await.unwrap().len(), 1);
    // Keys are in no order of ours: which one it was, its callback address says.
    let (team, id) = match orphans[0].callback == callback(&server.seen()[0]) {
        true => ("a", "h0"),
        false => ("c", "h2"),
    };
    assert_eq!(lines(&server)[3..], [format!("DELETE /teams/{team}/hooks/{id}")]);
    for orphan in orphans {
        assert_eq!(post(&orphan.callback, "1").await, 404);
    }
    kept.close().await.unwrap();
}
