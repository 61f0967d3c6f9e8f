//! What it costs to check a program again after a change, where its client comes from the macro and where it comes from a file.

use std::fs::{self, File};
use std::process::Command;
use std::time::SystemTime;

use crate::peer::{Document, Peer, Tools};
use crate::results::Results;
use crate::stage::Package;
use crate::{Fault, measure};

const RUNS: usize = 5;

/// Both ways; the median counts.
///
/// # Errors
/// When something does not compile.
pub fn run(tools: &Tools, document: &Document, results: &mut Results) -> Result<(), Fault> {
    let src = Package::of(Peer::Own, tools, document, results)?.folder.join("src");
    let (code, program) = (fs::read_to_string(src.join("lib.rs"))?, fs::read_to_string(src.join("main.rs"))?);
    // Attributes of a crate.
    let code = code.split_once('\n').map_or(code.as_str(), |(_, code)| code);
    for way in ["macro", "file"] {
        let folder = tools.work.join(format!("crates/{}/{way}", document.name));
        fs::create_dir_all(folder.join("src"))?;
        let manifest = format!(
            "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\nconnector-rs = {{ path = {:?} }}\ntokio = {{ version = \"1.48\", features = [\"macros\", \"rt\"] }}\n",
            tools.checkout.display().to_string()
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        let client = match way {
            "macro" => {
                format!("mod client {{ connector::connector!({:?}); }}\n", document.own.display().to_string())
            }
            _ => "mod client;\n".to_owned(),
        };
        fs::write(folder.join("src/client.rs"), code)?;
        let (head, rest) = program.split_once('\n').unwrap_or_default();
        fs::write(folder.join("src/main.rs"), format!("{head}\n{client}{rest}"))?;
        let mut costs = Vec::new();
        for round in 0..=RUNS {
            let main = File::options().append(true).open(folder.join("src/main.rs"))?;
            main.set_modified(SystemTime::now())?;
            let mut run = Command::new("cargo");
            run.args(["check", "--quiet", "--jobs=1", "--target-dir"]).arg(tools.work.join("target-rebuild"));
            run.current_dir(&folder).env("CARGO_INCREMENTAL", "1").env_remove("RUSTFLAGS");
            run.env_remove("CARGO_TARGET_DIR")
                .env_remove("CARGO_BUILD_JOBS")
                .env_remove("CARGO_PROFILE_DEV_DEBUG");
            let cost = measure::run(&run, &folder.join("cargo.log"))?;
            // The first one has everything to do.
            if round > 0 {
                costs.push(cost.cpu);
            }
        }
        costs.sort_by(f64::total_cmp);
        let median = costs.get(RUNS / 2).copied().unwrap_or_default();
        results.put(&document.name, Peer::Own, &format!("rebuild.{way}"), median)?;
    }
    Ok(())
}
