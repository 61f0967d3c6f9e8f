//! Choosing how to sign in, and putting it on a request.

use std::sync::Arc;

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::{Connection, Value};
use crate::error::Error;
use crate::http::Http;
use crate::request::encode;
use crate::spec::{Scheme, SchemeKind, Security};
use crate::text::{self, Secret};

/// What stands for a credential where a request is shown.
const REDACTED: &str = "redacted";

/// A credential, ready for the wire.
pub(crate) enum Credential {
    Header(HeaderName, HeaderValue),
    /// `name=value`, encoded.
    Query(String),
    /// The same, among the cookies.
    Cookie(String),
}

/// Credentials ready to be sent, and the secrets in them that an error must not repeat.
#[derive(Default)]
pub(crate) struct Ready {
    credentials: Vec<Credential>,
    secrets: Vec<String>,
}

/// The credentials of one try.
#[derive(Default)]
pub(crate) struct Applied {
    ready: Arc<Ready>,
    /// More secrets, those that policies put into the request.
    pub(crate) secrets: Vec<String>,
    /// The access token of a sign-in, which can be renewed.
    pub(crate) token: Option<Secret>,
    /// Where the provider says that the service is.
    pub(crate) base_url: Option<String>,
}

impl From<Arc<Ready>> for Applied {
    fn from(ready: Arc<Ready>) -> Self {
        Self { ready, ..Self::default() }
    }
}

impl Applied {
    pub(crate) fn headers(&self, headers: &mut HeaderMap) {
        for credential in &self.ready.credentials {
            match credential {
                Credential::Header(name, value) => drop(headers.insert(name.clone(), value.clone())),
                Credential::Cookie(pair) => encode::add_cookie(headers, pair, true),
                Credential::Query(_) => {}
            }
        }
    }

    /// Adds to the query of an address what it does not hold already.
    pub(crate) fn url(&self, url: &mut Url) {
        // A query is written anew where it is set, which most requests can do without.
        if self.ready.credentials.iter().any(|credential| matches!(credential, Credential::Query(_))) {
            let query = self.query(url.query());
            url.set_query(query.as_deref());
        }
    }

    fn query(&self, query: Option<&str>) -> Option<String> {
        let mut out = query.map(str::to_owned);
        for credential in &self.ready.credentials {
            if let Credential::Query(pair) = credential {
                let name = pair.split('=').next().unwrap_or_default();
                let there = query.is_some_and(|query| {
                    query.split('&').any(|own| own.split('=').next().unwrap_or_default() == name)
                });
                if there {
                    continue;
                }
                match &mut out {
                    Some(text) if !text.is_empty() => {
                        text.push('&');
                        text.push_str(pair);
                    }
                    _ => out = Some(pair.clone()),
                }
            }
        }
        out
    }

    /// Everything in the request that nobody may see.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &String> {
        self.ready.secrets.iter().chain(&self.secrets)
    }

    /// Takes the secrets out of a text that may repeat them.
    pub(crate) fn scrub(&self, mut text: String) -> String {
        for secret in self.secrets() {
            if secret.len() >= 3 && text.contains(secret.as_str()) {
                text = text.replace(secret.as_str(), REDACTED);
            }
        }
        text
    }
}

impl Connection {
    /// The first alternative whose parameters are all there, or what each of them lacks.
    pub(super) fn choose(
        &self,
        security: Security,
    ) -> Result<impl Iterator<Item = &'static Scheme> + use<>, String> {
        let connector = self.connector;
        let of = move |alternative: &'static [usize]| {
            alternative.iter().filter_map(move |&index| connector.schemes.get(index))
        };
        let missing = |alternative| of(alternative).map(Scheme::needs).filter(|name| !self.has(name));
        let complete =
            |alternative: &&'static [usize]| !alternative.is_empty() && missing(alternative).next().is_none();
        if let Some(alternative) = security.iter().copied().find(complete) {
            return Ok(of(alternative));
        }
        // Anonymous is a way where the document says so, or says nothing.
        if security.is_empty() || security.iter().any(|alternative| alternative.is_empty()) {
            return Ok(of(&[]));
        }
        let lacking = security.iter().map(|alternative| {
            missing(alternative).map(|name| self.label(name)).collect::<Vec<_>>().join(" and ")
        });
        Err(format!("{} is missing", lacking.collect::<Vec<_>>().join(" or ")))
    }

    /// What `security` demands of a request. `refused` is a token of the sign-in that the service did not take.
    pub(crate) async fn credentials(
        &self,
        security: Security,
        http: &Http,
        refused: Option<&Secret>,
    ) -> Result<Applied, Error> {
        let schemes = self.choose(security).map_err(|missing| self.fault(&missing))?;
        let mut applied = Applied::default();
        let mut ready = Ready::default();
        for scheme in schemes {
            let name = scheme.needs();
            let secret = match self.values.get(name) {
                Some(Value::Source(source)) => Some(source.token().await.map_err(|error| {
                    self.fault(&format!("the token source of `{name}` failed")).with_source(error)
                })?),
                Some(Value::SignIn(session)) => {
                    let tokens = session.tokens(http, refused).await?;
                    applied.base_url = self.told_base_url(scheme, &tokens);
                    applied.token = Some(tokens.access().clone());
                    applied.token.clone()
                }
                Some(Value::Fixed(secret)) => Some(secret.clone()),
                None => None,
            };
            let value = secret.as_ref().map(Secret::expose).or_else(|| self.text(name)).unwrap_or_default();
            self.apply(scheme, value, &mut ready)?;
        }
        applied.ready = Arc::new(ready);
        Ok(applied)
    }

    /// The credentials for what nearly all actions demand, made once, unless they change with time.
    pub(crate) fn ready(&self) -> Option<Arc<Ready>> {
        let mut ready = Ready::default();
        for scheme in self.choose(self.connector.security).ok()? {
            let name = scheme.needs();
            if let Some(Value::Source(_) | Value::SignIn(_)) = self.values.get(name) {
                return None;
            }
            // What is at fault is said by the call.
            self.apply(scheme, self.text(name).unwrap_or_default(), &mut ready).ok()?;
        }
        Some(Arc::new(ready))
    }

    fn apply(&self, scheme: &Scheme, value: &str, applied: &mut Ready) -> Result<(), Error> {
        let credential = match scheme.kind {
            SchemeKind::Header { wire, .. } => header(wire, value.to_owned()),
            SchemeKind::Query { wire, .. } => {
                applied.secrets.push(encode::to_value(value));
                Some(Credential::Query(encode::pair(wire, value)))
            }
            SchemeKind::Cookie { wire, .. } => {
                applied.secrets.push(encode::to_value(value));
                Some(Credential::Cookie(encode::pair(wire, value)))
            }
            SchemeKind::Basic { user, password } => {
                if value.contains(':') {
                    return Err(self.fault(&format!("`{user}` must not contain a colon")));
                }
                let password = self.text(password).unwrap_or_default();
                let coded = text::encode(format!("{value}:{password}").as_bytes());
                applied.secrets.push(password.to_owned());
                applied.secrets.push(coded.clone());
                header(AUTHORIZATION.as_str(), format!("Basic {coded}"))
            }
            SchemeKind::Bearer { .. } => header(AUTHORIZATION.as_str(), format!("Bearer {value}")),
        };
        // A user name is a secret too: services that take tokens take them there.
        applied.secrets.push(value.to_owned());
        match credential {
            Some(credential) => {
                applied.credentials.push(credential);
                Ok(())
            }
            None => {
                let (name, sign_in) = (scheme.needs(), scheme.name);
                Err(self.fault(&format!("`{name}` cannot be sent in a header to sign in by `{sign_in}`")))
            }
        }
    }

    /// What would be applied, without the secrets.
    pub(crate) fn redacted(&self, security: Security) -> Result<Applied, Error> {
        let mut ready = Ready::default();
        for scheme in self.choose(security).map_err(|missing| self.fault(&missing))? {
            let credential = match scheme.kind {
                SchemeKind::Header { wire, .. } => header(wire, REDACTED.to_owned()),
                SchemeKind::Query { wire, .. } => Some(Credential::Query(encode::pair(wire, REDACTED))),
                SchemeKind::Cookie { wire, .. } => Some(Credential::Cookie(encode::pair(wire, REDACTED))),
                SchemeKind::Basic { .. } => header(AUTHORIZATION.as_str(), format!("Basic {REDACTED}")),
                SchemeKind::Bearer { .. } => header(AUTHORIZATION.as_str(), format!("Bearer {REDACTED}")),
            };
            ready.credentials.extend(credential);
        }
        Ok(Applied { ready: Arc::new(ready), ..Applied::default() })
    }

    pub(crate) fn connector(&self) -> &'static crate::spec::Connector {
        self.connector
    }
}

fn header(name: &str, value: String) -> Option<Credential> {
    let name = HeaderName::try_from(name).ok()?;
    let mut value = HeaderValue::try_from(value).ok()?;
    value.set_sensitive(true);
    Some(Credential::Header(name, value))
}
