//! How a connection is made: one constructor for each way to sign in, with everything that is needed as arguments.

use super::case::snake_ident;
use super::scope::Scope;
use super::words::clean;
use crate::ir::{Connector, SchemeKind};

/// The constructors and setters of `Connection`.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The document names no host: the first argument is the base URL.
    pub needs_base_url: bool,
    /// One for each way to sign in.
    pub constructors: Vec<Constructor>,
    /// For what a constructor does not ask for.
    pub setters: Vec<Setter>,
    /// The applications by which somebody signs in, parallel to the sign-ins.
    pub apps: Vec<super::AppNames>,
}

/// A constructor.
#[derive(Clone, Debug)]
pub struct Constructor {
    /// Its name.
    pub name: String,
    /// Credentials in order: argument, index of the connection parameter.
    pub credentials: Vec<(String, usize, Credential)>,
    /// Other required parameters: argument, index.
    pub others: Vec<(String, usize)>,
    /// The schemes that it satisfies.
    pub schemes: Vec<usize>,
}

/// What becomes of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    /// Sent as it is.
    Verbatim,
    /// Prefixed with `Bearer `.
    Bearer,
    /// An async source of tokens.
    Source,
    /// An application that signs in: index of the sign-in.
    App(usize),
}

/// A setter.
#[derive(Clone, Debug)]
pub struct Setter {
    /// Its name.
    pub name: String,
    /// The parameter that it sets.
    pub parameter: usize,
}

/// Names that the runtime gives every connection.
const TAKEN: [&str; 8] = ["base_url", "from_env", "clone", "set", "from", "into", "fmt", "deserialize"];

/// Plans the connection of a connector.
pub fn plan(connector: &Connector) -> Plan {
    let mut scope = Scope::with(&TAKEN);
    let parameter = |name: &str| connector.parameters.iter().position(|parameter| parameter.name == name);
    let others: Vec<(String, usize)> = {
        let mut arguments = Scope::with(&["base_url"]);
        let plain = connector.parameters.iter().enumerate().filter(|(_, parameter)| parameter.required);
        plain
            .map(|(index, parameter)| {
                (arguments.take([snake_ident(&clean(&parameter.name), "value")]), index)
            })
            .collect()
    };
    let mut constructors = Vec::new();
    for schemes in ways(connector) {
        let mut names: Vec<&str> = Vec::new();
        let mut credentials = Vec::new();
        let mut arguments = Scope::with(&["base_url"]);
        for (name, _) in &others {
            arguments.try_take(name);
        }
        let mut bearer = false;
        let mut source = false;
        let mut app = None;
        for scheme in schemes.iter().filter_map(|index| connector.schemes.get(*index)) {
            match &scheme.kind {
                SchemeKind::Header { wire, .. } => {
                    bearer |=
                        wire.eq_ignore_ascii_case("authorization") && !connector.has_header_policy(wire);
                    names.push("api_key");
                }
                SchemeKind::Query { .. } => names.push("api_key"),
                SchemeKind::Basic { .. } => names.push("basic"),
                SchemeKind::OAuth { .. } => {
                    source = true;
                    let own = schemes.iter().find(|index| {
                        connector.schemes.get(**index).is_some_and(|own| own.name == scheme.name)
                    });
                    let known = connector.sign_ins.iter().position(|one| Some(&one.scheme) == own);
                    app = app.or(known.map(|known| (credentials.len(), known)));
                    names.push("bearer");
                }
            }
            for name in scheme.kind.parameters() {
                if let Some(index) = parameter(name) {
                    let argument = arguments.take([snake_ident(&clean(name), "key")]);
                    credentials.push((argument, index, Credential::Verbatim));
                }
            }
        }
        names.dedup();
        let natural = match names.is_empty() {
            true if keyed(connector) => "api_key".to_owned(),
            true => "new".to_owned(),
            false => names.join("_and_"),
        };
        let own: Vec<String> = schemes
            .iter()
            .filter_map(|index| connector.schemes.get(*index))
            .map(|scheme| snake_ident(&clean(&scheme.name), "key"))
            .collect();
        let name = scope.take([natural.clone(), own.join("_and_")]);
        let with = |name: String, kind: Credential, replaced: usize| Constructor {
            name,
            credentials: credentials
                .iter()
                .enumerate()
                .map(|(at, (argument, index, verbatim))| match at == replaced {
                    true if kind == Credential::Source => ("source".to_owned(), *index, kind),
                    true if matches!(kind, Credential::App(_)) => ("app".to_owned(), *index, kind),
                    true => ("token".to_owned(), *index, kind),
                    false => (argument.clone(), *index, *verbatim),
                })
                .collect(),
            others: others.clone(),
            schemes: schemes.clone(),
        };
        constructors.push(Constructor {
            name: name.clone(),
            credentials: credentials.clone(),
            others: others.clone(),
            schemes: schemes.clone(),
        });
        if bearer && credentials.len() == 1 {
            constructors.push(with(
                scope.take(["bearer".to_owned(), format!("{name}_bearer")]),
                Credential::Bearer,
                0,
            ));
        }
        if let Some((at, known)) = app {
            let name = scope.take([natural.replace("bearer", "oauth"), format!("{name}_oauth")]);
            constructors.push(with(name, Credential::App(known), at));
        }
        if source && credentials.len() == 1 {
            let name = scope.take(["token_source".to_owned(), format!("{name}_source")]);
            constructors.push(with(name, Credential::Source, 0));
        }
    }
    let mut setters = Vec::new();
    for (index, parameter) in connector.parameters.iter().enumerate() {
        let always = parameter.required
            || constructors.iter().all(|one| one.credentials.iter().any(|(_, at, _)| *at == index));
        if !always {
            let natural = snake_ident(&clean(&parameter.name), "value");
            setters.push(Setter {
                name: scope.take([natural.clone(), format!("with_{natural}")]),
                parameter: index,
            });
        }
    }
    let needs_base_url = !connector.base_url.contains("://") && !connector.has_host_policy();
    Plan { needs_base_url, constructors, setters, apps: super::oauth::apps(connector) }
}

/// Whether policies put a key on requests, which is all there is to signing in.
fn keyed(connector: &Connector) -> bool {
    let mut secrets = connector.parameters.iter().filter(|parameter| parameter.required && parameter.secret);
    let only = secrets.next().filter(|_| secrets.next().is_none());
    connector.schemes.is_empty()
        && !connector.policies.is_empty()
        && only.is_some_and(|only| snake_ident(&clean(&only.name), "key") == "api_key")
}

/// The sets of schemes that some action asks for, the connector's own first. Anonymous is a way where calls can be made so.
fn ways(connector: &Connector) -> Vec<Vec<usize>> {
    let mut ways: Vec<Vec<usize>> = Vec::new();
    let own = connector.actions.iter().filter_map(|action| action.security.as_ref()).flatten();
    for way in connector.security.iter().chain(own) {
        if !ways.contains(way) {
            ways.push(way.clone());
        }
    }
    if ways.is_empty() {
        ways.push(Vec::new());
    }
    ways
}
