//! Which connectors have a sign-in of a provider, and what came of it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use connector_codegen::Generated;
use serde_json::Value;

use crate::find::Document;
use crate::page;
use crate::run::Outcome;

/// What the table of `docs/sign-in.md` stands below.
const MARK: &str = "<!-- The rest is written by `cargo run -p corpus -- --sign-in docs/sign-in.md`. -->\n";

/// One sign-in of a connector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The document's word for the provider.
    provider: String,
    /// How a token is obtained; empty where only a token can be brought.
    grant: String,
    /// What is known of the values that the provider needs.
    known: Vec<String>,
    /// What the user brings besides an application's id and secret.
    asked: Vec<String>,
}

/// The sign-ins of a connector: those that were understood, and those of its properties that were not.
pub(crate) fn rows(document: &Document, made: &Generated) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let settings = document.properties.as_deref().map(providers).unwrap_or_default();
    for one in made.inspect.sign_ins.iter().filter(|one| one.provider != "swagger") {
        let name = |(name, _): &(String, Option<String>)| name.clone();
        rows.push(Row {
            provider: one.provider.clone(),
            grant: one.grant.clone(),
            known: one.values.iter().filter(|(_, default)| default.is_some()).map(name).collect(),
            asked: one.values.iter().filter(|(_, default)| default.is_none()).map(name).collect(),
        });
    }
    for provider in settings.into_iter().skip(rows.len()) {
        rows.push(Row { provider, grant: String::new(), known: Vec::new(), asked: Vec::new() });
    }
    rows
}

/// A second opinion, from the raw JSON: the provider of each `oAuthSettings`.
fn providers(properties: &Path) -> Vec<String> {
    let bytes = fs::read(properties).unwrap_or_default();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut found = Vec::new();
    collect(&serde_json::from_slice(bytes).unwrap_or_default(), &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                if key.eq_ignore_ascii_case("oAuthSettings") && value.is_object() {
                    let provider = value.get("identityProvider").and_then(Value::as_str);
                    found.push(provider.unwrap_or("oauth2").to_owned());
                } else {
                    collect(value, found);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

/// Writes the table below its mark.
pub(crate) fn write(path: &Path, outcomes: &[Outcome]) -> Result<(), String> {
    page::below(path, MARK, &markdown(outcomes))
}

fn markdown(outcomes: &[Outcome]) -> String {
    let rows = || outcomes.iter().flat_map(|one| one.sign_ins.iter().map(move |row| (&one.name, row)));
    let (all, met) = (rows().count(), rows().filter(|(_, row)| !row.grant.is_empty()).count());
    let mut out = format!(
        "{all} sign-ins, {met} of them with an `App`; where the flow is empty, only a token or a source of tokens can be brought.\n\n\
         | connector | provider | flow | values that it has | values that the user brings |\n| --- | --- | --- | --- | --- |\n"
    );
    for (name, row) in rows() {
        let (known, asked) = (row.known.join(", "), row.asked.join(", "));
        let name = name.rsplit_once('/').map_or(name.as_str(), |(_, own)| own);
        let _ = writeln!(out, "| {name} | {} | {} | {known} | {asked} |", row.provider, row.grant);
    }
    out
}
