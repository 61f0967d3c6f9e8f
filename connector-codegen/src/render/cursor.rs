//! Tokens that are yet to be printed.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Tokens, the next one last: so they are taken, not copied.
#[derive(Default)]
pub struct Cursor(Vec<TokenTree>);

impl From<TokenStream> for Cursor {
    fn from(tokens: TokenStream) -> Self {
        let mut all: Vec<TokenTree> = tokens.into_iter().collect();
        all.reverse();
        Self(all)
    }
}

impl Iterator for Cursor {
    type Item = TokenTree;

    fn next(&mut self) -> Option<TokenTree> {
        self.0.pop()
    }
}

impl Cursor {
    /// Whether there are no more.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those that come, the next one first.
    pub fn ahead(&self) -> impl Iterator<Item = &TokenTree> {
        self.0.iter().rev()
    }

    /// One of those that come.
    pub fn peek(&self, ahead: usize) -> Option<&TokenTree> {
        self.0.get(self.0.len().checked_sub(ahead + 1)?)
    }

    /// Whether this sign comes.
    pub fn is_sign(&self, ahead: usize, sign: char) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
    }

    /// Whether `::` comes.
    pub fn is_path(&self, ahead: usize) -> bool {
        self.is_sign(ahead, ':') && self.is_sign(ahead + 1, ':')
    }

    /// Whether this word comes.
    pub fn is_word(&self, ahead: usize, word: &str) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Ident(ident)) if ident == word)
    }

    /// Whether something in such signs comes.
    pub fn is_group(&self, ahead: usize, delimiter: Delimiter) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Group(group)) if group.delimiter() == delimiter)
    }

    /// Takes this sign, if it comes.
    pub fn sign(&mut self, sign: char) -> bool {
        let comes = self.is_sign(0, sign);
        if comes {
            self.0.pop();
        }
        comes
    }

    /// Takes this word, if it comes.
    pub fn word(&mut self, word: &str) -> bool {
        let comes = self.is_word(0, word);
        if comes {
            self.0.pop();
        }
        comes
    }

    /// Takes what comes in such signs.
    pub fn group(&mut self, delimiter: Delimiter) -> Option<Self> {
        match self.0.pop() {
            Some(TokenTree::Group(group)) if group.delimiter() == delimiter => {
                let inner = group.stream();
                // Whoever holds tokens alone need not copy them.
                drop(group);
                Some(inner.into())
            }
            Some(other) => {
                self.0.push(other);
                None
            }
            None => None,
        }
    }

    /// Takes what comes up to the sign, which stays.
    pub fn until(&mut self, sign: char) -> TokenStream {
        let mut taken = TokenStream::new();
        while !self.is_sign(0, sign)
            && let Some(token) = self.0.pop()
        {
            taken.extend([token]);
        }
        taken
    }
}
