//! Webhooks: what a service is told so that it calls back, and so that it stops. No format's own words are in here.

use super::{Headers, Place, Ty};

/// How one subscribes to what a service sends.
#[derive(Clone, Debug)]
pub struct Hook {
    /// Where the callback address goes in the subscribing request.
    pub callback: Slot,
    /// Whether what arrives is one event or many.
    pub events: Events,
    /// Documented headers of what arrives.
    pub headers: Headers,
    /// The action that ends a subscription: found by `pass::hooks`.
    pub unsubscribe: Option<Unsubscribe>,
}

/// A place in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A parameter, by its place and its name on the wire.
    Parameter(Place, String),
    /// A property of the JSON body, by the way to it.
    Body(Vec<String>),
}

/// How many events one notification is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Events {
    /// The whole of it is one.
    One,
    /// The elements of the list at the end of this way; of the notification itself, where there is no way.
    Each(Vec<String>),
}

/// The action that ends a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsubscribe {
    /// Its operationId.
    pub action: String,
    /// Which of the rules found it.
    pub rule: Rule,
    /// What it needs, and where that comes from.
    pub keys: Vec<Key>,
}

/// Why an action is taken for the one that ends a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// It is the only DELETE below the subscription's path, one segment further.
    Below,
    /// It is the DELETE of the same path.
    SamePath,
    /// It is the only DELETE that is not for people.
    OnlyInternal,
    /// Of the DELETEs that are not for people, it shares most of the path.
    LongestPath,
    /// It is the only DELETE there is, and its name or path speaks of subscriptions.
    OnlyNamed,
}

impl Rule {
    /// The word for it in `inspect`.
    pub fn word(self) -> &'static str {
        match self {
            Rule::Below => "below",
            Rule::SamePath => "same path",
            Rule::OnlyInternal => "only internal",
            Rule::LongestPath => "longest path",
            Rule::OnlyNamed => "only named",
        }
    }
}

/// One input of the action that ends a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Where it goes.
    pub place: Place,
    /// Its name on the wire.
    pub wire: String,
    /// Where it comes from.
    pub from: From,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// What the caller gave when subscribing, under this place and name.
    Input(Place, String),
    /// The reply to the subscribing call, at the end of this way.
    Reply(Vec<String>),
    /// The document does not say: the reply is searched when it is there.
    Search,
}

impl Hook {
    /// The events' headers have types, too.
    pub fn types_mut(&mut self) -> impl Iterator<Item = &mut Ty> {
        self.headers.iter_mut().map(|(_, ty, _)| ty)
    }
}
