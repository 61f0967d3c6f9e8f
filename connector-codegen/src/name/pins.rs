//! Names that are given from outside: overrides of the caller, and `connector.lock`.

use std::collections::HashMap;

use crate::source::Span;

/// Given names.
#[derive(Debug, Default)]
pub struct Pins {
    /// By place in the document: of a key or of a value.
    pub places: HashMap<Span, String>,
    /// By operationId.
    pub actions: HashMap<String, String>,
    /// By the name of a definition, or the path of an inline type as `connector.lock` writes it.
    pub types: HashMap<String, String>,
    /// By operationId, place and wire name.
    pub inputs: HashMap<(String, String), String>,
}

impl Pins {
    /// The name pinned at one of these places.
    pub fn at(&self, span: Span) -> Option<&String> {
        self.places.get(&span)
    }
}
