//! `Link` headers: RFC 8288, <https://www.rfc-editor.org/rfc/rfc8288#section-3>.

use http::HeaderMap;
use http::header::LINK;

/// The target of the first link whose relation is `next`. Links of something other than the reply itself (`anchor`) are
/// passed over, as the specification allows.
pub(crate) fn next(headers: &HeaderMap) -> Option<String> {
    headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok()).find_map(next_of)
}

fn next_of(header: &str) -> Option<String> {
    let mut rest = header;
    loop {
        let (_, from) = rest.split_once('<')?;
        let (target, parameters) = from.split_once('>')?;
        let (parameters, after) = up_to_comma(parameters);
        let mut relation = None;
        let mut anchored = false;
        for (name, value) in parameters.iter().map(|one| one.split_once('=').unwrap_or((one, ""))) {
            let (name, value) = (name.trim(), value.trim().trim_matches('"'));
            if name.eq_ignore_ascii_case("rel") {
                // The first one counts.
                relation.get_or_insert(value);
            }
            anchored |= name.eq_ignore_ascii_case("anchor");
        }
        let is_next = |relations: &str| {
            relations.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case("next"))
        };
        if !anchored && relation.is_some_and(is_next) && !target.trim().is_empty() {
            return Some(target.trim().to_owned());
        }
        rest = after?;
    }
}

/// The parameters of a link, which `;` separates, and what follows the comma that ends it. Within quotes both are text.
fn up_to_comma(text: &str) -> (Vec<&str>, Option<&str>) {
    let mut parameters = Vec::new();
    let (mut quoted, mut escaped, mut begin) = (false, false, 0);
    for (at, char) in text.char_indices() {
        match char {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ';' | ',' if !quoted => {
                parameters.extend(text.get(begin..at));
                begin = at + 1;
                if char == ',' {
                    return (parameters, text.get(begin..));
                }
            }
            _ => {}
        }
    }
    parameters.extend(text.get(begin..));
    (parameters, None)
}

#[cfg(test)]
mod tests {
    use super::next_of;

    #[test]
    fn links() {
        for (header, wanted) in [
            (
                r#"<https://a/p?page=2>; rel="next", <https://a/p?page=9>; rel="last""#,
                Some("https://a/p?page=2"),
            ),
            (r#"<https://a/p?page=1>; rel="prev", </p?page=3>; rel=next"#, Some("/p?page=3")),
            (r#"</p?ids=1,2;3>; title="a, b; rel=next \" <x>"; REL="start NEXT""#, Some("/p?ids=1,2;3")),
            (r#"</a>;rel="prev";rel="next""#, None),
            (r#"</a>; rel="next"; anchor="/other", </b>; rel=next"#, Some("/b")),
            (r#"</a>; rel="nextish""#, None),
            (r#"</a>; title="rel=next""#, None),
            (r#"<>; rel="next""#, None),
            ("</a; rel=next", None),
            ("", None),
        ] {
            assert_eq!(next_of(header).as_deref(), wanted, "{header}");
        }
    }
}
