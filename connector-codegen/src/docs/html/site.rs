//! Which pages a site has, and what is on which.

use super::page::{Frame, Nav, frame};
use super::search::{self, Entry};
use super::{Page, model, operation, overview};
use crate::docs::parts::{Part, Places, parts};
use crate::docs::reference::Reference;

/// All files of a connector's site. `up` leads to the index of many, where there is one.
pub fn site(reference: &Reference, up: Option<&str>) -> Vec<Page> {
    let parts = parts(reference, "html");
    let places = Places::of(&parts);
    let mut names: Vec<&str> = vec!["index.html"];
    for part in &parts {
        if !names.contains(&part.page.as_str()) {
            names.push(&part.page);
        }
    }
    let mut files: Vec<Page> = names
        .iter()
        .map(|name| {
            let own: Vec<&Part<'_>> = parts.iter().filter(|part| part.page == *name).collect();
            let text = page(reference, &places, name, &own, &parts, up);
            Page { path: (*name).to_owned(), text }
        })
        .collect();
    let entries = entries(reference, &places);
    files.push(Page { path: "search.js".to_owned(), text: search::index_script(&entries) });
    files
}

fn page(
    reference: &Reference,
    places: &Places,
    name: &str,
    own: &[&Part<'_>],
    all: &[Part<'_>],
    up: Option<&str>,
) -> String {
    let mut content = String::new();
    if name == "index.html" {
        content.push_str(&overview::overview(reference, places, all));
    }
    for part in own {
        match part.group {
            Some(_) => content.push_str(&operation::group(reference, places, part)),
            None => content.push_str(&model::section(places, part)),
        }
    }
    let title = match own.first() {
        Some(part) if name != "index.html" => format!("{} · {}", part.name, reference.title),
        _ => reference.title.clone(),
    };
    frame(&Frame {
        title: &title,
        brand: &reference.title,
        version: &reference.version,
        home: if name == "index.html" { "#top" } else { "index.html" },
        up,
        nav: &nav(reference, places, name, all),
        content: &content,
        placeholder: "Search actions and types",
    })
}

/// What the side of a page lists: everything that is on it, and the other pages.
fn nav(reference: &Reference, places: &Places, name: &str, all: &[Part<'_>]) -> Vec<Nav> {
    let home = if name == "index.html" { "" } else { "index.html" };
    let mut nav =
        vec![Nav { text: "Overview".to_owned(), href: format!("{home}#top"), below: Vec::new(), marks: "" }];
    for (anchor, text) in overview::sections(reference) {
        nav.push(Nav {
            text: text.to_owned(),
            href: format!("{home}#{anchor}"),
            below: Vec::new(),
            marks: "",
        });
    }
    for part in all {
        let here = part.page == name;
        let href = if here { format!("#{}", part.anchor) } else { part.page.clone() };
        let operations = part.operations.iter().filter(|_| here).map(|one| Nav {
            text: one.title(),
            href: places.href(name, &one.anchor()),
            below: Vec::new(),
            marks: if one.deprecated.is_some() { "deprecated" } else { "" },
        });
        let models = part.models.iter().filter(|_| here).map(|one| Nav {
            text: one.name.clone(),
            href: places.href(name, &one.anchor()),
            below: Vec::new(),
            marks: "code",
        });
        nav.push(Nav { text: part.name.clone(), href, below: operations.chain(models).collect(), marks: "" });
    }
    nav
}

fn entries(reference: &Reference, places: &Places) -> Vec<Entry> {
    let operations = reference.groups.iter().flat_map(|group| {
        group.operations.iter().map(move |one| (group, one)).map(|(group, one)| Entry {
            kind: match one.trigger {
                Some(_) => "trigger",
                None => "action",
            },
            title: one.title(),
            name: one.name.clone(),
            href: places.href("", &one.anchor()),
            more: format!("{} {} {}", one.method, one.path, group.name),
        })
    });
    let models = reference.models.iter().map(|one| Entry {
        kind: "type",
        title: one.name.clone(),
        name: String::new(),
        href: places.href("", &one.anchor()),
        more: one.docs.summary.as_deref().map(crate::docs::plain).unwrap_or_default(),
    });
    operations.chain(models).collect()
}
