use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::Options;
use crate::generate::diagnose;

/// The proposals for operations, each by its parameters and the schema of its reply.
fn proposals(operations: &[(&str, &str, &str)]) -> BTreeMap<String, String> {
    let paths: Vec<String> = operations
        .iter()
        .map(|(id, parameters, schema)| {
            let method = if parameters.contains("\"body\"") { "post" } else { "get" };
            format!(
                r#""/{id}": {{"{method}": {{"operationId": "{id}", "parameters": [{parameters}],
                "responses": {{"200": {{"description": "d", "schema": {schema}}}}}}}}}"#
            )
        })
        .collect();
    let document = format!(
        r#"{{"swagger": "2.0", "info": {{"title": "T", "version": "1"}}, "host": "h.example", "paths": {{{}}}}}"#,
        paths.join(", ")
    );
    let options = Options {
        documents: vec![PathBuf::from("-")],
        stdin: Some(document.into_bytes()),
        ..Options::default()
    };
    let inspect = diagnose(&options).inspect;
    assert!(inspect.diagnostics.is_empty(), "{:?}", inspect.diagnostics);
    inspect.proposals.into_iter().map(|one| (one.action, one.extension)).collect()
}

const PAGE: &str = r#"{"name": "page_number", "in": "query", "type": "integer"}"#;
const LIMIT: &str = r#"{"name": "limit", "in": "query", "type": "integer"}"#;
const CURSOR: &str = r#"{"name": "cursor", "in": "query", "type": "string"}"#;
const LIST: &str =
    r#"{"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}}"#;

#[test]
fn what_fits_is_proposed() {
    let object = |members: &str| format!(r#"{{"type": "object", "properties": {{{members}}}}}"#);
    let found = proposals(&[
        ("Page", PAGE, &object(&format!(r#""rows": {LIST}, "totalPages": {{"type": "integer"}}"#))),
        ("Offset", &format!(r#"{{"name": "offset", "in": "query", "type": "integer"}}, {LIMIT}"#), LIST),
        (
            "Cursor",
            CURSOR,
            &object(&format!(
                r#""data": {LIST}, "has_more": {{"type": "boolean"}}, "meta": {}"#,
                object(r#""next_cursor": {"type": "string"}"#)
            )),
        ),
        (
            "After",
            r#"{"name": "starting_after", "in": "query", "type": "string"}"#,
            &object(&format!(r#""data": {LIST}, "has_more": {{"type": "boolean"}}"#)),
        ),
        (
            "Url",
            "",
            &object(&format!(
                r#""items": {LIST}, "_links": {}"#,
                object(&format!(r#""next": {}"#, object(r#""href": {"type": "string"}"#)))
            )),
        ),
        (
            "Body",
            r#"{"name": "body", "in": "body", "schema": {"type": "object", "properties": {"page": {"type": "integer"}}}}"#,
            LIST,
        ),
    ]);
    let wanted = [
        ("Page", r#"{"kind": "page", "input": "page_number", "items": "/rows", "pages": "/totalPages"}"#),
        ("Offset", r#"{"kind": "offset", "input": "offset", "items": ""}"#),
        (
            "Cursor",
            r#"{"kind": "cursor", "input": "cursor", "next": "/meta/next_cursor", "items": "/data", "more": "/has_more"}"#,
        ),
        (
            "After",
            r#"{"kind": "cursor", "input": "starting_after", "next": "/data/-1/id", "items": "/data", "more": "/has_more"}"#,
        ),
        ("Url", r#"{"kind": "url", "next": "/_links/next/href", "items": "/items"}"#),
        ("Body", r#"{"kind": "page", "input": "/page", "items": ""}"#),
    ];
    for (id, wanted) in wanted {
        assert_eq!(found.get(id).map(String::as_str), Some(wanted), "{id}");
    }
}

#[test]
fn what_is_doubtful_is_not() {
    let found = proposals(&[
        // No list, two lists, an offset alone, a page that is text of another kind, a link that may be a URL.
        ("NoList", PAGE, r#"{"type": "object", "properties": {"id": {"type": "string"}}}"#),
        ("TwoLists", PAGE, &format!(r#"{{"type": "object", "properties": {{"a": {LIST}, "b": {LIST}}}}}"#)),
        ("OffsetAlone", r#"{"name": "offset", "in": "query", "type": "integer"}"#, LIST),
        (
            "StartDate",
            &format!(r#"{{"name": "start", "in": "query", "type": "string", "format": "date"}}, {LIMIT}"#),
            LIST,
        ),
        ("Flag", r#"{"name": "page", "in": "query", "type": "boolean"}"#, LIST),
        (
            "NextAlone",
            CURSOR,
            &format!(
                r#"{{"type": "object", "properties": {{"data": {LIST}, "next": {{"type": "string"}}}}}}"#
            ),
        ),
        ("Plain", LIMIT, LIST),
    ]);
    assert!(found.is_empty(), "{found:?}");
}
