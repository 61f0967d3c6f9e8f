//! One try: limits, credentials, redirects, the reply.

use std::pin::{Pin, pin};

use bytes::{Bytes, BytesMut};
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, Method, StatusCode, Version};
use tokio::sync::SemaphorePermit;
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::Tries;
use super::cookie::Jar;
use super::date;
use super::redirect::{self, Step};
use super::wire::{self, Context};
use crate::client::Client;
use crate::connection::Applied;
use crate::error::{Error, ErrorKind};
use crate::http::Transport;
use crate::output::Reply;
use crate::policy::{self, Fetch, Origin, Pass};
use crate::public::{self, NotPublic};
use crate::request::Built;
use crate::request::body::Body;
use crate::script;
use crate::stream::Live;

/// How much of the body of a failure is kept, and how much of it is shown.
const MAX_ERROR: usize = 1 << 20;
const MAX_EXCERPT: usize = 1 << 10;

/// What a service sent back, whatever its status; the body has not been read.
struct Raw {
    status: StatusCode,
    response: reqwest::Response,
}

/// Sends what was built, until there is a reply that is no redirect.
///
/// The future of a call is boxed once, and one of a kilobyte or more is expensive to copy and to find memory for: what is large is in
/// boxes of its own, what is seldom needed too, and no future is moved that is not small.
pub(super) async fn run(tries: &mut Tries<'_>, built: Box<Built>) -> Result<Box<Reply>, Error> {
    let client = tries.plan.client.clone();
    let (transport, deadline) = (client.http(), tries.deadline);
    // Waiting for one's turn is no part of the try's time, though it is part of the call's.
    let _permit = match transport.is_limited() {
        true => Box::pin(turn(transport, deadline)).await?,
        false => None,
    };
    // One timer for both: the sooner end counts. A time too long to be added is none.
    let limit = tries.options.try_timeout.unwrap_or(transport.timeout);
    let own = Instant::now().checked_add(limit);
    let Some(end) = own.into_iter().chain(deadline).min() else {
        return Box::pin(exchange(&client, tries, built)).await;
    };
    let exchange = pin!(exchange(&client, tries, built));
    timeout_at(end, exchange).await.unwrap_or_else(|_| {
        Err(match deadline {
            Some(deadline) if deadline == end => too_long(),
            _ => Error::new(ErrorKind::Timeout, format!("no reply within {limit:?}")),
        })
    })
}

async fn turn(
    transport: &Transport,
    deadline: Option<Instant>,
) -> Result<Option<SemaphorePermit<'_>>, Error> {
    match deadline {
        Some(end) => timeout_at(end, transport.turn()).await.map_err(|_| too_long()),
        None => Ok(transport.turn().await),
    }
}

fn too_long() -> Error {
    Error::new(ErrorKind::Timeout, "the call took too long")
}

async fn exchange(
    client: &Client,
    tries: &mut Tries<'_>,
    mut built: Box<Built>,
) -> Result<Box<Reply>, Error> {
    let refused = tries.tokens.refused.take();
    let mut applied = match client.ready(built.security) {
        Some(ready) => ready,
        None => Box::pin(client.credentials(built.security, refused.as_ref())).await?,
    };
    tries.tokens.sent.clone_from(&applied.token);
    if let Some(base) = applied.base_url.take() {
        built.step.url = client.base().moved(&built.step.url, &base)?;
    }
    let mut hops = 0;
    let mut fetched: Vec<String> = Vec::new();
    loop {
        if built.step.trusted {
            applied.headers(&mut built.step.headers);
            applied.url(&mut built.step.url);
            let pass = if hops == 0 { Pass::First } else { Pass::Redirected };
            while let Some(fetch) = govern(client, &mut built, &mut applied, pass, &fetched)? {
                fetched.push(fetch.await?);
            }
        }
        if hops == 0 {
            // A redirect leads elsewhere than the script was written for.
            if let Some(script) = &tries.options.script {
                let Step { method, url, headers, body, .. } = &mut built.step;
                script::request(script, tries.plan.action.id, (method, url, headers, body))?;
            }
            tries.trace.begin(&built.step.method, &built.step.url);
        }
        built.step.context.keep_secret(&applied);
        let spare = built.step.body.try_clone();
        // Few requests are redirected: headers are copied for that only where making them anew would not give the same.
        let plain = hops == 0 && built.origin.is_plain() && tries.options.script.is_none();
        let kept = (!plain).then(|| Box::new(built.step.headers.clone()));
        let transport = client.http();
        let mut raw = send(transport, &mut built.step, &mut tries.plan.cookies).await?;
        if !redirect::is_one(raw.status, raw.response.headers()) || transport.max_redirects == 0 {
            drop((spare, kept));
            let max = tries.options.max_response.unwrap_or(transport.max_response);
            let body = match (raw.status.is_success(), tries.plan.streamed) {
                (true, true) => Ok(Bytes::new()),
                (true, false) => read(&mut raw.response, max, false).await,
                (false, _) => read(&mut raw.response, max.min(MAX_ERROR), true).await,
            };
            return finish(client, tries, built, &applied, raw, body);
        }
        built.step.headers = match kept {
            Some(headers) => *headers,
            None => {
                let mut headers = tries.plan.build(&tries.options)?.step.headers;
                applied.headers(&mut headers);
                headers
            }
        };
        hops += 1;
        if hops > transport.max_redirects {
            let limit = transport.max_redirects;
            return Err(Error::new(ErrorKind::Redirect, format!("more than {limit} redirects")));
        }
        built.step.follow(raw.status, raw.response.headers(), spare)?;
    }
}

/// Applies policies to a request, or gives what has to be asked for before.
fn govern<'a>(
    client: &'a Client,
    built: &'a mut Built,
    applied: &'a mut Applied,
    pass: Pass,
    fetched: &[String],
) -> Result<Option<Fetching<'a>>, Error> {
    let Built { step, origin, .. } = built;
    let (outgoing, secrets) = (step.outgoing(), &mut applied.secrets);
    let wanted = policy::before(origin, client.connection(), false, pass, outgoing, secrets, fetched)?;
    Ok(wanted.map(|wanted| -> Fetching<'a> { Box::pin(fetch(client.http(), wanted, origin, applied)) }))
}

type Fetching<'a> = Pin<Box<dyn Future<Output = Result<String, Error>> + Send + 'a>>;

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
    let mut step = Step { method, url, headers, body: Body::default(), first: None, trusted: true, context };
    let mut raw = send(transport, &mut step, &mut Jar::default()).await?;
    let body = read(&mut raw.response, MAX_ERROR, true).await?;
    let (status, headers) = (raw.status, std::mem::take(raw.response.headers_mut()));
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
    let mut step =
        Step { method, url, headers, body, first: None, trusted: true, context: Context::default() };
    let mut raw = send(transport, &mut step, &mut Jar::default()).await?;
    let body = read(&mut raw.response, MAX_ERROR, false).await?;
    Ok((raw.status, body))
}

/// Sends a request, which is without its headers and its body then.
async fn send(transport: &Transport, step: &mut Step, cookies: &mut Jar) -> Result<Raw, Error> {
    let request = request(transport, step, cookies)?;
    let carried = wire::carry(transport, request, &step.context);
    let response = carried.await?;
    Ok(received(transport, step, cookies, response))
}

fn request(transport: &Transport, step: &mut Step, cookies: &Jar) -> Result<reqwest::Request, Error> {
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
    Ok(request)
}

fn received(transport: &Transport, step: &Step, cookies: &mut Jar, mut response: reqwest::Response) -> Raw {
    let mut status = response.status();
    if !transport.on_response.is_empty() {
        let headers = std::mem::take(response.headers_mut());
        let shown = shown(transport, status, response.version(), headers);
        status = shown.0;
        *response.headers_mut() = shown.1;
    }
    cookies.keep(&step.url, response.headers());
    Raw { status, response }
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

fn finish(
    client: &Client,
    tries: &Tries<'_>,
    built: Box<Built>,
    applied: &Applied,
    mut raw: Raw,
    body: Result<Bytes, Error>,
) -> Result<Box<Reply>, Error> {
    let Built { step: Step { url, first, .. }, origin, .. } = *built;
    let (action, connection) = (tries.plan.action, client.connection());
    let (mut status, mut headers) = (raw.status, std::mem::take(raw.response.headers_mut()));
    // What cannot be read of a failure's body does not hide the failure.
    let mut body = if status.is_success() { body? } else { body.unwrap_or_default() };
    let streamed = tries.plan.streamed && status.is_success();
    if let Some(script) = &tries.options.script {
        script::reply(script, action.id, (&mut status, &mut headers, &mut body))?;
    }
    let absent = action.exists && status == StatusCode::NOT_FOUND;
    if action.exists && (status.is_success() || absent) {
        // A reply to HEAD has no body: whether there is something is what the action gives back.
        body = Bytes::from_static(if absent { b"false" } else { b"true" });
    }
    policy::after(&origin, connection, &url, status, &mut headers, &mut body);
    if status.is_success() || absent {
        let live = streamed.then(|| Live::new(raw.response));
        let (attempts, cookies) = (1, Jar::default());
        return Ok(Box::new(Reply { action, status, headers, body, url, first, attempts, cookies, live }));
    }
    let retry_after = date::retry_after(&headers);
    let excerpt = excerpt(&body, applied);
    let reason = status.canonical_reason().unwrap_or_default();
    let message = format!("the service replied {} {reason}", status.as_u16());
    let kind = match policy::is_unauthenticated(&origin, status) {
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
async fn read(response: &mut reqwest::Response, max: usize, cut: bool) -> Result<Bytes, Error> {
    let too_large = || Error::new(ErrorKind::TooLarge, format!("the reply is longer than {max} bytes"));
    // A reply to HEAD states a length that it does not have, so a stated length alone is only a reason to look.
    let stated = response.headers().get(CONTENT_LENGTH);
    let stated = stated.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
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
