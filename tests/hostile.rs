//! Documents that are wrong, or meant to do harm: a clear error with its place, in bounded time, never a panic, and what is
//! generated is always Rust.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use connector_codegen::{Generated, Options, Rendered, Severity, generate};
use serde_json::{Value, json};

/// More than any of these documents needs, on a slow machine too.
const PATIENCE: Duration = Duration::from_secs(20);

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

fn from_text(text: &str) -> Generated {
    timed(&Options {
        documents: vec!["-".into()],
        stdin: Some(text.as_bytes().to_vec()),
        ..Options::default()
    })
}

fn from_file(path: &Path) -> Generated {
    timed(&Options { documents: vec![path.to_owned()], ..Options::default() })
}

/// Generates; what comes out is Rust, and did not take long.
fn timed(options: &Options) -> Generated {
    let start = Instant::now();
    let made = generate(options);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    if let Err(error) = syn::parse_file(&made.pretty()) {
        panic!("{error}\n{}", made.tokens);
    }
    made
}

fn errors(made: &Generated) -> Vec<&Rendered> {
    made.diagnostics.iter().filter(|one| one.severity == Severity::Error).collect()
}

/// The one error, as `code line:column message`.
fn only_error(made: &Generated) -> String {
    let errors = errors(made);
    assert_eq!(errors.len(), 1, "{errors:?}");
    let one = errors[0];
    format!("{} {}:{} {}", one.code, one.line, one.column, one.message)
}

/// A document around `paths`.
fn document(paths: &str) -> String {
    format!(
        "{{\"swagger\": \"2.0\", \"info\": {{\"title\": \"T\", \"version\": \"1\"}},\n\"paths\": {paths}}}"
    )
}

#[test]
fn broken_json() {
    let made = from_text("{\n  \"swagger\": \"2.0\",\n  \"paths\": {]\n}");
    let error = only_error(&made);
    assert!(error.starts_with("C0004 3:"), "{error}");
    assert!(made.tokens.is_empty());
}

#[test]
fn nothing_at_all() {
    for text in ["", " ", "\u{feff}", "null", "[]", "3", "\"swagger\"", "{}", "{\"asyncapi\": \"3.0.0\"}"] {
        let made = from_text(text);
        assert_eq!(errors(&made).len(), 1, "{text:?}: {:?}", made.diagnostics);
        assert!(made.tokens.is_empty(), "{text:?}");
    }
}

#[test]
fn a_dangling_reference_costs_no_other_action() {
    let made = from_text(&document(
        r##"{"/a": {"get": {"operationId": "GetA", "responses": {"200": {"schema": {"$ref": "#/definitions/Missing"}}}}},
"/b": {"get": {"operationId": "GetB", "responses": {"204": {}}}}}"##,
    ));
    let error = only_error(&made);
    assert!(error.starts_with("C0011 2:") && error.contains("#/definitions/Missing"), "{error}");
    assert!(made.inspect.actions.iter().any(|action| action.id == "GetB"));
}

#[test]
fn an_operation_id_used_twice() {
    let made = from_text(&document(
        "{\"/a\": {\"get\": {\"operationId\": \"Same\", \"responses\": {}}},\n\"/b\": {\"get\": {\"operationId\": \"Same\", \"responses\": {}}}}",
    ));
    let error = only_error(&made);
    assert!(error.starts_with("C0115 3:") && error.contains("`Same`"), "{error}");
    assert_eq!((made.inspect.actions.len(), made.inspect.skipped.len()), (1, 1));
}

#[test]
fn a_placeholder_that_nothing_declares() {
    let made =
        from_text(&document("{\"/a/{id}\":\n{\"get\": {\"operationId\": \"GetA\", \"responses\": {}}}}"));
    let error = only_error(&made);
    assert!(error.starts_with("C0116 3:") && error.contains("`{id}`"), "{error}");
    assert_eq!((made.inspect.actions.len(), made.inspect.skipped.len()), (0, 1));
}

/// A little of everything, so that a mutation has something to hit.
const SMALL: &str = include_str!("../fuzz/seeds/openapi2/small.json");

fn small() -> Value {
    serde_json::from_str(SMALL).unwrap()
}

/// The pointers of all values.
fn pointers(value: &Value, at: String, all: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                pointers(value, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), all);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, format!("{at}/{index}"), all);
            }
        }
        _ => {}
    }
    all.push(at);
}

#[test]
fn the_small_document_is_sound() {
    let made = from_text(&small().to_string());
    assert!(errors(&made).is_empty(), "{:?}", made.diagnostics);
    assert_eq!(made.inspect.actions.len() + made.inspect.triggers.len(), 2);
}

#[test]
fn every_value_of_every_other_type() {
    let mut all = Vec::new();
    pointers(&small(), String::new(), &mut all);
    assert!(all.len() > 150, "{}", all.len());
    let others = [
        json!(null),
        json!(true),
        json!(-3),
        json!(1e300),
        json!(""),
        json!("*/ \" # ` \u{0}"),
        json!([]),
        json!(["x", ["y"], {"z": 1}, null]),
        json!({}),
        json!({"type": "object", "properties": {"x": {"type": "string"}}}),
        json!({"$ref": "#"}),
        json!({"$ref": "#/definitions/A"}),
    ];
    for pointer in all {
        for other in &others {
            let mut changed = small();
            *changed.pointer_mut(&pointer).unwrap() = other.clone();
            let made = from_text(&changed.to_string());
            let accounted =
                made.inspect.actions.len() + made.inspect.triggers.len() + made.inspect.skipped.len();
            assert_eq!(made.inspect.requests, accounted, "{pointer} = {other}");
            for one in &made.diagnostics {
                assert!(!one.message.is_empty() && !one.message.contains('\n'), "{pointer} = {other}: {one}");
            }
        }
    }
}

#[test]
fn every_key_left_out() {
    let mut all = Vec::new();
    pointers(&small(), String::new(), &mut all);
    for pointer in all {
        let Some((holder, key)) = pointer.rsplit_once('/') else { continue };
        let mut changed = small();
        if let Some(members) = changed.pointer_mut(holder).and_then(Value::as_object_mut) {
            members.remove(&key.replace("~1", "/").replace("~0", "~"));
        }
        from_text(&changed.to_string());
    }
}

#[test]
fn nested_ten_thousand_deep() {
    let deep = 10_000;
    for (open, close) in [("[", "]"), ("{\"items\":", "}"), ("{\"properties\":{\"a\":", "}}")] {
        let text = document(&format!(
            "{{}}, \"definitions\": {{\"A\": {}1{}}}",
            open.repeat(deep),
            close.repeat(deep)
        ));
        let error = only_error(&from_text(&text));
        assert!(error.starts_with("C0002 2:"), "{error}");
    }
    let block: String = (0..deep).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let error = only_error(&from_text(&block));
    assert!(error.starts_with("C0002 "), "{error}");
    let error = only_error(&from_text(&"- ".repeat(deep)));
    assert!(error.starts_with("C0002 "), "{error}");
}

/// A document with one action that gives back `#/definitions/D0`.
fn giving_back(definitions: &[String]) -> String {
    let action = r##"{"/a": {"get": {"operationId": "GetA", "responses": {"200": {"schema": {"$ref": "#/definitions/D0"}}}}}}"##;
    document(&format!("{action}, \"definitions\": {{{}}}", definitions.join(", ")))
}

/// `length` definitions, each made from its number and the reference to the next; the last refers to `D0`.
fn chain(length: usize, definition: impl Fn(usize, &str) -> String) -> Vec<String> {
    (0..length)
        .map(|index| {
            let next = format!("{{\"$ref\": \"#/definitions/D{}\"}}", (index + 1) % length);
            format!("\"D{index}\": {}", definition(index, &next))
        })
        .collect()
}

#[test]
fn nested_as_deep_as_allowed() {
    let deep = 240;
    let (open, close) = ("{\"type\": \"object\", \"properties\": {\"a\": ", "}}");
    let schema = format!("{}{{\"type\": \"string\"}}{}", open.repeat(deep), close.repeat(deep));
    let made = from_text(&giving_back(&[format!("\"D0\": {schema}")]));
    assert!(errors(&made).is_empty(), "{:?}", errors(&made));
    let schema = format!("{}{{}}{}", "{\"type\": \"array\", \"items\": ".repeat(deep), "}".repeat(deep));
    let made = from_text(&giving_back(&[format!("\"D0\": {schema}")]));
    assert!(errors(&made).is_empty(), "{:?}", errors(&made));
}

#[test]
fn a_long_chain_of_references() {
    let mut all = chain(5_000, |_, next| next.to_owned());
    from_text(&giving_back(&all));
    all[4_999] = "\"D4999\": {\"type\": \"string\"}".to_owned();
    from_text(&giving_back(&all));
}

#[test]
fn a_long_chain_of_lists() {
    from_text(&giving_back(&chain(5_000, |_, next| format!("{{\"type\": \"array\", \"items\": {next}}}"))));
}

#[test]
fn a_long_chain_of_objects() {
    let made = from_text(&giving_back(&chain(5_000, |_, next| {
        format!("{{\"type\": \"object\", \"properties\": {{\"next\": {next}}}}}")
    })));
    assert!(errors(&made).is_empty(), "{:?}", errors(&made));
}

#[test]
fn a_long_chain_of_parts() {
    from_text(&giving_back(&chain(2_000, |index, next| {
        format!("{{\"allOf\": [{next}, {{\"properties\": {{\"p{index}\": {{\"type\": \"string\"}}}}}}]}}")
    })));
}

/// Each has a property that is the next one and more, which has its properties, of which one is the one after and more.
#[test]
fn a_long_chain_of_parts_in_properties() {
    let more = |index: usize, next: &str| {
        format!("{{\"allOf\": [{next}, {{\"properties\": {{\"p{index}\": {{\"type\": \"string\"}}}}}}]}}")
    };
    for (before, after) in [("", ""), ("{\"type\": \"array\", \"items\": ", "}")] {
        let made = from_text(&giving_back(&chain(4_000, |index, next| {
            format!("{{\"properties\": {{\"a\": {before}{}{after}}}}}", more(index, next))
        })));
        assert!(errors(&made).is_empty(), "{:?}", errors(&made));
    }
    let made = from_text(&giving_back(&chain(4_000, |index, next| {
        format!("{{\"type\": \"object\", \"additionalProperties\": {}}}", more(index, next))
    })));
    assert!(errors(&made).is_empty(), "{:?}", errors(&made));
}

/// Schemas without a name that have themselves as a property, by way of a base.
#[test]
fn schemas_that_stand_in_themselves() {
    let with_itself = |inner: &str| {
        let all = format!(
            "\"D0\": {{\"discriminator\": \"k\", \"properties\": {{\"k\": {{\"type\": \"string\"}}, \"own\": {inner}}}}}"
        );
        from_text(&giving_back(&[
            all,
            r##""D1": {"allOf": [{"$ref": "#/definitions/D0"}, {"properties": {"b": {"type": "string"}}}]}"##
                .to_owned(),
        ]))
    };
    let one = r##"{"allOf": [{"$ref": "#/definitions/D1"}, {"type": "object"}]}"##;
    for inner in [one.to_owned(), format!("{{\"type\": \"array\", \"items\": {one}}}")] {
        let made = with_itself(&inner);
        assert!(errors(&made).is_empty(), "{:?}", errors(&made));
        assert!(made.tokens.to_string().contains("D0Own"), "{}", made.tokens);
    }
}

#[test]
fn a_yaml_bomb() {
    let mut text = String::from("swagger: '2.0'\na: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let previous = format!("*a{}", level - 1);
        text += &format!("b{level}: &a{level} [{}]\n", [previous.as_str(); 9].join(", "));
    }
    let error = only_error(&from_text(&text));
    assert!(error.starts_with("C0002 "), "{error}");
}

#[test]
fn two_hundred_megabytes_of_nothing() {
    let path = scratch("large.json");
    fs::File::create(&path).unwrap().set_len(200 << 20).unwrap();
    let start = Instant::now();
    let error = only_error(&from_file(&path));
    assert!(error.starts_with("C0002 "), "{error}");
    assert!(start.elapsed() < Duration::from_secs(10), "it was read: {:?}", start.elapsed());
}

#[test]
fn files_that_are_none() {
    for path in [scratch("missing.json"), scratch("").join("."), PathBuf::from("/dev/zero")] {
        let made = from_file(&path);
        assert_eq!(errors(&made).len(), 1, "{}: {:?}", path.display(), made.diagnostics);
    }
}

/// One mistake a thousand times is not a thousand messages.
#[test]
fn many_mistakes() {
    let paths: Vec<String> = (0..3_000)
        .map(|index| {
            format!(
                "\"/a{index}/{{id}}\": {{\"get\": {{\"operationId\": \"Get{index}\", \"responses\": {{}}}}}}"
            )
        })
        .collect();
    let made = from_text(&document(&format!("{{{}}}", paths.join(", "))));
    assert!((100..1_000).contains(&made.diagnostics.len()), "{}", made.diagnostics.len());
    assert_eq!(made.inspect.skipped.len(), 3_000);
}

/// A collection around items.
fn collection(items: &str) -> String {
    format!("{{\"info\": {{\"name\": \"C\"}}, \"item\": [\n{items}]}}")
}

fn warnings(made: &Generated) -> Vec<String> {
    let all = made.diagnostics.iter().filter(|one| one.severity == Severity::Warning);
    all.map(|one| format!("{} {}:{} {}", one.code, one.line, one.column, one.message)).collect()
}

#[test]
fn a_collection_of_fifty_megabytes() {
    let long = "x".repeat(250);
    let body: String =
        (0..45).map(|n| format!("{{\\\"id\\\": {n}, \\\"text\\\": \\\"{long}\\\"}},")).collect();
    let item = |n: usize| {
        format!(
            "{{\"name\": \"Get {n}\", \"request\": {{\"url\": \"https://h.example/r{}/{n}\"}}, \"response\": [{{\"code\": 200, \"body\": \"[{}]\"}}]}}",
            n % 500,
            body.trim_end_matches(',')
        )
    };
    let text = collection(&(0..4200).map(item).collect::<Vec<_>>().join(",\n"));
    assert!(text.len() > 50 << 20, "{}", text.len());
    let path = scratch("large.postman_collection.json");
    fs::write(&path, text).unwrap();
    let start = Instant::now();
    let made = generate(&Options { documents: vec![path], ..Options::default() });
    // A debug build on a busy machine; what matters is that it is bounded and says what it left out.
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
    assert!(!made.has_errors() && made.inspect.actions.len() >= 500, "{}", made.inspect.actions.len());
}

#[test]
fn folders_ten_thousand_deep() {
    let deep = |levels: usize| {
        let open = "{\"name\": \"f\", \"item\": [".repeat(levels);
        format!("{open}{{\"name\": \"r\", \"request\": \"https://h.example/a\"}}{}", "]}".repeat(levels))
    };
    let made = from_text(&collection(&deep(10_000)));
    assert!(only_error(&made).starts_with("C0002 2:"), "{}", only_error(&made));
    let made = from_text(&collection(&deep(200)));
    assert!(warnings(&made)[0].contains("more than 64 levels deep"), "{:?}", warnings(&made));
    // Version 1 can be a chain of any length without being deep itself.
    let folders: Vec<String> = (0..20_000)
        .map(|n| format!("{{\"id\": \"{n}\", \"name\": \"f{n}\", \"folders_order\": [\"{}\"]}}", n + 1))
        .collect();
    let v1 = format!(
        "{{\"id\": \"c\", \"name\": \"C\", \"order\": [], \"requests\": [], \"folders\": [{}]}}",
        folders.join(",")
    );
    let made = from_text(&v1);
    assert!(!made.has_errors(), "{:?}", errors(&made));
}

#[test]
fn variables_in_circles_and_without_bounds() {
    let doubling: Vec<String> = (0..60)
        .map(|n| format!("{{\"key\": \"v{n}\", \"value\": \"{{{{v{0}}}}}{{{{v{0}}}}}\"}}", n + 1))
        .collect();
    let text = format!(
        "{{\"info\": {{\"name\": \"C\"}}, \"variable\": [{{\"key\": \"a\", \"value\": \"{{{{b}}}}\"}}, {{\"key\": \"b\", \"value\": \"{{{{a}}}}\"}}, {}],\n\"item\": [{{\"name\": \"r\", \"request\": \"{{{{a}}}}/{{{{v0}}}}\"}}]}}",
        doubling.join(",")
    );
    let made = from_text(&text);
    assert!(
        warnings(&made).iter().any(|one| one.contains("`a` is defined by itself")),
        "{:?}",
        warnings(&made)
    );
    assert_eq!(made.inspect.actions.len(), 1);
}

#[test]
fn a_collection_with_every_value_of_every_other_type() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for trap in ["postman_v1", "postman_v20", "postman_auth"] {
        let text = fs::read_to_string(folder.join(trap).join("input.json")).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        let mut all = Vec::new();
        pointers(&document, String::new(), &mut all);
        for pointer in all.iter().filter(|pointer| !pointer.is_empty()) {
            for other in [json!(null), json!(17), json!({"a": [1]})] {
                let mut changed = document.clone();
                *changed.pointer_mut(pointer).unwrap() = other;
                from_text(&changed.to_string());
            }
        }
    }
}

/// Found by mutants: whatever of a dump is no collection was left out without a word.
#[test]
fn a_dump_of_what_are_no_collections() {
    let made = from_text(r#"{"collections": [{"id": "1", "name": "First", "requests": -1}, {"item": []}]}"#);
    assert_eq!(only_error(&made), "C0406 1:1 there is no collection in this file");
    assert_eq!(warnings(&made).len(), 2, "{:?}", warnings(&made));
}

#[test]
fn a_file_of_another_kind() {
    let environment = r#"{"name": "E", "values": [], "_postman_variable_scope": "environment"}"#;
    let made = from_text(environment);
    assert_eq!(only_error(&made), "C0406 1:1 this is an environment: it holds variables, no requests");
}

/// Repairs of exports look at everything that a document has: neither many operations of one name nor long texts make them slow.
#[test]
fn an_export_of_the_worst_kind() {
    let operations = |number: usize| {
        format!(
            r#""/{}a{number}": {{"get": {{"operationId": "Same_Get", "responses": {{"200": {{"description": "OK"}}}}}}}}"#,
            "-".repeat(number % 7)
        )
    };
    let paths: Vec<String> = (0..5_000).map(operations).collect();
    let text = format!(
        r#"{{"swagger": "2.0", "info": {{"title": "{}", "version": "1"}}, "host": "x.azurewebsites.net", "paths": {{{}}}}}"#,
        "?sig=".repeat(200_000) + &"=".repeat(1 << 20),
        paths.join(",")
    );
    let started = Instant::now();
    let made = generate(&Options {
        documents: vec!["-".into()],
        stdin: Some(text.into_bytes()),
        fix_operation_ids: true,
        ..Options::default()
    });
    assert!(made.inspect.actions.len() > 4_900, "{}", made.inspect.actions.len());
    assert!(started.elapsed() < Duration::from_secs(120), "{:?}", started.elapsed());
}

/// Texts, one for each number, with commas between.
fn many(count: usize, each: impl Fn(usize) -> String) -> String {
    (0..count).map(each).collect::<Vec<_>>().join(",\n")
}

/// Nothing comes of it but one error of this text, and the place of what was too much.
fn too_large(document: &str, says: &str) {
    let made = from_text(document);
    let error = only_error(&made);
    assert!(error.starts_with("C0002 ") && error.contains(says) && !error.contains(" 1:1 "), "{error}");
    assert!(made.tokens.is_empty());
}

#[test]
fn more_operations_than_are_read() {
    let paths =
        many(50_001, |n| format!(r#""/{n}": {{"get": {{"operationId": "Get{n}", "responses": {{}}}}}}"#));
    too_large(&document(&format!("{{{paths}}}")), "50000 operations");
}

#[test]
fn what_references_multiply() {
    // One path that is many, with all its parameters.
    let parameters = many(100, |n| format!(r#"{{"in": "query", "name": "p{n}", "type": "string"}}"#));
    let paths = many(4_000, |n| format!(r##""/{n}": {{"$ref": "#/x-shared"}}"##));
    let shared = format!(r#""x-shared": {{"parameters": [{parameters}], "get": {{"responses": {{}}}}}}"#);
    too_large(&document(&format!("{{{paths}}}, {shared}")), "300000 copies");
    // A base of many properties, and many definitions on it, each of which leads to the next.
    let properties = many(1_000, |n| format!(r#""p{n}": {{"type": "string"}}"#));
    let base = format!(r#""Base": {{"type": "object", "properties": {{{properties}}}}}"#);
    let mut built = chain(400, |_, next| {
        format!(r##"{{"allOf": [{{"$ref": "#/definitions/Base"}}, {{"properties": {{"next": {next}}}}}]}}"##)
    });
    built.push(base);
    too_large(&giving_back(&built), "300000 copies");
    // Alternatives beside properties that are two of the next, and so on: as many as a computer has never counted to.
    let twice = chain(60, |_, next| {
        format!(r#"{{"properties": {{"a": {{"type": "string"}}}}, "oneOf": [{next}, {next}]}}"#)
    });
    let text = giving_back(&twice).replace("\"swagger\": \"2.0\"", "\"openapi\": \"3.0.3\"");
    let text = text.replace("#/definitions/", "#/components/schemas/");
    let text = text.replace("\"definitions\": {", "\"components\": {\"schemas\": {") + "}";
    let content =
        "\"content\": {\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/D0\"}}}";
    too_large(
        &text.replacen("\"schema\": {\"$ref\": \"#/components/schemas/D0\"}", content, 1),
        "300000 copies",
    );
}

#[test]
fn more_security_schemes_than_are_compared() {
    let schemes = many(1_001, |n| format!(r#""s{n}": {{"type": "apiKey", "in": "header", "name": "h{n}"}}"#));
    too_large(&document(&format!("{{}}, \"securityDefinitions\": {{{schemes}}}")), "1000 security schemes");
}

/// A client that would be too large is none; what is chosen of it is one.
#[test]
fn a_client_that_is_too_large() {
    let values = many(250_000, |n| format!("\"v{n}\""));
    let text = document(&format!(
        r#"{{"/a": {{"get": {{"operationId": "GetA", "responses": {{}}}}}}, "/b": {{"get": {{"operationId": "GetB",
        "parameters": [{{"in": "query", "name": "q", "type": "string", "enum": [{values}]}}], "responses": {{}}}}}}}}"#
    ));
    too_large(&text, "250000 parts");
    let chosen = timed(&Options {
        documents: vec!["-".into()],
        stdin: Some(text.into_bytes()),
        actions: Some(vec!["GetA".to_owned()]),
        ..Options::default()
    });
    assert!(errors(&chosen).is_empty(), "{:?}", errors(&chosen));
    assert_eq!(chosen.inspect.actions.len(), 1);
}

/// Webhooks look for the actions that end them, and both may be many.
#[test]
fn many_webhooks() {
    let url = r#"{"type": "string", "x-ms-notification-url": true}"#;
    let paths = many(4_000, |n| {
        format!(
            r#""/a/{n}": {{"post": {{"operationId": "On{n}", "x-ms-trigger": "single", "parameters": [{{"in": "body", "name": "b",
            "schema": {{"type": "object", "properties": {{"url": {url}}}}}}}], "responses": {{}}}}}}, "/a/{n}/{{id}}": {{"delete":
            {{"operationId": "End{n}", "parameters": [{{"in": "path", "name": "id", "required": true, "type": "string"}}], "responses": {{}}}}}}"#
        )
    });
    let made = from_text(&document(&format!("{{{paths}}}")));
    let ends = made.inspect.triggers.iter().filter_map(|one| one.unsubscribe.as_ref());
    assert!(ends.enumerate().all(|(n, (end, rule))| *end == format!("End{n}") && rule == "below"));
    assert_eq!(made.inspect.triggers.len(), 4_000);
}
