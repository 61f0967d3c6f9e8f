//! Recording what a service says.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::BytesMut;
use serde_json::Value;

use super::fail::fail;
use super::reply::Fixed;
use super::request::Request;
use super::scrub::Scrub;
use super::tape::{self, Exchange};
use crate::error::{Error, ErrorKind};
use crate::http::{HttpBuilder, Transport};
use crate::send::failure;
use crate::send::wire::{Carried, Context, Wire, pass_on};

/// Writes down what clients ask and what services reply, into a file that [`Replay`](super::Replay) answers from.
///
/// No secret is kept: no header of a request, no cookie, nothing that stands under the name of a secret in an address, a
/// form or JSON (`password`, `api_key`, `access_token`, …), and none of the connection's credentials, wherever it stands.
/// [`redact`](Self::redact) adds names. A reply is read to its end before the client sees it, so streams that do not end
/// cannot be recorded.
///
/// ```no_run
/// # use connector_runtime::Http;
/// # use connector_runtime::testing::Recorder;
/// # fn main() -> Result<(), connector_runtime::Error> {
/// let recorder = Recorder::new("tests/recordings/orders.json");
/// let http = Http::builder().record(&recorder).build()?;
/// // … calls of clients on this transport …
/// recorder.save()?;
/// # let _ = http; Ok(())
/// # }
/// ```
pub struct Recorder {
    path: PathBuf,
    reel: Arc<Reel>,
}

#[derive(Default)]
struct Reel(Mutex<Recording>);

#[derive(Default)]
struct Recording {
    exchanges: Vec<(Request, Fixed)>,
    scrub: Scrub,
    unsaved: bool,
}

impl Recorder {
    /// A recorder that will write this file, in the place of what is there. It is written by [`save`](Self::save), or
    /// when the recorder is dropped.
    pub fn new(path: impl AsRef<Path>) -> Self {
        Self { path: path.as_ref().to_owned(), reel: Arc::default() }
    }

    /// What stands under this name is a secret, too: of a header, a query parameter, a property. Letters may be small or
    /// large, and signs do not count.
    #[must_use]
    pub fn redact(self, name: &str) -> Self {
        self.reel.with(|recording| recording.scrub.name(name));
        self
    }

    /// Writes the file.
    ///
    /// # Errors
    /// Of kind [`ErrorKind::Mock`] when it cannot be written.
    pub fn save(&self) -> Result<(), Error> {
        self.reel.with(|recording| {
            let mut scrub = recording.scrub.clone();
            // A token that one reply brings is sent by the next request, and may be anywhere.
            for (request, reply) in &recording.exchanges {
                for body in [request.body(), &reply.body] {
                    scrub.learn_from(&serde_json::from_slice::<Value>(body).unwrap_or_default());
                }
            }
            let all = recording.exchanges.iter();
            let all: Vec<Exchange> =
                all.map(|(request, reply)| Exchange::of(request, reply, &scrub)).collect();
            tape::write(&self.path, &all).map_err(|error| {
                let message = format!("the recording cannot be written to {}", self.path.display());
                Error::new(ErrorKind::Mock, message).with_source(error)
            })?;
            recording.unsaved = false;
            Ok(())
        })
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        let unsaved = self.reel.with(|recording| recording.unsaved);
        if unsaved
            && let Err(error) = self.save()
            && !std::thread::panicking()
        {
            fail(error.reason());
        }
    }
}

impl std::fmt::Debug for Recorder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Recorder").field(&self.path).finish()
    }
}

impl HttpBuilder {
    /// Writes down what is sent and what comes back.
    pub fn record(self, recorder: &Recorder) -> Self {
        self.wire(recorder.reel.clone())
    }
}

impl Reel {
    fn with<T>(&self, work: impl FnOnce(&mut Recording) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Wire for Reel {
    fn carry<'a>(
        &'a self,
        transport: &'a Transport,
        request: reqwest::Request,
        context: &'a Context,
    ) -> Carried<'a> {
        Box::pin(async move {
            let action = context.asked.as_ref().map(|asked| asked.action.id);
            let (method, url) = (request.method().clone(), request.url().clone());
            let seen = Request::read(request, action).await?;
            let mut again = reqwest::Request::new(method, url);
            seen.headers().clone_into(again.headers_mut());
            if !seen.body().is_empty() {
                *again.body_mut() = Some(seen.body().clone().into());
            }
            let mut response = pass_on(transport, again).await?;
            let mut reply = Fixed { status: response.status(), ..Fixed::default() };
            reply.headers = std::mem::take(response.headers_mut());
            let mut body = BytesMut::new();
            while let Some(chunk) = response.chunk().await.map_err(failure)? {
                if body.len().saturating_add(chunk.len()) > transport.max_response {
                    let message =
                        format!("a reply longer than {} bytes is not recorded", transport.max_response);
                    return Err(Error::new(ErrorKind::TooLarge, message));
                }
                body.extend_from_slice(&chunk);
            }
            reply.body = body.freeze();
            self.with(|recording| {
                context.secrets.iter().for_each(|secret| recording.scrub.learn(secret));
                recording.exchanges.push((seen, reply.clone()));
                recording.unsaved = true;
            });
            Ok(reply.into_response())
        })
    }
}
