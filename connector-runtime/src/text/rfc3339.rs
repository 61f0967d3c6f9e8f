//! Whether a text is a date, or a date with a time, by RFC 3339.

use std::fmt;

/// A text that is no date (and time) by RFC 3339.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotADate {
    pub(super) wanted: &'static str,
}

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text is not of the form {}", self.wanted)
    }
}

impl std::error::Error for NotADate {}

/// A number of exactly so many digits, and what follows.
fn digits(text: &[u8], count: usize) -> Option<(u32, &[u8])> {
    let (head, rest) = text.split_at_checked(count)?;
    let mut value = 0;
    for byte in head {
        value = value * 10 + char::from(*byte).to_digit(10)?;
    }
    Some((value, rest))
}

fn byte<'a>(text: &'a [u8], wanted: &[u8]) -> Option<&'a [u8]> {
    let (first, rest) = text.split_first()?;
    wanted.contains(first).then_some(rest)
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn date(text: &[u8]) -> Option<&[u8]> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(byte(rest, b"-")?, 2)?;
    let (day, rest) = digits(byte(rest, b"-")?, 2)?;
    ((1..=12).contains(&month) && (1..=days(year, month)).contains(&day)).then_some(rest)
}

fn time(text: &[u8]) -> Option<&[u8]> {
    let (hour, rest) = digits(text, 2)?;
    let (minute, rest) = digits(byte(rest, b":")?, 2)?;
    let (second, mut rest) = digits(byte(rest, b":")?, 2)?;
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    if let Some(fraction) = byte(rest, b".") {
        let end = fraction.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(fraction.len());
        rest = fraction.get(end..).filter(|_| end > 0)?;
    }
    Some(rest)
}

fn offset(text: &[u8]) -> Option<&[u8]> {
    if let Some(rest) = byte(text, b"Zz") {
        return Some(rest);
    }
    let (hour, rest) = digits(byte(text, b"+-")?, 2)?;
    let (minute, rest) = digits(byte(rest, b":")?, 2)?;
    (hour < 24 && minute < 60).then_some(rest)
}

pub(super) fn is_date(text: &str) -> bool {
    date(text.as_bytes()).is_some_and(<[u8]>::is_empty)
}

/// A time of day, with or without an offset: `format: time` is not RFC 3339's `full-time` in most documents.
pub(super) fn is_time(text: &str) -> bool {
    time(text.as_bytes()).is_some_and(|rest| rest.is_empty() || offset(rest).is_some_and(<[u8]>::is_empty))
}

pub(super) fn is_date_time(text: &str) -> bool {
    let rest = date(text.as_bytes()).and_then(|rest| byte(rest, b"Tt ")).and_then(time).and_then(offset);
    rest.is_some_and(<[u8]>::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_dates() {
        for text in ["2024-02-29", "0000-01-01", "9999-12-31", "2000-02-29"] {
            assert!(is_date(text), "{text}");
        }
        for text in [
            "",
            "2024-02-30",
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "24-01-01",
            "2024-1-1",
            "2024-01-01Z",
            "２０24-01-01",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn knows_times() {
        for text in ["08:30:00", "23:59:60.25", "08:30:00Z", "08:30:00+02:00"] {
            assert!(is_time(text), "{text}");
        }
        for text in ["", "8:30:00", "08:30", "24:00:00", "08:30:00X"] {
            assert!(!is_time(text), "{text}");
        }
    }

    #[test]
    fn knows_dates_with_times() {
        for text in ["2024-01-01T00:00:00Z", "2024-01-01t23:59:60.5z", "2024-01-01 10:20:30.123456789+05:30"]
        {
            assert!(is_date_time(text), "{text}");
        }
        for text in [
            "2024-01-01",
            "2024-01-01T00:00:00",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00+0530",
            "2024-01-01T00:00Z",
        ] {
            assert!(!is_date_time(text), "{text}");
        }
    }
}
