//! The sections of `docs/performance.md` that are figures of these benchmarks.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::Fault;
use crate::growth::TIMES;
use crate::peer::Peer;
use crate::results::Results;
use crate::small::NOTHING;

/// What is measured of compiling: key, heading, how many digits, what a digit stands for.
const COLUMNS: [(&str, &str, usize, f64); 10] = [
    ("check", "check, s", 2, 1.0),
    ("debug", "debug, s", 2, 1.0),
    ("again", "program again, s", 2, 1.0),
    ("release", "release, s", 1, 1.0),
    ("check.peak", "peak of check, MiB", 0, 1.0),
    ("debug.peak", "peak of debug, MiB", 0, 1.0),
    ("release.peak", "peak of release, MiB", 0, 1.0),
    ("lines", "code lines per action", 0, 1.0),
    ("ir", "LLVM, 1,000 lines", 0, 1000.0),
    ("size", "program, MB", 1, 1.0),
];

/// Writes what stands between `<!-- figures of NAME -->` and [`END`] anew; the rest of the page is its author's.
///
/// # Errors
/// When the page cannot be read or written, or has no room for figures.
pub fn write(page: &Path, results: &Results) -> Result<(), Fault> {
    let mut text = fs::read_to_string(page)?;
    for (name, section) in [("benches/compile", compile(results)), ("benches/generate", generate(results))] {
        let begin = format!("<!-- figures of {name} -->");
        let (before, rest) = text.split_once(&begin).ok_or_else(|| format!("the page lacks {begin}"))?;
        let (_, after) = rest.split_once(END).ok_or_else(|| format!("the page lacks {END}"))?;
        text = format!("{before}{begin}\n\n{}\n\n{END}{after}", section.trim_end());
    }
    Ok(fs::write(page, text)?)
}

/// What stands behind what is written here.
const END: &str = "<!-- end of figures -->";

fn figure(
    results: &Results,
    document: &str,
    peer: Peer,
    (what, _, digits, unit): (&str, &str, usize, f64),
) -> String {
    results.get(document, peer, what).map(|figure| format!("{:.digits$}", figure / unit)).unwrap_or_default()
}

fn compile(results: &Results) -> String {
    let mut out = String::from(
        "Written by `bash benches/compile/run`: of each document, the generated crate and a program that awaits every action, dependencies built. Times are those of\nprocessors, of `cargo` and all that it starts, for the machine is shared; of a `check` of less than five seconds the median of three. Peaks are those of the largest process. \"Program\nagain\" is a debug build after a change of the program alone. Lines of code are neither blank nor comments; lines of LLVM are those of a debug build of both.\nOpenAPI 2.0 is converted by `swagger2openapi` for those who want 3.0. A blank stands where something was not measured.\n\n",
    );
    out.push_str("| document | generator | actions |");
    for (_, title, ..) in COLUMNS {
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
                    let _ = writeln!(out, "| {document} | {} | does not compile |||||||||||", peer.name());
                }
                Some(_) => {
                    let actions = figure(results, document, peer, ("actions", "", 0, 1.0));
                    let _ = write!(out, "| {document} | {} | {actions} |", peer.name());
                    for column in COLUMNS {
                        let _ = write!(out, " {} |", figure(results, document, peer, column));
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
    small(results, &mut out);
    out
}

/// The best other generator that does it: its figure.
fn best(results: &Results, document: &str, what: &str, does: &str) -> Option<f64> {
    let others = Peer::ALL.into_iter().filter(|peer| *peer != Peer::Own);
    let others = others.filter(|peer| results.get(document, *peer, does) == Some(1.0));
    others.filter_map(|peer| results.get(document, peer, what)).min_by(f64::total_cmp)
}

/// This project's figures by those of the best other one, document by document.
fn ratios(results: &Results, out: &mut String) {
    let mut rows = String::new();
    for (what, title, ..) in COLUMNS.iter().filter(|(what, ..)| !matches!(*what, "size" | "again")) {
        let ratio = |document: &str| {
            Some((
                results.get(document, Peer::Own, what)? / best(results, document, what, "compiles")?,
                document.to_owned(),
            ))
        };
        let mut all: Vec<(f64, String)> = results.documents().filter_map(ratio).collect();
        all.sort_by(|one, other| one.0.total_cmp(&other.0));
        // Of an even number of documents, between the two in the middle.
        let middle = |at: usize| all.get(at).map(|(ratio, _)| *ratio);
        if let (Some(one), Some(other)) = (middle(all.len().saturating_sub(1) / 2), middle(all.len() / 2)) {
            let median = (one + other) / 2.0;
            let each: Vec<String> =
                all.iter().map(|(ratio, document)| format!("{document} {ratio:.2}")).collect();
            let title = title.split(',').next().unwrap_or_default();
            let _ = writeln!(rows, "| {title} | {median:.2} | {} |", each.join(", "));
        }
    }
    if !rows.is_empty() {
        let _ = write!(
            out,
            "\nThis project's figures by those of the best other generator whose code for the document compiles:\n\n| | median | each document |\n| --- | ---: | --- |\n{rows}"
        );
    }
}

/// Small connectors beside an empty crate.
fn small(results: &Results, out: &mut String) {
    for (what, word) in [("small.check", "Checking"), ("small.debug", "A debug build of")] {
        let documents = results.documents().filter(|document| *document != NOTHING);
        let mut all: Vec<f64> = documents.filter_map(|one| results.get(one, Peer::Own, what)).collect();
        all.sort_by(f64::total_cmp);
        let middle = all.get(all.len() / 2);
        if let (Some(least), Some(middle), Some(most), Some(empty)) =
            (all.first(), middle, all.last(), results.get(NOTHING, Peer::Own, what))
        {
            let _ = writeln!(
                out,
                "\n{word} {} small connectors, each with a program that awaits every action: {middle:.2} s in the middle ({least:.2} to {most:.2}); of an empty crate and\nprogram with the same dependencies {empty:.2} s.",
                all.len()
            );
        }
    }
}

fn generate(results: &Results) -> String {
    let mut out = String::from(
        "Written by `bash benches/generate/run`: time of processors and the most memory of whole runs that write files, the median of three; where a document has to be\nconverted first, that counts.\n\n| document | generator | s | peak, MiB |\n| --- | --- | ---: | ---: |\n",
    );
    for document in results.documents() {
        for peer in Peer::ALL {
            if results.get(document, peer, "generate").is_some() && !document.contains(TIMES) {
                let cpu = figure(results, document, peer, ("generate", "", 3, 1.0));
                let peak = figure(results, document, peer, ("generate.peak", "", 0, 1.0));
                let _ = writeln!(out, "| {document} | {} | {cpu} | {peak} |", peer.name());
            } else if results.get(document, peer, "generates").is_some() {
                let _ = writeln!(out, "| {document} | {} | fails | |", peer.name());
            }
        }
    }
    let ratio = |document: &str, what: &str| {
        Some(results.get(document, Peer::Own, what)? / best(results, document, what, "compiles")?)
    };
    let documents = results.documents().filter_map(|one| {
        Some(format!("{one} {:.2} and {:.2}", ratio(one, "generate")?, ratio(one, "generate.peak")?))
    });
    let documents: Vec<String> = documents.collect();
    if !documents.is_empty() {
        let _ = writeln!(
            out,
            "\nTime and memory of this project by those of the best other generator whose code for the document compiles: {}.",
            documents.join(", ")
        );
    }
    let grown: Vec<&str> = results.documents().filter(|document| document.contains(TIMES)).collect();
    if !grown.is_empty() {
        out.push_str("\nAs a document grows, here with as many copies of it in one, each with names of its own:\n\n| document | s | peak, MiB |\n| --- | ---: | ---: |\n");
        for document in grown {
            let cpu = figure(results, document, Peer::Own, ("generate", "", 2, 1.0));
            let peak = figure(results, document, Peer::Own, ("generate.peak", "", 0, 1.0));
            let _ = writeln!(out, "| {document} | {cpu} | {peak} |");
        }
    }
    out
}
