//! What is on which page: a site is one page, or, when that would be long, one for each tag.

use std::collections::{HashMap, HashSet};

use super::reference::{Group, Model, Operation, Reference};

/// More operations than these are on pages of their own, one for each tag.
const ON_ONE_PAGE: usize = 60;

/// Operations on one page of a tag.
const ON_A_PAGE: usize = 40;

/// Models on one page.
const MODELS_ON_A_PAGE: usize = 120;

/// Where things are: anchors by their pages.
pub(in crate::docs) struct Places {
    pages: HashMap<String, String>,
}

impl Places {
    pub(in crate::docs) fn of(parts: &[Part<'_>]) -> Self {
        let mut pages: HashMap<String, String> = HashMap::new();
        for part in parts {
            pages.extend(part.operations.iter().map(|one| (one.anchor(), part.page.clone())));
            pages.extend(part.models.iter().map(|one| (one.anchor(), part.page.clone())));
        }
        Self { pages }
    }

    /// What leads from a page to an anchor.
    pub(in crate::docs) fn href(&self, from: &str, anchor: &str) -> String {
        match self.pages.get(anchor) {
            Some(page) if page != from => format!("{page}#{anchor}"),
            _ => format!("#{anchor}"),
        }
    }

    pub(in crate::docs) fn has(&self, anchor: &str) -> bool {
        self.pages.contains_key(anchor)
    }
}

/// A part of the site: some operations of a group, or some models.
pub(in crate::docs) struct Part<'a> {
    pub(in crate::docs) page: String,
    pub(in crate::docs) anchor: String,
    /// It has a page of its own.
    pub(in crate::docs) leads: bool,
    pub(in crate::docs) name: String,
    pub(in crate::docs) group: Option<&'a Group>,
    pub(in crate::docs) operations: &'a [Operation],
    pub(in crate::docs) models: &'a [Model],
}

/// The parts in the order of reading.
pub(in crate::docs) fn parts<'a>(reference: &'a Reference, ending: &str) -> Vec<Part<'a>> {
    let one_page = reference.operations().count() <= ON_ONE_PAGE;
    let mut taken: HashSet<String> = ["index", "models", "search"].map(str::to_owned).into();
    let mut parts = Vec::new();
    for group in &reference.groups {
        let chunks: Vec<&[Operation]> =
            if one_page { vec![&group.operations] } else { group.operations.chunks(ON_A_PAGE).collect() };
        let several = chunks.len() > 1;
        for (number, operations) in chunks.into_iter().enumerate() {
            let own = slug(&group.name, &mut taken);
            let page = if one_page { format!("index.{ending}") } else { format!("{own}.{ending}") };
            let name = match several {
                true => format!("{} ({})", group.name, number + 1),
                false => group.name.clone(),
            };
            let anchor = format!("group-{own}");
            parts.push(Part {
                page,
                anchor,
                leads: !one_page,
                name,
                group: Some(group),
                operations,
                models: &[],
            });
        }
    }
    let chunks = reference.models.chunks(if one_page { usize::MAX } else { MODELS_ON_A_PAGE });
    let several = !one_page && reference.models.len() > MODELS_ON_A_PAGE;
    for (number, models) in chunks.enumerate() {
        let page = match (one_page, number) {
            (true, _) => format!("index.{ending}"),
            (false, 0) => format!("models.{ending}"),
            (false, number) => format!("models-{}.{ending}", number + 1),
        };
        let name = if several { format!("Types ({})", number + 1) } else { "Types".to_owned() };
        parts.push(Part {
            page,
            anchor: "types".to_owned(),
            leads: !one_page,
            name,
            group: None,
            operations: &[],
            models,
        });
    }
    parts
}

/// `name`, `name-2`, …: what may stand in a URL and a file name anywhere, and is not yet taken.
pub(in crate::docs) fn slug(name: &str, taken: &mut HashSet<String>) -> String {
    let mut plain = String::new();
    for sign in name.chars().flat_map(char::to_lowercase) {
        match sign {
            'a'..='z' | '0'..='9' => plain.push(sign),
            _ if plain.ends_with('-') || plain.is_empty() => {}
            _ => plain.push('-'),
        }
        if plain.len() >= 60 {
            break;
        }
    }
    let plain = plain.trim_matches('-');
    let plain = if plain.is_empty() { "group" } else { plain };
    let mut number = 1;
    loop {
        let own = if number == 1 { plain.to_owned() } else { format!("{plain}-{number}") };
        if taken.insert(own.clone()) {
            return own;
        }
        number += 1;
    }
}
