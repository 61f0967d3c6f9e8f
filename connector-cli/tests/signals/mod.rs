//! Ctrl-C for tests.

use std::process::Command;

/// The same command, which Ctrl-C ends. Whoever runs tests in the background ignores it, and so would what they start.
pub fn interruptible(command: &Command) -> Command {
    let mut own = Command::new("env");
    if cfg!(target_os = "linux") {
        own.arg("--default-signal=INT");
    }
    own.arg(command.get_program()).args(command.get_args());
    own.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    own
}
