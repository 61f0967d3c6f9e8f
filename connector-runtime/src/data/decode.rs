//! From the bytes of a reply to a value, or to an error that says where in it the fault is.

use std::fmt;

use serde::de::DeserializeOwned;

use super::read::read;
use super::{Data, Mode, Place, empty, pointer};

/// Messages quote what the server sent; longer ones are cut.
const MAX_MESSAGE: usize = 300;

/// Why bytes could not be read, and which value in them is at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    message: String,
    line: usize,
    column: usize,
}

impl DecodeError {
    /// The JSON pointer of the value at fault; empty for the whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong with it.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The line where reading stopped, from 1; 0 if there is none.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// How many bytes of that line were read.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// Something is wrong with the value at this path, `a/b`.
    #[cold]
    pub(crate) fn at(path: &str, message: &str) -> Self {
        let path = format!("/{}", path.trim_start_matches('/'));
        let path = if path == "/" { String::new() } else { path };
        Self { path, message: message.to_owned(), line: 0, column: 0 }
    }

    /// The value at this path is not there.
    #[cold]
    pub(crate) fn missing(path: &str) -> Self {
        Self::at(path, "it is missing")
    }

    #[cold]
    fn new(text: &[u8], error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let full = error.to_string();
        let mut message = full.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&full);
        let mut path = pointer::at(text, pointer::offset(text, line, column));
        // A value that was read whole before it was looked into says itself where in it the fault is.
        if message.starts_with('/')
            && let Some((inner, rest)) = message.split_once(": ")
        {
            path.push_str(inner);
            message = rest;
        }
        if let Some(name) = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
            pointer::push(&mut path, name);
            message = "it is missing";
        }
        Self { path, message: cut(message), line, column }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)?;
        if self.line > 0 {
            write!(f, " (line {}, column {})", self.line, self.column)?;
        }
        Ok(())
    }
}

impl std::error::Error for DecodeError {}

fn cut(message: &str) -> String {
    let mut out: String = message.chars().take(MAX_MESSAGE).collect();
    if out.len() < message.len() {
        out.push('…');
    }
    out
}

/// Reads a value from JSON that is nothing else. What is no model is read strictly; a model knows its own way.
///
/// No bytes at all are null, for types that have one.
///
/// # Errors
/// When the text is no JSON, or not what the type says.
pub fn decode<T: Data>(text: &[u8]) -> Result<T, DecodeError> {
    decode_with(text, Mode::Strict)
}

/// Like [`decode`], with the way in which anything but a model is read.
///
/// # Errors
/// When the text is no JSON, or not what the type says.
pub fn decode_with<T: Data>(text: &[u8], mode: Mode) -> Result<T, DecodeError> {
    let mut value = empty::<T>();
    decode_into(Place::of(&mut value), text, mode)?;
    Ok(value)
}

/// The same, into a place that exists already.
pub(crate) fn decode_into(to: Place<'_>, text: &[u8], mode: Mode) -> Result<(), DecodeError> {
    let text = content(text);
    if text.is_empty() {
        return if to.null() { Ok(()) } else { Err(nothing()) };
    }
    let mut from = serde_json::Deserializer::from_slice(text);
    read(to, &mut from, mode).and_then(|()| from.end()).map_err(|error| DecodeError::new(text, &error))
}

/// Reads a type of the caller's own, by its serde alone.
///
/// # Errors
/// When the text is no JSON, or not what the type says.
pub(crate) fn decode_own<T: DeserializeOwned>(text: &[u8]) -> Result<T, DecodeError> {
    let text = content(text);
    // A type that can be nothing is nothing where there is nothing.
    let text = if text.is_empty() { b"null".as_slice() } else { text };
    serde_json::from_slice(text).map_err(|error| DecodeError::new(text, &error))
}

/// The text without a byte order mark; empty if it is blank.
fn content(text: &[u8]) -> &[u8] {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    if text.first().is_none_or(u8::is_ascii_whitespace) && text.trim_ascii().is_empty() { &[] } else { text }
}

#[cold]
fn nothing() -> DecodeError {
    DecodeError { path: String::new(), message: "the body is empty".to_owned(), line: 0, column: 0 }
}
