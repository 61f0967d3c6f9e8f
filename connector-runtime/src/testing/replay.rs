//! Replies out of a recording.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::reply::Fixed;
use super::request::Request;
use super::scrub::Scrub;
use super::tape::{self, Exchange, Said};
use crate::error::{Error, ErrorKind};
use crate::http::{HttpBuilder, Transport};
use crate::send::wire::{Carried, Context, Wire};

/// Answers from a file that a [`Recorder`](super::Recorder) wrote. Nothing is sent.
///
/// A request is known by its method, address and body, without what is secret in them. Each recorded reply is given once, of
/// equal requests the first one first; a request that was not recorded is an error of kind [`ErrorKind::Mock`] that says what
/// comes near.
///
/// ```no_run
/// # use connector_runtime::Http;
/// # use connector_runtime::testing::Replay;
/// # fn main() -> Result<(), connector_runtime::Error> {
/// let replay = Replay::open("tests/recordings/orders.json")?;
/// let http = Http::builder().replay(&replay).build()?;
/// # let _ = http; Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Replay(Arc<Reel>);

struct Reel {
    left: Mutex<Vec<(Exchange, bool)>>,
    names: Vec<String>,
}

impl Replay {
    /// Reads a recording.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Mock`] when the file cannot be read, or is no recording.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let named =
            |error: Error| Error::new(ErrorKind::Mock, format!("{}: {}", path.display(), error.reason()));
        let text = fs::read(path).map_err(|error| {
            named(Error::new(ErrorKind::Mock, "the recording cannot be read").with_source(error))
        })?;
        let all = tape::read(&text).map_err(named)?;
        let left = Mutex::new(all.into_iter().map(|exchange| (exchange, false)).collect());
        Ok(Self(Arc::new(Reel { left, names: Vec::new() })))
    }

    /// The same name that the recorder was told ([`Recorder::redact`](super::Recorder::redact)).
    #[must_use]
    pub fn redact(self, name: &str) -> Self {
        let mut names = Scrub { names: self.0.names.clone(), ..Scrub::default() };
        names.name(name);
        let left = Mutex::new(self.0.left().clone());
        Self(Arc::new(Reel { left, names: names.names }))
    }

    /// What was recorded and has not been asked for.
    #[must_use]
    pub fn left(&self) -> Vec<String> {
        let left = self.0.left();
        left.iter().filter(|(_, used)| !used).map(|(exchange, _)| exchange.asked.named()).collect()
    }
}

impl std::fmt::Debug for Replay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Replay").field("left", &self.left()).finish()
    }
}

impl HttpBuilder {
    /// Answers from a recording, and sends nothing.
    pub fn replay(self, replay: &Replay) -> Self {
        self.wire(replay.0.clone())
    }
}

impl Reel {
    fn left(&self) -> MutexGuard<'_, Vec<(Exchange, bool)>> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, said: &Said) -> Result<Fixed, Error> {
        let mut all = self.left();
        let same = |one: &Said| one.method == said.method && one.url == said.url && one.body == said.body;
        if let Some((exchange, used)) = all.iter_mut().find(|(exchange, used)| !used && same(&exchange.asked))
        {
            *used = true;
            return exchange.reply();
        }
        let count = all.iter().filter(|(exchange, _)| same(&exchange.asked)).count();
        let path = |url: &str| url.split('?').next().unwrap_or_default().to_owned();
        let near = all
            .iter()
            .map(|(exchange, _)| &exchange.asked)
            .find(|one| one.method == said.method && path(&one.url) == path(&said.url));
        let why = match (count, near) {
            (0, None) => "nothing like it was recorded".to_owned(),
            (0, Some(near)) if near.url != said.url => format!("recorded was {}", near.named()),
            (0, Some(near)) => {
                format!("recorded was one with the body {}, this one has {}", near.body, said.body)
            }
            (count, _) => format!("it was recorded {count} times, and is asked for once more"),
        };
        let message = format!("the recording has no reply for {}: {why}", said.named());
        Err(Error::new(ErrorKind::Mock, message))
    }
}

impl Wire for Reel {
    fn carry<'a>(&'a self, _: &'a Transport, request: reqwest::Request, context: &'a Context) -> Carried<'a> {
        Box::pin(async move {
            let action = context.asked.as_ref().map(|asked| asked.action.id);
            let request = Request::read(request, action).await?;
            let mut scrub = Scrub { names: self.names.clone(), ..Scrub::default() };
            context.secrets.iter().for_each(|secret| scrub.learn(secret));
            self.answer(&Said::of(&request, &scrub)).map(Fixed::into_response)
        })
    }
}
