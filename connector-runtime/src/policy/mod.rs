//! What a platform's gateway does between a connector's public face and its service, done by the client itself.

mod address;
mod body;
mod fetch;
mod json;
mod reply;
mod request;
pub(crate) mod spec;
mod value;

pub(crate) use address::base;
pub(crate) use fetch::taken;
pub(crate) use reply::{after, is_unauthenticated};
pub(crate) use request::{Fetch, Outgoing, Pass, before};

use crate::spec::{Action, Connector, RAW};
use spec::{Kind, Piece, Policy};

/// The policies for an action. A request of the caller's own has those that are for all operations.
pub(crate) fn of(connector: &'static Connector, action: &'static Action) -> Vec<&'static Policy> {
    let own = std::ptr::eq(action, &RAW);
    let is_for = |policy: &&Policy| if own { policy.only.is_empty() } else { policy.is_for(action.id) };
    let raw = |policy: &&Policy| {
        !own || matches!(
            policy.kind,
            Kind::Host(_) | Kind::Header { .. } | Kind::Query { .. } | Kind::Fetch { .. }
        )
    };
    connector.policies.iter().filter(is_for).filter(raw).collect()
}

/// Whether the host depends on the inputs of each call, or on a secret.
pub(crate) fn is_hosted_by_call(connector: &Connector) -> bool {
    let own = |piece: &Piece| match piece {
        Piece::Text(_) => true,
        Piece::Connection(name, _) => connector.parameter(name).is_some_and(|known| !known.secret),
        _ => false,
    };
    connector
        .policies
        .iter()
        .filter(|policy| policy.only.is_empty())
        .any(|policy| matches!(policy.kind, Kind::Host(template) if !template.iter().all(own)))
}

impl Origin {
    /// Whether nothing is done to the request.
    pub(crate) fn is_plain(&self) -> bool {
        self.policies.is_empty()
    }

    /// The method that the call is routed to, if there is one.
    pub(crate) fn method(&self) -> Option<http::Method> {
        let routed = self.policies.iter().rev().find_map(|policy| match policy.kind {
            Kind::Route { method, .. } if self.base.is_some() => method,
            _ => None,
        })?;
        http::Method::from_bytes(routed.as_bytes()).ok()
    }
}

/// What policies need to know of the call that a request was made of.
pub(crate) struct Origin {
    pub(crate) policies: Vec<&'static Policy>,
    /// The base that the URL begins with; none for an address that is taken as it is.
    pub(crate) base: Option<String>,
    /// The caller did not choose the base.
    pub(crate) documented: bool,
    /// Placeholders of the path, encoded.
    pub(crate) path: Vec<(&'static str, String)>,
}
