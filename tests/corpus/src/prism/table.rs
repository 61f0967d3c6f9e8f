//! The table of documents, and what is not good.

use std::fmt::Write as _;

use super::known::Known;
use super::{Other, Row};

/// The kinds of what is not good, as `verify` has them.
const KINDS: [&str; 4] = ["violation", "refused", "skipped", "wrong"];

/// A row for each document, what is listed, and what is neither good nor listed; whether there is nothing of that.
pub(super) fn write(rows: &[Row], known: &Known) -> (String, bool) {
    let mut table = String::from(
        "| document | actions | good | request violations | refused | skipped | wrong |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    let mut listed = String::from("| document | actions | | why |\n| --- | --- | --- | --- |\n");
    let mut faults = String::new();
    for row in rows {
        let name = row.name.rsplit_once('/').map_or(row.name.as_str(), |(_, own)| own);
        let counts: Vec<String> =
            KINDS.map(|kind| row.others.iter().filter(|other| other.kind == kind).count().to_string()).into();
        let all = row.good + row.others.len();
        let _ = writeln!(table, "| {name} | {all} | {} | {} |", row.good, counts.join(" | "));
        if let Some(trouble) = &row.trouble {
            match known.reason_of_all(&row.name) {
                Some(reason) => drop(writeln!(listed, "| {name} | all | not called | {reason} |")),
                None => drop(writeln!(faults, "{}: {trouble}", row.name)),
            }
        }
        for (actions, kind, reason) in reasons(row, known, &mut faults) {
            let _ = writeln!(listed, "| {name} | {} | {kind} | {reason} |", actions.join(", "));
        }
    }
    for (document, action) in known.stale(rows) {
        let _ = writeln!(faults, "{document}: {action} is listed, and is not so");
    }
    let good: usize = rows.iter().map(|row| row.good).sum();
    let all = good + rows.iter().map(|row| row.others.len()).sum::<usize>();
    let mut out = format!(
        "{good} of {all} actions of {} documents are good.\n\n{table}\nThe others, with what they have in common:\n\n{listed}",
        rows.len()
    );
    eprintln!("{good} of {all} actions are good");
    if !faults.is_empty() {
        let _ = write!(out, "\nNeither good nor listed:\n\n{faults}");
        eprint!("{faults}");
    }
    (out, faults.is_empty())
}

/// Actions of a document that are listed for one reason; those that are not are faults.
fn reasons<'a>(row: &'a Row, known: &'a Known, faults: &mut String) -> Vec<(Vec<String>, &'a str, &'a str)> {
    let mut found: Vec<(Vec<String>, &str, &str)> = Vec::new();
    for Other { action, kind, why } in &row.others {
        let Some(reason) = known.reason(&row.name, action, kind) else {
            let _ = writeln!(faults, "{}\t{action}\t{kind}\t{why}", row.name);
            continue;
        };
        let action = format!("`{action}`");
        match found.iter_mut().find(|(_, own, why)| own == kind && *why == reason) {
            Some((actions, ..)) => actions.push(action),
            None => found.push((vec![action], kind, reason)),
        }
    }
    found
}
