//! JSON pointers: from text to steps, from a place to a pointer.

use std::borrow::Cow;

use super::tree::{Node, Span, Value};

/// One step of a pointer as it stands in a document: `~1` is `/`, `~0` is `~`.
pub(crate) fn unescape(step: &str) -> Cow<'_, str> {
    if step.contains('~') {
        Cow::Owned(step.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(step)
    }
}

/// A key as one step of a pointer.
pub fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(key)
    }
}

/// A key as one step of a reference: a pointer without what a fragment cannot hold.
#[cfg(feature = "render")]
pub(crate) fn referring(key: &str) -> String {
    escape(key).replace('%', "%25").replace('#', "%23")
}

/// The key that one step of a reference means.
pub(crate) fn referred(step: &str) -> String {
    let decoded = percent_decode(step).unwrap_or(Cow::Borrowed(step));
    unescape(&decoded).into_owned()
}

/// `%20` and the like as the characters they stand for; none when that is not UTF-8.
pub(crate) fn percent_decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.as_bytes();
    while let [first, rest @ ..] = bytes {
        let digit = |index: usize| rest.get(index).and_then(|b| char::from(*b).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).ok()?);
                bytes = rest.get(2..).unwrap_or_default();
            }
            // a percent sign that begins no escape is itself
            _ => {
                out.push(*first);
                bytes = rest;
            }
        }
    }
    String::from_utf8(out).ok().map(Cow::Owned)
}

/// The member or element that one step leads to.
pub(crate) fn step<'a>(node: &'a Node, step: &str) -> Option<&'a Node> {
    match &node.value {
        Value::Object(object) => object.get(step),
        Value::List(list) => {
            let canonical = step == "0" || !step.starts_with(['0', '+']);
            list.get(step.parse::<usize>().ok().filter(|_| canonical)?)
        }
        _ => None,
    }
}

/// The pointer of the innermost value within `root` that holds `span`; for a key, that of its value.
pub(crate) fn of(root: &Node, span: Span) -> String {
    let mut pointer = String::new();
    let mut node = root;
    while let Some((step, inner)) = inward(node, span) {
        pointer.push('/');
        pointer.push_str(&step);
        node = inner;
    }
    pointer
}

fn inward(node: &Node, span: Span) -> Option<(Cow<'_, str>, &Node)> {
    match &node.value {
        Value::List(list) => {
            let at = holding(list, span, |inner| inner.span, |inner| inner.span.contains(span))?;
            Some((Cow::Owned(at.to_string()), list.get(at)?))
        }
        Value::Object(object) => {
            let members = object.iter().as_slice();
            let holds = |one: &super::Member| one.key_span.contains(span) || one.value.span.contains(span);
            let member = members.get(holding(members, span, |one| one.key_span, holds)?)?;
            Some((escape(&member.key), &member.value))
        }
        _ => None,
    }
}

/// The first that holds a place. They stand in the order of the text, but for those that an alias or an overlay has put there.
fn holding<T>(
    all: &[T],
    span: Span,
    begin: impl Fn(&T) -> Span,
    holds: impl Fn(&T) -> bool,
) -> Option<usize> {
    let last = all.partition_point(|one| begin(one).start <= span.start).checked_sub(1);
    let first = last.and_then(|last| {
        let place = begin(all.get(last)?);
        // An alias stands where its anchor stands.
        Some(all.get(..last)?.iter().rposition(|one| begin(one) != place).map_or(0, |before| before + 1))
    });
    first.filter(|&at| all.get(at).is_some_and(&holds)).or_else(|| all.iter().position(holds))
}

/// A pointer as a normalized path of RFC 9535.
pub(crate) fn path(pointer: &str, root: Option<&Node>) -> String {
    let mut out = String::from("$");
    let mut node = root;
    for step in pointer.split('/').skip(1) {
        let key = step.replace("~1", "/").replace("~0", "~");
        if let Some(list) = node.and_then(Node::as_list) {
            out.push_str(&format!("[{key}]"));
            node = key.parse::<usize>().ok().and_then(|index| list.get(index));
            continue;
        }
        name(&key, &mut out);
        node = node.and_then(|node| node.get(&key));
    }
    out
}

/// A key as a step of a normalized path.
fn name(key: &str, out: &mut String) {
    out.push_str("['");
    for c in key.chars() {
        match c {
            '\'' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push_str("']");
}

/// See [`Source::copies`](super::Source::copies).
#[cfg(feature = "lint")]
pub(crate) fn copies(root: &Node, wanted: impl Fn(Span) -> bool) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    walk(root, &mut String::from("$"), &mut |node, path| {
        if wanted(node.span) {
            found.push((node.span, path.to_owned()));
        }
    });
    found
}

// Recursion is safe here: no reader makes more than `limits::DEPTH` levels.
#[cfg(feature = "lint")]
fn walk(node: &Node, path: &mut String, look: &mut impl FnMut(&Node, &str)) {
    look(node, path);
    let here = path.len();
    for (index, inner) in node.as_list().unwrap_or_default().iter().enumerate() {
        path.push_str(&format!("[{index}]"));
        walk(inner, path, look);
        path.truncate(here);
    }
    for member in node.as_object().into_iter().flatten() {
        name(&member.key, path);
        walk(&member.value, path, look);
        path.truncate(here);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Source};

    #[test]
    fn steps() {
        assert_eq!(unescape("a~1b~0c~01"), "a/b~c~1");
        assert_eq!(escape("a/b~c"), "a~1b~0c");
        assert_eq!(percent_decode("a%20b%C3%A9"), Some("a bé".into()));
        assert_eq!(percent_decode("100%"), Some("100%".into()));
        assert_eq!(percent_decode("%zz%4"), Some("%zz%4".into()));
        assert_eq!(percent_decode("%FF"), None);
    }

    #[test]
    fn every_value_and_key_is_found_again() {
        let text = r#"{"a/b": [1, {"c~": true, "": {}}, []], "d": {"e": "f"}}"#;
        let (source, _) = Source::from_memory("x.json", text.as_bytes());
        let root = source.root().unwrap();
        let mut todo = vec![(String::new(), root)];
        while let Some((pointer, node)) = todo.pop() {
            assert_eq!(of(root, node.span), pointer);
            if let Some(object) = node.as_object() {
                for member in object {
                    let inner = format!("{pointer}/{}", escape(&member.key));
                    assert_eq!(of(root, member.key_span), inner);
                    todo.push((inner, &member.value));
                }
            }
            for (index, inner) in node.as_list().unwrap_or_default().iter().enumerate() {
                todo.push((format!("{pointer}/{index}"), inner));
            }
        }
        assert_eq!(of(root, Span::new(FileId(0), 0, 1)), "");
    }
}
