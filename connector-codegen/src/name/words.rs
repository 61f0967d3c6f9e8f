//! From free text to the words of an identifier.

use crate::ir::{Owner, Site, Step};

/// The words of a text: letters and digits, split where the case changes. Everything else separates.
pub fn clean(text: &str) -> String {
    let text = &unspelled(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_word(c) {
            out.push(c);
        } else if c != '\'' {
            // An apostrophe stands inside a word: "don't" is one.
            out.push(' ');
        }
    }
    out
}

/// Words whose capitals would be taken for the beginnings of words.
const SPELLED: [(&str, &str); 6] = [
    ("OAuth", "Oauth"),
    ("OData", "Odata"),
    ("iOS", "Ios"),
    ("macOS", "Macos"),
    ("GraphQL", "Graphql"),
    ("MySQL", "Mysql"),
];

/// The same with `IDs` as `Ids` and the like: capitals before a plural `s` are one word.
fn unspelled(text: &str) -> String {
    let mut text = text.to_owned();
    for (from, to) in SPELLED {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or(' ');
    let mut out = String::with_capacity(text.len());
    let mut index = 0;
    while index < chars.len() {
        let run =
            chars.get(index..).unwrap_or_default().iter().take_while(|c| c.is_ascii_uppercase()).count();
        let plural = run >= 2 && at(index + run) == 's' && !at(index + run + 1).is_ascii_lowercase();
        let first = at(index);
        out.push(first);
        index += 1;
        if plural {
            for _ in 1..run {
                out.push(at(index).to_ascii_lowercase());
                index += 1;
            }
        } else {
            for _ in 1..run {
                out.push(at(index));
                index += 1;
            }
        }
    }
    out
}

/// ASCII and Latin letters. Others would be legal too, but the compiler warns of most scripts beside Latin.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (('\u{c0}'..='\u{24f}').contains(&c) && c.is_alphabetic())
}

/// Like [`clean`], with signs spoken: what tells `GMT+1` from `GMT-1`.
pub fn spoken(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let word = match c {
            '+' => "plus",
            '-' if chars.peek().is_some_and(char::is_ascii_digit) => "minus",
            '-' => "dash",
            '*' => "star",
            '<' => "less",
            '>' => "greater",
            '=' => "equal",
            '!' => "not",
            '/' => "slash",
            '.' => "dot",
            '#' => "hash",
            '%' => "percent",
            '&' => "and",
            '|' => "or",
            '@' => "at",
            '$' => "dollar",
            '?' => "question",
            ' ' => "space",
            '_' => "underscore",
            ':' => "colon",
            c if is_word(c) => {
                out.push(c);
                continue;
            }
            _ => "",
        };
        out.push(' ');
        out.push_str(word);
        out.push(' ');
    }
    out
}

/// One of many: `addresses` → `address`, `queries` → `query`. Rules only, no dictionary: a wrong guess costs a letter.
pub fn singular(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    let cut = |end: usize, add: &str| format!("{}{add}", word.get(..word.len() - end).unwrap_or(word));
    const KEPT: [&str; 12] = [
        "status", "series", "news", "species", "address", "access", "process", "business", "analysis",
        "basis", "bus", "https",
    ];
    const IRREGULAR: [(&str, &str); 8] = [
        ("people", "person"),
        ("children", "child"),
        ("men", "man"),
        ("indices", "index"),
        ("criteria", "criterion"),
        ("data", "data"),
        ("matrices", "matrix"),
        ("statuses", "status"),
    ];
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == lower) {
        return (*one).to_owned();
    }
    if KEPT.iter().any(|kept| lower.ends_with(kept)) || word.len() < 4 {
        return word.to_owned();
    }
    if lower.ends_with("ies") && word.len() > 4 {
        return cut(3, "y");
    }
    if ["sses", "shes", "ches", "xes", "zes"].iter().any(|end| lower.ends_with(end)) {
        return cut(2, "");
    }
    if lower.ends_with('s') && !lower.ends_with("ss") && !lower.ends_with("us") && !lower.ends_with("is") {
        return cut(1, "");
    }
    word.to_owned()
}

/// Words that say nothing of what a thing is.
const EMPTY: [&str; 22] = [
    "value",
    "values",
    "data",
    "item",
    "items",
    "result",
    "results",
    "response",
    "body",
    "reply",
    "object",
    "list",
    "entry",
    "entries",
    "element",
    "elements",
    "record",
    "records",
    "content",
    "payload",
    "root",
    "properties",
];

/// Whether a word says nothing of what a thing is.
pub fn says_nothing(word: &str) -> bool {
    EMPTY.contains(&word.to_ascii_lowercase().as_str())
}

/// Verbs that begin operation names: what follows them is the thing.
const VERBS: [&str; 34] = [
    "get", "list", "create", "update", "delete", "add", "remove", "set", "put", "post", "patch", "find",
    "search", "fetch", "retrieve", "query", "read", "show", "describe", "new", "replace", "upsert", "insert",
    "all", "on", "when", "trigger", "send", "download", "upload", "lookup", "browse", "view", "make",
];

/// What an operation is about, and whether it is about many: `GetOrder` → `order`, `orders_list` → `order`, many.
pub fn subject(operation: &str) -> Option<(String, bool)> {
    let words = split(operation);
    let is_verb = |word: &String| VERBS.contains(&word.as_str());
    let start = words.iter().position(|word| !is_verb(word))?;
    let rest = words.get(start..)?;
    let end =
        rest.iter().position(|word| matches!(word.as_str(), "by" | "for" | "in" | "of" | "from" | "with"));
    let mut rest: Vec<String> = rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest).to_vec();
    while rest.len() > 1 && rest.last().is_some_and(is_verb) {
        rest.pop();
    }
    let last = rest.pop()?;
    let one = singular(&last);
    let many = one != last;
    rest.push(one);
    Some((rest.join(" "), many))
}

/// The words of a text in lower case.
pub fn split(text: &str) -> Vec<String> {
    super::case::snake(&clean(text)).split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What one step calls a type, `many` where its elements are meant.
fn word_of(step: &Step, many: bool) -> Option<String> {
    let name = match step {
        Step::Property(name) | Step::Parameter(name) => name,
        _ => return None,
    };
    let mut words = split(name);
    let last = words.pop()?;
    words.push(if many { singular(&last) } else { last });
    Some(words.join(" "))
}

/// The natural name of an inline type, without regard to where it stands: `…/lines/[]` → `line`. Two types of equal structure
/// and equal natural name are one.
pub fn natural(site: &Site) -> Option<String> {
    let mut many = false;
    for step in site.steps.iter().rev() {
        match step {
            Step::Item | Step::Value => many = true,
            // `value/[]`, `data/[]`: the word is further up, and it still stands for many.
            Step::Property(name) | Step::Parameter(name) if many && says_nothing(name) => {}
            Step::Property(_) | Step::Parameter(_) => match word_of(step, many) {
                Some(word) => return Some(word),
                None => many = false,
            },
            Step::Failure(_) => return Some("error body".to_owned()),
            Step::Body if !many => return None,
            Step::Reply | Step::Status(_) if !many => {
                let Owner::Action(id) = &site.owner else { return None };
                return subject(id).map(|(word, many)| if many { format!("{word} list") } else { word });
            }
            Step::Event | Step::Variant(_) => return None,
            Step::Body | Step::Reply | Step::Status(_) => break,
        }
    }
    match &site.owner {
        Owner::Action(id) => subject(id).map(|(word, _)| word),
        Owner::Named(name) if many => split(name).pop().map(|word| singular(&word)),
        Owner::Named(_) => None,
    }
}

/// Longer and longer names of an inline type, without its owner: the steps from the last one up.
pub fn tails(site: &Site) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut tails = Vec::new();
    let mut many = false;
    for step in site.steps.iter().rev() {
        let part = match step {
            Step::Item => {
                many = true;
                continue;
            }
            Step::Value => {
                many = true;
                continue;
            }
            Step::Property(_) | Step::Parameter(_) => word_of(step, many).unwrap_or_default(),
            Step::Body => "input".to_owned(),
            Step::Reply if many => "item".to_owned(),
            Step::Reply => "reply".to_owned(),
            Step::Status(code) => format!("reply {code}"),
            Step::Failure(_) => "error".to_owned(),
            Step::Event => "event".to_owned(),
            Step::Variant(number) => format!("option {number}"),
        };
        let nothing = says_nothing(&part) && many && matches!(step, Step::Property(_));
        many = false;
        if part.is_empty() {
            continue;
        }
        parts.insert(0, if nothing { "item".to_owned() } else { part });
        tails.push(parts.join(" "));
    }
    if tails.is_empty() {
        tails.push(if many { "item".to_owned() } else { String::new() });
    }
    tails
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_many() {
        for (many, one) in [
            ("orders", "order"),
            ("addresses", "address"),
            ("queries", "query"),
            ("statuses", "status"),
            ("status", "status"),
            ("boxes", "box"),
            ("data", "data"),
            ("news", "news"),
            ("people", "person"),
            ("ids", "ids"),
            ("analysis", "analysis"),
            ("series", "series"),
        ] {
            assert_eq!(singular(many), one, "{many}");
        }
    }

    #[test]
    fn what_operations_are_about() {
        let of = |id| subject(id).map(|(word, many)| format!("{word}{}", if many { "*" } else { "" }));
        assert_eq!(of("GetOrder").as_deref(), Some("order"));
        assert_eq!(of("ListOrders").as_deref(), Some("order*"));
        assert_eq!(of("orders_list").as_deref(), Some("order*"));
        assert_eq!(of("GetOrderLinesByCustomer").as_deref(), Some("order line*"));
        assert_eq!(of("OnNewOrder").as_deref(), Some("order"));
        assert_eq!(of("List"), None);
    }

    #[test]
    fn capitals_that_are_one_word() {
        assert_eq!(split("userIDs"), ["user", "ids"]);
        assert_eq!(split("OAuth2Token"), ["oauth2", "token"]);
        assert_eq!(split("GetODataURLs"), ["get", "odata", "urls"]);
        assert_eq!(split("HTTPStatus"), ["http", "status"]);
        assert_eq!(split("don't"), ["dont"]);
    }

    #[test]
    fn signs_are_spoken() {
        assert_eq!(super::super::case::snake(&spoken("created[gt]>=1")), "created_gt_greater_equal_1");
        assert_eq!(super::super::case::snake(&spoken("-1")), "minus_1");
        assert_eq!(super::super::case::snake(&spoken("in-progress")), "in_dash_progress");
    }

    fn site(steps: &[Step]) -> Site {
        Site { owner: Owner::Action("ListOrders".to_owned()), steps: steps.to_vec() }
    }

    #[test]
    fn natural_names_do_not_know_where_they_stand() {
        let property = |name: &str| Step::Property(name.to_owned());
        assert_eq!(natural(&site(&[Step::Reply, property("lines"), Step::Item])).as_deref(), Some("line"));
        assert_eq!(natural(&site(&[Step::Reply, property("value"), Step::Item])).as_deref(), Some("order"));
        assert_eq!(natural(&site(&[Step::Reply])).as_deref(), Some("order list"));
        assert_eq!(natural(&site(&[Step::Reply, Step::Item])).as_deref(), Some("order"));
        assert_eq!(natural(&site(&[Step::Body])), None);
    }

    #[test]
    fn tails_grow_from_the_last_step() {
        let steps = [
            Step::Reply,
            Step::Property("customer".to_owned()),
            Step::Property("addresses".to_owned()),
            Step::Item,
        ];
        assert_eq!(tails(&site(&steps)), ["address", "customer address", "reply customer address"]);
        assert_eq!(
            tails(&site(&[Step::Reply, Step::Property("value".to_owned()), Step::Item])),
            ["item", "reply item"]
        );
    }
}
