//! Dates and times as `time` has them.

use time::error::{Format, Parse};
use time::format_description::well_known::{Iso8601, Rfc3339};

use super::{Date, DateTime, HttpDate, Time, UnixTime, http_date};
use crate::arg::{Input, given};

const NOT_WRITABLE: &str = "RFC 3339 has no such date";

impl DateTime {
    /// The point in time, with its offset from UTC.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_time(&self) -> Result<time::OffsetDateTime, Parse> {
        time::OffsetDateTime::parse(self.as_str(), &Rfc3339)
    }
}

impl Date {
    /// The day.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_time(&self) -> Result<time::Date, Parse> {
        time::Date::parse(self.as_str(), &Iso8601::DATE)
    }
}

impl Time {
    /// The time of day.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_time(&self) -> Result<time::Time, Parse> {
        time::Time::parse(self.as_str(), &Iso8601::TIME)
    }
}

impl HttpDate {
    /// The point in time; none when the text is no HTTP date.
    #[must_use]
    pub fn to_time(&self) -> Option<time::OffsetDateTime> {
        time::OffsetDateTime::from_unix_timestamp(http_date::parse(self.as_str())?).ok()
    }
}

impl UnixTime {
    /// The point in time; none when it is out of range.
    #[must_use]
    pub fn to_time(self) -> Option<time::OffsetDateTime> {
        time::OffsetDateTime::from_unix_timestamp(self.get()).ok()
    }
}

/// With nine digits of a second, if it has a fraction.
impl From<time::Time> for Time {
    fn from(time: time::Time) -> Self {
        let (hour, minute, second, nano) = time.as_hms_nano();
        let fraction = if nano == 0 { String::new() } else { format!(".{nano:09}") };
        Self::new(format!("{hour:02}:{minute:02}:{second:02}{fraction}"))
    }
}

/// Fractions of a second are cut off.
impl From<time::OffsetDateTime> for HttpDate {
    fn from(at: time::OffsetDateTime) -> Self {
        Self::new(http_date::format(at.unix_timestamp()))
    }
}

/// Fractions of a second are cut off.
impl From<time::OffsetDateTime> for UnixTime {
    fn from(at: time::OffsetDateTime) -> Self {
        Self(at.unix_timestamp())
    }
}

/// Fails for years of more than four digits and offsets with seconds, which RFC 3339 does not have.
impl TryFrom<time::OffsetDateTime> for DateTime {
    type Error = Format;

    fn try_from(at: time::OffsetDateTime) -> Result<Self, Format> {
        at.format(&Rfc3339).map(Self::new)
    }
}

impl From<time::Date> for Date {
    fn from(day: time::Date) -> Self {
        Self::new(day.to_string())
    }
}

fn input(at: time::OffsetDateTime) -> Input {
    DateTime::try_from(at).map_or(Input::Invalid(NOT_WRITABLE), |at| Input::Text(at.into_string()))
}

given!([] DateTime: |at: time::OffsetDateTime| input(at));
given!(['a] DateTime: |at: &'a time::OffsetDateTime| input(*at));
given!([] Date: |day: time::Date| Input::Text(Date::from(day).into_string()));
given!(['a] Date: |day: &'a time::Date| Input::Text(Date::from(*day).into_string()));

given!([] Time: |time: time::Time| Input::Text(Time::from(time).into_string()));
given!([] HttpDate: |at: time::OffsetDateTime| Input::Text(HttpDate::from(at).into_string()));
given!([] UnixTime: |at: time::OffsetDateTime| Input::Literal(at.unix_timestamp().to_string()));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_both_ways() {
        let at = DateTime::new("2024-05-17T10:30:00.5+02:00").to_time().unwrap();
        assert_eq!(DateTime::try_from(at).unwrap().as_str(), "2024-05-17T10:30:00.5+02:00");
        assert!(DateTime::new("yesterday").to_time().is_err());
        assert_eq!(Date::from(Date::new("2024-02-29").to_time().unwrap()).as_str(), "2024-02-29");
        let date = HttpDate::new("Fri, 17 May 2024 08:30:00 GMT");
        assert_eq!(HttpDate::from(date.to_time().unwrap()), date);
        assert_eq!(Time::from(Time::new("08:30:00").to_time().unwrap()).as_str(), "08:30:00");
        assert_eq!(UnixTime::from(UnixTime(7).to_time().unwrap()), UnixTime(7));
        assert!(Date::new("2024-02-30").to_time().is_err());
    }
}
