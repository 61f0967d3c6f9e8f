//! The file that a recording is.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, DATE, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::{Value, json};

use super::reply::Fixed;
use super::request::Request;
use super::scrub::Scrub;
use crate::data;
use crate::error::{Error, ErrorKind};
use crate::text;

/// A request and its reply, without secrets: what stands in the file.
#[derive(Clone, PartialEq)]
pub(super) struct Exchange {
    pub(super) asked: Said,
    pub(super) status: u16,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Value,
}

/// What a request is known by. Its headers are not kept: most secrets are there, and much that differs from run to run.
#[derive(Clone, PartialEq)]
pub(super) struct Said {
    pub(super) action: Option<String>,
    pub(super) method: String,
    pub(super) url: String,
    pub(super) body: Value,
}

impl Said {
    pub(super) fn of(request: &Request, scrub: &Scrub) -> Self {
        Self {
            action: request.action().map(str::to_owned),
            method: request.method().as_str().to_owned(),
            url: scrub.url(&request.uri().to_string()),
            body: kept(request.headers(), request.body(), scrub),
        }
    }

    pub(super) fn named(&self) -> String {
        match &self.action {
            Some(action) => format!("{action} ({} {})", self.method, self.url),
            None => format!("{} {}", self.method, self.url),
        }
    }
}

impl Exchange {
    pub(super) fn of(request: &Request, reply: &Fixed, scrub: &Scrub) -> Self {
        let mut headers = BTreeMap::new();
        for (name, value) in &reply.headers {
            let of_the_way =
                [CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, DATE, TRANSFER_ENCODING].contains(name);
            if of_the_way || scrub.is_secret_header(name.as_str()) {
                continue;
            }
            let text = String::from_utf8_lossy(value.as_bytes());
            let is_address = matches!(
                name.as_str(),
                "location" | "content-location" | "operation-location" | "azure-asyncoperation" | "link"
            );
            headers.insert(
                name.as_str().to_owned(),
                if is_address { scrub.url(&text) } else { scrub.text(&text) },
            );
        }
        Self {
            asked: Said::of(request, scrub),
            status: reply.status.as_u16(),
            headers,
            body: kept(&reply.headers, &reply.body, scrub),
        }
    }

    pub(super) fn reply(&self) -> Result<Fixed, Error> {
        let broken = || unreadable("a reply in it is none");
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let name = HeaderName::try_from(name).map_err(|_| broken())?;
            headers.insert(name, HeaderValue::try_from(value).map_err(|_| broken())?);
        }
        let body = match (self.body.get("json"), self.body.get("text"), self.body.get("base64")) {
            (Some(json), ..) => json.to_string().into(),
            (_, Some(Value::String(text)), _) => text.clone().into(),
            (_, _, Some(coded)) => {
                let coded =
                    data::decode::<text::Base64>(coded.to_string().as_bytes()).map_err(|_| broken())?;
                Bytes::from(Vec::from(coded))
            }
            _ => Bytes::new(),
        };
        let status = StatusCode::from_u16(self.status).map_err(|_| broken())?;
        Ok(Fixed { status, headers, body })
    }

    fn write(&self) -> Value {
        let asked = &self.asked;
        json!({
            "request": {"action": asked.action, "method": asked.method, "url": asked.url, "body": asked.body},
            "reply": {"status": self.status, "headers": self.headers, "body": self.body},
        })
    }

    fn read(value: &Value) -> Option<Self> {
        let (request, reply) = (value.get("request")?, value.get("reply")?);
        let text = |name: &str| request.get(name)?.as_str().map(str::to_owned);
        let headers = reply.get("headers")?.as_object()?.iter();
        Some(Self {
            asked: Said {
                action: text("action"),
                method: text("method")?,
                url: text("url")?,
                body: request.get("body").cloned().unwrap_or_default(),
            },
            status: u16::try_from(reply.get("status")?.as_u64()?).ok()?,
            headers: headers
                .map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
                .collect::<Option<_>>()?,
            body: reply.get("body").cloned().unwrap_or_default(),
        })
    }
}

/// A body as it is kept: JSON as JSON, so that it can be read and compared, else text, else bytes.
fn kept(headers: &HeaderMap, body: &Bytes, scrub: &Scrub) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if let Ok(mut value) = serde_json::from_slice::<Value>(body) {
        scrub.json(&mut value);
        return json!({"json": value});
    }
    let Ok(text) = std::str::from_utf8(body) else {
        return json!({"base64": text::encode(body)});
    };
    let text = match media_type.split_once("boundary=") {
        // A boundary is another one each time.
        Some((_, boundary)) => text.replace(boundary.trim_matches('"'), "boundary"),
        None => text.to_owned(),
    };
    let is_form = media_type.starts_with("application/x-www-form-urlencoded");
    json!({"text": if is_form { scrub.pairs(&text) } else { scrub.text(&text) }})
}

/// Writes the file whole or not at all.
pub(super) fn write(path: &Path, exchanges: &[Exchange]) -> io::Result<()> {
    let all: Vec<Value> = exchanges.iter().map(Exchange::write).collect();
    let text =
        serde_json::to_string_pretty(&json!({"version": 1, "exchanges": all})).map_err(io::Error::other)?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    fs::write(&beside, text + "\n")?;
    fs::rename(&beside, path)
}

pub(super) fn read(text: &[u8]) -> Result<Vec<Exchange>, Error> {
    let root: Value =
        serde_json::from_slice(text).map_err(|error| unreadable("it is no JSON").with_source(error))?;
    if root.get("version") != Some(&Value::from(1)) {
        return Err(unreadable("its version is not 1"));
    }
    let exchanges =
        root.get("exchanges").and_then(Value::as_array).ok_or_else(|| unreadable("it holds no exchanges"))?;
    let one = |(index, value): (usize, &Value)| {
        Exchange::read(value).ok_or_else(|| unreadable(&format!("/exchanges/{index} lacks something")))
    };
    exchanges.iter().enumerate().map(one).collect()
}

fn unreadable(reason: &str) -> Error {
    Error::new(ErrorKind::Mock, format!("the recording cannot be used: {reason}"))
}
