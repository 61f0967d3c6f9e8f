//! Changing a tree. What is put into it stands in no file; its place is the end of what it is made of, and holds nothing:
//! what really stands there keeps its pointer.

use super::object::{Member, Object};
use super::tree::{Node, Span, Value};

impl Node {
    /// A text.
    pub(crate) fn text(text: impl Into<String>, span: Span) -> Self {
        Self { value: Value::Text(text.into()), span: edge(span) }
    }

    /// A truth value.
    pub(crate) fn flag(value: bool, span: Span) -> Self {
        Self { value: Value::Bool(value), span: edge(span) }
    }

    /// A list.
    pub(crate) fn list(items: Vec<Node>, span: Span) -> Self {
        Self { value: Value::List(items), span: edge(span) }
    }

    /// An object.
    pub(crate) fn object<'k>(members: impl IntoIterator<Item = (&'k str, Node)>, span: Span) -> Self {
        let one = |(key, value): (&str, Node)| Member { key: key.to_owned(), key_span: edge(span), value };
        let (object, _) = Object::new(members.into_iter().map(one).collect());
        Self { value: Value::Object(object), span: edge(span) }
    }

    /// Gives a text in the place of this value.
    pub(crate) fn reword(&mut self, text: impl Into<String>) {
        self.value = Value::Text(text.into());
    }

    /// The member `key`, to change it.
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.members_mut().find(|member| member.key == key).map(|member| &mut member.value)
    }

    /// The members, to change their values; none where it is no object.
    pub(crate) fn members_mut(&mut self) -> impl Iterator<Item = &mut Member> {
        match &mut self.value {
            Value::Object(object) => Some(object.iter_mut()),
            _ => None,
        }
        .into_iter()
        .flatten()
    }

    /// The elements, to change them; none where it is no list.
    pub(crate) fn list_mut(&mut self) -> Option<&mut Vec<Node>> {
        match &mut self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// Gives an object a member, in the place of one that it has.
    pub(crate) fn set(&mut self, key: &str, value: Node) {
        if let Some(there) = self.get_mut(key) {
            *there = value;
            return;
        }
        let key_span = value.span;
        self.change(|members| members.push(Member { key: key.to_owned(), key_span, value }));
    }

    /// Takes a member out of an object.
    pub(crate) fn remove(&mut self, key: &str) {
        if self.get(key).is_some() {
            self.change(|members| members.retain(|member| member.key != key));
        }
    }

    /// Changes the members of an object. Of equal keys the last one stays.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Vec<Member>)) {
        if let Value::Object(object) = &mut self.value {
            let mut members = std::mem::take(object).into_members();
            change(&mut members);
            (*object, _) = Object::new(members);
        }
    }
}

/// The end of a place.
fn edge(span: Span) -> Span {
    Span { start: span.end, ..span }
}
