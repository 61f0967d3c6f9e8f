//! Lines no wider than they may be: Oppen's "Prettyprinting" (1980).
//!
//! A line is words, breaks and boxes. Where the rest of a box does not fit, its breaks become line breaks.

use std::fmt::{Display, Write as _};
use std::iter;

use proc_macro2::TokenStream;

/// How wide a line may be.
pub const WIDTH: isize = 140;

/// How much room there is at least, however deep a line begins.
const LEAST: isize = 60;

/// How far things stand in.
pub const STEP: isize = 4;

/// Wider than any line.
const ENDLESS: isize = 0xffff;

/// Which breaks of a box become line breaks, where it does not fit.
#[derive(Clone, Copy)]
pub enum Breaks {
    /// All.
    All,
    /// Those behind which the next piece does not fit.
    Needed,
}

/// Where a line may end.
#[derive(Clone, Copy, Default)]
pub struct Break {
    /// Blanks, where it does not end.
    pub blanks: usize,
    /// How much further in the next line stands.
    pub offset: isize,
    /// What the line ends with.
    pub before: Option<char>,
    /// What the next line begins with.
    pub after: &'static str,
    /// It is there for the boxes alone.
    pub never: bool,
    /// It is nothing at the end of a box.
    pub if_any: bool,
}

#[derive(Clone, Copy)]
enum Part {
    /// That many bytes of the text.
    Text(usize),
    Break(Break),
    Begin(isize, Breaks),
    End,
}

/// Whether a box fits; if not, where it stands.
enum Frame {
    Fits,
    Broken(isize, Breaks),
}

/// Text, and the line that comes next.
#[derive(Default)]
pub struct Layout {
    /// What is laid out.
    pub out: String,
    /// Public modules, where they are put aside.
    pub modules: Option<Vec<(String, TokenStream)>>,
    /// The words of the line that comes next.
    text: String,
    /// Its parts, with sizes: of a box its own, of a break that up to the next one; each with what follows up to the next break.
    parts: Vec<(Part, isize)>,
    /// Parts whose size is not known yet.
    open: Vec<usize>,
    total: isize,
}

impl Layout {
    /// A word.
    pub fn word(&mut self, word: &str) {
        self.text.push_str(word);
        self.grown(word.len());
    }

    /// A word.
    pub fn show(&mut self, word: &impl Display) {
        let before = self.text.len();
        let _ = write!(self.text, "{word}");
        self.grown(self.text.len() - before);
    }

    fn grown(&mut self, bytes: usize) {
        let width = isize::try_from(bytes).unwrap_or(ENDLESS);
        self.total += width;
        match self.parts.last_mut() {
            Some((Part::Text(length), size)) => {
                *length += bytes;
                *size += width;
            }
            _ => self.parts.push((Part::Text(bytes), width)),
        }
    }

    /// A break.
    pub fn put(&mut self, one: Break) {
        self.settle();
        self.open.push(self.parts.len());
        self.parts.push((Part::Break(one), -1 - self.total));
        self.total += blanks(one);
    }

    /// A break without a blank.
    pub fn zero(&mut self) {
        self.put(Break::default());
    }

    /// A break with a blank.
    pub fn space(&mut self) {
        self.put(Break { blanks: 1, ..Break::default() });
    }

    /// No break, but one to the boxes before it.
    pub fn never(&mut self) {
        self.put(Break { never: true, ..Break::default() });
    }

    /// Between the elements of a list; behind the last one a comma, where the line ends.
    pub fn comma(&mut self, last: bool) {
        if last {
            self.put(Break { before: Some(','), ..Break::default() });
        } else {
            self.word(",");
            self.space();
        }
    }

    /// Moves the line behind the last break.
    pub fn offset(&mut self, by: isize) {
        if let Some((Part::Break(one), _)) = self.parts.last_mut() {
            one.offset += by;
        }
    }

    /// Begins a box.
    pub fn begin(&mut self, offset: isize, breaks: Breaks) {
        self.open.push(self.parts.len());
        self.parts.push((Part::Begin(offset, breaks), -1 - self.total));
    }

    /// Ends a box. One with nothing but a break is nothing.
    pub fn end(&mut self) {
        if let Some((Part::Break(one), _)) = self.parts.last().copied() {
            let before = self.parts.len().checked_sub(2).and_then(|at| self.parts.get(at));
            let empty = matches!(before, Some((Part::Begin(..), _)));
            if empty || one.if_any {
                self.drop_last();
                self.total -= blanks(one);
            }
            if empty {
                self.drop_last();
                return;
            }
        }
        self.open.push(self.parts.len());
        self.parts.push((Part::End, -1));
    }

    fn drop_last(&mut self) {
        self.parts.pop();
        self.open.pop();
    }

    /// Ends a box that does not fit where it is wider.
    pub fn end_within(&mut self, width: isize) {
        let mut depth = 1;
        for at in self.open.iter().rev() {
            match self.parts.get(*at) {
                Some((Part::End, _)) => depth += 1,
                Some((Part::Begin(..), size)) => {
                    depth -= 1;
                    if depth == 0 {
                        if size + 1 + self.total > width {
                            self.total += ENDLESS;
                            self.parts.push((Part::Text(0), ENDLESS));
                        }
                        break;
                    }
                }
                _ => {}
            }
        }
        self.end();
    }

    /// The sizes that are known now.
    fn settle(&mut self) {
        let mut depth = 0;
        while let Some((part, size)) = self.open.last().and_then(|at| self.parts.get_mut(*at)) {
            match part {
                Part::Begin(..) if depth == 0 => return,
                Part::Begin(..) => {
                    *size += 1 + self.total;
                    depth -= 1;
                }
                Part::End => depth += 1,
                Part::Break(_) => {
                    *size += 1 + self.total;
                    if depth == 0 {
                        self.open.pop();
                        return;
                    }
                }
                Part::Text(_) => {}
            }
            self.open.pop();
        }
    }

    /// Lays the line out: it begins at `at`, and boxes stand in from `base`.
    pub fn line(&mut self, at: isize, base: isize) {
        self.settle();
        let Self { out, text, parts, .. } = self;
        let mut words = text.as_str();
        let (mut indent, mut space, mut pending) = (base, room(at), at);
        let mut frames: Vec<Frame> = Vec::new();
        for (part, size) in parts.drain(..) {
            match part {
                Part::Text(length) => {
                    let (word, rest) = words.split_at_checked(length).unwrap_or((words, ""));
                    words = rest;
                    blank(out, &mut pending);
                    out.push_str(word);
                    space -= isize::try_from(length).unwrap_or(ENDLESS);
                }
                Part::Begin(offset, breaks) if size > space => {
                    frames.push(Frame::Broken(indent, breaks));
                    indent += offset;
                }
                Part::Begin(..) => frames.push(Frame::Fits),
                Part::End => {
                    if let Some(Frame::Broken(before, _)) = frames.pop() {
                        indent = before;
                    }
                }
                Part::Break(one) => {
                    let fits = match frames.last() {
                        _ if one.never => true,
                        Some(Frame::Fits) => true,
                        Some(Frame::Broken(_, Breaks::All)) => false,
                        Some(Frame::Broken(_, Breaks::Needed)) | None => size <= space,
                    };
                    if fits {
                        pending += blanks(one);
                        space -= blanks(one);
                        continue;
                    }
                    if let Some(sign) = one.before {
                        blank(out, &mut pending);
                        out.push(sign);
                    }
                    out.push('\n');
                    pending = indent + one.offset;
                    space = room(pending);
                    if !one.after.is_empty() {
                        blank(out, &mut pending);
                        out.push_str(one.after);
                        space -= isize::try_from(one.after.len()).unwrap_or(ENDLESS);
                    }
                }
            }
        }
        out.push('\n');
        text.clear();
        self.open.clear();
        self.total = 0;
    }
}

fn blanks(one: Break) -> isize {
    isize::try_from(one.blanks).unwrap_or(ENDLESS)
}

fn room(at: isize) -> isize {
    (WIDTH - at).max(LEAST)
}

fn blank(out: &mut String, pending: &mut isize) {
    out.extend(iter::repeat_n(' ', usize::try_from(*pending).unwrap_or_default()));
    *pending = 0;
}
