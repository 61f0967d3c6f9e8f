//! Generating, on all cores.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use connector_codegen::diag::Code;
use connector_codegen::{Generated, Options, Severity, generate};

use crate::count;
use crate::find::Document;
use crate::{sign_in, triggers};

/// What came of a document.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) name: String,
    /// The generated file; empty where there is none.
    pub(crate) code: String,
    pub(crate) actions: usize,
    pub(crate) triggers: usize,
    pub(crate) skipped: usize,
    pub(crate) types: usize,
    /// Policies: template, outcome, how many.
    pub(crate) policies: Vec<(String, &'static str, usize)>,
    /// What the service can be asked: kind and subject.
    pub(crate) lookups: BTreeMap<(&'static str, &'static str), usize>,
    /// Why it cannot be asked more.
    pub(crate) unasked: Vec<String>,
    /// Kinds of sign-in.
    pub(crate) auth: Vec<String>,
    pub(crate) sign_ins: Vec<sign_in::Row>,
    /// Triggers that are polled: operationId and where polling goes on.
    pub(crate) polled: Vec<(String, String)>,
    /// Webhooks: operationId, and the rule that found what ends its subscription.
    pub(crate) webhooks: Vec<(String, Option<String>)>,
    pub(crate) time: Duration,
    /// The document's own mistakes: code of each error, with how often.
    pub(crate) errors: BTreeMap<String, usize>,
    pub(crate) warnings: usize,
    /// The first error in full.
    pub(crate) first_error: Option<String>,
    /// What is the generator's fault.
    pub(crate) failures: Vec<Failure>,
}

/// Something that must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) class: Class,
    pub(crate) detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Panic,
    /// What was generated does not parse.
    NotRust,
    /// Nothing was generated, and no error says why.
    Silent,
    /// Operations that are neither generated nor listed as skipped.
    Lost,
    /// An error that does not say where.
    NoPlace,
    /// It does not compile with warnings denied.
    DoesNotCompile,
}

impl Class {
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Panic => "panic",
            Self::NotRust => "not Rust",
            Self::Silent => "nothing, without an error",
            Self::Lost => "operations lost",
            Self::NoPlace => "an error without a place",
            Self::DoesNotCompile => "does not compile",
        }
    }
}

/// Generates all documents; the outcomes are in their order.
pub(crate) fn all(documents: Vec<Document>, mock: bool) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(BTreeMap::new());
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(document) = documents.get(index) else { break };
                    let outcome = one(document, mock);
                    if let Ok(mut outcomes) = outcomes.lock() {
                        outcomes.insert(index, outcome);
                    }
                }
            });
        }
    });
    outcomes.into_inner().map(|all| all.into_values().collect()).unwrap_or_default()
}

fn one(document: &Document, mock: bool) -> Outcome {
    let options = Options {
        documents: vec![document.definition.clone()],
        properties: document.properties.clone(),
        mock: mock.then(String::new),
        ..Options::default()
    };
    let start = Instant::now();
    let made = catch_unwind(AssertUnwindSafe(|| generate(&options)));
    let mut outcome = Outcome { name: document.name.clone(), time: start.elapsed(), ..Outcome::default() };
    match made {
        Ok(made) => look(document, &made, &mut outcome),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            outcome.fail(Class::Panic, text.unwrap_or_default());
        }
    }
    outcome
}

fn look(document: &Document, made: &Generated, outcome: &mut Outcome) {
    outcome.sign_ins = sign_in::rows(document, made);
    for found in &made.diagnostics {
        match found.severity {
            Severity::Error => {
                *outcome.errors.entry(found.code.to_string()).or_default() += 1;
                if found.line == 0 {
                    outcome.failures.push(Failure { class: Class::NoPlace, detail: found.message.clone() });
                }
                outcome
                    .first_error
                    .get_or_insert_with(|| format!("{}:{} {}", found.line, found.column, found.message));
            }
            Severity::Warning => outcome.warnings += 1,
            Severity::Note => {}
        }
    }
    let view = &made.inspect;
    (outcome.actions, outcome.triggers) = (view.actions.len(), view.triggers.len());
    (outcome.skipped, outcome.types) = (view.skipped.len(), view.types);
    outcome.auth = view.auth.iter().map(|(kind, _)| kind.clone()).collect();
    outcome.auth.dedup();
    outcome.policies = view.policies.clone();
    outcome.polled = triggers::polled(view);
    for lookup in &view.lookups {
        *outcome.lookups.entry((lookup.kind, lookup.of)).or_default() += 1;
    }
    outcome.unasked = made
        .diagnostics
        .iter()
        .filter(|one| one.code == Code::LOOKUP)
        .map(|one| one.message.clone())
        .collect();
    outcome.webhooks = triggers::webhooks(view);
    outcome.code = made.pretty();
    if let Err(error) = syn::parse_file(&outcome.code) {
        outcome.fail(Class::NotRust, error.to_string());
    }
    if made.tokens.is_empty() {
        outcome.code.clear();
        if outcome.errors.is_empty() {
            outcome.fail(Class::Silent, String::new());
        }
        return;
    }
    let accounted = outcome.actions + outcome.triggers + outcome.skipped;
    if view.requests != accounted {
        outcome.fail(Class::Lost, format!("{} were read, {accounted} are accounted for", view.requests));
    }
    if !document.mutant
        && let Some(counted) = count::operations(&document.definition)
        && counted != view.requests
    {
        outcome.fail(Class::Lost, format!("the document has {counted}, {} were read", view.requests));
    }
}

impl Outcome {
    pub(crate) fn fail(&mut self, class: Class, detail: String) {
        self.failures.push(Failure { class, detail });
    }

    /// Nothing could be generated.
    pub(crate) fn is_unreadable(&self) -> bool {
        self.code.is_empty() && !self.errors.is_empty()
    }
}
