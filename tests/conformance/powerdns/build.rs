//! Makes the client, where the document is at hand.

use conformance_support::document;
use connector_codegen::build;

fn main() -> Result<(), build::Error> {
    let source = "docs/http-api/swagger/authoritative-api-swagger.yaml of https://github.com/PowerDNS/pdns at auth-4.7.3";
    let Some(path) = document::find("POWERDNS_OPENAPI", "pdns-auth-4.7.3.yaml", source) else {
        return Ok(());
    };
    // As the document has it, to see what comes of its mistakes.
    build::connector(&path).actions(["listZone"]).module("documented").generate()?;
    // The document requires properties of record sets that replies do not have, or requests must not have.
    build::connector(&path).rust_type("RRSet", "crate::RrSet").module("powerdns").generate()
}
