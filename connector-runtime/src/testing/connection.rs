//! A connection for a mock: something in every place where something has to be.

use crate::connection::Connection;
use crate::error::Error;
use crate::spec::{Connector, Scheme, SchemeKind};

/// A connection that a client can be made of.
///
/// # Errors
/// When no value that a program could think of will do: the caller has to give its own.
pub(super) fn complete(connector: &'static Connector) -> Result<Connection, Error> {
    let mut connection = Connection::new(connector);
    for parameter in connector.parameters {
        let of_scheme = connector.schemes.iter().any(|scheme| scheme.uses(parameter.name));
        if parameter.default.is_none() && (!parameter.optional || of_scheme) {
            let value =
                parameter.one_of.first().map_or_else(|| made_up(parameter.name), |one| (*one).to_owned());
            connection = connection.set(parameter.name, value);
        }
    }
    for name in connector
        .schemes
        .iter()
        .flat_map(names)
        .chain(connector.sets.iter().flat_map(|set| set.needs.iter().copied()))
    {
        if !connection.has(name) {
            connection = connection.set(name, made_up(name));
        }
    }
    match connection.check() {
        Ok(_) => Ok(connection),
        // Only the caller knows the host, or what was made up is none.
        Err(error) => {
            let hosted = connection.base_url("https://mock.invalid");
            hosted.check().map_err(|_| error)?;
            Ok(hosted)
        }
    }
}

/// It may become part of a host name.
fn made_up(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    format!("mock-{}", plain.trim_matches('-'))
}

fn names(scheme: &Scheme) -> Vec<&'static str> {
    match scheme.kind {
        SchemeKind::Header { parameter, .. }
        | SchemeKind::Query { parameter, .. }
        | SchemeKind::Cookie { parameter, .. }
        | SchemeKind::Bearer { parameter, .. } => vec![parameter],
        SchemeKind::Basic { user, password } => vec![user, password],
    }
}
