//! The same descriptions as OpenAPI 2.0 and, by an independent converter, as OpenAPI 3.0: the clients should be the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use connector_codegen::{ActionView, Inspect, Options, generate};

use crate::find::Document;

/// Differences of one kind: how often, and the first few.
type Kinds = BTreeMap<&'static str, Vec<String>>;

/// Compares each document with its conversion, the file of the same name (`.json`) in `folder`.
pub(crate) fn report(documents: &[Document], root: &Path, folder: &Path) -> String {
    let mut out = String::from(
        "# OpenAPI 2.0 and its conversion to 3.0\n\n| document | actions | the same | differ |\n| --- | ---: | ---: | ---: |\n",
    );
    let mut kinds = Kinds::new();
    let (mut all, mut equal) = (0, 0);
    for document in documents {
        let Ok(relative) = document.definition.strip_prefix(root) else { continue };
        let converted = folder.join(relative).with_extension("json");
        if !converted.is_file() {
            let _ = writeln!(out, "| {} | not converted | | |", document.name);
            continue;
        }
        let (two, three) = (inspect(&document.definition), inspect(&converted));
        let same = compare(&document.name, &two, &three, &mut kinds);
        all += two.actions.len();
        equal += same;
        let differ = two.actions.len() - same;
        let _ = writeln!(out, "| {} | {} | {same} | {differ} |", document.name, two.actions.len());
    }
    let _ = writeln!(out, "\n{equal} of {all} actions are the same.\n");
    for (kind, examples) in &kinds {
        let _ = writeln!(out, "## {kind}: {}\n", examples.len());
        for example in examples.iter().take(12) {
            let _ = writeln!(out, "* {example}");
        }
        out.push('\n');
    }
    out
}

fn inspect(path: &Path) -> Inspect {
    let options = Options { documents: vec![path.to_owned()], ..Options::default() };
    generate(&options).inspect
}

/// How many actions of the first are in the second with the same name, inputs and output.
fn compare(document: &str, two: &Inspect, three: &Inspect, kinds: &mut Kinds) -> usize {
    let mut same = 0;
    for one in &two.actions {
        let Some(other) =
            three.actions.iter().find(|other| other.method == one.method && other.path == one.path)
        else {
            note(kinds, "an action is missing", document, one, String::new());
            continue;
        };
        let before: usize = kinds.values().map(Vec::len).sum();
        if one.name != other.name {
            note(kinds, "another name", document, one, other.name.clone());
        }
        inputs(document, one, other, kinds);
        if one.output != other.output {
            note(kinds, "another output", document, one, format!("{} became {}", one.output, other.output));
        }
        same += usize::from(kinds.values().map(Vec::len).sum::<usize>() == before);
    }
    same
}

fn inputs(document: &str, one: &ActionView, other: &ActionView, kinds: &mut Kinds) {
    // A body has no name in OpenAPI 3.
    let key = |place: &str, wire: &str| match place {
        "body" => format!("body {wire}"),
        _ => format!("{place} {wire}"),
    };
    let whole = |view: &ActionView| view.inputs.iter().filter(|input| input.place == "body").count() == 1;
    let bodies = whole(one) && whole(other);
    for input in &one.inputs {
        let found = other.inputs.iter().find(|candidate| {
            key(&candidate.place, &candidate.wire) == key(&input.place, &input.wire)
                || bodies && input.place == "body" && candidate.place == "body"
        });
        let shown = format!("`{}` in {}", input.wire, input.place);
        match found {
            None => note(kinds, "an input is missing", document, one, shown),
            Some(found) if found.required != input.required => {
                note(kinds, "required or not", document, one, shown);
            }
            Some(found) if found.ty != input.ty => {
                let types = format!("{shown}: {} became {}", input.ty, found.ty);
                note(kinds, "an input of another type", document, one, types);
            }
            Some(_) => {}
        }
    }
    if other.inputs.len() > one.inputs.len() {
        let more: Vec<&str> = other
            .inputs
            .iter()
            .filter(|input| !one.inputs.iter().any(|own| own.wire == input.wire) && input.place != "body")
            .map(|input| input.wire.as_str())
            .collect();
        if !more.is_empty() {
            note(kinds, "one input more", document, one, more.join(", "));
        }
    }
}

fn note(kinds: &mut Kinds, kind: &'static str, document: &str, action: &ActionView, what: String) {
    kinds.entry(kind).or_default().push(format!("{document} `{}`: {what}", action.id));
}
