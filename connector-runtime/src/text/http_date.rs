//! HTTP dates: RFC 9110, section 5.6.7, which takes the form of RFC 1123 over and reads two older ones.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::HttpDate;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const DAY: i64 = 86_400;

/// Seconds since 1970, of any of the three forms, in any case.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let words: Vec<&str> = text.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
    let (day, month, year, time) = match *words.as_slice() {
        // Sun, 06 Nov 1994 08:49:37 GMT; Sunday, 06-Nov-94 08:49:37 GMT
        [_, day, month, year, time, zone] if zone.eq_ignore_ascii_case("GMT") => (day, month, year, time),
        // Sun Nov  6 08:49:37 1994
        [_, month, day, time, year] => (day, month, year, time),
        _ => return None,
    };
    let month = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(month))?;
    let month = i64::try_from(month).ok()? + 1;
    let year = match (year.len(), number(year)?) {
        (4, year) if year > 0 => year,
        (2, year) if year < 70 => 2000 + year,
        (2, year) => 1900 + year,
        _ => return None,
    };
    let day = number(day).filter(|day| (1..=days(year, month)).contains(day))?;
    let mut clock = time.split(':').map(number);
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    if clock.next().is_some() || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    Some((days_before(year, month) + day - 1) * DAY + hour * 3_600 + minute * 60 + second)
}

fn number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970 to the first of a month.
fn days_before(year: i64, month: i64) -> i64 {
    let leaps = |year: i64| year / 4 - year / 100 + year / 400;
    let years = (year - 1970) * 365 + leaps(year - 1) - leaps(1969);
    years + (1..month).map(|month| days(year, month)).sum::<i64>()
}

/// In the form that is sent.
pub(crate) fn format(seconds: i64) -> String {
    let (mut rest, clock) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let weekday =
        usize::try_from(rest.rem_euclid(7)).ok().and_then(|day| WEEKDAYS.get(day)).unwrap_or(&"Thu");
    // 400 years have the same number of days, always.
    let mut year = 1970 + rest.div_euclid(146_097) * 400;
    rest = rest.rem_euclid(146_097);
    let of_year = |year: i64| 365 + i64::from(is_leap(year));
    while rest >= of_year(year) {
        rest -= of_year(year);
        year += 1;
    }
    let mut month = 1;
    while rest >= days(year, month) {
        rest -= days(year, month);
        month += 1;
    }
    let name = usize::try_from(month - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"Jan");
    let (hour, minute, second) = (clock / 3_600, clock / 60 % 60, clock % 60);
    format!("{weekday}, {:02} {name} {year:04} {hour:02}:{minute:02}:{second:02} GMT", rest + 1)
}

pub(super) fn is_http_date(text: &str) -> bool {
    parse(text).is_some()
}

impl HttpDate {
    /// The point in time; none when the text is no HTTP date, or before what the system's clock can say.
    #[must_use]
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let seconds = parse(self.as_str())?;
        let distance = Duration::from_secs(seconds.unsigned_abs());
        if seconds < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) }
    }
}

/// Fractions of a second are cut off.
impl From<SystemTime> for HttpDate {
    fn from(at: SystemTime) -> Self {
        let seconds = match at.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
            Err(before) => -i64::try_from(before.duration().as_secs()).unwrap_or(i64::MAX),
        };
        Self::new(format(seconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_forms_of_a_date() {
        for text in
            ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
        {
            assert_eq!(parse(text), Some(784_111_777), "{text}");
        }
        assert_eq!(parse("Thu, 29 Feb 2024 00:00:00 GMT"), Some(1_709_164_800));
        assert_eq!(parse("FRI, 01 MAR 2024 00:00:00 gmt"), Some(1_709_251_200));
        assert_eq!(parse("Mon, 01 Jan 0001 00:00:00 GMT"), Some(-62_135_596_800));
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "soon",
            "-1",
            "Sun, 99 Nov 1994 08:49:37 GMT",
            "Thu, 30 Feb 2023 00:00:00 GMT",
            "Sun, 06 Nov 1994 08:49 GMT",
            "Sat, 1 Jan 0000 00:00:00 GMT",
            "1.5",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn goes_both_ways() {
        for text in [
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "Thu, 29 Feb 2024 23:59:59 GMT",
            "Fri, 31 Dec 9999 23:59:59 GMT",
            "Mon, 01 Jan 0001 00:00:00 GMT",
            "Wed, 31 Dec 1969 23:59:59 GMT",
        ] {
            assert_eq!(parse(text).map(format).as_deref(), Some(text));
        }
        let at = HttpDate::new("Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(at.to_system_time().map(HttpDate::from), Some(at));
    }
}
