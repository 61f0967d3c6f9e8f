//! Placeholders in addresses and bodies.

use crate::request::encode;

/// Where a value goes, which decides how it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Url,
    /// A query or a form.
    Form,
    /// A text that is encoded later.
    Plain,
}

/// Replaces `{name}` by what `value` says. The error is the name of a placeholder without a value, or one that makes no address.
pub(super) fn fill(
    template: &str,
    place: Place,
    value: impl Fn(&str) -> Option<String>,
) -> Result<String, String> {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            return Err(format!("the template `{template}` has a brace that is not closed"));
        };
        let name = name.trim();
        let text = value(name).ok_or_else(|| format!("`{name}` is missing"))?;
        match place {
            Place::Form => encode::value(&text, &mut out),
            Place::Plain => out.push_str(&text),
            // A whole address is the caller's to choose.
            Place::Url if out.is_empty() => out.push_str(text.trim().trim_end_matches('/')),
            Place::Url if out.contains('?') => encode::value(&text, &mut out),
            Place::Url => {
                let in_host = !out.split_once("://").is_some_and(|(_, rest)| rest.contains('/'));
                if in_host && !text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:".contains(&b)) {
                    return Err(format!("`{name}` is no part of a host name"));
                }
                encode::path_raw(&text, &mut out);
            }
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_their_place_needs() {
        let value = |name: &str| match name {
            "host" => Some("eu.example.com".to_owned()),
            "all" => Some("https://x.example/".to_owned()),
            "odd" => Some("a b&c/@evil".to_owned()),
            _ => None,
        };
        let url = |template| fill(template, Place::Url, value);
        assert_eq!(url("https://{host}/t").unwrap(), "https://eu.example.com/t");
        assert_eq!(url("{all}/t").unwrap(), "https://x.example/t");
        assert_eq!(
            url("https://{host}/{odd}?a={odd}").unwrap(),
            "https://eu.example.com/a%20b&c/@evil?a=a%20b%26c%2F%40evil"
        );
        assert_eq!(url("https://{odd}/t").unwrap_err(), "`odd` is no part of a host name");
        assert_eq!(url("https://{nothing}/t").unwrap_err(), "`nothing` is missing");
        assert!(url("https://{host/t").is_err());
        assert_eq!(fill("a={odd}&b=1", Place::Form, value).unwrap(), "a=a%20b%26c%2F%40evil&b=1");
    }
}
