//! `verify`: calls every action with sample inputs, and says what came of it.
//!
//! Requests are made as `call` makes them, by the runtime of generated clients and the data that one would have; a reply is
//! held to the types that one would have. So nothing has to be compiled, and a description of a thousand actions is
//! verified in seconds. That both ways agree is what `tests/verify.rs` is for.

mod callback;
mod decode;
mod violations;

use std::fmt::Write as _;
use std::time::Duration;

use connector_codegen::Understood;
use connector_codegen::diag::plain;
use connector_codegen::ir::{Action, BodyKind, Method, Place};
use connector_codegen::source::Source;
use connector_runtime::v1 as rt;
use serde_json::{Value, json};

use crate::End;
use crate::args::Verify;
use crate::call::{self, Flag, raw_type};
use crate::sample::{self, source_of};
use crate::terminal::{Terminal, print};
use crate::{commands, document};

/// What came of one action.
struct Outcome {
    id: String,
    request: Option<(String, String)>,
    status: Option<u16>,
    result: Result,
    why: String,
    /// What somebody who holds requests to the description says of this one.
    violations: Vec<String>,
}

impl Outcome {
    fn skipped(id: &str, why: String) -> Self {
        Self {
            id: id.to_owned(),
            request: None,
            status: None,
            result: Result::Skipped,
            why,
            violations: Vec::new(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Result {
    /// Answered as described.
    Good,
    /// Refused, as a made-up id may well be.
    Refused,
    /// Not called.
    Skipped,
    /// Answered otherwise than described, or not at all.
    Wrong,
}

impl Result {
    fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Refused => "refused",
            Self::Skipped => "skipped",
            Self::Wrong => "wrong",
        }
    }
}

pub(crate) fn verify(args: &Verify, terminal: &Terminal) -> End {
    let options = match document::options(std::slice::from_ref(&args.document), &args.choices) {
        Ok(options) => options,
        Err(end) => return end,
    };
    let Some(base) = options.base_url.clone() else {
        return End::Usage("where is the service? --base-url http://127.0.0.1:8080/v1".into());
    };
    let (understood, generated) = connector_codegen::understand(&options);
    if generated.has_errors() {
        commands::say(&generated, terminal);
    }
    let Some(understood) = understood else { return End::Findings };
    for id in &args.only {
        if !understood.connector.actions.iter().any(|action| action.id.eq_ignore_ascii_case(id)) {
            let ids = understood.connector.actions.iter().map(|action| action.id.as_str());
            let near = connector_codegen::diag::suggest(id, ids);
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return End::Usage(format!("there is no action `{id}`{near}"));
        }
    }
    let here = is_loopback(&base);
    let connector = call::connector(&understood.connector, &generated.inspect.sign_ins);
    let connection = call::connection(
        connector,
        &understood,
        &generated.inspect,
        &understood.connector.security,
        &args.connecting,
        // On this machine, a made-up credential harms nobody.
        here.then_some("sample"),
    );
    let client =
        connection.and_then(|connection| rt::Client::new(connection).map_err(|error| error.to_string()));
    let client = match client {
        Ok(client) => client,
        Err(message) => return End::Usage(message),
    };
    let source = source_of(&options);
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return End::Failed(format!("cannot wait for anything: {error}")),
    };
    let safe = args.safe || !(here || args.writes);
    let mut outcomes = runtime.block_on(all(&client, &understood, &source, args, safe, terminal));
    if args.only.is_empty() {
        let skipped = generated.inspect.skipped.iter();
        outcomes.extend(skipped.map(|(id, why)| Outcome::skipped(id, format!("it is not generated: {why}"))));
    }
    let wrong = outcomes.iter().any(|one| one.result == Result::Wrong)
        || (options.strict && outcomes.iter().any(|one| one.result == Result::Refused));
    let text = if args.json { as_json(&outcomes) } else { as_text(&outcomes) };
    match print(&text) {
        Err(error) => End::Failed(format!("cannot write: {error}")),
        Ok(()) if wrong || generated.has_errors() => End::Findings,
        Ok(()) => End::Good,
    }
}

async fn all(
    client: &rt::Client,
    understood: &Understood,
    source: &Source,
    args: &Verify,
    safe: bool,
    terminal: &Terminal,
) -> Vec<Outcome> {
    let chosen = understood.connector.actions.iter().zip(&understood.names);
    let chosen: Vec<_> = chosen
        .filter_map(|(action, names)| Some((action, names.as_ref()?)))
        .filter(|(action, _)| {
            args.only.is_empty() || args.only.iter().any(|id| action.id.eq_ignore_ascii_case(id))
        })
        .collect();
    let bar = terminal.bar(chosen.len());
    let mut outcomes = Vec::new();
    for (action, names) in chosen {
        bar.set_message(plain(&action.id, 40));
        let flags = Flag::all(action, &names.inputs, &understood.connector.types, &[]);
        outcomes.push(one(client, understood, source, action, &flags, safe, args.timeout).await);
        bar.inc(1);
    }
    bar.finish_and_clear();
    outcomes
}

async fn one(
    client: &rt::Client,
    understood: &Understood,
    source: &Source,
    action: &Action,
    flags: &[Flag],
    safe: bool,
    timeout: u64,
) -> Outcome {
    let mut outcome = Outcome::skipped(&action.id, String::new());
    if safe && !matches!(action.method, Method::Get | Method::Head | Method::Options) {
        outcome.why = "it may change something; --writes calls it all the same".to_owned();
        return outcome;
    }
    let spec = call::action(action);
    let make = || -> std::result::Result<rt::Draft, String> {
        let mut draft = client.call(spec);
        for flag in flags.iter().filter(|flag| flag.input().required) {
            let input = flag.input();
            let sample = if flag.is_file() { Some(json!("sample")) } else { sample::of(source, input.at) };
            let mut sample = sample.ok_or_else(|| format!("no sample fits the rules of `{}`", input.wire))?;
            callback::into_field(action, &input.wire, &mut sample);
            draft = flag.put_sample(draft, &sample)?;
        }
        if let Some(body) = action.inputs.iter().find(|input| input.place == Place::Body && input.required) {
            let mut sample = sample::of(source, body.at).ok_or("no sample fits the rules of the body")?;
            callback::into_body(action, &mut sample);
            draft = match (action.body, sample) {
                (BodyKind::Raw, Value::String(text)) => draft.body(text.into_bytes(), raw_type(action)),
                (_, sample) => call::body(draft, action, Some(&sample.to_string()))?,
            };
        }
        Ok(callback::into_rest(draft, action))
    };
    // What would be shown is made of the same inputs as what is sent.
    let (shown, sent) = match (make(), make()) {
        (Ok(shown), Ok(sent)) => (shown, sent),
        (Err(why), _) | (_, Err(why)) => {
            outcome.why = why;
            return outcome;
        }
    };
    match rt::Call::<rt::Bytes>::from(shown).request() {
        Ok(request) => outcome.request = Some((request.method().to_string(), request.uri().to_string())),
        Err(error) => {
            (outcome.result, outcome.why) = (Result::Wrong, error.to_string());
            return outcome;
        }
    }
    let options = rt::CallOptions::new().timeout(Duration::from_secs(timeout)).retry(rt::Retry::never());
    let reply = rt::Call::<rt::Bytes>::from(sent).options(options).response().await;
    let found = match &reply {
        Ok(reply) => violations::of_request(reply.header(violations::HEADER), b""),
        Err(error) => violations::of_request(error.header(violations::HEADER), error.body()),
    };
    match reply {
        Ok(reply) => {
            let status = reply.status().as_u16();
            outcome.status = Some(status);
            match decode::check(&understood.connector, action, status, reply.body()) {
                Ok(()) => outcome.result = Result::Good,
                Err(why) => (outcome.result, outcome.why) = (Result::Wrong, why),
            }
        }
        Err(error) => {
            let status = error.status().map(|status| status.as_u16());
            outcome.status = status;
            outcome.why = plain(&format!("{error}{}", violations::problem(error.body())), 400);
            outcome.result = match status {
                Some(400..=499) => Result::Refused,
                _ => Result::Wrong,
            };
        }
    }
    if !found.is_empty() {
        (outcome.result, outcome.why) = (Result::Wrong, found.join("; "));
        outcome.violations = found;
    }
    outcome
}

/// Whether an address is of this machine, and not only called so.
fn is_loopback(url: &str) -> bool {
    let Ok(url) = rt::http::Uri::try_from(url) else { return false };
    let host = url.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn as_text(outcomes: &[Outcome]) -> String {
    let width = outcomes.iter().map(|one| one.id.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for one in outcomes {
        let request = one.request.as_ref().map(|(method, url)| format!("{method} {}", plain(url, 120)));
        let status = one.status.map(|status| format!(" -> {status}")).unwrap_or_default();
        let _ = write!(
            out,
            "{:<7}  {:<width$}  {}{status}",
            one.result.word(),
            one.id,
            request.unwrap_or_default()
        );
        if !one.why.is_empty() {
            let _ = write!(out, "\n           {}", one.why);
        }
        out.push('\n');
    }
    let count = |result| outcomes.iter().filter(|one| one.result == result).count();
    let counts = [Result::Good, Result::Refused, Result::Skipped, Result::Wrong]
        .map(|result| format!("{} {}", count(result), result.word()));
    let _ = writeln!(out, "{}", counts.join(", "));
    out
}

fn as_json(outcomes: &[Outcome]) -> String {
    let one = |one: &Outcome| -> Value {
        json!({
            "id": one.id,
            "result": one.result.word(),
            "method": one.request.as_ref().map(|(method, _)| method),
            "url": one.request.as_ref().map(|(_, url)| url),
            "status": one.status,
            "why": Some(&one.why).filter(|why| !why.is_empty()),
            "violations": one.violations,
        })
    };
    format!("{:#}\n", json!({ "actions": outcomes.iter().map(one).collect::<Vec<_>>() }))
}
