//! From byte offsets to what a person reads.

use std::borrow::Cow;
use std::fmt;

use super::show::{plain, safe, width};
use super::{Code, Diagnostic, Severity};
use crate::source::{Place, Source};

/// A finding with its place looked up. `Display` gives the text for a terminal, without a line break at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Which rule.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The file as the user named it; empty when there is no place.
    pub file: String,
    /// From 1; 0 when there is no place.
    pub line: usize,
    /// From 1, in characters; 0 when there is no place.
    pub column: usize,
    /// JSON pointer of the value there; empty for the whole document.
    pub pointer: String,
    /// Other places.
    pub related: Vec<RenderedNote>,
    excerpt: Option<Excerpt>,
}

/// Another place that a finding names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedNote {
    /// What it is.
    pub message: String,
    /// The file as the user named it.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    excerpt: Excerpt,
}

impl Diagnostic {
    /// Looks up where this is.
    pub fn render(&self, source: &Source) -> Rendered {
        self.render_hiding(source, &[])
    }

    /// The same, without these texts in what is shown of the document's lines.
    pub(super) fn render_hiding(&self, source: &Source, hidden: &[String]) -> Rendered {
        let place = self.span.and_then(|span| source.locate(span));
        let pointer = self.span.map(|span| source.pointer(span)).unwrap_or_default();
        let related = self.related.iter().filter_map(|(span, message)| {
            let place = source.locate(*span)?;
            let excerpt = Excerpt::new(&place, source.text_of(*span), hidden);
            Some(RenderedNote {
                message: plain(message, LONGEST_MESSAGE),
                file: plain(place.file, LONGEST_MESSAGE),
                line: place.line,
                column: place.column,
                excerpt,
            })
        });
        Rendered {
            code: self.code,
            severity: self.severity,
            message: plain(&self.message, LONGEST_MESSAGE),
            help: self.help.as_deref().map(|help| plain(help, LONGEST_MESSAGE)),
            line: place.as_ref().map_or(0, |place| place.line),
            column: place.as_ref().map_or(0, |place| place.column),
            pointer: plain(&pointer, LONGEST_MESSAGE),
            related: related.collect(),
            excerpt: self
                .span
                .zip(place.as_ref())
                .map(|(span, place)| Excerpt::new(place, source.text_of(span), hidden)),
            file: place.map(|place| plain(place.file, LONGEST_MESSAGE)).unwrap_or_default(),
        }
    }
}

/// Names in a hostile document can be as long as the document.
const LONGEST_MESSAGE: usize = 1000;

impl fmt::Display for Rendered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.severity.as_str())?;
        if self.excerpt.is_some() {
            write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        }
        f.write_str(&self.message)?;
        match &self.excerpt {
            Some(excerpt) => {
                write!(f, "\n{excerpt}")?;
                if !self.pointer.is_empty() {
                    write!(f, "   in {}", self.pointer)?;
                }
                if let Some(help) = &self.help {
                    write!(f, "   help: {help}")?;
                }
                write!(f, "  [{}]", self.code)?;
            }
            None => match &self.help {
                Some(help) => write!(f, "\n       = help: {help}  [{}]", self.code)?,
                None => write!(f, "  [{}]", self.code)?,
            },
        }
        for note in &self.related {
            write!(f, "\n  note: {}:{}:{}: {}", note.file, note.line, note.column, note.message)?;
            write!(f, "\n{}", note.excerpt)?;
        }
        Ok(())
    }
}

/// One line of the document, cut to what fits, and the part of it that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Excerpt {
    line: usize,
    text: String,
    indent: usize,
    carets: usize,
}

/// Columns of an excerpt, and how many of them stand before the marked part when the line is longer.
const WINDOW: usize = 100;
const BEFORE: usize = 40;
/// Deep nesting says nothing here: this much of it is kept.
const INDENT: usize = 4;

impl Excerpt {
    /// Looks at no more of the line than it shows: a minified document is one line of megabytes.
    fn new(place: &Place<'_>, marked: &str, hidden: &[String]) -> Self {
        let (line, offset) = masked(place.line_text, place.offset, hidden);
        let (before, after) = line.split_at_checked(offset).unwrap_or((&line, ""));
        let blanks = before.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let before = before.get(blanks.saturating_sub(INDENT)..).unwrap_or_default();

        let marked = marked.chars().take_while(|c| !matches!(c, '\n' | '\r')).take(WINDOW).count();
        let has_before = before.chars().rev().take(WINDOW + 1).count();
        let has_after = after.chars().take(WINDOW + 1).count();
        let (mut keep_before, mut keep_after) = (has_before, has_after);
        if has_before + has_after > WINDOW {
            // the marked part is the point: it gets the room it needs, then what stands around it
            let room = BEFORE.min(WINDOW - marked).max(WINDOW.saturating_sub(has_after));
            keep_before = has_before.min(room);
            keep_after = has_after.min(WINDOW - keep_before);
        }

        let mut shown: Vec<char> = before.chars().rev().take(keep_before).collect();
        shown.reverse();
        let columns = |chars: &[char]| chars.iter().copied().map(width).sum::<usize>();
        let mut indent = columns(&shown);
        let mut text = String::new();
        if keep_before < has_before {
            text.push('…');
            indent += 1;
        }
        let under: Vec<char> = after.chars().take(marked.min(keep_after)).collect();
        text.extend(shown.into_iter().chain(after.chars().take(keep_after)).map(safe));
        if keep_after < has_after {
            text.push('…');
        }
        Self { line: place.line, text, indent, carets: columns(&under).max(1) }
    }
}

/// A line, or what of it may be shown, with asterisks for what is hidden; and where in it the place is. Lengths in bytes stay.
fn masked<'l>(line: &'l str, offset: usize, hidden: &[String]) -> (Cow<'l, str>, usize) {
    let Some(longest) = hidden.iter().map(String::len).max() else { return (Cow::Borrowed(line), offset) };
    // Characters have up to four bytes; what is hidden may stand across the edge of what is shown.
    let room = 4 * WINDOW + longest;
    let near = |at: usize| (0..=at.min(line.len())).rfind(|&at| line.is_char_boundary(at)).unwrap_or(0);
    let (from, to) = (near(offset.saturating_sub(room)), near(offset.saturating_add(room)));
    let mut shown = line.get(from..to).unwrap_or_default().to_owned();
    for text in hidden {
        // As it stands in JSON, where it may be escaped, too.
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
        for text in [text, &escaped] {
            if !text.is_empty() && shown.contains(text) {
                shown = shown.replace(text, &"*".repeat(text.len()));
            }
        }
    }
    (Cow::Owned(shown), offset - from)
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:>6} | {}", self.line, self.text)?;
        write!(f, "       | {:indent$}{:^<carets$}", "", "", indent = self.indent, carets = self.carets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::quoted;
    use crate::source::Node;

    fn source(text: &str) -> Source {
        Source::from_memory("api.json", text.as_bytes()).0
    }

    #[test]
    fn the_whole_picture() {
        let text = "{\n  \"paths\": {\n    \"/orders\": {\n      \"get\": {\"parameters\": [\n         {\n         \"name\": \"limit\",\n         \"in\": \"query\"}]}}}}";
        let source = source(text);
        let at = |node: &Node, key: &str| node.get(key).unwrap().clone();
        let list = at(&at(&at(&at(source.root().unwrap(), "paths"), "/orders"), "get"), "parameters");
        let name = at(&list.as_list().unwrap()[0], "name");
        let shown = Diagnostic::error(Code::SYNTAX, name.span, "parameter `limit` is declared twice");
        let shown = shown.help("remove one").related(name.span, "here it is again").render(&source);
        assert_eq!(
            shown.to_string(),
            "error: api.json:6:18: parameter `limit` is declared twice\n\
            \x20    6 |     \"name\": \"limit\",\n\
            \x20      |             ^^^^^^^   in /paths/~1orders/get/parameters/0/name   help: remove one  [C0004]\n\
            \x20 note: api.json:6:18: here it is again\n\
            \x20    6 |     \"name\": \"limit\",\n\
            \x20      |             ^^^^^^^"
        );
    }

    #[test]
    fn a_minified_line_is_cut_around_the_place() {
        let text = format!("{{\"a\": \"{}\", \"b\": 17, \"c\": \"{}\"}}", "x".repeat(5000), "y".repeat(5000));
        let source = source(&text);
        let b = source.root().unwrap().get("b").unwrap();
        let shown = Diagnostic::warning(Code::SYNTAX, b.span, "odd").render(&source).to_string();
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines.iter().all(|line| line.chars().count() < 125), "{shown}");
        let at = lines[2].find('^').unwrap();
        assert_eq!(lines[1].chars().skip(at).take(2).collect::<String>(), "17", "{shown}");
        assert!(lines[1].contains('…'));

        let a = source.root().unwrap().get("a").unwrap();
        let shown = Diagnostic::warning(Code::SYNTAX, a.span, "long").render(&source).to_string();
        assert!(shown.len() < 500, "{shown}");
    }

    #[test]
    fn what_a_terminal_would_obey_is_not_shown() {
        let source = source("{\t\"\u{1b}]0;x\u{7}\": 1}");
        let member =
            source.root().unwrap().as_object().and_then(|object| object.iter().next().cloned()).unwrap();
        let message = format!("odd name {}", quoted(&member.key));
        let shown = Diagnostic::error(Code::SYNTAX, member.key_span, message).render(&source).to_string();
        assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
    }

    #[test]
    fn what_is_hidden_is_not_shown() {
        let text = format!("{{\"{}\": \"hu\\/sh\", \"b\": \"é hush-2 hush-2\", \"c\": 3}}", "x".repeat(2000));
        let source = source(&text);
        let mut all = crate::diag::Diagnostics::new();
        for key in ["b", "c"] {
            all.warning(Code::SYNTAX, source.root().unwrap().get(key).unwrap().span, "odd");
        }
        all.hide("hush-2");
        let shown: Vec<String> = all.render(&source).iter().map(ToString::to_string).collect();
        assert!(
            shown.iter().all(|one| !one.contains("hush-2") && one.contains("****** ******")),
            "{shown:?}"
        );
        let lines: Vec<&str> = shown[1].lines().collect();
        let at = lines[2].find('^').unwrap();
        assert_eq!(lines[1].chars().nth(at), Some('3'), "{}", shown[1]);
    }

    #[test]
    fn without_a_place() {
        let source = source("{}");
        let plain = Diagnostic::error(Code::UNREADABLE, None, "no such file").render(&source);
        assert_eq!(plain.to_string(), "error: no such file  [C0001]");
        let helped = Diagnostic::error(Code::UNREADABLE, None, "no such file");
        let helped = helped.help("make one").render(&source);
        assert_eq!(helped.to_string(), "error: no such file\n       = help: make one  [C0001]");
    }
}
