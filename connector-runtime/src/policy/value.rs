//! What the pieces of a template are at run time.

use std::borrow::Cow;

use http::HeaderMap;
use serde_json::Value;

use super::json;
use super::spec::{Piece, Template};
use crate::connection::Connection;

/// What stands for a secret where a request is shown.
pub(super) const REDACTED: &str = "redacted";

/// Everything that a template may refer to.
pub(super) struct Scope<'a> {
    pub(super) connection: &'a Connection,
    /// A request that is only shown holds no secret.
    pub(super) shown: bool,
    pub(super) query: &'a str,
    pub(super) headers: &'a HeaderMap,
    /// Placeholders of the operation's path, encoded.
    pub(super) path: &'a [(&'static str, String)],
    pub(super) body: Option<&'a Value>,
    pub(super) item: Option<&'a Value>,
}

/// A template's text, and the secrets in it.
#[derive(Default)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) secrets: Vec<String>,
}

/// The value of one piece.
pub(super) struct Found<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) secret: bool,
}

impl<'a> Scope<'a> {
    /// A piece's text; none if what it refers to is not there.
    pub(super) fn find(&self, piece: &Piece) -> Option<Found<'a>> {
        let plain = |text: Cow<'a, str>| Found { text, secret: false };
        let or = |default: &Option<&'static str>| default.map(|text| plain(Cow::Borrowed(text)));
        match piece {
            Piece::Text(text) => Some(plain(Cow::Borrowed(*text))),
            Piece::Connection(name, default) => {
                let secret = self.connection.is_secret(name);
                match self.connection.text(name).filter(|text| !text.is_empty()) {
                    Some(_) if secret && self.shown => Some(Found { text: Cow::Borrowed(REDACTED), secret }),
                    Some(text) => Some(Found { text: Cow::Borrowed(text), secret }),
                    None => or(default),
                }
            }
            Piece::Query(name, default) => {
                query(self.query, name).map(|text| plain(Cow::Owned(text))).or_else(|| or(default))
            }
            Piece::Header(name, default) => {
                let value = self.headers.get(*name);
                let text = value.map(|value| String::from_utf8_lossy(value.as_bytes()));
                let secret = value.is_some_and(http::HeaderValue::is_sensitive);
                text.map(|text| Found { text, secret }).or_else(|| or(default))
            }
            Piece::Path(name) => {
                let given = self.path.iter().find(|(own, _)| own == name);
                given.map(|(_, text)| plain(Cow::Borrowed(text.as_str())))
            }
            Piece::Body(steps) => json::at(self.body?, steps).map(|value| plain(json::text(value))),
            Piece::Item(steps) => json::at(self.item?, steps).map(|value| plain(json::text(value))),
        }
    }

    /// The text of a template; what is missing is empty.
    pub(super) fn text(&self, template: Template) -> Text {
        let mut out = Text::default();
        for found in template.iter().filter_map(|piece| self.find(piece)) {
            out.text.push_str(&found.text);
            if found.secret {
                out.secrets.push(found.text.into_owned());
            }
        }
        out
    }

    /// The JSON of a template: a single reference keeps its type, text that is JSON becomes it. None if something in it is
    /// missing.
    pub(super) fn json(&self, template: Template, secrets: &mut Vec<String>) -> Option<Value> {
        match template {
            [Piece::Body(steps)] => return json::at(self.body?, steps).cloned(),
            [Piece::Item(steps)] => return json::at(self.item?, steps).cloned(),
            _ => {}
        }
        let structured = matches!(template.first(), Some(Piece::Text(text))
            if text.trim_start().starts_with(['[', '{', '"']));
        let mut out = String::new();
        // Whether the text so far ends inside a JSON text, which decides how a value is written into it.
        let mut quoted = false;
        for piece in template {
            if let (true, Piece::Text(text)) = (structured, piece) {
                quoted = ends_quoted(text, quoted);
                out.push_str(text);
                continue;
            }
            let value = match piece {
                Piece::Body(steps) => json::at(self.body?, steps)?.clone(),
                Piece::Item(steps) => json::at(self.item?, steps)?.clone(),
                other => {
                    let found = self.find(other)?;
                    if found.secret {
                        secrets.push(found.text.clone().into_owned());
                    }
                    Value::String(found.text.into_owned())
                }
            };
            match (structured, quoted) {
                (true, true) => {
                    let escaped = Value::String(json::text(&value).into_owned()).to_string();
                    let inner = escaped.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
                    out.push_str(inner.unwrap_or_default());
                }
                (true, false) => out.push_str(&value.to_string()),
                (false, _) => out.push_str(&json::text(&value)),
            }
        }
        let parsed = if structured { serde_json::from_str(&out).ok() } else { None };
        Some(parsed.unwrap_or(Value::String(out)))
    }
}

fn ends_quoted(text: &str, mut quoted: bool) -> bool {
    let mut escaped = false;
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => {}
        }
    }
    quoted
}

/// The first value of a query parameter, decoded; names are compared exactly, then without regard to case.
fn query(query: &str, name: &str) -> Option<String> {
    let pairs = || url::form_urlencoded::parse(query.as_bytes());
    let exact = pairs().find(|(own, _)| own == name);
    let found = exact.or_else(|| pairs().find(|(own, _)| own.eq_ignore_ascii_case(name)))?;
    Some(found.1.into_owned())
}
