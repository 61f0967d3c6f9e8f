//! `search`: is there a connector for it already?

use std::fs;
use std::path::Path;

use connector_codegen::Options;
use connector_codegen::docs::gallery::{Card, Entrance};
use serde_json::{Value, json};

use crate::args::Search;
use crate::terminal::{Terminal, print};
use crate::{End, find};

/// Operations that are shown of one connector.
const SHOWN: usize = 5;

pub(crate) fn search(args: &Search, terminal: &Terminal) -> End {
    let words: Vec<String> =
        args.terms.iter().flat_map(|term| term.split_whitespace()).map(str::to_lowercase).collect();
    if words.is_empty() {
        return End::Usage("there is no word to search for".into());
    }
    let mut cards = Vec::new();
    for place in &args.places {
        // Beside the pages of `docs --folder` lies their index.
        let index = place.join("connectors.json");
        let read = match (index.is_file(), place.is_dir()) {
            (true, _) => of_index(&index),
            (false, true) => of_folder(place, terminal),
            (false, false) => of_index(place),
        };
        match read {
            Ok(found) => cards.extend(found),
            Err(message) => return End::Failed(message),
        }
    }
    let mut hits: Vec<(u32, &Card, Vec<&Entrance>)> = cards
        .iter()
        .filter_map(|card| card.rank(&words).map(|(points, operations)| (points, card, operations)))
        .collect();
    hits.sort_by(|(a, one, _), (b, other, _)| b.cmp(a).then_with(|| one.title.cmp(&other.title)));
    let all = hits.len();
    hits.truncate(args.limit);
    let printed = print(&if args.json { to_json(&hits) } else { to_text(&hits) });
    if all > hits.len() {
        terminal.note(&format!("{} more; --limit shows them", all - hits.len()));
    }
    match printed {
        Err(error) => End::Failed(format!("cannot write: {error}")),
        Ok(()) if all == 0 => {
            terminal.note(&match cards.len() {
                0 => "there is no connector at all: `--in` names folders of descriptions, or the `connectors.json` of an index".to_owned(),
                some => format!("none of {some} connectors is like that"),
            });
            End::Findings
        }
        Ok(()) => End::Good,
    }
}

/// Reads all descriptions; those that cannot be read are counted, not shown one by one.
fn of_folder(folder: &Path, terminal: &Terminal) -> Result<Vec<Card>, String> {
    let found = find::connectors(folder)?;
    let cards = find::each(&found, terminal, |path| {
        let (reference, generated) =
            connector_codegen::reference(&Options { documents: vec![path.clone()], ..Options::default() });
        let shown = match path.file_name().and_then(|name| name.to_str()) {
            // The folder is the connector.
            Some(name) if name.to_lowercase().starts_with("api") => path.parent().unwrap_or(path),
            _ => path,
        };
        match reference.filter(|one| one.operations().next().is_some()) {
            Some(reference) => Ok(Card::of(&reference, &shown.display().to_string())),
            None => Err(find::why(&generated).is_some()),
        }
    });
    let broken = cards.iter().filter(|card| matches!(card, Err(true))).count();
    if broken > 0 {
        terminal.note(&format!("{broken} descriptions in {} cannot be read", folder.display()));
    }
    Ok(cards.into_iter().flatten().collect())
}

/// The index that `docs --folder` writes.
fn of_index(path: &Path) -> Result<Vec<Card>, String> {
    let text = fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let index: Value = serde_json::from_slice(&text)
        .map_err(|error| format!("{} is no index of connectors: {error}", path.display()))?;
    let list = index.get("connectors").and_then(Value::as_array);
    let list = list.ok_or_else(|| format!("{} is no index of connectors", path.display()))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    Ok(list.iter().map(|one| card(one, folder)).collect())
}

fn card(one: &Value, folder: &Path) -> Card {
    let text =
        |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let operations = one.get("operations").and_then(Value::as_array).into_iter().flatten();
    Card {
        title: text(one, "title"),
        description: text(one, "description"),
        version: text(one, "version"),
        host: text(one, "host"),
        path: folder.join(text(one, "path")).join("index.html").display().to_string(),
        operations: operations
            .map(|one| Entrance {
                trigger: one.get("trigger").and_then(Value::as_bool).unwrap_or(false),
                title: text(one, "title"),
                name: text(one, "name"),
            })
            .collect(),
    }
}

/// What a stranger wrote must not move the cursor.
fn shown(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control()).collect()
}

fn to_text(hits: &[(u32, &Card, Vec<&Entrance>)]) -> String {
    let mut out = String::new();
    for (_, card, operations) in hits {
        let host = if card.host.is_empty() { String::new() } else { format!("  {}", shown(&card.host)) };
        out.push_str(&format!("{}{host}\n  {}\n", shown(&card.title), shown(&card.path)));
        for one in operations.iter().take(SHOWN) {
            out.push_str(&format!("    {}  {}\n", shown(&one.name), shown(&one.title)));
        }
        if operations.len() > SHOWN {
            out.push_str(&format!("    and {} more\n", operations.len() - SHOWN));
        }
    }
    out
}

fn to_json(hits: &[(u32, &Card, Vec<&Entrance>)]) -> String {
    let all: Vec<Value> = hits
        .iter()
        .map(|(_, card, operations)| {
            let operations: Vec<Value> = operations
                .iter()
                .map(|one| json!({"name": one.name, "title": one.title, "trigger": one.trigger}))
                .collect();
            json!({
                "title": card.title, "version": card.version, "host": card.host, "path": card.path,
                "description": card.description, "operations": operations,
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(all))
}
