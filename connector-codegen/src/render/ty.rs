//! Types and what they are made of.

use proc_macro2::{Delimiter, TokenTree};

use super::cursor::Cursor;
use super::layout::{Breaks, Layout, STEP};
use super::table::Table;

impl Layout {
    /// A type.
    pub fn ty(&mut self, tokens: &mut Cursor) {
        match tokens.peek(0) {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '&' => {
                tokens.next();
                self.word("&");
                if self.lifetime(tokens) {
                    self.word(" ");
                }
                if tokens.word("mut") {
                    self.word("mut ");
                }
                self.ty(tokens);
            }
            Some(TokenTree::Ident(word)) if word == "impl" || word == "dyn" => {
                self.show(word);
                tokens.next();
                self.word(" ");
                self.bound(tokens);
                while tokens.sign('+') {
                    self.word(" + ");
                    self.bound(tokens);
                }
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                self.parentheses(tokens, Self::ty);
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => {
                let Some(mut inner) = tokens.group(Delimiter::Bracket) else { return };
                self.word("[");
                self.ty(&mut inner);
                self.rest(&mut inner);
                self.word("]");
            }
            Some(TokenTree::Ident(_)) => self.path(tokens, false),
            _ if tokens.is_path(0) => self.path(tokens, false),
            // What a caller may name in place of a type of the document.
            _ => self.rest(tokens),
        }
    }

    /// A trait or a lifetime.
    fn bound(&mut self, tokens: &mut Cursor) {
        if !self.lifetime(tokens) {
            if tokens.sign('?') {
                self.word("?");
            }
            self.path(tokens, false);
        }
    }

    /// A lifetime, if one comes.
    pub fn lifetime(&mut self, tokens: &mut Cursor) -> bool {
        if !tokens.sign('\'') {
            return false;
        }
        self.word("'");
        self.next(tokens);
        true
    }

    /// A path with its arguments, behind `::` where it is an expression.
    pub fn path(&mut self, tokens: &mut Cursor, expression: bool) {
        if tokens.is_path(0) {
            self.colons(tokens);
        }
        loop {
            self.next(tokens);
            if !expression && tokens.is_sign(0, '<') {
                self.arguments(tokens);
            }
            if !expression && tokens.is_group(0, Delimiter::Parenthesis) {
                self.parentheses(tokens, Self::ty);
                self.output(tokens);
            }
            if !tokens.is_path(0) {
                return;
            }
            self.colons(tokens);
            if tokens.is_sign(0, '<') {
                self.arguments(tokens);
                if !tokens.is_path(0) {
                    return;
                }
                self.colons(tokens);
            }
        }
    }

    /// `::`, which comes.
    pub fn colons(&mut self, tokens: &mut Cursor) {
        tokens.next();
        tokens.next();
        self.word("::");
    }

    /// `-> T`, if it comes.
    pub fn output(&mut self, tokens: &mut Cursor) {
        if tokens.is_sign(0, '-') && tokens.is_sign(1, '>') {
            tokens.next();
            tokens.next();
            self.word(" -> ");
            self.ty(tokens);
        }
    }

    /// What stands between angle brackets.
    pub fn arguments(&mut self, tokens: &mut Cursor) {
        tokens.next();
        self.word("<");
        self.begin(STEP, Breaks::All);
        self.zero();
        while !tokens.is_empty() && !tokens.is_sign(0, '>') {
            if matches!(tokens.peek(0), Some(TokenTree::Literal(_))) {
                self.next(tokens);
            } else if tokens.is_sign(1, '=') {
                self.next(tokens);
                tokens.next();
                self.word(" = ");
                self.ty(tokens);
            } else if !self.lifetime(tokens) {
                self.ty(tokens);
            }
            tokens.sign(',');
            self.comma(tokens.is_sign(0, '>'));
        }
        self.offset(-STEP);
        self.end();
        tokens.next();
        self.word(">");
    }

    /// Parameters of a type or function, if there are any.
    pub fn generics(&mut self, tokens: &mut Cursor) {
        if !tokens.sign('<') {
            return;
        }
        self.word("<");
        self.begin(0, Breaks::All);
        self.zero();
        while !tokens.is_empty() && !tokens.is_sign(0, '>') {
            if !self.lifetime(tokens) {
                self.next(tokens);
                self.begin(STEP, Breaks::Needed);
                if tokens.sign(':') {
                    self.word(": ");
                    self.bound(tokens);
                }
                while tokens.sign('+') {
                    self.space();
                    self.word("+ ");
                    self.bound(tokens);
                }
                self.end();
            }
            tokens.sign(',');
            self.comma(tokens.is_sign(0, '>'));
        }
        self.offset(-STEP);
        self.end();
        tokens.next();
        self.word(">");
    }

    /// The next token as it is.
    pub fn next(&mut self, tokens: &mut Cursor) {
        if let Some(token) = tokens.next() {
            self.show(&token);
        }
    }

    /// All other tokens, on one line.
    pub fn rest(&mut self, tokens: &mut Cursor) {
        let mut plain = Table::default();
        plain.add(tokens.collect());
        self.word(&plain.into_text());
    }
}
