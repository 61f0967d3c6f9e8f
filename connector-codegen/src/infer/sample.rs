//! Reading a body that somebody saved: JSON, or what people write instead of it.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{Embedded, Node, Value};

use super::text::{Witness, witness};

/// What a text is.
#[derive(Debug)]
pub enum Sample {
    /// JSON, perhaps with holes.
    Json(Node),
    /// Nothing.
    Empty,
    /// Meant as JSON, and broken.
    Broken(Box<Diagnostic>),
    /// Something else.
    Other,
}

/// The mark of an unquoted variable: a character that is nobody's.
pub const HOLE: char = '\u{F8FF}';

/// Whether a text stands for a value that is not known.
pub fn is_hole(text: &str) -> bool {
    text.starts_with(HOLE)
}

/// Reads a text: as JSON; without comments; with holes for variables outside of quotes.
pub fn read(embedded: &mut Embedded<'_>) -> Sample {
    let text = embedded.text();
    let start = text.trim_start_matches('\u{FEFF}').trim();
    if start.is_empty() {
        return Sample::Empty;
    }
    let looks = start.starts_with(['{', '[', '"']) || is_scalar(start);
    if !looks {
        return Sample::Other;
    }
    let mut quiet = Diagnostics::new();
    let problem = match embedded.parse(text, &mut quiet) {
        Ok(node) => return Sample::Json(node),
        Err(problem) => problem,
    };
    let repaired = repair(text);
    match embedded.parse(&repaired, &mut quiet) {
        // A body that is one variable says nothing at all.
        Ok(Node { value: Value::Text(only), .. }) if is_hole(&only) => Sample::Empty,
        Ok(node) => Sample::Json(node),
        Err(_) if start.starts_with("{{") || start.starts_with('"') => Sample::Other,
        Err(_) => Sample::Broken(problem),
    }
}

fn is_scalar(text: &str) -> bool {
    matches!(text, "null" | "true" | "false") || text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// The text without comments and with a hole for each variable outside of quotes. Lengths stay, so that places do.
fn repair(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut quoted = false;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '\\' if quoted => rest.chars().take(2).map(char::len_utf8).sum(),
            '"' => {
                quoted = !quoted;
                1
            }
            '{' if !quoted && rest.starts_with("{{") => {
                if let Some(length) = variable(rest) {
                    hole(length, &mut out);
                    rest = rest.get(length..).unwrap_or_default();
                    continue;
                }
                1
            }
            '/' if !quoted && (rest.starts_with("//") || rest.starts_with("/*")) => {
                let length = comment(rest);
                for c in rest.get(..length).unwrap_or_default().chars() {
                    out.extend(std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8()));
                }
                rest = rest.get(length..).unwrap_or_default();
                continue;
            }
            c => c.len_utf8(),
        };
        let (head, tail) = rest.split_at_checked(taken).unwrap_or((rest, ""));
        out.push_str(head);
        rest = tail;
    }
    out
}

/// The length of a variable at the beginning of a text.
fn variable(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("{{")?;
    let end = inner.find("}}")?;
    let name = inner.get(..end)?;
    let plain = !name.trim().is_empty() && !name.contains(['"', '\n', '{', ':', ',']);
    plain.then_some(end + 4)
}

/// A text of the same length that stands for a value which is not known.
fn hole(length: usize, out: &mut String) {
    out.push('"');
    out.push(HOLE);
    out.extend(std::iter::repeat_n('_', length.saturating_sub(2 + HOLE.len_utf8())));
    out.push('"');
}

fn comment(text: &str) -> usize {
    match text.strip_prefix("/*") {
        Some(inner) => inner.find("*/").map_or(text.len(), |end| end + 4),
        None => text.find('\n').unwrap_or(text.len()),
    }
}

/// The sample with a value in the place of every word for a type: what a service would have sent.
pub fn settled(node: &Node) -> Node {
    let value = match &node.value {
        Value::Text(text) => match witness(text) {
            Some(Witness::Integer) => Value::Number(crate::source::Number::whole(1)),
            Some(Witness::Number) => Value::Number(crate::source::Number::whole(1)),
            Some(Witness::Boolean) => Value::Bool(true),
            Some(Witness::DateTime) => Value::Text("2024-01-02T03:04:05Z".to_owned()),
            Some(Witness::Date) => Value::Text("2024-01-02".to_owned()),
            Some(Witness::Unknown) => Value::Text(HOLE.to_string()),
            Some(Witness::Text) | None => Value::Text(text.clone()),
        },
        Value::List(items) => Value::List(items.iter().map(settled).collect()),
        Value::Object(object) => Value::Object(object.map(settled)),
        other => other.clone(),
    };
    Node { value, span: node.span }
}

impl Sample {
    /// Warns of what is broken.
    pub fn report(&self, what: &str, diags: &mut Diagnostics) {
        if let Self::Broken(problem) = self {
            let message = format!("{what} is no JSON, and nothing is learned of it: {}", problem.message);
            diags.warning(Code::BROKEN_SAMPLE, problem.span, message);
        }
    }
}
