//! `docs`: reference pages of one connector, or of a whole folder of them.

use std::path::{Path, PathBuf};

use connector_codegen::Options;
use connector_codegen::build::write_if_changed;
use connector_codegen::docs::gallery::{self, Card, Folders};
use connector_codegen::docs::{Page, Reference, html, markdown};
use serde_json::{Value, json};

use crate::End;
use crate::args::{Docs, PageFormat};
use crate::check::finding_json;
use crate::commands::{end, say};
use crate::terminal::{Terminal, print};
use crate::{document, find};

pub(crate) fn docs(args: &Docs, terminal: &Terminal) -> End {
    match &args.folder {
        Some(folder) => of_folder(folder, args, terminal),
        None => of_one(args, terminal),
    }
}

fn of_one(args: &Docs, terminal: &Terminal) -> End {
    let options = match document::options(&args.documents, &args.choices) {
        Ok(options) => options,
        Err(end) => return end,
    };
    let (reference, generated) = connector_codegen::reference(&options);
    if !args.json || reference.is_none() {
        say(&generated, terminal);
    }
    let Some(reference) = reference else { return end(&generated) };
    let (pages, first) = pages(&reference, args.format, None);
    if let Err(message) = write(&args.out, &pages) {
        return End::Failed(message);
    }
    let index = args.out.join(first).display().to_string();
    let findings: Vec<Value> = generated.diagnostics.iter().map(finding_json).collect();
    done(args, terminal, &format!("wrote {index}"), &json!({"index": index, "findings": findings}))
        .unwrap_or_else(|| end(&generated))
}

/// Says what was done; an end where nobody can be told.
fn done(args: &Docs, terminal: &Terminal, text: &str, json: &Value) -> Option<End> {
    if !args.json {
        terminal.note(text);
        return None;
    }
    print(&format!("{json:#}\n")).err().map(|error| End::Failed(format!("cannot write: {error}")))
}

fn pages(reference: &Reference, format: PageFormat, up: Option<&str>) -> (Vec<Page>, &'static str) {
    match format {
        PageFormat::Html => (html::site(reference, up), "index.html"),
        PageFormat::Md => (markdown::markdown(reference), "index.md"),
    }
}

/// The page that leads to the others comes last: who is interrupted leaves nothing that looks whole.
fn write(folder: &Path, pages: &[Page]) -> Result<(), String> {
    let leads = |page: &&Page| page.path.starts_with("index.");
    let (first, others): (Vec<&Page>, Vec<&Page>) = pages.iter().partition(leads);
    for page in others.into_iter().chain(first) {
        let path = folder.join(&page.path);
        write_if_changed(&path, &page.text)
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    Ok(())
}

/// One broken description costs its own pages, and is said. Sites are large and indices small: each site is written and
/// forgotten.
fn of_folder(folder: &Path, args: &Docs, terminal: &Terminal) -> End {
    if args.format == PageFormat::Md {
        return End::Usage("--folder writes an index in HTML only".into());
    }
    let found = match find::connectors(folder) {
        Ok(found) => found,
        Err(message) => return End::Failed(message),
    };
    let choices = args.choices.options();
    let mut folders = Folders::default();
    let found: Vec<(PathBuf, String)> =
        found.into_iter().map(|path| (path.clone(), folders.next(&find::name(&path)))).collect();
    let made: Vec<Result<Card, Option<String>>> = find::each(&found, terminal, |(path, own)| {
        let options = Options { documents: vec![path.clone()], ..choices.clone() };
        let (reference, generated) = connector_codegen::reference(&options);
        let reference = reference.filter(|one| one.operations().next().is_some());
        let reference = reference.ok_or_else(|| find::why(&generated))?;
        let (pages, _) = pages(&reference, args.format, Some("../index.html"));
        write(&args.out.join(own), &pages).map_err(Some)?;
        Ok(Card::of(&reference, own))
    });
    let (mut cards, mut broken, mut foreign) = (Vec::new(), Vec::new(), 0);
    for ((path, _), one) in found.iter().zip(made) {
        match one {
            Ok(card) => cards.push(card),
            Err(Some(why)) => broken.push(format!("{}: {why}", path.display())),
            Err(None) => foreign += 1,
        }
    }
    if !args.json || cards.is_empty() {
        broken.iter().for_each(|one| terminal.error(one));
        if foreign > 0 {
            terminal.note(&format!("files that are no description: {foreign}"));
        }
    }
    if cards.is_empty() {
        return End::Failed(format!("no connector in {}", folder.display()));
    }
    if let Err(message) = write(&args.out, &gallery::index(&args.title, &cards)) {
        return End::Failed(message);
    }
    let (index, count) = (args.out.join("index.html").display().to_string(), cards.len());
    let said = format!("wrote {index} of {count} connectors");
    let json = json!({"index": index, "connectors": count, "broken": broken, "others": foreign});
    let ended = if broken.is_empty() { End::Good } else { End::Findings };
    done(args, terminal, &said, &json).unwrap_or(ended)
}
