//! Dates, times and durations as `jiff` has them.

use jiff::civil;

use super::http_date;
use super::{Date, DateTime, HttpDate, IsoDuration, Time, UnixTime};
use crate::arg::{Input, given};

impl DateTime {
    /// The point in time, whatever its offset from UTC.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_timestamp(&self) -> Result<jiff::Timestamp, jiff::Error> {
        self.as_str().parse()
    }
}

impl Date {
    /// The day.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_civil(&self) -> Result<civil::Date, jiff::Error> {
        self.as_str().parse()
    }
}

impl Time {
    /// The time of day; an offset is no part of it.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_civil(&self) -> Result<civil::Time, jiff::Error> {
        self.as_str().parse()
    }
}

impl HttpDate {
    /// The point in time.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_timestamp(&self) -> Result<jiff::Timestamp, jiff::Error> {
        // A text that is none goes to the parser of another format for an error.
        http_date::parse(self.as_str()).map_or_else(|| self.as_str().parse(), jiff::Timestamp::from_second)
    }
}

impl UnixTime {
    /// The point in time.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn to_timestamp(self) -> Result<jiff::Timestamp, jiff::Error> {
        jiff::Timestamp::from_second(self.get())
    }
}

impl IsoDuration {
    /// The duration, by its units.
    ///
    /// # Errors
    /// When the text is none.
    pub fn to_span(&self) -> Result<jiff::Span, jiff::Error> {
        self.as_str().parse()
    }
}

impl From<civil::Time> for Time {
    fn from(time: civil::Time) -> Self {
        Self::new(time.to_string())
    }
}

/// Fractions of a second are cut off.
impl From<jiff::Timestamp> for HttpDate {
    fn from(at: jiff::Timestamp) -> Self {
        Self::new(http_date::format(at.as_second()))
    }
}

/// Fractions of a second are cut off.
impl From<jiff::Timestamp> for UnixTime {
    fn from(at: jiff::Timestamp) -> Self {
        Self(at.as_second())
    }
}

impl From<jiff::Span> for IsoDuration {
    fn from(span: jiff::Span) -> Self {
        Self::new(span.to_string())
    }
}

impl From<jiff::Timestamp> for DateTime {
    fn from(at: jiff::Timestamp) -> Self {
        Self::new(at.to_string())
    }
}

impl From<&jiff::ZonedDateTime> for DateTime {
    fn from(at: &jiff::ZonedDateTime) -> Self {
        Self::new(at.timestamp().display_with_offset(at.offset()).to_string())
    }
}

impl From<civil::Date> for Date {
    fn from(day: civil::Date) -> Self {
        Self::new(day.to_string())
    }
}

given!([] DateTime: |at: jiff::Timestamp| Input::Text(DateTime::from(at).into_string()));
given!(['a] DateTime: |at: &'a jiff::Timestamp| Input::Text(DateTime::from(*at).into_string()));
given!(['a] DateTime: |at: &'a jiff::ZonedDateTime| Input::Text(DateTime::from(at).into_string()));
given!([] Date: |day: civil::Date| Input::Text(Date::from(day).into_string()));
given!(['a] Date: |day: &'a civil::Date| Input::Text(Date::from(*day).into_string()));

given!([] Time: |time: civil::Time| Input::Text(Time::from(time).into_string()));
given!([] HttpDate: |at: jiff::Timestamp| Input::Text(HttpDate::from(at).into_string()));
given!([] UnixTime: |at: jiff::Timestamp| Input::Literal(at.as_second().to_string()));
given!([] IsoDuration: |span: jiff::Span| Input::Text(IsoDuration::from(span).into_string()));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_both_ways() {
        let at = DateTime::new("2024-05-17T10:30:00.5+02:00").to_timestamp().unwrap();
        assert_eq!(DateTime::from(at).as_str(), "2024-05-17T08:30:00.5Z");
        assert!(DateTime::new("yesterday").to_timestamp().is_err());
        let day = Date::new("2024-02-29").to_civil().unwrap();
        assert_eq!(Date::from(day).as_str(), "2024-02-29");
        assert!(Date::new("2024-02-30").to_civil().is_err());
        let date = HttpDate::new("Fri, 17 May 2024 08:30:00 GMT");
        assert_eq!(HttpDate::from(date.to_timestamp().unwrap()), date);
        assert!(HttpDate::new("yesterday").to_timestamp().is_err());
        assert_eq!(Time::from(Time::new("08:30:00").to_civil().unwrap()).as_str(), "08:30:00");
        assert_eq!(IsoDuration::from(IsoDuration::new("P1DT2H").to_span().unwrap()).as_str(), "P1DT2H");
        assert_eq!(UnixTime::from(UnixTime(1_715_934_600).to_timestamp().unwrap()), UnixTime(1_715_934_600));
        let zoned = at.to_zoned_datetime(jiff::tz::TimeZone::fixed(jiff::tz::offset(2)));
        assert_eq!(DateTime::from(&zoned).as_str(), "2024-05-17T10:30:00.5+02:00");
    }
}
