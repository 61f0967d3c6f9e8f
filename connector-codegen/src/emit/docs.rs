//! Documentation from strangers, made fit for rustdoc: nothing in it becomes a link, a tag, a doctest or a lint.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;

use crate::diag::code;
use crate::fold::says_same;
use crate::ir::{Action, Docs};

/// Doc attributes, one for each line.
pub fn attributes(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| match line.as_str() {
        "" => String::new(),
        // A name of the document may have a line break in it, behind which anything could begin.
        line if line.contains(['\n', '\r']) => format!(" {}", line.replace(['\n', '\r'], " ")),
        line => format!(" {line}"),
    });
    quote! { #(#[doc = #lines])* }
}

/// Summary, description, and more paragraphs.
pub fn lines(docs: &Docs, fallback: &str, more: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    let summary = docs.summary.as_deref().map(paragraphs).unwrap_or_default();
    let description = docs.description.as_deref().map(paragraphs).unwrap_or_default();
    if !summary.is_empty() && !says_same(&summary.join(" "), &description.join(" ")) {
        all.extend(summary.iter().cloned());
        if all.len() == 1 {
            full_stop(&mut all);
        }
        if !description.is_empty() {
            all.push(String::new());
        }
    }
    all.extend(description);
    if all.is_empty() && !fallback.is_empty() {
        all.push(fallback.to_owned());
    }
    if all.len() == 1 {
        full_stop(&mut all);
    }
    for paragraph in more {
        if !all.is_empty() {
            all.push(String::new());
        }
        all.extend(paragraph.split('\n').map(str::to_owned));
    }
    all
}

/// The same documentation without a summary or description that only repeats the name of the thing.
pub fn telling(docs: &Docs, name: &str) -> Docs {
    let tells = |text: &Option<String>| text.clone().filter(|text| !says_same(text, name));
    Docs { summary: tells(&docs.summary), description: tells(&docs.description) }
}

fn full_stop(lines: &mut [String]) {
    if let Some(last) = lines.last_mut()
        && last.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '`' | '\'' | '"'))
        && !last.starts_with('#')
    {
        last.push('.');
    }
}

/// Method and path, as code.
pub fn route(action: &Action) -> String {
    code(&format!("{} {}", action.method.wire(), action.path))
}

/// A name as code, without what nobody sees of it.
pub fn name(text: &str) -> String {
    code(&one_line(&text.replace('`', "'")).replace('\\', ""))
}

/// One line of plain text.
pub fn one_line(text: &str) -> String {
    paragraphs(text).into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The longest documentation that is kept of one thing, in bytes. Real descriptions stay far below.
pub const LONGEST: usize = 20_000;

/// Text as markdown that is safe inside a doc comment.
fn paragraphs(text: &str) -> Vec<String> {
    let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let text = text.get(..end).unwrap_or(text);
    if is_plain(text) {
        return vec![text.to_owned()];
    }
    let text = untag(text);
    let mut lines: Vec<String> = Vec::new();
    let mut fenced = false;
    let mut in_list = false;
    for raw in text.lines() {
        let line = shown(raw);
        let trimmed = line.trim();
        if let Some(rest) = trimmed.strip_prefix("```") {
            // Whatever language it claims: rustdoc would run what it takes for Rust.
            let closed_at_once = rest.contains("```");
            if !closed_at_once {
                lines.push(if fenced { "```".to_owned() } else { "```text".to_owned() });
                fenced = !fenced;
                continue;
            }
        }
        if fenced {
            lines.push(line.trim_end().to_owned());
            continue;
        }
        if trimmed.is_empty() {
            in_list = false;
            if lines.last().is_some_and(|last| !last.is_empty()) {
                lines.push(String::new());
            }
            continue;
        }
        if is_rule(trimmed) {
            continue;
        }
        let (marker, content) = list_marker(trimmed);
        if marker.is_none() && in_list {
            // Markdown would take this line into the list item above.
            lines.push(String::new());
            in_list = false;
        }
        let escaped = inline(content);
        match marker {
            Some(marker) => {
                if !in_list && lines.last().is_some_and(|last| !last.is_empty()) {
                    lines.push(String::new());
                }
                in_list = true;
                lines.push(format!("{marker} {escaped}"));
            }
            None => lines.push(line_start(escaped)),
        }
    }
    if fenced {
        lines.push("```".to_owned());
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// One line of words, which markdown leaves as they are: most documentation is no more. Checked first because a macro runs
/// unoptimised.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = bytes.first().is_some_and(u8::is_ascii_alphabetic);
    begins
        && !text.contains("://")
        && !text.ends_with(' ')
        && bytes
            .iter()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b' ' | b'0'..=b'9' | b',' | b'.' | b'-' | b'(' | b')' | b':' | b'\'' | b'"' | b'/' | b';'))
}

/// What is [`visible`] of a line.
fn shown(line: &str) -> Cow<'_, str> {
    if line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return line.into();
    }
    line.chars().filter_map(visible).collect()
}

/// Control characters and those that turn the direction of text are left out; blanks of any kind are blanks.
pub fn visible(c: char) -> Option<char> {
    match c {
        '\t' | '\u{a0}' => Some(' '),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
        c if c.is_control() => None,
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    }
}

/// `---`, `===`: a rule or the underline of a heading.
fn is_rule(line: &str) -> bool {
    let Some(sign) = line.chars().next().filter(|sign| matches!(sign, '-' | '=' | '*' | '_' | '~')) else {
        return false;
    };
    line.len() >= 2 && line.chars().all(|c| c == sign || c == ' ')
}

/// A list item's marker and its text.
fn list_marker(line: &str) -> (Option<String>, &str) {
    for sign in ["- ", "* ", "+ ", "• "] {
        if let Some(rest) = line.strip_prefix(sign) {
            let rest = rest.trim_start();
            // A marker inside a marker would be a nested list.
            return (Some("*".to_owned()), rest.trim_start_matches(['-', '*', '+', '•', ' ']));
        }
    }
    (None, line)
}

/// A line must not begin a quotation, a heading, a numbered list, a table or a definition.
fn line_start(line: String) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let after = line.chars().nth(digits);
    if digits > 0 && matches!(after, Some('.' | ')')) && line.chars().nth(digits + 1).is_none_or(|c| c == ' ')
    {
        let (number, rest) = line.split_at_checked(digits).unwrap_or((&line, ""));
        return format!("{number}\\{rest}");
    }
    match line.chars().next() {
        Some('>' | '#' | '|' | '+' | '-' | '=' | '~' | ':') => format!("\\{line}"),
        _ => line,
    }
}

/// Escapes what markdown would act on; keeps inline code and web links.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    loop {
        let (plain, from) =
            rest.split_at_checked(rest.find(acts).unwrap_or(rest.len())).unwrap_or((rest, ""));
        out.push_str(plain);
        rest = from;
        let Some(c) = rest.chars().next() else { break };
        let tail = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            '`' => match tail.split_once('`') {
                Some((code, after)) if !code.is_empty() => {
                    out.push('`');
                    out.push_str(code);
                    out.push('`');
                    rest = after;
                    continue;
                }
                _ => out.push_str("\\`"),
            },
            '[' => {
                if let Some((label, url, after)) = web_link(tail) {
                    out.push('[');
                    out.push_str(&label);
                    out.push_str("](");
                    out.push_str(url);
                    out.push(')');
                    rest = after;
                    continue;
                }
                out.push_str("\\[");
            }
            ']' | '<' | '>' | '*' | '_' | '\\' | '~' | '|' => {
                out.push('\\');
                out.push(c);
            }
            'h' if rest.starts_with("http://") || rest.starts_with("https://") => {
                let end = rest
                    .find(|c: char| c.is_whitespace() || "<>\"'`()[]{}|\\^*".contains(c))
                    .unwrap_or(rest.len());
                let url = rest.get(..end).unwrap_or(rest).trim_end_matches(['.', ',', ';', ':', '!', '?']);
                if url.len() > "https://".len() {
                    out.push('<');
                    out.push_str(url);
                    out.push('>');
                } else {
                    out.push_str(url);
                }
                rest = rest.get(url.len()..).unwrap_or_default();
                continue;
            }
            // A picture would be asked for somewhere by whoever opens the page.
            '!' if tail.starts_with('[') => out.push_str("\\!"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
        rest = tail;
    }
    out
}

/// Signs on which markdown may act, and the first letter of an address.
fn acts(c: char) -> bool {
    matches!(c, '`' | '[' | ']' | '<' | '>' | '*' | '_' | '\\' | '~' | '|' | 'h' | '!' | '&')
}

/// `label](https://…)` behind an opening bracket.
fn web_link(tail: &str) -> Option<(String, &str, &str)> {
    let (label, after) = tail.split_once("](")?;
    let (url, after) = after.split_once(')')?;
    let is_web = url.starts_with("http://") || url.starts_with("https://");
    let plain = |c: char| c.is_ascii_graphic() && !"<>()[]\\`\"".contains(c);
    if !is_web
        || !url.chars().all(plain)
        || label.contains(['[', ']', '`', '<', '\n', '\\'])
        || label.trim().is_empty()
    {
        return None;
    }
    Some((label.replace(['*', '_', '|', '~'], ""), url, after))
}

/// Common HTML becomes the line breaks it stands for; other tags are shown as they are.
pub fn untag(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    const BREAKS: [&str; 10] = ["br", "p", "div", "ul", "ol", "tr", "table", "h1", "h2", "h3"];
    const SILENT: [&str; 13] =
        ["b", "i", "em", "strong", "span", "a", "u", "td", "th", "tbody", "thead", "font", "sup"];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let tag = after.split_once('>').filter(|(inner, _)| inner.len() < 200 && !inner.contains('<'));
        let Some((inner, behind)) = tag else {
            out.push('<');
            rest = after;
            continue;
        };
        let name = inner
            .trim_start_matches('/')
            .split([' ', '/', '\n'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if BREAKS.contains(&name.as_str()) {
            out.push_str(if name == "br" { "\n" } else { "\n\n" });
        } else if name == "li" {
            if !inner.starts_with('/') {
                out.push_str("\n* ");
            }
        } else if name == "code" {
            out.push('`');
        } else if !SILENT.contains(&name.as_str()) {
            out.push('<');
            rest = after;
            continue;
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(text: &str) -> String {
        lines(&Docs { summary: None, description: Some(text.to_owned()) }, "", &[]).join("\n")
    }

    #[test]
    fn nothing_acts() {
        assert_eq!(made("see [Order] <script>x</script>"), "see \\[Order\\] \\<script\\>x\\</script\\>");
        assert_eq!(made("at https://a.b/c."), "at <https://a.b/c>.");
        assert_eq!(made("a [page](https://a.b/c_d) here"), "a [page](https://a.b/c_d) here.");
        assert_eq!(made("a ![page](https://a.b/c.png) here"), "a \\![page](https://a.b/c.png) here.");
        assert_eq!(made("    let x = 1;"), "let x = 1;");
        assert_eq!(made("```\nlet x\n"), "```text\nlet x\n```");
        assert_eq!(made("* a\nb"), "* a\n\nb");
        assert_eq!(made("1. a"), "1\\. a.");
        assert_eq!(made("a\u{202e}b\u{1b}[31m"), "ab\\[31m.");
        assert_eq!(made("# title"), "\\# title.");
        assert_eq!(made("<p>one</p><p>two<br/>three</p>"), "one\n\ntwo\nthree");
        assert_eq!(made("use `a[0]` or x_y"), "use `a[0]` or x\\_y.");
    }

    #[test]
    fn a_summary_that_says_it_all_is_said_once() {
        let docs = Docs { summary: Some("Gets it".to_owned()), description: Some("Gets it.".to_owned()) };
        assert_eq!(lines(&docs, "", &["`GET /`".to_owned()]), ["Gets it.", "", "`GET /`"]);
    }
}
