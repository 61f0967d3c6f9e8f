//! Ending a subscription: at its `Location`, else by the action that the document has for it, else by the caller.

use std::pin::Pin;
use std::sync::Arc;

use http::header::LOCATION;
use http::{HeaderMap, Method};
use serde_json::Value;
use url::Url;

use super::record::Grip;
use super::spec::{From, Hook, Key};
use crate::arg::Input;
use crate::call::Call;
use crate::client::Client;
use crate::connection::same_origin;
use crate::error::{Error, ErrorKind};
use crate::output::{Output, Reply};
use crate::policy;
use crate::request::{Address, Draft, Plan, Target, encode};
use crate::spec::Place;

/// The longest reply that is kept, in bytes.
const LONGEST: usize = 64 << 10;

/// A subscription that was made, for whoever ends it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Made {
    /// The callback address that it was made with.
    pub callback: String,
    /// The `Location` of the reply, made absolute.
    pub location: Option<String>,
    /// The reply; null if it was no JSON, or more than 64 KiB of it.
    pub reply: Value,
}

/// What a function that ends subscriptions gives back.
pub type EndFuture = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// The caller's own way to end a subscription.
pub(super) type EndWith = Arc<dyn Fn(Made) -> EndFuture + Send + Sync>;

/// A reply as it came.
#[derive(Clone)]
pub(super) struct Whole(pub(super) Reply);

impl Output for Whole {
    fn output(reply: &Reply) -> Result<Self, Error> {
        Ok(Self(reply.clone()))
    }
}

/// What of a reply, and of the call that it answers, ends the subscription one day.
pub(super) fn grip(hook: &Hook, plan: &Plan, callback: String, reply: &Reply) -> Grip {
    let location = reply.headers.get(LOCATION).and_then(|value| value.to_str().ok());
    let location = location.and_then(|text| reply.url.join(text).ok());
    let body: Value = match reply.body.len() {
        0..=LONGEST => serde_json::from_slice(&reply.body).unwrap_or(Value::Null),
        _ => Value::Null,
    };
    let keys = hook.end.map(|(_, keys)| keys).unwrap_or_default();
    let known = |key: &Key| match key.from {
        From::Input(slot) => plan.given(slot),
        From::Reply(way) => at(&body, way),
        From::Search => None,
    };
    let lone = keys.iter().filter(|key| known(key).is_none()).count() == 1;
    let value = |key: &Key| {
        let found = known(key).or_else(|| search(&body, key.name, lone));
        // A `Location` ends in what it locates.
        let last = || {
            let url = location.as_ref().filter(|_| lone)?;
            url.path_segments()?.rfind(|segment| !segment.is_empty()).map(str::to_owned)
        };
        found.or_else(last).map(|value| (key.name.to_owned(), value))
    };
    Grip {
        callback,
        location: location.as_ref().map(Url::to_string),
        home: reply.home().to_string(),
        keys: keys.iter().filter_map(value).collect(),
        reply: body,
    }
}

/// The same without a reply, where all that ends the subscription was known when it was asked for.
pub(super) fn given(hook: &Hook, plan: &Plan, callback: String) -> Option<Grip> {
    let (_, keys) = hook.end?;
    let value = |key: &Key| match key.from {
        From::Input(slot) => Some((key.name.to_owned(), plan.given(slot)?)),
        From::Reply(_) | From::Search => None,
    };
    let keys = keys.iter().map(value).collect::<Option<_>>()?;
    Some(Grip { callback, keys, ..Grip::default() })
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn at(value: &Value, way: &[&str]) -> Option<String> {
    plain(way.iter().try_fold(value, |value, step| value.get(step))?)
}

/// A property of the name, or called `id` where there is one thing to be found; one level down, too.
fn search(body: &Value, name: &str, lone: bool) -> Option<String> {
    let folded = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let wanted = folded(name);
    let names: &[&str] = if lone { &[&wanted, "id"] } else { &[&wanted] };
    let root = body.as_object()?;
    names.iter().find_map(|name| {
        let hit = |object: &serde_json::Map<String, Value>| {
            object.iter().find(|(key, _)| folded(key) == *name).and_then(|(_, value)| plain(value))
        };
        hit(root).or_else(|| root.values().filter_map(Value::as_object).find_map(hit))
    })
}

/// Ends a subscription. One that is no longer there has been ended.
pub(super) async fn end(
    client: &Client,
    hook: &'static Hook,
    with: Option<&EndWith>,
    grip: &Grip,
) -> Result<(), Error> {
    if let Some(with) = with {
        let made = Made {
            callback: grip.callback.clone(),
            location: grip.location.clone(),
            reply: grip.reply.clone(),
        };
        return with(made).await;
    }
    let location = grip.location.as_deref().and_then(|text| Url::parse(text).ok());
    let home = Url::parse(&grip.home).ok();
    // Credentials go only where the subscription was made, and only while this client goes there, too.
    let own = home.as_ref().is_some_and(|home| {
        same_origin(home, &client.base().url) || policy::is_hosted_by_call(client.connector())
    });
    let at_home = |url: &Url| own && home.as_ref().is_some_and(|home| same_origin(url, home));
    if let Some(url) = location.clone().filter(at_home) {
        match gone(delete(client, hook, Address::Page(url)).await) {
            // It locates something that cannot be deleted: perhaps the action can.
            Err(error) if error.is_status(405) && hook.end.is_some() => {}
            outcome => return outcome,
        }
    }
    if let Some(call) = by_action(client, hook, grip) {
        return gone(call.await);
    }
    if let Some(url) = location.filter(|url| !at_home(url)) {
        return gone(delete(client, hook, Address::Absolute(url)).await);
    }
    let message = "nothing is known that ends the subscription: give `unsubscribe_with` a function";
    Err(Error::new(ErrorKind::Webhook, message).with_action(hook.action.id))
}

fn gone(outcome: Result<(), Error>) -> Result<(), Error> {
    match outcome {
        Err(error) if error.is_status(404) || error.is_status(410) => Ok(()),
        outcome => outcome,
    }
}

fn delete(client: &Client, hook: &Hook, address: Address) -> Call<()> {
    let action = hook.end.map_or(hook.action, |(action, _)| action);
    let mut plan = Plan::new(client.clone(), action);
    plan.target = Some(Target { method: Method::DELETE, address, headers: HeaderMap::new() });
    Draft(Box::new(plan)).into()
}

/// The call that ends it, if all its keys are known.
fn by_action(client: &Client, hook: &Hook, grip: &Grip) -> Option<Call<()>> {
    let (action, keys) = hook.end?;
    let mut plan = Plan::new(client.clone(), action);
    for key in keys {
        let (_, value) = grip.keys.iter().find(|(name, _)| name == key.name)?;
        let value = Input::Text(value.clone());
        match key.place {
            Place::Path => plan.path(key.name, &value, ',', encode::value),
            Place::Query => plan.query(key.name, &value, ',', encode::value),
            _ => plan.header(key.name, &value, ','),
        }
    }
    Some(Draft(Box::new(plan)).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_found_in_replies() {
        assert_eq!(search(&json!({"hookId": 7, "id": "x"}), "hook_Id", true).unwrap(), "7");
        assert_eq!(search(&json!({"id": "x"}), "hook_Id", true).unwrap(), "x");
        assert_eq!(search(&json!({"data": {"id": "x"}}), "hook_Id", true).unwrap(), "x");
        assert_eq!(search(&json!({"id": "x"}), "hook_Id", false), None);
        assert_eq!(search(&json!({"id": {"a": 1}}), "id", true), None);
        assert_eq!(search(&json!(["id"]), "id", true), None);
        assert_eq!(at(&json!({"data": {"id": 5}}), &["data", "id"]).unwrap(), "5");
    }
}
