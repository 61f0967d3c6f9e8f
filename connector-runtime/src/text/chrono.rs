//! Dates and times as `chrono` has them.

use chrono::{FixedOffset, NaiveDate, NaiveTime, ParseError, SecondsFormat, TimeZone, Utc};

use super::{Date, DateTime, HttpDate, Time, UnixTime, http_date};
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

impl Time {
    /// The time of day.
    ///
    /// # Errors
    /// When the text is none, or has an offset.
    pub fn to_chrono(&self) -> Result<NaiveTime, ParseError> {
        self.as_str().parse()
    }
}

impl HttpDate {
    /// The point in time; none when the text is no HTTP date.
    #[must_use]
    pub fn to_chrono(&self) -> Option<chrono::DateTime<Utc>> {
        chrono::DateTime::from_timestamp(http_date::parse(self.as_str())?, 0)
    }
}

impl UnixTime {
    /// The point in time; none when it is out of range.
    #[must_use]
    pub fn to_chrono(self) -> Option<chrono::DateTime<Utc>> {
        chrono::DateTime::from_timestamp(self.get(), 0)
    }
}

impl From<NaiveTime> for Time {
    fn from(time: NaiveTime) -> Self {
        Self::new(time.to_string())
    }
}

/// Fractions of a second are cut off.
impl<Z: TimeZone> From<chrono::DateTime<Z>> for HttpDate {
    fn from(at: chrono::DateTime<Z>) -> Self {
        Self::new(http_date::format(at.timestamp()))
    }
}

/// Fractions of a second are cut off.
impl<Z: TimeZone> From<chrono::DateTime<Z>> for UnixTime {
    fn from(at: chrono::DateTime<Z>) -> Self {
        Self(at.timestamp())
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

given!([] Time: |time: NaiveTime| Input::Text(Time::from(time).into_string()));
given!([Z: TimeZone] HttpDate: |at: chrono::DateTime<Z>| Input::Text(HttpDate::from(at).into_string()));
given!([Z: TimeZone] UnixTime: |at: chrono::DateTime<Z>| Input::Literal(at.timestamp().to_string()));

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
        let date = HttpDate::new("Fri, 17 May 2024 08:30:00 GMT");
        assert_eq!(HttpDate::from(date.to_chrono().unwrap()), date);
        assert_eq!(Time::from(Time::new("08:30:00").to_chrono().unwrap()).as_str(), "08:30:00");
        assert_eq!(UnixTime::from(UnixTime(7).to_chrono().unwrap()), UnixTime(7));
        assert!(Date::new("2024-02-30").to_chrono().is_err());
    }
}
