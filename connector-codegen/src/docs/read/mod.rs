//! From IR and names to what pages say.

mod connection;
mod fields;
mod models;
mod operation;
mod request;
mod sample;

use std::collections::{BTreeMap, HashMap};

use super::reference::{Group, Limit, OperationKind, Reference};
use crate::diag::code;
use crate::emit::Emitter;
use crate::ir::{Action, Decode, Kind, Outcome};
use crate::name::case::snake_ident;
use crate::name::words::clean;

impl Reference {
    /// Everything there is to say of a client.
    pub(crate) fn of(emitter: &Emitter<'_>) -> Self {
        let connector = emitter.connector;
        Reference {
            title: connector.title.clone(),
            version: connector.version.clone(),
            description: connector.docs.description.clone(),
            base_url: connector.base_url.clone(),
            module: emitter
                .module_path
                .clone()
                .unwrap_or_else(|| snake_ident(&clean(&connector.title), "api")),
            constructors: connection::constructors(emitter),
            parameters: connection::parameters(emitter),
            limits: limits(emitter),
            policies: policies(emitter),
            groups: groups(emitter),
            models: models::models(emitter),
            decode: match connector.decode {
                Decode::Strict => "strict",
                Decode::Lenient => "lenient",
            },
        }
    }
}

fn kind_of(action: &Action) -> OperationKind {
    match action.kind {
        _ if action.internal => OperationKind::Internal,
        Kind::Action => OperationKind::Action,
        Kind::Webhook | Kind::Polling => OperationKind::Trigger,
    }
}

/// Actions by their first tag, in the order of the document's first action of each; then triggers; then the internal ones.
fn groups(emitter: &Emitter<'_>) -> Vec<Group> {
    let texts: HashMap<&str, &Option<String>> =
        emitter.connector.tags.iter().map(|(tag, text)| (tag.as_str(), text)).collect();
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<(OperationKind, Option<&str>), usize> = HashMap::new();
    for (action, names) in emitter.actions() {
        let kind = kind_of(action);
        let tag = action.tags.first().map(String::as_str).filter(|_| kind == OperationKind::Action);
        let at = *places.entry((kind, tag)).or_insert(groups.len());
        if at == groups.len() {
            let name = match kind {
                OperationKind::Action => tag.unwrap_or("Actions"),
                OperationKind::Trigger => "Triggers",
                OperationKind::Internal => "Internal",
            };
            let description = match kind {
                OperationKind::Action => tag.and_then(|tag| (*texts.get(tag)?).clone()),
                OperationKind::Trigger => None,
                OperationKind::Internal => Some(INTERNAL.to_owned()),
            };
            groups.push(Group { name: name.to_owned(), description, kind, operations: Vec::new() });
        }
        if let Some(group) = groups.get_mut(at) {
            group.operations.push(operation::operation(emitter, action, names, kind));
        }
    }
    groups.sort_by_key(|group| match group.kind {
        OperationKind::Action => 0,
        OperationKind::Trigger => 1,
        OperationKind::Internal => 2,
    });
    groups
}

const INTERNAL: &str = "The description hides these from makers (`x-ms-visibility: internal`): they serve other operations. \
                        They can be called like any other.";

fn limits(emitter: &Emitter<'_>) -> Vec<Limit> {
    let method = |id: &String| emitter.methods.get(id.as_str()).map(|method| (*method).to_owned());
    let connector = emitter.connector;
    let omissions = connector.omissions.iter().map(|one| Limit {
        what: one.what.clone(),
        operations: one.operations.iter().filter_map(method).collect(),
    });
    let skipped = connector.skipped.iter().map(|one| Limit {
        what: format!("{} is left out: {}", code(&one.id), one.why),
        operations: Vec::new(),
    });
    omissions.chain(skipped).collect()
}

fn policies(emitter: &Emitter<'_>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (template, outcome) in &emitter.connector.templates {
        if *outcome == Outcome::Applied {
            *counts.entry(template).or_default() += 1;
        }
    }
    counts.into_iter().map(|(template, count)| (template.to_owned(), count)).collect()
}
