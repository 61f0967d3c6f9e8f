//! Sign-ins that are given up half-way, clocks that jump, stores that fail.

use std::collections::HashSet;
use std::sync::atomic::Ordering::SeqCst;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use connector_runtime::ErrorKind;
use connector_runtime::oauth::{FileStore, Grant, Key, MemoryStore, TokenStore, Tokens};

use crate::fragile::Fragile;
use crate::provider::{Provider, list};
use crate::stores::Folder;

/// A call that has to renew its token first, dropped at each of its waits. A refresh token is good once, so one that is
/// used and lost, or used twice, would end the sign-in.
#[tokio::test]
async fn given_up_at_each_wait() {
    let folder = Folder::new("given-up");
    let metrics = tokio::runtime::Handle::current().metrics();
    let before = metrics.num_alive_tasks();
    let mut waits = 0;
    loop {
        let provider = Provider::start(3600).await;
        provider.state.slow.store(2, SeqCst);
        let store = FileStore::new(folder.0.join(waits.to_string()));
        let app = provider.app(Grant::Code).store(store).tokens(Tokens::from_refresh("r0"));
        let client = provider.client(&app);
        let outcome = Fragile::new(list(&client), waits).await;
        // Whoever comes next, here or in another process that knows only the store, is signed in.
        list(&client).await.unwrap();
        provider.revoke();
        let other = provider.client(&app);
        list(&other).await.unwrap();
        let asked = provider.asked();
        assert_eq!(asked.iter().collect::<HashSet<_>>().len(), asked.len(), "after {waits} polls: {asked:?}");
        assert_eq!(asked.len(), 2, "after {waits} polls: {asked:?}");
        if let Some(outcome) = outcome {
            outcome.unwrap();
            break;
        }
        waits += 1;
    }
    assert!(waits > 3, "{waits}");
    // One task is each provider's own; the connections of clients that are gone end.
    let start = Instant::now();
    while metrics.num_alive_tasks() > before + waits + 1 {
        assert!(start.elapsed() < Duration::from_secs(5), "{} of {before}", metrics.num_alive_tasks());
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

const KEY: Key<'_> = Key { connector: "Orders", connection: "default" };

/// A token that was kept by a clock that went otherwise: it is renewed rather than believed.
#[tokio::test]
async fn clocks_that_jump() {
    for (expires_at, lifetime, renewed) in [
        // As it should be.
        (now() + 3000, 3600, false),
        // The clock was put forward, past the token's end.
        (now() - 5, 3600, true),
        // It was put back by a day: a token cannot have more left than it ever had.
        (now() + 86_400 + 3600, 3600, true),
        (u64::MAX, 3600, true),
        (0, 0, true),
    ] {
        let provider = Provider::start(3600).await;
        provider.state.good.lock().unwrap().insert("kept".to_owned());
        let store = MemoryStore::new();
        let json = format!(
            r#"{{"access_token":"kept","refresh_token":"r0","expires_at":{expires_at},"lifetime":{lifetime}}}"#
        );
        store.save(KEY, &Tokens::from_json(&json).unwrap()).await.unwrap();
        let client = provider.client(&provider.app(Grant::Code).store(store));
        list(&client).await.unwrap();
        list(&client).await.unwrap();
        assert_eq!(provider.asked().len(), usize::from(renewed), "{expires_at} {lifetime}");
    }
}

/// The folder of tokens cannot be written: the call fails, says so, and the provider's new token is kept in memory until it can.
#[tokio::test]
async fn a_folder_that_is_none() {
    let folder = Folder::new("no-folder");
    std::fs::write(&folder.0, "a file").unwrap();
    let provider = Provider::start(3600).await;
    let app = provider.app(Grant::Code).store(FileStore::new(&folder.0)).tokens(Tokens::from_refresh("r0"));
    let client = provider.client(&app);
    let error = list(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.to_string().contains("the token store failed"), "{error}");
    // Nothing was asked for that could not have been kept.
    assert!(provider.server.seen().is_empty());
    std::fs::remove_file(&folder.0).unwrap();
    list(&client).await.unwrap();
    assert_eq!(provider.asked().len(), 1);
}

/// Replies of providers that are no tokens: each is a refusal, none is a panic, and none is shown as it is.
#[tokio::test]
async fn providers_that_make_no_sense() {
    use crate::server::{Server, raw, reply};
    use connector_runtime::oauth::{App, OAuth};
    use connector_runtime::v1 as rt;

    let deep = "[".repeat(10_000);
    let long = format!(r#"{{"error":"{}"}}"#, "x".repeat(100_000));
    let endless = format!("HTTP/1.1 200 x\r\n\r\n{}", "a=b&".repeat(1 << 20));
    for answer in [
        reply(200, "", ""),
        reply(200, "", "null"),
        reply(200, "", "{}"),
        reply(200, "", "<html>"),
        reply(200, "", &deep),
        reply(400, "", &long),
        reply(200, "", r#"{"access_token":["a",["b"]],"error":{"message":"\u001b[2Jno"}}"#),
        reply(200, "", r#"{"access_token":"a\u0000b\r\nx: y"}"#),
        reply(200, "", r#"{"access_token":{"a":1}}"#),
        raw(&endless),
    ] {
        let server = Server::playing(vec![answer.clone()]).await;
        let url: &'static str = Box::leak(server.url.clone().into_boxed_str());
        let spec = OAuth::new("", url).grant(Grant::ClientCredentials);
        let app = App::new(Box::leak(Box::new(spec)), "Orders", "id").client_secret("app-s3cret");
        let connection =
            rt::Connection::new(&crate::provider::ORDERS).base_url(&server.url).oauth("token", &app);
        let client = rt::Client::with_http(connection, &crate::provider::http()).unwrap();
        let error = list(&client).await.unwrap_err();
        let text = error.to_string();
        assert!(text.len() < 500 && !text.contains('\u{1b}') && !text.contains('\n'), "{text}");
    }
}
