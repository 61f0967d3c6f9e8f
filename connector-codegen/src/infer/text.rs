//! What a text is a sample of: itself, a date, or only the word for a type.

/// What stands for a value in the bodies that converters write out of schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Witness {
    /// A text of no known form.
    Text,
    /// A date with a time.
    DateTime,
    /// A day.
    Date,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// true or false.
    Boolean,
    /// Something that the converter gave up on.
    Unknown,
}

/// The type that a text is nothing but the word for: `<integer>`.
pub fn witness(text: &str) -> Option<Witness> {
    let inner = text.strip_prefix('<')?.strip_suffix('>')?;
    Some(match inner {
        "string" | "uuid" | "uri" | "url" | "email" | "byte" | "binary" | "password" | "hostname"
        | "ipv4" | "ipv6" => Witness::Text,
        "dateTime" | "date-time" | "datetime" => Witness::DateTime,
        "date" => Witness::Date,
        "integer" | "long" | "int" | "int32" | "int64" => Witness::Integer,
        "number" | "double" | "float" | "decimal" => Witness::Number,
        "boolean" | "bool" => Witness::Boolean,
        "object" | "array" | "any" | "null" => Witness::Unknown,
        _ if inner.starts_with("Error: Too many levels") || inner.starts_with("Circular reference") => {
            Witness::Unknown
        }
        _ => return None,
    })
}

/// Whether a text is nothing but a variable: a sample of some text, of which nothing is known.
pub fn is_variable(text: &str) -> bool {
    let inner = text.trim().strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
    inner.is_some_and(|name| !name.contains(['{', '}']))
}

/// Digits of a fixed number, as a number.
fn digits(text: &[u8], count: usize) -> Option<(u32, &[u8])> {
    let (head, rest) = text.split_at_checked(count)?;
    let value = head.iter().try_fold(0, |value, byte| {
        let digit = char::from(*byte).to_digit(10)?;
        Some(value * 10 + digit)
    })?;
    Some((value, rest))
}

fn sign<'a>(text: &'a [u8], wanted: &[u8]) -> Option<&'a [u8]> {
    let (first, rest) = text.split_first()?;
    wanted.contains(first).then_some(rest)
}

fn date(text: &[u8]) -> Option<&[u8]> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(sign(rest, b"-")?, 2)?;
    let (day, rest) = digits(sign(rest, b"-")?, 2)?;
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then_some(rest)
}

/// `2024-02-29`
pub fn is_date(text: &str) -> bool {
    date(text.as_bytes()).is_some_and(<[u8]>::is_empty)
}

/// RFC 3339, with an offset: without one a text stands for no point in time.
pub fn is_date_time(text: &str) -> bool {
    fn rest(text: &[u8]) -> Option<&[u8]> {
        let (hour, rest) = digits(sign(date(text)?, b"Tt")?, 2)?;
        let (minute, rest) = digits(sign(rest, b":")?, 2)?;
        let (second, mut rest) = digits(sign(rest, b":")?, 2)?;
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        if let Some(fraction) = sign(rest, b".") {
            let end = fraction.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(fraction.len());
            rest = fraction.get(end..).filter(|_| end > 0)?;
        }
        if let Some(rest) = sign(rest, b"Zz") {
            return Some(rest);
        }
        let (hour, rest) = digits(sign(rest, b"+-")?, 2)?;
        let (minute, rest) = digits(sign(rest, b":")?, 2)?;
        (hour < 24 && minute < 60).then_some(rest)
    }
    rest(text.as_bytes()).is_some_and(<[u8]>::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_types() {
        assert_eq!(witness("<integer>"), Some(Witness::Integer));
        assert_eq!(witness("<dateTime>"), Some(Witness::DateTime));
        let deep = "<Error: Too many levels of nesting to fake this schema>";
        assert_eq!(witness(deep), Some(Witness::Unknown));
        for plain in ["integer", "<p>", "<integer", "<b>bold</b>", "<>"] {
            assert_eq!(witness(plain), None, "{plain}");
        }
    }

    #[test]
    fn texts_without_content() {
        assert!(is_variable("{{id}}") && is_variable(" {{ a b }} "));
        assert!(!is_variable("x{{id}}") && !is_variable("{{a}}{{b}}") && !is_variable("{{a{{b}}}}"));
    }

    #[test]
    fn dates() {
        assert!(is_date("2024-02-29") && !is_date("2023-02-29") && !is_date("2024-1-1"));
        for good in ["2024-01-02T03:04:05Z", "2024-01-02t03:04:05.123+02:00"] {
            assert!(is_date_time(good), "{good}");
        }
        for bad in ["2024-01-02T03:04:05", "2024-01-02 03:04:05Z", "2024-01-02T24:00:00Z", "2024-01-02"] {
            assert!(!is_date_time(bad), "{bad}");
        }
    }
}
