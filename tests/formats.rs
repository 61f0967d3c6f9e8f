//! One API in several formats is one client: what users write does not depend on what the description was written in.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};

use connector_codegen::import::import;
use connector_codegen::{Decode, Generated, Options, generate};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn orders(document: &str) -> Generated {
    let made = generate(&Options {
        documents: vec![here(document)],
        properties: Some(here("examples/quickstart/apiProperties.json")),
        ..Options::default()
    });
    assert!(!made.has_errors(), "{document}: {:?}", made.diagnostics);
    made
}

/// Every public item of a generated module with its signature, in order.
fn surface(made: &Generated) -> Vec<String> {
    let text = made.pretty();
    let mut items = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
        if let Some(item) = &mut open {
            item.push(' ');
            item.push_str(line);
        } else if line.starts_with("pub ") {
            open = Some(line.to_owned());
        }
        if open.as_ref().is_some_and(|item| item.ends_with(['{', ';', ',', '}'])) && !pending(open.as_ref()) {
            // A function may have its body on the same line.
            let head = open.take().map(|item| item.split(" {").next().unwrap_or_default().to_owned());
            items.extend(head);
        }
    }
    items
}

/// Whether the parentheses of an item are still open.
fn pending(item: Option<&String>) -> bool {
    item.is_some_and(|item| item.matches('(').count() > item.matches(')').count())
}

#[test]
fn openapi_2_and_3_give_one_client() {
    let (two, three) =
        (orders("examples/quickstart/orders.swagger.json"), orders("tests/formats/orders.openapi3.yaml"));
    let (two, three) = (surface(&two), surface(&three));
    assert!(two.len() > 60, "{}", two.len());
    for (one, other) in two.iter().zip(&three) {
        assert_eq!(one, other);
    }
    assert_eq!(two.len(), three.len());
}

/// What both descriptions of an action say: its name, its call, and what it takes.
fn calls(made: &Generated) -> Vec<String> {
    let mut all: Vec<String> = made
        .inspect
        .actions
        .iter()
        .filter(|action| COLLECTED.contains(&action.id.as_str()))
        .map(|action| {
            let mut inputs: Vec<String> =
                action.inputs.iter().map(|input| format!("{} {}", input.place, input.wire)).collect();
            inputs.sort();
            // The base path is the policy's in one, and part of the paths in the other.
            let path = action.path.strip_prefix("/v1").unwrap_or(&action.path);
            format!("{}: {} {path}: {}", action.name, action.method, inputs.join(", "))
        })
        .collect();
    all.sort();
    all
}

/// What somebody with the app has called.
const COLLECTED: [&str; 5] = ["ListOrders", "CreateOrder", "GetOrder", "CancelOrder", "SetAddress"];

#[test]
fn a_collection_gives_the_same_calls() {
    let two = orders("examples/quickstart/orders.swagger.json");
    let postman = generate(&Options {
        documents: vec![here("tests/formats/orders.postman_collection.json")],
        ..Options::default()
    });
    assert!(!postman.has_errors(), "{:?}", postman.diagnostics);
    assert_eq!(calls(&two).len(), COLLECTED.len());
    // The body of an address has a name and a type of its own in one, and inputs of its own in the other.
    let named = |line: &String| line.starts_with("set_address: ");
    let (one, other): (Vec<String>, Vec<String>) = (calls(&two), calls(&postman));
    for (one, other) in one.iter().zip(&other).filter(|(one, _)| !named(one)) {
        assert_eq!(one, other);
    }
    let fields = "body city, body country, body instructions, body street, path orderId";
    let address = other.iter().find(|line| named(line)).unwrap();
    assert_eq!(*address, format!("set_address: PUT /orders/{{orderId}}/address: {fields}"));

    // One key in one header, and the region as a value of the connection.
    let text = |made: &Generated| made.pretty();
    for made in [&two, &postman] {
        assert!(text(made).contains(r#""X-Api-Key""#));
        assert!(text(made).contains("api_key: impl Into<rt::Secret>,"), "{}", text(made));
        assert!(text(made).contains("pub fn api_key("));
    }
    // What was always there is promised; text is any text.
    let code = text(&postman);
    for field in ["pub id: String", "pub total: f64", "pub placed_at: rt::DateTime", "pub status: String"] {
        assert!(code.contains(field), "{field}\n{code}");
    }
}

/// The folder that `import` writes of a description.
fn imported(number: usize, source: &Options) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("import-{number}"));
    let _ = std::fs::remove_dir_all(&folder);
    let written = import(source, &folder).unwrap();
    assert_eq!((written.limits, written.written.len()), (Vec::new(), 2), "{:?}", source.documents);
    folder
}

/// What `import` writes is the same client, whichever format it is written of.
#[test]
fn an_imported_folder_is_the_same_client() {
    for (number, (document, properties)) in [
        ("examples/quickstart/orders.swagger.json", Some("examples/quickstart/apiProperties.json")),
        ("tests/formats/orders.openapi3.yaml", Some("examples/quickstart/apiProperties.json")),
        ("tests/formats/orders.postman_collection.json", None),
        ("tests/formats/names.openapi3.yaml", None),
        ("tests/formats/names.postman_collection.json", None),
    ]
    .into_iter()
    .enumerate()
    {
        let options = |document: PathBuf, properties: Option<PathBuf>| Options {
            documents: vec![document],
            properties,
            decode: Some(Decode::Strict),
            ..Options::default()
        };
        let source = options(here(document), properties.map(here));
        let folder = imported(number, &source);
        let definition = folder.join("apiDefinition.swagger.json");
        let (one, other) =
            (generate(&source), generate(&options(definition, Some(folder.join("apiProperties.json")))));
        assert!(!other.has_errors(), "{document}: {:?}", other.diagnostics);
        let (one, other) = (surface(&one), surface(&other));
        for (one, other) in one.iter().zip(&other) {
            assert_eq!(one, other, "{document}");
        }
        assert_eq!(one.len(), other.len(), "{document}");
    }
}

/// The platform's schema refuses extensions and formats that it does not know at a place: the client is told under names of its own.
#[test]
fn what_the_platform_refuses_has_a_name_of_its_own() {
    let of = |number, document| {
        let source = Options { documents: vec![here(document)], ..Options::default() };
        let folder = imported(number, &source);
        let read = |file| std::fs::read_to_string(folder.join(file)).unwrap();
        let [definition, properties] = ["apiDefinition.swagger.json", "apiProperties.json"].map(read);
        (serde_json::from_str::<serde_json::Value>(&definition).unwrap(), properties)
    };
    let (made, _) = of(10, "tests/formats/names.openapi3.yaml");
    let list = &made["paths"]["/things"]["get"];
    let [color, filter, since, shape] = [0, 1, 2, 3].map(|at| &list["parameters"][at]);
    assert_eq!(color["x-connector-client-name"], "hue");
    assert_eq!(color["x-connector-enum"]["name"], "Color");
    assert_eq!(filter["x-connector-skip-url-encoding"], true);
    assert_eq!((&since["x-connector-format"], &since["format"]), (&"time".into(), &serde_json::Value::Null));
    assert_eq!(shape["enum"], serde_json::json!(["round", "flat"]));
    assert_eq!(list["x-ms-pageable"], serde_json::json!({"nextLinkName": "next"}));
    assert_eq!(
        list["x-connector-pageable"],
        serde_json::json!({"nextLinkName": "next", "itemName": "things"})
    );
    assert_eq!(made["paths"]["/things"]["put"]["x-connector-long-running-operation"], true);
    assert_eq!(made["definitions"]["Disc"]["x-connector-discriminator-value"], "disc");
    let thing = &made["definitions"]["Thing"];
    assert_eq!(thing["x-connector-discriminator"]["mapping"]["cube"], "#/definitions/Cube");
    assert_eq!(thing["x-connector-oneOf"][0]["$ref"], "#/definitions/Ball");
    let text = made.to_string();
    let refused =
        ["client-name", "discriminator-value", "skip-url-encoding", "long-running-operation", "enum"];
    assert!(refused.iter().all(|name| !text.contains(&format!("\"x-ms-{name}\""))), "{text}");

    // Two requests of one method and path, two folders of one name, and a host that the platform cannot ask for as it is called.
    let (made, properties) = of(11, "tests/formats/names.postman_collection.json");
    let more: Vec<&String> = made["x-connector-paths"].as_object().unwrap().keys().collect();
    assert_eq!(more, ["/login#SignInWithAForm"]);
    assert_eq!(made["tags"].as_array().unwrap().len(), 1, "{made}");
    assert!(properties.contains("@connectionParameters('pci_host')"), "{properties}");
}
