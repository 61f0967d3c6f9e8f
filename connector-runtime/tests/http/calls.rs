//! Calls as futures, and what they give back.

use std::sync::atomic::Ordering;
use std::time::Duration;

use connector_runtime::v1 as rt;
use connector_runtime::{Call, ErrorKind, Items, Pages};

use crate::client::{LIST, client};
use crate::server::{Server, json, reply};

const _: () = rt::requires(1);

#[must_use = "nothing is sent until this is awaited"]
pub(crate) struct ListOrders(rt::Call<rt::Value>);
rt::action!(ListOrders => rt::Value);

rt::statuses!(Reply { 200 => Done(i64), 202 => Accepted(String), 204 => Gone, _ => Other(rt::Value) });
rt::statuses!(Few { 200 => Done(i64) });

fn is_good<T: Send + Unpin + 'static>() {}

fn is_shared<T: Send + Sync + 'static>() {}

#[test]
fn a_call_is_small_and_goes_anywhere() {
    is_good::<Call<rt::Value>>();
    is_good::<Pages<rt::Value>>();
    is_good::<Items<rt::Value>>();
    is_good::<ListOrders>();
    is_shared::<crate::client::Client>();
    is_shared::<rt::Connection>();
    is_shared::<rt::Error>();
    is_shared::<rt::Http>();
    println!("a call is {} bytes", size_of::<Call<rt::Value>>());
    assert!(size_of::<Call<rt::Value>>() <= 4 * size_of::<usize>(), "{}", size_of::<Call<rt::Value>>());
}

#[tokio::test]
async fn an_action_is_a_future() {
    let server = Server::playing(vec![json("7")]).await;
    let client = client(&server.url);
    let action = || ListOrders(client.call(&LIST).into());
    assert_eq!(format!("{:?}", action()), "Call(ListOrders)");
    drop(action());
    assert!(server.seen().is_empty());
    assert_eq!(tokio::spawn(action()).await.unwrap().unwrap(), 7);
    assert_eq!(action().options(rt::CallOptions::new()).response().await.unwrap().into_body(), 7);
    assert!(action().request().is_ok());
    let (one, two) = tokio::join!(action(), action());
    assert_eq!((one.unwrap(), two.unwrap()), (7.into(), 7.into()));
    let mut call = action();
    (&mut call).await.unwrap();
    assert_eq!((&mut call).await.unwrap_err().kind(), ErrorKind::Runtime);
}

#[tokio::test]
async fn dropping_cancels() {
    let server = Server::playing(vec![json(&"x".repeat(10)).after(Duration::from_millis(150))]).await;
    let client = client(&server.url);
    let cut = tokio::time::timeout(Duration::from_millis(30), client.list()).await;
    assert!(cut.is_err());
    assert_eq!((server.seen().len(), server.done.load(Ordering::SeqCst)), (1, 0));
    // Nothing tries again behind the caller's back.
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn outputs() {
    async fn get<T: rt::Output>(status: u16, headers: &str, body: &str) -> Result<T, rt::Error> {
        let server = Server::playing(vec![reply(status, headers, body)]).await;
        Call::<T>::from(client(&server.url).call(&LIST)).await
    }
    let plain = "content-type: text/plain\r\n";
    let typed = "content-type: application/json; charset=utf-8\r\n";
    assert_eq!(get::<String>(200, plain, "\"a\"").await.unwrap(), "\"a\"");
    assert_eq!(get::<String>(200, typed, "\"a\\n\"").await.unwrap(), "a\n");
    assert_eq!(get::<String>(200, typed, "{}").await.unwrap(), "{}");
    assert_eq!(get::<String>(200, "", "").await.unwrap(), "");
    assert_eq!(get::<Option<String>>(200, "", "").await.unwrap(), None);
    assert_eq!(get::<Option<i64>>(204, "", "").await.unwrap(), None);
    assert_eq!(get::<Option<i64>>(200, "", "\u{feff}5").await.unwrap(), Some(5));
    assert_eq!(get::<rt::Value>(200, "", " \n").await.unwrap(), rt::Value::Null);
    assert_eq!(get::<i64>(200, "", "").await.unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(get::<rt::Bytes>(200, typed, "{").await.unwrap(), "{");
    get::<()>(200, typed, "<").await.unwrap();
    assert!(matches!(get::<Reply>(200, "", "5").await.unwrap(), Reply::Done(5)));
    assert!(matches!(get::<Reply>(202, "", "ok").await.unwrap(), Reply::Accepted(text) if text == "ok"));
    assert!(matches!(get::<Reply>(204, "", "").await.unwrap(), Reply::Gone));
    assert!(matches!(get::<Reply>(203, "", "[]").await.unwrap(), Reply::Other(_)));
    assert_eq!(get::<Few>(201, "", "5").await.unwrap_err().kind(), ErrorKind::Decode);
    assert!(get::<Few>(404, "", "5").await.unwrap_err().is_status(404));
}

#[test]
fn outside_of_a_runtime() {
    let mut call = std::pin::pin!(client("http://127.0.0.1:1").list());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match call.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Err(error)) => assert_eq!(error.kind(), ErrorKind::Runtime),
        other => panic!("{other:?}"),
    }
}

#[cfg(feature = "blocking")]
#[test]
fn blocking() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::playing(vec![json("7")]));
    let client = client(&server.url);
    assert_eq!(ListOrders(client.call(&LIST).into()).blocking().unwrap(), 7);
    assert_eq!(client.list().blocking().unwrap(), 7);
    let inside = runtime.block_on(async { client.list().blocking().unwrap_err() });
    assert_eq!((inside.kind(), inside.action()), (ErrorKind::Runtime, Some("ListOrders")));
}
