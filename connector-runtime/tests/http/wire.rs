//! Inputs, and the exact bytes that they become.

use connector_runtime::v1 as rt;
use connector_runtime::{Body, CallOptions, ErrorKind, Part};

use crate::client::{Client, client, list, text};
use crate::server::{Seen, Server, json};

static PLAIN: rt::Action = rt::Action::get("Plain", "/a");
static ONE: rt::Action = rt::Action::get("One", "/x/{a}/y");
static PARTS: rt::Action = rt::Action::get("Parts", "/T(ID='{a}')/{b},{c}.json");
static LITERAL: rt::Action = rt::Action::get("Literal", "/%7B%7Bx%7D%7D/a b/$x/(y):@|z/é/{");
static SLASH: rt::Action = rt::Action::get("Slash", "/orders/");
static QUERY: rt::Action = rt::Action::get("Query", "/a?fixed=1");
static POST: rt::Action = rt::Action::post("Post", "/a");
static INLINE: rt::Action = rt::Action::post("Inline", "/a").inline_body();
static CONSTANTS: rt::Action = rt::Action::post("Constants", "/{v}/a").constants(&[
    rt::Constant::path("v", "v 1"),
    rt::Constant::query("api-version", "2020-01-01"),
    rt::Constant::header("X-Source", "rust"),
    rt::Constant::header("Content-Type", "application/vnd.x+json"),
    rt::Constant::header("Accept", "text/csv"),
    rt::Constant::field("kind", "[1]"),
]);
static FORM: rt::Action = rt::Action::post("Form", "/a").constants(&[rt::Constant::form("grant", "x y")]);
static MERGE: rt::Action = rt::Action::patch("Merge", "/a").consumes("application/merge-patch+json");
static MULTI: rt::Action = rt::Action::post("Multi", "/a").consumes("multipart/form-data");

async fn sent(make: impl FnOnce(&Client) -> rt::Draft) -> Seen {
    let server = Server::playing(vec![json("{}")]).await;
    let call: rt::Call<()> = make(&client(&format!("{}/v1", server.url))).into();
    call.await.unwrap();
    server.take()
}

async fn target(make: impl FnOnce(&Client) -> rt::Draft) -> String {
    sent(make).await.line().to_owned()
}

#[tokio::test]
async fn paths() {
    let ugly = "a b/c?d&e=f+g%é#'~;|";
    let coded = "a%20b%2Fc%3Fd%26e%3Df%2Bg%25%C3%A9%23%27~%3B%7C";
    assert_eq!(target(|c| c.call(&PLAIN)).await, "GET /v1/a");
    assert_eq!(target(|c| c.call(&SLASH)).await, "GET /v1/orders/");
    assert_eq!(target(|c| c.call(&ONE).path("a", text(ugly))).await, format!("GET /v1/x/{coded}/y"));
    assert_eq!(
        target(|c| c.call(&ONE).path_twice("a", text("a b/é"))).await,
        "GET /v1/x/a%2520b%252F%25C3%25A9/y"
    );
    assert_eq!(
        target(|c| c.call(&ONE).path_raw("a", text("b/c%2Fd?e#f g"))).await,
        "GET /v1/x/b/c%2Fd%3Fe%23f%20g/y"
    );
    assert_eq!(target(|c| c.call(&ONE).path("a", list(&["1", "2,3"]))).await, "GET /v1/x/1,2%2C3/y");
    assert_eq!(target(|c| c.call(&ONE).path_sep("a", list(&["1", "2"]), '|')).await, "GET /v1/x/1%7C2/y");
    assert_eq!(
        target(|c| c.call(&PARTS).path("a", text("o'x")).path("b", text("..")).path("c", text("."))).await,
        "GET /v1/T(ID='o%27x')/..,..json"
    );
    assert_eq!(target(|c| c.call(&LITERAL)).await, "GET /v1/%7B%7Bx%7D%7D/a%20b/$x/(y):@|z/%C3%A9/%7B");
    assert_eq!(target(|c| c.call(&ONE).path("a", text("1")).path("a", text("2"))).await, "GET /v1/x/2/y");
}

#[tokio::test]
async fn a_path_keeps_its_structure() {
    let client = client("http://127.0.0.1:1");
    for (value, raw) in
        [(".", false), ("..", false), ("", false), ("%2e%2E", true), ("b/../c", true), ("..", true)]
    {
        let draft = client.call(&ONE);
        let draft = if raw { draft.path_raw("a", text(value)) } else { draft.path("a", text(value)) };
        let error = rt::Call::<()>::from(draft).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input, "{value}");
        assert!(error.to_string().starts_with("One: input `"), "{error}");
    }
    let error = rt::Call::<()>::from(client.call(&ONE)).await.unwrap_err();
    assert_eq!(error.to_string(), "One: input `a`: the path needs it");
    assert_eq!(error.attempts(), 0);
}

#[tokio::test]
async fn queries() {
    let query = async |make: fn(rt::Draft) -> rt::Draft| {
        let line = target(|c| make(c.call(&PLAIN))).await;
        line.strip_prefix("GET /v1/a").unwrap().to_owned()
    };
    assert_eq!(query(|d| d.query("a b", text("c d+e&é'/?"))).await, "?a%20b=c%20d%2Be%26%C3%A9%27%2F%3F");
    assert_eq!(query(|d| d.query("$filter", text("x eq 'y'"))).await, "?$filter=x%20eq%20%27y%27");
    assert_eq!(query(|d| d.query("a", text(""))).await, "?a=");
    assert_eq!(query(|d| d.query("a", list(&["1", "2,3"]))).await, "?a=1,2%2C3");
    assert_eq!(query(|d| d.query("a", list(&[]))).await, "?a=");
    assert_eq!(query(|d| d.query_multi("a[]", list(&["1", "2 3"]))).await, "?a%5B%5D=1&a%5B%5D=2%203");
    assert_eq!(query(|d| d.query_multi("a", list(&[]))).await, "");
    assert_eq!(query(|d| d.query_sep("a", list(&["1", "2"]), ' ')).await, "?a=1%202");
    assert_eq!(query(|d| d.query_sep("a", list(&["1", "2"]), '\t')).await, "?a=1%092");
    assert_eq!(query(|d| d.query_sep("a", list(&["1", "2"]), '|')).await, "?a=1%7C2");
    assert_eq!(query(|d| d.query_raw("a", text("b%20c&d=e f"))).await, "?a=b%20c&d=e%20f");
    assert_eq!(
        query(|d| d.query("b", text("1")).query("a", text("2")).query("b", text("3"))).await,
        "?b=3&a=2"
    );
    assert_eq!(target(|c| c.call(&QUERY).query("a", text("1"))).await, "GET /v1/a?fixed=1&a=1");
}

#[tokio::test]
async fn headers() {
    let seen = sent(|c| {
        c.call(&PLAIN).header("X-Text", text("grüße")).header("X-List", list(&["a", "b"])).header_sep(
            "X-Pipes",
            list(&["a", "b"]),
            '|',
        )
    })
    .await;
    assert_eq!(seen.header("x-text"), Some("grüße"));
    assert_eq!(seen.header("x-list"), Some("a,b"));
    assert_eq!(seen.header("x-pipes"), Some("a|b"));
    assert_eq!(seen.header("accept"), Some("application/json"));
    assert!(seen.header("user-agent").unwrap().starts_with("connector-rs/"));
    assert_eq!(seen.header("content-length"), None);
    assert_eq!(seen.header("cookie").or(seen.header("referer")), None);

    let client = client("http://127.0.0.1:1");
    let error = rt::Call::<()>::from(client.call(&PLAIN).header("X-A", text("a\r\nb: c"))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(error.to_string().contains("input `X-A`"), "{error}");
}

#[tokio::test]
async fn json_bodies() {
    let seen = sent(|c| c.call(&POST).json(&rt::Value::from("x"))).await;
    assert_eq!((seen.text(), seen.header("content-type")), ("\"x\"", Some("application/json")));
    let seen = sent(|c| c.call(&POST).json_opt(None::<&rt::Value>)).await;
    assert_eq!((seen.text(), seen.header("content-type")), ("", None));
    assert_eq!(seen.header("content-length"), Some("0"));
    let seen = sent(|c| c.call(&MERGE).json(&rt::Value::Null)).await;
    assert_eq!(seen.header("content-type"), Some("application/merge-patch+json"));
    let seen = sent(|c| {
        c.call(&POST)
            .field("a\"b", text("x\ny"))
            .field("list", list(&["1"]))
            .field_json("n", &rt::Value::Null)
    })
    .await;
    assert_eq!(seen.text(), r#"{"a\"b":"x\ny","list":["1"],"n":null}"#);
    assert_eq!(sent(|c| c.call(&INLINE)).await.text(), "{}");
}

#[tokio::test]
async fn constants() {
    let seen = sent(|c| c.call(&CONSTANTS).query("q", text("1"))).await;
    assert_eq!(seen.line(), "POST /v1/v%201/a?api-version=2020-01-01&q=1");
    assert_eq!(seen.header("x-source"), Some("rust"));
    assert_eq!(seen.header("content-type"), Some("application/vnd.x+json"));
    assert_eq!(seen.header("accept"), Some("text/csv"));
    assert_eq!(seen.text(), r#"{"kind":[1]}"#);
}

#[tokio::test]
async fn forms() {
    let seen = sent(|c| {
        c.call(&FORM)
            .form("a b", text("c&d=é*~"))
            .form("csv", list(&["1", "2"]))
            .form_sep("tsv", list(&["1", "2"]), '\t')
            .form_multi("m", list(&["1", "2"]))
    })
    .await;
    assert_eq!(seen.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(seen.text(), "grant=x+y&a+b=c%26d%3D%C3%A9*%7E&csv=1%2C2&tsv=1%092&m=1&m=2");
}

#[tokio::test]
async fn multipart() {
    let part = Part::from("<x>").file_name("a\"b\r\n.xml").content_type("text/xml");
    let seen =
        sent(|c| c.call(&POST).form("t\"", text("é")).file("f", part.clone()).file("g", &b"12"[..])).await;
    let boundary =
        seen.header("content-type").unwrap().strip_prefix("multipart/form-data; boundary=").unwrap();
    assert_eq!(
        seen.text().replace(boundary, "B"),
        "--B\r\nContent-Disposition: form-data; name=\"t%22\"\r\n\r\né\r\n\
         --B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a%22b%0D%0A.xml\"\r\n\
         Content-Type: text/xml\r\n\r\n<x>\r\n\
         --B\r\nContent-Disposition: form-data; name=\"g\"; filename=\"g\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n12\r\n--B--\r\n"
    );
    for seen in [
        sent(|c| c.call(&POST).form("a", text("b")).multipart()).await,
        sent(|c| c.call(&MULTI).form("a", text("b"))).await,
        sent(|c| {
            c.call(&POST).form("a", text("b")).header("Content-Type", text("multipart/form-data")).multipart()
        })
        .await,
    ] {
        assert!(seen.header("content-type").unwrap().starts_with("multipart/form-data; boundary="));
        assert!(seen.text().contains("name=\"a\"\r\n\r\nb\r\n"));
    }
    let bad = Part::from("x").content_type("a\r\nb");
    let client = client("http://127.0.0.1:1");
    let error = rt::Call::<()>::from(client.call(&POST).file("f", bad)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
}

#[tokio::test]
async fn raw_bodies() {
    let seen = sent(|c| c.call(&POST).body(vec![0, 255], "image/png")).await;
    assert_eq!((seen.body.as_slice(), seen.header("content-type")), (&[0, 255][..], Some("image/png")));
    let chunks = || Chunks(vec!["ab", "c"]);
    let seen = sent(|c| c.call(&POST).body(Body::stream(chunks()), "text/plain")).await;
    assert_eq!(
        (seen.text(), seen.header("transfer-encoding")),
        ("2\r\nab\r\n1\r\nc\r\n0\r\n\r\n", Some("chunked"))
    );
    let seen = sent(|c| c.call(&POST).body(Body::stream(chunks()).with_length(3), "text/plain")).await;
    assert_eq!((seen.text(), seen.header("content-length")), ("abc", Some("3")));
}

/// The simplest of streams.
pub(crate) struct Chunks(pub(crate) Vec<&'static str>);

impl futures_core::Stream for Chunks {
    type Item = Result<rt::Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let next = if self.0.is_empty() {
            None
        } else {
            Some(Ok(rt::Bytes::from_static(self.0.remove(0).as_bytes())))
        };
        std::task::Poll::Ready(next)
    }
}

#[tokio::test]
async fn options_add_and_override() {
    let server = Server::playing(vec![json("{}")]).await;
    let client = client(&server.url)
        .with_options(CallOptions::new().header("X-A", "client").header("X-B", "client").query("q", "1"));
    let options = CallOptions::new().header("x-a", "call").query("r", "a b");
    client.list().options(options).await.unwrap();
    let seen = server.take();
    assert_eq!(seen.line(), "GET /orders?q=1&r=a%20b");
    assert_eq!((seen.header("x-a"), seen.header("x-b")), (Some("call"), Some("client")));

    client.list().options(CallOptions::new().base_url(format!("{}/other/", server.url))).await.unwrap();
    assert_eq!(server.take().target(), "/other/orders?q=1");

    let error = client.list().options(CallOptions::new().header("a b", "c")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
}

#[tokio::test]
async fn requests_of_ones_own() {
    let server = Server::playing(vec![json("[1]")]).await;
    let client = crate::client::keyed(&format!("{}/v1", server.url));
    let request = rt::http::Request::put("/new/%7Bthing%7D?x=1").header("x-own", "1").body("hello").unwrap();
    let reply = client.send(request).await.unwrap();
    assert_eq!((reply.status().as_u16(), &reply.body()[..]), (200, &b"[1]"[..]));
    let seen = server.take();
    assert_eq!(seen.line(), "PUT /v1/new/%7Bthing%7D?x=1");
    assert_eq!((seen.header("x-own"), seen.header("x-api-key")), (Some("1"), Some("s3cret")));
    assert_eq!(seen.text(), "hello");

    let other = Server::playing(vec![json("{}")]).await;
    client.send(rt::http::Request::get(format!("{}/x", other.url)).body(()).unwrap()).await.unwrap();
    assert_eq!(other.take().header("x-api-key"), None);
    client.send(rt::http::Request::get(format!("{}/x", server.url)).body(()).unwrap()).await.unwrap();
    assert_eq!(server.take().header("x-api-key"), Some("s3cret"));
}

#[tokio::test]
async fn what_would_be_sent() {
    let client = crate::client::with(
        crate::client::Connection::anonymous("https://orders.example.com/v1/")
            .with("api_key", "s3cret")
            .with("token_key", "s3cret"),
    );
    assert_eq!(client.base_url(), "https://orders.example.com/v1");
    let request = client.get("a/b").request().unwrap();
    assert_eq!(request.uri(), "https://orders.example.com/v1/orders/a%2Fb?code=redacted");
    assert_eq!(request.headers()["x-api-key"], "redacted");
    assert_eq!(request.body().as_bytes(), Some(&[][..]));
}
