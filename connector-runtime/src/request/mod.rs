//! From the inputs of a call to the bytes of a request.

#[cfg(feature = "testing")]
mod asked;
pub(crate) mod body;
mod build;
mod draft;
pub(crate) mod encode;
mod input;
pub(crate) mod multipart;
mod slot;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method};
use url::Url;

#[cfg(feature = "testing")]
pub(crate) use asked::Asked;
pub(crate) use build::{Built, is_api_version};
pub use draft::Draft;
pub use slot::Slot;

use crate::arg::Input;
use crate::client::Client;
use crate::connection::same_origin;
use crate::error::{Error, ErrorKind};
use crate::options::CallOptions;
use crate::send::cookie::Jar;
use crate::spec::{Action, NextAction};
use body::Body;
use multipart::Part;

/// A call that is being made up: what is to be sent, before it is put together.
pub(crate) struct Plan {
    pub(crate) client: Client,
    pub(crate) action: &'static Action,
    pub(crate) inputs: Vec<(&'static str, Given)>,
    pub(crate) payload: Payload,
    pub(crate) multipart: bool,
    /// The reply is read as it arrives.
    pub(crate) streamed: bool,
    /// In a box, because most calls have none.
    pub(crate) options: Option<Box<CallOptions>>,
    pub(crate) target: Option<Target>,
    /// What the service set on the way here, and sets on the way.
    pub(crate) cookies: Jar,
    /// The idempotency key that was made for it, the same in every try.
    pub(crate) key: Option<HeaderValue>,
    /// The first input that cannot be sent.
    pub(crate) fault: Option<Error>,
}

/// An input, encoded for its place.
#[derive(Clone)]
pub(crate) enum Given {
    Path(String),
    /// `name=value`, more than one of them for a list.
    Query(String),
    Header(HeaderValue),
    /// `name=value`, encoded.
    Cookie(String),
    Form(Vec<String>),
    Field(Vec<u8>),
    File(Part),
}

pub(crate) enum Payload {
    None,
    Json(Bytes),
    Raw(Body, String),
}

/// An address that does not come from the action: a request of the caller's own, or a link to the next page.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) method: Method,
    pub(crate) address: Address,
    pub(crate) headers: HeaderMap,
}

#[derive(Clone)]
pub(crate) enum Address {
    /// Below the base URL.
    Below(String),
    Absolute(Url),
    /// Anywhere, but known to be of the origin that the call before went to.
    Page(Url),
}

impl Plan {
    pub(crate) fn new(client: Client, action: &'static Action) -> Self {
        Self {
            client,
            action,
            inputs: Vec::new(),
            payload: Payload::None,
            multipart: false,
            streamed: false,
            options: None,
            target: None,
            cookies: Jar::default(),
            key: None,
            fault: None,
        }
    }

    /// The same call again, unless its body is a stream or an input cannot be sent.
    pub(crate) fn try_clone(&self) -> Option<Self> {
        if self.fault.is_some() {
            return None;
        }
        let payload = match &self.payload {
            Payload::None => Payload::None,
            Payload::Json(json) => Payload::Json(json.clone()),
            Payload::Raw(body, media_type) => Payload::Raw(body.try_clone()?, media_type.clone()),
        };
        Some(Self {
            client: self.client.clone(),
            action: self.action,
            inputs: self.inputs.clone(),
            payload,
            multipart: self.multipart,
            streamed: self.streamed,
            options: self.options.clone(),
            target: self.target.clone(),
            cookies: self.cookies.clone(),
            key: None,
            fault: None,
        })
    }

    pub(crate) fn effective_options(&self) -> Arc<CallOptions> {
        match &self.options {
            Some(own) => Arc::new(own.over(self.client.options())),
            None => self.client.options().clone(),
        }
    }

    /// The question that follows a call at `url`: elsewhere than at home, credentials and headers do not go along.
    ///
    /// # Errors
    /// When it would leave https.
    pub(crate) fn ask(&self, url: &Url, home: &Url) -> Result<Box<Self>, Error> {
        let mut ask = Box::new(self.follow(url.clone()));
        ask.cookies = self.cookies.clone();
        if !same_origin(url, home) {
            if home.scheme() == "https" && url.scheme() != "https"
                || !matches!(url.scheme(), "http" | "https")
            {
                let message = "where to ask for the operation is not https";
                return Err(Error::new(ErrorKind::Redirect, message).with_action(self.action.id));
            }
            ask.inputs.clear();
            if let Some(target) = &mut ask.target {
                target.address = Address::Absolute(url.clone());
            }
        }
        Ok(ask)
    }

    /// The same call without its body and what the service has set.
    pub(crate) fn template(&self) -> Self {
        Self {
            client: self.client.clone(),
            action: self.action,
            inputs: self.inputs.clone(),
            payload: Payload::None,
            multipart: false,
            streamed: false,
            options: self.options.clone(),
            target: None,
            cookies: Jar::default(),
            key: None,
            fault: None,
        }
    }

    /// The call of another action that fetches the page behind a link.
    pub(crate) fn next(&self, next: NextAction, link: &str) -> Self {
        let mut plan = self.template();
        plan.action = next.action;
        plan.inputs.retain(|(name, _)| next.shared.contains(name));
        if let Some(parameter) = next.parameter {
            // A link is sent as it is, its query too.
            let mut text = String::new();
            encode::path_literal(link, &mut text);
            plan.inputs.push((parameter, Given::Path(text)));
        }
        plan
    }

    /// The same call at another address, which brings its own path and query.
    pub(crate) fn again_at(&self, url: Url) -> Option<Self> {
        let mut again = self.try_clone()?;
        if let Payload::None = again.payload
            && let Some(json) = again.object()
        {
            again.payload = Payload::Json(json.into());
        }
        let method = Method::from_bytes(self.action.method.as_bytes()).ok()?;
        again.target = Some(Target { method, address: Address::Page(url), headers: HeaderMap::new() });
        Some(again)
    }

    /// A query parameter in the place of what it was.
    pub(crate) fn set_query(&mut self, name: &'static str, value: &str) {
        self.query(name, &Input::Text(value.to_owned()), ',', encode::value);
    }

    /// The call that fetches the page at `url`: the same headers, nothing else of the first one.
    pub(crate) fn follow(&self, url: Url) -> Self {
        let mut inputs = self.inputs.clone();
        inputs.retain(|(_, given)| matches!(given, Given::Header(_) | Given::Cookie(_)));
        Self {
            client: self.client.clone(),
            action: self.action,
            inputs,
            payload: Payload::None,
            multipart: false,
            streamed: false,
            options: self.options.clone(),
            target: Some(Target {
                method: Method::GET,
                address: Address::Page(url),
                headers: HeaderMap::new(),
            }),
            cookies: Jar::default(),
            key: None,
            fault: None,
        }
    }
}

/// 64 bits that nobody can guess, from the operating system by way of the standard library's hash seeds.
pub(crate) fn random() -> u64 {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u64(fastrand::u64(..));
    hasher.finish()
}
