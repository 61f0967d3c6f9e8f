//! One try: limits, credentials, redirects, the reply.

use std::pin::pin;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, Method, StatusCode, Version};
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::Tokens;
use super::cookie::Jar;
use super::date;
use super::redirect::{self, Step};
use super::trace::Trace;
use super::wire::{self, Context};
use crate::client::Client;
use crate::connection::{Applied, Connection};
use crate::error::{Error, ErrorKind};
use crate::http::Transport;
use crate::options::CallOptions;
use crate::policy::{self, Fetch, Origin, Outgoing, Pass};
use crate::public::{self, NotPublic};
use crate::request::body::Body;
use crate::request::{Built, Plan};
use crate::script::{self, Script};
use crate::spec::Action;
use crate::stream::Live;

/// How much of the body of a failure is kept, and how much of it is shown.
const MAX_ERROR: usize = 1 << 20;
const MAX_EXCERPT: usize = 1 << 10;

/// What a service sent back, whatever its status.
struct Raw {
    status: StatusCode,
    headers: HeaderMap,
    response: reqwest::Response,
}

/// A reply of success.
pub(super) struct Received {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// Where the call went at first, where it was redirected.
    pub(super) first: Option<Url>,
    /// The body, where it is read as it arrives.
    pub(super) live: Option<Live>,
}

/// What it takes to read a reply.
struct Reading<'a> {
    action: &'static Action,
    url: &'a Url,
    max: usize,
    script: Option<&'a Arc<dyn Script>>,
    streamed: bool,
}

/// Sends what was built, until there is a reply that is no redirect. What is in `built` then is what was sent last, without
/// its headers and its body.
///
/// The futures of a call are large: each is pinned where it is made, since awaiting it by value would copy it, and what lives
/// across several of them is lent.
pub(super) async fn run(
    client: &Client,
    plan: &mut Plan,
    built: &mut Built,
    options: &CallOptions,
    tokens: &mut Tokens,
    deadline: Option<Instant>,
    trace: &Trace,
) -> Result<Received, Error> {
    let transport = client.http();
    // Waiting for one's turn is no part of the try's time, though it is part of the call's.
    let _permit = match (transport.is_limited(), deadline) {
        (false, _) => None,
        (true, None) => transport.turn().await,
        (true, Some(end)) => timeout_at(end, transport.turn()).await.map_err(|_| too_long())?,
    };
    // One timer for both: the sooner end counts. A time too long to be added is none.
    let limit = options.try_timeout.unwrap_or(transport.timeout);
    let own = Instant::now().checked_add(limit);
    let exchange = pin!(exchange(client, plan, built, options, tokens, trace));
    match own.into_iter().chain(deadline).min() {
        None => exchange.await,
        Some(end) => timeout_at(end, exchange).await.unwrap_or_else(|_| {
            Err(match deadline {
                Some(deadline) if deadline == end => too_long(),
                _ => Error::new(ErrorKind::Timeout, format!("no reply within {limit:?}")),
            })
        }),
    }
}

fn too_long() -> Error {
    Error::new(ErrorKind::Timeout, "the call took too long")
}

async fn exchange(
    client: &Client,
    plan: &mut Plan,
    built: &mut Built,
    options: &CallOptions,
    tokens: &mut Tokens,
    trace: &Trace,
) -> Result<Received, Error> {
    let (action, transport) = (plan.action, client.http());
    let security = built.security;
    let Built { step: request, origin, .. } = built;
    let refused = tokens.refused.take();
    let mut applied = client.credentials(security, refused.as_ref()).await?;
    tokens.sent.clone_from(&applied.token);
    if let Some(base) = applied.base_url.take() {
        request.url = client.base().moved(&request.url, &base)?;
    }
    let mut hops = 0;
    let mut first = None;
    let mut fetched: Vec<String> = Vec::new();
    loop {
        if request.trusted {
            applied.headers(&mut request.headers);
            applied.url(&mut request.url);
            let pass = if hops == 0 { Pass::First } else { Pass::Redirected };
            loop {
                let outgoing = Outgoing {
                    method: &mut request.method,
                    url: &mut request.url,
                    headers: &mut request.headers,
                    body: &mut request.body,
                };
                let (connection, secrets) = (client.connection(), &mut applied.secrets);
                match policy::before(origin, connection, false, pass, outgoing, secrets, &fetched)? {
                    // Seldom, and large.
                    Some(wanted) => {
                        let fetch = Box::pin(fetch(transport, wanted, origin, &applied));
                        fetched.push(fetch.await?);
                    }
                    None => break,
                }
            }
        }
        // A redirect leads elsewhere than the script was written for.
        if let (0, Some(script)) = (hops, &options.script) {
            let Step { method, url, headers, body, .. } = &mut *request;
            script::request(script, action.id, (method, url, headers, body))?;
        }
        if hops == 0 {
            trace.begin(&request.method, &request.url);
        }
        request.context.keep_secret(&applied);
        let spare = request.body.try_clone();
        // Few requests are redirected: headers are copied for that only where making them anew would not give the same.
        let plain = hops == 0 && origin.is_plain() && options.script.is_none();
        let kept = (!plain).then(|| request.headers.clone());
        let raw = pin!(send(transport, request, &mut plan.cookies)).await?;
        if !redirect::is_one(raw.status, &raw.headers) || transport.max_redirects == 0 {
            let reading = Reading {
                action,
                url: &request.url,
                max: options.max_response.unwrap_or(transport.max_response),
                script: options.script.as_ref(),
                streamed: plan.streamed,
            };
            let mut received = pin!(finish(raw, reading, client.connection(), origin, &applied)).await?;
            received.first = first;
            return Ok(received);
        }
        request.headers = match kept {
            Some(headers) => headers,
            None => {
                let mut headers = plan.build(options)?.step.headers;
                applied.headers(&mut headers);
                headers
            }
        };
        first.get_or_insert_with(|| request.url.clone());
        hops += 1;
        if hops > transport.max_redirects {
            let limit = transport.max_redirects;
            return Err(Error::new(ErrorKind::Redirect, format!("more than {limit} redirects")));
        }
        request.follow(raw.status, &raw.headers, spare)?;
    }
}

/// Makes the request that a policy needs a value from; redirects are not followed, for it carries the credentials.
async fn fetch(
    transport: &Transport,
    wanted: Fetch,
    origin: &Origin,
    applied: &Applied,
) -> Result<String, Error> {
    let Fetch { name, method, mut url, headers, value } = wanted;
    applied.url(&mut url);
    let mut context = Context::default();
    context.keep_secret(applied);
    let mut step = Step { method, url, headers, body: Body::default(), trusted: true, context };
    let mut raw = send(transport, &mut step, &mut Jar::default()).await?;
    let (status, headers) = (raw.status, raw.headers);
    let body = read(&mut raw.response, &headers, MAX_ERROR, true).await?;
    if !status.is_success() {
        let kind = match policy::is_unauthenticated(origin, status) {
            true => ErrorKind::Unauthenticated,
            false => ErrorKind::Status,
        };
        let message = format!("the service replied {} when asked for `{name}`", status.as_u16());
        let retry_after = date::retry_after(&headers);
        let excerpt = excerpt(&body, applied);
        return Err(Error::new(kind, message)
            .with_reply(status, headers, body)
            .with_retry_after(retry_after)
            .with_excerpt(excerpt));
    }
    policy::taken(&body, value).ok_or_else(|| {
        Error::new(ErrorKind::Decode, format!("the service's reply does not hold what `{name}` is to be"))
    })
}

pub(super) async fn plain(
    transport: &Transport,
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Bytes), Error> {
    let mut step = Step { method, url, headers, body, trusted: true, context: Context::default() };
    let mut raw = send(transport, &mut step, &mut Jar::default()).await?;
    let headers = raw.headers;
    let body = read(&mut raw.response, &headers, MAX_ERROR, false).await?;
    Ok((raw.status, body))
}

/// Sends a request, which is without its headers and its body then.
async fn send(transport: &Transport, step: &mut Step, cookies: &mut Jar) -> Result<Raw, Error> {
    let mut url = step.url.clone();
    let mut headers = std::mem::take(&mut step.headers);
    cookies.add(&url, &mut headers);
    let mut method = step.method.clone();
    if !transport.on_request.is_empty() {
        (method, url, headers) = hooked(transport, method, &url, headers)?;
    }
    if transport.public_only {
        public::check(&url)?;
    }
    let mut request = reqwest::Request::new(method, url);
    *request.headers_mut() = headers;
    *request.body_mut() = std::mem::take(&mut step.body).into_reqwest();
    let mut response = pin!(wire::carry(transport, request, &step.context)).await?;
    let mut status = response.status();
    let mut headers = std::mem::take(response.headers_mut());
    if !transport.on_response.is_empty() {
        (status, headers) = shown(transport, status, response.version(), headers);
    }
    cookies.keep(&step.url, &headers);
    Ok(Raw { status, headers, response })
}

/// Shows the head of a reply to the hooks, and takes over what they change.
fn shown(
    transport: &Transport,
    status: StatusCode,
    version: Version,
    headers: HeaderMap,
) -> (StatusCode, HeaderMap) {
    let (mut parts, ()) = http::Response::new(()).into_parts();
    parts.status = status;
    parts.version = version;
    parts.headers = headers;
    for hook in &transport.on_response {
        hook(&mut parts);
    }
    (parts.status, parts.headers)
}

/// Shows the request to the hooks, and takes over what they change.
fn hooked(
    transport: &Transport,
    method: Method,
    url: &Url,
    headers: HeaderMap,
) -> Result<(Method, Url, HeaderMap), Error> {
    let (mut parts, ()) = http::Request::new(()).into_parts();
    parts.method = method;
    parts.headers = headers;
    parts.uri = url.as_str().parse().map_err(|_| Error::input("path", "it makes no URL"))?;
    for hook in &transport.on_request {
        hook(&mut parts);
    }
    let url = Url::parse(&parts.uri.to_string()).map_err(|_| Error::input("uri", "a hook made it no URL"))?;
    Ok((parts.method, url, parts.headers))
}

async fn finish(
    mut raw: Raw,
    reading: Reading<'_>,
    connection: &Connection,
    origin: &Origin,
    applied: &Applied,
) -> Result<Received, Error> {
    let (mut status, mut headers) = (raw.status, raw.headers);
    let Reading { action, url, max, script, streamed } = reading;
    // What cannot be read of a failure's body does not hide the failure.
    let streamed = streamed && status.is_success();
    let mut body = match status.is_success() {
        true if streamed => Bytes::new(),
        true => read(&mut raw.response, &headers, max, false).await?,
        false => read(&mut raw.response, &headers, max.min(MAX_ERROR), true).await.unwrap_or_default(),
    };
    if let Some(script) = script {
        script::reply(script, action.id, (&mut status, &mut headers, &mut body))?;
    }
    let absent = action.exists && status == StatusCode::NOT_FOUND;
    if action.exists && (status.is_success() || absent) {
        // A reply to HEAD has no body: whether there is something is what the action gives back.
        body = Bytes::from_static(if absent { b"false" } else { b"true" });
    }
    if status.is_success() || absent {
        policy::after(origin, connection, url, status, &mut headers, &mut body);
        let live = streamed.then(|| Live::new(raw.response));
        return Ok(Received { status, headers, body, first: None, live });
    }
    policy::after(origin, connection, url, status, &mut headers, &mut body);
    let retry_after = date::retry_after(&headers);
    let excerpt = excerpt(&body, applied);
    let reason = status.canonical_reason().unwrap_or_default();
    let message = format!("the service replied {} {reason}", status.as_u16());
    let kind = match policy::is_unauthenticated(origin, status) {
        true => ErrorKind::Unauthenticated,
        false => ErrorKind::Status,
    };
    Err(Error::new(kind, message.trim_end().to_owned())
        .with_reply(status, headers, body)
        .with_retry_after(retry_after)
        .with_excerpt(excerpt))
}

/// The beginning of a body. Secrets are taken out before it is cut, so that none is cut in two and half of it shown.
fn excerpt(body: &[u8], applied: &Applied) -> String {
    let mut text = applied.scrub(String::from_utf8_lossy(body).into_owned());
    if text.len() > MAX_EXCERPT {
        text.truncate((0..=MAX_EXCERPT).rfind(|&at| text.is_char_boundary(at)).unwrap_or(0));
        text.push('…');
    }
    text
}

/// The body up to a limit, beyond which it is an error, or cut off.
async fn read(
    response: &mut reqwest::Response,
    headers: &HeaderMap,
    max: usize,
    cut: bool,
) -> Result<Bytes, Error> {
    let too_large = || Error::new(ErrorKind::TooLarge, format!("the reply is longer than {max} bytes"));
    // A reply to HEAD states a length that it does not have, so a stated length alone is only a reason to look.
    let stated = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    let Some(first) = response.chunk().await.map_err(failure)? else { return Ok(Bytes::new()) };
    if stated.is_some_and(|stated| stated > max) && !cut {
        return Err(too_large());
    }
    let mut rest = BytesMut::new();
    let mut next = response.chunk().await.map_err(failure)?;
    if next.is_none() && first.len() <= max {
        return Ok(first);
    }
    // A stated length is a promise of the other side: no more than a little is reserved on its word.
    rest.reserve(stated.unwrap_or(0).clamp(first.len(), max.clamp(first.len(), 1 << 20)));
    rest.extend_from_slice(&first);
    while let Some(chunk) = next {
        if rest.len().saturating_add(chunk.len()) > max {
            rest.extend_from_slice(chunk.get(..max.saturating_sub(rest.len())).unwrap_or_default());
            break;
        }
        rest.extend_from_slice(&chunk);
        next = response.chunk().await.map_err(failure)?;
        if next.is_none() {
            return Ok(rest.freeze());
        }
    }
    if !cut {
        return Err(too_large());
    }
    rest.truncate(max);
    Ok(rest.freeze())
}

/// What the transport says, without the URL, whose query may hold a key.
pub(crate) fn failure(error: reqwest::Error) -> Error {
    if NotPublic::is_cause_of(&error) {
        return NotPublic::error();
    }
    let error = error.without_url();
    let (kind, message) = if error.is_timeout() {
        (ErrorKind::Timeout, "the service did not answer in time")
    } else if error.is_connect() {
        (ErrorKind::Connect, "no connection to the service")
    } else if error.is_builder() {
        (ErrorKind::Input, "the request cannot be sent")
    } else {
        (ErrorKind::Transport, "the connection broke")
    };
    Error::new(kind, message).with_source(error)
}
