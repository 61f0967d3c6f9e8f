//! `--watch`: the events of a trigger, a line of JSON for each, until somebody has seen enough.

use std::future::Future;
use std::io;
use std::path::PathBuf;
use std::pin::pin;
use std::time::Duration;

use clap::Args;
use connector_codegen::Understood;
use connector_codegen::ir::Action;
use connector_runtime::trigger::{DiskStore, Events, MemoryStore, StartAt, Store};
use connector_runtime::v1 as rt;
use connector_runtime::webhook::WebhookHost;
use tokio::net::TcpListener;

use super::{output, spec};
use crate::terminal::{Terminal, print_on};

// What may be said of a trigger besides its inputs. No doc comment: clap would take it for the description of the trigger.
#[derive(Args)]
pub(super) struct Watching {
    /// Print the trigger's events as they come, a line of JSON for each; Ctrl-C ends it, and a subscription with it
    #[arg(long, help_heading = "Watching")]
    pub(super) watch: bool,
    /// How long to wait between two polls, where the service does not say
    #[arg(long, value_name = "SECONDS", default_value_t = 60, requires = "watch", help_heading = "Watching")]
    every: u64,
    /// Of a trigger that is polled: also what is there already
    #[arg(long, requires = "watch", help_heading = "Watching")]
    from_start: bool,
    /// A folder that keeps events which were not printed yet, and where to go on the next time
    #[arg(long, value_name = "FOLDER", requires = "watch", help_heading = "Watching")]
    checkpoint: Option<PathBuf>,
    /// Of a webhook: where to listen
    #[arg(
        long,
        value_name = "ADDRESS",
        default_value = "127.0.0.1:0",
        requires = "watch",
        help_heading = "Watching"
    )]
    listen: String,
    /// Of a webhook: the address by which the service reaches that; without it, the address itself
    #[arg(long, value_name = "URL", requires = "watch", help_heading = "Watching")]
    public_url: Option<String>,
    /// End after this many events
    #[arg(long, value_name = "COUNT", requires = "watch", help_heading = "Watching")]
    events: Option<u64>,
}

/// Prints events until the stream ends, enough have come, nobody reads any more, or somebody wants it to end.
pub(super) async fn watch(
    draft: rt::Draft,
    action: &Action,
    understood: &Understood,
    watching: &Watching,
    timeout: Duration,
    terminal: &Terminal,
) -> Result<(), String> {
    match &watching.checkpoint {
        None => watch_in(&MemoryStore::new(), draft, action, understood, watching, timeout, terminal).await,
        Some(path) => {
            let store =
                DiskStore::open(path).map_err(|error| format!("cannot open {}: {error}", path.display()))?;
            watch_in(&store, draft, action, understood, watching, timeout, terminal).await
        }
    }
}

async fn watch_in<S: Store + Clone>(
    store: &S,
    draft: rt::Draft,
    action: &Action,
    understood: &Understood,
    watching: &Watching,
    timeout: Duration,
    terminal: &Terminal,
) -> Result<(), String> {
    // From here on a signal is heard, so that nothing that was begun is left behind.
    let stop = stop().map_err(|error| format!("cannot hear signals: {error}"))?;
    let mut stop = pin!(stop);
    let options = rt::CallOptions::new().timeout(timeout);
    if let Some(poll) = spec::poll(action) {
        let polling: rt::Polling<rt::Value> = draft.poll(poll);
        let mut polling = polling.every(Duration::from_secs(watching.every)).options(options).store(store);
        if watching.from_start {
            polling = polling.start_at(StartAt::Beginning);
        }
        terminal.note(&format!("polling {}; Ctrl-C ends it", action.id));
        return follow(polling.events(), stop, watching.events, terminal).await;
    }
    let hook = spec::hook(action, &understood.connector).ok_or("the trigger has no stream of events")?;
    let listener = TcpListener::bind(&watching.listen)
        .await
        .map_err(|error| format!("cannot listen on {}: {error}", watching.listen))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let public = watching.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    let host = WebhookHost::open(store, &public).await.map_err(|error| error.to_string())?;
    let serving = host.serve(listener).map_err(|error| error.to_string())?;
    let webhook: rt::Webhook<rt::Value> = draft.hook(hook);
    let listening = host.listen(webhook.options(options));
    let events = tokio::select! {
        events = listening => events.map_err(|error| output::failure(&error))?,
        () = &mut stop => return Err("ended before the service had answered the subscription".into()),
    };
    terminal.note(&format!("listening on {address} for {public}; Ctrl-C ends the subscription"));
    let followed = follow(events, stop, watching.events, terminal).await;
    serving.stop().await;
    followed
}

async fn follow(
    mut events: Events<rt::Value>,
    mut stop: std::pin::Pin<&mut impl Future<Output = ()>>,
    most: Option<u64>,
    terminal: &Terminal,
) -> Result<(), String> {
    let mut seen = 0;
    let mut last = None;
    let ended = loop {
        if most.is_some_and(|most| seen >= most) {
            break true;
        }
        let event = tokio::select! {
            biased;
            () = &mut stop => break true,
            event = events.next() => event,
        };
        match event {
            Some(Ok(event)) => {
                match print_on(&output::line(event.raw())) {
                    Ok(true) => {}
                    Ok(false) => break true,
                    Err(error) => {
                        last = Some(format!("cannot write: {error}"));
                        break false;
                    }
                }
                seen += 1;
                // Only what was printed is done.
                if let Err(error) = event.ack().await {
                    terminal.error(&error.to_string());
                }
            }
            Some(Err(error)) => {
                let said = output::failure(&error);
                terminal.error(&said);
                last = Some(said);
            }
            // The stream ends by itself after what no repetition mends, which was said.
            None => break false,
        }
    };
    let closed = events.close().await.map_err(|error| format!("the subscription was not ended: {error}"));
    match (ended, last) {
        (true, _) => closed,
        (false, Some(last)) => Err(format!("the trigger ended: {last}")),
        (false, None) => closed,
    }
}

/// When somebody wants it to end: Ctrl-C, or what ends a service.
#[cfg(unix)]
fn stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
