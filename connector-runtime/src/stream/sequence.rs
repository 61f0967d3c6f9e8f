//! Where one JSON value ends and the next begins, in a text that arrives in pieces.

use std::collections::VecDeque;

/// Collects bytes, and hands out whole values. What a value is inside, nobody looks at here.
pub(super) struct Splitter {
    max: usize,
    /// The value under way.
    value: Vec<u8>,
    ready: VecDeque<Vec<u8>>,
    /// Open brackets.
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl Splitter {
    pub(super) fn new(max: usize) -> Self {
        Self { max, value: Vec::new(), ready: VecDeque::new(), depth: 0, in_text: false, escaped: false }
    }

    pub(super) fn next(&mut self) -> Option<Vec<u8>> {
        self.ready.pop_front()
    }

    /// Takes what has arrived. It fails when a value is longer than allowed.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), ()> {
        for byte in bytes {
            self.byte(*byte);
            if self.value.len() > self.max {
                return Err(());
            }
        }
        Ok(())
    }

    /// What has no end: the last value, or a part of one.
    pub(super) fn rest(&mut self) -> Option<Vec<u8>> {
        let rest = std::mem::take(&mut self.value);
        (!rest.is_empty()).then_some(rest)
    }

    fn byte(&mut self, byte: u8) {
        if self.in_text {
            self.value.push(byte);
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.in_text = false;
                    self.end_if_whole();
                }
                _ => {}
            }
            return;
        }
        match byte {
            // Between values: white space, and RFC 7464's separator. It ends a number or a word.
            b' ' | b'\t' | b'\r' | b'\n' | 0x1e => {
                if self.depth > 0 {
                    self.value.push(byte);
                } else {
                    self.end();
                }
            }
            b'"' => {
                self.value.push(byte);
                self.in_text = true;
            }
            b'{' | b'[' => {
                self.value.push(byte);
                self.depth += 1;
            }
            b'}' | b']' => {
                self.value.push(byte);
                self.depth = self.depth.saturating_sub(1);
                self.end_if_whole();
            }
            _ => self.value.push(byte),
        }
    }

    fn end_if_whole(&mut self) {
        if self.depth == 0 {
            self.end();
        }
    }

    fn end(&mut self) {
        if !self.value.is_empty() {
            self.ready.push_back(std::mem::take(&mut self.value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(pieces: &[&[u8]]) -> Vec<String> {
        let mut splitter = Splitter::new(100);
        let mut found = Vec::new();
        for piece in pieces {
            splitter.push(piece).unwrap();
            while let Some(value) = splitter.next() {
                found.push(value);
            }
        }
        found.extend(splitter.rest());
        found.into_iter().map(|value| String::from_utf8(value).unwrap()).collect()
    }

    #[test]
    fn values_follow_one_another() {
        assert_eq!(split(&[b"{\"a\":1}\n{\"a\":2}\r\n"]), ["{\"a\":1}", "{\"a\":2}"]);
        assert_eq!(split(&[b"\x1e{\"a\":1}\n\x1e[1, 2]\n"]), ["{\"a\":1}", "[1, 2]"]);
        assert_eq!(split(&[b"{}{}[]\"a b\"\"c\""]), ["{}", "{}", "[]", "\"a b\"", "\"c\""]);
        assert_eq!(split(&[b"1 2\ntrue null"]), ["1", "2", "true", "null"]);
        assert_eq!(split(&[b"  \n"]), Vec::<String>::new());
    }

    #[test]
    fn pieces_end_anywhere() {
        let text = b"{\"a\":\"}\\\"{\"} [\"\xc3\xa9\", {\"b\":[]}]";
        let whole = split(&[text]);
        assert_eq!(whole, ["{\"a\":\"}\\\"{\"}", "[\"\u{e9}\", {\"b\":[]}]"]);
        for at in 0..text.len() {
            assert_eq!(split(&[&text[..at], &text[at..]]), whole, "{at}");
        }
    }

    #[test]
    fn a_value_has_a_limit() {
        let mut splitter = Splitter::new(10);
        assert_eq!(splitter.push(b"{\"a\":1} {\"b\":2}"), Ok(()));
        assert_eq!(splitter.push(b"\"0123456789"), Err(()));
    }
}
