//! Blanks, literals and numbers.

use super::super::number::{Number, scan_json};
use super::super::tree::Value;
use super::{Open, Reader, Result};
use crate::diag::quoted;

impl Reader<'_> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Skips blanks; those that JSON does not know are reported.
    pub(super) fn blanks(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(b'\x0b' | b'\x0c' | 0x80..) => {
                    if !self.stray_blanks() {
                        return;
                    }
                }
                _ => return,
            }
            // indentation is most of a pretty document
            while self.bytes.get(self.at..).and_then(<[u8]>::first_chunk) == Some(b"        ") {
                self.at += 8;
            }
        }
    }

    /// Skips characters that look like nothing but are not JSON's blanks.
    fn stray_blanks(&mut self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let stray = |c: char| {
            (c.is_whitespace() && !matches!(c, ' ' | '\n' | '\r' | '\t'))
                || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
        };
        let length = rest.find(|c| !stray(c)).unwrap_or(rest.len());
        let Some(first) = rest.chars().next().filter(|_| length > 0) else { return false };
        let start = self.at;
        self.at += length;
        let code = u32::from(first);
        self.repaired(
            start,
            start + length,
            format_args!("a blank that JSON does not allow (U+{code:04X}) was ignored"),
        );
        true
    }

    /// A number, `true`, `false` or `null`.
    pub(super) fn literal(&mut self, inside: Option<&Open>) -> Result<Value> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let in_word = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'+' | b'-' | b'.');
        // no literal is longer; a huge word is shown cut, and is wrong anyway unless it is a number
        let length = match rest.first() {
            Some(b'-' | b'0'..=b'9') => scan_json(rest).unwrap_or_else(|stopped| stopped),
            _ => rest.iter().take(8).take_while(in_word).count(),
        };
        let word = self.text.get(self.at..self.at + length).unwrap_or_default();
        let more = rest.iter().skip(length).take(1).take_while(in_word).count() > 0;
        let value = match word {
            "true" if !more => Value::Bool(true),
            "false" if !more => Value::Bool(false),
            "null" if !more => Value::Null,
            _ if matches!(rest.first(), Some(b'-' | b'0'..=b'9')) => {
                if more || scan_json(rest).is_err() {
                    let all = length + rest.iter().skip(length).take(40).take_while(in_word).count();
                    let shown = quoted(self.text.get(self.at..self.at + all).unwrap_or_default());
                    let span = super::Span::new(self.file, self.at, self.at + all);
                    return Err(self.fail(span, &format!("{shown} is not a JSON number")));
                }
                Value::Number(Number::from_json(word))
            }
            _ => {
                let start = inside.map(|open| match open {
                    Open::List { start, .. } | Open::Object { start, .. } => *start,
                });
                return Err(self.expected("a value", start));
            }
        };
        self.at += length;
        Ok(value)
    }
}
