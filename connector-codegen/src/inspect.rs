//! What was understood of a document, for people and programs: `docs/inspect.md`.

mod connection;
mod lookup;
mod model;
#[cfg(feature = "lint")]
pub(crate) mod proposal;

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use crate::diag::Rendered;
use crate::emit::Emitter;
use crate::ir::oauth::{Grant, SignIn};
use crate::ir::poll::{Keeps, Poll};
use crate::ir::{Connector, Kind, Reply, Ty, json_text};

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

    fn to_json(&self) -> String {
        let or_null = |text: &Option<String>| text.as_deref().map_or("null".to_owned(), json_text);
        format!(
            "{{\"kind\": {}, \"input\": {}, \"next\": {}, \"item\": {}}}",
            json_text(&self.kind),
            or_null(&self.input),
            or_null(&self.next),
            or_null(&self.item)
        )
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

impl Inspect {
    /// Stable JSON: see `docs/inspect.md`.
    pub fn to_json(&self) -> String {
        let mut out = String::from("{\n");
        let _ = write!(
            out,
            "  \"title\": {},\n  \"version\": {},\n  \"requests\": {},\n",
            json_text(&self.title),
            json_text(&self.version),
            self.requests
        );
        list(&mut out, "actions", &self.actions, |action| {
            let inputs: Vec<String> = action
                .inputs
                .iter()
                .map(|input| {
                    format!(
                        "{{\"name\": {}, \"wire\": {}, \"place\": {}, \"required\": {}, \"advanced\": {}, \"type\": {}}}",
                        json_text(&input.name),
                        json_text(&input.wire),
                        json_text(&input.place),
                        input.required,
                        input.advanced,
                        json_text(&input.ty)
                    )
                })
                .collect();
            format!(
                "{{\"id\": {}, \"method\": {}, \"path\": {}, \"name\": {}, \"inputs\": [{}], \"output\": {}, \"grouped\": {}, \"deprecated\": {}, \"internal\": {}{}}}",
                json_text(&action.id),
                json_text(&action.method),
                json_text(&action.path),
                json_text(&action.name),
                inputs.join(", "),
                json_text(&action.output),
                action.grouped,
                action.deprecated,
                action.internal,
                // Only where there are some.
                action
                    .paging
                    .as_ref()
                    .map_or(String::new(), |one| format!(", \"paging\": {}", one.to_json()))
            )
        });
        list(&mut out, "triggers", &self.triggers, |trigger| {
            format!(
                "{{\"id\": {}, \"kind\": {}, \"name\": {}, \"event\": {}{}{}}}",
                json_text(&trigger.id),
                json_text(&trigger.kind),
                json_text(&trigger.name),
                trigger.event.as_deref().map_or("null".to_owned(), json_text),
                trigger
                    .cursor
                    .as_ref()
                    .map_or(String::new(), |text| format!(", \"cursor\": {}", json_text(text))),
                trigger.unsubscribe.as_ref().map_or(String::new(), |(action, rule)| format!(
                    ", \"unsubscribe\": {{\"action\": {}, \"rule\": {}}}",
                    json_text(action),
                    json_text(rule)
                ))
            )
        });
        // Only where there is one, as sign-ins.
        if !self.lookups.is_empty() {
            list(&mut out, "lookups", &self.lookups, LookupView::to_json);
        }
        #[cfg(feature = "lint")]
        if !self.proposals.is_empty() {
            list(&mut out, "proposals", &self.proposals, ProposalView::to_json);
        }
        list(&mut out, "auth", &self.auth, |(kind, name)| {
            format!("{{\"kind\": {}, \"name\": {}}}", json_text(kind), json_text(name))
        });
        // Only where there is one: most documents have none.
        if !self.sign_ins.is_empty() {
            list(&mut out, "signIns", &self.sign_ins, |one| {
                let values: Vec<String> = one
                    .values
                    .iter()
                    .map(|(name, default)| {
                        let default = default.as_deref().map_or("null".to_owned(), json_text);
                        format!("{{\"name\": {}, \"default\": {default}}}", json_text(name))
                    })
                    .collect();
                let sets: Vec<String> = one.sets.iter().map(|set| json_text(set)).collect();
                format!(
                    "{{\"scheme\": {}, \"sets\": [{}], \"provider\": {}, \"grant\": {}, \"values\": [{}]}}",
                    json_text(&one.scheme),
                    sets.join(", "),
                    json_text(&one.provider),
                    json_text(&one.grant),
                    values.join(", ")
                )
            });
        }
        let _ = writeln!(out, "  \"connection\": {},", self.connection.to_json());
        list(&mut out, "policies", &self.policies, |(template, outcome, count)| {
            format!(
                "{{\"template\": {}, \"outcome\": \"{outcome}\", \"count\": {count}}}",
                json_text(template)
            )
        });
        list(&mut out, "omissions", &self.omissions, |(what, operations)| {
            let operations: Vec<String> = operations.iter().map(|id| json_text(id)).collect();
            format!("{{\"what\": {}, \"operations\": [{}]}}", json_text(what), operations.join(", "))
        });
        list(&mut out, "extensions", &self.extensions, |one| {
            let (name, pointer) = (json_text(&one.name), json_text(&one.pointer));
            format!("{{\"name\": {name}, \"count\": {}, \"pointer\": {pointer}}}", one.count)
        });
        let _ = writeln!(out, "  \"types\": {},", self.types);
        list(&mut out, "models", &self.models, |model| {
            let parts = model.parts.iter().map(|part| {
                format!(
                    "{{\"name\": {}, \"wire\": {}, \"type\": {}, \"required\": {}}}",
                    json_text(&part.name),
                    json_text(&part.wire),
                    json_text(&part.ty),
                    part.required
                )
            });
            let parts: Vec<String> = parts.collect();
            format!(
                "{{\"name\": {}, \"kind\": \"{}\", \"sent\": {}, \"parts\": [{}]}}",
                json_text(&model.name),
                model.kind,
                model.sent,
                parts.join(", ")
            )
        });
        list(&mut out, "skipped", &self.skipped, |(id, why)| {
            format!("{{\"id\": {}, \"why\": {}}}", json_text(id), json_text(why))
        });
        list(&mut out, "diagnostics", &self.diagnostics, |one| {
            format!(
                "{{\"code\": {}, \"severity\": {}, \"message\": {}, \"file\": {}, \"line\": {}, \"column\": {}, \"pointer\": {}}}",
                json_text(&one.code.to_string()),
                json_text(one.severity.as_str()),
                json_text(&one.message),
                json_text(&one.file),
                one.line,
                one.column,
                json_text(&one.pointer)
            )
        });
        // The last list ends with a comma.
        let end = out.trim_end_matches([',', '\n']).len();
        out.truncate(end);
        out.push_str("\n}\n");
        out
    }
}

fn list<T>(out: &mut String, key: &str, items: &[T], one: impl Fn(&T) -> String) {
    let lines: Vec<String> = items.iter().map(|item| format!("    {}", one(item))).collect();
    let open = if lines.is_empty() { String::new() } else { format!("\n{}\n  ", lines.join(",\n")) };
    let _ = writeln!(out, "  \"{key}\": [{open}],");
}

/// Why an operation is left out that could have been generated.
const NOT_CHOSEN: &str = "it is not among those chosen";

impl fmt::Display for Inspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {}", self.title, self.version)?;
        writeln!(
            f,
            "{} operations: {} actions, {} triggers, {} left out; {} types",
            self.requests,
            self.actions.len(),
            self.triggers.len(),
            self.skipped.len(),
            self.types
        )?;
        for (kind, name) in &self.auth {
            writeln!(f, "sign-in: {kind} ({name})")?;
        }
        if !self.connection.constructors.is_empty() {
            writeln!(f, "\nconnections")?;
        }
        for one in &self.connection.constructors {
            writeln!(f, "  Connection::{}({})", one.name, one.arguments.join(", "))?;
        }
        for setter in &self.connection.setters {
            writeln!(f, "      .{setter}(..)")?;
        }
        if !self.actions.is_empty() {
            writeln!(f, "\nactions")?;
        }
        for action in &self.actions {
            let required: Vec<String> = action
                .inputs
                .iter()
                .filter(|input| input.required)
                .map(|input| format!("{}: {}", input.name, input.ty))
                .collect();
            let deprecated = if action.deprecated { "  (deprecated)" } else { "" };
            writeln!(f, "  {}({}) -> {}{deprecated}", action.name, required.join(", "), action.output)?;
            if let Some(paging) = &action.paging {
                let by: Vec<&str> = paging.input.iter().chain(&paging.next).map(String::as_str).collect();
                let by = by.join(", ");
                match &paging.item {
                    Some(item) => writeln!(f, "      .items() -> {item}  ({}: {by})", paging.kind)?,
                    None => writeln!(f, "      .pages()  ({}: {by})", paging.kind)?,
                }
            }
            for input in action.inputs.iter().filter(|input| !input.required) {
                writeln!(f, "      .{}({})", input.name, input.ty)?;
            }
        }
        if !self.triggers.is_empty() {
            writeln!(f, "\ntriggers")?;
        }
        for trigger in &self.triggers {
            writeln!(
                f,
                "  {} ({}) -> {}",
                trigger.name,
                trigger.kind,
                trigger.event.as_deref().unwrap_or("any JSON")
            )?;
        }
        if !self.lookups.is_empty() {
            writeln!(f, "\nwhat the service can be asked")?;
        }
        for lookup in &self.lookups {
            let holder = if lookup.kind == "schema" { "schemas" } else { "choices" };
            let arguments: Vec<&str> = lookup.arguments.iter().map(|(name, ..)| name.as_str()).collect();
            writeln!(f, "  {holder}().{}({})", lookup.name, arguments.join(", "))?;
        }
        #[cfg(feature = "lint")]
        if !self.proposals.is_empty() {
            writeln!(
                f,
                "\nlooks as if it had pages (`check --propose-overlay FILE` writes this as an overlay)"
            )?;
            for one in &self.proposals {
                writeln!(
                    f,
                    "  {}: x-connector-paging: {}",
                    one.action,
                    crate::diag::plain(&one.extension, 500)
                )?;
            }
        }
        if !self.omissions.is_empty() {
            writeln!(f, "\nnot reproduced")?;
        }
        for (what, _) in &self.omissions {
            writeln!(f, "  {}", crate::diag::plain(what, 500))?;
        }
        if !self.skipped.is_empty() {
            writeln!(f, "\nleft out")?;
        }
        for (id, why) in self.skipped.iter().filter(|(_, why)| why != NOT_CHOSEN) {
            writeln!(f, "  {id}: {why}")?;
        }
        // Whoever chose a few of many knows that the others are not there.
        match self.skipped.iter().filter(|(_, why)| why == NOT_CHOSEN).count() {
            0 => Ok(()),
            1 => writeln!(f, "  1 operation that was not chosen"),
            others => writeln!(f, "  {others} operations that were not chosen"),
        }
    }
}
