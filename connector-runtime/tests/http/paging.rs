//! Pages and items.

use connector_runtime::v1 as rt;
use connector_runtime::{CallOptions, ErrorKind, Items, Retry};

use crate::client::{Client, client, keyed, text};
use crate::server::{Server, json, reply};

impl Client {
    fn items(&self) -> Items<i64> {
        self.list().options(CallOptions::new().retry(Retry::never())).items(|page| {
            page["value"].as_array().into_iter().flatten().filter_map(rt::Value::as_i64).collect()
        })
    }
}

#[tokio::test]
async fn to_the_end() {
    let server = Server::with(|seen, _| {
        let own = format!("http://{}", seen.header("host").unwrap());
        match seen.target() {
            "/v1/orders?top=2" => {
                json(&format!(r#"{{"value":[1,2],"nextLink":"{own}/v1/orders?page=a%20b&c='"}}"#))
            }
            "/v1/orders?page=a%20b&c=%27" => json(r#"{"nextLink":"orders?page=3"}"#),
            "/v1/orders?page=3" => json(r#"{"value":[3],"nextLink":""}"#),
            other => reply(404, "", other),
        }
    })
    .await;
    let client = keyed(&format!("{}/v1", server.url));
    let options = CallOptions::new().query("top", "2");
    let call: rt::Call<rt::Value> =
        client.call(&crate::client::LIST).header("X-A", text("1")).query("top", text("2")).into();
    let _ = options;
    let items = call.items(|page| rt::list(page["value"].as_array().cloned()));
    assert_eq!(items.collect().await.unwrap(), [1, 2, 3]);
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    assert!(
        seen.iter().all(|seen| seen.header("x-api-key") == Some("s3cret") && seen.header("x-a") == Some("1"))
    );
}

#[tokio::test]
async fn pages() {
    let server = Server::playing(vec![json(r#"{"nextLink":"/b"}"#), json(r#"{"nextLink":null}"#)]).await;
    let mut pages = client(&server.url).list().pages();
    assert!(server.seen().is_empty());
    assert_eq!(pages.next().await.unwrap().unwrap()["nextLink"], "/b");
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.is_none() && pages.next().await.is_none());
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn never_elsewhere() {
    let other = Server::playing(vec![json("{}")]).await;
    let server =
        Server::playing(vec![json(&format!(r#"{{"value":[1],"nextLink":"{}/x"}}"#, other.url))]).await;
    let mut items = keyed(&server.url).items();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.action()), (ErrorKind::Paging, Some("ListOrders")));
    assert!(items.next().await.is_none());
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn never_in_circles() {
    let server = Server::with(|seen, _| {
        json(if seen.target() == "/a" {
            r#"{"value":[2],"nextLink":"/b"}"#
        } else {
            r#"{"value":[1],"nextLink":"/a"}"#
        })
    })
    .await;
    let mut items = client(&server.url).items();
    let mut got = Vec::new();
    let error = loop {
        match items.next().await.unwrap() {
            Ok(item) => got.push(item),
            Err(error) => break error,
        }
    };
    assert_eq!((got, error.kind()), (vec![1, 2, 1], ErrorKind::Paging));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn what_passes_can_be_resumed() {
    let first = json(r#"{"value":[1],"nextLink":"/b"}"#);
    let server =
        Server::playing(vec![reply(503, "", ""), first, reply(503, "", ""), json(r#"{"value":[2]}"#)]).await;
    let mut items = client(&server.url).items();
    assert!(items.next().await.unwrap().unwrap_err().is_status(503));
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert!(items.next().await.unwrap().unwrap_err().is_status(503));
    assert_eq!(items.next().await.unwrap().unwrap(), 2);
    assert!(items.next().await.is_none());

    let server = Server::playing(vec![reply(403, "", "")]).await;
    let mut items = client(&server.url).items();
    assert!(items.next().await.unwrap().unwrap_err().is_status(403));
    assert!(items.next().await.is_none());

    let server = Server::playing(vec![json(r#"{"value":[1],"nextLink":"/b"}"#), json("{")]).await;
    let mut items = client(&server.url).items();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(items.next().await.unwrap().unwrap_err().kind(), ErrorKind::Decode);
    assert!(items.next().await.is_none());
}
