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
