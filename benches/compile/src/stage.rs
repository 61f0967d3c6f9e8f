//! A crate of what was generated, with a program that awaits every action; and what compiling it costs.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::measure::{self, Cost};
use crate::peer::{Document, Peer, Tools};
use crate::results::Results;
use crate::{Fault, caller};

/// How often actions that the compiler complains of are left out of the program, before the client itself is at fault.
const TRIES: usize = 8;

/// Generates, stages and compiles; what cannot be done is said and noted, and is no error.
///
/// # Errors
/// When files cannot be written.
pub fn compile(
    peer: Peer,
    tools: &Tools,
    document: &Document,
    release: bool,
    results: &mut Results,
) -> Result<(), Fault> {
    match try_compile(peer, tools, document, release, results) {
        Ok(()) => results.put(&document.name, peer, "compiles", 1.0),
        Err(fault) => {
            eprintln!("{}: {}: {fault}", document.name, peer.name());
            results.put(&document.name, peer, "compiles", 0.0)
        }
    }
}

fn try_compile(
    peer: Peer,
    tools: &Tools,
    document: &Document,
    release: bool,
    results: &mut Results,
) -> Result<(), Fault> {
    let name = &document.name;
    let out = tools.work.join(format!("generated/{name}/{}", peer.word()));
    let _ = fs::remove_dir_all(&out);
    peer.generate(tools, document, &out)?;
    let package = Package::new(tools, peer, name)?;
    peer.sources(&out, &package.folder.join("src"))?;
    allow_everything(&package.folder.join("src/lib.rs"))?;
    let lines = code_lines(&package.folder.join("src"))?;
    let all = caller::actions(&package.folder.join("src"), "client")?;
    let mut actions = all.clone();
    package.write_program(&caller::program(&actions))?;
    // Dependencies, and actions that cannot be called in this simple way.
    for round in 0.. {
        let Err(fault) = package.cargo("check", false) else { break };
        let said = package.said();
        let bad: BTreeSet<usize> = caller::complaints(&said);
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
    let mut put = |what: &str, cost: Cost| {
        results.put(name, peer, what, cost.cpu)?;
        results.put(name, peer, &format!("{what}.peak"), cost.peak)
    };
    put("check", package.touched("check", false)?)?;
    package.floor("build", false, tools, peer)?;
    put("debug", package.touched("build", false)?)?;
    if release {
        package.floor("build", true, tools, peer)?;
        put("release", package.touched("build", true)?)?;
        let program = package.target.join("release/program");
        results.put(name, peer, "size", fs::metadata(program)?.len() as f64 / 1e6)?;
    }
    // Programs are large, and there are many.
    let _ = fs::remove_file(package.target.join("debug/program"));
    Ok(())
}

/// A package with library `client` and program `program`. All of one generator share a target folder, so that dependencies are
/// compiled once.
pub struct Package {
    /// Where its manifest is.
    pub folder: PathBuf,
    target: PathBuf,
}

impl Package {
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
        let target = tools.work.join(format!("target-{}", peer.word()));
        // The same versions for all documents.
        let lock = target.join("Cargo.lock");
        if lock.is_file() {
            fs::copy(lock, folder.join("Cargo.lock"))?;
        }
        Ok(Self { folder, target })
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
    pub fn cargo(&self, word: &str, release: bool) -> Result<Cost, Fault> {
        let mut run = Command::new("cargo");
        run.args([word, "--quiet", "--message-format=short", "--jobs=1", "--target-dir"]).arg(&self.target);
        if release {
            run.arg("--release");
        }
        run.current_dir(&self.folder).env_remove("RUSTFLAGS").env("CARGO_INCREMENTAL", "0");
        for profile in ["CARGO_PROFILE_DEV_DEBUG", "CARGO_TARGET_DIR", "CARGO_BUILD_JOBS"] {
            run.env_remove(profile);
        }
        let cost = measure::run(&run, &self.folder.join("cargo.log"))?;
        fs::copy(self.folder.join("Cargo.lock"), self.target.join("Cargo.lock"))?;
        Ok(cost)
    }

    fn said(&self) -> String {
        fs::read_to_string(self.folder.join("cargo.log")).unwrap_or_default()
    }

    /// The same, after everything was changed.
    fn touched(&self, word: &str, release: bool) -> Result<Cost, Fault> {
        for file in ["src/lib.rs", "src/main.rs"] {
            File::options().append(true).open(self.folder.join(file))?.set_modified(SystemTime::now())?;
        }
        self.cargo(word, release)
    }

    /// Compiles the dependencies, by an empty crate that has the same.
    fn floor(&self, word: &str, release: bool, tools: &Tools, peer: Peer) -> Result<(), Fault> {
        let empty = Self::new(tools, peer, "nothing")?;
        fs::write(empty.folder.join("src/lib.rs"), "")?;
        empty.write_program(&caller::program(&[]))?;
        empty.cargo(word, release).map(drop)
    }
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
