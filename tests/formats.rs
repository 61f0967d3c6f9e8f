//! One API in several formats is one client: what users write does not depend on what the description was written in.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};

use connector_codegen::{Generated, Options, generate};

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
    let text = made.pretty().unwrap();
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
            items.extend(open.take());
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
