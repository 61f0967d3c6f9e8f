//! `check`: what is wrong with a description, and what a publisher would refuse.

use std::collections::BTreeMap;
use std::path::Path;
use std::slice;

use connector_codegen::build::write_if_changed;
use connector_codegen::diag::{Code, counted};
use connector_codegen::lint::{self, Profile, Report};
use connector_codegen::{Rendered, Severity};
use serde_json::{Value, json};

use crate::End;
use crate::args::{Check, Whose};
use crate::document;
use crate::terminal::{Terminal, is_standard, print};

/// The profiles, and what they are called.
pub(crate) const PROFILES: [(Profile, &str); 3] =
    [(Profile::Custom, "custom"), (Profile::Certified, "certified"), (Profile::Independent, "independent")];

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

pub(crate) fn check(args: &Check, terminal: &Terminal) -> End {
    let written = [&args.fix_overlay, &args.propose_overlay];
    if written.iter().any(|out| out.is_some()) && args.documents.len() > 1 {
        return End::Usage("an overlay is for one document".into());
    }
    let printed = written.iter().filter(|out| out.as_deref() == Some(Path::new("-"))).count();
    if printed + usize::from(args.json) > 1 {
        return End::Usage("standard output is either JSON or one overlay".into());
    }
    let profile = match (args.certify, args.profile) {
        (true, _) | (_, Some(Whose::Certified)) => Some(Profile::Certified),
        (_, Some(Whose::Independent)) => Some(Profile::Independent),
        (_, Some(Whose::Custom)) => Some(Profile::Custom),
        _ => None,
    };
    let mut all = Vec::new();
    let mut failed = false;
    for document in &args.documents {
        let options = match document::options(slice::from_ref(document), &args.choices) {
            Ok(options) => options,
            Err(end) => return end,
        };
        let report = lint::check(&options, profile);
        failed |= report.has_errors();
        let overlays = [
            (&args.fix_overlay, &report.overlay, "there is nothing that a program can mend"),
            (&args.propose_overlay, &report.proposals, "there is nothing to propose"),
        ];
        for (out, overlay, none) in overlays {
            if let Some(out) = out
                && let Err(message) = write_overlay(out, overlay.as_deref(), none, terminal)
            {
                return End::Failed(message);
            }
        }
        if args.json {
            all.push(report_json(document, &report));
        } else {
            show(&report, terminal);
        }
    }
    // One document is an object, as everywhere; several are a list of them.
    let json = if all.len() == 1 { all.pop() } else { Some(Value::Array(all)) };
    if let Some(json) = json.filter(|_| args.json)
        && let Err(error) = print(&format!("{json:#}\n"))
    {
        return End::Failed(format!("cannot write: {error}"));
    }
    if failed { End::Findings } else { End::Good }
}

fn show(report: &Report, terminal: &Terminal) {
    for found in &report.findings {
        terminal.complain(found.severity, &found.to_string());
    }
    let counts: Vec<String> = SEVERITIES
        .iter()
        .map(|severity| (count(report, *severity), severity.as_str()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| counted(count, word))
        .collect();
    let more = if report.more > 0 {
        format!(", and {} more that are not shown", report.more)
    } else {
        String::new()
    };
    match counts.is_empty() {
        true => terminal.note("nothing was found"),
        false => terminal.note(&format!("{}{more}", counts.join(", "))),
    }
    if report.findings.len() > MANY {
        terminal.note(&format!("most of them: {}; `explain CODE` says why", most(report).join(", ")));
    }
}

/// More findings than these are a page that nobody reads to its end.
const MANY: usize = 20;

/// The codes that were found most often.
fn most(report: &Report) -> Vec<String> {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for found in &report.findings {
        *counts.entry(found.code).or_default() += 1;
    }
    let mut counts: Vec<(Code, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.iter().take(5).map(|(code, count)| format!("{code} ({count})")).collect()
}

fn count(report: &Report, severity: Severity) -> usize {
    report.findings.iter().filter(|found| found.severity == severity).count()
}

fn write_overlay(out: &Path, overlay: Option<&str>, none: &str, terminal: &Terminal) -> Result<(), String> {
    let Some(overlay) = overlay else {
        terminal.note(none);
        return Ok(());
    };
    if is_standard(out) {
        return print(overlay).map_err(|error| format!("cannot write: {error}"));
    }
    let written = write_if_changed(out, overlay);
    let written = written.map_err(|error| format!("cannot write {}: {error}", out.display()))?;
    terminal.note(&format!("{} {}", if written { "wrote" } else { "unchanged:" }, out.display()));
    Ok(())
}

fn report_json(document: &Path, report: &Report) -> Value {
    json!({
        "document": document.display().to_string(),
        "errors": count(report, Severity::Error),
        "warnings": count(report, Severity::Warning),
        "notes": count(report, Severity::Note),
        "more": report.more,
        "fixable": report.overlay.is_some(),
        "proposals": report.pages.len(),
        "findings": report.findings.iter().map(finding_json).collect::<Vec<_>>(),
    })
}

/// A finding, as every command has it.
pub(crate) fn finding_json(found: &Rendered) -> Value {
    json!({
        "code": found.code.to_string(),
        "rule": found.code.rule().map(lint::Rule::name),
        "severity": found.severity.as_str(),
        "message": found.message,
        "help": found.help,
        "file": found.file,
        "line": found.line,
        "column": found.column,
        "pointer": found.pointer,
    })
}
