use std::str::FromStr as _;

use connector_codegen::Decode;
use proc_macro2::TokenStream;

use crate::args::Args;
use crate::expand::expand;

fn args(text: &str) -> Args {
    syn::parse_str(text).unwrap()
}

/// The messages about the arguments, in order.
fn errors(text: &str) -> Vec<String> {
    args(text).errors.into_iter().flatten().map(|error| error.to_string()).collect()
}

#[test]
fn every_option_arrives() {
    let args = args(
        r#""a.json", "b.json", actions = ["A", "B"], triggers = [], tags = ["t",], properties = "p.json", strict = true,
        decode = "lenient", base_url = "https://x", crate = "::sdk", names = {"/paths/~1a/get" = "fetch_a"},
        types = {"Money" = "crate::Money",}, skip = ["S"], lock = "connector.lock", overlay = ["one.yaml", "two.yaml"], allow_outside = true,
        from = "OUT_DIR", warnings = "show","#,
    );
    assert!(args.errors.is_none());
    let documents: Vec<String> = args.documents.iter().map(syn::LitStr::value).collect();
    assert_eq!(documents, ["a.json", "b.json"]);
    let options = args.options;
    assert_eq!(options.actions, Some(vec!["A".to_string(), "B".to_string()]));
    assert_eq!(options.triggers, Some(vec![]), "none at all is a choice");
    assert_eq!(options.tags, Some(vec!["t".to_string()]));
    assert_eq!(options.properties.as_deref(), Some("p.json".as_ref()));
    assert!(options.strict && options.allow_outside && args.from_out_dir && args.show_warnings);
    assert_eq!(options.decode, Some(Decode::Lenient));
    assert_eq!(options.base_url.as_deref(), Some("https://x"));
    assert_eq!(options.crate_path.as_deref(), Some("::sdk"));
    assert_eq!(options.rename, [("/paths/~1a/get".to_string(), "fetch_a".to_string())]);
    assert_eq!(options.types, [("Money".to_string(), "crate::Money".to_string())]);
    assert_eq!(options.skip, ["S"]);
    assert_eq!(options.overlays, [std::path::Path::new("one.yaml"), std::path::Path::new("two.yaml")]);
    assert_eq!(options.lock.as_deref(), Some("connector.lock".as_ref()));
}

#[test]
fn all_mistakes_are_told_and_the_rest_is_kept() {
    let text =
        r#""a.json", action = ["A"], strict = "yes", decode = "lax", tags = ["t"], from = "SRC", skip = "S""#;
    let found = errors(text);
    let expected = [
        "no option `action`; did you mean `actions`?",
        "expected strict = true",
        "no way to decode `lax`",
        "no place to start from `SRC`; known: `OUT_DIR`",
        r#"expected skip = ["GetOrder"]"#,
    ];
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.contains(expected), "{found} is not {expected}");
    }
    assert_eq!(args(text).options.tags, Some(vec!["t".to_string()]));
}

#[test]
fn mistakes_of_form() {
    assert_eq!(errors(""), [r#"name the document: connector!("api.json")"#]);
    assert_eq!(errors(r#""a.json", strict = true, strict = false"#), ["`strict` is given twice"]);
    assert_eq!(errors(r#""a.json", strict = true, "b.json""#), ["documents come before the options"]);
    assert_eq!(errors(r#""a.json", strict"#), ["`strict` needs a value: strict = true"]);
    assert_eq!(errors(r#""a.json" "b.json""#), ["expected a comma"]);
    assert!(errors(r#""a.json", 7"#).concat().contains("expected a document"));
    assert!(errors(r#""a.json", overlay = 7"#).concat().contains("expected overlay ="));
    assert_eq!(
        errors(r#""a.json", names = {"A": "b"}"#),
        [r#"expected names = {"GetOrder" = "fetch_order"}"#]
    );
}

#[test]
fn a_missing_document_is_one_error_at_its_name() {
    let code = expand(TokenStream::from_str(r#""no/such.json""#).unwrap()).to_string();
    assert_eq!(code.matches("compile_error").count(), 1, "{code}");
    assert!(code.contains("such.json"), "{code}");
    assert!(!code.contains("include_bytes"), "nothing was read: {code}");
}

#[test]
fn nothing_escapes_as_a_panic() {
    for text in [
        ",",
        "=",
        "\"a\" =",
        "{}",
        "[",
        "actions",
        "actions =",
        "actions = [",
        "crate",
        "\"\"",
        "r#crate = 1",
    ] {
        if let Ok(tokens) = TokenStream::from_str(text) {
            assert!(expand(tokens).to_string().contains("compile_error"), "{text}");
        }
    }
}

/// The library for JSONPath is only built where it is asked for.
#[test]
fn an_overlay_is_applied_or_asks_for_its_feature() {
    let folder = std::env::temp_dir().join(format!("connector-macros-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (document, overlay) = (folder.join("api.json"), folder.join("overlay.yaml"));
    let text = r#"{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "servers": [{"url": "https://a.b"}],
        "paths": {"/a": {"get": {"operationId": "GetA", "responses": {"204": {"description": "Done"}}}}}}"#;
    std::fs::write(&document, text).unwrap();
    let text = "overlay: 1.0.0\nactions: [{target: $.paths.*.get, update: {operationId: FetchA}}]\n";
    std::fs::write(&overlay, text).unwrap();
    let input = format!("{document:?}, overlay = {overlay:?}");
    let made = expand(TokenStream::from_str(&input).unwrap()).to_string();
    std::fs::remove_dir_all(&folder).unwrap();
    if cfg!(feature = "overlay") {
        assert!(made.contains("fn fetch_a") && made.contains("overlay.yaml"), "{made}");
    } else {
        assert!(made.contains("overlays need the feature `overlay`"), "{made}");
    }
}
