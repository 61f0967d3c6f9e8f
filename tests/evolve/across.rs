//! The same user in another crate than the client, and what must not compile.

#![deny(warnings)]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

mod v1 {
    use evolve::v1::orders;
    mod user {
        #![allow(dead_code, clippy::unwrap_used)]
        include!("user.rs");
    }
    mod checks {
        include!("checks.rs");
    }
}

mod v2 {
    use evolve::v2::orders;
    mod user {
        #![allow(dead_code, clippy::unwrap_used)]
        include!("user.rs");
    }
    mod checks {
        include!("checks.rs");
    }
}

/// What would break with the next field does not compile with this one. `TRYBUILD=overwrite` rewrites the messages.
#[test]
fn literals_and_patterns_need_two_dots() {
    // The cases are compiled as a package of their own in the target folder, where the macro looks for documents.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let package = target.join("tests/trybuild").join(env!("CARGO_PKG_NAME"));
    fs::create_dir_all(&package).unwrap();
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("v1.json"), package.join("v1.json")).unwrap();
    trybuild::TestCases::new().compile_fail("fail/*.rs");
}
