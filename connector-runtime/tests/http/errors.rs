//! What an error tells, and what it keeps to itself.

use connector_runtime::v1 as rt;
use connector_runtime::{CallOptions, Error, ErrorKind};

use crate::client::{Connection, LIST, client, with};
use crate::server::{Server, json, reply};

#[tokio::test]
async fn a_status() {
    let headers = "content-type: application/json\r\nx-ms-request-id: r\r\nretry-after: 5\r\n";
    let server = Server::playing(vec![reply(422, headers, "[1, 2]")]).await;
    let error = client(&server.url).list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert!(error.is_status(422) && !error.is_status(404) && !error.is_timeout());
    assert_eq!((error.action(), error.request_id()), (Some("ListOrders"), Some("r")));
    assert_eq!(error.retry_after().unwrap().as_secs(), 5);
    assert_eq!(error.body(), b"[1, 2]");
    assert_eq!(error.body_as::<Vec<i64>>().unwrap(), [1, 2]);
    assert_eq!(error.body_as::<bool>().unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(error.to_string(), "ListOrders: the service replied 422 Unprocessable Entity");
}

#[tokio::test]
async fn what_cannot_be_read() {
    let server = Server::playing(vec![json("[1, true]")]).await;
    let call: rt::Call<Vec<i64>> = client(&server.url).call(&LIST).into();
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Decode, 200));
    assert_eq!(error.body(), b"[1, true]");
    assert!(error.path().is_some() && std::error::Error::source(&error).is_some(), "{error:?}");
    assert!(error.to_string().starts_with("ListOrders: the reply is not what the document says at "));
}

#[tokio::test]
async fn secrets_stay_secret() {
    let echo = |seen: &crate::server::Seen, _| {
        reply(
            401,
            "",
            &format!("{} {:?} {:?}", seen.target(), seen.header("x-api-key"), seen.header("authorization")),
        )
    };
    let server = Server::with(echo).await;
    let base = || Connection::anonymous(&server.url);
    for connection in [
        base().with("api_key", "s3cret-1").with("token_key", "s3cret/2"),
        base().with("username", "s3cret-3").with("password", "s3cret-4"),
        base().with("token", "s3cret-5"),
    ] {
        let client = with(connection.clone());
        let options = CallOptions::new().header("x-h", "s3cret-6").query("q", "s3cret-7");
        let call = client.list().options(options.clone());
        let pages = client.list().pages();
        let mut shown = format!("{connection:?} {client:?} {call:?} {options:?} {pages:?}");
        // The user name of a connection is no secret by its declaration.
        shown = shown.replace("username: \"s3cret-3\"", "");
        let request = client.list().request().unwrap();
        shown += &format!("{request:?}");
        let error = client.list().await.unwrap_err();
        shown += &format!("{error} {error:?} {error:#?}");
        let reply: Result<(), Error> = Err(error);
        shown += &format!("{reply:?}");
        assert!(!shown.contains("s3cret"), "{shown}");
        assert!(shown.contains("redacted"), "{shown}");
    }
}

#[test]
fn it_is_small() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
}
