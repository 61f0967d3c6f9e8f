//! Rules for descriptions of connectors: what the platform refuses, what its certification demands, what is only advised.
//!
//! [`check`] reads the description and its properties as they stand, before anything is mended or understood. Each rule is
//! a row of the table in `rules` and a few lines in the module of what it is about.

mod api;
mod context;
mod dynamic;
mod folder;
mod operation;
mod overlay;
mod parameter;
mod path;
mod properties;
mod response;
mod rules;
mod schema;
mod security;
mod text;
mod value;
mod webhook;

pub use rules::Rule;

use crate::diag::{Code, Diagnostics, Rendered, Severity};
use crate::frontend::{azure, properties as properties_file, swagger2};
use crate::inspect::proposal;
use crate::options::Options;
use crate::source::{LoadOptions, Source};
use context::Context;

/// To whose rules a description is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Any custom connector of the platform.
    Custom,
    /// One that is published by the owner of the service.
    Certified,
    /// One that is published by somebody else.
    Independent,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Report {
    /// What the generator says of the document, then what breaks a rule, each in the order of the document.
    pub findings: Vec<Rendered>,
    /// How many more findings there are that are only counted: a document has a thousand of a rule at most.
    pub more: usize,
    /// An OpenAPI Overlay, as JSON, that mends what a program can mend; none where nothing is.
    pub overlay: Option<String>,
    /// An OpenAPI Overlay, as JSON, of what the description seems to leave out, for a person to read; none where nothing is.
    pub proposals: Option<String>,
    /// Those of them that are about pages, by kind.
    pub pages: Vec<&'static str>,
}

impl Report {
    /// Whether there is an error.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|one| one.severity == Severity::Error)
    }
}

/// Checks the first document of the options. Without a profile, an OpenAPI 2.0 document is held to the rules of custom
/// connectors, and any other to what the generator says of it.
pub fn check(options: &Options, profile: Option<Profile>) -> Report {
    let understood = crate::generate::diagnose(options);
    let mut report = Report { findings: understood.diagnostics, ..Report::default() };
    let proposed = understood.inspect.proposals;
    report.pages = proposed.iter().map(|one| one.kind).collect();
    let mut diags = Diagnostics::new();
    let entered = crate::entry::enter(options, &mut diags);
    let options = entered.as_ref().map_or(options, |entered| &entered.options);
    let Some(first) = options.documents.first() else { return report };
    report.proposals = proposal::overlay(&first.display().to_string(), &proposed);
    report.findings.extend(proposed.into_iter().map(|one| one.finding));
    let mut source = match (&options.stdin, first.as_os_str() == "-") {
        (Some(bytes), true) => Source::from_memory("<stdin>", bytes).0,
        _ => {
            let load = LoadOptions { allow_outside: options.allow_outside, base: options.base.clone() };
            Source::load(first, &load).0
        }
    };
    // What is wrong with an overlay, the generator has said.
    crate::documents::apply_overlays(options, &mut source, &[Source::MAIN], &mut diags);
    let beside = options.properties.clone().or_else(|| properties_file::beside(first));
    let properties = beside.and_then(|path| source.add(&path, &mut diags));
    let Some(root) = source.root() else { return report };
    let profile = match profile {
        Some(profile) => profile,
        None if swagger2::is_swagger(root) => Profile::Custom,
        None => return report,
    };
    let mut cx = Context::new(&source, root, profile);
    api::check(&mut cx);
    if swagger2::is_swagger(root) {
        path::check(&mut cx);
        operation::check(&mut cx);
        schema::check_all(&mut cx);
        security::check(&mut cx);
    }
    for (at, what) in azure::secrets(root) {
        cx.tell(Rule::SecretInFile, at, what);
    }
    if let Some(root) = properties.and_then(|file| source.root_of(file)) {
        properties::check(&mut cx, root);
    }
    if first.as_os_str() != "-" {
        folder::check(&mut cx, first, properties.is_some());
    }
    let (found, more, fixes) = cx.finish();
    report.overlay = overlay::write(&source, &fixes);
    report.more = more;
    let mut found: Vec<Rendered> = found.iter().map(|one| one.render(&source)).collect();
    if options.strict {
        for one in found.iter_mut().filter(|one| one.severity == Severity::Warning) {
            one.severity = Severity::Error;
        }
    }
    // What breaks a rule is said once: the generator's word for it gives way.
    report.findings.retain(|one| {
        let twin = TWINS.iter().filter(|(code, _)| *code == one.code).any(|(_, rule)| {
            let same = |other: &&Rendered| other.code == Code::lint(*rule) && other.line == one.line;
            found.iter().any(|other| same(&other))
        });
        !twin
    });
    report.findings.append(&mut found);
    report
}

/// Whether a text matches a pattern as JavaScript has them; what is no pattern matches anything.
pub fn matches(pattern: &str, text: &str) -> bool {
    value::pattern(pattern).map_or(true, |pattern| pattern.find(text).is_some())
}

/// What generator and rules both see.
const TWINS: &[(Code, Rule)] = &[
    (Code::EMBEDDED_SECRET, Rule::SecretInFile),
    (Code::DUPLICATE_OPERATION, Rule::OperationIdNotUnique),
    (Code::NO_OPERATION_ID, Rule::OperationIdRequired),
    (Code::UNDECLARED_PLACEHOLDER, Rule::OperationMissingPathParameter),
    (Code::UNUSED_PATH_PARAMETER, Rule::PathParameterNotDefinedInTemplate),
    (Code::DUPLICATE_PARAMETER, Rule::OperationParametersContainDuplicateParameter),
    (Code::UNKNOWN_STATUS, Rule::ResponseMustBeDefaultOrHttpStatusCode),
    (Code::UNKNOWN_SCHEME, Rule::SchemeTypeUnknown),
    (Code::DANGLING_SCHEME, Rule::SecurityRequirementMustBeDefined),
    (Code::UNKNOWN_TYPE, Rule::TypeUnknown),
    (Code::COLLECTION_FORMAT, Rule::CollectionFormatValueNotSupported),
    (Code::REF_TARGET, Rule::SchemaReferenceNotFound),
];
