//! Methods, call types, arguments.

use super::Pins;
use super::case::{given_snake, pascal_ident, shouty, snake_ident};
use super::scope::Scope;
use super::words::{clean, split};
use crate::ir::{Action, Connector, Input, Kind};

/// The names that one action needs.
#[derive(Clone, Debug)]
pub struct ActionNames {
    /// The method of `Client`.
    pub method: String,
    /// The type in `call`.
    pub call: String,
    /// The static in `api`.
    pub constant: String,
    /// Parallel to the inputs.
    pub inputs: Vec<String>,
    /// Parallel to the response headers.
    pub headers: Vec<String>,
    /// The struct of the required inputs, where there are too many for arguments.
    pub required: String,
    /// The response type, where headers are documented.
    pub response: String,
    /// The method of `Mock`.
    pub mock: String,
    /// Parallel to the inputs: the methods by which an answer of a mock states them.
    pub answers: Vec<String>,
}

/// Methods that the runtime gives every client.
const CLIENT: [&str; 18] = [
    "new",
    "with_http",
    "with_connection",
    "with_options",
    "base_url",
    "send",
    "clone",
    "from",
    "into",
    "http",
    "connection",
    "options",
    "request",
    "test_connection",
    "mock",
    "builder",
    "choices",
    "schemas",
];

/// Names that `call` needs for itself: what the emitted code says without a path.
const CALLS: [&str; 5] = ["Option", "Vec", "String", "Into", "With"];

/// Methods that the runtime gives every call.
const CALL: [&str; 23] = [
    "options",
    "response",
    "request",
    "pages",
    "items",
    "blocking",
    "poll",
    "into_future",
    "fmt",
    "clone",
    "from",
    "into",
    "try_into",
    "timeout",
    "retry",
    "start",
    "resume",
    "stream",
    "reply",
    "send",
    "every",
    "events",
    "listen",
];

/// Methods that the runtime gives every trigger that is polled, besides.
const POLLING: [&str; 11] = [
    "start_at",
    "order",
    "dedupe_by",
    "keep_repeats",
    "cursor",
    "checkpoint",
    "store",
    "edit",
    "every",
    "events",
    "listen",
];

/// Methods that the runtime gives every webhook.
const WEBHOOK: [&str; 10] = [
    "subscribe",
    "named",
    "verify",
    "handshakes",
    "respond",
    "id_by",
    "unsubscribe_with",
    "each",
    "capacity",
    "keep",
];

/// Methods of a response.
const RESPONSE: [&str; 8] =
    ["status", "headers", "header", "into_body", "body", "into_inner", "from", "into"];

/// Methods that the runtime gives every mock, besides those that it gives every client.
const MOCK: [&str; 4] = ["client", "in_order", "requests", "verify"];

/// Methods that the runtime gives every answer of a mock.
const ANSWER: [&str; 9] =
    ["reply", "reply_with", "pages", "error", "respond", "disconnect", "calls", "fire", "notification"];

/// Names all actions, in document order.
pub fn assign(connector: &Connector, pins: &Pins) -> Vec<ActionNames> {
    let mut methods = Scope::with(&CLIENT);
    for constant in super::oauth::constants(connector) {
        methods.try_take(&constant.to_ascii_lowercase());
    }
    let mut calls = Scope::with(&CALLS);
    let mut mocks = Scope::with(&MOCK);
    let mut names: Vec<Option<ActionNames>> = vec![None; connector.actions.len()];
    // Pinned names first: nobody else may take them.
    for pinned in [true, false] {
        for (action, slot) in connector.actions.iter().zip(&mut names) {
            let pin = pins.actions.get(&action.id).or_else(|| pins.at(action.at));
            if pin.is_some() != pinned {
                continue;
            }
            let natural = natural(action);
            let method = match pin {
                Some(pin) => methods.take([given_snake(pin)]),
                None => methods.take([natural.clone(), format!("{natural}_action")]),
            };
            let pascal = pascal_ident(&method, "Action");
            let call = calls.take([pascal]);
            let inputs = inputs(action, pins);
            let mut answers = Scope::with(&ANSWER);
            *slot = Some(ActionNames {
                constant: shouty(&method),
                answers: inputs
                    .iter()
                    .map(|own| answers.take([own.clone(), format!("{own}_input")]))
                    .collect(),
                mock: mocks.take([method.clone(), format!("{method}_action")]),
                inputs,
                headers: headers(action),
                required: format!("{call}Inputs"),
                response: format!("{call}Response"),
                method,
                call,
            });
        }
    }
    // Types of one call must not take the place of another call.
    let mut names: Vec<ActionNames> = names.into_iter().flatten().collect();
    for name in &mut names {
        name.required = calls.take([name.required.clone()]);
        name.response = calls.take([name.response.clone()]);
    }
    names
}

/// `GetOrder` → `get_order`; a trigger's name begins with `on_`, and says `on` only once.
fn natural(action: &Action) -> String {
    let plain = snake_ident(&clean(&action.id), "action");
    if action.kind == Kind::Action {
        return plain;
    }
    let mut words = split(&action.id);
    while words.len() > 1
        && words.first().is_some_and(|word| matches!(word.as_str(), "on" | "when" | "trigger"))
    {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| word == "trigger") {
        words.pop();
    }
    if words.len() > 1 && words.first().is_some_and(|word| matches!(word.as_str(), "a" | "an")) {
        words.remove(0);
    }
    format!("on_{}", words.join("_"))
}

fn inputs(action: &Action, pins: &Pins) -> Vec<String> {
    let mut scope = Scope::with(&CALL);
    if action.kind == Kind::Polling {
        for own in POLLING {
            scope.try_take(own);
        }
    }
    if action.hook.is_some() {
        for method in WEBHOOK {
            scope.try_take(method);
        }
    }
    let mut names = vec![String::new(); action.inputs.len()];
    // Pinned names first: nobody else may take them.
    for pinned in [true, false] {
        for (input, slot) in action.inputs.iter().zip(&mut names) {
            let key = (action.id.clone(), input_key(input));
            let pin = pins.inputs.get(&key).or_else(|| pins.at(input.at));
            match pin {
                Some(pin) if pinned => *slot = scope.take([given_snake(pin)]),
                None if !pinned => *slot = scope.take(natural_input(input)),
                _ => {}
            }
        }
    }
    names
}

/// An input's own name, then with its signs, then with its place.
fn natural_input(input: &Input) -> [String; 3] {
    let wanted = input.client_name.as_ref().unwrap_or(&input.wire);
    let natural = snake_ident(&clean(wanted), place_word(input));
    let spoken = snake_ident(&super::words::spoken(wanted), place_word(input));
    let placed = format!("{}_{}", natural.trim_end_matches('_'), place_word(input));
    [natural, spoken, placed]
}

/// What tells inputs of one action apart: `query:limit`.
pub fn input_key(input: &Input) -> String {
    format!("{}:{}", input.place.word(), input.wire)
}

fn place_word(input: &Input) -> &'static str {
    use crate::ir::Place;
    match input.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
        Place::Form | Place::File => "form",
        Place::Field | Place::Body => "body",
    }
}

fn headers(action: &Action) -> Vec<String> {
    let mut scope = Scope::with(&RESPONSE);
    action
        .headers
        .iter()
        .map(|(wire, _, _)| {
            let natural = snake_ident(&clean(wire), "header");
            let plain = natural.strip_prefix("x_").map(str::to_owned).unwrap_or_else(|| natural.clone());
            scope.take([plain, natural.clone(), format!("{natural}_header")])
        })
        .collect()
}
