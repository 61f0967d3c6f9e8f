//! The macro, the build script and the command line give the same code.

#![allow(clippy::unwrap_used, unreachable_pub)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr as _;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

// The macro's own code: a test cannot call a macro and look at what it gives.
#[path = "../../connector-macros/src/args.rs"]
mod args;
#[path = "../../connector-macros/src/expand.rs"]
mod expand;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/orders")
}

fn document() -> PathBuf {
    folder().join("apiDefinition.swagger.json")
}

/// A temporary folder of one test.
fn empty(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Code without what differs in text only: blanks, and the two ways to write documentation.
fn normal(code: &str) -> String {
    let file: syn::File = syn::parse_str(code).unwrap();
    let tokens = quote!(#file);
    flat(tokens)
}

/// Every token with one blank behind, and texts as they read; a comma before a closing bracket is a matter of layout.
fn flat(tokens: TokenStream) -> String {
    let mut out = String::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                out.push_str(&format!("{:?}( {}) ", group.delimiter(), flat(group.stream())));
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' && tokens.peek().is_none() => {}
            // `///` makes a raw text where tokens are quoted, and a plain one where a file is read.
            TokenTree::Literal(literal) => match syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                Ok(text) => out.push_str(&format!("{:?} ", text.value())),
                Err(_) => out.push_str(&format!("{literal} ")),
            },
            token => out.push_str(&format!("{token} ")),
        }
    }
    out
}

fn by_macro(options: &TokenStream) -> String {
    let document = document().display().to_string();
    let code = expand::expand(quote!(#document #options));
    let file: syn::File = syn::parse2(code).unwrap();
    let (watched, code): (Vec<_>, Vec<_>) = file
        .items
        .iter()
        .map(|item| quote!(#item).to_string())
        .partition(|item| item.contains("include_bytes"));
    // The document and the properties beside it.
    assert_eq!(watched.len(), 2, "{watched:?}");
    assert!(watched.iter().all(|item| item.contains(&folder().display().to_string())), "{watched:?}");
    normal(&code.join("\n"))
}

fn by_build_script(test: &str, choose: impl Fn(Build) -> Build) -> String {
    let out = empty(test);
    choose(connector_codegen::build::connector(document())).out_dir(&out).generate().unwrap();
    normal(&fs::read_to_string(out.join("apiDefinition.rs")).unwrap())
}

fn by_command(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-connector"))
        .arg("generate")
        .arg(folder())
        .args(args)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    normal(&String::from_utf8(output.stdout).unwrap())
}

type Build = connector_codegen::build::Connector;

#[test]
fn whole() {
    let expected = by_macro(&quote!());
    assert!(expected.contains("get_order") && expected.contains("list_orders"));
    assert_eq!(by_command(&[]), expected);
    assert_eq!(by_build_script("whole-generate", |build| build), expected);
}

#[test]
fn with_options() {
    let expected = by_macro(&quote! {
        , actions = ["GetOrder"], names = {"GetOrder" = "fetch"}, decode = "strict",
        base_url = "https://test.example.com", crate = "::sdk::connector"
    });
    assert!(expected.contains("fetch") && !expected.contains("list_orders"), "{expected}");
    assert!(expected.contains("test.example.com") && expected.contains("sdk"), "{expected}");
    let command = ["--action", "GetOrder", "--name", "GetOrder=fetch", "--decode", "strict"];
    let more = ["--base-url", "https://test.example.com", "--crate", "::sdk::connector"];
    assert_eq!(by_command(&[&command[..], &more[..]].concat()), expected);
    let build = |build: Build| {
        build
            .actions(["GetOrder"])
            .rename("GetOrder", "fetch")
            .decode(connector_codegen::Decode::Strict)
            .base_url("https://test.example.com")
            .crate_path("::sdk::connector")
    };
    assert_eq!(by_build_script("options-generate", build), expected);
}

#[test]
fn the_comparison_sees_differences() {
    assert_eq!(normal("/// a\nfn f(a: u8,) {}"), normal("#[doc = \" a\"] fn f(a: u8) {}"));
    assert_eq!(normal("/// a\nfn f() {}"), normal("#[doc = r\" a\"] fn f() {}"));
    assert_ne!(normal("fn f() {}"), normal("fn g() {}"));
    assert_eq!(flat(TokenStream::from_str("a (b,)").unwrap()), "a Parenthesis( b ) ");
}
