//! Extensions by their spelling: a slip of the keyboard in the name of a known one is mended before anything is read, and
//! what nobody knows is listed.

use std::collections::{BTreeMap, HashMap};

use super::keywords::{self, is_extension};
use super::own;
use crate::diag::{Code, Diagnostics, quoted, suggest};
use crate::source::{Node, Object, Span};

/// Extensions that mean something to connectors or to AutoRest, whether they change the client or not.
pub(super) const KNOWN: [&str; 72] = [
    "x-components",
    "x-connector-bearer",
    "x-connector-discriminator",
    "x-connector-oneOf",
    "x-connector-paging",
    "x-deprecated",
    "x-enumNames",
    "x-example",
    "x-examples",
    "x-ms-api-annotation",
    "x-ms-arm-id-details",
    "x-ms-azure-resource",
    "x-ms-capabilities",
    "x-ms-client-default",
    "x-ms-client-flatten",
    "x-ms-client-name",
    "x-ms-client-request-id",
    "x-ms-code-generation-settings",
    "x-ms-connector-metadata",
    "x-ms-deployment-version",
    "x-ms-discriminator-value",
    "x-ms-docs",
    "x-ms-dynamic-list",
    "x-ms-dynamic-properties",
    "x-ms-dynamic-schema",
    "x-ms-dynamic-tree",
    "x-ms-dynamic-values",
    "x-ms-editor",
    "x-ms-editor-options",
    "x-ms-enum",
    "x-ms-enum-values",
    "x-ms-error-response",
    "x-ms-examples",
    "x-ms-external",
    "x-ms-header-collection-prefix",
    "x-ms-identifiers",
    "x-ms-internal",
    "x-ms-keywords",
    "x-ms-long-running-operation",
    "x-ms-long-running-operation-options",
    "x-ms-media-kind",
    "x-ms-mutability",
    "x-ms-no-generic-test",
    "x-ms-notification",
    "x-ms-notification-content",
    "x-ms-notification-url",
    "x-ms-odata",
    "x-ms-openai-data",
    "x-ms-openai-manifest",
    "x-ms-pageable",
    "x-ms-parameter-grouping",
    "x-ms-parameter-location",
    "x-ms-parameterized-host",
    "x-ms-paths",
    "x-ms-permission",
    "x-ms-request-id",
    "x-ms-requestBody-name",
    "x-ms-secret",
    "x-ms-skip-url-encoding",
    "x-ms-summary",
    "x-ms-test-value",
    "x-ms-text",
    "x-ms-trigger",
    "x-ms-trigger-hint",
    "x-ms-trigger-metadata",
    "x-ms-trigger-value",
    "x-ms-url-encoding",
    "x-ms-visibility",
    "x-nullable",
    "x-speakeasy-pagination",
    "x-idempotency-key",
    "x-ms-openai-published-to-copilots",
];

/// How often something was seen, and where first.
struct Seen {
    count: usize,
    first: Span,
}

/// An extension that nobody knows: its name, how often it stands in the document, and where first.
pub type Unknown = (String, usize, Span);

/// Names that are guessed at; later ones are nobody's. A guess compares with every extension that there is.
const GUESSES: usize = 1_000;

#[derive(Default)]
struct Walk {
    guesses: HashMap<String, Option<&'static str>>,
    unknown: BTreeMap<String, Seen>,
    mended: BTreeMap<(String, &'static str), Seen>,
}

/// Whether the extension means something to somebody, or is a slip, which is told of elsewhere.
#[cfg(feature = "lint")]
pub fn is_known(name: &str) -> bool {
    KNOWN.contains(&name) || meant(name).is_some()
}

/// Mends the names of extensions in a file, and returns those that nobody knows.
pub fn settle(root: &mut Node, diags: &mut Diagnostics) -> Vec<Unknown> {
    let mut walk = Walk::default();
    keywords::each(root, &mut |object| walk.spell(object));
    for ((typed, meant), seen) in walk.mended {
        let times = if seen.count == 1 { String::new() } else { format!(", {} times", seen.count) };
        let message = format!("{} is read as {}{times}", quoted(&typed), quoted(meant));
        diags.warning(Code::MISSPELT_EXTENSION, seen.first, message);
    }
    walk.unknown.into_iter().map(|(name, seen)| (name, seen.count, seen.first)).collect()
}

impl Walk {
    /// See [`meant`].
    fn guess(&mut self, key: &str) -> Option<&'static str> {
        if let Some(known) = self.guesses.get(key) {
            return *known;
        }
        if self.guesses.len() == GUESSES {
            return None;
        }
        let guess = meant(key);
        self.guesses.insert(key.to_owned(), guess);
        guess
    }

    fn spell(&mut self, object: &mut Object) {
        let mut respelt: Vec<(usize, &'static str)> = Vec::new();
        for (at, member) in object.iter().enumerate().filter(|(_, member)| is_extension(&member.key)) {
            let key = member.key.as_str();
            if KNOWN.contains(&key) || own::meaning(key).is_some() {
                continue;
            }
            let meant = self.guess(key).filter(|meant| {
                !object.contains_key(meant) && !respelt.iter().any(|(_, other)| other == meant)
            });
            let seen = match meant {
                Some(meant) => {
                    respelt.push((at, meant));
                    self.mended
                        .entry((key.to_owned(), meant))
                        .or_insert(Seen { count: 0, first: member.key_span })
                }
                None => {
                    self.unknown.entry(key.to_owned()).or_insert(Seen { count: 0, first: member.key_span })
                }
            };
            seen.count += 1;
        }
        object.respell(&respelt);
    }
}

/// The extension that a misspelt one is meant to be. Only names of connectors' own kind are guessed at: any other may be
/// somebody's.
fn meant(key: &str) -> Option<&'static str> {
    let ours = || KNOWN.iter().copied().filter(|known| known.starts_with("x-ms-"));
    if !key.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("x-ms")) {
        return None;
    }
    // `x-ms-summary:`, `x-ms-summary title`
    let begins =
        |known: &&str| key.strip_prefix(*known).is_some_and(|rest| rest.starts_with([':', ' ', '\t']));
    let near = || {
        let near = suggest(key, ours())?;
        ours().find(|known| *known == near)
    };
    ours().find(begins).or_else(near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn slips_are_mended_and_names_are_left_alone() {
        for (typed, wanted) in [
            ("x-ms-sumamry", Some("x-ms-summary")),
            ("x-ms-summmary", Some("x-ms-summary")),
            ("x-ms-summary:", Some("x-ms-summary")),
            ("x-ms-summary title", Some("x-ms-summary")),
            ("x-ms  -summary", Some("x-ms-summary")),
            ("x-ms-visbility", Some("x-ms-visibility")),
            ("x-ms-visibilty", Some("x-ms-visibility")),
            ("x-ms-visibiltiy", Some("x-ms-visibility")),
            ("x-ms-enum-value", Some("x-ms-enum-values")),
            ("x-ms-api-annotations", Some("x-ms-api-annotation")),
            ("x-ms-of-our-own", None),
            ("x-im-controller", None),
            ("x-summary", None),
        ] {
            assert_eq!(meant(typed), wanted, "{typed}");
        }
    }

    #[test]
    fn data_and_names_are_not_keywords() {
        let text = br#"{"x-ms-sumamry": 1, "properties": {"x-ms-sumamry": {"x-ms-sumamry": 2, "x-a": 1}},
            "default": {"x-ms-sumamry": 3}, "x-b": {"x-c": 1}, "list": [{"x-a": 2, "x-ms-summary": 1, "x-ms-sumamry": 4}]}"#;
        let (mut source, _) = Source::from_memory("a.json", text);
        let mut diags = Diagnostics::new();
        let unknown = settle(source.root_mut(Source::MAIN).unwrap(), &mut diags);
        let unknown: Vec<_> = unknown.iter().map(|(name, count, _)| (name.as_str(), *count)).collect();
        assert_eq!(unknown, [("x-a", 2), ("x-b", 1), ("x-ms-sumamry", 1)]);
        assert_eq!(diags.iter().count(), 1);
        let json = source.root().unwrap().to_json_text();
        assert_eq!(json.matches("x-ms-summary").count(), 3, "{json}");
        assert!(
            json.contains(r#""properties":{"x-ms-sumamry""#)
                || json.contains(r#""properties": {"x-ms-sumamry""#),
            "{json}"
        );
    }
}
