//! Lines and columns, counted only when something is shown.

use std::sync::OnceLock;

use super::tree::Span;

/// Where a person finds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The file as the user named it.
    pub file: &'a str,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The line, without its end. It can be the whole document.
    pub line_text: &'a str,
    /// The byte offset of the place in `line_text`.
    pub offset: usize,
}

/// Where the lines of a text begin.
#[derive(Debug, Default)]
pub(crate) struct Lines(OnceLock<(Vec<usize>, bool)>);

impl Lines {
    pub(crate) fn place<'a>(&self, file: &'a str, text: &'a str, span: Span) -> Place<'a> {
        let (starts, ascii) = self.0.get_or_init(|| {
            let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
            (std::iter::once(0).chain(after_breaks).collect(), text.is_ascii())
        });
        let at = usize::try_from(span.start).unwrap_or(usize::MAX).min(text.len());
        let line = starts.partition_point(|start| *start <= at);
        let start = starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let end = starts.get(line).copied().unwrap_or(text.len());
        let line_text = text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        // in the middle of a line end there is nothing more to see
        let offset = (at - start).min(line_text.len());
        let before = line_text.get(..offset).unwrap_or_default();
        let column = if *ascii { before.len() } else { before.chars().count() } + 1;
        Place { file, line, column, line_text, offset }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn places() {
        let text = "é1\r\n\n  x";
        let lines = Lines::default();
        let place = |start| {
            let place = lines.place("f", text, Span::new(FileId(0), start, start));
            (place.line, place.column, place.line_text)
        };
        assert_eq!(place(0), (1, 1, "é1"));
        assert_eq!(place(2), (1, 2, "é1"));
        assert_eq!(place(4), (1, 3, "é1"));
        assert_eq!(place(5), (2, 1, ""));
        assert_eq!(place(8), (3, 3, "  x"));
        assert_eq!(place(99), (3, 4, "  x"));
    }
}
