//! Putting a request together: constants of the action, inputs, options.

use std::borrow::Cow;

use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, Entry, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use url::Url;

use super::multipart::Form;
use super::{Address, Body, Given, Payload, Plan, encode};
use crate::connection::{Base, same_origin};
use crate::error::{Error, ErrorKind};
use crate::options::CallOptions;
use crate::policy::{self, Origin};
use crate::send::Step;
use crate::send::wire::Context;
use crate::spec::{Constant, Place, Security};

/// A request without its credentials, for one try.
pub(crate) struct Built {
    pub(crate) step: Step,
    pub(crate) security: Security,
    pub(crate) origin: Origin,
    /// Whether sending it twice is harmless.
    pub(crate) repeatable: bool,
    pub(crate) replayable: bool,
}

impl Plan {
    /// Puts the request together, the same each time but for a body that is a stream: that is there once.
    /// In a box, because it goes through many hands.
    pub(crate) fn build(&mut self, options: &CallOptions) -> Result<Box<Built>, Error> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        let base = self.base(options)?;
        let (method, url, security) = self.address(&base, options)?;
        let origin = self.origin(&base, &url, options);
        let mut headers = self.input_headers()?;
        for (name, value) in &options.headers {
            headers.insert(name.clone(), value.clone());
        }
        // Before the body goes, if it can be had once only.
        let context = Context::of(self);
        let body = self.body_into(&method, &mut headers)?;
        if !self.action.accept.is_empty()
            && let Entry::Vacant(place) = headers.entry(ACCEPT)
        {
            place.insert(static_value("Accept", self.action.accept)?);
        }
        if let Some(agent) = &self.client.http().user_agent
            && let Entry::Vacant(place) = headers.entry(USER_AGENT)
        {
            place.insert(agent.clone());
        }
        let keyed = self.idempotency(options, &mut headers)?;
        let idempotent = match &self.target {
            Some(target) => target.method.is_idempotent(),
            None => origin.method().map_or(self.action.idempotent, |method| method.is_idempotent()),
        };
        let replayable = body.is_replayable();
        let repeatable = (idempotent || keyed) && replayable;
        let step = Step { method, url, headers, body, first: None, trusted: true, context };
        Ok(Box::new(Built { step, security, origin, repeatable, replayable }))
    }

    pub(super) fn base(&self, options: &CallOptions) -> Result<Cow<'_, Base>, Error> {
        let invalid = |reason| Error::new(ErrorKind::Connection, format!("the base URL {reason}"));
        if let Some(url) = &options.base_url {
            return Base::parse(url).map(Cow::Owned).map_err(invalid);
        }
        let base = self.client.base();
        match self.action.scheme {
            // A base URL that the caller gave stays as it is.
            Some(scheme) if self.client.is_documented_base() && scheme != base.url.scheme() => {
                base.with_scheme(scheme).map(Cow::Owned).map_err(invalid)
            }
            _ => Ok(Cow::Borrowed(base)),
        }
    }

    fn address(&self, base: &Base, options: &CallOptions) -> Result<(Method, Url, Security), Error> {
        let security = self.action.security.unwrap_or(self.client.connector().security);
        let mut text = String::with_capacity(base.text.len() + self.action.path.len() + 128);
        text.push_str(&base.text);
        let method = match &self.target {
            Some(target) => {
                match &target.address {
                    Address::Below(path) => join(&mut text, path),
                    Address::Page(url) => return Ok((target.method.clone(), url.clone(), security)),
                    Address::Absolute(url) => {
                        let security: Security =
                            if self.is_home(url, base, options) { security } else { &[] };
                        return Ok((target.method.clone(), url.clone(), security));
                    }
                }
                target.method.clone()
            }
            None => {
                if self.action.path.starts_with('/') {
                    self.fill(&mut text)?;
                } else {
                    let mut path = String::new();
                    self.fill(&mut path)?;
                    join(&mut text, &path);
                }
                Method::from_bytes(self.action.method.as_bytes())
                    .map_err(|_| Error::input("method", "it is no HTTP method"))?
            }
        };
        let mut separator = if text.contains('?') { '&' } else { '?' };
        let options = options.query_text().map(Cow::Owned);
        for pairs in self.query_pairs().chain(options).filter(|pairs| !pairs.is_empty()) {
            text.push(separator);
            text.push_str(&pairs);
            separator = '&';
        }
        let url = base.address(&text).map_err(|_| Error::input("path", "it makes no URL"))?;
        // What was put together is what must be sent: a parser that would change it gets no say.
        if url.as_str() != text {
            return Err(Error::input("path", "it cannot be sent without being changed"));
        }
        Ok((method, url, security))
    }

    /// Whether an address of the caller's own is the service's.
    fn is_home(&self, url: &Url, base: &Base, options: &CallOptions) -> bool {
        // Where only each call's inputs tell the host, no address can be known to be it.
        let hosted = self.client.is_documented_base() && options.base_url.is_none();
        same_origin(url, &base.url) && !(hosted && policy::is_hosted_by_call(self.client.connector()))
    }

    /// What policies need to know of the call.
    fn origin(&self, base: &Base, url: &Url, options: &CallOptions) -> Origin {
        let mut policies = policy::of(self.client.connector(), self.action);
        let mut own = (!policies.is_empty()).then(|| base.text.clone());
        match self.target.as_ref().map(|target| &target.address) {
            Some(Address::Absolute(_)) => {
                own = None;
                if !self.is_home(url, base, options) {
                    policies.clear();
                }
            }
            Some(Address::Page(_)) => own = None,
            Some(Address::Below(_)) | None => {}
        }
        let mut path = Vec::new();
        if !policies.is_empty() && self.target.is_none() {
            for (name, given) in &self.inputs {
                if let Given::Path(text) = given {
                    path.push((*name, text.clone()));
                }
            }
            for constant in self.constants(Place::Path) {
                path.push((constant.name, encode::to_value(constant.value)));
            }
        }
        let documented = options.base_url.is_none() && self.client.is_documented_base();
        Origin { policies, base: own, documented, path }
    }

    /// Writes the path with its placeholders filled in.
    fn fill(&self, out: &mut String) -> Result<(), Error> {
        let begin = out.len();
        let mut rest = self.action.path;
        while let Some((literal, tail)) = rest.split_once('{') {
            let Some((name, after)) = tail.split_once('}') else { break };
            encode::path_literal(literal, out);
            self.placeholder(name, out)?;
            rest = after;
        }
        encode::path_literal(rest, out);
        let filled = out.get(begin..).unwrap_or_default();
        if !filled.bytes().any(|byte| matches!(byte, b'.' | b'%')) {
            return Ok(());
        }
        let path = filled.split('?').next().unwrap_or_default();
        if path.split('/').any(encode::is_dots) {
            let dots =
                |(_, given): &&(&str, Given)| matches!(given, Given::Path(text) if encode::is_dots(text));
            let name = self.inputs.iter().find(dots).map_or("path", |(name, _)| *name);
            return Err(Error::input(
                name,
                "`.` and `..` mean another path, and cannot be sent as part of one",
            ));
        }
        Ok(())
    }

    fn placeholder(&self, name: &str, out: &mut String) -> Result<(), Error> {
        let given = self.inputs.iter().find_map(|(own, given)| match given {
            Given::Path(text) if *own == name => Some(text),
            _ => None,
        });
        if let Some(text) = given {
            out.push_str(text);
            return Ok(());
        }
        match self.constants(Place::Path).find(|constant| constant.name == name) {
            Some(constant) => {
                let write = if constant.raw { encode::path_raw } else { encode::value };
                write(constant.value, out);
                Ok(())
            }
            None => Err(Error::input(name, "the path needs it")),
        }
    }

    fn constants(&self, place: Place) -> impl Iterator<Item = &'static Constant> {
        let constants: &'static [Constant] = match self.target {
            Some(_) if !matches!(place, Place::Header | Place::Cookie) => &[],
            _ => self.action.constants,
        };
        constants.iter().filter(move |constant| constant.place == place)
    }

    /// The version of the API that the call asks for, as it stands in its query. Azure's links to next pages lack it, or
    /// have another, and its guidelines want the first call's.
    pub(crate) fn api_version(&self) -> Option<String> {
        let options = self.effective_options();
        let given = options.query_text().map(Cow::Owned);
        self.query_pairs().chain(given).find(|pair| is_api_version(pair)).map(Cow::into_owned)
    }

    fn query_pairs(&self) -> impl Iterator<Item = Cow<'_, str>> + '_ {
        let given = self.inputs.iter().filter_map(|(_, given)| match given {
            Given::Query(pairs) => Some(Cow::Borrowed(pairs.as_str())),
            _ => None,
        });
        let is_given =
            |name| self.inputs.iter().any(|(own, given)| *own == name && matches!(given, Given::Query(_)));
        let constants = self.constants(Place::Query).filter(move |constant| !is_given(constant.name));
        constants
            .map(|constant| {
                let mut pair = String::new();
                encode::name(constant.name, &mut pair);
                pair.push('=');
                let write = if constant.raw { encode::query_literal } else { encode::value };
                write(constant.value, &mut pair);
                Cow::Owned(pair)
            })
            .chain(given)
    }

    fn input_headers(&self) -> Result<HeaderMap, Error> {
        let mut headers = HeaderMap::new();
        for constant in self.constants(Place::Header) {
            headers.insert(header_name(constant.name)?, static_value(constant.name, constant.value)?);
        }
        for (name, given) in &self.inputs {
            if let Given::Header(value) = given {
                headers.insert(header_name(name)?, value.clone());
            }
        }
        let is_given =
            |name| self.inputs.iter().any(|(own, given)| *own == name && matches!(given, Given::Cookie(_)));
        for constant in self.constants(Place::Cookie).filter(|constant| !is_given(constant.name)) {
            encode::add_cookie(&mut headers, &encode::pair(constant.name, constant.value), false);
        }
        for (_, given) in &self.inputs {
            if let Given::Cookie(pair) = given {
                encode::add_cookie(&mut headers, pair, false);
            }
        }
        if let Some(target) = &self.target {
            for (name, value) in &target.headers {
                headers.insert(name.clone(), value.clone());
            }
        }
        Ok(headers)
    }

    /// The body, whose media type joins the headers unless an input states it.
    fn body_into(&mut self, method: &Method, headers: &mut HeaderMap) -> Result<Body, Error> {
        let (body, media_type) = match &mut self.payload {
            Payload::Raw(body, _) if body.is_none() => (Body::default(), String::new()),
            Payload::Raw(body, media_type) => (body.take(), media_type.clone()),
            Payload::Json(json) => (json.clone().into(), self.consumes("application/json")),
            Payload::None if self.target.is_some() => (Body::default(), String::new()),
            Payload::None => match self.object() {
                Some(json) => (json.into(), self.consumes("application/json")),
                None => self.form_body(headers),
            },
        };
        // Some services refuse a request that may have a body and does not say that it has none.
        if body.is_none() && matches!(method, &Method::POST | &Method::PUT | &Method::PATCH) {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        if !media_type.is_empty() && !headers.contains_key(CONTENT_TYPE) {
            let value = HeaderValue::try_from(media_type)
                .map_err(|_| Error::input("content type", "it is no header value"))?;
            headers.insert(CONTENT_TYPE, value);
        }
        Ok(body)
    }

    fn consumes(&self, or: &str) -> String {
        self.action.consumes.unwrap_or(or).to_owned()
    }

    /// The inline JSON body.
    pub(super) fn object(&self) -> Option<Vec<u8>> {
        let is_field = |(_, given): &(&str, Given)| matches!(given, Given::Field(_));
        let mut constants = self.constants(Place::Field).peekable();
        if !self.action.inline_body && constants.peek().is_none() && !self.inputs.iter().any(is_field) {
            return None;
        }
        let mut out = vec![b'{'];
        let mut write = |name: &str, json: &[u8]| {
            if out.len() > 1 {
                out.push(b',');
            }
            out.extend_from_slice(serde_json::Value::from(name).to_string().as_bytes());
            out.push(b':');
            out.extend_from_slice(json);
        };
        let given = |name: &str| self.inputs.iter().any(|input| input.0 == name && is_field(input));
        for constant in constants.filter(|constant| !given(constant.name)) {
            write(constant.name, constant.value.as_bytes());
        }
        for (name, given) in &self.inputs {
            if let Given::Field(json) = given {
                write(name, json);
            }
        }
        out.push(b'}');
        Some(out)
    }

    fn form_body(&self, headers: &mut HeaderMap) -> (Body, String) {
        let given = |name: &str| {
            self.inputs.iter().any(|(own, given)| *own == name && matches!(given, Given::Form(_)))
        };
        let constants: Vec<_> =
            self.constants(Place::Form).filter(|constant| !given(constant.name)).collect();
        let is_form = |given: &Given| matches!(given, Given::Form(_) | Given::File(_));
        if constants.is_empty() && !self.inputs.iter().any(|(_, given)| is_form(given)) {
            return (Body::default(), String::new());
        }
        let stated = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let stated = stated.or(self.action.consumes).unwrap_or_default();
        let is_multipart = self.multipart
            || self.inputs.iter().any(|(_, given)| matches!(given, Given::File(_)))
            || stated.starts_with("multipart/");
        if !is_multipart {
            let mut out = String::new();
            let mut write = |name: &str, text: &str| {
                if !out.is_empty() {
                    out.push('&');
                }
                encode::form(name, &mut out);
                out.push('=');
                encode::form(text, &mut out);
            };
            constants.iter().for_each(|constant| write(constant.name, constant.value));
            for (name, given) in &self.inputs {
                if let Given::Form(texts) = given {
                    texts.iter().for_each(|text| write(name, text));
                }
            }
            return (out.into(), "application/x-www-form-urlencoded".to_owned());
        }
        let mut form = Form::new();
        constants.iter().for_each(|constant| form.text(constant.name, constant.value));
        for (name, given) in &self.inputs {
            match given {
                Given::Form(texts) => texts.iter().for_each(|text| form.text(name, text)),
                Given::File(part) => form.file(name, part),
                _ => {}
            }
        }
        let kind = stated.split(';').next().unwrap_or_default().trim();
        let kind = if kind.starts_with("multipart/") { kind } else { "multipart/form-data" };
        let (media_type, body) = form.finish(kind);
        // A stated type lacks the boundary, which only the form knows.
        headers.remove(CONTENT_TYPE);
        (body.into(), media_type)
    }

    /// Adds the idempotency key, if there is a header for it; says whether there is one.
    fn idempotency(&mut self, options: &CallOptions, headers: &mut HeaderMap) -> Result<bool, Error> {
        let name = match (&options.key_header, self.action.idempotency_key) {
            (Some(name), _) => name.clone(),
            (None, Some(name)) => header_name(name)?,
            (None, None) if options.key.is_some() => HeaderName::from_static("idempotency-key"),
            (None, None) => return Ok(false),
        };
        if !headers.contains_key(&name) {
            let key = match options.key.as_ref().or(self.key.as_ref()) {
                Some(key) => key.clone(),
                None => self.key.insert(random_key()?).clone(),
            };
            headers.insert(name, key);
        }
        Ok(true)
    }
}

/// Whether a pair of a query says the version of the API.
pub(crate) fn is_api_version(pair: &str) -> bool {
    pair.split('=').next().is_some_and(|name| name.eq_ignore_ascii_case("api-version"))
}

/// A random UUID (version 4).
fn random_key() -> Result<HeaderValue, Error> {
    let (high, low) = (super::random(), super::random());
    let text = format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xfff,
        low >> 48 & 0x3fff | 0x8000,
        low & 0xffff_ffff_ffff
    );
    HeaderValue::try_from(text).map_err(|_| Error::input("idempotency key", "it is no header value"))
}

fn join(base: &mut String, path: &str) {
    if !path.starts_with('/') {
        let base_is_bare = base.matches('/').count() == 2;
        let is_more = path.is_empty() || path.starts_with('?');
        if !is_more || base_is_bare {
            base.push('/');
        }
    }
    base.push_str(path);
}

fn header_name(name: &str) -> Result<HeaderName, Error> {
    HeaderName::try_from(name).map_err(|_| Error::input(name, "this is no header name"))
}

fn static_value(name: &str, value: &'static str) -> Result<HeaderValue, Error> {
    // Without a copy, for what nearly all actions say.
    if value == "application/json" {
        return Ok(HeaderValue::from_static("application/json"));
    }
    HeaderValue::from_bytes(value.as_bytes()).map_err(|_| Error::input(name, "this is no header value"))
}
