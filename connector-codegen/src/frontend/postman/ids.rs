//! What actions are called: by their requests, by their paths where a request's name says nothing.

use std::collections::HashSet;

use super::path::{Part, Segment};
use crate::fold;
use crate::ir::Method;

/// Words of names that only say what is done, not to what.
const GENERIC: [&str; 38] = [
    "get", "list", "create", "update", "delete", "add", "all", "by", "id", "one", "new", "search", "find",
    "remove", "edit", "patch", "post", "put", "info", "details", "detail", "show", "read", "fetch", "a",
    "an", "the", "single", "multiple", "many", "upsert", "set", "retrieve", "insert", "query", "copy",
    "head", "options",
];

/// Longer names are cut.
const LONGEST: usize = 56;

/// What an action may be called, best first.
pub fn candidates(names: &[&str], folders: &[String], method: Method, segments: &[Segment]) -> Vec<String> {
    let by_path = of_path(method, segments);
    // The shortest name speaks for all; of equal ones the first.
    let best = names.iter().filter_map(|name| of_name(name)).min_by_key(|name| name.chars().count());
    let folder: Vec<String> = folders.iter().filter_map(|name| of_name(name)).collect();
    let Some(name) = best else { return vec![by_path] };
    let mut found = Vec::new();
    let words = split(&name);
    let generic = words.iter().all(|word| {
        GENERIC.contains(&word.to_lowercase().as_str()) || word.chars().all(|c| c.is_ascii_digit())
    });
    if !generic {
        found.push(name.clone());
    }
    if let Some(last) = folder.last() {
        found.push(format!("{last}{name}"));
    }
    found.push(format!("{}{name}", folder.concat()));
    if generic {
        found.push(name.clone());
    }
    found.push(format!(
        "{name}{}",
        cut(by_path.strip_prefix(&method.key().to_ascii_lowercase()).unwrap_or(&by_path))
    ));
    found
}

/// Takes the first free candidate, the last one with a number where none is.
pub fn take(candidates: &[String], taken: &mut HashSet<String>) -> String {
    for one in candidates {
        if taken.insert(fold::name(one)) {
            return one.clone();
        }
    }
    let last = candidates.last().map_or("Request", String::as_str);
    for number in 2usize.. {
        let name = format!("{last}{number}");
        if taken.insert(fold::name(&name)) {
            return name;
        }
    }
    last.to_owned()
}

/// An identifier of a request's name; none where it says nothing.
fn of_name(name: &str) -> Option<String> {
    let name = name.trim();
    let lower = name.to_lowercase();
    let is_url = lower.contains("://") || name.starts_with("{{") || name.starts_with('/');
    if is_url || matches!(lower.as_str(), "" | "new request" | "untitled" | "untitled request" | "request") {
        return None;
    }
    let name =
        name.get(..8).filter(|head| head.eq_ignore_ascii_case("copy of ")).and(name.get(8..)).unwrap_or(name);
    let name = name.strip_suffix(" Copy").unwrap_or(name);
    // `GET /users` is the path again.
    let mut halves = name.splitn(2, char::is_whitespace);
    if let (Some(verb), Some(rest)) = (halves.next(), halves.next())
        && is_verb(verb)
        && (rest.trim_start().starts_with(['/', ':']) || rest.contains("{{"))
    {
        return None;
    }
    let name = without_number(name);
    let mut made = String::new();
    for word in split(name) {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let next: String = first.chain(letters).collect();
        if !made.is_empty() && made.len() + next.len() > LONGEST {
            break;
        }
        made.push_str(&next);
    }
    let latin = made.chars().any(|c| c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c));
    let verb_only = is_verb(&made);
    (latin && !verb_only).then(|| cut(&made))
}

/// One of OpenAPI's methods. Others (`COPY`, `LIST`) are words that people call requests.
fn is_verb(word: &str) -> bool {
    Method::ALL.iter().any(|(_, key)| key.eq_ignore_ascii_case(word))
}

/// Without the number of a list before it: `1.2 - Create`.
fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '(' | '#'));
    let rest = rest.trim_start_matches([' ', '-', ':', '_', '–']);
    let numbered =
        rest.len() < name.len() && name.starts_with(|c: char| c.is_ascii_digit() || c == '(' || c == '#');
    if numbered && rest.chars().any(char::is_alphabetic) { rest } else { name }
}

/// Words: letters and digits of Latin scripts.
fn split(name: &str) -> Vec<&str> {
    let latin =
        |c: char| c.is_ascii_alphanumeric() || (('\u{c0}'..='\u{24f}').contains(&c) && c.is_alphabetic());
    let mut words: Vec<&str> =
        name.split(|c: char| !latin(c) && c != '\'').filter(|word| !word.is_empty()).collect();
    if let [only] = words.as_slice() {
        words = camel(only);
    }
    words
}

/// The words of `getOrders`.
fn camel(word: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut lower = false;
    for (at, c) in word.char_indices() {
        if c.is_uppercase() && lower {
            words.extend(word.get(start..at));
            start = at;
        }
        lower = c.is_lowercase() || c.is_ascii_digit();
    }
    words.extend(word.get(start..));
    words
}

/// An identifier of method and path: `getUsersByUserId`.
fn of_path(method: Method, segments: &[Segment]) -> String {
    let mut made = method.key().to_ascii_lowercase();
    let capital = |text: &str, made: &mut String| {
        for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
            let mut letters = word.chars();
            made.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            made.push_str(letters.as_str());
        }
    };
    for (at, segment) in segments.iter().enumerate() {
        match segment {
            Segment::Constant(text) => capital(text, &mut made),
            Segment::Template(parts) => {
                if at + 1 == segments.len() {
                    made.push_str("By");
                    for part in parts {
                        let (Part::Text(text) | Part::Parameter(text, _)) = part;
                        capital(text, &mut made);
                    }
                }
            }
            Segment::Id(_) => {}
        }
    }
    cut(&made)
}

fn cut(name: &str) -> String {
    name.chars().filter(|c| *c != '\'').take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_requests() {
        for (name, made) in [
            ("Get order by id", Some("GetOrderById")),
            ("list_orders", Some("ListOrders")),
            ("getOrder", Some("GetOrder")),
            ("1.2 - Create user", Some("CreateUser")),
            ("2FA", Some("FA")),
            ("Don't do it", Some("DontDoIt")),
            ("https://a.b/c", None),
            ("{{base}}/c", None),
            ("GET /users", None),
            ("New Request", None),
            ("Copy of Add pet", Some("AddPet")),
            ("POST", None),
            ("获取", None),
            ("🚀", None),
            ("🚀 launch", Some("Launch")),
        ] {
            assert_eq!(of_name(name).as_deref(), made, "{name}");
        }
    }

    #[test]
    fn names_that_say_nothing_get_their_folders() {
        let of = |name: &str, folder: &str| candidates(&[name], &[folder.to_owned()], Method::Get, &[]);
        assert_eq!(of("List", "Users").first().unwrap(), "UsersList");
        assert_eq!(of("List users", "Users").first().unwrap(), "ListUsers");
        let mut taken = HashSet::new();
        let same = of("List users", "Users");
        assert_eq!(take(&same, &mut taken), "ListUsers");
        assert_eq!(take(&same, &mut taken), "UsersListUsers");
        assert_eq!(take(&same, &mut taken), "ListUsers2");
    }
}
