//! Actions that go on after their reply: asked again and again until their outcome is there.

mod progress;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::output::{Output, Reply};
use crate::request::Plan;
use crate::send;
use crate::spec::Action;
use progress::{Next, Progress};

/// The wait between two questions where the service says nothing: at first, and at most.
const FIRST: Duration = Duration::from_secs(1);
const MOST: Duration = Duration::from_secs(30);
/// What a service that says "in a century" gets: it is asked again then.
const LONGEST: Duration = Duration::from_secs(3600);
/// What a service that says "at once" gets.
const LEAST: Duration = Duration::from_millis(10);

/// An action under way at the service. It goes on there whether or not anybody asks.
///
/// [`wait`](Self::wait) gives its result; [`save`](Self::save) makes a text of it, with which another process may go on.
#[must_use = "the service goes on by itself, but nobody learns what comes of it"]
pub struct Operation<T> {
    state: State,
    decode: fn(&Reply) -> Result<T, Error>,
}

/// An action that is about to begin: awaited, it is an [`Operation`].
#[must_use = "nothing is sent until this is awaited"]
pub struct Starting<T> {
    work: Pin<Box<dyn Future<Output = Result<State, Error>> + Send>>,
    decode: fn(&Reply) -> Result<T, Error>,
}

impl<T> Starting<T> {
    pub(crate) fn new(plan: Result<Box<Plan>, Error>, decode: fn(&Reply) -> Result<T, Error>) -> Self {
        Self { work: Box::pin(async move { State::start(plan?).await }), decode }
    }
}

impl<T> Future for Starting<T> {
    type Output = Result<Operation<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let state = ready!(self.work.as_mut().poll(cx))?;
        Poll::Ready(Ok(Operation { state, decode: self.decode }))
    }
}

impl<T> fmt::Debug for Starting<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Starting")
    }
}

impl<T> Operation<T> {
    /// Goes on with an operation that was [saved](Self::save).
    ///
    /// # Errors
    /// When the text is of another action, or leads away from the service.
    #[doc(hidden)]
    pub fn resume(client: &Client, action: &'static Action, saved: &str) -> Result<Self, Error>
    where
        T: Output,
    {
        let progress = Progress::read(action, client, saved).map_err(|error| error.with_action(action.id))?;
        let template = Box::new(Plan::new(client.clone(), action).follow(client.base().url.clone()));
        Ok(Self {
            state: State { template, progress: Some(progress), last: None, pause: FIRST },
            decode: T::output,
        })
    }

    /// What is needed to go on with it elsewhere, or after a restart; none when it has ended already. The text holds
    /// addresses of the service, which may be as good as a key: keep it as one.
    #[must_use]
    pub fn save(&self) -> Option<String> {
        self.state.progress.as_ref().map(|progress| progress.write(self.state.template.action))
    }

    /// Whether it has ended, as far as is known.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.state.progress.is_none()
    }

    /// How long to wait before asking again.
    #[must_use]
    pub fn pause(&self) -> Duration {
        self.state.pause()
    }

    /// Asks once. None: it is not done yet.
    ///
    /// # Errors
    /// As [`wait`](Self::wait).
    pub async fn poll(&mut self) -> Result<Option<T>, Error> {
        match self.state.ask().await? {
            Some(reply) => (self.decode)(&reply).map(Some),
            None => Ok(None),
        }
    }

    /// Waits until it is done, asking as often as the service allows.
    ///
    /// # Errors
    /// When it failed or was cancelled: an error of kind [`ErrorKind::Operation`] with the service's account of it as
    /// body. Else as any call.
    pub async fn wait(mut self) -> Result<T, Error> {
        self.state.wait().await.and_then(|reply| (self.decode)(&reply))
    }
}

impl<T> fmt::Debug for Operation<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.is_done() { "done" } else { "under way" };
        write!(f, "Operation({}, {state})", self.state.template.action.id)
    }
}

/// The same for all types of result.
struct State {
    /// What every question is made of.
    template: Box<Plan>,
    /// None once it has ended.
    progress: Option<Progress>,
    last: Option<Box<Reply>>,
    pause: Duration,
}

/// Sends, and waits for the outcome where the action is one that goes on.
pub(crate) async fn complete(plan: Box<Plan>) -> Result<Box<Reply>, Error> {
    let limit = plan.effective_options().timeout;
    let work = async move { State::start(plan).await?.wait().await };
    match limit {
        None => work.await,
        Some(limit) => tokio::time::timeout(limit, work)
            .await
            .unwrap_or_else(|_| Err(Error::new(ErrorKind::Timeout, "the operation took too long"))),
    }
}

impl State {
    async fn start(plan: Box<Plan>) -> Result<Self, Error> {
        let mut template = Box::new(plan.follow(plan.client.base().url.clone()));
        let reply = send::execute(plan).await?;
        template.cookies = reply.cookies.clone();
        let progress = Progress::begin(&reply).map_err(|error| error.with_action(reply.action.id))?;
        Ok(Self { template, progress, last: Some(reply), pause: FIRST })
    }

    fn pause(&self) -> Duration {
        let said = self.last.as_ref().and_then(|reply| send::retry_after(&reply.headers));
        let asked = self.template.effective_options().poll_interval;
        said.map(|said| said.min(LONGEST)).or(asked).unwrap_or(self.pause).max(LEAST)
    }

    async fn wait(&mut self) -> Result<Box<Reply>, Error> {
        loop {
            if self.progress.is_some() {
                tokio::time::sleep(self.pause()).await;
                self.pause = self.pause.saturating_mul(2).min(MOST);
            }
            if let Some(reply) = self.ask().await? {
                return Ok(reply);
            }
        }
    }

    /// The reply that holds the result, if it is there.
    async fn ask(&mut self) -> Result<Option<Box<Reply>>, Error> {
        let Some(progress) = &mut self.progress else { return Ok(self.last.clone()) };
        let reply = send::execute(self.template.ask(progress.url(), progress.home())?).await?;
        self.template.cookies = reply.cookies.clone();
        let next = progress.advance(&reply).map_err(|error| error.with_action(reply.action.id))?;
        let reply = match next {
            Next::Again => {
                self.last = Some(reply);
                return Ok(None);
            }
            Next::Done => reply,
            Next::Get(url) => send::execute(self.template.ask(&url, progress.home())?).await?,
        };
        self.progress = None;
        self.last = Some(reply.clone());
        Ok(Some(reply))
    }
}
