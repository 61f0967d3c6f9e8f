//! What only OpenAPI 3 has, on the wire: cookies, and servers with variables.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod parameters {
    connector::connector!("tests/golden/openapi3_parameters/input.yaml");
}

mod security {
    connector::connector!("tests/golden/openapi3_security/input.yaml");
}

mod servers {
    connector::connector!("tests/golden/openapi3_servers/input.yaml");
}

#[path = "policies/service.rs"]
#[allow(dead_code)]
mod service;

use parameters::model::GetItemTheme;
use servers::model::Region;
use service::Service;

/// The header lines of a request that begin so.
fn lines<'s>(seen: &'s str, name: &str) -> Vec<&'s str> {
    seen.lines().filter(|line| line.to_ascii_lowercase().starts_with(name)).collect()
}

#[tokio::test]
async fn cookies_are_sent_in_one_header() {
    let service = Service::start(200, "content-type: application/json\r\n", r#"{"id": 7}"#).await;
    let client = parameters::Client::new(parameters::Connection::new().base_url(&service.url)).unwrap();
    client.get_item(7, "s1").theme(GetItemTheme::Dark).await.unwrap();
    let all = lines(&service.seen(), "cookie:").join("\n");
    let mut cookies: Vec<&str> = all.split_once(": ").unwrap().1.split("; ").collect();
    cookies.sort_unstable();
    assert_eq!(cookies, ["fixed=only", "session=s1", "theme=dark"]);

    // What would end the cookie, or the header, is data.
    client.get_item(7, "a; b=\"c\", d\r\ne").await.unwrap();
    let seen = service.seen();
    let line = lines(&seen, "cookie:")[0];
    assert!(!line.contains("; b=") && line.contains("session=a%3B"), "{line}");
    assert!(!seen.contains("\r\ne"), "{seen}");
}

#[tokio::test]
async fn a_key_can_be_a_cookie() {
    let service = Service::start(204, "", "").await;
    let client = security::Client::new(security::Connection::api_key("k3y").base_url(&service.url)).unwrap();
    client.get_a().await.unwrap();
    assert_eq!(lines(&service.seen(), "cookie:"), ["cookie: SID=k3y"]);
    assert!(lines(&service.seen(), "authorization:").is_empty());
    // An operation that anybody may call is not told the key.
    client.get_c().await.unwrap();
    assert!(lines(&service.seen(), "cookie:").is_empty());
}

#[tokio::test]
async fn whoever_does_not_sign_in_calls_what_anybody_may() {
    let service = Service::start(204, "", "").await;
    let client = security::Client::new(security::Connection::new().base_url(&service.url)).unwrap();
    client.get_c().await.unwrap();
    let error = client.get_a().await.unwrap_err();
    assert!(error.to_string().contains("is missing"), "{error}");
    // A program that reads its connection from variables has forgotten them.
    let forgotten = security::Connection::from_env("NOBODY_SETS_");
    assert!(security::Client::new(forgotten.unwrap().base_url(&service.url)).is_err());
}

#[tokio::test]
async fn servers_have_variables() {
    let uri = |connection: servers::Connection| {
        let client = servers::Client::new(connection).unwrap();
        client.get_a().request().unwrap().uri().to_string()
    };
    assert_eq!(uri(servers::Connection::new()), "https://eu.example.com/v2/a");
    let other = servers::Connection::new().region(Region::Us).port("8443").base("v3");
    assert_eq!(uri(other), "https://us.example.com:8443/v3/a");
    // Servers of operations are theirs alone.
    let client = servers::Client::new(servers::Connection::new().region(Region::Us)).unwrap();
    let files = client.get_files().request().unwrap();
    assert_eq!(files.uri().to_string(), "https://files.example.com/v1/files");

    // On the wire: a base URL of one's own takes the place of server and variables.
    let service = Service::start(204, "", "").await;
    let client = servers::Client::new(servers::Connection::new().base_url(&service.url)).unwrap();
    client.get_a().await.unwrap();
    assert!(service.seen().starts_with("GET /a HTTP/1.1\r\n"), "{}", service.seen());
}
