//! The keyring of a desktop and a database, each started here, used by processes that are killed and by processes that share it.

mod keyring;
mod postgres;

use std::io::{BufRead as _, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use conformance_support::server::Fault;
use libtest_mimic::{Arguments, Completion, Failed, Trial};

/// A service that runs: what a worker has to be told to find it.
struct Service {
    kind: &'static str,
    place: String,
    environment: Vec<(&'static str, String)>,
}

impl Service {
    fn worker(&self, what: &str) -> Command {
        let mut worker = Command::new(env!("CARGO_BIN_EXE_worker"));
        worker.args([what, self.kind, &self.place]).envs(self.environment.iter().cloned());
        worker
    }
}

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1);
    let trials = vec![
        Trial::ignorable_test("keyring", || run(keyring::start)),
        Trial::ignorable_test("postgres", || run(postgres::start)),
    ];
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn run<S>(start: impl FnOnce() -> Result<(S, Service), Fault>) -> Result<Completion, Failed> {
    let required = std::env::var_os("CONNECTOR_REQUIRE").is_some_and(|value| value == "all");
    let (_running, service) = match start() {
        Ok(started) => started,
        Err(Fault::Missing(reason)) if !required => return Ok(Completion::ignored_with(reason)),
        Err(fault) => return Err(fault.to_string().into()),
    };
    assert!(service.worker("keeps").status()?.success(), "the store does not do what a store does");
    // Four processes that count together miss none.
    let mut workers = Vec::new();
    for _ in 0..4 {
        workers.push(service.worker("count").spawn()?);
    }
    for mut worker in workers {
        assert!(worker.wait()?.success());
    }
    // A process that is killed holds nothing any longer.
    let mut holder = service.worker("hold").stdout(Stdio::piped()).spawn()?;
    let mut line = String::new();
    BufReader::new(holder.stdout.take().expect("piped")).read_line(&mut line)?;
    assert_eq!(line.trim(), "held");
    holder.kill()?;
    holder.wait()?;
    let begun = Instant::now();
    assert!(service.worker("count").status()?.success());
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    let kept = Command::new(env!("CARGO_BIN_EXE_kept"))
        .args([service.kind, &service.place])
        .envs(service.environment.iter().cloned())
        .output()?;
    assert_eq!(String::from_utf8_lossy(&kept.stdout).trim(), "125", "five processes of 25 rounds");
    Ok(Completion::Completed)
}
