//! What a command costs: CPU time of all its processes, and the most memory that one of them had.
//!
//! Wall time says little on a machine that others use. A command is run by another copy of this program, for the system
//! adds up what the children of one process have cost.

use std::ffi::OsString;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

use nix::sys::resource::{UsageWho, getrusage};

use crate::Fault;

/// The word that asks this program to run a command and say what it cost: the file for that, then the command.
pub const SELF: &str = "measure";

/// What a command cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Seconds, in user and system mode, of all processes.
    pub cpu: f64,
    /// MiB, of the largest process.
    pub peak: f64,
}

/// Runs a command; its output goes to `log`.
///
/// # Errors
/// When it fails; the error has the end of what it said.
pub fn run(command: &Command, log: &Path) -> Result<Cost, Fault> {
    let told = log.with_extension("cost");
    let output = File::create(log)?;
    let mut outer = Command::new(env::current_exe()?);
    outer.arg(SELF).arg(&told).arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        outer.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => outer.env(name, value),
            None => outer.env_remove(name),
        };
    }
    let status = outer.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output).status()?;
    if !status.success() {
        let said = fs::read_to_string(log).unwrap_or_default();
        let start = said.char_indices().rev().nth(1500).map_or(0, |(at, _)| at);
        return Err(format!("{command:?}: {}", said.get(start..).unwrap_or_default()).into());
    }
    let text = fs::read_to_string(&told)?;
    let mut words = text.split(' ').map(str::parse);
    match (words.next(), words.next()) {
        (Some(Ok(cpu)), Some(Ok(peak))) => Ok(Cost { cpu, peak }),
        _ => Err(format!("no cost: {text}").into()),
    }
}

/// The other copy's part.
///
/// # Errors
/// When the command cannot be run.
pub fn child(mut arguments: impl Iterator<Item = OsString>) -> Result<bool, Fault> {
    let (Some(told), Some(program)) = (arguments.next(), arguments.next()) else {
        return Err("no command".into());
    };
    let status = Command::new(program).args(arguments).status()?;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    let cpu = seconds(usage.user_time()) + seconds(usage.system_time());
    fs::write(told, format!("{cpu} {}", usage.max_rss() as f64 / 1024.0))?;
    Ok(status.success())
}
