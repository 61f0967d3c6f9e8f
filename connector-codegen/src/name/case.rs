//! Case conversion and what Rust forbids: the only place that knows either.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Words that cannot be identifiers (edition 2024, reserved ones too).
const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield", "_",
];

/// Whether a text can be an identifier: what a caller or a lock gives as a name is not taken on trust.
pub fn is_identifier(name: &str) -> bool {
    let letter =
        |c: char| c.is_ascii_alphabetic() || (('\u{c0}'..='\u{24f}').contains(&c) && c.is_alphabetic());
    name.starts_with(|c| letter(c) || c == '_')
        && name.chars().all(|c| letter(c) || c.is_ascii_digit() || c == '_')
        && name.chars().any(letter)
}

/// A given name of a method, argument or field, as it is unless it is written like a type or is a keyword.
pub fn given_snake(name: &str) -> String {
    match name.chars().any(char::is_uppercase) || KEYWORDS.contains(&name) {
        true => snake_ident(name, "given"),
        false => name.to_owned(),
    }
}

/// A given name of a type, as it is unless it is written like a method.
pub fn given_pascal(name: &str) -> String {
    match name.starts_with(char::is_uppercase) && name != "Self" {
        true => name.to_owned(),
        false => pascal_ident(name, "Given"),
    }
}

/// `order_id`; empty where the text has no word. Not yet safe from keywords.
pub fn snake(text: &str) -> String {
    text.to_snake_case()
}

/// A field, argument or method.
pub fn snake_ident(text: &str, fallback: &str) -> String {
    let plain = text.to_snake_case();
    let name = match plain.chars().next() {
        None => fallback.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("n{plain}"),
        Some(_) => plain,
    };
    if KEYWORDS.contains(&name.as_str()) { format!("{name}_") } else { name }
}

/// A type or variant.
pub fn pascal_ident(text: &str, fallback: &str) -> String {
    let plain = text.to_upper_camel_case();
    match plain.chars().next() {
        None => fallback.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("N{plain}"),
        Some(_) if plain == "Self" => "Self_".to_owned(),
        Some(_) => plain,
    }
}

/// A static.
pub fn shouty(text: &str) -> String {
    text.to_shouty_snake_case()
}
