//! What a discriminator says of schemas, by where they stand and by their names: both sides of a mapping may be long.

use std::collections::HashMap;

use super::{Discriminator, Reader};
use crate::source::{Node, Span};

/// How objects are told apart, references resolved.
pub(super) struct Tag {
    /// The property that says which it is.
    pub(super) wire: String,
    /// What it says, in the order of the document.
    values: Vec<String>,
    by_name: HashMap<String, Vec<usize>>,
    by_place: HashMap<Span, Vec<usize>>,
}

impl Tag {
    /// What is said of a schema: by reference, or by name.
    pub(super) fn of(&self, target: &Node, name: Option<&str>) -> Vec<&str> {
        let named = name.and_then(|name| self.by_name.get(name));
        let placed = self.by_place.get(&target.span);
        let mut places: Vec<usize> = named.into_iter().chain(placed).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|at| self.values.get(at)).map(String::as_str).collect()
    }
}

impl Reader<'_> {
    /// A discriminator of the schema `base`.
    pub(super) fn tag(&self, given: Discriminator, base: &Node) -> Tag {
        let mut tag =
            Tag { wire: given.tag, values: Vec::new(), by_name: HashMap::new(), by_place: HashMap::new() };
        for (at, (value, to)) in given.mapping.into_iter().enumerate() {
            tag.values.push(value);
            if to.contains(['#', '/', '.'])
                && let Ok(target) = self.source.resolve(base.span.file, &to)
            {
                tag.by_place.entry(target.span).or_default().push(at);
            }
            tag.by_name.entry(to).or_default().push(at);
        }
        tag
    }
}
