//! The server, and the list of tests.

use std::fs::File;
use std::path::Path;
use std::process::{Command, ExitCode};

use conformance_support::server::{self, Fault, Server};
use conformance_support::suite::Suite;
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
        .test("a_zone_is_changed", zones::a_zone_is_changed)
        .test("a_secondary_zone", zones::a_secondary_zone)
        .test("metadata", zones::metadata)
        .test("records_are_changed", records::records_are_changed)
        .test("records_are_found", records::records_are_found)
        .test("a_wrong_document_is_told", records::a_wrong_document_is_told)
        .test("cryptokeys", keys::cryptokeys)
        .test("tsig_keys", keys::tsig_keys)
        .test("autoprimaries", keys::autoprimaries)
        // Its database, SQLite, takes one writer at a time; the second gets status 500.
        .one_at_a_time()
        .run(start)
}

fn start() -> Result<(Server, Client), Fault> {
    let server = Server::start("pdns_server", "/", |folder, [http, dns]| {
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
    })?;
    let connection = Connection::api_key(format!("{}/api/v1", server.url()), KEY);
    let client = Client::new(connection).map_err(|error| Fault::Failed(error.to_string()))?;
    Ok((server, client))
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
