//! The server, and the list of tests.

use std::process::ExitCode;

use conformance_support::server::{Fault, Server};
use conformance_support::suite::Suite;
use connector::Http;
use etcd_conformance::{etcd, lock};

use crate::{cluster, keys, users, watching};

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
        .test("watches_are_streams", watching::watches_are_streams)
        .test("a_lease_is_kept_alive", watching::a_lease_is_kept_alive)
        .test("a_snapshot_is_a_stream", watching::a_snapshot_is_a_stream)
        .test("members", cluster::members)
        .test("maintenance", cluster::maintenance)
        .test("errors", cluster::errors)
        // The last one: it shuts out whoever has no token.
        .test("users_and_roles", users::users_and_roles)
        .one_at_a_time()
        .run(start)
}

fn start() -> Result<(Server, Clients), Fault> {
    let server = Server::start("etcd", "/health", |folder, [client, peer]| {
        let (client, peer) = (format!("http://127.0.0.1:{client}"), format!("http://127.0.0.1:{peer}"));
        Ok(vec![
            format!("--data-dir={}", folder.join("data").display()),
            format!("--listen-client-urls={client}"),
            format!("--advertise-client-urls={client}"),
            format!("--listen-peer-urls={peer}"),
            format!("--initial-advertise-peer-urls={peer}"),
            format!("--initial-cluster=default={peer}"),
        ])
    })?;
    let url = server.url();
    let failed = |error: etcd::Error| Fault::Failed(error.to_string());
    // The document demands a token, and the server refuses any as long as it knows no users.
    let http = Http::builder().on_request(|request| drop(request.headers.remove("authorization"))).build();
    let connection = etcd::Connection::api_key(&url, "none");
    let etcd = etcd::Client::with_http(connection, &http.map_err(failed)?).map_err(failed)?;
    let lock = lock::Client::new(lock::Connection::new(&url)).map_err(failed)?;
    Ok((server, Clients { etcd, lock, url }))
}
