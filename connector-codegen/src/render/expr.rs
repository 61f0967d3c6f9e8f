//! Expressions and statements, of the kinds that generated code has.

use proc_macro2::{Delimiter, TokenTree};

use super::cursor::Cursor;
use super::layout::{Break, Breaks, Layout, STEP};

/// How wide a struct may be on one line.
const STRUCT: isize = 100;

/// What an expression is, as far as its lines ask.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Methods and fields of something.
    Chain,
    /// A call of a function by its path.
    Call,
    /// What has signs of its own around it: an array, a tuple, a struct; and a closure.
    Enclosed,
    /// A path, a literal, a reference.
    Other,
}

/// Looks ahead.
fn kind(tokens: &Cursor) -> Kind {
    if tokens.is_sign(0, '|') {
        return Kind::Enclosed;
    }
    if tokens.is_sign(0, '&') {
        return Kind::Other;
    }
    let (mut depth, mut count, mut kind) = (0_usize, 0, Kind::Other);
    for token in tokens.ahead() {
        match token {
            TokenTree::Punct(punct) => match punct.as_char() {
                '<' => depth += 1,
                '>' => depth = depth.saturating_sub(1),
                _ if depth > 0 => {}
                '.' => return Kind::Chain,
                ',' | ';' | '=' => break,
                _ => {}
            },
            TokenTree::Group(group) if depth == 0 => {
                kind = match group.delimiter() {
                    Delimiter::Parenthesis if count > 0 => Kind::Call,
                    _ => Kind::Enclosed,
                }
            }
            _ => {}
        }
        count += 1;
    }
    kind
}

impl Layout {
    /// What stands between the braces of a function, each statement on lines of its own.
    pub fn statements(&mut self, mut tokens: Cursor, indent: isize) {
        while !tokens.is_empty() {
            self.begin(0, Breaks::Needed);
            if tokens.word("let") {
                self.word("let ");
                self.pattern(&mut tokens);
                if tokens.sign(':') {
                    self.word(": ");
                    self.ty(&mut tokens);
                }
                tokens.sign('=');
                self.word(" = ");
                self.never();
                self.expression(&mut tokens);
            } else {
                self.assignment(&mut tokens);
            }
            if tokens.sign(';') {
                self.word(";");
            }
            self.end();
            self.line(indent, indent);
        }
    }

    /// An expression that may be assigned to something, at the beginning of a line.
    fn assignment(&mut self, tokens: &mut Cursor) {
        let assigns =
            tokens.ahead().take_while(|token| !is_sign(token, ';')).any(|token| is_sign(token, '='));
        if !assigns {
            return self.expression(tokens);
        }
        self.begin(0, Breaks::Needed);
        self.expression(tokens);
        tokens.sign('=');
        self.word(" = ");
        self.never();
        self.expression(tokens);
        self.end();
    }

    /// An expression, up to a comma or semicolon.
    pub fn expression(&mut self, tokens: &mut Cursor) {
        match tokens.peek(0) {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '|' => return self.closure(tokens),
            Some(TokenTree::Punct(punct)) if matches!(punct.as_char(), '&' | '-' | '*' | '!') => {
                self.next(tokens);
                if tokens.word("mut") {
                    self.word("mut ");
                }
                return self.expression(tokens);
            }
            _ => {}
        }
        let chained = kind(tokens) == Kind::Chain;
        if chained {
            self.begin(STEP, Breaks::All);
        }
        // The first call has what it is called of beside it: `id.value()`, `self.0.call(..)`.
        let mut beside = self.first(tokens, chained);
        while tokens.sign('.') {
            if !beside {
                self.zero();
            }
            self.word(".");
            self.next(tokens);
            if tokens.is_path(0) {
                self.colons(tokens);
                self.arguments(tokens);
            }
            if let Some(inner) = tokens.group(Delimiter::Parenthesis) {
                let alone = beside && !tokens.is_sign(0, '.');
                self.begin(if alone { -STEP } else { 0 }, Breaks::All);
                self.given(inner);
                self.end();
                beside = false;
            }
        }
        if chained {
            self.end();
        }
    }

    /// What an expression begins with; whether that is a word that has a method or field.
    fn first(&mut self, tokens: &mut Cursor, chained: bool) -> bool {
        if chained {
            self.begin(-STEP, Breaks::All);
        }
        let mut word = false;
        match tokens.peek(0) {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => self.array(tokens),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                self.parentheses(tokens, Self::expression);
            }
            Some(TokenTree::Literal(_)) => self.next(tokens),
            Some(TokenTree::Ident(_)) if is_struct(tokens) => self.fields(tokens),
            Some(TokenTree::Ident(_)) => {
                word = tokens.is_sign(1, '.');
                self.path(tokens, true);
            }
            _ if tokens.is_path(0) => self.path(tokens, true),
            _ => self.rest(tokens),
        }
        if chained {
            self.end();
        }
        while let Some(inner) = tokens.group(Delimiter::Parenthesis) {
            self.given(inner);
        }
        word
    }

    /// The arguments of a call.
    fn given(&mut self, mut inner: Cursor) {
        self.word("(");
        let one = kind(&inner) == Kind::Enclosed && !inner.ahead().any(is_comma);
        if one {
            self.expression(&mut inner);
        } else {
            self.elements(&mut inner, Self::expression);
        }
        self.word(")");
    }

    /// A list with commas, on one line or each element on its own.
    pub fn elements(&mut self, inner: &mut Cursor, element: fn(&mut Self, &mut Cursor)) {
        self.begin(STEP, Breaks::All);
        self.zero();
        while !inner.is_empty() {
            element(self, inner);
            tokens_left(self, inner);
            self.comma(inner.is_empty());
        }
        self.offset(-STEP);
        self.end();
    }

    /// A tuple, or something in parentheses.
    pub fn parentheses(&mut self, tokens: &mut Cursor, element: fn(&mut Self, &mut Cursor)) {
        let Some(mut inner) = tokens.group(Delimiter::Parenthesis) else { return };
        self.word("(");
        if inner.is_empty() || inner.ahead().any(is_comma) {
            self.elements(&mut inner, element);
        } else {
            element(self, &mut inner);
        }
        self.word(")");
    }

    fn array(&mut self, tokens: &mut Cursor) {
        let Some(mut inner) = tokens.group(Delimiter::Bracket) else { return };
        self.word("[");
        let number = |token: &TokenTree| {
            is_comma(token)
                || matches!(token, TokenTree::Literal(one) if one.to_string().starts_with(|c: char| c.is_ascii_digit()))
        };
        if inner.is_empty() {
        } else if inner.ahead().all(number) {
            self.numbers(&mut inner);
        } else {
            self.elements(&mut inner, Self::expression);
        }
        self.word("]");
    }

    /// As many numbers on a line as fit.
    fn numbers(&mut self, inner: &mut Cursor) {
        self.begin(STEP, Breaks::All);
        self.zero();
        self.begin(0, Breaks::Needed);
        while !inner.is_empty() {
            self.next(inner);
            if inner.sign(',') && !inner.is_empty() {
                self.word(",");
                self.space();
            }
        }
        self.end();
        self.comma(true);
        self.offset(-STEP);
        self.end();
    }

    /// A struct.
    fn fields(&mut self, tokens: &mut Cursor) {
        self.begin(STEP, Breaks::All);
        self.begin(-STEP, Breaks::Needed);
        self.path(tokens, true);
        self.end();
        self.word(" {");
        self.put(Break { blanks: 1, if_any: true, ..Break::default() });
        let mut inner = tokens.group(Delimiter::Brace).unwrap_or_default();
        while !inner.is_empty() {
            if inner.sign('.') {
                inner.sign('.');
                self.word("..");
                self.expression(&mut inner);
                self.space();
                break;
            }
            self.next(&mut inner);
            if inner.sign(':') {
                self.word(": ");
                self.begin(0, Breaks::Needed);
                self.expression(&mut inner);
                self.end();
            }
            inner.sign(',');
            if inner.is_empty() {
                self.put(Break { blanks: 1, before: Some(','), ..Break::default() });
            } else {
                self.word(",");
                self.space();
            }
        }
        self.offset(-STEP);
        self.end_within(STRUCT);
        self.word("}");
    }

    fn closure(&mut self, tokens: &mut Cursor) {
        self.begin(0, Breaks::Needed);
        self.begin(STEP, Breaks::All);
        self.word("|");
        tokens.sign('|');
        self.zero();
        while !tokens.is_empty() && !tokens.is_sign(0, '|') {
            self.pattern(tokens);
            if tokens.sign(',') {
                self.word(",");
                self.space();
            }
        }
        tokens.sign('|');
        self.word("|");
        self.space();
        self.offset(-STEP);
        self.end();
        self.never();
        if matches!(kind(tokens), Kind::Call | Kind::Enclosed) {
            self.expression(tokens);
        } else {
            // Braces, where it does not stand on the same line.
            self.begin(STEP, Breaks::All);
            self.put(Break { before: Some('{'), ..Break::default() });
            self.expression(tokens);
            self.put(Break { offset: -STEP, after: "}", ..Break::default() });
            self.end();
        }
        self.end();
    }

    /// A name, or a tuple of them.
    pub fn pattern(&mut self, tokens: &mut Cursor) {
        if tokens.is_group(0, Delimiter::Parenthesis) {
            return self.parentheses(tokens, Self::pattern);
        }
        if tokens.word("mut") {
            self.word("mut ");
        }
        self.next(tokens);
    }
}

pub fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

pub fn is_comma(token: &TokenTree) -> bool {
    is_sign(token, ',')
}

/// Whether a path comes, and the fields of a struct behind it.
fn is_struct(tokens: &Cursor) -> bool {
    let path = |token: &&TokenTree| matches!(token, TokenTree::Ident(_)) || is_sign(token, ':');
    let behind = tokens.ahead().find(|token| !path(token));
    matches!(behind, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
}

/// A comma; whatever stands before it that is of no kind known here is printed as it is.
fn tokens_left(layout: &mut Layout, inner: &mut Cursor) {
    if !inner.sign(',') && !inner.is_empty() {
        layout.rest(inner);
    }
}
