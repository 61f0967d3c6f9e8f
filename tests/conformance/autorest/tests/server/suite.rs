//! Starts the server, and asks it in the end which scenarios it has seen.

use std::collections::BTreeSet;
use std::process::ExitCode;

use conformance_support::server::Server;
use conformance_support::suite::Suite;

use crate::{headers, numbers, redirects, replies, statuses, texts, urls};

const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");

/// Scenarios that have to be hit; the list only grows.
const VANILLA: &str = include_str!("vanilla.txt");

/// Makes the client of a document.
macro_rules! client {
    ($document:ident, $url:expr) => {{
        use autorest_conformance::$document::{Client, Connection};
        Client::new(Connection::new().base_url($url)).unwrap()
    }};
}
pub(crate) use client;

pub fn run() -> ExitCode {
    let suite = Suite::default()
        .one_at_a_time()
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
        // The last one: it counts what the others did.
        .test("report", report);
    suite.run(|| {
        let server = Server::start("node", "/report", |folder, [port]| {
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

async fn report(url: String) {
    let counts = client!(report, url).get_report().await.unwrap();
    let hit: BTreeSet<&str> =
        counts.iter().filter(|(_, count)| **count > 0).map(|(name, _)| name.as_str()).collect();
    println!("{} of {} vanilla scenarios", hit.len(), counts.len());
    if let Some(path) = std::env::var_os("CONFORMANCE_SEEN") {
        let lines: Vec<String> = hit.iter().map(|name| format!("{name}\n")).collect();
        std::fs::write(path, lines.concat()).unwrap();
    }
    let missing: Vec<&str> = VANILLA.lines().filter(|name| !hit.contains(name)).collect();
    assert!(missing.is_empty(), "no longer hit: {missing:?}");
    let new: Vec<&str> = hit.into_iter().filter(|name| !VANILLA.lines().any(|line| line == *name)).collect();
    assert!(new.is_empty(), "not in vanilla.txt yet: {new:?}");
}
