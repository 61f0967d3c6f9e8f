//! For build scripts: where the description of a server is.

use std::path::{Path, PathBuf};

/// The checkout as seen from a package in `tests/conformance`, where cargo runs its build script.
const CHECKOUT: &str = "../../..";

/// The document that `variable` names, else `openapi2/{file}` in the corpus (`CONNECTOR_CORPUS`, or `shared/corpus` beside
/// the checkout). With one, the package is compiled with `--cfg document`, and `variable` says in its compilation where it is. Without, the environment variable
/// `NO_DOCUMENT` of the compilation says why, and where to get it: `source`.
pub fn find(variable: &str, file: &str, source: &str) -> Option<PathBuf> {
    println!("cargo::rustc-check-cfg=cfg(document)");
    for variable in [variable, "CONNECTOR_CORPUS"] {
        println!("cargo::rerun-if-env-changed={variable}");
    }
    let path = match (std::env::var_os(variable), std::env::var_os("CONNECTOR_CORPUS")) {
        (Some(path), _) => PathBuf::from(path),
        (None, Some(corpus)) => Path::new(CHECKOUT).join(corpus).join("openapi2").join(file),
        (None, None) => Path::new(CHECKOUT).join("../shared/corpus/openapi2").join(file),
    };
    // A missing file counts as changed: cargo asks again at the next build.
    println!("cargo::rerun-if-changed={}", path.display());
    if path.is_file() {
        println!("cargo::rustc-cfg=document");
        let whole = path.canonicalize().unwrap_or_else(|_| path.clone());
        println!("cargo::rustc-env={variable}={}", whole.display());
        return Some(path);
    }
    let reason = format!("{} is no file; it should be {source}; {variable} says where it is", path.display());
    println!("cargo::rustc-env=NO_DOCUMENT={reason}");
    None
}
