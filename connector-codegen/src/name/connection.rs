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
    /// The set of parameters that it fills, where there are several to choose from.
    pub set: Option<usize>,
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
    let mut constructors = Vec::new();
    let ways = ways(connector);
    // `new` asks for no key, also where a scheme has this name.
    if ways.iter().any(|way| way.is_anonymous(connector)) {
        scope.try_take("new");
    }
    for way in ways {
        let anonymous = way.is_anonymous(connector);
        let Way { set, schemes, required, sign_ins } = way;
        let others: Vec<(String, usize)> = {
            let mut arguments = Scope::with(&["base_url"]);
            let plain = required.iter().filter_map(|index| Some((connector.parameters.get(*index)?, *index)));
            plain
                .map(|(parameter, index)| {
                    (arguments.take([snake_ident(&clean(&parameter.name), "value")]), index)
                })
                .collect()
        };
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
                SchemeKind::Query { .. } | SchemeKind::Cookie { .. } => names.push("api_key"),
                SchemeKind::Basic { .. } => names.push("basic"),
                SchemeKind::OAuth { .. } => {
                    source = true;
                    let known = sign_ins.iter().copied().find(|known| {
                        let own = connector.sign_ins.get(*known);
                        let own = own.and_then(|own| connector.schemes.get(own.scheme));
                        own.is_some_and(|own| own.name == scheme.name)
                    });
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
        // Without a scheme it is a key that policies send.
        let natural = if names.is_empty() { "api_key".to_owned() } else { names.join("_and_") };
        let own: Vec<String> = schemes
            .iter()
            .filter_map(|index| connector.schemes.get(*index))
            .map(|scheme| snake_ident(&clean(&scheme.name), "key"))
            .collect();
        let set_name =
            set.and_then(|index| connector.sets.get(index)).map(|set| snake_ident(&clean(&set.name), "set"));
        let name = match (&set_name, app) {
            (Some(set), Some(_)) => scope.take([format!("{set}_token")]),
            (Some(set), None) => scope.take([set.clone()]),
            (None, _) if anonymous => "new".to_owned(),
            (None, _) => scope.take([natural.clone(), own.join("_and_")]),
        };
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
            set,
        };
        constructors.push(Constructor {
            name: name.clone(),
            credentials: credentials.clone(),
            others: others.clone(),
            schemes: schemes.clone(),
            set,
        });
        if bearer && credentials.len() == 1 {
            constructors.push(with(
                match &set_name {
                    Some(set) => scope.take([format!("{set}_bearer")]),
                    None => scope.take(["bearer".to_owned(), format!("{name}_bearer")]),
                },
                Credential::Bearer,
                0,
            ));
        }
        if let Some((at, known)) = app {
            let name = match &set_name {
                Some(set) => scope.take([set.clone(), format!("{set}_oauth")]),
                None => scope.take([natural.replace("bearer", "oauth"), format!("{name}_oauth")]),
            };
            constructors.push(with(name, Credential::App(known), at));
        }
        if source && credentials.len() == 1 {
            let name = match &set_name {
                Some(_) => scope.take([format!("{name}_source")]),
                None => scope.take(["token_source".to_owned(), format!("{name}_source")]),
            };
            constructors.push(with(name, Credential::Source, 0));
        }
    }
    let mut setters = Vec::new();
    for (index, parameter) in connector.parameters.iter().enumerate() {
        let given = |one: &Constructor| {
            one.credentials.iter().any(|(_, at, _)| *at == index)
                || one.others.iter().any(|(_, at)| *at == index)
        };
        // What a set has, it asks for where it is needed; one set's secret is of no use to another.
        let of_sets = !connector.sets.is_empty()
            && connector.sets.iter().filter(|set| set.parameters.contains(&index)).all(|set| {
                let signs_in = |scheme: &usize| {
                    let scheme = connector.schemes.get(*scheme);
                    scheme.is_some_and(|one| one.kind.parameters().contains(&parameter.name.as_str()))
                };
                set.required.contains(&index) || set.schemes.iter().any(signs_in)
            });
        let always = parameter.required || of_sets || constructors.iter().all(given);
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

/// One way to connect.
#[derive(PartialEq)]
struct Way {
    /// The set of parameters that it is, where there are several to choose from.
    set: Option<usize>,
    /// The schemes that it signs in by.
    schemes: Vec<usize>,
    /// What it cannot do without besides.
    required: Vec<usize>,
    /// The sign-ins of its schemes.
    sign_ins: Vec<usize>,
}

impl Way {
    fn new(connector: &Connector, set: Option<usize>, schemes: &[usize], required: &[usize]) -> Self {
        let all = connector.sign_ins.iter().enumerate();
        let own = all.filter(|(_, one)| {
            schemes.contains(&one.scheme)
                && (one.sets.is_empty() || set.is_some_and(|set| one.sets.contains(&set)))
        });
        let sign_ins = own.map(|(index, _)| index).collect();
        Self { set, schemes: schemes.to_vec(), required: required.to_vec(), sign_ins }
    }

    /// Whether it asks for no key. There is one such way at most.
    fn is_anonymous(&self, connector: &Connector) -> bool {
        self.set.is_none() && self.schemes.is_empty() && !keyed(connector)
    }

    /// Whether the same is needed for both.
    fn needs_same(&self, other: &Self) -> bool {
        (&self.schemes, &self.required, &self.sign_ins) == (&other.schemes, &other.required, &other.sign_ins)
    }
}

/// The ways to connect: the sets of parameters that differ; else the sets of schemes that some action asks for, the
/// connector's own first. Anonymous is a way where calls can be made so.
fn ways(connector: &Connector) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::new();
    for (index, set) in connector.sets.iter().enumerate() {
        let way = Way::new(connector, Some(index), &set.schemes, &set.required);
        if !ways.iter().any(|known| known.needs_same(&way)) {
            ways.push(way);
        }
    }
    if let [only] = ways.as_mut_slice() {
        only.set = None;
    }
    if !ways.is_empty() {
        return ways;
    }
    let all = connector.parameters.iter().enumerate();
    let required: Vec<usize> = all.filter(|(_, one)| one.required).map(|(index, _)| index).collect();
    let own: Vec<_> = connector.actions.iter().filter_map(|action| action.security.as_ref()).collect();
    // `security: []` says what `security: [{}]` says; what neither the action nor the connector demands, nobody does.
    let inherits = || connector.actions.iter().any(|action| action.security.is_none());
    let nobody = own.iter().any(|security| security.is_empty())
        || (!own.is_empty() && connector.security.is_empty() && inherits());
    let nobody = nobody.then(Vec::new);
    for schemes in connector.security.iter().chain(own.into_iter().flatten()).chain(&nobody) {
        let way = Way::new(connector, None, schemes, &required);
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    if ways.is_empty() {
        ways.push(Way::new(connector, None, &[], &required));
    }
    ways
}

#[cfg(test)]
mod tests {
    use crate::{Options, generate};

    #[test]
    fn a_scheme_may_be_called_as_the_way_that_asks_for_no_key() {
        let document = br##"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "host": "a.b",
            "securityDefinitions": {"code": {"type": "apiKey", "in": "query", "name": "code"}, "new": {"type": "apiKey", "in": "header", "name": "X-Key"}},
            "security": [{"code": []}], "paths": {"/a": {
                "get": {"operationId": "A", "security": [{"new": []}], "responses": {"204": {"description": ""}}},
                "put": {"operationId": "B", "security": [], "responses": {"204": {"description": ""}}}}}}"##;
        let made = generate(&Options {
            documents: vec!["-".into()],
            stdin: Some(document.to_vec()),
            ..Options::default()
        });
        let constructors = made.inspect.connection.constructors.iter();
        let shown: Vec<_> = constructors.map(|one| (one.name.as_str(), one.arguments.join(", "))).collect();
        let expected = [("api_key", "code"), ("new2", "new"), ("new", "")];
        assert_eq!(shown, expected.map(|(name, arguments)| (name, arguments.to_owned())));
    }
}
