//! Asynchronous tests of one server, which say so when they cannot be run.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Completion, Failed, Trial};
use tokio::runtime::{Builder, Runtime};

use crate::judge::{self, Judge};
use crate::server::Fault;

type Test<C> = Arc<dyn Fn(&Runtime, C) + Send + Sync>;

/// When a test is run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    /// Its requests are wrong, and are meant to be: nobody who judges them may complain of that.
    Mistakes,
    /// Only where nothing stands between client and server.
    Alone,
    /// Only where requests are judged.
    Judged,
}

/// Tests that are given a `C`, such as a client.
pub struct Suite<C> {
    tests: Vec<(&'static str, When, Test<C>)>,
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
        self,
        name: &'static str,
        test: impl Fn(C) -> F + Send + Sync + 'static,
    ) -> Self {
        self.add(name, When::Always, test)
    }

    /// One more test, which makes requests that are wrong.
    #[must_use]
    pub fn mistakes<F: Future<Output = ()>>(
        self,
        name: &'static str,
        test: impl Fn(C) -> F + Send + Sync + 'static,
    ) -> Self {
        self.add(name, When::Mistakes, test)
    }

    /// One more test, of what nothing that stands between client and server lets through.
    #[must_use]
    pub fn alone<F: Future<Output = ()>>(
        self,
        name: &'static str,
        test: impl Fn(C) -> F + Send + Sync + 'static,
    ) -> Self {
        self.add(name, When::Alone, test)
    }

    /// One more test, in place of one that is [alone](Self::alone).
    #[must_use]
    pub fn judged<F: Future<Output = ()>>(
        self,
        name: &'static str,
        test: impl Fn(C) -> F + Send + Sync + 'static,
    ) -> Self {
        self.add(name, When::Judged, test)
    }

    fn add<F: Future<Output = ()>>(
        mut self,
        name: &'static str,
        when: When,
        test: impl Fn(C) -> F + Send + Sync + 'static,
    ) -> Self {
        self.tests.push((name, when, Arc::new(move |runtime, context| runtime.block_on(test(context)))));
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
        self.start(|| start().map(|(server, context)| (server, vec![Round { context, jury: None }])))
    }

    /// The same; then runs the tests again, on another server, with each request and reply judged by Prism.
    pub fn run_judged<S>(
        self,
        start: impl FnOnce() -> Result<(S, C), Fault>,
        judged: impl FnOnce() -> Result<(S, C, Jury), Fault>,
    ) -> ExitCode {
        self.one_at_a_time().start(|| {
            let (server, context) = start()?;
            let (other, judged, jury) = judged()?;
            let rounds = vec![Round { context, jury: None }, Round { context: judged, jury: Some(jury) }];
            Ok(((server, other), rounds))
        })
    }

    fn start<S>(self, start: impl FnOnce() -> Result<(S, Vec<Round<C>>), Fault>) -> ExitCode {
        let mut arguments = Arguments::from_args();
        if self.serial {
            arguments.test_threads = Some(1);
        }
        let runtime = match Builder::new_multi_thread().worker_threads(2).enable_all().build() {
            Ok(runtime) => Arc::new(runtime),
            Err(error) => return trouble(&error.to_string()),
        };
        let names = || self.tests.iter().map(|(name, ..)| *name);
        if arguments.list {
            let trials = names().map(|name| Trial::test(name, || Ok(()))).collect();
            return libtest_mimic::run(&arguments, trials).exit_code();
        }
        let (server, rounds) = match start() {
            Ok(started) => started,
            Err(Fault::Failed(reason)) => return trouble(&reason),
            Err(Fault::Missing(reason)) => return ignored(&arguments, names(), &reason),
        };
        // Part of the tests has part of the operations.
        let whole = arguments.filter.is_none() && arguments.skip.is_empty();
        let trials = rounds.into_iter().flat_map(|round| self.trials(&runtime, round, whole));
        let conclusion = libtest_mimic::run(&arguments, trials.collect());
        drop(server);
        conclusion.exit_code()
    }

    fn trials(&self, runtime: &Arc<Runtime>, round: Round<C>, whole: bool) -> Vec<Trial> {
        let Round { context, jury } = round;
        let other = if jury.is_some() { When::Alone } else { When::Judged };
        let tests = self.tests.iter().filter(|(_, when, _)| *when != other);
        let mut trials: Vec<Trial> = tests
            .map(|(name, when, test)| {
                let (runtime, context, jury, test) =
                    (runtime.clone(), context.clone(), jury.clone(), test.clone());
                let mistakes = *when == When::Mistakes;
                let name = jury.as_ref().map_or_else(|| (*name).to_owned(), |_| format!("judged::{name}"));
                Trial::test(name, move || {
                    for judge in jury.iter().flat_map(|jury| &jury.judges) {
                        judge.expect_mistakes(mistakes);
                    }
                    test(&runtime, context);
                    Ok(())
                })
            })
            .collect();
        // The last one: it looks back at all others.
        trials.extend(jury.filter(|_| whole).map(|jury| {
            Trial::test("judged::verdict", move || {
                judge::verdict(&jury.judges, jury.known).map_err(Failed::from)
            })
        }));
        trials
    }
}

/// Who judges.
#[derive(Clone)]
pub struct Jury {
    /// One for each document.
    pub judges: Vec<Arc<Judge>>,
    /// The file that lists what the server does otherwise than its documents say.
    pub known: &'static Path,
}

/// All tests, once.
struct Round<C> {
    context: C,
    jury: Option<Jury>,
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
