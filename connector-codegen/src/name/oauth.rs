//! Names of the applications by which somebody signs in.

use super::case::{pascal_ident, snake_ident};
use super::scope::Scope;
use super::words::clean;
use crate::ir::Connector;

/// The names of one sign-in.
#[derive(Clone, Debug)]
pub struct AppNames {
    /// The type.
    pub app: String,
    /// The static data of its provider.
    pub constant: String,
    /// Arguments and setters, parallel to the parameters of the sign-in.
    pub parameters: Vec<String>,
}

/// Methods that every application has.
const TAKEN: [&str; 24] = [
    "new",
    "public",
    "client_id",
    "client_secret",
    "scopes",
    "store",
    "shared_store",
    "named",
    "tokens",
    "client_credentials",
    "password",
    "with",
    "without_pkce",
    "http",
    "begin",
    "finish",
    "sign_out",
    "token",
    "sign_in_by_device",
    "sign_in_on_loopback",
    "clone",
    "fmt",
    "from",
    "into",
];

/// The names of the static data, which no action may have.
pub fn constants(connector: &Connector) -> impl Iterator<Item = String> + use<> {
    (1..=connector.sign_ins.len()).map(|number| match number {
        1 => "OAUTH".to_owned(),
        _ => format!("OAUTH_{number}"),
    })
}

/// `App`, and for a second sign-in a name of its own: that of its set of parameters, or of its scheme.
pub fn apps(connector: &Connector) -> Vec<AppNames> {
    let mut types = Scope::with(&["Client", "Connection", "Error", "Mock"]);
    let one =
        |scheme: usize| connector.schemes.get(scheme).map(|scheme| clean(&scheme.name)).unwrap_or_default();
    let mut constants = constants(connector);
    connector
        .sign_ins
        .iter()
        .map(|sign_in| {
            let set = sign_in.sets.first().and_then(|set| connector.sets.get(*set));
            let own = set.map_or_else(|| one(sign_in.scheme), |set| clean(&set.name));
            let app = types.take(["App".to_owned(), format!("{}App", pascal_ident(&own, "Other"))]);
            let constant = constants.next().unwrap_or_default();
            let mut scope = Scope::with(&TAKEN);
            let parameters = sign_in.parameters.iter().map(|parameter| {
                let natural = snake_ident(&clean(&parameter.name), "value");
                scope.take([natural.clone(), format!("with_{natural}")])
            });
            AppNames { app, constant, parameters: parameters.collect() }
        })
        .collect()
}
