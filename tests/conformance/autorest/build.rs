//! Makes a client for each document of the test server's npm package, where that is installed.

use std::path::Path;

use connector_codegen::build;

const SWAGGER: &str = "node_modules/@microsoft.azure/autorest.testserver/swagger";

const DOCUMENTS: &[&str] = &[
    "body-boolean",
    "body-byte",
    "body-date",
    "body-integer",
    "body-number",
    "header",
    "httpInfrastructure",
    "report",
    "url",
];

fn main() -> Result<(), build::Error> {
    println!("cargo::rustc-check-cfg=cfg(document)");
    println!("cargo::rerun-if-changed=package-lock.json");
    // A missing folder counts as changed: cargo asks again at the next build.
    println!("cargo::rerun-if-changed={SWAGGER}");
    if !Path::new(SWAGGER).is_dir() {
        return Ok(());
    }
    println!("cargo::rustc-cfg=document");
    for name in DOCUMENTS {
        let document = format!("{SWAGGER}/{name}.json");
        build::connector(document).module(module(name)).generate()?;
    }
    Ok(())
}

/// `httpInfrastructure` and `body-date` as names of modules.
fn module(name: &str) -> String {
    let mut out = String::new();
    for one in name.chars() {
        match one {
            '-' => out.push('_'),
            one if one.is_ascii_uppercase() => out.extend(['_', one.to_ascii_lowercase()]),
            one => out.push(one),
        }
    }
    out
}
