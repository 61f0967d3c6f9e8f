//! HTTP Basic, with policies that want its parts elsewhere.

use real_connectors::*;

use crate::spy::sends;

const JSON: &str = "accept: application/json";

#[tokio::test]
async fn a_user_and_a_password_in_headers_of_their_own() {
    use airmeet::{Client, Connection, model::Region};
    sends!(
        Client::new(Connection::basic("key", "s3cret", Region::UnitedStates)),
        |client| client.create_airmeet().event_name("Launch"),
        "POST https://api-gateway-prod.us.airmeet.com/prod/airmeet",
        JSON,
        "authorization: Basic a2V5OnMzY3JldA==",
        "content-type: application/json",
        "region: api-gateway-prod.us.airmeet.com",
        "x-access-key: key",
        "x-secret-key: s3cret",
        r#"{"eventName":"Launch"}"#,
    );
}

#[tokio::test]
async fn a_user_and_a_password_in_the_query_of_another_path() {
    use domain_tools::{Client, Connection};
    sends!(
        Client::new(Connection::basic("ada", "s3cret")),
        |client| client.investigate_domain("example.com"),
        "POST https://api.domaintools.com/v1/iris-investigate/?domain=example.com&api_username=ada&api_key=s3cret\
         &app_partner=azure&app_name=sentinel&app_version=2.0",
        JSON,
        "authorization: Basic YWRhOnMzY3JldA==",
        "content-length: 0",
    );
}

#[tokio::test]
async fn a_path_that_is_not_the_documents() {
    use jira::{Client, Connection};
    let client = || Client::new(Connection::basic("ada@example.com", "t0ken", "acme"));
    sends!(
        client(),
        |client| client.get_issue("ABC-1"),
        "GET https://acme.atlassian.net/rest/api/2/issue/ABC-1",
        JSON,
        "authorization: Basic YWRhQGV4YW1wbGUuY29tOnQwa2Vu",
    );
}

#[tokio::test]
async fn a_server_among_those_of_a_set() {
    use resco::{Client, Connection, model::Server};
    sends!(
        Client::new(Connection::basic("ada", "s3cret", Server::RescoCloudEurope, "acme")),
        |client| client.record_get("account", "1-2"),
        "GET https://rescocrm.com/odata/v4/acme/account('1-2')",
        JSON,
        "authorization: Basic YWRhOnMzY3JldA==",
        "prefer: odata.include-annotations=*,resco.strictlookup=true",
    );
}
