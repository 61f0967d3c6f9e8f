//! Documentation, from an attribute back to the comment that it stands for.

use proc_macro2::TokenTree;

use super::cursor::Cursor;

/// The text of `doc = "…"`, unless no comment of one line can hold it.
pub fn comment(attribute: &Cursor) -> Option<String> {
    if !attribute.is_word(0, "doc") || !attribute.is_sign(1, '=') {
        return None;
    }
    let Some(TokenTree::Literal(literal)) = attribute.peek(2) else { return None };
    let text = text(&literal.to_string())?;
    let plain = !text.starts_with('/') && !text.contains(['\n', '\r']);
    plain.then_some(text)
}

/// What a string literal says.
fn text(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix('r') {
        let raw = raw.trim_matches('#');
        return Some(raw.strip_prefix('"')?.strip_suffix('"')?.to_owned());
    }
    let escaped = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::with_capacity(escaped.len());
    let mut rest = escaped;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut signs = after.chars();
        rest = match signs.next()? {
            'n' => push(&mut out, '\n', &signs),
            'r' => push(&mut out, '\r', &signs),
            't' => push(&mut out, '\t', &signs),
            '0' => push(&mut out, '\0', &signs),
            'u' => {
                let (number, after) = signs.as_str().strip_prefix('{')?.split_once('}')?;
                out.push(char::from_u32(u32::from_str_radix(number, 16).ok()?)?);
                after
            }
            sign @ ('\\' | '"' | '\'') => push(&mut out, sign, &signs),
            _ => return None,
        };
    }
    out.push_str(rest);
    Some(out)
}

fn push<'a>(out: &mut String, sign: char, rest: &std::str::Chars<'a>) -> &'a str {
    out.push(sign);
    rest.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::Literal;

    #[test]
    fn a_literal_says_what_it_was_made_of() {
        for told in ["", " plain", " a \"b\" \\ 'c' \t \u{7f}é\u{1F600}", "\n"] {
            assert_eq!(text(&Literal::string(told).to_string()).as_deref(), Some(told));
        }
        assert_eq!(text("r\" x\\\"").as_deref(), Some(" x\\"));
        assert_eq!(text("r#\" \"x\" \"#").as_deref(), Some(" \"x\" "));
    }
}
