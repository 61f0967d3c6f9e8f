//! `import`: any description as the folder of a Power Platform connector.

use connector_codegen::Severity;
use connector_codegen::import::{Imported, import as write};
use serde_json::{Value, json};

use crate::args::Import;
use crate::check::finding_json;
use crate::terminal::{Terminal, print};
use crate::{End, document};

pub(crate) fn import(args: &Import, terminal: &Terminal) -> End {
    let options = match document::options(&args.input.documents, &args.input.choices) {
        Ok(options) => options,
        Err(end) => return end,
    };
    let made = match write(&options, &args.out) {
        Ok(made) => made,
        Err(message) => return End::Failed(message),
    };
    if made.added.is_empty() && made.kept.is_empty() {
        made.diagnostics.iter().for_each(|one| terminal.complain(one.severity, &one.to_string()));
        return End::Failed("nothing was imported: there is no operation".to_owned());
    }
    if args.json {
        if let Err(error) = print(&format!("{:#}\n", to_json(&made))) {
            return End::Failed(format!("cannot write: {error}"));
        }
    } else {
        show(&made, terminal);
    }
    let bad = made.diagnostics.iter().any(|one| one.severity == Severity::Error);
    if bad || !made.limits.is_empty() { End::Findings } else { End::Good }
}

fn show(made: &Imported, terminal: &Terminal) {
    for one in &made.diagnostics {
        terminal.complain(one.severity, &one.to_string());
    }
    for note in &made.notes {
        terminal.note(&format!("note: {note}"));
    }
    for limit in &made.limits {
        terminal.error(limit);
    }
    let count = |number: usize, what: &str| match number {
        1 => format!("1 operation {what}"),
        number => format!("{number} operations {what}"),
    };
    let mut said = count(made.added.len(), "added");
    if !made.kept.is_empty() {
        said += &format!(", {} as they were", made.kept.len());
    }
    terminal.note(&said);
    for file in &made.written {
        terminal.note(&format!("wrote {}", file.display()));
    }
}

fn to_json(made: &Imported) -> Value {
    let written: Vec<String> = made.written.iter().map(|file| file.display().to_string()).collect();
    json!({
        "added": made.added, "kept": made.kept, "notes": made.notes, "limits": made.limits, "written": written,
        "findings": made.diagnostics.iter().map(finding_json).collect::<Vec<_>>(),
    })
}
