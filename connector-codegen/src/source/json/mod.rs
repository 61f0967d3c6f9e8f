//! The JSON reader: every value with its place, four harmless slips repaired, no recursion.

mod error;
mod text;
mod token;

use super::limits::{Budget, DEPTH};
use super::object::{Member, Object};
use super::report_duplicates;
use super::tree::{FileId, Node, Span, Value};
use crate::diag::{Code, Diagnostic, Diagnostics};

/// Reads one document. The error says why there is no tree; what was repaired is in `diags`.
pub(crate) fn read(
    text: &str,
    file: FileId,
    budget: &mut Budget,
    diags: &mut Diagnostics,
) -> Result<Node, Box<Diagnostic>> {
    let bytes = text.as_bytes();
    Reader { text, bytes, file, at: 0, budget, diags, broken_line: None }.document()
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    file: FileId,
    at: usize,
    budget: &'a mut Budget,
    diags: &'a mut Diagnostics,
    /// The last text with a raw line break in it: its closing quote may be missing.
    broken_line: Option<Span>,
}

type Result<T, E = Box<Diagnostic>> = std::result::Result<T, E>;

/// A list or an object that is still open.
enum Open {
    List { start: usize, items: Vec<Node> },
    Object { start: usize, members: Vec<Member>, key: String, key_span: Span },
}

impl Reader<'_> {
    fn document(mut self) -> Result<Node> {
        let mut open: Vec<Open> = Vec::new();
        self.blanks();
        if self.peek().is_none() {
            return Err(self.fail(Span::new(self.file, 0, 0), "the document is empty"));
        }
        loop {
            let Some(mut node) = self.value(&mut open)? else { continue };
            // hand the value to what it stands in; whatever that completes is handed on
            loop {
                match open.last_mut() {
                    None => return self.finish(node),
                    Some(Open::List { start, items }) => {
                        items.push(node);
                        if self.separator(b']', *start)? {
                            break;
                        }
                        node = Node { value: Value::List(std::mem::take(items)), span: self.since(*start) };
                    }
                    Some(Open::Object { start, members, key, key_span }) => {
                        members.push(Member { key: std::mem::take(key), key_span: *key_span, value: node });
                        if self.separator(b'}', *start)? {
                            (*key, *key_span) = self.key(*start)?;
                            break;
                        }
                        let members = std::mem::take(members);
                        node = self.object(members, *start);
                    }
                }
                open.pop();
            }
        }
    }

    /// A scalar or an empty container; none when a container was opened and its first value comes next.
    fn value(&mut self, open: &mut Vec<Open>) -> Result<Option<Node>> {
        self.blanks();
        let start = self.at;
        let Some(nodes) = self.budget.nodes.checked_sub(1) else {
            return Err(self.too_many());
        };
        self.budget.nodes = nodes;
        let value = match self.peek() {
            Some(b'"') => Value::Text(self.quoted()?.0),
            Some(b'{') => {
                self.enter(open)?;
                if !self.eat(b'}') {
                    let (key, key_span) = self.key(start)?;
                    open.push(Open::Object { start, members: Vec::new(), key, key_span });
                    return Ok(None);
                }
                Value::Object(Object::default())
            }
            Some(b'[') => {
                self.enter(open)?;
                if !self.eat(b']') {
                    open.push(Open::List { start, items: Vec::new() });
                    return Ok(None);
                }
                Value::List(Vec::new())
            }
            _ => self.literal(open.last())?,
        };
        Ok(Some(Node { value, span: self.since(start) }))
    }

    /// Steps over an opening bracket and the blanks after it.
    fn enter(&mut self, open: &[Open]) -> Result<()> {
        if open.len() >= DEPTH {
            return Err(self.too_deep());
        }
        self.at += 1;
        self.blanks();
        Ok(())
    }

    /// A key and its colon.
    fn key(&mut self, object: usize) -> Result<(String, Span)> {
        if self.peek() != Some(b'"') {
            return Err(self.expected("a key in double quotes", Some(object)));
        }
        let key = self.quoted()?;
        self.blanks();
        if self.eat(b':') { Ok(key) } else { Err(self.expected("`:` after the key", Some(object))) }
    }

    /// What comes after an element or member: whether there is another one.
    fn separator(&mut self, close: u8, start: usize) -> Result<bool> {
        let end = self.at;
        self.blanks();
        match self.peek() {
            Some(b',') => {
                let comma = self.at;
                self.at += 1;
                self.blanks();
                if self.peek() != Some(close) {
                    return Ok(true);
                }
                self.at += 1;
                let what = if close == b'}' { "member" } else { "element" };
                self.repaired(comma, comma + 1, format_args!("a comma after the last {what} was ignored"));
                Ok(false)
            }
            Some(found) if found == close => {
                self.at += 1;
                Ok(false)
            }
            Some(found) if self.could_go_on(found, close, self.at > end) => {
                let what = if close == b'}' { "members" } else { "elements" };
                self.repaired(end, end + 1, format_args!("a comma between two {what} is missing"));
                Ok(true)
            }
            _ if close == b'}' => Err(self.expected("`,` or `}`", Some(start))),
            _ => Err(self.expected("`,` or `]`", Some(start))),
        }
    }

    /// Whether the next element or member plainly begins here, so that only the comma is missing.
    fn could_go_on(&self, found: u8, close: u8, apart: bool) -> bool {
        match found {
            b'"' => true,
            _ if close == b'}' => false,
            b'{' | b'[' => true,
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => apart,
            _ => false,
        }
    }

    fn object(&mut self, members: Vec<Member>, start: usize) -> Node {
        let (object, duplicates) = Object::new(members);
        report_duplicates(&duplicates, self.diags);
        Node { value: Value::Object(object), span: self.since(start) }
    }

    fn finish(&mut self, root: Node) -> Result<Node> {
        self.blanks();
        match self.peek() {
            None => Ok(root),
            Some(_) => Err(self.expected("the end of the document", None)),
        }
    }

    fn since(&self, start: usize) -> Span {
        Span::new(self.file, start, self.at)
    }

    fn repaired(&mut self, start: usize, end: usize, message: std::fmt::Arguments<'_>) {
        let span = Span::new(self.file, start, end);
        self.diags.push_with(crate::diag::Severity::Warning, || {
            Diagnostic::warning(Code::REPAIRED, span, message.to_string())
        });
    }
}

#[cfg(test)]
mod tests;
