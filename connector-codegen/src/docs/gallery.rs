//! The index of many connectors, in which one first looks whether there is one.

use std::collections::HashSet;

use super::html::{Entry, Frame, escape, frame, index_script};
use super::parts::slug;
use super::reference::{OperationKind, Reference};
use super::{Page, plain};
use crate::ir::json_text;

/// The longest text of a card, in characters.
const LONGEST: usize = 300;

/// What an index knows of one connector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Its title.
    pub title: String,
    /// Its description, as one line of plain text.
    pub description: String,
    /// Its version.
    pub version: String,
    /// Where its service is; empty where a connection says it.
    pub host: String,
    /// Where its description or its pages are.
    pub path: String,
    /// What it can do.
    pub operations: Vec<Entrance>,
}

/// An action or trigger in an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entrance {
    /// A trigger.
    pub trigger: bool,
    /// Its heading.
    pub title: String,
    /// The method.
    pub name: String,
}

impl Card {
    /// What an index says of a connector. Internal operations are not for people who look around.
    pub fn of(reference: &Reference, path: &str) -> Self {
        let operations = reference.operations().filter(|one| one.kind != OperationKind::Internal);
        Self {
            title: plain(&reference.title),
            description: cut(plain(reference.description.as_deref().unwrap_or_default())),
            version: reference.version.clone(),
            host: reference.host().unwrap_or_default().to_owned(),
            path: path.to_owned(),
            operations: operations
                .map(|one| Entrance {
                    trigger: one.kind == OperationKind::Trigger,
                    title: one.title(),
                    name: one.name.clone(),
                })
                .collect(),
        }
    }

    fn triggers(&self) -> usize {
        self.operations.iter().filter(|one| one.trigger).count()
    }

    /// How well a connector fits some words, and the operations that they speak of; none where a word is nowhere. Titles
    /// count more than hosts, hosts more than operations, and descriptions least.
    pub fn rank(&self, words: &[String]) -> Option<(u32, Vec<&Entrance>)> {
        let title = self.title.to_lowercase();
        let host = self.host.to_lowercase();
        let description = self.description.to_lowercase();
        let lower: Vec<(String, &Entrance)> = self
            .operations
            .iter()
            .map(|one| (format!("{} {}", one.title, one.name).to_lowercase(), one))
            .collect();
        let mut points = 0;
        for word in words {
            let word = word.as_str();
            points += [
                if title == word { 60 } else { 0 },
                if starts_a_word(&title, word) { 40 } else { 0 },
                if title.contains(word) { 20 } else { 0 },
                if host.contains(word) { 12 } else { 0 },
                if lower.iter().any(|(text, _)| text.contains(word)) { 6 } else { 0 },
                if description.contains(word) { 2 } else { 0 },
            ]
            .into_iter()
            .max()
            .filter(|points| *points > 0)?;
        }
        // A word that is the connector's own need not be the operation's, but one has to be.
        let rest: Vec<&String> = words.iter().filter(|word| !title.contains(word.as_str())).collect();
        let fits = |text: &str| match rest.is_empty() {
            true => words.iter().all(|word| text.contains(word.as_str())),
            false => rest.iter().all(|word| text.contains(word.as_str())),
        };
        Some((points, lower.iter().filter(|(text, _)| fits(text)).map(|(_, one)| *one).collect()))
    }
}

fn starts_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        text.get(..at)
            .and_then(|before| before.chars().next_back())
            .is_none_or(|before| !before.is_alphanumeric())
    })
}

fn cut(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or(&text).trim_end()),
        None => text,
    }
}

/// Folders for connectors, by their titles: each has its own.
#[derive(Debug, Default)]
pub struct Folders(HashSet<String>);

impl Folders {
    /// The folder of the next one.
    pub fn next(&mut self, title: &str) -> String {
        slug(title, &mut self.0)
    }
}

/// The files of an index: its page, what that searches, and the same as JSON for programs.
pub fn index(title: &str, cards: &[Card]) -> Vec<Page> {
    let mut cards: Vec<&Card> = cards.iter().collect();
    cards.sort_by_key(|card| (card.title.to_lowercase(), card.path.clone()));
    let list: String = cards.iter().map(|card| tile(card)).collect();
    let operations: usize = cards.iter().map(|card| card.operations.len()).sum();
    let content = format!(
        "<section class=\"part\" id=\"top\" aria-labelledby=\"title\">\n<h1 id=\"title\">{}</h1>\n\
         <ul class=\"facts\" aria-label=\"At a glance\"><li><b id=\"count\">{}</b> connectors</li><li><b>{operations}</b> actions and triggers</li></ul>\n\
         <ul class=\"cards\">\n{list}</ul>\n</section>\n",
        escape(title),
        cards.len(),
    );
    let page = frame(&Frame {
        title,
        brand: title,
        version: "",
        home: "#top",
        up: None,
        nav: &[],
        content: &content,
        placeholder: "Search connectors, hosts and actions",
    });
    let entries = cards.iter().flat_map(|card| {
        let page = format!("{}/index.html", card.path);
        let own = Entry {
            kind: "connector",
            title: card.title.clone(),
            name: card.host.clone(),
            href: page.clone(),
            more: card.description.clone(),
        };
        let operations = card.operations.iter().map(move |one| {
            let kind = if one.trigger { "trigger" } else { "action" };
            Entry {
                kind,
                title: one.title.clone(),
                name: one.name.clone(),
                href: format!("{page}#{kind}-{}", one.name),
                more: card.title.clone(),
            }
        });
        std::iter::once(own).chain(operations)
    });
    let entries: Vec<Entry> = entries.collect();
    vec![
        Page { path: "index.html".to_owned(), text: page },
        Page { path: "search.js".to_owned(), text: index_script(&entries) },
        Page { path: "connectors.json".to_owned(), text: to_json(&cards) },
    ]
}

fn tile(card: &Card) -> String {
    let count = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {many}")),
    };
    let triggers = card.triggers();
    let facts = [
        count(card.operations.len() - triggers, "action", "actions"),
        count(triggers, "trigger", "triggers"),
        (!card.host.is_empty()).then(|| card.host.clone()),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    format!(
        "<li><h2><a href=\"{}/index.html\">{}</a></h2><p>{}</p><p class=\"fine\">{}</p></li>\n",
        escape(&card.path),
        escape(&card.title),
        escape(&card.description),
        escape(&facts.join(" · "))
    )
}

/// The index for programs, `cargo connector search` among them.
pub fn to_json(cards: &[&Card]) -> String {
    let cards: Vec<String> = cards
        .iter()
        .map(|card| {
            let operations: Vec<String> = card
                .operations
                .iter()
                .map(|one| {
                    format!(
                        "{{\"name\": {}, \"title\": {}, \"trigger\": {}}}",
                        json_text(&one.name),
                        json_text(&one.title),
                        one.trigger
                    )
                })
                .collect();
            format!(
                "{{\"title\": {}, \"version\": {}, \"host\": {}, \"path\": {}, \"description\": {}, \"operations\": [{}]}}",
                json_text(&card.title),
                json_text(&card.version),
                json_text(&card.host),
                json_text(&card.path),
                json_text(&card.description),
                operations.join(", ")
            )
        })
        .collect();
    format!("{{\"connectors\": [\n{}\n]}}\n", cards.join(",\n"))
}
