//! Makes the client from Alertmanager's own description, which lies outside of this repository.

use std::path::PathBuf;

use connector_codegen::build;

const VARIABLE: &str = "ALERTMANAGER_OPENAPI";
/// Beside the checkout, as seen from here.
const BESIDE: &str = "../../../shared/corpus/openapi2/alertmanager-0.25.0.yaml";

fn main() -> Result<(), build::Error> {
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    let document = std::env::var_os(VARIABLE).map_or_else(|| PathBuf::from(BESIDE), PathBuf::from);
    if !document.is_file() {
        let message = format!(
            "{} is no file. It should be the description of Alertmanager: api/v2/openapi.yaml of \
             https://github.com/prometheus/alertmanager at the tag v0.25.0. Say where it is with {VARIABLE}=PATH",
            document.display()
        );
        println!("cargo::error={message}");
        std::process::exit(1);
    }
    build::connector(document).module("alertmanager").generate()
}
