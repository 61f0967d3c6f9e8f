//! What a client was generated with, kept in `[package.metadata.connector]`: the client of the description as it was can be
//! understood again when there is a newer one.

use std::path::{Path, PathBuf};

use connector_codegen::{Decode, Options};
use toml_edit::{Array, Item, Table, Value, value};

/// The files, below the folder of the crate.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) documents: Vec<String>,
    pub(super) overlays: Vec<String>,
    pub(super) properties: Option<String>,
}

type List = fn(&mut Options) -> &mut Option<Vec<String>>;
type Plain = fn(&mut Options) -> &mut Vec<String>;
type Pairs = fn(&mut Options) -> &mut Vec<(String, String)>;
type Text = fn(&mut Options) -> &mut Option<String>;

const LISTS: [(&str, List); 3] =
    [("actions", |o| &mut o.actions), ("triggers", |o| &mut o.triggers), ("tags", |o| &mut o.tags)];
const PLAIN: [(&str, Plain); 2] = [("skip", |o| &mut o.skip), ("optional", |o| &mut o.optional)];
const PAIRS: [(&str, Pairs); 2] = [("names", |o| &mut o.rename), ("types", |o| &mut o.types)];
const TEXTS: [(&str, Text); 2] = [("base-url", |o| &mut o.base_url), ("provider", |o| &mut o.provider)];

pub(super) fn write(options: &Options, files: &Files) -> Table {
    let mut options = options.clone();
    let mut table = Table::new();
    table.insert("documents", list(&files.documents));
    if let Some(properties) = &files.properties {
        table.insert("properties", value(properties));
    }
    if !files.overlays.is_empty() {
        table.insert("overlays", list(&files.overlays));
    }
    for (key, of) in LISTS {
        if let Some(given) = of(&mut options) {
            table.insert(key, list(given.iter()));
        }
    }
    for (key, of) in PLAIN {
        let given = of(&mut options);
        if !given.is_empty() {
            table.insert(key, list(given.iter()));
        }
    }
    for (key, of) in PAIRS {
        let given = of(&mut options);
        if !given.is_empty() {
            table.insert(key, list(given.iter().map(|(from, to)| format!("{from}={to}"))));
        }
    }
    for (key, of) in TEXTS {
        if let Some(given) = of(&mut options) {
            table.insert(key, value(given.as_str()));
        }
    }
    if let Some(decode) = options.decode {
        table.insert("decode", value(if decode == Decode::Strict { "strict" } else { "lenient" }));
    }
    if options.allow_outside {
        table.insert("allow-outside", value(true));
    }
    table
}

fn list<T: Into<String>>(items: impl IntoIterator<Item = T>) -> Item {
    let array: Array = items.into_iter().map(|item| Value::from(item.into())).collect();
    value(array)
}

/// The options again; none where the table is not ours, or no longer.
pub(super) fn read(table: &Item, folder: &Path) -> Option<Options> {
    let texts = |key: &str| -> Option<Vec<String>> {
        let list = table.get(key)?.as_array()?;
        Some(list.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect())
    };
    let paths = |key: &str| -> Vec<PathBuf> {
        texts(key).unwrap_or_default().iter().map(|path| folder.join(path)).collect()
    };
    let text = |key: &str| table.get(key).and_then(Item::as_str);
    let mut options = Options {
        documents: paths("documents"),
        overlays: paths("overlays"),
        properties: text("properties").map(|path| folder.join(path)),
        decode: text("decode").map(|word| if word == "strict" { Decode::Strict } else { Decode::Lenient }),
        allow_outside: table.get("allow-outside").and_then(Item::as_bool).unwrap_or_default(),
        ..Options::default()
    };
    for (key, of) in LISTS {
        *of(&mut options) = texts(key);
    }
    for (key, of) in PLAIN {
        *of(&mut options) = texts(key).unwrap_or_default();
    }
    for (key, of) in PAIRS {
        let given = texts(key).unwrap_or_default();
        let pairs = given.iter().filter_map(|pair| pair.rsplit_once('='));
        *of(&mut options) = pairs.map(|(from, to)| (from.to_owned(), to.to_owned())).collect();
    }
    for (key, of) in TEXTS {
        *of(&mut options) = text(key).map(str::to_owned);
    }
    (!options.documents.is_empty()).then_some(options)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_known_again() {
        let chosen = Options {
            actions: Some(vec!["GetOrder".into()]),
            skip: vec!["/paths/~1x/get".into()],
            rename: vec![("/definitions/a=b".into(), "C".into())],
            base_url: Some("https://x.example".into()),
            decode: Some(Decode::Lenient),
            ..Options::default()
        };
        let files = Files { documents: vec!["description/a.json".into()], ..Files::default() };
        let table = Item::Table(write(&chosen, &files));
        let again = read(&table, Path::new("/x")).unwrap();
        let wanted = Options { documents: vec!["/x/description/a.json".into()], ..chosen };
        assert_eq!(format!("{again:?}"), format!("{wanted:?}"));
        assert!(read(&Item::Table(Table::new()), Path::new("/x")).is_none());
    }
}
