//! Pages as `x-connector-paging` describes them: each kind, each way to end, and what goes wrong.

use connector_runtime::v1 as rt;
use connector_runtime::{CallOptions, ErrorKind, Items, Retry};

use crate::client::{client, keyed, text};
use crate::server::{Answer, Seen, Server, json, reply};

fn paged(call: impl Into<rt::Call<rt::Value>>) -> Items<i64> {
    call.into().items(|page| {
        let list = ["items", "data"].iter().find_map(|name| page.get(name)).unwrap_or(&page);
        list.as_array()
            .into_iter()
            .flatten()
            .filter_map(|item| item.as_i64().or(item["id"].as_i64()))
            .collect()
    })
}

/// What a listing gives: its items, and the error that ended it.
async fn all(mut items: Items<i64>) -> (Vec<i64>, Option<ErrorKind>) {
    let mut got = Vec::new();
    loop {
        match items.next().await {
            Some(Ok(item)) => got.push(item),
            Some(Err(error)) => return (got, Some(error.kind())),
            None => return (got, None),
        }
    }
}

fn targets(server: &Server) -> Vec<String> {
    server.seen().iter().map(|seen| seen.target().to_owned()).collect()
}

fn parameter(seen: &Seen, name: &str) -> Option<usize> {
    let (_, query) = seen.target().split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
}

/// A service of 25 items that gives ten of them at a time.
fn numbered(seen: &Seen, _: usize) -> Answer {
    let page = parameter(seen, "page").unwrap_or(1);
    let items: Vec<String> = (1..=25).skip((page - 1) * 10).take(10).map(|n| n.to_string()).collect();
    json(&format!(r#"{{"items":[{}],"meta":{{"pages":3,"total":25}},"more":{}}}"#, items.join(","), page < 3))
}

const ITEMS: &[&str] = &["items"];
const META_PAGES: rt::PageOutput = rt::PageOutput::Body(&["meta", "pages"]);
const META_TOTAL: rt::PageOutput = rt::PageOutput::Body(&["meta", "total"]);

#[tokio::test]
async fn pages_are_numbered() {
    static EMPTY: rt::Action =
        rt::Action::get("List", "/orders").paging(&rt::Paging::page(rt::Slot::query("page"), 1).items(ITEMS));
    static COUNTED: rt::Action = rt::Action::get("List", "/orders")
        .paging(&rt::Paging::page(rt::Slot::query("page"), 1).items(ITEMS).pages(META_PAGES));
    static ONLY_COUNTED: rt::Action = rt::Action::get("List", "/orders")
        .paging(&rt::Paging::page(rt::Slot::query("page"), 1).pages(META_PAGES));
    static TOTAL: rt::Action = rt::Action::get("List", "/orders")
        .paging(&rt::Paging::page(rt::Slot::query("page"), 1).items(ITEMS).total(META_TOTAL));
    static MORE: rt::Action = rt::Action::get("List", "/orders").paging(
        &rt::Paging::page(rt::Slot::query("page"), 1).items(ITEMS).more(rt::PageOutput::Body(&["more"])),
    );
    static SHORT: rt::Action = rt::Action::get("List", "/orders").paging(
        &rt::Paging::page(rt::Slot::query("page"), 1).items(ITEMS).size(
            rt::Slot::query("size"),
            Some(10),
            None,
        ),
    );
    for (action, requests) in
        [(&EMPTY, 4), (&COUNTED, 3), (&ONLY_COUNTED, 3), (&TOTAL, 3), (&MORE, 3), (&SHORT, 3)]
    {
        let server = Server::with(numbered).await;
        let got = all(paged(keyed(&server.url).call(action).query("q", text("a b")))).await;
        assert_eq!(got, ((1..=25).collect(), None));
        let wanted = ["", "&page=2", "&page=3", "&page=4"].map(|more| format!("/orders?q=a%20b{more}"));
        assert_eq!(targets(&server), wanted[..requests]);
        assert!(server.seen().iter().all(|seen| seen.header("x-api-key") == Some("s3cret")));
    }
    // A caller may begin elsewhere.
    let server = Server::with(numbered).await;
    let got = all(paged(client(&server.url).call(&COUNTED).query("page", text("2")))).await;
    assert_eq!((got, targets(&server).len()), (((11..=25).collect(), None), 2));
    let server = Server::with(numbered).await;
    let mut items = paged(client(&server.url).call(&COUNTED).query("page", text("first")));
    for _ in 0..10 {
        assert!(items.next().await.unwrap().is_ok());
    }
    assert_eq!(items.next().await.unwrap().unwrap_err().kind(), ErrorKind::Paging);
}

#[tokio::test]
async fn a_size_that_is_asked_for_is_no_more_than_the_most_that_is_given() {
    static SIZED: rt::Action = rt::Action::get("List", "/orders").paging(
        &rt::Paging::page(rt::Slot::query("page"), 1).items(ITEMS).size(
            rt::Slot::query("size"),
            None,
            Some(10),
        ),
    );
    let server = Server::with(numbered).await;
    let got = all(paged(client(&server.url).call(&SIZED).query("size", text("500")))).await;
    assert_eq!((got.0.len(), targets(&server).len()), (25, 3));
}

#[tokio::test]
async fn items_are_passed_over() {
    static LIST: rt::Action = rt::Action::get("List", "/orders")
        .paging(&rt::Paging::offset(rt::Slot::query("skip"), 0).items(ITEMS));
    static TOTAL: rt::Action = rt::Action::get("List", "/orders").paging(
        &rt::Paging::offset(rt::Slot::query("skip"), 0).items(ITEMS).total(rt::PageOutput::Header("X-Total")),
    );
    // Pages are as long as the service likes.
    let answer = |seen: &Seen, number: usize| {
        let skip = parameter(seen, "skip").unwrap_or(0);
        let items: Vec<String> = (1..=7).skip(skip).take(number + 2).map(|n| n.to_string()).collect();
        reply(200, "x-total: 7\r\n", &format!(r#"{{"items":[{}]}}"#, items.join(",")))
    };
    for (action, wanted) in [
        (&LIST, &["/orders", "/orders?skip=2", "/orders?skip=5", "/orders?skip=7"][..]),
        (&TOTAL, &["/orders", "/orders?skip=2", "/orders?skip=5"]),
    ] {
        let server = Server::with(answer).await;
        assert_eq!(all(paged(client(&server.url).call(action))).await, ((1..=7).collect(), None));
        assert_eq!(targets(&server), wanted);
    }
}

#[tokio::test]
async fn a_cursor_goes_along() {
    static LIST: rt::Action = rt::Action::get("List", "/orders")
        .paging(&rt::Paging::cursor(rt::Slot::query("cursor"), rt::PageOutput::Body(&["meta", "next"])));
    // Missing, null, empty and false all are the end; a page without items is not.
    for end in [
        r#"{}"#,
        r#"{"meta":{"next":null}}"#,
        r#"{"meta":{"next":""}}"#,
        r#"{"meta":{"next":false}}"#,
        r#"{"meta":null}"#,
    ] {
        let server = Server::playing(vec![
            json(r#"{"items":[1],"meta":{"next":"a/b ü"}}"#),
            json(r#"{"items":[],"meta":{"next":12345678901234567890}}"#),
            json(&end.replacen('{', r#"{"items":[2],"#, 1).replace(",}", "}")),
        ])
        .await;
        assert_eq!(all(paged(client(&server.url).call(&LIST))).await, (vec![1, 2], None), "{end}");
        let wanted = ["/orders", "/orders?cursor=a%2Fb%20%C3%BC", "/orders?cursor=12345678901234567890"];
        assert_eq!(targets(&server), wanted);
    }
    // What cannot stand in a query is no cursor for one.
    let server = Server::playing(vec![json(r#"{"items":[1],"meta":{"next":{"id":7}}}"#)]).await;
    assert_eq!(all(paged(client(&server.url).call(&LIST))).await, (vec![1], Some(ErrorKind::Input)));
}

#[tokio::test]
async fn the_last_item_is_a_cursor() {
    static LIST: rt::Action = rt::Action::get("List", "/orders").paging(
        &rt::Paging::cursor(rt::Slot::query("after"), rt::PageOutput::Body(&["data", "-1", "id"]))
            .items(&["data"])
            .more(rt::PageOutput::Body(&["has_more"])),
    );
    let server = Server::playing(vec![
        json(r#"{"data":[{"id":1},{"id":2}],"has_more":true}"#),
        json(r#"{"data":[{"id":3}],"has_more":false}"#),
    ])
    .await;
    assert_eq!(all(paged(client(&server.url).call(&LIST))).await, (vec![1, 2, 3], None));
    assert_eq!(targets(&server), ["/orders", "/orders?after=2"]);
}

#[tokio::test]
async fn a_scroll_has_one_cursor_and_ends_with_an_empty_page() {
    static LIST: rt::Action = rt::Action::get("List", "/orders").paging(
        &rt::Paging::cursor(rt::Slot::query("scroll"), rt::PageOutput::Header("X-Scroll"))
            .items(ITEMS)
            .empty_is_last(),
    );
    let page = |items: &str| reply(200, "x-scroll: s\r\n", &format!(r#"{{"items":[{items}]}}"#));
    let server = Server::playing(vec![page("1,2"), page("3"), page("")]).await;
    assert_eq!(all(paged(client(&server.url).call(&LIST))).await, (vec![1, 2, 3], None));
    assert_eq!(targets(&server), ["/orders", "/orders?scroll=s", "/orders?scroll=s"]);
    // The same page again is still a circle.
    let server = Server::playing(vec![page("1,2")]).await;
    assert_eq!(
        all(paged(client(&server.url).call(&LIST))).await,
        (vec![1, 2, 1, 2], Some(ErrorKind::Paging))
    );
}

#[tokio::test]
async fn bodies_change_where_they_must_and_nowhere_else() {
    static FIELDS: rt::Action = rt::Action::post("Search", "/search")
        .constants(&[rt::Constant::field("paging", r#"{"size": 2, "from": "0"}"#)])
        .paging(&rt::Paging::offset(rt::Slot::body(&["paging", "from"]), 0).items(ITEMS));
    static WHOLE: rt::Action = rt::Action::post("Search", "/search").paging(
        &rt::Paging::cursor(rt::Slot::body(&["start"]), rt::PageOutput::Body(&["last"])).items(ITEMS),
    );
    static FORM: rt::Action = rt::Action::post("Search", "/search")
        .paging(&rt::Paging::page(rt::Slot::form("page"), 1).items(ITEMS));
    let bodies = |server: &Server| -> Vec<String> {
        server.seen().iter().map(|seen| seen.text().to_owned()).collect()
    };
    let two = || vec![json(r#"{"items":[1,2],"last":{"k": [1, 1.50]}}"#), json(r#"{"items":[]}"#)];

    let server = Server::playing(two()).await;
    let call = client(&server.url).call(&FIELDS).field("text", text("x"));
    assert_eq!(all(paged(call)).await, (vec![1, 2], None));
    assert_eq!(
        bodies(&server),
        [
            r#"{"paging":{"size": 2, "from": "0"},"text":"x"}"#,
            r#"{"text":"x","paging":{"size":2,"from":"2"}}"#
        ]
    );

    let server = Server::playing(two()).await;
    let query: rt::Value = r#"{"n":18446744073709551615,"text":"x"}"#.parse().unwrap();
    let call = client(&server.url).call(&WHOLE).json(&query);
    assert_eq!(all(paged(call)).await, (vec![1, 2], None));
    assert_eq!(
        bodies(&server),
        [
            r#"{"n":18446744073709551615,"text":"x"}"#,
            r#"{"n":18446744073709551615,"text":"x","start":{"k": [1, 1.50]}}"#
        ]
    );

    let server = Server::playing(two()).await;
    let call = client(&server.url).call(&FORM).form("q", text("x"));
    assert_eq!(all(paged(call)).await, (vec![1, 2], None));
    assert_eq!(bodies(&server), ["q=x", "q=x&page=2"]);

    // A body that is a stream is gone with the first page.
    let server = Server::playing(two()).await;
    let chunks = rt::Body::stream(Chunk(Some(rt::Bytes::from_static(b"x"))));
    let call = client(&server.url).call(&WHOLE).body(chunks, "text/plain");
    assert_eq!(all(paged(call)).await, (vec![1, 2], Some(ErrorKind::Paging)));
}

/// A stream of one chunk.
struct Chunk(Option<rt::Bytes>);

impl futures_core::Stream for Chunk {
    type Item = Result<rt::Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.take().map(Ok))
    }
}

#[tokio::test]
async fn links_are_followed() {
    static LINK: rt::Action = rt::Action::get("List", "/orders").paging(&rt::Paging::link().items(&[]));
    static URL: rt::Action = rt::Action::get("List", "/orders")
        .paging(&rt::Paging::url(rt::PageOutput::Body(&["_links", "next", "href"])));
    let server = Server::with(|seen, number| match number {
        0 => {
            let own = format!("http://{}", seen.header("host").unwrap());
            reply(
                200,
                &format!(
                    "link: <{own}/orders?page=1>; rel=\"prev\", <{own}/orders?page=2&q=a>; rel=\"next\"\r\n"
                ),
                "[1,2]",
            )
        }
        1 => reply(200, "link: </orders?page=3>; rel=next\r\n", "[]"),
        _ => reply(200, "link: </orders?page=1>; rel=\"first\"\r\n", "[3]"),
    })
    .await;
    let call = keyed(&server.url).call(&LINK).query("q", text("a")).header("X-A", text("1"));
    assert_eq!(all(paged(call)).await, (vec![1, 2, 3], None));
    assert_eq!(targets(&server), ["/orders?q=a", "/orders?page=2&q=a", "/orders?page=3"]);
    assert!(
        server.seen().iter().all(|seen| seen.header("x-api-key").is_some() && seen.header("x-a").is_some())
    );

    let server = Server::playing(vec![
        json(r#"{"items":[1],"_links":{"next":{"href":"orders?b"}}}"#),
        json(r#"{"items":[2],"_links":{"self":{}}}"#),
    ])
    .await;
    assert_eq!(all(paged(client(&server.url).call(&URL))).await, (vec![1, 2], None));
    assert_eq!(targets(&server), ["/orders", "/orders?b"]);
}

#[tokio::test]
async fn circles_end() {
    static CURSOR: rt::Action = rt::Action::get("List", "/orders")
        .paging(&rt::Paging::cursor(rt::Slot::query("cursor"), rt::PageOutput::Body(&["next"])).items(ITEMS));
    static PAGE: rt::Action =
        rt::Action::get("List", "/orders").paging(&rt::Paging::page(rt::Slot::query("page"), 1).items(ITEMS));
    static LINK: rt::Action = rt::Action::get("List", "/orders").paging(&rt::Paging::link());
    // A service that has not heard of the parameter, or points to where one has been.
    let answer = reply(200, "link: </orders?x>; rel=next\r\n", r#"{"items":[7],"next":"same"}"#);
    for action in [&CURSOR, &PAGE, &LINK] {
        let server = Server::playing(vec![answer.clone()]).await;
        assert_eq!(all(paged(client(&server.url).call(action))).await, (vec![7, 7], Some(ErrorKind::Paging)));
        assert_eq!(targets(&server).len(), 2);
    }
}

#[tokio::test]
async fn links_lead_nowhere_else() {
    static LINK: rt::Action = rt::Action::get("List", "/orders").paging(&rt::Paging::link().items(&[]));
    static URL: rt::Action =
        rt::Action::get("List", "/orders").paging(&rt::Paging::url(rt::PageOutput::Body(&["next"])));
    let other = Server::playing(vec![json("[]")]).await;
    let server = Server::playing(vec![reply(
        200,
        &format!("link: <{}/orders>; rel=\"next\"\r\n", other.url),
        &format!(r#"{{"items":[1],"next":"{}/orders"}}"#, other.url),
    )])
    .await;
    for action in [&LINK, &URL] {
        let mut items = paged(keyed(&server.url).call(action));
        assert_eq!(items.next().await.unwrap().unwrap(), 1);
        let error = items.next().await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.action()), (ErrorKind::Paging, Some("List")));
        assert!(items.next().await.is_none());
    }
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn a_page_is_retried_and_asked_for_again() {
    static LIST: rt::Action =
        rt::Action::get("List", "/orders").paging(&rt::Paging::page(rt::Slot::query("page"), 1).items(ITEMS));
    let script = || {
        vec![
            json(r#"{"items":[1]}"#),
            reply(503, "retry-after: 0\r\n", ""),
            json(r#"{"items":[2]}"#),
            json(r#"{"items":[]}"#),
        ]
    };
    let wanted = ["/orders", "/orders?page=2", "/orders?page=2", "/orders?page=3"];
    let server = Server::playing(script()).await;
    assert_eq!(all(paged(client(&server.url).call(&LIST))).await, (vec![1, 2], None));
    assert_eq!(targets(&server), wanted);

    let server = Server::playing(script()).await;
    let call: rt::Call<rt::Value> = client(&server.url).call(&LIST).into();
    let mut items = paged(call.options(CallOptions::new().retry(Retry::never())));
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert!(items.next().await.unwrap().unwrap_err().is_status(503));
    assert_eq!(items.next().await.unwrap().unwrap(), 2);
    assert!(items.next().await.is_none());
    assert_eq!(targets(&server), wanted);
}

#[tokio::test]
async fn each_page_has_an_idempotency_key_of_its_own() {
    static LIST: rt::Action = rt::Action::post("Search", "/search")
        .idempotency_key("Idempotency-Key")
        .paging(&rt::Paging::page(rt::Slot::query("page"), 1).items(ITEMS));
    let server = Server::playing(vec![json(r#"{"items":[1]}"#), json(r#"{"items":[]}"#)]).await;
    let call: rt::Call<rt::Value> = client(&server.url).call(&LIST).into();
    let got = all(paged(call.options(CallOptions::new().idempotency_key("mine")))).await;
    assert_eq!(got, (vec![1], None));
    let keys: Vec<String> =
        server.seen().iter().map(|seen| seen.header("idempotency-key").unwrap().to_owned()).collect();
    assert!(keys[0] == "mine" && keys[1] != "mine" && keys[1].len() == 36, "{keys:?}");
}

#[tokio::test]
async fn policies_are_for_every_page() {
    static CONNECTOR: rt::Connector = rt::Connector::new("Orders", "").policies(&[
        rt::Policy::header("X-Tenant", &[rt::Piece::text("t1")]),
        rt::Policy::query("api", &[rt::Piece::text("2")]),
        rt::Policy::route(&[rt::Piece::text("/real/orders")]).only(&["Page"]),
        // What a policy makes of a reply is what pages are found by.
        rt::Policy::property(&[], &[rt::Step::Key("all")], &[rt::Piece::text("2")])
            .response()
            .only(&["Page"]),
    ]);
    static PAGE: rt::Action = rt::Action::get("Page", "/fictional").paging(
        &rt::Paging::page(rt::Slot::query("page"), 1).items(ITEMS).pages(rt::PageOutput::Body(&["all"])),
    );
    static LINK: rt::Action = rt::Action::get("Link", "/orders").paging(&rt::Paging::link());
    for (action, path) in [(&PAGE, "/real/orders?"), (&LINK, "/orders?")] {
        let server = Server::playing(vec![
            reply(200, "link: </orders?page=2>; rel=next\r\n", r#"{"items":[1]}"#),
            json(r#"{"items":[2]}"#),
        ])
        .await;
        let http = crate::client::http().build().unwrap();
        let connection = rt::Connection::new(&CONNECTOR).base_url(&server.url);
        let client = rt::Client::with_http(connection, &http).unwrap();
        assert_eq!(all(paged(client.call(action))).await, (vec![1, 2], None));
        assert_eq!(server.seen().len(), 2);
        for seen in server.seen() {
            assert!(seen.target().starts_with(path) && seen.target().contains("api=2"), "{seen:?}");
            assert_eq!(seen.header("x-tenant"), Some("t1"));
        }
    }
}
