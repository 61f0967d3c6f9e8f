//! How a connection is made.

use crate::docs::reference::{Constructor, Parameter, in_lines};
use crate::emit::Emitter;
use crate::ir::oauth::{Grant, SignIn};
use crate::name::Credential;

pub(super) fn constructors(emitter: &Emitter<'_>) -> Vec<Constructor> {
    let plan = &emitter.names.connection;
    let all = plan.constructors.iter().map(|one| {
        let mut lines: Vec<String> = Vec::new();
        let mut arguments: Vec<String> = Vec::new();
        let mut oauth = Vec::new();
        let mut used = String::new();
        if plan.needs_base_url {
            arguments.push("\"https://api.example.com\"".to_owned());
        }
        for (argument, _, credential) in &one.credentials {
            arguments.push(match credential {
                Credential::Verbatim | Credential::Bearer => {
                    format!("\"{}\"", argument.trim_end_matches('_').replace('_', "-"))
                }
                Credential::Source => {
                    lines.push("// Asked for a token before each request.".to_owned());
                    lines.push("let source = || async { Ok::<_, std::io::Error>(\"token\") };".to_owned());
                    "source".to_owned()
                }
                Credential::App(known) => {
                    lines.extend(app(emitter, *known));
                    used = plan.apps.get(*known).map(|names| names.app.clone()).unwrap_or_default();
                    oauth = emitter.connector.sign_ins.get(*known).map(sign_in).unwrap_or_default();
                    "&app".to_owned()
                }
            });
        }
        for (argument, index) in &one.others {
            let parameter = emitter.connector.parameters.get(*index);
            let variant =
                parameter.and_then(|one| one.ty).and_then(|id| emitter.names.types.get(id.0 as usize));
            arguments.push(match variant.and_then(|names| Some((&names.name, names.variants.first()?))) {
                Some((name, variant)) => format!("model::{name}::{variant}"),
                None => format!("\"{}\"", argument.trim_end_matches('_').replace('_', "-")),
            });
        }
        lines.push(format!("let connection = Connection::{}({});", one.name, arguments.join(", ")));
        lines.push("let client = Client::new(connection)?;".to_owned());
        Constructor {
            name: one.name.clone(),
            docs: emitter.constructor_docs(one, plan.needs_base_url).join("\n"),
            app: used,
            example: in_lines(&lines.join("\n")),
            oauth,
        }
    });
    all.collect()
}

/// The application that signs in, in a line of Rust.
fn app(emitter: &Emitter<'_>, known: usize) -> Option<String> {
    let sign_in = emitter.connector.sign_ins.get(known)?;
    let names = emitter.names.connection.apps.get(known)?;
    let mut arguments: Vec<String> = Vec::new();
    if sign_in.has_client {
        arguments.extend(["\"client-id\"".to_owned(), "\"client-secret\"".to_owned()]);
    }
    let needed = sign_in.parameters.iter().zip(&names.parameters).filter(|(one, _)| one.required);
    arguments.extend(needed.map(|(_, name)| format!("\"{}\"", name.trim_end_matches('_').replace('_', "-"))));
    Some(format!("let app = {}::new({});", names.app, arguments.join(", ")))
}

/// What is known of a sign-in by OAuth 2.0: for people who have to register an application.
fn sign_in(one: &SignIn) -> Vec<(String, String)> {
    let grant = match one.grant {
        Grant::Code => "authorization code: somebody signs in with a browser",
        Grant::ClientCredentials => "client credentials: the application signs in by itself",
        Grant::Password => "password: a user's name and password",
    };
    let mut rows = vec![("Grant".to_owned(), grant.to_owned())];
    let mut row = |name: &str, value: &str| {
        if !value.is_empty() {
            rows.push((name.to_owned(), value.to_owned()));
        }
    };
    row("Provider", if one.provider == "swagger" { "" } else { &one.provider });
    row("Authorization URL", &one.authorize);
    row("Token URL", &one.token);
    row("Scopes", &one.scopes.join(" "));
    for parameter in &one.parameters {
        let default = parameter.default.as_deref().map(|default| format!("{default} by default"));
        row(&parameter.name, default.as_deref().unwrap_or("required"));
    }
    rows
}

pub(super) fn parameters(emitter: &Emitter<'_>) -> Vec<Parameter> {
    let plan = &emitter.names.connection;
    let all = emitter.connector.parameters.iter().enumerate().map(|(index, one)| {
        let setter = plan.setters.iter().find(|setter| setter.parameter == index);
        Parameter {
            name: one.name.clone(),
            docs: one.docs.clone(),
            required: setter.is_none(),
            secret: one.secret,
            default: one.default.clone().filter(|_| !one.secret),
            allowed: one.allowed.clone(),
            setter: setter.map(|setter| setter.name.clone()),
        }
    });
    all.collect()
}
