//! The findings of `check` over a whole folder, as a page.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use connector_codegen::diag::Code;
use connector_codegen::lint::{self, Profile, Rule};
use connector_codegen::{Options, Severity};

use crate::find::Document;
use crate::schemas::Schemas;

const PROFILES: [(Profile, &str); 3] =
    [(Profile::Custom, "custom"), (Profile::Certified, "certified"), (Profile::Independent, "independent")];

/// What was found by one code: how often, and in how many documents.
#[derive(Default)]
struct Sum {
    findings: usize,
    documents: usize,
}

/// Writes the page, and returns whether each difference to the schemas is explained.
pub(crate) fn write(path: &Path, documents: &[Document], schemas: Option<&Path>) -> Result<bool, String> {
    let mut schemas = schemas.map(Schemas::read).transpose()?;
    let begun = Instant::now();
    let mut sums: BTreeMap<Code, Sum> = BTreeMap::new();
    let mut pages: BTreeMap<&str, Sum> = BTreeMap::new();
    let (mut clean, mut fixable, mut findings, mut refused) = (0usize, 0usize, 0usize, 0usize);
    for document in documents {
        let options = Options {
            documents: vec![document.definition.clone()],
            properties: document.properties.clone(),
            ..Options::default()
        };
        let report = lint::check(&options, Some(profile_of(&document.name)));
        if let Some(schemas) = &mut schemas {
            schemas.compare(document, &report.findings);
        }
        let mut here: BTreeMap<Code, usize> = BTreeMap::new();
        for found in &report.findings {
            *here.entry(found.code).or_default() += 1;
        }
        findings += report.findings.len() + report.more;
        clean += usize::from(!report.has_errors());
        fixable += usize::from(report.overlay.is_some());
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for kind in &report.pages {
            *kinds.entry(kind).or_default() += 1;
        }
        for (kind, count) in kinds {
            let sum = pages.entry(kind).or_default();
            sum.findings += count;
            sum.documents += 1;
        }
        if let Some(overlay) = &report.proposals {
            refused += refusals(&options, overlay, report.pages.len(), &document.name)?;
        }
        for (code, count) in here {
            let sum = sums.entry(code).or_default();
            sum.findings += count;
            sum.documents += 1;
        }
    }
    eprintln!("checked {} documents in {:.1} s", documents.len(), begun.elapsed().as_secs_f64());
    let mut out = String::from(
        "# Findings of `check`\n\nWritten by `cargo run -p corpus --features schemas -- --check FILE --schemas DIR`: each description in the folder, held to the \
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
    out.push_str(
        "\n## Pages\n\nActions that look as if their replies had pages of which the description does not speak, by the `kind` of \
         `x-connector-paging` that is proposed ([pages](paging.md)).\n\n| kind | actions | documents |\n| --- | ---: | ---: |\n",
    );
    for (kind, sum) in &pages {
        let _ = writeln!(out, "| {kind} | {} | {} |", sum.findings, sum.documents);
    }
    let all: usize = pages.values().map(|sum| sum.findings).sum();
    let _ = writeln!(out, "\n{all} proposals; {refused} of them are refused when they are applied.");
    let silent: Vec<&str> = Rule::all()
        .filter(|rule| !sums.keys().any(|code| code.rule() == Some(*rule)))
        .map(Rule::name)
        .collect();
    let _ = writeln!(out, "\nNothing was found by: {}.", silent.join(", "));
    let (text, unexplained) = schemas.as_ref().map(Schemas::markdown).unwrap_or_default();
    out.push_str(&text);
    unexplained.iter().for_each(|one| eprintln!("{one}"));
    std::fs::write(path, out).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    Ok(unexplained.is_empty())
}

/// How many proposals the generator does not take, applied as an overlay.
fn refusals(options: &Options, overlay: &str, proposed: usize, name: &str) -> Result<usize, String> {
    let path = std::env::temp_dir().join(format!("proposals-{}.json", std::process::id()));
    std::fs::write(&path, overlay).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    let before = connector_codegen::generate(options).inspect;
    let options = Options { overlays: vec![path.clone()], ..options.clone() };
    let after = connector_codegen::generate(&options).inspect;
    let _ = std::fs::remove_file(&path);
    let paged = |inspect: &connector_codegen::Inspect| {
        inspect.actions.iter().filter(|action| action.paging.is_some()).count()
    };
    let refused = proposed.saturating_sub(paged(&after).saturating_sub(paged(&before)));
    if refused > 0 {
        let of_pages =
            |one: &&connector_codegen::Rendered| one.code == Code::PAGING || one.code == Code::OVERLAY_TARGET;
        for one in after.diagnostics.iter().filter(of_pages) {
            eprintln!("{name}: {one}");
        }
    }
    Ok(refused)
}

/// Who publishes a connector is told by the folder that it is in.
pub(crate) fn profile_of(name: &str) -> Profile {
    let folder =
        PROFILES.iter().find(|(_, word)| name.starts_with(word) || name.contains(&format!("/{word}-")));
    folder.map_or(Profile::Custom, |(profile, _)| *profile)
}
