use std::fs;
use std::path::PathBuf;

use crate::{Options, generate, overlay};

const DOCUMENT: &str = r##"{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "servers": [{"url": "https://a.b"}],
  "tags": [{"name": "one"}],
  "paths": {
    "/a": {"get": {"operationId": "GetA", "parameters": [{"name": "top", "in": "query", "schema": {"type": "integer"}}, {"name": "skip", "in": "query", "schema": {"type": "integer"}}], "responses": {"200": {"description": "OK"}}}},
    "/b": {"get": {"operationId": "GetB", "responses": {"204": {"description": "Done"}}}, "post": {"operationId": "PostB", "responses": {"204": {"description": "Done"}}}}
  },
  "components": {"schemas": {"Order": {"type": "object", "properties": {"id": {"type": "string"}}}}}}"##;

struct Case {
    folder: PathBuf,
    options: Options,
}

/// A document and its overlays in a folder of their own.
fn case(name: &str, overlays: &[&str]) -> Case {
    let folder = std::env::temp_dir().join(format!("connector-overlay-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let document = folder.join("api.json");
    fs::write(&document, DOCUMENT).unwrap();
    let mut options = Options { documents: vec![document], base: Some(folder.clone()), ..Options::default() };
    for (index, text) in overlays.iter().enumerate() {
        let path = folder.join(format!("{index}.yaml"));
        fs::write(&path, text).unwrap();
        options.overlays.push(path);
    }
    Case { folder, options }
}

impl Drop for Case {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The document with its overlays, and what is said of them.
fn after(name: &str, overlays: &[&str]) -> (serde_json::Value, Vec<String>) {
    let case = case(name, overlays);
    let (_, after, found) = overlay::effect(&case.options);
    let found = found.iter().map(|one| format!("{}:{} {}", one.file, one.line, one.message)).collect();
    (serde_json::from_str(&after).unwrap(), found)
}

#[test]
fn objects_are_merged_lists_joined_values_replaced() {
    let text = "overlay: 1.0.0
info: {title: t, version: '1'}
actions:
  - target: $.info
    update: {title: Other, contact: {name: N}}
  - target: $.tags
    update: {name: two}
  - target: $
    update: {tags: [{name: three}], x-new: true}
  - target: $.paths.*.get
    update: {deprecated: true}
";
    let (document, found) = after("merged", &[text]);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(document["info"]["title"], "Other");
    assert_eq!(document["info"]["version"], "1");
    assert_eq!(document["info"]["contact"]["name"], "N");
    let tags: Vec<_> = document["tags"].as_array().unwrap().iter().map(|tag| tag["name"].clone()).collect();
    assert_eq!(tags, ["one", "two", "three"]);
    assert_eq!(document["x-new"], true);
    assert_eq!(document["paths"]["/b"]["get"]["deprecated"], true);
    assert!(document["paths"]["/b"]["post"].get("deprecated").is_none());
}

#[test]
fn what_is_removed_is_gone_also_several_of_one_list() {
    let text = "overlay: 1.0.0
actions:
  - {target: '$.paths[\"/a\"].get.parameters[*]', remove: true}
  - {target: '$.paths[\"/b\"].post', remove: true}
  - {target: '$.paths.*[?@.operationId == \"GetB\"]', update: {summary: Gets b.}}
  - {target: '$.paths.*[?@.operationId == \"PostB\"]', update: {summary: Gone by then.}}
";
    let (document, found) = after("removed", &[text]);
    assert_eq!(document["paths"]["/a"]["get"]["parameters"], serde_json::json!([]));
    assert!(document["paths"]["/b"].get("post").is_none());
    assert_eq!(document["paths"]["/b"]["get"]["summary"], "Gets b.");
    assert_eq!(
        found,
        ["1.yaml", "0.yaml:6 `$.paths.*[?@.operationId == \"PostB\"]` is nowhere in the document"][1..]
    );
}

#[test]
fn several_overlays_see_what_the_first_ones_made() {
    let one = "overlay: 1.0.0\nactions: [{target: $.info, update: {x-a: {b: 1}}}]";
    let two = "overlay: 1.0.0\nactions: [{target: '$.info[\"x-a\"]', update: {b: 2}}]";
    let (document, found) = after("several", &[one, two]);
    assert_eq!((document["info"]["x-a"]["b"].as_i64(), found.len()), (Some(2), 0));
}

#[test]
fn mistakes_have_their_place() {
    for (name, text, wanted) in [
        ("none", "openapi: 3.0.0", "0.yaml:1 this is no overlay"),
        ("version", "overlay: 2.0.0\nactions: []", "0.yaml:1 this is no overlay"),
        ("actions", "overlay: 1.0.0\nactions: {}", "0.yaml:2 an overlay has a list of `actions`"),
        ("target", "overlay: 1.0.0\nactions:\n  - update: {}", "0.yaml:3 an action needs a `target`"),
        (
            "idle",
            "overlay: 1.0.0\nactions:\n  - target: $",
            "0.yaml:3 an action has `update` or `remove: true`; this one does nothing",
        ),
        (
            "path",
            "overlay: 1.0.0\nactions:\n  - {target: '$.[', remove: true}",
            "0.yaml:3 the target `$.[` is no JSONPath",
        ),
        (
            "root",
            "overlay: 1.0.0\nactions:\n  - {target: $, remove: true}",
            "0.yaml:3 the whole document cannot be removed",
        ),
        (
            "kind",
            "overlay: 1.0.0\nactions:\n  - {target: $.info, update: 7}",
            "0.yaml:3 an object is updated by an object",
        ),
        (
            "scalar",
            "overlay: 1.0.0\nactions:\n  - {target: $.info.title, update: X}",
            "0.yaml:3 only objects and lists can be updated",
        ),
        (
            "dots",
            "overlay: 1.0.0\nactions:\n  - {target: '$..a..b..c', remove: true}",
            "0.yaml:3 a target has at most",
        ),
    ] {
        let (_, found) = after(name, &[text]);
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        assert!(found[0].starts_with(wanted), "{name}: {found:?}");
    }
}

#[test]
fn what_it_adds_is_generated_and_refers_to_the_document() {
    let text = r##"overlay: 1.0.0
actions:
  - target: $.paths['/a'].get.responses['200']
    update: {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
  - target: $.components.schemas.Order.properties
    update: {total: {type: numbr}}
"##;
    let case = case("refers", &[text]);
    let made = generate(&case.options);
    let code = made.tokens.to_string();
    assert!(code.contains("With < inputs :: GetA , model :: Order >"), "{code}");
    let found: Vec<_> = made
        .diagnostics
        .iter()
        .map(|one| (one.file.as_str(), one.line, one.pointer.as_str(), one.message.as_str()))
        .collect();
    assert_eq!(found, [("0.yaml", 6, "/actions/1/update/total/type", "there is no type `numbr`")]);
    assert!(made.inputs.iter().any(|path| path.ends_with("0.yaml")), "{:?}", made.inputs);
}

#[test]
fn bombs_are_refused() {
    // Every list gets two more lists: three times as many with each action.
    let wide = "overlay: 1.0.0\nactions:\n  - {target: $.info, update: {list: []}}\n".to_owned()
        + &"  - {target: $..list, update: {list: [], x: {list: []}}}\n".repeat(30);
    let deep = "overlay: 1.0.0\nactions:\n".to_owned()
        + &format!("  - {{target: $.info, update: {}1{}}}\n", "{a: ".repeat(400), "}".repeat(400))
        + &format!("  - {{target: '$..[?@.a == 1]', update: {}1{}}}\n", "{b: ".repeat(400), "}".repeat(400));
    for (name, text) in [("wide", wide), ("deep", deep)] {
        let start = std::time::Instant::now();
        let case = case(name, &[&text]);
        let _ = generate(&case.options);
        assert!(start.elapsed().as_secs() < 30, "{name}");
        let (_, _, found) = overlay::effect(&case.options);
        assert!(found.iter().any(|one| one.code.to_string() == "C0002"), "{name}: {found:?}");
    }
}
