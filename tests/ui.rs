//! What people read when a description or their use of it is wrong. `TRYBUILD=overwrite` rewrites the expected messages.

#![allow(clippy::unwrap_used)]

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

#[test]
fn messages() {
    // The cases are compiled as a package of their own in the target folder, where the macro looks for documents.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let package = target.join("tests/trybuild").join(env!("CARGO_PKG_NAME"));
    fs::create_dir_all(&package).unwrap();
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    for file in fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension() == Some(OsStr::new("json")) {
            fs::copy(&file, package.join(file.file_name().unwrap())).unwrap();
        }
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
