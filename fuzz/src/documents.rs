//! Documents of each format, with what belongs to them: a client that is Rust, or an error with its place.

use std::path::PathBuf;

use connector_codegen::{Options, Severity, generate};
use serde_json::Value;

use crate::mutate::{Random, mutant};

fn options(document: &[u8]) -> Options {
    Options { documents: vec!["-".into()], stdin: Some(document.to_vec()), ..Options::default() }
}

fn sound(options: &Options) {
    let made = generate(options);
    if let Err(error) = syn::parse_file(&made.pretty()) {
        panic!("{error}\n{}", made.tokens);
    }
    let view = &made.inspect;
    let accounted = view.actions.len() + view.triggers.len() + view.skipped.len();
    assert_eq!(view.requests, accounted, "operations were lost");
    assert!(made.has_errors() || !made.tokens.is_empty(), "nothing, and no error");
    for one in &made.diagnostics {
        let shown = one.to_string();
        assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
        assert!(one.severity != Severity::Error || one.line > 0, "an error without a place: {shown}");
    }
}

pub fn openapi2(bytes: &[u8]) {
    crate::keep(bytes);
    sound(&options(bytes));
}

pub fn openapi3(bytes: &[u8]) {
    crate::keep(bytes);
    sound(&options(bytes));
}

pub fn postman(bytes: &[u8]) {
    crate::keep(bytes);
    sound(&options(bytes));
}

/// A small document that properties and overlays have something to say about.
const DOCUMENT: &[u8] = include_bytes!("../seeds/openapi2/small.json");

/// The bytes are `apiProperties.json`.
pub fn properties(bytes: &[u8]) {
    crate::keep(bytes);
    sound(&Options { properties: Some(file("properties", bytes)), ..options(DOCUMENT) });
}

/// The bytes are an overlay.
pub fn overlay(bytes: &[u8]) {
    crate::keep(bytes);
    sound(&Options { overlays: vec![file("overlay", bytes)], ..options(DOCUMENT) });
}

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = crate::scratch(&format!("{name}.json"));
    std::fs::write(&path, bytes).expect("a file that can be written");
    path
}

/// Half of the time as a document: bytes that change at random are seldom JSON.
pub fn mutate(bytes: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    if seed & 1 == 0
        && let Ok(document) = serde_json::from_slice::<Value>(&bytes[..size])
    {
        let text = mutant(&document, &mut Random::new(seed.into()));
        if text.len() <= most {
            bytes[..text.len()].copy_from_slice(&text);
            return text.len();
        }
    }
    libfuzzer_sys::fuzzer_mutate(bytes, size, most)
}
