//! The server, and the list of tests.

use std::fs::File;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::Arc;

use conformance_support::judge::Judge;
use conformance_support::server::{self, Fault, Ready, Server};
use conformance_support::suite::{Jury, Suite};
use connector::Http;
use powerdns_conformance::powerdns::{Client, Connection};

use crate::{general, keys, records, zones};

/// The only server that PowerDNS knows: itself.
pub const HERE: &str = "localhost";
pub const KEY: &str = "0f5ab3 \"key\"";
const SCHEMA: &str = "/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql";

/// All tests, on one server.
pub fn run() -> ExitCode {
    Suite::default()
        .test("servers_are_listed", general::servers_are_listed)
        .test("what_does_not_exist", general::what_does_not_exist)
        .test("errors_that_are_plain_text", general::errors_that_are_plain_text)
        .test("a_wrong_key_is_refused", general::a_wrong_key_is_refused)
        .test("settings_and_statistics", general::settings_and_statistics)
        .test("zones_are_created_listed_and_deleted", zones::zones_are_created_listed_and_deleted)
        .test("zone_ids_are_sent_as_they_are", zones::zone_ids_are_sent_as_they_are)
        .test("zones_that_are_refused", zones::zones_that_are_refused)
        .mistakes("a_kind_that_does_not_exist", zones::a_kind_that_does_not_exist)
        .test("a_zone_is_changed", zones::a_zone_is_changed)
        .test("a_secondary_zone", zones::a_secondary_zone)
        .test("metadata", zones::metadata)
        .test("records_are_changed", records::records_are_changed)
        .mistakes("records_are_deleted", records::records_are_deleted)
        .test("records_are_found", records::records_are_found)
        .test("a_wrong_document_is_told", records::a_wrong_document_is_told)
        .test("cryptokeys", keys::cryptokeys)
        .test("tsig_keys", keys::tsig_keys)
        .test("autoprimaries", keys::autoprimaries)
        // Its database, SQLite, takes one writer at a time; the second gets status 500.
        .one_at_a_time()
        .run_judged(start, judged)
}

fn server() -> Result<Server, Fault> {
    Server::start("pdns_server", Ready::Answers("/"), |folder, [http, dns]| {
        make_database(&folder.join("zones.db"))?;
        let here = folder.display();
        Ok(vec![
            "--no-config".into(),
            format!("--config-dir={here}"),
            format!("--socket-dir={here}"),
            "--daemon=no".into(),
            "--guardian=no".into(),
            "--launch=gsqlite3".into(),
            format!("--gsqlite3-database={here}/zones.db"),
            "--gsqlite3-dnssec=yes".into(),
            // It asks the network for nothing.
            "--security-poll-suffix=".into(),
            "--primary=yes".into(),
            "--secondary=yes".into(),
            "--local-address=127.0.0.1".into(),
            format!("--local-port={dns}"),
            "--webserver=yes".into(),
            "--webserver-address=127.0.0.1".into(),
            format!("--webserver-port={http}"),
            "--webserver-allow-from=127.0.0.1".into(),
            "--api=yes".into(),
            format!("--api-key={KEY}"),
        ])
    })
}

fn connection(server: &Server) -> Connection {
    Connection::api_key(format!("{}/api/v1", server.url()), KEY)
}

fn start() -> Result<(Server, Client), Fault> {
    let server = server()?;
    let client = Client::new(connection(&server)).map_err(failed)?;
    Ok((server, client))
}

fn judged() -> Result<(Server, Client, Jury), Fault> {
    let server = server()?;
    let judge = Arc::new(Judge::start(env!("POWERDNS_OPENAPI"), &server.url())?);
    let (asked, answered) = (judge.clone(), judge.clone());
    let http = Http::builder()
        .on_request(move |request| asked.asked(request))
        .on_response(move |response| answered.answered(response))
        .build();
    let client = Client::with_http(connection(&server), &http.map_err(failed)?).map_err(failed)?;
    let known = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/server/deviations.txt"));
    Ok((server, client, Jury { judges: vec![judge], known }))
}

fn failed(error: connector::Error) -> Fault {
    Fault::Failed(error.to_string())
}

fn make_database(path: &Path) -> Result<(), Fault> {
    if !Path::new(SCHEMA).is_file() {
        return Err(Fault::Missing(format!("{SCHEMA} is not there: pdns-backend-sqlite3 is not installed")));
    }
    let status =
        Command::new(server::find("sqlite3")?).arg("-batch").arg(path).stdin(File::open(SCHEMA)?).status()?;
    if status.success() {
        Ok(())
    } else {
        Err(Fault::Failed(format!("sqlite3 cannot make a database: {status}")))
    }
}
