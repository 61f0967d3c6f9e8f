use std::fs;
use std::path::{Path, PathBuf};

use super::*;

const ORDERS: &str = r#"{
  "swagger": "2.0",
  "info": {"title": "Orders", "version": "1.2"},
  "host": "orders.example.com",
  "paths": {
    "/orders/{orderId}": {
      "get": {
        "operationId": "GetOrder",
        "parameters": [{"name": "orderId", "in": "path", "required": true, "type": "string"}],
        "responses": {"200": {"description": "An order.", "schema": {"type": "string"}}}
      }
    }
  }
}"#;

/// A folder of this test alone, with one document in it.
fn folder(test: &str, document: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("connector-build-{}-{test}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("api")).unwrap();
    fs::write(folder.join("api/orders.swagger.json"), document).unwrap();
    folder
}

fn orders(folder: &Path) -> Connector {
    connector(folder.join("api/orders.swagger.json"))
}

#[test]
fn generate_writes_the_module_and_tells_cargo_what_to_watch() {
    let folder = folder("generate", ORDERS);
    let mut cargo = Vec::new();
    orders(&folder).out_dir(folder.join("out")).generate_to(&mut cargo).unwrap();
    let cargo = String::from_utf8(cargo).unwrap();
    let document = folder.join("api/orders.swagger.json");
    assert!(cargo.contains(&format!("cargo::rerun-if-changed={}\n", document.display())), "{cargo}");
    // The properties file may appear later, in this folder.
    assert!(
        cargo.contains(&format!("cargo::rerun-if-changed={}\n", folder.join("api").display())),
        "{cargo}"
    );
    assert!(!cargo.contains("apiProperties"), "a missing file would run the script in every build: {cargo}");
    let module = fs::read_to_string(folder.join("out/orders.rs")).unwrap();
    assert!(module.contains("get_order"), "{module}");
}

#[test]
fn a_folder_around_the_output_is_not_watched() {
    let folder = folder("around", ORDERS);
    let mut cargo = Vec::new();
    orders(&folder).out_dir(folder.join("api")).generate_to(&mut cargo).unwrap();
    let cargo = String::from_utf8(cargo).unwrap();
    assert!(!cargo.contains(&format!("={}\n", folder.join("api").display())), "{cargo}");
}

#[test]
fn errors_reach_cargo_with_their_place() {
    let folder = folder("errors", "{\"swagger\": \"2.0\",\n  \"paths\": }");
    let mut cargo = Vec::new();
    let error = orders(&folder).out_dir(folder.join("out")).generate_to(&mut cargo).unwrap_err();
    let cargo = String::from_utf8(cargo).unwrap();
    assert!(
        cargo
            .lines()
            .any(|line| line.starts_with("cargo::error=") && line.contains("orders.swagger.json:2:")),
        "{cargo}"
    );
    assert!(format!("{error:?}").contains("error"), "{error}");
}

#[test]
fn write_keeps_a_file_up_to_date_and_fails_when_frozen() {
    let folder = folder("write", ORDERS);
    let path = folder.join("src/orders.rs");
    let missing = orders(&folder).write_to(&path, true, &mut Vec::new()).unwrap_err();
    assert!(missing.to_string().contains("cannot read"), "{missing}");
    assert!(!path.exists());

    orders(&folder).write_to(&path, false, &mut Vec::new()).unwrap();
    let fresh = fs::read_to_string(&path).unwrap();
    orders(&folder).write_to(&path, true, &mut Vec::new()).unwrap();

    // Line ends of another system are no difference; another word is.
    fs::write(&path, fresh.replace('\n', "\r\n")).unwrap();
    orders(&folder).write_to(&path, true, &mut Vec::new()).unwrap();
    fs::write(&path, fresh.replacen("get_order", "fetch_order", 1)).unwrap();
    let mut cargo = Vec::new();
    let stale = orders(&folder).write_to(&path, true, &mut cargo).unwrap_err().to_string();
    let line = fresh.lines().position(|line| line.contains("get_order")).unwrap() + 1;
    assert!(stale.contains(&format!("orders.rs:{line}: stale")), "{stale}");
    assert!(String::from_utf8(cargo).unwrap().contains("cargo::error="));

    orders(&folder).write_to(&path, false, &mut Vec::new()).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), fresh);
}

#[test]
fn an_unchanged_file_is_not_touched_and_nothing_is_left_beside_it() {
    let folder = folder("file", ORDERS);
    let path = folder.join("deep/er/file.rs");
    assert!(write_if_changed(&path, "a\n").unwrap());
    assert!(!write_if_changed(&path, "a\n").unwrap());
    assert!(write_if_changed(&path, "b\n").unwrap());
    assert_eq!(fs::read_dir(folder.join("deep/er")).unwrap().count(), 1);
    assert!(write_if_changed(&folder, "a").is_err(), "a folder is no file");
}

#[test]
fn frozen_follows_the_variables() {
    assert!(!file::frozen(None, None));
    assert!(file::frozen(None, Some("true")));
    assert!(file::frozen(Some("1"), None));
    assert!(!file::frozen(Some("0"), Some("true")), "our own variable decides");
    assert!(!file::frozen(None, Some("false")));
}

#[test]
fn the_module_is_called_as_the_document() {
    assert_eq!(connector("api/orders.swagger.json").module_name(), "orders");
    assert_eq!(connector("v1.2.yaml").module_name(), "v1.2");
    assert_eq!(connector("orders.json").module("shop").module_name(), "shop");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt as _;
    let folder = std::env::temp_dir().join(format!("connector-pipe-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let pipe = folder.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read_to_string(pipe).unwrap()
    });
    assert!(super::write_if_changed(&pipe, "fn main() {}").unwrap());
    assert_eq!(reader.join().unwrap(), "fn main() {}");
    assert!(std::fs::metadata(&pipe).unwrap().file_type().is_fifo());
    std::fs::remove_dir_all(&folder).unwrap();
}
