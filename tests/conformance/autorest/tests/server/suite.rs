//! Starts the server, and asks it in the end which scenarios it has seen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;

use conformance_support::server::{Ready, Server};
use conformance_support::suite::Suite;

use crate::{
    azure, bodies, collections, dates, documents, headers, hosts, models, numbers, operations, paging,
    redirects, replies, statuses, texts, urls, versions, xml,
};

const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");

/// Makes the client of a document.
macro_rules! client {
    ($document:ident, $url:expr) => {{
        use autorest_conformance::$document::{Client, Connection};
        Client::new(Connection::new().base_url($url.clone())).unwrap()
    }};
}
pub(crate) use client;

/// What a value is sent as.
pub fn as_json(value: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap()
}

pub fn run() -> ExitCode {
    let suite = Suite::default()
        .one_at_a_time()
        .test("scenarios", scenarios)
        .test("integers", numbers::integers)
        .test("integers that are none", numbers::bad_integers)
        .test("numbers", numbers::numbers)
        .test("booleans", numbers::booleans)
        .test("bytes", texts::bytes)
        .test("dates", texts::dates)
        .test("paths", urls::paths)
        .test("queries", urls::queries)
        .test("lists in queries", urls::lists)
        .test("path items", urls::path_items)
        .test("headers of requests", headers::sent)
        .test("headers of replies", headers::received)
        .test("successes", statuses::successes)
        .test("failures", statuses::failures)
        .test("redirects", redirects::redirects)
        .test("retries", redirects::retries)
        .test("replies of something or nothing", replies::something_or_nothing)
        .test("replies of two kinds", replies::one_of_two)
        .test("replies of nothing", replies::nothing)
        .test("replies whatever the status", replies::whatever_the_status)
        .test("replies that are not documented", replies::only_one_is_documented)
        .test("lists", collections::lists)
        .test("lists that are none", collections::bad_lists)
        .test("lists of objects", collections::lists_of_objects)
        .test("dictionaries", collections::dictionaries)
        .test("dictionaries that are none", collections::bad_dictionaries)
        .test("dictionaries of objects", collections::dictionaries_of_objects)
        .test("dates with times", dates::date_times)
        .test("HTTP dates", dates::http_dates)
        .test("durations", dates::durations)
        .test("times", dates::times)
        .test("objects", models::basic)
        .test("properties", models::primitives)
        .test("lists and dictionaries in objects", models::containers)
        .test("polymorphism", models::polymorphism)
        .test("tags with dots", models::dotted)
        .test("recursion", models::recursion)
        .test("what is only read", models::read_only)
        .test("texts", bodies::texts)
        .test("bytes and files", bodies::bytes)
        .test("any JSON", bodies::anything)
        .test("media types", bodies::media)
        .test("what may be left out", bodies::optional)
        .test("reserved words", bodies::reserved)
        .test("forms", bodies::forms)
        .test("properties that are not declared", documents::undeclared_properties)
        .test("multiple inheritance", documents::inheritance)
        .test("enums", documents::enums)
        .test("flattening", documents::flattening)
        .test("what is fixed", documents::fixed)
        .test("whether something is there", documents::heads)
        .test("sign-in", documents::sign_in)
        .test("secrets", documents::secrets)
        .test("failures with models", documents::failures_with_models)
        .test("hosts with parameters", hosts::hosts)
        .test("operations that are done at once", operations::at_once)
        .test("operations by PUT and PATCH", operations::puts)
        .test("operations by DELETE", operations::deletes)
        .test("operations by POST", operations::posts)
        .test("operations that fail", operations::failures)
        .test("operations that are retried", operations::retried)
        .test("operations that are refused", operations::refused)
        .test("operations that make no sense", operations::nonsense)
        .test("operations with headers", operations::custom_headers)
        .test("operations that are resumed", operations::resumed)
        .test("operations at hosts with parameters", operations::parameterized_hosts)
        .test("pages: one", paging::one_page)
        .test("pages: many", paging::many_pages)
        .test("pages: queries", paging::queries)
        .test("pages: by another operation", paging::by_operation)
        .test("pages: failures", paging::failures)
        .test("pages: at hosts with parameters", paging::parameterized_hosts)
        .test("subscriptions", azure::subscriptions)
        .test("versions", azure::versions)
        .test("raw URLs", azure::raw_urls)
        .test("request ids", azure::request_ids)
        .test("grouped parameters", azure::groups)
        .test("files", bodies::files)
        .test("version 1", versions::first)
        .test("version 2", versions::second)
        .test("version 3", versions::third)
        .test("what the server does not count", versions::uncounted)
        .test("versions at hosts with parameters", versions::hosts)
        .test("XML objects", xml::objects)
        .test("XML lists", xml::lists)
        .test("XML of a storage service", xml::storage)
        // The last one: it counts what the others did.
        .test("report", report);
    suite.run(|| {
        let server = Server::start("node", Ready::Answers("/report"), |folder, [port]| {
            let cli = format!("{PACKAGE}/node_modules/@microsoft.azure/autorest.testserver/dist/cli/cli.js");
            Ok(vec![
                "-r".into(),
                format!("{PACKAGE}/loopback.cjs"),
                cli,
                "run".into(),
                format!("--port={port}"),
                format!("--coverageDirectory={}", folder.display()),
            ])
        })?;
        let url = server.url();
        Ok((server, url))
    })
}

/// A category of scenarios: its page, and the list of those that have to be hit.
struct Category {
    name: &'static str,
    page: &'static str,
    list: &'static str,
}

const CATEGORIES: [Category; 3] = [
    Category { name: "vanilla", page: "/report", list: include_str!("vanilla.txt") },
    Category { name: "azure", page: "/report/azure", list: include_str!("azure.txt") },
    Category { name: "optional", page: "/report/optional", list: include_str!("optional.txt") },
];

/// What each page names before anything was called: the server adds parts of scenarios later.
static SCENARIOS: OnceLock<Vec<BTreeSet<String>>> = OnceLock::new();

pub async fn counts(url: &str, page: &str) -> BTreeMap<String, i64> {
    let request = http::Request::get(page).body(()).unwrap();
    let reply = client!(report, url).send(request).await.unwrap();
    serde_json::from_slice(reply.body()).unwrap()
}

async fn scenarios(url: String) {
    let mut all = Vec::new();
    for category in CATEGORIES {
        all.push(counts(&url, category.page).await.into_keys().collect());
    }
    SCENARIOS.set(all).unwrap();
}

/// Compares what the server has counted with the lists and with the documentation, which both are written anew where
/// `CONFORMANCE_WRITE` is set.
async fn report(url: String) {
    // It has a client too, whose counts are those of the page.
    let own = client!(report, url).get_report().await.unwrap();
    assert_eq!(own, counts(&url, "/report").await);
    let write = std::env::var_os("CONFORMANCE_WRITE").is_some();
    let mut faults = Vec::new();
    let mut table = String::from("| category | hit |\n| --- | --- |\n");
    println!();
    for (category, known) in CATEGORIES.iter().zip(SCENARIOS.get().unwrap()) {
        let counts = counts(&url, category.page).await;
        let seen = known.iter().filter(|name| counts.get(*name).is_some_and(|count| *count > 0));
        let hit: BTreeSet<&str> = seen.map(String::as_str).collect();
        println!("{}: {} of {}", category.name, hit.len(), known.len());
        table.push_str(&format!("| {} | {} of {} |\n", category.name, hit.len(), known.len()));
        if write {
            let lines: String = hit.iter().map(|name| format!("{name}\n")).collect();
            std::fs::write(format!("{PACKAGE}/tests/server/{}.txt", category.name), lines).unwrap();
            continue;
        }
        let listed: BTreeSet<&str> = category.list.lines().collect();
        let missing: Vec<&&str> = listed.difference(&hit).collect();
        let new: Vec<&&str> = hit.difference(&listed).collect();
        if !missing.is_empty() {
            faults.push(format!("no longer hit: {missing:?}"));
        }
        if !new.is_empty() {
            faults.push(format!("not in {}.txt yet: {new:?}", category.name));
        }
    }
    let path = Path::new(PACKAGE).join("../../../docs/conformance.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once("| category |").unwrap();
    let after = rest.split_once("\n\n").unwrap().1;
    let written = format!("{before}{table}\n{after}");
    if write {
        std::fs::write(&path, &written).unwrap();
    } else if written != text {
        faults.push("docs/conformance.md says something else".to_owned());
    }
    assert!(faults.is_empty(), "{}\nWith CONFORMANCE_WRITE=1 they are written anew.", faults.join("\n"));
}
