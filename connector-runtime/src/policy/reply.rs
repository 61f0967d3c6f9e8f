//! Policies on the way back.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;
use url::Url;

use super::spec::{Exists, Kind, Section};
use super::value::Scope;
use super::{Origin, body, request};
use crate::connection::Connection;

/// Applies the policies for a success or a failure. Bodies are changed only on success, and only where they are JSON.
pub(crate) fn after(
    origin: &Origin,
    connection: &Connection,
    url: &Url,
    status: StatusCode,
    headers: &mut HeaderMap,
    bytes: &mut Bytes,
) {
    let runs = |section: Section| match section {
        Section::Request => false,
        Section::Response => status.is_success(),
        Section::Failure => !status.is_success(),
    };
    let policies: Vec<_> = origin.policies.iter().filter(|policy| runs(policy.section)).collect();
    if policies.is_empty() {
        return;
    }
    // A byte order mark is no part of the JSON, and a missing media type does not speak against it.
    let content = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let may_be_json = !headers.contains_key(http::header::CONTENT_TYPE) || request::is_json(headers);
    let mut json: Option<Value> = if may_be_json { serde_json::from_slice(content).ok() } else { None };
    let mut changed = false;
    let query = url.query().unwrap_or_default();
    for policy in policies {
        let mut own = json.take();
        let seen = headers.clone();
        let scope = Scope {
            connection,
            shown: false,
            query,
            headers: &seen,
            path: &origin.path,
            body: None,
            item: None,
        };
        match &policy.kind {
            Kind::Header { name, value } => {
                let text = Scope { body: own.as_ref(), ..scope }.text(value);
                let secret = !text.secrets.is_empty();
                // A header of a reply that cannot be one is left out: nothing was asked for that could fail.
                let exists: Exists = policy.exists;
                drop(request::set_header(headers, name, &text.text, secret, exists));
            }
            kind if body::is_for_bodies(kind) => {
                if let Some(json) = &mut own {
                    let before = json.clone();
                    body::apply(kind, json, &scope, &mut Vec::new());
                    changed |= *json != before;
                }
            }
            _ => {}
        }
        json = own;
    }
    if let (Some(json), true) = (json, changed) {
        *bytes = json.to_string().into();
        headers.remove(http::header::CONTENT_LENGTH);
    }
}

/// Whether the status means that the sign-in is no longer good.
pub(crate) fn is_unauthenticated(origin: &Origin, status: StatusCode) -> bool {
    let means = |kind: &Kind| matches!(kind, Kind::Unauthenticated(code) if *code == status.as_u16());
    origin.policies.iter().any(|policy| means(&policy.kind))
}
