//! What a scalar means: the core schema of YAML 1.2. `yes`, `no`, `on` and `off` are texts.

use saphyr_parser::Tag;

use super::super::number::{Number, scan_json};
use super::super::tree::Value;
use crate::diag::quoted;

/// A scalar without quotes and without a tag.
pub(super) fn plain(text: String) -> Value {
    match text.as_str() {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => match number(&text) {
            Some(number) => Value::Number(number),
            None => Value::Text(text),
        },
    }
}

pub(super) fn is_core(tag: &Tag) -> bool {
    tag.is_yaml_core_schema() || (tag.handle.is_empty() && tag.suffix.starts_with("tag:yaml.org,2002:"))
}

/// `!` alone: "no tag", which makes a scalar a text.
pub(super) fn is_plain_mark(tag: &Tag) -> bool {
    (tag.handle.is_empty() && tag.suffix == "!") || (tag.handle == "!" && tag.suffix.is_empty())
}

/// A scalar with a tag. The error is the best that can be made of it, and what is wrong.
pub(super) fn tagged(text: String, unquoted: bool, tag: &Tag) -> Result<Value, (Value, String)> {
    let shown =
        |text: &str| format!("{} is not what the tag {} says", quoted(text), quoted(&tag.to_string()));
    if is_plain_mark(tag) {
        return Ok(Value::Text(text));
    }
    if !is_core(tag) {
        let value = if unquoted { plain(text) } else { Value::Text(text) };
        return Err((value, format!("the tag {} is ignored", quoted(&tag.to_string()))));
    }
    let value = match tag.suffix.trim_start_matches("tag:yaml.org,2002:") {
        "str" => return Ok(Value::Text(text)),
        "int" => number(&text).filter(|number| !number.as_str().contains(['.', 'e', 'E'])).map(Value::Number),
        "float" => number(&text).map(Value::Number),
        "bool" => Some(plain(text.clone())).filter(|value| matches!(value, Value::Bool(_))),
        "null" => Some(plain(text.clone())).filter(|value| matches!(value, Value::Null)),
        // texts in all but name
        "timestamp" | "binary" => return Ok(Value::Text(text)),
        _ => {
            let value = if unquoted { plain(text) } else { Value::Text(text) };
            return Err((value, format!("the tag {} is ignored", quoted(&tag.to_string()))));
        }
    };
    value.ok_or_else(|| {
        let problem = shown(&text);
        (Value::Text(text), problem)
    })
}

/// A number in any of YAML's spellings, as JSON text. `.inf` and `.nan` are none: JSON has no such values.
fn number(text: &str) -> Option<Number> {
    let first = text.bytes().next()?;
    if !(first.is_ascii_digit() || matches!(first, b'+' | b'-' | b'.')) {
        return None;
    }
    if scan_json(text.as_bytes()) == Ok(text.len()) {
        return Some(Number::from_json(text));
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let value = u128::from_str_radix(digits, radix).ok().filter(|_| !digits.starts_with('+'))?;
            return Some(Number::from_json(&value.to_string()));
        }
    }
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match rest.find(['e', 'E']) {
        Some(at) => rest.split_at_checked(at)?,
        None => (rest, ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    let json = format!("{sign}{whole}{point}{fraction}{exponent}");
    (scan_json(json.as_bytes()) == Ok(json.len())).then(|| Number::from_json(&json))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn core_schema() {
        let json = |text: &str| {
            super::super::super::tree::Node { value: plain(text.into()), ..Default::default() }.to_json_text()
        };
        for (text, expected) in [
            ("~", "null"),
            ("TRUE", "true"),
            ("yes", r#""yes""#),
            ("off", r#""off""#),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("0755", "755"),
            ("+1", "1"),
            ("-.5", "-0.5"),
            ("1.", "1"),
            ("1.50", "1.50"),
            ("+1.e3", "1e3"),
            ("1e-3", "1e-3"),
            (".", r#"".""#),
            ("-", r#""-""#),
            (".inf", r#"".inf""#),
            ("0x", r#""0x""#),
            ("0x+1", r#""0x+1""#),
            ("1_000", r#""1_000""#),
            ("1.2.3", r#""1.2.3""#),
            ("2024-01-01", r#""2024-01-01""#),
            ("0x1FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", r#""0x1FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF""#),
        ] {
            assert_eq!(json(text), expected, "{text}");
        }
    }
}
