//! Rust with its words, texts and comments told apart: enough for examples, which are ours.

use super::escape;

const WORDS: [&str; 13] =
    ["let", "mut", "use", "async", "await", "while", "for", "in", "match", "if", "fn", "move", "true"];

/// Escaped, with a class for each kind of token.
pub(super) fn rust(code: &str) -> String {
    let mut out = String::with_capacity(code.len() * 2);
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let (end, class) = match first {
            '"' => (text_end(rest), Some("s")),
            '/' if rest.starts_with("//") => (rest.find('\n').unwrap_or(rest.len()), Some("c")),
            c if c.is_alphabetic() || c == '_' => {
                let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
                let word = rest.get(..end).unwrap_or(rest);
                let class = match word {
                    word if WORDS.contains(&word) => Some("k"),
                    word if word.starts_with(char::is_uppercase) => Some("t"),
                    _ => None,
                };
                (end, class)
            }
            c if c.is_ascii_digit() => (
                rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len()),
                Some("n"),
            ),
            c => (c.len_utf8(), None),
        };
        let (token, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        match class {
            Some(class) => out.push_str(&format!("<i class=\"{class}\">{}</i>", escape(token))),
            None => out.push_str(&escape(token)),
        }
        rest = after;
    }
    out
}

/// Behind the closing quote.
fn text_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    #[test]
    fn tokens() {
        assert_eq!(
            super::rust("let a = Order::new(\"<b>\\\"\", 1); // x"),
            "<i class=\"k\">let</i> a = <i class=\"t\">Order</i>::new(<i class=\"s\">&quot;&lt;b&gt;\\&quot;&quot;</i>, \
             <i class=\"n\">1</i>); <i class=\"c\">// x</i>"
        );
        assert_eq!(super::rust("\"open"), "<i class=\"s\">&quot;open</i>");
    }
}
