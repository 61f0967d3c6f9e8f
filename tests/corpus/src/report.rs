//! The report: Markdown for people and for a diff with the last one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::run::Outcome;
use crate::triggers;

/// One line.
pub(crate) fn summary(outcomes: &[Outcome]) -> String {
    let sum = |part: fn(&Outcome) -> usize| outcomes.iter().map(part).sum::<usize>();
    let unreadable = outcomes.iter().filter(|one| one.is_unreadable()).count();
    let partly = outcomes.iter().filter(|one| !one.errors.is_empty() && !one.is_unreadable()).count();
    let failed = outcomes.iter().filter(|one| !one.failures.is_empty()).count();
    format!(
        "{} documents: {} actions, {} triggers, {} operations skipped, {} types, {} lines, {:.1} s; {unreadable} unreadable, {partly} with errors, {failed} failed",
        outcomes.len(),
        sum(|one| one.actions),
        sum(|one| one.triggers),
        sum(|one| one.skipped),
        sum(|one| one.types),
        sum(|one| one.code.lines().count()),
        outcomes.iter().map(|one| one.time.as_secs_f64()).sum::<f64>(),
    )
}

pub(crate) fn markdown(outcomes: &[Outcome]) -> String {
    let mut out = format!(
        "# Corpus\n\nWritten by `cargo run -p corpus -- --report FILE`, of every description in the folder.\n\n{}\n\n",
        summary(outcomes)
    );
    failures(outcomes, &mut out);
    errors(outcomes, &mut out);
    sign_in(outcomes, &mut out);
    policies(outcomes, &mut out);
    triggers::polling(outcomes, &mut out);
    lookups(outcomes, &mut out);
    triggers::subscriptions(outcomes, &mut out);
    out.push_str("## Documents\n\n| document | actions | triggers | skipped | sign-in | policies | types | lines | seconds | errors | warnings |\n");
    out.push_str("| --- | ---: | ---: | ---: | --- | --- | ---: | ---: | ---: | --- | ---: |\n");
    for one in outcomes {
        let auth = if one.auth.is_empty() { "none".to_owned() } else { one.auth.join(", ") };
        let errors: Vec<String> =
            one.errors.iter().map(|(code, count)| format!("{code} × {count}")).collect();
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {auth} | {} | {} | {} | {:.2} | {} | {} |",
            cell(&one.name),
            one.actions,
            one.triggers,
            one.skipped,
            share(&one.policies),
            one.types,
            one.code.lines().count(),
            one.time.as_secs_f64(),
            errors.join(", "),
            one.warnings,
        );
    }
    out
}

/// How many of a connector's policies are applied.
fn share(policies: &[(String, &'static str, usize)]) -> String {
    let all: usize = policies.iter().map(|(.., count)| count).sum();
    let applied: usize =
        policies.iter().filter(|(_, outcome, _)| *outcome == "applied").map(|(.., count)| count).sum();
    if all == 0 { String::new() } else { format!("{applied} of {all}") }
}

/// How one signs in, over all documents.
fn sign_in(outcomes: &[Outcome], out: &mut String) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for one in outcomes.iter().filter(|one| !one.is_unreadable()) {
        let kinds = if one.auth.is_empty() { "none".to_owned() } else { one.auth.join(" and ") };
        *counts.entry(kinds).or_default() += 1;
    }
    out.push_str("## Sign-in\n\n| kinds of a document's schemes | documents |\n| --- | ---: |\n");
    for (kinds, count) in counts {
        let _ = writeln!(out, "| {kinds} | {count} |");
    }
    out.push('\n');
}

/// What became of the policies, over all documents.
fn policies(outcomes: &[Outcome], out: &mut String) {
    let mut counts: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for (template, outcome, count) in outcomes.iter().flat_map(|one| &one.policies) {
        let sum = counts.entry((template, outcome)).or_default();
        *sum = (sum.0 + count, sum.1 + 1);
    }
    if counts.is_empty() {
        return;
    }
    out.push_str("## Policies\n\n| template | what became of it | policies | connectors |\n| --- | --- | ---: | ---: |\n");
    for ((template, outcome), (count, connectors)) in counts {
        let _ = writeln!(out, "| `{}` | {outcome} | {count} | {connectors} |", cell(template));
    }
    out.push('\n');
}

/// What the service can be asked, over all documents, and what it cannot be asked.
fn lookups(outcomes: &[Outcome], out: &mut String) {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut count = |what: String, number: usize| {
        let sum = counts.entry(what).or_default();
        *sum = (sum.0 + number, sum.1 + 1);
    };
    for one in outcomes {
        for ((kind, of), number) in &one.lookups {
            count(format!("{kind} of an {of}").replace("an reply", "a reply"), *number);
        }
        let mut unasked: BTreeMap<String, usize> = BTreeMap::new();
        for message in &one.unasked {
            // What stands between signs is the document's.
            let words = message.split('`').step_by(2).collect::<Vec<_>>().join("…");
            *unasked.entry(words).or_default() += 1;
        }
        unasked.into_iter().for_each(|(words, number)| count(format!("none: {words}"), number));
    }
    if counts.is_empty() {
        return;
    }
    out.push_str(
        "## Lookups\n\n| what the service can be asked | lookups | connectors |\n| --- | ---: | ---: |\n",
    );
    for (what, (number, connectors)) in counts {
        let _ = writeln!(out, "| {} | {number} | {connectors} |", cell(&what));
    }
    out.push('\n');
}

/// What is the generator's fault, by class.
fn failures(outcomes: &[Outcome], out: &mut String) {
    let mut classes: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for one in outcomes {
        for failure in &one.failures {
            classes.entry(failure.class).or_default().push((&one.name, &failure.detail));
        }
    }
    if classes.is_empty() {
        return;
    }
    out.push_str("## Failures\n\n| class | document | detail |\n| --- | --- | --- |\n");
    for (class, all) in classes {
        for (name, detail) in all {
            let _ = writeln!(out, "| {} | {} | {} |", class.title(), cell(name), cell(detail));
        }
    }
    out.push('\n');
}

/// What is the documents' fault.
fn errors(outcomes: &[Outcome], out: &mut String) {
    let mut rows = outcomes.iter().filter_map(|one| Some((one, one.first_error.as_ref()?))).peekable();
    if rows.peek().is_none() {
        return;
    }
    out.push_str("## Documents with errors\n\n| document | generated | first error |\n| --- | --- | --- |\n");
    for (one, error) in rows {
        let generated = if one.is_unreadable() { "nothing" } else { "what is sound" };
        let _ = writeln!(out, "| {} | {generated} | {} |", cell(&one.name), cell(error));
    }
    out.push('\n');
}

/// Text for a cell of a table.
pub(crate) fn cell(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    line.join(" ").replace('|', "\\|")
}
