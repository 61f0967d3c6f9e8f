//! Texts of a document that would like to be something else: in whatever place, they end as names of ours, literals, or prose.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};

use connector_codegen::{Generated, Options, generate};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options as Markdown, Parser, Tag};
use serde_json::Value;

#[allow(dead_code)]
#[path = "corpus/src/mutate.rs"]
mod mutate;

const SMALL: &str = include_str!("../fuzz/seeds/openapi2/small.json");

fn made(document: &Value) -> Generated {
    generate(&Options {
        documents: vec!["-".into()],
        stdin: Some(document.to_string().into_bytes()),
        ..Options::default()
    })
}

/// What of generated code could do something: words of attributes, macros, modules, and words that are rarely needed.
#[derive(Debug, Default)]
struct Seen {
    acting: BTreeSet<String>,
    docs: Vec<String>,
}

fn look(tokens: TokenStream, seen: &mut Seen) {
    let all: Vec<TokenTree> = tokens.into_iter().collect();
    let word = |index: usize| match all.get(index) {
        Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
        _ => None,
    };
    let is = |index: usize, wanted: char| matches!(all.get(index), Some(TokenTree::Punct(own)) if own.as_char() == wanted);
    let mut paragraph = String::new();
    for (index, tree) in all.iter().enumerate() {
        match tree {
            TokenTree::Group(group) => {
                let attribute = group.delimiter() == Delimiter::Bracket
                    && index > 0
                    && (is(index - 1, '#') || is(index - 1, '!') && index > 1 && is(index - 2, '#'));
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                match (attribute, inside.first()) {
                    (true, Some(TokenTree::Ident(name))) if name == "doc" && inside.len() == 3 => {
                        let line: String = serde_free_literal(&inside[2].to_string());
                        paragraph.push_str(&line);
                        paragraph.push('\n');
                        continue;
                    }
                    (true, Some(first)) => {
                        seen.acting.insert(format!("#[{first}]"));
                    }
                    _ => {}
                }
                look(group.stream(), seen);
            }
            TokenTree::Ident(own) => {
                let own = own.to_string();
                if is(index + 1, '!') && !is(index + 2, '=') {
                    seen.acting.insert(format!("{own}!"));
                }
                if ["unsafe", "extern", "use", "mod", "static", "trait", "macro_rules"]
                    .contains(&own.as_str())
                {
                    // Statics are named after actions: that they are data, their type says.
                    let name = if own == "mod" { word(index + 1).unwrap_or_default() } else { String::new() };
                    seen.acting.insert(format!("{own} {name}"));
                }
            }
            _ => {}
        }
        if !is(index, '#') && !paragraph.is_empty() {
            seen.docs.push(std::mem::take(&mut paragraph));
        }
    }
    seen.docs.extend((!paragraph.is_empty()).then_some(paragraph));
}

/// The text of a literal of Rust.
fn serde_free_literal(literal: &str) -> String {
    let parsed: syn::LitStr = syn::parse_str(literal).unwrap();
    parsed.value()
}

fn seen(made: &Generated) -> Seen {
    let mut seen = Seen::default();
    look(made.tokens.clone(), &mut seen);
    seen
}

/// Prose: no code that rustdoc would run, no markup of HTML, no pictures, no links but to the web.
fn is_prose(text: &str) -> Result<(), String> {
    let mut broken = Vec::new();
    let mut callback = |link: BrokenLink<'_>| {
        broken.push(link.reference.into_string());
        None
    };
    let parser = Parser::new_with_broken_link_callback(text, Markdown::all(), Some(&mut callback));
    for event in parser {
        match event {
            // What is marked as text is shown, and not run.
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) if &*kind == "text" => {}
            Event::Start(Tag::CodeBlock(_)) => return Err("a block of code".to_owned()),
            Event::Html(html) | Event::InlineHtml(html) => return Err(format!("HTML: {html}")),
            Event::Start(Tag::Image { .. }) => return Err("a picture".to_owned()),
            Event::Start(Tag::Link { dest_url, .. })
                if !["https://", "http://", "mailto:"].iter().any(|scheme| dest_url.starts_with(scheme))
                    && !is_own(&dest_url) =>
            {
                return Err(format!("a link to {dest_url}"));
            }
            _ => {}
        }
    }
    // What rustdoc is to look up stands in backquotes or is a path of ours.
    match broken.into_iter().find(|link| !is_own(link)) {
        Some(link) => Err(format!("a link to nothing: {link}")),
        None => Ok(()),
    }
}

/// Links that generated documentation has of its own: paths of Rust.
fn is_own(link: &str) -> bool {
    link.trim_matches('`').split("::").all(|part| {
        !part.is_empty()
            && part.trim_start_matches("r#").chars().all(|c| c.is_alphanumeric() || "_()".contains(c))
    })
}

/// Puts a text in the place, or in front and behind, of every text under a key; and makes it a key itself.
fn planted(value: &Value, key: &str, text: &str, below: bool) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, inner)| (name.clone(), planted(inner, key, text, name == key)))
            .collect(),
        Value::Array(items) => items.iter().map(|item| planted(item, key, text, below)).collect(),
        Value::String(own) if below => Value::String(format!("{text}{own}{text}")),
        other => other.clone(),
    }
}

/// The same for names: of properties, definitions, paths, parameters of the document.
fn renamed(value: &Value, holder: &str, text: &str, below: bool) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, inner)| {
                let own = if below { format!("{name}{text}") } else { name.clone() };
                (own, renamed(inner, holder, text, name == holder))
            })
            .collect(),
        Value::Array(items) => items.iter().map(|item| renamed(item, holder, text, below)).collect(),
        other => other.clone(),
    }
}

fn keys(value: &Value, all: &mut BTreeMap<String, ()>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, inner)| {
            all.insert(key.clone(), ());
            keys(inner, all);
        }),
        Value::Array(items) => items.iter().for_each(|item| keys(item, all)),
        _ => {}
    }
}

#[test]
fn nothing_in_a_document_becomes_code() {
    let small: Value = serde_json::from_str(SMALL).unwrap();
    let usual = seen(&made(&small)).acting;
    // What other documents have.
    let known = ["#[deprecated]", "#[doc]", "calls!", "mod inputs"].map(str::to_owned);
    let mut all = BTreeMap::new();
    keys(&small, &mut all);
    let mut tried = 0;
    for text in mutate::TEXTS {
        for key in all.keys() {
            for document in [planted(&small, key, text, false), renamed(&small, key, text, false)] {
                if document == small {
                    continue;
                }
                tried += 1;
                let made = made(&document);
                let seen = seen(&made);
                let more: Vec<_> =
                    seen.acting.difference(&usual).filter(|one| !known.contains(one)).collect();
                assert!(more.is_empty(), "{text:?} at {key}: {more:?}");
                for docs in &seen.docs {
                    if let Err(problem) = is_prose(docs) {
                        panic!("{text:?} at {key}: {problem}\n{docs}");
                    }
                }
                for one in &made.diagnostics {
                    let shown = one.to_string();
                    let safe = |c: char| {
                        c == '\n'
                            || !c.is_control()
                                && !('\u{202a}'..='\u{202e}').contains(&c)
                                && !('\u{2066}'..='\u{2069}').contains(&c)
                    };
                    assert!(shown.chars().all(safe), "{text:?} at {key}: {shown:?}");
                }
            }
        }
    }
    assert!(tried > 3000, "{tried}");
}

/// The test sees what it looks for.
#[test]
fn what_acts_is_seen() {
    let tokens =
        "#[doc = \"a\"] #[no_mangle] pub fn f() { std::println!(); } mod x { unsafe {} }".parse().unwrap();
    let mut seen = Seen::default();
    look(tokens, &mut seen);
    assert_eq!(
        seen.acting.iter().map(String::as_str).collect::<Vec<_>>(),
        ["#[no_mangle]", "mod x", "println!", "unsafe "]
    );
    assert_eq!(seen.docs, ["a\n"]);
    for bad in ["```\nf()\n```", "    f()", "<b>", "![a](https://b)", "[a](javascript:f)", "[a b]"] {
        assert!(is_prose(bad).is_err(), "{bad}");
    }
    is_prose("`a` and [b](https://c), [`Client::get`]").unwrap();
}
