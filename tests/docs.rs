//! The pages of `docs/` hold together: links lead somewhere, the index has every page, and code is code that is compiled.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every page for people, from the root.
fn pages() -> Vec<String> {
    let mut pages = vec!["README.md".to_owned(), "CHANGELOG.md".to_owned(), "CONTRIBUTING.md".to_owned()];
    for folder in ["docs", "docs/decisions"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.ends_with(".md") {
                pages.push(format!("{folder}/{name}"));
            }
        }
    }
    pages.sort();
    pages
}

fn read(page: &str) -> String {
    fs::read_to_string(root().join(page)).unwrap()
}

/// The text without what stands in code.
fn prose(page: &str) -> String {
    let mut out = String::new();
    for (index, part) in page.split("```").enumerate() {
        if index % 2 == 0 {
            let plain = part.split('`').enumerate().filter(|(index, _)| index % 2 == 0);
            out.extend(plain.map(|(_, text)| text));
        }
    }
    out
}

fn links(page: &str) -> Vec<String> {
    let prose = prose(page);
    prose.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())).collect()
}

/// What GitHub makes of headings.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut code = false;
    let mut all = BTreeSet::new();
    for line in page.lines() {
        code ^= line.starts_with("```");
        if code || !line.starts_with('#') {
            continue;
        }
        let heading = line.trim_start_matches('#').trim().to_lowercase();
        let slug = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        all.insert(slug.map(|c| if c == ' ' { '-' } else { c }).collect());
    }
    all
}

/// A link's file, from the root.
fn target(page: &str, link: &str) -> String {
    let folder = Path::new(page).parent().unwrap();
    let mut parts: Vec<String> = Vec::new();
    for part in folder.join(link).components() {
        match part.as_os_str().to_str().unwrap() {
            ".." => drop(parts.pop()),
            "." => {}
            name => parts.push(name.to_owned()),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_leads_somewhere() {
    let mut broken = Vec::new();
    let mut count = 0;
    for page in pages() {
        let text = read(&page);
        for link in links(&text) {
            if link.starts_with("http://") || link.starts_with("https://") {
                continue;
            }
            count += 1;
            let (file, anchor) =
                link.split_once('#').map_or((link.as_str(), None), |(file, at)| (file, Some(at)));
            let target = if file.is_empty() { page.clone() } else { target(&page, file) };
            if !root().join(&target).exists() {
                broken.push(format!("{page}: no {link}"));
            } else if let Some(anchor) = anchor.filter(|_| target.ends_with(".md"))
                && !anchors(&read(&target)).contains(anchor)
            {
                broken.push(format!("{page}: no heading of {link}"));
            }
        }
    }
    assert!(count > 60, "{count} links");
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn the_index_has_every_page() {
    let index = "docs/README.md";
    let named: BTreeSet<String> = links(&read(index)).iter().map(|link| target(index, link)).collect();
    let missing: Vec<String> = pages()
        .into_iter()
        .filter(|page| page.starts_with("docs/") && page != index && !named.contains(page))
        .collect();
    assert!(missing.is_empty(), "not in {index}: {missing:?}");
}

/// Where the code of a page is compiled.
const CODE: &[(&str, &[&str])] = &[
    ("docs/guide.md", &["tests/guide.rs"]),
    ("docs/start.md", &["tests/guide.rs"]),
    ("docs/connections.md", &["tests/guide.rs"]),
    ("docs/policies.md", &["tests/guide.rs"]),
    ("docs/ways.md", &["tests/guide.rs"]),
    ("docs/triggers.md", &["tests/guide/triggers.rs"]),
    ("docs/upgrading.md", &["tests/guide.rs"]),
    ("docs/first-hour.md", &["tests/first_hour.rs"]),
    (
        "docs/testing.md",
        &[
            "tests/mocks/src/lib.rs",
            "tests/mocks/src/tests/mod.rs",
            "tests/mocks/src/tests/record.rs",
            "tests/mocks/src/tests/triggers.rs",
        ],
    ),
];

/// The words of a text: layout is no difference.
fn words(text: &str) -> String {
    let spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
    ["( ", " )", " .", ", )", ", }"].iter().fold(spaced, |text, sign| {
        let close = sign.trim_start_matches(',').trim();
        text.replace(sign, if close == "}" { " }" } else { close })
    })
}

#[test]
fn code_is_compiled() {
    for (page, sources) in CODE {
        let code: String = sources.iter().map(|source| words(&read(source))).collect();
        for block in read(page).split("```rust\n").skip(1) {
            let block = block.split("```").next().unwrap();
            assert!(code.contains(&words(block)), "{page}: not in {sources:?}:\n{block}");
        }
    }
}

/// Tables that say which test shows what.
const SHOWN: &[&str] = &["docs/reliability.md", "docs/triggers.md"];

#[test]
fn tests_that_are_named_exist() {
    let mut sources = String::new();
    for folder in ["tests", "connector-runtime", "connector-codegen", "connector-cli"] {
        let found = walk(&root().join(folder));
        sources.extend(found.iter().map(|file| fs::read_to_string(file).unwrap()));
    }
    for page in SHOWN {
        let text = read(page);
        let rows = text.lines().filter(|line| line.starts_with("| "));
        // The last column names tests; files and folders are named there, too.
        let last = rows.filter_map(|row| row.trim_end_matches([' ', '|']).rsplit_once(" | "));
        let words = last.flat_map(|(_, cell)| cell.split('`').skip(1).step_by(2));
        let named: BTreeSet<&str> = words
            .filter(|word| {
                word.contains('_')
                    && word.chars().all(|c| c.is_ascii_lowercase() || "_0123456789".contains(c))
            })
            .collect();
        assert!(named.len() > 20, "{page}: {named:?}");
        for name in named {
            assert!(sources.contains(&format!("fn {name}(")), "{page}: no test {name}");
        }
    }
}

/// The Rust sources below a folder, but those that were built or generated.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && !["target", "golden", "node_modules"].contains(&name) {
            all.append(&mut walk(&path));
        } else if name.ends_with(".rs") {
            all.push(path);
        }
    }
    all
}
