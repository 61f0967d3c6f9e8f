//! Tables, texts and flags, in every form in which files have them.

use super::model::Pair;
use crate::source::{Member, Node, Span, Value};

/// Text under a key; blank text counts as none.
pub fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    node.get(key).and_then(Node::as_str).filter(|text| !text.trim().is_empty())
}

/// Members of an object; none where it is something else.
pub fn members(node: &Node) -> impl Iterator<Item = &Member> {
    node.as_object().into_iter().flat_map(|object| object.iter())
}

/// Elements of a list that are not null; none where it is something else.
pub fn items<'a>(node: &'a Node, key: &str) -> impl Iterator<Item = &'a Node> {
    node.get(key).and_then(Node::as_list).unwrap_or_default().iter().filter(|item| !item.is_null())
}

/// A description: a text, or an object with the text as `content`.
pub fn description(node: &Node) -> Option<&str> {
    let given = node.get("description")?;
    given.as_str().or_else(|| text(given, "content")).map(str::trim).filter(|text| !text.is_empty())
}

/// The text of any value; none for null.
pub fn scalar(node: &Node) -> Option<String> {
    match &node.value {
        Value::Null => None,
        Value::Text(text) => Some(text.clone()),
        _ => Some(node.to_json_text()),
    }
}

/// A table: a list of objects with `key`, or an object of names and values.
pub fn table<'a>(node: &'a Node) -> Vec<Pair<'a>> {
    match &node.value {
        Value::List(list) => list.iter().filter_map(pair).collect(),
        Value::Object(object) => object
            .iter()
            .map(|member| Pair {
                key: member.key.clone(),
                value: scalar(&member.value),
                at: member.key_span,
                ..Pair::default()
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// One row. Version 1 says `enabled`, version 2 `disabled`; path variables of 2.0 are known by `id`.
pub fn pair(node: &Node) -> Option<Pair<'_>> {
    let key = text(node, "key").or_else(|| text(node, "name")).or_else(|| text(node, "id"))?;
    let off = |key: &str, wanted| node.get(key).and_then(Node::as_bool) == Some(wanted);
    Some(Pair {
        key: key.trim().to_owned(),
        value: node.get("value").and_then(scalar),
        description: description(node),
        disabled: off("disabled", true) || off("enabled", false),
        at: node.span,
    })
}

/// The headers of version 1: `Key: value` lines, of which `//` switches one off.
pub fn header_lines(text: &str, at: Span) -> Vec<Pair<'static>> {
    let mut found: Vec<Pair<'static>> = Vec::new();
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some(value) = found.last_mut().and_then(|last| last.value.as_mut()) {
                value.push(' ');
                value.push_str(line.trim());
            }
            continue;
        }
        let (disabled, line) = match line.strip_prefix("//") {
            Some(rest) => (true, rest.trim_start()),
            None => (false, line),
        };
        let Some((key, value)) = line.split_once(':') else { continue };
        let key = key.trim();
        if !key.is_empty() && !key.contains(' ') {
            let value = Some(value.trim().to_owned());
            found.push(Pair { key: key.to_owned(), value, disabled, at, ..Pair::default() });
        }
    }
    found
}

/// Headers in any form.
pub fn headers(node: &Node) -> Vec<Pair<'_>> {
    match node.as_str() {
        Some(text) => header_lines(text, node.span),
        None => table(node),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_headers() {
        let text = "A: 1\r\nB:x:y\n  folded\n//C: off\nno colon\n: none\nA: 2";
        let found: Vec<_> = header_lines(text, Span::default())
            .into_iter()
            .map(|one| (one.key, one.value.unwrap_or_default(), one.disabled))
            .collect();
        let expected = [("A", "1", false), ("B", "x:y folded", false), ("C", "off", true), ("A", "2", false)];
        assert_eq!(found, expected.map(|(key, value, off)| (key.to_owned(), value.to_owned(), off)));
    }
}
