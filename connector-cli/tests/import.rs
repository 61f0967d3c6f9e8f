//! `cargo connector import`: into a folder, and into one that is there.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn import(document: &Path, out: &Path, more: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
    let made: Output = command.arg("import").arg(document).arg("--out").arg(out).args(more).output().unwrap();
    (made.status.code(), String::from_utf8_lossy(&made.stderr).into_owned())
}

fn json_of(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn definition(folder: &Path) -> Value {
    json_of(&folder.join("apiDefinition.swagger.json"))
}

#[test]
fn what_is_openapi_2_already_is_copied() {
    let (source, out) = (root().join("examples/quickstart/orders.swagger.json"), scratch("copied"));
    let (code, said) = import(&source, &out, &[]);
    assert_eq!(code, Some(0), "{said}");
    let written = fs::read_to_string(out.join("apiDefinition.swagger.json")).unwrap();
    assert_eq!(written, fs::read_to_string(&source).unwrap());
    // The definition, without which it is no connector's folder, comes last.
    let last = said.lines().last().unwrap();
    assert!(last.starts_with("wrote ") && last.ends_with("apiDefinition.swagger.json"), "{said}");
    let beside = json_of(&root().join("examples/quickstart/apiProperties.json"));
    assert_eq!(json_of(&out.join("apiProperties.json")), beside);
}

#[test]
fn programs_are_told_in_json() {
    let (source, out) = (root().join("tests/golden/openapi3_unions/input.yaml"), scratch("json"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-connector"));
    let made = command.arg("import").arg(&source).arg("--out").arg(&out).arg("--json").output().unwrap();
    assert_eq!(made.stderr.len(), 0, "{}", String::from_utf8_lossy(&made.stderr));
    let said: Value = serde_json::from_slice(&made.stdout).unwrap();
    let count = |key: &str| said[key].as_array().unwrap().len();
    assert!(count("added") > 0 && count("notes") > 0, "{said:#}");
    assert_eq!((count("kept"), count("written"), count("limits")), (0, 2, 0), "{said:#}");
}

#[test]
fn what_is_secret_stays_so() {
    let out = scratch("secret");
    let source = out.with_extension("yaml");
    let text = r#"{openapi: 3.0.3, info: {title: T, version: "1"}, servers: [{url: "https://a.example"}], paths: {/a: {get: {operationId: A,
        parameters: [{name: pin, in: query, schema: {type: string, format: password}}], responses: {"204": {description: ""}}}}}}"#;
    std::fs::write(&source, text).unwrap();
    let (code, said) = import(&source, &out, &[]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(definition(&out)["paths"]["/a"]["get"]["parameters"][0]["format"], "password");
}

#[test]
fn json_under_a_name_of_its_own_stays_json() {
    let out = scratch("accept");
    let source = out.with_extension("json");
    let call = |name: &str, accept: &str| {
        json!({"name": name,
            "request": {"method": "GET", "url": format!("https://a.example/{name}"), "header": [{"key": "Accept", "value": accept}]},
            "response": [{"name": "ok", "code": 200, "body": "[{\"id\": 1}]"}]})
    };
    let collection = json!({
        "info": {"name": "Pets", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "item": [call("odd", "application/x-json"), call("vendor", "application/vnd.pets+json"), call("plain", "*/*")],
    });
    std::fs::write(&source, collection.to_string()).unwrap();
    let (code, said) = import(&source, &out, &[]);
    assert_eq!(code, Some(0), "{said}");
    let made = definition(&out);
    let of = |path: &str| &made["paths"][path]["get"];
    // Replies of a media type that is not known as JSON would be bytes.
    assert_eq!(of("/odd")["produces"], Value::Null, "{made:#}");
    assert_eq!(of("/odd")["parameters"][0]["name"], "Accept", "{made:#}");
    assert_eq!(of("/odd")["parameters"][0]["default"], "application/x-json", "{made:#}");
    assert_eq!(of("/vendor")["produces"], json!(["application/vnd.pets+json"]), "{made:#}");
    assert_eq!(of("/plain")["produces"], Value::Null, "{made:#}");
    assert_eq!(of("/plain")["parameters"], Value::Null, "{made:#}");
}

/// A document of OpenAPI 3 whose action gives back `D0`.
fn giving_back(schemas: &Value) -> String {
    let mut document = json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "servers": [{"url": "https://a.example"}],
        "paths": {"/a": {"get": {"operationId": "A", "responses": {"200": {"description": "",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/D0"}}}}}}}}});
    document["components"]["schemas"] = schemas.clone();
    document.to_string()
}

#[test]
fn a_schema_that_contains_itself_gets_a_name() {
    let out = scratch("itself");
    let source = out.with_extension("json");
    let annex = json!({"allOf": [{"$ref": "#/components/schemas/D0"}, {"type": "object", "properties": {"metres": {"type": "integer"}}}]});
    let schemas = json!({"D0": {"type": "object", "properties": {"name": {"type": "string"}, "annex": annex, "far": {"type": "array", "items": annex}}}});
    std::fs::write(&source, giving_back(&schemas)).unwrap();
    let (code, said) = import(&source, &out, &[]);
    assert_eq!(code, Some(0), "{said}");
    let made = &definition(&out)["definitions"];
    assert_eq!(made["D0"]["properties"]["annex"]["$ref"], "#/definitions/D0Annex", "{made:#}");
    assert_eq!(made["D0Annex"]["properties"]["annex"]["$ref"], "#/definitions/D0Annex", "{made:#}");
    assert_eq!(made["D0Annex"]["properties"]["metres"]["type"], "integer", "{made:#}");
}

/// Each of many definitions has two properties that are the next one and more, or is a part of the next one.
#[test]
fn what_bases_multiply_is_written_once() {
    let more = |index: usize| {
        let next = format!("#/components/schemas/D{}", index + 1);
        json!({"allOf": [{"$ref": next}, {"type": "object", "properties": {format!("p{index}"): {"type": "string"}}}]})
    };
    let plain = |index: usize| json!({"$ref": format!("#/components/schemas/D{}", index + 1)});
    type Define<'d> = &'d dyn Fn(usize) -> Value;
    let two: Define<'_> =
        &|index| json!({"type": "object", "properties": {"a": more(index), "b": more(index)}});
    let one: Define<'_> = &|index| json!({"type": "object", "properties": {"a": more(index)}});
    let long: Define<'_> = &|index| json!({"type": "object", "properties": {"a": plain(index)}});
    for (name, count, each) in [("two", 50, two), ("one", 2_000, one), ("long", 5_000, long)] {
        let out = scratch(&format!("multiplied-{name}"));
        let source = out.with_extension("json");
        let mut schemas: serde_json::Map<String, Value> =
            (0..count).map(|index| (format!("D{index}"), each(index))).collect();
        schemas
            .insert(format!("D{count}"), json!({"type": "object", "properties": {"z": {"type": "string"}}}));
        std::fs::write(&source, giving_back(&schemas.into())).unwrap();
        let (code, said) = import(&source, &out, &[]);
        // They are beyond what the platform takes, which is said.
        assert_eq!(code, Some(1), "{name}: {said}");
        assert!(said.contains("schemas; the platform takes 512"), "{name}: {said}");
        let (text, made) =
            (fs::read_to_string(out.join("apiDefinition.swagger.json")).unwrap(), definition(&out));
        assert!(text.len() < 8_000_000, "{name}: {} bytes", text.len());
        assert!(made["definitions"]["D0"]["properties"]["a"].is_object(), "{name}");
        let again = scratch(&format!("multiplied-{name}-again"));
        let (code, said) = import(&out.join("apiDefinition.swagger.json"), &again, &["--action", "A"]);
        assert_eq!(code, Some(1), "{name}: {said}");
    }
}

#[test]
fn names_that_references_cannot_hold_as_they_are() {
    let out = scratch("names");
    let source = out.with_extension("json");
    let text = r##"{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "servers": [{"url": "https://a.example"}], "paths": {"/a": {"get": {"operationId": "A",
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/50%2525~1%23"}}}}}}}},
        "components": {"schemas": {"50%25/#": {"type": "object", "properties": {"a": {"type": "string"}}}}}}"##;
    std::fs::write(&source, text).unwrap();
    let (code, said) = import(&source, &out, &[]);
    assert_eq!(code, Some(0), "{said}");
    let made = definition(&out);
    let schema = &made["paths"]["/a"]["get"]["responses"]["200"]["schema"];
    assert_eq!(schema["$ref"], "#/definitions/50%2525~1%23", "{made:#}");
    assert!(made["definitions"]["50%25/#"].is_object(), "{made:#}");
    // Whoever reads it finds the type.
    let again = scratch("names-again");
    let (code, said) = import(&out.join("apiDefinition.swagger.json"), &again, &["--action", "A"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(definition(&again)["definitions"]["50%25/#"].is_object(), "{said}");
}

#[test]
fn only_what_is_chosen_and_what_it_needs() {
    let (source, out) = (root().join("examples/quickstart/orders.swagger.json"), scratch("chosen"));
    let (code, said) = import(&source, &out, &["--action", "CancelOrder"]);
    assert_eq!(code, Some(0), "{said}");
    let made = definition(&out);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&made["paths"]), ["/orders/{orderId}"]);
    assert_eq!(keys(&made["definitions"]), ["Problem"]);
    assert_eq!(keys(&made["responses"]), ["NotFound", "Unauthorized"]);
    assert_eq!(keys(&made["parameters"]), ["OrderId"]);
}

#[test]
fn a_second_run_adds_and_keeps() {
    let (source, out) = (root().join("tests/formats/orders.openapi3.yaml"), scratch("twice"));
    let (code, said) = import(&source, &out, &["--action", "GetOrder"]);
    assert_eq!(code, Some(0), "{said}");
    let file = out.join("apiDefinition.swagger.json");
    let mut edited = definition(&out);
    edited["paths"]["/orders/{orderId}"]["get"]["summary"] = json!("By hand");
    edited["definitions"]["Address"]["description"] = json!("By hand, too");
    let properties = json!({"properties": {"iconBrandColor": "#123456", "connectionParameters": {}}});
    fs::write(&file, serde_json::to_string(&edited).unwrap()).unwrap();
    fs::write(out.join("apiProperties.json"), properties.to_string()).unwrap();

    let (code, said) = import(&source, &out, &["--action", "GetOrder", "--action", "SetAddress"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("1 operation added, 1 as they were"), "{said}");
    assert!(said.contains("`#/definitions/Address` is another in the folder"), "{said}");
    let made = definition(&out);
    assert_eq!(made["paths"]["/orders/{orderId}"]["get"]["summary"], "By hand");
    assert_eq!(made["definitions"]["Address"]["description"], "By hand, too");
    assert_eq!(made["paths"]["/orders/{orderId}/address"]["put"]["operationId"], "SetAddress");
    let properties = json_of(&out.join("apiProperties.json"));
    assert_eq!(properties["properties"]["iconBrandColor"], "#123456");
    assert!(properties["properties"]["connectionParameters"]["api_key"].is_object(), "{properties}");

    let before = fs::read_to_string(&file).unwrap();
    let (code, said) = import(&source, &out, &["--action", "SetAddress"]);
    assert_eq!((code, fs::read_to_string(&file).unwrap()), (Some(0), before), "{said}");
    assert!(!said.contains("wrote"), "{said}");
}

#[test]
fn an_overlay_is_part_of_it() {
    let out = scratch("overlay");
    let overlay = out.join("title.overlay.yaml");
    fs::write(&overlay, "overlay: 1.0.0\nactions:\n  - {target: $.info, update: {title: Renamed}}\n")
        .unwrap();
    let source = root().join("tests/formats/orders.postman_collection.json");
    // A collection is a document as any other.
    let text = fs::read_to_string(&overlay).unwrap().replace("title:", "name:");
    fs::write(&overlay, text).unwrap();
    let (code, said) = import(&source, &out, &["--overlay", overlay.to_str().unwrap()]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(definition(&out)["info"]["title"], "Renamed");
}

#[test]
fn the_platforms_limits_are_told() {
    let folder = scratch("limits");
    let mut paths = serde_json::Map::new();
    for number in 0..260 {
        let operation =
            json!({"operationId": format!("Get{number}"), "responses": {"204": {"description": "Done."}}});
        paths.insert(format!("/things/{number}"), json!({"get": operation}));
    }
    let properties: serde_json::Map<String, Value> =
        (0..600).map(|number| (format!("p{number}"), json!({"type": "string"}))).collect();
    let wide = json!({
        "operationId": "Wide",
        "responses": {"200": {"description": "x".repeat(1 << 20), "schema": {"type": "object", "properties": properties}}},
    });
    paths.insert("/wide".to_owned(), json!({"get": wide}));
    let document = json!({"swagger": "2.0", "info": {"title": "Many", "version": "1"}, "host": "m.example", "paths": paths});
    let source = folder.join("many.json");
    fs::write(&source, document.to_string()).unwrap();
    let (code, said) = import(&source, &folder, &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("261 operations; the platform takes 256") && said.contains("the last 5"), "{said}");
    assert!(said.contains("the platform takes less than 1048576. The largest operations: Wide"), "{said}");
    assert!(said.contains("the reply 200 of Wide has 601 schemas"), "{said}");
    let (code, said) = import(&source, &scratch("limits-less"), &["--action", "Get1"]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn what_cannot_be_read_is_no_folder() {
    let out = scratch("nothing");
    let (code, said) = import(&root().join("README.md"), &out, &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(!out.join("apiDefinition.swagger.json").exists());
    assert_eq!(import(&root().join("README.md"), &out, &["--no-such"]).0, Some(2));
}
