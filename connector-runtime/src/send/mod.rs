//! Sending a request: one function for all actions, so that it is compiled once.

mod attempt;
#[cfg(feature = "blocking")]
pub(crate) mod blocking;
pub(crate) mod cookie;
mod date;
pub(crate) mod limit;
mod redirect;
mod trace;
pub(crate) mod wire;

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode};
use tokio::time::Instant;
use url::Url;

pub(crate) use date::retry_after;

use crate::error::{Error, ErrorKind};
use crate::http::Transport;
use crate::operation;
use crate::options::{CallOptions, Retry};
use crate::output::Reply;
use crate::policy::{self, Pass};
use crate::request::body::Body;
use crate::request::{Built, Plan};
use crate::text::Secret;
pub(crate) use attempt::failure;
pub(crate) use redirect::Step;
use trace::Trace;

/// A call under way. The reply is in a box, because it goes through many hands.
pub(crate) type Running = Pin<Box<dyn Future<Output = Result<Box<Reply>, Error>> + Send>>;

/// The call with all that follows from it: one that goes on at the service is waited for.
pub(crate) fn complete(plan: Box<Plan>) -> Running {
    match plan.action.long_running {
        Some(_) if plan.target.is_none() => Box::pin(operation::complete(plan)),
        _ => execute(plan),
    }
}

pub(crate) fn execute(plan: Box<Plan>) -> Running {
    let action = plan.action.id;
    let trace = Trace::new(action);
    let own = trace.clone();
    trace.wrap(async move {
        let outcome = pin!(run(plan, &own)).await.map_err(|error| error.with_action(action));
        match &outcome {
            Ok(reply) => own.succeeded(reply),
            Err(error) => own.failed(error),
        }
        outcome
    })
}

async fn run(plan: Box<Plan>, trace: &Trace) -> Result<Box<Reply>, Error> {
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(Error::new(ErrorKind::Runtime, "calls need a tokio runtime (or the feature `blocking`)"));
    }
    let options = plan.effective_options();
    options.check()?;
    // A time too long to be added is none.
    let deadline = options.timeout.and_then(|timeout| Instant::now().checked_add(timeout));
    let mut tries = Tries { plan, options, deadline, tokens: Tokens::default(), trace };
    let mut attempt = 0;
    let mut renewed = false;
    loop {
        attempt += 1;
        let built = tries.plan.build(&tries.options)?;
        let (repeatable, replayable) = (built.repeatable, built.replayable);
        let sent = pin!(attempt::run(&mut tries, built)).await;
        let error = match sent {
            Ok(mut reply) => {
                tries.plan.client.budget().succeeded(attempt);
                reply.attempts = attempt;
                reply.cookies = std::mem::take(&mut tries.plan.cookies);
                return Ok(reply);
            }
            Err(error) => error.with_attempts(attempt),
        };
        // A token may end before its time. One that was just renewed is not renewed again.
        let refused = error.kind() == ErrorKind::Unauthenticated || error.is_status(401);
        if refused && !renewed && replayable {
            renewed = true;
            tries.tokens.refused = tries.tokens.sent.take();
            if tries.tokens.refused.is_some() {
                continue;
            }
        }
        let wait = match wait(&tries.options, repeatable, replayable, &error, attempt) {
            Some(wait) if fits(wait, deadline) && tries.plan.client.budget().take() => wait,
            _ => return Err(error),
        };
        trace.again(attempt, wait);
        tokio::time::sleep(wait).await;
    }
}

/// What the tries of a call share.
struct Tries<'t> {
    plan: Box<Plan>,
    options: Arc<CallOptions>,
    deadline: Option<Instant>,
    tokens: Tokens,
    trace: &'t Trace,
}

fn fits(wait: Duration, deadline: Option<Instant>) -> bool {
    deadline.is_none_or(|deadline| Instant::now().checked_add(wait).is_some_and(|end| end < deadline))
}

/// The access token that was sent last, and one that the service refused.
#[derive(Default)]
struct Tokens {
    sent: Option<Secret>,
    refused: Option<Secret>,
}

/// How long to wait before the next try, if there is to be one.
fn wait(
    options: &CallOptions,
    repeatable: bool,
    replayable: bool,
    error: &Error,
    attempt: u32,
) -> Option<Duration> {
    let usual = Retry::default();
    let retry = options.retry.as_ref().unwrap_or(&usual);
    let passing = match error.kind() {
        ErrorKind::Connect | ErrorKind::Transport | ErrorKind::Timeout => true,
        ErrorKind::Status => retry.statuses.iter().any(|&status| error.is_status(status)),
        _ => false,
    };
    if !passing || !(repeatable || retry.every_method && replayable) || attempt >= retry.attempts {
        return None;
    }
    match error.retry_after() {
        Some(wait) => (wait <= retry.max_wait).then_some(wait),
        None => {
            let factor = 1_u32.checked_shl(attempt - 1).unwrap_or(u32::MAX);
            let bound = retry.base.saturating_mul(factor).min(retry.cap);
            Some(bound.mul_f64(fastrand::f64()))
        }
    }
}

/// Sends a request that belongs to no action, and follows no redirect.
pub(crate) async fn plain(
    transport: &Transport,
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Bytes), Error> {
    let work = attempt::plain(transport, method, url, headers, body);
    match tokio::time::timeout(transport.timeout, work).await {
        Ok(outcome) => outcome,
        Err(_) => Err(Error::new(ErrorKind::Timeout, format!("no reply within {:?}", transport.timeout))),
    }
}

/// The request as it would be sent, credentials redacted.
pub(crate) fn show(mut plan: Plan) -> Result<Request<Body>, Error> {
    let client = plan.client.clone();
    let options = plan.effective_options();
    options.check()?;
    let Built { mut step, security, origin, .. } = *plan.build(&options)?;
    let mut applied = client.connection().redacted(security)?;
    applied.headers(&mut step.headers);
    applied.url(&mut step.url);
    let (outgoing, secrets) = (step.outgoing(), &mut applied.secrets);
    policy::before(&origin, client.connection(), true, Pass::First, outgoing, secrets, &[])?;
    let mut request = Request::new(step.body);
    *request.method_mut() = step.method;
    *request.headers_mut() = step.headers;
    *request.uri_mut() = step.url.as_str().parse().map_err(|_| Error::input("path", "it makes no URL"))?;
    Ok(request)
}
