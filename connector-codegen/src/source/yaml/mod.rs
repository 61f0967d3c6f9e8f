//! The YAML reader: the events of `saphyr-parser` become the same tree that JSON becomes.

mod anchors;
mod indent;
mod input;
mod offsets;
mod scalar;

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Tag};

use self::anchors::{Anchors, Size};
use self::indent::Indents;
use self::input::Limited;
use self::offsets::Offsets;
use super::limits::{Budget, DEPTH, NODES, YAML_LOOKAHEAD};
use super::object::{Member, Object};
use super::report_duplicates;
use super::tree::{FileId, Node, Span, Value};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, quoted};

type Result<T, E = Box<Diagnostic>> = std::result::Result<T, E>;

/// Reads the first document of `text`. The error says why there is no tree; what is odd is in `diags`.
pub(crate) fn read(text: &str, file: FileId, budget: &mut Budget, diags: &mut Diagnostics) -> Result<Node> {
    let mut indents = Indents::default();
    loop {
        let mended = if indents.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(indents.apply(text)) };
        let places = Places { text: &mended, file, offsets: Offsets::new(&mended), indents: &indents };
        let (mut left, mut found) = (*budget, Diagnostics::new());
        match attempt(&places, &mut left, &mut found) {
            Ok(root) => {
                *budget = left;
                for start in indents.lines() {
                    let message = "this line is indented less than YAML demands inside quotes and brackets";
                    diags.warning(Code::REPAIRED, Span::new(file, start, start), message);
                }
                diags.append(found);
                return Ok(root);
            }
            Err(Stop::Problem(problem)) => {
                diags.append(found);
                return Err(problem);
            }
            Err(Stop::Syntax(error)) => {
                let problem = places.syntax(&error);
                let at = places.offsets.byte(error.marker().index());
                let mut more = std::mem::take(&mut indents);
                if !more.mend(&mended, &error, at) {
                    diags.append(found);
                    return Err(problem);
                }
                indents = more;
            }
        }
    }
}

/// Why an attempt at reading ended.
enum Stop {
    Syntax(ScanError),
    Problem(Box<Diagnostic>),
}

impl From<Box<Diagnostic>> for Stop {
    fn from(problem: Box<Diagnostic>) -> Self {
        Self::Problem(problem)
    }
}

fn attempt(places: &Places<'_>, budget: &mut Budget, diags: &mut Diagnostics) -> Result<Node, Stop> {
    let mut builder = Builder { budget, diags, open: Vec::new(), root: None, anchors: Anchors::default() };
    let allowance = input::Allowance::new(YAML_LOOKAHEAD);
    let mut parser = Parser::new_from_iter(Limited::new(places.text, &allowance));
    let mut finished = false;
    while let Some(event) = parser.next_event() {
        if allowance.is_used_up() {
            let message =
                format!("more than {YAML_LOOKAHEAD} characters follow without a value that is complete");
            return Err(Box::new(Diagnostic::error(Code::TOO_LARGE, builder.place_of_end(), message)).into());
        }
        allowance.renew();
        let (event, mark) = event.map_err(Stop::Syntax)?;
        let span = places.span(&mark);
        match event {
            Event::DocumentStart(_) if finished => {
                builder.diags.warning(
                    Code::MANY_DOCUMENTS,
                    span,
                    "only the first YAML document of this file is used",
                );
                break;
            }
            Event::DocumentEnd => finished = true,
            Event::StreamEnd => break,
            event => builder.event(event, span)?,
        }
    }
    let empty =
        || Box::new(Diagnostic::error(Code::SYNTAX, Span::new(places.file, 0, 0), "the document is empty"));
    builder.root.ok_or_else(|| empty().into())
}

/// From the parser's places, in characters, to ours, in bytes.
struct Places<'a> {
    /// What the parser reads.
    text: &'a str,
    file: FileId,
    offsets: Offsets,
    /// What was added to the file's text.
    indents: &'a Indents,
}

impl Places<'_> {
    fn span(&self, mark: &saphyr_parser::Span) -> Span {
        let start = self.offsets.byte(mark.start.index());
        let end = self.offsets.byte(mark.end.index());
        // block scalars end at the start of the line behind them
        let inner = self.text.get(start..end).unwrap_or_default().trim_end();
        self.original(start, start + inner.len())
    }

    fn original(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.indents.original(start), self.indents.original(end))
    }

    fn syntax(&self, error: &ScanError) -> Box<Diagnostic> {
        let at = self.offsets.byte(error.marker().index());
        let rest = self.text.get(at..).unwrap_or_default();
        let width = rest.chars().next().filter(|c| !c.is_control()).map_or(0, char::len_utf8);
        let span = self.original(at, at + width);
        if error.info() == "recursion limit exceeded" {
            return too_deep(span);
        }
        let problem = Diagnostic::error(Code::SYNTAX, span, format!("this is not YAML: {}", error.info()));
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.get(before.rfind('\n').map_or(0, |end| end + 1)..).unwrap_or_default();
        let tab = line.trim_start_matches(' ').starts_with('\t')
            || (line.trim().is_empty() && rest.starts_with('\t'));
        Box::new(if tab { problem.help("indent with blanks: YAML allows no tabs there") } else { problem })
    }
}

fn too_deep(span: Span) -> Box<Diagnostic> {
    let message = format!("lists and objects are nested more than {DEPTH} levels deep");
    Box::new(Diagnostic::error(Code::TOO_LARGE, span, message))
}

struct Builder<'a> {
    budget: &'a mut Budget,
    diags: &'a mut Diagnostics,
    open: Vec<Open>,
    root: Option<Node>,
    anchors: Anchors,
}

/// A list or mapping that is still open.
struct Open {
    span: Span,
    anchor: usize,
    size: Size,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Mapping { members: Vec<Member>, merges: Vec<Node>, key: Option<Key> },
}

enum Key {
    Text(String, Span),
    Merge,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<()> {
        if self.wants_key() && self.key(&event, span)? {
            return Ok(());
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let value = self.scalar(text.into_owned(), style, tag.as_deref(), span);
                let size = Size::of_value(&value);
                self.count(span)?;
                self.complete(Node { value, span }, size, anchor, span)
            }
            Event::SequenceStart(anchor, tag) => {
                self.container_tag(tag.as_deref(), "seq", span);
                self.enter(Content::List(Vec::new()), anchor, span)
            }
            Event::MappingStart(anchor, tag) => {
                self.container_tag(tag.as_deref(), "map", span);
                let content = Content::Mapping { members: Vec::new(), merges: Vec::new(), key: None };
                self.enter(content, anchor, span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(span),
            Event::Alias(anchor) => {
                let (node, size) = self.anchors.copy(anchor, self.budget, span)?;
                if self.open.len().saturating_add(size.levels) > DEPTH {
                    return Err(too_deep(span));
                }
                self.complete(node, size, 0, span)
            }
            _ => Ok(()),
        }
    }

    fn wants_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { content: Content::Mapping { key: None, .. }, .. }))
    }

    /// Takes the event as the next key; false when it ends the mapping.
    fn key(&mut self, event: &Event<'_>, span: Span) -> Result<bool> {
        let found = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let plain = *style == ScalarStyle::Plain && tag.is_none();
                let text = text.clone().into_owned();
                if *anchor > 0 {
                    let node = Node { value: Value::Text(text.clone()), span };
                    self.anchors.define(*anchor, &node, Size::of_value(&node.value), self.budget, span)?;
                }
                if plain && text == "<<" { Key::Merge } else { Key::Text(text, span) }
            }
            Event::Alias(anchor) => {
                let (node, _) = self.anchors.copy(*anchor, self.budget, span)?;
                match node.value {
                    Value::Text(text) => Key::Text(text, span),
                    Value::List(_) | Value::Object(_) => return Err(not_a_key(span)),
                    _ => Key::Text(node.to_json_text(), span),
                }
            }
            Event::MappingEnd => return Ok(false),
            _ => return Err(not_a_key(span)),
        };
        if let Some(Open { content: Content::Mapping { key, .. }, size, .. }) = self.open.last_mut() {
            if let Key::Text(text, _) = &found {
                size.add_text(text);
            }
            *key = Some(found);
        }
        Ok(true)
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Value {
        let plain = style == ScalarStyle::Plain;
        let Some(tag) = tag else {
            return if plain { scalar::plain(text) } else { Value::Text(text) };
        };
        match scalar::tagged(text, plain, tag) {
            Ok(value) => value,
            Err((value, problem)) => {
                self.diags
                    .push_with(Severity::Warning, || Diagnostic::warning(Code::YAML_TAG, span, problem));
                value
            }
        }
    }

    fn container_tag(&mut self, tag: Option<&Tag>, expected: &str, span: Span) {
        let known =
            |tag: &&Tag| scalar::is_plain_mark(tag) || (scalar::is_core(tag) && tag.suffix == expected);
        if let Some(tag) = tag.filter(|tag| !known(tag)) {
            self.diags.push_with(Severity::Warning, || {
                Diagnostic::warning(
                    Code::YAML_TAG,
                    span,
                    format!("the tag {} is ignored", quoted(&tag.to_string())),
                )
            });
        }
    }

    fn count(&mut self, span: Span) -> Result<()> {
        let Some(left) = self.budget.nodes.checked_sub(1) else {
            let message = format!("the document has more than {NODES} values");
            return Err(Box::new(Diagnostic::error(Code::TOO_LARGE, span, message)));
        };
        self.budget.nodes = left;
        Ok(())
    }

    fn enter(&mut self, content: Content, anchor: usize, span: Span) -> Result<()> {
        self.count(span)?;
        if self.open.len() >= DEPTH {
            return Err(too_deep(span));
        }
        self.open.push(Open { span, anchor, size: Size::CONTAINER, content });
        Ok(())
    }

    fn leave(&mut self, end: Span) -> Result<()> {
        let Some(mut open) = self.open.pop() else { return Ok(()) };
        // block collections end where their last value does, not where the next token begins
        if end.end > end.start {
            open.span.end = open.span.end.max(end.end);
        }
        let value = match open.content {
            Content::List(list) => Value::List(list),
            Content::Mapping { members, merges, .. } => Value::Object(self.mapping(members, merges)),
        };
        let span = open.span;
        self.complete(Node { value, span }, open.size, open.anchor, span)
    }

    fn mapping(&mut self, members: Vec<Member>, merges: Vec<Node>) -> Object {
        let (object, duplicates) = Object::new(members);
        report_duplicates(&duplicates, self.diags);
        if merges.is_empty() { object } else { anchors::merge(object, merges, self.diags) }
    }

    /// Hands a finished value to what it stands in. `place` is where it stands, also when it is a copy.
    fn complete(&mut self, node: Node, size: Size, anchor: usize, place: Span) -> Result<()> {
        if anchor > 0 {
            self.anchors.define(anchor, &node, size, self.budget, place)?;
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.span.end = open.span.end.max(place.end);
        open.size.add(size);
        match &mut open.content {
            Content::List(list) => list.push(node),
            Content::Mapping { members, merges, key } => match key.take() {
                Some(Key::Text(key, key_span)) => members.push(Member { key, key_span, value: node }),
                Some(Key::Merge) => merges.push(node),
                None => {}
            },
        }
        Ok(())
    }

    fn place_of_end(&self) -> Option<Span> {
        self.open.last().map(|open| Span { start: open.span.end, ..open.span })
    }
}

fn not_a_key(span: Span) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(Code::SYNTAX, span, "a key must be a plain text, not a list or an object"))
}

#[cfg(test)]
mod tests;
