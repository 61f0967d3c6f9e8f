//! `x-ms-api-annotation`: operations that are revisions of one another.

use std::collections::HashMap;

use super::Reader;
use super::extension::text;
use super::schema::scalar_text;
use crate::ir::Revision;
use crate::source::Node;

/// What an operation says of itself: nothing where it is of no family and no preview.
pub(super) fn revision(node: &Node, id: &str) -> Option<Revision> {
    let given = node.get("x-ms-api-annotation")?;
    let number = given.get("revision").and_then(scalar_text).and_then(|number| number.parse().ok());
    let family = text(given, "family");
    let preview = text(given, "status").is_some_and(|word| word.eq_ignore_ascii_case("preview"));
    if family.is_none() && number.is_none() && !preview {
        return None;
    }
    Some(Revision { family: family.unwrap_or(id).to_owned(), number: number.unwrap_or(1), preview })
}

impl Reader<'_> {
    /// An older revision is deprecated where a newer one is as settled as itself, and says which one to use.
    pub(super) fn outdate(&mut self) {
        let mut families: HashMap<String, Vec<(u32, bool, String)>> = HashMap::new();
        for action in self.actions.iter().filter(|action| action.deprecated.is_none()) {
            if let Some(own) = &action.revision {
                let entry = (own.number, own.preview, action.id.clone());
                families.entry(own.family.clone()).or_default().push(entry);
            }
        }
        for action in &mut self.actions {
            let Some(own) = &action.revision else { continue };
            let all = families.get(&own.family).map(Vec::as_slice).unwrap_or_default();
            let newer =
                all.iter().filter(|(number, preview, _)| *number > own.number && (own.preview || !preview));
            let Some((.., id)) = newer.max_by_key(|(number, ..)| *number) else { continue };
            // What the document says of it is better.
            action.deprecated.get_or_insert(None).get_or_insert_with(|| id.clone());
        }
    }
}
