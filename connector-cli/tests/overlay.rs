//! `cargo connector overlay`, and overlays of other commands.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(args: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-connector")).args(args).output().unwrap()
}

fn overlay(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("overlay");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

fn orders() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/orders")
}

#[test]
fn the_effect_is_a_diff() {
    let text = "overlay: 1.0.0\nactions:\n  - {target: $.info, update: {title: Other}}\n";
    let file = overlay("title.yaml", text);
    let made = run(&[Path::new("overlay"), &orders(), Path::new("--overlay"), &file]);
    let (out, err) = (String::from_utf8_lossy(&made.stdout), String::from_utf8_lossy(&made.stderr));
    assert_eq!(made.status.code(), Some(0), "{err}");
    assert!(out.starts_with("--- as it is\n+++ with the overlay\n"), "{out}");
    assert!(out.contains("+    \"title\": \"Other\""), "{out}");
    assert!(out.lines().filter(|line| line.starts_with(['+', '-'])).count() == 4, "{out}");
}

#[test]
fn a_target_that_is_nowhere_is_a_finding_with_its_place() {
    let text = "overlay: 1.0.0\nactions:\n  - {target: $.paths.nowhere, remove: true}\n";
    let file = overlay("nowhere.yaml", text);
    let made = run(&[Path::new("overlay"), &orders(), Path::new("--overlay"), &file]);
    let err = String::from_utf8_lossy(&made.stderr);
    assert_eq!(made.status.code(), Some(1), "{err}");
    assert!(err.contains("nowhere.yaml:3:14") && err.contains("C0211"), "{err}");
    let made = run(&[Path::new("overlay"), &orders(), Path::new("--overlay"), &file, Path::new("--json")]);
    let said: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    assert_eq!((made.status.code(), made.stderr.len(), &said["diff"]), (Some(1), 0, &"".into()), "{said}");
    assert_eq!(
        (&said["findings"][0]["code"], &said["findings"][0]["line"]),
        (&"C0211".into(), &3.into()),
        "{said}"
    );
    let none = run(&[Path::new("overlay"), &orders()]);
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn other_commands_take_overlays_too() {
    let text = "overlay: 1.0.0\nactions:\n  - {target: $.info, update: {title: Renamed by overlay}}\n";
    let file = overlay("inspect.yaml", text);
    let made = run(&[Path::new("inspect"), &orders(), Path::new("--overlay"), &file]);
    assert!(String::from_utf8_lossy(&made.stdout).contains("Renamed by overlay"));
}
