//! Connectors that ask their service for something before the call: that request goes over the wire, to a service on the loopback.

use real_connectors::*;

use crate::spy::sends;

#[path = "../../../policies/service.rs"]
mod service;

use service::Service;

/// The first line of the only request, and those of its headers.
fn first(service: &Service) -> (String, Vec<String>) {
    let all = service.all();
    assert_eq!(all.len(), 1, "{all:?}");
    let seen = service.seen();
    let mut lines = seen.lines().map(str::to_owned);
    let line = lines.next().unwrap();
    let ours =
        |line: &String| !["user-agent", "host", "accept-encoding"].iter().any(|name| line.starts_with(name));
    let mut headers: Vec<String> = lines.take_while(|line| !line.is_empty()).filter(ours).collect();
    headers.sort();
    (line, headers)
}

#[tokio::test]
async fn an_etag_is_fetched_and_a_body_turned_inside_out() {
    use planner::{Client, Connection, model};
    let service =
        Service::start(200, "content-type: application/json\r\n", r#"{"@odata.etag": "W/\"7\""}"#).await;
    let connection = Connection::bearer("t0ken").base_url(service.url.as_str());
    let details = model::UpdateTaskDetailsRequest::default()
        .references([
            model::UpdateTaskDetailsRequestReference::new("https://a.example/100%#x@y").alias("Docs")
        ])
        .checklist([model::UpdateTaskDetailsRequestChecklist::new("c1", "Paint", false)]);
    let base = service.url.clone();
    sends!(
        Client::new(connection),
        |client| client.update_task_details_v2("t1", &details),
        format!("PATCH {base}/v1.0/planner/tasks/t1/details").as_str(),
        "accept: application/json",
        "authorization: Bearer t0ken",
        "content-type: application/json",
        "if-match: W/\"7\"",
        "prefer:  return=representation",
        concat!(
            r#"{"checklist":{"c1":{"@odata.type":"microsoft.graph.plannerChecklistItem","isChecked":false,"title":"Paint"}},"#,
            r#""references":{"https%3A//a%2Eexample/100%25%23x%40y":{"@odata.type":"microsoft.graph.plannerExternalReference","#,
            r#""alias":"Docs","previewPriority":" !"}}}"#
        ),
    );
    let (line, headers) = first(&service);
    assert_eq!(line, "GET /v1.0/planner/tasks/t1/details HTTP/1.1");
    assert_eq!(
        headers,
        ["accept: application/json", "authorization: Bearer t0ken", "prefer:  return=representation"]
    );

    // A text becomes a list, its parts are encoded, and the list an object.
    let service =
        Service::start(200, "content-type: application/json\r\n", r#"{"@odata.etag": "W/\"8\""}"#).await;
    let base = service.url.clone();
    let assigned = r#"{"@odata.type":"microsoft.graph.plannerAssignment","orderHint":" !"}"#;
    sends!(
        Client::new(Connection::bearer("t0ken").base_url(service.url.as_str())),
        |client| client.assign_users("t1", "ada@x.example;bob"),
        format!("PATCH {base}/v1.0/planner/tasks/t1").as_str(),
        "accept: application/json",
        "authorization: Bearer t0ken",
        "content-type: application/json",
        "if-match: W/\"8\"",
        "prefer:  return=representation",
        &format!(r#"{{"assignments":{{"ada%40x%2Eexample":{assigned},"bob":{assigned}}}}}"#),
    );
    assert_eq!(first(&service).0, "GET /v1.0/planner/tasks/t1 HTTP/1.1");
}

#[tokio::test]
async fn a_token_is_exchanged_for_another_by_the_order_of_policies() {
    use cradl_ai::{Client, Connection};
    let service =
        Service::start(200, "content-type: application/json\r\n", r#"{"access_token": "fresh"}"#).await;
    let connection = Connection::api_key("Y2xpZW50OnNlY3JldA==").base_url(service.url.as_str());
    let base = service.url.clone();
    sends!(
        Client::new(connection),
        |client| client.get_workflows(),
        format!("GET {base}/workflows").as_str(),
        "accept: application/json",
        "authorization: Bearer fresh",
        "clientcredentials: Y2xpZW50OnNlY3JldA==",
        "content-type: application/json",
    );
    let (line, headers) = first(&service);
    assert_eq!(line, "POST /oauth2/token?grant_type=client_credentials HTTP/1.1");
    assert!(headers.contains(&"authorization: Basic Y2xpZW50OnNlY3JldA==".to_owned()), "{headers:?}");
    assert!(headers.contains(&"content-type: application/x-www-form-urlencoded".to_owned()), "{headers:?}");
}

#[tokio::test]
async fn a_value_of_another_reply_goes_into_the_query() {
    use facebook::{Client, Connection, model};
    let service =
        Service::start(200, "content-type: application/json\r\n", r#"{"access_token": "page"}"#).await;
    let connection = Connection::bearer("t0ken").base_url(service.url.as_str());
    let base = service.url.clone();
    sends!(
        Client::new(connection),
        |client| client.post_to_page("p1", &model::PagePostFeedRequest::new("Hello")),
        format!("POST {base}/p1/feed?access_token=page").as_str(),
        "accept: application/json",
        "authorization: Bearer t0ken",
        "content-type: application/json",
        r#"{"message":"Hello"}"#,
    );
    let (line, headers) = first(&service);
    assert_eq!(line, "GET /p1?fields=access_token HTTP/1.1");
    assert_eq!(headers, ["accept: application/json", "authorization: Bearer t0ken"]);
}
