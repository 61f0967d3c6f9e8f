//! Actions that go on after their reply: every header, every state, failures, and what cannot be waited for.

use std::time::Duration;

use autorest_conformance::lro::{Client, Error, call, model};
use autorest_conformance::lro_parameterized_endpoints;
use connector::{CallOptions, ErrorKind, Retry};

use crate::suite::client;

fn quick(url: &str) -> Client {
    let retry = Retry::default().backoff(Duration::from_millis(1), Duration::from_millis(5));
    let retry = retry.statuses([408, 429, 500, 502, 503, 504]).every_method();
    let client: Client = client!(lro, url.to_owned());
    client.with_options(CallOptions::new().retry(retry).poll_interval(Duration::from_millis(1)))
}

fn product() -> model::Product {
    model::Product::default().location("West US")
}

/// What nearly every operation ends with.
fn check(product: &model::Product) {
    assert_eq!((product.id.as_deref(), product.name.as_deref()), (Some("100"), Some("foo")));
}

fn state(product: &model::Product) -> Option<&str> {
    product.properties.as_ref()?.provisioning_state.as_deref()
}

/// Operations of a product that end with it.
macro_rules! succeed {
    ($client:ident: $($call:ident)*) => {$( check(&$client.$call().product(&product()).await.unwrap()); )*};
}

/// Operations that end with nothing.
macro_rules! nothing {
    ($client:ident: $($call:ident $($with:ident)?,)*) => {$(
        let () = $client.$call()$(.$with(&product()))?.await.unwrap();
    )*};
}

/// Operations that end with an error of this kind.
macro_rules! fail {
    ($client:ident: $($call:ident $($with:ident)? => $kind:ident $status:literal,)*) => {$({
        let error: Error = $client.$call()$(.$with(&product()))?.await.map(drop).unwrap_err();
        assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (ErrorKind::$kind, Some($status)), "{error}");
    })*};
}

pub async fn at_once(url: String) {
    let client = quick(&url);
    check(&client.lros_put200_succeeded().product(&product()).await.unwrap().unwrap());
    succeed! { client: lros_put201_succeeded lros_put200_succeeded_no_state lros_patch200_succeeded_ignore_headers }
    nothing! { client: lros_delete204_succeeded, lrosads_delete204_succeeded, }
}

pub async fn puts(url: String) {
    let client = quick(&url);
    succeed! { client:
        lros_put202_retry200 lros_put201_creating_succeeded200 lros_put200_updating_succeeded204
        lros_put_async_retry_succeeded lros_put_async_no_retry_succeeded lros_put_no_header_in_retry
        lros_put_async_no_header_in_retry
    }
    let last = client.lros_put_async_retry_succeeded().product(&product()).await.unwrap();
    assert_eq!(state(&last), Some("Succeeded"));
    let patched = client.lros_patch201_retry_with_async_header().product(&product()).await.unwrap();
    assert_eq!(state(&patched), Some("Succeeded"));
    let patched =
        client.lros_patch202_retry_with_async_and_location_header().product(&product()).await.unwrap();
    assert_eq!(state(&patched), Some("Succeeded"));
    let sku = client.lros_put_non_resource().sku(&model::Sku::default()).await.unwrap();
    assert_eq!((sku.name.as_deref(), sku.id.as_deref()), (Some("sku"), Some("100")));
    let sku = client.lros_put_async_non_resource().sku(&model::Sku::default()).await.unwrap();
    assert_eq!((sku.name.as_deref(), sku.id.as_deref()), (Some("sku"), Some("100")));
    let sub = client.lros_put_sub_resource().product(&model::SubProduct::default()).await.unwrap();
    assert_eq!(sub.properties.unwrap().provisioning_state.as_deref(), Some("Succeeded"));
    let sub = client.lros_put_async_sub_resource().product(&model::SubProduct::default()).await.unwrap();
    assert_eq!(sub.properties.unwrap().provisioning_state.as_deref(), Some("Succeeded"));
}

pub async fn deletes(url: String) {
    let client = quick(&url);
    check(&client.lros_delete_provisioning202_accepted200_succeeded().await.unwrap());
    check_empty(&client.lros_delete202_retry200().await.unwrap_err());
    check_empty(&client.lros_delete202_no_retry204().await.unwrap_err());
    nothing! { client:
        lros_delete_no_header_in_retry, lros_delete_async_no_header_in_retry, lros_delete_async_retry_succeeded,
        lros_delete_async_no_retry_succeeded,
    }
}

/// The document promises a product, and the server says nothing.
fn check_empty(error: &Error) {
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, &b""[..]), "{error}");
}

pub async fn posts(url: String) {
    let client = quick(&url);
    assert_eq!(client.lros_post200_with_payload().await.unwrap().id.as_deref(), Some("1"));
    nothing! { client: lros_post202_retry200 product, }
    check_empty(&client.lros_post202_no_retry204().product(&product()).await.unwrap_err());
    let listed = client.lros_post202_list().await.unwrap();
    assert_eq!((listed.len(), listed[0].id.as_deref()), (1, Some("100")));
    succeed! { client: lros_post_async_retry_succeeded lros_post_async_no_retry_succeeded }
    // Where the result is, the document says, or leaves to the method.
    check(&client.lros_post_double_headers_final_location_get().await.unwrap());
    check(&client.lros_post_double_headers_final_azure_header_get_default().await.unwrap());
    let status = client.lros_post_double_headers_final_azure_header_get().await.unwrap();
    assert_eq!((status.id.as_deref(), status.name), (Some("100"), None));
}

pub async fn failures(url: String) {
    let client = quick(&url);
    fail! { client:
        lros_put201_creating_failed200 product => Operation 200,
        lros_put200_acceptedcanceled200 product => Operation 200,
        lros_put_async_retry_failed product => Operation 200,
        lros_put_async_no_retrycanceled product => Operation 200,
        lros_delete_provisioning202_deleting_failed200 => Operation 200,
        lros_delete_provisioning202_deletingcanceled200 => Operation 200,
        lros_delete_async_retry_failed => Operation 200,
        lros_delete_async_retrycanceled => Operation 200,
        lros_post_async_retry_failed product => Operation 200,
        lros_post_async_retrycanceled product => Operation 200,
    }
    let error = client.lros_post_async_retry_failed().product(&product()).await.unwrap_err();
    let body: connector::Value = error.body_as().unwrap();
    assert_eq!(
        (body["status"].as_str(), body["error"]["code"].as_i64()),
        (Some("Failed"), Some(500)),
        "{body}"
    );
}

/// The first try of each fails with 500.
pub async fn retried(url: String) {
    let client = quick(&url);
    succeed! { client: lro_retrys_put201_creating_succeeded200 lro_retrys_put_async_relative_retry_succeeded }
    check(&client.lro_retrys_delete_provisioning202_accepted200_succeeded().await.unwrap());
    nothing! { client:
        lro_retrys_delete202_retry200, lro_retrys_delete_async_relative_retry_succeeded,
        lro_retrys_post202_retry200 product, lro_retrys_post_async_relative_retry_succeeded product,
    }
}

pub async fn refused(url: String) {
    let client = quick(&url);
    fail! { client:
        lrosads_put_non_retry400 product => Status 400,
        lrosads_put_non_retry201_creating400 product => Status 400,
        lrosads_put_non_retry201_creating400_invalid_json product => Status 400,
        lrosads_put_async_relative_retry400 product => Status 400,
        lrosads_delete_non_retry400 => Status 400,
        lrosads_delete202_non_retry400 => Status 400,
        lrosads_delete_async_relative_retry400 => Status 400,
        lrosads_post_non_retry400 product => Status 400,
        lrosads_post202_non_retry400 product => Status 400,
        lrosads_post_async_relative_retry400 product => Status 400,
    }
    let error = client.lrosads_post_non_retry400().product(&product()).await.unwrap_err();
    let body: model::CloudError = error.body_as().unwrap();
    assert_eq!(body.message.as_deref(), Some("Expected bad request message"));
}

pub async fn nonsense(url: String) {
    let client = quick(&url);
    fail! { client:
        lrosads_put_error201_no_provisioning_state_payload product => Decode 201,
        lrosads_put_async_relative_retry_no_status product => Decode 200,
        lrosads_put_async_relative_retry_no_status_payload product => Decode 200,
        lrosads_delete_async_relative_retry_no_status => Decode 200,
        lrosads_post_async_relative_retry_no_payload product => Decode 200,
        lrosads_put200_invalid_json product => Decode 200,
        lrosads_put_async_relative_retry_invalid_header product => Status 404,
        lrosads_put_async_relative_retry_invalid_json_polling product => Decode 200,
        lrosads_delete202_retry_invalid_header => Status 404,
        lrosads_delete_async_relative_retry_invalid_header => Status 404,
        lrosads_delete_async_relative_retry_invalid_json_polling => Decode 200,
        lrosads_post202_retry_invalid_header product => Status 404,
        lrosads_post_async_relative_retry_invalid_header product => Status 404,
        lrosads_post_async_relative_retry_invalid_json_polling product => Decode 200,
    }
    // A service that says no more than "accepted" has said all.
    nothing! { client: lrosads_post202_no_location product, }
}

pub async fn custom_headers(url: String) {
    let id = CallOptions::new().header("x-ms-client-request-id", "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0");
    let client = quick(&url).with_options(id);
    succeed! { client: lros_custom_header_put_async_retry_succeeded lros_custom_header_put201_creating_succeeded200 }
    nothing! { client: lros_custom_header_post202_retry200 product, lros_custom_header_post_async_retry_succeeded product, }
}

/// What one process begins, another ends.
pub async fn resumed(url: String) {
    let client = quick(&url);
    let operation = client.lros_put_async_retry_succeeded().product(&product()).start().await.unwrap();
    assert!(!operation.is_done());
    let saved = operation.save().unwrap();
    drop(operation);
    let mut operation = call::LrosPutAsyncRetrySucceeded::resume(&client, &saved).unwrap();
    let product = loop {
        if let Some(product) = operation.poll().await.unwrap() {
            break product;
        }
        tokio::time::sleep(operation.pause()).await;
    };
    check(&product);
    assert!(operation.is_done() && operation.save().is_none());
    let other = call::LrosDelete202Retry200::resume(&client, &saved).map(drop).unwrap_err();
    assert_eq!(other.kind(), ErrorKind::Input, "{other}");
    let elsewhere = saved.replace("127.0.0.1", "127.0.0.2");
    assert!(call::LrosPutAsyncRetrySucceeded::resume(&client, &elsewhere).is_err());
}

pub async fn parameterized_hosts(url: String) {
    use lro_parameterized_endpoints::{Client, Connection};
    let port = url.rsplit_once(':').unwrap().1;
    let connection = Connection::new("http://127.0.").host(format!("0.1:{port}"));
    let options = CallOptions::new().poll_interval(Duration::from_millis(1));
    let client = Client::new(connection).unwrap().with_options(options);
    assert_eq!(client.poll_with_parameterized_endpoints().await.unwrap(), "success");
    assert_eq!(client.poll_with_constant_parameterized_endpoints().await.unwrap(), "success");
}
