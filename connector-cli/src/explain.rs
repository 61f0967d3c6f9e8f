//! `explain`: the long form of a diagnostic.

use std::fmt::Write as _;

use connector_codegen::Severity;
use connector_codegen::diag::Code;
use connector_codegen::lint::Rule;

use crate::End;
use crate::args::Explain;
use crate::check;
use crate::terminal::print;

pub(crate) fn explain(args: &Explain) -> End {
    let mut text = String::new();
    let typed = args.code.as_deref();
    if let Some(rule) = typed.and_then(rule) {
        let _ = writeln!(text, "{rule}: {}\n", rule.title());
        for line in wrapped(rule.explanation(), 80) {
            let _ = writeln!(text, "{line}");
        }
        let _ = writeln!(text, "\nThe rule is called {}. It is", rule.name());
        for (profile, word) in check::PROFILES {
            let severity = rule.severity(profile).map_or("not held to", Severity::as_str);
            let _ = writeln!(text, "  for {word}: {severity}");
        }
    }
    match typed.filter(|_| text.is_empty()).map(|typed| (typed, Code::parse(typed))) {
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
        None if typed.is_some() => {}
        None => {
            for code in Code::all() {
                let _ = writeln!(text, "{code}  {}", code.title());
            }
            for rule in Rule::all() {
                let _ = writeln!(text, "{rule}  {}", rule.title());
            }
        }
    }
    match print(&text) {
        Ok(()) => End::Good,
        Err(error) => End::Failed(format!("cannot write: {error}")),
    }
}

/// The rule that was typed: `L101`, or its name. A number alone is a diagnostic of the generator.
fn rule(typed: &str) -> Option<Rule> {
    let is_number = typed.trim().starts_with(|c: char| c.is_ascii_digit());
    if is_number { None } else { Rule::parse(typed) }
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
