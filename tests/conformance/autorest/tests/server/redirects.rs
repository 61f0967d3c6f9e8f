//! Redirects by RFC 9110, and tries that are repeated with the cookies of those before.

use std::time::Duration;

use autorest_conformance::http_infrastructure::Client;
use connector::{CallOptions, Retry};

use crate::suite::client;

pub async fn redirects(url: String) {
    let client: Client = client!(http_infrastructure, url);
    client.http_redirects_head300().await.unwrap();
    client.http_redirects_get300().await.unwrap();
    client.http_redirects_head301().await.unwrap();
    client.http_redirects_get301().await.unwrap();
    client.http_redirects_head302().await.unwrap();
    client.http_redirects_get302().await.unwrap();
    client.http_redirects_post303().boolean_value(true).await.unwrap();
    client.http_redirects_head307().await.unwrap();
    client.http_redirects_get307().await.unwrap();
    client.http_redirects_options307().await.unwrap();
    client.http_redirects_put307().boolean_value(true).await.unwrap();
    client.http_redirects_patch307().boolean_value(true).await.unwrap();
    client.http_redirects_post307().boolean_value(true).await.unwrap();
    client.http_redirects_delete307().boolean_value(true).await.unwrap();
    // Only POST becomes GET on these: the other methods are kept, and where they lead the server always fails.
    let put = client.http_redirects_put301().boolean_value(true).await.unwrap_err();
    assert!(put.is_status(500) || put.is_status(404), "{put}");
    let patch = client.http_redirects_patch302().boolean_value(true).await.unwrap_err();
    assert!(patch.is_status(500) || patch.is_status(404), "{patch}");
}

pub async fn retries(url: String) {
    let client: Client = client!(http_infrastructure, url);
    let quick = Retry::default().backoff(Duration::from_millis(1), Duration::from_millis(5));
    let client = client.with_options(CallOptions::new().retry(quick.clone()));
    client.http_retry_head408().await.unwrap();
    client.http_retry_get502().await.unwrap();
    // It promises a boolean and says nothing.
    assert_eq!(client.http_retry_options502().await.unwrap_err().status().unwrap().as_u16(), 200);
    client.http_retry_delete503().boolean_value(true).await.unwrap();
    client.http_retry_put504().boolean_value(true).await.unwrap();
    // What may have done something is not repeated without being told to.
    assert!(client.http_retry_put500().boolean_value(true).await.unwrap_err().is_status(500));
    assert!(client.http_retry_post503().boolean_value(true).await.unwrap_err().is_status(503));
    let every = client.with_options(CallOptions::new().retry(quick.statuses([500, 503, 504]).every_method()));
    every.http_retry_put500().boolean_value(true).await.unwrap();
    every.http_retry_patch500().boolean_value(true).await.unwrap();
    every.http_retry_post503().boolean_value(true).await.unwrap();
    every.http_retry_patch504().boolean_value(true).await.unwrap();
}
