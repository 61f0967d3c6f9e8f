//! What generated crates cost to compile and to generate, beside those of other generators.
//!
//! ```text
//! compile-benches compile|generate --tools FOLDER --work FOLDER [--stages WORD,WORD] [--runs NUMBER] [--peers WORD,WORD] NAME=DOCUMENT...
//! compile-benches rebuild --tools FOLDER --work FOLDER NAME=DOCUMENT
//! compile-benches small --tools FOLDER --work FOLDER NAME=DOCUMENT...
//! compile-benches growth --tools FOLDER --work FOLDER NAME=DOCUMENT
//! compile-benches report --work FOLDER
//! ```
//!
//! Each figure is kept in the work folder as soon as it is there, so that a run may be broken off; `report` writes the figures into
//! `docs/performance.md`. The scripts `benches/compile/run` and `benches/generate/run` install the generators and call this.

mod caller;
mod growth;
mod measure;
mod peer;
mod rebuild;
mod report;
mod results;
mod small;
mod stage;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use measure::Cost;
use peer::{Document, Peer, Tools};
use results::Results;

/// Whatever goes wrong: this is a tool for its authors.
pub type Fault = Box<dyn std::error::Error>;

struct Args {
    word: String,
    tools: PathBuf,
    work: PathBuf,
    stages: Vec<String>,
    runs: usize,
    peers: Vec<Peer>,
    documents: Vec<(String, PathBuf)>,
}

impl Args {
    fn read(mut given: impl Iterator<Item = String>) -> Option<Self> {
        let word = given.next()?;
        let (tools, work) = (PathBuf::new(), PathBuf::new());
        let stages = stage::STAGES.iter().map(|(stage, _)| (*stage).to_owned()).collect();
        let runs = RUNS;
        let mut args =
            Self { word, tools, work, stages, runs, peers: Peer::ALL.into(), documents: Vec::new() };
        while let Some(one) = given.next() {
            match one.as_str() {
                "--tools" => args.tools = given.next()?.into(),
                "--work" => args.work = given.next()?.into(),
                "--stages" => args.stages = given.next()?.split(',').map(str::to_owned).collect(),
                "--runs" => args.runs = given.next()?.parse().ok()?,
                "--peers" => {
                    let words = given.next()?;
                    args.peers.retain(|peer| words.split(',').any(|word| word == peer.word()));
                }
                one => {
                    let (name, path) = one.split_once('=')?;
                    args.documents.push((name.to_owned(), path.into()));
                }
            }
        }
        Some(args)
    }
}

fn main() -> ExitCode {
    if env::args_os().nth(1).is_some_and(|word| word == measure::SELF) {
        return match measure::child(env::args_os().skip(2)) {
            Ok(true) => ExitCode::SUCCESS,
            Ok(false) => ExitCode::FAILURE,
            Err(fault) => told(&fault),
        };
    }
    if env::args_os().nth(1).is_some_and(|word| word == peer::OWN) {
        return match own(env::args_os().skip(2)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(fault) => told(&fault),
        };
    }
    let Some(args) = Args::read(env::args().skip(1)) else {
        eprintln!("see the head of src/main.rs");
        return ExitCode::from(2);
    };
    match work(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => told(&fault),
    }
}

/// This project as a generator: a document, and the file to write.
fn own(mut arguments: impl Iterator<Item = std::ffi::OsString>) -> Result<(), Fault> {
    let (Some(document), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("a document, and the file to write".into());
    };
    let options = connector_codegen::Options { documents: vec![document.into()], ..Default::default() };
    let mut generated = connector_codegen::generate(&options);
    if generated.tokens.is_empty() {
        return Err("nothing could be generated".into());
    }
    Ok(fs::write(out, generated.take_pretty())?)
}

fn told(fault: &Fault) -> ExitCode {
    eprintln!("{fault}");
    ExitCode::FAILURE
}

fn work(args: &Args) -> Result<(), Fault> {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    fs::create_dir_all(&args.work)?;
    let work = args.work.canonicalize()?;
    let tools = Tools {
        own: env::current_exe()?,
        cargo_bin: args.tools.join("cargo/bin"),
        jar: args.tools.join("openapi-generator.jar"),
        converter: args.tools.join("node_modules/.bin/swagger2openapi"),
        checkout,
        work,
    };
    let mut results = Results::load(&tools.work)?;
    match args.word.as_str() {
        "compile" => {
            for document in documents(args, &tools)? {
                for peer in &args.peers {
                    stage::compile(*peer, &tools, &document, &args.stages, &mut results)?;
                }
            }
        }
        "generate" => {
            for document in documents(args, &tools)? {
                generate(&args.peers, args.runs, &tools, &document, &mut results)?;
            }
        }
        "rebuild" => {
            for document in documents(args, &tools)? {
                rebuild::run(&tools, &document, &mut results)?;
            }
        }
        "small" => small::run(&tools, &documents(args, &tools)?, &mut results)?,
        "growth" => growth::run(&tools, &documents(args, &tools)?, &mut results)?,
        "report" => report::write(&tools.checkout.join("docs/performance.md"), &results)?,
        other => return Err(format!("what is `{other}`?").into()),
    }
    Ok(())
}

/// Each document, converted for those who read OpenAPI 3.0 only.
fn documents(args: &Args, tools: &Tools) -> Result<Vec<Document>, Fault> {
    let compared = matches!(args.word.as_str(), "compile" | "generate");
    let one = |(name, path): &(String, PathBuf)| {
        let own = path.canonicalize().map_err(|error| format!("{}: {error}", path.display()))?;
        if !compared {
            return Ok(Document { name: name.clone(), own, converted: None });
        }
        let target = tools.work.join(format!("{name}.converted.json"));
        let mut run = Command::new(&tools.converter);
        run.arg("--patch").arg(&own).arg("-o").arg(&target);
        let converted = match measure::run(&run, &tools.work.join(format!("{name}.converted.log"))) {
            Ok(cost) => Some((target, cost)),
            Err(fault) => {
                eprintln!("{name}: not converted: {fault}");
                None
            }
        };
        Ok(Document { name: name.clone(), own, converted })
    };
    args.documents.iter().map(one).collect()
}

/// How often a generator is run, unless `--runs` says otherwise: the median counts.
const RUNS: usize = 3;

/// One after the other, and again, so that whatever else the machine does slows all of them.
fn generate(
    peers: &[Peer],
    runs: usize,
    tools: &Tools,
    document: &Document,
    results: &mut Results,
) -> Result<(), Fault> {
    let mut costs: Vec<(Peer, Vec<Cost>)> = peers.iter().map(|peer| (*peer, Vec::new())).collect();
    for _ in 0..runs {
        for (peer, costs) in &mut costs {
            let out = tools.work.join(format!("generated/{}/{}", document.name, peer.word()));
            let _ = fs::remove_dir_all(&out);
            match peer.generate(tools, document, &out) {
                Ok(cost) => costs.push(cost),
                Err(fault) => eprintln!("{}: {}: {fault}", document.name, peer.name()),
            }
        }
    }
    for (peer, mut costs) in costs {
        costs.sort_by(|one, other| one.cpu.total_cmp(&other.cpu));
        match costs.get(costs.len() / 2) {
            Some(cost) => results.cost(&document.name, peer, "generate", *cost)?,
            None => results.put(&document.name, peer, "generates", 0.0)?,
        }
    }
    Ok(())
}
