//! Compiling what was generated, many clients at a time, with warnings denied.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::{env, fs, process};

use crate::run::{Class, Outcome};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Check,
    Clippy,
}

/// Lines of one batch: a batch is one crate, and should stay within a few gigabytes of the compiler's memory.
const LINES: usize = 120_000;

/// Compiles all that was generated; who does not compile is noted in its outcome.
pub(crate) fn all(command: Command, mock: bool, outcomes: &mut [Outcome]) -> Result<(), String> {
    let scratch = Scratch::new(command, mock)?;
    let mut batch = Vec::new();
    let mut lines = 0;
    let mut batches = Vec::new();
    for (index, one) in outcomes.iter().enumerate().filter(|(_, one)| !one.code.is_empty()) {
        lines += one.code.lines().count();
        batch.push(index);
        if lines > LINES {
            batches.push(std::mem::take(&mut batch));
            lines = 0;
        }
    }
    batches.push(batch);
    for (number, batch) in batches.iter().enumerate() {
        eprintln!("compiling batch {} of {}: {} clients", number + 1, batches.len(), batch.len());
        let codes: Vec<(usize, &str)> =
            batch.iter().filter_map(|index| Some((*index, outcomes.get(*index)?.code.as_str()))).collect();
        for (index, detail) in culprits(&codes, &|codes| scratch.check(codes))? {
            if let Some(one) = outcomes.get_mut(index) {
                one.fail(Class::DoesNotCompile, detail);
            }
        }
    }
    Ok(())
}

/// Whom the compiler complains of, with its first words; a verdict without a name means that it complains of nobody in
/// particular.
type Verdict = Result<(), BTreeMap<usize, String>>;

/// Compiles clients: number and code of each.
type Check<'a> = dyn Fn(&[(usize, &str)]) -> Result<Verdict, String> + 'a;

/// Everybody who does not compile. Who is named is put aside and the rest tried again, since errors of an early phase hide those
/// of a later one; where nobody is named, halves are tried.
fn culprits(codes: &[(usize, &str)], check: &Check<'_>) -> Result<BTreeMap<usize, String>, String> {
    if codes.is_empty() {
        return Ok(BTreeMap::new());
    }
    let Err(mut named) = check(codes)? else { return Ok(BTreeMap::new()) };
    named.retain(|index, _| codes.iter().any(|(own, _)| own == index));
    if !named.is_empty() {
        let rest: Vec<_> = codes.iter().copied().filter(|(index, _)| !named.contains_key(index)).collect();
        named.extend(culprits(&rest, check)?);
        return Ok(named);
    }
    if let [(index, _)] = codes {
        return Ok(BTreeMap::from([(*index, "the compiler names no line of it".to_owned())]));
    }
    let (one, other) = codes.split_at(codes.len() / 2);
    let mut all = culprits(one, check)?;
    all.extend(culprits(other, check)?);
    Ok(all)
}

/// A package in the target folder.
struct Scratch {
    folder: PathBuf,
    target: PathBuf,
    command: Command,
}

impl Scratch {
    fn new(command: Command, mock: bool) -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let root = root.canonicalize().map_err(|error| format!("no checkout: {error}"))?;
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from).join("corpus");
        let folder = target.join("scratch");
        let manifest = format!(
            "[package]\nname = \"corpus-scratch\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\nconnector-rs = {{ path = {:?}, default-features = false, features = [\"rustls\"{}] }}\n\n[workspace]\n",
            root.display().to_string(),
            if mock { ", \"testing\"" } else { "" },
        );
        let failed = |error| format!("cannot write {}: {error}", folder.display());
        fs::create_dir_all(folder.join("src")).map_err(failed)?;
        fs::write(folder.join("Cargo.toml"), manifest).map_err(failed)?;
        // The same versions of dependencies, so that nothing has to be fetched.
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map_err(failed)?;
        Ok(Self { folder, target, command })
    }

    fn check(&self, codes: &[(usize, &str)]) -> Result<Verdict, String> {
        let failed = |error| format!("cannot write {}: {error}", self.folder.display());
        let mut root = String::from("#![deny(warnings)]\n");
        for (index, code) in codes {
            fs::write(self.folder.join(format!("src/c{index}.rs")), code).map_err(failed)?;
            let _ = writeln!(root, "mod c{index};");
        }
        fs::write(self.folder.join("src/lib.rs"), root).map_err(failed)?;
        let word = if self.command == Command::Clippy { "clippy" } else { "check" };
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let run = process::Command::new(cargo)
            .args([word, "--quiet", "--message-format=short", "--manifest-path"])
            .arg(self.folder.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&self.target)
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("cannot run cargo: {error}"))?;
        if run.status.success() {
            return Ok(Ok(()));
        }
        let said = String::from_utf8_lossy(&run.stderr);
        let named = named(&said);
        if named.is_empty() && !said.contains("could not compile `corpus-scratch`") {
            return Err(format!("the scratch package cannot be built:\n{said}"));
        }
        Ok(Err(named))
    }
}

/// The clients that the compiler's short messages name: `src/c12.rs:3:4: error…`.
fn named(said: &str) -> BTreeMap<usize, String> {
    let mut all = BTreeMap::new();
    for line in said.lines() {
        let Some((_, rest)) = line.split_once("src/c") else { continue };
        let Some((number, rest)) = rest.split_once(".rs:") else { continue };
        if let Ok(index) = number.parse()
            && rest.contains("error")
        {
            all.entry(index).or_insert_with(|| rest.to_owned());
        }
    }
    all
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn clients_are_named_by_their_files() {
        let said = "src/c3.rs:7:1: error[E0425]: cannot find\nsrc/c12.rs:1:1: error: unused\nsrc/c4.rs:1:1: note: here\nerror: could not compile\n";
        assert_eq!(named(said).keys().copied().collect::<Vec<_>>(), [3, 12]);
    }

    #[test]
    fn all_culprits_are_found_named_or_not() {
        // 2 is named at once, 5 only when 2 is away, 7 never.
        let check = |codes: &[(usize, &str)]| {
            let has = |wanted| codes.iter().any(|(index, _)| *index == wanted);
            let named = |index| Ok(Err(BTreeMap::from([(index, String::new())])));
            match () {
                () if has(2) => named(2),
                () if has(5) => named(5),
                () if has(7) => Ok(Err(BTreeMap::new())),
                () => Ok(Ok(())),
            }
        };
        let codes: Vec<(usize, &str)> = (0..10).map(|index| (index, "")).collect();
        let found = culprits(&codes, &check).unwrap();
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [2, 5, 7]);
    }
}
