//! Where a request goes.

use super::spec::{Piece, Template};
use super::value::Scope;
use crate::connection::{Base, Connection};
use crate::error::{Error, ErrorKind};
use crate::request::encode;

/// The base URL that a template alone makes, which is the case when it takes no more than public values of the connection.
pub(crate) fn base(template: Template, connection: &Connection) -> Option<Result<Base, Error>> {
    let own = template.iter().all(|piece| match piece {
        Piece::Text(_) => true,
        Piece::Connection(name, _) => !connection.is_secret(name),
        _ => false,
    });
    let headers = http::HeaderMap::new();
    let scope =
        Scope { connection, shown: false, query: "", headers: &headers, path: &[], body: None, item: None };
    own.then(|| host(template, &scope, &mut Vec::new()))
}

/// Scheme, host and base path.
pub(super) fn host(template: Template, scope: &Scope<'_>, secrets: &mut Vec<String>) -> Result<Base, Error> {
    let mut out = String::new();
    for (index, piece) in template.iter().enumerate() {
        if let Piece::Text(text) = piece {
            out.push_str(text);
            continue;
        }
        let Some(found) = scope.find(piece) else { return Err(missing(piece)) };
        let value = found.text.trim().trim_end_matches('/');
        if found.secret {
            secrets.push(value.to_owned());
        }
        let authority = out.split_once("://").map_or(out.as_str(), |(_, rest)| rest);
        if authority.contains('/') {
            encode::path_raw(value, &mut out);
            continue;
        }
        let first = authority.is_empty();
        // A value may be a whole URL where nothing but a path or a port can follow it.
        let value = match value.split_once("://") {
            Some((scheme, rest)) if first => {
                out = format!("{scheme}://");
                rest
            }
            _ => value,
        };
        let next = template.get(index + 1);
        let whole =
            first && next.is_none_or(|next| matches!(next, Piece::Text(text) if text.starts_with('/')));
        // Inside of a host name, a value must not be able to end it.
        if !whole && value.contains(['/', '?', '#', '@', '\\']) {
            return Err(fault(format!("{} is no part of a host name", label(piece))));
        }
        out.push_str(value);
    }
    let text = out.trim();
    let text = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    Base::parse(&text).map_err(|reason| fault(format!("the base URL that the connector makes {reason}")))
}

fn missing(piece: &Piece) -> Error {
    match piece {
        Piece::Query(name, _) | Piece::Header(name, _) => Error::input(name, "the host depends on it"),
        other => fault(format!("{} is missing: the host depends on it", label(other))),
    }
}

fn label(piece: &Piece) -> String {
    match piece {
        Piece::Text(name)
        | Piece::Connection(name, _)
        | Piece::Query(name, _)
        | Piece::Header(name, _)
        | Piece::Path(name) => format!("`{name}`"),
        Piece::Body(_) | Piece::Item(_) => "a property of the body".to_owned(),
    }
}

fn fault(message: String) -> Error {
    Error::new(ErrorKind::Connection, message)
}

/// Another path below the base, with a query of its own if it has one.
pub(super) fn route(
    template: Template,
    scope: &Scope<'_>,
    secrets: &mut Vec<String>,
) -> Result<(String, Option<String>), Error> {
    let mut path = String::from("/");
    let mut query: Option<String> = None;
    let mut lacking = false;
    for piece in template {
        if let Piece::Text(text) = piece {
            let (before, after) = match (&query, text.split_once('?')) {
                (Some(_), _) => ("", Some(*text)),
                (None, Some((before, after))) => (before, Some(after)),
                (None, None) => (*text, None),
            };
            encode::path_literal(before, &mut path);
            if let Some(after) = after {
                encode::query_literal(after, query.get_or_insert_default());
            }
            continue;
        }
        let Some(found) = scope.find(piece) else {
            if let Piece::Path(name) = piece {
                return Err(Error::input(name, "the path needs it"));
            }
            lacking = true;
            continue;
        };
        if found.secret {
            secrets.push(found.text.clone().into_owned());
            secrets.push(encode::to_value(&found.text));
        }
        match (piece, &mut query) {
            (Piece::Path(_), Some(query)) => query.push_str(&found.text),
            (Piece::Path(_), None) => path.push_str(&found.text),
            (_, Some(query)) => encode::value(&found.text, query),
            // The connection's owner may mean several segments; a caller's value is one.
            (Piece::Connection(..), None) => encode::path_raw(&found.text, &mut path),
            (_, None) => encode::value(&found.text, &mut path),
        }
    }
    let path = match path.strip_prefix("//") {
        Some(rest) => format!("/{rest}"),
        None => path,
    };
    if path.split('/').any(encode::is_dots) {
        return Err(Error::input(
            "path",
            "`.` and `..` mean another path, and cannot be sent as part of one",
        ));
    }
    // What is not there is not sent empty.
    let kept = |pair: &&str| !(pair.is_empty() || lacking && pair.ends_with('='));
    let query = query.map(|query| query.split('&').filter(kept).collect::<Vec<_>>().join("&"));
    Ok((path, query))
}
