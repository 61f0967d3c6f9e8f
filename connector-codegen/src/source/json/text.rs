//! Texts: runs without escapes are copied whole.

use super::super::tree::Span;
use super::{Reader, Result};
use crate::diag::{Code, Diagnostic, Severity};

impl Reader<'_> {
    /// A text in quotes, at its opening quote.
    pub(super) fn quoted(&mut self) -> Result<(String, Span)> {
        let start = self.at;
        self.at += 1;
        let mut run = self.at;
        let mut out = String::new();
        let mut control = None;
        loop {
            self.at = next_special(self.bytes, self.at);
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    out.push_str(self.text.get(run..self.at).unwrap_or_default());
                    out.push(self.escape()?);
                    run = self.at;
                }
                Some(byte) => {
                    control.get_or_insert((self.at, byte));
                    self.at += 1;
                }
                None => return Err(self.unterminated(start)),
            }
        }
        let piece = self.text.get(run..self.at).unwrap_or_default();
        if run == start + 1 {
            out = piece.to_owned();
        } else {
            out.push_str(piece);
        }
        self.at += 1;
        let span = self.since(start);
        if let Some((at, byte)) = control {
            if piece.contains('\n') || out.contains('\n') {
                self.broken_line = Some(span);
            }
            self.repaired(
                at,
                at + 1,
                format_args!("a control character (U+{byte:04X}) stands in a text without being escaped"),
            );
        }
        Ok((out, span))
    }

    /// One escape, at its backslash.
    fn escape(&mut self) -> Result<char> {
        let start = self.at;
        self.at += 2;
        Ok(match self.bytes.get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(start),
            _ => {
                let rest = self.text.get(start + 1..).unwrap_or_default();
                let next = rest.chars().next().filter(|c| !c.is_control());
                let end = start + 1 + next.map_or(0, char::len_utf8);
                let span = Span::new(self.file, start, end);
                let shown = next.map(String::from).unwrap_or_default();
                let problem = self.fail(span, &format!("`\\{shown}` is not an escape that JSON knows"));
                return Err(Box::new(problem.help("a backslash is written `\\\\`")));
            }
        })
    }

    /// `\uXXXX`, and the second half of a pair.
    fn unicode_escape(&mut self, start: usize) -> Result<char> {
        let Some(first) = self.hex(start + 2) else {
            let end = next_special(self.bytes, start + 1).min(start + 6);
            return Err(self.fail(Span::new(self.file, start, end), "`\\u` needs four hexadecimal digits"));
        };
        self.at = start + 6;
        if let Some(c) = char::from_u32(first) {
            return Ok(c);
        }
        if (0xD800..0xDC00).contains(&first)
            && self.bytes.get(self.at..self.at + 2) == Some(b"\\u")
            && let Some(second @ 0xDC00..0xE000) = self.hex(self.at + 2)
        {
            self.at += 6;
            let both = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            return Ok(char::from_u32(both).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let span = self.since(start);
        self.diags.push_with(Severity::Warning, || {
            let message = format!("`\\u{first:04x}` is half of a character; read as U+FFFD");
            Diagnostic::warning(Code::LONE_SURROGATE, span, message)
        });
        Ok(char::REPLACEMENT_CHARACTER)
    }

    fn hex(&self, at: usize) -> Option<u32> {
        let digits = self.bytes.get(at..at + 4)?;
        digits.iter().try_fold(0, |sum, byte| Some(sum * 16 + char::from(*byte).to_digit(16)?))
    }
}

/// The next quote, backslash or control character, eight bytes at a time: also when this crate was compiled
/// without optimisation, as build scripts and macros are, texts must not be what takes the time.
fn next_special(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = ONES * 0x80;
    const QUOTE: u64 = ONES * 0x22;
    const BACKSLASH: u64 = ONES * 0x5C;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*eight);
        let (quote, backslash) = (word ^ QUOTE, word ^ BACKSLASH);
        // the lowest set high bit is exact; those above it may be echoes of a borrow
        let found = (word.wrapping_sub(ONES * 0x20) & !word
            | quote.wrapping_sub(ONES) & !quote
            | backslash.wrapping_sub(ONES) & !backslash)
            & HIGH;
        if found != 0 {
            return at + (found.trailing_zeros() >> 3) as usize;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|b| matches!(b, b'"' | b'\\' | 0..=0x1F)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::next_special;

    #[test]
    fn special_bytes_are_found_wherever_they_stand() {
        let plain: Vec<u8> = (0x20..=0xFF).filter(|b| !matches!(b, b'"' | b'\\')).collect();
        assert_eq!(next_special(&plain, 0), plain.len());
        for special in (0..0x20).chain(*b"\"\\") {
            for at in 0..plain.len() {
                let mut bytes = plain.clone();
                bytes[at] = special;
                assert_eq!(next_special(&bytes, 0), at);
                assert_eq!(next_special(&bytes, at), at);
            }
        }
    }
}
