//! Text of a document, made safe and short enough for a terminal.

/// Whether a terminal would do something with `c` other than draw it: control characters, and those that
/// reorder or hide what follows.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// `c`, or a harmless character of the same width.
pub(super) fn safe(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        c if is_unsafe(c) => '\u{FFFD}',
        c => c,
    }
}

/// How many columns a terminal gives `c`: East Asian text takes two.
pub(super) fn width(c: char) -> usize {
    let wide = matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1F64F}' | '\u{1F900}'..='\u{1F9FF}' | '\u{20000}'..='\u{3FFFD}');
    if wide { 2 } else { 1 }
}

/// Text on one line, without anything that a terminal would obey, at most `longest` characters.
pub fn plain(text: &str, longest: usize) -> String {
    let mut out: String = text.chars().take(longest).map(safe).collect();
    if text.chars().nth(longest).is_some() {
        out.pop();
        out.push('…');
    }
    out
}

/// A name from the document inside a message: between backquotes, safe and short.
pub fn quoted(name: &str) -> String {
    format!("`{}`", plain(name, 80))
}

/// A text of the document as code within a sentence of Markdown: on one line, unable to leave its quotes, without what nobody sees of it.
pub fn code(text: &str) -> String {
    let shown = |c: char| match c {
        '`' => Some('\''),
        '\t' | '\n' | '\r' => Some(' '),
        c => Some(c).filter(|c| !is_unsafe(*c)),
    };
    format!("`{}`", text.chars().filter_map(shown).collect::<String>())
}

/// `1 action`, `2 actions`.
pub fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal() {
        assert_eq!(quoted("a\u{1b}[31m\nb\u{202e}"), "`a\u{FFFD}[31m b\u{FFFD}`");
        assert_eq!(code("a`b\nc"), "`a'b c`");
        // rustc refuses comments with these.
        assert_eq!(code("/\u{202e}a\u{2066}"), "`/a`");
        assert_eq!(plain("abcdef", 6), "abcdef");
        assert_eq!(plain("abcdefg", 6), "abcde…");
        assert_eq!(plain(&"é".repeat(1000), 3), "éé…");
    }
}
