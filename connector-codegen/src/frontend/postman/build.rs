//! From a collection to a connector.

use std::collections::HashSet;

use super::address::Piece;
use super::auth::{self, Schemes};
use super::group::{self, Call, Group};
use super::ids;
use super::inputs;
use super::model::Collection;
use super::path::{self, Segment};
use super::secrets::Secrets;
use super::server::{self, Server};
use super::variables::Variables;
use crate::diag::{Code, Diagnostic, Diagnostics, code, quoted};
use crate::frontend::shared::paging;
use crate::infer::Direction;
use crate::ir::policy::{Exists, Piece as Part, Policy, PolicyKind, Section};
use crate::ir::{Action, BodyKind, Connector, Decode, Docs, Kind, Parameter, Skipped, Types};
use crate::source::{EmbeddedBudget, Node, Source, Span};

/// The bodies that one type was learned from.
#[derive(Debug)]
pub struct Saved {
    /// The action.
    pub action: String,
    /// `body`, `reply`, or a status.
    pub what: String,
    /// Who makes them.
    pub direction: Direction,
    /// The bodies.
    pub samples: Vec<Node>,
}

/// What a collection holds, and what was learned from it.
#[derive(Debug, Default)]
pub struct Samples {
    /// Requests, before those that are one are put together.
    pub requests: usize,
    /// Saved responses.
    pub responses: usize,
    /// Saved bodies that are meant as JSON and are none.
    pub broken: usize,
    /// By type.
    pub saved: Vec<Saved>,
}

/// What all actions are built with.
pub struct Builder<'b, 'a> {
    pub source: &'a Source,
    pub variables: &'b Variables,
    pub secrets: Secrets,
    pub budget: &'b mut EmbeddedBudget,
    pub diags: &'b mut Diagnostics,
    pub types: Types,
    pub broken: usize,
    /// Samples are kept for whoever wants to check types by them.
    pub keep: bool,
}

/// Builds the connector.
pub fn connector<'a>(
    source: &'a Source,
    collection: Collection<'a>,
    root: Span,
    budget: &mut EmbeddedBudget,
    diags: &mut Diagnostics,
    keep: bool,
) -> (Connector, Samples) {
    let variables = Variables::of(&collection, root, diags);
    let (calls, servers) = group::locate(&collection.requests, &variables);
    let main = main_server(&calls, servers.len());
    let (base_url, after) = base(&calls, &servers, main);
    say_host(&servers, main, &calls, diags);
    let (groups, odd) = group::groups(calls);
    let mut builder = Builder {
        source,
        variables: &variables,
        secrets: Secrets::default(),
        budget,
        diags,
        types: Types::default(),
        broken: 0,
        keep,
    };
    let mut skipped: Vec<Skipped> =
        collection.skipped.iter().map(|(id, why)| Skipped { id: id.clone(), why: why.clone() }).collect();
    for call in odd {
        let (name, method) = (&call.request.name, &call.request.method);
        let message = format!("{} is left out: {} is no method that is known", quoted(name), quoted(method));
        builder.diags.push(Diagnostic::warning(Code::ODD_REQUEST, call.request.at, message.clone()));
        skipped.push(Skipped { id: name.clone(), why: message });
    }
    for one in &collection.variables {
        let value = one.value.and_then(super::pairs::scalar).unwrap_or_default();
        if (one.secret || crate::infer::traffic::is_credential(&one.name)) && !value.contains("://") {
            let at = one.value.map_or(root, |value| value.span);
            builder.secrets.note(&one.name, &value, at, builder.diags);
        }
    }
    for one in &collection.requests {
        if let Some(user) = server::user(&variables.fill(&one.call.url.raw)) {
            builder.secrets.note("the password of the address", &user, one.call.url.at, builder.diags);
        }
    }
    let mut schemes = Schemes::default();
    let mut taken: HashSet<String> = HashSet::new();
    let names: Vec<String> = groups.iter().map(|group| name(group, &collection, &mut taken)).collect();
    // Credentials first: they are then known wherever else they stand.
    let security: Vec<crate::ir::Alternatives> = groups
        .iter()
        .zip(&names)
        .map(|(group, id)| schemes.of(id, &group.calls, &variables, &mut builder.secrets, builder.diags))
        .collect();
    schemes.finish();
    let usual = auth::usual(&security);
    let wires: Vec<Vec<String>> = security.iter().map(|all| wires(all, &schemes)).collect();
    let common = inputs::Common::of(&groups);
    let mut saved = Vec::new();
    let mut actions = Vec::new();
    let mut hosts: Vec<(usize, Vec<String>)> = Vec::new();
    for (((group, id), own), wires) in groups.iter().zip(names).zip(security).zip(wires) {
        let server = group.calls.first().map_or(main, |call| call.server);
        let kept = if server == main { after } else { 0 };
        if server != main && servers.get(server).is_some_and(|one| !one.origin.is_empty()) {
            match hosts.iter_mut().find(|(known, _)| *known == server) {
                Some((_, all)) => all.push(id.clone()),
                None => hosts.push((server, vec![id.clone()])),
            }
        }
        // Who needs no credential can be called without one.
        let own = if own.is_empty() { vec![Vec::new()] } else { own };
        let security = (own != usual && !(usual.is_empty() && own == [Vec::<usize>::new()])).then_some(own);
        let mut action =
            builder.action(group, &id, kept, &collection, &Sent { wires, common: &common }, &mut saved);
        action.security = security;
        actions.push(action);
    }
    let mut parameters: Vec<Parameter> = Vec::new();
    let mut policies = Vec::new();
    if let Some(one) = servers.get(main).filter(|_| base_url.is_empty())
        && !one.is_one_variable()
        && !one.origin.is_empty()
    {
        policies.push(host(one, Vec::new(), true, &mut parameters, root));
    }
    for (server, operations) in hosts {
        if let Some(one) = servers.get(server) {
            policies.push(host(one, operations, false, &mut parameters, root));
        }
    }
    let secrets = &builder.secrets;
    let tags = collection
        .folders
        .iter()
        .map(|one| (one.path.join(" / "), one.description.as_deref().map(|text| secrets.scrub(text))));
    let title = match collection.name.trim() {
        "" => "API".to_owned(),
        name => name.to_owned(),
    };
    let connector = Connector {
        title,
        version: collection.version.clone(),
        docs: secrets.docs(None, collection.description.as_deref()),
        base_url,
        security: usual,
        schemes: schemes.schemes,
        sign_ins: schemes.sign_ins,
        parameters,
        sets: Vec::new(),
        policies,
        requests: actions.len() + skipped.len(),
        actions,
        test_connection: None,
        lookups: Vec::new(),
        tags: tags.collect(),
        types: builder.types,
        skipped,
        omissions: schemes.omissions,
        templates: Vec::new(),
        decode: Decode::Strict,
    };
    let samples = Samples {
        requests: collection.requests.len() + collection.skipped.len(),
        responses: collection.responses,
        broken: builder.broken,
        saved,
    };
    (connector, samples)
}

/// What headers and queries are not inputs.
struct Sent<'s> {
    /// Those that schemes write.
    wires: Vec<String>,
    common: &'s inputs::Common,
}

impl Builder<'_, '_> {
    fn action(
        &mut self,
        group: &Group<'_, '_>,
        id: &str,
        after: usize,
        collection: &Collection<'_>,
        sent: &Sent<'_>,
        saved: &mut Vec<Saved>,
    ) -> Action {
        let wires = &sent.wires;
        let segments: Vec<&[Segment]> = group.calls.iter().map(|call| call.segments.as_slice()).collect();
        let template = path::template(&segments, after);
        let mut all = inputs::path(group, &template, &self.secrets);
        let (query, mut constants) = inputs::query(group, &self.secrets);
        all.extend(query);
        let (headers, fixed) = inputs::headers(group, wires, sent.common, &self.secrets);
        all.extend(headers);
        constants.extend(fixed);
        constants.extend(inputs::soap_action(group));
        let made = self.body(group, id);
        all.extend(made.inputs);
        constants.extend(made.constants);
        self.keep(id, "body", made.samples, saved, Some(Direction::Request));
        all.retain(|input| !(wires.contains(&input.wire) && input.place == crate::ir::Place::Query));
        all.sort_by_key(|input| !input.required);
        let replies = self.replies(group, id, saved);
        let first = group.calls.first().map(|call| call.request);
        let folder = first.and_then(|one| one.folder).and_then(|at| collection.folders.get(at));
        let mut action = Action {
            id: id.to_owned(),
            kind: Kind::Action,
            method: group.method,
            path: template.path,
            docs: self.docs(group),
            deprecated: None,
            revision: None,
            internal: false,
            exists: false,
            poll: None,
            hook: None,
            tags: folder.map(|folder| folder.path.join(" / ")).into_iter().collect(),
            skipped: false,
            inputs: all,
            constants,
            xml_body: None,
            xml_reply: None,
            long_running: None,
            body: made.body.unwrap_or(BodyKind::None),
            consumes: made.consumes,
            accept: replies.accept,
            scheme: None,
            reply: replies.reply,
            headers: Vec::new(),
            errors: replies.errors,
            security: None,
            open_reply: false,
            paging: None,
            idempotency_key: None,
            event: None,
            at: first.map_or(Span::default(), |one| one.at),
        };
        // Of requests that are one action any may say it.
        action.paging = group
            .calls
            .iter()
            .find(|call| call.request.node.get(paging::EXTENSION).is_some())
            .and_then(|call| paging::paging(call.request.node, &action, &self.types, self.diags));
        action
    }

    /// The names of all the requests, and the first text among theirs.
    fn docs(&self, group: &Group<'_, '_>) -> Docs {
        let mut names: Vec<&str> = Vec::new();
        for call in &group.calls {
            let name = call.request.name.as_str();
            if !name.is_empty() && !name.contains("://") && !names.contains(&name) {
                names.push(name);
            }
        }
        let text = group.calls.iter().find_map(|call| call.request.description.as_deref());
        let more = match names.get(1..).unwrap_or_default() {
            [] => None,
            rest => {
                let shown: Vec<String> = rest.iter().take(8).map(|name| code(name)).collect();
                let left = rest.len().saturating_sub(8);
                let and = if left > 0 { format!(" and {left} more") } else { String::new() };
                Some(format!("Also saved as {}{and}.", shown.join(", ")))
            }
        };
        let description = match (text, more) {
            (Some(text), Some(more)) => Some(format!("{text}\n\n{more}")),
            (text, more) => text.map(str::to_owned).or(more),
        };
        self.secrets.docs(names.first().copied(), description.as_deref())
    }
}

/// The name of an action, that no other has.
fn name(group: &Group<'_, '_>, collection: &Collection<'_>, taken: &mut HashSet<String>) -> String {
    let names: Vec<&str> = group.calls.iter().map(|call| call.request.name.as_str()).collect();
    let folder = group.calls.first().and_then(|call| call.request.folder);
    let folders =
        folder.and_then(|at| collection.folders.get(at)).map(|one| one.path.clone()).unwrap_or_default();
    let segments = group.calls.first().map(|call| call.segments.as_slice()).unwrap_or_default();
    ids::take(&ids::candidates(&names, &folders, group.method, segments), taken)
}

/// The headers and parameters that an action's schemes write.
fn wires(all: &crate::ir::Alternatives, schemes: &Schemes) -> Vec<String> {
    let schemes = all.iter().flatten().filter_map(|index| schemes.schemes.get(*index));
    schemes
        .filter_map(|scheme| match &scheme.kind {
            crate::ir::SchemeKind::Header { wire, .. } | crate::ir::SchemeKind::Query { wire, .. } => {
                Some(wire.clone())
            }
            _ => None,
        })
        .collect()
}

/// The host of most requests.
fn main_server(calls: &[Call<'_, '_>], servers: usize) -> usize {
    let mut counts = vec![0usize; servers];
    for call in calls {
        if let Some(count) = counts.get_mut(call.server) {
            *count += 1;
        }
    }
    // Of equal ones the first.
    counts.iter().enumerate().rev().max_by_key(|(_, count)| **count).map_or(0, |(index, _)| index)
}

/// The base URL, and how many segments of paths belong to it. Empty where only the caller knows it.
fn base(calls: &[Call<'_, '_>], servers: &[Server], main: usize) -> (String, usize) {
    let Some(origin) = servers.get(main).and_then(Server::literal) else { return (String::new(), 0) };
    let paths: Vec<&[Segment]> =
        calls.iter().filter(|call| call.server == main).map(|call| call.segments.as_slice()).collect();
    let mut prefix: Vec<&str> = Vec::new();
    while let Some(Segment::Constant(next)) = paths.first().and_then(|first| first.get(prefix.len())) {
        let at = prefix.len();
        // A path is never empty.
        let all = paths.iter().all(|path| {
            path.len() > at + 1 && matches!(path.get(at), Some(Segment::Constant(own)) if own == next)
        });
        if !all || !crate::infer::traffic::is_prefix(next) {
            break;
        }
        prefix.push(next);
    }
    let path: String =
        prefix.iter().map(|part| format!("/{}", crate::infer::traffic::encoded(part))).collect();
    (format!("{origin}{path}"), prefix.len())
}

/// Says what is assumed of the host.
fn say_host(servers: &[Server], main: usize, calls: &[Call<'_, '_>], diags: &mut Diagnostics) {
    let Some(server) = servers.get(main) else { return };
    let Some(call) = calls.iter().find(|call| call.server == main) else { return };
    let at = call.request.call.url.at;
    if server.literal().is_some() && server.is_stand_in() {
        let message =
            format!("requests go to {}: give the client the base URL of your own", quoted(&server.origin));
        diags.note(Code::UNKNOWN_HOST, at, message);
    } else if call.guessed && server.literal().is_some() {
        let message = format!("the URL has no scheme; {} is taken", quoted(&server.origin));
        diags.note(Code::UNKNOWN_HOST, at, message);
    }
}

/// A host that depends on variables, or one of other actions.
fn host(
    server: &Server,
    operations: Vec<String>,
    required: bool,
    parameters: &mut Vec<Parameter>,
    at: Span,
) -> Policy {
    let mut template: Vec<Part> = Vec::new();
    for piece in server.pieces() {
        match piece {
            Piece::Text(text) => template.push(Part::Text(text)),
            Piece::Variable(name) => {
                if !parameters.iter().any(|known| known.name == name) {
                    parameters.push(Parameter {
                        name: name.clone(),
                        secret: false,
                        token: false,
                        required,
                        default: None,
                        allowed: Vec::new(),
                        ty: None,
                        docs: Docs { summary: None, description: Some(format!("`{name}` of the address.")) },
                    });
                }
                template.push(Part::Connection(name, None));
            }
        }
    }
    Policy {
        kind: PolicyKind::Host(template),
        section: Section::Request,
        exists: Exists::Override,
        operations,
        at,
    }
}
