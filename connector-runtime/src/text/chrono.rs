//! Dates as `chrono` has them.

use chrono::{FixedOffset, NaiveDate, ParseError, SecondsFormat, TimeZone};

use super::{Date, DateTime};
use crate::arg::{Input, given};

impl DateTime {
    /// The point in time, with its offset from UTC.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_chrono(&self) -> Result<chrono::DateTime<FixedOffset>, ParseError> {
        chrono::DateTime::parse_from_rfc3339(self.as_str())
    }
}

impl Date {
    /// The day.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_chrono(&self) -> Result<NaiveDate, ParseError> {
        self.as_str().parse()
    }
}

impl<Z: TimeZone> From<chrono::DateTime<Z>> for DateTime {
    fn from(at: chrono::DateTime<Z>) -> Self {
        Self::new(at.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl From<NaiveDate> for Date {
    fn from(day: NaiveDate) -> Self {
        Self::new(day.to_string())
    }
}

given!([Z: TimeZone] DateTime: |at: chrono::DateTime<Z>| Input::Text(DateTime::from(at).into_string()));
given!(['a, Z: TimeZone] DateTime: |at: &'a chrono::DateTime<Z>| Input::Text(DateTime::from(at.clone()).into_string()));
given!([] Date: |day: NaiveDate| Input::Text(Date::from(day).into_string()));
given!(['a] Date: |day: &'a NaiveDate| Input::Text(Date::from(*day).into_string()));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_both_ways() {
        let at = DateTime::new("2024-05-17T10:30:00.5+02:00").to_chrono().unwrap();
        assert_eq!(DateTime::from(at).as_str(), "2024-05-17T10:30:00.500+02:00");
        assert_eq!(DateTime::from(at.to_utc()).as_str(), "2024-05-17T08:30:00.500Z");
        assert!(DateTime::new("yesterday").to_chrono().is_err());
        assert_eq!(Date::from(Date::new("2024-02-29").to_chrono().unwrap()).as_str(), "2024-02-29");
        assert!(Date::new("2024-02-30").to_chrono().is_err());
    }
}
