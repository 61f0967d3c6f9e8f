//! Policies on the way out, in their order, after the credentials were put on.

use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde_json::Value;
use url::Url;

use super::spec::{Exists, Kind, Section, Steps, Template};
use super::value::{REDACTED, Scope};
use super::{Origin, address, body};
use crate::connection::Connection;
use crate::error::Error;
use crate::request::body::Body;
use crate::request::encode;

/// A request that is ready but for its policies.
pub(crate) struct Outgoing<'a> {
    pub(crate) method: &'a mut Method,
    pub(crate) url: &'a mut Url,
    pub(crate) headers: &'a mut HeaderMap,
    pub(crate) body: &'a mut Body,
}

/// Which request of a call it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pass {
    First,
    /// After a redirect: only headers and query, and what is added once is there.
    Redirected,
}

/// A request that has to be made before: its reply holds a value that a policy puts into the call.
pub(crate) struct Fetch {
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) value: Steps,
}

/// The request as it changes.
struct State {
    method: Method,
    base: Option<String>,
    path: String,
    query: String,
    headers: HeaderMap,
    body: Option<Value>,
}

/// Applies the request policies. Secrets that they use are added to `secrets`. When a value has to be fetched that is not
/// among those `fetched`, the request stays as it is, and what to fetch is given back.
pub(crate) fn before(
    origin: &Origin,
    connection: &Connection,
    shown: bool,
    pass: Pass,
    request: Outgoing<'_>,
    secrets: &mut Vec<String>,
    fetched: &[String],
) -> Result<Option<Fetch>, Error> {
    let policies = origin.policies.iter().filter(|policy| policy.section == Section::Request);
    let policies: Vec<_> = policies.collect();
    if policies.is_empty() {
        return Ok(None);
    }
    let mut fetched = fetched.iter();
    let first = pass == Pass::First;
    let base = origin.base.as_deref().filter(|_| first);
    let (before, query) = match request.url.as_str().split_once('?') {
        Some((before, query)) => (before, query.to_owned()),
        None => (request.url.as_str(), String::new()),
    };
    let path = base.and_then(|base| before.strip_prefix(base)).unwrap_or(before).to_owned();
    let changes_body = first && policies.iter().any(|policy| body::is_for_bodies(&policy.kind));
    let mut state = State {
        method: request.method.clone(),
        base: base.map(str::to_owned),
        path,
        query,
        body: json_body(request.headers, request.body),
        headers: request.headers.clone(),
    };
    // A body that no policy changes is sent as it was written.
    let written = if changes_body { state.body.clone() } else { None };
    for policy in policies {
        let scope = Scope {
            connection,
            shown,
            query: &state.query,
            headers: &state.headers,
            path: &origin.path,
            body: state.body.as_ref(),
            item: None,
        };
        match &policy.kind {
            Kind::Host(template) if origin.documented && state.base.is_some() => {
                state.base = Some(address::host(template, &scope, secrets)?.text);
            }
            Kind::Route { path, method } if state.base.is_some() => {
                let (path, query) = address::route(path, &scope, secrets)?;
                state.path = path;
                state.merge(query);
                if let Some(method) = method.and_then(|name| Method::from_bytes(name.as_bytes()).ok()) {
                    state.method = method;
                }
            }
            Kind::Header { name, value } if first || policy.exists == Exists::Override => {
                let text = scope.text(value);
                let secret = !text.secrets.is_empty();
                secrets.extend(text.secrets);
                set_header(&mut state.headers, name, &text.text, secret, policy.exists)?;
            }
            Kind::Query { name, value } => {
                let text = scope.text(value);
                for secret in text.secrets {
                    secrets.push(encode::to_value(&secret));
                    secrets.push(secret);
                }
                let again = !first || origin.base.is_none();
                let exists = match policy.exists {
                    Exists::Append if again => Exists::Skip,
                    other => other,
                };
                state.set_query(name, value, &text.text, exists);
            }
            Kind::Fetch { header, name, path, method, value } => {
                let text = match fetched.next() {
                    Some(text) => text.as_str(),
                    None if shown => REDACTED,
                    // A page is asked for as its link says.
                    None if state.base.is_none() => continue,
                    None => {
                        let (path, query) = address::route(path, &scope, secrets)?;
                        return state.fetch(name, method, path, query, value).map(Some);
                    }
                };
                secrets.push(text.to_owned());
                secrets.push(encode::to_value(text));
                if *header {
                    set_header(&mut state.headers, name, text, true, Exists::Override)?;
                } else {
                    state.set_query(name, path, text, Exists::Override);
                }
            }
            kind if changes_body && body::is_for_bodies(kind) => {
                if let Some(mut json) = state.body.take() {
                    let scope = Scope {
                        connection,
                        shown,
                        query: &state.query,
                        headers: &state.headers,
                        path: &origin.path,
                        body: None,
                        item: None,
                    };
                    body::apply(kind, &mut json, &scope, secrets);
                    state.body = Some(json);
                }
            }
            _ => {}
        }
    }
    let changed = changes_body && state.body != written;
    state.finish(request, changed)?;
    Ok(None)
}

impl State {
    /// The query of a new path goes before the one that is there, and stands for parameters of the same names.
    fn merge(&mut self, query: Option<String>) {
        let Some(mut query) = query else { return };
        let names: Vec<String> = query.split('&').map(|pair| name_of(pair).to_owned()).collect();
        for pair in self.query.split('&') {
            if !pair.is_empty() && !names.iter().any(|name| name == name_of(pair)) {
                if !query.is_empty() {
                    query.push('&');
                }
                query.push_str(pair);
            }
        }
        self.query = query;
    }

    fn set_query(&mut self, name: &str, template: Template, value: &str, exists: Exists) {
        let decoded = |pair: &str| {
            url::form_urlencoded::parse(pair.as_bytes()).next().is_some_and(|(own, _)| own == name)
        };
        let there = self.query.split('&').any(decoded);
        if there && exists == Exists::Skip {
            return;
        }
        let kept = |pair: &&str| !pair.is_empty() && (exists == Exists::Append || !decoded(pair));
        let mut pairs: Vec<String> = self.query.split('&').filter(kept).map(str::to_owned).collect();
        // What refers only to something missing is not sent.
        let literal = template.iter().any(|piece| matches!(piece, super::spec::Piece::Text(_)));
        if !value.is_empty() || literal || template.is_empty() {
            let mut pair = String::new();
            encode::name(name, &mut pair);
            pair.push('=');
            encode::value(value, &mut pair);
            pairs.push(pair);
        }
        self.query = pairs.join("&");
    }

    /// The request that a value comes from: signed in as this one, and without its body.
    fn fetch(
        self,
        name: &'static str,
        method: &str,
        path: String,
        query: Option<String>,
        value: Steps,
    ) -> Result<Fetch, Error> {
        let method = Method::from_bytes(method.as_bytes())
            .map_err(|_| Error::input("method", "it is no HTTP method"))?;
        let mut headers = self.headers;
        headers.remove(CONTENT_LENGTH);
        // A policy before this one may have set a type for it: token endpoints want one, be the body empty.
        if method == Method::GET {
            headers.remove(CONTENT_TYPE);
        } else {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let url = url(self.base, &path, &query.unwrap_or_default())?;
        Ok(Fetch { name, method, url, headers, value })
    }

    fn finish(self, request: Outgoing<'_>, changed: bool) -> Result<(), Error> {
        *request.url = url(self.base, &self.path, &self.query)?;
        *request.headers = self.headers;
        if let (Some(json), true) = (self.body, changed) {
            *request.body = json.to_string().into();
        }
        if *request.method != self.method {
            let may_have_body = matches!(self.method, Method::POST | Method::PUT | Method::PATCH);
            if request.body.is_none() && may_have_body {
                request.headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
            } else if request.body.is_none() {
                request.headers.remove(CONTENT_LENGTH);
            }
            *request.method = self.method;
        }
        Ok(())
    }
}

fn url(base: Option<String>, path: &str, query: &str) -> Result<Url, Error> {
    let mut text = base.unwrap_or_default();
    text.push_str(path);
    if text.matches('/').count() < 3 {
        text.push('/');
    }
    if !query.is_empty() {
        text.push('?');
        text.push_str(query);
    }
    let url = Url::parse(&text).map_err(|_| Error::input("path", "it makes no URL"))?;
    // What was put together is what must be sent: a parser that would change it gets no say.
    if url.as_str() != text {
        return Err(Error::input("path", "it cannot be sent without being changed"));
    }
    Ok(url)
}

fn name_of(pair: &str) -> &str {
    pair.split('=').next().unwrap_or_default()
}

pub(super) fn set_header(
    headers: &mut HeaderMap,
    name: &'static str,
    value: &str,
    secret: bool,
    exists: Exists,
) -> Result<(), Error> {
    let own = HeaderName::try_from(name).map_err(|_| Error::input(name, "this is no header name"))?;
    if exists == Exists::Skip && headers.contains_key(&own) {
        return Ok(());
    }
    if value.is_empty() {
        if exists == Exists::Override {
            headers.remove(&own);
        }
        return Ok(());
    }
    let invalid = |_| Error::input(name, "a header cannot hold a line break or other control character");
    let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(invalid)?;
    value.set_sensitive(secret);
    match exists {
        Exists::Append => {
            headers.append(own, value);
        }
        Exists::Override | Exists::Skip => {
            headers.insert(own, value);
        }
    }
    Ok(())
}

/// The JSON of a body that is JSON.
fn json_body(headers: &HeaderMap, body: &Body) -> Option<Value> {
    is_json(headers).then(|| body.as_bytes().and_then(|bytes| serde_json::from_slice(bytes).ok())).flatten()
}

pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().to_ascii_lowercase().contains("json")
}
