//! The life of a token.

use std::sync::atomic::Ordering::SeqCst;
use std::time::Duration;

use connector_runtime::ErrorKind;
use connector_runtime::oauth::{Grant, MemoryStore, Tokens};
use connector_runtime::v1 as rt;

use crate::provider::{POST, Provider, list};

#[tokio::test]
async fn an_application_signs_in_by_itself() {
    let provider = Provider::start(3600).await;
    let client = provider.client(&provider.app(Grant::ClientCredentials));
    for _ in 0..3 {
        list(&client).await.unwrap();
    }
    assert_eq!(
        provider.asked(),
        ["grant_type=client_credentials&scope=a%20b&client_id=my-app&client_secret=app-s3cret"]
    );
}

#[tokio::test]
async fn two_hundred_calls_fetch_one_token() {
    let provider = Provider::start(3600).await;
    provider.state.slow.store(50, SeqCst);
    let app = provider.app(Grant::Code).tokens(Tokens::from_refresh("r0"));
    let client = provider.client(&app);
    let calls: Vec<_> = (0..200).map(|_| tokio::spawn(list(&client))).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(
        provider.asked(),
        ["grant_type=refresh_token&refresh_token=r0&client_id=my-app&client_secret=app-s3cret"]
    );
}

#[tokio::test]
async fn a_refused_token_is_renewed_once() {
    let provider = Provider::start(3600).await;
    let client = provider.client(&provider.app(Grant::Code).tokens(Tokens::from_refresh("r0")));
    list(&client).await.unwrap();
    provider.revoke();
    // A POST, too: what was refused was not done.
    rt::Call::<rt::Value>::from(client.call(&POST).json(&rt::Value::Null)).await.unwrap();
    assert_eq!(provider.asked().len(), 2);

    // A service that takes no token at all is asked twice, and the token renewed once.
    let before = provider.server.seen().len();
    provider.state.expires_in.store(3601, SeqCst);
    let deaf = crate::server::Server::playing(vec![crate::server::reply(401, "", "no")]).await;
    let other = rt::Connection::new(&crate::provider::ORDERS)
        .base_url(&deaf.url)
        .oauth("token", &provider.app(Grant::ClientCredentials));
    let error = list(&client.with_connection(other).unwrap()).await.unwrap_err();
    assert_eq!((error.is_status(401), deaf.seen().len()), (true, 2));
    assert_eq!(provider.server.seen().len() - before, 2);
}

#[tokio::test]
async fn many_refused_calls_renew_once() {
    let provider = Provider::start(3600).await;
    let client = provider.client(&provider.app(Grant::Code).tokens(Tokens::from_refresh("r0")));
    list(&client).await.unwrap();
    provider.revoke();
    let calls: Vec<_> = (0..50).map(|_| tokio::spawn(list(&client))).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(provider.asked().len(), 2);
}

#[tokio::test]
async fn a_token_is_renewed_before_its_end() {
    // A fifth of its life before: after one second of five it is still used, after four and a half it is not.
    let provider = Provider::start(5).await;
    let client = provider.client(&provider.app(Grant::Code).tokens(Tokens::from_refresh("r0")));
    list(&client).await.unwrap();
    tokio::time::sleep(Duration::from_millis(1000)).await;
    list(&client).await.unwrap();
    assert_eq!(provider.asked().len(), 1);
    tokio::time::sleep(Duration::from_millis(3600)).await;
    list(&client).await.unwrap();
    assert_eq!(provider.asked().len(), 2);
}

#[tokio::test]
async fn a_refused_refresh_says_sign_in_again_and_is_not_repeated() {
    let provider = Provider::start(3600).await;
    let client = provider.client(&provider.app(Grant::Code).tokens(Tokens::from_refresh("stolen")));
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(list(&client))).collect();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::SignIn);
        assert!(error.to_string().contains("sign in again"), "{error}");
        assert!(!format!("{error:?}").contains("stolen"), "{error:?}");
    }
    assert_eq!(provider.asked().len(), 1);
    let error = list(&client).await.unwrap_err();
    assert_eq!((error.kind(), provider.asked().len()), (ErrorKind::SignIn, 1));
}

#[tokio::test]
async fn nobody_is_signed_in() {
    let provider = Provider::start(3600).await;
    let error = list(&provider.client(&provider.app(Grant::Code))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::SignIn);
    assert_eq!(error.to_string(), "ListOrders: sign-in to Orders: nobody is signed in; sign in first");
}

#[tokio::test]
async fn a_call_that_is_given_up_loses_no_token() {
    let provider = Provider::start(3600).await;
    provider.state.slow.store(200, SeqCst);
    let store = MemoryStore::new();
    let app = provider.app(Grant::Code).store(store.clone()).tokens(Tokens::from_refresh("r0"));
    let client = provider.client(&app);
    let given_up = tokio::time::timeout(Duration::from_millis(80), list(&client)).await;
    assert!(given_up.is_err());
    // The next call finds what the first one asked for.
    list(&client).await.unwrap();
    assert_eq!(provider.asked().len(), 1);
}

#[tokio::test]
async fn an_unknown_application_is_no_matter_of_signing_in() {
    let provider = Provider::start(3600).await;
    let app = provider.app(Grant::ClientCredentials).client_secret("wrong-s3cret");
    let error = list(&provider.client(&app)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.to_string().contains("invalid_client") && !format!("{error:?}").contains("wrong-s3cret"));
}
