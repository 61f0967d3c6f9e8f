//! What the commands do.

use connector_codegen::build::write_if_changed;
use connector_codegen::{Generated, Options, Severity};

use crate::End;
use crate::args::{Generate, Input, Inspect};
use crate::document;
use crate::terminal::{Terminal, print};

pub(crate) fn generate(args: &Generate, terminal: &Terminal) -> End {
    let (options, generated) = match run(&args.input, terminal) {
        Ok(run) => run,
        Err(end) => return end,
    };
    // What is sound is written in spite of errors in the document. Nothing at all is no reason to empty a file, nor is a
    // slip in the options, which is an error without a place.
    let misled =
        generated.diagnostics.iter().any(|one| one.severity == Severity::Error && one.file.is_empty());
    if !generated.tokens.is_empty()
        && !misled
        && let Err(message) = write(args, &options, &generated, terminal)
    {
        return End::Failed(message);
    }
    end(&generated)
}

pub(crate) fn inspect(args: &Inspect, terminal: &Terminal) -> End {
    let (_, generated) = match run(&args.input, terminal) {
        Ok(run) => run,
        Err(end) => return end,
    };
    let text = if args.json { generated.inspect.to_json() } else { generated.inspect.to_string() };
    let line_end = if text.ends_with('\n') { "" } else { "\n" };
    match print(&(text + line_end)) {
        Ok(()) => end(&generated),
        Err(error) => End::Failed(format!("cannot write: {error}")),
    }
}

/// Generates and says what was found.
fn run(input: &Input, terminal: &Terminal) -> Result<(Options, Generated), End> {
    let options = document::options(input)?;
    let generated = connector_codegen::generate(&options);
    for found in &generated.diagnostics {
        terminal.complain(found.severity, &found.to_string());
    }
    let count = |severity| generated.diagnostics.iter().filter(|found| found.severity == severity).count();
    let counts = [(count(Severity::Error), "error"), (count(Severity::Warning), "warning")];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if *count == 1 { "" } else { "s" }))
        .collect();
    if !counts.is_empty() {
        terminal.note(&counts.join(", "));
    }
    Ok((options, generated))
}

fn write(
    args: &Generate,
    options: &Options,
    generated: &Generated,
    terminal: &Terminal,
) -> Result<(), String> {
    let code =
        generated.pretty().map_err(|error| format!("the generated code cannot be laid out: {error}"))?;
    let Some(out) = &args.out else {
        print(&code).map_err(|error| format!("cannot write: {error}"))?;
        return write_lock(options, generated);
    };
    let written = write_if_changed(out, &code);
    let written = written.map_err(|error| format!("cannot write {}: {error}", out.display()))?;
    terminal.note(&format!("{} {}", if written { "wrote" } else { "unchanged:" }, out.display()));
    write_lock(options, generated)
}

/// Pins the names that were given, unless an error may have cost some of them.
fn write_lock(options: &Options, generated: &Generated) -> Result<(), String> {
    match &options.lock {
        Some(lock) if !generated.has_errors() => write_if_changed(lock, &generated.lock)
            .map(drop)
            .map_err(|error| format!("cannot write {}: {error}", lock.display())),
        _ => Ok(()),
    }
}

fn end(generated: &Generated) -> End {
    if generated.has_errors() { End::Findings } else { End::Good }
}
