//! Parsers of what services send, for the fuzzer in `fuzz/`: what users reach only by a socket. Compiled with
//! `--cfg fuzzing` alone.

#![allow(missing_docs)]

use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::Value;

use crate::oauth::{Grant, OAuth, fuzzing as tokens};
use crate::stream::fuzzing as streams;
use crate::xml::{self, Xml, XmlField, XmlRoot};
use crate::{ServerEvent, page, send};

static SPEC: OAuth = OAuth::new("https://p.example/a", "https://p.example/t").grant(Grant::ClientCredentials);

/// A token endpoint's reply: the token, or the refusal.
pub fn token(status: u16, body: &[u8]) -> Result<crate::oauth::Tokens, String> {
    tokens::reply(&SPEC, StatusCode::from_u16(status).unwrap_or_default(), body)
}

/// The values of a stream that arrives in these pieces; an error when one is longer than `max`.
pub fn values<'a>(pieces: impl Iterator<Item = &'a [u8]>, max: usize) -> Result<Vec<Vec<u8>>, ()> {
    streams::values(pieces, max)
}

/// The server-sent events of one.
pub fn events<'a>(pieces: impl Iterator<Item = &'a [u8]>, max: usize) -> Result<Vec<ServerEvent>, ()> {
    streams::events(pieces, max)
}

/// A reply in XML, with something of everything.
pub fn xml(body: &[u8]) -> Result<Value, String> {
    static FIELDS: [XmlField; 4] = [
        XmlField::attribute("id", "id", &Xml::Number),
        XmlField::content("text", &Xml::Text),
        XmlField::element("list", "list", &Xml::List("item", &Xml::Bool)),
        XmlField::element("map", "map", &Xml::Map(&Xml::Text)),
    ];
    static ROOT: XmlRoot = XmlRoot::new("a", &Xml::Object(&FIELDS));
    xml::to_json(&ROOT, body)
}

/// The link to the next page.
pub fn next_link(body: &[u8]) -> Option<String> {
    page::read::at(body, &["items", "-1", "next"])
        .or(page::read::at(body, &["next"]))
        .and_then(page::read::scalar)
}

/// The same in a `Link` header.
pub fn link_header(text: &[u8]) -> Option<String> {
    let mut headers = HeaderMap::new();
    headers.insert(header::LINK, HeaderValue::from_bytes(text).ok()?);
    page::link::next(&headers)
}

/// How long `Retry-After` asks to wait.
pub fn retry_after(text: &[u8]) -> Option<std::time::Duration> {
    let mut headers = HeaderMap::new();
    headers.insert(header::RETRY_AFTER, HeaderValue::from_bytes(text).ok()?);
    send::retry_after(&headers)
}
