//! Hosts with parameters, which the connection holds.

use autorest_conformance::{custom_base_url, custom_base_url_more_options, parameterized_endpoint};
use connector::ErrorKind;

pub async fn hosts(url: String) {
    let port = url.rsplit_once(':').unwrap().1;
    // The document's scheme is https; a part that brings its own wins.
    let connection = custom_base_url::Connection::new("http://127.0.").host(format!("0.1:{port}"));
    let client = custom_base_url::Client::new(connection).unwrap();
    assert_eq!(client.base_url(), url);
    client.paths_get_empty().await.unwrap();
    let connection = custom_base_url::Connection::new("http://127.0.").host("0.1/elsewhere");
    let error = custom_base_url::Client::new(connection).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
    let connection = custom_base_url_more_options::Connection::new("http://127", ".0.0.1");
    let client =
        custom_base_url_more_options::Client::new(connection.dns_suffix(format!(":{port}"))).unwrap();
    client.paths_get_empty("test12", "key1").key_version("v1").await.unwrap();
    let client = parameterized_endpoint::Client::new(parameterized_endpoint::Connection::new(&url)).unwrap();
    client.get().await.unwrap();
}
