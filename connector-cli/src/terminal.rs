//! What people see: complaints on standard error, in colour where that is a terminal.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use connector_codegen::Severity;
use connector_codegen::diag::plain;
use indicatif::{ProgressBar, ProgressStyle};

pub(crate) struct Terminal {
    pub(crate) quiet: bool,
}

impl Terminal {
    pub(crate) fn error(&self, message: &str) {
        self.complain(Severity::Error, &format!("error: {message}"));
    }

    /// A bar for work that takes a while: drawn on standard error, where that is a terminal.
    pub(crate) fn bar(&self, steps: usize) -> ProgressBar {
        let bar = if self.quiet { ProgressBar::hidden() } else { ProgressBar::new(steps as u64) };
        match ProgressStyle::with_template("{pos}/{len} {wide_bar} {msg}") {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
    }

    pub(crate) fn note(&self, message: &str) {
        self.complain(Severity::Note, message);
    }

    /// Prints a complaint with its first word in the colour of what it is.
    pub(crate) fn complain(&self, severity: Severity, text: &str) {
        if self.quiet && severity != Severity::Error {
            return;
        }
        let style = match severity {
            Severity::Error => AnsiColor::Red.on_default().bold(),
            Severity::Warning => AnsiColor::Yellow.on_default().bold(),
            Severity::Note => Style::new(),
        };
        let (word, rest) = match text.split_once(':') {
            Some((word, rest)) if matches!(word, "error" | "warning" | "note") => (word, format!(":{rest}")),
            _ => ("", text.to_string()),
        };
        // Standard error may be closed; the exit code still tells.
        let _ = writeln!(anstream::stderr().lock(), "{style}{word}{style:#}{rest}");
    }
}

/// Whether a file to be written is standard output.
pub(crate) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Prints what was asked for. A reader that has seen enough (`head`) is no failure.
///
/// It holds texts of documents and of replies: a terminal gets nothing of them that it would obey. Files and programs get
/// them as they are.
pub(crate) fn print(text: &str) -> io::Result<()> {
    print_on(text).map(drop)
}

/// The same, and whether anybody still reads.
pub(crate) fn print_on(text: &str) -> io::Result<bool> {
    let mut out = io::stdout().lock();
    let text = if out.is_terminal() { Cow::Owned(harmless(text)) } else { Cow::Borrowed(text) };
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        printed => printed.map(|()| true),
    }
}

/// The text without what a terminal would obey rather than show; its lines stay.
fn harmless(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| plain(line, usize::MAX)).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_not_printed() {
        assert_eq!(
            harmless("a\u{1b}]0;x\u{7}\n\tb\u{202e}\r\u{9b}2J\n"),
            "a\u{fffd}]0;x\u{fffd}\n b\u{fffd} \u{fffd}2J\n"
        );
    }
}
