//! Where the connection comes from: variables, a store of tokens, what is typed, and what somebody is asked for. A secret
//! is never an argument, for everybody on a machine can list those.

use std::io::{self, IsTerminal as _};

use connector_codegen::ir::Alternatives;
use connector_codegen::{Inspect, Understood};
use connector_runtime::v1 as rt;

use crate::args::Connecting;
use crate::login::{self, Registration};

/// A connection; what is missing is made up where there is a placeholder, else asked for, where somebody is there to answer.
pub(crate) fn of(
    spec: &'static rt::Connector,
    understood: &Understood,
    inspect: &Inspect,
    security: &Alternatives,
    sending: &Connecting,
    placeholder: Option<&str>,
) -> Result<rt::Connection, String> {
    let connector = &understood.connector;
    let mut connection = rt::Connection::from_env(spec, &sending.env).map_err(|error| error.to_string())?;
    let sign_in = inspect.sign_ins.first().filter(|_| sending.store.is_some());
    let mut of_provider = Vec::new();
    for (name, value) in &sending.values {
        let known = connector.parameters.iter().find(|one| one.name.eq_ignore_ascii_case(name));
        let wanted = |view: &&connector_codegen::SignInView| {
            view.values.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
        };
        match known {
            Some(known) if known.secret || known.token => {
                let variable = rt::Connection::variable(&sending.env, &known.name);
                return Err(format!(
                    "`{name}` is a secret, and arguments are seen by others: set {variable}"
                ));
            }
            Some(known) => connection = connection.set(&known.name, value.as_str()),
            None if sign_in.as_ref().is_some_and(wanted) => of_provider.push((name.clone(), value.clone())),
            // Clients take it like the other values, the command has an option for it.
            None if name == "base_url" => return Err(format!("say --base-url {value}")),
            None => {
                let all = connector.parameters.iter().filter(|one| !one.secret).map(|one| one.name.as_str());
                let all: Vec<&str> = all.collect();
                let all =
                    if all.is_empty() { "no values that could be set".to_owned() } else { all.join(", ") };
                return Err(format!("the connection has no `{name}`; it has {all}"));
            }
        }
    }
    if let Some(store) = &sending.store {
        let view = sign_in.ok_or("the description does not say where to sign in; --store has no use")?;
        let registration = Registration {
            client_id: sending.client_id.as_deref(),
            values: &of_provider,
            sign_in: &sending.sign_in,
            store,
        };
        let app = login::app(&registration, view, &inspect.title)?;
        let scheme = connector.schemes.iter().find(|scheme| scheme.name == view.scheme);
        let parameter = scheme.and_then(|scheme| scheme.kind.parameters().first().copied());
        connection = connection.oauth(parameter.unwrap_or("token"), &app);
    }
    ask(connection, understood, security, placeholder)
}

fn ask(
    mut connection: rt::Connection,
    understood: &Understood,
    security: &Alternatives,
    placeholder: Option<&str>,
) -> Result<rt::Connection, String> {
    let connector = &understood.connector;
    let needs = |way: &Vec<usize>| -> Vec<String> {
        let schemes = way.iter().filter_map(|index| connector.schemes.get(*index));
        schemes.flat_map(|scheme| scheme.kind.parameters()).map(str::to_owned).collect()
    };
    let ways: Vec<Vec<String>> = security.iter().map(needs).collect();
    if ways.is_empty() || ways.iter().any(Vec::is_empty) {
        connection = connection.anonymous();
    }
    if ways.iter().any(|way| way.iter().all(|name| connection.has(name))) {
        return Ok(connection);
    }
    let somebody = io::stdin().is_terminal() && io::stderr().is_terminal();
    for name in ways.first().into_iter().flatten() {
        if connection.has(name) {
            continue;
        }
        if let Some(placeholder) = placeholder {
            connection = connection.set(name, placeholder);
        } else if somebody {
            let typed = rpassword::prompt_password(format!("{name}: "));
            let typed = typed.map_err(|error| format!("cannot ask for `{name}`: {error}"))?;
            connection = connection.set(name, typed);
        }
    }
    Ok(connection)
}
