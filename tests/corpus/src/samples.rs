//! What types that were learned from saved bodies are worth: a table for `docs/postman.md`.

use std::fmt::Write as _;

use connector_codegen::Options;
use connector_codegen::samples::{Learned, learned};

use crate::find::Document;

/// A collection and what was learned from it.
pub(crate) type Row = (String, Learned);

/// Tries the types of every collection among the documents on its own bodies.
pub(crate) fn rows(documents: &[Document]) -> Vec<Row> {
    let one = |document: &Document| {
        let options = Options { documents: vec![document.definition.clone()], ..Options::default() };
        Some((document.name.clone(), learned(&options)?))
    };
    documents.iter().filter_map(one).collect()
}

/// One line.
pub(crate) fn summary(rows: &[Row]) -> String {
    let sum = |part: fn(&Learned) -> usize| rows.iter().map(|(_, row)| part(row)).sum::<usize>();
    let (held, accepted) = (sum(|row| row.held_out), sum(|row| row.accepted));
    format!(
        "{} collections: {} requests are {} actions, {} left out; {} responses; {} bodies are JSON ({} more are broken), {} of them do not go through their type ({} nulls become missing); {accepted} of {held} held-out bodies are read ({:.2} %)",
        rows.len(),
        sum(|row| row.requests),
        sum(|row| row.actions),
        sum(|row| row.skipped),
        sum(|row| row.responses),
        sum(|row| row.bodies),
        sum(|row| row.broken),
        sum(|row| row.failures.len()),
        sum(|row| row.nulls),
        percent(accepted, held),
    )
}

fn percent(part: usize, whole: usize) -> f64 {
    // counts of bodies are far below what a double holds
    #[allow(clippy::cast_precision_loss)]
    if whole == 0 { 100.0 } else { part as f64 * 100.0 / whole as f64 }
}

/// Whether every body goes through its type, and 99 in 100 through one that did not know them.
pub(crate) fn holds(rows: &[Row]) -> bool {
    let sum = |part: fn(&Learned) -> usize| rows.iter().map(|(_, row)| part(row)).sum::<usize>();
    rows.iter().all(|(_, row)| row.failures.is_empty())
        && percent(sum(|row| row.accepted), sum(|row| row.held_out)) >= 99.0
}

/// The table.
pub(crate) fn markdown(rows: &[Row]) -> String {
    let mut out = format!(
        "# Postman collections\n\nWritten by `cargo run -p corpus -- --folder DIR --samples FILE`, of every collection in the folder.\n\n{}.\n\n",
        summary(rows)
    );
    out.push_str("*Bodies* are saved bodies that are JSON, of requests and responses. Each is read by the type that was learned from all of its place and has to come back as the same value; *failures* counts those that do not. A null in a response comes back as a missing field where both were seen (*nulls*). *Held out* are bodies that are tried on a type which the other bodies of their place were learned for.\n\n");
    out.push_str("| collection | requests | actions | left out | responses | bodies | broken | failures | nulls | held out | read |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for (name, row) in rows {
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            row.requests,
            row.actions,
            row.skipped,
            row.responses,
            row.bodies,
            row.broken,
            row.failures.len(),
            row.nulls,
            row.held_out,
            row.accepted,
        );
    }
    let list = |title: &str, out: &mut String, of: fn(&Learned) -> &Vec<String>| {
        let mut all = rows.iter().flat_map(|(_, row)| of(row)).peekable();
        if all.peek().is_some() {
            let _ = write!(out, "\n## {title}\n\n");
            for one in all {
                let _ = writeln!(out, "* {}", one.replace('|', "\\|"));
            }
        }
    };
    list("Failures", &mut out, |row| &row.failures);
    list("Held-out bodies that are not read", &mut out, |row| &row.refused);
    out
}
