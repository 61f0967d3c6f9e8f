//! What the service can be asked of inputs, replies and events.

use crate::emit::Emitter;
use crate::ir::json_text;
use crate::ir::lookup::{Answer, Lookup, Subject};
use crate::name::LookupNames;

/// A question to the service: what an input may be, or what something looks like.
#[derive(Clone, Debug)]
pub struct LookupView {
    /// The method of `Choices` or, for a schema, of `Schemas`.
    pub name: String,
    /// `choices`, `below` (choices below another), or `schema`.
    pub kind: &'static str,
    /// operationId of the action that it is for.
    pub action: String,
    /// What of it: `input`, `reply` or `event`.
    pub of: &'static str,
    /// The way there, `a/b`: for an input its wire name and the properties from there.
    pub way: String,
    /// operationId of what is asked.
    pub operation: String,
    /// Its arguments: name, wire name of the input that it is in the action, and whether it is required.
    pub arguments: Vec<(String, String, bool)>,
    /// All that is known of it.
    pub lookup: Lookup,
}

pub(super) fn views(emitter: &Emitter<'_>) -> Vec<LookupView> {
    emitter.lookups().map(|(lookup, names)| view(lookup, names)).collect()
}

fn view(lookup: &Lookup, names: &LookupNames) -> LookupView {
    let kind = match lookup.answer {
        Answer::Choices(_) => "choices",
        Answer::Below(_) => "below",
        Answer::Schema(_) => "schema",
    };
    let (of, way) = match &lookup.subject {
        Subject::Input(way) => ("input", way),
        Subject::Reply(way) => ("reply", way),
        Subject::Event(way) => ("event", way),
    };
    let arguments = lookup.arguments().into_iter().zip(&names.arguments);
    LookupView {
        name: names.method.clone(),
        kind,
        action: lookup.action.clone(),
        of,
        way: way.join("/"),
        operation: lookup.asks.id.clone(),
        arguments: arguments
            .map(|((wire, input), own)| (own.clone(), wire.to_owned(), input.required))
            .collect(),
        lookup: lookup.clone(),
    }
}

impl LookupView {
    /// One line of JSON.
    pub(super) fn to_json(&self) -> String {
        let arguments = self.arguments.iter().map(|(name, wire, required)| {
            format!(
                "{{\"name\": {}, \"wire\": {}, \"required\": {required}}}",
                json_text(name),
                json_text(wire)
            )
        });
        let arguments: Vec<String> = arguments.collect();
        format!(
            "{{\"name\": {}, \"kind\": \"{}\", \"action\": {}, \"of\": \"{}\", \"way\": {}, \"operation\": {}, \"arguments\": [{}]}}",
            json_text(&self.name),
            self.kind,
            json_text(&self.action),
            self.of,
            json_text(&self.way),
            json_text(&self.operation),
            arguments.join(", ")
        )
    }
}
