//! What people see: complaints on standard error, in colour where that is a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use connector_codegen::Severity;

pub(crate) struct Terminal {
    pub(crate) quiet: bool,
}

impl Terminal {
    pub(crate) fn error(&self, message: &str) {
        self.complain(Severity::Error, &format!("error: {message}"));
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

/// Prints what was asked for. A reader that has seen enough (`head`) is no failure.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        printed => printed,
    }
}
