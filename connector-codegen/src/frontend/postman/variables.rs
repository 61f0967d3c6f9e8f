//! Variables: what a collection defines, put in where it stands.

use std::collections::HashMap;

use super::address::{Piece, pieces};
use super::model::Collection;
use super::pairs::scalar;
use super::secrets;
use crate::diag::{Code, Diagnostics, quoted};
use crate::source::Span;

/// Definitions inside definitions.
const DEPTH: usize = 16;
/// A text grows no longer than this: variables that double each other make any length.
const LENGTH: usize = 16 << 10;

/// The values that a collection gives its variables.
#[derive(Debug, Default)]
pub struct Variables {
    values: HashMap<String, String>,
}

impl Variables {
    /// Those with a value that is no secret: what is one is asked for.
    pub fn of(collection: &Collection<'_>, root: Span, diags: &mut Diagnostics) -> Self {
        let mut all = Self::default();
        for one in &collection.variables {
            let value = one.value.and_then(scalar).unwrap_or_default();
            // `auth` may well be the address of a server.
            let secret = one.secret || (secrets::is_credential(&one.name) && !value.contains("://"));
            if !secret && !value.trim().is_empty() {
                all.values.insert(one.name.clone(), value.trim().to_owned());
            }
        }
        let mut names: Vec<&String> = all.values.keys().collect();
        names.sort();
        let circles: Vec<String> = names
            .into_iter()
            .filter(|name| all.expand(&format!("{{{{{name}}}}}"), 0).is_none())
            .cloned()
            .collect();
        for name in circles {
            let at = collection.variables.iter().find(|one| one.name == name).and_then(|one| one.value);
            let message = format!("the variable {} is defined by itself, or beyond bounds", quoted(&name));
            diags.warning(Code::VARIABLE_CYCLE, at.map_or(root, |value| value.span), message);
            all.values.remove(&name);
        }
        all
    }

    /// The value of a variable, variables in it put in; none where some of them have no value.
    pub fn get(&self, name: &str) -> Option<String> {
        let made = self.expand(self.values.get(name)?, 1)?;
        (!made.contains("{{")).then_some(made)
    }

    /// A text with all values put in that are known.
    pub fn fill(&self, text: &str) -> String {
        if !text.contains("{{") {
            return text.to_owned();
        }
        self.expand(text, 0).unwrap_or_else(|| text.to_owned())
    }

    fn expand(&self, text: &str, depth: usize) -> Option<String> {
        if depth > DEPTH {
            return None;
        }
        let mut out = String::new();
        for piece in pieces(text) {
            match piece {
                Piece::Text(text) => out.push_str(&text),
                Piece::Variable(name) => match self.values.get(&name) {
                    Some(value) => out.push_str(&self.expand(value, depth + 1)?),
                    None => out.push_str(&format!("{{{{{name}}}}}")),
                },
            }
            if out.len() > LENGTH {
                return None;
            }
        }
        Some(out)
    }
}
