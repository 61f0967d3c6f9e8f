//! Which value of a JSON text is at a position.
//!
//! serde_json says at which byte reading failed. Walking the text up to there again gives the path of that value, so
//! that reading itself need not keep one: success pays nothing, and no code is compiled per type.

/// Names longer than this are cut: they are the server's, and end up in logs.
const MAX_NAME: usize = 64;
/// Deeper levels are left out. serde_json reads no deeper than this, but passes over what it ignores at any depth.
const MAX_DEPTH: usize = 128;

/// Adds a name to a JSON pointer.
pub(super) fn push(path: &mut String, name: &str) {
    path.push('/');
    for (count, char) in name.chars().enumerate() {
        match char {
            _ if count == MAX_NAME => {
                path.push('…');
                return;
            }
            '~' => path.push_str("~0"),
            '/' => path.push_str("~1"),
            _ if char.is_control() => path.push('\u{fffd}'),
            _ => path.push(char),
        }
    }
}

/// The byte of a line and column as serde_json counts them.
pub(super) fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let before: usize =
        text.split_inclusive(|byte| *byte == b'\n').take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    before.saturating_add(column).min(text.len())
}

enum Level<'a> {
    /// The raw name of the property whose value comes or came last.
    Object(Option<&'a [u8]>),
    /// The index of the item that comes or came last.
    Array(usize),
}

/// The path of the value that begins at this byte or, if none does, that ended last before it.
pub(super) fn at(text: &[u8], offset: usize) -> String {
    let mut levels: Vec<Level<'_>> = Vec::new();
    let mut too_deep = 0usize;
    let mut expect_name = false;
    let mut position = 0;
    while let Some(rest) = text.get(position..offset).filter(|rest| !rest.is_empty()) {
        let Some(first) = rest.first() else { break };
        let mut length = 1;
        match first {
            b' ' | b'\t' | b'\r' | b'\n' => {
                position += 1;
                continue;
            }
            b'{' | b'[' if levels.len() >= MAX_DEPTH => too_deep += 1,
            b'{' => levels.push(Level::Object(None)),
            b'[' => levels.push(Level::Array(0)),
            b'}' | b']' if too_deep > 0 => too_deep -= 1,
            b'}' | b']' => {
                levels.pop();
            }
            b',' if too_deep == 0 => match levels.last_mut() {
                Some(Level::Object(name)) => *name = None,
                Some(Level::Array(index)) => *index += 1,
                None => {}
            },
            b'"' => {
                length = string_length(rest);
                if expect_name
                    && too_deep == 0
                    && let Some(Level::Object(name)) = levels.last_mut()
                {
                    *name = rest.get(..length);
                }
            }
            _ => {}
        }
        expect_name = match first {
            b'{' => true,
            b',' => too_deep == 0 && matches!(levels.last(), Some(Level::Object(_))),
            _ => false,
        };
        position += length;
    }
    let mut path = String::new();
    for level in &levels {
        match level {
            Level::Object(Some(name)) => push(&mut path, &unquote(name)),
            Level::Object(None) => {}
            Level::Array(index) => push(&mut path, &index.to_string()),
        }
    }
    path
}

/// The length of the string that this begins with, quotes included.
fn string_length(text: &[u8]) -> usize {
    let mut escaped = false;
    for (index, byte) in text.iter().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

fn unquote(name: &[u8]) -> String {
    serde_json::from_slice(name).unwrap_or_else(|_| String::from_utf8_lossy(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_value_at_a_byte() {
        let text = r#"{"a~/": [1, {"b\"" : "x,]}"}], "c": {}}"#;
        let path = |what: &str| at(text.as_bytes(), text.find(what).unwrap());
        assert_eq!(path("1, {"), "/a~0~1/0");
        assert_eq!(path(r#"{"b"#), "/a~0~1/1");
        assert_eq!(path(r#""x"#), "/a~0~1/1/b\"");
        assert_eq!(path(r#"], "c"#), "/a~0~1/1");
        assert_eq!(path("{}"), "/c");
        assert_eq!(at(text.as_bytes(), text.len()), "");
        assert_eq!(at(text.as_bytes(), usize::MAX), "");
    }

    #[test]
    fn survives_any_text() {
        for text in [&b"\"\\"[..], b"]]]}", b",,,", b"{\"a", b"\xff{\"\xff\":", &[b'['; 5000]] {
            for offset in 0..=text.len() {
                let _ = at(text, offset);
            }
        }
    }

    #[test]
    fn counts_lines_as_serde_json_does() {
        let text = b"{\n \"a\": 1,\n\"b\": 2}";
        assert_eq!(offset(text, 1, 0), 0);
        assert_eq!(offset(text, 3, 4), 15);
        assert_eq!(offset(text, 9, 9), text.len());
    }
}
