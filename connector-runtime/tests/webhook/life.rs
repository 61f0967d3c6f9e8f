//! A subscription's life: made, received from, ended at the right place, renewed.

use std::sync::{Arc, Mutex};

use connector_runtime::ErrorKind;
use connector_runtime::trigger::MemoryStore;
use serde_json::json;

use crate::kit::{
    bare, batch, callback, client, failing, host, lines, next, on_order, plain_service, post, send, service,
};
use crate::server::{Server, reply};

#[tokio::test(flavor = "multi_thread")]
async fn from_subscribing_to_the_end() {
    let server = plain_service().await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    let mut events = host.listen(on_order(&client(&server), "red")).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].line(), "POST /teams/red/hooks");
    assert_eq!(seen[0].header("x-api-key"), Some("hush"));
    let address = callback(&seen[0]);
    assert_eq!(seen[0].text(), format!(r#"{{"kind":"made","config":{{"url":"{address}"}}}}"#));
    assert_eq!(address.rsplit('/').next().unwrap().len(), 32);

    let headers = "Content-Type: application/json\r\nX-Event: order\r\nwebhook-id: d-1\r\n";
    assert_eq!(send("POST", &address, headers, r#"{"n": 1}"#).await.status, 200);
    // A repeated delivery is taken once.
    assert_eq!(send("POST", &address, headers, r#"{"n": 1}"#).await.status, 200);
    let event = next(&mut events).await;
    assert_eq!((event.id(), &event.data, event.deliveries()), ("d-1", &json!({"n": 1}), 1));
    assert_eq!(event.headers()["x-event"], "order");
    assert_eq!(event.raw().as_ref(), br#"{"n": 1}"#);
    event.ack().await.unwrap();
    assert_eq!(post(&address, r#"{"n": 2}"#).await, 200);
    next(&mut events).await.ack().await.unwrap();

    // No `Location`: the action, its keys of the inputs and of the reply. No body.
    events.close().await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[1].line(), "DELETE /teams/red/hooks/h0");
    assert_eq!((seen[1].header("x-api-key"), seen[1].header("x-version")), (Some("hush"), Some("2")));
    assert_eq!(seen[1].text(), "");
    assert_eq!(post(&address, "{}").await, 404);
    assert!(host.subscriptions().await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_location_comes_first_relative_or_absolute() {
    for location in ["/hooks/7?x=1", "7", "absolute"] {
        let url = Arc::new(Mutex::new(String::new()));
        let own = url.clone();
        let server = service(move |_| match location {
            "absolute" => format!("Location: {}/far/7\r\n", own.lock().unwrap()),
            other => format!("Location: {other}\r\n"),
        })
        .await;
        url.lock().unwrap().clone_from(&server.url);
        let (host, _serving) = host(&MemoryStore::new()).await;
        host.listen(on_order(&client(&server), "a")).await.unwrap().close().await.unwrap();
        let wanted = match location {
            "7" => "DELETE /teams/a/7",
            "absolute" => "DELETE /far/7",
            _ => "DELETE /hooks/7?x=1",
        };
        let seen = server.seen();
        assert_eq!(seen[1].line(), wanted);
        assert_eq!((seen[1].header("x-api-key"), seen[1].text()), (Some("hush"), ""));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_go_to_no_other_origin() {
    let elsewhere = plain_service().await;
    let location = format!("Location: {}/hooks/7\r\n", elsewhere.url);
    let server = service(move |_| location.clone()).await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    // The action that the document has is called at home.
    host.listen(on_order(&client(&server), "a")).await.unwrap().close().await.unwrap();
    assert_eq!(server.seen()[1].line(), "DELETE /teams/a/hooks/h0");
    assert!(elsewhere.seen().is_empty());
    // Without one, the other place is asked, and not told who asks.
    host.listen(bare(&client(&server), "a")).await.unwrap().close().await.unwrap();
    let seen = elsewhere.take();
    assert_eq!((seen.line(), seen.header("x-api-key")), ("DELETE /hooks/7", None));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_gone_has_been_ended_and_what_cannot_be_is_told() {
    for (status, ended) in [(404, true), (410, true), (500, false), (403, false)] {
        let server = Server::with(move |seen, _| match seen.line().starts_with("POST") {
            true => reply(200, "", r#"{"id": 5}"#),
            false => reply(status, "", ""),
        })
        .await;
        let store = MemoryStore::new();
        let (host, _serving) = host(&store).await;
        let outcome = host.listen(on_order(&client(&server), "a")).await.unwrap().close().await;
        assert_eq!(outcome.is_ok(), ended, "{status}");
        assert_eq!(host.subscriptions().await.unwrap().len(), usize::from(!ended), "{status}");
        assert_eq!(server.seen()[1].line(), "DELETE /teams/a/hooks/5");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_location_that_cannot_be_deleted_leaves_the_action() {
    let server = Server::with(|seen, _| match seen.line() {
        "DELETE /status/1" => reply(405, "", ""),
        line if line.starts_with("DELETE") => reply(204, "", ""),
        _ => reply(201, "Location: /status/1\r\n", r#"{"id": "x"}"#),
    })
    .await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    host.listen(on_order(&client(&server), "a")).await.unwrap().close().await.unwrap();
    assert_eq!(lines(&server)[1..], ["DELETE /status/1", "DELETE /teams/a/hooks/x"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_caller_ends_what_the_document_does_not() {
    let server = plain_service().await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    let error = host.listen(bare(&client(&server), "a")).await.unwrap().close().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Webhook);
    assert!(error.to_string().contains("unsubscribe_with"), "{error}");
    // It stays known, and can be ended by whoever knows how.
    let left = host.subscriptions().await.unwrap();
    assert_eq!((left.len(), left[0].listening, left[0].trigger.as_str()), (1, false, "OnOrder"));
    let made = Arc::new(Mutex::new(Vec::new()));
    let own = made.clone();
    let webhook = bare(&client(&server), "a").unsubscribe_with(move |gone| {
        own.lock().unwrap().push((gone.callback, gone.reply));
        async { Ok(()) }
    });
    host.unsubscribe(webhook).await.unwrap();
    let callback = callback(&server.seen()[0]);
    assert_eq!(*made.lock().unwrap(), [(callback, json!({"id": "h0"}))]);
    assert!(host.subscriptions().await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_leaves_nothing_behind() {
    let server = Server::playing(vec![reply(422, "", "no"), reply(201, "", r#"{"id": 1}"#)]).await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    let error = host.listen(on_order(&client(&server), "a")).await.unwrap_err();
    assert!(error.is_status(422), "{error}");
    assert!(host.subscriptions().await.unwrap().is_empty());
    let _events = host.listen(on_order(&client(&server), "a")).await.unwrap();
    let seen = server.seen();
    assert_ne!(callback(&seen[0]), callback(&seen[1]));
    assert_eq!(post(&callback(&seen[0]), "{}").await, 404);
}

/// Nobody knows whether a service that did not answer has subscribed: it is asked again with the same address.
#[tokio::test(flavor = "multi_thread")]
async fn no_answer_is_no_refusal() {
    let server = Server::playing(vec![crate::server::raw(""), reply(201, "", r#"{"id": 1}"#)]).await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    host.listen(on_order(&client(&server), "a")).await.unwrap_err();
    assert_eq!(host.subscriptions().await.unwrap().len(), 1);
    let _events = host.listen(on_order(&client(&server), "a")).await.unwrap();
    let seen = server.seen();
    assert_eq!(callback(&seen[0]), callback(&seen[1]));
}

#[tokio::test(flavor = "multi_thread")]
async fn resubscribing_loses_nothing_in_between() {
    let server = plain_service().await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    let mut events = host.listen(on_order(&client(&server), "a")).await.unwrap();
    let key = events.key().to_owned();
    host.resubscribe(&key).await.unwrap();
    // First the new one, then the old one goes.
    assert_eq!(lines(&server), ["POST /teams/a/hooks", "POST /teams/a/hooks", "DELETE /teams/a/hooks/h0"]);
    let seen = server.seen();
    assert_eq!(post(&callback(&seen[0]), "{}").await, 404);
    assert_eq!(post(&callback(&seen[1]), "7").await, 200);
    assert_eq!(next(&mut events).await.data, json!(7));
    assert!(host.resubscribe("other").await.unwrap_err().to_string().contains("nobody listens"));
    events.close().await.unwrap();
    assert_eq!(lines(&server)[3], "DELETE /teams/a/hooks/h1");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_that_is_refused_leaves_the_old_one() {
    let server =
        Server::playing(vec![reply(201, "", r#"{"id": 1}"#), failing(), reply(201, "", r#"{"id": 3}"#)])
            .await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    let mut events = host.listen(on_order(&client(&server), "a")).await.unwrap();
    let key = events.key().to_owned();
    assert!(host.resubscribe(&key).await.unwrap_err().is_status(500));
    let address = callback(&server.seen()[0]);
    assert_eq!(post(&address, "1").await, 200);
    next(&mut events).await.ack().await.unwrap();
    let known = host.subscriptions().await.unwrap();
    assert_eq!(
        (known[0].callback.as_str(), known[0].replaced, known[0].listening),
        (address.as_str(), 0, true)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn many_tenants_and_connectors_come_and_go() {
    let server = plain_service().await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    let client = client(&server);
    let mut red = host.listen(on_order(&client, "red")).await.unwrap();
    let mut blue = host.listen(on_order(&client, "blue")).await.unwrap();
    let error = host.listen(on_order(&client, "red")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Store, "{error}");
    let mut again = host.listen(on_order(&client, "red").named("red, for accounting")).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    for (index, seen) in seen.iter().enumerate() {
        assert_eq!(post(&callback(seen), &index.to_string()).await, 200);
    }
    assert_eq!(next(&mut red).await.data, json!(0));
    assert_eq!(next(&mut blue).await.data, json!(1));
    blue.close().await.unwrap();
    assert_eq!(next(&mut again).await.data, json!(2));
    assert_eq!(again.key(), "red, for accounting");
    assert_eq!(post(&callback(&seen[1]), "{}").await, 404);
    assert_eq!(host.subscriptions().await.unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_as_many_events_as_it_has_elements() {
    let server = plain_service().await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    let mut events = host.listen(batch(&client(&server))).await.unwrap();
    let address = callback(&server.seen()[0]);
    let headers = "webhook-id: b\r\n";
    assert_eq!(send("POST", &address, headers, r#"{"value": [{"n": 1}, {"n": 2}]}"#).await.status, 200);
    assert_eq!(post(&address, r#"{"value": []}"#).await, 200);
    for n in [1, 2] {
        let event = next(&mut events).await;
        assert_eq!((event.id().to_owned(), &event.data), (format!("b/{}", n - 1), &json!({"n": n})));
        event.ack().await.unwrap();
    }
    assert!(crate::kit::is_quiet(&mut events).await);
}

/// A trigger that is a list by its document is one event, or as many, as the caller likes.
#[tokio::test(flavor = "multi_thread")]
async fn a_single_list_can_be_taken_apart() {
    let server = plain_service().await;
    let (host, _serving) = host(&MemoryStore::new()).await;
    let client = client(&server);
    let list =
        || -> connector_runtime::webhook::Webhook<Vec<serde_json::Value>> { crate::kit::list(&client) };
    let mut whole = host.listen(list().named("whole")).await.unwrap();
    let mut parts = host.listen(list().each().named("parts")).await.unwrap();
    for seen in server.seen() {
        assert_eq!(post(&callback(&seen), "[1, 2]").await, 200);
    }
    let event = whole.next().await.unwrap().unwrap();
    assert_eq!(event.data, [json!(1), json!(2)]);
    assert_eq!(next(&mut parts).await.data, json!(1));
    assert_eq!(next(&mut parts).await.data, json!(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plain_call_is_there_for_who_wants_it() {
    let server = plain_service().await;
    on_order(&client(&server), "a").subscribe("https://me.example/x").await.unwrap();
    assert_eq!(callback(&server.take()), "https://me.example/x");
}
