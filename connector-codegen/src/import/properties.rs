//! `apiProperties.json`: what a connection asks for, and where calls go when that depends on it.

use super::platform::Names;
use crate::describe::Json;
use crate::ir::policy::{Piece, PolicyKind, Template};
use crate::ir::{Connector, Parameter, Scheme, SchemeKind};
use crate::source::Node;

/// The color of connectors that nobody has given one: the platform demands one.
const COLOR: &str = "#2b6cb0";

/// The properties of a description that is kept as it is.
pub(super) fn of_definition(definition: &Json) -> Json {
    let mut parameters = Json::Object(Vec::new());
    let mut names = Names::default();
    let schemes = definition.get("securityDefinitions").map(Json::members).unwrap_or_default();
    for (name, scheme) in schemes {
        let label = scheme.get("description").and_then(Json::as_str);
        match scheme.get("type").and_then(Json::as_str) {
            Some("basic") => {
                parameters.set("username", parameter("string", "User name", true));
                parameters.set("password", parameter("securestring", "Password", true));
            }
            Some("oauth2") => {
                let text = |key: &str| scheme.get(key).and_then(Json::as_str).unwrap_or_default();
                let scopes = scheme.get("scopes").map(Json::members).unwrap_or_default();
                let scopes: Vec<&str> = scopes.iter().map(|(scope, _)| scope.as_str()).collect();
                let (authorize, token) = (text("authorizationUrl"), text("tokenUrl"));
                parameters.set("token", oauth(authorize, token, token, &scopes));
            }
            _ => {
                let name = if schemes.len() == 1 { "api_key" } else { name.as_str() };
                parameters.set(&names.of(name), parameter("securestring", label.unwrap_or("API key"), true));
            }
        }
    }
    properties(parameters, Vec::new())
}

/// The properties that an `Microsoft.Web/customApis` resource has.
pub(super) fn of_resource(resource: &Node) -> Option<Json> {
    let given = resource.get("properties")?;
    let parameters = given.get("connectionParameters").map(Json::of);
    let mut made = properties(parameters.unwrap_or_else(|| Json::Object(Vec::new())), Vec::new());
    if let Some(color) = given.get("brandColor").and_then(Node::as_str) {
        made.edit(&["properties"], |all| all.set("iconBrandColor", Json::text(color)));
    }
    Some(made)
}

/// The properties of a description that was understood.
pub(super) fn of_connector(connector: &Connector, definition: &Json) -> Json {
    let mut parameters = Json::Object(Vec::new());
    let mut names = Names::default();
    for scheme in &connector.schemes {
        of_scheme(connector, scheme, &mut names, &mut parameters);
    }
    for one in connector.parameters.iter().filter(|one| !one.token) {
        let name = names.of(&one.name);
        if parameters.get(&name).is_none() {
            parameters.set(&name, of_parameter(one));
        }
    }
    let ids = super::merge::ids(definition);
    let policies = connector.policies.iter().filter_map(|policy| {
        let PolicyKind::Host(template) = &policy.kind else { return None };
        let there = policy.operations.is_empty() || policy.operations.iter().any(|id| ids.contains(id));
        there.then(|| host(template, &policy.operations, &mut names))
    });
    let policies = policies.collect();
    properties(parameters, policies)
}

fn properties(parameters: Json, policies: Vec<Json>) -> Json {
    let mut inner = Json::object([
        ("connectionParameters", parameters),
        ("iconBrandColor", Json::text(COLOR)),
        ("capabilities", Json::List(Vec::new())),
    ]);
    if !policies.is_empty() {
        inner.set("policyTemplateInstances", Json::List(policies));
    }
    Json::object([("properties", inner)])
}

fn parameter(kind: &str, label: &str, required: bool) -> Json {
    let constraints = Json::object([("required", Json::text(if required { "true" } else { "false" }))]);
    let ui = Json::object([("displayName", Json::text(label)), ("constraints", constraints)]);
    Json::object([("type", Json::text(kind)), ("uiDefinition", ui)])
}

fn of_scheme(connector: &Connector, scheme: &Scheme, names: &mut Names, parameters: &mut Json) {
    match &scheme.kind {
        SchemeKind::Basic { user, password } => {
            parameters.set(&names.of(user), parameter("string", "User name", true));
            parameters.set(&names.of(password), parameter("securestring", "Password", true));
        }
        SchemeKind::OAuth { parameter: name } => {
            let index = connector.schemes.iter().position(|one| one.name == scheme.name);
            let sign_in = connector.sign_ins.iter().find(|one| Some(one.scheme) == index);
            let made = match sign_in {
                Some(one) => {
                    let scopes: Vec<&str> = one.scopes.iter().map(String::as_str).collect();
                    oauth(&one.authorize, &one.token, one.refresh.as_deref().unwrap_or(&one.token), &scopes)
                }
                None => parameter("securestring", "Token", true),
            };
            parameters.set(&names.of(name), made);
        }
        SchemeKind::Header { parameter: name, .. }
        | SchemeKind::Query { parameter: name, .. }
        | SchemeKind::Cookie { parameter: name, .. } => {
            parameters.set(&names.of(name), parameter("securestring", "API key", true));
        }
    }
}

fn oauth(authorize: &str, token: &str, refresh: &str, scopes: &[&str]) -> Json {
    let value = |text: &str| Json::object([("value", Json::text(text))]);
    let scopes = scopes.iter().map(|scope| Json::text(*scope)).collect();
    let settings = Json::object([
        ("identityProvider", Json::text("oauth2")),
        ("clientId", Json::text("")),
        ("scopes", Json::List(scopes)),
        ("redirectMode", Json::text("Global")),
        ("redirectUrl", Json::text("https://global.consent.azure-apim.net/redirect")),
        ("properties", Json::object([("IsFirstParty", Json::text("False"))])),
        (
            "customParameters",
            Json::object([
                ("authorizationUrl", value(authorize)),
                ("tokenUrl", value(token)),
                ("refreshUrl", value(refresh)),
            ]),
        ),
    ]);
    Json::object([("type", Json::text("oauthSetting")), ("oAuthSettings", settings)])
}

fn of_parameter(one: &Parameter) -> Json {
    let kind = if one.secret { "securestring" } else { "string" };
    let label = one.docs.summary.as_deref().unwrap_or(&one.name);
    let mut made = parameter(kind, label, one.required);
    if let Some(text) = &one.docs.description {
        made.edit(&["uiDefinition"], |ui| ui.set("description", Json::text(text.as_str())));
    }
    if !one.allowed.is_empty() {
        let values = one.allowed.iter().map(|value| Json::object([("value", Json::text(value.as_str()))]));
        let values = Json::List(values.collect());
        made.edit(&["uiDefinition", "constraints"], |all| all.set("allowedValues", values));
    }
    if let Some(default) = &one.default {
        made.set("defaultValue", Json::text(default.as_str()));
    }
    made
}

/// A host that is made of values of the connection.
fn host(template: &Template, operations: &[String], names: &mut Names) -> Json {
    let text: String = template
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Connection(name, default) => {
                let default = default.as_ref().map(|text| format!(", '{text}'")).unwrap_or_default();
                format!("@connectionParameters('{}'{default})", names.of(name))
            }
            _ => String::new(),
        })
        .collect();
    let mut made = Json::object([
        ("templateId", Json::text("dynamichosturl")),
        ("title", Json::text("Where calls go")),
        ("parameters", Json::object([("x-ms-apimTemplateParameter.urlTemplate", Json::text(text))])),
    ]);
    if !operations.is_empty() {
        let ids = operations.iter().map(|id| Json::text(id.as_str())).collect();
        made.edit(&["parameters"], |all| all.set("x-ms-apimTemplate-operationName", Json::List(ids)));
    }
    made
}
