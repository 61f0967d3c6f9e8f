//! The tree that both readers make: JSON's values, each with its place.

use super::number::Number;
use super::object::Object;

/// A file of a [`Source`](super::Source).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u16);

/// Where something stands: byte offsets into the text of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Which file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// From offsets, which fit: files are far smaller than 4 GB.
    pub(crate) fn new(file: FileId, start: usize, end: usize) -> Self {
        let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: offset(start), end: offset(end.max(start)) }
    }

    /// Whether `other` lies within.
    pub fn contains(self, other: Self) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }
}

/// A value and its place.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands. What a YAML alias stands for keeps the place of the anchor.
    pub span: Span,
}

/// A JSON value, whatever format it was written in.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number; keeps its text.
    Number(Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object, in document order.
    Object(Object),
}

impl Node {
    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<&Number> {
        match &self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number, if it is a whole one that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The number, if it is a finite one.
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    /// The elements, if it is a list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&Object> {
        match &self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// The member `key`, if it is an object that has one.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }

    /// What it is, with an article, for messages: `a text`.
    pub fn kind_name(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }

    /// Whether it is a list or an object.
    pub(crate) fn is_container(&self) -> bool {
        matches!(self.value, Value::List(_) | Value::Object(_))
    }

    /// Compact JSON, with numbers as written.
    pub fn to_json_text(&self) -> String {
        let mut out = String::new();
        self.write_json(&mut out);
        out
    }

    // Recursion is safe here: no reader makes more than `limits::DEPTH` levels.
    fn write_json(&self, out: &mut String) {
        match &self.value {
            Value::Null => out.push_str("null"),
            Value::Bool(true) => out.push_str("true"),
            Value::Bool(false) => out.push_str("false"),
            Value::Number(number) => out.push_str(number.as_str()),
            Value::Text(text) => write_text(text, out),
            Value::List(list) => {
                out.push('[');
                for (index, node) in list.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    node.write_json(out);
                }
                out.push(']');
            }
            Value::Object(object) => {
                out.push('{');
                for (index, member) in object.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_text(&member.key, out);
                    out.push(':');
                    member.value.write_json(out);
                }
                out.push('}');
            }
        }
    }
}

/// A text as JSON.
#[cfg(feature = "lint")]
pub(crate) fn json_text(text: &str) -> String {
    let mut out = String::new();
    write_text(text, &mut out);
    out
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for piece in text.split_inclusive(|c: char| c < ' ' || matches!(c, '"' | '\\')) {
        let mut chars = piece.chars();
        match chars.next_back() {
            Some(c) if c < ' ' || matches!(c, '"' | '\\') => {
                out.push_str(chars.as_str());
                match c {
                    '\n' => out.push_str("\\n"),
                    '\r' => out.push_str("\\r"),
                    '\t' => out.push_str("\\t"),
                    '"' | '\\' => out.extend(['\\', c]),
                    _ => out.push_str(&format!("\\u{:04x}", u32::from(c))),
                }
            }
            _ => out.push_str(piece),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[test]
    fn json_text_is_compact_and_escaped() {
        let text = r#"{ "a" : [ 1.50, -0, 1e3, true, null ], "q\"\\\n\u0001é\/": { } , "e": [] }"#;
        let (source, diags) = Source::from_memory("a.json", text.as_bytes());
        assert!(diags.is_empty());
        let root = source.root().unwrap();
        assert_eq!(root.to_json_text(), r#"{"a":[1.50,-0,1e3,true,null],"q\"\\\n\u0001é/":{},"e":[]}"#);
        assert_eq!(root.kind_name(), "an object");
        assert_eq!(root.get("a").and_then(|a| a.as_list()).map(<[_]>::len), Some(5));
    }
}
