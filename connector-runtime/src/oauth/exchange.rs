//! What is sent to a provider.

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use url::Url;

use super::app::Config;
use super::form::Form;
use super::pending::Pending;
use super::proof;
use super::reply::{self, Refusal};
use super::spec::{ClientAuth, Endpoint};
use super::template::{Place, fill};
use super::tokens::Tokens;
use crate::error::{Error, ErrorKind};
use crate::http::Http;
use crate::request::body::Body;
use crate::request::encode;
use crate::send;
use crate::text::{self, Secret};

/// The values of the standard's placeholders in one request.
#[derive(Clone, Copy, Default)]
struct Moment<'a> {
    redirect_uri: &'a str,
    state: &'a str,
    code: &'a str,
    refresh: &'a str,
    verifier: &'a str,
}

impl Moment<'_> {
    fn value(&self, config: &Config, name: &str) -> Option<String> {
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        Some(match () {
            () if is("ClientId") => config.client_id.expose().to_owned(),
            () if is("ClientSecret") => config.client_secret.as_ref()?.expose().to_owned(),
            () if is("RedirectUrl") || is("RedirectUri") => self.redirect_uri.to_owned(),
            () if config.value(name).is_some() => config.value(name)?.to_owned(),
            () if is("Scopes") || is("Scope") => scopes(config).ok()?,
            () if is("State") => self.state.to_owned(),
            () if is("Code") => self.code.to_owned(),
            () if is("RefreshToken") => self.refresh.to_owned(),
            () => return None,
        })
    }
}

fn fault(config: &Config, message: &str) -> Error {
    Error::new(ErrorKind::Connection, format!("sign-in to {}: {message}", config.connector))
}

/// What is asked for.
pub(super) fn scopes(config: &Config) -> Result<String, Error> {
    let value = |name: &str| config.value(name).map(str::to_owned);
    let own: Vec<String> = match &config.scopes {
        Some(scopes) => scopes.clone(),
        None => {
            let known = config.spec.scopes.iter().map(|scope| fill(scope, Place::Plain, value));
            known.collect::<Result<_, _>>().map_err(|message| fault(config, &message))?
        }
    };
    Ok(own.join(config.spec.separator))
}

/// What the provider wants besides; a value that is empty is left out.
fn extra(config: &Config, moment: &Moment<'_>, endpoint: &Endpoint, form: &mut Form) -> Result<(), Error> {
    for (name, template) in endpoint.extra {
        let value = fill(template, Place::Plain, |name| moment.value(config, name));
        let value = value.map_err(|message| fault(config, &message))?;
        if !value.is_empty() {
            form.add(name, &value);
        }
    }
    Ok(())
}

fn address(config: &Config, moment: &Moment<'_>, template: &str) -> Result<Url, Error> {
    let filled = fill(template, Place::Url, |name| moment.value(config, name));
    let text = filled.map_err(|message| fault(config, &message))?;
    let url = Url::parse(&text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    url.ok_or_else(|| fault(config, "the provider's address is no URL"))
}

/// Where the browser goes.
pub(super) fn authorize_url(config: &Config, pending: &Pending) -> Result<String, Error> {
    let endpoint = &config.spec.authorize;
    if endpoint.url.is_empty() {
        return Err(fault(
            config,
            "there is no address for a browser: nobody can sign in to this application but itself",
        ));
    }
    let moment =
        Moment { redirect_uri: &pending.redirect_uri, state: pending.state.expose(), ..Moment::default() };
    let mut url = address(config, &moment, endpoint.url)?;
    let mut form = Form(url.query().unwrap_or_default().to_owned());
    match endpoint.template {
        Some(template) => {
            let filled =
                fill(template.trim_start_matches('?'), Place::Form, |name| moment.value(config, name));
            let filled = filled.map_err(|message| fault(config, &message))?;
            if !form.0.is_empty() && !filled.is_empty() {
                form.0.push('&');
            }
            form.0.push_str(&filled);
            // Without it a callback could not be told from one that somebody else made up.
            if !template.to_ascii_lowercase().contains("{state}") {
                form.add("state", moment.state);
            }
        }
        None => {
            if !form.0.split('&').any(|pair| pair.starts_with("response_type=")) {
                form.add("response_type", "code");
            }
            form.add("client_id", config.client_id.expose());
            form.add("redirect_uri", moment.redirect_uri);
            let scopes = scopes(config)?;
            if !scopes.is_empty() {
                form.add("scope", &scopes);
            }
            form.add("state", moment.state);
        }
    }
    extra(config, &moment, endpoint, &mut form)?;
    if let Some(verifier) = &pending.verifier {
        form.add("code_challenge", &proof::challenge(verifier));
        form.add("code_challenge_method", "S256");
    }
    url.set_query(Some(&form.0));
    Ok(url.into())
}

/// A code becomes tokens.
pub(super) async fn code(
    config: &Config,
    http: &Http,
    pending: &Pending,
    code: &Secret,
) -> Result<Tokens, Error> {
    let verifier = pending.verifier.as_ref().map(Secret::expose).unwrap_or_default();
    let redirect_uri = pending.redirect_uri.as_str();
    let moment = Moment { redirect_uri, code: code.expose(), verifier, ..Moment::default() };
    let endpoint = &config.spec.token;
    let mut form = Form::default();
    match endpoint.template {
        Some(template) => form = templated(config, &moment, template)?,
        None => {
            form.add("grant_type", "authorization_code");
            form.add("code", code.expose());
            form.add("redirect_uri", moment.redirect_uri);
            if config.spec.scope_on_token {
                form.add("scope", &scopes(config)?);
            }
        }
    }
    if !verifier.is_empty() {
        form.add("code_verifier", verifier);
    }
    let mut tokens = ask(config, http, &moment, endpoint, form).await?;
    tokens.redirect_uri = Some(pending.redirect_uri.clone());
    Ok(tokens)
}

/// The next tokens. A provider that gives no new refresh token means the old one to go on.
pub(super) async fn refresh(
    config: &Config,
    http: &Http,
    old: &Tokens,
    refresh: &Secret,
) -> Result<Tokens, Error> {
    let redirect_uri = old.redirect_uri.as_deref().unwrap_or_default();
    let moment = Moment { refresh: refresh.expose(), redirect_uri, ..Moment::default() };
    let endpoint = &config.spec.refresh;
    let mut form = Form::default();
    match endpoint.template {
        Some(template) => form = templated(config, &moment, template)?,
        None => {
            form.add("grant_type", "refresh_token");
            form.add("refresh_token", refresh.expose());
            if config.spec.scope_on_token {
                form.add("scope", &scopes(config)?);
            }
        }
    }
    let mut tokens = ask(config, http, &moment, endpoint, form).await?;
    tokens.refresh = tokens.refresh.or_else(|| old.refresh.clone());
    tokens.redirect_uri.clone_from(&old.redirect_uri);
    tokens.base_url = tokens.base_url.or_else(|| old.base_url.clone());
    tokens.scope = tokens.scope.or_else(|| old.scope.clone());
    Ok(tokens)
}

/// The application's own token, or that of a user whose password it knows.
pub(super) async fn direct(config: &Config, http: &Http) -> Result<Tokens, Error> {
    let mut form = Form::default();
    match &config.login {
        Some((user, password)) => {
            form.add("grant_type", "password");
            form.add("username", user.expose());
            form.add("password", password.expose());
        }
        None => form.add("grant_type", "client_credentials"),
    }
    let scopes = scopes(config)?;
    if !scopes.is_empty() {
        form.add("scope", &scopes);
    }
    let endpoint = Endpoint { template: None, ..config.spec.token };
    ask(config, http, &Moment::default(), &endpoint, form).await
}

fn templated(config: &Config, moment: &Moment<'_>, template: &str) -> Result<Form, Error> {
    let filled = fill(template.trim_start_matches('?'), Place::Form, |name| moment.value(config, name));
    filled.map(Form).map_err(|message| fault(config, &message))
}

async fn ask(
    config: &Config,
    http: &Http,
    moment: &Moment<'_>,
    endpoint: &Endpoint,
    mut form: Form,
) -> Result<Tokens, Error> {
    extra(config, moment, endpoint, &mut form)?;
    let mut url = address(config, moment, endpoint.url)?;
    if !endpoint.query.trim_start_matches('?').is_empty() {
        let more = templated(config, moment, endpoint.query)?.0;
        let query = url.query().map_or(more.clone(), |query| format!("{query}&{more}"));
        url.set_query(Some(&query));
    }
    let by_get = config.spec.refresh_by_get && !moment.refresh.is_empty();
    let request = Request { url, form, prove: endpoint.template.is_none(), by_get };
    let (status, body) = send(config, http, request).await?;
    match reply::read(config.spec, status, &body) {
        Ok(tokens) => Ok(tokens),
        // Something is wrong with the provider, not with the sign-in.
        Err(_) if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
            let message = format!("the provider of tokens replied {}", status.as_u16());
            Err(Error::new(ErrorKind::Status, message).with_reply(status, HeaderMap::new(), Bytes::new()))
        }
        Err(refusal) => Err(refused(config, &refusal, &[moment.code, moment.refresh, moment.verifier])),
    }
}

/// A form on its way to the provider.
pub(super) struct Request {
    url: Url,
    form: Form,
    /// The application proves who it is, which a template does by itself.
    prove: bool,
    by_get: bool,
}

impl Request {
    /// To the address of devices: the fields, and who the application is.
    pub(super) fn to(config: &Config, template: &str, fields: &[(&str, &str)]) -> Result<Self, Error> {
        let mut form = Form::default();
        for (name, value) in fields {
            form.add(name, value);
        }
        let url = address(config, &Moment::default(), template)?;
        Ok(Self { url, form, prove: true, by_get: false })
    }
}

/// The status and the body of the reply. No redirect is followed: it would take secrets along.
pub(super) async fn send(
    config: &Config,
    http: &Http,
    request: Request,
) -> Result<(StatusCode, Bytes), Error> {
    let Request { mut url, mut form, prove, by_get } = request;
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if let Some(agent) = &http.0.user_agent {
        headers.insert(USER_AGENT, agent.clone());
    }
    match (config.spec.client_auth, &config.client_secret) {
        _ if !prove => {}
        (ClientAuth::Basic, Some(secret)) => {
            // RFC 6749, 2.3.1: each part is coded as a form is, before Base64.
            let mut pair = String::new();
            encode::form(config.client_id.expose(), &mut pair);
            pair.push(':');
            encode::form(secret.expose(), &mut pair);
            let value = HeaderValue::try_from(format!("Basic {}", text::encode(pair.as_bytes())));
            let mut value = value.map_err(|_| fault(config, "the client's secret cannot be sent"))?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        (_, secret) => {
            form.add("client_id", config.client_id.expose());
            if let Some(secret) = secret {
                form.add("client_secret", secret.expose());
            }
        }
    }
    if by_get {
        url.set_query(Some(&form.0));
        return send::plain(&http.0, Method::GET, url, headers, Body::default()).await;
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    send::plain(&http.0, Method::POST, url, headers, Body::from(form.0)).await
}

/// A refusal as an error: in the provider's words, without the secrets that it may repeat.
pub(super) fn refused(config: &Config, refusal: &Refusal, secrets: &[&str]) -> Error {
    let Refusal { code, description } = refusal;
    let mut said: String = match (code.is_empty(), description.is_empty()) {
        (true, _) => description.clone(),
        (false, true) => code.clone(),
        (false, false) => format!("{code}: {description}"),
    };
    let own = [config.client_secret.as_ref(), config.login.as_ref().map(|(_, password)| password)];
    let own = own.into_iter().flatten().chain(config.values.values()).map(Secret::expose);
    for secret in own.chain(secrets.iter().copied()).filter(|secret| secret.len() >= 3) {
        said = said.replace(secret, "redacted");
    }
    let said: String = said.chars().filter(|c| !c.is_control()).take(300).collect();
    // These say that the application, not its user, has to be put right: signing in again would not help.
    let (kind, what) = match code.as_str() {
        "invalid_client"
        | "unauthorized_client"
        | "unsupported_grant_type"
        | "invalid_scope"
        | "invalid_request"
        | "incorrect_client_credentials" => {
            (ErrorKind::Connection, "the provider does not accept the application")
        }
        _ => (ErrorKind::SignIn, "the provider refused; sign in again"),
    };
    Error::new(kind, format!("sign-in to {}: {what} ({said})", config.connector))
}
