//! One slip of YAML that other readers forgive: a line inside quotes or brackets that is indented too little.
//!
//! The parser refuses such a line. So blanks, which mean nothing there, are put in front of it, the document is
//! read again, and places are counted back to where they are in the file.

use saphyr_parser::ScanError;

/// How many lines are mended, and how many bytes may be read again for it.
const LINES: usize = 64;
const AGAIN: usize = 16 << 20;
/// Deeper than anything that people write by hand.
const COLUMNS: usize = 256;

/// Blanks to put in front of lines.
#[derive(Default)]
pub(super) struct Indents {
    /// Where lines begin in the file, ascending, and how many blanks each gets.
    lines: Vec<(usize, usize)>,
    again: usize,
}

impl Indents {
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Where the mended lines begin.
    pub(super) fn lines(&self) -> impl Iterator<Item = usize> {
        self.lines.iter().map(|(start, _)| *start)
    }

    /// The text with all blanks.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + self.lines.len() * COLUMNS);
        let mut from = 0;
        for (start, blanks) in &self.lines {
            out.push_str(text.get(from..*start).unwrap_or_default());
            out.extend(std::iter::repeat_n(' ', *blanks));
            from = *start;
        }
        out.push_str(text.get(from..).unwrap_or_default());
        out
    }

    /// Where a byte of the mended text is in the file.
    pub(super) fn original(&self, at: usize) -> usize {
        let mut added = 0;
        for (start, blanks) in &self.lines {
            if at < start + added {
                break;
            }
            added += (*blanks).min(at - start - added);
        }
        at - added
    }

    /// Takes up the line that `error` is about; false when it is about something else, or there were too many.
    /// `text` is the mended text, and `at` the byte of it where the error is.
    pub(super) fn mend(&mut self, text: &str, error: &ScanError, at: usize) -> bool {
        let before = text.get(..at).unwrap_or_default();
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        let found = match error.info() {
            "invalid indentation in quoted scalar" => lines_of_quoted(text, at, error.marker().col()),
            "invalid indentation" | "invalid indentation in flow construct" => vec![(line, COLUMNS)],
            _ => return false,
        };
        self.again = self.again.saturating_add(at);
        let mut more = Vec::new();
        for (start, blanks) in found {
            let start = self.original(start);
            if self.lines.iter().any(|(known, _)| *known == start) {
                return false;
            }
            more.push((start, blanks));
        }
        self.lines.extend(more.iter().copied());
        self.lines.sort_unstable();
        !more.is_empty() && self.lines.len() <= LINES && self.again <= AGAIN
    }
}

/// The further lines of the quoted text at `at` that begin left of `column`, with what they lack.
fn lines_of_quoted(text: &str, at: usize, column: usize) -> Vec<(usize, usize)> {
    let mut chars = text.get(at..).unwrap_or_default().char_indices();
    let quote = chars.next().map_or('"', |(_, c)| c);
    let mut end = text.len();
    while let Some((offset, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            end = at + offset;
            break;
        }
    }
    let inside = text.get(at..end).unwrap_or_default();
    let mut short = Vec::new();
    for (offset, _) in inside.match_indices('\n').take(LINES) {
        let start = at + offset + 1;
        let line = text.get(start..end).unwrap_or_default();
        let blanks = line.bytes().take_while(|b| *b == b' ').count();
        if blanks < column && !line.trim_start_matches(' ').starts_with(['\n', '\r']) {
            short.push((start, column - blanks));
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_back() {
        let text = "ab\ncd\nef";
        let indents = Indents { lines: vec![(3, 2), (6, 4)], again: 0 };
        let mended = indents.apply(text);
        assert_eq!(mended, "ab\n  cd\n    ef");
        let back: Vec<usize> = (0..=mended.len()).map(|at| indents.original(at)).collect();
        assert_eq!(back, [0, 1, 2, 3, 3, 3, 4, 5, 6, 6, 6, 6, 6, 7, 8]);
    }
}
