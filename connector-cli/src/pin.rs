//! `pin`: asks the service for the schemas that a description leaves open, and writes them down as an OpenAPI Overlay 1.0
//! (<https://spec.openapis.org/overlay/v1.0.0.html>), which makes the types of the client static.

use std::slice;

use connector_codegen::build::write_if_changed;
use connector_codegen::ir::Place;
use connector_codegen::ir::lookup::{Answer, From};
use connector_codegen::{Inspect, LookupView, Understood};
use connector_runtime::v1 as rt;
use serde_json::{Map, Value, json};

use crate::End;
use crate::args::Pin;
use crate::login::leak;
use crate::terminal::{Terminal, is_standard, print};
use crate::{call, commands, document};

pub(crate) fn pin(args: &Pin, terminal: &Terminal) -> End {
    let options = match document::options(slice::from_ref(&args.document), &args.choices) {
        Ok(options) => options,
        Err(end) => return end,
    };
    let (understood, generated) = connector_codegen::understand(&options);
    commands::say(&generated, terminal);
    let Some(understood) = understood else { return End::Findings };
    let schemas = |view: &&LookupView| view.kind == "schema";
    let all: Vec<&LookupView> = generated.inspect.lookups.iter().filter(schemas).collect();
    let methods = generated.inspect.actions.iter().map(|one| (one.id.as_str(), one.name.as_str()));
    let methods =
        methods.chain(generated.inspect.triggers.iter().map(|one| (one.id.as_str(), one.name.as_str())));
    let id =
        methods.clone().find(|(id, name)| [*id, *name].contains(&args.action.as_str())).map(|(id, _)| id);
    let own: Vec<&LookupView> = all.iter().copied().filter(|view| Some(view.action.as_str()) == id).collect();
    if own.is_empty() {
        let mut others: Vec<&str> = all.iter().map(|view| view.action.as_str()).collect();
        others.dedup();
        let others = if others.is_empty() { "no action has".to_owned() } else { others.join(", ") };
        return End::Usage(format!(
            "nothing of `{}` is left open by the description; of these something is: {others}",
            args.action
        ));
    }
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return End::Failed(format!("cannot wait for anything: {error}")),
    };
    let client = match client(args, &understood, &generated.inspect) {
        Ok(client) => client,
        Err(message) => return End::Usage(message),
    };
    let mut actions = Vec::new();
    for view in own {
        let asked = match asking(&client, view, &args.inputs) {
            Ok(asked) => asked,
            Err(message) => return End::Usage(message),
        };
        match runtime.block_on(asked) {
            Ok(schema) => actions.extend(updates(view, schema)),
            Err(error) => return End::Failed(format!("{} of {}: {error}", view.operation, view.name)),
        }
        terminal.note(&format!("{} {} of {} is pinned", view.of, view.way, view.action));
    }
    let overlay = json!({
        "overlay": "1.0.0",
        "info": {"title": format!("What only the service knows of {}", args.action), "version": "1"},
        "actions": actions,
    });
    let text = format!("{overlay:#}\n");
    let written = match args.out.as_deref().filter(|out| !is_standard(out)) {
        Some(out) => write_if_changed(out, &text)
            .map(drop)
            .map_err(|error| format!("cannot write {}: {error}", out.display())),
        None => print(&text).map_err(|error| format!("cannot write: {error}")),
    };
    written.map_or_else(End::Failed, |()| End::Good)
}

/// A client on a connection that has what it needs.
fn client(args: &Pin, understood: &Understood, inspect: &Inspect) -> Result<rt::Client, String> {
    let connector = call::connector(&understood.connector, &inspect.sign_ins);
    let security = &understood.connector.security;
    let connection = call::connection(connector, understood, inspect, security, &args.connecting, None)?;
    rt::Client::new(connection).map_err(|error| error.to_string())
}

/// The call that asks for a schema.
fn asking(
    client: &rt::Client,
    view: &LookupView,
    values: &[(String, String)],
) -> Result<rt::Call<Value>, String> {
    let Answer::Schema(way) = &view.lookup.answer else { return Err("it is no schema".to_owned()) };
    let action = call::asking(&view.lookup.asks, rt::Lookup::schema(leak(way)));
    let given = |wire: &str| {
        let names = view.arguments.iter().find(|(_, own, _)| own == wire);
        let fits = |name: &str| name == wire || names.is_some_and(|(own, ..)| own == name);
        values.iter().find(|(name, _)| fits(name)).map(|(_, value)| value.clone())
    };
    let missing: Vec<String> = view
        .arguments
        .iter()
        .filter(|(_, wire, required)| *required && given(wire).is_none())
        .map(|(name, ..)| format!("{name}=…"))
        .collect();
    if !missing.is_empty() {
        return Err(format!("{} depends on more: {}", view.name, missing.join(" ")));
    }
    let mut draft = client.call(action);
    for one in &view.lookup.given {
        let From::Argument(wire) = &one.from else { continue };
        let Some(value) = given(wire) else { continue };
        let (name, value) = (leak(&one.input.wire), rt::Input::Text(value));
        draft = match one.input.place {
            Place::Path => draft.path(name, value),
            Place::Header => draft.header(name, value),
            Place::Form => draft.form(name, value),
            Place::Field => draft.field(name, value),
            _ => draft.query(name, value),
        };
    }
    Ok(draft.schema())
}

/// The schema becomes that of the place, which is no longer open.
fn updates(view: &LookupView, schema: Value) -> Vec<Value> {
    let mut update: Map<String, Value> = match schema {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    update.retain(|key, _| !view.extensions.iter().any(|extension| extension == key));
    let mut all = vec![json!({"target": view.target, "update": update})];
    all.extend(
        view.extensions
            .iter()
            .map(|name| json!({"target": format!("{}['{name}']", view.target), "remove": true})),
    );
    all
}
