//! `call`: any action from the terminal, without a line of code. What generated code would be is made while the program
//! runs; requests are built, signed, retried and paged by the same runtime.

mod connection;
mod flags;
mod output;
mod spec;
mod watch;

use std::ffi::OsString;
use std::slice;
use std::time::Duration;

use clap::{Arg, ArgAction, Args as _, Command, FromArgMatches as _};
use connector_codegen::diag::plain;
use connector_codegen::ir::{Action, BodyKind, Place};
use connector_codegen::{Inspect, Options, Understood};
use connector_runtime::v1 as rt;

use crate::End;
use crate::args::{Call, Sending};
use crate::terminal::{Terminal, print};
use crate::{commands, document, sample};

pub(crate) use connection::of as connection;
pub(crate) use flags::{Flag, body, raw_type};
pub(crate) use spec::{action, asking, connector};
use watch::Watching;

pub(crate) fn call(args: &Call, terminal: &Terminal) -> End {
    let options = match document::options(slice::from_ref(&args.document), &args.choices) {
        Ok(options) => options,
        Err(end) => return end,
    };
    let (understood, generated) = connector_codegen::understand(&options);
    let Some(understood) = understood else {
        commands::say(&generated, terminal);
        return End::Findings;
    };
    let wants_help = |word: &OsString| word == "--help" || word == "-h";
    let Some((name, rest)) = args.action.split_first().filter(|(name, _)| !wants_help(name)) else {
        return ended(print(&list(&understood)).map_err(|error| format!("cannot write: {error}")));
    };
    let name = name.to_string_lossy();
    let found = understood.connector.actions.iter().zip(&understood.names).find_map(|(action, names)| {
        let names = names.as_ref()?;
        let is_it = action.id.eq_ignore_ascii_case(&name) || names.method.eq_ignore_ascii_case(&name);
        is_it.then_some((action, names))
    });
    let Some((action, names)) = found else {
        let ids = understood.connector.actions.iter().map(|action| action.id.as_str());
        let near = connector_codegen::diag::suggest(&name, ids);
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return End::Usage(format!("there is no action `{name}`{near}"));
    };
    // What only triggers have is in nobody else's way.
    let is_trigger = action.poll.is_some() || action.hook.is_some();
    let with_own = |command: Command| {
        let command = Sending::augment_args(command);
        if is_trigger { Watching::augment_args(command) } else { command }
    };
    let own = with_own(Command::new("own"));
    let taken: Vec<&str> = own.get_arguments().filter_map(|arg| arg.get_long()).chain(["help"]).collect();
    let flags = Flag::all(action, &names.inputs, &understood.connector.types, &taken);
    let document = args.document.display();
    let has_body = rest.iter().any(|word| word.to_string_lossy().starts_with("--body"));
    let command = Command::new("call")
        .bin_name(format!("cargo connector call {document} {}", action.id))
        .no_binary_name(true)
        .args(flags.iter().map(|flag| flag.arg(has_body)));
    // Under the heading of the other options, not under one of its own.
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let help = help.help("Print help").help_heading("Options");
    let mut command = with_own(command).disable_help_flag(true).arg(help).about(about(action));
    if rest.iter().any(wants_help)
        && let Some(body) = a_body(action, &options)
    {
        command = command.after_help(body);
    }
    let parsed = command.try_get_matches_from(rest);
    let matches = match parsed {
        Ok(matches) => matches,
        Err(error) => {
            // Nobody is left to tell when the terminal is gone.
            let _ = error.print();
            return if error.use_stderr() { End::Misused } else { End::Good };
        }
    };
    let sending = match Sending::from_arg_matches(&matches) {
        Ok(sending) => sending,
        Err(error) => return End::Usage(error.to_string()),
    };
    let watching = match is_trigger.then(|| Watching::from_arg_matches(&matches)).transpose() {
        Ok(watching) => watching.filter(|watching| watching.watch),
        Err(error) => return End::Usage(error.to_string()),
    };
    let prepared = prepare(&understood, &generated.inspect, action, &sending);
    let prepared = prepared.and_then(|client| {
        let mut draft = client.call(spec::action(action));
        for flag in &flags {
            draft = flag.give(draft, &matches)?;
        }
        flags::body(draft, action, sending.body.as_deref())
    });
    let draft = match prepared {
        Ok(draft) => draft,
        Err(message) => return End::Usage(message),
    };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return End::Failed(format!("cannot wait for anything: {error}")),
    };
    let only_shown = sending.dry_run || sending.curl;
    ended(runtime.block_on(async {
        match watching.filter(|_| !only_shown) {
            Some(watching) => {
                let timeout = Duration::from_secs(sending.timeout);
                watch::watch(draft, action, &understood, &watching, timeout, terminal).await
            }
            None => send(draft, action, &understood, &sending).await,
        }
    }))
}

fn ended(outcome: Result<(), String>) -> End {
    match outcome {
        Ok(()) => End::Good,
        Err(message) => End::Failed(message),
    }
}

/// A client on a connection that has what it needs.
fn prepare(
    understood: &Understood,
    inspect: &Inspect,
    action: &Action,
    sending: &Sending,
) -> Result<rt::Client, String> {
    let connector = spec::connector(&understood.connector, &inspect.sign_ins);
    let security = action.security.as_ref().unwrap_or(&understood.connector.security);
    // A request can be looked at by whoever has no credentials.
    let placeholder = (sending.dry_run || sending.curl).then_some("redacted");
    let mut connection =
        connection::of(connector, understood, inspect, security, &sending.connecting, placeholder)?;
    if let Some(url) = &sending.base_url {
        connection = connection.base_url(url);
    }
    rt::Client::new(connection).map_err(|error| error.to_string())
}

async fn send(
    draft: rt::Draft,
    action: &Action,
    understood: &Understood,
    sending: &Sending,
) -> Result<(), String> {
    let options = rt::CallOptions::new().timeout(Duration::from_secs(sending.timeout));
    let call: rt::Call<rt::Bytes> = draft.into();
    let call = call.options(options);
    if sending.dry_run || sending.curl {
        let request = call.request().map_err(|error| error.to_string())?;
        let text = match sending.curl {
            true => output::curl(&request, &understood.connector, &sending.connecting.env),
            false => output::request(&request),
        };
        return print(&text).map_err(|error| format!("cannot write: {error}"));
    }
    let items = action.paging.as_ref().and_then(|paging| paging.items.as_deref());
    let body = if sending.all {
        if action.paging.is_none() {
            return Err("the description does not say that this action has pages".into());
        }
        let mut pages = call.pages();
        let mut all = output::Pages::default();
        while let Some(page) = pages.next().await {
            all.add(&page.map_err(|error| output::failure(&error))?, items)?;
        }
        all.finish()
    } else {
        let response = call.response().await.map_err(|error| output::failure(&error))?;
        if sending.include {
            output::head(&response);
        }
        response.into_body()
    };
    output::reply(&body, items, sending)
}

fn about(action: &Action) -> String {
    let docs = action.docs.summary.iter().chain(&action.docs.description);
    let texts: Vec<String> = docs.map(|text| plain(text.trim(), 400)).collect();
    format!("{}\n\n{} {}", texts.join("\n"), action.method.wire(), action.path)
}

/// What a whole body may look like: nothing else in a help says which properties it has.
fn a_body(action: &Action, options: &Options) -> Option<String> {
    let body = action.inputs.iter().find(|input| input.place == Place::Body)?;
    if action.body != BodyKind::Json {
        return None;
    }
    let sample = sample::of(&sample::source_of(options), body.at)?;
    let text = serde_json::to_string_pretty(&sample).ok()?;
    let mut lines: Vec<String> =
        text.lines().take(LINES).map(|line| format!("  {}", plain(line, 120))).collect();
    if text.lines().nth(LINES).is_some() {
        lines.push("  …".to_owned());
    }
    Some(format!("A body, for example:\n{}", lines.join("\n")))
}

/// How many lines of a sample are shown.
const LINES: usize = 60;

fn list(understood: &Understood) -> String {
    let chosen =
        understood.connector.actions.iter().zip(&understood.names).filter(|(_, names)| names.is_some());
    let rows: Vec<[String; 2]> = chosen
        .map(|(action, _)| {
            let summary = action.docs.summary.as_deref().unwrap_or_default();
            let body = if matches!(action.body, BodyKind::None) { "" } else { " with a body" };
            let said = plain(summary, 80);
            [action.id.clone(), format!("{} {}{body}  {said}", action.method.wire(), action.path)]
        })
        .collect();
    let width = rows.iter().map(|[id, _]| id.chars().count()).max().unwrap_or(0);
    rows.iter().map(|[id, rest]| format!("{id:width$}  {}\n", rest.trim_end())).collect()
}
