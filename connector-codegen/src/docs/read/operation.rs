//! Actions and triggers.

use super::fields::{Tree, allowed, nothing, plain, rust, ty};
use super::request;
use crate::docs::reference::{Argument, Failure, Field, Operation, OperationKind, Type};
use crate::emit::page::has_pages;
use crate::emit::{At, Emitter, Example, docs};
use crate::ir::{Action, Input, Kind, Place, Reply, Shape, Ty};
use crate::name::ActionNames;

pub(super) fn operation(
    emitter: &Emitter<'_>,
    action: &Action,
    names: &ActionNames,
    kind: OperationKind,
) -> Operation {
    let method = |id: &String| emitter.methods.get(id.as_str()).map(|method| (*method).to_owned());
    let (output, tree) = output(emitter, action);
    let headers = action
        .headers
        .iter()
        .zip(&names.headers)
        .map(|((wire, of, docs), own)| Field { docs: docs.clone(), ..plain(own, wire, ty(emitter, of)) });
    let failures = action.errors.iter().map(|(status, description, of)| Failure {
        status: status.to_string(),
        description: description.clone(),
        model: of.as_ref().and_then(|of| ty(emitter, of).model),
    });
    let omitted = emitter.connector.omissions.iter().filter(|one| one.operations.contains(&action.id));
    Operation {
        name: names.method.clone(),
        id: action.id.clone(),
        kind,
        trigger: match action.kind {
            Kind::Action => None,
            Kind::Webhook => Some("webhook"),
            Kind::Polling => Some("polling"),
        },
        method: action.method.wire(),
        path: action.path.clone(),
        docs: action.docs.clone(),
        deprecated: action.deprecated.as_ref().map(|instead| instead.as_ref().and_then(method)),
        inputs: inputs(emitter, action, names),
        grouped: emitter.has_inputs_struct(action).then(|| names.required.clone()),
        constants: constants(action),
        output,
        tree,
        headers: headers.collect(),
        pages: action.paging.as_ref().filter(|_| has_pages(action)).map(crate::ir::Paging::words),
        failures: failures.collect(),
        limits: omitted.map(|one| one.what.clone()).collect(),
        example: emitter.call_example(action, names).map(|Example { modules, code }| (modules, code)),
        request: request::request(emitter, action, names),
    }
}

fn inputs(emitter: &Emitter<'_>, action: &Action, names: &ActionNames) -> Vec<Argument> {
    let all = action.inputs.iter().zip(&names.inputs);
    all.map(|(input, own)| {
        let (fields, cut) = Tree::new(emitter, true).below(&input.ty);
        let field = Field {
            required: input.required,
            advanced: input.advanced,
            docs: docs::telling(&input.docs, &input.wire),
            default: input.default.clone(),
            allowed: allowed(emitter, &input.ty),
            fields,
            cut,
            ..plain(own, &input.wire, input_ty(emitter, input))
        };
        Argument { field, place: input.place.word() }
    })
    .collect()
}

/// Raw bodies and files are what the runtime takes for them.
fn input_ty(emitter: &Emitter<'_>, input: &Input) -> Type {
    let raw = |rust: &str, words: &str| Type { rust: rust.to_owned(), words: words.to_owned(), model: None };
    match input.place {
        Place::File => raw("Part", "file"),
        Place::Body if input.ty.shape == Shape::Bytes => raw("Body", "bytes or a stream"),
        _ => ty(emitter, &input.ty),
    }
}

/// A constant that can also be set is a default, which the input says.
fn constants(action: &Action) -> Vec<(String, &'static str, String)> {
    let settable = |place: Place, wire: &str| {
        action.inputs.iter().any(|input| input.place == place && input.wire == wire)
    };
    let fixed = action.constants.iter().filter(|one| !settable(one.place, &one.wire));
    fixed.map(|one| (one.wire.clone(), one.place.word(), one.value.clone())).collect()
}

/// What comes back, and what is in it. A trigger's is its event.
fn output(emitter: &Emitter<'_>, action: &Action) -> (Type, Vec<Field>) {
    let tree = |of: &Ty| Tree::new(emitter, false).below(of).0;
    let event = match (&action.event, action.kind) {
        (_, Kind::Action) => None,
        (Some(event), _) => Some(event),
        (None, Kind::Webhook) => {
            return (Type { rust: "Value".into(), words: "any JSON".into(), model: None }, Vec::new());
        }
        (None, Kind::Polling) => match &action.reply {
            Reply::One(of) | Reply::Maybe(of) => Some(of),
            _ => None,
        },
    };
    if let Some(event) = event {
        return (ty(emitter, event), tree(event));
    }
    let written = rust(&emitter.reply(action, At::Outside));
    let raw = |words: &str| Type { rust: written.clone(), words: words.to_owned(), model: None };
    match &action.reply {
        Reply::None => (nothing(), Vec::new()),
        Reply::Bytes => (raw("bytes"), Vec::new()),
        Reply::Text => (raw("text"), Vec::new()),
        Reply::One(of) => (ty(emitter, of), tree(of)),
        Reply::Maybe(of) => {
            let own = ty(emitter, of);
            let words = format!("{}, or nothing", own.words);
            (Type { rust: written.clone(), words, ..own }, tree(of))
        }
        Reply::ByStatus(id, _) => {
            let of = Ty::new(Shape::Named(*id));
            (Type { words: "by status".to_owned(), ..ty(emitter, &of) }, tree(&of))
        }
    }
}
