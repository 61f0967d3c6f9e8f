//! The `rust-version` that the workspace states is true: no dependency asks for a newer compiler.

#![allow(clippy::unwrap_used)]

use std::process::Command;

use serde_json::Value;

#[test]
fn no_dependency_asks_for_a_newer_compiler() {
    // Other systems' packages, and those of features that are off, may not be on this machine, and a test does not fetch.
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let rustc = String::from_utf8(rustc.stdout).unwrap();
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let metadata = metadata(host, &["--all-features"]).or_else(|_| metadata(host, &[])).unwrap();

    let ours = version(env!("CARGO_PKG_RUST_VERSION"));
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 10, "{} packages are not our tree", packages.len());
    let newer: Vec<String> = packages
        .iter()
        .filter_map(|package| Some((package, package["rust_version"].as_str()?)))
        .filter(|(_, asked)| version(asked) > ours)
        .map(|(package, asked)| format!("{} {} asks for {asked}", package["name"], package["version"]))
        .collect();
    let stated = env!("CARGO_PKG_RUST_VERSION");
    assert!(newer.is_empty(), "rust-version is {stated}, but:\n{}", newer.join("\n"));
}

#[test]
fn every_package_states_the_same() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for package in ["connector-runtime", "connector-codegen", "connector-macros", "connector-cli"] {
        let manifest = std::fs::read_to_string(root.join(package).join("Cargo.toml")).unwrap();
        assert!(manifest.contains("rust-version.workspace = true"), "{package}/Cargo.toml");
    }
}

fn metadata(host: &str, features: &[&str]) -> Result<Value, String> {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--filter-platform", host])
        .args(features)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    if !cargo.status.success() {
        return Err(String::from_utf8_lossy(&cargo.stderr).into_owned());
    }
    Ok(serde_json::from_slice(&cargo.stdout).unwrap())
}

/// `1.88` and `1.88.0` are one.
fn version(text: &str) -> Vec<u32> {
    let mut parts: Vec<u32> = text.split('.').map(|part| part.parse().unwrap()).collect();
    parts.resize(3, 0);
    parts
}
