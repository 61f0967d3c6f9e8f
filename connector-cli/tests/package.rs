//! `package`: the crates that it writes are published as far as that goes without a registry, compiled with each feature, and
//! written again when the description has changed.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture(name: &str) -> PathBuf {
    here().join("tests/fixtures").join(name)
}

/// A document of the corpus, where there is one.
fn corpus(name: &str) -> Option<PathBuf> {
    let folder =
        std::env::var_os("CONNECTOR_CORPUS").map_or_else(|| "../shared/corpus".into(), PathBuf::from);
    let path = here().join("..").join(folder).join(name);
    if !path.exists() {
        eprintln!("not tried: {} is not there", path.display());
    }
    path.exists().then_some(path)
}

/// A folder of one test that is not there yet.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("package").join(test);
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn package(document: &Path, out: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
    command.arg("package").arg(document).arg("--out").arg(out).args(more).stdin(Stdio::null());
    command.output().unwrap()
}

fn packaged(document: &Path, out: &Path, more: &[&str]) -> String {
    let output = package(document, out, more);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    said
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Cargo in the folder of a crate, with our own unpublished crates in the place of a registry's, and nothing fetched.
fn cargo(folder: &Path, args: &[&str]) {
    let root = here().join("..").canonicalize().unwrap();
    let lock = folder.join("Cargo.lock");
    if !lock.exists() {
        fs::copy(root.join("Cargo.lock"), &lock).unwrap();
    }
    // The folder of these tests is inside of our own workspace.
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    if !text.contains("[workspace]") {
        fs::write(&manifest, format!("{text}\n[workspace]\n")).unwrap();
    }
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).args(["--quiet", "--offline"]).current_dir(folder);
    command
        .arg("--config")
        .arg(format!("patch.crates-io.connector-rs.path={:?}", root.display().to_string()));
    // Where other clients are compiled, too: dependencies are built once.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../corpus");
    let output = command
        .arg("--target-dir")
        .arg(target)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {args:?}:\n{said}");
    assert!(
        !said.contains("warning: unused") && !said.contains("generated 1 warning"),
        "cargo {args:?}:\n{said}"
    );
}

/// The features of the tags.
fn features(out: &Path) -> Vec<String> {
    let manifest: toml_edit::DocumentMut = read(&out.join("Cargo.toml")).parse().unwrap();
    let full = manifest["features"].get("full").and_then(|full| full.as_array());
    full.map(|full| full.iter().map(|one| one.as_str().unwrap().to_owned()).collect()).unwrap_or_default()
}

#[test]
fn a_small_connector() {
    let out = folder("orders");
    let said = packaged(
        &fixture("orders"),
        &out,
        &["--license", "MIT", "--repository", "https://example.com/orders", "--connector"],
    );
    assert!(said.contains("wrote orders-client 0.1.0 to "), "{said}");
    let manifest = read(&out.join("Cargo.toml"));
    for line in [
        "name = \"orders-client\"",
        "license = \"MIT\"",
        "readme = \"README.md\"",
        "repository = \"https://example.com/orders\"",
    ] {
        assert!(manifest.contains(line), "{line}\n{manifest}");
    }
    let readme = read(&out.join("README.md"));
    assert!(readme.starts_with("# Orders\n"), "{readme}");
    assert!(
        readme.contains("Client::new(connection)?") && readme.contains("cargo add orders-client"),
        "{readme}"
    );
    assert!(read(&out.join("src/lib.rs")).contains("pub mod model;"));
    assert!(read(&out.join("src/lib.rs")).contains("use orders_client::"), "every action has an example");
    assert!(read(&out.join("CHANGELOG.md")).contains("## 0.1.0\n"));
    for file in ["apiDefinition.swagger.json", "apiProperties.json"] {
        assert_eq!(read(&out.join("connector").join(file)), read(&fixture("orders").join(file)));
    }
    // What registries do with it, README and examples as tests, and both ways of TLS.
    cargo(&out, &["package", "--allow-dirty"]);
    cargo(&out, &["test"]);
    cargo(&out, &["doc", "--no-deps"]);
    cargo(&out, &["check", "--no-default-features"]);
}

#[test]
fn a_newer_description_is_a_newer_version() {
    let (out, source) = (folder("again"), folder("again-source"));
    fs::create_dir_all(&source).unwrap();
    let document = source.join("api.json");
    let write = |text: &str| fs::write(&document, text).unwrap();
    let first = r##"{"swagger": "2.0", "info": {"title": "Things", "version": "1", "license": {"name": "Apache 2.0"}}, "host": "x.example.com",
        "paths": {"/things/{id}": {"get": {"operationId": "GetThing", "parameters": [{"name": "id", "in": "path", "required": true, "type": "string"}],
        "responses": {"200": {"description": "it", "schema": {"$ref": "#/definitions/Thing"}}}}}},
        "definitions": {"Thing": {"type": "object", "properties": {"name": {"type": "string"}}}}}"##;
    write(first);
    packaged(&document, &out, &[]);
    let path = out.join("Cargo.toml");
    assert!(read(&path).contains("license = \"Apache-2.0\""), "{}", read(&path));

    // The same again changes nothing.
    let before = read(&out.join("CHANGELOG.md"));
    packaged(&document, &out, &[]);
    assert_eq!(read(&out.join("CHANGELOG.md")), before);
    assert!(read(&path).contains("version = \"0.1.0\""));

    // What is the maker's own stays.
    fs::write(&path, read(&path).replace("edition", "# ours\nauthors = [\"Grace\"]\nedition")).unwrap();
    fs::write(out.join("README.md"), "# Ours\n").unwrap();

    // More is a patch, below version 1.
    let more = first.replace(
        "\"name\": {\"type\": \"string\"}",
        "\"name\": {\"type\": \"string\"}, \"size\": {\"type\": \"integer\"}",
    );
    write(&more);
    let (description, old) = (out.join("description/api.json"), read(&path));
    packaged(&document, &out, &[]);
    // As if that had been interrupted when all but these two was written: the run that follows does the same, and says it once.
    fs::write(&description, first).unwrap();
    fs::write(&path, old).unwrap();
    let output = package(&document, &out, &["--json"]);
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&said["name"], &said["version"]), (&"things-client".into(), &"0.1.1".into()), "{said:#}");
    assert_eq!(said["changes"]["changes"].as_array().unwrap().len(), 1, "{said:#}");
    assert_eq!(read(&description), more);
    let manifest = read(&path);
    assert!(manifest.contains("version = \"0.1.1\"") && manifest.contains("# ours\nauthors"), "{manifest}");
    assert_eq!(read(&out.join("README.md")), "# Ours\n");
    let log = read(&out.join("CHANGELOG.md"));
    assert!(log.contains("size") && log.matches("## 0.1.1\n").count() == 1, "{log}");

    // What breaks callers is the next minor version; what they chose is compared with what they chose before.
    write(&more.replace(
        "\"in\": \"path\", \"required\": true, \"type\": \"string\"",
        "\"in\": \"path\", \"required\": true, \"type\": \"integer\"",
    ));
    packaged(&document, &out, &[]);
    let log = read(&out.join("CHANGELOG.md"));
    assert!(read(&path).contains("version = \"0.2.0\""), "{log}");
    assert!(log.starts_with("# Changelog\n\n## 0.2.0\n\n### Breaks callers\n"), "{log}");

    packaged(&document, &out, &["--skip", "GetThing", "--crate-version", "2.0.0-rc.1"]);
    let log = read(&out.join("CHANGELOG.md"));
    assert!(log.contains("## 2.0.0-rc.1\n") && log.contains("get_thing"), "{log}");
}

#[test]
fn any_description_has_a_connectors_folder() {
    let out = folder("folder");
    let document = here().join("../tests/formats/orders.openapi3.yaml");
    packaged(&document, &out, &["--license", "MIT", "--connector"]);
    let definition = out.join("connector/apiDefinition.swagger.json");
    let written = read(&definition);
    assert!(written.contains("\"swagger\": \"2.0\""), "{written}");
    // The look of a connector is its publisher's; what it does is the description's.
    let properties = out.join("connector/apiProperties.json");
    let own =
        read(&properties).replace("\"properties\": {", "\"properties\": {\n    \"publisher\": \"Grace\",");
    assert!(own.contains("Grace"), "{own}");
    fs::write(&properties, &own).unwrap();
    fs::write(&definition, written.replace("\"operationId\": \"", "\"operationId\": \"Old")).unwrap();
    packaged(&document, &out, &["--connector"]);
    assert_eq!((read(&definition), read(&properties)), (written, own));
}

#[test]
fn what_is_refused() {
    let own = folder("own");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("Cargo.toml"), "[package]\nname = \"mine\"\n").unwrap();
    let output = package(&fixture("orders"), &own, &[]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("was not made by `package`"), "{said}");
    assert_eq!(read(&own.join("Cargo.toml")), "[package]\nname = \"mine\"\n");

    let out = folder("refused");
    for (more, wanted) in [
        (&["--crate-name", "9 lives"][..], "no name of a crate"),
        (&["--crate-version", "one"], "no version"),
        (&["--license", "mine alone"], "no SPDX licence expression"),
    ] {
        let output = package(&fixture("orders"), &out, more);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(wanted), "{said}");
        assert!(!out.exists(), "{more:?} wrote something");
    }
    // Half a client is nothing to publish.
    let output = package(&fixture("broken.json"), &out, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!out.exists());
}

#[test]
fn a_description_of_many_files_and_from_standard_input() {
    let (out, source) = (folder("files"), folder("files-source"));
    fs::create_dir_all(source.join("api")).unwrap();
    fs::create_dir_all(source.join("shared")).unwrap();
    fs::write(
        source.join("api/a.json"),
        r##"{"swagger": "2.0", "info": {"title": "Parts", "version": "1"}, "host": "x.example.com", "paths": {"/a": {"get": {"operationId": "GetA",
        "responses": {"200": {"description": "a", "schema": {"$ref": "../shared/b.json#/definitions/B"}}}}}}}"##,
    )
    .unwrap();
    fs::write(
        source.join("shared/b.json"),
        r#"{"definitions": {"B": {"type": "object", "properties": {"c": {"type": "string"}}}}}"#,
    )
    .unwrap();
    for _ in 0..2 {
        packaged(&source.join("api/a.json"), &out, &["--allow-outside", "--license", "MIT"]);
    }
    assert!(out.join("description/shared/b.json").is_file());
    assert!(
        read(&out.join("CHANGELOG.md")).matches("## ").count() == 1,
        "{}",
        read(&out.join("CHANGELOG.md"))
    );

    let out = folder("stdin");
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
    let document = fs::File::open(fixture("shop.json")).unwrap();
    let output = command.args(["package", "-", "--out"]).arg(&out).stdin(document).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("no licence"), "{said}");
    assert!(out.join("description/description.json").is_file());
}

#[test]
fn a_feature_for_each_tag() {
    let out = folder("tags");
    let Some(document) = corpus("openapi2/docker-engine-head.yaml") else { return };
    packaged(&document, &out, &["--crate-name", "docker-engine", "--license", "Apache-2.0", "--mock"]);
    // It is remembered.
    packaged(&document, &out, &[]);
    let features = features(&out);
    assert!(features.len() > 10 && features.contains(&"container".to_owned()), "{features:?}");
    cargo(&out, &["package", "--allow-dirty", "--no-verify"]);
    cargo(&out, &["test"]);
    cargo(&out, &["check", "--no-default-features"]);
    // What a tag leaves out, its mock leaves out, too.
    cargo(&out, &["check", "--features", "testing"]);
    cargo(&out, &["check", "--no-default-features", "--features", "testing,container"]);
    for feature in &features {
        cargo(&out, &["check", "--no-default-features", "--features", feature]);
    }
}

#[test]
fn the_largest_connector() {
    let out = folder("encodian");
    let Some(document) = corpus("powerplatform/certified-connectors/Encodian") else { return };
    packaged(&document, &out, &["--license", "MIT", "--features", "always", "--connector"]);
    let features = features(&out);
    cargo(&out, &["package", "--allow-dirty"]);
    cargo(&out, &["check", "--no-default-features"]);
    for feature in features.iter().take(4) {
        cargo(&out, &["check", "--no-default-features", "--features", feature]);
    }
}
