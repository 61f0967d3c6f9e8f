//! What was understood of a document, for people and programs: `docs/inspect.md`.

mod connection;
mod json;
mod lookup;
mod model;
#[cfg(feature = "lint")]
pub(crate) mod proposal;
mod text;

use std::collections::BTreeMap;

use crate::diag::Rendered;
use crate::emit::Emitter;
use crate::ir::oauth::{Grant, SignIn};
use crate::ir::poll::{Keeps, Poll};
use crate::ir::{Connector, Kind, Reply, Ty};

pub use connection::{ConnectionView, ConstructorView};
pub use lookup::LookupView;
pub use model::{ModelView, PartView};
#[cfg(feature = "lint")]
pub use proposal::ProposalView;

/// What was understood.
#[derive(Clone, Debug, Default)]
pub struct Inspect {
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
    /// Operations read.
    pub requests: usize,
    /// Actions that are generated.
    pub actions: Vec<ActionView>,
    /// Triggers that are generated.
    pub triggers: Vec<TriggerView>,
    /// What the service can be asked of inputs, replies and events.
    pub lookups: Vec<LookupView>,
    /// How pages are likely found of which the description does not speak. Nothing is done about it.
    #[cfg(feature = "lint")]
    pub proposals: Vec<ProposalView>,
    /// Ways to sign in: kind and name.
    pub auth: Vec<(String, String)>,
    /// How somebody signs in to get a token.
    pub sign_ins: Vec<SignInView>,
    /// How a connection is made.
    pub connection: ConnectionView,
    /// Policies by their template, what became of them (`applied`, `not applied`, `of a trigger`, `not needed`), and how
    /// many there are.
    pub policies: Vec<(String, &'static str, usize)>,
    /// What a platform does for the connector and the client does not, with the operations that it concerns: none
    /// means all.
    pub omissions: Vec<(String, Vec<String>)>,
    /// Extensions (`x-…`) that nobody knows: they change nothing.
    pub extensions: Vec<ExtensionView>,
    /// How many named types are generated.
    pub types: usize,
    /// Those types, by name.
    pub models: Vec<ModelView>,
    /// Operations that are not generated: id and reason.
    pub skipped: Vec<(String, String)>,
    /// Everything that is to be said of the document.
    pub diagnostics: Vec<Rendered>,
}

/// An action.
#[derive(Clone, Debug)]
pub struct ActionView {
    /// operationId
    pub id: String,
    /// `GET`
    pub method: String,
    /// Path template.
    pub path: String,
    /// The method of `Client`.
    pub name: String,
    /// Its inputs.
    pub inputs: Vec<InputView>,
    /// What awaiting it gives, as Rust.
    pub output: String,
    /// How its pages follow one another.
    pub paging: Option<PagingView>,
    /// Required inputs are the fields of one struct, because they are many.
    pub grouped: bool,
    /// Deprecated.
    pub deprecated: bool,
    /// `x-ms-visibility: internal`.
    pub internal: bool,
}

/// How pages follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagingView {
    /// The `kind` of `x-connector-paging`, or `nextLink` for `x-ms-pageable`.
    pub kind: String,
    /// What changes from request to request: the name of a parameter, or a pointer into the body.
    pub input: Option<String>,
    /// Where the reply holds what leads on: the name of a header, or a pointer into the body.
    pub next: Option<String>,
    /// The type of an item, as Rust; none where nothing says where a page's items are: there is `pages()` only.
    pub item: Option<String>,
}

impl PagingView {
    fn of(emitter: &Emitter<'_>, action: &crate::ir::Action) -> Option<Self> {
        let paging = action.paging.as_ref().filter(|_| crate::emit::page::has_pages(action))?;
        Some(Self {
            kind: paging.kind().to_owned(),
            input: paging.input(),
            next: paging.output(),
            item: emitter.item(action).map(|item| rust(&item.to_string())),
        })
    }
}

/// An input.
#[derive(Clone, Debug)]
pub struct InputView {
    /// The argument or setter.
    pub name: String,
    /// Name on the wire.
    pub wire: String,
    /// `path`, `query`, `header`, `formData`, `body`.
    pub place: String,
    /// An argument.
    pub required: bool,
    /// `x-ms-visibility: advanced`.
    pub advanced: bool,
    /// Its type, as Rust.
    pub ty: String,
}

/// An extension that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionView {
    /// Its name.
    pub name: String,
    /// How often it is there.
    pub count: usize,
    /// Where it is first, as a JSON pointer.
    pub pointer: String,
}

/// A trigger.
#[derive(Clone, Debug)]
pub struct TriggerView {
    /// operationId
    pub id: String,
    /// `webhook` or `polling`.
    pub kind: String,
    /// The method of `Client`.
    pub name: String,
    /// The type of its events, as Rust; null where the document does not say.
    pub event: Option<String>,
    /// Of one that is polled: where polling goes on. The `service` says it in its replies, query parameters come from the
    /// reply before, there is `none`, or it is `unknown`.
    pub cursor: Option<String>,
    /// The action that ends a webhook's subscription where the reply has no `Location`, and the rule that found it.
    pub unsubscribe: Option<(String, String)>,
}

/// A sign-in by OAuth 2.0.
#[derive(Clone, Debug)]
pub struct SignInView {
    /// The scheme whose token it yields.
    pub scheme: String,
    /// The sets of connection parameters that it is for; none means all.
    pub sets: Vec<String>,
    /// The document's word for the provider, or `swagger`.
    pub provider: String,
    /// `code`, `client_credentials`, `password`.
    pub grant: String,
    /// All that is known of it.
    pub sign_in: SignIn,
    /// What the application needs besides its id and secret: name, and its default, where it has one.
    pub values: Vec<(String, Option<String>)>,
}

impl SignInView {
    fn of(connector: &Connector, sign_in: &SignIn) -> Self {
        let scheme = connector.schemes.get(sign_in.scheme);
        let grant = match sign_in.grant {
            Grant::Code => "code",
            Grant::ClientCredentials => "client_credentials",
            Grant::Password => "password",
        };
        Self {
            scheme: scheme.map(|scheme| scheme.name.clone()).unwrap_or_default(),
            sets: sign_in
                .sets
                .iter()
                .filter_map(|set| Some(connector.sets.get(*set)?.name.clone()))
                .collect(),
            provider: sign_in.provider.clone(),
            grant: grant.to_owned(),
            sign_in: sign_in.clone(),
            values: sign_in.parameters.iter().map(|one| (one.name.clone(), one.default.clone())).collect(),
        }
    }
}

/// Looks at what is generated.
pub fn inspect(emitter: &Emitter<'_>) -> Inspect {
    let connector = emitter.connector;
    let ty = |ty: &Ty| rust(&emitter.nullable(ty, crate::emit::At::Outside).to_string());
    let mut view = Inspect {
        title: connector.title.clone(),
        version: connector.version.clone(),
        requests: connector.requests,
        auth: connector
            .schemes
            .iter()
            .map(|scheme| (scheme.kind.word().to_owned(), scheme.name.clone()))
            .collect(),
        sign_ins: connector.sign_ins.iter().map(|one| SignInView::of(connector, one)).collect(),
        connection: connection::view(emitter),
        lookups: lookup::views(emitter),
        policies: policies(connector),
        omissions: connector.omissions.iter().map(|one| (one.what.clone(), one.operations.clone())).collect(),
        models: model::models(emitter),
        types: connector.types.iter().filter(|(id, _)| emitter.uses.used(*id)).count(),
        skipped: connector.skipped.iter().map(|skipped| (skipped.id.clone(), skipped.why.clone())).collect(),
        ..Inspect::default()
    };
    for ((action, names), chosen) in connector.actions.iter().zip(&emitter.names.actions).zip(emitter.chosen)
    {
        if !chosen {
            view.skipped.push((action.id.clone(), NOT_CHOSEN.to_owned()));
            continue;
        }
        let kind = match action.kind {
            Kind::Action => None,
            Kind::Webhook => Some("webhook"),
            Kind::Polling => Some("polling"),
        };
        if let Some(kind) = kind {
            let cursor = action.poll.as_deref().map(cursor);
            view.triggers.push(TriggerView {
                id: action.id.clone(),
                kind: kind.to_owned(),
                name: names.method.clone(),
                // A polling trigger delivers what its reply holds.
                event: match (&action.event, &action.reply) {
                    (Some(event), _) => Some(ty(event)),
                    (None, Reply::One(reply) | Reply::Maybe(reply)) if kind == "polling" => Some(ty(reply)),
                    _ => None,
                },
                cursor,
                unsubscribe: action
                    .hook
                    .as_ref()
                    .and_then(|hook| hook.unsubscribe.as_ref())
                    .map(|end| (end.action.clone(), end.rule.word().to_owned())),
            });
            continue;
        }
        let inputs = action.inputs.iter().zip(&names.inputs).map(|(input, own)| InputView {
            name: own.clone(),
            wire: input.wire.clone(),
            place: input.place.word().to_owned(),
            required: input.required,
            advanced: input.advanced,
            ty: ty(&input.ty),
        });
        view.actions.push(ActionView {
            id: action.id.clone(),
            method: action.method.wire(),
            path: action.path.clone(),
            name: names.method.clone(),
            inputs: inputs.collect(),
            output: rust(&emitter.reply(action, crate::emit::At::Outside).to_string()),
            paging: PagingView::of(emitter, action),
            grouped: emitter.has_inputs_struct(action),
            deprecated: action.deprecated.is_some(),
            internal: action.internal,
        });
    }
    view
}

/// Where polling goes on, in a word: the service says it, query parameters do, or nothing.
fn cursor(poll: &Poll) -> String {
    let Keeps::Client(cursors) = &poll.keeps else {
        return if poll.declared { "service" } else { "unknown" }.to_owned();
    };
    let telling = cursors.iter().filter(|cursor| !cursor.is_constant());
    let names: Vec<&str> = telling.map(|cursor| cursor.parameter.as_str()).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// Policies of one template that fared alike are one line.
fn policies(connector: &Connector) -> Vec<(String, &'static str, usize)> {
    let mut counts = BTreeMap::new();
    for (template, outcome) in &connector.templates {
        *counts.entry((template.clone(), outcome.word())).or_insert(0) += 1;
    }
    counts.into_iter().map(|((template, outcome), count)| (template, outcome, count)).collect()
}

/// Tokens as a person would write the type.
pub(crate) fn rust(tokens: &str) -> String {
    let mut text = tokens.to_owned();
    for (from, to) in [(" :: ", "::"), (" < ", "<"), (" >", ">"), ("& ", "&"), (" ,", ","), ("( )", "()")] {
        text = text.replace(from, to);
    }
    text
}

/// Why an operation is left out that could have been generated.
const NOT_CHOSEN: &str = "it is not among those chosen";
