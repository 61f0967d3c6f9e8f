//! A crate of what was generated, with a program that awaits every action; and what compiling it costs.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::measure::{self, Cost};
use crate::peer::{Document, Peer, Tools};
use crate::results::Results;
use crate::{Fault, caller, small};

/// How often actions that the compiler complains of are left out of the program, before the client itself is at fault.
const TRIES: usize = 8;

/// How often what is quick is measured: the median counts.
const RUNS: usize = 3;

/// Seconds; what takes longer is measured once.
const QUICK: f64 = 5.0;

/// What a user changes: everything, when a document changes; a program, most of the time.
pub const ALL: [&str; 2] = ["src/lib.rs", "src/main.rs"];
const PROGRAM: [&str; 1] = ["src/main.rs"];

/// What can be measured, and the figure that is there once it is.
pub const STAGES: [(&str, &str); 5] =
    [("check", "check"), ("debug", "debug"), ("again", "again"), ("ir", "ir"), ("release", "size")];

/// Generates, stages and compiles what was not measured before; what cannot be done is said and noted, and is no error.
///
/// # Errors
/// When files cannot be written.
pub fn compile(
    peer: Peer,
    tools: &Tools,
    document: &Document,
    wanted: &[String],
    results: &mut Results,
) -> Result<(), Fault> {
    let name = &document.name;
    let is_wanted = |(stage, figure): &(&str, &str)| {
        wanted.iter().any(|one| one == stage) && results.get(name, peer, figure).is_none()
    };
    let stages: Vec<&str> = STAGES.iter().filter(|stage| is_wanted(stage)).map(|(stage, _)| *stage).collect();
    if results.get(name, peer, "compiles") == Some(0.0) || stages.is_empty() {
        return Ok(());
    }
    let done = Package::of(peer, tools, document, results).and_then(|package| {
        stages.into_iter().try_for_each(|stage| measured(stage, &package, peer, tools, name, results))
    });
    if let Err(fault) = &done {
        eprintln!("{name}: {}: {fault}", peer.name());
    }
    results.put(name, peer, "compiles", f64::from(u8::from(done.is_ok())))
}

fn measured(
    stage: &str,
    package: &Package,
    peer: Peer,
    tools: &Tools,
    name: &str,
    results: &mut Results,
) -> Result<(), Fault> {
    match stage {
        "check" => {
            let mut checks = vec![package.touched(&ALL, "check", false)?];
            while checks.len() < RUNS && checks.iter().all(|check| check.cpu < QUICK) {
                checks.push(package.touched(&ALL, "check", false)?);
            }
            checks.sort_by(|one, other| one.cpu.total_cmp(&other.cpu));
            let median = checks.get(checks.len() / 2).copied().unwrap_or_default();
            results.cost(name, peer, stage, median)
        }
        "debug" => {
            Package::empty(tools, peer)?.cargo(&["build"], false)?;
            results.cost(name, peer, stage, package.touched(&ALL, "build", false)?)
        }
        "again" => {
            package.cargo(&["build"], false)?;
            results.cost(name, peer, stage, package.touched(&PROGRAM, "build", false)?)
        }
        "ir" => results.put(name, peer, stage, package.lines_of_ir()? as f64),
        _ => {
            Package::empty(tools, peer)?.cargo(&["build"], true)?;
            results.cost(name, peer, "release", package.touched(&ALL, "build", true)?)?;
            let program = package.target.join("release/program");
            results.put(name, peer, "size", fs::metadata(program)?.len() as f64 / 1e6)
        }
    }
}

/// A package with library `client` and program `program`. All share a target folder, so that dependencies are compiled once.
pub struct Package {
    /// Where its manifest is.
    pub folder: PathBuf,
    target: PathBuf,
    /// Of all packages of a generator: the same versions for all documents.
    lock: PathBuf,
}

impl Package {
    /// Generates a client, and a program with every action of it that can be awaited so.
    ///
    /// # Errors
    /// When the generator fails, or its code does not compile.
    pub fn of(peer: Peer, tools: &Tools, document: &Document, results: &mut Results) -> Result<Self, Fault> {
        let name = &document.name;
        let out = tools.work.join(format!("generated/{name}/{}", peer.word()));
        let _ = fs::remove_dir_all(&out);
        peer.generate(tools, document, &out)?;
        let package = Self::new(tools, peer, name)?;
        peer.sources(&out, &package.folder.join("src"))?;
        allow_everything(&package.folder.join("src/lib.rs"))?;
        let lines = code_lines(&package.folder.join("src"))?;
        let all = caller::actions(&package.folder.join("src"), "client")?;
        let mut actions = all.clone();
        package.write_program(&caller::program(&actions))?;
        // This compiles the dependencies, and shows which actions cannot be called in this simple way.
        for round in 0.. {
            let Err(fault) = package.cargo(&["check"], false) else { break };
            let bad: BTreeSet<usize> = caller::complaints(&package.said());
            if bad.is_empty() || round == TRIES {
                return Err(fault);
            }
            let kept = actions.iter().enumerate().filter(|(index, _)| !bad.contains(index));
            actions = kept.map(|(_, action)| action.clone()).collect();
            package.write_program(&caller::program(&actions))?;
        }
        if actions.is_empty() {
            return Err("no action could be called".into());
        }
        results.put(name, peer, "actions", actions.len() as f64)?;
        results.put(name, peer, "left out", (all.len() - actions.len()) as f64)?;
        results.put(name, peer, "lines", lines as f64 / all.len() as f64)?;
        Ok(package)
    }

    /// An empty one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(tools: &Tools, peer: Peer, name: &str) -> Result<Self, Fault> {
        let folder = tools.work.join(format!("crates/{name}/{}", peer.word()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("src"))?;
        let manifest = format!(
            "[package]\nname = \"client\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[[bin]]\nname = \"program\"\npath = \"src/main.rs\"\n\n[dependencies]\n{}",
            peer.dependencies(tools)
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        let lock = tools.work.join(format!("{}.lock", peer.word()));
        if lock.is_file() {
            fs::copy(&lock, folder.join("Cargo.lock"))?;
        }
        Ok(Self { folder, target: tools.work.join("target"), lock })
    }

    /// Writes the program.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_program(&self, text: &str) -> Result<(), Fault> {
        Ok(fs::write(self.folder.join("src/main.rs"), text)?)
    }

    /// Runs cargo, and says what that cost.
    ///
    /// # Errors
    /// When cargo fails.
    pub fn cargo(&self, words: &[&str], release: bool) -> Result<Cost, Fault> {
        let (before, after) =
            words.split_at(words.iter().position(|word| *word == "--").unwrap_or(words.len()));
        let mut run = Command::new("cargo");
        run.args(before)
            .args(["--quiet", "--message-format=short", "--jobs=1", "--target-dir"])
            .arg(&self.target);
        if release {
            run.arg("--release");
        }
        run.args(after).current_dir(&self.folder).env_remove("RUSTFLAGS").env("CARGO_INCREMENTAL", "0");
        for profile in ["CARGO_PROFILE_DEV_DEBUG", "CARGO_TARGET_DIR", "CARGO_BUILD_JOBS"] {
            run.env_remove(profile);
        }
        let cost = measure::run(&run, &self.folder.join("cargo.log"))?;
        fs::copy(self.folder.join("Cargo.lock"), &self.lock)?;
        Ok(cost)
    }

    fn said(&self) -> String {
        fs::read_to_string(self.folder.join("cargo.log")).unwrap_or_default()
    }

    /// The same, after files were changed.
    pub fn touched(&self, files: &[&str], word: &str, release: bool) -> Result<Cost, Fault> {
        for file in files {
            File::options().append(true).open(self.folder.join(file))?.set_modified(SystemTime::now())?;
        }
        self.cargo(&[word], release)
    }

    /// Lines of code that LLVM is given of library and program, without optimisation.
    fn lines_of_ir(&self) -> Result<usize, Fault> {
        let mut count = 0;
        for (kind, name) in [(&["--bin", "program"][..], "program-"), (&["--lib"], "client-")] {
            let words = [&["rustc"], kind, &["--", "--emit=llvm-ir", "-Ccodegen-units=1"]].concat();
            self.cargo(&words, false)?;
            for entry in fs::read_dir(self.target.join("debug/deps"))? {
                let path = entry?.path();
                let is_ir = path.extension().is_some_and(|end| end == "ll");
                if is_ir
                    && path.file_name().and_then(|own| own.to_str()).is_some_and(|own| own.starts_with(name))
                {
                    count += lines_of_functions(&path)?;
                    fs::remove_file(path)?;
                }
            }
        }
        Ok(count)
    }

    /// An empty crate that has the same dependencies: it has them compiled.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn empty(tools: &Tools, peer: Peer) -> Result<Self, Fault> {
        let empty = Self::new(tools, peer, small::NOTHING)?;
        fs::write(empty.folder.join("src/lib.rs"), "")?;
        empty.write_program(&caller::program(&[]))?;
        Ok(empty)
    }
}

/// Lines between the braces of functions.
fn lines_of_functions(path: &Path) -> Result<usize, Fault> {
    let (mut count, mut inside) = (0, false);
    for line in BufReader::new(File::open(path)?).lines() {
        let line = line?;
        match line.as_str() {
            "}" => inside = false,
            line if line.starts_with("define ") => inside = true,
            line => count += usize::from(inside && !line.is_empty()),
        }
    }
    Ok(count)
}

/// Warnings cost time too, and are not what is measured.
fn allow_everything(root: &Path) -> Result<(), Fault> {
    let text = fs::read_to_string(root).map_err(|error| format!("{}: {error}", root.display()))?;
    Ok(fs::write(root, format!("#![allow(warnings)]\n{text}"))?)
}

/// Lines that are neither blank nor comments, of all files but the program.
fn code_lines(folder: &Path) -> Result<usize, Fault> {
    let mut count = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            count += code_lines(&path)?;
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("main.rs") {
            let text = fs::read_to_string(&path)?;
            let mut inside = false;
            for line in text.lines().map(str::trim) {
                inside |= line.starts_with("/*");
                count += usize::from(!inside && !line.is_empty() && !line.starts_with("//"));
                inside &= !line.contains("*/");
            }
        }
    }
    Ok(count)
}
