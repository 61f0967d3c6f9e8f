//! A host that each call names.

use connector::ErrorKind;

use super::service::Service;

mod tenants {
    connector::connector!("tests/policies/hosts.json", properties = "tests/policies/hosts.properties.json");
}

use tenants::{Client, Connection};

#[test]
fn no_base_url_is_asked_for() {
    let client = Client::new(Connection::bearer("s3cret", "one")).unwrap();
    let request = client.list_pages().request().unwrap();
    assert_eq!(request.uri(), "https://default.example/pages");
    assert_eq!(request.headers()["x-site"], "one");
    assert_eq!(request.headers()["x-also"], "Bearer redacted");
    let request = client.list_pages().site("http://other.example/below/").request().unwrap();
    assert_eq!(request.uri(), "http://other.example/below/pages");
    let error = client.list_pages().site("ftp://other.example").request().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
}

#[tokio::test]
async fn pages_are_followed_where_the_call_went() {
    let service =
        Service::start(200, "content-type: application/json\r\n", r#"{"value":["a"],"next":"/pages?at=2"}"#)
            .await;
    let client = Client::new(Connection::bearer("s3cret", "one")).unwrap();
    let mut pages = client.list_pages().site(service.url.as_str()).pages();
    pages.next().await.unwrap().unwrap();
    assert!(service.seen().starts_with("GET /pages HTTP/1.1\r\n"));
    pages.next().await.unwrap().unwrap();
    let seen = service.seen();
    assert!(seen.starts_with("GET /pages?at=2 HTTP/1.1\r\n"), "{seen}");
    assert!(seen.contains("authorization: Bearer s3cret\r\n") && seen.contains("x-site: one\r\n"), "{seen}");
    assert!(seen.contains("x-also: Bearer s3cret\r\n"), "{seen}");
}
