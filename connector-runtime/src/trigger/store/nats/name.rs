//! Names as NATS takes them: of subjects, consumers and keys.

use super::super::{StoreError, queue};
use super::failed;

/// What stands in a name as it is; the rest is `=` and two hexadecimal digits for each byte.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn escape(text: &str, to: &mut String) {
    for byte in text.bytes() {
        if is_plain(byte) {
            to.push(char::from(byte));
        } else {
            to.push_str(&format!("={byte:02X}"));
        }
    }
}

fn unescape(text: &str) -> Option<String> {
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text.bytes());
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'=' => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                u8::try_from(digit(rest.next()?)? * 16 + digit(rest.next()?)?).ok()?
            }
            plain => plain,
        });
    }
    String::from_utf8(bytes).ok()
}

/// The longest token that names a stream as it is, and the longest key.
const MAX_TOKEN: usize = 100;
const MAX_KEY: usize = 1_000;

/// A stream's name as one token of a subject, which is also the name of its consumer. One that is too long ends in a hash.
pub(super) fn token(stream: &str) -> String {
    let mut token = String::with_capacity(stream.len());
    escape(stream, &mut token);
    if stream.is_empty() {
        return "=".to_owned();
    }
    if token.len() > MAX_TOKEN {
        let hash = queue::short(stream);
        token.truncate(MAX_TOKEN - 34);
        token.push_str(&format!("=-{hash:032x}"));
    }
    token
}

/// A key as NATS takes it: a segment of a path is a token, so that the server finds keys by their beginning.
pub(super) fn key(key: &str) -> Result<String, StoreError> {
    let mut name = String::with_capacity(key.len());
    for (index, segment) in key.split('/').enumerate() {
        if index > 0 {
            name.push('.');
        }
        if segment.is_empty() {
            name.push('=');
        }
        escape(segment, &mut name);
    }
    if name.len() > MAX_KEY {
        return Err(failed(format!("the key `{key}` is too long for NATS")));
    }
    Ok(name)
}

/// The key that a name was made of.
pub(super) fn read_key(name: &str) -> Option<String> {
    let segments: Option<Vec<String>> = name
        .split('.')
        .map(|token| if token == "=" { Some(String::new()) } else { unescape(token) })
        .collect();
    Some(segments?.join("/"))
}

/// What a server has to look through for keys that begin with `prefix`: all below its last whole segment.
pub(super) fn below(prefix: &str) -> Result<String, StoreError> {
    match prefix.rsplit_once('/') {
        Some((whole, _)) => Ok(format!("{}.>", key(whole)?)),
        None => Ok(">".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_were() {
        for text in ["poll/new orders", "a//b/", "", "/", "é.*>=/x", "webhook/Orders/OnOrder/0a1b"] {
            let name = key(text).unwrap();
            assert!(name.split('.').all(|token| !token.is_empty()), "{name}");
            assert!(name.bytes().all(|byte| is_plain(byte) || matches!(byte, b'=' | b'.')), "{name}");
            assert_eq!(read_key(&name).unwrap(), text);
        }
        assert_eq!(key("poll/new orders").unwrap(), "poll.new=20orders");
        assert_eq!(below("webhook/").unwrap(), "webhook.>");
        assert_eq!(below("web").unwrap(), ">");
        assert!(key(&"x".repeat(2_000)).is_err());
    }

    #[test]
    fn streams_are_told_apart() {
        let long = "x".repeat(500);
        let names = ["a/b", "a.b", "a b", "", "=", long.as_str(), long.get(1..).unwrap()];
        for (index, name) in names.iter().enumerate() {
            assert!(token(name).len() <= MAX_TOKEN && !token(name).contains('.'));
            assert!(names[..index].iter().all(|other| token(other) != token(name)), "{name}");
        }
    }
}
