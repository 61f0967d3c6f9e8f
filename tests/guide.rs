//! The code of the guide's pages and what `README.md` quotes, so that neither can go stale. That pages say what stands here, `tests/docs.rs` sees to.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing)]
#![allow(
    dead_code,
    reason = "most of the guide's code is only compiled: it calls a service that does not exist"
)]

use std::fs;
use std::path::Path;
use std::time::Duration;

use connector::{Body, BoxError, CallOptions, ErrorKind, Http, Retry, Script, json};
use connector_codegen::{Decode, Options, generate};
use hyper::body::Bytes;
use hyper::http;
use orders::model::{Address, Order, OrderPage, Problem, Region, Status};
use orders::{Client, Connection, Error};
use serde_json::Value;

mod orders {
    connector::connector!("examples/quickstart/orders.swagger.json", decode = "strict");
}

#[path = "guide/triggers.rs"]
mod triggers;

mod reading {
    connector::connector!("examples/quickstart/orders.swagger.json", actions = ["GetOrder", "ListOrders"]);
}

mod paged {
    connector::connector!("tests/golden/paging_described/input.json");
}

mod lists {
    connector::connector!("tests/golden/lookups/input.json");
}

mod build_script {
    use super::Decode;

    fn main() -> Result<(), connector_codegen::build::Error> {
        connector_codegen::build::connector("orders.swagger.json").decode(Decode::Strict).generate()
    }
}

async fn start() -> Result<Order, Error> {
    let client = Client::new(Connection::from_env("ORDERS_")?)?;
    let order = client.get_order("o-1001").await?;

    Ok(order)
}

fn connections(acme_key: &str, initech_key: &str) -> Result<[Client; 3], Error> {
    let connection = Connection::api_key("my-key", Region::Eu).base_url("https://test.orders.example.com/v1");
    let client = Client::new(connection)?;

    let http = Http::builder().timeout(Duration::from_secs(20)).max_concurrency(8).build()?;
    let acme = Client::with_http(Connection::api_key(acme_key, Region::Eu), &http)?;
    let initech = acme.with_connection(Connection::api_key(initech_key, Region::Us))?;

    Ok([client, acme, initech])
}

fn a_client_of_ones_own() -> Result<Http, Box<dyn std::error::Error>> {
    let own = Http::reqwest_builder()?.pool_max_idle_per_host(4).build()?;
    let http = Http::builder().reqwest(own).build()?;

    Ok(http)
}

/// A row of a list.
#[derive(serde::Serialize, serde::Deserialize)]
struct Task {
    title: String,
}

async fn lookups(client: lists::Client, site: &str, task: Task) -> Result<Task, Error> {
    let lists = client.choices().create_item_list("https://contoso.example/site").await?;
    for list in &lists {
        println!("{}: {}", list.value, list.title);
    }
    let schema = client.schemas().create_item_item("https://contoso.example/site", &lists[0]).await?;

    drop(schema);
    let made: Task = client.create_item(site, &lists[0], &task).reply().await?;

    Ok(made)
}

fn scripts(client: Client) -> Option<Client> {
    struct Wrapped;

    impl Script for Wrapped {
        // The connector's C# code wraps every body, and the service's replies come wrapped.
        fn request(&self, action: &str, request: &mut http::Request<Body>) -> Result<(), BoxError> {
            if action == "CreateOrder"
                && let Some(body) = request.body().as_bytes()
            {
                let order: Value = serde_json::from_slice(body)?;
                *request.body_mut() = json!({"order": order}).to_string().into();
            }
            Ok(())
        }

        fn reply(&self, _action: &str, reply: &mut http::Response<Bytes>) -> Result<(), BoxError> {
            let mut wrapped: Value = serde_json::from_slice(reply.body())?;
            *reply.body_mut() = wrapped["data"].take().to_string().into();
            Ok(())
        }
    }

    let client = client.with_options(CallOptions::new().script(Wrapped));

    Some(client)
}

async fn inputs(client: &Client, status_or_none: Option<Status>) -> Result<(OrderPage, Order), Error> {
    let page = client.list_orders().customer("Ada Lovelace").status(status_or_none).await?;

    let address = Address::new("Kanaalstraat 1", "9000 Gent", "BE").instructions("Ring twice");
    let order = client.set_address("o-1001", &address).await?;

    Ok((page, order))
}

async fn calls(client: &Client) -> Result<(Order, Order), Error> {
    let (one, two) = tokio::join!(client.get_order("o-1001"), client.get_order("o-1002"));
    let reply = client.get_order("o-1001").response().await?;
    println!("{} {:?}: {}", reply.status(), reply.header("x-request-id"), reply.body().customer);

    Ok((one?, two?))
}

async fn errors(client: &Client) -> Result<(), Error> {
    match client.cancel_order("o-1003").await {
        Ok(()) => println!("cancelled"),
        Err(error) if error.is_status(409) => {
            let problem: Problem = error.body_as()?;
            println!("{}", problem.title);
        }
        Err(error) if error.kind() == ErrorKind::Timeout => println!("try again later"),
        Err(error) => return Err(error),
    }
    Ok(())
}

async fn options(client: &Client) -> Result<Order, Error> {
    let options =
        CallOptions::new().timeout(Duration::from_secs(5)).retry(Retry::never()).header("X-Tenant", "acme");
    let order = client.get_order("o-1001").options(options).await?;

    Ok(order)
}

async fn paging(client: &Client) -> Result<Vec<Order>, Error> {
    let mut open = client.list_orders().status(Status::Open).items();
    while let Some(order) = open.next().await {
        println!("{}", order?.id);
    }
    let all = client.list_orders().page_size(100).items().collect().await?;

    Ok(all)
}

async fn pages(client: &paged::Client) -> Result<Vec<paged::model::Order>, Error> {
    let mut all = client.list_cursors().items();
    while let Some(order) = all.next().await {
        println!("{}", order?.id);
    }
    let hits = client.search().text("blue").items().collect().await?;

    Ok(hits)
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The code blocks of a page in one language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// The words of a text: layout is no difference.
fn words(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(", }", " }")
        .replace("( ", "(")
        .replace(" .", ".")
}

#[test]
fn the_code_of_the_page_on_pages_stands_here() {
    let here = words(&read("tests/guide.rs"));
    let [block] = &blocks(&read("docs/paging.md"), "rust")[..] else { panic!("one block") };
    assert!(here.contains(&words(block)), "{block}");
}

#[test]
fn the_excerpt_in_readme_stands_in_the_document() {
    let document = words(&read("examples/quickstart/orders.swagger.json"));
    let [excerpt] = &blocks(&read("README.md"), "json")[..] else { panic!("one excerpt") };
    assert!(document.contains(&words(excerpt)), "{excerpt}");
}

#[test]
fn the_error_in_readme_is_the_one_that_comes() {
    let document = "examples/quickstart/orders.swagger.json";
    let (slip, meant) = (r#""express": {"type": "boolan""#, r#""express": {"type": "boolean""#);
    let text = read(document).replace(meant, slip);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    fs::create_dir_all(folder.join("examples/quickstart")).unwrap();
    fs::write(folder.join(document), text).unwrap();

    let options =
        Options { documents: vec![folder.join(document)], base: Some(folder), ..Options::default() };
    let found: Vec<String> = generate(&options).diagnostics.iter().map(ToString::to_string).collect();
    let [found] = &found[..] else { panic!("one error: {found:?}") };
    let [error] = &blocks(&read("README.md"), "text")[..] else { panic!("one error") };
    assert!(words(error).contains(&words(found)), "{found}");
}

#[test]
fn the_example_of_inspect_is_what_comes() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart/orders.swagger.json");
    let real = generate(&Options { documents: vec![document], ..Options::default() }).inspect.to_json();
    let real: Value = serde_json::from_str(&real).unwrap();
    let [shown] = &blocks(&read("docs/inspect.md"), "json")[..] else { panic!("one example") };
    let shown: Value = serde_json::from_str(shown).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&shown), keys(&real));
    for (key, value) in shown.as_object().unwrap() {
        // Of a list, the page shows some.
        match (value, &real[key]) {
            (Value::Array(some), Value::Array(all)) => {
                assert!(some.iter().all(|one| all.contains(one)), "{key}")
            }
            (one, other) => assert_eq!(one, other, "{key}"),
        }
    }
}
