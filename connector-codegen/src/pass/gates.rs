//! What is compiled with which feature, in a crate that has one for each tag.

use std::collections::HashMap;

use super::Uses;
use crate::ir::{Action, Connector, TypeId};

/// A type that more features need than these is there with any: the list would be longer than what it saves.
const MOST: usize = 8;

/// What each action and type needs, by index of the feature; nothing is needed by what is not in here.
#[derive(Debug, Default)]
pub struct Gates<'a> {
    /// The tags that are features, in the order of their first action.
    pub tags: Vec<&'a str>,
    actions: HashMap<&'a str, Vec<usize>>,
    types: HashMap<TypeId, Vec<usize>>,
}

impl<'a> Gates<'a> {
    /// A feature for each tag of the chosen actions. What is reached by an action without tags is always there.
    pub fn of(connector: &'a Connector, chosen: &[bool]) -> Self {
        let mut gates = Self::default();
        let mut places: HashMap<&str, usize> = HashMap::new();
        let all =
            || connector.actions.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(action, _)| action);
        for action in all() {
            for tag in &action.tags {
                places.entry(tag).or_insert_with(|| {
                    gates.tags.push(tag);
                    gates.tags.len() - 1
                });
            }
            let needs = action.tags.iter().filter_map(|tag| places.get(tag.as_str()).copied()).collect();
            gates.actions.insert(&action.id, needs);
        }
        let reached = |wanted: &dyn Fn(&Action) -> bool| {
            let of: Vec<bool> = connector
                .actions
                .iter()
                .zip(chosen)
                .map(|(action, chosen)| *chosen && wanted(action))
                .collect();
            Uses::of(connector, &of)
        };
        let always = reached(&|action| action.tags.is_empty());
        for (feature, tag) in gates.tags.iter().enumerate() {
            let uses = reached(&|action| action.tags.iter().any(|own| own == tag));
            for (id, _) in connector.types.iter().filter(|(id, _)| uses.used(*id) && !always.used(*id)) {
                gates.types.entry(id).or_default().push(feature);
            }
        }
        // Whatever such a type mentions is needed by as many, and goes with it.
        gates.types.retain(|_, needs| needs.len() <= MOST);
        gates
    }

    /// The features one of which an action needs; none: it is always there.
    pub fn action(&self, action: &Action) -> &[usize] {
        self.actions.get(action.id.as_str()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The features one of which a type needs.
    pub fn ty(&self, id: TypeId) -> &[usize] {
        self.types.get(&id).map(Vec::as_slice).unwrap_or_default()
    }
}
