//! What the commands do.

use clap::CommandFactory as _;
use connector_codegen::build::write_if_changed;
use connector_codegen::diag::counted;
use connector_codegen::{Generated, Options, Severity};

use crate::End;
use std::path::PathBuf;
use std::slice;

use crate::args::{Choices, Cli, Completions, Diff, Generate, Inspect};
use crate::diff;
use crate::document;
use crate::terminal::{Terminal, is_standard, print};

pub(crate) fn generate(args: &Generate, terminal: &Terminal) -> End {
    let options = match document::options(&args.input.documents, &args.input.choices) {
        Ok(options) => Options { mock: args.mock.clone(), ..options },
        Err(end) => return end,
    };
    let mut generated = connector_codegen::generate(&options);
    say(&generated, terminal);
    // What is sound is written in spite of errors in the document. Nothing at all is no reason to empty a file, nor is a
    // slip in the options, which is an error without a place.
    let misled =
        generated.diagnostics.iter().any(|one| one.severity == Severity::Error && one.file.is_empty());
    if !generated.tokens.is_empty()
        && !misled
        && let Err(message) = write(args, &options, &mut generated, terminal)
    {
        return End::Failed(message);
    }
    end(&generated)
}

pub(crate) fn inspect(args: &Inspect, terminal: &Terminal) -> End {
    let (_, generated) = match run(&args.input.documents, &args.input.choices, terminal) {
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

pub(crate) fn diff(args: &Diff, terminal: &Terminal) -> End {
    let standard_input = |path: &PathBuf| path.as_os_str() == "-";
    if standard_input(&args.old) && standard_input(&args.new) {
        return End::Usage("standard input, `-`, can only be one of the two".into());
    }
    let read = |document| run(slice::from_ref(document), &args.choices, terminal);
    let (old, new) = match (read(&args.old), read(&args.new)) {
        (Ok((_, old)), Ok((_, new))) => (old, new),
        (Err(end), _) | (_, Err(end)) => return end,
    };
    // What could not be read looks as if it had been taken away.
    for (path, one) in [(&args.old, &old), (&args.new, &new)] {
        if one.tokens.is_empty() {
            return End::Failed(format!("nothing of {} could be read", path.display()));
        }
    }
    let diff = diff::diff(&old.inspect, &new.inspect);
    let text = match (args.json, args.markdown) {
        (true, _) => diff.to_json(),
        (_, true) => diff.to_markdown(),
        _ => diff.to_text(),
    };
    match print(&text) {
        Err(error) => End::Failed(format!("cannot write: {error}")),
        Ok(()) if diff.concerns_callers() || (args.platform && diff.breaks_platform()) => End::Findings,
        Ok(()) if old.has_errors() || new.has_errors() => End::Findings,
        Ok(()) => End::Good,
    }
}

pub(crate) fn completions(args: &Completions) -> End {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "cargo-connector", &mut script);
    match print(&String::from_utf8_lossy(&script)) {
        Ok(()) => End::Good,
        Err(error) => End::Failed(format!("cannot write: {error}")),
    }
}

/// Generates and says what was found.
pub(crate) fn run(
    documents: &[PathBuf],
    choices: &Choices,
    terminal: &Terminal,
) -> Result<(Options, Generated), End> {
    let options = document::options(documents, choices)?;
    let generated = connector_codegen::generate(&options);
    say(&generated, terminal);
    Ok((options, generated))
}

/// Says what is to be said of a document.
pub(crate) fn say(generated: &Generated, terminal: &Terminal) {
    for found in &generated.diagnostics {
        terminal.complain(found.severity, &found.to_string());
    }
    let count = |severity| generated.diagnostics.iter().filter(|found| found.severity == severity).count();
    let counts = [(count(Severity::Error), "error"), (count(Severity::Warning), "warning")];
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(*count, word)).collect();
    if !counts.is_empty() {
        terminal.note(&counts.join(", "));
    }
}

fn write(
    args: &Generate,
    options: &Options,
    generated: &mut Generated,
    terminal: &Terminal,
) -> Result<(), String> {
    let code = generated.take_pretty();
    let Some(out) = args.out.as_deref().filter(|out| !is_standard(out)) else {
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

pub(crate) fn end(generated: &Generated) -> End {
    if generated.has_errors() { End::Findings } else { End::Good }
}
