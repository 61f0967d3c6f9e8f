//! What a description says of itself that a registry wants to know.

use std::path::Path;

use connector_codegen::Options;
use connector_codegen::docs::plain;
use connector_codegen::source::{LoadOptions, Node, Source};

/// The longest description that a registry shows without cutting it somewhere.
const LONGEST: usize = 200;

#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: String,
    /// One or two sentences.
    pub(super) about: String,
    pub(super) homepage: Option<String>,
    /// An SPDX identifier, where the description's words are known to mean one.
    pub(super) license: Option<String>,
    pub(super) keywords: Vec<String>,
}

impl Facts {
    pub(super) fn of(options: &Options) -> Self {
        let source = source(options);
        source.root_of(Source::MAIN).map(Self::read).unwrap_or_default()
    }

    fn read(root: &Node) -> Self {
        // A collection has its name in `info`, too.
        let Some(info) = root.get("info") else { return Self::default() };
        let text = |key: &str| info.get(key).and_then(Node::as_str).map(plain).unwrap_or_default();
        let title = [text("title"), text("name")].into_iter().find(|title| !title.is_empty());
        let about = sentences(&text("description"));
        let metadata = |name: &str| {
            let list = root.get("x-ms-connector-metadata")?.as_list()?;
            let is = |one: &&Node| one.get("propertyName").and_then(Node::as_str) == Some(name);
            list.iter().find(is)?.get("propertyValue")?.as_str()
        };
        let pages = [metadata("Website"), url(root.get("externalDocs")), url(info.get("contact"))];
        Self {
            title: title.unwrap_or_default(),
            about,
            homepage: pages.into_iter().flatten().find(|url| is_web(url)).map(str::to_owned),
            license: info.get("license").and_then(license),
            keywords: metadata("Categories").map(keywords).unwrap_or_default(),
        }
    }
}

fn source(options: &Options) -> Source {
    let first = options.documents.first().map_or(Path::new(""), |path| path.as_path());
    match (&options.stdin, first.as_os_str() == "-") {
        (Some(bytes), true) => Source::from_memory("<stdin>", bytes).0,
        _ => Source::load(first, &LoadOptions { allow_outside: options.allow_outside, base: None }).0,
    }
}

fn url(node: Option<&Node>) -> Option<&str> {
    node?.get("url")?.as_str()
}

fn is_web(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && !url.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// By its identifier (OpenAPI 3.1) or its name.
fn license(node: &Node) -> Option<String> {
    let text = |key: &str| node.get(key).and_then(Node::as_str).map(str::trim);
    text("identifier").and_then(expression).or_else(|| text("name").and_then(expression))
}

/// An SPDX expression: as written, or what a usual way of writing means.
pub(super) fn expression(text: &str) -> Option<String> {
    if spdx::Expression::parse(text).is_ok() {
        return Some(text.to_owned());
    }
    let (id, length) = spdx::imprecise_license_id(text)?;
    (length == text.len()).then(|| id.name.to_owned())
}

/// Whole sentences as long as they fit, the first in any case.
fn sentences(text: &str) -> String {
    let mut end = 0;
    for (at, _) in text.match_indices(". ") {
        if end > 0 && at >= LONGEST {
            break;
        }
        end = at + 1;
    }
    let whole = text.chars().count() <= LONGEST;
    let text = if whole || end == 0 { text } else { text.get(..end).unwrap_or(text) };
    text.chars().take(2 * LONGEST).collect()
}

/// At most five words of letters, as a registry takes them.
fn keywords(categories: &str) -> Vec<String> {
    let words = categories.split([';', ',']).map(|word| word.trim().to_lowercase().replace([' ', '&'], "-"));
    let sound = |word: &String| {
        word.len() <= 20
            && word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    words.filter(sound).take(3).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn licences_by_the_names_that_people_use() {
        for (given, wanted) in [
            ("MIT", Some("MIT")),
            ("MIT OR Apache-2.0", Some("MIT OR Apache-2.0")),
            ("Apache 2.0", Some("Apache-2.0")),
            ("ask us", None),
            ("", None),
        ] {
            assert_eq!(expression(given).as_deref(), wanted, "{given}");
        }
    }

    #[test]
    fn a_description_is_as_long_as_a_registry_shows() {
        assert_eq!(sentences("One. Two."), "One. Two.");
        let long = format!("First sentence. {} end.", "word ".repeat(100));
        assert_eq!(sentences(&long), "First sentence.");
        assert_eq!(sentences(&"x".repeat(1000)).len(), 400);
        assert_eq!(keywords("Data;Business Management,Ünfug"), ["data", "business-management"]);
    }
}
