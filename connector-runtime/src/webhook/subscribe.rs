//! What a webhook trigger of a generated client gives: a subscription that is yet to be made.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use bytes::Bytes;
use http::Request;

use super::end::{EndFuture, EndWith, Made};
use super::handshake::Handshake;
use super::spec::Hook;
use super::verify::Verify;
use crate::call::Call;
use crate::error::{Error, ErrorKind};
use crate::options::CallOptions;
use crate::output::Output;
use crate::request::{Draft, Plan};

/// The caller's own name for an event, of the request that brought it.
pub(super) type IdBy = Arc<dyn Fn(&Request<Bytes>) -> Option<String> + Send + Sync>;

/// A webhook trigger with its inputs, of events `T`; `R` is what the service replies to subscribing.
///
/// [`WebhookHost::listen`](super::WebhookHost::listen) subscribes and gives its events.
#[must_use = "nothing is subscribed until a host listens"]
pub struct Webhook<T, R = ()> {
    pub(crate) plan: Box<Plan>,
    pub(super) hook: &'static Hook,
    pub(super) name: Option<String>,
    pub(super) each: Option<Vec<String>>,
    pub(super) guard: Guard,
    pub(super) end_with: Option<EndWith>,
    types: PhantomData<fn() -> (T, R)>,
}

/// What decides about a request, and what it is called.
#[derive(Clone, Default)]
pub(super) struct Guard {
    pub(super) verify: Option<Arc<dyn Verify>>,
    pub(super) handshakes: Option<Vec<Handshake>>,
    pub(super) id_by: Option<IdBy>,
}

impl Draft {
    /// A call that subscribes.
    pub fn hook<T, R>(self, hook: &'static Hook) -> Webhook<T, R> {
        Webhook {
            plan: self.0,
            hook,
            name: None,
            each: hook.each.map(|way| way.iter().map(|step| (*step).to_owned()).collect()),
            guard: Guard::default(),
            end_with: None,
            types: PhantomData,
        }
    }
}

impl<T, R> Webhook<T, R> {
    /// Another name for its stream than the one made of connector, trigger and inputs: what its events and its subscription
    /// are kept under.
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Keeps only what passes: [`verify`](super::verify) has verifiers for GitHub, Slack, Stripe and Standard Webhooks.
    pub fn verify(mut self, verifier: impl Verify) -> Self {
        self.guard.verify = Some(Arc::new(verifier));
        self
    }

    /// Answers these handshakes and no others. Without this, all.
    pub fn handshakes(mut self, handshakes: impl IntoIterator<Item = Handshake>) -> Self {
        self.guard.handshakes = Some(handshakes.into_iter().collect());
        self
    }

    /// By what the service names an event: one that comes twice under one id is kept once. Without this, headers that are
    /// known for it (`webhook-id`, `X-GitHub-Delivery`, `ce-id` and others), and the `event_id` or `id` of Slack's and Stripe's
    /// events.
    pub fn id_by(mut self, id: impl Fn(&Request<Bytes>) -> Option<String> + Send + Sync + 'static) -> Self {
        self.guard.id_by = Some(Arc::new(id));
        self
    }

    /// Ends the subscription in a way that the document does not know.
    pub fn unsubscribe_with<F>(mut self, end: impl Fn(Made) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), Error>> + Send + 'static,
    {
        self.end_with = Some(Arc::new(move |made| -> EndFuture { Box::pin(end(made)) }));
        self
    }

    /// Settings of the subscribing call.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.plan.options(options);
        self
    }

    /// The operation of the document.
    #[must_use]
    pub fn trigger(&self) -> &'static str {
        self.hook.action.id
    }

    /// The key of its stream and of its subscription.
    #[must_use]
    pub fn key(&self) -> String {
        match &self.name {
            Some(name) => name.clone(),
            None => self.plan.key(),
        }
    }
}

impl<T, R> Webhook<Vec<T>, R> {
    /// A notification that is a list: each element is an event.
    pub fn each(self) -> Webhook<T, R> {
        Webhook {
            plan: self.plan,
            hook: self.hook,
            name: self.name,
            each: Some(Vec::new()),
            guard: self.guard,
            end_with: self.end_with,
            types: PhantomData,
        }
    }
}

impl<T, R: Output> Webhook<T, R> {
    /// Only the call that subscribes, with a callback address of the caller's own: nothing is kept and nothing is ended.
    pub fn subscribe(self, callback: impl AsRef<str>) -> Call<R> {
        let mut plan = self.plan;
        plan.put(self.hook.callback, callback.as_ref());
        Draft(plan).into()
    }
}

/// The subscribing call, as often as it is needed.
pub(super) fn call(plan: &Plan, hook: &'static Hook, callback: &str) -> Result<Box<Plan>, Error> {
    let Some(mut plan) = plan.try_clone() else {
        let message = "the subscribing call has an input that cannot be sent, or cannot be sent again";
        return Err(Error::new(ErrorKind::Input, message).with_action(hook.action.id));
    };
    plan.put(hook.callback, callback);
    Ok(Box::new(plan))
}

impl<T, R> fmt::Debug for Webhook<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Webhook({})", self.hook.action.id)
    }
}

/// Makes a tuple struct around a webhook one: `webhook!(OnOrder => model::Order, model::Hook)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __webhook {
    ($name:ident => $event:ty, $reply:ty) => {
        impl $name {
            /// Only the call that subscribes, with a callback address of the caller's own: nothing is kept and nothing
            /// is ended.
            pub fn subscribe(self, callback: impl ::core::convert::AsRef<str>) -> $crate::v1::Call<$reply> {
                self.0.subscribe(callback)
            }

            /// Another name for its stream than the one made of connector, trigger and inputs.
            pub fn named(
                self,
                name: impl ::core::convert::Into<::std::string::String>,
            ) -> $crate::v1::Webhook<$event, $reply> {
                self.0.named(name)
            }

            /// Keeps only what passes.
            pub fn verify(self, verifier: impl $crate::v1::Verify) -> $crate::v1::Webhook<$event, $reply> {
                self.0.verify(verifier)
            }
        }

        impl ::core::convert::From<$name> for $crate::v1::Webhook<$event, $reply> {
            fn from(webhook: $name) -> Self {
                webhook.0
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}
