//! What a reply says of an operation that goes on: where to ask, how it stands, where its result is.
//!
//! The headers and states are those of Microsoft's REST guidelines and of Azure Resource Manager:
//! `Operation-Location` or `Azure-AsyncOperation` lead to a status (`{"status": "Succeeded"}`), `Location` to the result,
//! which is 202 until it is there, and a resource says of itself how it stands (`properties.provisioningState`).

use http::Method;
use serde_json::{Value, json};
use url::Url;

use crate::client::Client;
use crate::connection::same_origin;
use crate::error::{Error, ErrorKind};
use crate::output::Reply;
use crate::spec::{Action, FinalState};

/// Where an operation is asked after, and where its result will be.
#[derive(Debug)]
pub(super) struct Progress {
    ask: Ask,
    url: Url,
    /// The resource itself.
    original: Url,
    /// The last `Location`, as it came: it may be nonsense that nobody needs.
    location: Option<String>,
    /// Where the call went at first: only there do credentials go.
    home: Url,
    method: Method,
    via: FinalState,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    /// A status of its own.
    Status,
    /// The place of the result.
    Location,
    /// The resource, which knows its state.
    Resource,
}

const ASKS: [(Ask, &str); 3] =
    [(Ask::Status, "status"), (Ask::Location, "location"), (Ask::Resource, "resource")];

/// What follows from a reply.
pub(super) enum Next {
    /// Ask again.
    Again,
    /// This reply is the result.
    Done,
    /// The result is there.
    Get(Url),
}

/// A state, by its word.
enum Word {
    Going,
    Succeeded,
    Failed,
}

fn word(text: &str) -> Word {
    match text.to_ascii_lowercase().as_str() {
        "succeeded" => Word::Succeeded,
        "failed" | "canceled" | "cancelled" => Word::Failed,
        _ => Word::Going,
    }
}

impl Progress {
    /// None: the reply is the result already.
    pub(super) fn begin(reply: &Reply) -> Result<Option<Self>, Error> {
        let Some(via) = reply.action.long_running else { return Ok(None) };
        let method = Method::from_bytes(reply.action.method.as_bytes()).unwrap_or(Method::POST);
        let makes = matches!(method, Method::PUT | Method::PATCH);
        let body = body(reply);
        let state = state(body.as_ref());
        match state.map(word) {
            Some(Word::Failed) => return Err(failed(reply, state.unwrap_or_default())),
            // What has succeeded at once needs no asking, whatever headers say.
            Some(Word::Succeeded) if reply.status() == 200 => return Ok(None),
            _ => {}
        }
        let going = matches!(state.map(word), Some(Word::Going));
        let location = header(reply, &["location"]);
        let (ask, url) = if let Some(status) = header(reply, &STATUS) {
            (Ask::Status, join(reply, status)?)
        } else if let (202, Some(location)) = (reply.status(), location) {
            (Ask::Location, join(reply, location)?)
        } else if makes && going {
            (Ask::Resource, reply.url.clone())
        } else {
            // There is nothing to ask, so there is nothing more to come.
            return Ok(None);
        };
        let (original, home) = (reply.url.clone(), reply.home().clone());
        let location = location.map(str::to_owned);
        Ok(Some(Self { ask, url, original, location, home, method, via }))
    }

    pub(super) fn url(&self) -> &Url {
        &self.url
    }

    pub(super) fn home(&self) -> &Url {
        &self.home
    }

    /// What the answer to a question says.
    pub(super) fn advance(&mut self, reply: &Reply) -> Result<Next, Error> {
        if let Some(location) = header(reply, &["location"]) {
            self.location = Some(location.to_owned());
        }
        let moved = match self.ask {
            Ask::Status => header(reply, &STATUS),
            Ask::Location => header(reply, &["location"]),
            Ask::Resource => None,
        };
        if let Some(moved) = moved {
            self.url = join(reply, moved)?;
        }
        let body = body(reply);
        if self.ask != Ask::Status {
            let state = state(body.as_ref());
            return match state.map(word) {
                Some(Word::Failed) => Err(failed(reply, state.unwrap_or_default())),
                Some(Word::Going) => Ok(Next::Again),
                _ if reply.status() == 202 => Ok(Next::Again),
                _ => Ok(Next::Done),
            };
        }
        let status = body.as_ref().and_then(|body| body.get("status")?.as_str());
        match status.map(word) {
            Some(Word::Going) => Ok(Next::Again),
            Some(Word::Failed) => Err(failed(reply, status.unwrap_or_default())),
            Some(Word::Succeeded) => self.result(reply, body.as_ref()),
            None if reply.status() == 202 && reply.body.is_empty() => Ok(Next::Again),
            None => Err(said(ErrorKind::Decode, "the reply does not say how the operation stands", reply)),
        }
    }

    /// Where the result of what has succeeded is.
    fn result(&self, reply: &Reply, body: Option<&Value>) -> Result<Next, Error> {
        let named = body.and_then(|body| body.get("resourceLocation")?.as_str());
        match (self.via, &self.method) {
            (FinalState::Status, _) => Ok(Next::Done),
            (FinalState::Unsaid, _) if named.is_some() => {
                join(reply, named.unwrap_or_default()).map(Next::Get)
            }
            (FinalState::Original, _) | (FinalState::Unsaid, &Method::PUT | &Method::PATCH) => {
                Ok(Next::Get(self.original.clone()))
            }
            // What was deleted is nowhere.
            (FinalState::Unsaid, &Method::DELETE) => Ok(Next::Done),
            (FinalState::Location | FinalState::Unsaid, _) => match &self.location {
                Some(location) => join(reply, location).map(Next::Get),
                None => Ok(Next::Done),
            },
        }
    }

    /// As text.
    pub(super) fn write(&self, action: &Action) -> String {
        let ask = ASKS.iter().find(|(ask, _)| *ask == self.ask).map_or("status", |(_, name)| name);
        json!({
            "action": action.id,
            "ask": ask,
            "url": self.url.as_str(),
            "original": self.original.as_str(),
            "location": self.location,
        })
        .to_string()
    }

    /// Of a text. Only addresses of the client's own service are taken from it: a text from elsewhere leads nowhere else.
    pub(super) fn read(action: &Action, client: &Client, saved: &str) -> Result<Self, Error> {
        let fail = |reason: &str| Error::input("saved", reason);
        let saved: Value = serde_json::from_str(saved).map_err(|_| fail("it is no saved operation"))?;
        let text = |key: &str| saved.get(key).and_then(Value::as_str);
        if text("action") != Some(action.id) {
            return Err(fail("it is of another action"));
        }
        let home = client.base().url.clone();
        let url = |key: &str| {
            let url = text(key)
                .and_then(|text| Url::parse(text).ok())
                .ok_or_else(|| fail("it lacks an address"))?;
            let own = same_origin(&url, &home);
            if own { Ok(url) } else { Err(fail("it leads to another service than the client's")) }
        };
        let ask = ASKS.iter().find(|(_, name)| Some(*name) == text("ask"));
        let (ask, _) = ask.ok_or_else(|| fail("it does not say what to ask"))?;
        Ok(Self {
            ask: *ask,
            url: url("url")?,
            original: url("original")?,
            location: text("location").map(str::to_owned),
            home,
            method: Method::from_bytes(action.method.as_bytes()).unwrap_or(Method::POST),
            via: action.long_running.unwrap_or(FinalState::Unsaid),
        })
    }
}

/// Headers that lead to a status.
const STATUS: [&str; 2] = ["operation-location", "azure-asyncoperation"];

fn header<'a>(reply: &'a Reply, names: &[&str]) -> Option<&'a str> {
    let values = names.iter().filter_map(|name| reply.headers.get(*name)?.to_str().ok());
    values.map(str::trim).find(|value| !value.is_empty())
}

fn join(reply: &Reply, text: &str) -> Result<Url, Error> {
    let mut url = reply
        .url
        .join(text)
        .map_err(|_| said(ErrorKind::Decode, "where to ask for the operation is no URL", reply))?;
    url.set_fragment(None);
    Ok(url)
}

fn body(reply: &Reply) -> Option<Value> {
    serde_json::from_slice(&reply.body).ok()
}

fn state(body: Option<&Value>) -> Option<&str> {
    let body = body?;
    let inner = body.get("properties").and_then(|inner| inner.get("provisioningState"));
    inner.or_else(|| body.get("provisioningState"))?.as_str()
}

fn failed(reply: &Reply, state: &str) -> Error {
    let state: String = state.chars().filter(|c| c.is_alphanumeric()).take(32).collect();
    said(ErrorKind::Operation, format!("the operation ended as `{state}`"), reply)
}

fn said(kind: ErrorKind, message: impl Into<std::borrow::Cow<'static, str>>, reply: &Reply) -> Error {
    Error::new(kind, message).with_attempts(reply.attempts).with_reply(
        reply.status,
        reply.headers.clone(),
        reply.body.clone(),
    )
}
