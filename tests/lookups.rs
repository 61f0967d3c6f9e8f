//! What inputs may be, asked of a service on the loopback: the request of each lookup, and what is made of the reply.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod lists {
    connector::connector!("tests/golden/lookups/input.json");
}

#[path = "policies/service.rs"]
mod service;

use connector::{Choice, ErrorKind};
use lists::{Client, Connection};
use serde_json::{Value, json};
use service::Service;

/// A client of a service that says this.
async fn served(body: &'static str) -> (Service, Client) {
    let service = Service::start(200, "content-type: application/json\r\n", body).await;
    let client = Client::new(Connection::new().base_url(service.url.as_str())).unwrap();
    (service, client)
}

/// The first line of the last request.
fn line(service: &Service) -> String {
    service.seen().lines().next().unwrap().trim_end_matches(" HTTP/1.1").to_owned()
}

/// The body of a request that is not sent.
fn sent<T>(call: connector::Call<T>) -> Value {
    serde_json::from_slice(call.request().unwrap().body().as_bytes().unwrap()).unwrap()
}

fn titles(choices: &[Choice]) -> Vec<String> {
    choices.iter().map(|choice| format!("{} = {choice}", choice.text())).collect()
}

#[tokio::test]
async fn choices_are_values_with_titles() {
    let body = r#"{"value": [{"id": 7, "properties": {"title": "Tasks"}}, {"id": "b"}, {"id": null}, {"name": "no id"}]}"#;
    let (service, client) = served(body).await;
    let found = client.choices().create_item_list("https://a.example/b c").await.unwrap();
    // Encoded twice, as the operation wants it.
    assert_eq!(line(&service), "GET /sites/https%253A%252F%252Fa.example%252Fb%2520c/lists?hidden=false");
    // An item without a value is no choice; one without a title is called by its value.
    assert_eq!(titles(&found), ["7 = Tasks", "b = b"]);
    assert_eq!(found[0].item["properties"]["title"], "Tasks");

    // A choice is an input, of text and of numbers.
    let request = client.create_item("s", &found[0], &json!({"a": 1})).view(&found[0]).request().unwrap();
    assert!(request.uri().to_string().ends_with("/sites/s/lists/7/items?view=7"), "{}", request.uri());
    let error = client.create_item("s", "l", &json!({})).view(&found[1]).request().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
}

#[tokio::test]
async fn what_a_lookup_is_given_goes_where_the_description_says() {
    let (service, client) = served(r#"{"views": []}"#).await;
    let choices = client.choices();
    choices.create_item_view("s", "l", 5, Some("ada")).await.unwrap();
    assert_eq!(line(&service), "GET /views?kind=form&site=s&list=l&also=s&tenant=5&owner=ada");
    choices.create_item_view("s", "l", 5, None).await.unwrap();
    assert_eq!(line(&service), "GET /views?kind=form&site=s&list=l&also=s&tenant=5");

    assert_eq!(sent(choices.create_ticket_queue(Some("eu"))), json!({"open": true, "region": "eu"}));
    assert_eq!(
        sent(choices.create_ticket_labels(None)),
        json!({"filter": {"kind": "label", "tags": ["a", "b"]}})
    );
}

#[tokio::test]
async fn a_tree_is_walked_from_choice_to_choice() {
    let body = r#"{"items": [{"id": "d/1", "name": "Docs", "isFolder": true}, {"id": "f", "name": "File", "isFolder": false}]}"#;
    let (service, client) = served(body).await;
    let root = client.choices().list_files_folder().await.unwrap();
    assert_eq!(root.iter().map(|choice| choice.is_parent).collect::<Vec<_>>(), [true, false]);
    client.choices().list_files_folder_below(&root[0]).await.unwrap();
    assert_eq!(line(&service), "GET /folders/d%2F1");
}

#[tokio::test]
async fn pages_of_choices() {
    let (_service, client) = served(r#"[{"url": "a", "name": "A"}]"#).await;
    let pages = client.choices().create_item_site().pages().collect().await.unwrap();
    assert_eq!(titles(&pages[0]), ["a = A"]);
}

#[tokio::test]
async fn replies_that_hold_no_choices() {
    let (_service, client) = served("").await;
    assert_eq!(client.choices().create_item_list("s").await.unwrap(), []);
    for (body, path) in [("{}", "/value"), (r#"{"value": {"id": 1}}"#, "/value"), ("no JSON", "")] {
        let (_service, client) = served(body).await;
        let error = client.choices().create_item_list("s").await.unwrap_err();
        assert_eq!((error.kind(), error.path().unwrap_or_default()), (ErrorKind::Decode, path), "{error}");
    }
}

#[tokio::test]
async fn schemas_are_schemas_however_they_are_named() {
    let schema = json!({"type": "object", "properties": {"due": {"type": "string"}}});
    let (service, client) =
        served(r#"{"schema": {"type": "object", "properties": {"due": {"type": "string"}}}}"#).await;
    assert_eq!(client.schemas().create_item_item("s", "l").await.unwrap(), schema);
    assert_eq!(line(&service), "GET /schema?site=s&list=l");
    // The older spelling leads to the properties of the schema.
    assert_eq!(client.schemas().create_item_reply("s", "l").await.unwrap(), schema);
    let (_service, client) = served(r#"{"schema": null}"#).await;
    let nothing = json!({"type": "object", "properties": {}});
    assert_eq!(client.schemas().create_item_item("s", "l").await.unwrap(), nothing);
}

#[tokio::test]
async fn an_open_body_and_an_open_reply_are_types_of_ones_own() {
    /// A row of a list that only its owner knows.
    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Task {
        title: String,
        #[serde(default)]
        done: bool,
    }
    let (service, client) = served(r#"{"title": "Call Ada", "done": true}"#).await;
    let task = Task { title: "Call Ada".into(), done: false };
    assert_eq!(
        sent(client.create_item("s", "l", &task).reply::<Value>()),
        json!({"title": "Call Ada", "done": false})
    );
    let made: Task = client.create_item("s", "l", &task).reply().await.unwrap();
    assert_eq!(made, Task { title: "Call Ada".into(), done: true });
    assert_eq!(line(&service), "POST /sites/s/lists/l/items");
    // Without one, it is JSON.
    assert_eq!(client.create_item("s", "l", &task).await.unwrap()["done"], true);
    let error = client.create_item("s", "l", &task).reply::<Vec<Task>>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);

    // What the document does not name of a model is there all the same.
    let (_service, client) = served(r#"{"value": [{"id": "1", "due": "2026-01-01"}]}"#).await;
    let items = client.list_items("s", "l").await.unwrap().value.unwrap();
    assert_eq!(items[0].additional_properties["due"], "2026-01-01");
}
