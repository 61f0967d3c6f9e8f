//! API keys in headers and queries, with and without policies that move them, and no sign-in at all.

use connector::Part;
use real_connectors::*;
use serde_json::json;

use crate::spy::sends;

const JSON: &str = "accept: application/json";
const TYPED: &str = "content-type: application/json";

#[tokio::test]
async fn no_sign_in() {
    use brewery::{Client, Connection};
    sends!(
        Client::new(Connection::new()),
        |client| client.search_breweries("dog & cat"),
        "GET https://api.openbrewerydb.org/v1/breweries/search?query=dog%20%26%20cat",
        JSON,
    );
}

#[tokio::test]
async fn a_key_by_policy_alone_and_a_host_of_the_connection() {
    use alkymi::{Client, Connection};
    let client = || Client::new(Connection::api_key("k3y", "eu.alkymi.example"));
    sends!(
        client(),
        |client| client.records_list().dataset("d 1"),
        "GET https://eu.alkymi.example/api/v2/records/?dataset=d%201",
        JSON,
        "authorization: Token k3y",
    );
    // The boundary is random.
    let request =
        client().unwrap().documents_create(Part::new(b"%PDF".to_vec()).file_name("a.pdf")).subject("Bill");
    let request = request.request().unwrap();
    let body = String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap();
    let boundary = body.lines().next().unwrap();
    let part = |disposition: &str, rest: &str| {
        format!("{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n{rest}\r\n")
    };
    let file =
        part("name=\"file\"; filename=\"a.pdf\"", "Content-Type: application/octet-stream\r\n\r\n%PDF");
    assert_eq!(body, format!("{file}{}{boundary}--\r\n", part("name=\"subject\"", "\r\nBill")));
}

#[tokio::test]
async fn a_key_in_the_authorization_header_as_it_is() {
    use alisqi::{Client, Connection};
    sends!(
        Client::new(Connection::api_key("k3y", "acme")),
        |client| client.get_results_or_master_data().set_id(12).filter(r#"[{"a":1}]"#),
        "GET https://acme.alisqi.com/api/getResults?setId=12&filter=%5B%7B%22a%22%3A1%7D%5D",
        JSON,
        "authorization: k3y",
    );
}

#[tokio::test]
async fn a_key_that_a_policy_makes_a_bearer_token() {
    use calendly::{Client, Connection};
    sends!(
        Client::new(Connection::api_key("k3y")),
        |client| client.create_invitee_no_show().invitee("https://api.calendly.com/x"),
        "POST https://api.calendly.com/invitee_no_shows",
        JSON,
        "authorization: Bearer k3y",
        TYPED,
        "x-calendly-consumer-application: ms_power_automate",
        r#"{"invitee":"https://api.calendly.com/x"}"#,
    );
}

#[tokio::test]
async fn a_policy_puts_a_word_before_the_key_and_the_connection_says_where() {
    use deepl::{Client, Connection, model::Environment, model::TranslateTextTargetLang};
    sends!(
        Client::new(Connection::api_key("k3y", Environment::DeepLApiFree)),
        |client| client.translate_text(["Hello", "Good bye"], TranslateTextTargetLang::De),
        "POST https://api-free.deepl.com/v2/translate",
        JSON,
        "authorization: DeepL-Auth-Key k3y",
        "content-type: application/x-www-form-urlencoded",
        "text=Hello%2CGood+bye&target_lang=DE",
    );
}

#[tokio::test]
async fn a_key_in_a_header_of_its_own_two_hosts_and_a_header_that_a_policy_empties() {
    use co2_signal::{Client, Connection};
    let client = || Client::new(Connection::api_key("k3y"));
    sends!(
        client(),
        |client| client.get_latestby_code("FR"),
        "GET https://api.co2signal.com/v1/latest?countryCode=FR",
        JSON,
        "auth-token: k3y",
    );
    sends!(client(), |client| client.get_zones(), "GET https://api.electricitymap.org/v3/zones", JSON);
}

#[tokio::test]
async fn an_open_body_and_a_host_for_some_operations() {
    use desk_director::{Client, Connection};
    let client = || Client::new(Connection::api_key("k3y", "desk.example.com"));
    sends!(
        client(),
        |client| client.find_tickets(&json!({"status": "open"})),
        "POST https://desk.example.com/api/v2/automate/connector/tickets/find",
        JSON,
        "authorization: DdApi k3y",
        TYPED,
        r#"{"status":"open"}"#,
    );
}

#[tokio::test]
async fn a_key_in_the_query_and_a_policy_beside_it() {
    use kanban_tool::{Client, Connection, model::TaskCreateRequest};
    sends!(
        Client::new(Connection::api_key("k3y", "acme")),
        |client| client.create_task("12", &TaskCreateRequest::new("Paint")),
        "POST https://acme.kanbantool.com/api/v1/boards/12/tasks.json?api_token=k3y&_platform=msflow",
        JSON,
        TYPED,
        r#"{"name":"Paint"}"#,
    );
    use pushover::{Client as Pushover, Connection as ByKey};
    sends!(
        Pushover::new(ByKey::api_key("k3y")),
        |client| client.send_message().user("u").message("Hi & bye"),
        "POST https://api.pushover.net/1/messages.json?token=k3y",
        JSON,
        TYPED,
        r#"{"user":"u","message":"Hi & bye"}"#,
    );
}

#[tokio::test]
async fn headers_of_the_connection_and_a_host_among_those_allowed() {
    use oneflow::{Client, Connection, model::InstanceUrl};
    // The default of the properties is a host that they do not allow.
    let client = |host| Client::new(Connection::api_key("k3y", "ada@example.com", host));
    let headers = [
        JSON,
        TYPED,
        "x-oneflow-api-token: k3y",
        "x-oneflow-custom-source: power_automate",
        "x-oneflow-user-email: ada@example.com",
    ]
    .join("\n");
    sends!(
        client(InstanceUrl::Production),
        |client| client.get_contract_status("7"),
        "GET https://api.oneflow.com/v1/contracts/7",
        &headers,
    );
    sends!(
        client(InstanceUrl::Test),
        |client| client.get_contract_status("7"),
        "GET https://api.test.oneflow.com/v1/contracts/7",
        &headers,
    );
}

#[tokio::test]
async fn inputs_of_an_inline_body() {
    use power_forms::{Client, Connection};
    sends!(
        Client::new(Connection::api_key("k3y")),
        |client| client.add_form("Feedback"),
        "POST https://apppower-forms.azurewebsites.net/api/AddNewForm",
        JSON,
        "api-key: k3y",
        TYPED,
        r#"{"formTitle":"Feedback"}"#,
    );
}
