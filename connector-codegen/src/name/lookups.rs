//! Names of lookups: the action's, and the input's that they are for. They are made of names that are settled, and take none of
//! the client's: a lookup that is new moves no other name.

use std::collections::HashMap;

use super::actions::ActionNames;
use super::case::{shouty, snake_ident};
use super::scope::Scope;
use super::words::clean;
use crate::ir::Connector;
use crate::ir::lookup::{Answer, Lookup, Subject};

/// The names that one lookup needs.
#[derive(Clone, Debug)]
pub struct LookupNames {
    /// The method of `Choices` or `Schemas`.
    pub method: String,
    /// The static in `api`.
    pub constant: String,
    /// Parallel to its arguments.
    pub arguments: Vec<String>,
}

/// Names all lookups, in document order.
pub fn assign(connector: &Connector, actions: &[ActionNames]) -> Vec<LookupNames> {
    let places: HashMap<&str, usize> =
        connector.actions.iter().enumerate().map(|(index, action)| (action.id.as_str(), index)).collect();
    let (mut choices, mut schemas) = (Scope::default(), Scope::default());
    let mut constants = Scope::default();
    let name = |lookup: &Lookup| {
        let place = places.get(lookup.action.as_str()).copied();
        let own = place.and_then(|place| actions.get(place));
        let method = own.map(|own| own.method.as_str()).unwrap_or_default().trim_end_matches('_');
        // An input is called as it is in its action.
        let called = |wire: &str| {
            let inputs = place.and_then(|place| connector.actions.get(place)).map(|action| &action.inputs);
            let at = inputs.and_then(|inputs| inputs.iter().position(|input| input.wire == wire));
            let known = at.and_then(|at| own.and_then(|own| own.inputs.get(at)).cloned());
            known.unwrap_or_else(|| snake_ident(&clean(wire), "input"))
        };
        let words = |way: &[String]| -> Vec<String> {
            way.iter().map(|step| snake_ident(&clean(step), "")).collect()
        };
        let mut all = vec![method.to_owned()];
        match &lookup.subject {
            Subject::Input(way) => match way.as_slice() {
                [only] => all.push(called(only)),
                [_, only] if lookup_knows(connector, place, only) => all.push(called(only)),
                way => all.extend(words(way.get(1..).unwrap_or_default())),
            },
            Subject::Reply(way) => all.extend(["reply".to_owned()].into_iter().chain(words(way))),
            Subject::Event(way) => all.extend(["event".to_owned()].into_iter().chain(words(way))),
        }
        if matches!(lookup.answer, Answer::Below(_)) {
            all.push("below".to_owned());
        }
        let all = all.iter().map(|word| word.trim_matches('_')).filter(|word| !word.is_empty());
        let natural = snake_ident(&all.collect::<Vec<_>>().join("_"), "lookup");
        let schema = matches!(lookup.answer, Answer::Schema(_));
        let method = if schema { schemas.take([natural]) } else { choices.take([natural]) };
        let constant =
            constants.take([shouty(&format!("{method}_{}", if schema { "schema" } else { "choices" }))]);
        let mut scope = Scope::with(&["parent"]);
        let arguments = lookup.arguments().into_iter().map(|(wire, _)| scope.take([called(wire)]));
        LookupNames { method, constant, arguments: arguments.collect() }
    };
    connector.lookups.iter().map(name).collect()
}

/// Whether a property of the body is an input of the action.
fn lookup_knows(connector: &Connector, place: Option<usize>, wire: &str) -> bool {
    let inputs = place.and_then(|place| connector.actions.get(place)).map(|action| &action.inputs);
    inputs.is_some_and(|inputs| inputs.iter().any(|input| input.wire == wire))
}
