//! `explain`: the long form of a diagnostic.

use std::fmt::Write as _;

use connector_codegen::Severity;
use connector_codegen::diag::Code;
use connector_codegen::lint::Rule;
use serde_json::{Value, json};

use crate::End;
use crate::args::Explain;
use crate::check;
use crate::terminal::print;

pub(crate) fn explain(args: &Explain) -> End {
    let all = || Code::all().map(Entry::Code).chain(Rule::all().map(Entry::Rule));
    let text = match &args.code {
        Some(typed) => match Entry::of(typed) {
            Some(entry) if args.json => format!("{:#}\n", entry.to_json()),
            Some(entry) => entry.to_text(),
            None => {
                return End::Usage(format!(
                    "{typed:?} is no code of a diagnostic; `explain` alone lists them all"
                ));
            }
        },
        None if args.json => format!("{:#}\n", all().map(|entry| entry.to_json()).collect::<Value>()),
        None => all().map(|entry| format!("{}  {}\n", entry.code(), entry.title())).collect(),
    };
    match print(&text) {
        Ok(()) => End::Good,
        Err(error) => End::Failed(format!("cannot write: {error}")),
    }
}

/// What can be explained.
enum Entry {
    /// A diagnostic of the generator.
    Code(Code),
    /// A rule of `check`.
    Rule(Rule),
}

impl Entry {
    /// What was typed: `C0107`, `L101`, or the name of a rule. A number alone is a diagnostic of the generator.
    fn of(typed: &str) -> Option<Self> {
        let is_number = typed.trim().starts_with(|c: char| c.is_ascii_digit());
        let rule = if is_number { None } else { Rule::parse(typed) };
        rule.map(Self::Rule).or_else(|| Code::parse(typed).map(Self::Code))
    }

    fn code(&self) -> String {
        match self {
            Self::Code(code) => code.to_string(),
            Self::Rule(rule) => rule.to_string(),
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Code(code) => code.title(),
            Self::Rule(rule) => rule.title(),
        }
    }

    fn explanation(&self) -> &'static str {
        match self {
            Self::Code(code) => code.explanation(),
            Self::Rule(rule) => rule.explanation(),
        }
    }

    fn to_text(&self) -> String {
        let mut text = format!("{}: {}\n\n", self.code(), self.title());
        for line in wrapped(self.explanation(), 80) {
            let _ = writeln!(text, "{line}");
        }
        if let Self::Rule(rule) = self {
            let _ = writeln!(text, "\n{}", rule.name());
            for (profile, word) in check::PROFILES {
                let severity = rule.severity(profile).map_or("not held to", Severity::as_str);
                let _ = writeln!(text, "  for {word}: {severity}");
            }
        }
        text
    }

    fn to_json(&self) -> Value {
        let mut made = json!({"code": self.code(), "title": self.title(), "explanation": self.explanation()});
        if let (Self::Rule(rule), Some(object)) = (self, made.as_object_mut()) {
            let severities = check::PROFILES.map(|(profile, word)| {
                (word.to_owned(), json!(rule.severity(profile).map(Severity::as_str)))
            });
            object.insert("rule".to_owned(), json!(rule.name()));
            object.insert("severities".to_owned(), Value::Object(severities.into_iter().collect()));
        }
        made
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
