//! The findings of `check` over a whole folder, as a page.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use connector_codegen::diag::Code;
use connector_codegen::lint::{self, Profile, Rule};
use connector_codegen::{Options, Severity};

use crate::find::Document;

const PROFILES: [(Profile, &str); 3] =
    [(Profile::Custom, "custom"), (Profile::Certified, "certified"), (Profile::Independent, "independent")];

/// What was found by one code: how often, and in how many documents.
#[derive(Default)]
struct Sum {
    findings: usize,
    documents: usize,
}

/// Writes the page.
pub(crate) fn write(path: &Path, documents: &[Document]) -> Result<(), String> {
    let begun = Instant::now();
    let mut sums: BTreeMap<Code, Sum> = BTreeMap::new();
    let (mut clean, mut fixable, mut findings) = (0usize, 0usize, 0usize);
    for document in documents {
        let options = Options {
            documents: vec![document.definition.clone()],
            properties: document.properties.clone(),
            ..Options::default()
        };
        let report = lint::check(&options, Some(profile_of(&document.name)));
        let mut here: BTreeMap<Code, usize> = BTreeMap::new();
        for found in &report.findings {
            *here.entry(found.code).or_default() += 1;
        }
        findings += report.findings.len() + report.more;
        clean += usize::from(!report.has_errors());
        fixable += usize::from(report.overlay.is_some());
        for (code, count) in here {
            let sum = sums.entry(code).or_default();
            sum.findings += count;
            sum.documents += 1;
        }
    }
    eprintln!("checked {} documents in {:.1} s", documents.len(), begun.elapsed().as_secs_f64());
    let mut out = String::from(
        "# Findings of `check`\n\nWritten by `cargo run -p corpus -- --check FILE`: each description in the folder, held to the \
         rules of those who publish it.\n\n",
    );
    let _ = writeln!(
        out,
        "{} documents, {findings} findings; {clean} documents have no error; a program can mend something in {fixable}\n",
        documents.len()
    );
    out.push_str("| code | rule | custom | certified | independent | findings | documents |\n");
    out.push_str("| --- | --- | --- | --- | --- | ---: | ---: |\n");
    for (code, sum) in &sums {
        let rule = code.rule();
        let name = rule.map_or_else(|| code.title(), Rule::name);
        let level = |profile| match rule {
            Some(rule) => rule.severity(profile).map_or("", Severity::as_str),
            None => "",
        };
        let levels = PROFILES.map(|(profile, _)| level(profile)).join(" | ");
        let _ = writeln!(out, "| {code} | {name} | {levels} | {} | {} |", sum.findings, sum.documents);
    }
    let silent: Vec<&str> = Rule::all()
        .filter(|rule| !sums.keys().any(|code| code.rule() == Some(*rule)))
        .map(Rule::name)
        .collect();
    let _ = writeln!(out, "\nNothing was found by: {}.", silent.join(", "));
    std::fs::write(path, out).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Who publishes a connector is told by the folder that it is in.
pub(crate) fn profile_of(name: &str) -> Profile {
    let folder =
        PROFILES.iter().find(|(_, word)| name.starts_with(word) || name.contains(&format!("/{word}-")));
    folder.map_or(Profile::Custom, |(profile, _)| *profile)
}
