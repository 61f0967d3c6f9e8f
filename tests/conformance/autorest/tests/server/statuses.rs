//! Statuses: which are success, and what a failure says.

use autorest_conformance::http_infrastructure;
use connector::ErrorKind;

use crate::suite::client;

pub async fn successes(base: String) {
    let client: http_infrastructure::Client = client!(http_infrastructure, base);
    client.http_success_head200().await.unwrap();
    assert!(client.http_success_get200().await.unwrap());
    // The document promises a boolean here; the server says the methods of the path, as text.
    let options = client.http_success_options200().await.unwrap_err();
    assert_eq!(
        (options.kind(), options.status().map(|status| status.as_u16())),
        (ErrorKind::Decode, Some(200))
    );
    client.http_success_put200().boolean_value(true).await.unwrap();
    client.http_success_patch200().boolean_value(true).await.unwrap();
    client.http_success_post200().boolean_value(true).await.unwrap();
    client.http_success_delete200().boolean_value(true).await.unwrap();
    client.http_success_put201().boolean_value(true).await.unwrap();
    client.http_success_post201().boolean_value(true).await.unwrap();
    client.http_success_put202().boolean_value(true).await.unwrap();
    client.http_success_patch202().boolean_value(true).await.unwrap();
    client.http_success_post202().boolean_value(true).await.unwrap();
    client.http_success_delete202().boolean_value(true).await.unwrap();
    client.http_success_head204().await.unwrap();
    assert!(!client.http_success_head404().await.unwrap());
    client.http_success_put204().boolean_value(true).await.unwrap();
    client.http_success_patch204().boolean_value(true).await.unwrap();
    client.http_success_post204().boolean_value(true).await.unwrap();
    client.http_success_delete204().boolean_value(true).await.unwrap();
}

/// Each call fails with its status, whatever its reply holds.
macro_rules! fails {
    ($client:ident: $($call:ident $($with:ident)? = $status:literal,)*) => {$({
        let error = $client.$call()$(.$with(true))?.await.err();
        let error = error.unwrap_or_else(|| panic!("{} is no success", stringify!($call)));
        assert_eq!(error.kind(), ErrorKind::Status, "{error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some($status), "{error}");
    })*};
}

pub async fn failures(base: String) {
    let client: http_infrastructure::Client = client!(http_infrastructure, base);
    fails! { client:
        http_failure_get_empty_error = 400,
        http_failure_get_no_model_error = 400,
        http_failure_get_no_model_empty = 400,
        http_client_failure_head400 = 400,
        http_client_failure_get400 = 400,
        http_client_failure_options400 = 400,
        http_client_failure_put400 boolean_value = 400,
        http_client_failure_patch400 boolean_value = 400,
        http_client_failure_post400 boolean_value = 400,
        http_client_failure_delete400 boolean_value = 400,
        http_client_failure_head401 = 401,
        http_client_failure_get402 = 402,
        http_client_failure_options403 = 403,
        http_client_failure_get403 = 403,
        http_client_failure_put404 boolean_value = 404,
        http_client_failure_patch405 boolean_value = 405,
        http_client_failure_post406 boolean_value = 406,
        http_client_failure_delete407 boolean_value = 407,
        http_client_failure_put409 boolean_value = 409,
        http_client_failure_head410 = 410,
        http_client_failure_get411 = 411,
        http_client_failure_options412 = 412,
        http_client_failure_get412 = 412,
        http_client_failure_put413 boolean_value = 413,
        http_client_failure_patch414 boolean_value = 414,
        http_client_failure_post415 boolean_value = 415,
        http_client_failure_get416 = 416,
        http_client_failure_delete417 boolean_value = 417,
        http_client_failure_head429 = 429,
        http_server_failure_head501 = 501,
        http_server_failure_get501 = 501,
        http_server_failure_post505 boolean_value = 505,
        http_server_failure_delete505 boolean_value = 505,
    }
}
