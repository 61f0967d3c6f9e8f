//! A base URL.

use url::{ParseError, Url};

use crate::error::{Error, ErrorKind};
use crate::request::encode;

/// Scheme, host and base path, without a slash at the end.
#[derive(Clone, Debug)]
pub(crate) struct Base {
    pub(crate) text: String,
    pub(crate) url: Url,
    /// How much of the text is scheme and host.
    origin: usize,
}

impl Base {
    /// The error never repeats the text, which may hold a password or a key.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let url = Url::parse(text.trim()).map_err(|_| "is no absolute URL")?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err("is neither http nor https");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("holds a user name: credentials have parameters of their own");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("has a query or a fragment");
        }
        // Written as paths of the document are, so that joining the two changes neither.
        let mut path = String::new();
        encode::path_literal(url.path().trim_end_matches('/'), &mut path);
        let mut text = url.origin().ascii_serialization();
        let origin = text.len();
        text.push_str(&path);
        let url = Url::parse(&text).map_err(|_| "is no absolute URL")?;
        Ok(Self { text, url, origin })
    }

    /// The URL of a text that begins as the base does. What is known of its host is not found out anew.
    pub(crate) fn address(&self, text: &str) -> Result<Url, ParseError> {
        match text.get(self.origin..) {
            Some(path) if path.starts_with('/') && !path.starts_with("//") => self.url.join(path),
            _ => Url::parse(text),
        }
    }

    /// The same with another scheme, which a default port follows.
    pub(crate) fn with_scheme(&self, scheme: &str) -> Result<Self, &'static str> {
        match self.text.split_once("://") {
            Some((_, rest)) => Self::parse(&format!("{scheme}://{rest}")),
            None => Err("has no scheme"),
        }
    }
}

/// Whether credentials for the one may be sent to the other.
pub(crate) fn same_origin(one: &Url, other: &Url) -> bool {
    one.scheme() == other.scheme()
        && one.host() == other.host()
        && one.port_or_known_default() == other.port_or_known_default()
}

impl Base {
    /// The address at the place that a provider named, if it is this base's. It keeps its path: what is told is an origin.
    pub(crate) fn moved(&self, url: &Url, told: &str) -> Result<Url, Error> {
        let fail =
            || Error::new(ErrorKind::Connection, "where the sign-in says that the service is, is no URL");
        let told = Base::parse(told).map_err(|_| fail())?.url;
        let unsafe_now = self.url.scheme() == "https" && told.scheme() != "https";
        if !same_origin(url, &self.url) || unsafe_now {
            return if unsafe_now { Err(fail()) } else { Ok(url.clone()) };
        }
        let mut moved = url.clone();
        let done =
            moved.set_scheme(told.scheme()).and_then(|()| moved.set_host(told.host_str()).map_err(drop));
        done.and_then(|()| moved.set_port(told.port())).map_err(|()| fail())?;
        Ok(moved)
    }
}
