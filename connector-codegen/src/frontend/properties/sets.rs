//! `connectionParameterSets`: several ways to connect, of which a user picks one. Each has its own parameters; where a
//! connector has sets, its `connectionParameters` only repeat one of them.

use super::{Entry, entries, flag, get};
use crate::diag::{Code, Diagnostics};
use crate::ir::{Connector, Docs, ParameterSet};
use crate::source::Node;

/// One set as it stands in the file.
pub(super) struct Set<'a> {
    name: String,
    docs: Docs,
    entries: Vec<Entry<'a>>,
}

impl Set<'_> {
    fn holds(&self, name: &str) -> bool {
        self.entries.iter().any(|(own, ..)| *own == name)
    }

    fn requires(&self, name: &str) -> bool {
        let constraint = |node| get(get(get(node, "uiDefinition")?, "constraints")?, "required");
        self.entries.iter().any(|(own, node, _)| *own == name && constraint(node).is_some_and(flag))
    }
}

/// The sets of a connector; none where it has no sets.
pub(super) fn read<'a>(properties: &'a Node, diags: &mut Diagnostics) -> Vec<Set<'a>> {
    let Some(node) = get(properties, "connectionParameterSets") else { return Vec::new() };
    let Some(values) = get(node, "values").and_then(Node::as_list) else {
        diags.warning(Code::PROPERTIES_SHAPE, node.span, "`connectionParameterSets` has no list of `values`");
        return Vec::new();
    };
    let mut sets = Vec::new();
    for value in values {
        let Some(parameters) = get(value, "parameters").and_then(entries) else {
            diags.warning(Code::PROPERTIES_SHAPE, value.span, "a set of connection parameters has none");
            continue;
        };
        let ui = get(value, "uiDefinition");
        let text = |key| ui.and_then(|ui| get(ui, key)).and_then(Node::as_str).map(str::to_owned);
        let docs = Docs { summary: text("displayName"), description: text("description") };
        let name = get(value, "name").and_then(Node::as_str).map(str::to_owned);
        let name = name.or_else(|| docs.summary.clone()).unwrap_or_else(|| format!("set {}", sets.len() + 1));
        sets.push(Set { name, docs, entries: parameters });
    }
    sets
}

/// Every parameter of every set, as the first set has it that has it.
pub(super) fn union<'a>(sets: &[Set<'a>]) -> Vec<Entry<'a>> {
    let mut all: Vec<Entry<'a>> = Vec::new();
    for (name, node, kind) in sets.iter().flat_map(|set| &set.entries) {
        if !all.iter().any(|(known, ..)| known == name) {
            all.push((name, node, kind.clone()));
        }
    }
    all
}

/// The parameters of each set.
pub(super) fn parameters<'a>(sets: &'a [Set<'a>]) -> impl Iterator<Item = &'a [Entry<'a>]> {
    sets.iter().map(|set| set.entries.as_slice())
}

/// Whether a parameter has a value in every connection.
pub(super) fn all_require(sets: &[Set<'_>], name: &str) -> bool {
    sets.iter().all(|set| set.requires(name))
}

/// Hands the sets on, by the places of their parameters in the connector.
pub(super) fn settle(sets: &[Set<'_>], connector: &mut Connector) {
    for set in sets {
        let held = |index: &usize| {
            connector.parameters.get(*index).is_some_and(|parameter| set.holds(&parameter.name))
        };
        let parameters: Vec<usize> = (0..connector.parameters.len()).filter(held).collect();
        let ours = |scheme: &usize| {
            let scheme = connector.schemes.get(*scheme);
            scheme.is_some_and(|scheme| scheme.kind.parameters().iter().all(|name| set.holds(name)))
        };
        let mut ways = connector.security.iter().filter(|way| !way.is_empty());
        let schemes: Vec<usize> = ways.find(|way| way.iter().all(ours)).cloned().unwrap_or_default();
        let credentials: Vec<&str> = schemes
            .iter()
            .filter_map(|index| connector.schemes.get(*index))
            .flat_map(|scheme| scheme.kind.parameters())
            .collect();
        let required = parameters.iter().copied().filter(|index| {
            connector.parameters.get(*index).is_some_and(|parameter| {
                set.requires(&parameter.name)
                    && parameter.default.is_none()
                    && !parameter.token
                    && !credentials.contains(&parameter.name.as_str())
            })
        });
        let required = required.collect();
        connector.sets.push(ParameterSet {
            name: set.name.clone(),
            docs: set.docs.clone(),
            parameters,
            required,
            schemes,
        });
    }
}
