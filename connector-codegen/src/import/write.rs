//! A definition out of what was understood.

use std::collections::HashSet;

use super::schema::Schemas;
use super::{operation, platform};
use crate::describe::Json;
use crate::ir::oauth::{Grant, SignIn};
use crate::ir::{Alternatives, Connector, Scheme, SchemeKind};

/// The definition, and what it cannot say.
pub(super) fn definition(connector: &Connector) -> (Json, Vec<String>) {
    let mut info = Json::object([("title", Json::text(connector.title.as_str()))]);
    if let Some(text) = &connector.docs.description {
        info.set("description", Json::text(text.as_str()));
    }
    let version = if connector.version.is_empty() { "1.0" } else { connector.version.as_str() };
    info.set("version", Json::text(version));
    let mut root = Json::object([("swagger", Json::text("2.0")), ("info", info)]);
    base(connector, &mut root);
    let mut notes = Vec::new();
    let mut schemas = Schemas::new(connector);
    let mut shared = Json::Object(Vec::new());
    let (mut paths, mut more) = (Json::Object(Vec::new()), Json::Object(Vec::new()));
    for action in &connector.actions {
        let mut parts =
            operation::Parts { connector, schemas: &mut schemas, shared: &mut shared, notes: &mut notes };
        let Some((mut made, item)) = parts.operation(action) else { continue };
        if let Some(security) = &action.security {
            made.set("security", requirement(security, &connector.schemes));
        }
        let (path, method) = (action.path.as_str(), action.method.key());
        let is_free = |all: &Json, key: &str| all.get(key).is_none_or(|item| item.get(method).is_none());
        let (section, key) = match is_free(&paths, path) {
            true => (&mut paths, path.to_owned()),
            // One path and one method are one operation; the client has an extension that tells more of them apart.
            false => {
                notes.push(format!(
                    "{} has path and method of another operation, which OpenAPI 2.0 cannot say: the platform does not have it",
                    action.id
                ));
                let query = operation::fixed_query(action);
                let key = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
                let told_apart = is_free(&more, &key) && key != path;
                (&mut more, if told_apart { key } else { format!("{key}#{}", action.id) })
            }
        };
        section.edit(&[&key], |own| {
            if let Some(event) = item {
                own.set("x-ms-notification-content", event);
            }
            own.set(method, made);
        });
    }
    root.set("paths", paths);
    if !more.members().is_empty() {
        root.set(platform::PATHS, more);
    }
    let definitions = schemas.finish();
    notes.append(&mut schemas.notes);
    for (key, members) in [("definitions", definitions), ("parameters", shared.members().to_vec())] {
        if !members.is_empty() {
            root.set(key, Json::Object(members));
        }
    }
    security(connector, &mut root, &mut notes);
    tags(connector, &mut root);
    let mut seen = HashSet::new();
    notes.retain(|note| seen.insert(note.clone()));
    (root, notes)
}

/// Scheme, host and base path.
fn base(connector: &Connector, root: &mut Json) {
    let (scheme, rest) = match connector.base_url.split_once("://") {
        Some((scheme, rest)) => (Some(scheme), rest),
        None => (None, connector.base_url.as_str()),
    };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if let Some(scheme) = scheme.filter(|_| !host.is_empty()) {
        root.set("host", Json::text(host));
        root.set("basePath", Json::text(format!("/{path}")));
        root.set("schemes", Json::List(vec![Json::text(scheme)]));
    } else if !path.is_empty() {
        root.set("basePath", Json::text(format!("/{path}")));
    }
}

fn security(connector: &Connector, root: &mut Json, notes: &mut Vec<String>) {
    let mut all = Json::Object(Vec::new());
    for (index, scheme) in connector.schemes.iter().enumerate() {
        let sign_in = connector.sign_ins.iter().find(|one| one.scheme == index);
        match definition_of(scheme, sign_in) {
            Some(mut made) => {
                if let Some(text) = &scheme.docs.description {
                    made.set("description", Json::text(text.as_str()));
                }
                all.set(&scheme.name, made);
            }
            None => notes.push(format!(
                "the key {} is a cookie, which OpenAPI 2.0 does not know: it is not asked for",
                scheme.name
            )),
        }
    }
    if !all.members().is_empty() {
        root.set("securityDefinitions", all);
        root.set("security", requirement(&connector.security, &connector.schemes));
    }
}

fn definition_of(scheme: &Scheme, sign_in: Option<&SignIn>) -> Option<Json> {
    let key = |place: &str, wire: &str| {
        Json::object([("type", Json::text("apiKey")), ("in", Json::text(place)), ("name", Json::text(wire))])
    };
    Some(match &scheme.kind {
        SchemeKind::Header { wire, .. } => key("header", wire),
        SchemeKind::Query { wire, .. } => key("query", wire),
        SchemeKind::Cookie { .. } => return None,
        SchemeKind::Basic { .. } => Json::object([("type", Json::text("basic"))]),
        SchemeKind::OAuth { .. } => match sign_in {
            Some(sign_in) => oauth(sign_in),
            // A token that somebody brings: OpenAPI 2.0 knows it as a header.
            None => {
                let mut made = key("header", "Authorization");
                made.set("x-connector-bearer", Json::Bool(true));
                made
            }
        },
    })
}

fn oauth(sign_in: &SignIn) -> Json {
    let flow = match sign_in.grant {
        Grant::Code => "accessCode",
        Grant::ClientCredentials => "application",
        Grant::Password => "password",
    };
    let mut made = Json::object([("type", Json::text("oauth2")), ("flow", Json::text(flow))]);
    if sign_in.grant == Grant::Code {
        made.set("authorizationUrl", Json::text(sign_in.authorize.as_str()));
    }
    made.set("tokenUrl", Json::text(sign_in.token.as_str()));
    let scopes = sign_in.scopes.iter().map(|scope| (scope.clone(), Json::text(scope.as_str()))).collect();
    made.set("scopes", Json::Object(scopes));
    made
}

fn requirement(security: &Alternatives, schemes: &[Scheme]) -> Json {
    let kept =
        |index: &&usize| schemes.get(**index).filter(|one| !matches!(one.kind, SchemeKind::Cookie { .. }));
    let one = |needed: &Vec<usize>| {
        let named = needed.iter().filter_map(|index| kept(&index));
        Json::Object(named.map(|scheme| (scheme.name.clone(), Json::List(Vec::new()))).collect())
    };
    Json::List(security.iter().map(one).collect())
}

fn tags(connector: &Connector, root: &mut Json) {
    let one = |(name, text): &(String, Option<String>)| {
        let mut made = Json::object([("name", Json::text(name.as_str()))]);
        if let Some(text) = text {
            made.set("description", Json::text(text.as_str()));
        }
        made
    };
    // Two folders of a collection may be called the same.
    let mut seen = HashSet::new();
    let tags: Vec<Json> = connector.tags.iter().filter(|(name, _)| seen.insert(name)).map(one).collect();
    if !tags.is_empty() {
        root.set("tags", Json::List(tags));
    }
}
