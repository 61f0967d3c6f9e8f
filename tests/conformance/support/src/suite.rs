//! Asynchronous tests of one server, which say so when they cannot be run.

use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Completion, Failed, Trial};
use tokio::runtime::{Builder, Runtime};

use crate::server::Fault;

type Test<C> = Box<dyn FnOnce(&Runtime, C) + Send>;

/// Tests that are given a `C`, such as a client.
pub struct Suite<C> {
    tests: Vec<(&'static str, Test<C>)>,
    serial: bool,
}

impl<C: Clone + Send + 'static> Default for Suite<C> {
    fn default() -> Self {
        Self { tests: Vec::new(), serial: false }
    }
}

impl<C: Clone + Send + 'static> Suite<C> {
    /// One more test.
    #[must_use]
    pub fn test<F: Future<Output = ()>>(
        mut self,
        name: &'static str,
        test: impl FnOnce(C) -> F + Send + 'static,
    ) -> Self {
        self.tests.push((name, Box::new(move |runtime, context| runtime.block_on(test(context)))));
        self
    }

    /// For a server that cannot do two things at once.
    #[must_use]
    pub fn one_at_a_time(mut self) -> Self {
        self.serial = true;
        self
    }

    /// Starts the server, runs the tests, and drops what `start` gave: the server, and what tests are given.
    pub fn run<S>(self, start: impl FnOnce() -> Result<(S, C), Fault>) -> ExitCode {
        let mut arguments = Arguments::from_args();
        if self.serial {
            arguments.test_threads = Some(1);
        }
        let runtime = match Builder::new_multi_thread().worker_threads(2).enable_all().build() {
            Ok(runtime) => Arc::new(runtime),
            Err(error) => return trouble(&error.to_string()),
        };
        let names = || self.tests.iter().map(|(name, _)| *name);
        if arguments.list {
            let trials = names().map(|name| Trial::test(name, || Ok(()))).collect();
            return libtest_mimic::run(&arguments, trials).exit_code();
        }
        let (server, context) = match start() {
            Ok(started) => started,
            Err(Fault::Failed(reason)) => return trouble(&reason),
            Err(Fault::Missing(reason)) => return ignored(&arguments, names(), &reason),
        };
        let trials = self.tests.into_iter().map(|(name, test)| {
            let (runtime, context) = (runtime.clone(), context.clone());
            Trial::test(name, move || {
                test(&runtime, context);
                Ok(())
            })
        });
        let conclusion = libtest_mimic::run(&arguments, trials.collect());
        drop(server);
        conclusion.exit_code()
    }
}

/// For a whole suite that cannot even be compiled, since there is no document.
#[must_use]
pub fn missing(name: &str, reason: &str) -> ExitCode {
    ignored(&Arguments::from_args(), [name].into_iter(), reason)
}

/// Every test says why it is not run; where `CONNECTOR_REQUIRE=all` is set that is a failure.
fn ignored<'a>(arguments: &Arguments, names: impl Iterator<Item = &'a str>, reason: &str) -> ExitCode {
    let required = std::env::var_os("CONNECTOR_REQUIRE").is_some_and(|value| value == "all");
    let trials = names.map(|name| {
        let reason = reason.to_owned();
        Trial::ignorable_test(name, move || {
            if required { Err(Failed::from(reason)) } else { Ok(Completion::ignored_with(reason)) }
        })
    });
    libtest_mimic::run(arguments, trials.collect()).exit_code()
}

fn trouble(reason: &str) -> ExitCode {
    eprintln!("the tests cannot be run: {reason}");
    ExitCode::FAILURE
}
