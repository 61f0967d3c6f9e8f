//! JSON that stands as a text in a document: its values have their places in the file.

use super::limits::Budget;
use super::tree::{Node, Span, Value};
use super::{Source, json};
use crate::diag::{Diagnostic, Diagnostics};

/// A text of a document that is a document of its own.
#[derive(Debug)]
pub struct Embedded<'a> {
    text: &'a str,
    at: Span,
    /// Pairs of offsets, in the text and in the file, from where on both advance alike.
    steps: Vec<(usize, usize)>,
    budget: &'a mut EmbeddedBudget,
}

/// How much all embedded documents of a document may hold together.
#[derive(Debug, Default)]
pub struct EmbeddedBudget(Budget);

impl<'a> Embedded<'a> {
    /// The text of a node, or any other text that comes from there.
    pub fn new(source: &Source, text: &'a str, at: Span, budget: &'a mut EmbeddedBudget) -> Self {
        let steps = steps(source.text_of(at), text).unwrap_or_default();
        Self { text, at, steps, budget }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Reads a text of the same length as JSON.
    pub(crate) fn parse(&mut self, text: &str, diags: &mut Diagnostics) -> Result<Node, Box<Diagnostic>> {
        let mut found = Diagnostics::new();
        let read = json::read(text, self.at.file, &mut self.budget.0, &mut found);
        for mut one in found.iter().cloned() {
            self.place_of(&mut one);
            diags.push(one);
        }
        match read {
            Ok(mut node) => {
                self.place(&mut node);
                Ok(node)
            }
            Err(mut problem) => {
                self.place_of(&mut problem);
                Err(problem)
            }
        }
    }

    fn place_of(&self, one: &mut Diagnostic) {
        one.span = one.span.map(|span| self.outer(span));
        for (span, _) in &mut one.related {
            *span = self.outer(*span);
        }
    }

    // Recursion is safe here: no reader makes more than `limits::DEPTH` levels.
    fn place(&self, node: &mut Node) {
        node.span = self.outer(node.span);
        match &mut node.value {
            Value::List(items) => items.iter_mut().for_each(|item| self.place(item)),
            Value::Object(object) => {
                for member in object.iter_mut() {
                    member.key_span = self.outer(member.key_span);
                    self.place(&mut member.value);
                }
            }
            _ => {}
        }
    }

    /// The place in the file; the whole text where it is not known.
    fn outer(&self, inner: Span) -> Span {
        if self.steps.is_empty() {
            return self.at;
        }
        let start = usize::try_from(self.at.start).unwrap_or(usize::MAX);
        let offset = |n: u32| {
            let n = usize::try_from(n).unwrap_or(usize::MAX);
            let at = self.steps.partition_point(|(inner, _)| *inner <= n);
            let (inner, outer) = self.steps.get(at.saturating_sub(1)).copied().unwrap_or_default();
            start.saturating_add(outer).saturating_add(n.saturating_sub(inner))
        };
        Span::new(self.at.file, offset(inner.start), offset(inner.end))
    }
}

/// Where a JSON text and its content go apart: after each escape. None where the literal is no plain JSON text.
fn steps(literal: &str, text: &str) -> Option<Vec<(usize, usize)>> {
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut steps = vec![(0, 1)];
    let (mut at, mut rest) = (0, inner);
    let mut outer = 1;
    while let Some(next) = rest.find('\\') {
        at += next;
        outer += next;
        let escape = rest.get(next + 1..)?.chars().next()?;
        let (length, made) = match escape {
            'u' => {
                let made = text.get(at..)?.chars().next()?;
                (if made.len_utf8() == 4 { 12 } else { 6 }, made.len_utf8())
            }
            c => (1 + c.len_utf8(), 1),
        };
        at += made;
        outer += length;
        rest = rest.get(next + length..)?;
        steps.push((at, outer));
    }
    (at + rest.len() == text.len()).then_some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_file() {
        let file = r#"{"body": "{\n\t\"a\": [1, \"\u00e9\ud83d\ude00\", true]\n}"}"#;
        let (source, _) = Source::from_memory("a.json", file.as_bytes());
        let body = source.root().unwrap().get("body").unwrap();
        let mut budget = EmbeddedBudget::default();
        let mut embedded = Embedded::new(&source, body.as_str().unwrap(), body.span, &mut budget);
        let text = embedded.text();
        let node = embedded.parse(text, &mut Diagnostics::new()).unwrap();
        let list = node.get("a").unwrap().as_list().unwrap();
        let texts: Vec<&str> = list.iter().map(|item| source.text_of(item.span)).collect();
        assert_eq!(texts, ["1", r#"\"\u00e9\ud83d\ude00\""#, "true"]);
        let broken = embedded.parse("{\n\t\"a\": ?", &mut Diagnostics::new()).unwrap_err();
        assert_eq!(source.locate(broken.span.unwrap()).unwrap().column, 23);
    }

    #[test]
    fn another_text_has_one_place() {
        let (source, _) = Source::from_memory("a.yaml", b"body: '[1]'\n");
        let body = source.root().unwrap().get("body").unwrap();
        let mut budget = EmbeddedBudget::default();
        let mut embedded = Embedded::new(&source, "[1]", body.span, &mut budget);
        let node = embedded.parse("[1]", &mut Diagnostics::new()).unwrap();
        assert_eq!(node.as_list().unwrap().first().unwrap().span, body.span);
    }
}
