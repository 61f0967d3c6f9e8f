//! `explain`: the long form of a diagnostic.

use std::fmt::Write as _;

use connector_codegen::diag::Code;

use crate::End;
use crate::args::Explain;
use crate::terminal::print;

pub(crate) fn explain(args: &Explain) -> End {
    let mut text = String::new();
    match args.code.as_deref().map(|typed| (typed, Code::parse(typed))) {
        Some((_, Some(code))) => {
            let _ = writeln!(text, "{code}: {}\n", code.title());
            for line in wrapped(code.explanation(), 80) {
                let _ = writeln!(text, "{line}");
            }
        }
        Some((typed, None)) => {
            return End::Usage(format!(
                "{typed:?} is no code of a diagnostic; `explain` alone lists them all"
            ));
        }
        None => {
            for code in Code::all() {
                let _ = writeln!(text, "{code}  {}", code.title());
            }
        }
    }
    match print(&text) {
        Ok(()) => End::Good,
        Err(error) => End::Failed(format!("cannot write: {error}")),
    }
}

/// Lines of at most `width` characters, broken at blanks.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let full = lines.last().is_none_or(|line| line.chars().count() + 1 + word.chars().count() > width);
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if !full => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
