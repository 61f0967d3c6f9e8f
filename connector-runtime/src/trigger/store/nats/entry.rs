//! An event as a message: its body is the payload, so that other tools see what came; the rest stands in headers.

use std::str::FromStr as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_nats::HeaderMap as Headers;
use async_nats::header::{HeaderName, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use super::super::{Entry, StoreError};
use super::failed;

const ID: &str = "Connector-Id";
const RECEIVED: &str = "Connector-Received";
/// Before the name of a header that came with the event; the second for a value that is no plain text.
const HEADER: &str = "Connector-Header-";
const ENCODED: &str = "Connector-Encoded-";

pub(super) fn insert(headers: &mut Headers, name: &str, value: &str) -> Result<(), StoreError> {
    let name = HeaderName::from_str(name).map_err(failed)?;
    headers.append(name, HeaderValue::from_str(value).map_err(failed)?);
    Ok(())
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) && text.trim() == text
}

pub(super) fn headers(entry: &Entry) -> Result<Headers, StoreError> {
    let mut headers = Headers::new();
    insert(&mut headers, ID, &STANDARD.encode(&entry.id))?;
    let received = entry.received_at.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    insert(&mut headers, RECEIVED, &received.to_string())?;
    for (name, value) in &entry.headers {
        match value.to_str() {
            Ok(text) if is_plain(text) => insert(&mut headers, &format!("{HEADER}{name}"), text)?,
            _ => insert(&mut headers, &format!("{ENCODED}{name}"), &STANDARD.encode(value))?,
        }
    }
    Ok(headers)
}

/// What somebody else put there without any of these headers is an event too, under the given id.
pub(super) fn read(headers: &Headers, body: Bytes, id: impl FnOnce() -> String) -> Entry {
    let own = |name: &str| headers.get(name).map(HeaderValue::as_str);
    let known = own(ID).and_then(|id| String::from_utf8(STANDARD.decode(id).ok()?).ok());
    let received = own(RECEIVED).and_then(|text| text.parse().ok()).map(Duration::from_millis);
    let mut entry = Entry::new(known.unwrap_or_else(id), body);
    entry.received_at =
        received.and_then(|since| UNIX_EPOCH.checked_add(since)).unwrap_or_else(SystemTime::now);
    for (name, values) in headers.iter() {
        let name: &str = name.as_ref();
        let (name, is_encoded) = match (name.strip_prefix(HEADER), name.strip_prefix(ENCODED)) {
            (Some(name), _) => (name, false),
            (_, Some(name)) => (name, true),
            _ => continue,
        };
        let Ok(name) = http::HeaderName::from_str(name) else { continue };
        for value in values {
            let value = if is_encoded {
                STANDARD
                    .decode(value.as_str())
                    .ok()
                    .and_then(|bytes| http::HeaderValue::from_bytes(&bytes).ok())
            } else {
                http::HeaderValue::from_str(value.as_str()).ok()
            };
            if let Some(value) = value {
                entry.headers.append(name.clone(), value);
            }
        }
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut entry = Entry::new("né\r\nw", "{}");
        entry.received_at = UNIX_EPOCH + Duration::from_millis(1_700_000_000_123);
        for value in [&b"application/json"[..], b" x ", b"\xff\x80", b""] {
            entry.headers.append("x-value", http::HeaderValue::from_bytes(value).unwrap());
        }
        let again = read(&headers(&entry).unwrap(), entry.body.clone(), || unreachable!());
        let mut values: Vec<_> =
            again.headers.get_all("x-value").iter().map(|value| value.as_bytes()).collect();
        values.sort_unstable();
        assert_eq!(values, [&b""[..], b" x ", b"application/json", b"\xff\x80"]);
        assert_eq!((&again.id, &again.body, again.received_at), (&entry.id, &entry.body, entry.received_at));
        assert_eq!(read(&Headers::new(), Bytes::new(), || "7".to_owned()).id, "7");
    }
}
