//! The sections of `docs/performance.md` that are figures of these benchmarks.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::Fault;
use crate::peer::Peer;
use crate::results::Results;

const COMPILE: &str = "## Compiling, beside other generators";
const GENERATE: &str = "## Generating, beside other generators";

/// What is measured of compiling: key, heading, how many digits.
const COLUMNS: [(&str, &str, usize); 6] = [
    ("check", "check, s", 2),
    ("debug", "debug, s", 2),
    ("release", "release, s", 2),
    ("check.peak", "peak, MiB", 0),
    ("lines", "code lines per action", 0),
    ("size", "program, MB", 1),
];

/// Writes the sections anew; the rest of the page stays.
///
/// # Errors
/// When the page cannot be read or written.
pub fn write(page: &Path, results: &Results) -> Result<(), Fault> {
    let mut text = fs::read_to_string(page)?;
    for (heading, section) in [(COMPILE, compile(results)), (GENERATE, generate(results))] {
        let section = format!("{heading}\n\n{section}\n");
        text = match text.split_once(heading) {
            Some((before, rest)) => {
                let after = rest.find("\n## ").map_or("", |at| rest.get(at + 1..).unwrap_or_default());
                format!("{before}{section}{after}")
            }
            None => format!("{}\n\n{section}", text.trim_end()),
        };
    }
    Ok(fs::write(page, format!("{}\n", text.trim_end()))?)
}

fn figure(results: &Results, document: &str, peer: Peer, what: &str, digits: usize) -> String {
    results.get(document, peer, what).map(|figure| format!("{figure:.digits$}")).unwrap_or_default()
}

fn compile(results: &Results) -> String {
    let mut out = String::from(
        "Written by `bash benches/compile/run`. Of each document, the generated crate and a program that awaits every action, dependencies built: CPU time of\n`cargo` and all that it starts (the machine is shared, so wall time says little), the memory of the largest process, and lines that are neither blank\nnor comments. OpenAPI 2.0 is converted by `swagger2openapi` for those who want 3.0. A blank stands where something was not measured.\n\n",
    );
    out.push_str("| document | generator | actions |");
    for (_, title, _) in COLUMNS {
        let _ = write!(out, " {title} |");
    }
    out.push_str("\n| --- | --- | ---: |");
    COLUMNS.iter().for_each(|_| out.push_str(" ---: |"));
    out.push('\n');
    for document in results.documents() {
        for peer in Peer::ALL {
            match results.get(document, peer, "compiles") {
                None => {}
                Some(0.0) => {
                    let _ = writeln!(out, "| {document} | {} | does not compile |||||||", peer.name());
                }
                Some(_) => {
                    let actions = figure(results, document, peer, "actions", 0);
                    let _ = write!(out, "| {document} | {} | {actions} |", peer.name());
                    for (what, _, digits) in COLUMNS {
                        let _ = write!(out, " {} |", figure(results, document, peer, what, digits));
                    }
                    out.push('\n');
                }
            }
        }
    }
    ratios(results, &mut out);
    for document in results.documents() {
        let way = |way: &str| results.get(document, Peer::Own, &format!("rebuild.{way}"));
        if let (Some(by_macro), Some(by_file)) = (way("macro"), way("file")) {
            let _ = writeln!(
                out,
                "\nChecking a program with the client of {document} again, after a change in it: {by_macro:.2} s with the macro, {by_file:.2} s with a generated file\n({:.2} times).",
                by_macro / by_file
            );
        }
    }
    out
}

/// This project's figures by those of the best other one, document by document.
fn ratios(results: &Results, out: &mut String) {
    let mut rows = String::new();
    for (what, title, _) in COLUMNS.iter().filter(|(what, ..)| *what != "size") {
        let mut all = Vec::new();
        for document in results.documents() {
            let compiles = |peer: &Peer| results.get(document, *peer, "compiles") == Some(1.0);
            let others = Peer::ALL.into_iter().filter(|peer| *peer != Peer::Own && compiles(peer));
            let best = others.filter_map(|peer| results.get(document, peer, what)).min_by(f64::total_cmp);
            if let (Some(own), Some(best)) = (results.get(document, Peer::Own, what), best) {
                all.push(own / best);
            }
        }
        all.sort_by(f64::total_cmp);
        if let Some(median) = all.get(all.len() / 2) {
            let each: Vec<String> = all.iter().map(|ratio| format!("{ratio:.2}")).collect();
            let title = title.split(',').next().unwrap_or_default();
            let _ = writeln!(rows, "| {title} | {median:.2} | {} |", each.join(", "));
        }
    }
    if !rows.is_empty() {
        let _ = write!(
            out,
            "\nBy the best other one that compiles the document:\n\n| | median | each document |\n| --- | ---: | --- |\n{rows}"
        );
    }
}

fn generate(results: &Results) -> String {
    let mut out = String::from(
        "Written by `bash benches/generate/run`: CPU time and memory of whole runs, the median of three; where a document has to be converted first, that\ncounts.\n\n| document | generator | CPU, s | peak, MiB |\n| --- | --- | ---: | ---: |\n",
    );
    for document in results.documents() {
        for peer in Peer::ALL {
            if results.get(document, peer, "generate").is_some() {
                let cpu = figure(results, document, peer, "generate", 3);
                let peak = figure(results, document, peer, "generate.peak", 0);
                let _ = writeln!(out, "| {document} | {} | {cpu} | {peak} |", peer.name());
            } else if results.get(document, peer, "generates").is_some() {
                let _ = writeln!(out, "| {document} | {} | fails | |", peer.name());
            }
        }
    }
    out
}
