//! Generates whole folders of API descriptions and says what came of it.
//!
//! ```text
//! cargo run -p corpus -- [--folder DIR] [--list FILE] [--compile | --clippy] [--report FILE] [--sign-in FILE] [--samples FILE] [--converted DIR] [--imported [--schemas DIR]] [--through] [--check FILE [--schemas DIR]] [--mend] [--prism] [--mutants N [--seed N]] [--hostile] [--mock]
//! ```
//!
//! `--converted` names a folder of the same documents, converted to OpenAPI 3.0 (`swagger2openapi` of npm does it), and says
//! what is different in their clients. `--imported` does the same with what `cargo connector import` writes of each; with `--schemas`
//! it says what the platform's schemas have against these.
//! `--list` takes only the documents that a file names, one a line.
//! Without `--folder`: `$CONNECTOR_CORPUS`, else `../shared/corpus` beside the checkout, else the project's own documents.
//! `--prism` calls every action of every document against Prism's mock of it, and generates nothing; its report may be a page that
//! has a place for it.
//! `--check` writes what `cargo connector check` finds, and generates nothing; with the feature `schemas`, `--schemas` names the folder of
//! the platform's JSON Schemas, and the page says where they and `check` differ: a difference that nobody has explained is a failure.
//! `--mend` applies what `check` offers to mend, and fails where
//! that does more or less than it says.
//! `--mock` generates mocks too, and they are compiled with the feature that they need.
//! `--mutants` changes documents, so many of each format, and takes these in their place; `--hostile` takes none, and measures what the
//! worst that anybody could think of come to.
//! `--compile` compiles what was generated with warnings denied, `--clippy` with clippy's default lints denied too. The
//! report is a Markdown table; `--sign-in` writes another, of sign-ins, into a page that has a place for it; `--samples` tries the
//! types of collections on their saved bodies, and writes what came of it; `--through` compiles those types and tries them on the same bodies. The exit status is 1 when something is wrong that is not the document's fault.

mod check;
mod compare;
mod compile;
mod converted;
mod count;
mod find;
mod hostile;
mod imported;
mod mend;
mod mutants;
mod mutate;
mod page;
mod prism;
#[cfg(feature = "schemas")]
mod reasons;
mod report;
mod run;
mod samples;
#[cfg_attr(not(feature = "schemas"), path = "without_schemas.rs")]
mod schemas;
mod sign_in;
mod through;
mod triggers;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

const USAGE: &str = "usage: corpus [--folder DIR] [--list FILE] [--compile | --clippy] [--report FILE] [--sign-in FILE] [--samples FILE] [--converted DIR] [--imported [--schemas DIR]] [--through] [--check FILE [--schemas DIR]] [--mend] [--prism] [--mutants N [--seed N]] [--hostile] [--mock]";

#[derive(Default)]
struct Args {
    folder: Option<PathBuf>,
    list: Option<PathBuf>,
    compile: Option<compile::Command>,
    report: Option<PathBuf>,
    sign_in: Option<PathBuf>,
    converted: Option<PathBuf>,
    imported: bool,
    through: bool,
    samples: Option<PathBuf>,
    check: Option<PathBuf>,
    schemas: Option<PathBuf>,
    mend: bool,
    prism: bool,
    mock: bool,
    mutants: Option<usize>,
    seed: u64,
    hostile: bool,
    hostile_one: Option<PathBuf>,
}

impl Args {
    fn read(mut given: impl Iterator<Item = String>) -> Option<Self> {
        let mut args = Self::default();
        while let Some(word) = given.next() {
            match word.as_str() {
                "--folder" => args.folder = Some(given.next()?.into()),
                "--list" => args.list = Some(given.next()?.into()),
                "--report" => args.report = Some(given.next()?.into()),
                "--sign-in" => args.sign_in = Some(given.next()?.into()),
                "--converted" => args.converted = Some(given.next()?.into()),
                "--imported" => args.imported = true,
                "--through" => args.through = true,
                "--samples" => args.samples = Some(given.next()?.into()),
                "--check" => args.check = Some(given.next()?.into()),
                "--schemas" => args.schemas = Some(given.next()?.into()),
                "--mend" => args.mend = true,
                "--prism" => args.prism = true,
                "--mock" => args.mock = true,
                "--mutants" => args.mutants = Some(given.next()?.parse().ok()?),
                "--seed" => args.seed = given.next()?.parse().ok()?,
                "--hostile" => args.hostile = true,
                // One of them, for the process that measures it.
                "--hostile-one" => args.hostile_one = Some(given.next()?.into()),
                "--compile" => args.compile = Some(compile::Command::Check),
                "--clippy" => args.compile = Some(compile::Command::Clippy),
                _ => return None,
            }
        }
        Some(args)
    }
}

/// The folder that was asked for, or the one that there is.
fn folder(given: Option<PathBuf>) -> PathBuf {
    if let Some(folder) = given {
        return folder;
    }
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let corpus =
        env::var_os("CONNECTOR_CORPUS").map_or_else(|| tests.join("../../shared/corpus"), PathBuf::from);
    if corpus.is_dir() {
        return corpus;
    }
    eprintln!("no folder {}: the project's own documents it is", corpus.display());
    tests.join("golden")
}

fn main() -> ExitCode {
    let Some(args) = Args::read(env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match work(args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all went well.
fn work(args: Args) -> Result<bool, String> {
    if let Some(folder) = &args.hostile_one {
        println!("{}", hostile::one_of(folder)?);
        return Ok(true);
    }
    if args.hostile {
        return hostile::all(args.report.as_ref());
    }
    let folder = folder(args.folder);
    let mut documents = find::documents(&folder)?;
    if let Some(list) = &args.list {
        find::retain(list, &mut documents)?;
    }
    eprintln!("{} documents in {}", documents.len(), folder.display());
    if let Some(converted) = &args.converted {
        let (text, holds) = converted::report(&documents, &folder, converted);
        return tell(args.report.as_deref(), &text).map(|()| holds);
    }
    if args.imported {
        let (text, failures) = imported::report(&documents, args.schemas.as_deref())?;
        failures.iter().for_each(|one| eprintln!("{one}"));
        return tell(args.report.as_deref(), &text).map(|()| failures.is_empty());
    }
    if args.through {
        return through::run(&documents);
    }
    if args.mend {
        return mend::all(&documents);
    }
    if args.prism {
        let (text, good) = prism::run(&documents)?;
        let written = match &args.report {
            Some(path) if page::has(path, prism::MARK) => page::below(path, prism::MARK, &text),
            path => tell(path.as_deref(), &text),
        };
        return written.map(|()| good);
    }
    let learned = args.samples.as_ref().map(|_| samples::rows(&documents)).unwrap_or_default();
    if let Some(path) = &args.check {
        return check::write(path, &documents, args.schemas.as_deref());
    }
    if let Some(number) = args.mutants {
        documents = mutants::documents(documents, number, args.seed)?;
    }
    let mut outcomes = run::all(documents, args.mock);
    if let Some(command) = args.compile {
        compile::all(command, args.mock, &mut outcomes)?;
    }
    let text = match args.mutants {
        Some(_) => mutants::markdown(&outcomes, args.seed),
        None => report::markdown(&outcomes),
    };
    if let Some(path) = &args.samples {
        let text = samples::markdown(&learned);
        fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        eprintln!("{}", samples::summary(&learned));
    }
    if let Some(path) = &args.sign_in {
        sign_in::write(path, &outcomes)?;
    }
    tell(args.report.as_deref(), &text)?;
    eprintln!("{}", report::summary(&outcomes));
    Ok(outcomes.iter().all(|one| one.failures.is_empty()) && samples::holds(&learned))
}

/// Into the file of the report, or to standard output.
fn tell(report: Option<&Path>, text: &str) -> Result<(), String> {
    match report {
        Some(path) => {
            fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
        }
        None => {
            print!("{text}");
            Ok(())
        }
    }
}
