//! Paths: which segments are fixed, which are parameters, which are the values of some.

use super::address::{Piece, pieces, split_all};
use super::variables::Variables;
use crate::infer::traffic::{decoded, encoded, is_id, looks_random, singular};

/// A segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Always the same.
    Constant(String),
    /// Text with parameters in it.
    Template(Vec<Part>),
    /// A value that looks like somebody's id.
    Id(String),
}

/// A part of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(String),
    /// A parameter, and whether the path itself calls it so (`:id`, `{id}`) rather than a variable of the app.
    Parameter(String, bool),
}

/// The segments of a path. `constant` says which variables are fixed parts of the API.
pub fn segments(path: &str, variables: &Variables, constant: &dyn Fn(&str, usize) -> bool) -> Vec<Segment> {
    let path = path.strip_prefix('/').unwrap_or(path);
    if path.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for raw in split_all(path, '/') {
        let depth = found.len();
        let put_in = |name: &str| variables.get(name).filter(|_| constant(name, depth));
        found.push(segment(raw, &put_in));
    }
    found
}

fn segment(raw: &str, put_in: &dyn Fn(&str) -> Option<String>) -> Segment {
    let named = |name: &str| Segment::Template(vec![Part::Parameter(name.to_owned(), true)]);
    if let Some(name) = raw.strip_prefix(':').filter(|name| is_name(name)) {
        return named(name);
    }
    for (open, close) in [('{', '}'), ('<', '>'), ('[', ']')] {
        let inner = raw.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(name) = inner.filter(|name| is_name(name)) {
            return named(name);
        }
    }
    let mut parts: Vec<Part> = Vec::new();
    let text = |text: &str, parts: &mut Vec<Part>| match parts.last_mut() {
        Some(Part::Text(last)) => last.push_str(text),
        _ => parts.push(Part::Text(text.to_owned())),
    };
    for piece in pieces(raw) {
        match piece {
            Piece::Text(plain) => text(&decoded(&plain), &mut parts),
            Piece::Variable(name) => match put_in(&name) {
                Some(value) => text(&value, &mut parts),
                None => parts.push(Part::Parameter(name.trim_start_matches('$').to_owned(), false)),
            },
        }
    }
    match parts.as_slice() {
        [Part::Text(only)] if is_id(only) => Segment::Id(only.clone()),
        [Part::Text(only)] => Segment::Constant(only.clone()),
        [] => Segment::Constant(String::new()),
        _ => Segment::Template(parts),
    }
}

fn is_name(name: &str) -> bool {
    let sign = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$');
    !name.is_empty() && name.chars().all(sign)
}

/// What calls have in common that differ in values only. Ids and parameters are one.
pub fn key(segments: &[Segment]) -> String {
    let mut key = String::new();
    for segment in segments {
        key.push('/');
        match segment {
            Segment::Constant(text) => key.push_str(text),
            Segment::Id(_) => key.push('\u{1}'),
            Segment::Template(parts) => {
                for part in parts {
                    match part {
                        Part::Text(text) => key.push_str(text),
                        Part::Parameter(..) => key.push('\u{1}'),
                    }
                }
            }
        }
    }
    key
}

/// A path template with the names of its parameters, of all the calls that are one.
pub struct Template {
    pub path: String,
    /// Name, and where it stands: segment and part.
    pub parameters: Vec<(String, usize, usize)>,
}

/// Makes the template: names that the paths themselves have come first, then the most frequent.
pub fn template(calls: &[&[Segment]], after: usize) -> Template {
    let Some(first) = calls.first() else { return Template { path: String::new(), parameters: Vec::new() } };
    let mut path = String::new();
    let mut parameters: Vec<(String, usize, usize)> = Vec::new();
    let mut previous = String::new();
    for at in 0..first.len() {
        let column: Vec<&Segment> = calls.iter().filter_map(|call| call.get(at)).collect();
        let mut text = String::new();
        // Of several spellings the one with parts speaks for all; a lone id among words is one of them.
        let shown = column.iter().find(|one| matches!(one, Segment::Template(_))).or(column.first());
        match shown {
            Some(Segment::Template(parts)) => {
                for (index, part) in parts.iter().enumerate() {
                    match part {
                        Part::Text(plain) => text.push_str(&encoded(plain)),
                        Part::Parameter(..) => {
                            let name = named(&column, index, &previous, &parameters);
                            text.push_str(&format!("{{{name}}}"));
                            parameters.push((name, at, index));
                        }
                    }
                }
            }
            Some(Segment::Id(value)) => {
                let several = column.iter().any(|one| !matches!(one, Segment::Id(other) if other == value));
                let many = singular(&previous) != previous;
                if several || many || looks_random(value) {
                    let stem = if previous.is_empty() { "value".to_owned() } else { singular(&previous) };
                    let name = free(format!("{stem}Id"), &previous, &parameters);
                    text.push_str(&format!("{{{name}}}"));
                    parameters.push((name, at, 0));
                } else {
                    text.push_str(&encoded(value));
                }
            }
            Some(Segment::Constant(word)) => text.push_str(&encoded(word)),
            None => {}
        }
        if let Some(Segment::Constant(word)) = shown {
            previous = word.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
        }
        if at >= after {
            path.push('/');
            path.push_str(&text);
        }
    }
    if path.is_empty() {
        path.push('/');
    }
    Template { path, parameters }
}

/// What a parameter is called.
fn named(column: &[&Segment], index: usize, previous: &str, taken: &[(String, usize, usize)]) -> String {
    let mut votes: Vec<(&str, bool, usize)> = Vec::new();
    for segment in column {
        let Segment::Template(parts) = segment else { continue };
        let Some(Part::Parameter(name, own)) = parts.get(index) else { continue };
        match votes.iter_mut().find(|(known, ..)| known == name) {
            Some((_, known, count)) => (*known, *count) = (*known || *own, *count + 1),
            None => votes.push((name, *own, 1)),
        }
    }
    // The first of the best: `max_by_key` would take the last.
    let best = votes.iter().rev().max_by_key(|(_, own, count)| (*own, *count));
    // What would end the placeholder, its segment or the path is no part of a name.
    let stray = |c: char| matches!(c, '{' | '}' | '/' | '?' | '#') || c.is_control();
    let name = best.map_or("value", |(name, ..)| name).replace(stray, "");
    let name = if name.trim().is_empty() { "value".to_owned() } else { name };
    free(name, previous, taken)
}

fn free(name: String, previous: &str, taken: &[(String, usize, usize)]) -> String {
    let is_free = |name: &str| !taken.iter().any(|(known, ..)| known == name);
    if is_free(&name) {
        return name;
    }
    let longer = format!("{}_{name}", singular(previous));
    if !previous.is_empty() && is_free(&longer) {
        return longer;
    }
    (2..).map(|number| format!("{name}_{number}")).find(|name| is_free(name)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> Vec<Segment> {
        segments(path, &Variables::default(), &|_, _| false)
    }

    fn merged(paths: &[&str]) -> String {
        let all: Vec<Vec<Segment>> = paths.iter().map(|path| of(path)).collect();
        let keys: Vec<String> = all.iter().map(|one| key(one)).collect();
        assert!(keys.iter().all(|key| Some(key) == keys.first()), "{keys:?}");
        template(&all.iter().map(Vec::as_slice).collect::<Vec<_>>(), 0).path
    }

    #[test]
    fn templates() {
        assert_eq!(merged(&["/users/:id"]), "/users/{id}");
        assert_eq!(merged(&["/users/{{userId}}", "/users/42"]), "/users/{userId}");
        assert_eq!(merged(&["/users/42"]), "/users/{userId}");
        assert_eq!(merged(&["/delay/2"]), "/delay/2");
        assert_eq!(merged(&["/delay/2", "/delay/3"]), "/delay/{delayId}");
        assert_eq!(merged(&["/a/:id/b/:id"]), "/a/{id}/b/{b_id}");
        assert_eq!(merged(&["/Users('{{id}}')/x y/{{a}}.json"]), "/Users('{id}')/x%20y/{a}.json");
        assert_eq!(merged(&["/v1/x:cancel", "/v1/x:cancel"]), "/v1/x:cancel");
        assert_eq!(merged(&["/a/{{x}}", "/a/:own", "/a/{{x}}"]), "/a/{own}");
        assert_eq!(merged(&["/a//b/"]), "/a//b/");
        assert_eq!(merged(&["/a/{{is it?}}/{{#}}/{{x\u{0}}}"]), "/a/{is it}/{value}/{x}");
        assert_eq!(merged(&[""]), "/");
    }

    #[test]
    fn words_stay_apart() {
        for (one, other) in [("/users/me", "/users/{{id}}"), ("/orders/list", "/orders/42"), ("/a", "/a/")] {
            assert_ne!(key(&of(one)), key(&of(other)), "{one} {other}");
        }
    }
}
