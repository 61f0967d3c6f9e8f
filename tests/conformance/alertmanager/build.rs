//! Makes the client, where the document is at hand.

use conformance_support::document;
use connector_codegen::build;

fn main() -> Result<(), build::Error> {
    let source = "api/v2/openapi.yaml of https://github.com/prometheus/alertmanager at v0.25.0";
    match document::find("ALERTMANAGER_OPENAPI", "alertmanager-0.25.0.yaml", source) {
        Some(path) => build::connector(path).module("alertmanager").generate(),
        None => Ok(()),
    }
}
