//! Items, and what stands between their braces.

use proc_macro2::{Delimiter, TokenTree};

use super::cursor::Cursor;
use super::docs;
use super::expr::{is_comma, is_sign};
use super::layout::{Break, Breaks, Layout, STEP, WIDTH};
use super::table::Table;

impl Layout {
    /// Items, each on lines of its own: an empty one before what has documentation or attributes, and before blocks.
    pub fn items(&mut self, mut tokens: Cursor, indent: isize) {
        let mut first = true;
        while !tokens.is_empty() {
            if !first && begins_apart(&tokens) {
                self.out.push('\n');
            }
            first = false;
            self.attributes(&mut tokens, indent);
            self.item(&mut tokens, indent);
        }
    }

    fn item(&mut self, tokens: &mut Cursor, indent: isize) {
        let inside = indent + STEP;
        if is_macro(tokens) {
            return if is_model(tokens) { self.model(tokens, indent) } else { self.table(tokens, indent) };
        }
        if tokens.is_word(0, "impl") {
            self.head_of_impl(tokens);
            self.line(indent, inside);
            let inner = tokens.group(Delimiter::Brace).unwrap_or_default();
            self.items(inner, inside);
            return self.close(indent);
        }
        let public = self.visibility(tokens);
        if tokens.word("mod") {
            self.word("mod ");
            let name = tokens.peek(0).map(ToString::to_string).unwrap_or_default();
            self.next(tokens);
            let inner = tokens.group(Delimiter::Brace).unwrap_or_default();
            if let Some(modules) = self.modules.as_mut().filter(|_| public && indent == 0) {
                modules.push((name, inner.collect()));
                self.word(";");
                return self.line(indent, indent);
            }
            self.word(" {");
            self.line(indent, inside);
            self.items(inner, inside);
            self.close(indent);
        } else if tokens.word("struct") {
            self.word("struct ");
            self.next(tokens);
            self.generics(tokens);
            match tokens.group(Delimiter::Brace) {
                Some(inner) => self.members(inner, indent, Self::field),
                None => {
                    self.unnamed(tokens);
                    self.end_of_line(tokens, indent);
                }
            }
        } else if tokens.word("enum") {
            self.word("enum ");
            self.next(tokens);
            self.generics(tokens);
            let inner = tokens.group(Delimiter::Brace).unwrap_or_default();
            self.members(inner, indent, Self::variant);
        } else if tokens.is_word(0, "fn") {
            self.function(tokens, indent);
        } else if tokens.is_word(0, "static") || tokens.is_word(0, "const") {
            self.next(tokens);
            self.word(" ");
            self.next(tokens);
            tokens.sign(':');
            self.word(": ");
            self.ty(tokens);
            self.assigned(tokens, indent, Self::expression);
        } else if tokens.word("type") {
            self.word("type ");
            self.next(tokens);
            self.generics(tokens);
            self.assigned(tokens, indent, Self::ty);
        } else if tokens.word("use") {
            self.word("use ");
            self.import(tokens);
            self.end_of_line(tokens, indent);
        } else {
            let mut one = Cursor::from(tokens.until(';'));
            self.rest(&mut one);
            self.end_of_line(tokens, indent);
        }
    }

    /// What stands behind `=`: on a line of its own, where there and only there it fits on one.
    fn assigned(&mut self, tokens: &mut Cursor, indent: isize, what: fn(&mut Self, &mut Cursor)) {
        tokens.sign('=');
        let taken = tokens.until(';');
        let mut flat = Table::default();
        flat.add(taken.clone());
        flat.end();
        let fits = flat.into_text().len() <= (WIDTH - indent - STEP).unsigned_abs();
        self.word(" =");
        self.begin(0, Breaks::Needed);
        self.put(Break { blanks: 1, offset: STEP, never: !fits, ..Break::default() });
        what(self, &mut taken.into());
        self.end();
        self.end_of_line(tokens, indent);
    }

    fn import(&mut self, tokens: &mut Cursor) {
        while !tokens.is_empty() {
            if tokens.is_path(0) {
                self.colons(tokens);
            } else if let Some(mut inner) = tokens.group(Delimiter::Brace) {
                self.word("{");
                self.import(&mut inner);
                self.word("}");
            } else if tokens.sign(',') {
                self.word(if tokens.is_empty() { "" } else { ", " });
            } else if tokens.word("as") {
                self.word(" as ");
            } else if tokens.is_sign(0, ';') {
                return;
            } else {
                self.next(tokens);
            }
        }
    }

    fn end_of_line(&mut self, tokens: &mut Cursor, indent: isize) {
        if tokens.sign(';') {
            self.word(";");
        }
        self.line(indent, indent);
    }

    fn close(&mut self, indent: isize) {
        self.word("}");
        self.line(indent, indent);
    }

    fn table(&mut self, tokens: &mut Cursor, indent: isize) {
        let mut table = Table::default();
        let taken = tokens.until(';');
        tokens.sign(';');
        table.add(taken);
        table.end();
        table.lines(usize::try_from(indent).unwrap_or_default(), &mut self.out);
    }

    /// `rt::object!`, `rt::string_enum!`: a type whose parts have names on the wire. It stands as it would without the macro.
    fn model(&mut self, tokens: &mut Cursor, indent: isize) {
        let inside = indent + STEP;
        while !tokens.is_empty() && !tokens.is_group(0, Delimiter::Parenthesis) {
            self.next(tokens);
        }
        let mut inner = tokens.group(Delimiter::Parenthesis).unwrap_or_default();
        self.word("(");
        if inner.is_sign(1, ',') {
            self.next(&mut inner);
            self.next(&mut inner);
        }
        self.line(indent, indent);
        self.attributes(&mut inner, indent);
        self.visibility(&mut inner);
        self.next(&mut inner);
        self.word(" ");
        self.next(&mut inner);
        self.word(" {");
        self.line(indent, inside);
        let mut parts = inner.group(Delimiter::Brace).unwrap_or_default();
        while !parts.is_empty() {
            self.attributes(&mut parts, inside);
            if parts.is_sign(0, ';') {
                let mut table = Table::default();
                table.add(parts.by_ref().collect());
                self.word(&table.into_text());
            } else {
                self.part(&mut parts);
                parts.sign(',');
                self.word(",");
            }
            self.line(inside, inside);
        }
        self.word("})");
        self.end_of_line(tokens, indent);
    }

    /// `pub name: Type = "name"`, `Name = "name"`, or one after `..`.
    fn part(&mut self, tokens: &mut Cursor) {
        while tokens.sign('.') {
            self.word(".");
        }
        if tokens.is_sign(1, '=') || tokens.is_sign(1, ',') {
            self.next(tokens);
        } else {
            self.field(tokens);
        }
        if tokens.sign('=') {
            self.word(" = ");
            self.next(tokens);
        }
    }

    /// Fields or variants.
    fn members(&mut self, mut inner: Cursor, indent: isize, member: fn(&mut Self, &mut Cursor)) {
        let inside = indent + STEP;
        if inner.is_empty() {
            self.word(" {}");
            return self.line(indent, indent);
        }
        self.word(" {");
        self.line(indent, inside);
        while !inner.is_empty() {
            self.attributes(&mut inner, inside);
            member(self, &mut inner);
            inner.sign(',');
            self.word(",");
            self.line(inside, inside);
        }
        self.close(indent);
    }

    fn field(&mut self, tokens: &mut Cursor) {
        self.visibility(tokens);
        self.next(tokens);
        tokens.sign(':');
        self.word(": ");
        self.ty(tokens);
    }

    fn variant(&mut self, tokens: &mut Cursor) {
        self.next(tokens);
        self.unnamed(tokens);
    }

    /// The fields of a tuple, where it has any.
    fn unnamed(&mut self, tokens: &mut Cursor) {
        let Some(mut inner) = tokens.group(Delimiter::Parenthesis) else { return };
        self.word("(");
        self.elements(&mut inner, |layout, tokens| {
            layout.visibility(tokens);
            layout.ty(tokens);
        });
        self.word(")");
    }

    /// Who may see an item; whether everybody may.
    fn visibility(&mut self, tokens: &mut Cursor) -> bool {
        if !tokens.word("pub") {
            return false;
        }
        self.word("pub");
        let inner = tokens.group(Delimiter::Parenthesis);
        let public = inner.is_none();
        if let Some(mut inner) = inner {
            self.word("(");
            if inner.word("in") {
                self.word("in ");
            }
            self.path(&mut inner, false);
            self.word(")");
        }
        self.word(" ");
        public
    }

    fn head_of_impl(&mut self, tokens: &mut Cursor) {
        self.begin(-STEP, Breaks::Needed);
        self.begin(STEP, Breaks::All);
        self.next(tokens);
        self.generics(tokens);
        self.end();
        self.word(" ");
        self.ty(tokens);
        if tokens.word("for") {
            self.space();
            self.word("for ");
            self.ty(tokens);
        }
        self.end();
        self.word(" {");
    }

    /// A function, on one line where it is one expression and there is room for it.
    fn function(&mut self, tokens: &mut Cursor, indent: isize) {
        let inside = indent + STEP;
        self.begin(0, Breaks::All);
        self.signature(tokens);
        let mut inner = tokens.group(Delimiter::Brace).unwrap_or_default();
        if is_expression(&inner) {
            self.space();
            self.expression(&mut inner);
            self.space();
            self.offset(-STEP);
            self.word("}");
            self.end();
            return self.line(indent, inside);
        }
        self.end();
        self.line(indent, inside);
        self.statements(inner, inside);
        self.close(indent);
    }

    fn signature(&mut self, tokens: &mut Cursor) {
        self.next(tokens);
        self.word(" ");
        self.next(tokens);
        self.generics(tokens);
        self.word("(");
        self.never();
        let mut inner = tokens.group(Delimiter::Parenthesis).unwrap_or_default();
        self.begin(0, Breaks::All);
        self.zero();
        while !inner.is_empty() {
            self.argument(&mut inner);
            inner.sign(',');
            self.comma(inner.is_empty());
        }
        self.offset(-STEP);
        self.end();
        self.word(")");
        self.begin(-STEP, Breaks::All);
        self.output(tokens);
        self.end();
        self.word(" {");
    }

    fn argument(&mut self, tokens: &mut Cursor) {
        if tokens.sign('&') {
            self.word("&");
            if self.lifetime(tokens) {
                self.word(" ");
            }
        }
        self.pattern(tokens);
        if tokens.sign(':') {
            self.word(": ");
            self.ty(tokens);
        }
    }

    /// Attributes, each on a line; documentation as comments.
    fn attributes(&mut self, tokens: &mut Cursor, indent: isize) {
        while tokens.sign('#') {
            let Some(mut inner) = tokens.group(Delimiter::Bracket) else { return };
            match docs::comment(&inner) {
                Some(text) => {
                    self.word("///");
                    self.word(text.trim_end_matches(' '));
                }
                None => {
                    self.word("#[");
                    self.meta(&mut inner, false);
                    self.word("]");
                }
            }
            self.line(indent, indent);
        }
    }

    fn meta(&mut self, tokens: &mut Cursor, inside: bool) {
        let mut word = false;
        while let Some(token) = tokens.peek(0) {
            match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    let Some(mut inner) = tokens.group(Delimiter::Parenthesis) else { return };
                    self.word("(");
                    self.begin(STEP, Breaks::All);
                    self.zero();
                    self.begin(0, Breaks::Needed);
                    self.meta(&mut inner, true);
                    self.end();
                    self.zero();
                    self.offset(-STEP);
                    self.end();
                    self.word(")");
                    word = false;
                }
                TokenTree::Punct(punct) if punct.as_char() == '=' => {
                    tokens.next();
                    self.word(" = ");
                    word = false;
                }
                token if is_comma(token) => {
                    tokens.next();
                    self.word(",");
                    if inside {
                        self.space();
                    } else {
                        self.word(" ");
                    }
                    word = false;
                }
                TokenTree::Punct(_) => {
                    self.next(tokens);
                    word = false;
                }
                _ => {
                    if word {
                        self.word(" ");
                    }
                    self.next(tokens);
                    word = true;
                }
            }
        }
    }
}

/// Whether what stands in a function is one expression.
fn is_expression(inner: &Cursor) -> bool {
    !inner.is_empty()
        && !inner.is_word(0, "let")
        && !inner.ahead().any(|token| is_sign(token, ';') || is_sign(token, '='))
}

/// Whether an item has an empty line before it.
fn begins_apart(tokens: &Cursor) -> bool {
    tokens.is_sign(0, '#')
        || is_macro(tokens) && is_model(tokens)
        || tokens.is_word(0, "impl")
        || tokens.is_word(0, "mod")
        || tokens.is_word(0, "pub") && tokens.is_word(1, "mod")
}

/// Whether it is that of a model: `rt::object!`, `rt::string_enum!`.
fn is_model(tokens: &Cursor) -> bool {
    tokens.is_word(3, "object") || tokens.is_word(3, "string_enum")
}

/// Whether a macro comes: a path, and `!`.
fn is_macro(tokens: &Cursor) -> bool {
    let behind = tokens.ahead().find(|token| !matches!(token, TokenTree::Ident(_)) && !is_sign(token, ':'));
    behind.is_some_and(|token| is_sign(token, '!'))
}
