//! The server, and the list of tests.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use conformance_support::judge::Judge;
use conformance_support::server::{Fault, Ready, Server};
use conformance_support::suite::{Jury, Suite};
use connector::Http;
use etcd_conformance::{etcd, lock};

use crate::{cluster, keys, users, watching};

/// Stands for a token where there is none.
const NO_TOKEN: &str = "none";

/// Clients of one server.
#[derive(Clone)]
pub struct Clients {
    pub etcd: etcd::Client,
    pub lock: lock::Client,
    pub url: String,
}

/// All tests, on one server.
pub fn run() -> ExitCode {
    Suite::default()
        .test("keys_are_put_read_and_deleted", keys::keys_are_put_read_and_deleted)
        .test("transactions", keys::transactions)
        .test("compaction", keys::compaction)
        .test("leases", keys::leases)
        .test("locks", keys::locks)
        .alone("watches_are_streams", watching::watches_are_streams)
        .test("a_lease_is_kept_alive", watching::a_lease_is_kept_alive)
        .alone("a_snapshot_is_a_stream", watching::a_snapshot_is_a_stream)
        .judged("streams_begin", watching::streams_begin)
        .test("members", cluster::members)
        .test("maintenance", cluster::maintenance)
        .test("errors", cluster::errors)
        // The last one: it shuts out whoever has no token.
        .test("users_and_roles", users::users_and_roles)
        .run_judged(start, judged)
}

fn server() -> Result<Server, Fault> {
    Server::start("etcd", Ready::Answers("/health"), |folder, [client, peer]| {
        let (client, peer) = (format!("http://127.0.0.1:{client}"), format!("http://127.0.0.1:{peer}"));
        Ok(vec![
            format!("--data-dir={}", folder.join("data").display()),
            format!("--listen-client-urls={client}"),
            format!("--advertise-client-urls={client}"),
            format!("--listen-peer-urls={peer}"),
            format!("--initial-advertise-peer-urls={peer}"),
            format!("--initial-cluster=default={peer}"),
        ])
    })
}

fn start() -> Result<(Server, Clients), Fault> {
    let server = server()?;
    // The document demands a token, and the server refuses any as long as it knows no users.
    let http = Http::builder().on_request(|request| {
        if request.headers.get("authorization").is_some_and(|token| token == NO_TOKEN) {
            request.headers.remove("authorization");
        }
    });
    let http = http.build().map_err(failed)?;
    let clients = clients(&server, &http, &http)?;
    Ok((server, clients))
}

/// Prism sees the token that its document demands; on its way to the server it gets lost.
fn judged() -> Result<(Server, Clients, Jury), Fault> {
    let server = server()?;
    let judge = |document| Judge::of_first_lines(document, &server.url()).map(Arc::new);
    let judges = vec![judge(env!("ETCD_OPENAPI"))?, judge(env!("ETCD_LOCK_OPENAPI"))?];
    let [etcd, lock]: [Http; 2] = judges
        .iter()
        .map(|judge| {
            let (asked, answered) = (judge.clone(), judge.clone());
            let http = Http::builder()
                .on_request(move |request| asked.asked(request))
                .on_response(move |response| answered.answered(response));
            http.build().map_err(failed)
        })
        .collect::<Result<Vec<Http>, Fault>>()?
        .try_into()
        .map_err(|_| Fault::Failed("two documents, two judges".into()))?;
    let clients = clients(&server, &etcd, &lock)?;
    let known = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/server/deviations.txt"));
    Ok((server, clients, Jury { judges, known }))
}

fn clients(server: &Server, etcd: &Http, lock: &Http) -> Result<Clients, Fault> {
    let url = server.url();
    let etcd = etcd::Client::with_http(etcd::Connection::api_key(&url, NO_TOKEN), etcd).map_err(failed)?;
    let lock = lock::Client::with_http(lock::Connection::new(&url), lock).map_err(failed)?;
    Ok(Clients { etcd, lock, url })
}

fn failed(error: connector::Error) -> Fault {
    Fault::Failed(error.to_string())
}
