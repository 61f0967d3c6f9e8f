//! The tool, over the project's own documents.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

#[test]
fn the_own_documents_are_reported() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../golden");
    let run = Command::new(env!("CARGO_BIN_EXE_corpus")).arg("--folder").arg(folder).output().unwrap();
    let report = String::from_utf8(run.stdout).unwrap();
    assert!(run.status.success(), "{report}\n{}", String::from_utf8_lossy(&run.stderr));
    let row = report.lines().find(|line| line.starts_with("| yaml/input.yaml |")).unwrap();
    assert!(row.starts_with("| yaml/input.yaml | 2 | 0 | 0 | none |  | 2 |"), "{row}");
    assert!(report.contains("| broken_parts/input.json | what is sound |"), "{report}");
}

#[test]
fn a_wrong_argument_is_no_run() {
    let run = Command::new(env!("CARGO_BIN_EXE_corpus")).arg("--folders").output().unwrap();
    assert_eq!(run.status.code(), Some(2));
}

#[test]
fn what_is_mended_is_mended_and_nothing_else() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_corpus"));
    command
        .arg("--mend")
        .arg("--folder")
        .arg(here.join("../golden"))
        .arg("--list")
        .arg(here.join("mend.txt"));
    let run = command.output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.success(), "{said}");
    assert!(said.contains("6 of 6 documents were mended, 0 otherwise than said"), "{said}");
}

#[test]
fn a_list_takes_what_it_names() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = Path::new(env!("CARGO_TARGET_TMPDIR")).join("list.txt");
    let run = |names: &str| {
        std::fs::write(&list, names).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_corpus"));
        command.arg("--folder").arg(here.join("../golden")).arg("--list").arg(&list).output().unwrap()
    };
    let one = run("parameter_sets/input.json\nconnection_parameters/input.json\n");
    let report = String::from_utf8(one.stdout).unwrap();
    assert!(report.contains("\n2 documents:"), "{report}");
    assert!(report.contains("| `setheader` | applied | 4 | 2 |"), "{report}");
    assert_eq!(run("parameter_sets/input.json\nno/such\n").status.code(), Some(1));
}
