//! A call: what an action returns, and what is awaited.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::Request;

use crate::error::{Error, ErrorKind};
use crate::operation::Starting;
use crate::options::CallOptions;
use crate::output::{Output, Reply, Response};
use crate::page::{Items, Pages};
use crate::request::body::Body;
use crate::request::{Draft, Plan};
use crate::send;
use crate::stream::Opening;

/// A call of an action. Await it to send; dropping it cancels.
///
/// It owns all it needs, so it can be spawned, joined, and put under a timeout. Nothing happens before the first poll.
#[must_use = "nothing is sent until this is awaited"]
pub struct Call<T> {
    state: State,
    decode: fn(&Reply) -> Result<T, Error>,
}

enum State {
    Plan(Box<Plan>),
    Running(send::Running),
    Done,
}

impl Draft {
    /// All required inputs are there. As `into()`, which the compiler has to look for.
    pub fn done<T: Output>(self) -> Call<T> {
        Call::reading(self, T::output)
    }
}

impl<T: Output> From<Draft> for Call<T> {
    fn from(draft: Draft) -> Self {
        draft.done()
    }
}

/// What does not depend on what a call gives back: it is compiled once, and not for every type of reply.
impl State {
    fn plan_mut(&mut self) -> Option<&mut Plan> {
        match self {
            Self::Plan(plan) => Some(plan),
            _ => None,
        }
    }

    fn into_plan(self) -> Result<Box<Plan>, Error> {
        match self {
            Self::Plan(plan) => Ok(plan),
            _ => Err(Error::new(ErrorKind::Input, "the call was already sent")),
        }
    }

    fn request(self) -> Result<Request<Body>, Error> {
        let plan = self.into_plan()?;
        let action = plan.action.id;
        send::show(*plan).map_err(|error| error.with_action(action))
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Box<Reply>, Error>> {
        loop {
            match self {
                Self::Running(running) => {
                    let outcome = ready!(running.as_mut().poll(cx));
                    *self = Self::Done;
                    return Poll::Ready(outcome);
                }
                Self::Plan(_) => {
                    if let Self::Plan(plan) = std::mem::replace(self, Self::Done) {
                        *self = Self::Running(send::complete(plan));
                    }
                }
                Self::Done => {
                    let message = "the call was awaited again after it had ended";
                    return Poll::Ready(Err(Error::new(ErrorKind::Runtime, message)));
                }
            }
        }
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan(plan) => write!(f, "Call({})", plan.action.id),
            Self::Running(_) => f.write_str("Call(under way)"),
            Self::Done => f.write_str("Call(done)"),
        }
    }
}

impl<T> Call<T> {
    pub(crate) fn plan_mut(&mut self) -> Option<&mut Plan> {
        self.state.plan_mut()
    }

    /// Settings of this call alone; they come before those of the client.
    pub fn options(mut self, options: CallOptions) -> Self {
        if let Some(plan) = self.plan_mut() {
            plan.options(options);
        }
        self
    }

    /// What would be sent, with `redacted` in the place of credentials. Nothing is sent.
    ///
    /// # Errors
    /// When an input cannot be sent, or the connection lacks what the action needs.
    pub fn request(self) -> Result<Request<Body>, Error> {
        self.state.request()
    }

    /// Sends, and gives a handle of what the service has begun, where awaiting would wait for its end.
    #[doc(hidden)]
    pub fn start(self) -> Starting<T> {
        Starting::new(self.state.into_plan(), self.decode)
    }

    /// Sends, and gives the reply as it arrives: bytes, JSON values one after the other, server-sent events.
    pub fn stream(self) -> Opening<T> {
        Opening::new(self.state.into_plan(), self.decode)
    }

    /// Every page, one after the other.
    pub fn pages(self) -> Pages<T> {
        let decode = self.decode;
        Pages::new(self.state.into_plan(), decode)
    }

    /// Every item of every page.
    pub fn items<I>(self, list: fn(T) -> Vec<I>) -> Items<I>
    where
        T: 'static,
        I: 'static,
    {
        let decode = self.decode;
        Items::new(self.state.into_plan(), move |reply| decode(reply).map(list))
    }
}

impl<T> Call<T> {
    /// The same call, its reply read as another type.
    #[doc(hidden)]
    pub fn giving<U: Output>(self) -> Call<U> {
        self.read_by(U::output)
    }

    pub(crate) fn read_by<U>(self, decode: fn(&Reply) -> Result<U, Error>) -> Call<U> {
        Call { state: self.state, decode }
    }

    pub(crate) fn reading(draft: Draft, decode: fn(&Reply) -> Result<T, Error>) -> Self {
        Self { state: State::Plan(draft.0), decode }
    }
}

impl<T: Output> Call<T> {
    /// The same call, giving the reply whole: status, headers and body.
    pub fn response(self) -> Call<Response<T>> {
        Call { state: self.state, decode: Response::output }
    }
}

#[cfg(feature = "blocking")]
impl<T> Call<T> {
    /// Sends, and waits without an async runtime of the caller's.
    ///
    /// # Errors
    /// As awaiting it; and of kind [`ErrorKind::Runtime`] inside an async runtime, where waiting would stop it.
    pub fn blocking(self) -> Result<T, Error> {
        let decode = self.decode;
        let reply = send::blocking::run(self.state.into_plan()?)?;
        decode(&reply)
    }
}

/// Generated code has hundreds of types around a call. What these have to say of the two traits it says by an inherent function each,
/// which the compiler finds without a search.
impl<T> Call<T> {
    /// As `Future::poll`.
    #[doc(hidden)]
    pub fn advance(&mut self, cx: &mut Context<'_>) -> Poll<Result<T, Error>> {
        // Without `?`, of which each type of reply would have its own functions.
        match ready!(self.state.poll(cx)) {
            Ok(reply) => Poll::Ready((self.decode)(&reply)),
            Err(error) => Poll::Ready(Err(error)),
        }
    }

    /// As `Debug::fmt`.
    #[doc(hidden)]
    pub fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.state, f)
    }
}

impl<T> Future for Call<T> {
    type Output = Result<T, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().advance(cx)
    }
}

/// Stated, so that nobody has to look into the fields for it.
impl<T> Unpin for Call<T> {}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show(f)
    }
}
