//! `login`: somebody signs in from a terminal, and clients find the tokens.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::Path;

use connector_codegen::{Inspect, SignInView};
use connector_runtime::oauth::{App, FileStore, Grant, OAuth, SignInParameter, providers};

use crate::End;
use crate::args::Login;
use crate::commands;
use crate::terminal::Terminal;

pub(crate) fn login(args: &Login, terminal: &Terminal) -> End {
    let generated = match commands::run(&args.input.documents, &args.input.choices, terminal) {
        // What could not be read has no sign-in either, which is not what to say.
        Ok((_, generated)) if generated.tokens.is_empty() && generated.has_errors() => return End::Findings,
        Ok((_, generated)) => generated,
        Err(end) => return end,
    };
    let registration = Registration {
        client_id: args.client_id.as_deref(),
        values: &args.values,
        sign_in: &args.sign_in,
        store: &args.store,
    };
    let (view, app) = match chosen(args, &generated.inspect)
        .and_then(|view| Ok((view, app(&registration, view, &generated.inspect.title)?)))
    {
        Ok(found) => found,
        Err(message) => return End::Usage(message),
    };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return End::Failed(format!("cannot wait for anything: {error}")),
    };
    match runtime.block_on(sign_in(args, &app, &view.grant)) {
        Ok(()) => {
            terminal.note(&format!("signed in; the tokens are in {}", args.store.display()));
            End::Good
        }
        Err(message) => End::Failed(message),
    }
}

async fn sign_in(args: &Login, app: &App, grant: &str) -> Result<(), String> {
    let done = if grant == "password" {
        return Err(
            "the description asks for a user's password, which a client is given: nothing is kept".into()
        );
    } else if grant == "client_credentials" {
        app.token().await
    } else if args.device {
        let show = |uri: &str, code: &str| say(&format!("type the code {code} at {uri}"));
        app.sign_in_by_device(|code| show(&code.verification_uri, &code.user_code)).await
    } else if let Some(redirect) = &args.paste {
        let (url, pending) = app.begin(redirect).map_err(|error| error.to_string())?;
        say(&format!("open {url}\nand paste the address that the browser ends at:"));
        let mut callback = String::new();
        let read = io::stdin().lock().read_line(&mut callback);
        read.map_err(|error| format!("cannot read standard input: {error}"))?;
        app.finish(pending, callback.trim()).await
    } else {
        app.sign_in_on_loopback(args.port, |url| show(url, args.no_browser)).await
    };
    done.map(drop).map_err(|error| error.to_string())
}

/// What the user has to read, however quiet the program shall be.
fn say(text: &str) {
    Terminal { quiet: false }.note(text);
}

/// Somebody who sits at a terminal has a browser, most of the time: the address is printed all the same.
fn show(url: &str, no_browser: bool) {
    say(&format!("open {url}"));
    if !no_browser && io::stderr().is_terminal() && open::that_detached(url).is_err() {
        say("no browser could be opened; do it yourself, or see --device and --paste");
    }
}

/// The sign-in of the document: the first, or that of a set of parameters.
fn chosen<'a>(args: &Login, inspect: &'a Inspect) -> Result<&'a SignInView, String> {
    let Some(first) = inspect.sign_ins.first() else {
        return Err(
            "the description does not say where to sign in; name the provider: --provider github".into()
        );
    };
    let Some(way) = &args.way else { return Ok(first) };
    let of_way = |view: &&SignInView| view.sets.iter().any(|set| set.eq_ignore_ascii_case(way));
    inspect.sign_ins.iter().find(of_way).ok_or_else(|| {
        let known: Vec<&str> =
            inspect.sign_ins.iter().flat_map(|one| &one.sets).map(String::as_str).collect();
        match known.is_empty() {
            true => "there is only one way to sign in, without --way".to_owned(),
            false => format!("no way is called `{way}`; there are: {}", known.join(", ")),
        }
    })
}

/// What the user says of an application.
pub(crate) struct Registration<'a> {
    pub(crate) client_id: Option<&'a str>,
    pub(crate) values: &'a [(String, String)],
    pub(crate) sign_in: &'a str,
    pub(crate) store: &'a Path,
}

/// The application of a sign-in.
pub(crate) fn app(args: &Registration<'_>, view: &SignInView, title: &str) -> Result<App, String> {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let client_id = args.client_id.map(str::to_owned).or_else(|| variable("CONNECTOR_CLIENT_ID"));
    let client_id = match client_id {
        Some(client_id) => client_id,
        None if !view.sign_in.has_client => String::new(),
        None => return Err("what is the application registered as? --client-id ID".into()),
    };
    // The data of a provider is static in a client. Here it is read, and lives as long as the program.
    let spec: &'static OAuth = Box::leak(Box::new(spec(view)));
    let title: &'static str = leak(title);
    let mut app = App::new(spec, title, client_id).named(args.sign_in).store(FileStore::new(args.store));
    if let Some(secret) = variable("CONNECTOR_CLIENT_SECRET") {
        app = app.client_secret(secret);
    }
    for (name, value) in args.values {
        let Some((known, _)) = view.values.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) else {
            let known: Vec<&str> = view.values.iter().map(|(known, _)| known.as_str()).collect();
            return Err(format!("the provider needs no `{name}`; it has: {}", known.join(", ")));
        };
        app = app.set(leak(known), value.as_str());
    }
    Ok(app)
}

pub(crate) fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// One thing that is said of a provider.
type Step = fn(OAuth, &'static str) -> OAuth;

/// What generated code would say, from the same data.
pub(crate) fn spec(view: &SignInView) -> OAuth {
    let own = &view.sign_in;
    let row = own.known.and_then(|known| providers::ALL.iter().find(|(name, _)| *name == known.name));
    let mut spec = row.map_or_else(|| OAuth::new(leak(&own.authorize), leak(&own.token)), |(_, spec)| *spec);
    let steps: [(&Option<String>, Step); 7] = [
        (&own.authorize_query, OAuth::authorize_query),
        (&own.token_query, OAuth::token_query),
        (&own.token_body, OAuth::token_body),
        (&own.refresh, OAuth::refresh),
        (&own.refresh_query, OAuth::refresh_query),
        (&own.refresh_body, OAuth::refresh_body),
        (&own.separator, OAuth::separator),
    ];
    for (text, step) in steps {
        if let Some(text) = text {
            spec = step(spec, leak(text));
        }
    }
    if !own.scopes.is_empty() {
        let scopes: Vec<&'static str> = own.scopes.iter().map(|scope| leak(scope)).collect();
        spec = spec.scopes(scopes.leak());
    }
    let parameters = view.values.iter().map(|(name, default)| {
        let parameter = SignInParameter::new(leak(name));
        default.as_deref().map_or(parameter, |default| parameter.default_value(leak(default)))
    });
    let spec = spec.parameters(parameters.collect::<Vec<_>>().leak());
    match view.grant.as_str() {
        "client_credentials" => spec.grant(Grant::ClientCredentials),
        "password" => spec.grant(Grant::Password),
        _ => spec,
    }
}
