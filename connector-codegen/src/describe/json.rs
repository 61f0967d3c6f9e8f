//! A tree to edit, and its text. The order of keys stays.

use crate::source::{Node, Value};

/// JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    Null,
    Bool(bool),
    /// As it is written.
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// An object of fixed keys.
    pub fn object<const N: usize>(members: [(&str, Json); N]) -> Self {
        Self::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// A copy of what was read.
    pub fn of(node: &Node) -> Self {
        match &node.value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(number.as_str().to_owned()),
            Value::Text(text) => Self::Text(text.clone()),
            Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Object(object) => {
                Self::Object(object.iter().map(|one| (one.key.clone(), Self::of(&one.value))).collect())
            }
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_list(&self) -> &[Json] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    pub fn members(&self) -> &[(String, Json)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }

    pub fn get(&self, key: &str) -> Option<&Json> {
        self.members().iter().find(|(own, _)| own == key).map(|(_, value)| value)
    }

    pub fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        match self {
            Self::Object(members) => members.iter_mut().find(|(own, _)| own == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Gives a member another value, or adds it.
    pub fn set(&mut self, key: &str, value: Json) {
        if !matches!(self, Self::Object(_)) {
            *self = Self::Object(Vec::new());
        }
        match self.get_mut(key) {
            Some(known) => *known = value,
            None => {
                if let Self::Object(members) = self {
                    members.push((key.to_owned(), value));
                }
            }
        }
    }

    /// Changes what stands at the end of a way of keys; objects on it are made as needed.
    pub fn edit(&mut self, way: &[&str], change: impl FnOnce(&mut Json)) {
        let Some((first, rest)) = way.split_first() else { return change(self) };
        if self.get(first).is_none() {
            self.set(first, Self::Object(Vec::new()));
        }
        if let Some(inner) = self.get_mut(first) {
            inner.edit(rest, change);
        }
    }

    /// Adds an element; something that is no list becomes one.
    pub fn push(&mut self, value: Json) {
        if !matches!(self, Self::List(_)) {
            *self = Self::List(Vec::new());
        }
        if let Self::List(items) = self {
            items.push(value);
        }
    }

    pub fn remove(&mut self, key: &str) {
        if let Self::Object(members) = self {
            members.retain(|(own, _)| own != key);
        }
    }

    /// The value at a way of keys.
    pub fn at_mut(&mut self, way: &[String]) -> Option<&mut Json> {
        way.iter().try_fold(self, |at, key| at.get_mut(key))
    }

    /// Text with two blanks a level; short lists of plain values stand on one line.
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out.push('\n');
        out
    }

    fn write(&self, level: usize, out: &mut String) {
        let indent = |level: usize, out: &mut String| {
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", level));
        };
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(text) => out.push_str(text),
            Self::Text(text) => out.push_str(&crate::ir::json_text(text)),
            Self::List(items) if items.is_empty() => out.push_str("[]"),
            Self::List(items) => {
                let plain = items.iter().all(|item| !matches!(item, Self::List(_) | Self::Object(_)));
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    match (plain, index) {
                        (true, 0) => {}
                        (true, _) => out.push_str(", "),
                        (false, 0) => indent(level + 1, out),
                        (false, _) => {
                            out.push(',');
                            indent(level + 1, out);
                        }
                    }
                    item.write(level + 1, out);
                }
                if !plain {
                    indent(level, out);
                }
                out.push(']');
            }
            Self::Object(members) if members.is_empty() => out.push_str("{}"),
            Self::Object(members) => {
                out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    indent(level + 1, out);
                    out.push_str(&crate::ir::json_text(key));
                    out.push_str(": ");
                    value.write(level + 1, out);
                }
                indent(level, out);
                out.push('}');
            }
        }
    }
}
