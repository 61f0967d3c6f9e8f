//! The expressions of policies: `https://@connectionParameters('region').example.com`, `{@body().first} {@body().last}`.

use crate::diag::quoted;
use crate::ir::policy::{Piece, Step, Template};

/// Longer texts are nobody's templates, and would take long to read.
const LONGEST: usize = 1 << 14;

/// What published connectors make of `queryParameters`; no other slip is known.
const MISSPELT: &str = "queryparamters";

/// A function that is misspelt, and the one that is meant.
pub fn misspelt(text: &str) -> Option<(&'static str, &'static str)> {
    let call = format!("@{MISSPELT}(");
    text.to_ascii_lowercase().contains(&call).then_some(("queryParamters", "queryParameters"))
}

/// Parses text with references in it; `placeholders`: `{name}` is one, too.
pub fn template(text: &str, placeholders: bool) -> Result<Template, String> {
    if text.len() > LONGEST {
        return Err("it is too long".to_owned());
    }
    let mut out = Template::new();
    let mut rest = text;
    // Some leave out the sign in front of the only thing there is.
    if let Ok(Some((piece @ (Piece::Body(_) | Piece::Item(_)), ""))) = reference(text) {
        return Ok(vec![piece]);
    }
    while let Some(c) = rest.chars().next() {
        let found = match c {
            '@' => at(rest)?,
            '{' if placeholders => match braced(rest)? {
                Some(found) => Some(found),
                None => placeholder(rest),
            },
            '{' => braced(rest)?,
            _ => None,
        };
        let (piece, after) = match found {
            Some(found) => found,
            None => {
                let (one, after) = rest.split_at(c.len_utf8());
                (Piece::Text(one.to_owned()), after)
            }
        };
        match (out.last_mut(), piece) {
            (Some(Piece::Text(text)), Piece::Text(more)) => text.push_str(&more),
            (_, piece) => out.push(piece),
        }
        rest = after;
    }
    Ok(out)
}

/// A way into the body, or into the element at hand: `@body().a['b']`, `@item().c`; whether it is the latter.
pub fn way(text: &str) -> Result<(Vec<Step>, bool), String> {
    let text = text.trim();
    let text = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or(text);
    let text = text.strip_prefix('@').unwrap_or(text);
    match reference(text)? {
        Some((Piece::Body(steps), "")) => Ok((steps, false)),
        Some((Piece::Item(steps), "")) => Ok((steps, true)),
        _ => Err(format!("{} is no way into a body", quoted(text))),
    }
}

/// A way that goes on from another: `name`, `a.b`, `['odd.name']`; `null` is none.
pub fn sub_way(text: &str) -> Result<Vec<Step>, String> {
    let text = text.trim();
    if text.is_empty() || text == "null" {
        return Ok(Vec::new());
    }
    let dotted = if text.starts_with(['.', '[']) { text.to_owned() } else { format!(".{text}") };
    match accessors(&dotted) {
        Some((steps, "")) => Ok(steps),
        // A name that no path can be is a name.
        _ => Ok(vec![Step::Key(text.to_owned())]),
    }
}

/// At `@`: `@f('x')`, `@{f('x')}`.
fn at(text: &str) -> Result<Option<(Piece, &str)>, String> {
    let Some(rest) = text.strip_prefix('@') else { return Ok(None) };
    if let Some(inner) = rest.strip_prefix('{') {
        return closed(inner.trim_start());
    }
    reference(rest)
}

/// At `{`: `{@f().x}`.
fn braced(text: &str) -> Result<Option<(Piece, &str)>, String> {
    match text.strip_prefix("{@") {
        Some(inner) => closed(inner),
        None => Ok(None),
    }
}

fn closed(inner: &str) -> Result<Option<(Piece, &str)>, String> {
    let inner = inner.strip_prefix('@').unwrap_or(inner);
    let Some((piece, rest)) = reference(inner)? else { return Ok(None) };
    Ok(rest.trim_start().strip_prefix('}').map(|rest| (piece, rest)))
}

fn placeholder(text: &str) -> Option<(Piece, &str)> {
    let (name, rest) = text.strip_prefix('{')?.split_once('}')?;
    let sound = !name.is_empty() && !name.contains(['{', '@', '/', '\'']);
    sound.then(|| (Piece::Path(name.to_owned()), rest))
}

/// A call of a function and what is taken of its result. Text that is no call is none.
fn reference(text: &str) -> Result<Option<(Piece, &str)>, String> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let Some(rest) = rest.strip_prefix('(').filter(|_| !name.is_empty()) else { return Ok(None) };
    let known = name.to_ascii_lowercase();
    let Some((arguments, rest)) = arguments(rest) else { return Ok(None) };
    let mut arguments = arguments.into_iter();
    let (first, default) = (arguments.next(), arguments.next());
    let unknown = || Err(format!("{} is no function that is known", quoted(name)));
    let piece = match (known.as_str(), first, default) {
        ("headers" | "header", Some(own), default) => Piece::Header(own, default),
        ("queryparameters" | "queryparameter" | MISSPELT, Some(own), default) => Piece::Query(own, default),
        ("connectionparameters" | "connectionparameter", Some(own), default) => {
            Piece::Connection(own, default)
        }
        ("body" | "item", None, _) => {
            let (steps, rest) = accessors(rest).unwrap_or((Vec::new(), rest));
            let piece = if known == "body" { Piece::Body(steps) } else { Piece::Item(steps) };
            return Ok(Some((piece, rest)));
        }
        _ => return unknown(),
    };
    Ok(Some((piece, rest)))
}

/// The texts in single quotes up to the closing parenthesis.
fn arguments(text: &str) -> Option<(Vec<String>, &str)> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    if let Some(rest) = rest.strip_prefix(')') {
        return Some((out, rest));
    }
    loop {
        let (value, after) = literal(rest)?;
        out.push(value);
        rest = after.trim_start();
        if let Some(rest) = rest.strip_prefix(')') {
            return Some((out, rest));
        }
        rest = rest.strip_prefix(',')?.trim_start();
    }
}

/// A text in single quotes; a quote in it is doubled.
fn literal(text: &str) -> Option<(String, &str)> {
    let mut out = String::new();
    let mut rest = text.strip_prefix('\'')?;
    loop {
        let (part, after) = rest.split_once('\'')?;
        out.push_str(part);
        match after.strip_prefix('\'') {
            Some(more) => {
                out.push('\'');
                rest = more;
            }
            None => return Some((out, after)),
        }
    }
}

/// `.name`, `['odd.name']`, `[0]`, as many as there are.
fn accessors(text: &str) -> Option<(Vec<Step>, &str)> {
    let mut out = Vec::new();
    let mut rest = text;
    loop {
        let plain = rest.strip_prefix('?').unwrap_or(rest);
        if let Some(name) = plain.strip_prefix('.') {
            let end =
                name.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$'))).unwrap_or(name.len());
            let (name, after) = name.split_at(end);
            if name.is_empty() {
                break;
            }
            out.push(Step::Key(name.to_owned()));
            rest = after;
        } else if let Some(inner) = plain.strip_prefix('[') {
            let (step, after) = match literal(inner.trim_start()) {
                Some((name, after)) => (Step::Key(name), after),
                None => {
                    let (digits, _) = inner.split_once(']')?;
                    let after = inner.strip_prefix(digits)?;
                    (Step::Index(digits.trim().parse().ok()?), after)
                }
            };
            out.push(step);
            rest = after.trim_start().strip_prefix(']')?;
        } else {
            break;
        }
    }
    Some((out, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Piece {
        Piece::Text(text.to_owned())
    }

    fn connection(name: &str, default: Option<&str>) -> Piece {
        Piece::Connection(name.to_owned(), default.map(str::to_owned))
    }

    fn keys(keys: &[&str]) -> Vec<Step> {
        keys.iter().map(|key| Step::Key((*key).to_owned())).collect()
    }

    #[test]
    fn templates() {
        let header = |name: &str| Piece::Header(name.to_owned(), None);
        let cases: Vec<(&str, Template)> = vec![
            ("", vec![]),
            ("application/json", vec![text("application/json")]),
            ("@connectionParameters('a')", vec![connection("a", None)]),
            ("@ConnectionParameters( 'a' , '' )", vec![connection("a", Some(""))]),
            ("@connectionParameters('token:customHost')", vec![connection("token:customHost", None)]),
            (
                "https://@header('test').abc.xyz:@headers('port')",
                vec![text("https://"), header("test"), text(".abc.xyz:"), header("port")],
            ),
            ("Token @connectionParameters('it''s')", vec![text("Token "), connection("it's", None)]),
            ("a@b.com, @odata.id @ me", vec![text("a@b.com, @odata.id @ me")]),
            ("/me/tasks('{task_id}')", vec![text("/me/tasks('{task_id}')")]),
            (
                "{@body().first} {@body()['odd.name'][0]}!",
                vec![
                    Piece::Body(keys(&["first"])),
                    text(" "),
                    Piece::Body(vec![Step::Key("odd.name".to_owned()), Step::Index(0)]),
                    text("!"),
                ],
            ),
            ("@{body()?.a?['b']}", vec![Piece::Body(keys(&["a", "b"]))]),
            ("@{@item().x}", vec![Piece::Item(keys(&["x"]))]),
            ("body()", vec![Piece::Body(vec![])]),
            ("@body().", vec![Piece::Body(vec![]), text(".")]),
            ("[{\"a\": {@body().f} }]", vec![text("[{\"a\": "), Piece::Body(keys(&["f"])), text(" }]")]),
            ("@body('x", vec![text("@body('x")]),
            ("groupTypes/any(c:c eq 'Unified')", vec![text("groupTypes/any(c:c eq 'Unified')")]),
        ];
        for (input, expected) in cases {
            assert_eq!(template(input, false), Ok(expected), "{input}");
        }
    }

    #[test]
    fn placeholders() {
        assert_eq!(
            template("/me/tasks('{task_id}')/{@body().x}?a={b}", true),
            Ok(vec![
                text("/me/tasks('"),
                Piece::Path("task_id".to_owned()),
                text("')/"),
                Piece::Body(keys(&["x"])),
                text("?a="),
                Piece::Path("b".to_owned()),
            ])
        );
    }

    #[test]
    fn unknown_functions() {
        for input in ["@queryStuff('x')", "@concat('a', 'b')", "@triggerBody().x", "@body('x')"] {
            assert!(template(input, false).is_err(), "{input}");
        }
    }

    #[test]
    fn ways() {
        assert_eq!(way("@body()"), Ok((vec![], false)));
        assert_eq!(way("body()"), Ok((vec![], false)));
        assert_eq!(way("@item().id"), Ok((keys(&["id"]), true)));
        assert!(way("x").is_err() && way("@headers('x')").is_err());
        assert_eq!(sub_way("null"), Ok(vec![]));
        assert_eq!(sub_way("['@odata.id']"), Ok(keys(&["@odata.id"])));
        assert_eq!(sub_way("a.b"), Ok(keys(&["a", "b"])));
        assert_eq!(sub_way("odd-name"), Ok(keys(&["odd-name"])));
    }
}
