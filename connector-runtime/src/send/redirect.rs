//! Redirects (RFC 9110, section 15.4), followed here so that no credential leaves the service's origin.

use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, LOCATION,
    USER_AGENT,
};
use http::{HeaderMap, Method, StatusCode};
use url::Url;

use super::wire::Context;
use crate::connection::same_origin;
use crate::error::{Error, ErrorKind};
use crate::policy::Outgoing;
use crate::request::body::Body;

/// One request on the way to the reply.
pub(crate) struct Step {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    /// Where the call went at first, where it was redirected.
    pub(crate) first: Option<Url>,
    /// Still with the service: once a redirect has led elsewhere, nothing leads back.
    pub(crate) trusted: bool,
    pub(crate) context: Context,
}

pub(super) fn is_one(status: StatusCode, headers: &HeaderMap) -> bool {
    matches!(status.as_u16(), 300..=303 | 307 | 308) && headers.contains_key(LOCATION)
}

impl Step {
    /// What policies may change of it.
    pub(super) fn outgoing(&mut self) -> Outgoing<'_> {
        Outgoing {
            method: &mut self.method,
            url: &mut self.url,
            headers: &mut self.headers,
            body: &mut self.body,
        }
    }

    /// Turns into the request that the redirect asks for; `body` is what was just sent, if it can be sent again.
    pub(super) fn follow(
        &mut self,
        status: StatusCode,
        headers: &HeaderMap,
        body: Option<Body>,
    ) -> Result<(), Error> {
        let fail = |message: &'static str| Error::new(ErrorKind::Redirect, message);
        let location = headers.get(LOCATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
        let mut url = location
            .and_then(|location| self.url.join(location).ok())
            .ok_or_else(|| fail("a redirect to what is no URL"))?;
        url.set_fragment(None);
        if !matches!(url.scheme(), "http" | "https") {
            return Err(fail("a redirect to what is not the web"));
        }
        if self.url.scheme() == "https" && url.scheme() == "http" {
            return Err(fail("a redirect from https to http"));
        }
        if !same_origin(&self.url, &url) {
            self.trusted = false;
        }
        if !self.trusted {
            // Any header may be a credential; these cannot be.
            let plain =
                [ACCEPT, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, USER_AGENT];
            self.headers = std::mem::take(&mut self.headers)
                .into_iter()
                .filter_map(|(name, value)| Some((name.filter(|name| plain.contains(name))?, value)))
                .collect();
        }
        // A user name in a redirect would become a credential of somebody else's choice.
        let named = url.set_username("").and_then(|()| url.set_password(None));
        named.map_err(|()| fail("a redirect to what is no URL"))?;
        let from = std::mem::replace(&mut self.url, url);
        self.first.get_or_insert(from);
        self.context.leave();
        let becomes_get = match status.as_u16() {
            303 => !matches!(self.method, Method::GET | Method::HEAD),
            301 | 302 => self.method == Method::POST,
            _ => false,
        };
        if becomes_get {
            self.method = Method::GET;
            self.body = Body::default();
            for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, CONTENT_LANGUAGE] {
                self.headers.remove(name);
            }
            return Ok(());
        }
        self.body = body.ok_or_else(|| fail("a redirect of a body that was a stream"))?;
        Ok(())
    }
}
