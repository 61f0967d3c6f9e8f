//! A host that each call names.

use connector::{CallOptions, ErrorKind};

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

#[tokio::test]
async fn a_value_is_fetched_first() {
    let service =
        Service::start(200, "content-type: application/json\r\n", r#"{"@odata.etag":"W/\"7\""}"#).await;
    let options = || CallOptions::new().base_url(service.url.as_str());
    let client = Client::new(Connection::bearer("s3cret", "one")).unwrap();
    client.update_task("a b").title("New").options(options()).await.unwrap();
    let all = service.all();
    let [first, second] = all.as_slice() else { panic!("{all:?}") };
    assert!(first.starts_with("GET /tasks/a%20b/details?part=etag HTTP/1.1\r\n"), "{first}");
    assert!(
        first.contains("authorization: Bearer s3cret\r\n") && first.contains("x-site: one\r\n"),
        "{first}"
    );
    assert!(!first.contains("content-"), "{first}");
    assert!(second.starts_with("PATCH /tasks/a%20b HTTP/1.1\r\n"), "{second}");
    assert!(
        second.contains("if-match: W/\"7\"\r\n") && second.contains("content-type: application/json"),
        "{second}"
    );

    let shown = client.update_task("1").request().unwrap();
    assert_eq!(shown.headers()["if-match"], "redacted");
    assert_eq!(shown.uri(), "https://default.example/tasks/1");

    let service = Service::start(500, "", "no").await;
    let error =
        client.update_task("1").options(CallOptions::new().base_url(service.url.as_str())).await.unwrap_err();
    assert_eq!(error.to_string(), "UpdateTask: the service replied 500 when asked for `If-Match`");
    assert!(error.is_status(500));
}
