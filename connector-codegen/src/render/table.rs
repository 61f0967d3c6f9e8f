//! The runtime's macros, whose arguments are tables: on one line where they fit, else filled lines between braces.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Those of them whose rows, which end in semicolons, have lines of their own.
const ROWS: [&str; 2] = ["rt::mock!(", "rt::answers!("];

/// How wide a table may be.
const WIDTH: usize = super::layout::WIDTH.unsigned_abs();

/// A table on one line, and where it may be broken.
#[derive(Default)]
pub struct Table {
    text: String,
    /// Behind commas and semicolons.
    ends: Vec<usize>,
    /// Behind the first opening brace, and before the last closing one.
    inside: Option<(usize, usize)>,
}

/// What a token stands behind.
#[derive(Clone, Copy, PartialEq)]
enum Behind {
    /// What opens a group, or nothing.
    Open,
    /// A sign that belongs to the next one.
    Joint,
    /// `::`, `.`, `<`, `&`, `#`, `!`: the next one is close to it.
    Close,
    /// A word, a number or a text.
    Word,
    /// A group in parentheses or brackets.
    Group,
    /// Anything else.
    Other,
}

impl Table {
    /// Tokens on one line.
    pub fn add(&mut self, tokens: TokenStream) {
        self.tokens(tokens, Behind::Open);
    }

    fn tokens(&mut self, tokens: TokenStream, mut behind: Behind) {
        for token in tokens {
            let (blank, next) = spacing(behind, &token, &self.text);
            if blank && behind != Behind::Open {
                self.text.push(' ');
            }
            match token {
                TokenTree::Group(group) => {
                    let (delimiter, inner) = (group.delimiter(), group.stream());
                    drop(group);
                    self.group(delimiter, inner);
                }
                TokenTree::Punct(punct) => {
                    self.text.push(punct.as_char());
                    if matches!(punct.as_char(), ',' | ';') {
                        self.ends.push(self.text.len());
                    }
                }
                other => {
                    let _ = write!(self.text, "{other}");
                }
            }
            behind = next;
        }
    }

    fn group(&mut self, delimiter: Delimiter, inner: TokenStream) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::None => ("", ""),
        };
        self.text.push_str(open);
        let begin = self.text.len();
        // A blank stands behind a brace, but not before a semicolon.
        self.tokens(inner, if delimiter == Delimiter::Brace { Behind::Other } else { Behind::Open });
        let empty = self.text.len() == begin;
        if delimiter == Delimiter::Brace {
            let first = self.inside.map_or(begin, |(first, _)| first.min(begin));
            self.inside = Some((first, self.text.len()));
            if !empty {
                self.text.push(' ');
            }
        }
        self.text.push_str(close);
    }

    /// The semicolon behind it.
    pub fn end(&mut self) {
        self.text.push(';');
    }

    /// The text alone.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Lines, the first of which begins at `indent`.
    pub fn lines(&self, indent: usize, out: &mut String) {
        let blanks = |out: &mut String, count: usize| out.extend(std::iter::repeat_n(' ', count));
        blanks(out, indent);
        let wide = indent + self.text.len() > WIDTH;
        let Some((open, close)) = self.inside.filter(|_| wide) else {
            out.push_str(&self.text);
            out.push('\n');
            return;
        };
        let by_row = ROWS.iter().any(|begin| self.text.starts_with(begin));
        let part = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default().trim();
        out.push_str(part(0, open));
        let margin = indent + 4;
        let mut width = 0;
        let mut from = open;
        let inner = self.ends.iter().copied().filter(|end| (open..close).contains(end));
        for end in inner
            .filter(|end| !by_row || self.text.get(..*end).is_some_and(|text| text.ends_with(';')))
            .chain([close])
        {
            let piece = part(from, end);
            from = end;
            if piece.is_empty() {
                continue;
            }
            if width == 0 || by_row || width + 1 + piece.len() > WIDTH {
                out.push('\n');
                blanks(out, margin);
                width = margin;
            } else {
                out.push(' ');
                width += 1;
            }
            out.push_str(piece);
            width += piece.len();
        }
        out.push('\n');
        blanks(out, indent);
        out.push_str(part(close, self.text.len()));
        out.push('\n');
    }
}

/// Whether a blank stands before a token, and what the next one stands behind.
fn spacing(behind: Behind, token: &TokenTree, text: &str) -> (bool, Behind) {
    let apart = !matches!(behind, Behind::Joint | Behind::Close);
    match token {
        TokenTree::Ident(_) | TokenTree::Literal(_) => (apart, Behind::Word),
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Parenthesis | Delimiter::Bracket => (apart && behind != Behind::Word, Behind::Group),
            Delimiter::Brace | Delimiter::None => (apart, Behind::Other),
        },
        TokenTree::Punct(punct) => {
            let next = match (punct.spacing(), punct.as_char()) {
                (_, '.' | '<' | '&' | '#' | '!') => Behind::Close,
                (Spacing::Alone, ':') if text.ends_with(':') => Behind::Close,
                (Spacing::Joint, _) => Behind::Joint,
                _ => Behind::Other,
            };
            let blank = match punct.as_char() {
                ':' => punct.spacing() == Spacing::Joint && text.ends_with([':', '=', ',', '|']),
                ',' | ';' | '<' | '>' => false,
                '!' => apart && behind != Behind::Word,
                '.' => apart && !matches!(behind, Behind::Word | Behind::Group),
                _ => apart,
            };
            (blank, next)
        }
    }
}
