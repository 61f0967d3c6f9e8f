//! `import`: any description as the folder of a Power Platform connector.

use connector_codegen::Severity;
use connector_codegen::import::import as write;

use crate::args::Import;
use crate::terminal::Terminal;
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
    for one in &made.diagnostics {
        terminal.complain(one.severity, &one.to_string());
    }
    let bad = made.diagnostics.iter().any(|one| one.severity == Severity::Error);
    for note in &made.notes {
        terminal.note(&format!("note: {note}"));
    }
    for limit in &made.limits {
        terminal.error(limit);
    }
    if made.added.is_empty() && made.kept.is_empty() {
        return End::Failed("nothing was imported: there is no operation".to_owned());
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
    if bad || !made.limits.is_empty() { End::Findings } else { End::Good }
}
