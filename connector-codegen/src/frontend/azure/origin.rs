//! Which service a document comes from.

use super::tree::{host, operations, paths, schemes};
use crate::frontend::shared::extension::{members, text};
use crate::source::Node;

/// A service whose exports are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    ApiManagement,
    /// What the portal wrote for Functions of the first version, for its author to complete.
    FunctionsTemplate,
    /// The OpenAPI extension of Functions.
    Functions,
    AppService,
    /// A workflow that begins with a request.
    LogicApp,
    /// What the platform has of one of its own connectors: paths of its hub.
    ManagedConnector,
}

impl Origin {
    /// The service, where a document is recognised.
    pub(super) fn of(root: &Node) -> Option<Self> {
        let scheme = |name: &str| schemes(root).and_then(|all| all.get(name));
        let named = |name: &str, wire: &[&str]| {
            scheme(name).and_then(|one| text(one, "name")).is_some_and(|own| wire.contains(&own))
        };
        let host = host(root).unwrap_or_default().to_ascii_lowercase();
        let is_signed = paths(root).any(|(path, _)| path.contains("/paths/invoke")) && takes_signature(root);
        if scheme("apiKeyHeader").is_some() && scheme("apiKeyQuery").is_some()
            || host.ends_with(".azure-api.net") && !is_enriched(root)
        {
            Some(Self::ApiManagement)
        } else if named("apikeyQuery", &["code"]) {
            Some(Self::FunctionsTemplate)
        } else if named("function_key", &["code", "x-functions-key"]) {
            Some(Self::Functions)
        } else if is_signed {
            Some(Self::LogicApp)
        } else if paths(root).next().is_some()
            && paths(root).all(|(path, _)| path.starts_with("/{connectionId}"))
        {
            Some(Self::ManagedConnector)
        } else if host.ends_with(".azurewebsites.net") && has_controllers(root) && !is_enriched(root) {
            Some(Self::AppService)
        } else {
            None
        }
    }
}

/// Whether an operation takes the signature of a workflow's address.
fn takes_signature(root: &Node) -> bool {
    operations(root).any(|(_, operation)| {
        let list = operation.get("parameters").and_then(Node::as_list).unwrap_or_default();
        list.iter().any(|one| text(one, "name") == Some("sig") && text(one, "in") == Some("query"))
    })
}

/// Whether every operation is called `Controller_Method`.
fn has_controllers(root: &Node) -> bool {
    let mut all = operations(root).peekable();
    all.peek().is_some()
        && all.all(|(_, operation)| text(operation, "operationId").is_some_and(|id| id.contains('_')))
}

/// Whether somebody has made a connector of the document: what a service exports has no extensions. What an overlay adds
/// does not count: it mends an export as well as a connector.
fn is_enriched(root: &Node) -> bool {
    operations(root).any(|(_, operation)| {
        let lists = operation.get("parameters").and_then(Node::as_list).unwrap_or_default();
        let parts = lists.iter().chain([operation]);
        parts
            .flat_map(members)
            .any(|member| member.key.starts_with("x-ms-") && member.key_span.file == root.span.file)
    })
}
